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

_ZONE = r"(?P<zone>(?:GMT|UTC)?[+-](?:\d{2}:?\d{2}|\d{1,2})|Z|UTC?|GMT|CST|[ECMP][SD]T)"
_NUMERIC = re.compile(
    r"(?P<y>\d{4})(?:\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})|(?P<m2>\d\d)(?P<d2>\d\d))\s*[日号]?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
    r"(?:\s*[T ,]?\s*(?P<half>上午|下午|中午|晚上|凌晨|早上)?\s*"
    r"(?:(?P<H>\d{1,2})\s*[:时点]\s*(?:(?P<M>\d{1,2})\s*分?(?:\s*:?\s*(?P<S>\d{1,2})(?:[.,]\d{1,9})?\s*秒?)?)?"
    r"|(?P<H2>\d\d)(?P<M2>\d\d)(?P<S2>\d\d)?))?"
    rf"(?:\s*{_ZONE})?",
    re.IGNORECASE,
)
_HAN_DAY = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*[日号]"
)
"""As at the foot of official papers: 二〇二六年十一月二十日."""
_HAN = {"〇": 0, "○": 0, "零": 0, **{sign: number for number, sign in enumerate("一二三四五六七八九", 1)}}
_WORDED = re.compile(
    r"(?:[A-Za-z]{3,9}\s*,?\s*)?"
    r"(?:\d{1,2}[ -]+[A-Za-z]{3,9}\.?,?[ -]+(?:\d{4}|\d{2})|[A-Za-z]{3,9}\s+\d{1,2},?\s+\d{1,2}:\d)"
)
_NAMED_DAY = re.compile(
    r"(?:[A-Za-z]{3,9}(?:\.?,\s*|\.?\s+))?"
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[A-Za-z]{3,9})\.?,?[ -]+(?P<y>\d{4}|\d{2})"
    r"|(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))"
    rf"(?:\s+{_ZONE})?",
    re.IGNORECASE,
)
"""A day without an hour, its month in English: 20 Nov 2026, Fri, 20 Nov 2026 +0800, November 20th, 2026."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_AMERICAN = {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""RFC 822 5.1, hours; its CST is not among them (see `moment`)."""
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
    match = _HAN_DAY.fullmatch(text)
    if match:
        year = int("".join(str(_HAN[sign]) for sign in match["y"]))
        return _midnight(year, _han_number(match["m"]), _han_number(match["d"]), None)
    match = _NAMED_DAY.fullmatch(text)
    if match:
        return _from_named_day(match)
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


def _han_number(text: str) -> int:
    """1 to 39 in characters; 0, which is no day or month, for what is not written so."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_HAN[tens] if tens else 1 if ten else 0) * 10 + (_HAN[ones] if ones else 0)


def _from_named_day(match: re.Match[str]) -> datetime | None:
    name = (match["month"] or match["month2"]).lower()
    month = next((place for place, whole in enumerate(_MONTHS, 1) if whole.startswith(name)), 0)
    year = int(match["y"] or match["y2"])
    if year < 100:
        year += 2000 if year < 69 else 1900
    return _midnight(year, month, int(match["d"] or match["d2"]), match["zone"])


def _midnight(year: int, month: int, of_month: int, zone: str | None) -> datetime | None:
    try:
        return _sane(datetime(year, month, of_month, tzinfo=_zone(zone)))
    except (ValueError, OverflowError):
        return None


def _zone(text: str | None) -> timezone:
    """Raises ValueError for an offset that no place has."""
    text = (text or "CST").upper()
    if text == "CST":
        return CHINA
    if text in ("Z", "UT", "UTC", "GMT"):
        return timezone.utc  # noqa: UP017 - a timezone, as the others here
    if text in _AMERICAN:
        return timezone(timedelta(hours=_AMERICAN[text]))
    text = text.removeprefix("GMT").removeprefix("UTC")
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
