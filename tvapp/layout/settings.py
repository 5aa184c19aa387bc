"""Settings: rows with their choices at the left, a live sample at the right; 超大 has the rows alone, a choice at a time."""

from __future__ import annotations

from tvapp.core.linebreak import fit_box
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.views import SettingRow, SettingsView
from tvapp.layout.parts import (
    CARD,
    LEFT,
    RADIUS,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    block,
    content_bottom,
    content_top,
    fitted,
    header_groups,
    hints_group,
    surface,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Icon, Node, Picture

BAR_X = 1796.0
BAR_W = 16.0
_ROW_H = {TextSize.STANDARD: 140.0, TextSize.LARGE: 140.0, TextSize.XLARGE: 164.0, TextSize.HUGE: 220.0}
_GAP = {TextSize.STANDARD: 15.0, TextSize.LARGE: 15.0, TextSize.XLARGE: 25.0, TextSize.HUGE: 27.0}
_W = {TextSize.STANDARD: 1080.0, TextSize.LARGE: 1080.0, TextSize.XLARGE: 1130.0, TextSize.HUGE: 1640.0}
_SIDE_X = {TextSize.STANDARD: 1236.0, TextSize.LARGE: 1236.0, TextSize.XLARGE: 1286.0}
_SIDE_END = 1768.0
_CHOICE_LINE = {ThemeName.INK: "#B08A55", ThemeName.QING: "#5F7F86", ThemeName.HC: "#000000"}
"""Outline of a choice on the lit paper."""


def settings_groups(view: SettingsView, look: Look) -> list[Group]:
    groups = header_groups(look, view.header)
    for place, row in enumerate(view.rows):
        groups.append(_row(view, row, look, row_rect(look, place)))
    if not look.huge:
        groups.append(_sample(view, look))
    groups += scroll_groups(look, view.first, len(view.rows), view.total)
    groups.append(hints_group(look, view.hints, view.hint_right))
    return groups


def row_rect(look: Look, place: int, w: float = 0.0) -> Rect:
    h = _ROW_H[look.size]
    return LEFT, content_top(look.size) + place * (h + _GAP[look.size]), w or _W[look.size], h


def scroll_groups(look: Look, first: int, shown: int, total: int) -> list[Group]:
    """The bar at the right edge, where more rows are than are seen."""
    if total <= shown:
        return []
    top, h = content_top(look.size), content_bottom(look.size) - content_top(look.size)
    size = h * shown / total
    y = top + (h - size) * first / (total - shown)
    bars = (Box(BAR_X, top, BAR_W, h, "progress_track", radius=8), Box(BAR_X, y, BAR_W, size, "progress_fill", radius=8))
    return [Group("scroll", bars, Z_PAGE)]


# ---------------------------------------------------------------- rows


def _row(view: SettingsView, row: SettingRow, look: Look, rect: Rect) -> Group:
    x, y, w, h = rect
    focused = view.focus == row.id
    t = look.t

    def draw(ink: Ink) -> list[Node]:
        side = 60.0 if look.size <= TextSize.LARGE else 72.0
        pad = 36.0
        nodes: list[Node] = []
        left = x + pad
        if not look.huge:
            nodes.append(Icon(row.icon, left, y + (h - side) / 2, side, ink.accent, row.icon == "speaker-high"))
            left += side + 24
        title_px = t.list_title
        right = x + w - (24.0 if look.size <= TextSize.LARGE else 30.0)
        if row.level is not None:
            used, more = _volume(row.level, look, ink, right, y, h)
        elif row.choices:
            used, more = _choices(row, look, ink, right, y, h, focused)
        else:
            used, more = _sub(row, look, ink, right, y, h, left + width_of(row.title, title_px, True) + 40)
        nodes.append(
            fitted(row.title, left, y, right - used - 20 - left, h, title_px, t.floor, ink.primary, on=ink.on, bold=True)
        )
        return nodes + more

    return tile(row.id, rect, look, focused, draw)


def _sub(row: SettingRow, look: Look, ink: Ink, right: float, y: float, h: float, left: float) -> tuple[float, list[Node]]:
    t = look.t
    px, room = t.caption + 4 if look.size <= TextSize.LARGE else t.caption, right - 24 - left
    side = t.caption
    text = fitted(row.sub, right - side - 24, y, max(0.0, room - side), h, px, t.floor, ink.second, on=ink.on, align="right")
    used = max(width_of(line, text.px) for line in text.drawn) + side + 24
    return used, [text, Icon("caret-right", right - side, y + (h - side) / 2, side, ink.accent)]


def _choices(
    row: SettingRow, look: Look, ink: Ink, right: float, y: float, h: float, focused: bool
) -> tuple[float, list[Node]]:
    """The choices beside each other, ✓ on the chosen one. 超大: the chosen one alone between its arrows."""
    t = look.t
    if look.huge:
        return _one_choice(row, look, ink, right, y, h)
    px = t.label
    pad, gap = 18.0, 12.0
    box_h = 96.0 if look.size <= TextSize.LARGE else 112.0
    least = 116.0
    tick = px * 0.92
    widths = [
        max(least, width_of(word, px, True) + 2 * pad + (tick + 10 if k == row.chosen else 0.0))
        for k, word in enumerate(row.choices)
    ]
    total = sum(widths) + gap * (len(widths) - 1)
    nodes: list[Node] = []
    left, top = right - total, y + (h - box_h) / 2
    for k, (word, w) in enumerate(zip(row.choices, widths, strict=True)):
        on = k == row.chosen
        if on:
            text = "focus_fill_top" if focused else "focus_text"
            nodes.append(Box(left, top, w, box_h, ink.accent, radius=22))
            inner = left + (w - width_of(word, px, True) - tick - 10) / 2
            nodes.append(Icon("check", inner, top + (box_h - tick) / 2, tick, text))
            nodes.append(words(word, inner + tick + 10, top, box_h, px, text, on=ink.accent, bold=True))
        else:
            line = _CHOICE_LINE[look.theme] if focused else "line"
            nodes.append(Box(left, top, w, box_h, None, radius=22, line=line, line_w=3))
            nodes.append(words(word, left + w / 2, top, box_h, px, ink.second, on=ink.on, bold=True, align="center"))
        left += w + gap
    return total, nodes


def _one_choice(row: SettingRow, look: Look, ink: Ink, right: float, y: float, h: float) -> tuple[float, list[Node]]:
    t = look.t
    word = row.choices[row.chosen]
    px = t.label
    arrow = px * 0.8
    w = width_of(word, px, True) + 48
    box_h = 140.0
    nodes: list[Node] = []
    x = right - arrow
    if row.chosen < len(row.choices) - 1:
        nodes.append(Icon("caret-right", x, y + (h - arrow) / 2, arrow, ink.accent))
    x -= w + 12
    text = "focus_fill_top" if ink.accent == "focus_accent" else "focus_text"
    nodes.append(Box(x, y + (h - box_h) / 2, w, box_h, ink.accent, radius=26))
    nodes.append(words(word, x + w / 2, y, h, px, text, on=ink.accent, bold=True, align="center"))
    x -= arrow + 12
    if row.chosen > 0:
        nodes.append(Icon("caret-left", x, y + (h - arrow) / 2, arrow, ink.accent))
    return right - x, nodes


def _volume(level: int, look: Look, ink: Ink, right: float, y: float, h: float) -> tuple[float, list[Node]]:
    """Ten bars that grow, and the number."""
    t = look.t
    number_px = t.list_title + 8 if look.size <= TextSize.LARGE else t.list_title
    number_w = width_of("10", number_px, True)
    nodes: list[Node] = [
        words(str(level), right, y, h, number_px, ink.primary, on=ink.on, bold=True, align="right"),
    ]
    bar_w, gap = 44.0, 10.0
    most = 82.0
    base = y + (h + most) / 2
    x = right - number_w - 36 - 10 * bar_w - 9 * gap
    left = x
    for k in range(10):
        bar_h = 28.0 + k * 6
        nodes.append(Box(x, base - bar_h, bar_w, bar_h, ink.bar if k < level else ink.track, radius=8))
        x += bar_w + gap
    return right - left, nodes


# ---------------------------------------------------------------- the sample


def _sample(view: SettingsView, look: Look) -> Group:
    """How it looks now: a title, a sentence in the reading size, and a picture where there is room."""
    t = look.t
    x = _SIDE_X[look.size]
    y = content_top(look.size)
    w, h = _SIDE_END - x, content_bottom(look.size) - y
    pad = 36.0
    nodes: list[Node] = [*surface(look, (x, y, w, h), "card")]
    top = y + 32
    nodes.append(words(view.caption, x + pad, top, t.caption * 1.3, t.caption, CARD.accent, on="card", bold=True))
    top += t.caption * 1.3 + 6
    inner = w - 2 * pad
    title_h = t.page_title * 1.36
    nodes.append(fitted(view.sample_title, x + pad, top, inner, title_h, t.page_title, t.floor, CARD.primary, on="card", bold=True))
    top += title_h + 4
    room = y + h - 30 - top
    px, lines, _ = fit_box(view.sample, inner, room, t.reading, t.floor, False, 1.54, False)
    nodes.append(block(view.sample, lines, x + pad, top, px * 1.54, px, CARD.primary, on="card"))
    top += px * 1.54 * len(lines) + 20
    left_over = y + h - top
    if view.cover and left_over >= 180:
        picture_h = min(left_over, 270.0)
        inset = look.line_w
        nodes.append(
            Picture(view.cover, x + inset, y + h - picture_h, w - 2 * inset, picture_h - inset, "cover", RADIUS - inset, "bottom")
        )
    elif left_over >= 200:
        side = min(200.0, left_over - 60)
        nodes.append(Icon(view.icon, x + (w - side) / 2, y + h - 30 - (left_over - 30 + side) / 2, side, CARD.accent))
    return Group("sample", tuple(nodes), Z_PAGE)
