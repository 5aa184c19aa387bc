"""The television that speaks, from outside: its trace says what is said, and its processes come and go."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bench.screen import family
from tests.e2e.offices import catalogue
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

pytestmark = pytest.mark.slow

Event = dict[str, Any]


def said(television: Television, state: str, since: int = 0) -> Event:
    return television.until(
        lambda event: event["event"] == "speech" and event["state"] == state, f"speech {state}", since=since
    )


def processes(television: Television, name: str) -> list[int]:
    """Pids of those of the television's processes whose command line holds `name`."""
    assert television.process is not None
    found = []
    for pid in family(television.process.pid):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if name in command:
            found.append(pid)
    return found


def test_focus_is_said_after_its_rest_and_cut_off_by_the_next_key(television: Television) -> None:
    television.start(*NOBODY)
    television.press("Down", "Right")
    assert television.seen("speech") == [], "nobody has asked for speech yet"
    assert processes(television, "tvapp.speech_process") == [] and processes(television, "--voice") == []
    since = television.mark
    television.press("F1")
    assert said(television, "playing", since)["text"].startswith("全读")
    since = television.mark
    television.press("Right")
    key = television.seen("key")[-1]
    word = said(television, "said", since)
    assert word["text"].startswith(television.view["focus"]) and word["spoken"]
    assert 0.39 <= word["t"] - key["t"] <= 0.7
    playing = said(television, "playing", since)
    assert playing["serial"] == word["serial"] and playing["t"] - word["t"] < 0.3
    since = television.mark
    television.press("Right")
    key = television.seen("key")[-1]
    hushed = [event for event in television.seen("speech", since) if event["state"] == "hushed"]
    ended = [event for event in television.seen("speech") if event["state"] == "ended" and event["serial"] == word["serial"]]
    assert (hushed and hushed[0]["t"] - key["t"] < 0.1) or ended


def test_an_article_is_read_with_its_sentence_lit_and_goes_on_after_its_processes_were_killed(
    television: Television, tmp_path: Path
) -> None:
    channels = catalogue(tmp_path)
    sentences = "".join(f"这是第{n}句话，写得不长也不短。" for n in "一二三四五六七八九")
    channels.write_text(channels.read_text("utf-8").replace("这里写着一句话。", sentences), "utf-8")
    television.start(*NOBODY, catalogue=channels)
    television.press("1", "Return")
    television.until_view("念给我听", lambda view: view["focus"] == "念给我听")
    since = television.mark
    television.press("F1")
    first = said(television, "playing", since)
    television.until_view("its plate", lambda view: first["text"] in view["texts"])
    assert television.view["focus"] == "停一停"
    second = television.until(
        lambda event: event["event"] == "speech" and event["state"] == "playing" and event["serial"] > first["serial"],
        "the second sentence",
        since=since,
    )
    for name in ("tvapp.speech_process", "--voice"):
        for pid in processes(television, name):
            os.kill(pid, 9)
    since = television.mark
    television.press("Down")
    third = said(television, "playing", since)
    assert third["serial"] > second["serial"]
    television.press("Escape")
    assert television.view["screen"] == "article" and television.view["focus"] == "念给我听"
    assert television.terminate() == 0
    assert "ERROR" not in television.log.replace("no voice", "")


def test_without_a_voice_it_says_so_on_the_screen(television: Television) -> None:
    television.start(*NOBODY, KETING_VOICE="off")
    television.press("F1")
    television.until_view("why", lambda view: any("念字的声音关掉了" in text for text in view["texts"]))
    assert television.seen("speech") == []
    assert processes(television, "tvapp.speech_process") == []
