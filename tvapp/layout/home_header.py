"""The header of home: seal, names, what ▲ does, date and 农历, the clock. Draws a HomeView, decides nothing."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.linebreak import fit
from tvapp.core.model import TextSize
from tvapp.core.views import HomeView
from tvapp.layout.parts import (
    GROUND,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Z_PAGE,
    Look,
    block,
    cap_width,
    clock_group,
    clock_width,
    fitted,
    key_cap,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Node, Text


def home_header(view: HomeView, look: Look) -> list[Group]:
    """The header and the clock, on one row or on two by text size."""
    match look.size:
        case TextSize.XLARGE:
            return _header_two_rows(view, look)
        case TextSize.HUGE:
            return _header_huge(view, look)
        case _:
            return _header_one_row(view, look)


def _seal(x: float, y: float) -> list[Node]:
    return [
        Box(x, y, 104, 104, "badge", radius=18),
        Box(x + 4, y + 4, 96, 96, None, radius=14, line="badge_line", line_w=2),
        Text(wording.STATION, x + 52, y + 8, 42, "badge_text", wording.SEAL, True, "center", 44, "seal", "badge"),
    ]


def _header_one_row(view: HomeView, look: Look) -> list[Group]:
    t, h = look.t, 112.0
    clock = clock_group(look, view.clock, TOP, h, t.clock_home, t.caption)
    line_x = RIGHT - clock_width(look, view.clock, t.clock_home, t.caption) - 34
    nodes: list[Node] = [*_seal(LEFT, TOP + 4)]
    date_x = RIGHT
    if view.clock.hm:
        nodes.append(Box(line_x - 3, TOP, 3, h, "line"))
        date_x = line_x - 40
    date_px = t.caption + 4
    date_w = width_of(view.clock.date, date_px, True)
    lunar_lines, _ = fit(view.clock.lunar, 560, t.caption, False, 1)
    lunar_w = max(width_of(line, t.caption) for line in lunar_lines)
    if view.clock.date:
        y, row = (TOP, 58.0) if view.clock.lunar else (TOP, h)
        nodes.append(
            words(view.clock.date, date_x, y, row, date_px, "accent" if view.clock.wrong else "text_primary",
                  bold=True, align="right")
        )  # fmt: skip
    if view.clock.lunar:
        nodes.append(block(view.clock.lunar, lunar_lines, date_x, TOP + 58, 54, t.caption, "accent", align="right"))
    right = date_x - max(date_w, lunar_w) - 44
    x = LEFT + 104 + 26
    hint_w = _top_hint_width(view, t.caption, 60)
    name_room = right - x - (hint_w + 44 if hint_w else 0)
    name_px = t.section_card + 2
    if view.community and width_of(view.station, t.floor, True) <= name_room:  # else the name takes both lines
        name = fitted(view.station, x, TOP, name_room, 64, name_px, t.floor, "text_primary", bold=True)
        place = fitted(view.community, x, TOP + 64, name_room, 48, t.caption, t.floor, "text_secondary")
        nodes += [name, place]
        name_w = max(width_of(name.drawn[0], name.px, True), width_of(place.drawn[0], place.px))
    else:
        name = fitted(view.station, x, TOP, name_room, h, name_px, t.floor, "text_primary", bold=True, rows=2,
                      balance=True)  # fmt: skip
        nodes.append(name)
        name_w = max(width_of(line, name.px, True) for line in name.drawn)
    nodes += _top_hint(view, x + name_w + 44, TOP + (h - 60) / 2, 60, t.caption)
    return [Group("header", tuple(nodes), Z_PAGE), clock]


def _top_hint_width(view: HomeView, px: float, h: float) -> float:
    if not view.top_hint.words:
        return 0.0
    return sum(cap_width(word, h, px) + 14 for word in view.top_hint.keys) + width_of(view.top_hint.words, px)


def _top_hint(view: HomeView, x: float, y: float, h: float, px: float) -> list[Node]:
    nodes: list[Node] = []
    if not view.top_hint.words:
        return nodes
    for word in view.top_hint.keys:
        nodes += key_cap(GROUND, word, x, y, h, px)
        x += cap_width(word, h, px) + 14
    nodes.append(words(view.top_hint.words, x, y, h, px, "text_secondary"))
    return nodes


def _header_two_rows(view: HomeView, look: Look) -> list[Group]:
    """特大: name and clock; below them community, date, 农历 and what ▲ does."""
    t, h = look.t, 104.0
    clock = clock_group(look, view.clock, TOP + 3, h, t.clock_home, t.caption)
    right = RIGHT - clock_width(look, view.clock, t.clock_home, t.caption) - 40
    nodes: list[Node] = [*_seal(LEFT, TOP)]
    x = LEFT + 104 + 26
    nodes.append(fitted(view.station, x, TOP, right - x, h, t.section_card, t.floor, "text_primary", bold=True))
    y, row = TOP + h + 4, 64.0
    hint_w = _top_hint_width(view, t.caption, row)
    end = RIGHT - (hint_w + 40 if hint_w else 0)
    x = LEFT
    pieces = [
        (view.community, "text_secondary", False),
        (view.clock.date, "accent" if view.clock.wrong else "text_primary", True),
        (view.clock.lunar, "accent", False),
    ]
    for text, colour, bold in pieces:
        if text == view.clock.lunar and x + width_of(text, t.caption) > end:
            text = view.clock.short_lunar
        w = width_of(text, t.caption, bold)
        if not text or x + w > end:
            continue
        nodes.append(words(text, x, y, row, t.caption, colour, bold=bold))
        x += w + 36
    if hint_w:
        nodes += _top_hint(view, RIGHT - hint_w, y, row, t.caption)
    return [Group("header", tuple(nodes), Z_PAGE), clock]


def _header_huge(view: HomeView, look: Look) -> list[Group]:
    """超大: name and clock; below them date and 农历."""
    t = look.t
    clock = clock_group(look, view.clock, 60, 120, t.clock_home, t.caption)
    right = RIGHT - clock_width(look, view.clock, t.clock_home, t.caption) - 40
    name = fitted(view.station, LEFT, 60, right - LEFT, 120, t.page_title, 60, "text_primary", bold=True)
    date = view.clock.date
    lunar = view.clock.short_lunar
    line = f"{date}·{lunar}" if date and lunar else date or lunar
    if width_of(line, t.label, True) > WIDTH:
        line = date
    nodes: list[Node] = [name]
    hint_px, cap_h = 72.0, 84.0
    hint_w = _top_hint_width(view, hint_px, cap_h)
    room = WIDTH - (hint_w + 36 if hint_w else 0.0)
    if line and width_of(line, 72, True) > room:
        line = date
    if line:
        nodes.append(fitted(line, LEFT, 180, room, 104, t.label, t.floor, "accent", bold=True))
    if hint_w:
        nodes += _top_hint(view, RIGHT - hint_w, 180 + (104 - cap_h) / 2, cap_h, hint_px)
    return [Group("header", tuple(nodes), Z_PAGE), clock]
