"""Where a range of an article's characters stands on a sheet: the plates behind the sentence that is being read. Pure."""

from __future__ import annotations

from tvapp.core.linebreak import spaced
from tvapp.core.sheet import SetText, Sheet
from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of one line, in px of the design space from the top left of the sheet."""

    text: str
    before: str
    """What stands before it on its line."""
    x: float
    """Left of the line."""
    y: float
    """Top of the line's box."""
    h: float
    px: float
    bold: bool
    after: str = ""
    """The space that the break behind it swallowed."""


def spans(sheet: Sheet, start: int, stop: int) -> tuple[Span, ...]:
    """The pieces of lines that hold characters `start` to `stop` (exclusive) of the body; none when they are elsewhere."""
    found: list[Span] = []
    for thing in sheet.placed:
        if not isinstance(thing, SetText) or not thing.starts:
            continue
        said = list(spaced(thing.text, thing.lines))
        if thing.text.endswith(" "):  # the space before the next line, which is a SetText of its own
            said[-1] += " "
        for row, (line, first) in enumerate(zip(thing.lines, thing.starts, strict=False)):
            if thing.whole:
                inside = start <= first < stop
                begin, end = (0, len(line)) if inside else (0, 0)
            else:
                begin, end = max(0, start - first), min(len(line), stop - first)
            if begin >= end or not line[begin:end].strip():
                continue
            y = thing.y + row * thing.line_h
            after = said[row][len(line) :] if end == len(line) else ""
            found.append(Span(line[begin:end], line[:begin], thing.x, y, thing.line_h, thing.px, thing.bold, after))
    return tuple(found)
