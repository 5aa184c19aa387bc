"""Pictures from libVLC's memory callbacks into the shared memory: VLC writes each straight into a free buffer.

The callbacks run on VLC's threads. Must not: call libVLC from them (it deadlocks), raise, or wait for the window.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import threading
from collections.abc import Callable
from typing import Any

from tvapp.player_process import wire

_REFUSED = (b"VAOP", b"VAO0", b"VDV0", b"VDV1", b"VDV2", b"VDVA")
"""Formats of pictures that stay on a graphics card; VLC offers them first and goes on to a plain one when refused."""

# Words of video_format_t after i_width, on 64-bit machines.
_VISIBLE = 4
_SPACE = 26
_BT709, _BT2020 = 2, 3
"""video_color_space_t; BT.2020 pictures are shown as BT.709, which is nearest."""

_PITCH = ctypes.POINTER(ctypes.c_uint)
# python-vlc declares the chroma as c_char_p, which is a copy: the answer could not be written back. Own prototypes.
SETUP = ctypes.CFUNCTYPE(
    ctypes.c_uint, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_char), _PITCH, _PITCH, _PITCH, _PITCH
)
CLEANUP = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
LOCK = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
UNLOCK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
DISPLAY = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class Pictures:
    """The three buffers, written by VLC's video thread and announced through an eventfd."""

    def __init__(self, memory_fd: int, event_fd: int, wake: Callable[[], None], peek: bool) -> None:
        """`wake` is called (from VLC's threads) when the picture's shape should be asked for: see `shape_known`.

        `peek`: libVLC 3.0 passes the address of i_width inside its video_format_t (include/vlc_es.h; the callback is
        called in modules/video_output/vmem.c), so that the visible size and the colour space stand some words on. The
        public interface tells neither. Later versions need not keep it.
        """
        self._map = mmap.mmap(memory_fd, wire.TOTAL_BYTES)
        self._words = memoryview(self._map)[: wire.HEADER_BYTES].cast("Q")
        anchor = ctypes.c_char.from_buffer(self._map)
        self._base = ctypes.addressof(anchor)
        self._anchor = anchor
        self._event_fd = event_fd
        self._wake = wake
        self._peek = peek and ctypes.sizeof(ctypes.c_void_p) == 8
        self._number = self._words[wire.WORD_NEWEST] >> 2
        self._newest = -1
        self._size = (0, 0, 0, 0)
        self._full_range = False
        self._bt709 = False
        self._planes: list[tuple[int, int, int]] = []
        self._shape_known = threading.Event()
        self._sar = (1, 1)
        self.serial = 0
        self.shown = 0
        self.buffer_size = (0, 0)
        """Padded width and height VLC named last; (0, 0) before the first picture."""
        self._callbacks = (
            LOCK(self._lock), UNLOCK(self._unlock), DISPLAY(self._display), SETUP(self._setup), CLEANUP(self._cleanup)
        )  # fmt: skip

    def attach(self, library: Any, player: Any) -> None:
        """Give libVLC the callbacks. `library` is the loaded libvlc, `player` its media player as a pointer."""
        lock, unlock, display, setup, cleanup = self._callbacks
        library.libvlc_video_set_callbacks(player, lock, unlock, display, None)
        library.libvlc_video_set_format_callbacks(player, setup, cleanup)

    def begin(self, serial: int) -> None:
        """A new play: pictures counted from nothing. Only while nothing plays."""
        self.serial = serial
        self.shown = 0
        self.buffer_size = (0, 0)
        self._sar = (1, 1)
        self._shape_known.clear()

    def forget(self) -> None:
        """Give the memory of the pictures back to the system. Only while nothing plays and the window was told so."""
        self._map.madvise(mmap.MADV_REMOVE, wire.HEADER_BYTES, wire.TOTAL_BYTES - wire.HEADER_BYTES)

    def shape_known(self, visible: tuple[int, int], sar: tuple[int, int]) -> None:
        """What the track says of its pictures: visible size and pixel aspect, zeros where it does not know."""
        num, den = sar if sar[0] > 0 and sar[1] > 0 else (1, 1)
        _pitch, _lines, width, height = self._size
        if not self._peek and visible[0] > 0 and visible[1] > 0:
            # Without the visible size VLC stretches the picture over its padded one: the pixels are as much narrower.
            # The track tells the size before a telephone's picture is turned upright.
            if (visible[0] > visible[1]) != (width > height):
                visible, num, den = (visible[1], visible[0]), den, num
            num, den = num * visible[0] * height, den * visible[1] * width
        self._sar = (num, den) if 0 < num < 1 << 63 and 0 < den < 1 << 63 else (1, 1)
        self._shape_known.set()

    # ------------------------------------------------ on VLC's threads

    def _setup(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """Choose the format; returns the number of buffers, 0 to refuse (libvlc_video_format_cb)."""
        try:
            fourcc = bytes(chroma[0:4])
            if fourcc in _REFUSED:
                return 0
            wide, high = int(width[0]), int(height[0])
            if not (0 < wide <= 1 << 15 and 0 < high <= 1 << 15):
                return 0
            seen = (wide, high)
            space = full = 0
            if self._peek and width[1] == high and 0 < width[_VISIBLE] <= wide and 0 < width[_VISIBLE + 1] <= high:
                seen = (int(width[_VISIBLE]), int(width[_VISIBLE + 1]))
                space, full = int(width[_SPACE]), int(width[_SPACE + 1]) & 0xFF
            # VLC takes what is named here for the *visible* size and stretches the picture to it: the padded size it offers
            # would cost a scaling of every picture and move its lower edge out of sight.
            wide, high = seen if wire.fits(*seen) else wire.shrunk(*seen)
            width[0], height[0] = wide, high
            seen = (wide, high)
            # Full-range pictures (J420) have the same planes: the shader knows how, so VLC need not convert.
            self._full_range = fourcc == b"J420" or (fourcc == b"I420" and full == 1)
            # What the file says; else by size, as television has it: BT.709 from 720 lines on, BT.601 below.
            self._bt709 = space in (_BT709, _BT2020) if 0 < space <= _BT2020 else seen[1] >= 720 or seen[0] >= 1280
            if fourcc != b"J420":
                for index, letter in enumerate((b"I", b"4", b"2", b"0")):
                    chroma[index] = letter
            pitch, rows = wire.padded(wide, high)
            pitches[0], pitches[1], pitches[2] = pitch, pitch // 2, pitch // 2
            lines[0], lines[1], lines[2] = rows, rows // 2, rows // 2
            luma = pitch * rows
            self._planes = [
                (start, start + luma, start + luma * 5 // 4)
                for start in (self._base + wire.slot_offset(slot) for slot in range(wire.SLOTS))
            ]
            self._size = (pitch, rows, *seen)
            self.buffer_size = (wide, high)
            self._shape_known.clear()
            self._wake()
            return 1
        except Exception:  # an exception cannot cross C: refuse, and the play ends as unplayable
            return 0

    def _cleanup(self, _opaque: Any) -> None:
        pass

    def _lock(self, _opaque: Any, planes: Any) -> int:
        """A buffer that is neither the newest nor being read; its number + 1 comes back in `_display`."""
        reading = self._words[wire.WORD_READING] - 1
        slot = 0
        while slot in (self._newest, reading):
            slot += 1
        self._words[wire.slot_word(slot, wire.SEQUENCE)] |= 1
        planes[0], planes[1], planes[2] = self._planes[slot]
        return slot + 1

    def _unlock(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        pass

    def _display(self, _opaque: Any, picture: int) -> None:
        """The buffer holds a whole picture and its moment has come: make it the newest and wake the window."""
        if not self._shape_known.is_set():
            # Once a stream: the main thread is asking the track for its pixel aspect. Without it the first picture
            # would jump. Never longer than this, so a track that says nothing costs one late picture.
            self._shape_known.wait(0.06)
            self._shape_known.set()
        slot = picture - 1
        words = self._words
        first = wire.slot_word(slot, 0)
        pitch, lines, width, height = self._size
        self._number += 1
        words[first + wire.SERIAL] = self.serial
        words[first + wire.NUMBER] = self._number
        words[first + wire.WIDTH] = width
        words[first + wire.HEIGHT] = height
        words[first + wire.PITCH] = pitch
        words[first + wire.LINES] = lines
        words[first + wire.SAR_NUM], words[first + wire.SAR_DEN] = self._sar
        flags = wire.FLAG_BT709 if self._bt709 else 0
        words[first + wire.FLAGS] = flags | (wire.FLAG_FULL_RANGE if self._full_range else 0)
        words[first + wire.SEQUENCE] = (words[first + wire.SEQUENCE] | 1) + 1
        self._newest = slot
        words[wire.WORD_NEWEST] = self._number << 2 | slot
        self.shown += 1
        if self.shown <= 8:
            self._wake()  # the play has begun; and early streams still owe their pixel aspect
        with contextlib.suppress(BlockingIOError):
            os.eventfd_write(self._event_fd, 1)
