"""Lesson cards: a picture with its facts, and the title below (beside it at 超大)."""

from __future__ import annotations

from tvapp.core.geometry import lesson_grid, lesson_title
from tvapp.core.linebreak import fit_box
from tvapp.core.model import TextSize
from tvapp.core.views import LessonCard
from tvapp.layout.parts import (
    CARD,
    RADIUS,
    Ink,
    Look,
    Rect,
    badge,
    badge_width,
    bar,
    block,
    chip,
    chip_width,
    fitted,
    tile,
)
from tvapp.layout.scene import Box, Group, Node, Picture

_GAP = {TextSize.STANDARD: (32.0, 28.0), TextSize.LARGE: (32.0, 28.0), TextSize.XLARGE: (32.0, 28.0),
        TextSize.HUGE: (0.0, 26.0)}  # fmt: skip
_PICTURE = {TextSize.STANDARD: 214.0, TextSize.LARGE: 214.0, TextSize.XLARGE: 170.0}
_CHIP_H = {TextSize.STANDARD: 48.0, TextSize.LARGE: 56.0, TextSize.XLARGE: 72.0, TextSize.HUGE: 96.0}


def card_rects(area: Rect, size: TextSize) -> list[Rect]:
    """The places of one page of lesson cards inside `area`."""
    columns, rows = lesson_grid(size)
    gap_x, gap_y = _GAP[size]
    x, y, w, h = area
    if size <= TextSize.LARGE:
        h -= 8.0  # a card in focus grows: in the lower row its ring must stand clear of the hints
    cw = (w - gap_x * (columns - 1)) / columns
    ch = (h - gap_y * (rows - 1)) / rows
    return [(x + c * (cw + gap_x), y + r * (ch + gap_y), cw, ch) for r in range(rows) for c in range(columns)]


def lesson_group(card: LessonCard, rect: Rect, look: Look, focused: bool) -> Group:
    if look.huge:
        return tile(card.id, rect, look, focused, lambda ink: _wide(card, rect, look, ink, focused))
    return tile(card.id, rect, look, focused, lambda ink: _tall(card, rect, look, ink, focused))


def _state(card: LessonCard, look: Look, right: float, y: float, room: float, h: float) -> list[Node]:
    if not card.state_words:
        return []
    px, icon = look.t.caption, "check" if card.state == "done" else ""
    while px > look.t.floor and chip_width(card.state_words, px, bool(icon)) > room:
        px -= 2
    said = card.state_words
    w = chip_width(said, px, bool(icon))
    if w > room and icon:
        icon, w = "", chip_width(said, px)
    # it stands on the picture, in focus too: gold, not the dark accent of the paper below
    return chip(look, CARD, said, right - w, y, h, px, "solid" if card.state == "new" else "plate", icon)


def _tall(card: LessonCard, rect: Rect, look: Look, ink: Ink, focused: bool) -> list[Node]:
    t = look.t
    x, y, w, h = rect
    inset = 0.0 if focused else look.line_w
    line_h = t.lesson_title * 1.33
    ph = min(_PICTURE[look.size], h - 2 * line_h - 12)  # lower while the offline strip takes its share
    nodes: list[Node] = [
        Picture(card.cover, x + inset, y + inset, w - 2 * inset, ph - inset, "cover", RADIUS - inset, "top")
    ]
    pad = 14.0 if look.size <= TextSize.LARGE else 10.0
    side = 64.0 if look.size <= TextSize.LARGE else 72.0
    chip_h = _CHIP_H[look.size]
    taken = 0.0
    if card.number:
        nodes += badge(look, ink, card.number, x + pad, y + pad, side, t.digit_badge)
        taken = badge_width(look, card.number, side, t.digit_badge) + 10
    nodes += _state(card, look, x + w - pad, y + pad, w - 2 * pad - taken, chip_h)
    playing = card.share is not None and card.state != "done"
    lines, _ = lesson_title(card.title, look.size)
    below = t.caption * 1.3
    told = look.size is TextSize.XLARGE and bool(card.length) and len(lines) == 1 and line_h + below < h - ph - inset - 8
    if card.length and not told and (not card.state_words or ph >= 2 * chip_h + 12):
        cw = chip_width(card.length, t.caption)
        cy = y + ph - pad - chip_h - (16 if playing and look.size <= TextSize.LARGE else 0)
        px_x = x + w - pad - cw
        if look.size is TextSize.XLARGE:
            cy = y + ph - 6 - chip_h - (10 if playing else 0)
        nodes += chip(look, ink, card.length, px_x, cy, chip_h, t.caption, "plate")
    if card.favourite and ph >= side + chip_h + 2 * pad:  # below the number
        cy = y + ph - pad - chip_h - (16 if playing and look.size <= TextSize.LARGE else 0)
        if look.size is TextSize.XLARGE:
            cy = y + ph - 6 - chip_h - (10 if playing else 0)
        nodes += chip(look, ink, card.favourite, x + pad, cy, chip_h, t.caption, "plate")
    if playing and card.share is not None:
        bh = 16.0 if look.size <= TextSize.LARGE else 12.0
        nodes += bar(look, ink, x + inset, y + ph - bh, w - 2 * inset, bh, card.share, 0)
    plate_y, plate_h = y + ph, h - ph - inset
    if lines != ("",):
        top = plate_y + (plate_h - line_h * len(lines) - (below if told else 0.0)) / 2
        if told:
            nodes.append(
                fitted(card.length, x + 18, top + line_h, w - 36, below, t.caption, t.floor, ink.second, on=ink.on)
            )
        nodes.append(
            block(card.title, lines, x + 18, top, line_h, t.lesson_title, ink.primary, on=ink.on, bold=True)
        )
    return nodes


def _wide(card: LessonCard, rect: Rect, look: Look, ink: Ink, focused: bool) -> list[Node]:
    """超大: picture at the left with number and state; title and length beside it."""
    t = look.t
    x, y, w, h = rect
    inset = 0.0 if focused else look.line_w
    pw = 440.0
    nodes: list[Node] = [
        Picture(card.cover, x + inset, y + inset, pw - inset, h - 2 * inset, "cover", RADIUS - inset, "left")
    ]
    if card.number:
        nodes += badge(look, ink, card.number, x + 14, y + 14, 108, t.digit_badge, 26)
    playing = card.share is not None and card.state != "done"
    if card.favourite and (h >= 250 or not card.state_words):
        fav_px = min(t.caption, 64.0)
        fav_w = chip_width(card.favourite, fav_px)
        nodes += chip(look, ink, card.favourite, x + pw - 14 - fav_w, y + 14, 84.0, fav_px, "plate")
    low = h < 250  # while the offline strip takes its share: beside the number instead of below it
    room = pw - 28 - (badge_width(look, card.number, 108, t.digit_badge) + 12 if low and card.number else 0)
    chip_h = 80.0 if low else 96.0
    nodes += _state(card, look, x + pw - 14, y + h - 14 - chip_h - (20 if playing else 0), room, chip_h)
    if playing and card.share is not None:
        nodes += bar(look, ink, x + inset, y + h - 20 - inset, pw - inset, 20, card.share, 0)
    tx = x + pw + 36
    px, lines, _ = fit_box(card.title, x + w - 32 - tx, min(h - 8, 2.4 * t.lesson_title), t.lesson_title, 72, True, 1.2,
                           True)  # fmt: skip
    line_h = px * 1.2
    told = bool(card.length) and len(lines) == 1 and line_h + t.caption * 1.3 < h
    total = line_h * len(lines) + (t.caption * 1.3 if told else 0)
    top = y + (h - total) / 2
    if lines != ("",):
        nodes.append(block(card.title, lines, tx, top, line_h, px, ink.primary, on=ink.on, bold=True))
    if told:
        nodes.append(
            fitted(card.length, tx, top + line_h, x + w - 32 - tx, t.caption * 1.3, t.caption, t.floor, ink.second,
                   on=ink.on)
        )  # fmt: skip
    return nodes


def skeleton(key: str, rect: Rect, look: Look, focused: bool, k: int) -> Group:
    """A lesson card that is still being fetched."""
    x, y, w, h = rect
    inset = 0.0 if focused else look.line_w
    share = (0.71, 0.8, 0.61, 0.75, 0.66, 0.71)[k % 6]

    def draw(ink: Ink) -> list[Node]:
        if look.huge:
            return [
                Box(x + inset, y + inset, 440 - inset, h - 2 * inset, "card_raised", radius=RADIUS, corners="left"),
                Box(x + 476, y + h / 2 - 36, (w - 520) * share, 72, ink.track, radius=12),
            ]
        ph = min(_PICTURE[look.size], h - 2 * look.t.lesson_title * 1.33 - 12)
        return [
            Box(x + inset, y + inset, w - 2 * inset, ph, "card_raised", radius=RADIUS - inset, corners="top"),
            Box(x + 18, y + ph + (h - ph - 44) / 2, (w - 36) * share, 44, ink.track, radius=12),
        ]

    return tile(key, rect, look, focused, draw)


