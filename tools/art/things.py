"""What stands in the pictures: houses, bridges, boats, plants, lanterns. Each returns SVG text at a place and size."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from art.pen import box, dot, falling, group, line, oval, shape, shining, through


def house(x: float, base: float, w: float, h: float, wall: str, roof: str, lit: str, stepped: bool, door: bool) -> str:
    """White wall, black tile: the old houses of the water towns. `stepped`: with a horse-head gable."""
    top, t = base - h, max(3, w * 0.045)
    out = box(x, top, w, h, wall)
    if stepped:
        parts = ((0, 0.30, 0), (0.30, 0.40, h * 0.30), (0.70, 0.30, 0))
        for at, wide, up in parts:
            out += box(x + w * at, top - up, w * wide + 1, up + 2, wall)
        for at, wide, up in parts:
            a, b, y = x + w * at, x + w * (at + wide), top - up
            out += line(
                f"M{a - t * 1.6:.1f} {y - t * 1.3:.1f} Q{a:.1f} {y:.1f} {a + t * 2:.1f} {y:.1f} L{b - t * 2:.1f} "
                f"{y:.1f} "
                f"Q{b:.1f} {y:.1f} {b + t * 1.6:.1f} {y - t * 1.3:.1f}", roof, t * 1.5)  # fmt: skip
    else:
        eave, rise = w * 0.12, h * 0.34
        ridge = top - rise
        out += shape(
            f"M{x - eave:.1f} {top + t:.1f} Q{x + w * 0.06:.1f} {top - rise * 0.22:.1f} {x + w * 0.1:.1f} {ridge:.1f} "
            f"L{x + w * 0.9:.1f} {ridge:.1f} Q{x + w * 0.94:.1f} {top - rise * 0.22:.1f} {x + w + eave:.1f} "
            f"{top + t:.1f}Z",
            roof)  # fmt: skip
        out += line(
            f"M{x + w * 0.02:.1f} {ridge - t * 1.7:.1f} Q{x + w * 0.1:.1f} {ridge + t * 0.3:.1f} {x + w * 0.2:.1f} "
            f"{ridge:.1f} L{x + w * 0.8:.1f} {ridge:.1f} Q{x + w * 0.9:.1f} {ridge + t * 0.3:.1f} {x + w * 0.98:.1f} "
            f"{ridge - t * 1.7:.1f}", roof, t)  # fmt: skip
    pane = w * 0.15
    for at in (0.2, 0.64):
        frame = f'stroke="{roof}" stroke-width="{max(2, t * 0.5):.1f}"'
        out += box(x + w * at, top + h * 0.30, pane, pane * 1.05, lit, 2, frame)
    return out + (box(x + w * 0.41, base - h * 0.42, w * 0.18, h * 0.42, roof) if door else "")


def street(rng: random.Random, x: float, base: float, n: int, size: float, wall: str, roof: str, lit: str) -> str:
    """`n` houses side by side from `x` to the right."""
    out = ""
    for k in range(n):
        w, h = rng.uniform(0.8, 1.3) * size, rng.uniform(0.62, 0.98) * size
        stepped = (k + rng.randint(0, 1)) % 2 == 1
        out += house(x, base, round(w), h, wall, roof, lit, stepped, rng.random() > 0.4)
        x += w * rng.uniform(0.93, 1.12)
    return out


def bridge(x: float, y: float, w: float, h: float, stone: str, dark: str) -> str:
    """A single-arch stone bridge with a railing; (x, y) is its left foot at the water."""
    r, cx, t = h * 0.74, x + w / 2, h * 0.07
    back = (
        f"Q{x + w * 0.24:.1f} {y - h * 0.10:.1f} {cx - w * 0.13:.1f} {y - h:.1f} L{cx + w * 0.13:.1f} {y - h:.1f} "
        f"Q{x + w * 0.76:.1f} {y - h * 0.10:.1f} {x + w:.1f} {y:.1f}"
    )
    arch = f"M{cx - r:.1f} {y:.1f} A{r:.1f} {r:.1f} 0 0 1 {cx + r:.1f} {y:.1f}"
    out = shape(f"M{x:.1f} {y:.1f} {back} Z {arch} Z", stone, 'fill-rule="evenodd"')
    out += line(arch, dark, t, 'opacity=".5"')
    up = t * 2.4
    rail = (
        f"M{x + w * 0.04:.1f} {y - up * 0.8:.1f} Q{x + w * 0.24:.1f} {y - h * 0.10 - up:.1f} {cx - w * 0.13:.1f} "
        f"{y - h - up:.1f} L{cx + w * 0.13:.1f} {y - h - up:.1f} Q{x + w * 0.76:.1f} {y - h * 0.10 - up:.1f} "
        f"{x + w * 0.96:.1f} {y - up * 0.8:.1f}"
    )
    out += line(rail, stone, t * 0.75)
    for k in range(-2, 3):
        px = cx + k * w * 0.065
        out += box(px - t * 0.45, y - h - up * 1.25, t * 0.9, up * 1.25 + 2, stone, 1.5)
    for part in (0.14, 0.235, 0.315):  # posts on the slopes, at points of the rail's curve
        s = part / 0.37
        py = (1 - s) ** 2 * (y - up * 0.8) + 2 * (1 - s) * s * (y - h * 0.10 - up) + s * s * (y - h - up)
        for px in (x + w * (0.04 + part * 0.9), x + w * (0.96 - part * 0.9)):
            out += box(px - t * 0.4, py - t * 0.5, t * 0.8, up + t * 1.2, stone, 1.5)
    return out


def boat(x: float, y: float, s: float, hull: str, canopy: str) -> str:
    """A small boat with a woven canopy and a man with a straw hat and an oar."""
    out = shape(
        f"M{x - s:.1f} {y - s * .16:.1f} Q{x - s * .5:.1f} {y + s * .14:.1f} {x:.1f} {y + s * .14:.1f} "
        f"Q{x + s * .5:.1f} {y + s * .14:.1f} {x + s:.1f} {y - s * .20:.1f} Q{x + s * .4:.1f} {y - s * .01:.1f} "
        f"{x:.1f} "
        f"{y - s * .01:.1f} Q{x - s * .5:.1f} {y - s * .01:.1f} {x - s:.1f} {y - s * .16:.1f}Z", hull)  # fmt: skip
    out += shape(f"M{x - s * .36:.1f} {y + s * .02:.1f} A{s * .36:.1f} {s * .34:.1f} 0 0 1 {x + s * .36:.1f} "
                 f"{y + s * .02:.1f}Z", canopy)  # fmt: skip
    mx, my = x + s * 0.66, y - s * 0.08
    out += shape(f"M{mx - s * .12:.1f} {my:.1f} Q{mx - s * .11:.1f} {my - s * .34:.1f} {mx:.1f} {my - s * .36:.1f} "
                 f"Q{mx + s * .11:.1f} {my - s * .34:.1f} {mx + s * .12:.1f} {my:.1f}Z", hull)  # fmt: skip
    out += shape(f"M{mx - s * .18:.1f} {my - s * .36:.1f} L{mx:.1f} {my - s * .52:.1f} L{mx + s * .18:.1f} "
                 f"{my - s * .36:.1f}Z", hull)  # fmt: skip
    return out + line(f"M{mx + s * .08:.1f} {my - s * .26:.1f} L{mx + s * .46:.1f} {my + s * .36:.1f}", hull,
                      max(2, s * 0.035))  # fmt: skip


def painted_boat(x: float, y: float, s: float, wood: str, dark: str, roof: str, lit: str) -> str:
    """A large lake boat with three cabins under curved roofs; (x, y) is the middle of its water line."""
    out = shape(
        f"M{x - s:.1f} {y - s * .20:.1f} Q{x - s * .86:.1f} {y + s * .05:.1f} {x - s * .60:.1f} {y + s * .08:.1f} "
        f"L{x + s * .66:.1f} {y + s * .08:.1f} Q{x + s * .90:.1f} {y + s * .04:.1f} {x + s * 1.06:.1f} "
        f"{y - s * .24:.1f} "
        f"L{x + s * .86:.1f} {y - s * .10:.1f} L{x - s * .84:.1f} {y - s * .10:.1f}Z", wood)  # fmt: skip
    out += box(x - s * 0.86, y - s * 0.115, s * 1.74, s * 0.035, dark)
    for left, wide, tall in ((-0.70, 0.40, 0.27), (-0.28, 0.66, 0.36), (0.40, 0.34, 0.25)):
        a, w, h = x + s * left, s * wide, s * tall
        deck = y - s * 0.11
        out += box(a, deck - h, w, h, wood)
        panes = max(2, round(wide * 7))
        for k in range(panes):
            pane = w / panes
            out += box(a + pane * (k + 0.16), deck - h * 0.80, pane * 0.68, h * 0.52, lit, 1.5,
                       f'stroke="{dark}" stroke-width="{s * .011:.2f}"')  # fmt: skip
        out += shape(
            f"M{a - s * .07:.1f} {deck - h + s * .015:.1f} Q{a + w * .10:.1f} {deck - h - s * .05:.1f} "
            f"{a + w * .16:.1f} "
            f"{deck - h - s * .11:.1f} L{a + w * .84:.1f} {deck - h - s * .11:.1f} Q{a + w * .90:.1f} "
            f"{deck - h - s * .05:.1f} {a + w + s * .07:.1f} {deck - h + s * .015:.1f}Z", roof)  # fmt: skip
    return out + line(f"M{x + s * .92:.1f} {y - s * .16:.1f} V{y - s * .86:.1f}", dark, s * 0.018)


def willow(rng: random.Random, x: float, n: int, length: float, colour: str, spread: float, thick: float) -> str:
    """Hanging branches with leaves, from above the picture."""
    out = ""
    for _ in range(n):
        sx, long, sway = x + rng.uniform(-spread, spread), length * rng.uniform(0.45, 1), rng.uniform(-30, 30)
        out += line(f"M{sx:.0f} -10 Q{sx + sway:.0f} {long * 0.5:.0f} {sx + sway * 0.6:.0f} {long:.0f}", colour, thick,
                    'opacity=".75"')  # fmt: skip
        count = int(long / 20)
        for j in range(2, count):
            t, side = j / count, 1 if j % 2 else -1
            px = (1 - t) ** 2 * sx + 2 * (1 - t) * t * (sx + sway) + t * t * (sx + sway * 0.6)
            leaf = f"M{px:.0f} {long * t:.0f} q{side * 7} 5 {side * 10} 19 q{-side * 9} -6 {-side * 10} -19Z"
            out += shape(leaf, colour, 'opacity=".92"')
    return out


def lotus(x: float, y: float, s: float, deep: str, pale: str) -> str:
    """An open flower; (x, y) is where the stalk meets it."""
    own, defs = falling([(0, pale, 1), (1, deep, 1)])
    out = ""
    for turn, size in ((-78, 0.86), (78, 0.86), (-52, 0.98), (52, 0.98), (-26, 1.04), (26, 1.04), (0, 1.1)):
        petal = (f"M0 0 C{-s * .30:.1f} {-s * .28:.1f} {-s * .20:.1f} {-s * .70:.1f} 0 {-s:.1f} "
                 f"C{s * .20:.1f} {-s * .70:.1f} {s * .30:.1f} {-s * .28:.1f} 0 0Z")  # fmt: skip
        rim = f'stroke="{deep}" stroke-width="{max(1.5, s * 0.022):.1f}"'
        out += group(shape(petal, f"url(#{own})", rim), f"translate({x:.0f} {y:.0f}) rotate({turn}) scale({size})")
    return defs + out


def lily_pad(x: float, y: float, rx: float, ry: float, colour: str, vein: str, tilt: float) -> str:
    """A floating leaf with veins."""
    out = oval(x, y, rx, ry, colour)
    for k in range(9):
        turn = math.tau * k / 9
        out += line(f"M{x:.0f} {y:.0f} L{x + rx * .86 * math.cos(turn):.0f} {y + ry * .86 * math.sin(turn):.0f}", vein,
                    max(1.5, rx * 0.018), 'opacity=".5"')  # fmt: skip
    return group(out, f"rotate({tilt} {x:.0f} {y:.0f})")


def bamboo(rng: random.Random, x: float, top: float, low: float, thick: float, colour: str, leaf: str) -> str:
    """One culm with leaves at its upper joints."""
    out, y, lean, part = "", low, rng.uniform(-0.06, 0.06), (low - top) / 5
    for k in range(6):
        up = y - part
        xa, xb = x + (low - y) * lean, x + (low - up) * lean
        out += line(f"M{xa:.0f} {y - 3:.0f} L{xb:.0f} {up + 3:.0f}", colour, thick, 'style="stroke-linecap:butt"')
        out += line(f"M{xb - thick * 0.6:.0f} {up:.0f} h{thick * 1.2:.0f}", leaf, thick * 0.22)
        for j in range(4 if k in (2, 3, 4) else 0):
            turn = rng.uniform(0.15, 1.0) * (1 if (j + k) % 2 else -1)
            long = rng.uniform(5, 8) * thick
            blade = f"M0 0 Q{thick * .55:.1f} {long * .45:.1f} 0 {long:.1f} Q{-thick * .55:.1f} {long * .45:.1f} 0 0Z"
            angle = math.degrees(turn) + (25 if turn > 0 else -25)
            out += group(shape(blade, leaf), f"translate({xb:.0f} {up:.0f}) rotate({angle:.0f})")
        y = up
    return out


def plum(rng: random.Random, x: float, y: float, s: float, branch: str, petal: str, core: str) -> str:
    """A flowering branch that comes in from the left."""
    out = line("M0 0 C80 -30 120 -70 210 -78 S350 -150 430 -150", branch, 15)
    out += line("M120 -52 C150 -110 210 -140 250 -190", branch, 9)
    out += line("M250 -86 C300 -60 350 -62 400 -44", branch, 8)
    for px, py, r in ((130, -62, 17), (196, -84, 22), (250, -186, 20), (214, -140, 15), (300, -112, 21),
                      (372, -140, 17), (432, -150, 20), (398, -46, 18), (320, -62, 14), (70, -28, 14)):  # fmt: skip
        turn = rng.uniform(0, 6.28)
        for k in range(5):
            a = turn + k * math.tau / 5
            out += dot(px + r * 0.62 * math.cos(a), py + r * 0.62 * math.sin(a), r * 0.56, petal)
        out += dot(px, py, r * 0.3, core)
    return group(out, f"translate({x} {y}) scale({s})")


def lantern(
    x: float, y: float, s: float, paper: str, light: str, gold: str, string: float, tassel: str | None = None
) -> str:
    """A round paper lantern on a string, with a tassel; (x, y) is its middle. A `tassel` colour gives it a rim too."""
    own, defs = shining([(0, light, 1), (1, paper, 1)])
    out = defs + line(f"M{x:.1f} {y - s * .62 - string:.1f} V{y - s * .62:.1f}", gold, max(2, s * 0.03))
    rim = f'stroke="{tassel}" stroke-width="{s * 0.02:.1f}"' if tassel else ""
    out += oval(x, y, s * 0.62, s * 0.54, f"url(#{own})", rim)
    for part in (0.25, 0.62):
        rib = f'stroke="{gold}" stroke-width="{max(1.5, s * 0.02):.1f}" opacity=".65"'
        out += oval(x, y, s * 0.62 * part, s * 0.54, "none", rib)
    for top in (-0.62, 0.50):
        out += box(x - s * 0.24, y + s * top, s * 0.48, s * 0.12, gold, 3)
    for k in (-0.1, 0, 0.1):
        out += line(f"M{x + s * k:.1f} {y + s * .64:.1f} v{s * .44:.1f}", tassel or paper, max(2, s * 0.045))
    return out


def terraces(rng: random.Random, w: float, h: float, top: float, colours: Sequence[str], edge: str) -> str:
    """Fields in waves, one colour each, down to the foot of the picture."""
    out = ""
    for k, colour in enumerate(colours):
        y = top + (h - top) * (k / len(colours)) ** 1.15
        turn, swing = rng.uniform(0, 6.28), (h - top) * 0.055 * (1 + k * 0.35)
        points = [
            (x, y + swing * math.sin(x / w * 6.2 + turn) + swing * 0.5 * math.sin(x / w * 13 + turn * 2))
            for x in range(-20, int(w) + 40, 12)
        ]
        out += shape(f"M{through(points)} L{w + 40:.0f} {h:.0f} L-20 {h:.0f}Z", colour)
        out += line(f"M{through(points)}", edge, 3, 'opacity=".55"')
    return out


def umbrella(x: float, y: float, r: float, paper: str, pale: str, rib: str) -> str:
    """An open oil-paper umbrella seen from the side; (x, y) is the top of its stick."""
    rim = y + r * 0.62
    out = line(f"M{x:.1f} {y - r * .10:.1f} V{y + r * 1.75:.1f}", rib, r * 0.045)
    out += shape(f"M{x - r:.1f} {rim:.1f} Q{x - r * .62:.1f} {y + r * .06:.1f} {x:.1f} {y:.1f} Q{x + r * .62:.1f} "
                 f"{y + r * .06:.1f} {x + r:.1f} {rim:.1f} Q{x:.1f} {rim - r * .16:.1f} {x - r:.1f} "
                 f"{rim:.1f}Z", paper)  # fmt: skip
    out += shape(f"M{x - r * .30:.1f} {rim - r * .075:.1f} Q{x - r * .2:.1f} {y + r * .2:.1f} {x:.1f} {y:.1f} "
                 f"Q{x + r * .2:.1f} {y + r * .2:.1f} {x + r * .30:.1f} {rim - r * .075:.1f} Q{x:.1f} "
                 f"{rim - r * .10:.1f} "
                 f"{x - r * .30:.1f} {rim - r * .075:.1f}Z", pale, 'opacity=".55"')  # fmt: skip
    for part in (-0.62, -0.30, 0, 0.30, 0.62):
        foot = rim - r * (0.08 - 0.07 * abs(part))
        out += line(f"M{x:.1f} {y:.1f} Q{x + r * part * .62:.1f} {y + r * .16:.1f} {x + r * part:.1f} {foot:.1f}", rib,
                    r * 0.014, 'opacity=".6"')  # fmt: skip
    return out + dot(x, y - r * 0.06, r * 0.05, rib)


def kite(x: float, y: float, s: float, body: str, wing: str, tail: str, turn: float) -> str:
    """A swallow kite with two streamers; (x, y) is its middle."""
    out = shape(f"M0 {-s * .30:.1f} Q{s * .55:.1f} {-s * .52:.1f} {s:.1f} {-s * .20:.1f} Q{s * .55:.1f} {-s * .16:.1f} "
                f"{s * .14:.1f} {s * .12:.1f} L{s * .42:.1f} {s * .66:.1f} L0 {s * .26:.1f} L{-s * .42:.1f} "
                f"{s * .66:.1f} "
                f"L{-s * .14:.1f} {s * .12:.1f} Q{-s * .55:.1f} {-s * .16:.1f} {-s:.1f} {-s * .20:.1f} Q{-s * .55:.1f} "
                f"{-s * .52:.1f} 0 {-s * .30:.1f}Z", wing)  # fmt: skip
    out += oval(0, -s * 0.06, s * 0.13, s * 0.30, body)
    for side in (-1, 1):
        out += dot(side * s * 0.52, -s * 0.27, s * 0.09, body)
        out += line(f"M{side * s * .38:.1f} {s * .62:.1f} q{side * s * .16:.1f} {s * .3:.1f} 0 {s * .6:.1f} "
                    f"t{side * s * .1:.1f} {s * .5:.1f}", tail, s * 0.05)  # fmt: skip
    return group(out, f"translate({x:.0f} {y:.0f}) rotate({turn})")
