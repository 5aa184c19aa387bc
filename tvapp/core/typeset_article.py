"""An article's blocks as sheets of the reader: paragraphs, headings, lists, quotes, tables, pictures. Pure.

Lines never split; a heading never stands at a foot; a table repeats its head, or becomes lines of “head：cell” where its
columns would be too narrow to read; a picture has a sheet to itself, with its words below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.geometry import reader_box
from tvapp.core.linebreak import em_width, spaced, wrap
from tvapp.core.model import TextSize
from tvapp.core.pages import Strip, fill
from tvapp.core.sheet import Placed, Role, SetBox, SetPicture, SetRule, SetText, Sheet
from tvapp.core.type_scale import TypeScale, scale

_CELL_PAD = 14.0
_COLUMN_GAP = 48.0
_LEAST_COLUMN_EM = 3.2
"""A column narrower than this (or than its longest short word) is no longer read but spelled."""
_MOST_COLUMNS = 8


def paginate(blocks: tuple[Block, ...], size: TextSize) -> tuple[Sheet, ...]:
    """The whole body as sheets of the reader's box. Always at least one."""
    w, h = reader_box(size)
    return fill(list(_Body(size, w, h).strips(blocks)), w, h)


def page_of(sheets: Sequence[Sheet], anchor: int) -> int:
    """Index of the sheet that holds character `anchor`: keeps the place when the text size changes."""
    return max(0, bisect_right([sheet.anchor for sheet in sheets], anchor) - 1)


class _Body:
    def __init__(self, size: TextSize, w: float, h: float) -> None:
        self.t: TypeScale = scale(size)
        self.w, self.h = w, h
        self.at = 0
        self.serial = 0

    def strips(self, blocks: tuple[Block, ...]) -> Iterator[Strip]:
        # at 超大 a heading stands close above what it heads: so there is room for a gap and four lines
        close, under = self.t.reading > 100, False
        for block in blocks:
            for k, strip in enumerate(self._block(block)):
                yield replace(strip, before=0.0) if close and under and k == 0 else strip
            under = isinstance(block, Heading)

    def _block(self, block: Block) -> Iterator[Strip]:
        t, gap = self.t, self.t.paragraph_gap
        match block:
            case Paragraph():
                yield from self._text(block.text, 0.0, t.reading, t.reading_line, "body", False, gap)
            case Heading():
                px = min(round(t.reading * (1.2 if block.level <= 2 else 1.08)), 112)
                line = max(t.reading_line, px * 1.36)
                above = gap * 1.5 if t.reading <= 100 else gap
                yield from self._text(block.text, 0.0, px, line, "heading", True, above, keep=True)
            case Quote():
                yield from self._quote(block, gap)
            case ListBlock():
                yield from self._list(block, gap)
            case Table():
                yield from self._table(block, gap)
            case Image():
                yield from self._picture(block, gap)

    def _lines(self, text: str, room: float, px: float, bold: bool) -> list[tuple[str, str, int]]:
        """Lines, the same as the text says them (linebreak.spaced), and the index of their first character in the body;
        moves the place on."""
        out: list[tuple[str, str, int]] = []
        found = 0
        lines = wrap(text, room, px, bold)
        for line, said in zip(lines, spaced(text, lines), strict=True):
            found = max(found, text.find(line, found))
            out.append((line, said, self.at + found))
            found += len(line)
        self.at += len(text)
        return out

    def _text(
        self, text: str, x: float, px: float, line_h: float, role: Role, bold: bool, before: float, *, keep: bool = False,
    ) -> Iterator[Strip]:
        if not text.strip():
            self.at += len(text)
            return
        self.serial += 1
        for k, (line, said, anchor) in enumerate(self._lines(text, self.w - x, px, bold)):
            placed = SetText(said, (line,), x, 0.0, px, line_h, role, bold, (anchor,))
            yield Strip((placed,), line_h, before if k == 0 else 0.0, anchor, self.serial, keep)

    def _quote(self, block: Quote, gap: float) -> Iterator[Strip]:
        t = self.t
        for k, (line, said, anchor) in enumerate(self._lines(block.text, self.w - 48, t.reading, False)):
            bar = SetBox(0.0, 0.0, 10.0, t.reading_line, "quote-bar")
            words = SetText(said, (line,), 48.0, 0.0, t.reading, t.reading_line, "quote", False, (anchor,))
            yield Strip((bar, words), t.reading_line, gap if k == 0 else 0.0, anchor)

    def _list(self, block: ListBlock, gap: float) -> Iterator[Strip]:
        t = self.t
        marks = [f"{k}." if block.ordered else "●" for k in range(1, len(block.items) + 1)]
        dot = round(t.reading * 0.3)
        widest = max((em_width(mark, True) for mark in marks), default=1.0) * t.reading if block.ordered else dot + 8
        indent = widest + t.reading * 0.42
        for k, (mark, item) in enumerate(zip(marks, block.items, strict=True)):
            self.serial += 1
            before = gap if k == 0 else gap * 0.5
            for n, (line, said, anchor) in enumerate(self._lines(item, self.w - indent, t.reading, False)):
                text = SetText(said, (line,), indent, 0.0, t.reading, t.reading_line, "body", False, (anchor,))
                if n == 0:
                    head: Placed = SetText(mark, (mark,), 0.0, 0.0, t.reading, t.reading_line, "mark", True)
                    if not block.ordered:
                        head = SetBox(4.0, (t.reading_line - dot) / 2, dot, dot, "dot")
                    yield Strip((head, text), t.reading_line, before, anchor, self.serial)
                else:
                    yield Strip((text,), t.reading_line, 0.0, anchor, self.serial)

    def _picture(self, block: Image, gap: float) -> Iterator[Strip]:
        """As large as a sheet allows, 16:9 or narrower inside it (the window keeps the picture's own shape)."""
        t = self.t
        start = self.at
        caption = self._lines(block.alt, self.w, t.caption, False)[:2] if block.alt.strip() else []
        self.at = start + max(1, len(block.alt))
        caption_h = len(caption) * t.caption * 1.4 + (10 if caption else 0)
        h = self.h - caption_h
        w = min(self.w, h * 16 / 9)
        h = min(h, w * 9 / 16)
        placed: list[Placed] = [SetPicture(block.src, (self.w - w) / 2, 0.0, w, h, block.alt)]
        if caption:
            lines = tuple(line for line, _, _ in caption)
            widest = max(em_width(line, False) for line in lines) * t.caption
            left = max(0.0, (self.w - widest) / 2)
            starts = (start,) * len(lines)
            placed.append(
                SetText(block.alt, lines, left, h + 10, t.caption, t.caption * 1.4, "caption", False, starts, True)
            )
        yield Strip(tuple(placed), h + caption_h, gap, start)

    # ------------------------------------------------------------ tables

    def _table(self, block: Table, gap: float) -> Iterator[Strip]:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        rows = [tuple(row) + ("",) * (columns - len(row)) for row in block.rows]
        widths = self._column_widths(rows)
        if widths is not None:
            start = self.at
            strips = self._grid(rows, widths, block.head, gap)
            if strips is not None:
                yield from strips
                return
            self.at = start
        yield from self._spelled(rows, block.head, gap)

    def _column_widths(self, rows: list[tuple[str, ...]]) -> list[float] | None:
        """By content; None where columns would be too narrow to read."""
        px = self.t.reading
        columns = len(rows[0])
        if columns > _MOST_COLUMNS:
            return None
        room = self.w - _COLUMN_GAP * (columns - 1) - 2 * _CELL_PAD
        natural: list[float] = []
        least: list[float] = []
        for k in range(columns):
            widths = [max(em_width(line, True) for line in row[k].split("\n")) * px for row in rows]
            short = [w for w in widths if w <= 5 * px]
            natural.append(max(px, *widths))
            least.append(min(max([_LEAST_COLUMN_EM * px, *short]), natural[-1]))
        if sum(natural) <= room:
            spare = (room - sum(natural)) / columns
            return [w + min(spare, 4 * px) for w in natural]
        if sum(least) > room:
            return None
        ask = [n - m for n, m in zip(natural, least, strict=True)]
        share = (room - sum(least)) / sum(ask)
        return [m + a * share for m, a in zip(least, ask, strict=True)]

    def _row(
        self, cells: Sequence[str], widths: Sequence[float], role: Role, bold: bool, right: Sequence[bool], at: int
    ) -> tuple[list[Placed], float]:
        px = self.t.reading
        line_h = px * 1.4
        placed: list[Placed] = []
        most = 1
        x = _CELL_PAD
        for cell, w, to_right in zip(cells, widths, right, strict=True):
            lines = wrap(cell, w, px, bold)
            if cell.strip():
                shift = w - em_width(lines[0], bold) * px if to_right and len(lines) == 1 else 0.0
                left = x + max(0.0, shift)
                starts = (at,) * len(lines)
                placed.append(SetText(cell, lines, left, _CELL_PAD, px, line_h, role, bold, starts, True))
                most = max(most, len(lines))
            x += w + _COLUMN_GAP
            at += len(cell)
        return placed, most * line_h + 2 * _CELL_PAD

    def _grid(
        self, rows: list[tuple[str, ...]], widths: list[float], head: bool, gap: float
    ) -> list[Strip] | None:
        """Rows as strips; None where one would not stand on a sheet under its head."""
        body = rows[1:] if head else rows
        right = [bool(body) and all(_is_number(row[k]) for row in body) for k in range(len(widths))]
        top: Strip | None = None
        strips: list[Strip] = []
        if head:
            placed, h = self._row(rows[0], widths, "head", True, right, self.at)
            plate = SetBox(0.0, 0.0, self.w, h, "table-head")
            top = Strip((plate, *placed), h, gap, self.at, keep_next=True)
            self.at += sum(len(cell) for cell in rows[0])
            strips.append(top)
        limit = self.h - (top.h if top else 0.0)
        if top is not None and top.h > self.h / 2:
            return None
        for k, row in enumerate(body):
            placed, h = self._row(row, widths, "cell", False, right, self.at)
            if h > limit:
                return None
            rule = SetRule(0.0, h - 3, self.w)
            before = gap if k == 0 and top is None else 0.0
            strips.append(Strip((*placed, rule), h, before, self.at, head=top))
            self.at += sum(len(cell) for cell in row)
        return strips

    def _spelled(self, rows: list[tuple[str, ...]], head: bool, gap: float) -> Iterator[Strip]:
        """Each row as lines of “head：cell”, a thin line between rows."""
        t = self.t
        names = rows[0] if head else ("",) * len(rows[0])
        if head:
            self.at += sum(len(cell) for cell in names)
        for k, row in enumerate(rows[1:] if head else rows):
            first = True
            for name, cell in zip(names, row, strict=True):
                if not cell.strip():
                    self.at += len(cell)
                    continue
                said = f"{name}：{cell}" if name else cell
                start = self.at
                self.serial += 1
                broken = wrap(said, self.w, t.reading, first)
                for n, (line, as_said) in enumerate(zip(broken, spaced(said, broken), strict=True)):
                    words = SetText(as_said, (line,), 0.0, 0.0, t.reading, t.reading_line, "cell", first, (start,), True)
                    before = (gap * 1.2 if first else 0.0) if n == 0 else 0.0
                    if first and n == 0 and k:
                        rule = SetRule(0.0, 0.0, self.w)
                        yield Strip((rule,), 3.0, gap, start, between=True)
                        before = gap * 0.6
                    yield Strip((words,), t.reading_line, before, start, self.serial)
                first = False
                self.at = start + len(cell)


def _is_number(cell: str) -> bool:
    text = cell.strip().rstrip("元%")
    return bool(text) and all(ch.isdigit() or ch in ",.+-—– " for ch in text)
