"""Shows scenes: keeps one drawing per group, rebuilds only the groups that differ, and moves what moves.

Knows nothing of the state, keys or the player. Times are monotonic seconds, given by the caller.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import Any

from tvapp.core.ports import Frame
from tvapp.layout import scene as s
from tvapp.ui.damage import Rect
from tvapp.ui.paint import Mapping, Painted, Painter, plain_gradient
from tvapp.ui.patches import Patches
from tvapp.ui.pictures import Pictures, Resolve, Wish
from tvapp.ui.text import Words
from tvapp.ui.theme import Theme, theme
from tvapp.ui.tween import Tween, out_cubic, out_quad
from tvapp.ui.window import TvWindow

_FOCUS_S = 0.12
_LEAVE_S = 0.09
_PAGE_S = 0.2
_PAGE_RISE_PX = 24.0
_LIST_S = 0.18
_LIST_RISE_PX = 40.0
_DIALOG_S = 0.16
_OSD_OUT_S = 0.24
_DIALOG_OUT_S = 0.12
_SCRIM = 50
"""From this z on it is a dialog."""
_BUMP_S = 0.14
_BUMP_PX = 4.0
_VEIL = 0.6
"""How much of the new page the veil hides in its first frame: the change must be seen at once."""
_OVER_PAGE = 30
"""Groups from this z on (OSD, dialogs, notices) fade in by themselves and do not move with the page."""


class _Drawn:
    """One group as it stands in the window."""

    __slots__ = ("fade", "group", "grow", "layer", "matrix", "painted", "rise", "signature")

    def __init__(self, group: s.Group, layer: Any) -> None:
        self.group = group
        self.layer = layer
        self.painted = Painted()
        self.matrix: Any = None
        self.grow: Tween | None = None
        self.rise: Tween | None = None
        self.fade: Tween | None = None
        self.signature: object = None

    @property
    def moving(self) -> bool:
        return self.grow is not None or self.rise is not None or self.fade is not None

    def reach(self, scale: float) -> Rect | None:
        """Where it may be drawn while it moves as it does now (real px from the bottom left)."""
        bounds = self.painted.bounds
        if bounds is None or not (self.moving or self.matrix is not None):
            return bounds
        x, y, w, h = bounds
        grow = max(0.0, self.grow.start - 1.0) if self.grow is not None else 0.0
        side = ceil(w * grow / 2 + _BUMP_PX * scale + 2 + abs(self.group.nudge[0]) * scale)
        rise = _LIST_RISE_PX if self.rise is not None else 0.0
        ends = ceil(h * grow / 2 + (_BUMP_PX + rise) * scale + 2 + abs(self.group.nudge[1]) * scale)
        return x - side, y - ends, w + 2 * side, h + 2 * ends


class Stage:
    """`show` a scene, `animate` while it moves; both only on the window's thread.

    `resolve` turns "media:…" and "kept:…" into a file; `wake` is called from the picture thread.
    `video` has `.instruction`, `.place((x, y, w, h))` (real px from the bottom left), `.show(frame, box)`, `.clear()`.
    """

    def __init__(self, window: TvWindow, resolve: Resolve, wake: Callable[[], None], video: Any = None) -> None:
        from kivy.graphics import Color, InstructionGroup, PopMatrix, PushMatrix, Rectangle, Translate

        self._window = window
        self._scale = s.scale_of(window.width, window.height)
        self.words = Words()
        self.patches = Patches()
        self.pictures = Pictures(resolve, wake, self._scale)
        self._video = video
        self._painter = Painter(self.words, self.patches, self.pictures, video)
        self._drawn: dict[str, _Drawn] = {}
        self._order: list[str] = []
        self._standing: list[tuple[Any, bool]] = []
        self._scene: s.Scene | None = None
        self._theme: Theme = theme("ink")
        self._edges = (0, 0, 0, 0)
        self._moving: dict[str, _Drawn] = {}
        self._leaving: list[_Drawn] = []
        """Groups over the page that are no longer in the scene and fade out."""
        self._page: Tween | None = None
        self._bump: Tween | None = None
        self._bump_key = ""
        self._grounds: dict[tuple[str, str], Any] = {}
        self.rebuilt = 0
        """Groups built since the start (a test counts them)."""

        self._ground_colour = Color(1, 1, 1, 1)
        self._ground = Rectangle()
        self._shift = Translate()
        self._rise = Translate()
        self._page_layer = InstructionGroup()
        self._over_layer = InstructionGroup()
        self._veil_colour = Color(1, 1, 1, 0)
        self._veil = Rectangle()
        self._veil_layer = InstructionGroup()
        self._dim_layer = InstructionGroup()
        self._dim_colour = Color(0, 0, 0, 0)
        self._dim = Rectangle()
        for instruction in (
            self._ground_colour,
            self._ground,
            PushMatrix(),
            self._shift,
            PushMatrix(),
            self._rise,
            self._page_layer,
            PopMatrix(),
            self._veil_layer,
            self._over_layer,
            PopMatrix(),
            self._dim_layer,
        ):
            window.canvas.add(instruction)
        self._place_canvas()

    # ------------------------------------------------------------ the window's size

    def _place_canvas(self) -> None:
        width, height = self._window.width, self._window.height
        self._scale, self._left, self._top = s.placed(width, height, self._edges)
        w, h = round(s.CANVAS_W * self._scale), round(s.CANVAS_H * self._scale)
        self._veil.pos, self._veil.size = (self._left, height - self._top - h), (w, h)
        self._place_ground()
        self._dim.pos, self._dim.size = (0, 0), (width, height)

    def _place_ground(self) -> None:
        """The background under the whole picture; the window then clears only if there are bars beside it."""
        self._ground.pos, self._ground.size = self._veil.pos, self._veil.size
        self._window.bars = self._veil.size != (self._window.width, self._window.height)

    def resize(self, now: float) -> None:
        """The window has another size: everything is made again."""
        self._place_anew()
        scene, self._scene = self._scene, None
        if scene is not None:
            self.show(scene, now)

    def _place_anew(self) -> None:
        self._place_canvas()
        self.words.clear()
        self.patches.clear()
        self.pictures.clear(self._scale)
        self._grounds.clear()
        self._forget()

    def _forget(self) -> None:
        self._window.damage.everything()
        self._drawn.clear()
        self._moving.clear()
        self._leaving.clear()
        self._order, self._standing = [], []
        self._page_layer.clear()
        self._over_layer.clear()

    # ------------------------------------------------------------ scenes

    def show(self, scene: s.Scene, now: float) -> None:
        """Make the window show this scene; the next `TvWindow.show` hands it to the screen.

        KeyError or ValueError for a scene that names a colour or icon there is not; the next scene is then built anew.
        """
        if scene is self._scene or scene == self._scene:
            return
        try:
            self._show(scene, now)
        except Exception:
            self._scene = None
            raise

    def _show(self, scene: s.Scene, now: float) -> None:
        if scene.edges != self._edges:
            self._edges = scene.edges
            self._place_anew()
            self._scene = None
        old = self._scene
        if old is None or scene.theme != old.theme:
            self._theme = theme(scene.theme)
            self._forget()
        if old is None or (scene.theme, scene.background) != (old.theme, old.background):
            self._set_ground(scene)
        if old is None or scene.shift != old.shift:
            self._window.damage.everything()
            self._shift.xy = (round(scene.shift[0] * self._scale), -round(scene.shift[1] * self._scale))
        if old is None or scene.dim != old.dim:
            self._set_dim(scene.dim)
        motion = scene.motion
        same_page = old is not None and scene.page == old.page
        listed = motion and same_page and old is not None and scene.list_page != old.list_page
        self._scene = scene
        self._set_groups(scene, now, same_page=same_page, listed=listed)
        if motion and old is not None and not same_page:
            self._page = Tween(1.0, 0.0, now, _PAGE_S, out_cubic)
            self._veil_layer.clear()
            self._veil_layer.add(self._veil_colour)
            self._veil_layer.add(self._veil)
        elif self._page is not None and (not same_page or not motion):
            self._end_page()
        if motion and old is not None and scene.bump[0] != old.bump[0] and any(scene.bump[1:]):
            self._start_bump(scene, now)
        self.animate(now)

    def _set_groups(self, scene: s.Scene, now: float, same_page: bool, listed: bool) -> None:
        from kivy.graphics import InstructionGroup

        before, self._drawn = self._drawn, {}
        for group in scene.groups:
            key = group.key
            while key in self._drawn:  # two groups of one name are a mistake upstream; draw both all the same
                key += "'"
            drawn = before.pop(key, None)
            fresh = drawn is None
            if drawn is None:
                drawn = _Drawn(group, InstructionGroup())
            signature = (group.nodes, group.scale, group.nudge, group.z, group.rect if group.scale != 1.0 else None)
            old_scale = None if fresh or not same_page else drawn.group.scale
            changed = signature != drawn.signature
            drawn.group = group
            drawn.signature = signature
            self._drawn[key] = drawn
            if not changed:
                continue
            drawn.grow = drawn.rise = drawn.fade = None
            if scene.motion:
                if old_scale is not None and old_scale != group.scale:
                    seconds = _FOCUS_S if group.scale > old_scale else _LEAVE_S
                    drawn.grow = Tween(old_scale / group.scale, 1.0, now, seconds, out_quad)
                if listed and group.rect is not None and group.z < _OVER_PAGE:
                    drawn.rise = Tween(1.0, 0.0, now, _LIST_S, out_cubic)
                if fresh and group.z >= _OVER_PAGE and self._order:
                    drawn.fade = Tween(0.35, 1.0, now, _DIALOG_S, out_quad)
            self._build(drawn)
            if drawn.moving:
                self._damage(drawn)
                self._moving[key] = drawn
            else:
                self._moving.pop(key, None)
        if not (scene.motion and same_page):
            self._drop_leaving()
        for key, gone in before.items():
            self._moving.pop(key, None)
            self._damage(gone)
            if scene.motion and same_page and gone.group.z >= _OVER_PAGE:
                seconds = _DIALOG_OUT_S if gone.group.z >= _SCRIM else _OSD_OUT_S
                gone.fade = Tween(1.0, 0.0, now, seconds, out_quad)
                self._leaving.append(gone)
        self._set_order()

    def _drop_leaving(self) -> None:
        for gone in self._leaving:
            self._damage(gone)
        self._leaving.clear()

    def _set_order(self) -> None:
        ordered = sorted(self._drawn, key=lambda key: self._drawn[key].group.z)
        standing = [(self._drawn[key].layer, self._drawn[key].group.z >= _OVER_PAGE) for key in ordered]
        standing += [(gone.layer, True) for gone in self._leaving]
        if standing == self._standing:
            return
        self._order, self._standing = ordered, standing
        self._page_layer.clear()
        self._over_layer.clear()
        for layer, over in standing:
            (self._over_layer if over else self._page_layer).add(layer)

    def _mapping(self, group: s.Group) -> tuple[Mapping, Mapping]:
        flat = Mapping(self._scale, self._left, self._top, self._window.height)
        if group.scale == 1.0 or group.rect is None:
            return flat, flat
        x, y, w, h = group.rect
        grown = Mapping(self._scale, self._left, self._top, self._window.height, group.scale, x + w / 2.0, y + h / 2.0)
        return grown, flat

    def _build(self, drawn: _Drawn) -> None:
        from kivy.graphics import MatrixInstruction, PopMatrix, PushMatrix

        self.rebuilt += 1
        self._damage(drawn)
        group = drawn.group
        grown, flat = self._mapping(group)
        drawn.painted = self._painter.paint(group.nodes, grown, flat, self._theme)
        layer = drawn.layer
        layer.clear()
        # A matrix of its own costs a little in every frame: only what can move gets one.
        movable = drawn.moving or group.scale != 1.0 or group.nudge != (0.0, 0.0) or self._is_focus(group)
        drawn.matrix = MatrixInstruction() if movable else None
        if movable:
            layer.add(PushMatrix())
            layer.add(drawn.matrix)
        for instruction in drawn.painted.instructions:
            layer.add(instruction)
        if movable:
            layer.add(PopMatrix())
        self._damage(drawn)

    def _damage(self, drawn: _Drawn) -> None:
        """Its place must be drawn again."""
        rect = drawn.reach(self._scale)
        if rect is not None:
            x, y, w, h = rect
            self._window.damage.add((x + int(self._shift.x), y + int(self._shift.y), w, h))

    def _is_focus(self, group: s.Group) -> bool:
        return self._scene is not None and group.key == self._scene.focus_key

    # ------------------------------------------------------------ the background

    def _set_ground(self, scene: s.Scene) -> None:
        colours = self._theme
        self._window.damage.everything()
        self._window.set_clear_colour(colours.rgba("background_bottom"))
        if scene.background in ("none", "black"):
            # Black is what the window is cleared to: cheaper than a rectangle, and the lesson's picture lies on it.
            self._window.set_clear_colour((0.0, 0.0, 0.0, 1.0))
            self._window.bars = True
            self._ground.size = (0, 0)
            self._ground_colour.rgba = (0.0, 0.0, 0.0, 1.0)
            self._ground.texture = self._veil.texture = None
            return
        self._place_ground()
        self._ground_colour.rgba = (1.0, 1.0, 1.0, 1.0)
        key = (scene.theme, scene.background)
        texture = self._grounds.get(key)
        if texture is None:
            ending = "-reader" if scene.background == "bg-reader" else ""
            width, height = (int(side) for side in self._ground.size)
            wish = Wish(f"asset:art/bg-{scene.theme}{ending}", width, height, "cover", 0, "all")
            texture = self.pictures.texture(wish)
            if texture is None:
                texture = plain_gradient(colours.rgba("background_top"), colours.rgba("background_bottom"))
            while len(self._grounds) >= 2:  # each is 4 MB at 720p: the present and the one before
                self._grounds.pop(next(iter(self._grounds)))
            self._grounds[key] = texture
            self.pictures.forget(wish)  # it is kept here
        self._ground.texture = self._veil.texture = texture

    def _set_dim(self, dim: float) -> None:
        self._dim_layer.clear()
        self._window.damage.everything()
        if dim > 0.0:
            self._dim_colour.a = min(1.0, dim)
            self._dim_layer.add(self._dim_colour)
            self._dim_layer.add(self._dim)

    # ------------------------------------------------------------ what moves

    def _end_page(self) -> None:
        self._page = None
        self._window.damage.everything()
        self._rise.xy = (0, 0)
        self._veil_layer.clear()

    def _start_bump(self, scene: s.Scene, now: float) -> None:
        self._stop_bump()
        drawn = self._drawn.get(scene.focus_key)
        if drawn is None:
            return
        if drawn.matrix is None:
            self._build(drawn)
        self._bump = Tween(1.0, 0.0, now, _BUMP_S, out_quad)  # far at once: the press is seen in its first frame
        self._bump_key = scene.focus_key

    def _stop_bump(self) -> None:
        self._bump = None
        drawn = self._drawn.get(self._bump_key)
        if drawn is not None and drawn.matrix is not None:
            self._set_matrix(drawn, 1.0, 0.0, 0.0)

    def animate(self, now: float) -> bool:
        """Put everything that moves where it is at `now`; True while something still moves."""
        if self._page is not None:
            if self._page.done(now):
                self._end_page()
            else:
                self._window.damage.everything()
                rest = self._page.at(now)
                self._rise.xy = (0, -rest * _PAGE_RISE_PX * self._scale)
                self._veil_colour.rgba = (*self._ground_colour.rgb, rest * _VEIL)
        bump = (0.0, 0.0)
        if self._bump is not None:
            if self._bump.done(now) or self._scene is None:
                self._stop_bump()
            else:
                _, dx, dy = self._scene.bump
                long = max(abs(dx), abs(dy)) or 1.0
                far = self._bump.at(now) * _BUMP_PX * self._scale / long
                bump = (dx * far, -dy * far)
                drawn = self._drawn.get(self._bump_key)
                if drawn is not None and drawn.matrix is not None and not drawn.moving:
                    self._set_matrix(drawn, 1.0, *bump)
        for key, drawn in list(self._moving.items()):
            self._damage(drawn)
            grow = drawn.grow.at(now) if drawn.grow is not None else 1.0
            rise = drawn.rise.at(now) if drawn.rise is not None else 0.0
            nudge = bump if key == self._bump_key else (0.0, 0.0)
            if drawn.fade is not None:
                share = drawn.fade.at(now)
                for colour, alpha in drawn.painted.colours:
                    colour.a = alpha * share
            if drawn.matrix is not None:
                self._set_matrix(drawn, grow, nudge[0], nudge[1] - rise * _LIST_RISE_PX * self._scale)
            tweens = (drawn.grow, drawn.rise, drawn.fade)
            if all(tween is None or tween.done(now) for tween in tweens):
                drawn.grow = drawn.rise = drawn.fade = None
                del self._moving[key]
        self._fade_leaving(now)
        return bool(self._moving or self._leaving) or self._page is not None or self._bump is not None

    def _fade_leaving(self, now: float) -> None:
        """What has left the scene pales a little more, and goes."""
        stay = []
        for gone in self._leaving:
            self._damage(gone)
            if gone.fade is None or gone.fade.done(now):
                continue
            stay.append(gone)
            share = gone.fade.at(now)
            for colour, alpha in gone.painted.colours:
                colour.a = alpha * share
        if len(stay) != len(self._leaving):
            self._leaving = stay
            self._set_order()

    def _set_matrix(self, drawn: _Drawn, grow: float, dx: float, dy: float) -> None:
        from kivy.graphics.transformation import Matrix

        matrix = Matrix()
        nudge_x, nudge_y = drawn.group.nudge
        dx, dy = dx + nudge_x * self._scale, dy - nudge_y * self._scale
        if grow != 1.0 and drawn.group.rect is not None:
            flat = Mapping(self._scale, self._left, self._top, self._window.height)
            x, y, w, h = drawn.group.rect
            cx, cy = flat.x(x + w / 2), flat.y(y + h / 2)
            matrix.translate(-cx, -cy, 0)
            matrix = Matrix().scale(grow, grow, 1.0).multiply(matrix)
            matrix = Matrix().translate(cx + dx, cy + dy, 0).multiply(matrix)
        elif dx or dy:
            matrix.translate(dx, dy, 0)
        drawn.matrix.matrix = matrix
        self._damage(drawn)

    # ------------------------------------------------------------ pictures and video

    def collect_pictures(self) -> bool:
        """Put covers that have arrived into their places; True if the window must be shown again."""
        arrived = self.pictures.collect()
        changed = False
        for wish in arrived:
            for drawn in self._drawn.values():
                if wish in drawn.painted.waiting:
                    self._build(drawn)
                    changed = True
        return changed

    def look_again(self, source: str) -> bool:
        """The file of this picture source has come: groups that wait for it ask anew. True if one did."""
        self.pictures.again(source)
        waiting = [
            drawn for drawn in self._drawn.values() if any(wish.source == source for wish in drawn.painted.waiting)
        ]
        for drawn in waiting:
            self._build(drawn)
        return bool(waiting)

    def show_frame(self, frame: Frame) -> None:
        """The newest picture of the lesson; shown where the scene's Video node is. Does not touch the scene."""
        if self._video is not None:
            self._video.show(frame, None)
            self._damage_video()

    def clear_video(self) -> None:
        if self._video is not None:
            self._video.clear()
            self._damage_video()

    def _damage_video(self) -> None:
        for drawn in self._drawn.values():
            if any(isinstance(node, s.Video) for node in drawn.group.nodes):
                self._damage(drawn)

    # ------------------------------------------------------------ pictures of the window

    def screenshot(self, path: Path) -> None:
        """The window as a PNG file (RGB, the window's size)."""
        data = self._window.pixels()
        path.write_bytes(png(self._window.width, self._window.height, data))

    def close(self) -> None:
        self.pictures.close()


def png(width: int, height: int, rgb: bytes) -> bytes:
    """A PNG file of 8-bit RGB rows from the top (ISO/IEC 15948)."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    stride = width * 3
    raw = b"".join(b"\0" + rgb[row * stride : (row + 1) * stride] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 6)) + chunk(b"IEND", b"")
