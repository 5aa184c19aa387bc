"""The window's end of the shared memory: makes it, seals it, and reads the newest finished picture out of it.

Everything the player process writes there is checked before it is used. Must not: start processes, or copy pictures.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
from contextlib import suppress

from tvapp.core.ports import Frame
from tvapp.player_process import wire

_MAX_SAR = 16.0
"""Pixel aspects beyond this are mistakes in the file: shown as square pixels."""


class SharedFrames:
    """An anonymous memory file with three picture buffers. One thread reads (the window's)."""

    def __init__(self) -> None:
        self.fd = os.memfd_create("tvapp-pictures", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.fd, wire.TOTAL_BYTES)
        # A process that could shrink the file would end the other with SIGBUS on its next look (memfd_create(2)).
        fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
        self._header = mmap.mmap(self.fd, wire.HEADER_BYTES)
        # Writable only because Kivy refuses to upload from a read-only buffer; nothing here writes to it.
        self._pixels = mmap.mmap(self.fd, wire.TOTAL_BYTES)
        self._words = memoryview(self._header).cast("Q")
        self._view = memoryview(self._pixels)
        self._taken = 0
        self._fence = threading.Lock()

    def newest(self) -> int:
        """A word that changes with every new picture; 0 before the first."""
        return int(self._words[wire.WORD_NEWEST])

    def take(self, serial: int) -> Frame | None:
        """The newest picture if it is new and of this play; its buffer stays untouched until `release`."""
        for _attempt in range(4):
            newest = self.newest()
            slot = newest & 3
            if newest == self._taken or newest == 0 or slot >= wire.SLOTS:
                return None
            self._words[wire.WORD_READING] = slot + 1
            # The mark must be visible before the second look: if the newest is still the same then, the writer has not
            # chosen this buffer and will see the mark when it next chooses. Taking a lock keeps the order.
            with self._fence:
                pass
            if self.newest() != newest:
                continue
            self._taken = newest
            frame = self._read(slot, serial)
            if frame is None:
                self.release()
            return frame
        self.release()
        return None

    def release(self) -> None:
        """The window is done with the picture it took."""
        self._words[wire.WORD_READING] = 0

    def _read(self, slot: int, serial: int) -> Frame | None:
        first = wire.slot_word(slot, 0)
        words = tuple(int(word) for word in self._words[first : first + wire.WORDS_PER_SLOT])
        sequence, width, height = words[wire.SEQUENCE], words[wire.WIDTH], words[wire.HEIGHT]
        pitch, lines = words[wire.PITCH], words[wire.LINES]
        if sequence % 2 or words[wire.SERIAL] != serial or self._words[first + wire.SEQUENCE] != sequence:
            return None
        if not (0 < width <= pitch <= wire.MAX_SIDE and 0 < height <= lines <= wire.MAX_SIDE):
            return None
        if pitch % 4 or lines % 2 or pitch * lines > wire.MAX_LUMA:
            return None
        num, den = words[wire.SAR_NUM], words[wire.SAR_DEN]
        sar = num / den if num and den else 1.0
        start, luma = wire.slot_offset(slot), pitch * lines
        return Frame(
            width=width,
            height=height,
            pitch=pitch,
            lines=lines,
            sar=sar if 1 / _MAX_SAR <= sar <= _MAX_SAR else 1.0,
            bt709=bool(words[wire.FLAGS] & wire.FLAG_BT709),
            full_range=bool(words[wire.FLAGS] & wire.FLAG_FULL_RANGE),
            y=self._view[start : start + luma],
            u=self._view[start + luma : start + luma * 5 // 4],
            v=self._view[start + luma * 5 // 4 : start + luma * 3 // 2],
            number=words[wire.NUMBER],
        )

    def close(self) -> None:
        """Let go. Pictures still held by the window keep the memory alive until they are dropped."""
        with suppress(OSError):
            os.close(self.fd)
        self.fd = -1
