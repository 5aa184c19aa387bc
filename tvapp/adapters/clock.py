"""The machine's clock, or one that starts elsewhere and runs on (`run --now`)."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """Seconds since the epoch, and the monotonic clock."""

    def now_s(self) -> float:
        return time.time()

    def monotonic_s(self) -> float:
        return time.monotonic()


class ShiftedClock:
    """Starts at a given moment, then runs at the machine's pace."""

    def __init__(self, start: datetime) -> None:
        """`start` must be aware."""
        self._start_s = start.timestamp()
        self._since = time.monotonic()

    def now_s(self) -> float:
        return self._start_s + time.monotonic() - self._since

    def monotonic_s(self) -> float:
        return time.monotonic()


class FrozenClock:
    """Stands still until it is moved (pictures for the README, tests)."""

    def __init__(self, start: datetime, monotonic_s: float = 1000.0) -> None:
        self._start_s = self._now_s = start.timestamp()
        self._mono_s = monotonic_s

    def begin_again(self) -> None:
        """The time of day is that of the start again; the monotonic clock goes on, as it must."""
        self._now_s = self._start_s

    def advance(self, seconds: float) -> None:
        self._now_s += seconds
        self._mono_s += seconds

    def now_s(self) -> float:
        return self._now_s

    def monotonic_s(self) -> float:
        return self._mono_s
