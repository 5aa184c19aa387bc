"""Numbers that move for a short while: easing curves and tweens over given times. Reads no clock, draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Ease = Callable[[float], float]


def out_quad(t: float) -> float:
    return 1.0 - (1.0 - t) * (1.0 - t)


def out_cubic(t: float) -> float:
    rest = 1.0 - t
    return 1.0 - rest * rest * rest


@dataclass(slots=True)
class Tween:
    """From `start` to `end` in `seconds` beginning at `since` (monotonic seconds)."""

    start: float
    end: float
    since: float
    seconds: float
    ease: Ease = out_quad

    def at(self, now: float) -> float:
        if self.seconds <= 0.0 or now >= self.since + self.seconds:
            return self.start + (self.end - self.start) * self.ease(1.0)
        share = max(0.0, (now - self.since) / self.seconds)
        return self.start + (self.end - self.start) * self.ease(share)

    def done(self, now: float) -> bool:
        return now >= self.since + self.seconds
