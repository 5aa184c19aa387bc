"""What follows from catalogue, shelves, records and day: the index, 新, 接着看, the first unseen lesson.

Worked out when what it comes from changes, never per key. Nobody else may change `State.records`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tvapp.core import boards, index, marks
from tvapp.core.index import Entry
from tvapp.core.learning import begun
from tvapp.core.model import Lesson, Record
from tvapp.core.routes import ALL
from tvapp.core.state import State


def derive(state: State, before: State) -> State:
    """Brings the index and all that hangs on it up to date."""
    today = state.now.date()
    if (
        state.index is not index.EMPTY_INDEX
        and state.catalogue is before.catalogue
        and state.shelves is before.shelves
        and state.index_day == today
    ):
        return state
    state = replace(state, index=index.build(state.catalogue, state.shelves, today), index_day=today)
    state = replace(state, favourites=boards.kept_by_section(state.index, state.records))
    return replace(state, news=_news(state), going_on=_going_on(state), unseen=_unseen(state))


def with_records(state: State, records: Mapping[str, Record]) -> State:
    """All records anew (at start)."""
    state = replace(state, records=records, favourites=boards.kept_by_section(state.index, records))
    return replace(state, news=_news(state), going_on=_going_on(state), unseen=_unseen(state))


def remember(state: State, record: Record) -> State:
    """One record changed: what hangs on it follows, and nothing else is looked at."""
    key, old = record.item, state.records.get(record.item)
    state = replace(state, records={**state.records, key: record})
    entry = state.index.entries.get(key)
    if entry is None:
        return state
    if (old.favourite_at if old is not None else None) != record.favourite_at:
        state = replace(state, favourites=boards.kept_by_section(state.index, state.records))
    today = state.now.date()
    if marks.is_new(entry, old, today) != marks.is_new(entry, record, today):
        state = replace(state, news=_news(state))
    if isinstance(entry.item, Lesson):
        if begun(record):
            state = replace(state, going_on=key) if state.going_on != key else state
        elif state.going_on == key:
            state = replace(state, going_on=_going_on(state))
        if record.finished and state.unseen == key:
            state = replace(state, unseen=_unseen(state))
    return state


def _news(state: State) -> tuple[bool, ...]:
    today = state.now.date()
    return tuple(
        marks.any_new(state.index.recent.get(place, ()), state, today) for place in range(len(state.catalogue.sections))
    )


def _going_on(state: State) -> str:
    best, latest = "", None
    for key, record in state.records.items():
        if record.at is None or (latest is not None and _later(latest, record.at)) or not begun(record):
            continue
        entry = state.index.entries.get(key)
        if entry is not None and isinstance(entry.item, Lesson):
            best, latest = key, record.at
    return best


def _later(one: datetime, other: datetime) -> bool:
    return one.timestamp() >= other.timestamp()


def _unseen(state: State) -> str:
    """The first lesson not yet 已看完, else the first lesson at all."""
    first: Entry | None = None
    for section in range(len(state.catalogue.sections)):
        for entry in state.index.column(section, ALL):
            if isinstance(entry.item, Lesson):
                record = state.records.get(entry.key)
                if record is None or not record.finished:
                    return entry.key
                first = first or entry
    return first.key if first is not None else ""
