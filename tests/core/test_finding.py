"""找一找: keys type from anywhere, results stay until the next ones come, 返回 empties and then leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.programme import NEWS, NOW, SHELVES, article, catalogue, column, lesson, shelf, with_section
from tests.core.television import Tv
from tvapp.core import boards
from tvapp.core import events as ev
from tvapp.core.keys import Key
from tvapp.core.model import Catalogue, Record, TextSize, ThemeName
from tvapp.core.routes import SearchRoute
from tvapp.core.screens import search as search_page
from tvapp.core.show import show
from tvapp.core.todays import todays
from tvapp.core.views import SearchView
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import Text


def programme() -> Catalogue:
    """Titles whose first letters are known."""
    made = with_section(
        catalogue(),
        1,
        column(
            "d",
            (
                lesson("d1", "水乡里的支部课堂"),
                lesson("d2", "重庆的桥", speaker="王小明"),
                lesson("d3", "银行卡怎么办"),
                lesson("d4", "书香进万家"),
                lesson("d5", "数字生活慢慢学"),
                lesson("d6", "水香"),
                lesson("d7", "沙溪"),
            ),
        ),
    )
    return made


def page(tv: Tv) -> SearchView:
    shown = tv.page
    assert isinstance(shown, SearchView)
    return shown


def titles(tv: Tv) -> list[str]:
    return [result.title for result in page(tv).results]


def route(tv: Tv) -> SearchRoute:
    assert isinstance(tv.state.top, SearchRoute)
    return tv.state.top


def test_the_blue_key_opens_it_from_anywhere_and_back_leads_back() -> None:
    for way, where in (("", "home"), ("2", "home/section:dangke"), ("5 OK", "home/section:zhengwu/article:n01")):
        tv = Tv(programme()).press(way)
        assert tv.where == where
        tv.press("BLUE")
        assert tv.screen == "search"
        assert tv.at == "key:5"
        assert tv.press("BACK").where == where


def test_a_lesson_is_left_with_its_place_kept_and_goes_on_after_a_search() -> None:
    tv = Tv(programme()).press("2 OK ~9")
    tv.press("BLUE ~1")
    assert tv.player.phase == "idle"
    assert tv.record("d1").position_s > 7
    tv.press("BACK ~2")
    assert tv.screen == "player"
    assert tv.player.position > 7


def test_digits_type_wherever_focus_is_and_focus_goes_to_the_first_result() -> None:
    tv = Tv(programme()).press("BLUE 7 9")
    assert page(tv).typed == (("7", "PQRS"), ("9", "WXYZ"))
    assert titles(tv)[0] == "水乡里的支部课堂"
    assert tv.at == "result:d1"
    tv.press("5")
    assert titles(tv)[:2] == ["水乡里的支部课堂", "书香进万家"]
    assert page(tv).results[0].letters[:3] == ("S", "X", "L")
    assert page(tv).results[0].lit == (0, 1, 2)
    assert page(tv).results[0].where == "支部党课 01"


def test_one_takes_a_letter_away_and_nought_clears() -> None:
    tv = Tv(programme()).press("BLUE 7 9 1")
    assert page(tv).typed == (("7", "PQRS"),)
    tv.press("0")
    assert page(tv).typed == ()
    assert tv.at == "key:5"
    bumps = tv.bumps
    tv.press("1 0")
    assert tv.bumps == bumps + 2


@pytest.mark.parametrize(("typed", "title"), [("CQ", "重庆的桥"), ("ZQ", "重庆的桥"), ("YH", "银行卡怎么办"), ("YX", "银行卡怎么办")])
def test_every_reading_of_a_word_finds_it(typed: str, title: str) -> None:
    tv = Tv(programme()).press("BLUE")
    digits = {"C": "2", "Q": "7", "Z": "9", "Y": "9", "H": "4", "X": "9"}
    tv.press(" ".join(digits[letter] for letter in typed))
    assert title in titles(tv)
    letters = next(result.letters for result in page(tv).results if result.title == title)
    assert letters[0] in "CZY"


def test_speakers_issuers_and_sections_are_found() -> None:
    tv = Tv(programme()).press("BLUE 9 9 6")  # WXM
    bridge = next(result for result in page(tv).results if result.title == "重庆的桥")
    assert (bridge.where, bridge.by_who, bridge.lit) == ("王小明", True, ())
    assert not any(result.by_who for result in page(tv).results if result.lit)
    tv.press("0 5 2 3 5")  # 基层党建
    assert titles(tv) == ["基层党建"]
    assert page(tv).results[0].where == "栏目 1"
    tv.press("OK")
    assert tv.where == "home/search/section:dangjian"
    assert tv.press("BACK").screen == "search"
    assert tv.at == "result:section:1"


def test_opening_a_result_and_coming_back_keeps_what_was_typed_and_focus() -> None:
    tv = Tv(programme()).press("BLUE 7 9 DOWN")
    second = titles(tv)[1]
    assert tv.focus == second
    tv.press("OK ~2")
    assert tv.screen == "player"
    tv.press("BACK")
    assert tv.screen == "search"
    assert tv.focus == second
    assert page(tv).typed == (("7", "PQRS"), ("9", "WXYZ"))


def test_back_first_empties_then_leaves() -> None:
    tv = Tv(programme()).press("BLUE 7 9 BACK")
    assert tv.screen == "search"
    assert page(tv).typed == ()
    assert tv.at == "key:5"
    assert tv.press("BACK").where == "home"


def test_arrows_type_on_the_pad_and_right_leads_to_the_results() -> None:
    tv = Tv(programme()).press("BLUE DOWN LEFT OK")  # 5 -> 8 -> 7
    assert page(tv).typed == (("7", "PQRS"),)
    assert tv.at == "key:7"
    tv.press("RIGHT RIGHT OK")
    assert page(tv).typed == (("7", "PQRS"), ("9", "WXYZ"))
    tv.press("RIGHT")
    assert tv.at == "result:d1"
    assert tv.press("LEFT").at == "key:9"


def test_the_board_of_letters_types_letters_and_shows_the_results_on_the_right() -> None:
    tv = Tv(programme()).press("BLUE DOWN DOWN RIGHT OK")
    assert page(tv).board == "letters"
    keys = {key.cap for row in page(tv).keys for key in row}
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") <= keys
    assert tv.at == "key:board"
    tv.press("UP UP UP LEFT*8")
    assert tv.at == "key:A"
    tv.press("DOWN DOWN RIGHT*2 OK")  # S
    tv.press("RIGHT*5 OK")  # X
    assert [symbol for symbol, _ in page(tv).typed] == ["S", "X"]
    assert titles(tv)[0] == "水乡里的支部课堂"
    assert page(tv).keys_shown
    tv.press("RIGHT")
    assert tv.at == "result:d1"
    assert not page(tv).keys_shown
    assert tv.press("LEFT").at == "key:X"


def test_the_last_results_stay_until_the_next_ones_are_there_and_late_ones_are_dropped() -> None:
    tv = Tv(programme()).press("BLUE 7 9")
    before = titles(tv)
    tv.answers = False
    tv.press("5 4")
    assert titles(tv) == before
    first, second = (effect for effect in tv.took(ev.Search)[-2:])
    assert isinstance(first, ev.Search) and isinstance(second, ev.Search)
    tv.post(ev.Searched(second.serial, tv.found(second.typed)))
    now = titles(tv)
    assert now == []
    assert page(tv).saying == "没有找到"
    assert page(tv).saying_line == "少按一个字母试试"
    tv.post(ev.Searched(first.serial, tv.found(first.typed)))
    assert titles(tv) == now
    assert tv.at.startswith("key:")


def test_before_anything_is_typed_the_five_most_watched_are_offered_and_the_page_says_so() -> None:
    records = {f"m{n:02d}": Record(f"m{n:02d}", watched_s=100 - n, at=NOW.replace(hour=n)) for n in range(1, 8)}
    records["m09"] = Record("m09", watched_s=500)  # cleared from the history
    records[f"{NEWS}#n01"] = Record(f"{NEWS}#n01", at=NOW)  # read, not watched
    tv = Tv(catalogue(), records=records).press("BLUE")
    assert titles(tv) == ["第m01课", "第m02课", "第m03课", "第m04课"]
    assert page(tv).pages == 2
    assert page(tv).heads == ((0, "看得最多的"),)
    assert page(tv).header.sub == "办老 = B L = 按 2 5"
    tv.press("RIGHT*2 DOWN*4")
    assert tv.focus == "第m05课"
    assert page(tv).heads == ((0, "看得最多的"),)
    large = Tv(catalogue(), records=records, size=TextSize.HUGE).press("BLUE")
    assert page(large).heads == () and page(large).header.sub == "看得最多的"
    assert page(large).example == "办老 = B L = 按 2 5"
    read = Tv(catalogue(), records={key: replace(record, watched_s=0.0) for key, record in records.items()}).press("BLUE")
    assert titles(read)[:3] == ["第n01条", "第m07课", "第m06课"]


@pytest.mark.parametrize("first", ["三会一课是什么", "《重庆》的桥", "第12课：银行卡", "A1，长桌宴"])
def test_the_example_that_the_page_gives_is_found_in_what_there_is(first: str) -> None:
    """“水乡 = S X” stood there in every catalogue, and found nothing in most."""
    made = with_section(catalogue(), 0, column("a", (lesson("a1", "2026"), lesson("a2", first), lesson("a3", "别的课"))))
    tv = Tv(made).press("BLUE")
    word, said, digits = page(tv).header.sub.removesuffix(" ").split(" = ")
    assert word in first and len(word) == 2
    assert page(Tv(made).press("BLUE DOWN DOWN RIGHT OK")).header.sub == f"{word} = {said}"
    tv.press(digits.removeprefix("按 "))
    assert first in [hit.target.title for hit in tv.state.found.hits]
    assert first in [hit.target.title for hit in tv.found(said.replace(" ", "")).hits]


def test_the_example_rather_has_two_different_keys_and_is_a_constant_where_there_is_nothing() -> None:
    made = with_section(catalogue(), 0, column("a", (lesson("a1", "党的课"), lesson("a2", "书香"))))
    assert page(Tv(made).press("BLUE")).header.sub == "书香 = S X = 按 7 9"
    bare = Tv(Catalogue("示范街道", tuple(replace(each, columns=()) for each in catalogue().sections)), shelves={}).press("BLUE")
    assert page(bare).header.sub == "水乡 = S X = 按 7 9"
    assert page(bare).saying_line == "想找“水乡”，就按 S X；没有字母键，就按它们所在的数字 7 9。"


@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_what_was_typed_keeps_its_first_digit_as_long_as_narrow_boxes_fit_and_says_when_it_has_gone(size: TextSize) -> None:
    """Three digits with their letters were wider than the box: the first one vanished without a word."""
    tv = Tv(programme(), size=size).press("BLUE")
    for count in range(1, 13):
        tv.press(str(count % 8 + 2))
        group = next(group for group in layout(show(tv.state)).groups if group.key == "typed")
        said = [node.text for node in group.nodes if isinstance(node, Text)]
        digits = [text for text in said if text.isdigit()]
        typed = [symbol for symbol, _ in page(tv).typed]
        assert digits == typed[-len(digits) :]
        assert ("…" in said) == (len(digits) < count)
        assert len(digits) >= min(count, 5)
        assert len(digits) == count or not any(text.isalpha() for text in said)
        assert not problems(layout(show(tv.state)))


def test_where_nothing_was_watched_today_s_lesson_and_the_newest_are_offered() -> None:
    tv = Tv(catalogue()).press("BLUE")
    assert page(tv).heads == ((0, "今天的课和新来的"),)
    plan = todays(tv.state)
    assert plan is not None and titles(tv)[0] == plan[0].item.title
    days = [boards.day_of(tv.state.index.entries[key]) for key in route(tv).usual[1:]]
    assert len(days) == 4 and days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert all(day <= NOW.date() for day in days if day is not None)
    bare = Tv(Catalogue("示范街道", tuple(replace(each, columns=()) for each in catalogue().sections)), shelves={}).press("BLUE")
    assert titles(bare) == [] and page(bare).saying == "按拼音的第一个字母"


def test_results_stand_in_groups_under_large_words_that_take_no_focus() -> None:
    tv = Tv(programme(), shelves={NEWS: shelf(NEWS, (article("w1", "水乡通知"), article("w2", "关于水乡的通知")))}).press("BLUE 7 9")
    seen: list[tuple[str, str]] = []
    for _ in range(40):
        heads = dict(page(tv).heads)
        shown = [result.id for result in page(tv).results]
        assert 0 in heads
        place = max(k for k in heads if k <= shown.index(tv.at))
        seen.append((heads[place], tv.focus))
        before = tv.at
        if tv.press("DOWN").at == before:
            break
    groups = [group for group, _ in seen]
    assert list(dict.fromkeys(groups)) == ["课程", "办事指南", "文章", "栏目"] or list(dict.fromkeys(groups)) == ["课程", "文章", "栏目"]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
    assert [title for group, title in seen if group == "文章"][:2] == ["水乡通知", "关于水乡的通知"]
    assert len(seen) == len(tv.state.found.hits)
    assert page(tv).hint_right == f"第 {len(seen)} 个，共 {len(seen)} 个"


def test_at_the_large_sizes_every_result_says_its_group() -> None:
    for size in (TextSize.XLARGE, TextSize.HUGE):
        tv = Tv(programme(), size=size).press("BLUE 7 9")
        assert page(tv).heads == ()
        assert (page(tv).results[0].group, page(tv).results[0].where) == ("课程", "支部党课 01")
        assert page(tv).header.sub.startswith("找到 ")
        assert page(tv.press("DOWN")).header.sub.startswith("第 2 个，共 ")
        tv.press("0 5 2 3 5")
        assert (page(tv).results[0].group, page(tv).results[0].where) == ("栏目", "1")


def test_twelve_letters_are_typed_and_the_thirteenth_says_no() -> None:
    tv = Tv(programme()).press("BLUE " + "7 " * 12)
    assert len(page(tv).typed) == 12
    bumps = tv.bumps
    tv.press("7")
    assert len(page(tv).typed) == 12 and tv.bumps == bumps + 1
    tv.press("1*12")
    assert page(tv).typed == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["7", "9", "5", "2", "1", "0", "BACK", "answer", "late"]), max_size=25))
def test_however_fast_one_types_the_last_answer_is_the_one_that_stands(steps: list[str]) -> None:
    tv = Tv(programme()).press("BLUE")
    tv.answers = False
    waiting: list[ev.Search] = []
    for step in steps:
        if step == "BACK" and not page(tv).typed:
            continue
        if step == "answer" and waiting:
            tv.post(ev.Searched(waiting[-1].serial, tv.found(waiting[-1].typed)))
        elif step == "late" and waiting:
            tv.post(ev.Searched(waiting[0].serial, tv.found(waiting[0].typed)))
        elif step not in ("answer", "late"):
            tv.press(step)
            waiting = [effect for effect in tv.effects if isinstance(effect, ev.Search)]
        scene = layout(show(tv.state))
        assert scene.focus_key in {group.key for group in scene.groups}
    if waiting:
        tv.post(ev.Searched(waiting[-1].serial, tv.found(waiting[-1].typed)))
    typed = "".join(symbol for symbol, _ in page(tv).typed)
    assert not typed or tv.state.found == tv.found(typed)


def test_pages_of_results_are_whole() -> None:
    made = with_section(catalogue(), 1, column("d", tuple(lesson(f"q{n}", f"桥{n}") for n in range(11))))
    tv = Tv(made).press("BLUE 7 2 2 2 2 2")
    assert page(tv).saying == "没有找到"
    tv.press("0 BACK")
    made = with_section(with_section(made, 0), 8)
    tv = Tv(made, shelves={}).press("BLUE 7")
    found = page(tv).pages
    assert len(titles(tv)) == 4
    assert found >= 3
    assert page(tv).page == 1
    assert page(tv.press("PAGE_DOWN")).page == 2
    assert page(tv.press("PAGE_DOWN*9")).page == found
    assert page(tv.press("PAGE_UP")).page == found - 1
    assert tv.at.startswith("result:")


def test_what_comes_with_a_pull_is_found_and_focus_stays_on_its_thing() -> None:
    tv = Tv(programme()).press("BLUE 7 9 DOWN")
    second = tv.at
    tv.pulled(shelf(NEWS, (article("new", "水乡新事"), *SHELVES[NEWS].articles)))
    assert tv.took(ev.BuildSearch)
    assert tv.at == second
    tv.press("9")
    assert "水乡新事" in titles(tv)


def test_a_result_that_has_gone_meanwhile_opens_nothing() -> None:
    tv = Tv(programme()).press("BLUE 7 9")
    tv.answers = False
    tv.reload(with_section(catalogue(), 1, column("d", (lesson("d9", "别的"),))))
    bumps = tv.bumps
    tv.press("OK")
    assert tv.screen == "search"
    assert tv.bumps == bumps + 1


def test_yellow_keeps_a_result() -> None:
    tv = Tv(programme()).press("BLUE 7 9 YELLOW")
    assert tv.record("d1").favourite_at is not None


KEYS = st.sampled_from([*[key for key in Key if key is not Key.HOME], Key.OK, Key.RIGHT, Key.DOWN, Key.LEFT, Key.UP])


@settings(max_examples=60, deadline=None)
@given(st.lists(KEYS, max_size=40), st.sampled_from(TextSize), st.sampled_from(["BLUE", "BLUE DOWN DOWN RIGHT OK"]))
def test_no_keys_whatever_lose_the_focus(pressed: list[Key], size: TextSize, way: str) -> None:
    tv = Tv(programme(), size=size, records={"d1": Record("d1", position_s=9, duration_s=100, at=NOW)}).press(way)
    for key in pressed:
        tv.post(ev.KeyPressed(key))
        shown = show(tv.state)
        assert shown.focus_words
        if isinstance(shown.page, SearchView):
            scene = layout(shown)
            assert scene.focus_key in {group.key for group in scene.groups}
    for _ in range(40):
        if tv.where == "home":
            break
        tv.press("BACK")
    assert tv.where in ("home", "home/dialog:leave", "home/dialog:text-size")


@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_long_titles_show_what_was_matched_and_the_whole_when_in_focus(size: TextSize) -> None:
    long = "关于进一步做好老年人助餐服务点布局优化和补贴发放工作有关事项的通知水乡试行"
    made = with_section(catalogue(), 1, column("d", (lesson("l1", long), lesson("l2", "SX 水乡 2026年第3号"), lesson("l3", "（“水乡”）"))))
    tv = Tv(made, size=size).press("BLUE 9 7 9 7 9")
    while tv.focus != long:
        tv.press("DOWN")
    assert page(tv).whole_title == long
    assert not problems(layout(show(tv.state)))
    result = next(one for one in page(tv).results if one.title == long)
    assert [long[k] for k in result.lit] == list("知水乡试行")


def test_a_section_that_is_open_below_keeps_its_place() -> None:
    tv = Tv(replace(programme())).press("2 RIGHT BLUE 7 9 OK BACK BACK BACK")
    assert tv.where == "home/section:dangke"
    assert tv.focus == "重庆的桥"


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_every_state_of_the_page_passes_the_audit(size: TextSize, theme: ThemeName) -> None:
    odd = (
        "WWWWWWWWWWWWWWWWWWWWWW", "（“”）《》！？", "水" * 60, "A水B乡C", "2026年11月22日 8:30 开门", "SX", "水乡" + "MWMW" * 5,
        "关于进一步做好老年人助餐服务点布局优化和补贴发放工作有关事项的通知",
    )  # fmt: skip
    made = with_section(catalogue(), 1, column("d", tuple(lesson(f"d{n}", title or "无") for n, title in enumerate(odd))))
    made = with_section(made, 4)
    records = {f"d{n}": Record(f"d{n}", at=NOW) for n in range(8)}
    wrong = {}
    for some in ({}, records):
        tv = Tv(made, size=size, records=some)
        tv.state = replace(tv.state, settings=replace(tv.state.settings, theme=theme))
        for keys in (
            "BLUE", "RIGHT RIGHT", "DOWN", "DOWN", "DOWN DOWN", "BACK BLUE", "7", "DOWN", "PAGE_DOWN", "9", "9", "9 9 9 9 9",
            "9 9 9 9", "0 DOWN DOWN RIGHT OK", "UP UP UP", "LEFT*9 OK", "0", "DOWN DOWN RIGHT*2 OK", "RIGHT*9", "LEFT",
            "DOWN RIGHT RIGHT RIGHT RIGHT", "OK", "LEFT", "OK OK OK OK OK OK", "MENU", "BACK", "GREEN*4",
        ):  # fmt: skip
            tv.press(keys)
            if found := problems(layout(show(tv.state))):
                wrong[keys] = found
    assert not wrong


def test_what_is_spoken_says_how_many_and_the_first_one() -> None:
    tv = Tv(programme()).press("BLUE")
    assert search_page.said(tv.state, route(tv)) == "5 JKL"
    tv.press("7 9")
    count = len(tv.state.found.hits)
    first = f"找到 {count} 个，第一个，课程，水乡里的支部课堂"
    assert search_page.said(tv.state, route(tv)) == first
    assert first in search_page.ahead(tv.state, route(tv))
    tv.press("DOWN")
    assert search_page.said(tv.state, route(tv)) == tv.focus
    said = []
    for _ in range(count):
        said.append(search_page.said(tv.state, route(tv)))
        assert said[-1] in search_page.ahead(tv.state, route(tv))
        tv.press("DOWN")
    kinds = [hit.target.kind for hit in tv.state.found.hits]
    assert sum(text.startswith("栏目，") for text in said) == ("section" in kinds)
    tv.press("UP*40")
    tv.press("9 9 9 9 9 9")
    assert search_page.said(tv.state, route(tv)) == "没有找到，少按一个字母试试"
