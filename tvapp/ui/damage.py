"""Which parts of the window must be drawn again: a few rectangles, merged where one pass is cheaper than two.

Pure arithmetic on (x, y, w, h) in real px from the bottom left.
"""

from __future__ import annotations

Rect = tuple[int, int, int, int]

_PASS_PX = 90_000
"""Walking over all instructions once costs about as much as filling so many px (software OpenGL, 720p: 2 ms)."""
_MOST = 4
_NEARLY_ALL = 0.7


def union(a: Rect, b: Rect) -> Rect:
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return x, y, max(a[0] + a[2], b[0] + b[2]) - x, max(a[1] + a[3], b[1] + b[3]) - y


def area(rect: Rect) -> int:
    return rect[2] * rect[3]


class Damage:
    """`add` rectangles or everything; `take` what is to be drawn now."""

    def __init__(self) -> None:
        self._rects: list[Rect] = []
        self._everything = True

    def everything(self) -> None:
        self._everything = True
        self._rects.clear()

    def add(self, rect: Rect) -> None:
        if not self._everything and rect[2] > 0 and rect[3] > 0:
            self._rects.append(rect)

    def take(self, width: int, height: int) -> list[Rect]:
        """The rectangles inside the window, then none any more; the whole window is one rectangle."""
        rects = [] if self._everything else [clipped for rect in self._rects if (clipped := _clip(rect, width, height))]
        whole = self._everything
        self._everything = False
        self._rects = []
        if whole:
            return [(0, 0, width, height)]
        rects = _merged(rects)
        if sum(map(area, rects)) > _NEARLY_ALL * width * height:
            return [(0, 0, width, height)]
        return rects


def _clip(rect: Rect, width: int, height: int) -> Rect | None:
    x, y = max(0, rect[0]), max(0, rect[1])
    w, h = min(width, rect[0] + rect[2]) - x, min(height, rect[1] + rect[3]) - y
    return (x, y, w, h) if w > 0 and h > 0 else None


def _merged(rects: list[Rect]) -> list[Rect]:
    """Join the pair that grows least until joining costs more than a pass and few enough are left."""
    rects = list(dict.fromkeys(rects))
    if len(rects) > 24:
        whole = rects[0]
        for rect in rects[1:]:
            whole = union(whole, rect)
        return [whole]
    while len(rects) > 1:
        cost, i, j = min(
            (area(union(rects[i], rects[j])) - area(rects[i]) - area(rects[j]), i, j)
            for i in range(len(rects))
            for j in range(i + 1, len(rects))
        )
        if cost > _PASS_PX and len(rects) <= _MOST:
            break
        joined = union(rects[i], rects[j])
        rects = [rect for n, rect in enumerate(rects) if n not in (i, j)] + [joined]
    return rects
