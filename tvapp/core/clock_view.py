"""The clock in a corner, as every page shows it."""

from __future__ import annotations

from tvapp.core import calendar, words
from tvapp.core.state import State
from tvapp.core.views import ClockView


def clock(state: State) -> ClockView:
    now = state.now
    wrong = "T1" in state.faults
    lunar = state.lunar if state.lunar is not None and state.lunar.day == now.date() else None
    return ClockView(
        half=calendar.half(now),
        hm=calendar.hour_minute(now),
        date=words.CLOCK_WRONG if wrong else f"{calendar.day_words(now.date())} {calendar.WEEKDAYS[now.weekday()]}",
        lunar="" if wrong or lunar is None else lunar.words,
        short_lunar="" if wrong or lunar is None else lunar.short,
        wrong=wrong,
    )
