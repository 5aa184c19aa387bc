"""An article of the catalogue from what was read of its keys. Its body is read when it is opened, not here."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import cast

from tvapp.core.catalogue.keys import Entry
from tvapp.core.catalogue.values import Notes
from tvapp.core.model import Article, ArticleKind

CHINA = timezone(timedelta(hours=8), "CST")
"""A date in the catalogue is a day in China, which has one zone and no summer time."""


def article(notes: Notes, entry: Entry) -> Article:
    """What stands in `entry`. Only good if no error was noted."""
    get = entry.values.get
    day = cast("date | None", get("date"))
    text = cast("str | None", get("text"))
    effective = cast("date | None", get("effective"))
    expires = cast("date | None", get("expires"))
    if effective and expires and expires < effective:
        notes.error(entry.places["expires"][1], "失效日期早于生效日期", "改正其中一个日期")
    return Article(
        id=entry.text("id"),
        title=entry.text("title"),
        kind=cast(ArticleKind, entry.text("kind") or "article"),
        issuer=entry.text("issuer"),
        published=datetime(day.year, day.month, day.day, tzinfo=CHINA) if day else None,
        doc_no=entry.text("doc_no"),
        index_no=entry.text("index_no"),
        effective=effective,
        expires=expires,
        summary=entry.text("summary"),
        cover=cast("str | None", get("cover")),
        file=cast("str | None", get("article")),
        text=text,
        revision=sha256(text.encode("utf-8", "replace")).hexdigest()[:16] if text else (day.isoformat() if day else ""),
    )
