"""Fills sheets: strips of a given height, in order, onto pages that turn whole. The step between lines and sheets.

Knows nothing of blocks or of guides; a strip is what must not be cut (a line, a row of a table, a picture).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tvapp.core.sheet import Placed, SetBox, SetIcon, SetPicture, SetRule, SetText, Sheet
from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Strip:
    """Something of one height across the page."""

    placed: tuple[Placed, ...]
    """Relative to the strip's top left."""
    h: float
    before: float = 0.0
    """Gap above, unless it stands first on its sheet."""
    anchor: int = 0
    joins: int = 0
    """Strips with the same number other than 0 are lines of one text and become one SetText on a sheet."""
    keep_next: bool = False
    """Never last on a sheet (headings)."""
    between: bool = False
    """Stands only between two others: dropped at the head and at the foot of a sheet."""
    head: Strip | None = None
    """Repeated above this strip when it starts a sheet (a table's head)."""


def moved(thing: Placed, dx: float, dy: float) -> Placed:
    match thing:
        case SetText() | SetRule() | SetPicture() | SetIcon() | SetBox():
            return replace(thing, x=thing.x + dx, y=thing.y + dy)


def fill(strips: Sequence[Strip], w: float, h: float, settle: Callable[[float], float] | None = None) -> tuple[Sheet, ...]:
    """The sheets. Always at least one. A strip taller than `h` gets a sheet of its own.

    `settle` gives the shift downwards of a sheet's content from the height that is left over (for centring).
    """
    sheets: list[Sheet] = []
    page: list[Strip] = []
    used = 0.0

    def close() -> None:
        nonlocal page, used
        carried: list[Strip] = []
        while len(page) > 1 and (page[-1].keep_next or page[-1].between):
            last = page.pop()
            if not last.between:
                carried.insert(0, last)
        if page:
            sheets.append(_sheet(page, w, h, settle))
        page, used = [], 0.0
        for strip in carried:
            put(strip)

    def put(strip: Strip) -> None:
        nonlocal used
        if not page and strip.head is not None:
            page.append(replace(strip.head, anchor=strip.anchor, keep_next=False))
            used += strip.head.h
        used += (strip.before if page else 0.0) + strip.h
        page.append(strip)

    for strip in strips:
        if strip.between and not page:
            continue
        if page and used + strip.before + strip.h > h + 0.01:
            close()
            if page and used + strip.before + strip.h > h + 0.01:
                # even after the headings that were carried over it does not fit: they stay alone
                sheets.append(_sheet(page, w, h, settle))
                page, used = [], 0.0
            if strip.between and not page:
                continue
        put(strip)
    if page:
        sheets.append(_sheet(page, w, h, settle))
    if not sheets:
        sheets.append(Sheet((), w, h, 0))
    return tuple(sheets)


def _sheet(page: Sequence[Strip], w: float, h: float, settle: Callable[[float], float] | None) -> Sheet:
    placed: list[Placed] = []
    y = 0.0
    open_text: list[SetText] = []
    open_join = 0

    def finish() -> None:
        nonlocal open_text
        if open_text:
            first = open_text[0]
            lines = tuple(line for text in open_text for line in text.lines)
            joined = "".join(text.text for text in open_text)
            starts = tuple(start for text in open_text for start in text.starts)
            placed.append(replace(first, text=joined, lines=lines, starts=starts))
            open_text = []

    for k, strip in enumerate(page):
        if k:
            y += strip.before
        if strip.joins and strip.joins == open_join and len(strip.placed) == 1:
            only = strip.placed[0]
            assert isinstance(only, SetText)
            open_text.append(only)
            y += strip.h
            continue
        finish()
        open_join = strip.joins
        texts = [moved(thing, 0.0, y) for thing in strip.placed]
        if strip.joins and texts and isinstance(texts[-1], SetText):
            placed.extend(texts[:-1])
            open_text = [texts[-1]]
        else:
            placed.extend(texts)
            open_join = 0
        y += strip.h
    finish()
    if settle is not None:
        shift = settle(max(0.0, h - y))
        placed = [moved(thing, 0.0, shift) for thing in placed]
    return Sheet(tuple(placed), w, h, page[0].anchor)
