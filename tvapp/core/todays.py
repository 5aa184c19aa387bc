"""今日课程: the lesson that the office has planned for today. Home shows it, and 找一找 offers it. Reads the state, changes nothing."""

from __future__ import annotations

from tvapp.core import calendar
from tvapp.core.index import Entry
from tvapp.core.model import Lesson
from tvapp.core.state import State


def todays(state: State) -> tuple[Entry, str, str] | None:
    """(lesson, time in words, place) of 今日课程: by date, else by weekday, else every day, else the first unseen one."""
    today = state.now.date()
    ranked: list[tuple[int, Entry, str, str]] = []
    for plan in state.catalogue.today:
        entry = state.index.entries.get(plan.lesson)
        if entry is None or not isinstance(entry.item, Lesson):
            continue
        if plan.date is not None:
            rank = 0 if plan.date == today else -1
        elif plan.weekday is not None:
            rank = 1 if plan.weekday == today.isoweekday() else -1
        else:
            rank = 2
        if rank >= 0:
            ranked.append((rank, entry, calendar.clock_words(plan.time), plan.place))
    if ranked:
        _, entry, at, place = min(ranked, key=lambda found: found[0])
        return entry, at, place
    first = state.index.entries.get(state.unseen)
    return (first, "", "") if first is not None else None
