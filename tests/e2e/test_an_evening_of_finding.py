"""找一找, 看过的 and favourites, with real keys at the real window and the shipped catalogue."""

from __future__ import annotations

import pytest

from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

pytestmark = pytest.mark.slow


def test_digits_find_a_lesson_and_it_plays_and_back_leads_back(television: Television) -> None:
    television.start(*NOBODY)
    television.press("F4")
    assert television.view["screen"] == "search"
    television.burst("7", "9", "7", "6")  # 送学上门
    found = television.until_view("what was typed has been found", lambda view: "送学上门" in view["focus"])
    assert any(text.startswith("找到") for text in found["texts"])
    television.press("1", "1", "1", "1")
    television.burst("9", "5", "2", "6")  # 一句承诺
    found = television.until_view("the other one", lambda view: "一句承诺" in view["focus"])
    title = found["focus"]
    television.burst("Return")
    television.until_screen("player")
    television.press("Escape")
    back = television.until_screen("search")
    assert back["focus"] == title
    assert television.press("Escape")["screen"] == "search"
    assert television.press("Escape")["screen"] == "home"


def test_a_favourite_is_there_after_a_power_cut(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2")
    title = television.view["focus"]
    television.press("F3")
    television.until_view("it says so", lambda view: "收好了" in view["texts"])
    television.until_view("it is marked", lambda view: "★收藏" in view["texts"])
    assert television.terminate() == 0
    television.start(*NOBODY)
    television.press("Up", "Right", "Return")
    assert television.view["screen"] == "history"
    television.press("Left", "Down")
    kept = television.view
    while "我的收藏" not in kept["focus"]:
        kept = television.press("Down")
    assert television.press("Right")["focus"] == title
