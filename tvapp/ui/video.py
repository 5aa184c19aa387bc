"""The lesson's picture: three luminance textures and a shader that turns I420 into colours, one quad on the screen.

The player hands over what VLC decodes (I420), so nobody converts on the processor. Must not: know what plays, keep a
frame after `show` returns, or import vlc.
"""

from __future__ import annotations

from kivy.graphics import BindTexture, Rectangle, RenderContext
from kivy.graphics.texture import Texture

from tvapp.core.ports import Frame

Box = tuple[float, float, float, float]
"""x, y, width, height in px."""

_FRAGMENT = """
$HEADER$
uniform sampler2D plane_u;
uniform sampler2D plane_v;
uniform vec4 edge;      // last texel centre inside the picture: luma x y, chroma x y (beyond it is padding)
uniform vec4 chroma;    // red from V, green from U, green from V, blue from U
uniform vec3 range;     // luma offset, luma scale, chroma scale

void main(void) {
    float y = (texture2D(texture0, min(tex_coord0, edge.xy)).r - range.x) * range.y;
    vec2 at = min(tex_coord0, edge.zw);
    float u = (texture2D(plane_u, at).r - 0.501960784) * range.z;
    float v = (texture2D(plane_v, at).r - 0.501960784) * range.z;
    vec3 rgb = vec3(y + chroma.x * v, y + chroma.y * u + chroma.z * v, y + chroma.w * u);
    gl_FragColor = vec4(clamp(rgb, 0.0, 1.0), 1.0);
}
"""

# From the luma weights of ITU-R BT.601-7 (0.299, 0.114) and BT.709-6 (0.2126, 0.0722).
_BT601 = (1.402, -0.344136, -0.714136, 1.772)
_BT709 = (1.5748, -0.187324, -0.468124, 1.8556)
_LIMITED = (16 / 255, 255 / 219, 255 / 224)
_FULL = (0.0, 1.0, 1.0)


def fit(width: int, height: int, sar: float, box: Box) -> Box:
    """Where a picture of this many pixels, of this pixel aspect, stands largest and whole in the middle of `box`; whole px."""
    x, y, wide, high = box
    if width <= 0 or height <= 0 or wide <= 0 or high <= 0:
        return (x, y, 0.0, 0.0)
    shape = width * (sar if sar > 0 else 1.0) / height
    # A picture that misses the box by less than a pixel row (1920x1088 in 1920x1080, say) fills it.
    shown_wide = min(wide, float(round(high * shape)))
    shown_high = min(high, float(round(wide / shape)))
    return (x + (wide - shown_wide) // 2, y + (high - shown_high) // 2, shown_wide, shown_high)


class VideoQuad:
    """Add `instruction` to a canvas; then `show` each new frame. Needs a window (an OpenGL context)."""

    def __init__(self) -> None:
        self.instruction = RenderContext(
            fs=_FRAGMENT, use_parent_projection=True, use_parent_modelview=True, use_parent_frag_modelview=True
        )
        self.instruction["plane_u"] = 1
        self.instruction["plane_v"] = 2
        self._size = (0, 0)
        self._planes: tuple[Texture, Texture, Texture] | None = None
        self._quad = Rectangle(pos=(0, 0), size=(0, 0))
        self._shape: tuple[int, int, float] | None = None
        self._look: tuple[object, ...] = ()
        self._box: Box = (0.0, 0.0, 1.0, 1.0)

    @property
    def visible(self) -> bool:
        """Whether there is a picture."""
        return self._shape is not None

    def show(self, frame: Frame, box: Box | None = None) -> None:
        """Upload the frame and draw it, whole, in the middle of `box` (x, y, width, height, px from the bottom left).

        Without a box it stays where it was placed last.
        """
        rows = min(frame.lines, frame.height + 1 & ~1)  # the padding below the picture need not travel
        if self._size != (frame.pitch, rows) or self._planes is None:
            self._planes = self._allocate(frame.pitch, rows)
            self._size = (frame.pitch, rows)
            self._look = ()
        half = frame.pitch // 2
        y, u, v = self._planes
        # Kivy sets GL_UNPACK_ALIGNMENT by the length of a row, so any pitch is right.
        y.blit_buffer(frame.y[: frame.pitch * rows], size=(frame.pitch, rows), colorfmt="luminance", bufferfmt="ubyte")
        for plane, pixels in ((u, frame.u), (v, frame.v)):
            plane.blit_buffer(
                pixels[: half * rows // 2], size=(half, rows // 2), colorfmt="luminance", bufferfmt="ubyte"
            )
        self._draw_as(frame, rows)
        self._shape = (frame.width, frame.height, frame.sar)
        self.place(box if box is not None else self._box)
        self.instruction.flag_update()

    def place(self, box: Box) -> None:
        """Draw the same picture somewhere else."""
        self._box = box
        if self._shape is None:
            return
        x, y, width, height = fit(*self._shape, box)
        if (x, y) != tuple(self._quad.pos) or (width, height) != tuple(self._quad.size):
            self._quad.pos = (x, y)
            self._quad.size = (width, height)

    def clear(self) -> None:
        """No picture, and no memory held for one."""
        self.instruction.clear()
        self._planes = None
        self._size = (0, 0)
        self._shape = None
        self._look = ()
        self._quad = Rectangle(pos=(0, 0), size=(0, 0))

    def _allocate(self, pitch: int, rows: int) -> tuple[Texture, Texture, Texture]:
        y, u, v = (
            Texture.create(size=size, colorfmt="luminance", bufferfmt="ubyte")
            for size in ((pitch, rows), (pitch // 2, rows // 2), (pitch // 2, rows // 2))
        )
        for plane in (y, u, v):
            plane.wrap = "clamp_to_edge"
        self.instruction.clear()
        with self.instruction:
            BindTexture(texture=u, index=1)
            BindTexture(texture=v, index=2)
            self._quad = Rectangle(pos=(0, 0), size=(0, 0), texture=y)
        return y, u, v

    def _draw_as(self, frame: Frame, rows: int) -> None:
        """Crop, matrix and range; only when they change."""
        look = (frame.width, frame.height, frame.pitch, rows, frame.bt709, frame.full_range)
        if look == self._look or self._planes is None:
            return
        self._look = look
        # Where a card wants sides of powers of two, Kivy gives a corner of a larger texture: it ends before 1.
        coordinates = self._planes[0].tex_coords
        right, bottom = coordinates[2], coordinates[5]
        u1, v1 = right * frame.width / frame.pitch, bottom * frame.height / rows
        self._quad.tex_coords = (0, v1, u1, v1, u1, 0, 0, 0)
        columns, lines = (frame.width + 1) // 2, (frame.height + 1) // 2
        self.instruction["edge"] = (
            right * (frame.width - 0.5) / frame.pitch,
            bottom * (frame.height - 0.5) / rows,
            right * (columns - 0.5) / (frame.pitch // 2),
            bottom * (lines - 0.5) / (rows // 2),
        )
        self.instruction["chroma"] = _BT709 if frame.bt709 else _BT601
        self.instruction["range"] = _FULL if frame.full_range else _LIMITED
