"""Rows under headings: 课程, 今天. A heading takes no focus; it is a word and a line, and the same on every page."""

from __future__ import annotations

from collections.abc import Sequence

from tvapp.core import flow
from tvapp.core.flow import Shape
from tvapp.core.model import TextSize
from tvapp.layout.parts import Z_PAGE, Look, Rect, width_of, words
from tvapp.layout.scene import Box, Group

_PX = {TextSize.STANDARD: 36.0, TextSize.LARGE: 44.0, TextSize.XLARGE: 56.0, TextSize.HUGE: 64.0}
_UNDER = 18.0
"""Between a heading and the row below: the ring of that row stands there when it has focus."""


def headed(
    heads: Sequence[tuple[int, str]], rows: int, area: Rect, shape: Shape, look: Look
) -> tuple[list[Group], list[Rect]]:
    """The headings of one page, and the places of its rows."""
    x, y, w, _ = area
    head_tops, row_tops = flow.tops([place for place, _ in heads], rows, shape)
    groups = []
    if shape.head:
        for k, (top, (_, said)) in enumerate(zip(head_tops, heads, strict=True)):
            groups.append(_heading(f"head:{k}", said, (x, y + top, w, shape.head - _UNDER), look))
    return groups, [(x, y + top, w, shape.row) for top in row_tops]


def _heading(key: str, said: str, rect: Rect, look: Look) -> Group:
    x, y, w, h = rect
    px = _PX[look.size]
    room = width_of(said, px, True) + 24
    line = Box(x + room, y + h / 2 - 1, max(0.0, w - room), 3, "card_line")
    return Group(key, (words(said, x, y, h, px, "accent", bold=True), line), Z_PAGE)
