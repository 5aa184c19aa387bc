"""The trace's lines: the keys that scripts lean on, written at once, and nothing written twice."""

from __future__ import annotations

import itertools
import json
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tvapp.adapters.clock import FrozenClock
from tvapp.core.calendar import CHINA
from tvapp.core.keys import Key
from tvapp.core.ports import PlayerReport
from tvapp.layout.scene import Box, Group, Ring, Scene, Text
from tvapp.trace import Trace

MOMENT = datetime(2026, 11, 20, 14, 36, tzinfo=CHINA)


def scene(focus: str = "支部党课", x: float = 200.0, **more: Any) -> Scene:
    box = Box(x, 300.0, 300.0, 200.0, "card", None, 28)
    ring = Ring(x, 300.0, 300.0, 200.0, 28)
    title = Text(focus, x + 20, 340, 58, "text_primary")
    return Scene(
        screen="home",
        route=("home",),
        groups=(Group("card:a", (ring, box, title), rect=(x, 300.0, 300.0, 200.0)),),
        focus=focus,
        focus_key="card:a",
        **more,
    )


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MOMENT, 50.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_line_is_there_as_soon_as_it_is_written(path: Path, clock: FrozenClock) -> None:
    with Trace(path, clock) as trace:
        trace.ready(50.0)
        trace.key(Key.DIGIT_5, 1)
        assert lines(path) == [{"event": "ready", "t": 50.0}, {"event": "key", "t": 50.0, "key": "DIGIT_5", "n": 1}]
        clock.advance(0.25)
        trace.frame(1, clock.monotonic_s())
        assert lines(path)[-1] == {"event": "frame", "t": 50.25, "n": 1}


def test_a_view_says_what_is_on_the_screen_whole_and_once(path: Path, clock: FrozenClock) -> None:
    with Trace(path, clock) as trace:
        trace.view(scene(), 1920, 1080, 50.0)
        trace.view(scene(), 1920, 1080, 51.0)
        (view,) = lines(path)
        assert view == {
            "event": "view",
            "t": 50.0,
            "screen": "home",
            "route": ["home"],
            "focus": "支部党课",
            "focus_rect": [187, 287, 326, 226],
            "texts": ["支部党课"],
        }
        trace.view(scene(x=600.0), 1920, 1080, 52.0)
        assert len(lines(path)) == 2, "focus that moves is a change"
        trace.view(scene(section="dangke", item="dk-1"), 1920, 1080, 53.0)
        assert (lines(path)[-1]["section"], lines(path)[-1]["item"]) == ("dangke", "dk-1")


def test_the_focus_rectangle_is_in_the_pixels_of_the_window(path: Path, clock: FrozenClock) -> None:
    with Trace(path, clock) as trace:
        trace.view(scene(), 1280, 720, 50.0)
        trace.view(scene(), 1280, 1024, 51.0)
    small, tall = lines(path)
    assert small["focus_rect"] == [125, 191, 217, 151]
    assert tall["focus_rect"] == [125, 191 + 152, 217, 151], "bars above and below"


def report(phase: str, position_s: float = 0.0, serial: int = 1, **more: Any) -> PlayerReport:
    return replace(PlayerReport(serial, "idle"), phase=phase, position_s=position_s, **more)


def test_the_player_is_written_on_every_change_and_once_a_second_between(path: Path, clock: FrozenClock) -> None:
    with Trace(path, clock) as trace:
        trace.player(report("opening"), "dk-1")
        for tick in range(40):
            trace.player(report("playing", tick * 0.25, duration_s=38.8834, shown=tick * 6), "dk-1")
            clock.advance(0.25)
        trace.player(report("paused", 10.0), "dk-1")
        trace.player(report("paused", 10.0), "dk-1")
        trace.player(report("playing", 10.0), "dk-1")
        trace.player(report("idle"), "dk-1")
        trace.player(report("ended", 38.9), "dk-1")
        trace.player(report("error", serial=2, why="missing"), "dk-2")
    found = lines(path)
    assert [event["state"] for event in found if event["state"] != "playing"] == ["opening", "paused", "ended", "error"]
    assert set(found[0]) == {"event", "t", "state", "item", "position_s", "duration_s", "shown", "dropped"}
    playing = [event["t"] for event in found if event["state"] == "playing"][:-1]
    gaps = [later - earlier for earlier, later in itertools.pairwise(playing)]
    assert gaps and max(gaps) <= 1.0 and min(gaps) >= 0.4
    assert found[1]["duration_s"] == 38.883


def test_lines_from_many_threads_never_mix(path: Path, clock: FrozenClock) -> None:
    with Trace(path, clock) as trace:
        threads = [
            threading.Thread(target=lambda n=n: [trace.write("sync", feed=str(n) * 200) for _ in range(100)])  # type: ignore[misc]
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    found = lines(path)
    assert len(found) == 400 and all(len(set(event["feed"])) == 1 for event in found)


def test_it_appends_to_what_is_there_and_is_silent_after_the_end(path: Path, clock: FrozenClock) -> None:
    path.write_text('{"event": "old"}\n', "utf-8")
    trace = Trace(path, clock)
    trace.write("ready")
    trace.close()
    trace.write("late")
    trace.key(Key.OK, 1)
    assert [event["event"] for event in lines(path)] == ["old", "ready"]


def test_without_a_file_nothing_happens_at_all(clock: FrozenClock) -> None:
    trace = Trace(None, clock)
    trace.write("ready")
    trace.view(scene(), 1280, 720, 1.0)
    trace.player(report("playing"), "x")
    trace.close()
    assert not trace.on


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path, clock: FrozenClock) -> None:
    with pytest.raises(OSError):
        Trace(tmp_path / "no" / "trace", clock)
