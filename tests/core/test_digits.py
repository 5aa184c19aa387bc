"""Digits, 主页 and 返回, as docs/interfaces.md says them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.programme import FEEDS, catalogue, column, lessons, with_section
from tests.core.television import Tv
from tvapp.core.events import LeaveApp, PlayLesson, StopPlayer
from tvapp.core.model import TextSize
from tvapp.core.state import DialogState


@pytest.fixture
def tv() -> Tv:
    return Tv(catalogue())


@pytest.mark.parametrize(
    ("digit", "section"),
    [
        ("1", "dangjian"), ("2", "dangke"), ("3", "jiaoyu"), ("4", "fengcai"), ("5", "zhengwu"), ("6", "banshi"),
        ("7", "daode"), ("8", "zhaopin"), ("9", "minsheng"), ("0", "wenhua"),
    ],
)  # fmt: skip
def test_on_home_a_digit_opens_its_section_at_once(tv: Tv, digit: str, section: str) -> None:
    assert tv.press(digit).where == f"home/section:{section}"
    assert tv.shown.plate is None


def test_on_a_list_a_single_digit_waits_and_shows_its_plate(tv: Tv) -> None:
    tv.press("1 2")
    plate = tv.shown.plate
    assert tv.where == "home/section:dangjian" and plate is not None
    assert (plate.digits, plate.name) == ("2", "支部党课")
    assert plate.left is not None and plate.left > 0.9
    tv.wait(1.4)
    assert tv.where == "home/section:dangjian"
    tv.wait(0.2)
    assert tv.where == "home/section:dangke" and tv.shown.plate is None


def test_ok_makes_a_single_digit_act_at_once(tv: Tv) -> None:
    assert tv.press("1 2 OK").where == "home/section:dangke"


def test_two_digits_open_the_item_as_ok_would(tv: Tv) -> None:
    assert tv.press("1 1 2").where == "home/section:dangjian/player:b04"
    assert tv.press("BACK").focus == "第b04课"


def test_the_second_digit_may_come_late_but_not_too_late(tv: Tv) -> None:
    assert tv.press("1 0 ~1.4 3").where == "home/section:dangjian/player:a03"
    tv.press("BACK 0 ~1.6 3")
    assert tv.where == "home/section:jiaoyu", "0 opened 文化科普, where nothing is numbered, and 3 acted at once"


def test_the_store_of_digits_is_empty_after_acting(tv: Tv) -> None:
    tv.press("1 0 3 BACK 0")
    assert tv.shown.plate is not None and tv.shown.plate.digits == "0"
    assert tv.press("4").where == "home/section:dangjian/player:a04"


def test_back_cancels_a_digit_and_does_nothing_else(tv: Tv) -> None:
    tv.press("1 2 BACK")
    assert tv.where == "home/section:dangjian" and tv.shown.plate is None
    assert tv.wait(3).where == "home/section:dangjian"


def test_another_key_forgets_the_digit_and_does_its_own_thing(tv: Tv) -> None:
    tv.press("1 2 RIGHT")
    assert tv.shown.plate is None and tv.focus == "第a02课"
    assert tv.wait(3).where == "home/section:dangjian"


def test_a_number_that_does_not_exist_says_so_and_stays(tv: Tv) -> None:
    tv.press("1 4 7")
    assert tv.toast == "没有 47 号，这里一共 17 课"
    assert tv.where == "home/section:dangjian" and tv.shown.plate is None
    assert tv.press("0 0").toast == "没有 00 号，这里一共 17 课"


def test_numbers_count_the_list_as_shown(tv: Tv) -> None:
    tv.press("1 LEFT DOWN DOWN RIGHT 0 3")  # the second column
    assert tv.where.endswith("player:b03")


def test_beyond_99_an_item_shows_no_number(tv: Tv) -> None:
    tv.press("9 9 9")
    assert tv.where.endswith("player:m99")
    tv.press("BACK")
    assert [cell.number for cell in tv.page.cells] == ["97", "98", "99", "", "", ""]  # type: ignore[union-attr]
    tv.press("PAGE_DOWN")
    assert {cell.number for cell in tv.page.cells} == {""}  # type: ignore[union-attr]


@pytest.mark.parametrize("section", ["4", "0"])
def test_where_nothing_is_numbered_a_digit_acts_at_once(tv: Tv, section: str) -> None:
    assert tv.press(f"{section} 2").where == "home/section:dangke"


def test_in_the_open_list_of_columns_a_digit_acts_at_once() -> None:
    tv = Tv(catalogue(), size=TextSize.HUGE)
    assert tv.press("1 UP OK 2").where == "home/section:dangke"


def test_in_a_reader_and_in_a_guide_a_digit_acts_at_once(tv: Tv) -> None:
    assert tv.press("5 OK").screen == "article"
    assert tv.press("6 ").where == "home/section:banshi"
    assert tv.press("OK").screen == "guide"
    assert tv.press("1").where == "home/section:dangjian"


def test_during_a_lesson_a_digit_waits_for_ok(tv: Tv) -> None:
    tv.press("2 OK ~1 3")
    assert tv.screen == "player" and tv.shown.plate is not None and tv.shown.plate.left is None
    assert tv.wait(5).screen == "player"
    tv.took(StopPlayer)
    assert tv.press("OK").where == "home/section:jiaoyu"
    assert tv.took(StopPlayer)


def test_during_a_lesson_the_newest_digit_counts_and_back_cancels(tv: Tv) -> None:
    tv.press("2 OK ~1 3 5")
    assert tv.shown.plate is not None and tv.shown.plate.digits == "5"
    tv.press("BACK")
    assert tv.screen == "player" and tv.shown.plate is None
    assert tv.player.phase == "playing"
    assert tv.press("3 ~11").shown.plate is None, "forgotten"
    assert tv.press("OK").at == "button:pause"


def test_a_stray_digit_does_not_end_a_lesson_under_a_dialog(tv: Tv) -> None:
    tv.press("2 OK ~1")
    tv.state = replace(tv.state, dialog=DialogState("text-size"))
    tv.press("5 ~3")
    assert tv.where.endswith("player:d01/dialog:text-size")
    assert tv.press("OK").where == "home/section:zhengwu"


def test_a_digit_leads_out_of_a_dialog(tv: Tv) -> None:
    assert tv.press("BACK").screen == "dialog"
    assert tv.press("2").where == "home/section:dangke"
    assert tv.press("MENU 5").where == "home/section:zhengwu"


def test_a_digit_on_the_page_after_a_lesson_acts_at_once(tv: Tv) -> None:
    tv.press("2 OK")
    tv.player.lengths["d01"] = 3.0
    tv.wait(4)
    assert tv.screen == "next"
    assert tv.press("7").where == "home/section:daode"


def test_a_digit_typed_in_a_lesson_is_forgotten_when_the_lesson_ends(tv: Tv) -> None:
    tv.player.lengths["d01"] = 3.0
    tv.press("2 OK ~2 7 ~3")
    assert tv.screen == "next" and tv.shown.plate is None


def test_the_digit_of_the_open_section_keeps_its_place(tv: Tv) -> None:
    tv.press("2 RIGHT DOWN")
    assert tv.focus == "第d05课"
    tv.press("2 OK")
    assert (tv.where, tv.focus) == ("home/section:dangke", "第d05课")
    assert tv.press("OK ~1 2 OK").focus == "第d05课"


# ---------------------------------------------------------------- 主页


@pytest.mark.parametrize(
    "path", ["2", "2 OK ~1", "2 OK ~1 OK", "5 OK", "6 OK", "BACK", "MENU", "1 LEFT", "5 DOWN OK MENU", "4", "2 2", "DOWN*5"]
)
def test_home_from_anywhere(tv: Tv, path: str) -> None:
    tv.press(path).press("HOME")
    assert tv.where == "home" and tv.shown.plate is None
    assert tv.player.phase == "idle"


def test_leaving_the_player_stops_it_exactly_once(tv: Tv) -> None:
    tv.press("2 OK ~2")
    tv.took(StopPlayer)
    tv.press("HOME ~1 2 HOME")
    assert len(tv.took(StopPlayer)) == 1


# ---------------------------------------------------------------- 返回 and the leaving dialog


def test_back_goes_one_level_up_and_asks_at_home(tv: Tv) -> None:
    tv.press("5 OK")
    assert tv.press("BACK").where == "home/section:zhengwu"
    assert tv.press("BACK").where == "home"
    assert tv.press("BACK").where == "home/dialog:leave"


def test_the_leaving_dialog_stays_by_default(tv: Tv) -> None:
    tv.press("BACK")
    assert tv.at == "button:stay"
    assert tv.press("OK").where == "home" and not tv.left
    assert tv.press("BACK BACK").where == "home" and not tv.left
    tv.press("BACK RIGHT OK")
    assert tv.left and tv.took(LeaveApp)


def test_in_a_kiosk_nothing_leaves(tv: Tv) -> None:
    kiosk = Tv(catalogue(), kiosk=True)
    kiosk.press("BACK*5")
    assert kiosk.where == "home" and kiosk.bumps >= 4


def test_two_digits_save_the_place_in_the_list(tv: Tv) -> None:
    tv.press("1 0 5")
    assert tv.took(PlayLesson)
    assert tv.restarted().press("1").focus == "第a05课"


def test_a_list_that_empties_under_a_waiting_digit_still_answers(tv: Tv) -> None:
    tv.press("2 1").reload(with_section(catalogue(), 1, column("d")))
    assert tv.wait(2).where == "home/section:dangjian"
    tv.press("HOME 9 9").reload(with_section(catalogue(), 8, column("m", lessons("q", 3))))
    assert tv.press("9").toast == "没有 99 号，这里一共 3 课"


def test_feeds_named_in_the_programme_are_the_catalogue_s() -> None:
    named = {column.feed for section in catalogue().sections for column in section.columns if column.feed}
    assert named == set(FEEDS)
