"""What stands at the head and at the foot of every page: title, clock, and the line of the keys."""

from __future__ import annotations

from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class ClockView:
    half: str
    """上午 / 下午"""
    hm: str
    """2:36"""
    date: str = ""
    """9月24日 星期四; 「时间没对准」 when wrong."""
    lunar: str = ""
    """农历八月十四·明天中秋; may be empty."""
    short_lunar: str = ""
    """八月十四 (for the narrow header of 超大)."""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    keys: tuple[str, ...]
    """Words on the key caps: ("▲", "▼") or ("确定",)."""
    words: str


@dataclass(frozen=True, slots=True)
class Header:
    digit: str
    """The section's digit, or "" for none."""
    title: str
    sub: str
    clock: ClockView
    chip: str = ""
    """A gold chip after the title (请先打电话问一问, 已失效 …)."""
    icon: str = ""
    """Stands before the title of a page that has no digit."""
