"""What an update gives back, and the small moves every screen needs."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core.events import Effect
from tvapp.core.routes import Route
from tvapp.core.state import Bump, State, ToastState

Step = tuple[State, tuple[Effect, ...]]

TOAST_S = 8.0
LOADING_S = 0.3
"""An article that comes sooner than this comes without a word of waiting."""
NUDGE_PX = 4.0


def stay(state: State) -> Step:
    return state, ()


def bump(state: State, dx: float = 0.0, dy: float = 0.0) -> Step:
    """An edge, or a key that does nothing here: the thing in focus gives a little, so that a press is never silent."""
    if dx == 0.0 and dy == 0.0:
        dx = NUDGE_PX
    return replace(state, bump=Bump(state.bump.serial + 1, dx, dy)), ()


def toast(state: State, said: str, icon: str = "", share: float | None = None, seconds: float = TOAST_S) -> State:
    return replace(state, toast=ToastState(said, state.mono + seconds, icon, share))


def with_top(state: State, route: Route) -> State:
    return replace(state, routes=(*state.routes[:-1], route))


def push(state: State, route: Route) -> State:
    return replace(state, routes=(*state.routes, route))


def pop(state: State) -> State:
    return replace(state, routes=state.routes[:-1]) if len(state.routes) > 1 else state
