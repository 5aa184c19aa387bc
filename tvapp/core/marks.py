"""What a list says of each thing in it: 新, 已看完, 看到 12 分, how long. Pure, by record and day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tvapp.core import calendar, words
from tvapp.core.index import Entry, can_be_new
from tvapp.core.learning import begun
from tvapp.core.model import Article, Lesson, Record
from tvapp.core.state import State

SOON_DAYS = 7


def is_new(entry: Entry, record: Record | None, today: date) -> bool:
    item = entry.item
    if record is None or not record.opened:
        return can_be_new(item, today)
    return isinstance(item, Article) and record.revision != item.revision


def any_new(entries: Iterable[Entry], state: State, today: date) -> bool:
    return any(is_new(entry, state.records.get(entry.key), today) for entry in entries)


def duration_s(item: Lesson, record: Record | None) -> float:
    """The player's own figure where it has been opened, else the catalogue's; 0 when unknown."""
    if record is not None and record.duration_s > 0:
        return record.duration_s
    return item.duration_s or 0.0


def share(item: Lesson, record: Record | None) -> float | None:
    """How far one has watched, 0 to 1; None when there is nothing to go on with."""
    if not begun(record) or record is None:
        return None
    length = duration_s(item, record)
    return min(1.0, record.position_s / length) if length > 0 else None


SERIES_NAMED = 10
"""A longer name of a series has no room beside how far one has come in it."""


def _series(state: State, entry: Entry) -> tuple[str, ...]:
    """The keys of the series that this lesson is of, in order."""
    item = entry.item
    return state.index.series.get(item.series, ()) if isinstance(item, Lesson) and item.series else ()


def series_place(state: State, entry: Entry) -> str:
    """第 1 课，共 3 课: where this lesson stands in its series; nothing where it is of none."""
    keys = _series(state, entry)
    return words.series_place(keys.index(entry.key) + 1, len(keys)) if entry.key in keys else ""


def series_line(state: State, entry: Entry, named: bool = False) -> str:
    """看到第 3 课，共 8 课: how far one has come in the series that this lesson is of; nothing before its first one.

    What counts is 已看完, or what 接着看 would go on with: a lesson looked into for two seconds is not one that was seen.
    `named`: with the name of the series, where other counts stand beside it."""
    item, keys = entry.item, _series(state, entry)
    furthest = 0
    for place, key in enumerate(keys, 1):
        record = state.records.get(key)
        if record is not None and (record.finished or begun(record)):
            furthest = place
    if not furthest or not isinstance(item, Lesson):
        return ""
    return words.series_at(furthest, len(keys), item.series if named and len(item.series) <= SERIES_NAMED else "")


def cover(entry: Entry, section_digit: str) -> str:
    """Picture source for a card: the office's own, else one of ours by the section."""
    item = entry.item
    if item.cover:
        return f"media:{item.cover}"
    return f"asset:cover-{section_digit}"


def issuer_line(article: Article, today: date) -> str:
    """9月23日·示范街道办事处."""
    parts = []
    if article.published is not None:
        parts.append(calendar.day_words(article.published.astimezone(calendar.CHINA).date(), today))
    if article.issuer:
        parts.append(article.issuer)
    return "·".join(parts)


def article_chip(article: Article, today: date) -> str:
    """已失效, or how soon it closes; else nothing."""
    if article.expires is None:
        return ""
    left = (article.expires - today).days
    if left < 0:
        return words.LAPSED
    if article.kind in ("job", "activity") and left == 0:
        return words.CLOSES_TODAY
    if article.kind in ("job", "activity") and left <= SOON_DAYS:
        return words.closes_in(left)
    return ""
