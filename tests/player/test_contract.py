"""What every player promises; run over the real one and over the null, so that the null fails as the real one fails."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.player.clips import Clips
from tests.player.watch import Watch
from tvapp.adapters.null_player import NullLesson, NullPlayer
from tvapp.core.ports import Frame, FrameSource, Media, Player, PlayerReport, Tuning


class Rig(Protocol):
    """A player with lessons to play, and a way to wait."""

    @property
    def reports(self) -> list[PlayerReport]: ...
    @property
    def taken(self) -> list[int]: ...
    @property
    def player(self) -> Player: ...
    @property
    def source(self) -> FrameSource: ...
    def play(self, name: str, start_s: float = 0.0) -> int: ...
    def until(self, condition: Callable[[], object]) -> None: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...


class RealRig:
    def __init__(self, clips: Clips) -> None:
        self._watch = Watch()
        self._clips = clips
        self.player = self._watch.player
        self.source = self._watch.player
        clips.write("broken.mp4", b"not a film" * 100)

    @property
    def reports(self) -> list[PlayerReport]:
        return self._watch.reports

    @property
    def taken(self) -> list[int]:
        return [index for index, _ in enumerate(self._watch.frames)]

    def play(self, name: str, start_s: float = 0.0) -> int:
        known = {"long": lambda: self._clips("long.mp4"), "short": lambda: self._clips("h264.mp4")}
        path = known[name]() if name in known else self._clips.folder / f"{name}.mp4"
        self._watch.play(path, start_s=start_s)
        return self._watch.serial

    def until(self, condition: Callable[[], object]) -> None:
        self._watch.until(condition)

    def kill(self) -> None:
        assert self.player.pid is not None
        os.kill(self.player.pid, signal.SIGKILL)

    def close(self) -> None:
        self.player.close()


class NullRig:
    def __init__(self) -> None:
        self.reports: list[PlayerReport] = []
        self.taken: list[int] = []
        self._serials = itertools.count(1)
        lessons = {
            "/long": NullLesson(20.0),
            "/short": NullLesson(1.0),
            "/broken": NullLesson(0.0, why="unplayable"),
        }
        self.player = NullPlayer(self.reports.append, self._frame, lessons)
        self.source = self.player

    def _frame(self) -> None:
        frame = self.player.latest()
        if frame is not None:
            self.taken.append(frame.number)
            self.player.release()

    def play(self, name: str, start_s: float = 0.0) -> int:
        serial = next(self._serials)
        self.reports.clear()
        self.taken.clear()
        self.player.play(Media(path=f"/{name}"), start_s, 0, serial)
        return serial

    def until(self, condition: Callable[[], object]) -> None:
        for _ in range(2000):
            if condition():
                return
            self.player.advance(0.05)
        raise AssertionError(f"waited 100 s: {self.reports[-3:]}")

    def kill(self) -> None:
        self.player.die()

    def close(self) -> None:
        self.player.close()


@pytest.fixture(params=["null", pytest.param("real", marks=pytest.mark.slow)])
def rig(request: pytest.FixtureRequest, clips: Clips) -> Iterator[Rig]:
    made: Rig = RealRig(clips) if request.param == "real" else NullRig()
    yield made
    made.close()


def phases(rig: Rig) -> list[str]:
    return [phase for phase, _ in itertools.groupby(report.phase for report in rig.reports)]


def in_phase(rig: Rig, *wanted: str) -> Callable[[], bool]:
    return lambda: bool(rig.reports) and rig.reports[-1].phase in wanted


def at_least(rig: Rig, position_s: float) -> Callable[[], bool]:
    return lambda: bool(rig.reports) and rig.reports[-1].phase == "playing" and rig.reports[-1].position_s >= position_s


def test_the_sound_tracks_are_counted_and_speed_and_gain_change_while_it_plays(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 1.0))
    assert rig.reports[-1].tracks == 1 and rig.reports[-1].track == 0
    rig.player.set_track(7)
    rig.player.tune(Tuning(rate=1.25))
    rig.player.tune(Tuning(rate=0.8, gain_db=-3.0, clear=True))
    rig.until(at_least(rig, 2.0))
    assert rig.reports[-1].track == 0


def test_a_lesson_opens_plays_and_ends_once_at_its_full_length(rig: Rig) -> None:
    serial = rig.play("short")
    rig.until(in_phase(rig, "ended", "error"))
    last = rig.reports[-1]
    assert phases(rig) == ["opening", "playing", "ended"]
    assert [report.phase for report in rig.reports].count("ended") == 1
    assert {report.serial for report in rig.reports} == {serial}
    assert last.position_s == last.duration_s == pytest.approx(1.0, abs=0.1)
    assert last.has_video and last.shown > 15 and last.why == ""
    positions = [report.position_s for report in rig.reports]
    assert positions == sorted(positions)


def test_what_is_not_there_is_missing(rig: Rig) -> None:
    rig.play("nothing")
    rig.until(in_phase(rig, "ended", "error"))
    assert phases(rig) == ["opening", "error"] and rig.reports[-1].why == "missing"


def test_rubbish_is_unplayable_and_never_plays(rig: Rig) -> None:
    rig.play("broken")
    rig.until(in_phase(rig, "ended", "error"))
    assert phases(rig) == ["opening", "error"] and rig.reports[-1].why == "unplayable"
    assert not rig.taken


def test_it_begins_at_the_place_asked_for(rig: Rig) -> None:
    rig.play("long", start_s=12.0)
    rig.until(at_least(rig, 12.5))
    assert rig.reports[0].position_s == 12.0
    assert rig.reports[-1].position_s < 14.0 and rig.reports[-1].duration_s == pytest.approx(20.0, abs=0.1)


def test_beginning_beyond_the_end_begins_at_the_beginning(rig: Rig) -> None:
    rig.play("short", start_s=100.0)
    rig.until(in_phase(rig, "ended", "error"))
    assert rig.reports[-1].phase == "ended" and rig.reports[-1].shown > 15


def test_pausing_holds_the_place_and_going_on_goes_on(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 0.5))
    rig.player.pause()
    rig.until(in_phase(rig, "paused"))
    held_s = rig.reports[-1].position_s
    rig.player.pause()
    rig.player.resume()
    rig.until(at_least(rig, held_s + 0.3))
    assert phases(rig) == ["opening", "playing", "paused", "playing"]


def test_a_seek_is_told_at_once_and_stays_inside_the_lesson(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 0.5))
    rig.player.seek(9.0)
    rig.until(lambda: rig.reports[-1].position_s == 9.0)
    rig.until(at_least(rig, 9.3))
    rig.player.seek(-5.0)
    rig.until(lambda: rig.reports[-1].position_s < 5.0)
    rig.player.seek(1e9)
    rig.until(in_phase(rig, "ended", "error"))
    assert rig.reports[-1].phase == "ended" and rig.reports[-1].position_s == rig.reports[-1].duration_s


def test_after_stop_it_is_idle_and_has_no_picture(rig: Rig) -> None:
    rig.play("long")
    rig.until(lambda: rig.taken)
    rig.player.stop()
    rig.until(in_phase(rig, "idle"))
    assert rig.source.latest() is None


def test_a_new_play_takes_the_place_of_the_old_one(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 0.3))
    serial = rig.play("short")
    rig.until(in_phase(rig, "ended", "error"))
    assert {report.serial for report in rig.reports} == {serial}
    assert rig.reports[-1].phase == "ended"


def test_a_frame_is_given_once_and_is_whole(rig: Rig) -> None:
    seen: list[tuple[bool, bool]] = []
    rig.play("long")
    rig.until(lambda: len(rig.taken) >= 3)
    rig.player.pause()
    rig.until(in_phase(rig, "paused"))

    def whole(frame: Frame) -> bool:
        return len(frame.y) == frame.pitch * frame.lines and len(frame.u) == len(frame.v) == len(frame.y) // 4

    frame = rig.source.latest()
    if frame is not None:
        seen.append((whole(frame), 0 < frame.width <= frame.pitch and 0 < frame.height <= frame.lines))
        rig.source.release()
    assert rig.source.latest() is None
    assert all(good and sized for good, sized in seen)


def test_a_death_is_told_and_a_second_one_is_the_lessons_fault(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 1.0))
    rig.kill()
    rig.until(in_phase(rig, "error"))
    died = rig.reports[-1]
    assert died.why == "died" and died.position_s >= 1.0 and died.duration_s == pytest.approx(20.0, abs=0.1)
    rig.play("long", start_s=died.position_s)
    rig.until(at_least(rig, died.position_s + 0.1))
    rig.kill()
    rig.until(in_phase(rig, "error"))
    assert rig.reports[-1].why == "unplayable"
    rig.play("short")
    rig.until(in_phase(rig, "ended", "error"))
    assert rig.reports[-1].phase == "ended"


def test_closing_twice_is_closing_once(rig: Rig) -> None:
    rig.play("long")
    rig.until(at_least(rig, 0.1))
    rig.player.close()
    rig.player.close()
    count = len(rig.reports)
    rig.player.play(Media(path=str(Path("/short"))), 0.0, 0, 99)
    assert rig.source.latest() is None and len(rig.reports) == count
