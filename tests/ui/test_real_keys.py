"""A real window on a virtual screen without a window manager, with real key events."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.screen import Screen, cpu_s

CHILD = Path(__file__).with_name("window_child.py")

pytestmark = pytest.mark.slow


class Seen:
    """The child and what it says."""

    def __init__(self, screen: Screen, folder: Path, size: tuple[int, int], how: str, motion: str = "motion") -> None:
        self.screen = screen
        self.log = folder / "log"
        command = [sys.executable, str(CHILD), str(size[0]), str(size[1]), how, motion, str(folder / "kivy")]
        self.child = screen.start(command, log=self.log)
        screen.wait_change(30.0)
        screen.wait_still()

    def lines(self) -> list[str]:
        return [
            line for line in self.log.read_text().splitlines() if line.startswith(("key", "size", "unknown", "end"))
        ]

    def keys(self) -> list[str]:
        return [line.removeprefix("key ") for line in self.lines() if line.startswith("key")]

    def wait_keys(self, count: int) -> list[str]:
        until = time.monotonic() + 10.0
        while len(self.keys()) < count and time.monotonic() < until:
            time.sleep(0.01)
        return self.keys()


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen(1280, 720) as made:
        yield made


def test_full_screen_without_a_window_manager_has_the_screen_s_true_size(screen: Screen, tmp_path: Path) -> None:
    seen = Seen(screen, tmp_path, (800, 600), "full")
    assert seen.lines()[0] == "size 1280 720"
    assert all(sum(screen.pixel(x, y)) > 0 for x, y in ((2, 2), (1277, 2), (2, 717), (1277, 717)))


def test_a_window_has_the_size_asked_for(screen: Screen, tmp_path: Path) -> None:
    assert Seen(screen, tmp_path, (640, 360), "window").lines()[0] == "size 640 360"


def test_without_a_screen_it_says_so_instead_of_drawing_where_nobody_sees(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "SDL_VIDEODRIVER")}
    command = [sys.executable, str(CHILD), "640", "360", "full", "still", str(tmp_path)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "没有屏幕" in ended.stderr or "窗口开不出来" in ended.stderr


KEYS = {
    "Up": "UP",
    "Down": "DOWN",
    "Left": "LEFT",
    "Right": "RIGHT",
    "Return": "OK",
    "KP_Enter": "OK",
    "space": "OK",
    "Home": "HOME",
    "Prior": "PAGE_UP",
    "Next": "PAGE_DOWN",
    "m": "MENU",
    "Menu": "MENU",
    "i": "INFO",
    "F1": "RED",
    "F2": "GREEN",
    "F3": "YELLOW",
    "F4": "BLUE",
    "minus": "VOLUME_DOWN",
    "KP_Add": "VOLUME_UP",
    "XF86AudioPlay": "PLAY",
    "XF86AudioStop": "STOP",
    "XF86AudioRewind": "REWIND",
    "XF86AudioRaiseVolume": "VOLUME_UP",
    "XF86AudioLowerVolume": "VOLUME_DOWN",
    "XF86AudioMute": "MUTE",
    "5": "DIGIT_5",
    "KP_0": "DIGIT_0",
}


def test_every_key_of_the_remote_arrives_and_escape_or_f1_open_nothing(screen: Screen, tmp_path: Path) -> None:
    seen = Seen(screen, tmp_path, (1280, 720), "full", "still")
    for count, (name, key) in enumerate(KEYS.items(), 1):
        if KEYS[name] == "OK":
            time.sleep(0.3)  # two OKs within a quarter of a second are one
        screen.key(name)
        assert seen.wait_keys(count)[-1] == f"{key} 0", f"{name}: {seen.lines()[-1]}"
    assert seen.child.poll() is None


def test_held_ok_counts_once_and_a_held_arrow_repeats_by_our_pace(screen: Screen, tmp_path: Path) -> None:
    seen = Seen(screen, tmp_path, (1280, 720), "full", "still")
    screen.key_down("Return")
    time.sleep(1.5)
    screen.key_up("Return")
    assert seen.wait_keys(1) == ["OK 0"]
    began = time.monotonic()
    screen.key_down("Right")
    seen.wait_keys(1 + 5)
    took = time.monotonic() - began
    screen.key_up("Right")
    assert seen.keys()[1:6] == ["RIGHT 0", *["RIGHT 1"] * 4]
    assert 1.2 <= took < 4.0, "0.5 s, then four a second"
    count = len(seen.keys())
    screen.wait_still(0.6)
    assert len(seen.keys()) <= count + 1, "released is released"


def test_the_window_sleeps_while_nothing_happens_and_leaves_on_sigterm(screen: Screen, tmp_path: Path) -> None:
    seen = Seen(screen, tmp_path, (1280, 720), "full")
    screen.wait_still(0.5)
    before = cpu_s(seen.child.pid)
    time.sleep(3.0)
    assert cpu_s(seen.child.pid) - before < 0.03, "one per cent of a core would already be far too much"
    seen.child.terminate()
    assert seen.child.wait(5.0) == 0
    rounds = int(seen.lines()[-1].split()[1])
    assert rounds < 30
