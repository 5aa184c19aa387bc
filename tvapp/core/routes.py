"""The pages one can be on, each with what it must remember for the way back. The stack of them is the whole navigation."""

from __future__ import annotations

from typing import Literal

from tvapp.core.value import dataclass

KEPT = "我的收藏"
"""Id of the column of favourites, which a section has when there are some."""

ALL = "全部"
"""Id of the column that shows everything of a section (no catalogue id looks like this)."""


@dataclass(frozen=True, slots=True)
class HomeRoute:
    focus: str = ""
    """"hero", "today", "card:<section id>", "ticker"; empty: not yet placed."""
    first_row: int = 0
    ticker_open: bool = False
    opened_from: str = ""
    """The card from which ▼ led to the open notice: ▲ leads back there."""


@dataclass(frozen=True, slots=True)
class SectionRoute:
    section: int
    """0 to 9, the place in the catalogue."""
    column: str
    """Id of the chosen column; ALL for 全部."""
    zone: Literal["list", "rail", "door"] = "list"
    """door: 一直放, above the rail."""
    index: int = 0
    """Place in the list of the thing in focus (kept when the thing itself has gone)."""
    key: str = ""
    """Key of the thing in focus."""
    rail_open: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRoute:
    section: int
    key: str
    anchor: int = 0
    """Index of the first character of the page (see typeset.Sheet)."""
    loading_since: float = 0.0
    tool: str = ""
    """Id of the tool in focus; empty: the first."""
    column: str = ALL
    """Of the list it was opened from."""


@dataclass(frozen=True, slots=True)
class GuideRoute:
    section: int
    key: str
    answer: int = 0
    anchor: int = 0
    """Index of the first character of the panel's page (see typeset.Sheet): the place is kept when the text size changes."""
    loading_since: float = 0.0
    column: str = ALL
    """Of the list it was opened from."""


@dataclass(frozen=True, slots=True)
class PlayerRoute:
    section: int
    column: str
    key: str
    osd: Literal["none", "bar", "buttons"] = "none"
    osd_until: float | None = None
    """Monotonic; None: until something happens."""
    focus: str = "button:pause"
    zap: int = 0
    """-1 or +1: the strip shows the lesson before or after."""
    zap_until: float = 0.0
    auto: bool = False
    """It began by itself (kiosk): any key goes back to the page that was there."""
    steady: bool = False
    """一直放: the next lesson follows at once."""
    skipped: int = 0
    """一直放: lessons passed over in a row because they could not be played."""


@dataclass(frozen=True, slots=True)
class NextRoute:
    section: int
    column: str
    key: str
    """The lesson that has ended."""
    next_key: str
    """The one that follows; empty at the end of the list."""
    watched_s: float
    focus: str
    deadline: float | None
    """Monotonic; None: the clock stands."""
    auto: bool = False


@dataclass(frozen=True, slots=True)
class ErrorRoute:
    section: int
    column: str
    key: str
    next_key: str
    code: str
    why: str
    focus: str
    gone_at: float | None = None
    """Monotonic: when it gives way to home by itself (the lesson had begun by itself); None: it stays."""


@dataclass(frozen=True, slots=True)
class SettingsRoute:
    focus: str = "row:text-size"
    first: int = 0
    """First row that is shown."""


@dataclass(frozen=True, slots=True)
class KeysRoute:
    """按键说明."""

    row: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class EdgesRoute:
    """校准画面边缘."""

    edge: Literal["top", "right", "bottom", "left"] = "top"


@dataclass(frozen=True, slots=True)
class RemoteRoute:
    """学遥控器: the next key that nobody knows becomes the one in focus."""

    focus: str = "key:OK"
    before: str = ""
    """What was learned before: it comes back when nobody presses anything."""
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class WelcomeRoute:
    """The first-run pages."""

    step: Literal[0, 1] = 0
    zone: Literal["size", "voice"] = "size"


SearchZone = Literal["keys", "results"]


@dataclass(frozen=True, slots=True)
class SearchRoute:
    """找一找. What was found stands in State.found, for there is one search at a time."""

    typed: str = ""
    """Letters and digits, as typed."""
    board: Literal["digits", "letters"] = "digits"
    zone: SearchZone = "keys"
    at: str = "5"
    """The key in focus (see screens/search)."""
    index: int = 0
    """Place of the result in focus."""
    aim: bool = False
    """Typed on the remote itself: focus goes to the first result when it comes."""
    usual: tuple[str, ...] = ()
    """Keys of what is offered before anything is typed."""
    watched: bool = True
    """Whether these are what was watched most; else today's lesson and the newest."""


BoardTab = Literal["going", "seen", "kept", "fresh", "erase"]


@dataclass(frozen=True, slots=True)
class BoardRoute:
    """看过的: lists over all sections (core/boards)."""

    tab: BoardTab = "seen"
    zone: Literal["list", "rail"] = "list"
    index: int = 0
    held: str = ""
    """Key of the thing in focus."""
    rail_open: bool = False


Route = (
    HomeRoute
    | SearchRoute
    | BoardRoute
    | SectionRoute
    | ArticleRoute
    | GuideRoute
    | PlayerRoute
    | NextRoute
    | ErrorRoute
    | SettingsRoute
    | KeysRoute
    | EdgesRoute
    | RemoteRoute
    | WelcomeRoute
)


def section_of(route: Route) -> int | None:
    """The place of the section a page belongs to; None for pages of no section (home, settings …)."""
    return getattr(route, "section", None)
