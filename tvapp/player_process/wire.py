"""The shared memory between the window and the player process: where things stand in it, and how big they may be.

One anonymous memory file: a header page of 64-bit words, then three picture buffers in I420. Both sides write the header,
each its own words. Must not: do any I/O, import vlc, or trust what it reads (the readers check).
"""

from __future__ import annotations

HEADER_BYTES = 4096
SLOTS = 3
"""One buffer the window reads, one holds the newest picture, one is being filled: nobody ever waits."""

MAX_SIDE = 4096
"""Longest side of a picture, px: the texture limit of old graphics chips."""
MAX_LUMA = 3840 * 2176
"""Most bytes of a padded luma plane: UHD with VLC's padding. Larger pictures are scaled down by VLC."""
SLOT_BYTES = MAX_LUMA * 3 // 2
TOTAL_BYTES = HEADER_BYTES + SLOTS * SLOT_BYTES

MAX_LINE = 64 * 1024
"""Longest line of JSON either side reads, bytes."""

# Words of the header. "Written by": the player unless said.
WORD_NEWEST = 0
"""number * 4 + slot of the newest finished picture; 0 before the first. One word, so that both change at once."""
WORD_READING = 1
"""Slot the window is reading, plus 1; 0 for none. Written by the window."""
WORD_SLOTS = 8
WORDS_PER_SLOT = 16

# Words of one slot, from WORD_SLOTS + slot * WORDS_PER_SLOT.
SEQUENCE = 0
"""Odd while the slot is being filled; compared before and after reading the words below."""
SERIAL = 1
NUMBER = 2
WIDTH = 3
HEIGHT = 4
PITCH = 5
LINES = 6
SAR_NUM = 7
SAR_DEN = 8
FLAGS = 9

FLAG_BT709 = 1
FLAG_FULL_RANGE = 2

EXIT_NO_LIBVLC = 4
"""Exit code when libVLC cannot be loaded or started: another start would not help."""


def slot_word(slot: int, field: int) -> int:
    """Index of a slot's word in the header."""
    return WORD_SLOTS + slot * WORDS_PER_SLOT + field


def slot_offset(slot: int) -> int:
    """Offset of a slot's luma plane from the start of the memory file, bytes."""
    return HEADER_BYTES + slot * SLOT_BYTES


def padded(width: int, height: int) -> tuple[int, int]:
    """Pitch (bytes) and rows of the luma plane for a buffer of this size: chroma is exactly half of both.

    32 bytes, so that a chroma row begins at a multiple of 16, as VLC's copying and converting code likes it.
    """
    return (width + 31) & ~31, (height + 1) & ~1


def fits(width: int, height: int) -> bool:
    """Whether a picture buffer of this size is allowed."""
    pitch, lines = padded(width, height)
    return 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and pitch <= MAX_SIDE and pitch * lines <= MAX_LUMA


def shrunk(width: int, height: int) -> tuple[int, int]:
    """The largest allowed size with (nearly) the same shape, both sides even. For sizes that do not fit."""
    scale = min(1.0, MAX_SIDE / width, MAX_SIDE / height, (MAX_LUMA / (width * height)) ** 0.5)
    while True:
        small = max(2, int(width * scale) & ~1), max(2, int(height * scale) & ~1)
        if fits(*small):
            return small
        scale *= 0.99
