"""One feed, once: ask, read all its pages, merge, store. Never raises for anything a server does.

Used by the sync thread and by `main.py sync`. Fetching, parsing and the store are handed in; what is kept and dropped
is decided in core/feed.py, when to try again in core/pulling.py.

Pages: each page of a feed has validators of its own, and all of them are asked about, one small answer each. The first
page alone would not do: an article that is withdrawn or corrected on page 3 of a feed need not touch page 1. A feed of
one page, as most are, costs exactly one small answer when nothing has changed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from tvapp.core.feed import FeedDelta, FeedPage, merge
from tvapp.core.model import FeedShelf
from tvapp.core.pulling import RETRY_AFTER_MOST_S, FeedMeta, Fetch, FetchFailed, PageMark, Response

PAGES_MOST = 60
ENTRIES_MOST = 5000
WHOLE_FEED_S = 180.0
"""All pages together: sixty slow pages must not keep the other feeds waiting for half an hour."""
_LOG = logging.getLogger(__name__)


class Parse(Protocol):
    """Bytes of one answer -> a page. Raises an exception with `why` (Chinese) when it is not a feed."""

    def __call__(self, data: bytes, *, content_type: str, url: str) -> FeedPage: ...


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


class _Counted:
    """A fetch that counts, and gives an answer that has already come this time without asking again."""

    def __init__(self, fetch: Fetch, monotonic_s: Callable[[], float]) -> None:
        self._fetch = fetch
        self._monotonic_s = monotonic_s
        self._ends_s = monotonic_s() + WHOLE_FEED_S
        self.requests = 0
        self.bytes = 0

    def __call__(self, url: str, mark: PageMark | None = None) -> Response:
        left_s = self._ends_s - self._monotonic_s()
        if left_s <= 0:
            raise FetchFailed("服务器太慢，没有传完", "N4")
        self.requests += 1
        try:
            answer = self._fetch(
                url,
                etag=mark.etag if mark else None,
                last_modified=mark.last_modified if mark else None,
                deadline_s=min(30.0, left_s),
            )
        except FetchFailed as failed:
            self.bytes += failed.size
            raise
        self.bytes += len(answer.body)
        return answer


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
    ask = _Counted(fetch, monotonic_s)
    pages: list[FeedPage] = []
    marks: list[PageMark] = []
    failure: FetchFailed | None = None
    try:
        first = _changed_first(feed, meta, ask)
        if first is None:
            return _not_modified(feed, store, old, meta, now, ask)
        failure = _read_pages(feed, first, ask, parse, pages, marks)
    except FetchFailed as failed:
        failure = failed
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
        usable = tuple(marks) if all(mark.usable for mark in marks) else ()
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


def _changed_first(feed: str, meta: FeedMeta, ask: _Counted) -> Response | None:
    """The first page's answer when anything at all has changed; None when every page is as it was."""
    if not meta.pages or meta.pages[0].url != feed:
        return ask(feed)
    for place, mark in enumerate(meta.pages):
        try:
            answer = ask(mark.url, mark)
        except FetchFailed as failed:
            if place == 0 or failed.server_down:
                raise
            return ask(feed)  # a later page is gone: the feed has been cut anew
        if answer.status == 200:
            return answer if place == 0 else ask(feed)
    return None


def _read_pages(
    feed: str, answer: Response, ask: _Counted, parse: Parse, pages: list[FeedPage], marks: list[PageMark]
) -> FetchFailed | None:
    """Fill `pages` and `marks` to the end of the feed. What went wrong on the way is the result."""
    url, seen, entries = feed, {feed}, 0
    while True:
        try:
            page = parse(answer.body, content_type=answer.content_type, url=answer.url)
        except Exception as error:
            why = str(getattr(error, "why", ""))
            if not why:  # not a verdict but a bug of ours: the thread lives on, and the log has it
                _LOG.exception("读 %s 时出错", url)
            return _of_page(len(pages), FetchFailed(why or "内容读不通", "N4"))
        pages.append(page)
        marks.append(PageMark(url, answer.etag, answer.last_modified))
        entries += len(page.entries)
        if page.next_url is None:
            return None
        url = page.next_url
        if url in seen or len(pages) >= PAGES_MOST or entries >= ENTRIES_MOST:
            return _of_page(len(pages), FetchFailed("后面的页太多，或者绕了回来", "N4"))
        seen.add(url)
        try:
            answer = ask(url)
        except FetchFailed as failed:
            return _of_page(len(pages), failed)


def _of_page(page: int, failed: FetchFailed) -> FetchFailed:
    """The failure with the page's number, for all pages but the first."""
    if page == 0:
        return failed
    return FetchFailed(
        f"第 {page + 1} 页：{failed.why}",
        failed.code,
        retry_after_s=failed.retry_after_s,
        server_down=failed.server_down,
    )


def _not_modified(feed: str, store: FeedStore, old: FeedShelf, meta: FeedMeta, now: datetime, ask: _Counted) -> Pulled:
    store.save_meta(feed, replace(meta, fetched_at=now, failed="", failures=0, hold_until=None))
    shelf = replace(old, title=meta.title, fetched_at=now, failed="")
    return Pulled(feed, "not_modified", shelf, requests=ask.requests, bytes=ask.bytes)


def _failed(meta: FeedMeta, failure: FetchFailed, now: datetime) -> FeedMeta:
    hold = None
    if failure.retry_after_s is not None:
        hold = now + timedelta(seconds=min(failure.retry_after_s, RETRY_AFTER_MOST_S))
    return replace(meta, failed=failure.why, failures=meta.failures + 1, hold_until=hold)
