"""The wire format: JSON Feed 1.1, and in `_tvapp` what an article of ours has beyond it. Every name stands here once.

Used by the reader and by the publisher, so that what one writes the other understands.
Source of the format: https://www.jsonfeed.org/version/1.1/
Must not: parse HTML or bytes, or raise over one bad field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tvapp.core.blocks import Block, to_json
from tvapp.core.blocks_html import blocks_to_html
from tvapp.core.feed_dates import CHINA, day, moment
from tvapp.core.feed_text import as_text, clean, http_address, one_line, plain_title
from tvapp.core.guide_fields import guide_from, guide_to
from tvapp.core.model import ARTICLE_KINDS, Article, ArticleBody, ArticleKind, Guide
from tvapp.core.value import dataclass

VERSION = "https://jsonfeed.org/version/1.1"
VERSION_START = "https://jsonfeed.org/version/"
EXTENSION = "_tvapp"
LATER = "later_sha256"
"""In the extension of a first page: SHA-256 (hex) of the bytes of the pages after it, one after the other."""
ID_MAX = 500
TITLE_FROM_BODY = 40
"""Characters of the body that stand for a missing title."""


@dataclass(frozen=True, slots=True)
class WireItem:
    """One item of a JSON Feed before its body is turned into blocks."""

    article: Article
    html: str | None
    text: str | None
    guide: Guide | None


def item_from(data: Mapping[str, Any], *, feed_title: str, feed_author: str) -> WireItem:
    """Read one item. Wrong types count as absent; id, title and revision may still be missing (see `settle`)."""
    beyond = data.get(EXTENSION)
    beyond = beyond if isinstance(beyond, Mapping) else {}
    issuer = as_text(beyond.get("issuer"), 120) or author_name(data) or feed_author or feed_title
    tags = data.get("tags")
    topic = as_text(beyond.get("topic"), 120)
    if not topic and isinstance(tags, list):
        topic = next((text for text in (as_text(tag, 120) for tag in tags[:20]) if text), "")
    html, text = data.get("content_html"), data.get("content_text")
    guide = guide_from(beyond.get("guide"))
    title = data.get("title")
    article = Article(
        id=as_text(data.get("id"), ID_MAX),
        title=plain_title(title, markup=False) if isinstance(title, str) else "",
        kind=kind_from(beyond.get("kind"), guide),
        issuer=issuer,
        published=moment(data.get("date_published")),
        updated=moment(data.get("date_modified")),
        doc_no=as_text(beyond.get("doc_no"), 120),
        index_no=as_text(beyond.get("index_no"), 120),
        effective=day(beyond.get("effective")),
        expires=day(beyond.get("expires")),
        topic=topic,
        summary=as_text(data.get("summary")),
        url=http_address(data.get("url")) or http_address(data.get("external_url")),
    )
    return WireItem(
        article,
        html if isinstance(html, str) else None,
        text if isinstance(text, str) else None,
        guide,
    )


def author_name(data: Mapping[str, Any]) -> str:
    """The first name in `authors` (1.1) or `author` (1.0) of a feed or an item, or empty."""
    authors = data.get("authors")
    for one in [*(authors[:20] if isinstance(authors, list) else []), data.get("author")]:
        name = as_text(one.get("name"), 120) if isinstance(one, Mapping) else ""
        if name:
            return name
    return ""


def later_digest(data: Mapping[str, Any]) -> str:
    """What a first page says of the pages after it, or empty."""
    beyond = data.get(EXTENSION)
    return as_text(beyond.get(LATER), 64).lower() if isinstance(beyond, Mapping) else ""


def kind_from(value: object, guide: Guide | None = None) -> ArticleKind:
    """One of our kinds; a guide without a kind is a guide, anything unknown an article."""
    if value in ARTICLE_KINDS:
        return value
    return "guide" if guide is not None else "article"


def item_to(article: Article, body: ArticleBody) -> dict[str, Any]:
    """The item of one article as we publish it. Same article, same bytes."""
    data: dict[str, Any] = {"id": article.id, "title": article.title}
    if article.url:
        data["url"] = article.url
    if article.summary:
        data["summary"] = article.summary
    data["content_html"] = blocks_to_html(body.blocks)
    if article.published:
        data["date_published"] = stamp(article.published)
    if article.updated:
        data["date_modified"] = stamp(article.updated)
    if article.issuer:
        data["authors"] = [{"name": article.issuer}]
    if article.topic:
        data["tags"] = [article.topic]
    beyond: dict[str, Any] = {"kind": article.kind}
    for name in ("issuer", "doc_no", "index_no", "topic"):
        if getattr(article, name):
            beyond[name] = getattr(article, name)
    for name in ("effective", "expires"):
        value: date | None = getattr(article, name)
        if value:
            beyond[name] = value.isoformat()
    if body.guide is not None:
        beyond["guide"] = guide_to(body.guide)
    data[EXTENSION] = beyond
    return data


def page_to(title: str, items: list[dict[str, Any]], next_url: str | None, later_sha256: str = "") -> dict[str, Any]:
    """One page of a feed as we publish it; `next_url` may be relative to the page's own address."""
    data: dict[str, Any] = {"version": VERSION, "title": title, "language": "zh-CN"}
    if next_url:
        data["next_url"] = next_url
    if later_sha256:
        data[EXTENSION] = {LATER: later_sha256}
    return data | {"items": items}


def stamp(when: datetime) -> str:
    """ISO 8601 with zone, whole seconds, in the office's zone."""
    return when.astimezone(CHINA).isoformat(timespec="seconds")


def settle(article: Article, blocks: tuple[Block, ...], guide: Guide | None, *, named_by: str = "") -> Article | None:
    """Give an article what its source left out: a title from its body, an id from its content, its revision.

    `named_by` is what the publisher identifies it by when it has no id of its own (its address). None: an entry with
    neither title nor words is nothing.
    """
    title = article.title or first_words(blocks)
    if not title:
        return None
    article = replace(article, title=title)
    if not article.id:
        stands_for = named_by or "\n".join([title, stamp(article.published) if article.published else ""])
        article = replace(article, id=named_by if 0 < len(named_by) <= ID_MAX else "h-" + digest(stands_for))
    return replace(article, revision=revision(article, blocks, guide))


def revision(article: Article, blocks: tuple[Block, ...], guide: Guide | None) -> str:
    """Changes with anything a viewer reads. Dates of publishing do not count: some servers write them anew each time."""
    content = [
        article.title, article.kind, article.doc_no, article.index_no, str(article.effective), str(article.expires),
        article.summary, [to_json(block) for block in blocks], guide_to(guide) if guide else None,
    ]  # fmt: skip
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def first_words(blocks: tuple[Block, ...]) -> str:
    """The beginning of a body, for an entry without a title."""
    for block in blocks:
        data = to_json(block)
        text = data.get("text") or data.get("alt") or " ".join(data.get("items", []))
        text = text or " ".join(cell for row in data.get("rows", []) for cell in row)
        if text:
            return one_line(clean(text), TITLE_FROM_BODY)
    return ""
