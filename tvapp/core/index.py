"""The catalogue and the shelves, arranged once for quick reading: every list as it is shown, every item's place.

Built anew when the catalogue, a shelf or the day changes (ten thousand lessons: some tens of milliseconds), never per key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta

from tvapp.core.model import Article, Catalogue, FeedShelf, Item, Lesson
from tvapp.core.routes import ALL
from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    key: str
    """Unique over everything: the item's id for the catalogue's own, feed and id for a feed's."""
    item: Item
    feed: str = ""
    section: int = 0


NEW_DAYS = 60
"""A lesson that nobody has opened is 新 for this long after its date."""
FEED_NOTICES = 6


@dataclass(frozen=True, slots=True)
class Index:
    lists: Mapping[tuple[int, str], tuple[Entry, ...]] = field(default_factory=dict)
    """(section, column id or ALL) -> what is shown there, in order."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    places: Mapping[tuple[int, str], Mapping[str, int]] = field(default_factory=dict)
    """(section, column id or ALL) -> key -> its place in that list: no key press searches ten thousand entries."""
    lesson_lists: frozenset[tuple[int, str]] = frozenset()
    mixed_lists: frozenset[tuple[int, str]] = frozenset()
    """Those with lessons and articles in them: neither 课 nor 条 counts them."""
    """Those lists in which lessons are in the majority (of the first hundred): they are shown as cards, others as rows."""
    recent: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    """Section -> what can be 新 at all: every article, and lessons dated within NEW_DAYS."""
    notices: tuple[Article, ...] = ()
    """The newest notices of the feeds that still hold."""
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a series of lessons -> the keys of its lessons in order; only those of two lessons or more."""

    def column(self, section: int, column: str) -> tuple[Entry, ...]:
        return self.lists.get((section, column), ())

    def place(self, section: int, column: str, key: str) -> int | None:
        """Where the thing with this key stands in the list, from 0; None when it is not there."""
        return self.places.get((section, column), {}).get(key)

    def number(self, key: str) -> int:
        """Its number (from 1) in its section's 全部; 0 when it is not there."""
        entry = self.entries.get(key)
        place = self.place(entry.section, ALL, key) if entry is not None else None
        return 0 if place is None else place + 1


EMPTY_INDEX = Index()


def article_key(feed: str, article_id: str) -> str:
    return f"{feed}#{article_id}"


def _published(entry: Entry) -> float:
    when = entry.item.published if isinstance(entry.item, Article) else None
    return when.timestamp() if when is not None else float("-inf")


def can_be_new(item: Item, today: date) -> bool:
    """Whether an item that nobody has opened counts as 新."""
    if isinstance(item, Article):
        return True
    return item.date is not None and timedelta(0) <= today - item.date <= timedelta(NEW_DAYS)


def mostly_lessons(head: tuple[Entry, ...]) -> bool:
    return sum(isinstance(entry.item, Lesson) for entry in head) * 2 > len(head)


def mixed(listed: tuple[Entry, ...]) -> bool:
    """Whether lessons and articles stand together in it."""
    return len({isinstance(entry.item, Lesson) for entry in listed}) > 1


def _notices(entries: Mapping[str, Entry], today: date) -> tuple[Article, ...]:
    found = [
        entry
        for entry in entries.values()
        if entry.feed
        and isinstance(entry.item, Article)
        and entry.item.kind == "notice"
        and entry.item.expires is not None
        and entry.item.expires >= today
    ]
    found.sort(key=_published, reverse=True)
    return tuple(entry.item for entry in found[:FEED_NOTICES] if isinstance(entry.item, Article))


def _series(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """By `order`, where the office gives one; else as they stand in the catalogue."""
    found: dict[str, list[tuple[int, str]]] = {}
    for key, entry in entries.items():
        if isinstance(entry.item, Lesson) and entry.item.series:
            order = entry.item.order
            here = found.setdefault(entry.item.series, [])
            here.append((order if order is not None else len(here) + 1, key))
    return {
        name: tuple(key for _, key in sorted(listed, key=lambda one: one[0]))
        for name, listed in found.items()
        if len(listed) > 1
    }


def _shown(item: Item, today: date) -> bool:
    """False for what must no longer be shown: closed posts, lessons past their date. A lapsed policy stays, marked."""
    if isinstance(item, Lesson):
        return item.valid_until is None or today <= item.valid_until
    return not (item.kind in ("job", "activity", "notice") and item.expires is not None and item.expires < today)


def build(catalogue: Catalogue, shelves: Mapping[str, FeedShelf], today: date) -> Index:
    lists: dict[tuple[int, str], tuple[Entry, ...]] = {}
    entries: dict[str, Entry] = {}
    for place, section in enumerate(catalogue.sections):
        together: list[Entry] = []
        for column in section.columns:
            here: list[Entry] = []
            if column.feed is not None:
                shelf = shelves.get(column.feed)
                for article in shelf.articles if shelf else ():
                    if _shown(article, today):
                        key = article_key(column.feed, article.id)
                        known = entries.get(key)
                        here.append(known if known is not None else Entry(key, article, column.feed, place))
            else:
                for item in column.items:
                    if _shown(item, today):
                        here.append(Entry(item.id, item, "", place))
            here = list({entry.key: entry for entry in here}.values())
            lists[place, column.id] = tuple(here)
            for entry in here:
                entries.setdefault(entry.key, entry)
            together.extend(here)
        # a section of one column has no 全部: its list, and the number a page shows, are the column's own
        if len(section.columns) > 1 and all(column.feed is not None for column in section.columns):
            together.sort(key=_published, reverse=True)  # stable: feeds keep their order within a day
        lists[place, ALL] = tuple({entry.key: entry for entry in together}.values())
    return Index(
        lists=lists,
        entries=entries,
        places={where: {entry.key: place for place, entry in enumerate(listed)} for where, listed in lists.items()},
        lesson_lists=frozenset(where for where, listed in lists.items() if mostly_lessons(listed[:100])),
        mixed_lists=frozenset(where for where, listed in lists.items() if mixed(listed)),
        recent={
            section: tuple(entry for entry in listed if can_be_new(entry.item, today))
            for (section, column), listed in lists.items()
            if column == ALL
        },
        notices=_notices(entries, today),
        series=_series(entries),
    )
