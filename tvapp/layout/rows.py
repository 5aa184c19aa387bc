"""Article rows and the offline strip above them."""

from __future__ import annotations

from tvapp.core.geometry import article_chip_px, article_room, article_rows, article_title, fresh_height
from tvapp.core.linebreak import fit
from tvapp.core.model import TextSize
from tvapp.core.views import ArticleRow, Strip
from tvapp.layout.parts import (
    RADIUS,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    badge,
    badge_width,
    block,
    chip,
    chip_width,
    fitted,
    fresh,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Icon, Node

_STRIP_H = {TextSize.STANDARD: 84.0, TextSize.LARGE: 92.0, TextSize.XLARGE: 104.0, TextSize.HUGE: 126.0}
_GAP = {TextSize.STANDARD: 15.0, TextSize.LARGE: 15.0, TextSize.XLARGE: 18.0, TextSize.HUGE: 24.0}


def strip_space(look: Look) -> float:
    """What the strip takes from the list, its gap included."""
    return _STRIP_H[look.size] + (20.0 if look.size <= TextSize.LARGE else 18.0)


def row_rects(area: Rect, look: Look, strip: bool) -> list[Rect]:
    """The places of one page of rows inside `area` (what the strip takes is already off)."""
    count = article_rows(look.size, strip)
    gap = 16.0 if strip and look.size <= TextSize.LARGE else _GAP[look.size]
    x, y, w, h = area
    row_h = min((h - gap * (count - 1)) / count, 264.0)
    return [(x, y + k * (row_h + gap), w, row_h) for k in range(count)]


def strip_group(strip: Strip, rect: Rect, look: Look) -> Group:
    """网络断了 …: not a target."""
    t = look.t
    x, y, w, _ = rect
    h = _STRIP_H[look.size]
    px = t.caption
    nodes: list[Node] = [Box(x, y, w, h, "card", radius=RADIUS, line="accent", line_w=max(2.0, look.line_w))]
    left, right = x + 28, x + w - 28
    if strip.icon and not look.huge:
        side = px * 1.3
        nodes.append(Icon(strip.icon, left, y + (h - side) / 2, side, "accent"))
        left += side + 20
    if strip.code:
        nodes.append(words(strip.code, right, y, h, px, "accent", on="card", bold=True, align="right"))
        right -= width_of(strip.code, px, True) + 30
    nodes.append(fitted(strip.lead, left, y, right - left, h, px, t.floor, "accent", on="card", bold=True))
    left += width_of(strip.lead, px, True) + 20
    floor = t.floor if not look.huge else 60.0
    said = strip.words
    if width_of(said, floor) > right - left:
        said = said.split("，")[-1]  # how old it is matters more than the comfort before it
    if said and right - left > 6 * floor:
        nodes.append(fitted(said, left, y, right - left, h, px, floor, "text_primary", on="card"))
    return Group("strip", tuple(nodes), Z_PAGE)


def article_group(row: ArticleRow, rect: Rect, look: Look, focused: bool) -> Group:
    """Number, title, date and issuer, 新, a chip."""
    return tile(row.id, rect, look, focused, lambda ink: _row(row, rect, look, ink))


def _row(row: ArticleRow, rect: Rect, look: Look, ink: Ink) -> list[Node]:
    t = look.t
    x, y, w, h = rect
    nodes: list[Node] = []
    left, right = x + 32, x + w - 36
    side = {TextSize.STANDARD: 72.0, TextSize.LARGE: 80.0, TextSize.XLARGE: 96.0, TextSize.HUGE: 116.0}[look.size]
    if row.number:
        px = t.digit_badge * 1.09
        nodes += badge(look, ink, row.number, left, y + (h - side) / 2, side, px)
        left += badge_width(look, row.number, side, px) + 28
    caret = t.caption * 1.3
    nodes.append(Icon("caret-right", right - caret + 8, y + (h - caret) / 2, caret, ink.accent))
    right -= caret + 20
    mark_h = fresh_height(look.size)
    chip_px = article_chip_px(row.chip, look.size)
    chip_h = chip_px * 1.4
    marks = (chip_width(row.chip, chip_px) + 20 if row.chip else 0.0) + (mark_h + 20 if row.new else 0.0)
    room = min(right - left - marks, article_room(look.size, row.new, row.chip))
    px, lines, _ = article_title(row.title, look.size, room)
    sub_h = t.caption * 1.35
    if len(lines) == 1:
        title_h = px * 1.3
        total = title_h + (sub_h if row.sub else 0)
        if total > h - 6:
            sub_h = t.caption * 1.13
            px = min(px, (h - 6 - (sub_h if row.sub else 0)) / 1.17)
            title_h = px * 1.17
            total = title_h + (sub_h if row.sub else 0)
        top = y + (h - total) / 2
        nodes.append(block(row.title, lines, left, top, title_h, px, ink.primary, on=ink.on, bold=True))
        mx = left + width_of(lines[0], px, True) + 20
        mark_h = min(mark_h, title_h)
        my = top + (title_h - mark_h) / 2
        if row.new:
            nodes += fresh(ink, mx, my, mark_h, mark_h * 0.66)
            mx += mark_h + 20
        if row.chip:
            nodes += chip(look, ink, row.chip, mx, top + (title_h - chip_h) / 2, chip_h, chip_px, "outline")
        if row.sub:
            sub, _ = fit(row.sub, right - left, t.caption, False, 1)
            nodes.append(block(row.sub, sub, left, top + title_h, sub_h, t.caption, ink.second, on=ink.on))
        return nodes
    # two lines of a long title: date and issuer give way, the marks keep their place at the right
    line_h = min(px * 1.24, (h - 12) / 2)
    top = y + (h - 2 * line_h) / 2
    nodes.append(block(row.title, lines, left, top, line_h, px, ink.primary, on=ink.on, bold=True))
    mx = right - marks + 20
    if row.new:
        nodes += fresh(ink, mx, y + (h - mark_h) / 2, mark_h, mark_h * 0.66)
        mx += mark_h + 20
    if row.chip:
        nodes += chip(look, ink, row.chip, mx, y + (h - chip_h) / 2, chip_h, chip_px, "outline")
    return nodes


def row_skeleton(key: str, rect: Rect, look: Look, focused: bool, k: int) -> Group:
    x, y, w, h = rect
    share = (0.62, 0.5, 0.7, 0.44, 0.58)[k % 5]

    def draw(ink: Ink) -> list[Node]:
        return [Box(x + 140, y + h / 2 - 26, (w - 240) * share, 52, ink.track, radius=12)]

    return tile(key, rect, look, focused, draw)
