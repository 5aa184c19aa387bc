"""The strokes every picture is made of: colours, gradients, hills, water, mist. SVG text; no whole scene."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

_serial = count(1)

Point = tuple[float, float]
Stop = tuple[float, str, float]  # place 0..1, colour, opacity


@dataclass(frozen=True)
class Palette:
    """One time of day. `hills` go from the far ridge to the near one."""

    sky_top: str
    sky_low: str
    sun: str
    glow: str | None
    hills: tuple[str, str, str, str]
    shine: str
    wall: str
    roof: str
    lit: str
    stone: str
    gold: str


PALETTES = {
    "paper": Palette("#F1E2C2", "#E3CBA0", "#B32A1E", None, ("#9C8B77", "#6E5D50", "#42342E", "#2A1D1A"),
                     "#8A7662", "#FBF2DF", "#2A1D1A", "#6E5D50", "#7D6B5B", "#A8762A"),
    "dawn": Palette("#5A130F", "#C4502A", "#FFDF9C", "#FFC06A", ("#B5482C", "#86281D", "#571612", "#330D0B"),
                    "#FFC27A", "#F6DDB6", "#2B0E0C", "#FFC45E", "#6B2A1E", "#F0B95A"),
    "dusk": Palette("#3A1C2C", "#C06A44", "#FFE2AE", "#FFB870", ("#A0574A", "#6C3440", "#43202F", "#27131D"),
                    "#F4B27E", "#F0DCC4", "#24121A", "#FFC662", "#4C2832", "#F0B95A"),
    "jade": Palette("#DCE3CF", "#A9C2B4", "#C23A29", None, ("#7FA096", "#4E766F", "#2F5450", "#1C3737"),
                    "#F3F4E4", "#FAF6E8", "#1C2F30", "#4E766F", "#577571", "#B8862F"),
    "night": Palette("#0F1626", "#39405C", "#FFF0CC", "#FFE3A6", ("#454C6A", "#2D3450", "#1B2138", "#0E1324"),
                     "#E9D9B0", "#AEB0C0", "#0B0F1C", "#FFC862", "#6A708C", "#F0C36A"),
    "mist": Palette("#12252E", "#4F7680", "#FFE7B3", "#FFE0A0", ("#557D88", "#33586A", "#1E3C4C", "#0F2531"),
                    "#D7E6E2", "#E8EDE6", "#0D1F29", "#FFCB66", "#7C9CA4", "#F0C36A"),
}  # fmt: skip


def name(prefix: str = "g") -> str:
    """A fresh id for a gradient or a clip."""
    return f"{prefix}{next(_serial)}"


def _stops(stops: Iterable[Stop]) -> str:
    return "".join(f'<stop offset="{at}" stop-color="{c}" stop-opacity="{a}"/>' for at, c, a in stops)


def falling(stops: Sequence[Stop], top: float | None = None, low: float | None = None) -> tuple[str, str]:
    """A gradient from top to bottom; `top` and `low` in picture units, else over the shape's own box. Id and SVG."""
    own = name()
    span = 'x2="0" y2="1"' if top is None else f'gradientUnits="userSpaceOnUse" x2="0" y1="{top:.1f}" y2="{low:.1f}"'
    return own, f'<defs><linearGradient id="{own}" x1="0" {span}>{_stops(stops)}</linearGradient></defs>'


def shining(stops: Sequence[Stop]) -> tuple[str, str]:
    """A gradient from the middle of a shape outwards. Id and SVG."""
    own = name()
    return own, f'<defs><radialGradient id="{own}" cx=".5" cy=".5" r=".5">{_stops(stops)}</radialGradient></defs>'


def box(x: float, y: float, w: float, h: float, fill: str, round_: float = 0, more: str = "") -> str:
    """A rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{round_:.1f}" fill="{fill}" {more}/>'


def dot(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    """A circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" {more}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, more: str = "") -> str:
    """An ellipse."""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {more}/>'


def shape(path: str, fill: str, more: str = "") -> str:
    """A filled outline."""
    return f'<path d="{path}" fill="{fill}" {more}/>'


def line(path: str, colour: str, width: float, more: str = "") -> str:
    """A brush stroke with round ends."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round" '
        f'stroke-linejoin="round" {more}/>'
    )


def group(body: str, transform: str = "", opacity: float = 1) -> str:
    """Several strokes moved or faded together."""
    return f'<g transform="{transform}" opacity="{opacity}">{body}</g>'


def through(points: Sequence[Point]) -> str:
    """Path text through points: `x y L x y`, without the opening M."""
    return " L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def wash(w: float, h: float, top: str, low: str) -> str:
    """The whole picture in one falling colour."""
    own, defs = falling([(0, top, 1), (1, low, 1)])
    return defs + box(0, 0, w, h, f"url(#{own})")


def disc(x: float, y: float, r: float, colour: str, glow: str | None = None, strength: float = 0.55) -> str:
    """Sun or moon, with light around it."""
    out = ""
    if glow:
        own, defs = shining([(0, glow, strength), (0.35, glow, strength * 0.4), (1, glow, 0)])
        out = defs + dot(x, y, r * 3.4, f"url(#{own})")
    return out + dot(x, y, r, colour)


def hills(
    rng: random.Random, w: float, h: float, base: float, height: float, colour: str, *,
    ridge: float = 1.0, foot: float = 0.0, peaks: int = 5, sharp: float = 1.0, fade: float | None = None,
) -> str:  # fmt: skip
    """One ink layer: soft peaks, colour at the ridge (opacity `ridge`), mist at the foot (`foot`), gone at y `fade`."""
    bumps = []
    for k in range(peaks):
        middle = (k + rng.uniform(0.1, 0.9)) / peaks * w * 1.2 - 0.1 * w
        bumps.append((middle, height * rng.uniform(0.45, 1.0), w / peaks * rng.uniform(0.35, 0.75) / sharp))
    turns = [rng.uniform(0, 6.28) for _ in range(4)]
    points: list[Point] = []
    step = max(3.0, w / 320)
    x = -step
    while x <= w + step:
        y = 0.0
        for middle, tall, wide in bumps:
            rise = tall * math.exp(-(((x - middle) / wide) ** 2))
            y = max(y, rise) * 0.55 + (y + rise) * 0.45 if y else rise
        for part, (waves, turn) in zip((0.05, 0.025, 0.012), zip((22, 61, 139), turns, strict=False), strict=True):
            y += height * part * math.sin(x / w * waves + turn)
        points.append((x, base - y))
        x += step
    top, low = min(y for _, y in points), fade or base + height * 0.55
    own, defs = falling([(0, colour, ridge), (0.45, colour, ridge * 0.8 + foot * 0.2), (1, colour, foot)], top, low)
    return defs + shape(f"M{through(points)} L{w + step:.0f} {low:.0f} L{-step:.0f} {low:.0f}Z", f"url(#{own})")


def mist(rng: random.Random, w: float, y: float, n: int, colour: str, opacity: float, thick: float) -> str:
    """Long thin clouds lying between the hills."""
    out = ""
    for k in range(n):
        long, x = rng.uniform(0.12, 0.3) * w, rng.uniform(-0.05, 0.9) * w
        shade = opacity * rng.uniform(0.5, 1)
        out += box(x, y + k * thick * 1.9, long, thick, colour, thick / 2, f'opacity="{shade:.2f}"')
    return out


def ripples(
    rng: random.Random, w: float, top: float, low: float, colour: str, opacity: float, n: int, thick: float
) -> str:
    """Light on water: short near the shore, longer and thicker towards the viewer."""
    out = ""
    for k in range(n):
        near = (k + 0.5) / n
        long = rng.uniform(0.03, 0.16) * w * (0.5 + near)
        x, shade = rng.uniform(-0.05, 1) * w, opacity * rng.uniform(0.25, 1)
        out += box(x, top + (low - top) * near, long, thick * (0.5 + near), colour, 2, f'opacity="{shade:.2f}"')
    return out


def birds(w: float, h: float, colour: str, places: Iterable[tuple[float, float, float]]) -> str:
    """A few far birds; places as parts of width and height, and a size."""
    out = ""
    for part_x, part_y, size in places:
        x, y, s = w * part_x, h * part_y, h * 0.035 * size
        out += line(
            f"M{x - s * 1.4:.1f} {y - s * 0.5:.1f} Q{x - s * 0.5:.1f} {y - s * 0.7:.1f} {x:.1f} {y:.1f} "
            f"Q{x + s * 0.5:.1f} {y - s * 0.7:.1f} {x + s * 1.4:.1f} {y - s * 0.5:.1f}",
            colour, max(2, s * 0.2),
        )  # fmt: skip
    return out
