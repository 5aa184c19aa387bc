"""All pages of one feed, from the first answer to the last page, and how far one got. Shared by whoever pulls a feed.

Fetching and parsing are handed in. Never raises for anything a server does.
Must not: decide what is kept (core/feed) or when to try again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tvapp.adapters.feed_parse import NotAFeed, parse_feed
from tvapp.core.feed import FeedPage
from tvapp.core.pulling import FetchFailed, Response

PAGES_MOST = 40


class Parse(Protocol):
    """Bytes of one answer -> a page; raises NotAFeed."""

    def __call__(self, data: bytes, *, content_type: str, url: str) -> FeedPage: ...


@dataclass(slots=True)
class Read:
    """What came of one feed."""

    pages: list[FeedPage] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    """The answer of each page: its validators are to be kept."""
    why: str = ""
    """Why it was not read to its end, in Chinese; empty when it was."""
    code: str = ""
    """N3 or N4 with `why`."""

    @property
    def all_read(self) -> bool:
        return not self.why


def read_pages(
    fetch: Callable[[str], Response], url: str, *, parse: Parse = parse_feed, pages_most: int = PAGES_MOST
) -> Read:
    """Ask for `url` and every page after it, at most `pages_most`. A page that was seen already ends the round."""
    read = Read()
    seen: set[str] = set()
    following: str | None = url
    while following is not None:
        if following in seen or len(read.pages) >= pages_most:
            return _stopped(read, "后面的页太多，或者绕了回来", "N4")
        seen.add(following)
        try:
            answer = fetch(following)
            page = parse(answer.body, content_type=answer.content_type, url=answer.url)
        except FetchFailed as failed:
            return _stopped(read, failed.why, failed.code)
        except NotAFeed as refused:
            return _stopped(read, refused.why, "N4")
        read.pages.append(page)
        read.answers.append(answer)
        following = page.next_url
    return read


def _stopped(read: Read, why: str, code: str) -> Read:
    page = len(read.pages)
    read.why = f"第 {page + 1} 页：{why}" if page else why
    read.code = code
    return read
