"""Lines that stand at the wrong depth, seen by their neighbours and by which keys belong together.

One line moved by a hand makes a YAML parser complain of every line after it. Here that one line is named and put back,
so that the rest can be looked at. Works on lines whose own slips were mended already (`lines.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tvapp.core.catalogue.fields import SHAPES, Kind
from tvapp.core.catalogue.lines import BLOCK_TEXT, Mended, Slip

_LINE = re.compile(r"( *)((?:- +)*)([A-Za-z_]+):(?= |$)[ ]*(.*)$")
_LISTS = frozenset(field.key for shape in SHAPES for field in shape.fields if field.kind is Kind.LIST)
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
    rows = _rows(lines)
    mended = list(lines)
    slips: list[Slip] = []
    for place in range(1, len(rows)):
        row, before = rows[place], rows[place - 1]
        after = rows[place + 1] if place + 1 < len(rows) else None
        body = mended[row.index].lstrip(" ")
        if row.dash < 0 and not before.filled and before.key in _LISTS and row.column > before.column:
            # `items:` and then a key without its dash.
            slips.append(Slip(row.index + 1, row.column + 1, f"{row.key} 前面少了短横线", "列表的每一条前面写短横线和空格"))
            row.dash = max(row.column - 2, 0)
            row.column = row.dash + 2
            mended[row.index] = " " * row.dash + "- " + body
        elif row.dash >= 0 and before.filled and row.dash == before.column:
            slips.append(Slip(row.index + 1, row.dash + 1, f"{row.key} 前面多了短横线", "删去短横线，和上一行的键对齐"))
            row.column, row.dash = row.dash, -1
            mended[row.index] = " " * row.column + body.lstrip("- ")
        elif row.dash < 0 and row.column != before.column and _is_stray(rows, place, before, row, after):
            hint = f"改成 {before.column} 个空格，和第 {before.index + 1} 行对齐"
            slips.append(Slip(row.index + 1, row.column + 1, "缩进不对，和上面的行对不齐", hint))
            row.column = before.column
            mended[row.index] = " " * row.column + body
    return Mended(tuple(slips), tuple(mended))


def _is_stray(rows: list[_Row], place: int, before: _Row, row: _Row, after: _Row | None) -> bool:
    """Whether a dashless line surely belongs to the depth of the line before it."""
    if row.column > before.column and not before.filled:
        return False
    if row.column < before.column and not row.filled:
        return False
    if after is not None and after.dash < 0 and after.column == before.column:
        return True
    if row.column > before.column:
        return False
    # The last line of its mapping: only the keys around tell.
    return row.key in _keys_of(rows, place, before.column) and row.key not in _keys_of(rows, place, row.column)


def _keys_of(rows: list[_Row], place: int, column: int) -> frozenset[str]:
    """All keys that may stand in the mapping at `column` that ends above `place`, by the keys that stand there."""
    present: set[str] = set()
    for row in reversed(rows[max(0, place - _REACH) : place]):
        if row.column < column:
            break
        if row.column == column:
            present.add(row.key)
            if row.dash >= 0:
                break
    shapes = [shape for shape in SHAPES if present and present <= shape.by_key.keys()]
    return frozenset(key for shape in shapes for key in shape.by_key)


def _rows(lines: tuple[str, ...]) -> list[_Row]:
    rows: list[_Row] = []
    block: int | None = None
    for index, line in enumerate(lines):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if block is not None:
            if not body or indent > block:
                continue
            block = None
        if BLOCK_TEXT.search(line) and not body.startswith("#"):
            block = indent
        match = _LINE.match(line)
        if match is not None and not body.startswith("#"):
            dash = len(match[1]) if match[2] else -1
            value = match[4]
            filled = bool(value) and not value.startswith("#")
            rows.append(_Row(index, dash, len(match[1]) + len(match[2]), match[3], filled))
    return rows
