"""Against burn-in: three minutes without a key darken the picture and move it a little once a minute. Decides, draws nothing."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core.routes import PlayerRoute
from tvapp.core.state import State

DIM_AFTER_S = 180.0
DIM = 0.4
STEP_S = 60.0
PATH = ((8.0, 8.0), (0.0, 8.0), (-8.0, 8.0), (-8.0, 0.0), (-8.0, -8.0), (0.0, -8.0), (8.0, -8.0), (8.0, 0.0))
"""Where the picture stands in each minute, design px: round its own place, never at it."""


def plays(state: State) -> bool:
    """Whether home begins 今日课程 by itself: in a kiosk usually, at home only when asked for."""
    chosen = state.settings.idle_play
    return state.kiosk if chosen == "usual" else chosen == "on"


def watched(state: State) -> bool:
    """Something moves or is read aloud: somebody is there without pressing anything."""
    if isinstance(state.top, PlayerRoute):
        return state.playing.phase != "paused"
    return state.speaking.reading is not None


def awake(state: State) -> State:
    """Somebody is there at this moment."""
    return replace(state, awake_at=state.mono)


def dimmed(state: State) -> bool:
    return not watched(state) and state.mono >= state.awake_at + DIM_AFTER_S


def look(state: State) -> tuple[float, tuple[float, float]]:
    """(how dark, where the picture stands)."""
    if not dimmed(state):
        return 0.0, (0.0, 0.0)
    minute = int((state.mono - state.awake_at - DIM_AFTER_S) // STEP_S)
    return DIM, PATH[minute % len(PATH)]


def wakes(state: State) -> list[float]:
    """Monotonic moments at which this changes by itself."""
    if watched(state):
        return []
    begins = state.awake_at + DIM_AFTER_S
    if state.mono < begins:
        return [begins]
    return [begins + (int((state.mono - begins) // STEP_S) + 1) * STEP_S]
