"""一直放: where it begins, how it goes on, what stops it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.programme import NOW, article, catalogue, column, lesson, lessons, with_section
from tests.core.television import Tv
from tvapp.core import just_play, words
from tvapp.core.model import Record, TextSize
from tvapp.core.state import DialogState
from tvapp.core.views import MessageView, NextView, PlayerView, SectionView


def door(tv: Tv, section: str = "2") -> Tv:
    tv.press(f"{section} ~2 LEFT*4 UP*9")
    assert tv.at == "door:play" and tv.focus == words.JUST_PLAY
    return tv


def test_the_door_stands_above_the_rail_and_leads_down_to_it_and_right_to_the_list() -> None:
    tv = door(Tv(catalogue()))
    before = tv.bumps
    assert tv.press("UP LEFT").bumps == before + 2 and tv.at == "door:play"
    assert tv.press("DOWN").at.startswith("rail:") and tv.press("UP RIGHT").at.startswith("item:")


def test_at_the_largest_size_it_stands_beside_the_button_of_columns() -> None:
    tv = Tv(catalogue(), size=TextSize.HUGE).press("2 ~2 UP*9 RIGHT")
    assert tv.at == "door:play"
    assert tv.press("LEFT").at.startswith("rail:") and tv.press("RIGHT DOWN").at.startswith("item:")


def test_a_section_of_articles_has_none() -> None:
    tv = Tv(catalogue()).press("5 ~2")
    assert isinstance(tv.page, SectionView) and tv.page.door is None
    assert tv.press("LEFT UP*9").at.startswith("rail:")


def test_one_lesson_follows_another_with_a_strip_and_no_countdown() -> None:
    tv = door(Tv(catalogue())).press("OK ~1")
    assert tv.player.item == "d01" and isinstance(tv.page, PlayerView) and tv.page.section == words.JUST_PLAY
    tv.wait(102)
    assert tv.player.item == "d02" and isinstance(tv.page, PlayerView)
    assert tv.shown.toast is not None and tv.shown.toast.words == "下一课 第d02课"
    tv.wait(101)
    assert tv.player.item == "d03" and tv.state.records["d01"].finished and tv.state.records["d02"].finished


def test_it_goes_on_from_where_the_section_was_left() -> None:
    half = Record("d02", position_s=40.0, duration_s=100.0, watched=((0, 40),), watched_s=40.0, at=NOW)
    tv = door(Tv(catalogue(), records={"d02": half})).press("OK ~1")
    assert tv.player.item == "d02" and tv.player.position == pytest.approx(41, abs=1)
    over = Record("d01", duration_s=100.0, finished=True, at=NOW)
    assert door(Tv(catalogue(), records={"d01": over})).press("OK").player.item == "d02"


def test_after_the_last_lesson_of_a_section_begins_the_first_and_the_end_says_so() -> None:
    made = with_section(catalogue(), 1, column("d", lessons("d", 2)))
    tv = door(Tv(made)).press("OK").wait(210)
    assert isinstance(tv.page, NextView) and tv.page.seconds is None and tv.at == "button:list"
    tv.press("OK")
    assert door(tv).press("OK").player.item == "d01"


def test_up_and_down_change_the_lesson_and_it_still_goes_on() -> None:
    tv = door(Tv(catalogue())).press("OK ~1 DOWN DOWN ~1")
    assert tv.player.item == "d02"
    assert tv.wait(102).player.item == "d03"
    assert tv.press("UP OK").player.item == "d02"


def test_a_lesson_that_cannot_be_played_is_passed_over_and_three_in_a_row_are_told() -> None:
    made = with_section(catalogue(), 1, column("d", lessons("d", 8)))
    tv = door(Tv(made))
    tv.player.refuses = {"d02": "missing"}
    tv.press("OK").wait(103)
    assert tv.player.item == "d03" and "d02" in tv.state.missing
    tv = door(Tv(made))
    tv.player.refuses = {f"d{n:02d}": "unplayable" for n in range(2, 9)}
    tv.press("OK").wait(120)
    assert isinstance(tv.page, MessageView)


def test_somebody_who_has_a_question_open_is_not_hurried() -> None:
    tv = door(Tv(catalogue())).press("OK ~95")
    tv.state = replace(tv.state, dialog=DialogState("text-size", 1))
    tv.wait(30)
    assert isinstance(tv.page, NextView) and tv.page.seconds is None and tv.player.phase == "idle"


def test_the_way_out_leads_back_to_the_door_and_an_ordinary_lesson_counts_down_as_ever() -> None:
    tv = door(Tv(catalogue())).press("OK ~1 BACK")
    assert tv.at == "door:play"
    tv.press("RIGHT OK").wait(102)
    assert isinstance(tv.page, NextView) and tv.page.seconds is not None


def test_articles_between_the_lessons_are_passed_over() -> None:
    made = with_section(catalogue(), 1, column("d", (lesson("s1"), article("x1"), lesson("s2"))))
    tv = Tv(made)
    assert just_play.offered(tv.state, 1)
    door(tv).press("OK").wait(103)
    assert tv.player.item == "s2"


def test_a_section_whose_lessons_go_away_has_no_door_any_more() -> None:
    tv = door(Tv(catalogue())).reload(with_section(catalogue(), 1, column("d", (article("x1"),))))
    assert tv.at != "door:play" and tv.focus
