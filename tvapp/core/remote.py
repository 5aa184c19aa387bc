"""The keys of an odd remote that were taught: raw code <-> key, as one line of the settings. Knows no window.

Only codes that mean nothing by themselves are ever looked up here (tvapp/screen), so nothing taught can take a known key away.
"""

from __future__ import annotations

from collections.abc import Mapping

from tvapp.core.keys import Key

MOST = 64
"""Codes that are remembered."""

TEACHABLE = (
    Key.OK, Key.BACK, Key.HOME, Key.MENU, Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT,
    Key.PAGE_UP, Key.PAGE_DOWN, Key.PLAY,
)  # fmt: skip
"""In the order in which they are asked for."""

_BY_NAME = {key.value: key for key in TEACHABLE}


def read(text: str) -> dict[int, Key]:
    """The line of the settings; what cannot be read is left out."""
    found: dict[int, Key] = {}
    for part in text[:4096].split():
        code, _, name = part.partition(":")
        if code.isascii() and code.isdigit() and len(code) <= 10 and name in _BY_NAME and len(found) < MOST:
            found[int(code)] = _BY_NAME[name]
    return found


def write(learned: Mapping[int, Key]) -> str:
    return " ".join(f"{code}:{key.value}" for code, key in sorted(learned.items()))


def taught(text: str, code: int, key: Key) -> str | None:
    """The line with one more code; a code means one key only. None when there is no room for it."""
    learned = read(text)
    if code not in learned and len(learned) >= MOST:
        return None
    return write({**learned, code: key})
