"""The lunar date of a day in words, with 节气 and traditional festivals, by lunar_python (right for 2024 to 2060)."""

from __future__ import annotations

from datetime import date, timedelta

from tvapp.core.lunar import Lunar


def _festivals(day: date) -> list[str]:
    from lunar_python import Solar

    solar = Solar.fromYmd(day.year, day.month, day.day)
    lunar = solar.getLunar()
    found = [str(name) for name in lunar.getFestivals()]
    term = lunar.getJieQi()
    if term:
        found.append(str(term))
    found.extend(str(name) for name in solar.getFestivals())
    return found


def read(day: date) -> Lunar:
    """Words for the header: 农历八月十四·明天中秋. Imports lunar_python where it is used (a tenth of a second, once a day)."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    short = f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
    today, tomorrow = _festivals(day), _festivals(day + timedelta(days=1))
    note = ""
    if today:
        note = f"今天{_plain(today[0])}"
    elif tomorrow:
        note = f"明天{_plain(tomorrow[0])}"
    words = f"农历{short}"
    return Lunar(day, f"{words}·{note}" if note else words, short)


def _plain(name: str) -> str:
    """中秋节 as 中秋: the way it is said."""
    return name[:-1] if name.endswith("节") and len(name) == 3 else name
