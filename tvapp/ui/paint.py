"""Turns the nodes of one group into Kivy canvas instructions, at true pixels.

A group is built at the size it has when it rests (its `scale` included), so that text and corners are exact there; only
the way to that size is a moving matrix, which is the stage's business. Decides nothing, keeps only textures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, cos, floor, pi, sin
from typing import Any

from tvapp.layout import scene as s
from tvapp.ui import codes, ninepatch
from tvapp.ui.damage import Rect, union
from tvapp.ui.patches import Patches, texture_of
from tvapp.ui.pictures import Pictures, Wish
from tvapp.ui.text import Words
from tvapp.ui.theme import Rgba, Theme, icons

_SHADOW_BLUR = 28.0
_SHADOW_SPREAD = 2.0
_SHADOW_DROP = 12.0
_SHADOW_ALPHA = 0.45
_PLATE_SIDE = 4.0
_PLATE_RADIUS = 12.0
"""Of the plate under a line that is lit, design px."""
_SMALL = 0.25
"""Shadows are soft: their texture is made at a quarter of the size and stretched."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Design px to real px of one group: y turns over, edges are rounded so that neighbours meet."""

    s: float
    left: float
    top: float
    height: int
    grow: float = 1.0
    cx: float = 0.0
    cy: float = 0.0

    def x(self, value: float) -> int:
        return round(self.left + (self.cx + (value - self.cx) * self.grow) * self.s)

    def y(self, value: float) -> int:
        """From the bottom, as OpenGL counts."""
        return self.height - round(self.top + (self.cy + (value - self.cy) * self.grow) * self.s)

    def length(self, value: float) -> int:
        """A thickness, radius or type size; never 0 for something that is there."""
        return max(1, round(value * self.s * self.grow)) if value > 0 else 0

    def line(self, value: float) -> int:
        """A line's width: under 3 design px it is 1 px below full size (design §3)."""
        if value <= 0:
            return 0
        return 1 if value < 3.0 and self.s < 1.0 else self.length(value)

    def rect(self, x: float, y: float, w: float, h: float) -> tuple[int, int, int, int]:
        """x, y (of the lower left corner), width, height in real px."""
        x0, x1, y0, y1 = self.x(x), self.x(x + w), self.y(y + h), self.y(y)
        return x0, y0, max(1, x1 - x0), max(1, y1 - y0)


@dataclass(slots=True)
class Painted:
    """What a group needs to remember of its drawing."""

    instructions: list[Any] = field(default_factory=list)
    colours: list[tuple[Any, float]] = field(default_factory=list)
    """Every Color with its full opacity, for fading."""
    bounds: Rect | None = None
    """Everything that is drawn lies in here (real px from the bottom left, at rest)."""
    waiting: dict[Wish, list[tuple[Any, Any]]] = field(default_factory=dict)
    """Pictures still on their way -> (Rectangle, Color) to fill."""

    def add(self, instruction: Any) -> None:
        """A drawing with a position and a size."""
        self.instructions.append(instruction)
        (x, y), (w, h) = instruction.pos, instruction.size
        # A pixel more on each side: a linear filter may touch the neighbour.
        self.reach((floor(x) - 1, floor(y) - 1, ceil(w) + 3, ceil(h) + 3))

    def reach(self, rect: Rect) -> None:
        self.bounds = rect if self.bounds is None else union(self.bounds, rect)


class Painter:
    """Draws nodes of one theme at one window size. `video` is the instruction that shows the lesson's picture."""

    def __init__(self, words: Words, patches: Patches, pictures: Pictures, video: Any) -> None:
        self.words = words
        self.patches = patches
        self.pictures = pictures
        self.video = video

    def paint(self, nodes: tuple[s.Node, ...], to: Mapping, flat: Mapping, theme: Theme) -> Painted:
        """`flat` is the mapping without growth: pictures are made in that size and only stretched, so that moving the
        focus never waits for a picture."""
        out = Painted()
        for node in nodes:
            if isinstance(node, s.Text):
                self._text(node, to, theme, out)
            elif isinstance(node, s.Box):
                self._box(node, to, theme, out)
            elif isinstance(node, s.Icon):
                self._icon(node, to, theme, out)
            elif isinstance(node, s.Picture):
                self._picture(node, to, flat, theme, out)
            elif isinstance(node, s.Ring):
                self._ring(node, to, theme, out)
            elif isinstance(node, s.Shade):
                self._shade(node, to, theme, out)
            elif isinstance(node, s.Arc):
                self._arc(node, to, theme, out)
            elif isinstance(node, s.Code):
                self._code(node, to, out)
            else:
                self._video(node, to, out)
        return out

    # ------------------------------------------------------------ pieces

    @staticmethod
    def _colour(rgba: Rgba, out: Painted) -> Any:
        from kivy.graphics import Color

        colour = Color(*rgba)
        out.instructions.append(colour)
        out.colours.append((colour, rgba[3]))
        return colour

    def _stretched(self, style: Any, make: Any, rect: tuple[int, int, int, int], out: Painted) -> None:
        """A nine-patch texture in its own colours."""
        from kivy.graphics import BorderImage

        texture, border = self.patches.get(style, make)
        self._colour((1.0, 1.0, 1.0, 1.0), out)
        x, y, w, h = rect
        out.add(BorderImage(texture=texture, border=border, display_border=border, pos=(x, y), size=(w, h)))

    def _box(self, node: s.Box, to: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Rectangle

        rect = to.rect(node.x, node.y, node.w, node.h)
        _, _, w, h = rect
        radius = min(to.length(node.radius), w // 2, h // 2)
        if node.shadow:
            self._shadow(rect, radius, to, out)
        fill = theme.rgba(node.fill) if node.fill else None
        fill2 = theme.rgba(node.fill2) if node.fill2 and node.fill2 != node.fill else None
        line = theme.rgba(node.line) if node.line else None
        line_w = min(to.line(node.line_w), (w - 1) // 2, (h - 1) // 2) if line else 0
        if radius == 0 and not line_w and fill2 is None:
            if fill is not None:
                self._colour(fill, out)
                out.add(Rectangle(pos=rect[:2], size=rect[2:]))
            return
        if max(radius, line_w) * 2 + 1 > min(w, h):
            # Too small for a patch with a middle (a knob, a thin bar): one pixel less of radius does not show.
            radius = max(0, min(radius, (min(w, h) - 1) // 2))
        height = h if fill2 is not None else 0
        style = ("box", fill, fill2, radius, line if line_w else None, line_w, node.corners, height)
        self._stretched(
            style, lambda: ninepatch.box(fill, fill2, radius, line, line_w, node.corners, height), rect, out
        )

    def _ring(self, node: s.Ring, to: Mapping, theme: Theme, out: Painted) -> None:
        contrast = theme.name == "hc"
        width = to.length(s.RING_PX_HC if contrast else s.RING_PX)
        gap = to.length(s.RING_GAP_PX_HC if contrast else s.RING_GAP_PX)
        x, y, w, h = to.rect(node.x, node.y, node.w, node.h)
        radius = min(to.length(node.radius), w // 2, h // 2)
        if not contrast:
            self._shadow((x, y, w, h), radius, to, out)
        colour, dark = theme.rgba("focus_ring"), theme.rgba("solid")
        reach = width + gap
        self._stretched(
            ("ring", radius, gap, width, colour, dark),
            lambda: ninepatch.ring(radius, gap, width, colour, dark),
            (x - reach, y - reach, w + 2 * reach, h + 2 * reach),
            out,
        )

    def _shadow(self, rect: tuple[int, int, int, int], radius: int, to: Mapping, out: Painted) -> None:
        from kivy.graphics import BorderImage

        x, y, w, h = rect
        spread, blur = to.length(_SHADOW_SPREAD), to.length(_SHADOW_BLUR)
        small_radius, small_blur = max(1, round((radius + spread) * _SMALL)), max(1, round(blur * _SMALL))
        texture, border = self.patches.get(
            ("shadow", small_radius, small_blur), lambda: ninepatch.shadow(small_radius, small_blur, _SHADOW_ALPHA)
        )
        self._colour((1.0, 1.0, 1.0, 1.0), out)
        reach = round(small_blur / _SMALL) + spread
        corner = round((small_radius + small_blur) / _SMALL)
        out.add(
            BorderImage(
                texture=texture,
                border=border,
                display_border=(corner,) * 4,
                pos=(x - reach, y - reach - to.length(_SHADOW_DROP)),
                size=(w + 2 * reach, h + 2 * reach),
            )
        )

    def _text(self, node: s.Text, to: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Rectangle

        px = to.length(node.px)
        x = to.x(node.x)
        colour_set = False
        for row, line in enumerate(node.drawn):
            texture = self.words.texture(line, px, node.bold, node.font)
            if texture is None:
                continue
            w, h = texture.size
            start = x + self.words.width(node.before, px, node.bold) if node.before and row == 0 else x
            if node.plate:
                self._plate(node, row, start, w, to, theme, out)
                colour_set = False
            if not colour_set:
                self._colour(theme.rgba(node.colour), out)
                colour_set = True
            left = start if node.align == "left" else x - w if node.align == "right" else x - w // 2
            middle = to.y(node.y + (row + 0.5) * node.line_height) + (round(px * s.LIFT_EM) if node.font == "ui" else 0)
            out.add(Rectangle(texture=texture, pos=(left, middle - (h + 1) // 2), size=(w, h)))

    def _plate(self, node: s.Text, row: int, x: int, w: int, to: Mapping, theme: Theme, out: Painted) -> None:
        """Under a line that is lit: from just before its first glyph to just after its last one."""
        top = node.y + row * node.line_height
        y, height = to.y(top + node.line_height), to.y(top) - to.y(top + node.line_height)
        side = to.length(_PLATE_SIDE)
        radius = min(to.length(_PLATE_RADIUS), (height - 1) // 2)
        fill = theme.rgba(node.plate or node.colour)
        style = ("box", fill, None, radius, None, 0, "all", 0)
        self._stretched(style, lambda: ninepatch.box(fill, None, radius, None, 0, "all", 0), (x - side, y, w + 2 * side, height), out)

    def _icon(self, node: s.Icon, to: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Rectangle

        texture = self.words.texture(icons()[node.name], to.length(node.px), not node.fill, "icon")
        if texture is None:
            return
        self._colour(theme.rgba(node.colour), out)
        w, h = texture.size
        x, y = to.x(node.x + node.px / 2), to.y(node.y + node.px / 2)
        out.add(Rectangle(texture=texture, pos=(x - w // 2, y - h // 2), size=(w, h)))

    def _picture(self, node: s.Picture, to: Mapping, flat: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Rectangle

        # An asset's line art must be exact at rest; a cover may be stretched by the focus.
        made = to if node.source.startswith("asset:") else flat
        _, _, w, h = made.rect(node.x, node.y, node.w, node.h)
        wish = Wish(node.source, w, h, node.fit, made.length(node.radius), node.corners)
        texture = self.pictures.texture(wish)
        rect = to.rect(node.x, node.y, node.w, node.h)
        if texture is None:
            colour = self._colour(theme.rgba("card_raised"), out)
            radius = min(to.length(node.radius), rect[2] // 2, rect[3] // 2)
            plain = ninepatch.box
            white: Rgba = (1.0, 1.0, 1.0, 1.0)
            from kivy.graphics import BorderImage

            patch, border = self.patches.get(
                ("box", white, None, radius, None, 0, node.corners, 0),
                lambda: plain(white, None, radius, None, 0, node.corners, 0),
            )
            x, y, w, h = rect
            quiet = BorderImage(texture=patch, border=border, display_border=border, pos=(x, y), size=(w, h))
            out.add(quiet)
            if not node.source.startswith("asset:"):
                out.waiting.setdefault(wish, []).append((quiet, colour))
            return
        self._colour((1.0, 1.0, 1.0, 1.0), out)
        pos, size = inside(rect, texture, node.fit)
        out.add(Rectangle(texture=texture, pos=pos, size=size))

    def _shade(self, node: s.Shade, to: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Rectangle

        x, y, w, h = to.rect(node.x, node.y, node.w, node.h)
        steps = 128

        def make() -> ninepatch.Patch:
            share = [node.bottom + (node.top - node.bottom) * row / (steps - 1) for row in range(steps)]
            data = b"".join(bytes((255, 255, 255, round(255 * max(0.0, min(1.0, a))))) for a in share)
            return ninepatch.Patch(1, steps, data, (0, 0, 0, 0))

        texture, _ = self.patches.get(("shade", node.top, node.bottom), make)
        self._colour(theme.rgba(node.colour), out)
        out.add(Rectangle(texture=texture, pos=(x, y), size=(w, h)))

    def _arc(self, node: s.Arc, to: Mapping, theme: Theme, out: Painted) -> None:
        from kivy.graphics import Mesh, Rectangle

        radius, width = to.length(node.radius), to.length(node.width)
        texture, _ = self.patches.get(("circle", radius, width), lambda: ninepatch.circle(radius, width))
        half = radius + 1  # the texture has a clear edge
        cx, cy = to.x(node.cx), to.y(node.cy)
        self._colour(theme.rgba(node.track), out)
        out.add(Rectangle(texture=texture, pos=(cx - half, cy - half), size=(2 * half,) * 2))
        share = max(0.0, min(1.0, node.share))
        if share <= 0.0:
            return
        # A fan of triangles over the ring's texture: its smooth edges come from the texture. It reaches a little
        # beyond the circle, where the texture is clear, so that the straight chords cut nothing off.
        steps = max(2, round(64 * share))
        reach = radius * 1.08
        vertices: list[float] = [cx, cy, 0.5, 0.5]
        for step in range(steps + 1):
            angle = pi / 2 - 2 * pi * share * step / steps
            dx, dy = reach * cos(angle), reach * sin(angle)
            vertices += [cx + dx, cy + dy, 0.5 + dx / (2 * half), 0.5 + dy / (2 * half)]
        self._colour(theme.rgba(node.colour), out)
        out.instructions.append(
            Mesh(vertices=vertices, indices=list(range(steps + 2)), mode="triangle_fan", texture=texture)
        )

    def _code(self, node: s.Code, to: Mapping, out: Painted) -> None:
        from kivy.graphics import Rectangle

        x, y, w, h = to.rect(node.x, node.y, node.side, node.side)
        rows = codes.modules(node.text)
        count = len(rows)
        texture, _ = self.patches.get(
            ("code", node.text), lambda: ninepatch.Patch(count, count, codes.picture(rows), (0, 0, 0, 0))
        )
        texture.mag_filter = "nearest"
        self._colour((1.0, 1.0, 1.0, 1.0), out)
        side = codes.module_px(count, min(w, h)) * count
        out.add(Rectangle(texture=texture, pos=(x + (w - side) // 2, y + (h - side) // 2), size=(side, side)))

    def _video(self, node: s.Video, to: Mapping, out: Painted) -> None:
        from kivy.graphics import Rectangle

        rect = to.rect(node.x, node.y, node.w, node.h)
        if (node.w, node.h) != (s.CANVAS_W, s.CANVAS_H):  # under a full-screen picture the page itself is black
            self._colour((0.0, 0.0, 0.0, 1.0), out)
            out.add(Rectangle(pos=rect[:2], size=rect[2:]))
        out.reach(rect)
        if self.video is not None:
            self.video.place(rect)
            out.instructions.append(self.video.instruction)


def inside(rect: tuple[int, int, int, int], texture: Any, fit: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Position and size of a picture in its rectangle: with "contain" it keeps its shape and stands in the middle."""
    x, y, w, h = rect
    if fit != "contain":
        return (x, y), (w, h)
    scale = min(w / texture.width, h / texture.height)
    tw, th = round(texture.width * scale), round(texture.height * scale)
    return (x + (w - tw) // 2, y + (h - th) // 2), (tw, th)


def plain_gradient(top: Rgba, bottom: Rgba) -> Any:
    """A 1x128 texture from `bottom` to `top`, for a background without its picture."""
    steps = 128
    rows = [[bottom[i] + (top[i] - bottom[i]) * row / (steps - 1) for i in range(4)] for row in range(steps)]
    return texture_of(1, steps, b"".join(bytes(round(255 * value) for value in row) for row in rows))
