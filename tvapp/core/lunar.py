"""What the almanac says of a day (worked out by adapters/almanac.py)."""

from __future__ import annotations

from datetime import date

from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Lunar:
    day: date
    words: str
    """农历八月十四·明天中秋"""
    short: str
    """八月十四"""
