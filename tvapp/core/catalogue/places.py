"""Lines and columns of a text, counted as editors and YAML do: \\n, \\r\\n and \\r end a line, nothing else does."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n|\r|\n")


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    ends = [match.end() for match in _BREAK.finditer(text, 0, offset)]
    # A \r\n cut in two by `offset` cannot happen: neither half is ever looked for.
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def lines_of(text: str) -> list[str]:
    """The lines as YAML and editors count them, without their ends."""
    return _BREAK.split(text)
