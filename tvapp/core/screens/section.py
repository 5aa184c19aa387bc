"""Screens (b) and (c): a section's page. Columns at the left, cards or rows at the right, whole pages."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import calendar, cells, just_play, lists, marks, nav, words
from tvapp.core.clock_view import clock
from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.model import DIGITS, TextSize
from tvapp.core.routes import ALL, SectionRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, stay, with_top
from tvapp.core.views import (
    ArticleRow,
    Button,
    EmptyView,
    Header,
    Hint,
    LessonCard,
    RailTab,
    SectionView,
    Strip,
)


def _narrow(state: State) -> bool:
    """超大: the rail is one button above the list."""
    return state.settings.text_size is TextSize.HUGE


def list_key(state: State, route: SectionRoute) -> str:
    """Which page of which column is shown."""
    route = settled(state, route)
    return f"{route.column}/{route.index // lists.grid(state, route).per_page}"


def settled(state: State, route: SectionRoute) -> SectionRoute:
    """The route brought into what there is now: columns and things may have gone since."""
    known = {tab for tab, _ in lists.tabs(state, route.section)}
    if route.column not in known:
        route = replace(route, column=lists.default_column(state, route.section))
    if not known and (route.zone == "rail" or route.rail_open):
        route = replace(route, zone="list", rail_open=False)
    if route.zone == "door" and not just_play.offered(state, route.section):
        route = replace(route, zone="rail" if known else "list")
    if route.rail_open and not _narrow(state):
        route = replace(route, rail_open=False, zone="rail")
    listed = lists.entries(state, route.section, route.column)
    if not listed:
        return route if route.index == 0 and not route.key else replace(route, index=0, key="")
    index = lists.anchor(state, route.section, route.column, route.key, route.index)
    if index == route.index and listed[index].key == route.key:
        return route
    return replace(route, index=index, key=listed[index].key)


# ---------------------------------------------------------------- keys


def on_key(state: State, route: SectionRoute, key: Key, repeat: bool, held_s: float) -> Step:
    route = settled(state, route)
    if route.rail_open:
        return _open_rail_key(state, route, key)
    if route.zone == "rail":
        return _rail_key(state, route, key)
    if route.zone == "door":
        return _door_key(state, route, key)
    listed = lists.entries(state, route.section, route.column)
    if not listed:
        return _empty_key(state, route, key)
    return _list_key(state, route, key, listed)


def _at(state: State, route: SectionRoute, listed: tuple[Entry, ...], index: int) -> Step:
    return stay(with_top(state, replace(route, zone="list", index=index, key=listed[index].key)))


def _to_rail(state: State, route: SectionRoute) -> Step:
    if not lists.tabs(state, route.section):
        return bump(state, -4.0)
    return stay(with_top(state, replace(route, zone="rail")))


def _list_key(state: State, route: SectionRoute, key: Key, listed: tuple[Entry, ...]) -> Step:
    grid = lists.grid(state, route)
    index, columns, last = route.index, grid.columns, len(listed) - 1
    column = index % grid.per_page % columns
    if key in (Key.OK, Key.PLAY):
        return nav.open_entry(with_top(state, route), route.section, route.column, listed[index])
    if key is Key.LEFT:
        if column == 0:
            return _to_rail(state, route)
        return _at(state, route, listed, index - 1)
    if key is Key.RIGHT:
        if column == columns - 1 or index == last:
            return bump(state, 4.0)
        return _at(state, route, listed, index + 1)
    if key is Key.DOWN:
        return _down(state, route, listed, grid)
    if key is Key.UP:
        if index - columns >= 0:
            return _at(state, route, listed, index - columns)
        return _to_rail(state, route) if _narrow(state) else bump(state, 0.0, -4.0)
    if key is Key.PAGE_DOWN:
        first = (index // grid.per_page + 1) * grid.per_page
        if first > last:
            return bump(state, 0.0, 4.0)
        return _at(state, route, listed, min(index + grid.per_page, last))
    if key is Key.PAGE_UP:
        if index < grid.per_page:
            return bump(state, 0.0, -4.0)
        return _at(state, route, listed, index - grid.per_page)
    return bump(state)


def _down(state: State, route: SectionRoute, listed: tuple[Entry, ...], grid: lists.Grid) -> Step:
    last = len(listed) - 1
    if route.index + grid.columns <= last:
        return _at(state, route, listed, route.index + grid.columns)
    if route.index // grid.columns < last // grid.columns:  # a shorter last row below
        return _at(state, route, listed, last)
    return bump(state, 0.0, 4.0)


def _choose(state: State, route: SectionRoute, column: str) -> SectionRoute:
    listed = lists.entries(state, route.section, column)
    index = lists.first_focus(state, listed)
    return replace(route, column=column, index=index, key=listed[index].key if listed else "")


def _to_door(state: State, route: SectionRoute, dx: float, dy: float) -> Step:
    if not just_play.offered(state, route.section):
        return bump(state, dx, dy)
    return stay(with_top(state, replace(route, zone="door")))


def _door_key(state: State, route: SectionRoute, key: Key) -> Step:
    """一直放: above the rail, at 超大 beside its button."""
    if key in (Key.OK, Key.PLAY):
        return just_play.begin(with_top(state, route), route.section)
    narrow = _narrow(state)
    if key is Key.LEFT and narrow:
        return _to_rail(state, route)
    if key is Key.DOWN and not narrow:
        return _to_rail(state, route)
    if key in (Key.DOWN, Key.PAGE_DOWN) or (key is Key.RIGHT and not narrow):
        return stay(with_top(state, replace(route, zone="list")))
    return bump(state, {Key.LEFT: -4.0, Key.RIGHT: 4.0}.get(key, 0.0), 0.0 if key in (Key.LEFT, Key.RIGHT) else -4.0)


def _rail_key(state: State, route: SectionRoute, key: Key) -> Step:
    tabs = [tab for tab, _ in lists.tabs(state, route.section)]
    listed = lists.entries(state, route.section, route.column)
    if _narrow(state):
        if key in (Key.OK, Key.PLAY):
            return stay(with_top(state, replace(route, rail_open=True)))
        if key is Key.RIGHT and just_play.offered(state, route.section):
            return _to_door(state, route, 4.0, 0.0)
        if key in (Key.DOWN, Key.RIGHT, Key.PAGE_DOWN):
            return stay(with_top(state, replace(route, zone="list")))
        return bump(state, 0.0, -4.0)
    place = tabs.index(route.column) if route.column in tabs else 0
    if key in (Key.DOWN, Key.UP):
        to = place + (1 if key is Key.DOWN else -1)
        if to < 0:
            return _to_door(state, route, 0.0, -4.0)
        if to >= len(tabs):
            return bump(state, 0.0, 4.0)
        return stay(with_top(state, _choose(state, route, tabs[to])))
    if key in (Key.RIGHT, Key.OK, Key.PLAY):
        return stay(with_top(state, replace(route, zone="list")))
    if key in (Key.PAGE_DOWN, Key.PAGE_UP) and listed:
        return _list_key(with_top(state, route), replace(route, zone="list"), key, listed)
    return bump(state, -4.0)


def _open_rail_key(state: State, route: SectionRoute, key: Key) -> Step:
    tabs = [tab for tab, _ in lists.tabs(state, route.section)]
    place = tabs.index(route.column) if route.column in tabs else 0
    if key in (Key.DOWN, Key.UP):
        to = place + (1 if key is Key.DOWN else -1)
        if not 0 <= to < len(tabs):
            return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
        return stay(with_top(state, _choose(state, route, tabs[to])))
    if key in (Key.OK, Key.RIGHT, Key.PLAY):
        return stay(with_top(state, replace(route, rail_open=False, zone="list")))
    return bump(state, -4.0)


def back(state: State, route: SectionRoute) -> Step | None:
    """返回 first closes the open list of columns; None: leave it to the stack."""
    if route.rail_open:
        return stay(with_top(state, replace(route, rail_open=False)))
    return None


def _empty_key(state: State, route: SectionRoute, key: Key) -> Step:
    door = _door(state, route)
    if key in (Key.OK, Key.PLAY):
        if door is None:
            return nav.go_home(state)
        section, column = door
        if section == route.section:
            return stay(with_top(state, _choose(state, replace(route, zone="list"), column)))
        return nav.open_section(state, section)
    if key is Key.LEFT or (key is Key.UP and _narrow(state)):
        return _to_rail(state, route)
    return bump(state, 4.0 if key is Key.RIGHT else 0.0, 4.0 if key is Key.DOWN else -4.0)


def _door(state: State, route: SectionRoute) -> tuple[int, str] | None:
    """One useful place to go from an empty list: another column here, else the next section that has something."""
    for tab, _ in lists.tabs(state, route.section):
        if tab not in (ALL, route.column) and lists.entries(state, route.section, tab):
            return route.section, tab
    for step in range(1, len(state.catalogue.sections)):
        section = (route.section + step) % len(state.catalogue.sections)
        if lists.entries(state, section, ALL) or lists.entries(state, section, lists.default_column(state, section)):
            return section, ALL
    return None


def numbered(state: State, route: SectionRoute) -> bool:
    """Whether a list with numbers is shown: there a digit waits for a second one."""
    route = settled(state, route)
    return not route.rail_open and bool(lists.entries(state, route.section, route.column))


def item_number(state: State, route: SectionRoute, number: int) -> Entry | None:
    """The entry that a typed number means: numbers count the list as shown."""
    listed = lists.entries(state, route.section, route.column)
    return listed[number - 1] if 1 <= number <= min(len(listed), lists.NUMBERED) else None


# ---------------------------------------------------------------- view


def _loading(state: State, route: SectionRoute) -> bool:
    """Nothing stored yet and the first pull is still under way."""
    columns = state.catalogue.sections[route.section].columns
    feeds = [column.feed for column in columns if column.feed and route.column in (ALL, column.id)]
    return (
        bool(feeds)
        and state.passes == 0
        and all(feed not in state.feed_codes and feed not in state.shelves for feed in feeds)
    )


def _updated(state: State, route: SectionRoute) -> str:
    """The age of what is shown: the oldest of this list's feeds, in words; nothing for lists in place."""
    oldest = None
    for column in state.catalogue.sections[route.section].columns:
        if column.feed is None or route.column not in (ALL, column.id):
            continue
        shelf = state.shelves.get(column.feed)
        if shelf is None or shelf.fetched_at is None:
            continue
        if oldest is None or shelf.fetched_at < oldest:
            oldest = shelf.fetched_at
    return calendar.moment_words(oldest, state.now) if oldest is not None else ""


def _empty(state: State, route: SectionRoute, code: str) -> EmptyView:
    section = state.catalogue.sections[route.section]
    door = _door(state, route)
    button = Button("door", words.DOOR_HOME, "caret-right", words.DOOR_HOME)
    if door is not None:
        title = state.catalogue.sections[door[0]].title
        if door[0] == route.section:
            title = next(name for tab, name in lists.tabs(state, route.section) if tab == door[1])
        button = Button("door", words.door_to(title), "caret-right", title)
    feeds = any(column.feed for column in section.columns)
    if code and feeds:
        return EmptyView(words.EMPTY_OFFLINE_TITLE, words.EMPTY_OFFLINE_LINE, button)
    return EmptyView(section.empty or words.EMPTY_TITLE, words.EMPTY_LINE, button)


def view(state: State, route: SectionRoute) -> SectionView:
    route = settled(state, route)
    section = state.catalogue.sections[route.section]
    listed = lists.entries(state, route.section, route.column)
    grid = lists.grid(state, route)
    total = len(listed)
    pages = max(1, -(-total // grid.per_page))
    page = route.index // grid.per_page
    first = page * grid.per_page
    made: list[LessonCard | ArticleRow] = []
    for place in range(first, min(first + grid.per_page, total)):
        entry = listed[place]
        number = f"{place + 1:02d}" if place < lists.NUMBERED else ""
        if grid.kind == "rows":
            made.append(cells.row(state, entry, number))
        else:
            made.append(cells.card(state, entry, number))
    code = lists.offline_code(state, route.section, route.column)
    unit = lists.unit(state, route.section, route.column)
    updated = _updated(state, route)
    loading = not listed and _loading(state, route)
    sub = words.page_of(total, unit, page + 1, pages) if listed else (words.OPENING if loading else "")
    if listed and _narrow(state):
        sub = ""  # 超大 says how many beside 换栏目 and which page below
    if updated and not code:
        sub = f"{sub}·{words.updated(updated)}" if sub else words.updated(updated)
    focused = listed[route.index] if listed and route.zone == "list" else None
    whole = cells.whole_title(made[route.index - first], state.settings.text_size) if focused is not None else ""
    rail = tuple(
        RailTab(
            f"rail:{tab}",
            title,
            words.count(len(lists.entries(state, route.section, tab)), lists.unit(state, route.section, tab)),
            tab == route.column,
        )
        for tab, title in lists.tabs(state, route.section)
    )
    return SectionView(
        header=Header(DIGITS[route.section], section.title, sub, clock(state)),
        rail=rail,
        rail_open=route.rail_open,
        cells=tuple(made),  # type: ignore[arg-type]
        kind=grid.kind,  # type: ignore[arg-type]
        columns=grid.columns,
        per_page=grid.per_page,
        page=page + 1,
        pages=pages,
        strip=Strip("wifi-slash", words.STRIP_LEAD[code], words.strip_words(updated), words.code_said(code)) if code else None,
        empty=None if listed or loading else _empty(state, route, code),
        loading=loading,
        focus=focus_of(state, route),
        door=Button("door:play", words.JUST_PLAY, "play") if just_play.offered(state, route.section) else None,
        whole_title=whole,
        hints=_hints(state, grid.kind, listed, route),
        hint_right=(marks.series_line(state, focused, named=True) if focused else "") or _hint_right(listed, grid.kind, bool(code)),
    )


def focus_of(state: State, route: SectionRoute) -> str:
    if route.rail_open or route.zone == "rail":
        return f"rail:{route.column}"
    if route.zone == "door":
        return "door:play"
    listed = lists.entries(state, route.section, route.column)
    if listed:
        return f"item:{listed[route.index].key}"
    if _loading(state, route):
        return "item:0"  # the first of the places that wait for their things
    return "door"


def focus_words(state: State, route: SectionRoute) -> str:
    route = settled(state, route)
    listed = lists.entries(state, route.section, route.column)
    focus = focus_of(state, route)
    if focus == "door:play":
        return words.JUST_PLAY
    if focus.startswith("rail:"):
        return next((title for tab, title in lists.tabs(state, route.section) if tab == route.column), words.ALL)
    if listed:
        return listed[route.index].item.title
    if focus == "door":
        door = _empty(state, route, "").door
        return door.words if door else ""
    return words.OPENING


def _hints(state: State, kind: str, listed: tuple[Entry, ...], route: SectionRoute) -> tuple[Hint, ...]:
    home = Hint((words.BACK_KEY,), words.DOOR_HOME)
    if route.rail_open or route.zone == "rail":
        return lists.rail_hints(route.rail_open, _narrow(state))
    if route.zone == "door":
        return (Hint((words.OK_KEY,), words.JUST_PLAY_HINT), home)
    if not listed:
        if _loading(state, route):
            return (home,)
        door = _empty(state, route, "").door
        if door is not None and door.words == words.DOOR_HOME:
            return (Hint((words.OK_KEY, words.BACK_KEY), words.DOOR_HOME),)
        return (Hint((words.OK_KEY,), words.HINT_GO), home)
    if kind == "rows":
        return (Hint(("▲", "▼"), words.HINT_LINES), Hint((words.OK_KEY,), words.HINT_OPEN), home)
    return (Hint((words.ARROW_KEYS,), words.HINT_LESSONS), Hint((words.OK_KEY,), words.HINT_WATCH), home)


def _hint_right(listed: tuple[Entry, ...], kind: str, offline: bool) -> str:
    if offline:
        return words.HINT_NETWORK
    if not listed:
        return ""
    example = min(3, len(listed))
    return words.two_digits(example)


def entry_in_focus(state: State, route: SectionRoute) -> Entry | None:
    route = settled(state, route)
    listed = lists.entries(state, route.section, route.column)
    return listed[route.index] if listed and route.zone == "list" else None
