"""Values of the core <-> the text that stands in the database. Nothing here touches the database itself.

What comes back is checked only so far that a damaged row is noticed (ValueError), never believed to be code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from tvapp.core.blocks import Paragraph, from_json, to_json
from tvapp.core.choices import settings_from
from tvapp.core.model import Article, ArticleBody, Record, Settings

BODY_BYTES = 1_000_000
"""An article's body beyond this is cut: no television shows a thousand pages."""
CUT_WORDS = "（文章太长，电视上只保存了前面的部分，全文请看原文。）"

_HEAD = tuple(field.name for field in fields(Article))
"""The order is written beside the rows: another version of this program may have another."""
_DATETIMES = tuple(_HEAD.index(name) for name in ("published", "updated"))
_DATES = tuple(_HEAD.index(name) for name in ("effective", "expires"))


def _compact(data: object) -> str:
    return clean(json.dumps(data, ensure_ascii=False, separators=(",", ":"), check_circular=False))


def clean(text: str) -> str:
    """Without lone surrogates, which no database holds; everything else as it was."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


# ---------------------------------------------------------------- heads of articles, one text a feed


def heads_to_text(articles: Iterable[Article]) -> str:
    """All heads of a feed in order. One text a feed: reading 5,000 rows one by one took twice as long at start."""
    values = attrgetter(*_HEAD)
    rows = []
    for article in articles:
        row: list[Any] = list(values(article))
        for place in (*_DATETIMES, *_DATES):
            if row[place] is not None:
                row[place] = row[place].isoformat()
        rows.append(row)
    # In pieces: the encoder lets no other thread run, and the window's must draw meanwhile.
    pieces = (_compact(rows[start : start + 200])[1:-1] for start in range(0, len(rows), 200))
    return f'{{"fields":{_compact(_HEAD)},"rows":[{",".join(pieces)}]}}'


def heads_from_text(text: str) -> tuple[Article, ...]:
    """The inverse. Raises ValueError (also KeyError, TypeError) for what we never wrote."""
    data = json.loads(text)
    names, rows = tuple(data["fields"]), data["rows"]
    if names != _HEAD:  # written by an earlier or later version: what both know is kept
        defaults = Article(id="", title="")
        known = {name: place for place, name in enumerate(names)}
        order = [(known.get(name), getattr(defaults, name)) for name in _HEAD]
        rows = [[default if place is None else row[place] for place, default in order] for row in rows]
    moment, day = datetime.fromisoformat, date.fromisoformat
    for row in rows:
        for place in _DATETIMES:
            if row[place] is not None:
                row[place] = moment(row[place])
        for place in _DATES:
            if row[place] is not None:
                row[place] = day(row[place])
    return tuple([Article(*row) for row in rows])


# ---------------------------------------------------------------- bodies


def body_to_text(body: ArticleBody) -> str:
    from tvapp.core.guide_fields import guide_to

    blocks = [to_json(block) for block in body.blocks]
    guide = guide_to(body.guide) if body.guide is not None else None
    text = _compact({"blocks": blocks, "guide": guide})
    if len(text.encode()) <= BODY_BYTES:
        return text
    kept, size = [], len(_compact(guide).encode()) + 1000
    for block in blocks:
        size += len(_compact(block).encode()) + 1
        if size > BODY_BYTES:
            break
        kept.append(block)
    return _compact({"blocks": [*kept, to_json(Paragraph(CUT_WORDS))], "guide": guide})


def body_from_text(text: str) -> ArticleBody:
    """The inverse. Raises ValueError (also KeyError, TypeError) for what we never wrote."""
    from tvapp.core.guide_fields import guide_from

    data = json.loads(text)
    return ArticleBody(tuple(from_json(block) for block in data["blocks"]), guide_from(data["guide"]))


# ---------------------------------------------------------------- records and settings


def record_to_row(record: Record) -> tuple[Any, ...]:
    return (
        record.item,
        record.position_s,
        record.duration_s,
        record.watched_s,
        ",".join(f"{start}-{end}" for start, end in record.watched),
        int(record.finished),
        record.page,
        record.revision,
        record.at.isoformat() if record.at is not None else None,
        record.favourite_at.isoformat() if record.favourite_at is not None else None,
    )


def record_from_row(row: tuple[Any, ...]) -> Record:
    item, position, duration, watched_s, watched, finished, page, revision, at, favourite_at = row
    return Record(
        item,
        position,
        duration,
        watched_s,
        tuple([_span(span) for span in watched.split(",")]) if watched else (),
        bool(finished),
        page,
        revision,
        datetime.fromisoformat(at) if at else None,
        datetime.fromisoformat(favourite_at) if favourite_at else None,
    )


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def settings_to_text(settings: Settings) -> str:
    data = asdict(settings)
    data["text_size"], data["theme"] = int(settings.text_size), settings.theme.value
    return _compact(data)


def settings_from_text(text: str) -> Settings:
    """Settings of any version (core/choices). Raises ValueError for what is no object at all."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return settings_from(data)
