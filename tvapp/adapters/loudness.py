"""How loud each lesson's file is: measured once by ffmpeg (EBU R 128), in the background, while nothing plays.

One file at a time, at the lowest priority, bounded in time; ended at once when somebody wants to watch. What was found is
kept by whoever keeps things. Must not: play anything, open an address, or know the store, the core's state or the window.
"""

from __future__ import annotations

import logging
import math
import os
import re
import select
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tvapp.core.ports import LoudnessFigure

_LOG = logging.getLogger(__name__)

MOST_S = 300.0
"""An hour of sound takes about half a minute on a slow machine; what takes longer is left alone."""
PAUSE_S = 2.0
"""Between two files, and between two looks whether there is something to do."""
ROUND_S = 600.0
"""A media folder that was all measured is looked through again after this."""
TAIL_BYTES = 64 * 1024
SILENT_LUFS = -60.0
"""Quieter than this there is nothing to be levelled (the meter itself stops at -70)."""
_SUMMARY = re.compile(
    rb"Integrated loudness:\s+I:\s+(-?\d+(?:\.\d+)?|-inf|nan) LUFS.*True peak:\s+Peak:\s+(-?\d+(?:\.\d+)?|-inf|nan) dBFS",
    re.DOTALL,
)
"""What libavfilter's ebur128 prints at its end."""


class Keeper(Protocol):
    """Who keeps the figures."""

    def load_loudness(self) -> Mapping[str, LoudnessFigure]: ...
    def save_loudness(self, path: str, figure: LoudnessFigure) -> None: ...


class LoudnessBook:
    """The figures of all files, and the thread that completes them."""

    def __init__(
        self, keeper: Keeper, files: Callable[[], Iterable[Path]], busy: Callable[[], bool], *, ffmpeg: str | None = None
    ) -> None:
        """`files`: what may be played, in the order in which it is wanted. `busy`: something plays or is asked for."""
        self._keeper = keeper
        self._files = files
        self._busy = busy
        self._ffmpeg = ffmpeg if ffmpeg is not None else shutil.which("ffmpeg") or ""
        self._figures: dict[str, LoudnessFigure] = {}
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def can_measure(self) -> bool:
        return bool(self._ffmpeg)

    def start(self) -> None:
        """Reads what is kept, and begins to measure where that is possible."""
        thread = threading.Thread(target=self._run, name="loudness", daemon=True)
        thread.start()
        self._thread = thread

    def close(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join(3.0)

    def figure(self, path: Path) -> tuple[float, float] | None:
        """(LUFS, dBTP) of a file; None while it is not known, or when it has changed since. Any thread; costs one stat."""
        kept = self._figures.get(str(path))
        if kept is None or kept.lufs is None or _stamp(path) != (kept.size, kept.mtime_ns):
            return None
        return kept.lufs, kept.peak

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        self._figures = dict(self._keeper.load_loudness())
        while not self._closing.is_set() and self.can_measure:
            done = self._next()
            self._closing.wait(PAUSE_S if done else ROUND_S if done is None else PAUSE_S)

    def _next(self) -> bool | None:
        """Measures one file that is not known yet. None: there is none; False: it had to be left for later."""
        if self._busy():
            return False
        for path in self._files():
            stamp = _stamp(path)
            kept = self._figures.get(str(path))
            if stamp is None or (kept is not None and (kept.size, kept.mtime_ns) == stamp):
                continue
            found = self.measure(path)
            if found is None:
                return False
            lufs, peak = found
            figure = LoudnessFigure(*stamp, lufs, peak)
            self._figures[str(path)] = figure
            self._keeper.save_loudness(str(path), figure)
            return True
        return None

    def measure(self, path: Path) -> tuple[float | None, float] | None:
        """(LUFS or None for nothing to be heard, dBTP) of a file; None when it was interrupted. Waits for ffmpeg."""
        try:
            process = subprocess.Popen(
                [
                    *([nice, "-n", "19"] if (nice := shutil.which("nice")) else []),
                    self._ffmpeg, "-nostdin", "-hide_banner", "-nostats", "-protocol_whitelist", "file", "-threads", "1",
                    "-vn", "-sn", "-dn", "-i", f"file:{path}", "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose",
                    "-f", "null", "-",
                ],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            _LOG.warning("ffmpeg does not start: %s", error.strerror)
            self._ffmpeg = ""
            return None
        try:
            said = self._listen(process)
            whole = said and process.wait(5.0) == 0
        except subprocess.TimeoutExpired:
            whole = False
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            process.wait()
        if said is None:
            return None
        return read_summary(said) if whole else (None, 0.0)

    def _listen(self, process: subprocess.Popen[bytes]) -> bytes | None:
        """The end of what it prints; None when somebody wants to watch, or we close. Empty when it takes too long."""
        assert process.stderr is not None
        tail = b""
        end = time.monotonic() + MOST_S
        with process.stderr as stream:
            while True:
                if self._closing.is_set() or self._busy():
                    return None
                if time.monotonic() > end:
                    return b""
                if not select.select([stream], [], [], 0.1)[0]:
                    continue
                chunk = os.read(stream.fileno(), 16384)
                if not chunk:
                    return tail
                tail = (tail + chunk)[-TAIL_BYTES:]


def read_summary(said: bytes) -> tuple[float | None, float]:
    """(LUFS, dBTP) from the last words of ffmpeg; (None, 0) when there was no sound to measure."""
    found = _SUMMARY.search(said)
    if found is None:
        return None, 0.0
    lufs, peak = float(found[1]), float(found[2])
    if not (math.isfinite(lufs) and math.isfinite(peak)) or lufs < SILENT_LUFS:
        return None, 0.0
    return lufs, peak


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
