"""The player process: started by the player adapter as `python -m tvapp.player_process --memory FD --frames FD --parent PID`.

Commands come as lines of JSON on standard input, reports go as lines of JSON to standard output; pictures travel in the
shared memory (see `wire`). Ends with its parent, at the end of its input and on SIGTERM. Must not: import Kivy or the pure
core's machinery, open anything it was not told to play, or write anything to disk.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import math
import os
import select
import signal
import sys
from typing import Any, Final

from tvapp.player_process import wire

_PR_SET_PDEATHSIG: Final = 1
"""prctl(2)."""
_MAX_SECONDS = 1e6


def main() -> int:
    parser = argparse.ArgumentParser(prog="tvapp.player_process")
    parser.add_argument("--memory", type=int, required=True, help="descriptor of the shared memory")
    parser.add_argument("--frames", type=int, required=True, help="eventfd, written once a picture")
    parser.add_argument("--parent", type=int, required=True, help="process whose end ends this one")
    parser.add_argument("--voice", action="store_true", help="plays words, not lessons")
    options = parser.parse_args()

    # SIGTERM to the whole group is an ordinary end; nothing here needs saving. Ctrl+C is the window's to handle.
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != options.parent:
        return 0

    _quiet_libraries()
    from tvapp.player_process.libvlc import LibVlc, NoLibVlc
    from tvapp.player_process.pictures import Pictures
    from tvapp.player_process.session import Session

    try:
        vlc = LibVlc()
    except NoLibVlc as error:
        _send({"event": "fatal", "why": "no_libvlc", "text": str(error)[:500]})
        return wire.EXIT_NO_LIBVLC

    wake_read, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def wake() -> None:
        """From VLC's threads: only says that something happened."""
        with contextlib.suppress(BlockingIOError):
            os.write(wake_write, b"!")

    pictures = Pictures(options.memory, options.frames, wake, peek=vlc.version.startswith("3.0."))
    pictures.attach(*vlc.library())
    vlc.listen(wake)
    session = Session(
        vlc, pictures, lambda **fields: _send({"event": "report", **fields}), voice=options.voice
    )
    _send({"event": "ready", "version": vlc.version})
    _serve(session, wake_read)
    # libVLC's own way down can wait for a network; there is nothing to save, so leave.
    os._exit(0)


def _quiet_libraries() -> None:
    """Sound libraries write to standard error without being asked; only what Python says (a bug of ours) is to be seen."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _serve(session: Any, wake_read: int) -> None:
    """Until the input ends or `quit` comes."""
    pending = b""
    while True:
        ready, _, _ = select.select([0, wake_read], [], [], session.pause_s)
        if wake_read in ready:
            os.read(wake_read, 4096)
        if 0 in ready:
            chunk = os.read(0, wire.MAX_LINE)
            if not chunk:
                return
            *lines, pending = (pending + chunk).split(b"\n")
            if len(pending) > wire.MAX_LINE:
                return
            for line in lines:
                if not _obey(session, line):
                    return
        session.tick()


def _obey(session: Any, line: bytes) -> bool:
    """Carry out one command; False for `quit`. What is not a command is passed over."""
    try:
        command = json.loads(line)
        kind = command["cmd"]
        if kind == "play":
            path, url = command.get("path"), command.get("url")
            if (path is None) == (url is None) or not isinstance(path or url, str):
                return True
            start_s = _seconds(command.get("start_s", 0))
            _tune(session, command)
            session.play(path, url, start_s, int(command.get("volume", 100)), int(command["serial"]))
        elif kind == "seek":
            session.seek(_seconds(command["position_s"]))
        elif kind == "volume":
            session.set_volume(int(command["volume"]))
        elif kind == "tune":
            _tune(session, command)
        elif kind == "track":
            session.set_track(int(command["place"]))
        elif kind in ("pause", "resume", "stop"):
            getattr(session, kind)()
        return bool(kind != "quit")
    except (ValueError, TypeError, KeyError, OverflowError):
        return True


def _tune(session: Any, command: dict[str, Any]) -> None:
    rate, gain_db = float(command.get("rate", 1.0)), float(command.get("gain_db", 0.0))
    if math.isfinite(rate) and math.isfinite(gain_db):
        session.tune(rate, gain_db, command.get("clear") is True)


def _seconds(value: Any) -> float:
    seconds = float(value)
    return min(max(0.0, seconds), _MAX_SECONDS) if math.isfinite(seconds) else 0.0


def _send(message: dict[str, object]) -> None:
    """One line in one write, so that lines never mix."""
    try:
        os.write(1, json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
