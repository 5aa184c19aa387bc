"""The scenes: each function paints one whole picture of width `w` and height `h` as SVG text; `COVERS` names them all.

'Ink and flat shape': no photograph, no emblem, no lettering. Every scene is the same on every run (seeded).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from art import things
from art.pen import PALETTES, birds, box, disc, dot, falling, group, hills, line, mist, name, oval, ripples, shape, wash

FAR_BIRDS = ((0.30, 0.26, 1.0), (0.36, 0.22, 0.8), (0.25, 0.20, 0.7))


def watertown(
    w: float, h: float, palette: str, seed: int, *, sun: tuple[float, float, float] = (0.72, 0.30, 0.075),
    town: float = 0.5, bridge: float = 0.10, boat: float = 0.62, horizon: float = 0.66, scale: float = 1.0,
    willows: bool = True, left_bank: bool = True,
) -> str:  # fmt: skip
    """A canal with an arched bridge and old houses. `sun`, `town`, `bridge`, `boat`: places as parts of the picture."""
    p, rng, shore = PALETTES[palette], random.Random(seed), h * horizon
    sx, sy, sr = w * sun[0], h * sun[1], h * sun[2]
    out = wash(w, h, p.sky_top, p.sky_low) + disc(sx, sy, sr, p.sun, p.glow)
    out += hills(rng, w, h, shore, h * 0.34, p.hills[0], ridge=0.75, foot=0.05, peaks=6, fade=shore + 4)
    out += hills(rng, w, h, shore, h * 0.22, p.hills[1], ridge=0.85, foot=0.1, fade=shore + 4)
    own, defs = falling([(0, p.sky_low, 1), (1, p.hills[2], 1)])
    out += defs + box(0, shore, w, h - shore, f"url(#{own})")
    out += ripples(rng, w, shore + 6, h, p.shine, 0.42, 34, h * 0.0045)
    for k in range(12):
        wide = sr * (2.2 - k * 0.09) * rng.uniform(0.5, 1)
        out += box(sx - wide / 2 + rng.uniform(-9, 9), shore + 12 + k * (h - shore) / 13, wide, h * 0.007, p.sun, 3,
                   f'opacity="{0.62 - k * 0.042:.2f}"')  # fmt: skip
    size = h * 0.215 * scale
    houses = things.street(rng, w * town, shore + h * 0.012, 9, size, p.wall, p.roof, p.lit)
    out += group(houses, f"translate(0 {2 * (shore + h * 0.03):.0f}) scale(1 -1)", 0.2)
    out += box(w * town - 40, shore + h * 0.008, w, h * 0.028, p.stone) + houses
    if left_bank:
        near = random.Random(seed + 9)
        out += box(-10, shore + h * 0.004, w * 0.16, h * 0.024, p.stone)
        out += things.street(near, -w * 0.06, shore + h * 0.008, 2, size * 0.8, p.wall, p.roof, p.lit)
    foot = shore + h * 0.036
    arch = things.bridge(w * bridge, foot, h * 0.78 * scale, h * 0.25 * scale, p.stone, p.roof)
    out += group(arch, f"translate(0 {2 * foot:.0f}) scale(1 -1)", 0.28) + arch
    canopy = p.hills[1] if palette in ("paper", "jade") else p.hills[2]
    out += things.boat(w * boat, shore + h * 0.17, h * 0.10 * scale, p.roof, canopy)
    if willows:
        out += things.willow(rng, w * 0.02, 11, h * 0.62, p.hills[3], w * 0.10, max(2, h * 0.004))
    return out


def mountains(w: float, h: float, palette: str, seed: int, sun: tuple[float, float, float]) -> str:
    """Three ridges, mist between them, a sun and far birds."""
    p, rng = PALETTES[palette], random.Random(seed)
    cloud = p.sky_top if palette in ("paper", "jade") else p.shine
    thin = 0.6 if palette in ("paper", "jade") else 0.22
    out = wash(w, h, p.sky_top, p.sky_low) + disc(w * sun[0], h * sun[1], h * sun[2], p.sun, p.glow)
    out += hills(rng, w, h, h * 0.72, h * 0.42, p.hills[0], ridge=0.96, sharp=1.2, fade=h * 0.80)
    out += mist(rng, w, h * 0.56, 3, cloud, thin, h * 0.016)
    out += hills(rng, w, h, h * 0.86, h * 0.40, p.hills[1], ridge=0.96, peaks=4, sharp=1.25, fade=h * 0.95)
    out += mist(rng, w, h * 0.74, 3, cloud, thin * 0.85, h * 0.016)
    out += hills(rng, w, h, h * 1.02, h * 0.34, p.hills[2], ridge=0.97, foot=0.6, peaks=3, fade=h * 1.1)
    return out + birds(w, h, p.hills[3], FAR_BIRDS)


def lotus_pond(w: float, h: float, palette: str, seed: int) -> str:
    """A lotus and a bud over floating leaves."""
    p, rng = PALETTES[palette], random.Random(seed)
    night = palette == "mist"
    out = wash(w, h, p.sky_top, p.sky_low)
    if night:
        out += disc(w * 0.84, h * 0.24, h * 0.10, p.sun, p.glow)
    out += hills(rng, w, h, h * 0.5, h * 0.22, p.hills[0], ridge=0.55, fade=h * 0.6)
    out += ripples(rng, w, h * 0.52, h, p.shine, 0.5, 20, h * 0.006)
    for x, y, rx, tilt in ((.16, .86, .20, -4), (.80, .92, .22, 5), (.52, .98, .20, 0), (.93, .70, .11, 3),
                           (.06, .66, .10, -3), (.40, .74, .11, -2)):  # fmt: skip
        leaf = p.hills[1] if rx > 0.15 else p.hills[0]
        out += things.lily_pad(w * x, h * y, h * rx * 1.35, h * rx * 0.5, leaf, p.hills[3], tilt)
    stalk = p.hills[2]
    out += line(f"M{w * .60:.0f} {h + 9:.0f} Q{w * .62:.0f} {h * .8:.0f} {w * .60:.0f} {h * .58:.0f}", stalk, h * 0.018)
    out += line(f"M{w * .30:.0f} {h + 9:.0f} Q{w * .27:.0f} {h * .8:.0f} {w * .29:.0f} {h * .5:.0f}", stalk, h * 0.014)
    out += things.lotus(w * 0.60, h * 0.60, h * 0.34, "#C2574E", "#FBE3D2")
    bud = (f"M0 0 C{-h * .10:.0f} {-h * .05:.0f} {-h * .06:.0f} {-h * .2:.0f} 0 {-h * .27:.0f} "
           f"C{h * .06:.0f} {-h * .2:.0f} {h * .10:.0f} {-h * .05:.0f} 0 0Z")  # fmt: skip
    return out + group(shape(bud, "#D9786B"), f"translate({w * 0.29:.0f} {h * 0.52:.0f})")


def bamboo_grove(w: float, h: float, palette: str, seed: int) -> str:
    """Bamboo before a sun."""
    p, rng = PALETTES[palette], random.Random(seed)
    out = wash(w, h, p.sky_top, p.sky_low) + disc(w * 0.70, h * 0.36, h * 0.15, p.sun, p.glow)
    out += hills(rng, w, h, h * 0.9, h * 0.3, p.hills[0], ridge=0.6, peaks=4)
    for x, thick, tone in ((.08, .030, 1), (.20, .040, 2), (.33, .024, 1), (.90, .034, 2)):
        out += things.bamboo(rng, w * x, -h * 0.1, h * 1.05, h * thick, p.hills[tone], p.hills[tone + 1])
    return out


def plum_window(w: float, h: float, palette: str, seed: int) -> str:
    """A plum branch before a round window or the moon."""
    p, rng, night = PALETTES[palette], random.Random(seed), palette == "night"
    out = wash(w, h, p.sky_top, p.sky_low)
    if night:
        out += disc(w * 0.62, h * 0.48, h * 0.30, "#F6E3B4", "#FFE3A6", 0.30)
    else:
        out += dot(w * 0.62, h * 0.48, h * 0.34, p.hills[0], 'opacity=".35"')
    petal = "#E08A7C" if night else "#C0392B"
    return out + things.plum(rng, -10, h * 0.86, h / 330, p.hills[3], petal, p.gold)


FIELDS = {
    "jade": ("#B9BF7A", "#A3B06A", "#8BA062", "#6F8C5B", "#547652"),
    "dawn": ("#D98A45", "#C26A36", "#A34F2C", "#823823", "#5E251A"),
    "paper": ("#CDB98C", "#B8A274", "#9C8760", "#7D6A4D", "#5C4C3A"),
}


def rice_field(w: float, h: float, palette: str, seed: int, kites: bool = False) -> str:
    """Terraced fields with a village; with `kites`, two swallow kites over them."""
    p, rng = PALETTES[palette], random.Random(seed)
    sun = (0.78, 0.24, 0.09) if kites else (0.42, 0.30, 0.12)
    out = wash(w, h, p.sky_top, p.sky_low) + disc(w * sun[0], h * sun[1], h * sun[2], p.sun, p.glow)
    out += hills(rng, w, h, h * 0.58, h * 0.24, p.hills[0], ridge=0.75, foot=0.1, fade=h * 0.6)
    out += things.street(rng, w * 0.58, h * 0.585, 3, h * 0.16, p.wall, p.roof, p.lit)
    out += terraced(rng, w, h, palette)
    if kites:
        for x, y, s, body, wing, turn, hand in ((.36, .30, .150, "#F3DFBF", "#B3392B", -14, .30),
                                                (.60, .17, .085, "#F3DFBF", "#2F6B6B", 12, .46)):  # fmt: skip
            out += line(f"M{w * x:.0f} {h * y:.0f} Q{w * (x + hand) / 2:.0f} {h * .62:.0f} {w * hand:.0f} "
                        f"{h * .80:.0f}",
                        p.hills[3], 1.6, 'opacity=".7"')  # fmt: skip
            out += things.kite(w * x, h * y, h * s, body, wing, wing, turn)
    return out


def terraced(rng: random.Random, w: float, h: float, palette: str) -> str:
    """The fields themselves, from just below the horizon."""
    return things.terraces(rng, w, h, h * 0.57, FIELDS[palette], PALETTES[palette].sky_top)


def tea_room(w: float, h: float, palette: str, seed: int) -> str:
    """A round window, a pot and two cups: study at home over tea."""
    p, clip = PALETTES[palette], name("c")
    cx, cy, r = w * 0.5, h * 0.41, h * 0.36
    view = mountains(int(r * 3.2), int(r * 2), palette, seed + 4, (0.60, 0.30, 0.13))
    out = box(0, 0, w, h, p.hills[3])
    out += f'<defs><clipPath id="{clip}">{dot(cx, cy, r, "#fff")}</clipPath></defs>'
    out += f'<g clip-path="url(#{clip})">{group(view, f"translate({cx - r * 1.6:.0f} {cy - r:.0f})")}</g>'
    out += dot(cx, cy, r, "none", f'stroke="{p.hills[1]}" stroke-width="{h * 0.035:.0f}"')
    out += dot(cx, cy, r - h * 0.018, "none", f'stroke="{p.gold}" stroke-width="{h * 0.006:.1f}" opacity=".6"')
    table = h * 0.82
    out += box(0, table, w, h - table, "#5A2418") + box(0, table, w, h * 0.018, "#8A4A2C")
    s, clay, dark = h * 0.145, "#B4523A", "#7C2C1E"
    tx, ty = w * 0.235, h * 0.86
    out += oval(tx, ty, s * 1.15, s * 0.10, "#3A150E", 'opacity=".55"')
    out += line(f"M{tx - s * .80:.1f} {ty - s * .95:.1f} C{tx - s * 1.75:.1f} {ty - s * 1.2:.1f} {tx - s * 1.75:.1f} "
                f"{ty - s * .15:.1f} {tx - s * .82:.1f} {ty - s * .30:.1f}", clay, s * 0.15)  # fmt: skip
    out += shape(f"M{tx + s * .70:.1f} {ty - s * .30:.1f} Q{tx + s * 1.30:.1f} {ty - s * .45:.1f} {tx + s * 1.55:.1f} "
                 f"{ty - s * 1.12:.1f} L{tx + s * 1.74:.1f} {ty - s * 1.06:.1f} Q{tx + s * 1.50:.1f} "
                 f"{ty - s * .10:.1f} "
                 f"{tx + s * .70:.1f} {ty - s * .02:.1f}Z", clay)  # fmt: skip
    out += shape(f"M{tx - s * .62:.1f} {ty - s * 1.05:.1f} C{tx - s * 1.30:.1f} {ty - s * .70:.1f} "
                 f"{tx - s * 1.15:.1f} {ty:.1f} "
                 f"{tx - s * .5:.1f} {ty:.1f} H{tx + s * .5:.1f} C{tx + s * 1.15:.1f} {ty:.1f} {tx + s * 1.30:.1f} "
                 f"{ty - s * .70:.1f} {tx + s * .62:.1f} {ty - s * 1.05:.1f}Z", clay)  # fmt: skip
    out += oval(tx, ty - s * 1.05, s * 0.64, s * 0.13, dark)
    out += shape(f"M{tx - s * .52:.1f} {ty - s * 1.07:.1f} Q{tx:.1f} {ty - s * 1.42:.1f} {tx + s * .52:.1f} "
                 f"{ty - s * 1.07:.1f}Z", clay)  # fmt: skip
    out += dot(tx, ty - s * 1.33, s * 0.12, dark)
    for ux in (w * 0.68, w * 0.80):
        out += oval(ux, ty, s * 0.40, s * 0.06, "#3A150E", 'opacity=".55"')
        out += shape(f"M{ux - s * .46:.1f} {ty - s * .62:.1f} H{ux + s * .46:.1f} Q{ux + s * .42:.1f} {ty:.1f} "
                     f"{ux + s * .2:.1f} {ty:.1f} H{ux - s * .2:.1f} Q{ux - s * .42:.1f} {ty:.1f} {ux - s * .46:.1f} "
                     f"{ty - s * .62:.1f}Z", "#F3DFBF")  # fmt: skip
        out += oval(ux, ty - s * 0.62, s * 0.46, s * 0.09, "#A8762A")
        out += line(f"M{ux:.0f} {ty - s * .85:.0f} q{s * .2:.0f} {-s * .3:.0f} 0 {-s * .6:.0f} t0 "
                    f"{-s * .6:.0f}", "#F6E7CD",
                    s * 0.07, 'opacity=".5"')  # fmt: skip
    return out


def stage(w: float, h: float) -> str:
    """An opera night: valance, fan, two lanterns."""
    out = wash(w, h, "#4A0F0D", "#7E1B15")
    for k in range(11):
        x = w * k / 10
        out += shape(f"M{x - w * .06:.0f} 0 Q{x:.0f} {h * .22:.0f} {x + w * .06:.0f} 0Z", "#B3331F")
    out += box(0, 0, w, h * 0.05, "#D9A24A")
    cx, cy, far, near, ribs = w * 0.5, h * 0.86, h * 0.58, h * 0.20, 15

    def at(r: float, k: float) -> str:
        turn = math.radians(200 + 140 * k / ribs)
        return f"{cx + r * math.cos(turn):.1f} {cy + r * math.sin(turn):.1f}"

    for k in range(ribs):
        leaf = f"M{at(near, k)} L{at(far, k)} A{far:.0f} {far:.0f} 0 0 1 {at(far, k + 1)} L{at(near, k + 1)}Z"
        out += shape(leaf, "#F6E3BE" if k % 2 else "#EBCF9A")
    for k in range(ribs + 1):
        out += line(f"M{cx:.0f} {cy:.0f} L{at(near * 1.05, k)}", "#D9A24A", h * 0.012)
    out += dot(cx, cy - far * 0.66, h * 0.085, "#B3261E")
    out += line(f"M{cx - far * .5:.0f} {cy - far * .42:.0f} Q{cx - far * .2:.0f} {cy - far * .72:.0f} {cx:.0f} "
                f"{cy - far * .48:.0f} T{cx + far * .5:.0f} "
                f"{cy - far * .42:.0f}", "#42342E", h * 0.02, 'opacity=".8"')  # fmt: skip
    for part in (0.12, 0.88):
        out += things.lantern(w * part, h * 0.36, h * 0.22, "#B3261E", "#F08A4B", "#E3AE57", h * 0.3)
    return out


def lake_boat(w: float, h: float, palette: str, seed: int) -> str:
    """A painted boat on a wide lake at first light."""
    p, rng, shore = PALETTES[palette], random.Random(seed), h * 0.60
    out = wash(w, h, p.sky_top, p.sky_low) + disc(w * 0.30, h * 0.33, h * 0.11, p.sun, p.glow)
    out += hills(rng, w, h, shore, h * 0.20, p.hills[0], ridge=0.8, foot=0.05, peaks=7, fade=shore + 4)
    own, defs = falling([(0, "#E08A4A", 1), (1, p.hills[1], 1)])
    out += defs + box(0, shore, w, h - shore, f"url(#{own})")
    out += ripples(rng, w, shore + 6, h, p.shine, 0.5, 40, h * 0.005)
    for k in range(9):
        wide = h * 0.2 * (1.1 - k * 0.06) * rng.uniform(0.5, 1)
        out += box(w * 0.30 - wide / 2 + rng.uniform(-9, 9), shore + 10 + k * h * 0.035, wide, h * 0.007, p.sun, 3,
                   f'opacity="{0.6 - k * 0.05:.2f}"')  # fmt: skip
    x, y, s = w * 0.62, h * 0.78, h * 0.42
    body = things.painted_boat(x, y, s, "#A8432E", "#3A120D", "#2B0E0C", "#FFE2A0")
    out += group(body, f"translate(0 {2 * (y + s * 0.07):.0f}) scale(1 -1)", 0.16) + body
    return out + birds(w, h, p.hills[3], ((0.12, 0.22, 0.9), (0.17, 0.18, 0.7)))


def rainy_lane(w: float, h: float, seed: int) -> str:
    """A wet lane, an oil-paper umbrella, thin rain: somebody comes to help in any weather."""
    p, rng = PALETTES["mist"], random.Random(seed)
    out = wash(w, h, "#24414D", "#86A5A6")
    out += hills(rng, w, h, h * 0.66, h * 0.30, "#5A7F88", ridge=0.7, foot=0.05, fade=h * 0.70)
    road = h * 0.74
    for k, (x, tall) in enumerate(((-0.04, 0.50), (0.13, 0.40), (0.74, 0.38), (0.885, 0.50))):
        out += things.house(w * x, road, w * 0.16, h * tall * 0.72, p.wall, p.roof, p.lit, k % 2 == 1, True)
    own, defs = falling([(0, "#5E7F86", 1), (1, "#1E3C4C", 1)])
    out += defs + box(0, road, w, h - road, f"url(#{own})")
    for k in range(5):
        y = road + (h - road) * (k / 5) ** 1.3 + 4
        out += box(0, y, w, 2, p.hills[3], 0, 'opacity=".30"')
    out += ripples(rng, w, road + 8, h, "#FFD9A0", 0.38, 22, h * 0.006)
    cx, cy, r = w * 0.47, h * 0.30, h * 0.25
    out += oval(cx, h * 0.905, r * 0.60, h * 0.022, "#0F2531", 'opacity=".55"')
    coat, low = "#1B3A49", h * 0.90
    out += shape(f"M{cx - r * .10:.1f} {cy + r * 1.02:.1f} C{cx - r * .52:.1f} {cy + r * 1.16:.1f} {cx - r * .50:.1f} "
                 f"{cy + r * 1.6:.1f} {cx - r * .46:.1f} {low - h * .05:.1f} H{cx + r * .36:.1f} C{cx + r * .40:.1f} "
                 f"{cy + r * 1.6:.1f} {cx + r * .40:.1f} {cy + r * 1.16:.1f} {cx + r * .02:.1f} "
                 f"{cy + r * 1.02:.1f}Z", coat)  # fmt: skip
    for side in (-0.20, 0.12):
        out += line(f"M{cx + r * side:.1f} {low - h * .06:.1f} V{low:.1f}", "#0F2531", r * 0.15)
    out += dot(cx - r * 0.04, cy + r * 0.86, r * 0.18, "#2A2320")
    out += box(cx - r * 0.13, cy + r * 0.98, r * 0.18, r * 0.10, "#E8CBA6", r * 0.04)
    out += things.umbrella(cx + r * 0.18, cy, r, "#C0392B", "#F0A27A", "#3A120D")
    out += shape(f"M{cx - r * .30:.1f} {cy + r * 1.30:.1f} L{cx + r * .20:.1f} {cy + r * 1.52:.1f} L{cx + r * .22:.1f} "
                 f"{cy + r * 1.40:.1f} L{cx + r * .02:.1f} {cy + r * 1.16:.1f}Z", "#27505F")  # fmt: skip
    for _ in range(80):
        x, y, long = rng.uniform(-0.05, 1.02) * w, rng.uniform(-0.05, 0.98) * h, rng.uniform(0.02, 0.05) * h
        shade = f'opacity="{rng.uniform(0.15, 0.5):.2f}"'
        out += line(f"M{x:.0f} {y:.0f} l{-long * 0.28:.1f} {long:.1f}", "#E8F0EC", 1.6, shade)
    return out


def reading_lamp(w: float, h: float) -> str:
    """A desk at night: lamp, open book, a window with the moon."""
    p = PALETTES["night"]
    out = wash(w, h, "#17192B", "#2B2338")
    wx, wy, ww, wh = w * 0.60, h * 0.12, w * 0.30, h * 0.46
    out += box(wx, wy, ww, wh, "#27335A", 6) + disc(wx + ww * 0.66, wy + wh * 0.36, h * 0.062, p.sun, p.glow)
    clip = name("c")
    view = hills(random.Random(5), w, h, wy + wh, h * 0.20, "#1B2138", ridge=1, foot=0.9, peaks=6, fade=wy + wh + 8)
    out += f'<defs><clipPath id="{clip}">{box(wx, wy, ww, wh, "#fff", 6)}</clipPath></defs>'
    out += f'<g clip-path="url(#{clip})">{view}</g>'
    frame = f'stroke="#6B4632" stroke-width="{h * 0.02:.1f}"'
    out += box(wx, wy, ww, wh, "none", 6, frame)
    for part in (1 / 3, 2 / 3):
        out += line(f"M{wx + ww * part:.0f} {wy:.0f} V{wy + wh:.0f}", "#6B4632", h * 0.010)
    out += line(f"M{wx:.0f} {wy + wh * .5:.0f} H{wx + ww:.0f}", "#6B4632", h * 0.010)
    table = h * 0.78
    lx, ly = w * 0.25, h * 0.32
    out += disc(lx, ly + h * 0.14, h * 0.2, "none", "#FFC66A", 0.55)
    own, defs = falling([(0, "#FFDF9C", 0.42), (1, "#FFDF9C", 0.04)])
    out += defs + shape(f"M{lx - h * .13:.0f} {ly + h * .13:.0f} H{lx + h * .13:.0f} L{lx + h * .42:.0f} {table:.0f} "
                        f"H{lx - h * .42:.0f}Z", f"url(#{own})")  # fmt: skip
    out += box(0, table, w, h - table, "#5A3422") + box(0, table, w, h * 0.016, "#9A6238")
    out += line(f"M{lx:.0f} {ly + h * .10:.0f} V{table - h * .01:.0f}", "#D9A24A", h * 0.016)
    out += box(lx - h * 0.10, table - h * 0.022, h * 0.20, h * 0.026, "#D9A24A", 6)
    out += shape(f"M{lx - h * .08:.0f} {ly - h * .06:.0f} H{lx + h * .08:.0f} L{lx + h * .16:.0f} {ly + h * .14:.0f} "
                 f"H{lx - h * .16:.0f}Z", "#2F7C6C")  # fmt: skip
    out += box(lx - h * 0.16, ly + h * 0.128, h * 0.32, h * 0.016, "#F0C36A", 4)
    bx, by, s = w * 0.50, h * 0.80, h * 0.30
    for side in (-1, 1):
        out += shape(f"M{bx:.0f} {by + s * .12:.0f} C{bx + side * s * .3:.0f} {by - s * .16:.0f} "
                     f"{bx + side * s * .75:.0f} "
                     f"{by - s * .14:.0f} {bx + side * s:.0f} {by:.0f} L{bx + side * s * 1.1:.0f} {by + s * .34:.0f} "
                     f"C{bx + side * s * .8:.0f} {by + s * .2:.0f} {bx + side * s * .3:.0f} {by + s * .2:.0f} {bx:.0f} "
                     f"{by + s * .44:.0f}Z", "#FBEFD6" if side < 0 else "#F1DDB8")  # fmt: skip
        for k in range(4):
            y = by + s * (0.06 + k * 0.075)
            out += line(f"M{bx + side * s * (.16 + k * .01):.0f} {y - s * .015:.0f} Q{bx + side * s * .5:.0f} "
                        f"{y - s * .12:.0f} "
                        f"{bx + side * s * (.84 + k * .03):.0f} "
                        f"{y - s * .02:.0f}", "#B08E66", s * 0.014, 'opacity=".7"')  # fmt: skip
    out += line(f"M{bx:.0f} {by + s * .12:.0f} V{by + s * .44:.0f}", "#C9A877", s * 0.02)
    cup, foot, r = w * 0.76, h * 0.845, h * 0.06
    out += line(f"M{cup + r * .8:.0f} {foot - r * 1.2:.0f} q{r * .9:.0f} {r * .2:.0f} {-r * .1:.0f} "
                f"{r * .9:.0f}", "#E8EDE6", r * 0.2)
    out += shape(f"M{cup - r:.0f} {foot - r * 1.5:.0f} H{cup + r:.0f} L{cup + r * .74:.0f} {foot:.0f} "
                 f"H{cup - r * .74:.0f}Z", "#E8EDE6")
    return out + line(f"M{cup - r * .94:.0f} {foot - r * 1.1:.0f} H{cup + r * .94:.0f}", "#4A7CA0", r * 0.16)


def lantern_street(w: float, h: float, seed: int) -> str:
    """An old street on a festival evening, lanterns over it."""
    rng, p = random.Random(seed), PALETTES["dusk"]
    out = wash(w, h, "#1D1230", "#A4503E") + disc(w * 0.5, h * 0.40, h * 0.11, p.sun, p.glow)
    road = h * 0.80
    out += hills(rng, w, h, road, h * 0.30, "#5B2E40", ridge=0.8, foot=0.2, peaks=6, fade=road)
    for k, (x, wide, tall) in enumerate(((.30, .11, .21), (.59, .11, .21), (.17, .15, .30), (.68, .15, .30),
                                         (-.05, .24, .42), (.81, .24, .42))):  # fmt: skip
        out += things.house(w * x, road + h * 0.012 * k, w * wide, h * tall, p.wall, p.roof, p.lit, k in (2, 3), True)
    own, defs = falling([(0, "#6C3440", 1), (1, "#27131D", 1)])
    out += defs + shape(f"M0 {road + h * .06:.0f} L{w * .30:.0f} {road:.0f} H{w * .70:.0f} L{w:.0f} "
                        f"{road + h * .06:.0f} "
                        f"V{h:.0f} H0Z", f"url(#{own})")  # fmt: skip
    out += ripples(rng, w, road + h * 0.05, h, "#FFC662", 0.30, 16, h * 0.006)
    for dip, places, size in ((0.06, (0.30, 0.42, 0.58, 0.70), 0.075), (0.14, (0.06, 0.20, 0.80, 0.94), 0.15)):
        out += line(f"M{-w * .05:.0f} {-h * .02:.0f} Q{w * .5:.0f} {h * dip * 2:.0f} {w * 1.05:.0f} "
                    f"{-h * .02:.0f}", "#24121A", 2.5)
        for x in places:
            t = (x + 0.05) / 1.1
            y = h * (-0.02 * ((1 - t) ** 2 + t * t) + 2 * t * (1 - t) * dip * 2)
            out += things.lantern(w * x, y + h * size, h * size, "#B3261E", "#FF9A4A", "#F0B95A", h * size * 0.36)
    return out


COVERS: dict[str, Callable[[float, float], str]] = {
    "bridge": lambda w, h: watertown(w, h, "dusk", 3, sun=(.80, .30, .075), bridge=.30, town=.72, boat=.2),
    "bridgepaper": lambda w, h: watertown(w, h, "paper", 5, sun=(.74, .28, .10), bridge=.26, town=.70, boat=.16),
    "mount": lambda w, h: mountains(w, h, "paper", 7, (.7, .34, .12)),
    "mountdawn": lambda w, h: mountains(w, h, "dawn", 11, (.5, .34, .15)),
    "mountmist": lambda w, h: mountains(w, h, "mist", 12, (.30, .30, .12)),
    "lotus": lambda w, h: lotus_pond(w, h, "jade", 4),
    "lotusnight": lambda w, h: lotus_pond(w, h, "mist", 4),
    "bamboo": lambda w, h: bamboo_grove(w, h, "jade", 6),
    "bamboopaper": lambda w, h: bamboo_grove(w, h, "paper", 9),
    "plum": lambda w, h: plum_window(w, h, "paper", 2),
    "plumnight": lambda w, h: plum_window(w, h, "night", 2),
    "rice": lambda w, h: rice_field(w, h, "jade", 8),
    "ricedawn": lambda w, h: rice_field(w, h, "dawn", 8),
    "kites": lambda w, h: rice_field(w, h, "jade", 13, kites=True),
    "tea": lambda w, h: tea_room(w, h, "dusk", 1),
    "stage": stage,
    "night": lambda w, h: watertown(w, h, "night", 8, sun=(.66, .26, .075), bridge=.14, town=.62, boat=.5),
    "mist": lambda w, h: watertown(w, h, "mist", 6, sun=(.70, .28, .075), bridge=.20, town=.66, boat=.52),
    "lakeboat": lambda w, h: lake_boat(w, h, "dawn", 3),
    "rain": lambda w, h: rainy_lane(w, h, 4),
    "lamp": reading_lamp,
    "lanterns": lambda w, h: lantern_street(w, h, 5),
}  # fmt: skip
