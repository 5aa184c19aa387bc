"""Articles and guides: opening, whole pages, the place kept at every text size, 新, what was changed or withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.programme import (
    NEWS,
    POLICY,
    SHELVES,
    TODAY,
    article,
    articles,
    catalogue,
    column,
    guide_body,
    long_body,
    shelf,
    with_section,
)
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.model import ArticleBody, LinkState, TextSize
from tvapp.core.sheet import SetText, Sheet
from tvapp.core.views import GuideView, ReaderView, SectionView

FIRST = f"{NEWS}#n01"


def text(sheet: Sheet | None) -> str:
    assert sheet is not None
    return "".join(thing.text for thing in sheet.placed if isinstance(thing, SetText))


def reader(tv: Tv) -> ReaderView:
    page = tv.page
    assert isinstance(page, ReaderView)
    return page


def guide(tv: Tv) -> GuideView:
    page = tv.page
    assert isinstance(page, GuideView)
    return page


# ---------------------------------------------------------------- the reader


def test_an_article_is_asked_for_and_shown_when_it_comes() -> None:
    tv = Tv(catalogue())
    tv.answers = False
    tv.press("5 OK")
    asked = tv.took(ev.LoadArticle)
    assert [(a.feed, a.article) for a in asked] == [(NEWS, "n01")]  # type: ignore[attr-defined]
    assert reader(tv).title == "第n01条" and reader(tv).sheet is None
    assert reader(tv).saying == "", "what comes at once comes without a word of waiting"
    tv.wait(0.4)
    assert reader(tv).saying == "正在打开，请稍等"
    tv.post(ev.ArticleOpened(NEWS, "n01", long_body()))
    assert reader(tv).sheet is not None and reader(tv).saying == "" and reader(tv).pages > 5


def test_the_number_of_the_header_is_that_of_the_list_it_was_opened_from() -> None:
    tv = Tv(catalogue())
    tv.press("5 LEFT DOWN DOWN RIGHT DOWN OK")
    assert reader(tv).title == "第p02条"
    assert reader(tv).meta.startswith("政务公开 02·"), "the second of its column"
    tv.post(ev.CatalogueLoaded(with_section(catalogue(), 4, column("all", feed=POLICY))))
    assert reader(tv).meta.startswith("政务公开 02·")
    tv = Tv(catalogue())
    listed = tv.press("5").page
    assert isinstance(listed, SectionView)
    place = next(k for k, cell in enumerate(listed.cells) if cell.title == "第p01条")
    tv.press(f"DOWN*{place} OK" if place else "OK")
    assert reader(tv).title == "第p01条"
    assert reader(tv).meta.startswith(f"政务公开 {place + 1:02d}·"), "全部 counts its own"


def test_what_has_left_its_list_meanwhile_keeps_the_number_of_the_whole_section() -> None:
    tv = Tv(catalogue())
    tv.press("5 DOWN*3 YELLOW LEFT DOWN*3 RIGHT")
    tv.press("OK")
    assert reader(tv).meta.startswith("政务公开 01·"), "the only favourite"

    tv.press("YELLOW")
    assert reader(tv).meta.startswith("政务公开 04·"), "where 全部 has it"


def test_an_article_in_place_is_asked_for_by_its_file_or_text() -> None:
    made = with_section(catalogue(), 6, column("h", (article("k", file="articles/k.md"),)))
    tv = Tv(made)
    tv.press("7 OK")
    assert tv.took(ev.LoadArticle) == [ev.LoadArticle("", "k", "articles/k.md", None)]


def test_an_article_that_cannot_be_read_says_so_and_stays_new() -> None:
    tv = Tv(catalogue())
    tv.bodies[FIRST] = None
    tv.press("5 OK")
    assert reader(tv).saying == "这一篇打不开了，请按返回，看看别的。" and reader(tv).sheet is None
    tv.press("DOWN UP OK BACK")
    assert tv.page.cells[0].new  # type: ignore[union-attr]


@pytest.mark.parametrize("keys", ["DOWN", "PAGE_DOWN"])
def test_pages_turn_whole_and_stop_at_both_ends(keys: str) -> None:
    tv = Tv(catalogue()).press("5 OK")
    pages = reader(tv).pages
    seen = [text(reader(tv).sheet)]
    for _ in range(pages - 1):
        seen.append(text(reader(tv.press(keys)).sheet))
    assert len(set(seen)) == pages and reader(tv).page == pages
    assert tv.press(keys).bumps == 1 and reader(tv).page == pages
    tv.press(f"UP*{pages - 1}")
    assert reader(tv).page == 1 and text(reader(tv).sheet) == seen[0]
    assert tv.press("UP").bumps == 2


def test_the_whole_article_is_read_by_going_down() -> None:
    tv = Tv(catalogue()).press("5 OK")
    whole = text(reader(tv).sheet)
    while reader(tv).page < reader(tv).pages:
        whole += text(reader(tv.press("DOWN")).sheet)
    for n in range(1, 41):
        assert f"{n}、小区" in whole


@pytest.mark.parametrize("down", [0, 1, 5])
def test_the_place_is_kept_when_the_text_size_goes_round(down: int) -> None:
    tv = Tv(catalogue()).press("5 OK").press(f"DOWN*{down}")
    before = text(reader(tv).sheet)
    for _ in range(3):
        tv.press("OK")
        assert before[:4] in text(reader(tv).sheet) or text(reader(tv).sheet)[:4] in before
    tv.press("OK")
    assert text(reader(tv).sheet) == before
    assert tv.focus == "字号 大" and tv.at == "tool:size"


def test_ok_changes_the_text_size_and_the_row_of_tools_ends_with_a_nudge() -> None:
    tv = Tv(catalogue()).press("5 OK OK")
    assert tv.state.settings.text_size is TextSize.XLARGE and tv.took(ev.SaveSettings)
    assert tv.press("LEFT").bumps == 1
    assert tv.press("RIGHT*5").at == "tool:phone" and tv.bumps > 1


def test_the_place_in_an_article_is_kept_also_after_a_restart() -> None:
    tv = Tv(catalogue()).press("5 OK DOWN*3")
    page, shown = reader(tv).page, text(reader(tv).sheet)
    assert text(reader(tv.press("BACK OK")).sheet) == shown
    again = tv.restarted().press("5 OK")
    assert (reader(again).page, text(reader(again).sheet)) == (page, shown)


def test_an_article_is_new_until_it_is_opened_and_new_again_when_it_changes() -> None:
    tv = Tv(catalogue())
    assert tv.press("5").page.cells[0].new  # type: ignore[union-attr]
    assert not tv.press("OK DOWN DOWN BACK").page.cells[0].new  # type: ignore[union-attr]
    assert tv.page.cells[2].new  # type: ignore[union-attr]
    again = tv.restarted()
    assert not again.press("5").page.cells[0].new  # type: ignore[union-attr]
    tv.pulled(shelf(NEWS, (article("n01", revision="2"), *articles("n", 12)[1:])))
    assert tv.page.cells[0].new  # type: ignore[union-attr]
    assert reader(tv.press("OK")).page == 1, "another text: from its beginning"
    assert not tv.press("BACK").page.cells[0].new  # type: ignore[union-attr]


def test_home_loses_its_mark_when_the_last_new_thing_was_opened() -> None:
    tv = Tv(catalogue(), shelves={NEWS: shelf(NEWS, articles("n", 2))})
    assert tv.state.news[4]
    tv.press("5 OK BACK DOWN OK")
    assert not tv.state.news[4]
    tv.pulled(shelf(NEWS, articles("n", 3)))
    assert tv.state.news[4]


def test_an_article_withdrawn_while_it_is_open_is_shown_no_more() -> None:
    tv = Tv(catalogue()).press("5 OK DOWN")
    tv.pulled(shelf(NEWS, articles("n", 12)[1:]))
    assert reader(tv).sheet is None and reader(tv).saying and tv.focus
    assert tv.press("DOWN UP").screen == "article"
    assert tv.press("BACK").where == "home/section:zhengwu"
    assert isinstance(tv.page, SectionView) and FIRST not in {cell.id.removeprefix("item:") for cell in tv.page.cells}


def test_an_answer_that_comes_late_disturbs_nobody() -> None:
    tv = Tv(catalogue())
    tv.answers = False
    tv.press("5 OK BACK DOWN OK")
    tv.post(ev.ArticleOpened(NEWS, "n01", long_body()))
    assert reader(tv).sheet is None
    tv.press("HOME")
    tv.post(ev.ArticleOpened(NEWS, "n02", long_body()))
    assert tv.where == "home"


def test_only_a_few_bodies_are_kept_in_memory() -> None:
    tv = Tv(catalogue()).press("5")
    for _ in range(12):
        tv.press("OK BACK DOWN")
    assert len(tv.state.bodies) <= 4


def test_articles_are_read_without_any_network() -> None:
    tv = Tv(catalogue())
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    for kept in SHELVES.values():
        tv.pulled(kept, "failed", "N1")
    assert reader(tv.press("5 OK")).sheet is not None


def test_the_line_under_the_title_says_where_from_and_whether_it_still_holds() -> None:
    kept = shelf(NEWS, (article("n01", doc_no="示办〔2026〕3 号", expires=TODAY - timedelta(1)),))
    tv = Tv(catalogue(), shelves={NEWS: kept}).press("5 OK")
    assert reader(tv).meta == "政务公开 01·示范街道办事处·9月23日·示办〔2026〕3 号·已失效"


def test_the_number_on_the_page_is_that_of_the_only_column_although_its_feed_is_not_sorted_by_date() -> None:
    oldest_first = shelf(NEWS, (article("n01", days=9), article("n02", days=5), article("n03", days=1)))
    alone = with_section(catalogue(), 4, column("gonggao", feed=NEWS))
    tv = Tv(alone, shelves={NEWS: oldest_first}).press("5")
    assert isinstance(tv.page, SectionView)
    assert [cell.number for cell in tv.page.cells] == ["01", "02", "03"]
    assert reader(tv.press("OK")).meta.startswith("政务公开 01·")
    tv.press("BACK 0 3")
    assert tv.screen == "article" and reader(tv).meta.startswith("政务公开 03·")


# ---------------------------------------------------------------- guides


@pytest.fixture
def tv() -> Tv:
    return Tv(catalogue()).press("6 OK")


def test_a_guide_is_five_answers_starting_with_the_first(tv: Tv) -> None:
    view = guide(tv)
    assert tv.where == "home/section:banshi/guide:g1" and view.header.title == "办老年优待证"
    assert [answer.title for answer in view.answers] == ["去哪儿几点找谁", "带什么", "怎么办", "多久多少钱", "依据与投诉"]
    assert [answer.short for answer in view.answers] == ["一楼 3 号窗口", "2 样东西", "分 12 步", "当天办好 不要钱", "有意见打 12345"]
    assert (tv.at, tv.focus) == ("answer:0", "去哪儿几点找谁")
    assert "一楼 3 号窗口" in text(view.sheet) and "0512-0000 8888" in text(view.sheet)


def test_down_changes_the_answer_and_its_panel_together(tv: Tv) -> None:
    assert tv.press("DOWN").at == "answer:1" and "身份证" in text(guide(tv).sheet)
    assert tv.press("UP").at == "answer:0"
    assert tv.press("UP").bumps == 1


def test_a_panel_of_several_pages_is_read_before_the_next_answer(tv: Tv) -> None:
    tv.press("DOWN DOWN")
    pages = guide(tv).panel_pages
    assert tv.at == "answer:2" and pages > 1
    whole = text(guide(tv).sheet)
    for n in range(2, pages + 1):
        whole += text(guide(tv.press("DOWN")).sheet)
        assert tv.at == "answer:2" and guide(tv).panel_page == n
    assert all(f"第 {n} 步" in whole for n in range(1, 13))
    assert tv.press("DOWN").at == "answer:3"
    assert tv.press("DOWN DOWN DOWN").at == "answer:4" and tv.bumps > 0


def test_the_place_in_a_panel_is_kept_when_the_text_size_changes(tv: Tv) -> None:
    tv.press("DOWN*3")
    before = text(guide(tv).sheet)
    for _ in range(3):
        tv.press("GREEN")
        now = text(guide(tv).sheet)
        assert before[:6] in now or now[:6] in before, (before[:20], now[:20])
        assert tv.at == "answer:2"
    assert text(guide(tv.press("GREEN")).sheet) == before


def test_ok_without_a_voice_and_left_nudge_in_a_guide(tv: Tv) -> None:
    tv.press("OK LEFT")
    assert tv.bumps == 2 and tv.at == "answer:0"


def test_what_the_office_has_not_filled_in_names_the_telephone() -> None:
    tv = Tv(catalogue())
    tv.bodies["g1"] = guide_body(place="", hours=(), bring=(), steps=(), fee="", time_promised="")
    tv.press("6 OK")
    for _ in range(4):
        assert "这一项社区还没填，请打0512-00008888" in text(guide(tv).sheet).replace(" ", "")
        tv.press("DOWN")
    bare = Tv(catalogue(phone=""))
    bare.bodies["g1"] = guide_body(place="", phone="")
    assert "请问一问社区" in text(guide(bare.press("6 OK")).sheet)


def test_a_guide_says_when_it_was_checked_and_warns_when_that_was_long_ago() -> None:
    for days, chip in ((180, ""), (181, "请先打电话问一问")):
        tv = Tv(catalogue())
        tv.bodies["g1"] = guide_body(verified=TODAY - timedelta(days=days))
        header = guide(tv.press("6 OK")).header
        assert header.chip == chip and header.sub.endswith("核实")
    tv = Tv(catalogue())
    tv.bodies["g1"] = guide_body(ends=TODAY - timedelta(days=1))
    assert guide(tv.press("6 OK")).header.chip == "已失效"


def test_while_it_loads_and_when_it_cannot_be_read_the_panel_says_so() -> None:
    tv = Tv(catalogue())
    tv.answers = False
    tv.press("6 OK")
    assert "正在打开" not in text(guide(tv).sheet)
    tv.wait(0.4)
    assert "正在打开" in text(guide(tv).sheet)
    tv.post(ev.ArticleOpened("", "g1", None))
    assert "打不开" in text(guide(tv).sheet) and tv.press("DOWN DOWN").at == "answer:2"


def test_a_thing_called_a_guide_that_is_an_article_opens_as_one_and_the_other_way_round() -> None:
    tv = Tv(catalogue())
    tv.bodies["g1"] = long_body()
    assert tv.press("6 OK").screen == "article"
    tv.bodies[FIRST] = guide_body()
    assert tv.press("5 OK").screen == "guide"
    assert tv.press("BACK").where == "home/section:zhengwu"


def test_a_guide_withdrawn_while_it_is_open_is_shown_no_more() -> None:
    tv = Tv(catalogue(), shelves={NEWS: shelf(NEWS, (article("n01", kind="guide"),))})
    tv.press("5 OK")
    assert guide(tv).sheet and "一楼" in text(guide(tv).sheet)
    tv.pulled(shelf(NEWS, ()))
    assert "打不开" in text(guide(tv).sheet)
    assert tv.press("BACK").where == "home/section:zhengwu" and tv.at == "door"


def test_an_empty_body_is_a_page_all_the_same() -> None:
    tv = Tv(catalogue())
    tv.bodies[FIRST] = ArticleBody(())
    tv.press("5 OK")
    assert reader(tv).pages == 1 and tv.press("DOWN").bumps == 1
