"""Numbers as a Chinese speaker says them: 3000 → 三千, 2000 → 两千, 12 → 十二, 1.5 → 一点五. Pure.

Knows nothing of what a number stands for; core/spoken finds that out.
"""

from __future__ import annotations

ONES = "零一二三四五六七八九"
_GROUPS = ("", "万", "亿", "万亿")
LONGEST = 16
"""Digits of the longest number that has a name here; longer ones are spelled."""


def digits(text: str) -> str:
    """One after the other: 2026 → 二零二六."""
    return "".join(ONES[int(ch)] for ch in text)


def phone(text: str) -> str:
    """One after the other with 幺 for 1, as over the telephone."""
    return digits(text).replace("一", "幺")


def _below_ten_thousand(number: int, *, leads: bool) -> str:
    """1 to 9999; `leads`: nothing stands before it, so 12 is 十二, 2000 is 两千, and 105 has no 零 in front."""
    said = ""
    pending_zero = not leads and number < 1000
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            pending_zero = pending_zero or bool(said)
            continue
        if pending_zero:
            said += "零"
            pending_zero = False
        if digit == 1 and unit == 10 and not said and leads:
            said += name
        elif digit == 2 and unit == 1000 and leads:
            said += "两" + name
        else:
            said += ONES[digit] + name
    return said


def whole(number: int) -> str:
    """A whole number from 0 up to sixteen digits. ValueError beyond."""
    if number < 0 or number >= 10**LONGEST:
        raise ValueError(number)
    if number == 0:
        return "零"
    groups = []
    while number:
        number, rest = divmod(number, 10_000)
        groups.append(rest)
    said = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            gap = bool(said)
            continue
        if said:
            part = _below_ten_thousand(group, leads=False)
            if gap and not part.startswith("零"):
                part = "零" + part
        else:
            part = _below_ten_thousand(group, leads=True)
            if group == 2 and place:
                part = "两"
        gap = False
        name = _GROUPS[place]
        if place == 3 and groups[2]:
            name = "万"  # 亿 follows
        said += part + name
    return said


def cardinal(text: str) -> str:
    """Digits with or without a decimal part, as a quantity. Leading zeros and very long ones are spelled."""
    before, point, after = text.partition(".")
    if (len(before) > 1 and before[0] == "0") or len(before) > LONGEST:
        said = digits(before)
    else:
        said = whole(int(before or "0"))
        if point and after and before == "2":
            said = "二"
    if point and after:
        said += "点" + digits(after)
    return said
