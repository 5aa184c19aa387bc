"""Picture files to pixels of the wanted size, by SDL_image, on any thread. Draws nothing; must not import Kivy.

Files come from outside: only PNG, JPEG and WebP, at most 30 MB and 8000 px a side (read from the header before anything
is decoded). The decoding calls release the interpreter's lock, so the window does not wait for them.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

from tvapp.core.value import dataclass
from tvapp.ui import sdl
from tvapp.ui.ninepatch import round_picture

MAX_BYTES = 30 << 20
MAX_SIDE = 8000


class BadPicture(Exception):
    """The file cannot or must not be shown; the message says why (for the log)."""


@dataclass(frozen=True, slots=True)
class Pixels:
    width: int
    height: int
    data: bytes
    """RGBA, straight alpha, rows from the top."""


def header_size(head: bytes) -> tuple[int, int]:
    """Width and height from the first bytes of a PNG, JPEG or WebP file. BadPicture for anything else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP" and len(head) >= 30:
        kind = head[12:16]
        if kind == b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        if kind == b"VP8 ":
            return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
        if kind == b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head.startswith(b"\xff\xd8"):
        return _jpeg_size(head)
    raise BadPicture("not a PNG, JPEG or WebP picture")


def _jpeg_size(head: bytes) -> tuple[int, int]:
    """Walk the segments to the first start of frame (ITU T.81, B.1)."""
    place = 2
    while place + 9 <= len(head):
        if head[place] != 0xFF:
            raise BadPicture("broken JPEG")
        marker = head[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(head[place + 7 : place + 9]), int.from_bytes(head[place + 5 : place + 7])
        place += 2 if 0xD0 <= marker <= 0xD9 else 2 + int.from_bytes(head[place + 2 : place + 4])
    raise BadPicture("JPEG without a size")


def read(path: Path, width: int, height: int, fit: str, radius: int, corners: str) -> Pixels:
    """The picture at `width` x `height` px: cover crops, contain keeps all of it (then the result may be smaller)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadPicture("file too large")
        with path.open("rb") as file:
            head = file.read(256 << 10)
    except OSError as error:
        raise BadPicture(str(error)) from error
    side_w, side_h = header_size(head)
    if not (0 < side_w <= MAX_SIDE and 0 < side_h <= MAX_SIDE):
        raise BadPicture(f"{side_w}x{side_h} px")
    loaded = sdl.image_library().IMG_Load(str(path).encode())
    if not loaded:
        raise BadPicture("cannot be decoded")
    surface = _convert(loaded)
    try:
        source, width, height = _crop(surface.contents.w, surface.contents.h, width, height, fit)
        # Halve while more than twice too large: a linear filter sees only four neighbours and would flicker otherwise.
        while source.w >= 2 * width and source.h >= 2 * height:
            half = _stretch(surface, source, source.w // 2, source.h // 2)
            sdl.library().SDL_FreeSurface(surface)
            surface, source = half, sdl.Rect(0, 0, half.contents.w, half.contents.h)
        if (source.w, source.h) != (width, height) or (surface.contents.w, surface.contents.h) != (width, height):
            exact = _stretch(surface, source, width, height)
            sdl.library().SDL_FreeSurface(surface)
            surface = exact
        data = _rows(surface.contents, width, height)
    finally:
        sdl.library().SDL_FreeSurface(surface)
    if radius > 0:
        round_picture(data, width, height, radius, corners)
    return Pixels(width, height, bytes(data))


def _convert(loaded: Any) -> Any:
    surface = sdl.library().SDL_ConvertSurfaceFormat(loaded, sdl.RGBA32, 0)
    sdl.library().SDL_FreeSurface(loaded)
    if not surface:
        raise BadPicture("no memory")
    return surface


def _crop(source_w: int, source_h: int, width: int, height: int, fit: str) -> tuple[sdl.Rect, int, int]:
    """The part of the source that is shown, and the size it is shown in."""
    width, height = max(1, width), max(1, height)
    if fit == "contain":
        scale = min(width / source_w, height / source_h)
        return sdl.Rect(0, 0, source_w, source_h), max(1, round(source_w * scale)), max(1, round(source_h * scale))
    if fit == "cover":
        scale = max(width / source_w, height / source_h)
        w, h = min(source_w, max(1, round(width / scale))), min(source_h, max(1, round(height / scale)))
        return sdl.Rect((source_w - w) // 2, (source_h - h) // 2, w, h), width, height
    return sdl.Rect(0, 0, source_w, source_h), width, height


def _stretch(surface: Any, source: sdl.Rect, width: int, height: int) -> Any:
    """A new surface of the given size with that part of the old one, which stays its caller's."""
    library = sdl.library()
    target = library.SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, sdl.RGBA32)
    if not target:
        raise BadPicture("no memory")
    whole = sdl.Rect(0, 0, width, height)
    failed = library.SDL_SoftStretchLinear(surface, ctypes.byref(source), target, ctypes.byref(whole))
    if failed:
        library.SDL_FreeSurface(target)
        raise BadPicture("cannot be scaled")
    return target


def _rows(surface: Any, width: int, height: int) -> bytearray:
    raw = ctypes.string_at(surface.pixels, surface.pitch * height)
    if surface.pitch == width * 4:
        return bytearray(raw)
    return bytearray(b"".join(raw[row * surface.pitch : row * surface.pitch + width * 4] for row in range(height)))
