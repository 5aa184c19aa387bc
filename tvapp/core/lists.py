"""Which list is shown where: the entries of a section's column, as counted by the numbers on the screen."""

from __future__ import annotations

from tvapp.core import geometry, words
from tvapp.core.index import Entry, mixed, mostly_lessons
from tvapp.core.learning import begun
from tvapp.core.marks import is_new
from tvapp.core.model import Lesson, LinkState
from tvapp.core.routes import ALL, KEPT, SectionRoute
from tvapp.core.state import State
from tvapp.core.value import dataclass
from tvapp.core.views import Hint

NUMBERED = 99
"""Beyond this a list shows no numbers: two digits are all a viewer types."""

LOOKED_AT = 500
"""How far a first visit looks for the lesson in progress: a list of ten thousand opens as fast as one of ten."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How a list stands on the screen at this text size."""

    kind: str
    """cards | rows"""
    columns: int
    per_page: int


def tabs(state: State, section: int) -> tuple[tuple[str, str], ...]:
    """(column id, title) as the rail shows them: 全部 first when there is more than one column."""
    columns = tuple((column.id, column.title) for column in state.catalogue.sections[section].columns)
    kept = ((KEPT, words.FAVOURITES),) if section in state.favourites else ()
    return ((ALL, words.ALL), *columns, *kept) if len(columns) > 1 else (*columns, *kept)


def entries(state: State, section: int, column: str) -> tuple[Entry, ...]:
    return state.favourites.get(section, ()) if column == KEPT else state.index.column(section, column)


def place(state: State, section: int, column: str, key: str) -> int | None:
    """Where the thing with this key stands in the list, from 0; None when it is not there."""
    if column != KEPT:
        return state.index.place(section, column, key)
    return next((k for k, entry in enumerate(state.favourites.get(section, ())) if entry.key == key), None)


def default_column(state: State, section: int) -> str:
    shown = tabs(state, section)
    return shown[0][0] if shown else ALL


def kind_of(state: State, section: int, column: str) -> str:
    """cards for lists of lessons, rows for lists of articles."""
    if column == KEPT:
        return "cards" if mostly_lessons(state.favourites.get(section, ())[:100]) else "rows"
    return "cards" if (section, column) in state.index.lesson_lists else "rows"


def grid(state: State, route: SectionRoute) -> Grid:
    size = state.settings.text_size
    if kind_of(state, route.section, route.column) == "cards":
        columns, rows = geometry.lesson_grid(size)
        return Grid("cards", columns, columns * rows)
    return Grid("rows", 1, geometry.article_rows(size, bool(offline_code(state, route.section, route.column))))


def unit(state: State, section: int, column: str) -> str:
    for candidate in state.catalogue.sections[section].columns:
        if candidate.id == column and candidate.unit:
            return candidate.unit
    if mixed(state.favourites.get(section, ())) if column == KEPT else (section, column) in state.index.mixed_lists:
        return words.UNIT_MIXED
    return words.UNIT_LESSON if kind_of(state, section, column) == "cards" else words.UNIT_ITEM


def offline_code(state: State, section: int, column: str = ALL) -> str:
    """N1–N4 when what this list shows could not be brought up to date, else nothing.

    One feed of several that failed concerns its own column; 全部 speaks up when all of them did.
    """
    shown = state.catalogue.sections[section].columns
    return _offline(state, [found.feed for found in shown if found.feed is not None and column in (ALL, found.id)])


def offline_everywhere(state: State) -> str:
    """N1–N4 when no feed at all could be reached: what home says. One odd feed among many is not the network's fault."""
    if state.link is LinkState.UP and not state.feed_codes:
        return ""
    columns = (column for section in state.catalogue.sections for column in section.columns)
    return _offline(state, [column.feed for column in columns if column.feed is not None])


def offline_codes(state: State) -> frozenset[str]:
    """Every code that some list shows or would show."""
    if state.link is not LinkState.UP:
        return frozenset((_of_link(state.link),))
    return frozenset(max(code, "N3") for code in state.feed_codes.values())


def _offline(state: State, feeds: list[str]) -> str:
    if not feeds:
        return ""
    if state.link is not LinkState.UP:
        return _of_link(state.link)
    codes = [state.feed_codes.get(feed, "") for feed in feeds]
    # a pull that failed for want of a cable says nothing more once the cable is back
    return "" if "" in codes else max(min(codes), "N3")


def _of_link(link: LinkState) -> str:
    return "N1" if link is LinkState.NO_CABLE else "N2"


def first_focus(state: State, listed: tuple[Entry, ...]) -> int:
    """Where focus starts on a first visit: the lesson in progress, else the first unseen, else the first."""
    today = state.now.date()
    unseen = -1
    for place, entry in enumerate(listed[:LOOKED_AT]):
        record = state.records.get(entry.key)
        if isinstance(entry.item, Lesson):
            if begun(record):
                return place
            if unseen < 0 and (record is None or not record.finished):
                unseen = place
        elif unseen < 0 and is_new(entry, record, today):
            unseen = place
    return 0 if listed and not isinstance(listed[0].item, Lesson) else max(unseen, 0)


def anchor(state: State, section: int, column: str, key: str, index: int) -> int:
    """Where the thing in focus is now: by its key, else the same place in the list."""
    at = place(state, section, column, key)
    if at is not None:
        return at
    return max(0, min(index, len(entries(state, section, column)) - 1))


def number(state: State, section: int, column: str, key: str) -> str:
    """03, as the list shows it, and as 全部 does what has left that list since; nothing beyond 99."""
    at = place(state, section, column, key)
    if at is None:
        at = place(state, section, ALL, key)
    return f"{at + 1:02d}" if at is not None and at < NUMBERED else ""


def rail_hints(is_open: bool, narrow: bool) -> tuple[Hint, ...]:
    """What the keys do while the columns at the left have focus; `narrow`: they stand folded above the list (超大)."""
    home = Hint((words.BACK_KEY,), words.DOOR_HOME)
    if is_open:
        fold = Hint((words.BACK_KEY,), words.HINT_FOLD)
        return (Hint(("▲", "▼"), words.HINT_COLUMN), Hint((words.OK_KEY,), words.HINT_THIS_COLUMN), fold)
    if narrow:
        return (Hint((words.OK_KEY,), words.HINT_COLUMN), home)
    return (Hint(("▲", "▼"), words.HINT_COLUMN), Hint(("▶",), words.HINT_GO_IN), home)
