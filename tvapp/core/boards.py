"""The lists of 看过的: begun lessons, what was watched and read, favourites, what is new. Worked out anew only while the
page is on top and something that they come from has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime

from tvapp.core import calendar, words
from tvapp.core.index import EMPTY_INDEX, Entry, Index
from tvapp.core.learning import begun
from tvapp.core.model import Article, Lesson, Record
from tvapp.core.routes import BoardTab
from tvapp.core.value import dataclass

LISTED = 500
"""Longer than this no list is gone through with arrows."""


@dataclass(frozen=True, slots=True, eq=False)
class Boards:
    """Compared by identity: it stands for what it was made from."""

    lists: Mapping[BoardTab, tuple[Entry, ...]] = field(default_factory=dict)
    index: Index = EMPTY_INDEX
    records: Mapping[str, Record] = field(default_factory=dict)
    since: datetime | None = None
    arrived: frozenset[str] = frozenset()


NO_BOARDS = Boards()


def bring_up(
    old: Boards, index: Index, records: Mapping[str, Record], since: datetime | None, arrived: frozenset[str]
) -> Boards:
    """The lists of this moment; the very same value where nothing has changed."""
    same = old.index is index
    fresh_stands = same and old.since == since and old.arrived is arrived and old is not NO_BOARDS
    if fresh_stands and old.records is records:
        return old
    seen = _seen(index, records)
    lists: dict[BoardTab, tuple[Entry, ...]] = {
        "going": tuple(entry for entry in seen if isinstance(entry.item, Lesson) and begun(records[entry.key])),
        "seen": seen,
        "kept": tuple(sorted(kept(index, records), key=_kind)),
        "fresh": old.lists["fresh"] if fresh_stands else _fresh(index, since, arrived),
    }
    return Boards(lists, index, records, since, arrived)


def kept(index: Index, records: Mapping[str, Record]) -> list[Entry]:
    """All favourites that there still are, the newest first."""
    found = [
        (record.favourite_at.timestamp(), index.entries[key])
        for key, record in records.items()
        if record.favourite_at is not None and key in index.entries
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return [entry for _, entry in found]


def kept_by_section(index: Index, records: Mapping[str, Record]) -> dict[int, tuple[Entry, ...]]:
    """Section -> its favourites, the newest first; sections without any are not in it."""
    found: dict[int, list[Entry]] = {}
    for entry in kept(index, records):
        found.setdefault(entry.section, []).append(entry)
    return {section: tuple(listed) for section, listed in found.items()}


def _seen(index: Index, records: Mapping[str, Record]) -> tuple[Entry, ...]:
    found = [
        (record.at.timestamp(), index.entries[key])
        for key, record in records.items()
        if record.at is not None and key in index.entries
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(entry for _, entry in found[:LISTED])


def _fresh(index: Index, since: datetime | None, arrived: frozenset[str]) -> tuple[Entry, ...]:
    """What is dated since then, or came in while the television was on: section after section, that with the newest first."""
    if since is None:
        return ()
    first = since.astimezone(calendar.CHINA).date()
    found: list[tuple[date, Entry]] = []
    for key, entry in index.entries.items():
        day = day_of(entry)
        if (day is not None and day >= first) or key in arrived:
            found.append((day or first, entry))
    found.sort(key=lambda one: one[0], reverse=True)
    by_section: dict[int, list[Entry]] = {}
    for _, entry in found[:LISTED]:
        by_section.setdefault(entry.section, []).append(entry)
    return tuple(entry for listed in by_section.values() for entry in listed)


KINDS = ("lesson", "guide", "article")


def _kind(entry: Entry) -> int:
    item = entry.item
    return 0 if isinstance(item, Lesson) else 1 if item.kind == "guide" else 2


def groups(
    tab: BoardTab, listed: Sequence[Entry], records: Mapping[str, Record], sections: Sequence[str], today: date
) -> tuple[tuple[str, int], ...]:
    """(heading, how many stand under it), in order: the days of what was seen, the kinds of favourites, the sections of what is new."""
    if tab == "seen":
        counts = [0, 0]
        for entry in listed:
            at = records[entry.key].at
            apart = (today - at.astimezone(calendar.CHINA).date()).days if at is not None else 2
            if apart > 1:
                break  # the newest stand first
            counts[max(0, apart)] += 1
        names = (words.TODAY_DAY, words.YESTERDAY, words.EARLIER)
        return tuple((name, count) for name, count in zip(names, (*counts, len(listed) - sum(counts)), strict=True) if count)
    found: dict[int, int] = {}
    for entry in listed:
        group = _kind(entry) if tab == "kept" else entry.section
        found[group] = found.get(group, 0) + 1
    named = [words.SEARCH_GROUPS[kind] for kind in KINDS] if tab == "kept" else sections
    return tuple((named[group], count) for group, count in found.items())


def day_of(entry: Entry) -> date | None:
    """The day that the office gave it."""
    item = entry.item
    if isinstance(item, Article):
        moment = item.updated or item.published
        return moment.astimezone(calendar.CHINA).date() if moment is not None else None
    return item.date


def cleared(records: Iterable[Record]) -> list[Record]:
    """What changes when the history is cleared: when and how far. What is 已看完, the hours and favourites stay."""
    return [
        replace(record, at=None, position_s=0.0, page=0)
        for record in records
        if record.at is not None or record.position_s or record.page
    ]
