"""The options of `run` as a viewer sees them, and what the trace says of them."""

from __future__ import annotations

import time

import pytest

from tests.e2e.safe_area import misplaced
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", ["1", "3", "4"])
def test_text_size_is_that_of_the_option_on_every_kind_of_page(television: Television, size: str) -> None:
    label = {"1": "标准", "3": "特大", "4": "超大"}[size]
    television.start(*NOBODY, "--text-size", size)
    assert misplaced(television.view["focus_rect"], 1280, 720) == ""
    settings = television.press("m")
    assert (settings["screen"], settings["focus"]) == ("settings", f"字号，{label}")
    assert misplaced(settings["focus_rect"], 1280, 720) == ""
    television.press("m")
    for digit in "1259":
        assert misplaced(television.press(digit)["focus_rect"], 1280, 720) == ""
        television.press("Home")


def test_a_text_size_chosen_with_the_arrows_is_kept(television: Television) -> None:
    television.start(*NOBODY)
    assert television.press("Up", "Right", "Right")["focus"] == "字号", "▲ on home leads to the tools"
    assert television.press("Return")["focus"] == "大"
    assert television.press("Right")["focus"] == "特大"
    television.press("Return")
    assert television.view["screen"] == "home"
    television.terminate()
    television.start(*NOBODY)
    assert television.press("m")["focus"] == "字号，特大"


def test_the_window_is_as_large_as_asked_and_without_the_option_as_the_screen(television: Television) -> None:
    television.start(*NOBODY, window="640x360")
    small = television.view["focus_rect"]
    assert misplaced(small, 640, 360) == ""
    television.terminate()
    television.start(*NOBODY, window="")
    whole = television.view["focus_rect"]
    assert misplaced(whole, 1280, 720) == ""
    assert whole[2] == pytest.approx(2 * small[2], abs=4)
    # drawn to the last corner: nothing of the black behind a window that is too small
    assert all(sum(television.screen.pixel(x, y)) > 0 for x, y in ((2, 2), (1277, 2), (2, 717), (1277, 717)))


def test_sigterm_while_it_still_starts_is_an_ordinary_end(television: Television) -> None:
    television.start(*NOBODY, wait=False)
    # Kivy's folder is made just before the window is: from here to the loop nothing listens but the first handler
    deadline = time.monotonic() + 20
    while not (television.state / "kivy").exists():
        assert time.monotonic() < deadline and television.process is not None and television.process.poll() is None
        time.sleep(0.005)
    assert television.terminate() == 0


def test_a_theme_changes_what_is_drawn(television: Television) -> None:
    colours = {}
    for theme in ("ink", "qing", "hc"):
        television.start(*NOBODY, "--theme", theme)
        television.screen.wait_still(0.3)
        colours[theme] = television.screen.pixel(20, 360)
        television.terminate()
    assert len(set(colours.values())) == 3, colours


def test_a_kiosk_plays_the_lesson_of_the_day_by_itself_and_any_key_brings_home_back(television: Television) -> None:
    television.start(*NOBODY, "--kiosk", "--now", "2026-09-24T14:36")
    assert television.press("Escape")["screen"] == "home", "there is nothing to leave to"
    focus = television.view["focus"]
    since = television.mark
    playing = television.until_player("playing", since=since, within=32.0)
    pressed = television.seen("key")[-1]["t"]
    opening = television.seen("player", since)[0]
    assert playing["item"] == "jt-zhongqiu"
    assert 19.5 <= opening["t"] - pressed <= 23.0
    television.until_view("the lesson's page", lambda view: view["screen"] == "player", 5.0)
    back = television.press("Right")
    assert (back["screen"], back["focus"]) == ("home", focus)


def test_the_clock_starts_where_now_says_and_runs_on(television: Television) -> None:
    television.start(*NOBODY, "--now", "2026-12-31T23:59:57")
    assert any("12月31日" in text for text in television.view["texts"])
    view = television.until_view("the new year", lambda view: any("1月1日" in text for text in view["texts"]), 8.0)
    assert view["screen"] == "home"
    television.until_view("its lunar date", lambda view: any("冬月" in text or "十一月" in text for text in view["texts"]), 8.0)
