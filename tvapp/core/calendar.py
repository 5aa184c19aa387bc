"""Dates and lengths in the words that are spoken at home. Times are those of the television's own clock (UTC+8)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
BELIEVABLE_FROM = date(2026, 1, 1)
"""A machine that says it is earlier has lost its clock (no battery, no network yet): T1."""
BELIEVABLE_TO = date(2060, 1, 1)


def half(moment: datetime) -> str:
    return "上午" if moment.hour < 12 else "下午"


def hour_minute(moment: datetime) -> str:
    """12-hour time without the half: 2:36, 12:05."""
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d}"


def day_words(day: date, today: date | None = None) -> str:
    """9月24日; with the year when it is not this year's."""
    words = f"{day.month}月{day.day}日"
    if today is not None and day.year != today.year:
        words = f"{day.year}年{words}"
    return words


def moment_words(moment: datetime, now: datetime) -> str:
    """9月23日 下午 6:20, or 今天下午 6:20."""
    local = moment.astimezone(CHINA)
    clock = f"{half(local)} {hour_minute(local)}"
    if local.date() == now.date():
        return f"今天{clock}"
    return f"{day_words(local.date(), now.date())} {clock}"


def clock_words(hhmm: str) -> str:
    """「15:00」 as 下午 3:00; anything else as it is."""
    hours, colon, minutes = hhmm.partition(":")
    if not colon or not hours.isdigit() or not minutes.isdigit() or int(hours) > 23 or int(minutes) > 59:
        return hhmm
    moment = datetime(2000, 1, 1, int(hours), int(minutes))
    return f"{half(moment)} {hour_minute(moment)}"


def length_words(seconds_long: float) -> str:
    """18 分钟; under a minute 40 秒; from 90 minutes 1 小时 35 分."""
    whole = round(seconds_long)
    if whole < 60:
        return f"{max(whole, 1)} 秒"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} 分钟"
    hours, rest = divmod(minutes, 60)
    return f"{hours} 小时 {rest} 分" if rest else f"{hours} 小时"


def seen_words(position_s: float) -> str:
    """看到 12 分钟: as much as was really seen, so that every page names the same place (`at_words` is its short form)."""
    whole = int(position_s)
    return length_words(whole if whole < 60 else whole // 60 * 60)


def left_words(length_s: float, position_s: float) -> str:
    """What is left: the length less what `seen_words` says, so that the two add up. In the last minute by the second."""
    length, seen = round(length_s), int(position_s)
    left = length - seen
    if left >= 60 and seen >= 60:
        left = round(length / 60) * 60 - seen // 60 * 60
    return length_words(max(1, left))


def at_words(position_s: float) -> str:
    """看到 12 分 (for the chip on a card): 12 分, or 40 秒."""
    whole = int(position_s)
    return f"{whole} 秒" if whole < 60 else f"{whole // 60} 分"


def clock_time(seconds_long: float) -> str:
    """12:04, or 1:02:04."""
    whole = max(0, int(seconds_long))
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def believable(day: date) -> bool:
    return BELIEVABLE_FROM <= day < BELIEVABLE_TO
