"""How wide text is, in pure arithmetic, so that lines can be broken without a window.

The numbers are those of the shipped fonts (`advances`, made by tools/make_fonts.py), which carry no kerning and no
substitution: a line is as wide as the sum of its characters. Must not import Kivy or open a font.
"""

from functools import cache

from tvapp.core import advances

_EM = 1000  # the table's unit: thousandths of an em
_NARROWEST_LISTED = 0x20  # control characters below are never drawn


@cache
def _table(bold: bool) -> dict[str, float]:
    """Character -> advance in em where that is not one em. Built once for each weight, about 2,000 entries."""
    rows = advances.BOLD if bold else advances.MEDIUM
    table = {chr(point): 0.0 for point in range(_NARROWEST_LISTED)}
    for first, last, width in rows:
        for point in range(first, last + 1):
            table[chr(point)] = width / _EM
    return table


def advance(ch: str, bold: bool) -> float:
    """The advance of one character in em; 1.0 for every ideograph, 0.0 for control characters."""
    return _table(bold).get(ch, 1.0)


def width(text: str, px: float, bold: bool) -> float:
    """The width of one line of `text` in pixels, set at `px` pixels an em."""
    table = _table(bold)
    return px * sum([table.get(ch, 1.0) for ch in text])
