"""One feed, once: ask, read all its pages, merge, store. Never raises for anything a server does.

Used by the sync thread and by `main.py sync`. Fetching, parsing and the store are handed in; the pages are read by
feed_reader.py, what is kept and dropped is decided in core/feed.py, when to try again in core/pulling.py.

Pages: each page of a feed has validators of its own, and all of them are asked about, one small answer each. The first
page alone would not do: an article that is withdrawn or corrected on page 3 of a feed need not touch page 1. It does
where page 1 carries a digest of the others, as `publish` writes it, and that digest was found to be true when they
were read: then one small answer is enough. Once a day all are asked about all the same, so that an office that mends a
later page by hand is not left unheard. A feed of one page, as most are, costs one small answer in any case.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from tvapp.adapters.feed_reader import Asker, Parse, Read, read_pages
from tvapp.core.feed import FeedDelta, merge
from tvapp.core.feed_dates import CHINA
from tvapp.core.model import FeedShelf
from tvapp.core.pulling import RETRY_AFTER_MOST_S, FeedMeta, Fetch, FetchFailed, Response
from tvapp.core.value import dataclass


class FeedStore(Protocol):
    """The part of the store that a pull needs."""

    def meta(self, feed: str) -> FeedMeta: ...
    def shelf(self, feed: str) -> FeedShelf: ...
    def apply_feed(self, feed: str, delta: FeedDelta, meta: FeedMeta) -> bool: ...
    def save_meta(self, feed: str, meta: FeedMeta) -> bool: ...
    def keep_feeds(self, feeds: tuple[str, ...], now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Pulled:
    """How it went. `shelf` is what the television shows of this feed from now on."""

    feed: str
    outcome: str
    """fetched | not_modified | failed"""
    shelf: FeedShelf
    new: int = 0
    changed: int = 0
    gone: int = 0
    why: str = ""
    code: str = ""
    """N1 … N4 when it failed."""
    failure: FetchFailed | None = None
    """What the next try depends on; None also for a feed that was not asked because its server had just failed."""
    requests: int = 0
    bytes: int = 0
    """Of bodies, decompressed."""


def pull_feed(
    feed: str,
    store: FeedStore,
    fetch: Fetch,
    parse: Parse,
    now: datetime,
    *,
    shelf: FeedShelf | None = None,
    why_instead: Callable[[FetchFailed], FetchFailed] = lambda failure: failure,
    monotonic_s: Callable[[], float] = time.monotonic,
) -> Pulled:
    """Pull one feed. `now` is aware; `shelf` is what the store holds, if the caller knows it already. `why_instead`
    may replace a failure by one that explains it better (no cable)."""
    meta = store.meta(feed)
    old = shelf if shelf is not None else store.shelf(feed)
    ask = Asker(fetch, monotonic_s)
    read = Read()
    try:
        first = _changed_first(feed, meta, ask, now)
        if first is None:
            return _not_modified(feed, store, old, meta, now, ask)
        read = read_pages(ask, feed, parse, first=first)
    except FetchFailed as failed:
        read.failure = failed
    pages, failure = read.pages, read.failure
    if failure is not None:
        failure = why_instead(failure)
    if not pages and failure is not None:
        meta = _failed(meta, failure, now)
        store.save_meta(feed, meta)
        shown = replace(old, failed=failure.why)
        return Pulled(
            feed, "failed", shown, why=failure.why, code=failure.code, failure=failure, requests=ask.requests,
            bytes=ask.bytes,
        )  # fmt: skip
    delta = merge(old.articles, tuple(pages), all_read=failure is None)
    title = pages[0].title or meta.title
    if failure is None:
        usable = tuple(read.marks) if all(mark.usable for mark in read.marks) else ()
        if usable and read.covered:
            usable = (replace(usable[0], covers=True), *usable[1:])
        meta = FeedMeta(title, usable, now, serial=meta.serial)
    else:
        # Some pages are there: what they bring is shown, nothing is removed, and the next pull reads everything.
        meta = replace(_failed(meta, failure, now), title=title, pages=())
    if delta.articles != old.articles or delta.bodies:
        store.apply_feed(feed, delta, meta)
    else:
        store.save_meta(feed, meta)
    return Pulled(
        feed,
        "fetched" if failure is None else "failed",
        FeedShelf(feed, delta.articles, title, meta.fetched_at, meta.failed),
        len(delta.new),
        len(delta.changed),
        len(delta.gone),
        meta.failed,
        failure.code if failure is not None else "",
        failure,
        ask.requests,
        ask.bytes,
    )


def _changed_first(feed: str, meta: FeedMeta, ask: Asker, now: datetime) -> Response | None:
    """The first page's answer when anything at all has changed; None when every page is as it was."""
    if not meta.pages or meta.pages[0].url != feed:
        return ask(feed)
    asked_today = meta.fetched_at is not None and meta.fetched_at.astimezone(CHINA).date() == now.astimezone(CHINA).date()
    for place, mark in enumerate(meta.pages):
        try:
            answer = ask(mark.url, mark)
        except FetchFailed as failed:
            if place == 0 or failed.server_down:
                raise
            return ask(feed)  # a later page is gone: the feed has been cut anew
        if answer.status == 200:
            return answer if place == 0 else ask(feed)
        if mark.covers and asked_today:
            return None
    return None


def _not_modified(feed: str, store: FeedStore, old: FeedShelf, meta: FeedMeta, now: datetime, ask: Asker) -> Pulled:
    store.save_meta(feed, replace(meta, fetched_at=now, failed="", failures=0, hold_until=None))
    shelf = replace(old, title=meta.title, fetched_at=now, failed="")
    return Pulled(feed, "not_modified", shelf, requests=ask.requests, bytes=ask.bytes)


def _failed(meta: FeedMeta, failure: FetchFailed, now: datetime) -> FeedMeta:
    hold = None
    if failure.retry_after_s is not None:
        hold = now + timedelta(seconds=min(failure.retry_after_s, RETRY_AFTER_MOST_S))
    return replace(meta, failed=failure.why, failures=meta.failures + 1, hold_until=hold)
