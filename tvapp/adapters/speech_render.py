"""The window's side of the speech process: starts it when it is needed, asks for one file at a time, starts it anew when it dies.

Used by one thread, which is also the one that outlives the process (it dies with the thread that started it, prctl(2)).
Must not: load a voice itself, or wait for ever.
"""

from __future__ import annotations

import json
import logging
import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

_log = logging.getLogger(__name__)

READY_S = 10.0
ANSWER_S = 25.0
"""A program of the office may take long; nothing takes longer."""
PATIENCE_S = 0.6
"""What nobody waits for any more is let go after so long, with its process."""
DEATHS, DEATHS_S = 4, 60.0
"""A process that ends oftener than this is left alone for as long."""
_LOOK_S = 0.05
_MAX_LINE = 64 * 1024


class Renderer:
    """`render` waits for the file; everything on one thread but `pid`."""

    def __init__(self, arguments: Sequence[str], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._arguments = list(arguments)
        self._now = monotonic
        self._process: subprocess.Popen[bytes] | None = None
        self._received = b""
        self._asked = 0
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self.problem = ""
        """Why nothing can be rendered at all."""

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> bool:
        """Have the process there. False when it cannot be had (now)."""
        if self._process is not None and self._process.poll() is None:
            return True
        if self._process is not None:
            self.end()
        if self.problem or (len(self._deaths) == DEATHS and self._now() - self._deaths[0] < DEATHS_S):
            return False
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tvapp.speech_process", "--parent", str(os.getpid()), *self._arguments],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, cwd="/", bufsize=0,
            )  # fmt: skip
        except OSError as error:
            _log.warning("the speech process cannot be started: %s", error)
            self._deaths.append(self._now())
            return False
        self._received = b""
        said = self._line(READY_S, lambda: False)
        if said is not None and said.get("event") == "ready":
            return True
        if said is not None and said.get("event") == "fatal":
            self.problem = str(said.get("why", ""))[:300] or "no voice"
            _log.error("no voice: %s", self.problem)
        self._failed()
        return False

    def render(self, text: str, rate: str, out: Path, unwanted: Callable[[], bool]) -> bool:
        """The text as a WAV file at `out`. False when it could not be done, or `unwanted` while it took long."""
        if not self.start():
            return False
        assert self._process is not None and self._process.stdin is not None
        self._asked += 1
        ask = json.dumps({"id": self._asked, "text": text, "rate": rate, "out": str(out)}).encode("ascii") + b"\n"
        try:
            self._process.stdin.write(ask)
        except OSError:
            self._failed()
            return False
        until = self._now() + ANSWER_S
        while True:
            said = self._line(until - self._now(), unwanted)
            if said is None:
                if not unwanted():
                    _log.warning("the speech process gave no answer; replacing it")
                    self._failed()
                else:
                    self.end()
                return False
            if said.get("id") == self._asked:
                if said.get("ok") is not True:
                    _log.info("not rendered: %s", said.get("why"))
                return said.get("ok") is True

    def end(self) -> None:
        """End the process; another `render` starts one again."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _failed(self) -> None:
        self._deaths.append(self._now())
        self.end()

    def _line(self, limit_s: float, unwanted: Callable[[], bool]) -> dict[str, object] | None:
        """The next line of JSON; None at its end, when it takes too long, or is unwanted and takes long."""
        process = self._process
        assert process is not None and process.stdout is not None
        descriptor = process.stdout.fileno()
        since = self._now()
        while True:
            line, newline, rest = self._received.partition(b"\n")
            if newline:
                self._received = rest
                with suppress(ValueError):
                    found = json.loads(line)
                    if isinstance(found, dict):
                        return found
                continue
            waited = self._now() - since
            if waited >= limit_s or (waited >= PATIENCE_S and unwanted()) or len(self._received) > _MAX_LINE:
                return None
            ready, _, _ = select.select([descriptor], [], [], _LOOK_S)
            if ready:
                chunk = os.read(descriptor, _MAX_LINE)
                if not chunk:
                    return None
                self._received += chunk
