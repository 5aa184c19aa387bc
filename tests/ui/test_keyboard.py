"""Raw codes become the right keys, and raw presses become the right number of presses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.keys import REPEATING, Key
from tvapp.ui.keyboard import (
    FAST_AFTER_S,
    FAST_S,
    FIRST_REPEAT_S,
    LONGEST_S,
    OK_GAP_S,
    SILENT_S,
    SLOW_S,
    SOURCES,
    STUCK_S,
    KeyDoor,
    key_of,
)

SCANCODE = 1 << 30


@pytest.mark.parametrize(
    ("source", "code", "shift", "key"),
    [
        ("sdl", 13, False, Key.OK),
        ("sdl", SCANCODE + 88, False, Key.OK),
        ("kivy", 271, False, Key.OK),
        ("sdl", 32, False, Key.OK),
        ("sdl", 27, False, Key.BACK),
        ("sdl", 8, False, Key.BACK),
        ("sdl", 1073742094, False, Key.BACK),
        ("kivy", 1073742094, False, Key.BACK),
        ("sdl", 1073742093, False, Key.HOME),
        ("kivy", 278, False, Key.HOME),
        ("sdl", 1073741898, False, Key.HOME),
        ("kivy", 273, False, Key.UP),
        ("kivy", 274, False, Key.DOWN),
        ("kivy", 275, False, Key.RIGHT),
        ("kivy", 276, False, Key.LEFT),
        ("sdl", 1073741906, False, Key.UP),
        ("sdl", 1073741905, False, Key.DOWN),
        ("sdl", 1073741903, False, Key.RIGHT),
        ("sdl", 1073741904, False, Key.LEFT),
        ("kivy", 280, False, Key.PAGE_UP),
        ("kivy", 281, False, Key.PAGE_DOWN),
        ("sdl", ord("m"), False, Key.MENU),
        ("sdl", 1073741925, False, Key.MENU),
        ("sdl", ord("i"), False, Key.INFO),
        ("kivy", 282, False, Key.RED),
        ("kivy", 283, False, Key.GREEN),
        ("kivy", 284, False, Key.YELLOW),
        ("kivy", 285, False, Key.BLUE),
        ("sdl", 61, True, Key.VOLUME_UP),
        ("sdl", 61, False, None),
        ("sdl", 43, False, Key.VOLUME_UP),
        ("sdl", SCANCODE + 87, False, Key.VOLUME_UP),
        ("sdl", 45, False, Key.VOLUME_DOWN),
        ("sdl", 1073742085, False, Key.PLAY),
        ("sdl", 1073742084, False, Key.STOP),
        ("sdl", SCANCODE + 285, False, Key.REWIND),
        ("sdl", SCANCODE + 286, False, Key.FORWARD),
        ("sdl", SCANCODE + 128, False, Key.VOLUME_UP),
        ("sdl", SCANCODE + 129, False, Key.VOLUME_DOWN),
        ("sdl", SCANCODE + 262, False, Key.MUTE),
        ("sdl", ord("q"), False, None),
        ("kivy", 261, False, Key.DIGIT_5),
    ],
)
def test_a_raw_code_is_the_key_the_table_says(source: str, code: int, shift: bool, key: Key | None) -> None:
    assert key_of(source, code, shift) is key


@pytest.mark.parametrize("digit", range(10))
def test_both_rows_of_digits_type_the_same(digit: int) -> None:
    key = Key(f"DIGIT_{digit}")
    assert key_of("sdl", ord(str(digit))) is key
    assert key_of("sdl", SCANCODE + 88 + (digit or 10)) is key
    assert key_of("kivy", 256 + digit) is key


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_every_key_can_be_pressed_from_every_source(source: str) -> None:
    assert set(SOURCES[source].values()) == set(Key)


def test_the_text_sent_along_with_a_code_is_never_asked_for() -> None:
    assert key_of("kivy", 261) is Key.DIGIT_5, "arrives with the text ą"


# ---------------------------------------------------------------- the door

ONCE = sorted(set(Key) - REPEATING, key=lambda key: key.value)


@pytest.mark.parametrize("key", ONCE)
def test_a_key_without_repeat_counts_once_however_long_it_is_held(key: Key) -> None:
    door = KeyDoor()
    assert [press.key for press in door.down(key, 0.0)] == [key]
    now = 0.66
    while now < 20.0:
        assert door.down(key, now, repeat=False) == []
        assert door.due(now) == []
        now += 0.04
    assert door.next_moment() is None
    door.up(key, now)
    assert len(door.down(key, now + 1.0)) == 1


def held(door: KeyDoor, key: Key, seconds: float, raw_every: float | None = 0.04) -> list[float]:
    """When a held key presses, if the caller always asks in time."""
    times = [0.0 for _ in door.down(key, 0.0)]
    raw = 0.66
    while True:
        moment = door.next_moment()
        if moment is None or moment > seconds:
            return times
        while raw_every is not None and raw < moment:
            assert door.down(key, raw, repeat=True) == []
            raw += raw_every
        times += [moment for _ in door.due(moment)]


@pytest.mark.parametrize("key", sorted(REPEATING, key=lambda key: key.value))
def test_a_held_arrow_acts_at_once_then_four_times_a_second_then_eight(key: Key) -> None:
    times = held(KeyDoor(), key, 4.0)
    gaps = [round(b - a, 6) for a, b in pairwise(times)]
    assert gaps[0] == FIRST_REPEAT_S
    slow = [gap for start, gap in zip(times[1:], gaps[1:], strict=False) if start < FAST_AFTER_S]
    fast = [gap for start, gap in zip(times[1:], gaps[1:], strict=False) if start >= FAST_AFTER_S]
    assert set(slow) == {SLOW_S} and set(fast) == {FAST_S}


def test_how_fast_the_remote_repeats_changes_nothing() -> None:
    often, seldom, never = (held(KeyDoor(), Key.DOWN, 5.0, every) for every in (0.02, 0.3, None))
    assert often == seldom == never


def test_a_late_loop_gets_one_repeat_not_the_ones_it_missed() -> None:
    door = KeyDoor()
    door.down(Key.RIGHT, 0.0)
    assert len(door.due(3.0)) == 1
    assert door.due(3.0) == []


def test_a_release_that_never_came_does_not_run_on_for_ever() -> None:
    assert max(held(KeyDoor(), Key.DOWN, 60.0, None)) <= LONGEST_S
    door = KeyDoor()
    door.down(Key.DOWN, 0.0)
    for step in range(10):
        door.down(Key.DOWN, 0.66 + step * 0.04, repeat=True)
    last = 0.66 + 9 * 0.04
    pressed = [now / 100 for now in range(100, 1000) if door.due(now / 100)]
    assert max(pressed) < last + SILENT_S
    assert len(door.down(Key.DOWN, 11.0)) == 1


def test_losing_the_keyboard_ends_every_hold() -> None:
    door = KeyDoor()
    door.down(Key.DOWN, 0.0)
    door.down(Key.OK, 0.1)
    door.release_all()
    assert door.next_moment() is None
    assert len(door.down(Key.OK, 1.0)) == 1


def test_a_trembling_finger_confirms_once() -> None:
    door = KeyDoor()
    assert len(door.down(Key.OK, 0.0)) == 1
    door.up(Key.OK, 0.05)
    assert door.down(Key.OK, OK_GAP_S - 0.01) == []
    door.up(Key.OK, 0.3)
    assert len(door.down(Key.OK, 0.3 + OK_GAP_S)) == 1


def test_a_key_whose_release_was_lost_can_be_pressed_again() -> None:
    door = KeyDoor()
    door.down(Key.BACK, 0.0)
    assert len(door.down(Key.BACK, STUCK_S + 0.1)) == 1


def test_a_key_held_since_before_the_window_opened_is_not_a_press() -> None:
    assert KeyDoor().down(Key.OK, 5.0, repeat=True) == []


def test_another_key_takes_over_from_a_held_arrow() -> None:
    door = KeyDoor()
    door.down(Key.DOWN, 0.0)
    door.down(Key.RIGHT, 0.1)
    assert [press.key for press in door.due(0.7)] == [Key.RIGHT]
    door.down(Key.OK, 0.8)
    assert door.due(5.0) == []


steps = st.tuples(
    st.sampled_from(["down", "repeat", "up", "due", "lost"]),
    st.sampled_from([Key.OK, Key.BACK, Key.DOWN, Key.RIGHT, Key.DIGIT_1]),
    st.floats(0.001, 3.0),
)


@given(st.lists(steps, max_size=60))
def test_whatever_arrives_presses_stay_within_their_pace(script: list[tuple[str, Key, float]]) -> None:
    door = KeyDoor()
    now, raw_downs = 0.0, 0
    once: list[float] = []
    repeats: list[float] = []
    for what, key, later in script:
        now += later
        if what in ("down", "repeat"):
            raw_downs += what == "down"
            pressed = door.down(key, now, what == "repeat")
            assert [press.key for press in pressed] in ([], [key])
            assert what == "down" or not pressed, "a raw repeat is never a press by itself"
            once += [now for press in pressed if press.key is Key.OK]
        elif what == "up":
            door.up(key, now)
        elif what == "lost":
            door.release_all()
            assert door.next_moment() is None
        else:
            due = door.due(now)
            assert len(due) <= 1
            assert all(press.key in REPEATING and press.repeat for press in due)
            repeats += [now for _ in due]
    assert all(b - a >= OK_GAP_S for a, b in pairwise(once))
    assert all(b - a >= FAST_S - 1e-9 for a, b in pairwise(repeats) if b - a < FIRST_REPEAT_S)
    assert len(once) <= raw_downs
