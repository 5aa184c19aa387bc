"""JSON Feed 1.0 and 1.1 -> a FeedPage. One bad item costs that item, not the feed.

Must not: fetch, or decide what the shelf keeps.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from tvapp.adapters.feed_bytes import NotAFeed
from tvapp.adapters.html_blocks import address, html_to_blocks, text_to_blocks
from tvapp.core.blocks import Block
from tvapp.core.feed import FeedEntry, FeedPage
from tvapp.core.feed_text import as_text, http_address, plain_title
from tvapp.core.feed_wire import ID_MAX, VERSION_START, author_name, item_from, later_digest, settle
from tvapp.core.model import ArticleBody

MAX_ITEMS = 2000
"""Of one page; a page with more is not read to its end, so nothing is removed by it."""


def parse_json_feed(text: str, url: str) -> FeedPage:
    """Read one page. `url` is where it came from: relative addresses are joined to it. Raises NotAFeed."""
    data = _object(text)
    version, items = data.get("version"), data.get("items")
    if not isinstance(version, str) or VERSION_START not in version.replace("http://", "https://"):
        raise NotAFeed("是 JSON，但不是 JSON Feed（没有 version 一项）")
    if not isinstance(items, list):
        raise NotAFeed("JSON Feed 里没有文章列表（items）")
    title = data.get("title")
    title = plain_title(title, markup=False) if isinstance(title, str) else ""
    author = author_name(data)

    entries: dict[str, FeedEntry] = {}
    damaged: list[str] = []
    for item in items[:MAX_ITEMS]:
        entry = _entry(item, url, title, author)
        if entry is not None:
            entries.setdefault(entry.article.id, entry)
        elif isinstance(item, Mapping) and as_text(item.get("id"), ID_MAX):
            damaged.append(as_text(item.get("id"), ID_MAX))
    if items and not entries:
        raise NotAFeed("列出的文章没有一篇能读出来")

    following, sound = _next(data.get("next_url"), url)
    return FeedPage(
        title=title,
        entries=tuple(entries.values()),
        next_url=following,
        complete=True,
        damaged=tuple(damaged),
        cut=not sound or len(items) > MAX_ITEMS,
        later_sha256=later_digest(data),
    )


def _object(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("是 JSON，但写坏了，读不通") from error
    if not isinstance(data, Mapping):
        raise NotAFeed("是 JSON，但不是 JSON Feed")
    return data


def _entry(item: object, url: str, title: str, author: str) -> FeedEntry | None:
    if not isinstance(item, Mapping):
        return None
    found = item_from(item, feed_title=title, feed_author=author)
    blocks = _blocks(found.html, found.text, url)
    head = found.article
    if not head.url and isinstance(item.get("url"), str):
        head = replace(head, url=address(url, item["url"]))
    article = settle(head, blocks, found.guide, named_by=head.url)
    return FeedEntry(article, ArticleBody(blocks, found.guide)) if article else None


def _blocks(html: str | None, text: str | None, url: str) -> tuple[Block, ...]:
    """HTML says more than text; an empty or unreadable one leaves the word to the text."""
    blocks = html_to_blocks(html, url) if html and html.strip() else ()
    return blocks or (text_to_blocks(text) if text else ())


def _next(value: object, url: str) -> tuple[str | None, bool]:
    """The next page's address, and whether it may be asked for: only on the feed's own
    server, never from https to http."""
    if value is None or value == "":
        return None, True
    if not isinstance(value, str):
        return None, False
    try:
        following = http_address(urljoin(url, value.strip()))
        here, there = urlsplit(url), urlsplit(following)
        same = there.hostname == here.hostname and (
            (there.scheme, there.port) == (here.scheme, here.port) or (here.scheme, there.scheme) == ("http", "https")
        )
    except ValueError:
        return None, False
    return (following, True) if following and same else (None, False)
