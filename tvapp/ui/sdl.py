"""The few SDL calls that Kivy does not offer, by ctypes, from the very library Kivy's wheel has loaded.

Waiting for an event, waking that wait from any thread, the screen's true size, and decoding pictures without holding
the interpreter's lock. Must not import Kivy: it only looks where Kivy lies.
Constants and layouts: SDL 2.30 headers SDL_events.h, SDL_video.h, SDL_surface.h, SDL_pixels.h.
"""

from __future__ import annotations

import ctypes
import importlib.util
from ctypes import POINTER, Structure, c_char_p, c_int, c_int32, c_uint8, c_uint16, c_uint32, c_void_p
from functools import cache
from pathlib import Path

INIT_VIDEO = 0x20
INIT_JOYSTICK = 0x200
QUIT = 0x100
WINDOW_EVENT = 0x200
KEY_DOWN = 0x300
KEY_UP = 0x301
PEEK_EVENT = 1
"""SDL_PEEKEVENT of SDL_eventaction."""
WINDOW_EXPOSED = 3
WINDOW_SIZE_CHANGED = 6
WINDOW_RESTORED = 9
WINDOW_FOCUS_LOST = 13
RGBA32 = 376840196
"""SDL_PIXELFORMAT_ABGR8888: bytes R, G, B, A on a little-endian machine."""


class KeyEvent(Structure):
    """SDL_KeyboardEvent with its keysym flattened."""

    _fields_ = [
        ("type", c_uint32),
        ("timestamp", c_uint32),
        ("window", c_uint32),
        ("state", c_uint8),
        ("repeat", c_uint8),
        ("_pad", c_uint8 * 2),
        ("scancode", c_int32),
        ("sym", c_int32),
        ("mod", c_uint16),
        ("_unused", c_uint32),
    ]


class WindowEvent(Structure):
    """SDL_WindowEvent."""

    _fields_ = [
        ("type", c_uint32),
        ("timestamp", c_uint32),
        ("window", c_uint32),
        ("event", c_uint8),
        ("_pad", c_uint8 * 3),
        ("data1", c_int32),
        ("data2", c_int32),
    ]


class Event(ctypes.Union):
    """SDL_Event: 56 bytes; 64 leave room."""

    _fields_ = [("type", c_uint32), ("key", KeyEvent), ("window", WindowEvent), ("_bytes", c_uint8 * 64)]


class Rect(Structure):
    _fields_ = [("x", c_int), ("y", c_int), ("w", c_int), ("h", c_int)]


class DisplayMode(Structure):
    _fields_ = [("format", c_uint32), ("w", c_int), ("h", c_int), ("rate", c_int), ("driver", c_void_p)]


class Surface(Structure):
    """SDL_Surface, as far as we read it."""

    _fields_ = [
        ("flags", c_uint32),
        ("format", c_void_p),
        ("w", c_int),
        ("h", c_int),
        ("pitch", c_int),
        ("pixels", c_void_p),
    ]


def _library(name: str, system: str) -> ctypes.CDLL:
    """The library from Kivy's wheel (its own copy, so that there is only one SDL in the process), else the system's."""
    spec = importlib.util.find_spec("kivy")
    if spec is not None and spec.origin is not None:
        packages = Path(spec.origin).parent.parent
        for folder in ("Kivy.libs", "kivy.libs"):
            for found in sorted((packages / folder).glob(f"{name}-*.so*")):
                return ctypes.CDLL(str(found))
    return ctypes.CDLL(system)


@cache
def library() -> ctypes.CDLL:
    """SDL itself, with the signatures used here. OSError if there is none."""
    sdl = _library("libSDL2-2", "libSDL2-2.0.so.0")
    sdl.SDL_WaitEventTimeout.argtypes = [POINTER(Event), c_int]
    sdl.SDL_PollEvent.argtypes = [POINTER(Event)]
    sdl.SDL_PushEvent.argtypes = [POINTER(Event)]
    sdl.SDL_PeepEvents.argtypes = [POINTER(Event), c_int, c_int, c_uint32, c_uint32]
    sdl.SDL_RegisterEvents.argtypes = [c_int]
    sdl.SDL_RegisterEvents.restype = c_uint32
    sdl.SDL_InitSubSystem.argtypes = [c_uint32]
    sdl.SDL_QuitSubSystem.argtypes = [c_uint32]
    sdl.SDL_GetDesktopDisplayMode.argtypes = [c_int, POINTER(DisplayMode)]
    sdl.SDL_GetCurrentVideoDriver.restype = c_char_p
    sdl.SDL_GL_GetCurrentWindow.restype = c_void_p
    sdl.SDL_GL_GetDrawableSize.argtypes = [c_void_p, POINTER(c_int), POINTER(c_int)]
    sdl.SDL_SetWindowSize.argtypes = [c_void_p, c_int, c_int]
    sdl.SDL_SetWindowPosition.argtypes = [c_void_p, c_int, c_int]
    sdl.SDL_ConvertSurfaceFormat.argtypes = [POINTER(Surface), c_uint32, c_uint32]
    sdl.SDL_ConvertSurfaceFormat.restype = POINTER(Surface)
    sdl.SDL_CreateRGBSurfaceWithFormat.argtypes = [c_uint32, c_int, c_int, c_int, c_uint32]
    sdl.SDL_CreateRGBSurfaceWithFormat.restype = POINTER(Surface)
    sdl.SDL_SoftStretchLinear.argtypes = [POINTER(Surface), POINTER(Rect), POINTER(Surface), POINTER(Rect)]
    sdl.SDL_FreeSurface.argtypes = [POINTER(Surface)]
    return sdl


@cache
def image_library() -> ctypes.CDLL:
    """SDL_image, which reads PNG, JPEG and WebP."""
    library()
    image = _library("libSDL2_image-2", "libSDL2_image-2.0.so.0")
    image.IMG_Load.argtypes = [c_char_p]
    image.IMG_Load.restype = POINTER(Surface)
    return image


def desktop_size() -> tuple[int, int] | None:
    """Width and height of the first screen in px, or None where SDL knows none. Starts SDL's video part."""
    sdl = library()
    if sdl.SDL_InitSubSystem(INIT_VIDEO) != 0:
        return None
    mode = DisplayMode()
    if sdl.SDL_GetDesktopDisplayMode(0, ctypes.byref(mode)) != 0 or mode.w <= 0 or mode.h <= 0:
        return None
    return mode.w, mode.h


def drawable_size() -> tuple[int, int]:
    """The real size in px of what is drawn into (what Kivy reports can differ where no window manager runs)."""
    sdl = library()
    width, height = c_int(), c_int()
    sdl.SDL_GL_GetDrawableSize(sdl.SDL_GL_GetCurrentWindow(), ctypes.byref(width), ctypes.byref(height))
    return width.value, height.value


def set_window_rect(width: int, height: int) -> None:
    """Put the window at the top left with this size."""
    sdl = library()
    window = sdl.SDL_GL_GetCurrentWindow()
    sdl.SDL_SetWindowPosition(window, 0, 0)
    sdl.SDL_SetWindowSize(window, width, height)
