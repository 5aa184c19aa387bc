"""Owns the state: a queue of events, `drain` on the window's thread, effects run through what the caller gives.

Posting is safe from any thread and never waits. The runtime knows no window, no player and no disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tvapp.core.calendar import CHINA
from tvapp.core.events import Effect, Event, Hush, StopPlayer
from tvapp.core.ports import Clock, Wake
from tvapp.core.routes import HomeRoute
from tvapp.core.state import Playing, Speaking, State
from tvapp.core.update import update, wake_at


class Runtime:
    """One state, one way to change it."""

    def __init__(self, state: State, clock: Clock, effect: Callable[[Effect], None]) -> None:
        self._state = state
        self._clock = clock
        self._effect = effect
        self._queue: deque[Event] = deque()
        self._wake: Wake = lambda: None

    @property
    def state(self) -> State:
        return self._state

    def wake_with(self, wake: Wake) -> None:
        """What is called after each `post` (any thread)."""
        self._wake = wake

    def post(self, event: Event) -> None:
        """Queue an event and wake the window; any thread."""
        self._queue.append(event)
        self._wake()

    def apply(self, event: Event) -> None:
        """Take one event now (window's thread)."""
        now_s = self._clock.now_s()
        now = datetime.fromtimestamp(now_s, CHINA)
        self._state, effects = update(self._state, event, now, self._clock.monotonic_s())
        for effect in effects:
            self._effect(effect)

    def drain(self) -> bool:
        """Take all queued events (window's thread). True when the state has changed."""
        before = self._state
        queue = self._queue
        while queue:
            self.apply(queue.popleft())
        return self._state is not before

    def begin_again(self, state: State) -> None:
        """Switched on anew with this state; what was queued is forgotten."""
        self._queue.clear()
        self._state = state

    def reset(self) -> None:
        """After an error of ours: home, nothing playing, everything that is known kept."""
        self._queue.clear()
        self._effect(StopPlayer())
        self._effect(Hush())
        serial = self._state.playing.serial
        self._state = replace(
            self._state, routes=(HomeRoute(),), dialog=None, digits=None, toast=None, playing=Playing(serial=serial),
            speaking=Speaking(serial=self._state.speaking.serial),
        )

    def next_wake(self) -> float:
        """Monotonic moment at which something changes by itself."""
        return wake_at(self._state)
