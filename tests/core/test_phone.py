"""手机看: what the code says, where it opens and closes. (That it can be read off the screen: tests/ui/test_codes.py.)"""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from tests.core.programme import TODAY, article, catalogue, guide_body, long_body
from tests.core.television import Tv
from tvapp.core import qr, words
from tvapp.core.keys import Key
from tvapp.core.model import ArticleBody, Guide, Material, TextSize
from tvapp.core.screens import guide as guide_screen
from tvapp.core.views import GuideView, ReaderView

PHONE = "0512-0000 1234"


def test_a_guide_carries_place_hours_telephone_address_and_what_to_bring() -> None:
    guide = Guide(
        place="便民服务中心", window="一楼 3 号窗口", address="文荷路 8 号", hours=("上午 8:30 到 11:30", "下午 1:30 到 5:00"),
        phone=PHONE, contact="小李", bring=(Material("身份证"), Material("户口本")),
    )  # fmt: skip
    said = qr.facts(article("g", "办老年人优待证", kind="guide"), ArticleBody((), guide), "", TODAY)
    assert said.split("\n") == [
        "办老年人优待证",
        "去哪儿：便民服务中心，一楼 3 号窗口",
        "地址：文荷路 8 号",
        "几点：上午 8:30 到 11:30，下午 1:30 到 5:00",
        "电话：0512-0000 1234，小李",
        "带上：身份证、户口本",
    ]


def test_an_article_with_an_address_gives_the_address_and_nothing_else() -> None:
    there = article("a", url="https://office.test/a?b=1")
    assert qr.facts(there, long_body(), PHONE, TODAY) == "https://office.test/a?b=1"


@pytest.mark.parametrize("url", ["", "ftp://office.test/a", "javascript:alert(1)", "https://a b", "https://x.test/" + "a" * 400])
def test_what_is_no_address_to_open_gives_the_facts(url: str) -> None:
    said = qr.facts(article("a", "停水通知", url=url), long_body(), PHONE, TODAY)
    assert said.startswith("停水通知\n示范街道办事处，2026年9月23日")
    assert PHONE in said and url not in said.split("\n")


_text = st.text(max_size=300)


@given(_text, _text, _text, st.lists(_text, max_size=6), _text)
def test_however_long_the_facts_a_code_of_version_15_holds_them(
    title: str, place: str, address: str, bring: list[str], phone: str
) -> None:
    guide = Guide(place=place, address=address, hours=(place, address), phone=phone, bring=tuple(map(Material, bring)))
    said = qr.facts(article("g", title or "办事", kind="guide"), ArticleBody((), guide), PHONE, TODAY)
    small = qr.take_along(article("g", title or "办事"), guide, PHONE)
    assert len(said.encode()) <= qr.MOST_BYTES and len(small.encode()) <= qr.SMALL_BYTES
    if said:
        code = segno.make(said, error="m", mode="byte", encoding="utf-8", micro=False)
        assert isinstance(code.version, int) and code.version <= 15
    if small:
        assert int(segno.make(small, error="m", mode="byte", encoding="utf-8", micro=False).version) <= 10


def test_a_long_fact_is_shortened_and_does_not_push_the_telephone_out() -> None:
    guide = Guide(place="很长的地方" * 60, address="很长的路" * 60, hours=("很长的钟点" * 60,), phone=PHONE)
    said = qr.facts(article("g", "很长的题目" * 60, kind="guide"), ArticleBody((), guide), "", TODAY)
    assert f"电话：{PHONE}" in said and "…" in said and "�" not in said


# ---------------------------------------------------------------- the pages


def _tv(size: TextSize = TextSize.LARGE) -> Tv:
    return Tv(catalogue(), size=size)


def reader(tv: Tv) -> Tv:
    tv.press("5 ~2 OK")
    assert isinstance(tv.page, ReaderView)
    return tv


def test_the_arrows_reach_the_code_of_an_article_and_one_press_leads_back() -> None:
    for leaves in ("OK", "BACK"):
        tv = reader(_tv()).press("RIGHT*6")
        assert tv.focus == words.PHONE
        tv.press("OK")
        view = tv.state.dialog
        assert view is not None and tv.screen == "dialog" and tv.focus == words.PHONE_DONE_READING
        assert tv.shown.dialog is not None and tv.shown.dialog.code.startswith("第n01条")
        tv.press(f"LEFT UP DOWN RIGHT {leaves}")
        assert tv.screen == "article" and tv.focus == words.PHONE


def test_left_from_the_code_comes_back_to_the_first_tool_and_stops_there() -> None:
    tv = reader(_tv())
    first = tv.focus
    tv.press("RIGHT*6 LEFT*6")
    assert tv.focus == first
    before = tv.state.bump.serial
    tv.press("LEFT")
    assert tv.state.bump.serial == before + 1 and tv.focus == first


def test_right_opens_the_code_of_a_guide_from_every_answer() -> None:
    tv = _tv().press("6 ~2 OK")
    assert isinstance(tv.page, GuideView)
    for _ in range(5):
        tv.press("RIGHT")
        assert tv.shown.dialog is not None and tv.shown.dialog.code and tv.focus == words.PHONE_DONE
        tv.press("BACK")
        assert isinstance(tv.page, GuideView)
        tv.press("DOWN")


@pytest.mark.parametrize("size", list(TextSize))
def test_the_small_code_stands_beside_the_list_only_where_both_fit(size: TextSize) -> None:
    tv = _tv(size).press("6 ~2 OK")
    while tv.state.top.answer != guide_screen.BRING:  # type: ignore[union-attr]
        tv.press("DOWN")
    assert isinstance(tv.page, GuideView)
    assert bool(tv.page.code) == (size <= TextSize.LARGE)
    if tv.page.code:
        assert tv.page.panel_pages == 1 and "带上：" in tv.page.code


def test_a_list_too_long_to_stand_beside_the_code_has_the_panel_for_itself() -> None:
    tv = _tv()
    body = guide_body()
    assert body.guide is not None
    many = tuple(Material(f"第 {n} 样要带的东西", "原件和复印件各一份") for n in range(12))
    long = replace(body, guide=replace(body.guide, bring=many))
    tv.bodies = {key: long for key in tv.state.index.entries}
    tv.press("6 ~2 OK")
    while tv.state.top.answer != guide_screen.BRING:  # type: ignore[union-attr]
        tv.press("DOWN")
    assert isinstance(tv.page, GuideView) and not tv.page.code and tv.page.panel_pages > 1


def test_the_code_of_an_article_that_goes_away_meanwhile_is_closed_by_any_way_out() -> None:
    tv = reader(_tv()).press("RIGHT*6 OK")
    tv.state = replace(tv.state, bodies={})
    assert tv.shown.dialog is not None and tv.shown.dialog.code
    tv.press(Key.HOME.value)
    assert tv.screen == "home" and tv.state.dialog is None
