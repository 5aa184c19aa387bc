"""The pages one can be on, each with what it must remember for the way back. The stack of them is the whole navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
    zone: Literal["list", "rail"] = "list"
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


@dataclass(frozen=True, slots=True)
class GuideRoute:
    section: int
    key: str
    answer: int = 0
    anchor: int = 0
    """Index of the first character of the panel's page (see typeset.Sheet): the place is kept when the text size changes."""
    loading_since: float = 0.0


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


Route = HomeRoute | SectionRoute | ArticleRoute | GuideRoute | PlayerRoute | NextRoute | ErrorRoute

ALL = "全部"
"""Id of the column that shows everything of a section (no catalogue id looks like this)."""
