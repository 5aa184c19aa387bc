"""Watching a player as the window does: takes every frame, keeps every report, waits for conditions."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tvapp.adapters.player import VlcPlayer
from tvapp.core.ports import Media, PlayerReport

_serials = itertools.count(1)


@dataclass(frozen=True)
class Seen:
    """What a frame was like; the pixels themselves are gone after `release`."""

    width: int
    height: int
    sar: float
    bt709: bool
    full_range: bool
    luma: float
    """Mean of a block in the middle."""


class Watch:
    """A player and its audience."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.reports: list[PlayerReport] = []
        self.frames: list[Seen] = []
        self.serial = 0
        self.player = VlcPlayer(self._report, self._frame)

    def _report(self, report: PlayerReport) -> None:
        with self.changed:
            self.reports.append(report)
            self.changed.notify_all()

    def _frame(self) -> None:
        frame = self.player.latest()
        if frame is None:
            return
        corner = frame.pitch * (frame.height // 2) + frame.width // 2
        block = b"".join(frame.y[corner + row * frame.pitch :][:16] for row in range(16))
        luma = sum(block) / len(block)
        seen = Seen(frame.width, frame.height, frame.sar, frame.bt709, frame.full_range, luma)
        del frame
        self.player.release()
        with self.changed:
            self.frames.append(seen)
            self.changed.notify_all()

    def play(self, path: Path | None = None, url: str | None = None, start_s: float = 0.0, volume: int = 0) -> None:
        """Begin; what was seen before is forgotten."""
        with self.changed:
            self.serial = next(_serials)
            self.reports.clear()
            self.frames.clear()
        self.player.play(Media(path=str(path) if path else None, url=url), start_s, volume, self.serial)

    def until(self, condition: Callable[[], object], timeout_s: float = 20.0) -> None:
        """Wait for something to be true; fails with what was seen instead."""
        end = time.monotonic() + timeout_s
        with self.changed:
            while not condition():
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError(
                        f"waited {timeout_s} s; {len(self.frames)} frames, reports {self.reports[-3:]}"
                    )
                self.changed.wait(min(left, 0.1))

    def until_phase(self, *phases: str, timeout_s: float = 20.0) -> PlayerReport:
        self.until(lambda: self.reports and self.reports[-1].phase in phases, timeout_s)
        return self.reports[-1]

    def until_over(self, timeout_s: float = 30.0) -> PlayerReport:
        """Ended or an error."""
        return self.until_phase("ended", "error", timeout_s=timeout_s)

    @property
    def phases(self) -> list[str]:
        """The phases in the order they came, each once in a row."""
        return [phase for phase, _ in itertools.groupby(report.phase for report in self.reports)]
