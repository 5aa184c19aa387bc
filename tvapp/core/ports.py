"""What the core and the window ask of the outside, as small protocols. Adapters fill them; each has a null beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol

from tvapp.core.model import ArticleBody, Memory, Record, Settings, SpeechRate
from tvapp.core.value import dataclass

PlayerPhase = Literal["idle", "opening", "playing", "paused", "ended", "error"]
SpeechPhase = Literal["started", "ended", "failed"]
Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Media:
    """What to play: a file of the media folders, or an http(s) address. Exactly one is set."""

    path: str | None = None
    """Absolute path, already confined to the media folder."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a lesson is to sound, beside its volume."""

    rate: float = 1.0
    """Media seconds a second; the pitch is kept."""
    gain_db: float = 0.0
    """What makes this lesson as loud as the others."""
    clear: bool = False
    """Speech made clearer by equaliser and compressor."""


@dataclass(frozen=True, slots=True)
class LoudnessFigure:
    """What was measured of one file, as long as its size and time are these."""

    size: int
    mtime_ns: int
    lufs: float | None
    """None: there is no sound to speak of in it, or it cannot be read."""
    peak: float
    """dBTP."""


@dataclass(frozen=True, slots=True)
class PlayerReport:
    """The player's account of itself, on every change of phase and at least once a second while playing."""

    serial: int
    """The `play` this is about (see Player.play); reports of older ones are to be ignored."""
    phase: PlayerPhase
    position_s: float = 0.0
    duration_s: float = 0.0
    has_video: bool = False
    shown: int = 0
    """Frames handed to the window since this play began."""
    dropped: int = 0
    """Frames that VLC itself lost."""
    why: str = ""
    """With phase error: missing | unplayable | network | died | stalled."""
    tracks: int = 0
    """Sound tracks the file has."""
    track: int = 0
    """Which of them is heard, from 0."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One finished picture in shared memory. Planes are views into it: valid until `FrameSource.release`."""

    width: int
    height: int
    """Of the visible picture, px."""
    pitch: int
    """Bytes a row of the luma plane; chroma rows are pitch / 2 (I420)."""
    lines: int
    """Rows of the padded luma plane."""
    sar: float
    """Pixel aspect: shown width = width * sar."""
    bt709: bool
    """HD matrix (BT.709) if true, else BT.601."""
    full_range: bool
    y: memoryview
    u: memoryview
    v: memoryview
    number: int


class Player(Protocol):
    """Plays one thing at a time in a process of its own. All methods return at once."""

    def start(self) -> None:
        """Start the waiting process, so that the first lesson opens quickly."""

    def play(self, media: Media, start_s: float, volume: int, serial: int, tuning: Tuning = ...) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def seek(self, position_s: float) -> None: ...
    def stop(self) -> None: ...
    def set_volume(self, volume: int) -> None:
        """0 to 100."""

    def tune(self, tuning: Tuning) -> None: ...
    def set_track(self, place: int) -> None:
        """The sound track at this place among those reported."""

    def close(self) -> None:
        """End the process; idempotent."""


class FrameSource(Protocol):
    """Where the window finds the newest finished picture."""

    def latest(self) -> Frame | None:
        """The newest frame not yet taken, or None. The caller uploads it and calls `release`."""

    def release(self) -> None: ...


class Speech(Protocol):
    """Says one thing at a time. All methods return at once; what became of it is reported from another thread."""

    def say(self, spoken: str, rate: SpeechRate, volume: int, serial: int) -> None:
        """In place of what is being said or waits. `spoken` is normalised text (core/spoken)."""

    def hush(self) -> None: ...
    def prepare(self, texts: Texts, rate: SpeechRate) -> None:
        """Render these ahead, in this order; what was to be prepared before and has not begun is dropped."""

    def set_volume(self, volume: int) -> None: ...
    def close(self) -> None:
        """End the processes; idempotent."""


class Store(Protocol):
    """What is kept on disk. Every `save_*` returns once the change is queued; `flush` waits until it is on the disk."""

    def load(self) -> Memory: ...
    def save_record(self, record: Record) -> None: ...
    def save_settings(self, settings: Settings) -> None: ...
    def save_focus(self, page: str, item: str) -> None: ...
    def save_records(self, records: Iterable[Record]) -> None: ...
    def save_visit(self, visit: str) -> None: ...
    def load_body(self, feed: str, article: str) -> ArticleBody | None: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...


class Clock(Protocol):
    """Time as the television shows it (may start elsewhere: `run --now`) and as it waits."""

    def now_s(self) -> float:
        """Seconds since the epoch, as shown."""

    def monotonic_s(self) -> float: ...


Wake = Callable[[], None]
"""Wakes the window's wait; safe from any thread."""
