"""The first-run pages: a remote's ring of keys with 确定 lit in the middle; then four text sizes, and reading aloud or not."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.linebreak import fit_box
from tvapp.core.model import TextSize
from tvapp.core.type_scale import scale
from tvapp.core.views import Button, WelcomeView
from tvapp.layout.parts import (
    CARD,
    FOOT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    block,
    fitted,
    hint_height,
    hints_group,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Icon, Node


def welcome_groups(view: WelcomeView, look: Look) -> list[Group]:
    groups = _press_ok(view, view.button, look) if view.button is not None else _choose(view, look)
    groups.append(hints_group(look, view.hints))
    return groups


# ---------------------------------------------------------------- 请按 确定 键


def _press_ok(view: WelcomeView, button: Button, look: Look) -> list[Group]:
    t = look.t
    radius = 330.0 if not look.huge else 290.0
    cx, cy = LEFT + radius + 20, (TOP + FOOT - hint_height(look.size)) / 2
    ring: list[Node] = [
        Box(cx - radius, cy - radius, 2 * radius, 2 * radius, "card", radius=radius, line="line", line_w=max(4.0, look.line_w))
    ]
    arrow = 72.0
    reach = radius - 78.0
    for name, dx, dy in (("caret-up", 0, -1), ("caret-down", 0, 1), ("caret-left", -1, 0), ("caret-right", 1, 0)):
        ring.append(Icon(name, cx + dx * reach - arrow / 2, cy + dy * reach - arrow / 2, arrow, CARD.second))
    side = 280.0
    rect = (cx - side / 2, cy - side / 2, side, side)

    def draw(ink: Ink) -> list[Node]:
        px = min(96.0, t.question * 1.25)
        return [fitted(wording.OK_KEY, cx, rect[1], side - 40, side, px, t.floor, ink.primary, on=ink.on, bold=True,
                       align="center")]  # fmt: skip

    x = cx + radius + 70
    w = RIGHT - x
    big = {TextSize.STANDARD: 96.0, TextSize.LARGE: 112.0}.get(look.size, 112.0)
    nodes: list[Node] = []
    title_px, title_lines, _ = fit_box(view.title, w, 300, big, t.floor, True, 1.2, True)
    parts = [(view.title, title_lines, title_px, title_px * 1.24, True)]
    for line in view.lines:
        px, lines, _ = fit_box(line, w, 300, min(t.reading, 88.0), t.floor, False, 1.4, True)
        parts.append((line, lines, px, px * 1.4, False))
    total = sum(len(lines) * line_h for _, lines, _, line_h, _ in parts) + 24 * (len(parts) - 1)
    y = cy - total / 2
    for text, lines, px, line_h, bold in parts:
        nodes.append(block(text, lines, x, y, line_h, px, "text_primary" if bold else "text_secondary", bold=bold))
        y += len(lines) * line_h + 24
    return [
        Group("ring", tuple(ring), Z_PAGE),
        Group("words", tuple(nodes), Z_PAGE),
        tile(button.id, rect, look, view.focus == button.id, draw, radius=side / 2),
    ]


# ---------------------------------------------------------------- 字看得清吗？


def _choose(view: WelcomeView, look: Look) -> list[Group]:
    t = look.t
    title_px = min(t.page_title, 88.0)
    nodes: list[Node] = [
        fitted(view.title, LEFT, TOP, WIDTH, title_px * 1.3, title_px, t.floor, "text_primary", bold=True)
    ]
    x = LEFT + width_of(view.title, title_px, True) + 40
    said = view.lines[0] if view.lines else ""
    said_px = min(t.small, 60.0)
    if said and x + width_of(said, said_px) <= RIGHT:
        nodes.append(words(said, x, TOP, title_px * 1.3, said_px, "text_secondary"))
    groups = [Group("header", tuple(nodes), Z_PAGE)]
    foot = FOOT - hint_height(look.size) - 44
    top = TOP + title_px * 1.3 + 34
    voice_h = 150.0 if view.voice else 0.0
    voice_title_h = 96.0 if view.voice else 0.0
    sizes_h = foot - top - (voice_h + voice_title_h + 30 if view.voice else 0.0)
    gap = 30.0
    count = max(1, len(view.sizes))
    w = (WIDTH - gap * (count - 1)) / count
    for k, item in enumerate(view.sizes):
        groups.append(_size(view, item, look, (LEFT + k * (w + gap), top, w, sizes_h)))
    if view.voice:
        y = foot - voice_h - voice_title_h
        px = min(t.button, 64.0)
        groups.append(
            Group(
                "voice-title",
                (fitted(view.voice_title, LEFT, y, WIDTH, voice_title_h, px, t.floor, "text_primary", bold=True),),
                Z_PAGE,
            )
        )
        half = (WIDTH - gap) / 2
        for k, item in enumerate(view.voice):
            groups.append(_voice(view, item, look, (LEFT + k * (half + gap), foot - voice_h, half, voice_h)))
    return groups


_SIZE_OF = {size.label: size for size in TextSize}


def _size(view: WelcomeView, item: Button, look: Look, rect: Rect) -> Group:
    """A word in the size that it stands for, its name below."""
    x, y, w, h = rect
    shown = scale(_SIZE_OF[item.words])

    def draw(ink: Ink) -> list[Node]:
        tick = 52.0
        name_px = 48.0
        name_w = width_of(item.words, name_px, True) + (tick + 12 if item.chosen else 0)
        left = x + (w - name_w) / 2
        name_y = y + h - 92
        line_h = shown.reading * 1.36
        sample = wording.WELCOME_SAMPLES
        top = y + (h - 92 - line_h * len(sample)) / 2 + 8
        nodes: list[Node] = [
            block("".join(sample), sample, x + w / 2, top, line_h, shown.reading, ink.primary, on=ink.on, bold=True,
                  align="center")
        ]  # fmt: skip
        if item.chosen:
            nodes.append(Icon("check", left, name_y + (72 - tick) / 2, tick, ink.accent))
            left += tick + 12
        nodes.append(words(item.words, left, name_y, 72, name_px, ink.accent, on=ink.on, bold=True))
        return nodes

    return tile(item.id, rect, look, view.focus == item.id, draw)


def _voice(view: WelcomeView, item: Button, look: Look, rect: Rect) -> Group:
    x, y, w, h = rect
    px = min(look.t.button, 72.0)

    def draw(ink: Ink) -> list[Node]:
        tick = px if item.chosen else 0.0
        total = width_of(item.words, px, True) + (tick + 16 if tick else 0.0)
        left = x + (w - total) / 2
        nodes: list[Node] = []
        if tick:
            nodes.append(Icon("check", left, y + (h - tick) / 2, tick, ink.accent))
            left += tick + 16
        nodes.append(words(item.words, left, y, h, px, ink.primary, on=ink.on, bold=True))
        return nodes

    return tile(item.id, rect, look, view.focus == item.id, draw)
