"""The trace: one JSON object a line, flushed at once, for scripts and acceptance checks (`run --trace FILE`)."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from tvapp.core.keys import Key
from tvapp.core.ports import Clock, PlayerReport
from tvapp.layout.scene import Scene, focus_rect, texts

PLAYER_EVERY_S = 0.5
"""While a lesson plays a line is due once a second: twice as often leaves room for a busy machine."""


class Trace:
    """Writes what happened. With no file it does nothing, so that callers need not ask."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        """Raises OSError when the file cannot be opened for appending."""
        self._clock = clock
        self._file: TextIO | None = None
        self._lock = threading.Lock()  # player and sync write from their own threads
        self._view: dict[str, Any] | None = None
        self._player: tuple[object, ...] = ()
        self._player_at = 0.0
        if path is not None:
            self._file = path.open("a", encoding="utf-8", buffering=1)

    def __enter__(self) -> Trace:
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def on(self) -> bool:
        return self._file is not None

    def write(self, event: str, at: float | None = None, **keys: object) -> None:
        """`at`: when it happened, on the monotonic clock; now, when not given."""
        if self._file is None:
            return
        t = self._clock.monotonic_s() if at is None else at
        line = json.dumps({"event": event, "t": round(t, 4), **keys}, ensure_ascii=False)
        with self._lock:
            if self._file is not None:
                self._file.write(line + "\n")
                self._file.flush()

    def key(self, key: Key, n: int) -> None:
        self.write("key", key=key.value, n=n)

    def ready(self, at: float) -> None:
        self.write("ready", at)

    def frame(self, n: int, at: float) -> None:
        self.write("frame", at, n=n)

    def view(self, scene: Scene, width: int, height: int, at: float) -> None:
        """Writes the view when anything a reader of the trace can see has changed."""
        if self._file is None:
            return
        rect = focus_rect(scene, width, height)
        now: dict[str, Any] = {
            "screen": scene.screen,
            "route": list(scene.route),
            "focus": scene.focus,
            "focus_rect": list(rect) if rect else None,
            "texts": texts(scene),
        }
        if scene.section:
            now["section"] = scene.section
        if scene.item:
            now["item"] = scene.item
        if now != self._view:
            self._view = now
            self.write("view", at, **now)

    def player(self, report: PlayerReport, item: str) -> None:
        """Every change of state, and about once a second while playing."""
        if self._file is None or report.phase == "idle":
            return
        now = self._clock.monotonic_s()
        key = (report.phase, item, report.serial)
        if key == self._player and (report.phase != "playing" or now - self._player_at < PLAYER_EVERY_S):
            return
        self._player, self._player_at = key, now
        self.write(
            "player",
            state=report.phase,
            item=item,
            position_s=round(report.position_s, 3),
            duration_s=round(report.duration_s, 3),
            shown=report.shown,
            dropped=report.dropped,
        )

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None
