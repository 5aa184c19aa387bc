"""A question over the page: scrim, plate, words, answers; the safe answer first and wider."""

from __future__ import annotations

from tvapp.core.linebreak import balanced
from tvapp.core.model import TextSize
from tvapp.core.type_scale import scale
from tvapp.core.views import DialogView
from tvapp.layout.dialog_phone import phone_groups
from tvapp.layout.parts import CARD, WIDTH, Z_DIALOG, Z_SCRIM, Look, button, fitted, width_of
from tvapp.layout.scene import CANVAS_H, CANVAS_W, Box, Group, Node, Text

_SIZE_OF = {size.label: size for size in TextSize}


def dialog_groups(view: DialogView, look: Look) -> list[Group]:
    """Scrim, plate, buttons. The page below is drawn without focus."""
    scrim = Group("scrim", (Box(0, 0, CANVAS_W, CANVAS_H, "scrim"),), Z_SCRIM)
    if view.name == "phone":
        return [scrim, *phone_groups(view, look)]
    if view.name == "text-size" or view.sample:
        return [scrim, *_with_sample(view, look)]
    return [scrim, *_question(view, look)]


def _plate(x: float, y: float, w: float, h: float, look: Look) -> Box:
    return Box(x, y, w, h, "card", radius=40, line="line", line_w=max(3.0, look.line_w))


def _title_px(look: Look) -> float:
    return {TextSize.STANDARD: 72.0, TextSize.LARGE: 88.0, TextSize.XLARGE: 104.0, TextSize.HUGE: 112.0}[look.size]


def _question(view: DialogView, look: Look) -> list[Group]:
    t = look.t
    w = {TextSize.STANDARD: 1260.0, TextSize.LARGE: 1260.0, TextSize.XLARGE: 1500.0, TextSize.HUGE: 1680.0}[look.size]
    pad = 70.0 if look.size < TextSize.HUGE else 56.0
    inner = w - 2 * pad
    title_px = _title_px(look)
    text_px = t.button
    title_h = title_px * 1.28
    lines, _ = balanced(view.text, inner, text_px, False, 4)
    line_h = text_px * 1.4
    text_h = line_h * len(lines) if view.text else 0.0
    button_h = 170.0
    h = 56 + title_h + 12 + text_h + 66 + button_h + 60
    x, y = (CANVAS_W - w) / 2, (CANVAS_H - h) / 2
    nodes: list[Node] = [
        _plate(x, y, w, h, look),
        fitted(view.title, x + pad, y + 56, inner, title_h, title_px, t.floor, CARD.primary, on="card", bold=True),
    ]
    if view.text:
        nodes.append(
            Text(view.text, x + pad, y + 56 + title_h + 12, text_px, CARD.second, lines, False, "left", line_h, "ui", "card")
        )
    groups = [Group("dialog", tuple(nodes), Z_DIALOG)]
    gap = 44.0
    count = len(view.buttons)
    if count:
        shares = [1.3] + [1.0] * (count - 1) if count > 1 else [1.0]
        room = inner - gap * (count - 1)
        left = x + pad
        for item, share in zip(view.buttons, shares, strict=True):
            bw = room * share / sum(shares)
            rect = (left, y + h - 60 - button_h, bw, button_h)
            groups.append(button(look, item, rect, view.focus == item.id, base_z=Z_DIALOG + 1, two_lines=True))
            left += bw + gap
    return groups


def _with_sample(view: DialogView, look: Look) -> list[Group]:
    """字号: the sizes side by side, and a sentence in the size that has focus."""
    t = look.t
    w, pad = WIDTH, 56.0
    x, y, h = (CANVAS_W - w) / 2, 110.0, 860.0
    inner = w - 2 * pad
    title_px = min(_title_px(look), 88.0)
    nodes: list[Node] = [
        _plate(x, y, w, h, look),
        fitted(view.title, x + pad, y + 40, inner, title_px * 1.25, title_px, t.floor, CARD.primary, on="card", bold=True),
    ]
    top = y + 40 + title_px * 1.25 + 6
    if view.text:
        text_px = min(t.small, 60.0)
        nodes.append(fitted(view.text, x + pad, top, inner, text_px * 1.4, text_px, t.floor, CARD.second, on="card"))
        top += text_px * 1.4 + 26
    button_h = 150.0
    buttons_y = y + h - button_h - 56
    chosen = next((item for item in view.buttons if item.id == view.focus), None)
    size = _SIZE_OF.get(chosen.words if chosen else "", look.size)
    sample_px = scale(size).reading
    box_h = buttons_y - 36 - top
    nodes.append(Box(x + pad, top, inner, box_h, "solid", radius=28, line="card_line", line_w=look.line_w))
    if view.sample:
        nodes.append(
            fitted(view.sample, x + pad + 32, top + 10, inner - 64, box_h - 20, sample_px, t.floor, "text_primary",
                   on="solid", rows=6, leading=1.4)
        )  # fmt: skip
    groups = [Group("dialog", tuple(nodes), Z_DIALOG)]
    gap = 30.0
    count = max(1, len(view.buttons))
    bw = (inner - gap * (count - 1)) / count
    for k, item in enumerate(view.buttons):
        rect = (x + pad + k * (bw + gap), buttons_y, bw, button_h)
        px = min(scale(_SIZE_OF.get(item.words, look.size)).button, 104.0)
        if width_of(item.words, px, True) > bw - 40:
            px = t.button
        groups.append(button(look, item, rect, view.focus == item.id, base_z=Z_DIALOG + 1, px=px))
    return groups
