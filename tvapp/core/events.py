"""What can happen (past tense) and what can be asked for (imperative): two closed sets of values."""

from __future__ import annotations

from tvapp.core.index import Index
from tvapp.core.keys import Key
from tvapp.core.lunar import Lunar
from tvapp.core.model import ArticleBody, Catalogue, FeedShelf, LinkState, Memory, Record, Settings, SpeechRate
from tvapp.core.ports import PlayerReport, SpeechPhase
from tvapp.core.search import Found
from tvapp.core.subtitles import Cue
from tvapp.core.value import dataclass

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
class HomeShown:
    """The first frame of home has been shown: what was to wait for it may come."""


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


@dataclass(frozen=True, slots=True)
class MeterFound:
    """Whether this machine can measure how loud lessons are; looked up once after start."""

    there: bool


@dataclass(frozen=True, slots=True)
class VoiceFound:
    """Whether this machine can speak; looked up once after start."""

    name: str
    """Of the voice, for the settings and the doctor; empty: there is none."""
    why: str = ""
    """Without a voice: the reason in words."""


@dataclass(frozen=True, slots=True)
class SpeechReported:
    """What has become of a Say. Reports of older ones are to be ignored."""

    serial: int
    phase: SpeechPhase
    length_s: float = 0.0
    """With `started`: how long it takes."""


@dataclass(frozen=True, slots=True)
class StrangeKey:
    """A key of the remote that means nothing yet was pressed while the remote is being learned."""

    code: int


@dataclass(frozen=True, slots=True)
class Searched:
    """The answer to a Search."""

    serial: int
    found: Found


Event = (
    KeyPressed
    | StrangeKey
    | Ticked
    | Started
    | HomeShown
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
    | Searched
    | MeterFound
    | VoiceFound
    | SpeechReported
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
    tune: SoundTuned | None = None


@dataclass(frozen=True, slots=True)
class SoundTuned:
    """How lessons sound, beside the volume. The lesson's own gain is looked up outside, where its file is measured."""

    rate: float
    clear: bool
    target_lufs: float | None
    """None: lessons are left as loud as they are."""


@dataclass(frozen=True, slots=True)
class TuneSound:
    tune: SoundTuned


@dataclass(frozen=True, slots=True)
class ChooseTrack:
    place: int


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


@dataclass(frozen=True, slots=True)
class Say:
    """Speak now, in place of whatever is being said."""

    text: str
    """As it is written (for the trace)."""
    spoken: str
    """As it is pronounced (core/spoken)."""
    rate: SpeechRate
    volume: int
    """0 to 100."""
    serial: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Be silent at once."""


@dataclass(frozen=True, slots=True)
class PrepareSpeech:
    """What may have to be said soon: rendered ahead, in this order, in place of what was to be prepared before."""

    spoken: tuple[str, ...]
    rate: SpeechRate


@dataclass(frozen=True, slots=True)
class SetVoiceVolume:
    volume: int


@dataclass(frozen=True, slots=True)
class BuildSearch:
    """Make the index of the search anew from these; searches asked for later use it."""

    catalogue: Catalogue
    index: Index


@dataclass(frozen=True, slots=True)
class Search:
    """Look for this; answered by Searched, unless a newer one is asked for meanwhile."""

    typed: str
    serial: int


@dataclass(frozen=True, slots=True)
class SaveRecords:
    """Many at once."""

    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class SaveVisit:
    """When the television was switched on (core/visits)."""

    visit: str


Effect = (
    PlayLesson
    | TuneSound
    | ChooseTrack
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
    | BuildSearch
    | Search
    | SaveRecords
    | SaveVisit
    | Say
    | Hush
    | PrepareSpeech
    | SetVoiceVolume
)

