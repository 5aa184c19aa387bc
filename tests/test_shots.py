"""`shots`: one picture a screen, each with something on it, the same ones twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tvapp.core.keys import Key
from tvapp.core.model import TextSize, ThemeName
from tvapp.shots.command import name_of
from tvapp.shots.script import SHOTS

ROOT = Path(__file__).resolve().parents[1]
WORDS = {"picture", "end", "broken"}


def take(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), "shots", str(out), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=1800, cwd=ROOT, check=False)


def test_the_script_of_every_shot_is_made_of_keys_that_there_are() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(names) == len(set(names))
    for shot in SHOTS:
        for step in shot.keys.split():
            assert step in WORDS or (step.startswith("(") and float(step[1:-1]) > 0) or step[0] == ">" or Key(step)


@pytest.mark.soak
def test_every_screen_is_taken_and_no_two_look_alike(tmp_path: Path) -> None:
    done = take(tmp_path, "--size", "640x360", "--all")
    assert done.returncode == 0, done.stdout + done.stderr
    names = [name_of(shot.name, size, theme) for theme in ThemeName for size in TextSize for shot in SHOTS if size in shot.sizes]
    assert done.stdout.splitlines() == [str(tmp_path / f"{name}.png") for name in names]
    pictures: dict[str, bytes] = {}
    for name in names:
        picture = Image.open(tmp_path / f"{name}.png")
        assert picture.size == (640, 360)
        pixels = np.asarray(picture.convert("L"), dtype=np.int16)
        assert np.ptp(pixels) > 120, f"{name} is one colour"
        assert (np.abs(np.diff(pixels, axis=1)) > 40).mean() > 0.002, f"{name} has no words on it"
        pictures[name] = picture.tobytes()
    for name, data in pictures.items():
        same = [other for other, its in pictures.items() if other > name and its == data]
        assert not same, f"{name} and {same} are the same picture"


@pytest.mark.slow
def test_the_clock_stands_still_so_that_two_runs_give_the_same_picture(tmp_path: Path) -> None:
    names = ("home", "articles", "guide")
    for folder, also in (("a", ()), ("b", ("home-dimmed",))):  # three minutes pass for that one, and for no other
        done = take(tmp_path / folder, "--size", "640x360", "--only", *names, *also)
        assert done.returncode == 0, done.stderr
    for name in names:
        assert (tmp_path / "a" / f"{name}.png").read_bytes() == (tmp_path / "b" / f"{name}.png").read_bytes()
