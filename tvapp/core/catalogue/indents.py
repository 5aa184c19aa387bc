"""Lines that stand at the wrong depth, seen by their neighbours and by which keys belong together.

One line moved by a hand makes a YAML parser complain of every line after it. Here that one line is named and put back,
so that the rest can be looked at. Works on lines whose own slips were mended already (`lines.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tvapp.core.catalogue.fields import FEEDS, SHAPES, STATION, TOP, Kind
from tvapp.core.catalogue.lines import BLOCK_TEXT, Mended, Slip, block_end

_LINE = re.compile(r"( *)((?:- +)*)([A-Za-z_]+):(?= |$)[ ]*(.*)$")
_LISTS = frozenset(field.key for shape in SHAPES for field in shape.fields if field.kind is Kind.LIST)
_CHILDREN = {"feeds": FEEDS, "station": STATION}
"""Keys under which a mapping stands, not a list."""
_REACH = 400
"""Lines looked back over at most for a sibling."""


@dataclass(slots=True)
class _Row:
    """A line that holds a key; columns count from 0."""

    index: int
    dash: int
    """Column of its (first) dash, or -1."""
    column: int
    """Column of its key."""
    key: str
    filled: bool
    """Something stands after the colon."""


def straighten(lines: tuple[str, ...]) -> Mended:
    """Put back single lines that are out of place. The number of lines stays."""
    return _Straightener(lines).all()


class _Straightener:
    """One pass from top to bottom; what was put back counts for the lines after it."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = list(lines)
        self.rows = _rows(lines)
        self.slips: list[Slip] = []
        opening = [
            row.dash - before.column
            for before, row in pairwise(self.rows)
            if row.dash >= 0 and before.key in _LISTS and not before.filled
        ]
        self.step = 0 if opening.count(0) > opening.count(2) else 2
        """How far the dashes of a list stand to the right of its key, in this file: YAML leaves it to the writer."""
        self.dashes: list[int] = []
        """Columns of the dashes of all lists that are open."""
        self.columns: list[int] = []
        """Columns of the keys of all mappings that are open."""

    def all(self) -> Mended:
        rows = self.rows
        if rows and rows[0].column and any(row.column == 0 and row.key in TOP.by_key for row in rows[1:]):
            self.slip(rows[0], rows[0].column, *_out_of_line(0, "下面的行"))
            self.put(rows[0], -1, 0)
        for place, row in enumerate(rows):
            if place:
                self.look(place, row, rows[place - 1], rows[place + 1 : place + 3])
            while self.columns and self.columns[-1] > row.column:
                self.columns.pop()
            if not self.columns or self.columns[-1] != row.column:
                self.columns.append(row.column)
            end = row.dash if row.dash >= 0 else row.column - 1
            while self.dashes and self.dashes[-1] > end:
                self.dashes.pop()
            if row.dash >= 0 and (not self.dashes or self.dashes[-1] != row.dash):
                self.dashes.append(row.dash)
        return Mended(tuple(self.slips), tuple(self.lines))

    def look(self, place: int, row: _Row, before: _Row, after: list[_Row]) -> None:
        opens_list = not before.filled and before.key in _LISTS
        if row.dash >= 0:
            if before.filled and row.dash == before.column and row.key not in _present(self.rows, place, row.dash):
                self.slip(row, row.dash, f"{row.key} 前面多了短横线", "删去短横线，和上一行的键对齐")
                self.put(row, -1, row.dash)
            elif shift := self.dash_is_stray(place, row, before, after, opens_list):
                self.slip(row, row.dash, *_out_of_line(row.dash + shift, "下面的行"))
                self.put(row, row.dash + shift, row.column + shift)
        elif opens_list and row.column > before.column:
            self.slip(row, row.column, *_no_dash(row))
            self.put(row, max(row.column - 2, 0), max(row.column, 2))
        elif self.begins_a_member(place, row, after):
            self.slip(row, row.column, *_no_dash(row))
            self.put(row, row.column - 2, row.column)
        else:
            column = self.right_column(place, row, before, after)
            if column != row.column:
                self.slip(row, row.column, *_out_of_line(column, "同一层的键"))
                self.put(row, -1, column)

    def dash_is_stray(self, place: int, row: _Row, before: _Row, after: list[_Row], opens_list: bool) -> int:
        """By how much a dashed line is out of place, when the lines of its own mapping agree on another depth."""
        if not after or after[0].dash >= 0:
            return 0
        shift = after[0].column - row.column
        right = row.dash + shift
        if not shift or right < 0:
            return 0
        # Two lines of its mapping stand elsewhere together, or one and the next member of the list.
        holds_list = after[0].key in _LISTS and not after[0].filled
        agreed = len(after) > 1 and after[1].column == after[0].column and (after[1].dash < 0 or not holds_list)
        if opens_list:
            if right == before.column + self.step != row.dash:
                return shift
            return shift if agreed and (not self.dashes or right > self.dashes[-1]) else 0
        if right not in self.dashes or not {row.key, after[0].key} <= _keys_of(self.rows, place, row.column + shift):
            return 0
        return shift if agreed or row.dash not in self.dashes else 0

    def begins_a_member(self, place: int, row: _Row, after: list[_Row]) -> bool:
        """Whether a dash was forgotten: the mapping begins again with the key it began with, and goes on so."""
        first = _first(self.rows, place, row.column)
        if first is None or first.dash < 0 or first.key != row.key or not after or row.column < 2:
            return False
        return after[0].column == row.column and after[0].key in _present(self.rows, place, row.column) - {row.key}

    def right_column(self, place: int, row: _Row, before: _Row, after: list[_Row]) -> int:
        """Where a dashless line belongs: its own column unless its neighbours or its key say otherwise for certain."""
        child = _CHILDREN.get(before.key) if not before.filled else None
        if child is not None:
            if row.column > before.column or row.key not in child.by_key:
                return row.column
            return row.column if self.fits(place, row, row.column) else before.column + 2
        known = row.key in _keys_of(self.rows, place, row.column)
        if row.column == before.column and (row.filled or known):
            return row.column
        framed = bool(after) and after[0].dash < 0 and after[0].column == before.column
        if framed and before.filled and (row.column > before.column or row.filled):
            return before.column
        if row.column in self.columns and known:
            doubled = row.key in _present(self.rows, place, row.column)
            return before.column if doubled and self.fits(place, row, before.column) else row.column
        if row.column > before.column and not before.filled:
            return row.column
        homes = [column for column in self.columns if column != row.column and self.fits(place, row, column)]
        return min(homes, key=lambda column: abs(column - row.column)) if homes else row.column

    def fits(self, place: int, row: _Row, column: int) -> bool:
        """Whether the mapping at `column` can take this key."""
        return row.key in _keys_of(self.rows, place, column) and row.key not in _present(self.rows, place, column)

    def slip(self, row: _Row, column: int, message: str, hint: str) -> None:
        self.slips.append(Slip(row.index + 1, column + 1, message, hint))

    def put(self, row: _Row, dash: int, column: int) -> None:
        body = self.lines[row.index].lstrip(" ")
        body = body.lstrip("- ")
        row.dash, row.column = dash, column
        self.lines[row.index] = " " * column + body if dash < 0 else " " * dash + "-".ljust(column - dash) + body


def _out_of_line(blanks: int, with_what: str) -> tuple[str, str]:
    return "缩进不对，和上面的行对不齐", f"改成 {blanks} 个空格，和{with_what}对齐"


def _no_dash(row: _Row) -> tuple[str, str]:
    return f"{row.key} 前面少了短横线", "列表的每一条前面写短横线和空格"


def _keys_of(rows: list[_Row], place: int, column: int) -> frozenset[str]:
    """All keys that may stand in the mapping at `column` that ends above `place`, by the keys that stand there."""
    present = _present(rows, place, column)
    shapes = [shape for shape in SHAPES if present and present <= shape.by_key.keys()]
    return frozenset(key for shape in shapes for key in shape.by_key)


def _present(rows: list[_Row], place: int, column: int) -> set[str]:
    """The keys that stand in that mapping."""
    return {row.key for row in _siblings(rows, place, column)}


def _first(rows: list[_Row], place: int, column: int) -> _Row | None:
    """The line with which that mapping begins."""
    siblings = _siblings(rows, place, column)
    return siblings[-1] if siblings else None


def _siblings(rows: list[_Row], place: int, column: int) -> list[_Row]:
    """The lines of the mapping at `column` that is still open above `place`, from the last to the first."""
    found: list[_Row] = []
    for row in reversed(rows[max(0, place - _REACH) : place]):
        if row.column < column:
            break
        if row.column == column:
            found.append(row)
            if row.dash >= 0:
                break
    return found


def _rows(lines: tuple[str, ...]) -> list[_Row]:
    rows: list[_Row] = []
    block = 0
    listed = list(lines)
    for index, line in enumerate(listed):
        if index < block:
            continue
        body = line.lstrip(" ")
        if BLOCK_TEXT.search(line) and not body.startswith("#"):
            block = block_end(listed, index + 1, len(line) - len(body))
        match = _LINE.match(line)
        if match is not None and not body.startswith("#"):
            dash = len(match[1]) if match[2] else -1
            value = match[4]
            filled = bool(value) and not value.startswith("#")
            rows.append(_Row(index, dash, len(match[1]) + len(match[2]), match[3], filled))
    return rows
