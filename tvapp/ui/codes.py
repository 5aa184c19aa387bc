"""Square codes: text to black and white modules. The window's part, because it alone draws them; keeps nothing."""

from __future__ import annotations

from functools import lru_cache

QUIET = 4
"""Modules of white on every side (ISO/IEC 18004)."""


@lru_cache(maxsize=8)
def modules(text: str) -> tuple[bytes, ...]:
    """Rows from the top, one byte a module, 1 for dark. Bytes of UTF-8 (every phone of the last ten years guesses it),
    error level M or better. ValueError when the text is longer than any code."""
    import segno

    code = segno.make(text, error="m", mode="byte", encoding="utf-8", micro=False)
    return tuple(bytes(row) for row in code.matrix)


def module_px(count: int, side: int) -> int:
    """Whole real px of a module, so that every one is exactly as large: white on all sides included."""
    return max(1, side // (count + 2 * QUIET))


def picture(rows: tuple[bytes, ...]) -> bytes:
    """RGBA, one pixel a module, rows from the bottom up as OpenGL takes them."""
    dark, light = b"\x00\x00\x00\xff", b"\xff\xff\xff\xff"
    return b"".join(dark if module else light for row in reversed(rows) for module in row)
