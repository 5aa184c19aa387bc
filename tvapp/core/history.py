"""Clearing what was watched and read: when and how far goes; favourites, 已看完 and the hours stay."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import boards, derived, words
from tvapp.core.events import SaveRecords
from tvapp.core.state import State
from tvapp.core.step import Step, toast


def erase(state: State) -> Step:
    """After the question has been answered."""
    changed = tuple(boards.cleared(state.records.values()))
    state = derived.with_records(state, {**state.records, **{record.item: record for record in changed}})
    return toast(replace(state, dialog=None), words.ERASED, "check"), (SaveRecords(changed),)
