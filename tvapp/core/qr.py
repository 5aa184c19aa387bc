"""What a phone gets from the square code on the screen: the facts themselves, or the address of an article.

The text alone decides: it works with no network and no server of ours. Pure; the squares are drawn by the window.
"""

from __future__ import annotations

import re
from datetime import date

from tvapp.core import calendar, words
from tvapp.core.blocks import Block, Heading, ListBlock, Paragraph, Quote
from tvapp.core.model import Article, ArticleBody, Guide

MOST_BYTES = 412
"""What a code of version 15 carries as bytes at error level M (ISO/IEC 18004, table 7)."""
SMALL_BYTES = 213
"""Version 10: coarser, for the small code beside a list."""
ADDRESS_BYTES = 300
"""A longer address makes a code too fine to be read from a chair: then the facts go in its place."""
LINE_BYTES = 126
"""No single fact takes the room of all the others."""
WORTH_CHARS = 8
"""Less than this of a line is not begun."""
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20]+\Z", re.IGNORECASE)


def has_address(article: Article) -> bool:
    """Whether the code leads to the article itself; a guide's code carries its facts always."""
    url = article.url.strip()
    return article.kind != "guide" and bool(_ADDRESS.match(url)) and len(url.encode()) <= ADDRESS_BYTES


def facts(article: Article, body: ArticleBody | None, phone: str, today: date) -> str:
    """At most MOST_BYTES of UTF-8. `phone` is the community's own, for what names none. Never empty for a titled article."""
    guide = body.guide if body is not None else None
    if guide is not None:
        return _joined(_guide_lines(article, guide, phone))
    if has_address(article):
        return article.url.strip()
    return _joined(_article_lines(article, body, phone, today))


def take_along(article: Article, guide: Guide, phone: str) -> str:
    """The list of things to bring, with when and whom to ask: at most SMALL_BYTES, for a code that is drawn small."""
    return _joined(
        [
            (0, article.title),
            (2, words.fact(words.FACT_BRING, "、".join(material.name for material in guide.bring))),
            (3, words.fact(words.WHEN, "，".join(guide.hours))),
            (1, words.fact(words.FACT_PHONE, guide.phone or phone)),
        ],
        SMALL_BYTES,
    )


def _guide_lines(article: Article, guide: Guide, phone: str) -> list[tuple[int, str]]:
    """(how early it is dropped, line) in the order of reading; the lowest is kept longest."""
    where = "，".join(part for part in (guide.place, guide.window) if part)
    cost = "，".join(part for part in (guide.time_promised or guide.time_legal, guide.fee) if part)
    call = "，".join(part for part in (guide.phone or phone, guide.contact) if part)
    return [
        (0, article.title),
        (2, words.fact(words.WHERE, where)),
        (4, words.fact(words.FACT_ADDRESS, guide.address)),
        (3, words.fact(words.WHEN, "，".join((*guide.hours, *((guide.days,) if guide.days else ()))))),
        (1, words.fact(words.FACT_PHONE, call)),
        (5, words.fact(words.FACT_BRING, "、".join(material.name for material in guide.bring))),
        (6, words.fact(words.FACT_COST, cost)),
        (7, words.verified(words.day_in_full(guide.verified)) if guide.verified else ""),
    ]


def _article_lines(article: Article, body: ArticleBody | None, phone: str, today: date) -> list[tuple[int, str]]:
    source = [article.issuer]
    if article.published is not None:
        day = article.published.astimezone(calendar.CHINA).date()
        source.append(words.day_in_full(day))
    said = article.summary or _first_words(body.blocks if body is not None else ())
    return [
        (0, article.title),
        (1, "，".join(part for part in source if part)),
        (2, article.doc_no),
        (4, said),
        (3, words.fact(words.FACT_PHONE, phone)),
    ]


def _first_words(blocks: tuple[Block, ...]) -> str:
    """The beginning of the text, as much as a code could hold."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Quote():
                found.append(block.text)
            case ListBlock():
                found.append("；".join(block.items))
            case _:
                continue
        if sum(map(len, found)) > MOST_BYTES:
            break
    return " ".join(found)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _joined(lines: list[tuple[int, str]], most: int = MOST_BYTES) -> str:
    """The lines that there is room for, most needed first, each shortened before another is dropped."""
    chosen: dict[int, str] = {}
    left = most
    for place, (rank, line) in sorted(enumerate(lines), key=lambda found: found[1][0]):
        line = _plain(line)
        if not line:
            continue
        cut = _cut(line, min(left - (1 if chosen else 0), LINE_BYTES if rank < 4 else most))
        if not cut:
            continue
        chosen[place] = cut
        left -= len(cut.encode()) + (1 if len(chosen) > 1 else 0)
    return "\n".join(chosen[place] for place in sorted(chosen))


def _cut(line: str, room: int) -> str:
    """The line in at most `room` bytes, whole characters and … at the end; nothing when too little of it would be left."""
    if len(line.encode()) <= room:
        return line
    shortened = line.encode()[: max(0, room - len("…".encode()))].decode("utf-8", "ignore").rstrip("，、；：。 ")
    return f"{shortened}…" if len(shortened) >= WORTH_CHARS else ""
