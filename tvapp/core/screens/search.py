"""Screen (h): 找一找. Digits type from anywhere on the page, arrows on the keys; results stay until the next ones are there.

The index and every search live beside the window (effects BuildSearch and Search); here an answer is only taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest

from tvapp.core import boards, flow, geometry, lists, nav, words
from tvapp.core.clock_view import clock
from tvapp.core.events import BuildSearch, Effect, Search, Searched
from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.model import DIGITS, Lesson
from tvapp.core.pinyin import KEY_OF, KEYPAD, initials, letters
from tvapp.core.routes import ALL, ErrorRoute, NextRoute, SearchRoute
from tvapp.core.search import NOTHING, TYPED_LIMIT, Hit, Target
from tvapp.core.state import State
from tvapp.core.step import Step, bump, stay, with_top
from tvapp.core.todays import todays
from tvapp.core.views import Header, Hint, SearchView
from tvapp.core.views_search import SearchKey, SearchResult

USUAL = 5
"""Things that are offered before anything is typed."""
NEWEST_OF = 500
"""How far into each section the newest things are looked for."""
EXAMPLE_OF = 10
"""How far into each section the words of the example are looked for."""
DELETE, CLEAR, BOARD, RESULTS = "delete", "clear", "board", "results"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BOARDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "digits": ((DELETE, "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (CLEAR, CLEAR, BOARD)),
    "letters": (
        tuple(_LETTERS[:8]),
        tuple(_LETTERS[8:16]),
        tuple(_LETTERS[16:24]),
        (*_LETTERS[24:], DELETE, CLEAR, BOARD, RESULTS, RESULTS, RESULTS),
    ),
}
"""The keys, row by row; what stands there twice is that much wider."""
START = {"digits": "5", "letters": "A"}


# ---------------------------------------------------------------- coming here


def open_page(state: State) -> Step:
    """找一找, from anywhere. 返回 leads back, to a lesson as well; a search further down comes up again."""
    for depth, route in enumerate(state.routes):
        if isinstance(route, SearchRoute):
            if route is state.top and state.dialog is None:
                return bump(state)
            return stay(replace(state, routes=state.routes[: depth + 1], dialog=None, digits=None))
    below = state.routes
    while len(below) > 1 and isinstance(below[-1], NextRoute | ErrorRoute):
        below = below[:-1]
    usual = _most_watched(state)
    route = SearchRoute(usual=usual or _newest(state), watched=bool(usual))
    return stay(replace(state, routes=(*below, route), dialog=None, digits=None, found=NOTHING))


def _most_watched(state: State) -> tuple[str, ...]:
    """What was watched longest; what was only read comes after, the last first. What was cleared is not told again."""
    seen = [
        (record.watched_s, record.at.timestamp(), key)
        for key, record in state.records.items()
        if record.at is not None and key in state.index.entries
    ]
    return tuple(key for _, _, key in nlargest(USUAL, seen))


def _newest(state: State) -> tuple[str, ...]:
    """Today's lesson, then what is dated last."""
    plan = todays(state)
    first = (plan[0].key,) if plan is not None else ()
    today = state.now.date()
    dated = [
        (day, -place, entry.key)
        for listed in state.index.recent.values()
        for place, entry in enumerate(listed[:NEWEST_OF])
        if (day := boards.day_of(entry)) is not None and day <= today
    ]
    keys = (*first, *(key for _, _, key in nlargest(2 * USUAL, dated)))
    return tuple(dict.fromkeys(keys))[:USUAL]


def settle(state: State) -> Step:
    """The index of the search follows what there is, while the page is on top."""
    top = state.top
    if not isinstance(top, SearchRoute) or state.searched is state.index:
        return stay(state)
    state = replace(state, searched=state.index)
    effects: tuple[Effect, ...] = (BuildSearch(state.catalogue, state.index),)
    if top.typed:
        state, more = _ask(state, top.typed)
        effects = (*effects, *more)
    return state, effects


def _ask(state: State, typed: str) -> Step:
    serial = state.search_serial + 1
    return replace(state, search_serial=serial), (Search(typed, serial),)


def answered(state: State, event: Searched) -> Step:
    """Results have come; late ones are dropped."""
    if event.serial != state.search_serial:
        return stay(state)
    before = state
    state = replace(state, found=event.found)
    top = state.top
    if not isinstance(top, SearchRoute):
        return stay(state)
    old = results(before, top)
    focused = old[top.index].target.key if top.index < len(old) else ""
    index = 0
    if before.found.typed == event.found.typed:  # the same search after a pull: focus stays on its thing
        index = next((k for k, hit in enumerate(event.found.hits) if hit.target.key == focused), 0)
    zone = top.zone
    if top.aim:
        zone = "results" if event.found.hits else "keys"
    return stay(with_top(state, settled(state, replace(top, index=index, zone=zone, aim=False))))


def results(state: State, route: SearchRoute) -> tuple[Hit, ...]:
    """What stands in the list: what was found, or before anything is typed what was looked at last."""
    if route.typed:
        return state.found.hits
    entries = (state.index.entries.get(key) for key in route.usual)
    return tuple(Hit(_target(entry), ()) for entry in entries if entry is not None)


def _target(entry: Entry) -> Target:
    item = entry.item
    if isinstance(item, Lesson):
        return Target("lesson", entry.key, item.title, entry.section, item.speaker)
    return Target("guide" if item.kind == "guide" else "article", entry.key, item.title, entry.section, item.issuer)


def _groups(route: SearchRoute, found: Sequence[Hit]) -> tuple[tuple[str, int], ...]:
    """(what stands above them, how many), group after group."""
    if not route.typed:
        return ((words.SEARCH_MOST if route.watched else words.SEARCH_NEWEST, len(found)),)
    kinds = [hit.target.kind for hit in found]
    return tuple((words.SEARCH_GROUPS[kind], kinds.count(kind)) for kind in dict.fromkeys(kinds))


def _firsts(state: State, route: SearchRoute, found: Sequence[Hit]) -> tuple[int, ...]:
    """The first result of each page."""
    shape = geometry.results_shape(state.settings.text_size)
    return flow.pages([count for _, count in _groups(route, found)], shape)


def settled(state: State, route: SearchRoute) -> SearchRoute:
    count = len(results(state, route))
    known = {key for row in BOARDS[route.board] for key in row}
    return replace(
        route,
        zone=route.zone if count else "keys",
        index=max(0, min(route.index, count - 1)),
        at=route.at if route.at in known else START[route.board],
    )


# ---------------------------------------------------------------- keys


def on_key(state: State, route: SearchRoute, key: Key, repeat: bool, held_s: float) -> Step:
    route = settled(state, route)
    if route.zone == "results":
        return _result_key(state, route, key)
    if key in (Key.PAGE_DOWN, Key.PAGE_UP) and results(state, route):
        return _result_key(state, route, key)
    if key in (Key.OK, Key.PLAY):
        return _press(state, route, route.at, aim=False)
    row, column, width = _place(route)
    rows = BOARDS[route.board]
    if key is Key.RIGHT:
        if column + width < len(rows[row]):
            return stay(with_top(state, replace(route, at=rows[row][column + width])))
        return _to_results(state, route)
    if key is Key.LEFT and column > 0:
        return stay(with_top(state, replace(route, at=rows[row][column - 1])))
    if key in (Key.UP, Key.DOWN):
        to = row + (1 if key is Key.DOWN else -1)
        if 0 <= to < len(rows):
            return stay(with_top(state, replace(route, at=rows[to][column])))
        return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
    return bump(state, -4.0)


def _place(route: SearchRoute) -> tuple[int, int, int]:
    """Row, first column and width of the key in focus."""
    for row, keys in enumerate(BOARDS[route.board]):
        if route.at in keys:
            return row, keys.index(route.at), keys.count(route.at)
    return 0, 0, 1


def _to_results(state: State, route: SearchRoute) -> Step:
    if not results(state, route):
        return bump(state, 4.0)
    return stay(with_top(state, replace(route, zone="results")))


def typed_digit(state: State, route: SearchRoute, digit: str) -> Step:
    """A digit of the remote, wherever focus is: 1 takes one away, 0 clears, the others type."""
    route = settled(state, route)
    return _press(state, route, {"1": DELETE, "0": CLEAR}.get(digit, digit), aim=True)


def _press(state: State, route: SearchRoute, what: str, aim: bool) -> Step:
    if what == BOARD:
        route = replace(route, board="letters" if route.board == "digits" else "digits", at=BOARD)
        return stay(with_top(state, route))
    if what == RESULTS:
        return _to_results(state, route)
    if what == CLEAR:
        return _typed(state, route, "", aim) if route.typed else bump(state)
    if what == DELETE:
        return _typed(state, route, route.typed[:-1], aim) if route.typed else bump(state)
    if len(route.typed) >= TYPED_LIMIT:
        return bump(state)
    return _typed(state, route, route.typed + what, aim)


def _typed(state: State, route: SearchRoute, typed: str, aim: bool) -> Step:
    """What stands in the box is now `typed`. The last results stay until the next ones have come."""
    route = replace(route, typed=typed, aim=aim and bool(typed))
    if typed:
        return _ask(with_top(state, route), typed)
    at = START[route.board] if route.zone == "results" else route.at
    route = replace(route, zone="keys", at=at, index=0)
    return stay(with_top(replace(state, found=NOTHING, search_serial=state.search_serial + 1), route))


def back(state: State, route: SearchRoute) -> Step | None:
    """返回 first empties the box; None: leave it to the stack."""
    if not route.typed:
        return None
    return _typed(state, replace(settled(state, route), zone="results"), "", aim=False)


def _result_key(state: State, route: SearchRoute, key: Key) -> Step:
    found = results(state, route)
    last = len(found) - 1
    if key in (Key.OK, Key.PLAY):
        return _open(with_top(state, route), found[route.index])
    if key is Key.LEFT:
        return stay(with_top(state, replace(route, zone="keys")))
    if key in (Key.UP, Key.DOWN):
        to = route.index + (1 if key is Key.DOWN else -1)
        if 0 <= to <= last:
            return stay(with_top(state, replace(route, index=to)))
        return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
    if key in (Key.PAGE_DOWN, Key.PAGE_UP):
        firsts = _firsts(state, route, found)
        to = flow.turned(firsts, len(found), route.index, 1 if key is Key.PAGE_DOWN else -1)
        if to >= 0:
            return stay(with_top(state, replace(route, index=to)))
    return bump(state, 4.0)


def _open(state: State, hit: Hit) -> Step:
    target = hit.target
    if target.kind == "section":
        opened, effects = nav.open_section(state, DIGITS.index(target.key))
        return replace(opened, routes=(*state.routes, opened.top)), effects
    entry = state.index.entries.get(target.key)
    if entry is None:  # gone meanwhile; the next results are on their way
        return bump(state)
    return nav.open_entry(state, entry.section, ALL, entry)


def entry_in_focus(state: State, route: SearchRoute) -> Entry | None:
    route = settled(state, route)
    found = results(state, route)
    return state.index.entries.get(found[route.index].target.key) if route.zone == "results" else None


# ---------------------------------------------------------------- view


def _result(state: State, hit: Hit, typed: str, group: str) -> SearchResult:
    target = hit.target
    answers = dict(zip(hit.lit, typed, strict=False))
    by_who = bool(typed) and not hit.lit and bool(target.who)
    above = initials(target.title, answers)
    if target.kind == "section":
        where = words.section_number(target.key)
    elif by_who:
        where = target.who
    else:
        number = state.index.number(target.key)
        title = state.catalogue.sections[target.section].title if target.section < len(state.catalogue.sections) else ""
        where = f"{title} {number:02d}" if 0 < number <= lists.NUMBERED else title
    if group and where.startswith(group):  # 栏目 3, 办事指南 03
        where = where[len(group) :].lstrip()
    return SearchResult(f"result:{_ident(target)}", target.title, above, hit.lit, where, by_who, group)


def _ident(target: Target) -> str:
    return f"section:{target.key}" if target.kind == "section" else target.key


def _key(state: State, route: SearchRoute, name: str) -> SearchKey:
    span = max(row.count(name) for row in BOARDS[route.board])
    digits = route.board == "digits"
    said = {
        DELETE: ("1" if digits else "", words.SEARCH_DELETE),
        CLEAR: ("0" if digits else "", words.SEARCH_CLEAR_ALL if digits else words.SEARCH_CLEAR),
        BOARD: ("", words.SEARCH_LETTERS if digits else words.SEARCH_DIGITS),
        RESULTS: ("", words.SEARCH_RESULTS),
    }.get(name, (name, KEYPAD.get(name, "")))
    return SearchKey(f"key:{name}", said[0], said[1], span, name in route.typed)


def view(state: State, route: SearchRoute) -> SearchView:
    route = settled(state, route)
    found = results(state, route)
    size = state.settings.text_size
    groups = _groups(route, found)
    firsts = _firsts(state, route, found)
    page = flow.page_of(firsts, route.index)
    first, end = firsts[page], firsts[page + 1] if page + 1 < len(firsts) else len(found)
    shown = found[first:end]
    headed = geometry.results_shape(size).head > 0
    heads = tuple(
        (place, groups[group][0]) for place, group in flow.heads([count for _, count in groups], first, end) if headed
    )
    # the letters of the last results answer to what was typed for them
    typed_for = state.found.typed if route.typed else ""
    title, line = "", ""
    if not found and not route.typed:
        title, line = words.SEARCH_BEGIN, words.search_begin_line(*_example_of(state))
    elif not found and state.found.typed == route.typed:
        title, line = words.SEARCH_NOTHING, words.SEARCH_LESS
    focused = found[route.index] if route.zone == "results" else None
    whole = ""
    if focused is not None:
        _, first, end = geometry.result_title(focused.target.title, focused.lit, size)
        whole = focused.target.title if (first, end) != (0, len(focused.target.title)) else ""
    right = ""
    if route.typed and state.found.typed:
        right = _count(state, route) if found else words.SEARCH_NOTHING
    sub = example = _example(state, route)
    if not headed and found:  # no room for headings, nor for much in the line of the hints
        sub, right = right if route.typed else groups[0][0], ""
    return SearchView(
        header=Header("", words.SEARCH, sub, clock(state), icon="magnifying-glass"),
        typed=tuple((symbol, KEYPAD.get(symbol, "")) for symbol in route.typed),
        board=route.board,
        keys=tuple(tuple(_key(state, route, name) for name in dict.fromkeys(row)) for row in BOARDS[route.board]),
        keys_shown=route.board == "digits" or route.zone == "keys",
        results=tuple(
            _result(state, hit, typed_for, "" if headed or not route.typed else words.SEARCH_GROUPS[hit.target.kind]) for hit in shown
        ),
        heads=heads,
        page=page + 1,
        pages=len(firsts),
        saying=title,
        saying_line=line,
        focus=focus_of(state, route),
        whole_title=whole,
        hints=_hints(route, bool(found)),
        hint_right=right,
        example=example if sub != example else "",
    )


def _count(state: State, route: SearchRoute) -> str:
    """How many there are; which of them is in focus, once one goes through them."""
    count, more = len(state.found.hits), state.found.more
    chosen = route.zone == "results" and route.index > 0
    return words.result_at(route.index + 1, count, more) if chosen else words.found_count(count, more)


def _example(state: State, route: SearchRoute) -> str:
    word, said, digits = _example_of(state)
    return words.search_example(word, said, digits if route.board == "digits" else "")


def _example_of(state: State) -> tuple[str, str, str]:
    """(水乡, SX, 79): two characters that stand in something there is, so that whoever tries them finds it.

    From the first lesson of the catalogue whose two lie on different keys; where there are only others, from the first; where
    there are no lessons, from the first article; a constant where nothing has two.
    """
    entries = [entry for place in range(len(state.catalogue.sections)) for entry in state.index.column(place, ALL)[:EXAMPLE_OF]]
    entries.sort(key=lambda entry: not isinstance(entry.item, Lesson))
    first: tuple[str, str, str] | None = None
    for entry in entries:
        title = entry.item.title
        at = next((k for k in range(len(title) - 1) if _spoken(title[k]) and _spoken(title[k + 1])), -1)
        if at < 0:
            continue
        said = "".join(initials(title)[at : at + 2])
        made = title[at : at + 2], said, "".join(KEY_OF[letter] for letter in said)
        if made[2][0] != made[2][1]:
            return made
        first = first or made
    return first or words.SEARCH_EXAMPLE


def _spoken(character: str) -> bool:
    """A Chinese character with a letter; 第12课 has a digit between."""
    return character >= "\u2e80" and not "！" <= character <= "～" and bool(letters(character))


def _hints(route: SearchRoute, found: bool) -> tuple[Hint, ...]:
    away = Hint((words.BACK_KEY,), words.SEARCH_CLEAR_ALL if route.typed else words.SEARCH_AWAY)
    if route.zone == "results":
        return (Hint((words.DIGIT_KEYS,), words.HINT_TYPE), Hint(("▲", "▼"), words.HINT_PICK), Hint((words.OK_KEY,), words.HINT_OPEN), away)
    aside = (Hint(("▶",), words.SEARCH_RESULTS),) if found else ()
    return (Hint((words.DIGIT_KEYS,), words.HINT_TYPE), *aside, Hint((words.OK_KEY,), words.HINT_PRESS), away)


def ahead(state: State, route: SearchRoute) -> tuple[str, ...]:
    """What may be spoken next: the keys beside the one in focus, or the results of this page."""
    route = settled(state, route)
    if route.zone == "results":
        found = results(state, route)
        firsts = _firsts(state, route, found)
        page = flow.page_of(firsts, route.index)
        end = firsts[page + 1] + 1 if page + 1 < len(firsts) else len(found)
        return tuple(_said_of(state, route, place) for place in range(firsts[page], end))
    names = dict.fromkeys(name for row in BOARDS[route.board] for name in row)
    return tuple(focus_words(state, replace(route, zone="keys", at=name)) for name in names)


def list_key(state: State, route: SearchRoute) -> str:
    """Which page of the results is shown."""
    route = settled(state, route)
    return str(flow.page_of(_firsts(state, route, results(state, route)), route.index))


def focus_of(state: State, route: SearchRoute) -> str:
    if route.zone == "keys":
        return f"key:{route.at}"
    return f"result:{_ident(results(state, route)[route.index].target)}"


def said(state: State, route: SearchRoute) -> str:
    """What is spoken: 找到 4 个，第一个，课程，水乡里的支部课堂; a key by its letters; that nothing was found."""
    route = settled(state, route)
    if route.typed and state.found.typed == route.typed and not state.found.hits:
        return f"{words.SEARCH_NOTHING}，{words.SEARCH_LESS}"
    return _said_of(state, route, route.index) if route.zone == "results" else focus_words(state, route)


def _said_of(state: State, route: SearchRoute, place: int) -> str:
    """A result, with the word of its group where that begins, and how many there are before the very first."""
    found = results(state, route)
    parts = []
    if place == 0 and route.typed and state.found.typed == route.typed:
        parts += [words.found_count(len(found), state.found.more), words.SEARCH_FIRST]
    begin = 0
    for word, count in _groups(route, found):
        if place == begin and count:
            parts.append(word)
        begin += count
    return "，".join((*parts, found[place].target.title))


def focus_words(state: State, route: SearchRoute) -> str:
    route = settled(state, route)
    if route.zone == "results":
        return results(state, route)[route.index].target.title
    key = _key(state, route, route.at)
    return " ".join(part for part in (key.cap, key.words) if part)
