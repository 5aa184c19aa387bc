"""办事指南 as plain data <-> Guide: one table of names for the front matter, the feed and the checker.

Must not: raise over wrong data; what cannot be used is empty. Strictness belongs to `publish`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tvapp.core.feed_dates import day
from tvapp.core.feed_text import as_text
from tvapp.core.model import Guide, Material

GuideKind = Literal["text", "texts", "count", "date", "materials", "pairs", "answers"]

GUIDE_FIELDS: dict[str, GuideKind] = {
    "place": "text",
    "address": "text",
    "window": "text",
    "bus": "text",
    "hours": "texts",
    "days": "text",
    "phone": "text",
    "contact": "text",
    "bring": "materials",
    "steps": "texts",
    "visits": "count",
    "time_promised": "text",
    "time_legal": "text",
    "fee": "text",
    "basis": "texts",
    "complaint_phone": "text",
    "complaint": "text",
    "official": "pairs",
    "faq": "answers",
    "verified": "date",
    "verified_by": "text",
    "starts": "date",
    "ends": "date",
}
"""Field name -> what it holds. `texts` also takes a single text; `pairs` is a mapping of text to text."""

MANY = 60
"""Most entries of any list in a guide; the rest is not for a television."""


def guide_from(data: object) -> Guide | None:
    """A Guide from a mapping with the fields above; None when `data` is not a mapping."""
    if not isinstance(data, Mapping):
        return None
    values: dict[str, Any] = {}
    for name, kind in GUIDE_FIELDS.items():
        if data.get(name) is not None:
            values[name] = _value(kind, data[name])
    return Guide(**values)


def guide_to(guide: Guide) -> dict[str, Any]:
    """The mapping `guide_from` reads, without empty fields."""
    out: dict[str, Any] = {}
    for name, kind in GUIDE_FIELDS.items():
        value = getattr(guide, name)
        if value in ("", (), None):
            continue
        if kind == "date":
            value = value.isoformat()
        elif kind == "texts":
            value = list(value)
        elif kind == "materials":
            value = [{"name": one.name, "note": one.note} if one.note else {"name": one.name} for one in value]
        elif kind == "pairs":
            value = dict(value)
        elif kind == "answers":
            value = [{"q": question, "a": answer} for question, answer in value]
        out[name] = value
    return out


def _value(kind: GuideKind, raw: object) -> Any:
    match kind:
        case "text":
            return as_text(raw)
        case "texts":
            found = (as_text(one) for one in _many(raw))
            return tuple(one for one in found if one)
        case "count":
            text = as_text(raw)
            return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
        case "date":
            return raw if type(raw) is date else day(raw)
        case "materials":
            return tuple(one for one in map(_material, _many(raw)) if one.name)
        case "pairs":
            pairs = list(raw.items())[:MANY] if isinstance(raw, Mapping) else []
            texts = ((as_text(name), as_text(value)) for name, value in pairs)
            return tuple((name, value) for name, value in dict(texts).items() if name and value)
        case "answers":
            answers = [one for one in _many(raw) if isinstance(one, Mapping)]
            asked = ((as_text(one.get("q")), as_text(one.get("a"))) for one in answers)
            return tuple((question, answer) for question, answer in asked if question)


def _many(raw: object) -> list[object]:
    if isinstance(raw, (list, tuple)):
        return list(raw[:MANY])
    return [raw]


def _material(raw: object) -> Material:
    if isinstance(raw, Mapping):
        return Material(as_text(raw.get("name")), as_text(raw.get("note")))
    return Material(as_text(raw))
