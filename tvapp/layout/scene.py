"""A scene: what one picture of the television is made of, placed in the 1920x1080 design space.

Layouts make scenes, the window draws them; nothing in here knows Kivy or the state. The origin is the top left,
y grows downwards, lengths are design pixels (real px = round(v * s), s = min(W/1920, H/1080)).
Colours are names of the theme's palette (`tokens.json`), or "#RRGGBB" / "#RRGGBBAA" where a colour is the same in all themes.
Everything is frozen and compares by value: the window redraws only the groups that differ.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from tvapp.core.value import dataclass

CANVAS_W = 1920.0
CANVAS_H = 1080.0
SAFE = (96.0, 54.0, 1824.0, 1026.0)
"""Left, top, right, bottom of the area that every television shows."""

LIFT_EM = 0.06
"""How much higher than the font's own line box words are drawn, in em: the ink of Noto Sans CJK (measured on its textures:
characters 0.05 to 0.08, digits 0.07) lies that far below the middle of ascent and descent, and would touch the foot of
every plate that is close around it."""
RING_PX = 8.0
RING_GAP_PX = 5.0
RING_PX_HC = 10.0
RING_GAP_PX_HC = 4.0

Align = Literal["left", "center", "right"]
Fit = Literal["cover", "contain", "stretch"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, rounded or not, with a fill (vertical gradient to `fill2` if given) and a line inside its edge."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    fill2: str | None = None
    radius: float = 0.0
    line: str | None = None
    line_w: float = 0.0
    corners: Literal["all", "top", "left", "bottom", "right"] = "all"
    """Which corners are round."""
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one or more lines. `text` is the whole string (trace, speech); `lines` is what is drawn of it."""

    text: str
    x: float
    """Left, centre or right of every line, by `align`."""
    y: float
    """Top of the first line's box; the glyphs are centred in its height."""
    px: float
    colour: str
    lines: tuple[str, ...] = ()
    """Empty means: one line, all of `text`."""
    bold: bool = False
    align: Align = "left"
    line_h: float = 0.0
    """Height of each line's box; 0 means 1.3 px."""
    font: Literal["ui", "seal"] = "ui"
    on: str = ""
    """Palette name of what lies under it (for the contrast test); empty: the page's background."""
    before: str = ""
    """What stands before it on the same line and is drawn elsewhere: the first line begins where that ends. Type is set at
    whole real pixels, so at 720p a line may be a hundredth wider than measured; only the window knows where that is."""
    plate: str | None = None
    """Colour of a plate drawn under each line, as wide as the line turns out to be."""

    @property
    def drawn(self) -> tuple[str, ...]:
        return self.lines or (self.text,)

    @property
    def line_height(self) -> float:
        return self.line_h or self.px * 1.3


@dataclass(frozen=True, slots=True)
class Icon:
    """A Phosphor glyph by its name in tokens.json, centred in a square of `px`."""

    name: str
    x: float
    y: float
    px: float
    colour: str
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file: an asset of ours ("asset:NAME"), a cover in media/ ("media:PATH") or a kept one ("kept:NAME")."""

    source: str
    x: float
    y: float
    w: float
    h: float
    fit: Fit = "cover"
    radius: float = 0.0
    corners: Literal["all", "top", "left", "bottom", "right"] = "all"


@dataclass(frozen=True, slots=True)
class Arc:
    """The countdown ring: a full track and the share of it that is left, clockwise from the top."""

    cx: float
    cy: float
    radius: float
    width: float
    share: float
    colour: str
    track: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Focus: dark gap, gold ring, soft shadow round a rectangle (drawn outside it)."""

    x: float
    y: float
    w: float
    h: float
    radius: float


@dataclass(frozen=True, slots=True)
class Video:
    """The lesson's picture, letterboxed into this rectangle on black."""

    x: float = 0.0
    y: float = 0.0
    w: float = CANVAS_W
    h: float = CANVAS_H


@dataclass(frozen=True, slots=True)
class Shade:
    """A vertical gradient of one colour from opacity `top` to `bottom` (0..1)."""

    x: float
    y: float
    w: float
    h: float
    colour: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Code:
    """A square code that phones read, black on white, its white border of four modules inside the square."""

    text: str
    """What it says (core/qr)."""
    x: float
    y: float
    side: float


Node = Box | Text | Icon | Picture | Arc | Ring | Video | Shade | Code


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are drawn, replaced and moved together. Keys are unique in a scene and stable between scenes."""

    key: str
    nodes: tuple[Node, ...]
    z: int = 10
    scale: float = 1.0
    """About the centre of `rect`; animated when it changes (focus)."""
    rect: tuple[float, float, float, float] | None = None
    """x, y, w, h before scaling; set for everything that can have focus."""
    nudge: tuple[float, float] = (0.0, 0.0)
    """Design px; a bump at an edge starts here and comes back (see Scene.bump)."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One whole picture."""

    screen: str
    """home, section, article, guide, player, next, dialog, error, …: the page or dialog that takes keys."""
    route: tuple[str, ...]
    groups: tuple[Group, ...]
    page: str = ""
    """Identity of the page: when it changes the new page fades in; when it stays only differing groups change."""
    list_page: str = ""
    """Identity of the list page inside the page: when it changes the list slides in (180 ms)."""
    background: str = "bg"
    """bg | bg-reader | black | none"""
    focus: str = ""
    """The words of the thing in focus, its whole title."""
    focus_key: str = ""
    """Key of the group in focus."""
    theme: str = "ink"
    motion: bool = True
    dim: float = 0.0
    """0 to 1: how dark the whole picture is made against burn-in."""
    shift: tuple[float, float] = (0.0, 0.0)
    edges: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, top, right, bottom: how far the whole picture is drawn in, for sets that cut off the edges. Design px."""
    bump: tuple[int, float, float] = (0, 0.0, 0.0)
    """(serial, dx, dy): when serial changes the focus group is nudged 4 px in that direction and comes back."""
    section: str = ""
    item: str = ""
    overlays: tuple[str, ...] = field(default_factory=tuple)


def texts(scene: Scene) -> list[str]:
    """Every string on the picture, in drawing order, whole."""
    ordered = sorted(scene.groups, key=lambda group: group.z)
    return [node.text for group in ordered for node in group.nodes if isinstance(node, Text) and node.text]


def scale_of(width: int, height: int) -> float:
    """Design px to real px."""
    return min(width / CANVAS_W, height / CANVAS_H)


def placed(width: int, height: int, edges: tuple[int, int, int, int] = (0, 0, 0, 0)) -> tuple[float, int, int]:
    """(design px to real px, left, top): where the picture stands in a window, in the middle of what the edges leave."""
    s = scale_of(width, height)
    left, top, right, bottom = (round(edge * s) for edge in edges)
    free_w, free_h = width - left - right, height - top - bottom
    s = min(free_w / CANVAS_W, free_h / CANVAS_H)
    return s, left + (free_w - round(CANVAS_W * s)) // 2, top + (free_h - round(CANVAS_H * s)) // 2


def focus_rect(scene: Scene, width: int, height: int) -> tuple[int, int, int, int] | None:
    """x, y, w, h in real px from the top left of the thing in focus, scale and ring included; None without focus."""
    for group in scene.groups:
        if group.key == scene.focus_key and group.rect is not None:
            x, y, w, h = group.rect
            grown_w, grown_h = w * group.scale, h * group.scale
            hc = scene.theme == "hc"
            ring = ((RING_PX_HC + RING_GAP_PX_HC) if hc else (RING_PX + RING_GAP_PX)) * group.scale
            if not any(isinstance(node, Ring) for node in group.nodes):
                ring = 0.0
            left = x - (grown_w - w) / 2 - ring
            top = y - (grown_h - h) / 2 - ring
            s, ox, oy = placed(width, height, scene.edges)
            return (
                round(ox + left * s),
                round(oy + top * s),
                round((grown_w + 2 * ring) * s),
                round((grown_h + 2 * ring) * s),
            )
    return None
