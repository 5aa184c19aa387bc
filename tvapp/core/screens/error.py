"""Screen (l): a lesson that cannot be played, in words with a code; it offers the next one."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import nav, playing, words
from tvapp.core.clock_view import clock
from tvapp.core.keys import Key
from tvapp.core.routes import ErrorRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, with_top
from tvapp.core.views import Button, MessageView


def _buttons(route: ErrorRoute) -> tuple[Button, ...]:
    found = []
    if route.next_key:
        found.append(Button("button:other", words.OTHER_LESSON, "skip-forward"))
    found.append(Button("button:list", words.TO_LIST, "check"))
    found.append(Button("button:again", words.TRY_AGAIN, "arrow-clockwise"))
    return tuple(found)


def on_key(state: State, route: ErrorRoute, key: Key, repeat: bool, held_s: float) -> Step:
    ids = [button.id for button in _buttons(route)]
    place = ids.index(route.focus) if route.focus in ids else 0
    if key in (Key.LEFT, Key.RIGHT):
        to = place + (1 if key is Key.RIGHT else -1)
        if not 0 <= to < len(ids):
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)
        return stay(with_top(state, replace(route, focus=ids[to])))
    if key in (Key.OK, Key.PLAY):
        target = route.next_key if ids[place] == "button:other" else route.key
        entry = state.index.entries.get(target)
        if ids[place] == "button:list" or entry is None:
            return stay(pop(state))
        # where it could not be played it may not be tried again: the file may be another one by now
        again = ids[place] == "button:again" and route.why == "unplayable"
        return playing.open_lesson(state, route.section, route.column, entry, over=True, again=again)
    if key is Key.STOP:
        return stay(pop(state))
    return bump(state, 0.0, -4.0 if key is Key.UP else 4.0)


def passing(state: State, route: ErrorRoute) -> Step:
    return nav.go_home(state) if route.gone_at is not None and state.mono >= route.gone_at else stay(state)


def view(state: State, route: ErrorRoute) -> MessageView:
    entry = state.index.entries.get(route.key)
    fault = words.FAULTS[route.code]
    title = entry.item.title if entry is not None else ""
    phone = state.catalogue.phone
    return MessageView(
        icon="warning" if route.code.startswith("P") else "wifi-slash",
        title=fault.text,
        lines=tuple(line for line in (words.book_title(title), fault.act) if line),
        code=route.code,
        call=(words.CALL, phone) if phone else (),
        buttons=_buttons(route),
        focus=route.focus,
        clock=clock(state),
    )


def focus_words(state: State, route: ErrorRoute) -> str:
    return next((button.words for button in _buttons(route) if button.id == route.focus), "")
