"""The panel of a service guide as sheets: icons, gold labels, large values, telephone numbers, things to tick. Pure."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words
from tvapp.core.geometry import panel_box
from tvapp.core.linebreak import em_width, spaced, wrap
from tvapp.core.model import TextSize
from tvapp.core.pages import Strip, fill
from tvapp.core.sheet import Placed, Role, SetBox, SetIcon, SetRule, SetText, Sheet
from tvapp.core.type_scale import TypeScale, scale
from tvapp.core.value import dataclass

_NUMERALS = frozenset(words.NUMERALS)


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """One entry of the panel."""

    icon: str
    """Phosphor name; or a numeral (一, 十二, 3), set in a ring: steps; or "" for none."""
    label: str
    """Gold, above; may be empty."""
    lines: tuple[tuple[Role, str], ...]
    """value, small, phone, body."""
    tick: bool = False
    """A box to tick in place of the icon."""


def panel(entries: tuple[PanelEntry, ...], size: TextSize, width: float = 0.0) -> tuple[Sheet, ...]:
    """The entries as sheets of the panel's box (or of a narrower one). Always at least one; what fits on one stands in
    its middle."""
    w, h = panel_box(size)
    w = width or w
    t = scale(size)
    one = fill(_strips(entries, t, w, h), w, h, lambda left: left / 2)
    if len(one) == 1:
        return one
    # several: the foot is kept free for the page's number (it stands in the head at 超大)
    foot = 0.0 if size is TextSize.HUGE else t.caption * 1.4 + 12
    # and some air below the plate's upper edge, more where there is any left
    air = 0.0 if size is TextSize.HUGE else 16.0
    room = h - foot - air
    sheets = fill(_strips(entries, t, w, room), w, room, lambda left: air + min(left / 2, air))
    return tuple(Sheet(sheet.placed, w, h, sheet.anchor) for sheet in sheets)


def _measure(role: Role, t: TypeScale) -> tuple[float, float, bool]:
    """px, line height, bold. The largest text stands closer, so that two entries share a sheet."""
    close = 0.91 if t.panel_value > 100 else 1.0
    match role:
        case "value":
            return t.panel_value, t.panel_value * 1.36 * close, True
        case "phone":
            return t.phone_number, t.phone_number * 1.2, True
        case "small" | "caption":
            return t.small, t.small * 1.4 * close, False
        case "label" | "head" | "mark":
            return t.caption, t.caption * 1.3 * close, True
        case _:
            return t.reading, t.reading * 1.42 * close, False


def _is_numeral(entry: PanelEntry) -> bool:
    return bool(entry.icon) and not entry.tick and all(ch in _NUMERALS or ch.isdigit() for ch in entry.icon)


def _ring(numeral: str, t: TypeScale) -> tuple[float, float]:
    """px of a step's numeral, and the width of the ring around it: round for one glyph, longer for 十一."""
    side = _measure("value", t)[1]
    if len(numeral) == 1:
        return t.panel_value * 0.82, side
    px = max(t.floor, t.panel_value * 0.75)
    return px, max(side, em_width(numeral, True) * px + 0.5 * px)


def _strips(entries: tuple[PanelEntry, ...], t: TypeScale, w: float, h: float) -> list[Strip]:
    strips: list[Strip] = []
    anchor = 0
    serial = 0
    # steps past 十 stand in longer rings; then all words begin behind the longest
    column = max((_ring(entry.icon, t)[1] for entry in entries if _is_numeral(entry)), default=0.0)
    shared = column  # and an icon below steps stands in the middle of their column
    for entry in entries:
        numeral = _is_numeral(entry)
        side = _measure("value", t)[1] if entry.tick or numeral else t.panel_value * 1.07
        indent = (column if numeral else side) + (30 if entry.tick or numeral else 34) if entry.icon or entry.tick else 0.0
        if shared and entry.icon:
            indent = shared + 30
        pad = 32.0 if entry.tick else 23.0
        if t.panel_value > 100:
            pad = 13.0
        lines: list[Strip] = []
        texts: list[tuple[Role, str]] = [("label", entry.label)] if entry.label else []
        texts += [(role, text) for role, text in entry.lines if text.strip()]
        for role, text in texts:
            px, line_h, bold = _measure(role, t)
            room = w - indent
            if role == "phone":
                while px > t.panel_value * 0.8 and em_width(text, bold) * px > room:
                    px -= 2
            serial += 1
            broken = wrap(text, room, px, bold)
            for line, said in zip(broken, spaced(text, broken), strict=True):
                lines.append(
                    Strip(
                        (SetText(said, (line,), indent, 0.0, px, line_h, role, bold, (serial - 1,), True),),
                        line_h, 0.0, anchor, serial,
                    )
                )
                anchor += len(line)
        if not lines:
            continue
        first = lines[0]
        mark: list[Placed] = []
        if entry.tick:
            mark.append(SetBox(0.0, max(0.0, (first.h - side) / 2), side, side, "tick"))
        elif numeral:
            top = max(0.0, (first.h - side) / 2)
            px, ring = _ring(entry.icon, t)
            middle = column / 2
            mark.append(SetBox(middle - ring / 2, top, ring, side, "disc"))
            left = middle - em_width(entry.icon, True) * px / 2
            mark.append(SetText(entry.icon, (entry.icon,), left, top, px, side, "mark", True))
        elif entry.icon:
            mark.append(SetIcon(entry.icon, (shared - side) / 2 if shared else 0.0, 8.0, side))
        foot = max((thing.y + (thing.h if isinstance(thing, SetBox) else side) for thing in mark), default=0.0)
        beside = len(lines) > 1 and not entry.tick and not numeral  # an icon may reach down beside the second line
        lines[0] = Strip(
            (*mark, *first.placed), first.h if beside else max(first.h, foot), pad, first.anchor, first.joins, beside
        )
        total = sum(strip.h for strip in lines) + (0.0 if t.panel_value > 100 else 2 * pad)
        if strips:
            strips.append(Strip((SetRule(0.0, 0.0, w),), 3.0, pad, lines[0].anchor, between=True))
        strips.extend([_whole(lines)] if total <= h else _kept(lines, h))
    return strips


def _kept(lines: list[Strip], h: float) -> list[Strip]:
    """An entry that needs more than one sheet parts between its texts, not inside one that is short enough to be read whole."""
    heights: dict[int, float] = {}
    for line in lines:
        heights[line.joins] = heights.get(line.joins, 0.0) + line.h
    return [
        replace(line, keep_next=line.keep_next or (line.joins == after.joins and heights[line.joins] <= 0.6 * h))
        for line, after in zip(lines, [*lines[1:], Strip((), 0.0)], strict=True)
    ]


def _whole(lines: list[Strip]) -> Strip:
    """An entry that is never split: its lines as one strip, lines of one text joined."""
    sheet = fill([Strip(s.placed, s.h, 0.0, s.anchor, s.joins) for s in lines], 0.0, float("inf"))[0]
    return Strip(sheet.placed, sum(s.h for s in lines), lines[0].before, lines[0].anchor)
