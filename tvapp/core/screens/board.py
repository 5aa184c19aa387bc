"""看过的: what was begun, watched and read, what is among the favourites, what is new. Drawn as a section's page is.

No numbers stand here, so that a digit opens its section as on home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tvapp.core import boards, calendar, cells, favourites, flow, geometry, grid, lists, nav, words
from tvapp.core.clock_view import clock
from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.model import Lesson, TextSize
from tvapp.core.routes import ALL, BoardRoute, BoardTab
from tvapp.core.state import DialogState, State
from tvapp.core.step import Step, bump, push, stay, with_top
from tvapp.core.views import Button, EmptyView, Header, Hint, RailTab, SectionView

TABS: tuple[BoardTab, ...] = ("going", "seen", "kept", "fresh", "erase")


def open_page(state: State) -> Step:
    """Opens on 接着看 where something was begun, else on what was seen."""
    state = push(replace(state, dialog=None), BoardRoute())
    state = settle(state)
    tab: BoardTab = "going" if _listed(state, "going") else "seen"
    return stay(with_top(state, BoardRoute(tab)))


def settle(state: State) -> State:
    """The lists follow what there is, while the page is on top."""
    if not isinstance(state.top, BoardRoute):
        return state
    made = boards.bring_up(state.boards, state.index, state.records, state.since, state.arrived)
    return state if made is state.boards else replace(state, boards=made)


def _listed(state: State, tab: BoardTab) -> tuple[Entry, ...]:
    return state.boards.lists.get(tab, ())


def _narrow(state: State) -> bool:
    """超大: the rail is one button above the list."""
    return state.settings.text_size is TextSize.HUGE


def _cards(state: State) -> tuple[int, int]:
    """Columns of cards, and how many stand on a page."""
    columns, rows = geometry.lesson_grid(state.settings.text_size)
    return columns, columns * rows


def _groups(state: State, tab: BoardTab, listed: Sequence[Entry]) -> tuple[tuple[str, int], ...]:
    """(heading, how many stand under it); 接着看 has cards, and no headings."""
    if tab == "going":
        return ()
    names = [section.title for section in state.catalogue.sections]
    return boards.groups(tab, listed, state.records, names, state.now.date())


def _firsts(state: State, tab: BoardTab, listed: Sequence[Entry]) -> tuple[int, ...]:
    """The first thing on each page."""
    if tab == "going":
        return tuple(range(0, len(listed), _cards(state)[1])) or (0,)
    counts = [count for _, count in _groups(state, tab, listed)]
    return flow.pages(counts, geometry.grouped_shape(state.settings.text_size))


def settled(state: State, route: BoardRoute) -> BoardRoute:
    """The route brought into what there is now."""
    if route.rail_open and not _narrow(state):
        route = replace(route, rail_open=False, zone="rail")
    listed = _listed(state, route.tab)
    if not listed:
        return route if route.index == 0 and not route.held else replace(route, index=0, held="")
    index = min(route.index, len(listed) - 1)
    if listed[index].key != route.held:
        index = next((k for k, entry in enumerate(listed) if entry.key == route.held), index)
    if index == route.index and listed[index].key == route.held:
        return route
    return replace(route, index=index, held=listed[index].key)


def entry_in_focus(state: State, route: BoardRoute) -> Entry | None:
    route = settled(state, route)
    listed = _listed(state, route.tab)
    return listed[route.index] if listed and route.zone == "list" and not route.rail_open else None


# ---------------------------------------------------------------- keys


def on_key(state: State, route: BoardRoute, key: Key, repeat: bool, held_s: float) -> Step:
    route = settled(state, route)
    if route.rail_open or (route.zone == "rail" and not _narrow(state)):
        return _rail_key(state, route, key)
    if route.zone == "rail":
        if key in (Key.OK, Key.PLAY):
            return stay(with_top(state, replace(route, rail_open=True)))
        if key in (Key.DOWN, Key.RIGHT, Key.PAGE_DOWN):
            return stay(with_top(state, replace(route, zone="list")))
        return bump(state, 0.0, -4.0)
    listed = _listed(state, route.tab)
    if not listed:
        return _door_key(state, route, key)
    if key in (Key.OK, Key.PLAY):
        entry = listed[route.index]
        return nav.open_entry(with_top(state, route), entry.section, ALL, entry)
    to = _move(state, route, listed, key)
    if to >= 0:
        return stay(with_top(state, replace(route, index=to, held=listed[to].key)))
    if to == grid.OUT_LEFT or (to == grid.OUT_TOP and _narrow(state)):
        return stay(with_top(state, replace(route, zone="rail")))
    return bump(state, 4.0 if key is Key.RIGHT else 0.0, 4.0 if key in (Key.DOWN, Key.PAGE_DOWN) else -4.0)


def _move(state: State, route: BoardRoute, listed: Sequence[Entry], key: Key) -> int:
    """The place that `key` leads to, or where it leads out (see core/grid). Headings are passed over."""
    if route.tab == "going":
        return grid.move(route.index, len(listed), *_cards(state), key)
    if key in (Key.PAGE_UP, Key.PAGE_DOWN):
        by = 1 if key is Key.PAGE_DOWN else -1
        to = flow.turned(_firsts(state, route.tab, listed), len(listed), route.index, by)
        return to if to >= 0 else grid.STOP
    return grid.move(route.index, len(listed), 1, 1, key)


def _rail_key(state: State, route: BoardRoute, key: Key) -> Step:
    if key in (Key.UP, Key.DOWN):
        to = TABS.index(route.tab) + (1 if key is Key.DOWN else -1)
        if not 0 <= to < len(TABS):
            return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
        return stay(with_top(state, settled(state, replace(route, tab=TABS[to], index=0, held=""))))
    if key in (Key.RIGHT, Key.OK, Key.PLAY):
        return stay(with_top(state, replace(route, zone="list", rail_open=False)))
    return bump(state, -4.0)


def _door_key(state: State, route: BoardRoute, key: Key) -> Step:
    if key in (Key.OK, Key.PLAY):
        if route.tab == "erase" and _something(state):
            return stay(replace(state, dialog=DialogState("erase")))
        return nav.go_home(state)
    if key is Key.LEFT or (key is Key.UP and _narrow(state)):
        return stay(with_top(state, replace(route, zone="rail")))
    return bump(state, 4.0 if key is Key.RIGHT else 0.0, 4.0 if key is Key.DOWN else -4.0)


def _something(state: State) -> bool:
    """Whether there is a history to clear."""
    return bool(_listed(state, "seen") or _listed(state, "going"))


def back(state: State, route: BoardRoute) -> Step | None:
    """返回 first closes the open list of columns; None: leave it to the stack."""
    if route.rail_open:
        return stay(with_top(state, replace(route, rail_open=False)))
    return None


# ---------------------------------------------------------------- view


def _empty(state: State, tab: BoardTab) -> EmptyView:
    home = Button("door", words.DOOR_HOME, "caret-right", words.DOOR_HOME)
    if tab == "erase":
        if not _something(state):
            return EmptyView(words.BOARD_EMPTY["seen"][0], words.ERASE_NOTHING, home)
        return EmptyView(words.ERASE_HEAD, words.ERASE_LINE, Button("door", words.ERASE_DO, "x", words.ERASE_DO))
    title, line = words.BOARD_EMPTY[tab]
    return EmptyView(title, line, home)


def _sub(state: State, tab: BoardTab, entry: Entry, headed: bool) -> str:
    """今天下午 2:10·支部党课 03; of what is new, when and from whom. `headed`: the heading above has said the day, or the section."""
    record = state.records.get(entry.key)
    where = cells.place(state, entry)
    if tab == "fresh":
        day = boards.day_of(entry)
        when = words.day_near(day, state.now.date()) if day is not None else ""
        item = entry.item
        who = item.speaker if isinstance(item, Lesson) else item.issuer
        where = who if headed and (who or when) else where
    else:
        moment = record.favourite_at if record is not None and tab == "kept" else record.at if record is not None else None
        when = ""
        if moment is not None:
            local = moment.astimezone(calendar.CHINA)
            when = words.day_near(local.date(), state.now.date())
            if tab == "seen" and (state.now.date() - local.date()).days < 2:
                when = f"{'' if headed else when}{calendar.half(local)} {calendar.hour_minute(local)}"
    return "·".join(part for part in (when, where) if part)


def view(state: State, route: BoardRoute) -> SectionView:
    route = settled(state, route)
    listed = _listed(state, route.tab)
    cards = route.tab == "going"
    groups = _groups(state, route.tab, listed)
    firsts = _firsts(state, route.tab, listed)
    page = flow.page_of(firsts, route.index)
    first, end = firsts[page], firsts[page + 1] if page + 1 < len(firsts) else len(listed)
    size = state.settings.text_size
    made = [
        cells.card(state, entry, "") if cards else cells.row(state, entry, "", _sub(state, route.tab, entry, True))
        for entry in listed[first:end]
    ]
    focused = entry_in_focus(state, route)
    whole = cells.whole_title(made[route.index - first], size) if focused is not None else ""
    unit = words.BOARD_COUNTS.get(route.tab, "")
    return SectionView(
        header=Header(
            "", words.HISTORY,
            words.page_of(len(listed), unit, page + 1, len(firsts)) if listed and not _narrow(state) else "", clock(state),
            icon="clock-counter-clockwise",
        ),
        rail=tuple(
            RailTab(
                f"rail:{tab}",
                words.BOARD_TABS[tab],
                words.count(len(_listed(state, tab)), words.BOARD_COUNTS[tab]) if tab in words.BOARD_COUNTS else "",
                tab == route.tab,
            )
            for tab in TABS
        ),
        rail_open=route.rail_open,
        cells=tuple(made),  # type: ignore[arg-type]
        kind="cards" if cards else "rows",
        columns=_cards(state)[0] if cards else 1,
        per_page=_cards(state)[1] if cards else max(1, end - first),
        page=page + 1,
        pages=len(firsts),
        strip=None,
        empty=None if listed else _empty(state, route.tab),
        loading=False,
        focus=focus_of(state, route),
        whole_title=whole,
        hints=_hints(state, route, bool(listed)),
        hint_right="",
        heads=tuple((place, groups[group][0]) for place, group in flow.heads([count for _, count in groups], first, end)),
    )  # fmt: skip


def list_key(state: State, route: BoardRoute) -> str:
    """Which list is shown, and which page of it."""
    firsts = _firsts(state, route.tab, _listed(state, route.tab))
    return f"{route.tab}/{flow.page_of(firsts, settled(state, route).index)}"


def focus_of(state: State, route: BoardRoute) -> str:
    if route.rail_open or route.zone == "rail":
        return f"rail:{route.tab}"
    listed = _listed(state, route.tab)
    return f"item:{listed[route.index].key}" if listed else "door"


def said(state: State, route: BoardRoute) -> tuple[str, ...]:
    """What is spoken of the thing in focus: its name, then its state and when; of an empty list, that it is empty."""
    route = settled(state, route)
    entry = entry_in_focus(state, route)
    if entry is None:
        shown = focus_of(state, route) == "door"
        empty = _empty(state, route.tab) if shown else None
        return (*((empty.title, empty.line) if empty is not None else ()), focus_words(state, route))
    cell = cells.row(state, entry, "", _sub(state, route.tab, entry, False))
    return (cell.title, cell.chip.replace(words.FAVOURITE_MARK, words.KEPT), cell.sub.replace("·", "，"))


def focus_words(state: State, route: BoardRoute) -> str:
    route = settled(state, route)
    focus = focus_of(state, route)
    if focus.startswith("rail:"):
        return words.BOARD_TABS[route.tab]
    listed = _listed(state, route.tab)
    if listed:
        return listed[route.index].item.title
    door = _empty(state, route.tab).door
    return door.words if door is not None else ""


def _hints(state: State, route: BoardRoute, some: bool) -> tuple[Hint, ...]:
    home = Hint((words.BACK_KEY,), words.DOOR_HOME)
    if route.rail_open or route.zone == "rail":
        return lists.rail_hints(route.rail_open, _narrow(state))
    if not some:
        door = _empty(state, route.tab).door
        if door is None or door.words == words.DOOR_HOME:
            return (Hint((words.OK_KEY, words.BACK_KEY), words.DOOR_HOME),)
        return (Hint((words.OK_KEY,), words.HINT_DO), home)
    entry = entry_in_focus(state, route)
    kept = entry is not None and favourites.is_one(state, entry.key)
    keep = Hint((words.YELLOW_KEY,), words.KEEP_NOT if kept else words.KEEP)
    return (Hint(("▲", "▼"), words.HINT_ONE_BY_ONE), Hint((words.OK_KEY,), words.HINT_OPEN), keep, home)
