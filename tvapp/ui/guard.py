"""Keys pressed while the page changes: none is lost, and none acts on what the viewer has not seen yet.

From the moment a key has changed the page until 200 ms after its first frame, presses wait; then they act in their order.
What leads out, volume and digits act at once. Knows no clock: every call is given the time. Must not import Kivy.
"""

from __future__ import annotations

from collections import deque

from tvapp.core.events import KeyPressed
from tvapp.core.keys import Key

GUARD_S = 0.2
UNSEEN_S = 1.0
"""A page whose frame never comes (a covered window) holds nothing up for longer."""
MOST = 256
"""More presses than these nobody means."""

AT_ONCE = frozenset({Key.HOME, Key.BACK, Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE}) | {key for key in Key if key.digit}
OUT = AT_ONCE - {Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE}
"""These leave the page, and with it what was waiting for it."""


class KeyGuard:
    """Numbered presses in (`press`), those that may act now out (`press`, `due`)."""

    def __init__(self) -> None:
        self._page: object = None
        self._until = float("-inf")
        self._unseen = False
        self._waiting: deque[tuple[int, KeyPressed]] = deque()

    def page(self, identity: object, now: float) -> None:
        """Which page stands there now, after each key and each other happening."""
        if identity == self._page:
            return
        first, self._page = self._page is None, identity
        if not first:
            self._until, self._unseen = now + UNSEEN_S, True

    def seen(self, now: float) -> None:
        """A frame of the present page has been handed to the screen."""
        if self._unseen:
            self._unseen = False
            self._until = min(self._until, now + GUARD_S)

    def ignores(self, press: KeyPressed, now: float) -> bool:
        """A repeat of a held key while presses wait is no press of its own."""
        return press.repeat and press.key not in AT_ONCE and (now < self._until or bool(self._waiting))

    def press(self, press: KeyPressed, number: int, now: float) -> list[tuple[int, KeyPressed]]:
        """What may act at once: this press, or nothing when it has to wait."""
        if press.key in AT_ONCE:
            if press.key in OUT:
                self._waiting.clear()
            return [(number, press)]
        if now >= self._until and not self._waiting:
            return [(number, press)]
        if not self.ignores(press, now) and len(self._waiting) < MOST:
            self._waiting.append((number, press))
        return []

    def due(self, now: float) -> list[tuple[int, KeyPressed]]:
        """The press whose time has come, if any: one, for it may change the page again."""
        if not self._waiting or now < self._until:
            return []
        return [self._waiting.popleft()]

    def next_moment(self) -> float | None:
        """When `due` has something to say (monotonic seconds); None while nothing waits."""
        return self._until if self._waiting else None
