"""What can happen (past tense) and what can be asked for (imperative): two closed sets of values."""

from __future__ import annotations

from dataclasses import dataclass

from tvapp.core.keys import Key
from tvapp.core.lunar import Lunar
from tvapp.core.model import ArticleBody, Catalogue, FeedShelf, LinkState, Memory, Record, Settings
from tvapp.core.ports import PlayerReport
from tvapp.core.subtitles import Cue

# ---------------------------------------------------------------- events: what happened


@dataclass(frozen=True, slots=True)
class KeyPressed:
    key: Key
    repeat: bool = False
    """True for auto-repeats, already paced by the door (4 a second, after 2 s 8)."""
    held_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Ticked:
    """A moment that somebody waited for has come (the runtime stamps every event with the time)."""


@dataclass(frozen=True, slots=True)
class Started:
    """Everything that is read at start has been read."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class CatalogueLoaded:
    catalogue: Catalogue
    problems: int = 0
    """Warnings (提醒) only; the clerk sees them with `check`."""


@dataclass(frozen=True, slots=True)
class CatalogueRejected:
    """The file has errors: what is on the screen stays, and a line says so (C1)."""

    errors: int
    first: str
    """The first error as `check` prints it."""


@dataclass(frozen=True, slots=True)
class FeedPulled:
    """One feed has been tried. With outcome fetched, `shelf` is its new content; else the old one with its age."""

    feed: str
    outcome: str
    """fetched | not_modified | failed"""
    shelf: FeedShelf
    new: int = 0
    changed: int = 0
    gone: int = 0
    why: str = ""
    code: str = ""
    """N3 or N4 with outcome failed."""


@dataclass(frozen=True, slots=True)
class SyncEnded:
    """One pass over all feeds is over."""

    reached: int
    failed: int


@dataclass(frozen=True, slots=True)
class LinkChanged:
    link: LinkState


@dataclass(frozen=True, slots=True)
class ArticleOpened:
    """The body asked for by LoadArticle; None when it cannot be read."""

    feed: str
    article: str
    body: ArticleBody | None


@dataclass(frozen=True, slots=True)
class SubtitlesLoaded:
    item: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class PlayerReported:
    report: PlayerReport


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """D1: the disk is full or broken; what the viewer does is kept in memory only."""

    why: str


@dataclass(frozen=True, slots=True)
class AlmanacRead:
    """The lunar date of a day, worked out outside."""

    lunar: Lunar


Event = (
    KeyPressed
    | Ticked
    | Started
    | CatalogueLoaded
    | CatalogueRejected
    | FeedPulled
    | SyncEnded
    | LinkChanged
    | ArticleOpened
    | SubtitlesLoaded
    | PlayerReported
    | StoreFailed
    | AlmanacRead
)

# ---------------------------------------------------------------- effects: what is asked for


@dataclass(frozen=True, slots=True)
class PlayLesson:
    item: str
    file: str | None
    """Path inside media/."""
    url: str | None
    start_s: float
    volume: int
    serial: int


@dataclass(frozen=True, slots=True)
class PausePlayer:
    pass


@dataclass(frozen=True, slots=True)
class ResumePlayer:
    pass


@dataclass(frozen=True, slots=True)
class SeekPlayer:
    position_s: float


@dataclass(frozen=True, slots=True)
class StopPlayer:
    pass


@dataclass(frozen=True, slots=True)
class SetVolume:
    volume: int


@dataclass(frozen=True, slots=True)
class LoadSubtitles:
    item: str
    file: str


@dataclass(frozen=True, slots=True)
class LoadArticle:
    feed: str
    """Feed address; empty for articles in place."""
    article: str
    file: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SaveRecord:
    record: Record


@dataclass(frozen=True, slots=True)
class SaveSettings:
    settings: Settings


@dataclass(frozen=True, slots=True)
class SaveFocus:
    page: str
    item: str


@dataclass(frozen=True, slots=True)
class TellNotice:
    """Goes to the trace (`notice`) when the viewer is told of a failure."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class LeaveApp:
    pass


Effect = (
    PlayLesson
    | PausePlayer
    | ResumePlayer
    | SeekPlayer
    | StopPlayer
    | SetVolume
    | LoadSubtitles
    | LoadArticle
    | SaveRecord
    | SaveSettings
    | SaveFocus
    | TellNotice
    | LeaveApp
)

