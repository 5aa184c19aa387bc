"""Notices that a file was saved, by looking at it once a second: works on network shares and USB sticks too.

No thread of its own: whoever has one calls `poll`. Watch before reading, or a save in between goes unseen.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

Look = tuple[int, int, int] | None
"""(mtime in ns, size in bytes, inode), or None when there is no file."""


class FileWatcher:
    """One report a save, however the editor saves: in place, by renaming, slowly, or only touching."""

    def __init__(self, path: Path, on_change: Callable[[], None] | None = None) -> None:
        self._path = path
        self._on_change = on_change
        self._known = self._last = self._look()

    def poll(self) -> bool:
        """Look once. True (and `on_change` called) when the file differs from what was known and two looks in a row
        agree, so that a half-written file is not read. A file that is gone is a change as well."""
        look = self._look()
        settled = look == self._last
        self._last = look
        if not settled or look == self._known:
            return False
        self._known = look
        if self._on_change is not None:
            self._on_change()
        return True

    def _look(self) -> Look:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
