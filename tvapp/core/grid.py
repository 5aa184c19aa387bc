"""Moving through a list that stands in whole pages of rows and columns: where an arrow leads. Pure arithmetic."""

from __future__ import annotations

from tvapp.core.keys import Key

OUT_LEFT = -1
OUT_TOP = -2
STOP = -3
"""Not a place in the list: past the first column, above the first row, an edge."""


def move(index: int, count: int, columns: int, per_page: int, key: Key) -> int:
    """The place that `key` leads to from `index`, or OUT_LEFT, OUT_TOP, STOP. `count` is at least 1."""
    last = count - 1
    column = index % per_page % columns
    match key:
        case Key.LEFT:
            return index - 1 if column else OUT_LEFT
        case Key.RIGHT:
            return index + 1 if column < columns - 1 and index < last else STOP
        case Key.UP:
            return index - columns if index >= columns else OUT_TOP
        case Key.DOWN:
            if index + columns <= last:
                return index + columns
            return last if index // columns < last // columns else STOP  # a shorter last row below
        case Key.PAGE_DOWN:
            return min(index + per_page, last) if (index // per_page + 1) * per_page <= last else STOP
        case Key.PAGE_UP:
            return index - per_page if index >= per_page else STOP
    return STOP
