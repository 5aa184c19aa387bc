"""Rows under headings: which rows stand on which page. A page begins with a heading, and no heading stands without a row.

Pure arithmetic; the heights are those of tvapp/core/geometry, so that core and layout turn the same pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows stand under one another, px."""

    height: float
    """Of the whole page."""
    row: float
    gap: float
    """Between one row and what comes below it."""
    head: float
    """A heading and the gap to the row below; 0 where headings take no room."""


def pages(groups: Sequence[int], shape: Shape) -> tuple[int, ...]:
    """The first row of each page; `groups` are the numbers of rows under one heading after the other."""
    firsts: list[int] = []
    row, used, on_page = 0, 0.0, 0
    for count in groups:
        for k in range(count):
            needed = shape.row + (shape.gap if on_page else 0.0) + (shape.head if k == 0 or not on_page else 0.0)
            if not on_page or used + needed > shape.height + 0.01:
                firsts.append(row)
                used, on_page = 0.0, 0
                needed = shape.row + shape.head
            used += needed
            on_page += 1
            row += 1
    return tuple(firsts) or (0,)


def page_of(firsts: Sequence[int], row: int) -> int:
    """The page, from 0, on which a row stands."""
    return max(0, bisect_right(firsts, row) - 1)


def turned(firsts: Sequence[int], count: int, row: int, by: int) -> int:
    """The row that a page further (`by` 1) or back (-1) leads to: the same place on it; -1 where there is no such page."""
    page = page_of(firsts, row)
    to = page + by
    if not 0 <= to < len(firsts):
        return -1
    end = firsts[to + 1] if to + 1 < len(firsts) else count
    return min(firsts[to] + row - firsts[page], end - 1)


def heads(groups: Sequence[int], first: int, end: int) -> Iterator[tuple[int, int]]:
    """(place on the page, group) of every heading of the page that shows rows `first` to `end` (exclusive)."""
    begin = 0
    for group, count in enumerate(groups):
        if count and begin < end and begin + count > first:
            yield max(begin, first) - first, group
        begin += count


def tops(heads_at: Sequence[int], rows: int, shape: Shape) -> tuple[list[float], list[float]]:
    """Where the headings and the rows of one page begin, px from the top; `heads_at` are the places of rows with a heading."""
    at = 0.0
    head_tops: list[float] = []
    row_tops: list[float] = []
    for place in range(rows):
        if place in heads_at:
            head_tops.append(at)
            at += shape.head
        row_tops.append(at)
        at += shape.row + shape.gap
    return head_tops, row_tops
