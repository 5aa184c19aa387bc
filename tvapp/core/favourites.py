"""我的收藏: the yellow key puts the thing in focus among the favourites, or takes it out; everywhere the same."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import derived, words
from tvapp.core.events import SaveRecord
from tvapp.core.model import Record
from tvapp.core.state import State
from tvapp.core.step import Step, bump, toast


def is_one(state: State, key: str) -> bool:
    record = state.records.get(key)
    return record is not None and record.favourite_at is not None


def toggle(state: State, key: str) -> Step:
    """Nothing happens where there is nothing that could be kept."""
    if key not in state.index.entries:
        return bump(state)
    old = state.records.get(key) or Record(key)
    record = replace(old, favourite_at=None if old.favourite_at is not None else state.now)
    state = derived.remember(state, record)
    said = words.KEPT_NOW if record.favourite_at is not None else words.NOT_KEPT_NOW
    return toast(state, said, "star"), (SaveRecord(record),)
