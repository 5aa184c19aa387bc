"""A store that keeps everything in memory and nothing on a disk: for tests, `shots`, and a machine without a disk.

Same methods and the same promises as `store.SqliteStore`, except that a new start remembers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from tvapp.core.feed import FeedDelta
from tvapp.core.model import ArticleBody, FeedShelf, Memory, Record, Settings
from tvapp.core.pulling import FeedMeta


class NullStore:
    """ports.Store in memory. For one thread at a time."""

    def __init__(self, memory: Memory | None = None) -> None:
        memory = memory or Memory()
        self._records = dict(memory.records)
        self._settings = memory.settings
        self._shelves = dict(memory.shelves)
        self._focus = dict(memory.focus)
        self._route = memory.route
        self._visit = memory.visit
        self._bodies: dict[tuple[str, str], ArticleBody] = {}
        self._meta: dict[str, FeedMeta] = {}

    def load(self) -> Memory:
        return Memory(dict(self._records), self._settings, dict(self._shelves), dict(self._focus), self._route, self._visit)

    def load_body(self, feed: str, article: str) -> ArticleBody | None:
        return self._bodies.get((feed, article))

    def meta(self, feed: str) -> FeedMeta:
        return self._meta.get(feed, FeedMeta())

    def shelf(self, feed: str) -> FeedShelf:
        return self._shelves.get(feed, FeedShelf(feed))

    def save_record(self, record: Record, done: Callable[[], None] | None = None) -> None:
        self._records[record.item] = record
        if done is not None:
            done()

    def save_settings(self, settings: Settings) -> None:
        self._settings = settings

    def save_route(self, route: str) -> None:
        self._route = route

    def save_records(self, records: Iterable[Record]) -> None:
        self._records.update((record.item, record) for record in records)

    def save_visit(self, visit: str) -> None:
        self._visit = visit

    def save_focus(self, page: str, item: str) -> None:
        self._focus[page] = item

    def apply_feed(self, feed: str, delta: FeedDelta, meta: FeedMeta) -> bool:
        self._meta[feed] = replace(meta, serial=self.meta(feed).serial + 1)
        self._shelves[feed] = FeedShelf(feed, delta.articles, meta.title, meta.fetched_at, meta.failed)
        for article in delta.gone:
            self._bodies.pop((feed, article), None)
        for article, body in delta.bodies.items():
            self._bodies[feed, article] = body
        return True

    def save_meta(self, feed: str, meta: FeedMeta) -> bool:
        self._meta[feed] = replace(meta, serial=self.meta(feed).serial)
        self._shelves[feed] = replace(
            self.shelf(feed), title=meta.title, fetched_at=meta.fetched_at, failed=meta.failed
        )
        return True

    def keep_feeds(self, feeds: tuple[str, ...], now: datetime) -> int:
        return 0

    def flush(self, timeout_s: float = 15.0) -> None:
        pass

    def close(self) -> None:
        pass
