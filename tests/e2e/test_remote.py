"""The remote at the real window: every key, held keys, keypads and media keys."""

from __future__ import annotations

import pytest

from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

pytestmark = pytest.mark.slow

KEYS = (
    [("Up", "UP"), ("Down", "DOWN"), ("Left", "LEFT"), ("Right", "RIGHT"), ("Home", "HOME")]
    + [("Return", "OK"), ("Home", "HOME"), ("KP_Enter", "OK"), ("Home", "HOME"), ("space", "OK"), ("Home", "HOME")]
    + [("Escape", "BACK"), ("BackSpace", "BACK"), ("Prior", "PAGE_UP"), ("Next", "PAGE_DOWN")]
    + [("m", "MENU"), ("Menu", "MENU"), ("i", "INFO")]
    + [("F1", "RED"), ("F2", "GREEN"), ("F3", "YELLOW"), ("F4", "BLUE")]
    + [("XF86AudioPlay", "PLAY"), ("Home", "HOME"), ("XF86AudioStop", "STOP")]
    + [("XF86AudioRewind", "REWIND"), ("XF86AudioForward", "FORWARD")]
    + [("plus", "VOLUME_UP"), ("minus", "VOLUME_DOWN"), ("XF86AudioMute", "MUTE")]
    + [("XF86AudioRaiseVolume", "VOLUME_UP"), ("XF86AudioLowerVolume", "VOLUME_DOWN")]
    + [(digit, f"DIGIT_{digit}") for digit in "0123456789"]
    + [(f"KP_{digit}", f"DIGIT_{digit}") for digit in "0123456789"]
)


def test_every_key_of_the_remote_is_counted_named_and_shown(television: Television) -> None:
    television.start(*NOBODY)
    for name, _ in KEYS:
        television.press(name)  # waits for its `frame`
    keys = television.seen("key")
    assert [key["key"] for key in keys] == [meant for _, meant in KEYS]
    assert [key["n"] for key in keys] == list(range(1, len(KEYS) + 1))
    frames = [frame["n"] for frame in television.seen("frame")]
    assert frames == sorted(frames) and frames[-1] == len(KEYS)
    assert "ERROR" not in television.log


def test_a_held_ok_opens_once_and_a_held_back_goes_up_one_level(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2")
    section = television.view
    keys = television.hold("Return", 1.6)
    assert [key["key"] for key in keys] == ["OK"], "auto-repeats of 确定 are not written"
    television.until_player("playing")
    assert television.view["screen"] == "player"
    assert television.seen("player")[-1]["state"] == "playing", "the held key did not stop it again"
    keys = television.hold("Escape", 1.6)
    assert [key["key"] for key in keys] == ["BACK"]
    assert television.view["route"] == section["route"]
    assert television.view["focus"] == section["focus"]


def test_a_held_arrow_repeats_four_times_a_second_and_stops_with_the_key(television: Television) -> None:
    television.start(*NOBODY)
    keys = television.hold("Right", 1.9)
    assert 5 <= len(keys) <= 8, [key["t"] for key in keys]
    assert {key["key"] for key in keys} == {"RIGHT"}
    assert keys[1]["t"] - keys[0]["t"] >= 0.4
    count = len(television.seen("key"))
    television.press("Left")
    assert len(television.seen("key")) == count + 1, "nothing comes after the release"


def test_volume_keys_say_the_volume_and_it_is_kept(television: Television) -> None:
    television.start(*NOBODY, "--now", "2026-09-24T14:36")
    assert "音量 9" in television.press("minus")["texts"]
    assert "音量 8" in television.press("XF86AudioLowerVolume")["texts"]
    television.press("XF86AudioMute")
    assert any("静音" in text for text in television.view["texts"])
    assert "音量 9" in television.press("plus")["texts"]
    assert television.terminate() == 0
    television.start(*NOBODY, "--now", "2026-09-24T14:36")
    assert "音量 8" in television.press("minus")["texts"]


def test_digits_wait_for_a_second_one_on_a_numbered_list_and_for_ok_during_a_lesson(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "0", "2")
    assert television.view["screen"] in ("player", "article"), "two digits open the item of that number"
    television.press("Escape")
    assert television.view["screen"] == "section"
    since = television.mark
    television.press("5")
    assert television.view["section"] == "dangke", "one digit waits: the plate is no screen"
    view = television.until_view("section 5 after 1.5 s", lambda view: view.get("section") == "gongkai", 4.0)
    pressed = television.seen("key", since)[-1]["t"]
    assert 1.4 <= view["t"] - pressed <= 2.2
    television.press("2", "Return")
    # 2 then 确定 on a list acts at once: the same section again
    assert television.view["screen"] in ("section", "player")
    television.press("Home", "2", "Return")
    television.until_player("playing", since=since)
    television.press("3")
    assert television.view["screen"] == "player"
    television.press("Return")
    assert (television.view["screen"], television.view["section"]) == ("section", "jiaoyu")
