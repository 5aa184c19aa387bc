"""What a focus must fulfil wherever it is: words, and a rectangle inside the safe area (5 % at every edge)."""

from __future__ import annotations

from collections.abc import Sequence


def misplaced(rect: Sequence[int] | None, width: int, height: int) -> str:
    """Empty when the rectangle [x, y, w, h] lies inside the safe area of a 16:9 window; else what is wrong.

    A pixel and a half of rounding is allowed, and 1 % for the ring that a focused thing at the edge wears outside it.
    """
    if rect is None:
        return "there is no focus rectangle"
    x, y, w, h = rect
    slack_x, slack_y = 1.5 + width * 0.01, 1.5 + height * 0.01
    left, top, right, bottom = width * 0.05, height * 0.05, width * 0.95, height * 0.95
    if w < 8 or h < 8:
        return f"{rect} is too small to be seen"
    if x < left - slack_x or y < top - slack_y or x + w > right + slack_x or y + h > bottom + slack_y:
        return f"{rect} leaves the safe area {left:.0f},{top:.0f} .. {right:.0f},{bottom:.0f}"
    return ""
