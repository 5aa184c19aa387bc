"""The first run, the settings and the hands, at the real window."""

from __future__ import annotations

import pytest

from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY
from tvapp.core.screens.settings import ROWS

pytestmark = pytest.mark.slow


def row(name: str) -> list[str]:
    return ["m", *["Down"] * next(place for place, found in enumerate(ROWS) if found.id == f"row:{name}")]


def test_the_first_run_is_shown_once(television: Television) -> None:
    television.start(*NOBODY, welcome=True)
    first = next(event for event in television.events if event["event"] in ("view", "ready"))
    assert first["event"] == "view" and first["screen"] == "home", "`ready` is not said of another page"
    assert television.until_screen("welcome")["focus"] == "请按 确定 键"
    television.press("Return", "Right")
    assert television.view["focus"] == "特大"
    television.press("Home")
    assert television.view["screen"] == "home"
    assert television.terminate() == 0
    television.start(*NOBODY, welcome=True)
    television.until_true(lambda: bool(television.seen("sync")), "what starts after the first frame")
    assert television.view["screen"] == "home" and not [view for view in television.seen("view") if view["screen"] == "welcome"]


def test_a_digit_leads_out_of_the_first_run(television: Television) -> None:
    television.start(*NOBODY, welcome=True)
    television.until_screen("welcome")
    assert television.press("5")["section"] == "gongkai"


def test_a_key_right_after_ready_acts_on_the_first_page_that_it_meets(television: Television) -> None:
    television.start(*NOBODY, welcome=True)
    television.press("Return")
    assert television.view["screen"] == "welcome"
    assert television.press("Home")["screen"] == "home"


def test_a_kiosk_is_ready_on_home_without_anybody(television: Television) -> None:
    television.start("--kiosk", *NOBODY, welcome=True)
    television.press("Right")
    assert television.view["screen"] == "home"


def test_a_setting_is_seen_at_once_and_kept(television: Television) -> None:
    television.start(*NOBODY)
    television.press(*row("theme"), "Right")
    assert television.view["screen"] == "settings" and television.view["focus"] == "颜色，青黛"
    television.press("Home", *row("edges"), "Return")
    before = television.view["focus_rect"]
    after = television.press("Down", "Down")["focus_rect"]
    assert after[1] > before[1] and after[2] < before[2], "the whole picture is drawn in"
    assert television.terminate() == 0
    television.start(*NOBODY)
    assert television.press(*row("theme"))["focus"] == "颜色，青黛"


def test_a_key_that_meant_nothing_is_taught_and_then_means_ok(television: Television) -> None:
    television.start(*NOBODY)
    since = television.mark
    television.burst("F9")
    television.press(*row("remote"), "Return")
    assert television.view["screen"] == "remote"
    television.burst("F9")
    television.until_view("it is known", lambda view: any("记住了" in text for text in view["texts"]))
    television.press("Escape", "Home", "2")
    assert [key["key"] for key in television.seen("key", since)].count("OK") == 1
    television.press("F9")
    assert television.seen("key", since)[-1]["key"] == "OK"
    television.until_screen("player")


def test_a_press_during_a_page_change_waits_and_is_not_lost(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Home")
    since = television.mark
    television.burst("2", "Left", "Down")
    television.until_view("the second column", lambda view: view["focus"] == "必修课" or "rail" in view["focus"])
    keys = television.seen("key", since)
    frames = television.until(lambda event: event["event"] == "frame" and event["n"] == keys[-1]["n"], "it", since=since)
    assert frames["t"] - keys[0]["t"] >= 0.2, "not before the page had been seen"
