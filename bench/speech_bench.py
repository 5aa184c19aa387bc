"""Speech, measured on the running television: from rest to the first sound, and what speaking costs while moving.

The first sound is the moment at which the player reports the sentence as playing (trace, `speech`); libVLC hands the first
samples to the sound card within some milliseconds of it (docs/speech.md says how that was measured).
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from bench.app_bench import ROOT, alternate, key_times, television
from bench.screen import Screen

REST_S = 0.4
"""design.md §8: focus has rested after so long without a key."""
PATIENCE_S = 10.0
PAUSE_S = 0.55
"""Between keys: each rest is spoken, and cut off by the next key."""
TOAST_S = 8.6
"""The line that tells what the red key did is gone then."""


def _events(trace: Path) -> list[dict[str, object]]:
    lines = trace.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]


def _first_sound_s(trace: Path, since: int) -> float:
    """From the newest key's rest to the sound that follows it, seconds. TimeoutError when there is none."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        events = _events(trace)[since:]
        keys = [event for event in events if event["event"] == "key"]
        heard = [event for event in events if event["event"] == "speech" and event["state"] == "playing"]
        if keys and heard and float(str(heard[-1]["t"])) > float(str(keys[-1]["t"])):
            return float(str(heard[-1]["t"])) - float(str(keys[-1]["t"])) - REST_S
        time.sleep(0.01)
    raise TimeoutError("nothing was said")


def rest_to_sound_ms(screen: Screen, folder: Path, count: int) -> list[float]:
    """For words of home that have been rendered ahead."""
    times = []
    with television(screen, folder, ROOT / "channels.yaml"):
        trace = folder / "trace.jsonl"
        screen.wait_still(1.0)
        for name in ("F1", "Down"):
            since = len(_events(trace))
            screen.key(name)
            _first_sound_s(trace, since)
        time.sleep(1.5)  # the words of the page are rendered meanwhile
        for name in alternate(["Right", "Right", "Right", "Right", "Left", "Left", "Left", "Left"], count):
            since = len(_events(trace))
            screen.key(name)
            times.append(_first_sound_s(trace, since) * 1000.0)
    return times


def moving_ms(screen: Screen, folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Key to changed picture without and with speech, turn about, so that a busy machine is busy for both."""
    names = alternate(["Right", "Right", "Left", "Left"], 12)
    quiet: list[float] = []
    talking: list[float] = []
    with television(screen, folder, ROOT / "channels.yaml"):
        screen.wait_still(1.0)
        screen.key("Down")
        screen.wait_still(0.5)
        for _ in range(max(1, count // len(names))):
            quiet += key_times(screen, names, PAUSE_S)
            screen.key("F1")  # 不读 → 全读
            time.sleep(TOAST_S)
            talking += key_times(screen, names, PAUSE_S)
            screen.key("F1")
            screen.key("F1")  # 只读焦点, 不读
            time.sleep(TOAST_S)
    return quiet, talking
