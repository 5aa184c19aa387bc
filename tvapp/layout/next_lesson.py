"""After a lesson: what was watched, the next one with its countdown, three answers."""

from __future__ import annotations

from tvapp.core.linebreak import balanced, fit
from tvapp.core.model import TextSize
from tvapp.core.views import NextView
from tvapp.layout.parts import (
    CARD,
    LEFT,
    RADIUS,
    RIGHT,
    TOP,
    WIDTH,
    Z_PAGE,
    Look,
    Rect,
    block,
    button,
    fitted,
    hints_group,
    surface,
    width_of,
    words,
)
from tvapp.layout.scene import Arc, Group, Icon, Node, Picture

_CARD_H = {TextSize.STANDARD: 520.0, TextSize.LARGE: 520.0, TextSize.XLARGE: 520.0, TextSize.HUGE: 524.0}


def next_groups(view: NextView, look: Look) -> list[Group]:
    """All groups; the ring and what is said beside it are the group "countdown", which alone changes each second."""
    t = look.t
    nodes: list[Node] = []
    h = 104.0 if look.size <= TextSize.LARGE else 120.0
    x = LEFT
    if not look.huge:
        nodes.append(Icon("check-circle", x, TOP + (h - 92) / 2, 92, "accent", True))
        x += 92 + 26
    title = fitted(view.title, x, TOP, RIGHT - x, h, t.page_title, t.floor, "text_primary", bold=True)
    nodes.append(title)
    x += width_of(title.drawn[0], title.px, True) + 30
    if view.sub and RIGHT - x > min(width_of(view.sub, t.caption), 6 * t.caption):
        lines, _ = fit(view.sub, RIGHT - x, t.caption, False, 1)
        nodes.append(block(view.sub, lines, x, TOP, h, t.caption, "text_secondary"))
    groups = [Group("header", tuple(nodes), Z_PAGE)]
    top = TOP + h + 40 if look.size <= TextSize.LARGE else TOP + h + 16
    rect = (LEFT, top, WIDTH, _CARD_H[look.size])
    if view.lesson:
        groups += _lesson(view, look, rect)
    else:
        groups.append(_last(view, look, rect))
    groups += _buttons(view, look, top + rect[3])
    groups.append(hints_group(look, view.hints))
    return groups


def _lesson(view: NextView, look: Look, rect: Rect) -> list[Group]:
    t = look.t
    x, y, w, h = rect
    inset = look.line_w
    pw = {TextSize.STANDARD: 860.0, TextSize.LARGE: 860.0, TextSize.XLARGE: 640.0, TextSize.HUGE: 0.0}[look.size]
    nodes: list[Node] = [*surface(look, rect, "card")]
    if pw:
        nodes.append(
            Picture(view.cover, x + inset, y + inset, pw - inset, h - 2 * inset, "cover", RADIUS - inset, "left")
        )
    left = x + pw + 56
    room = x + w - 48 - left
    ring = {TextSize.STANDARD: 216.0, TextSize.LARGE: 216.0, TextSize.XLARGE: 208.0, TextSize.HUGE: 190.0}[look.size]
    foot_h = ring + 34
    top = y + 30
    kick_px = t.label if not look.huge else t.caption
    kick_h = kick_px * 1.36
    nodes.append(fitted(view.kicker, left, top, room, kick_h, kick_px, t.floor, CARD.accent, on="card", bold=True))
    length_h = t.label * 1.36 if view.length and look.size <= TextSize.LARGE else 0.0
    title_h = h - 30 - kick_h - length_h - foot_h - 8
    title_px = t.page_title + 4
    nodes.append(
        fitted(view.lesson, left, top + kick_h, room, title_h, title_px, t.floor, CARD.primary, on="card", bold=True,
               rows=2, leading=1.18)
    )  # fmt: skip
    if length_h:
        nodes.append(
            fitted(view.length, left, top + kick_h + title_h, room, length_h, t.label, t.floor, CARD.second, on="card")
        )
    return [Group("card", tuple(nodes), Z_PAGE), _countdown(view, look, left, y + h - foot_h, room, ring)]


def _countdown(view: NextView, look: Look, x: float, y: float, w: float, ring: float) -> Group:
    t = look.t
    nodes: list[Node] = []
    left, room = x, w
    if view.seconds is not None:
        share = max(0.0, min(1.0, view.seconds / max(1, view.seconds_of)))
        width = ring * 22 / 300
        nodes.append(Arc(x + ring / 2, y + ring / 2, ring * 0.42, width, share, "accent", "progress_track"))
        nodes.append(
            words(str(view.seconds), x + ring / 2, y, ring, ring * 0.4, CARD.primary, on="card", bold=True,
                  align="center")
        )  # fmt: skip
        left, room = x + ring + 36, w - ring - 36
    say_px = t.button if look.size <= TextSize.LARGE else min(t.button, 84.0)
    small_px = min(t.small, say_px)
    say_h, small_h = say_px * 1.38, small_px * 1.36 if view.say_small else 0.0
    if look.size >= TextSize.XLARGE and width_of(view.say, say_px * 0.8, False) > room:
        small_h = 0.0
    top = y + (ring - say_h - small_h) / 2
    if view.say:
        rows = 1 if small_h else 2
        height = say_h if small_h else ring
        at = top if small_h else y
        nodes.append(
            fitted(view.say, left, at, room, height, say_px, t.floor, CARD.primary, on="card", rows=rows, leading=1.3)
        )
    if view.say_small and small_h:
        nodes.append(
            fitted(view.say_small, left, top + say_h, room, small_h, small_px, t.floor, CARD.second, on="card")
        )
    return Group("countdown", tuple(nodes), Z_PAGE)


def _last(view: NextView, look: Look, rect: Rect) -> Group:
    """The last lesson of a row: nothing counts down, and the picture rests."""
    t = look.t
    x, y, w, h = rect
    inset = look.line_w
    nodes: list[Node] = [*surface(look, rect, "card")]
    pw = {TextSize.STANDARD: 860.0, TextSize.LARGE: 860.0, TextSize.XLARGE: 640.0, TextSize.HUGE: 0.0}[look.size]
    if pw:
        cover = view.cover or "asset:empty"
        nodes.append(Picture(cover, x + inset, y + inset, pw - inset, h - 2 * inset, "cover", RADIUS - inset, "left"))
    left = x + pw + 56
    room = x + w - 56 - left
    title_px = t.page_title
    title = view.say or view.kicker
    lines, _ = balanced(title, room, title_px, True, 3)
    small_rows = fit(view.say_small, room, t.small, False, 3)[0] if view.say_small else ()
    total = title_px * 1.28 * len(lines) + t.small * 1.42 * len(small_rows) + (16 if small_rows else 0)
    top = y + (h - total) / 2
    nodes.append(block(title, lines, left, top, title_px * 1.28, title_px, CARD.primary, on="card", bold=True))
    if small_rows:
        top += title_px * 1.28 * len(lines) + 16
        nodes.append(block(view.say_small, small_rows, left, top, t.small * 1.42, t.small, CARD.second, on="card"))
    return Group("card", tuple(nodes), Z_PAGE)


def _buttons(view: NextView, look: Look, below: float) -> list[Group]:
    count = len(view.buttons)
    if not count:
        return []
    h = 170.0 if look.size <= TextSize.LARGE else 156.0
    y = below + (38.0 if look.size <= TextSize.LARGE else 34.0)
    gap = 34.0
    shares = [1.25] + [1.0] * (count - 1) if count > 1 else [1.0]
    room = (WIDTH if count > 2 else WIDTH * (0.7 if count == 2 else 0.42)) - gap * (count - 1)
    if look.huge:
        room = WIDTH - gap * (count - 1)
    left = LEFT
    groups: list[Group] = []
    for item, share in zip(view.buttons, shares, strict=True):
        w = room * share / sum(shares)
        groups.append(button(look, item, (left, y, w, h), view.focus == item.id))
        left += w + gap
    return groups
