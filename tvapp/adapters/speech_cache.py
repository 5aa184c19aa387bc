"""Sentences that have been rendered, as files: found by what was said and how, the least lately used thrown away. One thread.

Must not: let anything fail because of a disk; what cannot be kept is rendered again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections import OrderedDict
from pathlib import Path

LIMIT_BYTES = 64_000_000
"""About 1,500 sentences of a second and a half to ten seconds."""
_FORM = "2"
"""Changes when what is rendered changes (readings, loudness, pitch, trimming)."""


class SpeechCache:
    """A folder of WAV files, bounded in bytes."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._sizes: OrderedDict[str, int] = OrderedDict()
        """Name -> bytes, least lately used first."""
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise PermissionError(folder)
        except OSError:
            self._temporary = tempfile.TemporaryDirectory(prefix="tvapp-voice-")
            self.folder = Path(self._temporary.name)
        found: list[tuple[float, str, int]] = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if entry.name.endswith(".wav"):
                        about = entry.stat(follow_symlinks=False)
                        found.append((about.st_mtime, entry.name, about.st_size))
                    elif entry.name.endswith(".part"):
                        os.unlink(entry.path)
        for _, name, size in sorted(found):
            self._sizes[name] = size
        self._shrink()

    @property
    def bytes(self) -> int:
        return sum(self._sizes.values())

    @staticmethod
    def key(voice: str, rate: str, text: str) -> str:
        return hashlib.sha256("\0".join((_FORM, voice, rate, text)).encode()).hexdigest()[:40]

    def find(self, key: str) -> Path | None:
        """The file, if it is there; it counts as used now."""
        name = f"{key}.wav"
        path = self.folder / name
        if name not in self._sizes:
            return None
        try:
            os.utime(path)
        except OSError:
            self._sizes.pop(name, None)
            return None
        self._sizes.move_to_end(name)
        return path

    def aside(self, key: str) -> Path:
        """Where the process writes before `put`."""
        return self.folder / f"{key}.part"

    def put(self, key: str) -> Path | None:
        """Takes what was written aside; None when it is not there or is no sound."""
        aside, path = self.aside(key), self.folder / f"{key}.wav"
        try:
            with aside.open("rb") as file:
                head = file.read(12)
            size = aside.stat().st_size
            if head[:4] != b"RIFF" or head[8:12] != b"WAVE" or size <= 44:
                raise OSError("no sound")
            os.replace(aside, path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink()
            return None
        self._sizes.pop(path.name, None)
        self._sizes[path.name] = size
        self._shrink()
        return path

    @staticmethod
    def seconds(path: Path) -> float:
        """How long a file of ours takes (its header is the one of speech_process/wav: 44 bytes, 16 bits)."""
        try:
            with path.open("rb") as file:
                head = file.read(44)
            channels, hertz = int.from_bytes(head[22:24], "little"), int.from_bytes(head[24:28], "little")
            return (path.stat().st_size - 44) / (2 * channels * hertz)
        except (OSError, ZeroDivisionError):
            return 0.0

    def _shrink(self) -> None:
        total = self.bytes
        while total > self._limit and len(self._sizes) > 1:
            name, size = self._sizes.popitem(last=False)
            total -= size
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()

    def close(self) -> None:
        if self._temporary is not None:
            self._temporary.cleanup()
