"""The one state of the television. Everything the screen shows is a function of this value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Literal

from tvapp.core.boards import NO_BOARDS, Boards
from tvapp.core.index import EMPTY_INDEX, Entry, Index
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
from tvapp.core.search import NOTHING, Found
from tvapp.core.subtitles import Cue
from tvapp.core.value import dataclass


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
    tracks: int = 0
    """Sound tracks of the file."""
    track: int = 0
    capped: bool = False
    """The night held the volume down when it was last told."""


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
    name: Literal["leave", "text-size", "phone", "erase"]
    focus: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """Whether this machine can speak."""

    name: str = ""
    """Empty: not (yet) found."""
    why: str = ""
    """Looked for and not found: the reason in words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article or an answer of a guide that is being read aloud."""

    key: str
    """Of the article; for a guide `key` and the answer's number."""
    sentence: int
    serial: int
    """Of the Say of this sentence."""
    turns: tuple[tuple[float, int], ...] = ()
    """A sentence that goes on over the page: monotonic moments, and the first character of the page to turn to then."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """What is said, what waits to be said, and what was said last. Changed by core/speaking and core/reading only."""

    serial: int = 0
    """Of the newest Say."""
    busy_until: float | None = None
    """Monotonic; something is being said, and is taken for lost then. None: silence."""
    due: float | None = None
    """Monotonic: when focus will have rested."""
    asked: bool = False
    """What is due follows from a key (quiet hours do not silence it)."""
    last: str = ""
    """The words about the thing in focus that were said last."""
    page: str = ""
    """The page they were about."""
    toast: float = 0.0
    """`until` of the toast that was said last."""
    faults: tuple[str, ...] = ()
    """Codes of the standing faults that have been said, or need not be."""
    waiting: tuple[str, ...] = ()
    """News that nobody asked for, to be said in a pause."""
    met: frozenset[str] = frozenset()
    """Kinds of page whose hints have been spoken."""
    prepared: tuple[str, ...] = ()
    reading: Reading | None = None
    left_at: tuple[str, int] = ("", 0)
    """Where reading was stopped: key and sentence."""
    ducked: bool = False
    """The lesson's sound is lowered while something is said over it."""


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
    awake_at: float = 0.0
    """Monotonic: the last key, or the last moment at which something was watched (see core/idle)."""
    welcome: bool = False
    """The first-run pages are still to come."""
    kiosk: bool = False
    link: LinkState = LinkState.UP
    feed_codes: Mapping[str, str] = field(default_factory=dict)
    """Feed -> code of its last failure (N3, N4); absent when it went well."""
    told: frozenset[str] = frozenset()
    """Codes of the network's failures that the viewer has been told of and that go on."""
    passes: int = 0
    """Passes over all feeds that have ended since start."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Standing faults of ours: C1, D1, T1 -> what is said of them."""
    lunar: Lunar | None = None
    found: Found = NOTHING
    searched: Index | None = None
    """What the index of the search was last built from."""
    search_serial: int = 0
    """Of the newest search; answers to older ones are dropped."""
    favourites: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    """Section -> its favourites, the newest first; sections without any are not in it."""
    boards: Boards = NO_BOARDS
    """The lists of 看过的, while that page is on top."""
    since: datetime | None = None
    """From when on things are 新内容."""
    arrived: frozenset[str] = frozenset()
    """Keys of what has come in since the television was switched on."""
    meter: bool | None = None
    """Whether this machine can measure how loud lessons are; None: not yet known."""
    voice: Voice = Voice()
    speaking: Speaking = Speaking()

    @property
    def top(self) -> Route:
        return self.routes[-1]
