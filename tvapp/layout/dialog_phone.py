"""手机看: the square code for a phone's camera at the left, what to do with it at the right, one way out."""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.views import DialogView
from tvapp.layout.parts import CARD, Z_DIALOG, Look, button, fitted
from tvapp.layout.scene import CANVAS_H, CANVAS_W, Box, Code, Group, Node

CODE_SIDE = 570.0
"""36 cm on a 55-inch set, so that a phone reads it from the chair."""
_W = {TextSize.STANDARD: 1520.0, TextSize.LARGE: 1520.0, TextSize.XLARGE: 1640.0, TextSize.HUGE: 1680.0}
_H = {TextSize.STANDARD: 740.0, TextSize.LARGE: 740.0, TextSize.XLARGE: 820.0, TextSize.HUGE: 900.0}
_TITLE_PX = {TextSize.STANDARD: 72.0, TextSize.LARGE: 88.0, TextSize.XLARGE: 104.0, TextSize.HUGE: 112.0}


def phone_groups(view: DialogView, look: Look) -> list[Group]:
    """The plate with code and words, and its button."""
    t = look.t
    w, h = _W[look.size], _H[look.size]
    x, y = (CANVAS_W - w) / 2, (CANVAS_H - h) / 2
    pad = 84.0 if look.size <= TextSize.LARGE else 60.0
    code_y = y + (h - CODE_SIDE) / 2
    nodes: list[Node] = [
        Box(x, y, w, h, "card", radius=40, line="line", line_w=max(3.0, look.line_w)),
        Box(x + pad, code_y, CODE_SIDE, CODE_SIDE, "#FFFFFF", radius=20),
    ]
    if view.code:
        nodes.append(Code(view.code, x + pad, code_y, CODE_SIDE))
    left = x + pad + CODE_SIDE + (76.0 if look.size <= TextSize.LARGE else 54.0)
    room = x + w - pad - left
    button_h = 164.0
    # at the large sizes words and button stand over the whole height, else beside the code
    top, foot = (code_y - 16, code_y + CODE_SIDE + 30) if look.size <= TextSize.LARGE else (y + 34, y + h - 52)
    title_px = _TITLE_PX[look.size]
    title_h = title_px * 1.28
    nodes.append(fitted(view.title, left, top, room, title_h, title_px, t.floor, CARD.primary, on="card", bold=True))
    space = foot - button_h - 40 - (top + title_h + 14)
    text_h = min(space * 0.5, t.reading * 1.5 * 2)
    said = fitted(view.text, left, top + title_h + 14, room, text_h, t.reading, t.floor, CARD.primary, on="card", rows=3,
                  leading=1.4, top=True, balance=True)  # fmt: skip
    nodes.append(said)
    small_y = top + title_h + 14 + said.line_height * len(said.drawn) + 14
    nodes.append(
        fitted(view.small, left, small_y, room, foot - button_h - 40 - small_y, t.small, t.floor, CARD.second, on="card",
               rows=4, leading=1.36, top=True, balance=True)
    )  # fmt: skip
    groups = [Group("dialog", tuple(nodes), Z_DIALOG)]
    groups += [
        button(look, item, (left, foot - button_h, room, button_h), view.focus == item.id, base_z=Z_DIALOG + 1,
               two_lines=True)
        for item in view.buttons
    ]  # fmt: skip
    return groups
