"""Screen (g): this lesson is over. The next one comes by itself after 15 s, unless an arrow stops the clock."""

from __future__ import annotations

import math
from dataclasses import replace

from tvapp.core import calendar, lists, marks, playing, words
from tvapp.core.keys import ARROWS, Key
from tvapp.core.model import DIGITS, Lesson
from tvapp.core.routes import HomeRoute, NextRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, with_top
from tvapp.core.views import Button, Hint, NextView


def _buttons(route: NextRoute) -> tuple[Button, ...]:
    if route.next_key:
        return (
            Button("button:now", words.NEXT_NOW, "play"),
            Button("button:again", words.NEXT_AGAIN, "arrow-clockwise"),
            Button("button:list", words.NEXT_LEAVE, "check"),
        )
    return (
        Button("button:list", words.TO_LIST, "check"),
        Button("button:again", words.NEXT_AGAIN, "arrow-clockwise"),
    )


def on_key(state: State, route: NextRoute, key: Key, repeat: bool, held_s: float) -> Step:
    ids = [button.id for button in _buttons(route)]
    place = ids.index(route.focus) if route.focus in ids else 0
    if key in ARROWS or key in (Key.PAGE_UP, Key.PAGE_DOWN):
        route = replace(route, deadline=None)
        to = place + (1 if key in (Key.RIGHT,) else -1 if key in (Key.LEFT,) else 0)
        if key not in (Key.LEFT, Key.RIGHT) or not 0 <= to < len(ids):
            state = with_top(state, route)
            return bump(state, {Key.LEFT: -4.0, Key.RIGHT: 4.0}.get(key, 0.0), {Key.UP: -4.0, Key.DOWN: 4.0}.get(key, 0.0))
        return stay(with_top(state, replace(route, focus=ids[to])))
    if key in (Key.OK, Key.PLAY):
        return _do(state, route, ids[place])
    if key is Key.STOP:
        return stay(pop(state))
    return bump(state)


def _do(state: State, route: NextRoute, what: str) -> Step:
    key = route.next_key if what == "button:now" else route.key
    entry = state.index.entries.get(key)
    if what == "button:list" or entry is None:
        return stay(pop(state))
    return playing.open_lesson(state, route.section, route.column, entry, over=True, again=what == "button:again")


def passing(state: State, route: NextRoute) -> Step:
    if route.deadline is not None and state.mono >= route.deadline:
        entry = state.index.entries.get(route.next_key)
        if entry is None:
            return stay(with_top(state, replace(route, deadline=None)))
        return playing.open_lesson(state, route.section, route.column, entry, over=True, auto=route.auto)
    return stay(state)


def _left(state: State, route: NextRoute) -> float | None:
    return None if route.deadline is None else max(0.0, route.deadline - state.mono)


def wakes(state: State, route: NextRoute) -> list[float]:
    left = _left(state, route)
    if left is None or route.deadline is None:
        return []
    whole = math.ceil(left)
    return [route.deadline - (whole - 1) if whole > 1 else route.deadline]


def view(state: State, route: NextRoute) -> NextView:
    entry = state.index.entries.get(route.next_key) if route.next_key else None
    record = state.records.get(route.key)
    finished = record is not None and record.finished
    following = entry.item if entry is not None and isinstance(entry.item, Lesson) else None
    section = state.catalogue.sections[route.section].title
    left = _left(state, route)
    kicker, title, length, cover = "", "", "", f"asset:cover-{DIGITS[route.section]}"
    if entry is not None and following is not None:
        number = lists.number(state, route.section, route.column, entry.key)
        kicker = f"{words.NEXT_LESSON}·{section}" + (f" {number}" if number else "")
        title = following.title
        seconds = marks.duration_s(following, state.records.get(entry.key))
        length = calendar.length_words(seconds) if seconds > 0 else ""
        cover = marks.cover(entry, DIGITS[route.section])
        say = words.NEXT_SECONDS if left is not None else words.NEXT_CALM
        small = words.NEXT_STOP if left is not None else words.NEXT_CALM_SMALL
    else:
        done = state.index.entries.get(route.key)
        cover = marks.cover(done, DIGITS[route.section]) if done is not None else cover
        kicker, say, small = section, words.NEXT_LAST, words.NEXT_LAST_SMALL
    return NextView(
        title=words.NEXT_TITLE_DONE if finished else words.NEXT_TITLE_ENDED,
        sub=words.noted(calendar.length_words(route.watched_s)) if route.watched_s >= 1.0 else "",
        kicker=kicker,
        lesson=title,
        length=length,
        cover=cover,
        seconds=None if left is None else math.ceil(left),
        seconds_of=playing.COUNTDOWN_S,
        say=say,
        say_small=small,
        buttons=_buttons(route),
        focus=route.focus,
        hints=(
            Hint((words.OK_KEY,), words.NEXT_CHOOSE),
            Hint(("◀", "▶"), words.NEXT_OTHER),
            Hint((words.BACK_KEY,), words.DOOR_HOME if isinstance(state.routes[-2], HomeRoute) else words.back_to(section)),
        ),
    )


def focus_words(state: State, route: NextRoute) -> str:
    return next((button.words for button in _buttons(route) if button.id == route.focus), "")
