"""What the television knows: catalogue, articles, records of watching, settings. Frozen values, units in the names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import Literal

from tvapp.core.blocks import Block
from tvapp.core.value import dataclass

Day = date
"""The type under a name that no field hides."""

DIGITS = "1234567890"
"""The digit of each of the ten sections, in order."""

FINISHED_SHARE = 0.9
"""A lesson counts as 已看完 from this share of its length really watched on."""

ArticleKind = Literal["article", "guide", "notice", "job", "activity", "accounts", "policy", "group", "offer"]
ARTICLE_KINDS: tuple[ArticleKind, ...] = (
    "article", "guide", "notice", "job", "activity", "accounts", "policy", "group", "offer",
)  # fmt: skip


# ---------------------------------------------------------------- catalogue


@dataclass(frozen=True, slots=True)
class Source:
    """Where a lesson's sound and picture come from: exactly one of the two is set."""

    file: str | None = None
    """Path inside media/, with forward slashes, already confined by the checker."""
    url: str | None = None
    """http or https address."""


@dataclass(frozen=True, slots=True)
class Lesson:
    id: str
    title: str
    source: Source
    speaker: str = ""
    unit: str = ""
    duration_s: float | None = None
    """As the catalogue says; the player knows better once it has opened the file."""
    date: Day | None = None
    topic: str = ""
    series: str = ""
    order: int | None = None
    subtitle: str | None = None
    """Path of a subtitle file inside media/."""
    cover: str | None = None
    """Path of a picture inside media/."""
    hours: float | None = None
    """学时."""
    required: bool | None = None
    """必修 / 选修 / not said."""
    origin: str = ""
    reviewer: str = ""
    valid_until: Day | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to bring to the window."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """办事指南: what the five answers are made of. Empty means the office has not filled it in."""

    place: str = ""
    address: str = ""
    window: str = ""
    bus: str = ""
    hours: tuple[str, ...] = ()
    days: str = ""
    phone: str = ""
    contact: str = ""
    bring: tuple[Material, ...] = ()
    steps: tuple[str, ...] = ()
    visits: int | None = None
    time_promised: str = ""
    time_legal: str = ""
    fee: str = ""
    basis: tuple[str, ...] = ()
    complaint_phone: str = ""
    complaint: str = ""
    official: tuple[tuple[str, str], ...] = ()
    """Official names and values, in the office's order (事项名称, 实施主体 …)."""
    faq: tuple[tuple[str, str], ...] = ()
    verified: date | None = None
    verified_by: str = ""
    starts: date | None = None
    ends: date | None = None
    """计划取消日期: not shown after it."""


@dataclass(frozen=True, slots=True)
class Article:
    """The head of an article: all that lists need. The body is read when it is opened."""

    id: str
    title: str
    kind: ArticleKind = "article"
    issuer: str = ""
    published: datetime | None = None
    """Aware; None when the source gives no date that can be read."""
    updated: datetime | None = None
    doc_no: str = ""
    index_no: str = ""
    effective: date | None = None
    expires: date | None = None
    topic: str = ""
    summary: str = ""
    url: str = ""
    cover: str | None = None
    file: str | None = None
    """Markdown file inside media/ (articles in place); None for articles of a feed."""
    text: str | None = None
    """Markdown written in the catalogue itself."""
    revision: str = ""
    """Changes when the content changes: a changed article is 新 again."""


@dataclass(frozen=True, slots=True)
class ArticleBody:
    blocks: tuple[Block, ...]
    guide: Guide | None = None


Item = Lesson | Article


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    """The catalogue's id, or one derived from section and place."""
    title: str
    items: tuple[Item, ...] = ()
    feed: str | None = None
    """Whole http(s) address of the feed (already joined to feeds.base), or None for items in place."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    columns: tuple[Column, ...] = ()
    intro: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class TodayLesson:
    lesson: str
    date: Day | None = None
    weekday: int | None = None
    """1 Monday … 7 Sunday; None with no date: every day."""
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of the line at the foot of home."""

    text: str
    issuer: str = ""
    starts: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    station: str
    sections: tuple[Section, ...]
    """Exactly ten, in the order of the digits 1–9, 0."""
    community: str = ""
    phone: str = ""
    feeds_base: str = ""
    refresh_s: float = 900.0
    today: tuple[TodayLesson, ...] = ()
    notices: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- what the feeds brought


@dataclass(frozen=True, slots=True)
class FeedShelf:
    """One feed as the store holds it."""

    feed: str
    articles: tuple[Article, ...] = ()
    """In the feed's own order."""
    title: str = ""
    fetched_at: datetime | None = None
    """When the content was last known to be current (200 or 304)."""
    failed: str = ""
    """Why the last pull failed, in words; empty when it went well."""


# ---------------------------------------------------------------- records and settings


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of one lesson or article."""

    item: str
    position_s: float = 0.0
    duration_s: float = 0.0
    watched_s: float = 0.0
    """Distinct seconds of the lesson really played (a second seen twice counts once)."""
    watched: tuple[tuple[int, int], ...] = ()
    """The distinct seconds as half-open ranges [from, to), sorted, not touching."""
    finished: bool = False
    page: int = 0
    """Articles: where the reader was (index of its first character block, see core/screens/article)."""
    revision: str = ""
    """Articles: the revision that was opened."""
    at: datetime | None = None
    """When it was last watched or read; None: never, or the history was cleared."""
    favourite_at: datetime | None = None
    """When it was put among the favourites; None: it is not one."""

    @property
    def opened(self) -> bool:
        """False where it was only put among the favourites."""
        return self.at is not None or self.finished or self.position_s > 0.0 or bool(self.watched or self.revision)


class TextSize(IntEnum):
    STANDARD = 1
    LARGE = 2
    XLARGE = 3
    HUGE = 4

    @property
    def label(self) -> str:
        return ("标准", "大", "特大", "超大")[self - 1]


class ThemeName(Enum):
    INK = "ink"
    QING = "qing"
    HC = "hc"


SpeechMode = Literal["all", "focus", "off"]
SpeechRate = Literal["slow", "mid", "fast"]
Speed = Literal["slow", "normal", "fast"]
"""Of lessons: 0.8, 1.0, 1.25 (core/sound)."""
IdlePlay = Literal["usual", "on", "off"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the viewer chose. Kept in the store, changed at once, never asked twice."""

    text_size: TextSize = TextSize.LARGE
    theme: ThemeName = ThemeName.INK
    subtitles: bool = True
    volume: int = 100
    """Per cent of the lesson's own loudness, 0 to 100 in steps of 10."""
    muted: bool = False
    reduced_motion: bool = False
    edge_left: int = 0
    """How far the picture is drawn in from each edge of the screen, design px in steps of 8 (sets that cut off the edges)."""
    edge_top: int = 0
    edge_right: int = 0
    edge_bottom: int = 0
    learned: str = ""
    """Keys of an odd remote (core/remote)."""
    welcomed: bool = False
    """The first-run pages have been seen."""
    speech: SpeechMode = "off"
    """全读 / 只读焦点 / 不读."""
    speech_rate: SpeechRate = "slow"
    speed: Speed = "normal"
    night_cap: bool = True
    """From 21:30 to 06:30 the sound is no louder than night_level."""
    night_level: int = 30
    clear_speech: bool = False
    """人声清楚些: equaliser and compressor."""
    level_sound: bool = True
    """各课音量一样: lessons are brought to one loudness."""
    level_target: float = -20.0
    """LUFS. A little louder than broadcast (-23): televisions are quiet boxes, and these are talks."""
    idle_play: IdlePlay = "usual"
    """Whether home begins 今日课程 after 20 s without a key; usual: in a kiosk yes, at home no."""


# ---------------------------------------------------------------- the link, faults


class LinkState(Enum):
    """What the watch on the machine's own network says (nothing is sent to find out)."""

    UP = "up"
    NO_CABLE = "no_cable"  # N1
    NO_ADDRESS = "no_address"  # N2


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the world in words: shown, traced, and read to a child over the telephone by its code."""

    code: str
    """N1 N2 N3 N4 P1 P2 T1 D1 C1 (design.md (l))."""
    text: str
    """What happened, one sentence."""
    act: str = ""
    """What we did and what the viewer may do."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything the store gives back at start."""

    records: Mapping[str, Record] = field(default_factory=dict)
    settings: Settings = Settings()
    shelves: Mapping[str, FeedShelf] = field(default_factory=dict)
    focus: Mapping[str, str] = field(default_factory=dict)
    """Page key -> id of the thing that had focus there."""
    route: str = ""
    visit: str = ""
    """When the television was last switched on (see core/visits)."""
