"""按键说明: a row a key, its caps at the left, what it does at the right."""

from __future__ import annotations

from tvapp.core.views import KeyRow, KeysView
from tvapp.layout.parts import WIDTH, Ink, Look, cap_width, fitted, header_groups, hints_group, key_cap, tile, width_of
from tvapp.layout.scene import Group, Node
from tvapp.layout.settings import row_rect, scroll_groups

_W = 1640.0


def keys_groups(view: KeysView, look: Look) -> list[Group]:
    groups = header_groups(look, view.header)
    for place, row in enumerate(view.rows):
        groups.append(_row(view, row, look, place))
    groups += scroll_groups(look, view.first, len(view.rows), view.total)
    groups.append(hints_group(look, view.hints, view.hint_right))
    return groups


def _row(view: KeysView, row: KeyRow, look: Look, place: int) -> Group:
    rect = row_rect(look, place, min(_W, WIDTH))
    x, y, w, h = rect
    t = look.t
    cap_px = t.label if not look.huge else t.caption
    cap_h = cap_px * 1.6

    def draw(ink: Ink) -> list[Node]:
        nodes: list[Node] = []
        room = 640.0 if look.huge else 560.0
        px, gap = cap_px, 14.0
        widths = [cap_width(word, cap_h, px) for word in row.caps]
        while sum(widths) + gap * (len(widths) - 1) > room and px > t.floor:
            px -= 2
            widths = [max(min(cap_h, px * 1.6), width_of(word, px, True) + 28) for word in row.caps]
        left = x + 36
        high = min(cap_h, px * 1.6)
        for word, cap_w in zip(row.caps, widths, strict=True):
            nodes += key_cap(ink, word, left, y + (h - high) / 2, high, px, cap_w)
            left += cap_w + gap
        text_x = max(x + 36 + room + 36, left + 22)
        nodes.append(
            fitted(row.words, text_x, y + 4, x + w - 36 - text_x, h - 8, min(t.list_title, 88.0), t.floor, ink.primary, on=ink.on,
                   bold=True, rows=2 if look.size > 2 else 1)
        )  # fmt: skip
        return nodes

    return tile(row.id, rect, look, view.focus == row.id, draw)
