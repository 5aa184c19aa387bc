"""校准画面边缘: the whole picture is drawn in from each edge in steps of 8 px, for sets that cut something off."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from tvapp.core import words
from tvapp.core.events import SaveSettings
from tvapp.core.keys import Key
from tvapp.core.model import Settings
from tvapp.core.routes import EdgesRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, with_top
from tvapp.core.views import EdgesView, EdgeTab, Hint

STEP_PX = 8
MOST = {"left": 96, "right": 96, "top": 56, "bottom": 56}
"""Design px; about 5 % of the screen, which is more than sets cut off."""

Edge = Literal["top", "right", "bottom", "left"]
ORDER: tuple[Edge, ...] = ("top", "right", "bottom", "left")
_INWARDS: dict[Edge, Key] = {"top": Key.DOWN, "right": Key.LEFT, "bottom": Key.UP, "left": Key.RIGHT}
_OUTWARDS: dict[Edge, Key] = {"top": Key.UP, "right": Key.RIGHT, "bottom": Key.DOWN, "left": Key.LEFT}


def of(settings: Settings) -> tuple[int, int, int, int]:
    """Left, top, right, bottom as the picture is drawn: whatever was stored, whole steps inside their limits."""
    return (_sane(settings, "left"), _sane(settings, "top"), _sane(settings, "right"), _sane(settings, "bottom"))


def _sane(settings: Settings, edge: Edge) -> int:
    px = {
        "left": settings.edge_left, "top": settings.edge_top, "right": settings.edge_right, "bottom": settings.edge_bottom,
    }[edge]  # fmt: skip
    return max(0, min(px // STEP_PX * STEP_PX, MOST[edge]))


def _with(settings: Settings, edge: Edge, px: int) -> Settings:
    match edge:
        case "left":
            return replace(settings, edge_left=px)
        case "top":
            return replace(settings, edge_top=px)
        case "right":
            return replace(settings, edge_right=px)
        case "bottom":
            return replace(settings, edge_bottom=px)


def on_key(state: State, route: EdgesRoute, key: Key, repeat: bool, held_s: float) -> Step:
    edge = route.edge
    if key in (_INWARDS[edge], _OUTWARDS[edge]):
        way = 1 if key is _INWARDS[edge] else -1
        px = _sane(state.settings, edge) + way * STEP_PX
        if not 0 <= px <= MOST[edge]:
            return _edge_bump(state, key)
        settings = _with(state.settings, edge, px)
        return replace(state, settings=settings), (SaveSettings(settings),)
    if key is Key.OK:
        place = ORDER.index(edge) + 1
        return stay(pop(state) if place == len(ORDER) else with_top(state, EdgesRoute(ORDER[place])))
    return _edge_bump(state, key)


def _edge_bump(state: State, key: Key) -> Step:
    match key:
        case Key.UP | Key.DOWN:
            return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
        case _:
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)


def _words(state: State, edge: Edge) -> str:
    return words.edge_at(words.EDGES_NAMES[edge], _sane(state.settings, edge) // STEP_PX)


def view(state: State, route: EdgesRoute) -> EdgesView:
    inwards, outwards = words.EDGES_MOVE[route.edge]
    last = route.edge == ORDER[-1]
    return EdgesView(
        title=words.EDGES_TITLE,
        text=words.EDGES_TEXT,
        edges=tuple(EdgeTab(f"edge:{edge}", _words(state, edge), words.EDGES_MOVE[edge][1]) for edge in ORDER),
        focus=f"edge:{route.edge}",
        hints=(
            Hint((inwards,), words.EDGES_IN),
            Hint((outwards,), words.EDGES_OUT),
            Hint((words.OK_KEY,), words.EDGES_DONE if last else words.EDGES_NEXT),
            Hint((words.BACK_KEY,), words.SETTINGS_DONE),
        ),
    )


def focus_words(state: State, route: EdgesRoute) -> str:
    return _words(state, route.edge)
