"""`feed URL… [--json]`: fetch feeds over the network and print what the television would show of each.

Must not: store anything, or print a character that a terminal would obey.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from typing import Any

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table, to_json
from tvapp.core.feed import FeedDelta, merge
from tvapp.core.feed_dates import CHINA
from tvapp.core.feed_text import clean, http_address
from tvapp.core.guide_fields import guide_to
from tvapp.core.model import Article, ArticleBody, Guide

KINDS = {
    "article": "文章", "guide": "办事指南", "notice": "通知", "job": "招聘", "activity": "活动",
    "accounts": "三务公开", "policy": "政策", "group": "社团", "offer": "互助",
}  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """`args.urls`, `args.json`. 0, or 1 when a feed could not be fetched or read to its end."""
    from tvapp.adapters.http import Http

    failed = 0
    with closing(Http()) as http:
        for url in args.urls:
            title, delta, why = look(http, url)
            failed += bool(why)
            if args.json:
                _print(json.dumps(_data(url, title, delta, why), ensure_ascii=False))
            else:
                _print("\n".join(_lines(url, title, delta, why)))
    return 1 if failed else 0


def look(http: Any, url: str) -> tuple[str, FeedDelta, str]:
    """(title, what a television that knows nothing yet would keep, why it could not be read to its end or empty)."""
    from tvapp.adapters.feed_parse import parse_feed
    from tvapp.adapters.feed_reader import Asker, read_pages

    if not http_address(url):
        return "", FeedDelta(articles=()), "网址要用 http:// 或 https:// 开头，中间没有空格"
    read = read_pages(Asker(http.fetch), url, parse_feed)
    title = read.pages[0].title if read.pages else ""
    return title, merge((), tuple(read.pages), all_read=read.all_read), read.why


def _data(url: str, title: str, delta: FeedDelta, why: str) -> dict[str, Any]:
    return {
        "url": url,
        "ok": not why,
        "why": why,
        "title": title,
        "items": [_item(article, delta.bodies[article.id]) for article in delta.articles],
    }


def _item(article: Article, body: ArticleBody) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "issuer": article.issuer,
        "url": article.url,
        "kind": article.kind,
        "blocks": [_block(block) for block in body.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    """A block with the keys that docs/interfaces.md names; what only the store keeps of a table stays out."""
    return {key: value for key, value in to_json(block).items() if key != "head"}


def _lines(url: str, title: str, delta: FeedDelta, why: str) -> list[str]:
    lines = [f"{title or '（没有名字）'}  {url}"] if delta.articles or not why else [url]
    if why:
        lines.append(f"读不了：{why}" if not delta.articles else f"没有读完：{why}")
    if not why or delta.articles:
        lines.append(f"共 {len(delta.articles)} 篇")
    for number, article in enumerate(delta.articles, 1):
        lines += ["", f"{number}. {article.title}", "   " + "  ".join(_facts(article))]
        body = delta.bodies[article.id]
        lines += [f"   {line}" for line in [*_guide(body.guide), *_body(body.blocks)]]
    return [*lines, ""]


def _facts(article: Article) -> list[str]:
    when = article.published.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if article.published else "没有日期"
    facts = [when.removesuffix(" 00:00"), article.issuer, KINDS[article.kind], article.doc_no, article.url]
    return [fact for fact in facts if fact]


def _guide(guide: Guide | None) -> list[str]:
    if guide is None:
        return []
    lines = []
    for name, value in guide_to(guide).items():
        if isinstance(value, list):
            value = "；".join(" ".join(one.values()) if isinstance(one, dict) else str(one) for one in value)
        elif isinstance(value, dict):
            value = "；".join(f"{key} {text}" for key, text in value.items())
        lines.append(f"[{name}] {value}")
    return lines


def _body(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                lines.append("#" * block.level + " " + block.text)
            case Paragraph():
                lines.append(block.text)
            case Quote():
                lines.append("> " + block.text)
            case Image():
                lines.append(f"[图片：{block.alt or '没有说明'}] {block.src}")
            case ListBlock():
                marks = (f"{place}." if block.ordered else "·" for place in range(1, len(block.items) + 1))
                lines += [f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)]
            case Table():
                lines += [" | ".join(row) for row in block.rows]
    return lines


def _print(text: str) -> None:
    """A console that cannot show a character gets an escape for it; one that would obey a character never sees it."""
    encoding = sys.stdout.encoding or "utf-8"
    print(clean(text).encode(encoding, "backslashreplace").decode(encoding), flush=True)
