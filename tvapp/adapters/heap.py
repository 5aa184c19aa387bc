"""How this process's C heap gives memory back: at once, so that a television that runs for months stays as small as it began.

glibc raises its thresholds by itself as soon as a large block (a texture, a picture of a lesson) has been freed; from then
on such blocks lie in the heap, where a small one above them keeps all below from being given back, and the top of every
further heap is kept up to 64 MB (mallopt(3), M_MMAP_THRESHOLD; malloc/arena.c). Naming the thresholds keeps them.
"""

from __future__ import annotations

import ctypes

LARGE_BYTES = 256 * 1024
"""Blocks from here on get pages of their own; about as much may lie free at the top of a heap."""
HEAPS = 2
"""The main one and one for all other threads: with a heap for each thread the player grew by 60 MB in fifty lessons."""

ENVIRONMENT = {
    "MALLOC_ARENA_MAX": str(HEAPS),
    "MALLOC_MMAP_THRESHOLD_": str(LARGE_BYTES),
    "MALLOC_TRIM_THRESHOLD_": str(LARGE_BYTES),
}
"""The same for a process that is started (mallopt(3), environment variables)."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""malloc.h."""


def give_back_early() -> None:
    """For this process, from now on. Does nothing where the C library knows no such wish (musl)."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return
    mallopt(_M_ARENA_MAX, HEAPS)
    mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
    mallopt(_M_TRIM_THRESHOLD, LARGE_BYTES)
