"""A small program for the tests of the window: the sample home, moved by real keys. Prints what it gets, a line each.

Arguments: width, height, "full" or "window", "motion" or "still", folder for Kivy. Ends with BACK or SIGTERM.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from sample_scene import home

from tvapp.core.events import KeyPressed
from tvapp.core.keys import Key
from tvapp.ui.keyboard import SHIFT, KeyDoor, key_of
from tvapp.ui.loop import Loop, Signals
from tvapp.ui.stage import Stage
from tvapp.ui.window import open_window


def say(*words: object) -> None:
    print(*words, flush=True)


class Child:
    """Focus runs over the ten cards with ◀ and ▶."""

    def __init__(self, motion: bool) -> None:
        self.motion = motion
        self.door = KeyDoor()
        self.focus = 1
        self.presses: list[KeyPressed] = []

    def run(self) -> None:
        width, height, home_folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[5])
        window = open_window(width, height, sys.argv[3] == "full", "test", home_folder)
        self.loop = Loop(
            window, self.drain, self.door.next_moment, lambda now: self.stage.animate(now), self.down, self.up
        )
        self.stage = Stage(window, lambda source: None, self.loop.wake)
        self.stage.show(home(self.focus, motion=self.motion), time.monotonic())
        signals = Signals(self.loop.stop, self.loop.wake)
        say("size", window.width, window.height)
        self.loop.run()
        signals.close()
        say("end", self.loop.rounds, window.frames)

    def down(self, code: int, scancode: int, text: str, modifiers: int, repeat: bool) -> None:
        key = key_of("sdl", code, bool(modifiers & SHIFT))
        if key is None:
            say("unknown", code)
        else:
            self.presses += self.door.down(key, time.monotonic(), repeat)

    def up(self, code: int, scancode: int) -> None:
        for shift in (False, True):
            key = key_of("sdl", code, shift)
            if key is not None:
                self.door.up(key, time.monotonic())

    def drain(self) -> bool:
        presses, self.presses = self.presses + self.door.due(time.monotonic()), []
        for press in presses:
            say("key", press.key.value, int(press.repeat))
            if press.key is Key.BACK:
                self.loop.stop()
            elif press.key in (Key.LEFT, Key.RIGHT):
                self.focus = (self.focus + (1 if press.key is Key.RIGHT else -1)) % 10
                self.stage.show(home(self.focus, motion=self.motion), time.monotonic())
        return bool(presses) | self.stage.collect_pictures()


if __name__ == "__main__":
    Child(sys.argv[4] == "motion").run()
