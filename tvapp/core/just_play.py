"""一直放: a section's lessons one after another, from where it was left, with nothing to press. Which one, and what comes next."""

from __future__ import annotations

from tvapp.core import lists, playing
from tvapp.core.index import Entry
from tvapp.core.learning import begun
from tvapp.core.model import Lesson
from tvapp.core.routes import ALL, KEPT
from tvapp.core.state import State
from tvapp.core.step import Step, bump


def offered(state: State, section: int) -> bool:
    """Whether the section has lists of lessons. Looks at what is known of the lists, never through them."""
    columns = (ALL, *(tab for tab, _ in lists.tabs(state, section) if tab != KEPT))
    return any((section, column) in state.index.lesson_lists for column in columns)


def left_at(state: State, section: int) -> Entry | None:
    """The lesson to go on with: the one touched last if it is not over, else the one after it; else the first."""
    listed = [entry for entry in lists.entries(state, section, ALL) if isinstance(entry.item, Lesson)]
    latest, place = None, -1
    for k, entry in enumerate(listed):
        record = state.records.get(entry.key)
        if record is not None and record.at is not None and (latest is None or record.at > latest):
            latest, place = record.at, k
    if place < 0:
        return listed[0] if listed else None
    if begun(state.records.get(listed[place].key)):
        return listed[place]
    return listed[(place + 1) % len(listed)]


def begin(state: State, section: int) -> Step:
    entry = left_at(state, section)
    if entry is None:
        return bump(state)
    return playing.open_lesson(state, section, ALL, entry, steady=True)
