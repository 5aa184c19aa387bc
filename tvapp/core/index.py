"""The catalogue and the shelves, arranged once for quick reading: every list as it is shown, every item's place.

Built anew when the catalogue, a shelf or the day changes (ten thousand lessons: some tens of milliseconds), never per key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tvapp.core.model import Article, Catalogue, FeedShelf, Item, Lesson
from tvapp.core.routes import ALL


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    key: str
    """Unique over everything: the item's id for the catalogue's own, feed and id for a feed's."""
    item: Item
    feed: str = ""
    section: int = 0


@dataclass(frozen=True, slots=True)
class Index:
    lists: Mapping[tuple[int, str], tuple[Entry, ...]]
    """(section, column id or ALL) -> what is shown there, in order."""
    entries: Mapping[str, Entry]
    numbers: Mapping[str, int]
    """Key -> its number (from 1) in its section's 全部."""

    def column(self, section: int, column: str) -> tuple[Entry, ...]:
        return self.lists.get((section, column), ())


EMPTY_INDEX = Index({}, {}, {})


def article_key(feed: str, article_id: str) -> str:
    return f"{feed}#{article_id}"


def _published(entry: Entry) -> float:
    when = entry.item.published if isinstance(entry.item, Article) else None
    return when.timestamp() if when is not None else float("-inf")


def _shown(item: Item, today: date) -> bool:
    """False for what must no longer be shown: closed posts, lessons past their date. A lapsed policy stays, marked."""
    if isinstance(item, Lesson):
        return item.valid_until is None or today <= item.valid_until
    return not (item.kind in ("job", "activity", "notice") and item.expires is not None and item.expires < today)


def build(catalogue: Catalogue, shelves: Mapping[str, FeedShelf], today: date) -> Index:
    lists: dict[tuple[int, str], tuple[Entry, ...]] = {}
    entries: dict[str, Entry] = {}
    numbers: dict[str, int] = {}
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
            lists[place, column.id] = tuple(here)
            for entry in here:
                if entry.key not in entries:
                    entries[entry.key] = entry
                    together.append(entry)
        if section.columns and all(column.feed is not None for column in section.columns):
            together.sort(key=_published, reverse=True)  # stable: feeds keep their order within a day
        lists[place, ALL] = tuple(together)
        numbers.update({entry.key: number for number, entry in enumerate(together, 1)})
    return Index(lists, entries, numbers)
