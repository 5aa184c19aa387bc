"""What a feed brought, and what to keep of it: pure decisions, used by the reader, the publisher and the sync.

Must not: fetch, parse bytes, know the clock or the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import UTC, datetime

from tvapp.core.model import Article, ArticleBody
from tvapp.core.value import dataclass

KEPT_OF_A_STREAM = 500
"""RSS and Atom list only their newest entries: this many of all that were ever seen are kept."""

KEPT_OF_A_LIST = 5000
"""A JSON Feed lists everything; beyond this many a shelf would no longer be read by anyone."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    article: Article
    body: ArticleBody


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One answer of a server, read."""

    title: str
    entries: tuple[FeedEntry, ...]
    """In the feed's own order, each id once."""
    next_url: str | None
    """Whole address of the next page, or None on the last one."""
    complete: bool
    """True for JSON Feed: with its pages it lists all there is, so absence means gone. False for RSS and Atom."""
    damaged: tuple[str, ...] = ()
    """Ids that the page lists but whose entry could not be read: what is known of them stays."""
    cut: bool = False
    """The page lists more than was read, or names a next page that cannot be asked for: nothing is removed by it."""
    later_sha256: str = ""
    """Of a first page: SHA-256 (hex) of the bytes of all pages after it, one after the other; empty where not said."""


@dataclass(frozen=True, slots=True)
class FeedDelta:
    """What becomes of a shelf. `articles` is the whole new shelf, in order; the rest says what differs from the old."""

    articles: tuple[Article, ...]
    bodies: dict[str, ArticleBody] = field(default_factory=dict)
    """By article id: bodies to be written, those of the new and the changed. The others stand as stored."""
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Ids whose revision differs from the one kept."""
    gone: tuple[str, ...] = ()


def merge(old: tuple[Article, ...], pages: tuple[FeedPage, ...], *, all_read: bool) -> FeedDelta:
    """Decide what a shelf holds after `pages` were read.

    `all_read` is False when a page could not be fetched or read: then nothing is removed. A JSON Feed read to its
    last page removes what it no longer lists; RSS and Atom remove nothing but what falls out of the newest 500.
    No page at all changes nothing.
    """
    if not pages:
        return FeedDelta(articles=old)
    listed: dict[str, FeedEntry] = {}
    for page in pages:
        for entry in page.entries:
            listed.setdefault(entry.article.id, entry)
    known = {article.id: article for article in old}
    whole_list = all(page.complete for page in pages)
    all_read = all_read and not any(page.cut for page in pages)
    if whole_list and all_read:
        damaged = {id_ for page in pages for id_ in page.damaged}
        kept = _append(listed, (article for article in old if article.id in damaged))[:KEPT_OF_A_LIST]
    elif whole_list:
        kept = _append(listed, old)[:KEPT_OF_A_LIST]
    else:
        everything = _append(listed, old)
        kept = everything if not all_read else _newest(everything, listed, KEPT_OF_A_STREAM)
        kept = kept[:KEPT_OF_A_LIST]

    new, changed = [], []
    bodies: dict[str, ArticleBody] = {}
    for article in kept:
        before = known.get(article.id)
        if before is None:
            new.append(article.id)
        elif article.id in listed and before.revision != article.revision:
            changed.append(article.id)
        else:
            continue
        bodies[article.id] = listed[article.id].body
    still = {article.id for article in kept}
    return FeedDelta(
        articles=tuple(kept),
        bodies=bodies,
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(article.id for article in old if article.id not in still),
    )


def _append(listed: dict[str, FeedEntry], rest: Iterable[Article]) -> list[Article]:
    """Listed articles first, in the feed's order, then those of `rest` that are not listed, in theirs."""
    return [entry.article for entry in listed.values()] + [one for one in rest if one.id not in listed]


_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def _newest(articles: list[Article], listed: dict[str, FeedEntry], count: int) -> list[Article]:
    """The newest `count`, order unchanged. Undated counts as new while it is listed, and as oldest afterwards."""
    if len(articles) <= count:
        return articles

    def age(place: int) -> tuple[int, float, int]:
        article = articles[place]
        if article.published is None:
            return (0 if article.id in listed else 2, 0.0, place)
        return (1, -(article.published - _LONG_AGO).total_seconds(), place)

    kept = sorted(sorted(range(len(articles)), key=age)[:count])
    return [articles[place] for place in kept]
