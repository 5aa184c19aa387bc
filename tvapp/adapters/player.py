"""The window's side of the player process: starts it, tells it what to play, believes nothing it says unchecked.

All waiting is done by one thread, which is also the one that starts the process and outlives it: a process that asks to
die with its parent dies with the *thread* that started it (prctl(2)). Must not: import vlc or Kivy, or block its caller.
"""

from __future__ import annotations

import json
import logging
import math
import os
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from tvapp.adapters import heap
from tvapp.adapters.player_frames import SharedFrames
from tvapp.core.ports import Frame, Media, PlayerPhase, PlayerReport, Tuning
from tvapp.player_process import wire

_log = logging.getLogger(__name__)

_PHASES: dict[str, PlayerPhase] = {
    "idle": "idle", "opening": "opening", "playing": "playing", "paused": "paused", "ended": "ended", "error": "error",
}  # fmt: skip
_WHYS = frozenset({"", "missing", "unplayable", "network", "died", "stalled"})
PLAIN = Tuning()
_MAX_SECONDS = 1e6
_MAX_COUNT = 1 << 40

_SILENT_S = 8.0
"""A process at work reports every second; without a word for this long it hangs, and is replaced."""
_TWICE_S = 20.0
"""Something that ends the process twice within this time is not tried again."""
_READY_S = 15.0
"""Longest time from the start of the process to its first word."""
_QUIT_S, _TERM_S = 0.3, 0.7
"""How long the process is given to end when asked, and when told."""


class VlcPlayer:
    """ports.Player and ports.FrameSource by a process that holds libVLC.

    `on_report` and `on_frame` are called from a thread of this object and must only post what happened. After a report
    with why "died" the process is being replaced: `play` again with the last position goes on.
    """

    def __init__(
        self,
        on_report: Callable[[PlayerReport], None],
        on_frame: Callable[[], None],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        voice: bool = False,
    ) -> None:
        """`voice`: plays what is said, in a process of its own beside the lesson's."""
        self._voice = voice
        self._on_report = on_report
        self._on_frame = on_frame
        self._now = monotonic
        self._lock = threading.Lock()
        self._outbox: deque[bytes] = deque(maxlen=256)
        self._thread: threading.Thread | None = None
        self._frames: SharedFrames | None = None
        self._frame_event = -1
        self._wake_event = -1
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()
        # What is being played, written by the callers and read by the thread, under the lock.
        self._serial = -1
        self._media: Media | None = None
        self._active = False
        self._last: PlayerReport | None = None
        self._deaths: deque[tuple[float, Media | None]] = deque(maxlen=8)
        self.problem = ""
        """Why there is no player at all, for the doctor: empty while there is one."""

    # ------------------------------------------------ ports.Player

    @property
    def pid(self) -> int | None:
        """Of the process now, for measuring it."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        with self._lock:
            if self._thread is not None or self._closing.is_set():
                return
            self._frames = SharedFrames()
            self._frame_event = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            self._wake_event = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            self._thread = threading.Thread(target=self._run, name="player", daemon=True)
            self._thread.start()

    def play(self, media: Media, start_s: float, volume: int, serial: int, tuning: Tuning = PLAIN) -> None:
        self.start()
        message: dict[str, object] = {"cmd": "play", "start_s": start_s, "volume": volume, "serial": serial}
        message |= _tuned(tuning)
        if media.path is not None:
            message["path"] = media.path
        elif media.url is not None:
            message["url"] = _ascii_address(media.url)
        with self._lock:
            self._serial, self._media, self._active = serial, media, True
            self._last = None
            self._send(message)

    def pause(self) -> None:
        self._command({"cmd": "pause"})

    def resume(self) -> None:
        self._command({"cmd": "resume"})

    def seek(self, position_s: float) -> None:
        self._command({"cmd": "seek", "position_s": position_s})

    def stop(self) -> None:
        with self._lock:
            self._active = False
            self._media = None
            self._send({"cmd": "stop"})

    def set_volume(self, volume: int) -> None:
        self._command({"cmd": "volume", "volume": volume})

    def tune(self, tuning: Tuning) -> None:
        self._command({"cmd": "tune", **_tuned(tuning)})

    def set_track(self, place: int) -> None:
        self._command({"cmd": "track", "place": place})

    def close(self) -> None:
        self._closing.set()
        thread = self._thread
        if thread is None:
            return
        self._wake()
        if thread is not threading.current_thread():
            thread.join(2.0)

    # ------------------------------------------------ ports.FrameSource

    def latest(self) -> Frame | None:
        frames = self._frames
        return frames.take(self._serial) if frames is not None and self._media is not None else None

    def release(self) -> None:
        if self._frames is not None:
            self._frames.release()

    # ------------------------------------------------ sending

    def _command(self, message: dict[str, object]) -> None:
        with self._lock:
            self._send(message)

    def _send(self, message: dict[str, object]) -> None:
        """Queue for the thread. With the lock held."""
        if self._thread is None or self._closing.is_set():
            return
        self._outbox.append(json.dumps(message).encode("ascii") + b"\n")
        self._wake()

    def _wake(self) -> None:
        with suppress(OSError):
            os.eventfd_write(self._wake_event, 1)

    # ------------------------------------------------ the thread

    def _run(self) -> None:
        """Keeps a process there until `close`."""
        early = 0
        try:
            while not self._closing.is_set():
                ready, code = self._one_process()
                if self._closing.is_set():
                    return
                early = 0 if ready else early + 1
                hopeless = code == wire.EXIT_NO_LIBVLC or early >= 3
                if hopeless and not self.problem:
                    self.problem = f"the player process ended with {code} before it was ready"
                self._mourn(code, hopeless)
                if hopeless:
                    _log.error("no player: %s", self.problem)
                    self._wait_for_play()
                    early = 2
        finally:
            if self._frames is not None:
                self._frames.close()

    def _wait_for_play(self) -> None:
        """After starts that cannot succeed: sleep until somebody wants to play, and not oftener than every 5 s."""
        self._closing.wait(5.0)
        while not self._closing.is_set() and not self._active:
            select.select([self._wake_event], [], [])
            self._drain(self._wake_event)

    def _one_process(self) -> tuple[bool, int]:
        """Start a process, serve it until it ends; whether it became ready, and its exit code."""
        assert self._frames is not None
        self._drain(self._frame_event)
        root = str(Path(__file__).resolve().parents[2])
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
            **heap.ENVIRONMENT,
        }
        handed = (self._frames.fd, self._frame_event)
        process = subprocess.Popen(
            [
                sys.executable, "-m", "tvapp.player_process",
                "--memory", str(handed[0]), "--frames", str(handed[1]), "--parent", str(os.getpid()),
                *(("--voice",) if self._voice else ()),
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=handed, env=environment, cwd="/", bufsize=0,
        )  # fmt: skip
        self._process = process
        try:
            ready = self._serve(process)
        finally:
            self._end(process)
        return ready, process.returncode

    def _serve(self, process: subprocess.Popen[bytes]) -> bool:
        """Carry lines both ways until the process ends, hangs or `close`; whether it became ready."""
        assert process.stdin is not None and process.stdout is not None and self._frames is not None
        to_child, from_child = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(to_child, False)
        os.set_blocking(from_child, False)
        poll = select.poll()
        for descriptor in (from_child, self._frame_event, self._wake_event):
            poll.register(descriptor, select.POLLIN)
        ready = False
        unsent = b""
        received = b""
        seen = self._frames.newest()
        heard_at = self._now()
        while True:
            if ready and not unsent:
                with self._lock:
                    unsent = b"".join(self._outbox)
                    self._outbox.clear()
            if unsent:
                try:
                    unsent = unsent[os.write(to_child, unsent) :]
                except BlockingIOError:
                    pass
                except OSError:
                    return ready
            limit_s = _READY_S if not ready else _SILENT_S if self._active else math.inf
            left_s = limit_s - (self._now() - heard_at)
            if left_s <= 0:
                _log.warning("the player process does not answer; replacing it")
                process.kill()
                return ready
            poll.modify(from_child, select.POLLIN)
            wait_s = 0.05 if unsent else left_s
            happened = dict(poll.poll(None if wait_s == math.inf else wait_s * 1000))
            if self._closing.is_set():
                return ready
            if self._wake_event in happened:
                self._drain(self._wake_event)
                # Silence is counted from the moment somebody wanted something.
                if not self._active or self._last is None:
                    heard_at = self._now()
            if self._frame_event in happened:
                self._drain(self._frame_event)
                newest = self._frames.newest()
                if newest != seen:
                    seen = newest
                    self._on_frame()
            if from_child in happened:
                try:
                    chunk = os.read(from_child, wire.MAX_LINE)
                except BlockingIOError:
                    continue
                if not chunk:
                    return ready
                heard_at = self._now()
                *lines, received = (received + chunk).split(b"\n")
                if len(received) > wire.MAX_LINE:
                    _log.warning("the player process sent a line without end; replacing it")
                    process.kill()
                    return ready
                for line in lines:
                    ready = self._hear(line) or ready

    def _hear(self, line: bytes) -> bool:
        """One line from the process; True when it says that it is ready."""
        try:
            message = json.loads(line)
            event = message["event"]
            if event == "report":
                self._receive(_report(message))
            elif event == "fatal":
                self.problem = str(message.get("text", ""))[:500] or "no libVLC"
            elif event == "ready":
                self.problem = ""
                return True
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
            _log.warning("unreadable line from the player process: %s", type(error).__name__)
        return False

    def _receive(self, report: PlayerReport) -> None:
        with self._lock:
            if report.serial != self._serial or (self._last is not None and self._last.phase in ("ended", "error")):
                return
            if report.phase == "paused" and report == self._last:
                return  # only a sign of life
            self._last = report
            if report.phase in ("ended", "error", "idle"):
                self._active = False
        self._on_report(report)

    def _mourn(self, code: int, hopeless: bool) -> None:
        """The process has ended and nobody asked it to: say so if something was playing."""
        now = self._now()
        with self._lock:
            if not self._active:
                return
            media, last, serial = self._media, self._last, self._serial
            again = any(other == media and now - then < _TWICE_S for then, other in self._deaths)
            self._deaths.append((now, media))
            self._active = False
            self._outbox.clear()
            report = PlayerReport(
                serial=serial,
                phase="error",
                position_s=last.position_s if last else 0.0,
                duration_s=last.duration_s if last else 0.0,
                has_video=last.has_video if last else False,
                shown=last.shown if last else 0,
                dropped=last.dropped if last else 0,
                why="unplayable" if again or hopeless else "died",
            )
            self._last = report
        _log.warning("the player process ended with %s during a play", code)
        self._on_report(report)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Surely, and within a second: asked, told, killed."""
        assert process.stdin is not None and process.stdout is not None
        with suppress(OSError):
            os.write(process.stdin.fileno(), b'{"cmd":"quit"}\n')
        with suppress(OSError):
            process.stdin.close()
        for wait_s, harder in ((_QUIT_S, process.terminate), (_TERM_S, process.kill)):
            try:
                process.wait(wait_s)
                break
            except subprocess.TimeoutExpired:
                harder()
        process.wait()
        process.stdout.close()

    @staticmethod
    def _drain(event: int) -> None:
        with suppress(BlockingIOError):
            os.eventfd_read(event)


def _report(message: dict[str, Any]) -> PlayerReport:
    """A report from outside, every value checked. Raises ValueError, TypeError or KeyError."""
    return PlayerReport(
        serial=_count(message["serial"]),
        phase=_PHASES[message["phase"]],
        position_s=_seconds(message["position_s"]),
        duration_s=_seconds(message["duration_s"]),
        has_video=message["has_video"] is True,
        shown=_count(message["shown"]),
        dropped=_count(message["dropped"]),
        why=message["why"] if message["why"] in _WHYS else "",
        tracks=_count(message.get("tracks", 0)),
        track=_count(message.get("track", 0)),
    )


def _tuned(tuning: Tuning) -> dict[str, object]:
    return {"rate": tuning.rate, "gain_db": tuning.gain_db, "clear": tuning.clear}


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("not seconds")
    return min(max(0.0, float(value)), _MAX_SECONDS)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_COUNT:
        raise ValueError("not a count")
    return value


def _ascii_address(url: str) -> str:
    """An address as it travels: non-ASCII letters as %XX, in the host as IDNA. Left as it is if that fails."""
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        safe = "!$&'()*+,;=:@/%~?[]"
        return urlunsplit((parts.scheme, host, quote(parts.path, safe), quote(parts.query, safe), ""))
    except (ValueError, UnicodeError):
        return url
