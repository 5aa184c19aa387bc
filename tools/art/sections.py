"""The ten section pictures, 'paper-cut' style, on a grid of 120, and the moon of 今日课程. Colours are the theme's."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Ink:
    """The two colours of one state of one theme."""

    stroke: str
    fill: str

    def line(self, path: str, thick: float = 6, filled: bool = False) -> str:
        """A brush line of round ends; `filled` closes it with the theme's fill."""
        inside = self.fill if filled else "none"
        return (
            f'<path d="{path}" fill="{inside}" stroke="{self.stroke}" stroke-width="{thick}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )

    def frame(self, x: float, y: float, w: float, h: float, r: float, filled: bool = False) -> str:
        """A rounded frame."""
        inside = self.fill if filled else "none"
        return (
            f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{inside}" stroke="{self.stroke}" '
            'stroke-width="6" stroke-linejoin="round"/>'
        )

    def ring(self, x: float, y: float, r: float) -> str:
        """A filled circle with an outline."""
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{self.fill}" stroke="{self.stroke}" stroke-width="6"/>'
        )

    def solid(self, x: float, y: float, r: float) -> str:
        """A dot in the line's colour."""
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{self.stroke}"/>'


def roof_and_pennant(ink: Ink) -> str:
    door = f'<path d="M50 106V90A10 10 0 0 1 70 90V106Z" fill="{ink.stroke}"/>'
    return (
        ink.line("M60 42V8") + ink.line("M60 10H92L84 20L92 30H60", filled=True) + ink.line("M30 70V106H90V70")
        + ink.line("M8 74C28 70 48 58 60 40C72 58 92 70 112 74L104 78H16Z", filled=True) + door
    )  # fmt: skip


def book_and_sun(ink: Ink) -> str:
    return (
        ink.line("M42 36A18 18 0 0 1 78 36L60 46Z", filled=True) + ink.line("M60 10V4M31 20L26 14M89 20L94 14")
        + ink.line("M60 56C46 44 26 42 10 46V100C26 96 46 98 60 110C74 98 94 96 110 100V46C94 42 74 44 60 56Z")
        + ink.line("M60 56V110") + ink.line("M24 62C32 61 40 63 46 66M24 78C32 77 40 79 46 82", 4.5)
        + ink.line("M96 62C88 61 80 63 74 66M96 78C88 77 80 79 74 82", 4.5)
    )  # fmt: skip


def screen(ink: Ink) -> str:
    play = ink.line("M48 36L80 54L48 72Z", filled=True)
    return ink.frame(8, 18, 104, 72, 12) + play + ink.line("M60 90V106M36 106H84")


def rosette(ink: Ink) -> str:
    ribbons = ink.line("M46 72L34 112L50 104L58 114L64 78M74 72L86 112L70 104L62 114", filled=True)
    petals = "".join(
        ink.ring(60 + 27 * math.cos(math.tau * k / 8), 46 + 27 * math.sin(math.tau * k / 8), 14.5) for k in range(8)
    )
    return ribbons + petals + ink.solid(60, 46, 15)


def paper_and_seal(ink: Ink) -> str:
    return (
        ink.line("M24 10H78L98 30V110H24Z") + ink.line("M78 10V30H98") + ink.line("M40 46H82M40 62H82M40 78H56", 4.5)
        + ink.frame(64, 70, 26, 26, 4, filled=True)
    )  # fmt: skip


def signpost(ink: Ink) -> str:
    return (
        ink.line("M60 8V18M60 48V58M60 88V112M42 112H78") + ink.line("M34 18H90L106 33L90 48H34Z", filled=True)
        + ink.line("M86 58H30L14 73L30 88H86Z")
    )  # fmt: skip


def lotus(ink: Ink) -> str:
    return (
        ink.line("M60 88C42 70 42 38 60 16C78 38 78 70 60 88Z", filled=True)
        + ink.line("M60 88C36 84 26 62 32 40C42 44 48 50 51 56M60 88C84 84 94 62 88 40C78 44 72 50 69 56")
        + ink.line("M60 88C38 94 18 84 10 64C18 62 24 63 30 65M60 88C82 94 102 84 110 64C102 62 96 63 90 65")
        + ink.line("M22 106H98M40 116H80", 4.5)
    )  # fmt: skip


def briefcase(ink: Ink) -> str:
    return (
        ink.line("M42 34V24A8 8 0 0 1 50 16H70A8 8 0 0 1 78 24V34") + ink.frame(10, 34, 100, 70, 12)
        + ink.line("M10 62C40 74 80 74 110 62") + ink.frame(50, 60, 20, 22, 5, filled=True)
    )  # fmt: skip


def oil_paper_umbrella(ink: Ink) -> str:
    return (
        ink.line("M60 8V16")
        + ink.line("M8 66A52 50 0 0 1 112 66Q99 54 86 66Q73 54 60 66Q47 54 34 66Q21 54 8 66Z", filled=True)
        + ink.line("M60 16Q42 36 34 66M60 16Q78 36 86 66", 4.5) + ink.line("M60 66V98A12 12 0 0 0 84 98")
    )  # fmt: skip


def folding_fan(ink: Ink) -> str:
    cx, cy, far, near, first, last = 60, 94, 62, 28, 207, 333

    def at(r: float, angle: float) -> str:
        return f"{cx + r * math.cos(math.radians(angle)):.1f} {cy + r * math.sin(math.radians(angle)):.1f}"

    outer = f"M{at(far, first)} A{far} {far} 0 0 1 {at(far, last)}"
    out = ink.line(f"{outer} L{at(near, last)} A{near} {near} 0 0 0 {at(near, first)}Z", filled=True)
    for k in range(7):
        out += ink.line(f"M{cx} {cy} L{at(far if 0 < k < 6 else near, first + (last - first) * k / 6)}", 4.5)
    return out + ink.solid(cx, cy, 6)


# The digit of the section -> its picture.
SECTIONS = {
    1: roof_and_pennant, 2: book_and_sun, 3: screen, 4: rosette, 5: paper_and_seal, 6: signpost, 7: lotus,
    8: briefcase, 9: oil_paper_umbrella, 0: folding_fan,
}  # fmt: skip


def moon() -> str:
    """A moon behind drifting cloud, white on nothing (grid of 150): the window gives it the theme's colour."""
    hole = '<rect x="20" y="84" width="86" height="12" rx="6"/><rect x="64" y="106" width="86" height="12" rx="6"/>'
    bars = '<rect x="4" y="100" width="52" height="8" rx="4"/><rect x="50" y="128" width="70" height="8" rx="4"/>'
    return (
        f'<defs><mask id="m"><rect width="150" height="150" fill="#fff"/><g fill="#000">{hole}</g></mask></defs>'
        f'<circle cx="88" cy="70" r="52" fill="#fff" mask="url(#m)"/><g fill="#fff">{bars}</g>'
    )
