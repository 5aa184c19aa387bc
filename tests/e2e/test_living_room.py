"""An evening with the television: home, a digit, a lesson, the power cut; everything real and seen from outside."""

from __future__ import annotations

import pytest

from tests.e2e.offices import stored_place
from tests.e2e.safe_area import misplaced
from tests.e2e.television import Television

pytestmark = pytest.mark.slow

NOBODY = ("--feed", "http://127.0.0.1:9/")
"""No office answers here: these tests are about what is on the machine."""


def test_home_stands_at_once_and_focus_is_one_press_from_the_lesson_of_the_day(television: Television) -> None:
    television.start(*NOBODY, "--now", "2026-09-24T14:36")
    view = television.view
    assert (view["screen"], view["route"]) == ("home", ["home"])
    assert misplaced(view["focus_rect"], 1280, 720) == ""
    said = "\n".join(view["texts"])
    for words in ("示范街道", "今日课程", "9月24日", "星期四", "基层党建", "文化科普", view["focus"]):
        assert words in said
    lunar = television.until_view("the lunar date", lambda view: any("八月十四" in text for text in view["texts"]))
    assert lunar["screen"] == "home"
    television.press("Return")
    assert television.until_player("playing")["item"] == "jt-zhongqiu"
    assert television.view["item"] == "jt-zhongqiu"


def test_each_digit_opens_its_section_from_home_and_home_leads_back(television: Television) -> None:
    television.start(*NOBODY)
    opened = []
    for digit in "1234567890":
        opened.append(television.press(digit)["section"])
        assert television.view["screen"] == "section"
        assert television.view["focus"]
        assert misplaced(television.view["focus_rect"], 1280, 720) == ""
        assert television.press("Home")["screen"] == "home"
    assert opened == ["jiceng", "dangke", "jiaoyu", "fengcai", "gongkai", "zhinan", "daode", "zhaopin", "minsheng", "wenhua"]


def test_a_lesson_stops_goes_on_jumps_and_is_left_where_it_was_opened(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2")
    title = television.view["focus"]
    television.press("Return")
    opening = television.until_player("opening")
    playing = television.until_player("playing")
    assert playing["t"] > opening["t"]
    assert playing["item"] == opening["item"] == television.view["item"]
    assert playing["duration_s"] > 20 and playing["dropped"] == 0
    assert television.view["focus"] == title

    since = television.mark
    assert television.press("Return")["focus"] == "接着播"
    place = television.until_player("paused", since=since)["position_s"]
    since = television.mark
    television.press("Return")
    television.until_player("playing", since=since, after_s=place)
    assert television.press("Escape")["screen"] == "player", "返回 first closes the buttons, and the lesson plays on"

    since = television.mark
    television.press("Right")
    ahead = television.until_player("playing", since=since, after_s=place + 9.0)["position_s"]
    assert ahead < place + 14.0
    since = television.mark
    television.press("Left")
    television.until(
        lambda event: event["event"] == "player" and event["position_s"] < ahead - 5.0, "ten seconds back", since=since
    )
    view = television.press("Escape")
    assert (view["screen"], view["focus"]) == ("section", title)


def test_a_jump_asked_for_with_the_first_picture_is_made(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Return")
    first = television.until_player("playing")
    since = television.mark
    television.press("Right")
    television.until_player("playing", since=since, after_s=first["position_s"] + 8.0, within=5.0)


def test_what_was_said_of_a_lesson_is_not_said_over_the_next_page(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Return")
    since = television.mark
    television.until_player("playing", since=since, after_s=4.0)
    television.press("Escape", "Return")
    assert any("接着上次看" in text for text in television.view["texts"])
    television.press("Escape")
    assert not any("接着上次看" in text for text in television.view["texts"])


def test_the_place_is_kept_when_it_is_switched_off_and_when_the_power_is_cut(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Return")
    playing = television.until_player("playing")
    item, since = playing["item"], television.mark
    television.press("Right")
    television.until_player("playing", since=since, after_s=12.0)
    title = television.view["focus"]
    assert television.terminate() == 0
    last = television.seen("player")[-1]["position_s"]
    kept = stored_place(television.state, item)
    assert kept is not None and abs(kept - last) <= 2.0

    television.start(*NOBODY)
    assert "接着看" in "\n".join(television.view["texts"])
    assert television.view["focus"] == title
    television.press("Return")
    again = television.until_player("playing")
    assert again["item"] == item
    assert abs(again["position_s"] - kept) <= 2.0
    television.until_player("playing", after_s=again["position_s"] + 2.5)
    last = television.seen("player")[-1]["position_s"]
    television.power_cut()

    television.start(*NOBODY)
    assert television.view["focus"] == title
    television.press("Return")
    assert abs(television.until_player("playing")["position_s"] - last) <= 2.0
    assert "Traceback" not in television.log


def test_a_dead_player_process_does_not_take_the_menu_or_the_lesson_along(television: Television) -> None:
    import os
    import signal

    television.start(*NOBODY)
    television.press("2", "Return")
    television.until_player("playing", after_s=2.0)
    since = television.mark
    before = television.seen("player")[-1]["position_s"]
    first = television.player_pid()
    os.kill(first, signal.SIGKILL)
    again = television.until_player("playing", since=since, within=3.0, after_s=before - 2.0)
    assert abs(again["position_s"] - before) <= 2.0
    assert television.player_pid() != first
    assert television.view["screen"] == "player"
    assert television.press("Escape")["screen"] == "section"
    since = television.mark
    television.press("Return")
    television.until_player("playing", since=since)


def test_the_leaving_dialog_asks_first_and_then_ends_with_0(television: Television) -> None:
    television.start(*NOBODY)
    home = television.view
    asked = television.press("Escape")
    assert (asked["screen"], asked["focus"]) == ("dialog", "不关，接着看")
    assert misplaced(asked["focus_rect"], 1280, 720) == ""
    assert television.press("Return")["focus"] == home["focus"]
    television.press("Escape", "Right")
    assert television.view["focus"] == "关掉"
    television.screen.key("Return")
    assert television.wait_end() == 0
