"""The one state of the television. Everything the screen shows is a function of this value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tvapp.core.index import EMPTY_INDEX, Index
from tvapp.core.lunar import Lunar
from tvapp.core.model import (
    ArticleBody,
    Catalogue,
    FeedShelf,
    LinkState,
    Record,
    Settings,
)
from tvapp.core.ports import PlayerPhase
from tvapp.core.routes import HomeRoute, Route
from tvapp.core.subtitles import Cue


@dataclass(frozen=True, slots=True)
class Playing:
    """What the player is about, as last reported."""

    key: str = ""
    serial: int = 0
    phase: PlayerPhase = "idle"
    position_s: float = 0.0
    duration_s: float = 0.0
    has_video: bool = False
    shown: int = 0
    dropped: int = 0
    counted_s: float | None = None
    """Position up to which the record has been counted; None after a jump."""
    asked_at: float = 0.0
    """Monotonic: when play was asked for."""
    moved_at: float = 0.0
    """Monotonic: when the position last went on (or the lesson was paused)."""
    deaths: int = 0
    """How often the player's process died under this lesson."""
    jump_s: float | None = None
    """Where a jump that is under way will land: shown until the player is there. The start of a lesson is one, too."""
    jump_at: float | None = None
    """Monotonic: when the jump was asked for; None: the lesson is only being opened."""
    turned_at: float = float("-inf")
    """Monotonic: when pause or going on was last asked for."""
    saved_s: float = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class OpenBody:
    """An article's body in memory; compared by identity, so that it can key the typesetting cache."""

    body: ArticleBody | None
    """None: it could not be read."""


@dataclass(frozen=True, slots=True)
class Digits:
    typed: str
    deadline: float | None
    """Monotonic moment at which it acts; None: waits for 确定 (until `gone_at`)."""
    started: float
    gone_at: float


@dataclass(frozen=True, slots=True)
class ToastState:
    words: str
    until: float
    icon: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class TickerState:
    notice: int = 0
    piece: int = 0
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class DialogState:
    name: Literal["leave", "text-size"]
    focus: int = 0


@dataclass(frozen=True, slots=True)
class Bump:
    serial: int = 0
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    now: datetime
    """Aware, UTC+8."""
    mono: float
    catalogue: Catalogue
    index: Index = EMPTY_INDEX
    index_day: date | None = None
    shelves: Mapping[str, FeedShelf] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    news: tuple[bool, ...] = (False,) * 10
    """Which sections hold something 新."""
    going_on: str = ""
    """Key of the lesson that was begun last and is not over (接着看)."""
    unseen: str = ""
    """Key of the first lesson not yet 已看完: 今日课程 where nothing is planned."""
    missing: frozenset[str] = frozenset()
    """Keys of lessons whose file was not there when they were opened (P1)."""
    routes: tuple[Route, ...] = (HomeRoute(),)
    dialog: DialogState | None = None
    focus_memory: Mapping[str, str] = field(default_factory=dict)
    playing: Playing = Playing()
    cues: tuple[str, tuple[Cue, ...]] = ("", ())
    bodies: Mapping[str, OpenBody] = field(default_factory=dict)
    digits: Digits | None = None
    toast: ToastState | None = None
    ticker: TickerState = TickerState()
    bump: Bump = Bump()
    last_key: float = 0.0
    kiosk: bool = False
    link: LinkState = LinkState.UP
    feed_codes: Mapping[str, str] = field(default_factory=dict)
    """Feed -> code of its last failure (N3, N4); absent when it went well."""
    passes: int = 0
    """Passes over all feeds that have ended since start."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Standing faults of ours: C1, D1, T1 -> what is said of them."""
    lunar: Lunar | None = None

    @property
    def top(self) -> Route:
        return self.routes[-1]
