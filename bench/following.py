"""Going where one wants to go in a running television: a key, and the page that the trace names afterwards."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from bench.screen import Screen

PATIENCE_S = 20.0
AGAIN_S = 2.0
"""返回 during a lesson first closes the buttons: it is pressed again when the page stays."""
_TAIL_BYTES = 64 * 1024
_POLL_S = 0.005


def _newest(trace: Path, kind: str) -> dict[str, Any]:
    """The newest event of this kind among the last ones; empty when there is none."""
    with trace.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _TAIL_BYTES))
        lines = file.read().split(b"\n")[:-1]
    mark = f'{{"event": "{kind}"'.encode()
    found = next((line for line in reversed(lines) if line.startswith(mark)), b"{}")
    return dict(json.loads(found))


def press_until(screen: Screen, trace: Path, name: str, page: str) -> None:
    """Press a key until the view is this page (a `screen` of docs/interfaces.md). TimeoutError when it never is."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        screen.key(name)
        again = time.monotonic() + AGAIN_S
        while time.monotonic() < again:
            if _newest(trace, "view").get("screen") == page:
                return
            time.sleep(_POLL_S)
    raise TimeoutError(f"{name} never led to {page}")


def until_playing(trace: Path) -> None:
    """Wait for a picture of the newest lesson. TimeoutError when there is none."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        told = _newest(trace, "player")
        if told.get("state") == "playing" and (told.get("shown") or told.get("position_s")):
            return
        time.sleep(_POLL_S)
    raise TimeoutError("the lesson never played")
