"""学遥控器: what is asked for stands large; below it the keys that can be taught, each with what is known of it."""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.views import RemoteCell, RemoteView
from tvapp.layout.parts import (
    LEFT,
    WIDTH,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    content_bottom,
    content_top,
    fitted,
    header_groups,
    hints_group,
    tile,
    width_of,
)
from tvapp.layout.scene import Group, Icon, Node

COLUMNS = 4
_ASK_H = {TextSize.STANDARD: 120.0, TextSize.LARGE: 130.0, TextSize.XLARGE: 140.0, TextSize.HUGE: 150.0}


def remote_groups(view: RemoteView, look: Look) -> list[Group]:
    t = look.t
    groups = header_groups(look, view.header)
    top = content_top(look.size)
    ask_h = _ASK_H[look.size]
    groups.append(
        Group(
            "ask",
            (fitted(view.ask, LEFT, top, WIDTH, ask_h, t.question, t.floor, "accent", bold=True),),
            Z_PAGE,
        )
    )
    top += ask_h + 16
    rows = -(-len(view.cells) // COLUMNS)
    gap_x, gap_y = 30.0, 26.0
    w = (WIDTH - gap_x * (COLUMNS - 1)) / COLUMNS
    h = (content_bottom(look.size) - 6 - top - gap_y * (rows - 1)) / rows  # the ring of the last row stands clear of the hints
    for k, cell in enumerate(view.cells):
        row, column = divmod(k, COLUMNS)
        groups.append(_cell(view, cell, look, (LEFT + column * (w + gap_x), top + row * (h + gap_y), w, h)))
    groups.append(hints_group(look, view.hints))
    return groups


def _cell(view: RemoteView, cell: RemoteCell, look: Look, rect: Rect) -> Group:
    x, y, w, h = rect
    t = look.t

    def draw(ink: Ink) -> list[Node]:
        tick = min(t.caption, 56.0) if cell.known else 0.0
        cap_px = min(t.list_title, h * 0.4)
        sub_px = min(t.caption, h * 0.3)
        cap_h, sub_h = cap_px * 1.3, sub_px * 1.3
        top = y + (h - cap_h - sub_h) / 2
        nodes: list[Node] = [
            fitted(cell.cap, x + w / 2, top, w - 40, cap_h, cap_px, t.floor, ink.primary, on=ink.on, bold=True, align="center")
        ]
        room = w - 40 - (tick + 10 if tick else 0.0)
        said = fitted(cell.words, x + w / 2 + (tick + 10 if tick else 0.0) / 2, top + cap_h, room, sub_h, sub_px, t.floor,
                      ink.accent if cell.known else ink.second, on=ink.on, align="center")  # fmt: skip
        nodes.append(said)
        if tick:
            left = said.x - width_of(said.drawn[0], said.px) / 2 - 10 - tick
            nodes.append(Icon("check", left, top + cap_h + (sub_h - tick) / 2, tick, ink.accent))
        return nodes

    return tile(cell.id, rect, look, view.focus == cell.id, draw)
