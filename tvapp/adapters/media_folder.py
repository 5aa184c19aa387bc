"""The media folder beside the catalogue: what is in it, and that nothing outside it is ever reached through it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tvapp.core.catalogue.facts import MediaState

MAX_LISTED = 200_000
"""Entries that are listed at once; paths beyond them are looked up one by one."""
MAX_GUESSED_FROM, MAX_GUESSES = 5000, 100
"""Comparing names is slow: only in folders of this many files, and this often."""


class MediaFolder:
    """Answers about paths inside one folder. The listing is made at the first question and kept: make a new one to
    look again. A path is relative, with forward slashes, as the catalogue writes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = os.path.realpath(root)
        self._files: set[str] | None = None
        self._guesses = 0

    def state(self, path: str) -> MediaState:
        """How things stand with one path; every kind of way out of the folder is `outside`."""
        if self._files is None:
            self._files = self._list()
        return "ok" if path in self._files else self._look(path)

    def resolve(self, path: str) -> Path | None:
        """The absolute path of a file inside the folder, looked up afresh; None if it is not there or leads out."""
        return Path(os.path.realpath(os.path.join(self._real, path))) if self._look(path) == "ok" else None

    def nearest(self, path: str) -> str:
        """A listed file that was perhaps meant: the same name elsewhere or in other letters, else the most alike."""
        if self._files is None:
            self._files = self._list()
        self._guesses += 1
        if len(self._files) > MAX_GUESSED_FROM or self._guesses > MAX_GUESSES:
            return ""
        name = path.rpartition("/")[2].lower()
        same = sorted(found for found in self._files if found.rpartition("/")[2].lower() == name)
        if same:
            return same[0]
        from difflib import get_close_matches

        ending = "." + name.rpartition(".")[2]
        alike = sorted(found for found in self._files if found.lower().endswith(ending))
        found = get_close_matches(path, alike, n=1, cutoff=0.85)
        return found[0] if found else ""

    def _look(self, path: str) -> MediaState:
        if not path or path.startswith("/") or "\\" in path or "\0" in path or ".." in path.split("/"):
            return "outside"
        try:
            real = os.path.realpath(os.path.join(self._real, path))
            if real != self._real and not real.startswith(self._real.rstrip(os.sep) + os.sep):
                return "outside"
            mode = os.stat(real).st_mode
        except (OSError, ValueError):
            return "missing"
        if stat.S_ISDIR(mode):
            return "directory"
        return "ok" if stat.S_ISREG(mode) else "missing"

    def _list(self) -> set[str]:
        """All plain files, without following links (those are looked up one by one): one walk, not 10,000 looks."""
        files: set[str] = set()
        waiting = [("", self._real)]
        while waiting:
            prefix, folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_file(follow_symlinks=False):
                            files.add(prefix + entry.name)
                        elif entry.is_dir(follow_symlinks=False):
                            waiting.append((f"{prefix}{entry.name}/", entry.path))
            except OSError:
                continue
            if len(files) > MAX_LISTED:
                break
        return files
