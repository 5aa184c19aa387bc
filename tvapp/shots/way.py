"""The keys that lead from where focus is to where it shall be: a script names the place, whatever the text size makes of the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from tvapp.core.events import KeyPressed
from tvapp.core.keys import Key
from tvapp.core.show import page_of, show
from tvapp.core.state import State
from tvapp.core.update import update

KEYS = (Key.DOWN, Key.RIGHT, Key.LEFT, Key.UP, Key.OK)
"""In the order of trying: arrows first; 确定 only where it stays on the page (a column that is chosen)."""
MOST = 4000
"""States that are looked at before giving up; a page has some tens."""


class NoWay(LookupError):
    """No keys lead there from here."""


def focus_id(state: State) -> str:
    shown = show(state)
    return shown.dialog.focus if shown.dialog is not None else shown.page.focus


def way(state: State, there: Callable[[str], bool]) -> tuple[Key, ...]:
    """The fewest keys to a focus whose id satisfies `there`; nothing is pressed. NoWay when there are none."""
    page = page_of(state)
    seen = {_place(state)}
    queue: deque[tuple[State, tuple[Key, ...]]] = deque([(state, ())])
    while queue and len(seen) < MOST:
        here, pressed = queue.popleft()
        if there(focus_id(here)):
            return pressed
        for key in KEYS:
            after, _ = update(here, KeyPressed(key), here.now, here.mono)
            place = _place(after)
            if page_of(after) == page and place not in seen:
                seen.add(place)
                queue.append((after, (*pressed, key)))
    raise NoWay(f"from {focus_id(state)} on {page}")


def _place(state: State) -> tuple[object, ...]:
    return (state.top, state.dialog, focus_id(state))
