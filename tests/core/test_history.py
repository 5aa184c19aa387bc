"""看过的, 我的收藏, 新内容, series: what is kept, what is listed, and that clearing the history asks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.programme import (
    JOBS,
    NEWS,
    NOW,
    POLICY,
    SHELVES,
    article,
    articles,
    catalogue,
    column,
    lesson,
    shelf,
    with_section,
)
from tests.core.television import Tv
from tvapp.core import boards, calendar, grid, visits
from tvapp.core import events as ev
from tvapp.core.keys import Key
from tvapp.core.model import Record, TextSize, ThemeName
from tvapp.core.routes import BoardRoute
from tvapp.core.screens import board
from tvapp.core.show import show
from tvapp.core.views import LessonCard, SectionView
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout

DAY = timedelta(days=1)
RECORDS = {
    "d03": Record("d03", position_s=40, duration_s=100, at=NOW - timedelta(minutes=26)),
    "a01": Record("a01", position_s=0, duration_s=100, finished=True, watched=((0, 95),), watched_s=95, at=NOW - DAY),
    "a02": Record("a02", position_s=50, duration_s=100, at=NOW - 3 * DAY),
    f"{NEWS}#n02": Record(f"{NEWS}#n02", revision="1", page=7, at=NOW - 2 * DAY),
    "gone": Record("gone", position_s=50, duration_s=100, at=NOW),
}


def tv_with(records: dict[str, Record] | None = None, **more: object) -> Tv:
    return Tv(catalogue(), records=RECORDS if records is None else records, **more)  # type: ignore[arg-type]


def open_history(tv: Tv) -> Tv:
    """By the tool row of home."""
    tv.press("HOME UP")
    for _ in range(6):
        if tv.focus == "看过的" or tv.at == "tool:history":
            break
        tv.press("RIGHT")
    return tv.press("OK")


def page(tv: Tv) -> SectionView:
    shown = tv.page
    assert isinstance(shown, SectionView)
    return shown


def titles(tv: Tv) -> list[str]:
    return [cell.title for cell in page(tv).cells]


def tab(tv: Tv, name: str) -> Tv:
    """To a tab of the rail, and into its list."""
    tv.press("LEFT*3")
    for _ in range(8):
        if tv.focus == name:
            return tv.press("RIGHT")
        tv.press("DOWN")
    for _ in range(8):
        if tv.focus == name:
            return tv.press("RIGHT")
        tv.press("UP")
    raise AssertionError(name)


def test_it_opens_on_what_was_begun_and_goes_on_there() -> None:
    tv = open_history(tv_with())
    assert tv.screen == "history"
    assert titles(tv) == ["第d03课", "第a02课"]
    assert all(isinstance(cell, LessonCard) for cell in page(tv).cells)
    tv.press("RIGHT OK ~2")
    assert tv.player.item == "a02"
    assert tv.player.position > 50
    tv.press("BACK")
    assert tv.screen == "history"
    assert titles(tv)[0] == "第a02课"  # looked at last now
    assert tv.focus == "第a02课"
    assert tv.press("BACK").where == "home"


def test_with_nothing_begun_it_opens_on_what_was_seen() -> None:
    tv = open_history(tv_with({}))
    assert page(tv).empty is not None
    assert tv.at == "door"
    tv.press("OK")
    assert tv.where == "home"


def test_what_was_seen_stands_newest_first_with_its_day_and_its_marks() -> None:
    tv = tab(open_history(tv_with()), "看过的")
    assert titles(tv) == ["第d03课", "第a01课", "第n02条"]
    assert page(tv).heads == ((0, "今天"), (1, "昨天"), (2, "更早"))
    subs = [cell.sub for cell in page(tv).cells]  # type: ignore[union-attr]
    assert subs == ["下午 2:10·支部党课 03", "下午 2:36·基层党建 01", "9月22日·政务公开 03"]
    assert [cell.chip for cell in page(tv).cells] == ["看到 40 秒", "已看完", ""]  # type: ignore[union-attr]
    route = tv.state.top
    assert isinstance(route, BoardRoute)
    assert board.said(tv.state, route) == ("第d03课", "看到 40 秒", "今天下午 2:10，支部党课 03")  # whole, for the ear
    tv.press("DOWN*3")
    assert titles(tv) == ["第a02课"] and page(tv).heads == ((0, "更早"),)
    assert page(tv).header.sub == "共 4 个·第 2 页 / 共 2 页"
    assert titles(tv.press("PAGE_UP"))[0] == tv.focus == "第d03课"
    assert tv.press("PAGE_DOWN").focus == "第a02课"


def test_favourites_stand_by_kind_and_what_is_new_by_section_with_the_newest_section_first() -> None:
    kept = {
        key: Record(key, favourite_at=NOW - timedelta(minutes=k))
        for k, key in enumerate((f"{NEWS}#n01", "d03", f"{NEWS}#n02", "a01", "g1"))
    }
    tv = tab(open_history(tv_with(kept)), "我的收藏")
    shown = []
    for _ in range(5):
        heads = dict(page(tv).heads)
        at = [cell.id for cell in page(tv).cells].index(tv.at)
        shown.append((heads[max(k for k in heads if k <= at)], tv.focus))
        tv.press("DOWN")
    assert shown == [("课程", "第d03课"), ("课程", "第a01课"), ("办事指南", shown[2][1]), ("文章", "第n01条"), ("文章", "第n02条")]
    tab(tv, "新内容")
    listed = tv.state.boards.lists["fresh"]
    order = list(dict.fromkeys(entry.section for entry in listed))
    assert [entry.section for entry in listed] == sorted((entry.section for entry in listed), key=order.index)
    newest = [max(boards.day_of(entry) for entry in listed if entry.section == each) for each in order]  # type: ignore[type-var]
    assert newest == sorted(newest, reverse=True)  # type: ignore[type-var]
    assert page(tv).heads[0] == (0, tv.state.catalogue.sections[order[0]].title)


def test_a_day_later_the_headings_have_moved_on() -> None:
    late = datetime(2026, 9, 23, 0, 1, tzinfo=NOW.tzinfo)
    records = {
        "d01": Record("d01", position_s=9, at=late - timedelta(minutes=2)),  # before midnight
        "d02": Record("d02", position_s=9, at=late),
        "d03": Record("d03", position_s=9, at=late + timedelta(hours=5)),  # a clock that once ran ahead
        "d04": Record("d04", position_s=9, at=late - timedelta(days=2)),
    }
    listed = [Tv(catalogue()).state.index.entries[key] for key in ("d03", "d02", "d01", "d04")]
    groups = boards.groups("seen", listed, records, (), late.date())
    assert groups == (("今天", 2), ("昨天", 1), ("更早", 1))
    assert boards.groups("seen", [], records, (), late.date()) == ()


def test_yellow_keeps_the_thing_in_focus_says_so_and_takes_it_out_again() -> None:
    tv = tv_with({}).press("2 RIGHT YELLOW")
    assert tv.toast == "收好了"
    assert tv.record("d02").favourite_at == tv.now
    saved = tv.took(ev.SaveRecord)
    assert isinstance(saved[-1], ev.SaveRecord) and saved[-1].record.favourite_at is not None
    card = next(cell for cell in page(tv).cells if cell.id == "item:d02")
    assert isinstance(card, LessonCard) and card.favourite == "★收藏"
    tv.press("YELLOW")
    assert tv.toast == "不收藏了"
    assert tv.record("d02").favourite_at is None


def test_yellow_works_on_home_in_a_lesson_in_an_article_in_a_guide_and_in_the_reader_s_tool() -> None:
    tv = tv_with().press("YELLOW")
    assert tv.record("d03").favourite_at is not None  # 接着看
    tv = tv_with().press("OK ~1 YELLOW")
    assert tv.screen == "player" and tv.record("d03").favourite_at is not None
    assert tv.press("~3").record("d03").favourite_at is not None
    tv = tv_with().press("5 OK YELLOW")
    assert tv.record(f"{NEWS}#n01").favourite_at is not None
    assert tv.record(f"{NEWS}#n01").revision == "1"
    tv = tv_with().press("6 OK YELLOW")
    assert tv.record("g1").favourite_at is not None
    tv = tv_with({}).press("5 OK")
    for _ in range(5):
        if tv.focus == "收藏":
            break
        tv.press("RIGHT")
    assert tv.press("OK").record(f"{NEWS}#n01").favourite_at is not None
    assert tv.focus == "已收藏"
    tv = tv_with({}).press("DOWN DOWN YELLOW")
    assert not tv.state.records  # a section is no favourite


def test_a_favourite_that_was_never_opened_is_still_new_and_not_in_the_history() -> None:
    tv = tv_with({}).press("5 YELLOW")
    row = page(tv).cells[0]
    assert row.new and row.chip == "★收藏"  # type: ignore[union-attr]
    tab(open_history(tv), "看过的")
    assert page(tv).empty is not None
    tab(tv, "我的收藏")
    assert titles(tv) == ["第n01条"]


def test_an_article_that_changes_stays_a_favourite() -> None:
    tv = tv_with({}).press("5 OK YELLOW BACK")
    changed = (replace(SHELVES[NEWS].articles[0], revision="2"), *SHELVES[NEWS].articles[1:])
    tv.pulled(shelf(NEWS, changed)).press("OK")
    assert tv.record(f"{NEWS}#n01").revision == "2"
    assert tv.record(f"{NEWS}#n01").favourite_at is not None


def test_a_section_has_a_column_of_favourites_when_it_has_some() -> None:
    tv = tv_with({}).press("1 RIGHT YELLOW DOWN YELLOW LEFT LEFT DOWN*9")
    assert tv.focus == "我的收藏"
    assert page(tv).rail[-1].count == "2 课"
    tv.press("RIGHT")
    assert titles(tv) == ["第a05课", "第a02课"]
    tv.press("OK ~1 DOWN DOWN ~1")
    assert tv.player.item == "a02"  # on through the favourites
    tv.press("BACK")
    assert titles(tv) == ["第a05课", "第a02课"]
    tv.press("YELLOW")
    assert titles(tv) == ["第a02课"]
    assert tv.focus == "第a02课"
    tv.press("YELLOW")
    assert [one.title for one in page(tv).rail] == ["全部", "栏目a", "栏目b", "栏目c"]
    assert tv.focus == "第a05课"


def test_favourites_survive_switching_off_and_on() -> None:
    tv = tv_with({}).press("2 YELLOW").restarted()
    assert tv.state.favourites[1][0].key == "d01"


def test_clearing_the_history_asks_and_does_nothing_unless_told() -> None:
    tv = tab(open_history(tv_with().press("2 YELLOW")), "全部清掉")
    assert tv.at == "door"
    tv.press("OK")
    assert tv.screen == "dialog"
    assert tv.focus == "不清，留着"
    tv.press("OK")
    assert tv.record("d03").position_s == 40
    tv.press("OK BACK")
    assert tv.record("d03").position_s == 40
    tv.press("OK RIGHT OK")
    assert tv.toast == "清好了"
    saved = tv.took(ev.SaveRecords)
    assert len(saved) == 1
    assert tv.record("d03").position_s == 0 and tv.record("d03").at is None
    assert tv.record("d03").favourite_at is not None
    assert tv.record("a01").finished and tv.record("a01").watched == ((0, 95),)
    assert tv.record(f"{NEWS}#n02").revision == "1"  # not 新 again
    assert page(tv).empty is not None
    again = tv.restarted()
    assert again.state.going_on == ""
    assert again.record("a01").finished


def test_the_first_visit_shows_what_is_of_this_week_and_later_ones_what_came_since() -> None:
    tv = tab(open_history(tv_with({})), "新内容")
    assert "第n06条" in titles(tv) or page(tv).pages > 1
    found = {entry.item.title for entry in tv.state.boards.lists["fresh"]}
    assert "第n07条" in found and "第n08条" not in found
    later = Tv(catalogue(), visit=tv.visit, now=NOW + 2 * DAY)
    assert {entry.item.title for entry in open_history(later).state.boards.lists["fresh"]} == set()
    later.pulled(shelf(NEWS, (article("late", "迟到的旧闻", days=30), *SHELVES[NEWS].articles)))
    assert titles(tab(later, "新内容")) == ["迟到的旧闻"]
    made = with_section(catalogue(), 1, column("d", (lesson("d77", "新课"),)))
    later.reload(made)
    assert set(titles(later)) == {"迟到的旧闻", "新课"}
    assert tv.visit != later.visit


def test_the_very_first_pull_of_a_feed_is_no_news() -> None:
    tv = Tv(catalogue(), shelves={}, synced=False)
    tv.pulled(SHELVES[NEWS])
    assert tv.state.arrived == frozenset()
    tv.pulled(shelf(NEWS, (article("x"), *SHELVES[NEWS].articles)))
    assert tv.state.arrived == {f"{NEWS}#x"}


def test_a_visit_goes_on_after_a_short_break() -> None:
    since, kept = visits.begin("", NOW)
    assert since == NOW - timedelta(days=7)
    soon, same = visits.begin(kept, NOW + timedelta(hours=1))
    assert (soon, same) == (since, kept)
    later, kept = visits.begin(kept, NOW + timedelta(days=2))
    assert later == NOW
    again, _ = visits.begin(kept, NOW + timedelta(days=2, minutes=5))
    assert again == NOW


@given(st.one_of(st.text(), st.just("2026-01-01\n2026-01-01"), st.datetimes().map(str), st.just("x\ny")))
def test_whatever_stands_in_the_store_a_visit_begins(kept: str) -> None:
    since, _ = visits.begin(kept, NOW)
    assert since.tzinfo is not None


def test_a_clock_that_cannot_be_right_keeps_the_visit_as_it_was() -> None:
    _, kept = visits.begin("", NOW)
    assert visits.begin(kept, datetime(1970, 1, 1, tzinfo=NOW.tzinfo))[1] == kept
    since, _ = visits.begin(kept, NOW - timedelta(days=20))  # it once ran ahead
    assert since == NOW - timedelta(days=20)


def test_a_series_says_how_far_one_has_come() -> None:
    made = with_section(
        catalogue(), 1, column("d", tuple(lesson(f"s{n}", series="支部的规矩", order=9 - n) for n in range(1, 9)))
    )
    seen = {"s6": Record("s6", position_s=40, duration_s=100, at=NOW), "s8": Record("s8", finished=True, at=NOW - DAY)}
    tv = Tv(made, records=seen)
    hero = tv.page.hero  # type: ignore[union-attr]
    assert hero is not None and hero.kicker == "接着看·第 3 课，共 8 课"
    tv.press("2")
    # the list has a count of its own above: beside it the series is named
    assert page(tv).hint_right == "支部的规矩：看到第 3 课，共 8 课"
    assert "看到第" not in Tv(made).press("2").page.hint_right  # type: ignore[union-attr]


def test_the_card_of_lesson_one_does_not_say_lesson_three_because_that_was_looked_into() -> None:
    made = with_section(catalogue(), 1, column("d", tuple(lesson(f"s{n}", series="支部的规矩") for n in range(1, 4))))
    tv = Tv(made).press("2 0 1 ~20 BACK 0 3 ~2 BACK HOME")
    assert tv.record("s3").position_s > 0.0, "it was opened"
    hero = tv.page.hero  # type: ignore[union-attr]
    assert hero is not None and (hero.title, hero.kicker) == ("第s1课", "接着看·第 1 课，共 3 课")
    assert page(tv.press("2")).hint_right == "支部的规矩：看到第 1 课，共 3 课"


def test_the_hint_of_the_yellow_key_does_not_offer_to_keep_what_is_kept() -> None:
    tv = tv_with()
    tv.press("2 YELLOW")
    hints = {hint.words for hint in page(tab(open_history(tv), "我的收藏")).hints if hint.keys == ("黄键",)}
    assert hints == {"不收藏"}
    hints = {hint.words for hint in page(tab(tv, "看过的")).hints if hint.keys == ("黄键",)}
    entry = board.entry_in_focus(tv.state, tv.state.top)  # type: ignore[arg-type]
    assert entry is not None and hints == {"不收藏" if tv.record(entry.key).favourite_at else "收藏"}
    tv.press("YELLOW")
    assert {hint.words for hint in page(tv).hints if hint.keys == ("黄键",)} != hints, "it says what the next press does"


@pytest.mark.parametrize("at", [18.6, 59.7, 62.0, 95.9])
def test_home_and_the_lists_name_the_same_place(at: float) -> None:
    tv = tv_with({"d03": Record("d03", position_s=at, duration_s=1080.4, at=NOW)})
    seen = calendar.at_words(at)
    hero = tv.page.hero  # type: ignore[union-attr]
    assert hero is not None and hero.line.startswith(f"看到 {seen}")
    assert page(open_history(tv)).cells[0].state_words == f"看到 {seen}"  # type: ignore[union-attr]


@given(length=st.integers(120, 5399), share=st.floats(0.0, 1.0))
def test_what_was_seen_and_what_is_left_add_up(length: int, share: float) -> None:
    seen = length * share
    left = calendar.left_words(length, seen)
    if left.endswith("分钟") and seen >= 60:
        assert int(left.split()[0]) + int(seen) // 60 == round(length / 60)
    elif left.endswith("秒"):
        assert int(left.split()[0]) == max(1, length - int(seen))


def test_where_nothing_is_the_hint_says_what_the_door_says() -> None:
    tv = Tv(with_section(catalogue(), 1, column("d", ())))
    tv.press("2")
    empty = page(tv).empty
    assert empty is not None and empty.door is not None
    said = [(hint.keys, hint.words) for hint in page(tv).hints]
    assert (("确定", "返回"), empty.door.words) in said if empty.door.words == "回首页" else (("确定",), "去看看") in said


def test_a_digit_opens_its_section_from_the_history() -> None:
    assert open_history(tv_with()).press("5").where == "home/section:zhengwu"


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_every_board_and_mark_passes_the_audit(size: TextSize, theme: ThemeName) -> None:
    long = "关于进一步做好老年人助餐服务点布局优化和补贴发放工作有关事项的通知水乡试行"
    made = with_section(catalogue(), 1, column("d", tuple(lesson(f"d{n:02d}", long[n:]) for n in range(1, 9))))
    kept = {
        **RECORDS,
        "d03": replace(RECORDS["d03"], favourite_at=NOW),
        "d01": Record("d01", finished=True, duration_s=6000, favourite_at=NOW, at=NOW),
        f"{NEWS}#n01": Record(f"{NEWS}#n01", favourite_at=NOW),
        f"{JOBS}#j1": Record(f"{JOBS}#j1", favourite_at=NOW),
    }
    tv = Tv(made, records=kept, size=size)
    tv.post(ev.Started(replace_theme(tv, theme)))
    tv.press("2 YELLOW")
    wrong = {}

    def look(name: str) -> None:
        found = problems(layout(show(tv.state)))
        if found:
            wrong[name] = found

    look("cards")
    tv.press("5")
    look("rows")
    tv.press("8 ~2 YELLOW")
    look("jobs")
    tv.press("HOME BLUE 7")
    look("search")
    for name in ("going", "seen", "kept", "fresh", "erase"):
        for zone in ("list", "rail"):
            top = BoardRoute(name, zone)  # type: ignore[arg-type]
            tv.state = replace(tv.state, routes=(tv.state.routes[0], top), dialog=None, toast=None)
            tv.post(ev.Ticked())
            look(f"{name}/{zone}")
        if size is TextSize.HUGE:
            tv.press("OK")
            look(f"{name}/open")
            tv.press("BACK")
    tv.press("RIGHT OK")
    assert tv.screen == "dialog"
    look("erase question")
    assert not wrong


def replace_theme(tv: Tv, theme: ThemeName) -> object:
    from tvapp.core.model import Memory

    return Memory(dict(tv.state.records), replace(tv.state.settings, theme=theme), dict(tv.state.shelves))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*(key for key in Key if key is not Key.HOME), Key.OK, Key.DOWN, Key.LEFT]), max_size=40),
    st.sampled_from(TextSize),
    st.booleans(),
)
def test_no_keys_whatever_lose_the_focus(pressed: list[Key], size: TextSize, some: bool) -> None:
    tv = open_history(Tv(catalogue(), records=RECORDS if some else {}, size=size))
    for key in pressed:
        tv.post(ev.KeyPressed(key))
        shown = show(tv.state)
        assert shown.focus_words
        scene = layout(shown)
        assert not scene.focus_key or scene.focus_key == "video" or scene.focus_key in {group.key for group in scene.groups}


@given(
    st.integers(1, 40),
    st.sampled_from([(3, 6), (2, 4), (1, 5), (1, 2)]),
    st.data(),
    st.sampled_from([Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.PAGE_UP, Key.PAGE_DOWN]),
)
def test_a_move_never_leaves_the_list(count: int, shape: tuple[int, int], data: st.DataObject, key: Key) -> None:
    index = data.draw(st.integers(0, count - 1))
    to = grid.move(index, count, *shape, key)
    assert to < count and to >= grid.STOP
    assert to != index


def test_feeds_in_two_sections_stand_once() -> None:
    made = with_section(with_section(catalogue(), 4, column("news", feed=NEWS)), 9, column("also", feed=NEWS))
    tv = tab(open_history(Tv(made, shelves={NEWS: shelf(NEWS, articles("n", 2)), POLICY: shelf(POLICY, ())})), "新内容")
    assert titles(tv).count("第n01条") == 1
