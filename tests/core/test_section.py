"""Section pages: columns at the left, whole pages at the right, marks, what is said where nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.programme import (
    JOBS,
    NEWS,
    NOW,
    POLICY,
    SHELVES,
    TODAY,
    article,
    articles,
    catalogue,
    column,
    lesson,
    lessons,
    shelf,
    with_section,
)
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.model import LinkState, Record, TextSize
from tvapp.core.views import SectionView


def page(tv: Tv) -> SectionView:
    shown = tv.page
    assert isinstance(shown, SectionView)
    return shown


def cells(tv: Tv) -> list[str]:
    return [cell.id.removeprefix("item:") for cell in page(tv).cells]


def visible(tv: Tv) -> bool:
    return tv.at.removeprefix("item:") in cells(tv)


# ---------------------------------------------------------------- moving


def test_cards_are_walked_as_they_stand_and_pages_are_whole() -> None:
    tv = Tv(catalogue())
    tv.press("1")
    assert (page(tv).kind, page(tv).columns, page(tv).per_page, page(tv).pages) == ("cards", 3, 6, 3)
    assert tv.press("RIGHT RIGHT").focus == "第a03课"
    assert tv.press("RIGHT").bumps == 1
    assert tv.press("DOWN").focus == "第a06课"
    assert cells(tv) == ["a01", "a02", "a03", "a04", "a05", "a06"]
    assert tv.press("DOWN").focus == "第b01课", "▼ past the second row: the next page, same column"
    assert cells(tv)[0] == "a07" and page(tv).page == 2
    assert tv.press("UP").focus == "第a06课" and page(tv).page == 1


def test_page_keys_turn_pages_and_stop_at_the_ends() -> None:
    tv = Tv(catalogue())
    tv.press("1 RIGHT PAGE_DOWN")
    assert tv.focus == "第a08课" and page(tv).page == 2
    assert tv.press("PAGE_DOWN").focus == "第b06课"
    assert page(tv).header.sub == "共 17 课·第 3 页 / 共 3 页"
    before = tv.bumps
    assert tv.press("PAGE_DOWN").bumps == before + 1
    assert tv.press("PAGE_UP PAGE_UP").focus == "第a02课"
    assert tv.press("PAGE_UP").bumps == before + 2


def test_a_short_last_row_takes_what_stands_above_its_gap() -> None:
    tv = Tv(catalogue())
    tv.press("1 PAGE_DOWN PAGE_DOWN RIGHT RIGHT")
    assert tv.focus == "第b07课"
    assert tv.press("DOWN").focus == "第c02课"
    before = tv.bumps
    assert tv.press("DOWN").bumps == before + 1


@pytest.mark.parametrize("key", ["DOWN", "RIGHT", "UP", "LEFT"])
def test_a_held_arrow_stops_at_the_edge_and_never_wraps(key: str) -> None:
    tv = Tv(catalogue())
    tv.press("2 DOWN RIGHT").hold(key, 4.0)
    assert tv.where == "home/section:dangke" and tv.bumps > 5
    assert tv.at in ("item:d02", "item:d08", "item:d06", "rail:d")


def test_from_the_first_column_left_leads_to_the_rail_and_right_back_to_the_same_card() -> None:
    tv = Tv(catalogue())
    tv.press("1 DOWN LEFT")
    assert (tv.at, tv.focus) == ("rail:全部", "全部")
    assert tv.press("RIGHT").focus == "第a04课"


def test_moving_in_the_rail_changes_the_list_at_once() -> None:
    tv = Tv(catalogue())
    tv.press("1 LEFT DOWN")
    assert tv.at == "rail:a" and cells(tv)[0] == "a01"
    tv.press("DOWN")
    assert tv.focus == "栏目b" and cells(tv)[0] == "b01" and page(tv).header.sub.startswith("共 7 课")
    assert [tab.count for tab in page(tv).rail] == ["17 课", "8 课", "7 课", "2 课"]
    assert tv.press("OK").focus == "第b01课"
    assert tv.press("LEFT DOWN*9").at == "rail:c", "no wrap"
    assert tv.press("UP*9").at == "door:play"
    assert tv.press("DOWN").at == "rail:全部"


def test_one_column_has_no_全部() -> None:
    tv = Tv(catalogue())
    tv.press("2")
    assert [tab.id for tab in page(tv).rail] == ["rail:d"]
    assert tv.press("LEFT").at == "rail:d"


@pytest.mark.parametrize("size", TextSize)
def test_at_every_size_every_lesson_is_reached_by_going_on(size: TextSize) -> None:
    tv = Tv(catalogue(), size=size)
    tv.press("1")
    seen = {tv.at}
    for _ in range(17):
        steps = 0
        for _ in range(page(tv).columns - 1):
            before = tv.at
            tv.press("RIGHT")
            steps += tv.at != before
            seen.add(tv.at)
            assert visible(tv)
        if steps:
            tv.press(f"LEFT*{steps}")
        tv.press("DOWN")
        seen.add(tv.at)
        assert visible(tv)
    assert len(seen) == 17


def test_at_the_largest_size_the_rail_is_one_button() -> None:
    tv = Tv(catalogue(), size=TextSize.HUGE)
    tv.press("1 UP")
    assert tv.at == "rail:全部" and not page(tv).rail_open
    tv.press("OK")
    assert page(tv).rail_open
    assert tv.press("DOWN DOWN").at == "rail:b"
    tv.press("OK")
    assert not page(tv).rail_open and tv.focus == "第b01课"
    tv.press("UP OK BACK")
    assert not page(tv).rail_open and tv.where == "home/section:dangjian"
    assert tv.press("BACK").where == "home"


def test_an_open_list_of_columns_closes_when_the_text_gets_smaller() -> None:
    tv = Tv(catalogue(), size=TextSize.HUGE)
    tv.press("1 UP OK DOWN GREEN")
    assert not page(tv).rail_open and tv.at == "rail:a"
    assert tv.press("BACK").where == "home"


def test_a_changed_text_size_keeps_the_thing_in_focus_on_the_page() -> None:
    tv = Tv(catalogue())
    tv.press("9 PAGE_DOWN*4 RIGHT DOWN")
    focus = tv.focus
    for _ in range(4):
        tv.press("GREEN")
        assert tv.focus == focus and visible(tv)


# ---------------------------------------------------------------- focus remembered


def test_focus_starts_on_the_lesson_in_progress_else_the_first_unseen() -> None:
    done = {f"d{n:02d}": Record(f"d{n:02d}", finished=True, duration_s=100, at=NOW) for n in (1, 2)}
    assert Tv(catalogue(), records=done).press("2").focus == "第d03课"
    begun = {"d05": Record("d05", position_s=20, duration_s=100, at=NOW)}
    assert Tv(catalogue(), records={**done, **begun}).press("2").focus == "第d05课"
    every = {f"d{n:02d}": Record(f"d{n:02d}", finished=True, duration_s=100, at=NOW) for n in range(1, 9)}
    assert Tv(catalogue(), records=every).press("2").focus == "第d01课"


def test_a_list_that_begins_with_articles_starts_at_its_first() -> None:
    assert Tv(catalogue()).press("5").focus == "第n01条"
    assert Tv(catalogue()).press("3").at == "item:x01"


@pytest.mark.parametrize("way", ["BACK BACK 1", "BACK HOME 1", "BACK 2 ~2 1 ~2", "HOME 1", "7 OK 1 ~2"])
def test_focus_and_column_are_remembered_however_one_leaves(way: str) -> None:
    tv = Tv(catalogue())
    tv.press("1 LEFT DOWN DOWN RIGHT RIGHT OK ~1").press(way)
    assert (tv.where, tv.focus) == ("home/section:dangjian", "第b02课")
    assert page(tv).rail[2].chosen


def test_focus_is_remembered_after_a_restart() -> None:
    tv = Tv(catalogue())
    tv.press("1 LEFT DOWN DOWN RIGHT RIGHT OK ~2")
    assert tv.restarted().press("1").focus == "第b02课"
    focus = tv.press("BACK 5 ~2 DOWN*6").focus
    assert tv.press("BACK").restarted().press("5").focus == focus


def test_after_a_reload_focus_is_on_the_same_thing_wherever_it_stands_now() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT RIGHT")
    tv.reload(with_section(catalogue(), 1, column("d", (lesson("new"), *lessons("d", 8)))))
    assert tv.focus == "第d03课" and visible(tv)
    assert tv.press("RIGHT").focus == "第d04课"


def test_a_thing_that_has_gone_leaves_its_place() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT RIGHT")
    left = tuple(item for item in lessons("d", 8) if item.id != "d03")
    tv.reload(with_section(catalogue(), 1, column("d", left)))
    assert tv.focus == "第d04课"
    assert tv.press("RIGHT LEFT").bumps == 1
    tv.reload(with_section(catalogue(), 1, column("d", left[:1])))
    assert tv.focus == "第d01课"


def test_a_thing_that_went_while_one_was_elsewhere_leaves_its_place_too() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT RIGHT BACK")
    left = tuple(item for item in lessons("d", 8) if item.id != "d03")
    assert tv.reload(with_section(catalogue(), 1, column("d", left))).press("2").focus == "第d04课"
    again = tv.press("BACK").restarted()
    again.reload(with_section(catalogue(), 1, column("d", left[:2])))
    assert again.press("2").focus == "第d02课"


def test_a_column_that_has_gone_gives_way_to_the_first() -> None:
    tv = Tv(catalogue())
    tv.press("1 LEFT DOWN DOWN RIGHT")
    tv.reload(with_section(catalogue(), 0, column("a", lessons("a", 3)), column("c", lessons("c", 2))))
    assert tv.focus == "第a01课" and page(tv).rail[0].chosen


def test_a_section_that_moved_to_another_digit_stays_open() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT")
    made = catalogue()
    tv.reload(replace(made, sections=tuple(reversed(made.sections))))
    assert (tv.where, tv.focus, page(tv).header.digit) == ("home/section:dangke", "第d02课", "9")


def test_a_section_that_has_gone_leads_home() -> None:
    tv = Tv(catalogue())
    tv.press("2 OK ~1")
    made = catalogue()
    others = [replace(section, id=f"other-{section.id}") for section in made.sections]
    tv.reload(replace(made, sections=tuple(others)))
    assert tv.where == "home" and tv.player.phase == "idle"


# ---------------------------------------------------------------- marks


def test_marks_say_new_how_far_and_done() -> None:
    items = (
        lesson("k1", date=TODAY - timedelta(3)),
        lesson("k2", date=TODAY - timedelta(3)),
        lesson("k3", date=TODAY - timedelta(90)),
        lesson("k4"),
    )
    records = {
        "k2": Record("k2", position_s=72, duration_s=600, at=NOW),
        "k4": Record("k4", finished=True, duration_s=600, at=NOW),
    }
    tv = Tv(with_section(catalogue(), 1, column("d", items)), records=records)
    tv.press("2")
    states = [(cell.state, cell.state_words, cell.share) for cell in page(tv).cells]  # type: ignore[union-attr]
    assert states == [("new", "新", None), ("part", "看到 1 分", 0.12), ("", "", None), ("done", "已看完", None)]
    assert tv.focus == "第k2课", "the lesson in progress"


def test_a_missing_file_is_remembered_on_its_card_until_it_plays() -> None:
    tv = Tv(catalogue())
    tv.player.refuses["d01"] = "missing"
    tv.press("2 OK ~1 BACK")
    assert page(tv).cells[0].state_words == "这课还没下载"  # type: ignore[union-attr]
    del tv.player.refuses["d01"]
    tv.press("OK ~6 BACK")
    assert page(tv).cells[0].state == "part"  # type: ignore[union-attr]


def test_articles_show_day_issuer_and_how_soon_they_close() -> None:
    tv = Tv(catalogue())
    tv.press("8")
    rows = [(row.title, row.sub, row.new, row.chip) for row in page(tv).cells]  # type: ignore[union-attr]
    assert rows == [
        ("第j1条", "9月23日·示范街道办事处", True, "还有 3 天截止"),
        ("第j2条", "9月23日·示范街道办事处", True, "今天截止"),
    ]
    tv.wait(10 * 3600)
    assert cells(tv) == [f"{JOBS}#j1"], "what has closed is shown no more"


def test_a_lesson_past_its_day_is_shown_no_more() -> None:
    items = (lesson("k1", valid_until=TODAY), lesson("k2"))
    tv = Tv(with_section(catalogue(), 1, column("d", items)))
    tv.press("2")
    assert cells(tv) == ["k1", "k2"]
    tv.wait(10 * 3600)
    assert cells(tv) == ["k2"]


def test_a_feed_shown_in_two_sections_is_whole_in_both() -> None:
    made = with_section(catalogue(), 7, column("again", feed=NEWS), column("jobs", feed=JOBS))
    tv = Tv(made)
    tv.press("8")
    assert page(tv).header.sub.startswith("共 14 条")


def test_several_feeds_together_stand_newest_first() -> None:
    policy = shelf(POLICY, (article("p1", days=2), article("p2", days=9)))
    tv = Tv(catalogue(), shelves={NEWS: shelf(NEWS, (article("n1", days=3),)), POLICY: policy})
    tv.press("5")
    assert cells(tv) == [f"{POLICY}#p1", f"{NEWS}#n1", f"{POLICY}#p2"]


def test_the_age_of_the_content_is_said() -> None:
    tv = Tv(catalogue(), shelves={**SHELVES, POLICY: shelf(POLICY, articles("p", 3), NOW - timedelta(days=1, hours=4))})
    tv.press("5")
    assert page(tv).header.sub.endswith("内容更新于 9月23日 上午 10:36"), "the oldest of what is shown"
    tv.press("LEFT DOWN")
    assert page(tv).header.sub.endswith("内容更新于 今天下午 2:36")
    assert "更新" not in page(tv.press("HOME 2")).header.sub


# ---------------------------------------------------------------- where nothing is


def test_an_empty_section_says_so_kindly_and_has_one_door_in_focus() -> None:
    tv = Tv(catalogue())
    tv.press("4")
    empty = page(tv).empty
    assert empty is not None and empty.title and empty.line and (tv.at, tv.focus) == ("door", "看看政务公开")
    assert tv.press("OK").where == "home/section:zhengwu"


def test_an_empty_column_offers_another_one_of_its_section() -> None:
    made = with_section(catalogue(), 0, column("a"), column("b", lessons("b", 2)))
    tv = Tv(made)
    tv.press("1 LEFT DOWN RIGHT")
    assert tv.focus == "看看栏目b"
    assert tv.press("OK").focus == "第b01课"


def test_a_section_of_one_empty_column_can_be_left_in_every_way() -> None:
    tv = Tv(catalogue())
    tv.press("0")
    assert tv.at == "door"
    assert tv.press("LEFT").at == "rail:z"
    assert tv.press("RIGHT").at == "door"
    assert tv.press("BACK").where == "home"


def test_with_nothing_anywhere_the_door_leads_home() -> None:
    made = catalogue(sections=tuple(replace(section, columns=()) for section in catalogue().sections))
    tv = Tv(made)
    assert tv.press("3").focus == "回首页"
    assert tv.press("OK").where == "home"


def test_the_offices_own_words_stand_in_its_empty_section() -> None:
    made = catalogue()
    own = tuple(replace(section, empty="十月开讲，敬请等候。") if i == 3 else section for i, section in enumerate(made.sections))
    assert page(Tv(replace(made, sections=own)).press("4")).empty.title == "十月开讲，敬请等候。"  # type: ignore[union-attr]


# ---------------------------------------------------------------- feeds come, fail, go


def test_before_the_first_pull_the_place_of_the_list_is_held_and_focus_stays_there() -> None:
    tv = Tv(catalogue(), shelves={}, synced=False)
    tv.press("8")
    assert page(tv).loading and page(tv).empty is None and tv.at == "item:0" and tv.focus
    tv.pulled(SHELVES[JOBS])
    assert not page(tv).loading and tv.at == f"item:{JOBS}#j1"


def test_a_first_pull_that_fails_ends_the_waiting_in_words() -> None:
    tv = Tv(catalogue(), shelves={}, synced=False)
    tv.press("8").pulled(shelf(JOBS, (), None), "failed", "N4")
    assert page(tv).empty is not None and page(tv).empty.title == "还没来得及存下内容"  # type: ignore[union-attr]
    assert page(tv).strip is not None and page(tv).strip.code == "代码 N4"  # type: ignore[union-attr]
    tv.post(ev.SyncEnded(0, 1))
    assert not page(tv).loading


def test_without_any_feed_nothing_waits_for_one() -> None:
    tv = Tv(catalogue(), shelves={}, synced=False)
    tv.post(ev.SyncEnded(0, 0))
    assert not page(tv.press("8")).loading


def test_the_strip_concerns_only_the_columns_that_failed() -> None:
    tv = Tv(catalogue())
    tv.press("5 DOWN*3").pulled(SHELVES[NEWS], "failed", "N4")
    assert page(tv).strip is None, "全部 still has a good part"
    focus = tv.focus
    tv.pulled(SHELVES[POLICY], "failed", "N4")
    strip = page(tv).strip
    assert strip is not None and (strip.lead, strip.code) == ("服务器没回应", "代码 N4")
    assert strip.words == "先看存好的，内容更新于 今天下午 2:36"
    assert tv.focus == focus and visible(tv) and page(tv).per_page == 4
    tv.pulled(SHELVES[POLICY])
    assert page(tv).strip is None and tv.focus == focus and page(tv).per_page == 5
    tv.press("LEFT DOWN")
    assert page(tv).strip is not None, "the column whose feed failed"
    assert page(tv.press("HOME 8")).strip is None


@pytest.mark.parametrize(("link", "code", "lead"), [(LinkState.NO_CABLE, "N1", "网线没插好"), (LinkState.NO_ADDRESS, "N2", "网络没接通")])
def test_a_lost_link_is_said_at_once_wherever_feeds_are_shown(link: LinkState, code: str, lead: str) -> None:
    tv = Tv(catalogue())
    tv.press("5")
    tv.post(ev.LinkChanged(link))
    strip = page(tv).strip
    assert strip is not None and (strip.lead, strip.code) == (lead, f"代码 {code}")
    assert page(tv.press("HOME 2")).strip is None, "lessons in place need no network"
    told = tv.took(ev.TellNotice)
    assert [(notice.code, notice.text) for notice in told] == [(code, {"N1": "网线没有插好", "N2": "网络还没有接通"}[code])]  # type: ignore[attr-defined]
    tv.post(ev.LinkChanged(LinkState.UP))
    assert page(tv.press("HOME 5")).strip is None


def test_the_cable_is_not_blamed_once_it_is_back() -> None:
    tv = Tv(catalogue())
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    tv.press("8").pulled(SHELVES[JOBS], "failed", "N1")
    assert page(tv).strip is not None and page(tv).strip.code == "代码 N1"  # type: ignore[union-attr]
    tv.post(ev.LinkChanged(LinkState.UP))
    assert page(tv).strip is not None and page(tv).strip.code == "代码 N3"  # type: ignore[union-attr]
    tv.pulled(SHELVES[JOBS])
    assert page(tv).strip is None


def network_told(tv: Tv) -> list[tuple[str, str]]:
    return [(effect.code, effect.text) for effect in tv.took(ev.TellNotice)]  # type: ignore[attr-defined]


def test_each_kind_of_failure_is_told_once_in_a_row() -> None:
    tv = Tv(catalogue())
    for feed in (NEWS, POLICY, JOBS):
        tv.pulled(SHELVES[feed], "failed", "N3")
    assert [code for code, _ in network_told(tv)] == ["N3"]
    tv.press("5").press("HOME 8")
    assert network_told(tv) == [], "the strips say what home has said"
    for feed in (NEWS, POLICY, JOBS):
        tv.pulled(SHELVES[feed], "failed", "N4")
    assert [code for code, _ in network_told(tv)] == ["N4"]
    for feed in (NEWS, POLICY, JOBS):
        tv.pulled(SHELVES[feed])
    for feed in (NEWS, POLICY, JOBS):
        tv.pulled(SHELVES[feed], "failed", "N3")
    assert [code for code, _ in network_told(tv)] == ["N3"]


def test_a_failed_feed_that_no_page_speaks_of_is_no_notice() -> None:
    tv = Tv(catalogue())
    tv.pulled(SHELVES[NEWS], "failed", "N4")
    assert network_told(tv) == [], "home shows nothing about it"
    tv.press("5")
    assert page(tv).strip is None and network_told(tv) == [], "全部 still has a good part"
    tv.press("LEFT DOWN")
    strip = page(tv).strip
    assert strip is not None and strip.code == "代码 N4"
    assert network_told(tv) == [("N4", strip.lead)], "the column whose feed failed says so, and then it is told"
    assert page(tv.press("HOME 5")).strip is not None and network_told(tv) == []
    tv.pulled(SHELVES[NEWS]).pulled(SHELVES[NEWS], "failed", "N4")
    assert [code for code, _ in network_told(tv)] == ["N4"], "it had been well in between"


def test_new_content_arrives_under_the_focus() -> None:
    tv = Tv(catalogue())
    tv.press("5 DOWN DOWN")
    focus = tv.focus
    tv.pulled(shelf(NEWS, (article("hot", days=0), *articles("n", 12))))
    assert tv.focus == focus and visible(tv)
    assert tv.press("UP*9").focus == "第hot条"


def test_what_the_office_withdrew_leaves_its_place_in_the_list() -> None:
    tv = Tv(catalogue())
    tv.press("8 DOWN")
    tv.pulled(shelf(JOBS, SHELVES[JOBS].articles[:1]))
    assert tv.focus == "第j1条"
    tv.pulled(shelf(JOBS, ()))
    assert tv.at == "door"


def test_a_list_of_lessons_and_articles_does_not_count_articles_as_lessons() -> None:
    made = with_section(
        catalogue(), 1, column("d", (*lessons("d", 6), *articles("x", 2))), column("e", lessons("e", 2)), column("f", articles("y", 3))
    )
    tv = Tv(made).press("2")
    assert [tab.count for tab in page(tv).rail] == ["13 个", "8 个", "2 课", "3 条"]
    assert page(tv).header.sub.startswith("共 13 个")
    tv.press("YELLOW")
    assert page(tv).rail[-1].count == "1 课"
