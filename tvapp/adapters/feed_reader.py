"""All pages of one feed, from the first answer to the last page, within limits, and how far one got.

The one loop over pages: the television, `sync` and `feed` see the same. Fetching and parsing are handed in; nothing a
server does raises here. Must not: decide what is kept (core/feed), store anything, or choose when to try again.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tvapp.core.feed import FeedPage
from tvapp.core.pulling import Fetch, FetchFailed, PageMark, Response

PAGES_MOST = 60
ENTRIES_MOST = 5000
WHOLE_FEED_S = 180.0
"""All pages together: sixty slow pages must not keep the other feeds waiting for half an hour."""
ONE_PAGE_S = 30.0
_LOG = logging.getLogger(__name__)


class Parse(Protocol):
    """Bytes of one answer -> a page. Raises an exception with `why` (Chinese) when it is not a feed."""

    def __call__(self, data: bytes, *, content_type: str, url: str) -> FeedPage: ...


class Asker:
    """The requests for one feed: counted, conditional where a mark is given, and together no longer than they may."""

    def __init__(self, fetch: Fetch, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._monotonic_s = monotonic_s
        self._ends_s = monotonic_s() + WHOLE_FEED_S
        self.requests = 0
        self.bytes = 0
        """Of bodies, decompressed."""

    def __call__(self, url: str, mark: PageMark | None = None) -> Response:
        """Raises FetchFailed."""
        left_s = self._ends_s - self._monotonic_s()
        if left_s <= 0:
            raise FetchFailed("服务器太慢，没有传完", "N4")
        self.requests += 1
        try:
            answer = self._fetch(
                url,
                etag=mark.etag if mark else None,
                last_modified=mark.last_modified if mark else None,
                deadline_s=min(ONE_PAGE_S, left_s),
            )
        except FetchFailed as failed:
            self.bytes += failed.size
            raise
        self.bytes += len(answer.body)
        return answer


@dataclass(slots=True)
class Read:
    """What came of one feed."""

    pages: list[FeedPage] = field(default_factory=list)
    marks: list[PageMark] = field(default_factory=list)
    """The validators of each page, in order."""
    failure: FetchFailed | None = None
    """Why it was not read to its end; its words name the page, unless it is the first."""
    covered: bool = False
    """The first page names a digest of all the others, and these are the ones that were read: as long as the first
    does not change, none does."""

    @property
    def all_read(self) -> bool:
        return self.failure is None

    @property
    def why(self) -> str:
        return self.failure.why if self.failure is not None else ""


def read_pages(ask: Asker, feed: str, parse: Parse, *, first: Response | None = None) -> Read:
    """Read `feed` and every page after it. `first` is the first page's answer, if it has come already."""
    read = Read()
    later = hashlib.sha256()
    url, seen, entries, answer = feed, {feed}, 0, first
    while True:
        try:
            if answer is None:
                answer = ask(url)
            page = _parsed(parse, answer, url)
        except FetchFailed as failed:
            return _stopped(read, failed)
        if read.pages:
            later.update(answer.body)
        read.pages.append(page)
        read.marks.append(PageMark(url, answer.etag, answer.last_modified))
        entries += len(page.entries)
        if page.next_url is None:
            read.covered = len(read.pages) > 1 and read.pages[0].later_sha256 == later.hexdigest()
            return read
        url, answer = page.next_url, None
        if url in seen or len(read.pages) >= PAGES_MOST or entries >= ENTRIES_MOST:
            return _stopped(read, FetchFailed("后面的页太多，或者绕了回来", "N4"))
        seen.add(url)


def _parsed(parse: Parse, answer: Response, url: str) -> FeedPage:
    """Raises FetchFailed for whatever is wrong with the content."""
    try:
        return parse(answer.body, content_type=answer.content_type, url=answer.url)
    except Exception as error:
        why = str(getattr(error, "why", ""))
        if not why:  # not a verdict but a bug of ours: the thread lives on, and the log has it
            _LOG.exception("读 %s 时出错", url)
        raise FetchFailed(why or "内容读不通", "N4") from error


def _stopped(read: Read, failed: FetchFailed) -> Read:
    page = len(read.pages)
    read.failure = failed
    if page:
        read.failure = FetchFailed(
            f"第 {page + 1} 页：{failed.why}",
            failed.code,
            retry_after_s=failed.retry_after_s,
            server_down=failed.server_down,
        )
    return read
