"""Levelling: tones of known loudness, the real ffmpeg, the real store, and what the player is told in the end."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tvapp.adapters.background import Background
from tvapp.adapters.loudness import LoudnessBook, read_summary
from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.null_player import NullLesson, NullPlayer
from tvapp.adapters.store import SqliteStore
from tvapp.core import events as ev
from tvapp.core.sound import TARGET_LUFS, gain_db
from tvapp.effects import Effects
from tvapp.trace import Trace

pytestmark = pytest.mark.slow


def tone(path: Path, lufs: float) -> Path:
    """A tone of 1 kHz; libavfilter's sine has a peak of -18.06 dB, and at 1 kHz K-weighting adds nothing: mono, -21.07 LUFS."""
    gain = lufs + 21.07
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=48000:duration=6",
         "-af", f"volume={gain}dB", "-c:a", "flac", str(path)], check=True, timeout=60,
    )  # fmt: skip
    return path


class Room:
    """A media folder with a soft and a loud lesson, and a store."""

    def __init__(self, folder: Path) -> None:
        self.media = folder / "media"
        self.media.mkdir()
        self.soft, self.loud = tone(self.media / "soft.flac", -35.0), tone(self.media / "loud.flac", -12.0)
        self.nothing = self.media / "nothing.mp4"
        self.nothing.write_bytes(b"not a lesson at all")
        self.store = SqliteStore(folder / "tv.db")
        self.store.load()
        self.busy = False
        self.measured: list[Path] = []

    def files(self) -> list[Path]:
        return [self.soft, self.loud, self.nothing]

    def book(self) -> LoudnessBook:
        return LoudnessBook(self.store, self.files, lambda: self.busy)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def until(there: Callable[[], object]) -> None:
    done = threading.Event()
    for _ in range(1200):
        if there():
            return
        done.wait(0.05)
    raise AssertionError("it never came")


def test_each_file_is_measured_once_and_the_figure_outlives_the_evening(room: Room) -> None:
    book = room.book()
    book.start()
    until(lambda: len(room.store.load_loudness()) == 3)
    book.close()
    soft, loud = book.figure(room.soft), book.figure(room.loud)
    assert soft is not None and loud is not None
    assert soft[0] == pytest.approx(-35, abs=0.3) and loud[0] == pytest.approx(-12, abs=0.3)
    assert book.figure(room.nothing) is None
    assert gain_db(*soft, TARGET_LUFS) == 12.0, "more than twelve is never added"
    assert gain_db(*loud, TARGET_LUFS) == pytest.approx(-8, abs=0.3)
    again = LoudnessBook(room.store, room.files, lambda: False, ffmpeg="/does/not/exist")
    again.start()
    until(lambda: again.figure(room.soft) == soft)
    again.close()
    os.utime(room.soft, (1, 1))
    assert again.figure(room.soft) is None, "another file now"


def test_nothing_is_measured_while_something_plays_and_a_measurement_gives_way(room: Room) -> None:
    room.busy = True
    book = room.book()
    assert book._next() is False
    assert book.measure(room.soft) is None
    room.busy = False
    assert book._next() is True and book.figure(room.soft) is not None


def test_without_ffmpeg_it_says_so_and_changes_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(room.media))
    book = room.book()
    assert not book.can_measure
    book.start()
    book.close()
    assert book.figure(room.soft) is None


@pytest.mark.parametrize(("level", "soft", "loud"), [(-20.0, 12.0, -8.0), (-26.0, 9.0, -12.0), (None, 0.0, 0.0)])
def test_the_player_is_told_the_gain_of_the_lesson_it_plays(
    room: Room, level: float | None, soft: float, loud: float
) -> None:
    book = room.book()
    assert book._next() and book._next()
    player = NullPlayer(lambda report: None, lambda: None, {str(room.soft): NullLesson(6.0), str(room.loud): NullLesson(6.0)})
    effects = Effects(
        post=lambda event: None, player=player, store=room.store, media=MediaFolder(room.media),
        background=Background("test"), trace=Trace(None, None), leave=lambda: None,  # type: ignore[arg-type]
    )  # fmt: skip
    effects.loudness = book
    for name, gain in (("soft.flac", soft), ("loud.flac", loud)):
        effects(ev.PlayLesson("x", name, None, 0.0, 100, 1, ev.SoundTuned(1.25, True, level)))
        player.advance(0.5)
        assert player.tuning.gain_db == pytest.approx(gain, abs=0.3)
        assert player.tuning.rate == 1.25 and player.tuning.clear
    effects(ev.TuneSound(ev.SoundTuned(0.8, False, None)))
    player.advance(0.1)
    assert player.tuning.gain_db == 0.0 and player.tuning.rate == 0.8
    effects.close()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (b"", (None, 0.0)),
        (b"Integrated loudness:\n I: -70.0 LUFS\n True peak:\n Peak: -inf dBFS", (None, 0.0)),
        (b"Integrated loudness:\n    I:         -23.1 LUFS\n\n  Loudness range:\n x\n\n  True peak:\n    Peak:       -1.4 dBFS",
         (-23.1, -1.4)),
        (b"Integrated loudness:\n I: nan LUFS\n True peak:\n Peak: -1.4 dBFS", (None, 0.0)),
    ],
)  # fmt: skip
def test_the_meters_last_words_are_read_or_left(said: bytes, found: tuple[float | None, float]) -> None:
    assert read_summary(said) == found


def test_a_gain_never_clips_and_never_goes_beyond_twelve_decibels() -> None:
    assert gain_db(-30.0, -6.0, -20.0) == 5.0, "up to -1 dBTP"
    assert gain_db(-30.0, 0.5, -20.0) == 0.0
    assert gain_db(-50.0, -40.0, -20.0) == 12.0
    assert gain_db(-1.0, 3.0, -20.0) == -12.0
