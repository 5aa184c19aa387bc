"""A frame that takes long hides when a key was pressed: a trembling 确定 counts once all the same."""

from __future__ import annotations

import ctypes
import time

import pytest

from tvapp.core.keys import Key
from tvapp.ui import sdl
from tvapp.ui.keyboard import OK_GAP_S, KeyDoor
from tvapp.ui.loop import Loop
from tvapp.ui.window import TvWindow

RETURN = 13


def pressed() -> None:
    """A key goes down and up, as the keyboard tells SDL."""
    for kind in (sdl.KEY_DOWN, sdl.KEY_UP):
        event = sdl.Event()
        event.key.type, event.key.sym = kind, RETURN
        sdl.library().SDL_PushEvent(ctypes.byref(event))


class Slow:
    """A loop whose second frame takes longer than a trembling finger; `during` is called while it is drawn, `after` when it is shown."""

    def __init__(self, window: TvWindow) -> None:
        self.door = KeyDoor()
        self.came = 0
        self.frames = 0
        self.during = lambda: None
        self.after = lambda: None
        self.loop = Loop(window, lambda: True, lambda: None, self.draw, self.down, self.up, on_shown=self.shown)

    def draw(self, now: float) -> bool:
        self.frames += 1
        if self.frames == 2:
            self.during()
            until = time.monotonic() + OK_GAP_S + 0.05
            while time.monotonic() < until:
                pass  # a machine at work
        return False

    def shown(self) -> None:
        if self.frames == 2:
            self.after()

    def down(self, code: int, scancode: int, text: str, modifiers: int, repeat: bool) -> None:
        self.came += len(self.door.down(Key.OK, time.monotonic(), repeat, self.loop.key_since))

    def up(self, code: int, scancode: int) -> None:
        self.door.up(Key.OK, time.monotonic())


@pytest.fixture
def slow(window: TvWindow) -> Slow:
    sdl.library().SDL_FlushEvents(0, 0xFFFF)
    return Slow(window)


def test_a_second_ok_while_a_slow_frame_is_drawn_is_the_same_one(slow: Slow) -> None:
    slow.during = pressed
    slow.loop.round()
    pressed()
    for _ in range(3):
        slow.loop.round()
    assert slow.came == 1


def test_an_ok_after_the_slow_frame_was_shown_is_another_one(slow: Slow) -> None:
    slow.after = pressed
    slow.loop.round()
    pressed()
    for _ in range(3):
        slow.loop.round()
    assert slow.came == 2


def test_a_slow_frame_of_a_film_takes_no_ok_away(slow: Slow) -> None:
    """Its answer was on the screen already: only while that is drawn does the viewer press in the dark."""
    pressed()
    slow.loop.round()
    slow.during = pressed
    for _ in range(3):
        slow.loop.round()
    assert slow.came == 2
