"""学遥控器: the key in focus asks for a key of the remote, and the next one that means nothing yet is it.

Keys that already mean something keep it: arrows walk, 返回, 主页 and digits lead out. Ten seconds without a key bring
back what was learned before.
"""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import remote, words
from tvapp.core.clock_view import clock
from tvapp.core.events import SaveSettings
from tvapp.core.keys import WORDS, Key
from tvapp.core.routes import RemoteRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, toast, with_top
from tvapp.core.views import Header, Hint, RemoteCell, RemoteView

COLUMNS = 4
PATIENCE_S = 10.0
FORGET = "key:forget"
_IDS: tuple[str, ...] = (*(f"key:{key.value}" for key in remote.TEACHABLE), FORGET)


def _place(route: RemoteRoute) -> int:
    return _IDS.index(route.focus) if route.focus in _IDS else 0


def on_key(state: State, route: RemoteRoute, key: Key, repeat: bool, held_s: float) -> Step:
    place = _place(route)
    if key is Key.OK:
        if _IDS[place] == FORGET:
            return _learned(toast(state, words.REMOTE_FORGOT, "info"), "")
        return stay(_at(state, route, place + 1))
    by = {Key.LEFT: -1, Key.RIGHT: 1, Key.UP: -COLUMNS, Key.DOWN: COLUMNS}.get(key)
    if by is None:
        return bump(state)
    to = place + by
    sideways = abs(by) == 1
    if not 0 <= to < len(_IDS) or (sideways and to // COLUMNS != place // COLUMNS):
        return bump(state, 4.0 * by if sideways else 0.0, 0.0 if sideways else 4.0 * by / COLUMNS)
    return stay(_at(state, route, to))


def _at(state: State, route: RemoteRoute, place: int) -> State:
    return with_top(state, replace(route, focus=_IDS[min(place, len(_IDS) - 1)]))


def _learned(state: State, learned: str) -> Step:
    settings = replace(state.settings, learned=learned)
    return replace(state, settings=settings), (SaveSettings(settings),)


def taught(state: State, route: RemoteRoute, code: int) -> Step:
    """A key that means nothing was pressed: it is the one in focus from now on, and the next is asked for."""
    place = _place(route)
    if _IDS[place] == FORGET:
        return bump(state)
    key = remote.TEACHABLE[place]
    learned = remote.taught(state.settings.learned, code, key)
    if learned is None:
        return stay(toast(state, words.REMOTE_FULL, "info"))
    state = toast(_at(state, route, place + 1), words.remote_learned(WORDS[key]), "check")
    return _learned(state, learned)


def _until(state: State, route: RemoteRoute) -> float:
    return max(route.since, state.last_key) + PATIENCE_S


def passing(state: State, route: RemoteRoute) -> Step:
    if state.mono < _until(state, route):
        return stay(state)
    changed = state.settings.learned != route.before
    state = toast(pop(state), words.REMOTE_RESTORED, "info")
    return _learned(state, route.before) if changed else stay(state)


def wakes(state: State, route: RemoteRoute) -> list[float]:
    return [_until(state, route)]


# ---------------------------------------------------------------- view


def view(state: State, route: RemoteRoute) -> RemoteView:
    known = set(remote.read(state.settings.learned).values())
    cells = [
        RemoteCell(f"key:{key.value}", WORDS[key], words.REMOTE_KNOWN if key in known else words.REMOTE_UNKNOWN, key in known)
        for key in remote.TEACHABLE
    ]
    cells.append(RemoteCell(FORGET, words.REMOTE_FORGET, words.REMOTE_FORGET_STATE, False))
    place = _place(route)
    forget = _IDS[place] == FORGET
    return RemoteView(
        header=Header("", words.REMOTE, words.REMOTE_SUB, clock(state), icon="hand-pointing"),
        ask=words.REMOTE_FORGET if forget else words.remote_ask(WORDS[remote.TEACHABLE[place]]),
        cells=tuple(cells),
        focus=_IDS[place],
        hints=(
            Hint((words.ARROW_KEYS,), words.REMOTE_CHOOSE),
            Hint((words.OK_KEY,), words.REMOTE_FORGET if forget else words.REMOTE_SKIP),
            Hint((words.BACK_KEY,), words.SETTINGS_DONE),
        ),
    )


def focus_words(state: State, route: RemoteRoute) -> str:
    place = _place(route)
    return words.REMOTE_FORGET if _IDS[place] == FORGET else words.remote_ask(WORDS[remote.TEACHABLE[place]])
