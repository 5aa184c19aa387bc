"""Rounded boxes, rings and shadows as small textures, made at run time at the true scale, with smooth corners.

The pixels are computed here in plain Python (no Kivy), once per style; `patches.py` keeps them as textures.
Pixels are straight (not premultiplied) RGBA, rows from the bottom up, as OpenGL reads them. A pixel that is only partly
covered keeps the colour of what covers it, so nothing dark shines through at the edges.
"""

from __future__ import annotations

from functools import cache
from math import erf, hypot

from tvapp.core.value import dataclass
from tvapp.ui.theme import Rgba

_ROUND: dict[str, tuple[bool, bool, bool, bool]] = {
    # top left, top right, bottom left, bottom right
    "all": (True, True, True, True),
    "top": (True, True, False, False),
    "bottom": (False, False, True, True),
    "left": (True, False, True, False),
    "right": (False, True, False, True),
}


@dataclass(frozen=True, slots=True)
class Patch:
    """Pixels of a stretchable box: `data` is width x height RGBA; the `border` never stretches."""

    width: int
    height: int
    data: bytes
    border: tuple[int, int, int, int]
    """bottom, right, top, left – in the order Kivy's BorderImage wants them."""


def round_corners(corners: str) -> tuple[bool, bool, bool, bool]:
    """Which of top left, top right, bottom left, bottom right are round."""
    return _ROUND[corners]


@cache
def coverage(radius: int) -> tuple[tuple[float, ...], ...]:
    """Share of each pixel inside a quarter circle; [row][column] from the outer corner inwards, radius x radius."""
    if radius <= 0:
        return ()
    middles = [radius - place - 0.5 for place in range(radius)]
    return tuple(tuple(max(0.0, min(1.0, radius - hypot(x, y) + 0.5)) for x in middles) for y in middles)


def _pixel(colour: Rgba, share: float = 1.0) -> bytes:
    red, green, blue, alpha = colour
    return bytes((round(red * 255), round(green * 255), round(blue * 255), round(alpha * share * 255)))


def _mix(under: Rgba, over: Rgba, share: float) -> Rgba:
    """`over` covering `share` of `under`, both possibly see-through; straight alpha."""
    top = over[3] * share
    alpha = top + under[3] * (1.0 - top)
    if alpha <= 0.0:
        return over[0], over[1], over[2], 0.0
    keep = under[3] * (1.0 - top) / alpha
    add = top / alpha
    return under[0] * keep + over[0] * add, under[1] * keep + over[1] * add, under[2] * keep + over[2] * add, alpha


def box(
    fill: Rgba | None, fill2: Rgba | None, radius: int, line: Rgba | None, line_w: int, corners: str, height: int
) -> Patch:
    """A box `height` px high (that matters only with a gradient: the patch is then as high and stretches sideways only).

    radius, line_w and height in real px; `fill2` is the colour at the bottom; the line lies inside the edge.
    """
    line_w = line_w if line is not None else 0
    edge = max(radius, line_w)
    rows_high = height if fill2 is not None and fill is not None else 2 * edge + 1
    rows_high = max(rows_high, 2 * edge + 1)
    width = 2 * edge + 1
    outer = coverage(radius)
    inner_radius = max(0, radius - line_w)
    inner = coverage(inner_radius)
    rounds = round_corners(corners)
    clear: Rgba = (*(fill or line or (0.0, 0.0, 0.0, 0.0))[:3], 0.0)
    rows: list[bytes] = []
    cache_row: dict[tuple[int, Rgba], bytes] = {}
    for row in range(rows_high):  # from the top
        from_end = min(row, rows_high - 1 - row)
        top = row <= rows_high - 1 - row
        colour = fill if fill is not None else clear
        if fill is not None and fill2 is not None:
            t = row / max(1, rows_high - 1)
            colour = tuple(a + (b - a) * t for a, b in zip(fill, fill2, strict=True))  # type: ignore[assignment]
        key = (row if from_end < edge else -1, colour)
        known = cache_row.get(key)
        if known is None:
            known = _row(width, edge, from_end, top, colour, line, line_w, radius, outer, inner_radius, inner, rounds)
            cache_row[key] = known
        rows.append(known)
    rows.reverse()
    vertical = edge if fill2 is None else min(edge, (rows_high - 1) // 2)
    return Patch(width, rows_high, b"".join(rows), (vertical, edge, vertical, edge))


def _row(
    width: int,
    edge: int,
    from_end: int,
    top: bool,
    fill: Rgba,
    line: Rgba | None,
    line_w: int,
    radius: int,
    outer: tuple[tuple[float, ...], ...],
    inner_radius: int,
    inner: tuple[tuple[float, ...], ...],
    rounds: tuple[bool, bool, bool, bool],
) -> bytes:
    """One row of a box, `from_end` px from its nearer end. Only the pixels of round corners are reckoned one by one."""
    left_round, right_round = (rounds[0], rounds[1]) if top else (rounds[2], rounds[3])
    fill_pixel = _pixel(fill)
    line_pixel = _pixel(line) if line is not None else fill_pixel
    in_line = from_end < line_w
    straight = line_pixel * edge if in_line else line_pixel * line_w + fill_pixel * (edge - line_w)
    left = right = straight
    if from_end < radius and (left_round or right_round):
        pixels: list[bytes] = []
        for column in range(radius):
            share = outer[from_end][column]
            in_row, in_column = from_end - line_w, column - line_w
            if line is None or line_w == 0:
                pixels.append(fill_pixel if share >= 1.0 else _pixel(fill, share))
                continue
            if in_row < 0 or in_column < 0:
                within = 0.0
            elif in_row < inner_radius and in_column < inner_radius:
                within = inner[in_row][in_column]
            else:
                within = 1.0
            if within >= 1.0:
                pixels.append(fill_pixel if share >= 1.0 else _pixel(fill, share))
            else:
                pixels.append(_pixel(line if within <= 0.0 else _between(line, fill, within), share))
        rest = straight[radius * 4 :]
        if left_round:
            left = b"".join(pixels) + rest
        if right_round:
            pixels.reverse()
            right = rest + b"".join(pixels)
    if not (from_end < radius and right_round) and not in_line:
        right = fill_pixel * (edge - line_w) + line_pixel * line_w
    middle = line_pixel if in_line else fill_pixel
    return left + middle * (width - 2 * edge) + right


def _between(line: Rgba, fill: Rgba, within: float) -> Rgba:
    """The pixel where the line ends and the fill begins."""
    if fill[3] <= 0.0:
        return line[0], line[1], line[2], line[3] * (1.0 - within)
    return _mix((line[0], line[1], line[2], line[3] * (1.0 - within)), fill, within)


def ring(radius: int, gap: int, width: int, ring_colour: Rgba, gap_colour: Rgba) -> Patch:
    """The focus ring with its dark gap, to be drawn `gap + width` px outside a box of `radius`; its middle is empty.

    The ring reaches one pixel under the box, so that no seam shows where the smooth corners meet.
    """
    outer_radius = radius + gap + width
    gap_radius = radius + gap
    size = outer_radius
    rows: list[bytes] = []
    outer, mid, inside = coverage(outer_radius), coverage(gap_radius), coverage(max(0, radius - 1))
    depth = gap + width + 1
    quarter: list[list[bytes]] = []
    for row in range(size):
        line: list[bytes] = []
        for column in range(size):
            share = outer[row][column]
            r1, c1 = row - width, column - width
            in_gap = mid[r1][c1] if r1 >= 0 and c1 >= 0 and gap_radius else 0.0
            r2, c2 = row - depth, column - depth
            in_box = inside[r2][c2] if r2 >= 0 and c2 >= 0 and radius > 1 else 0.0
            colour = _mix(ring_colour, gap_colour, in_gap)
            line.append(_pixel(colour, share * (1.0 - in_box)))
        quarter.append(line)
    side_ring, side_gap = _pixel(ring_colour), _pixel(gap_colour)
    clear = _pixel((gap_colour[0], gap_colour[1], gap_colour[2], 0.0))
    for row in range(size):
        middle = side_ring if row < width else side_gap if row < depth else clear
        left = quarter[row]
        rows.append(b"".join(left) + middle + b"".join(reversed(left)))
    side = [side_ring if c < width else side_gap if c < depth else clear for c in range(size)]
    centre = b"".join(side) + clear + b"".join(reversed(side))
    whole = [*rows, centre, *reversed(rows)]
    return Patch(2 * size + 1, 2 * size + 1, b"".join(whole), (size, size, size, size))


def shadow(radius: int, blur: int, alpha: float) -> Patch:
    """A soft black shadow of a rounded box, reaching `blur` px beyond it (no offset: the drawing moves it).

    The fall-off is that of a Gaussian blur of half that radius, taken along the distance to the edge.
    """
    sigma = max(0.5, blur / 2.0)
    size = radius + blur
    scale = sigma * 2.0**0.5
    quarter: list[list[bytes]] = []
    for row in range(size):
        line = []
        for column in range(size):
            dx, dy = size - column - 0.5, size - row - 0.5
            distance = hypot(dx, dy) - radius
            line.append(bytes((0, 0, 0, round(255 * alpha * 0.5 * (1.0 - erf(distance / scale))))))
        quarter.append(line)
    edge = [
        bytes((0, 0, 0, round(255 * alpha * 0.5 * (1.0 - erf((size - i - 0.5 - radius) / scale))))) for i in range(size)
    ]
    middle = bytes((0, 0, 0, round(255 * alpha)))
    rows = [b"".join(line) + edge[i] + b"".join(reversed(line)) for i, line in enumerate(quarter)]
    centre = b"".join(edge) + middle + b"".join(reversed(edge))
    whole = [*rows, centre, *reversed(rows)]
    return Patch(2 * size + 1, 2 * size + 1, b"".join(whole), (size, size, size, size))


def circle(radius: int, width: int) -> Patch:
    """A white ring of `width` px inside `radius`, with a clear pixel around, for the countdown; tinted when drawn."""
    outer, inner = coverage(radius), coverage(max(0, radius - width))
    rows: list[bytes] = []
    for row in range(radius):
        left = []
        for column in range(radius):
            r, c = row - width, column - width
            hole = inner[r][c] if r >= 0 and c >= 0 and radius > width else 0.0
            left.append(bytes((255, 255, 255, round(255 * outer[row][column] * (1.0 - hole)))))
        rows.append(b"".join(left) + b"".join(reversed(left)))
    clear = bytes((255, 255, 255, 0))
    rows = [clear * (2 * radius + 2), *(clear + row + clear for row in rows)]
    whole = [*rows, *reversed(rows)]
    return Patch(2 * radius + 2, 2 * radius + 2, b"".join(whole), (0, 0, 0, 0))


def round_picture(data: bytearray, width: int, height: int, radius: int, corners: str) -> None:
    """Make the corners of an RGBA picture (rows from the top) see-through, in place."""
    radius = min(radius, width // 2, height // 2)
    shares = coverage(radius)
    top_left, top_right, bottom_left, bottom_right = round_corners(corners)
    for row in range(radius):
        for column in range(radius):
            share = shares[row][column]
            if share >= 1.0:
                continue
            alpha = round(255 * share)
            for wanted, x, y in (
                (top_left, column, row),
                (top_right, width - 1 - column, row),
                (bottom_left, column, height - 1 - row),
                (bottom_right, width - 1 - column, height - 1 - row),
            ):
                if wanted:
                    place = (y * width + x) * 4 + 3
                    data[place] = data[place] * alpha // 255
