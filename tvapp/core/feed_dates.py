"""Dates as publishers write them -> moments with a zone. A date that cannot be read surely is None, never a guess.

Must not: know today, or fill in a day or month that was not said.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

CHINA = timezone(timedelta(hours=8))
"""The zone of a date that names none: the office's own."""

_NUMERIC = re.compile(
    r"(?P<y>\d{4})(?:\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})|(?P<m2>\d\d)(?P<d2>\d\d))\s*[日号]?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
    r"(?:\s*[T ,]?\s*(?P<half>上午|下午|中午|晚上|凌晨|早上)?\s*"
    r"(?:(?P<H>\d{1,2})\s*[:时点]\s*(?:(?P<M>\d{1,2})\s*分?(?:\s*:?\s*(?P<S>\d{1,2})(?:[.,]\d{1,9})?\s*秒?)?)?"
    r"|(?P<H2>\d\d)(?P<M2>\d\d)(?P<S2>\d\d)?)"
    r"\s*(?P<zone>Z|UTC|GMT|CST|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:[A-Za-z]{3,9}\s*,?\s*)?"
    r"(?:\d{1,2}[ -]+[A-Za-z]{3,9}\.?,?[ -]+(?:\d{4}|\d{2})|[A-Za-z]{3,9}\s+\d{1,2},?\s+\d{1,2}:\d)"
)
_LONGEST = 80


def moment(text: object) -> datetime | None:
    """ISO 8601, RFC 822 and the Chinese forms as an aware moment; +08:00 where no zone is said, midnight where no hour.

    `CST` is read as China Standard Time: that is what Chinese servers mean by it (in RFC 822 it would be -06:00).
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip()
    match = _NUMERIC.fullmatch(text)
    if match:
        return _from_parts(match)
    if _WORDED.match(text):
        return _from_mail_date(text)
    return None


def day(text: object) -> date | None:
    """A calendar date in any of the forms of `moment`, as written (its zone does not move it)."""
    found = moment(text)
    return found.date() if found else None


def _from_parts(match: re.Match[str]) -> datetime | None:
    part = match.groupdict()
    hour = int(part["H"] or part["H2"] or 0)
    if (part["half"] in ("下午", "晚上") and hour < 12) or (part["half"] == "中午" and hour < 3):
        hour += 12
    later = timedelta()
    if hour == 24:
        hour, later = 0, timedelta(days=1)
    try:
        found = datetime(
            int(part["y"]), int(part["m"] or part["m2"]), int(part["d"] or part["d2"]),
            hour, int(part["M"] or part["M2"] or 0), min(int(part["S"] or part["S2"] or 0), 59),
            tzinfo=_zone(part["zone"]),
        )  # fmt: skip
        return _sane(found + later)
    except (ValueError, OverflowError):
        return None


def _zone(text: str | None) -> timezone:
    if not text or text.upper() == "CST":
        return CHINA
    if text.upper() in ("Z", "UTC", "GMT"):
        return timezone.utc  # noqa: UP017 - a timezone, as the others here
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def _from_mail_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    if re.search(r"\bCST\b", text):
        found = found.replace(tzinfo=CHINA)
    elif found.tzinfo is None:  # no zone, or -0000: "universal time, where from is not said"
        found = found.replace(tzinfo=timezone.utc if text.endswith("-0000") else CHINA)  # noqa: UP017
    return _sane(found)


def _sane(found: datetime) -> datetime | None:
    return found if 1900 <= found.year <= 2100 else None
