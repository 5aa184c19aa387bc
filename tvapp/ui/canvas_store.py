"""The picture as it stands is kept from frame to frame, so that a frame draws only what has changed.

After a swap nobody knows what the window's back buffer holds, so there are two ways. Usually a framebuffer of our own
keeps the picture: draw the damaged parts into it (scissored), copy it whole into the window, swap. Where OpenGL is
software, that copy costs as much as a third of a full drawing, but there the back buffer is plain memory that outlives
the swap: it is drawn into directly, after a look at start whether it really does.
The first way needs glBlitFramebuffer (OpenGL 3, OpenGL ES 3, EXT_framebuffer_blit); `open_store` gives None without it.
GL constants: Khronos gl.h / glext.h.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from ctypes import c_float, c_int, c_uint, c_void_p
from typing import Any

from tvapp.ui import sdl
from tvapp.ui.damage import Rect

_TEXTURE_2D = 0x0DE1
_RGBA = 0x1908
_UNSIGNED_BYTE = 0x1401
_NEAREST = 0x2600
_MIN_FILTER, _MAG_FILTER = 0x2801, 0x2800
_FRAMEBUFFER, _READ, _DRAW = 0x8D40, 0x8CA8, 0x8CA9
_COLOR_ATTACHMENT0 = 0x8CE0
_COMPLETE = 0x8CD5
_COLOR_BUFFER_BIT = 0x4000
_SCISSOR_TEST = 0x0C11
_TEXTURE_BINDING = 0x8069
_PACK_ALIGNMENT = 0x0D05
_RENDERER, _VERSION, _EXTENSIONS = 0x1F01, 0x1F02, 0x1F03

_CALLS: dict[str, tuple[Any, ...]] = {
    "glGenTextures": (c_int, c_void_p),
    "glDeleteTextures": (c_int, c_void_p),
    "glBindTexture": (c_uint, c_uint),
    "glTexParameteri": (c_uint, c_uint, c_int),
    "glTexImage2D": (c_uint, c_int, c_int, c_int, c_int, c_int, c_uint, c_uint, c_void_p),
    "glGetIntegerv": (c_uint, c_void_p),
    "glGenFramebuffers": (c_int, c_void_p),
    "glDeleteFramebuffers": (c_int, c_void_p),
    "glBindFramebuffer": (c_uint, c_uint),
    "glFramebufferTexture2D": (c_uint, c_uint, c_uint, c_uint, c_int),
    "glCheckFramebufferStatus": (c_uint,),
    "glBlitFramebuffer": (c_int,) * 8 + (c_uint, c_uint),
    "glEnable": (c_uint,),
    "glDisable": (c_uint,),
    "glScissor": (c_int, c_int, c_int, c_int),
    "glReadPixels": (c_int, c_int, c_int, c_int, c_uint, c_uint, c_void_p),
    "glPixelStorei": (c_uint, c_int),
    "glClearColor": (c_float,) * 4,
    "glClear": (c_uint,),
    "glGetString": (c_uint,),
    "glFinish": (),
}


class CanvasStore:
    """One colour buffer of the window's size: our own, or with `own=False` the window's back buffer itself."""

    def __init__(self, calls: dict[str, Any], width: int, height: int, own: bool = True) -> None:
        self._gl = calls
        self._own = own
        self._texture = c_uint(0)
        self._frame = c_uint(0)
        self.width = width
        self.height = height
        self.complete = self._make() if own else True

    def _make(self) -> bool:
        """The texture and the framebuffer round it; False where the driver will not have it."""
        gl = self._gl
        before = c_int()
        gl["glGetIntegerv"](_TEXTURE_BINDING, ctypes.byref(before))
        gl["glGenTextures"](1, ctypes.byref(self._texture))
        gl["glBindTexture"](_TEXTURE_2D, self._texture)
        gl["glTexParameteri"](_TEXTURE_2D, _MIN_FILTER, _NEAREST)
        gl["glTexParameteri"](_TEXTURE_2D, _MAG_FILTER, _NEAREST)
        gl["glTexImage2D"](_TEXTURE_2D, 0, _RGBA, self.width, self.height, 0, _RGBA, _UNSIGNED_BYTE, None)
        gl["glBindTexture"](_TEXTURE_2D, before.value)
        gl["glGenFramebuffers"](1, ctypes.byref(self._frame))
        gl["glBindFramebuffer"](_FRAMEBUFFER, self._frame)
        gl["glFramebufferTexture2D"](_FRAMEBUFFER, _COLOR_ATTACHMENT0, _TEXTURE_2D, self._texture, 0)
        complete: bool = gl["glCheckFramebufferStatus"](_FRAMEBUFFER) == _COMPLETE
        gl["glBindFramebuffer"](_FRAMEBUFFER, 0)
        return complete

    def clear(self, red: float, green: float, blue: float) -> None:
        """Fill everything (as far as a scissor lets it) with one colour."""
        self._gl["glClearColor"](red, green, blue, 1.0)
        self._gl["glClear"](_COLOR_BUFFER_BIT)

    def draw(self, rects: list[Rect], paint: Callable[[], None]) -> None:
        """Call `paint` once for each rectangle, with drawing confined to it."""
        if not rects:
            return
        gl = self._gl
        gl["glBindFramebuffer"](_FRAMEBUFFER, self._frame)
        gl["glEnable"](_SCISSOR_TEST)
        try:
            for rect in rects:
                gl["glScissor"](*rect)
                paint()
        finally:
            gl["glDisable"](_SCISSOR_TEST)
            gl["glBindFramebuffer"](_FRAMEBUFFER, 0)

    def copy(self) -> None:
        """The whole picture into the window's back buffer."""
        if not self._own:
            return
        gl = self._gl
        size = (0, 0, self.width, self.height)
        gl["glBindFramebuffer"](_READ, self._frame)
        gl["glBindFramebuffer"](_DRAW, 0)
        gl["glBlitFramebuffer"](*size, *size, _COLOR_BUFFER_BIT, _NEAREST)
        gl["glBindFramebuffer"](_FRAMEBUFFER, 0)

    def pixels(self) -> bytes:
        """RGBA rows from the bottom, as the picture stands."""
        gl = self._gl
        data = ctypes.create_string_buffer(self.width * self.height * 4)
        gl["glBindFramebuffer"](_FRAMEBUFFER, self._frame)
        gl["glPixelStorei"](_PACK_ALIGNMENT, 1)
        gl["glReadPixels"](0, 0, self.width, self.height, _RGBA, _UNSIGNED_BYTE, data)
        gl["glBindFramebuffer"](_FRAMEBUFFER, 0)
        return data.raw

    def finish(self) -> None:
        """Wait until everything asked for has been drawn."""
        self._gl["glFinish"]()

    def corner(self) -> bytes:
        """The lowest left pixel, RGB."""
        data = ctypes.create_string_buffer(4)
        self._gl["glReadPixels"](0, 0, 1, 1, _RGBA, _UNSIGNED_BYTE, data)
        return data.raw[:3]

    def close(self) -> None:
        if not self._own:
            return
        self._gl["glDeleteFramebuffers"](1, ctypes.byref(self._frame))
        self._gl["glDeleteTextures"](1, ctypes.byref(self._texture))


def open_store(width: int, height: int, flip: Callable[[], None]) -> CanvasStore | None:
    """A store for the current OpenGL context, or None where the driver lacks what it needs."""
    address = sdl.library().SDL_GL_GetProcAddress
    address.argtypes, address.restype = [ctypes.c_char_p], c_void_p
    calls: dict[str, Any] = {}
    for name, arguments in _CALLS.items():
        found = address(name.encode()) or address(f"{name}EXT".encode())
        if not found:
            return None
        result = {"glCheckFramebufferStatus": c_uint, "glGetString": ctypes.c_char_p}.get(name)
        calls[name] = ctypes.CFUNCTYPE(result, *arguments)(found)
    if _outlives_swaps(calls, width, height, flip):
        return CanvasStore(calls, width, height, own=False)
    if not can_copy(calls["glGetString"](_VERSION) or b"", calls["glGetString"](_EXTENSIONS) or b""):
        return None
    store = CanvasStore(calls, width, height)
    if not store.complete:
        store.close()
        return None
    return store


def can_copy(version: bytes, extensions: bytes) -> bool:
    """Whether a driver that names itself so has glBlitFramebuffer (its address proves nothing: GLX hands out any)."""
    number = re.search(rb"(\d+)\.\d+", version)
    if number is not None and int(number[1]) >= 3:
        return True
    return bool({b"GL_ARB_framebuffer_object", b"GL_EXT_framebuffer_blit"} & set(extensions.split()))


def _outlives_swaps(calls: dict[str, Any], width: int, height: int, flip: Callable[[], None]) -> bool:
    """Whether this is software OpenGL whose one back buffer keeps its content when it is shown.

    Only llvmpipe is trusted (a card that flips pages may look so by chance), and only after two tries with colours that
    nobody sees: it must hold the newest one.
    """
    renderer = calls["glGetString"](_RENDERER) or b""
    if b"llvmpipe" not in renderer:
        return False
    window = CanvasStore(calls, width, height, own=False)
    for shade in (2, 1, 3):
        window.clear(shade / 255, 0.0, 0.0)
        flip()
        if window.corner() != bytes((shade, 0, 0)):
            return False
    return True
