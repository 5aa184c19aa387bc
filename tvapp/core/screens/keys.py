"""按键说明: what every key of the remote does, a row a key, made from the key tables."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import geometry, words
from tvapp.core.clock_view import clock
from tvapp.core.keys import MEANINGS, WORDS, Key
from tvapp.core.routes import KeysRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, with_top
from tvapp.core.views import Header, Hint, KeyRow, KeysView


def caps(keys: tuple[Key, ...]) -> tuple[str, ...]:
    """What stands on the key caps of one row."""
    return words.DIGIT_CAPS if keys[0].digit is not None else tuple(WORDS[key] for key in keys)


def on_key(state: State, route: KeysRoute, key: Key, repeat: bool, held_s: float) -> Step:
    shown = geometry.settings_rows(state.settings.text_size)
    by = {Key.DOWN: 1, Key.UP: -1, Key.PAGE_DOWN: shown, Key.PAGE_UP: -shown}.get(key)
    if key is Key.OK:
        return stay(pop(state))
    if by is None:
        return bump(state, 4.0 if key is Key.RIGHT else -4.0)
    to = max(0, min(route.row + by, len(MEANINGS) - 1))
    if to == route.row:
        return bump(state, 0.0, 4.0 if by > 0 else -4.0)
    first = geometry.scrolled(route.first, to, shown, len(MEANINGS))
    return stay(with_top(state, replace(route, row=to, first=first)))


def view(state: State, route: KeysRoute) -> KeysView:
    shown = geometry.settings_rows(state.settings.text_size)
    first = geometry.scrolled(route.first, route.row, shown, len(MEANINGS))
    last = first + shown >= len(MEANINGS)
    return KeysView(
        header=Header("", words.KEYS, words.KEYS_PAGE_SUB, clock(state), icon="keyboard"),
        rows=tuple(
            KeyRow(f"keys:{place}", caps(MEANINGS[place][0]), MEANINGS[place][1])
            for place in range(first, min(first + shown, len(MEANINGS)))
        ),
        first=first,
        total=len(MEANINGS),
        focus=f"keys:{route.row}",
        hints=(Hint(("▲", "▼"), words.HINT_LINES), Hint((words.BACK_KEY,), words.SETTINGS_DONE)),
        hint_right=(words.MORE_ABOVE if first else "") if last else words.MORE_BELOW,
    )


def focus_words(state: State, route: KeysRoute) -> str:
    keys, meaning = MEANINGS[route.row]
    return words.row_now("、".join(caps(keys)), meaning)
