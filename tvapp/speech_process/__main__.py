"""The speech process: `python -m tvapp.speech_process --parent PID (--espeak LIBRARY DATA | --system VOICE | --command …)`.

Asks come as lines of JSON on standard input ({"id", "text", "rate", "out"}), answers go as lines of JSON to standard output
({"id", "ok", "seconds" or "why"}). Ends with its parent, at the end of its input and on SIGTERM. Must not: import anything of
the television but this package, or write anywhere but to the files it is told.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, Protocol

from tvapp.speech_process import wav

_PR_SET_PDEATHSIG: Final = 1
"""prctl(2)."""
MAX_LINE = 64 * 1024
EXIT_NO_VOICE = 4
"""Another start would not help."""


class Voice(Protocol):
    def render(self, text: str, rate: str) -> bytes: ...


def main() -> int:
    parser = argparse.ArgumentParser(prog="tvapp.speech_process")
    parser.add_argument("--parent", type=int, required=True, help="process whose end ends this one")
    parser.add_argument("--espeak", nargs=2, metavar=("LIBRARY", "DATA"))
    parser.add_argument("--system", metavar="VOICE", help="the program espeak-ng with this voice")
    parser.add_argument("--command", nargs=argparse.REMAINDER, help="a program and its arguments")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != options.parent:
        return 0
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    voice = _voice(options, answers)
    if voice is None:
        return EXIT_NO_VOICE
    _send(answers, {"event": "ready"})
    for line in sys.stdin.buffer:
        answer = _answer(voice, line)
        if answer is not None:
            _send(answers, answer)
    return 0


def _voice(options: Any, answers: Any) -> Voice | None:
    from tvapp.speech_process.command import Command
    from tvapp.speech_process.espeak import WORDS_A_MINUTE, Espeak, NoEspeak
    from tvapp.speech_process.readings import corrected

    if options.espeak:
        try:
            return Espeak(*options.espeak)
        except NoEspeak as error:
            _send(answers, {"event": "fatal", "why": str(error)[:300]})
            return None
    if options.system:
        rates = {rate: ("-s", str(words)) for rate, words in WORDS_A_MINUTE.items()}
        # its older versions, which get another voice, know no pitch range and end with an error when they are told one
        pitch = ("-p", "60", "-P", "99") if options.system == "cmn" else ("-p", "60")
        return Command(["espeak-ng", "-v", options.system, "--stdin", "--stdout", *pitch], rates, corrected)
    if options.command:
        return Command(options.command)
    _send(answers, {"event": "fatal", "why": "no voice given"})
    return None


def _answer(voice: Voice, line: bytes) -> dict[str, object] | None:
    """Render one text into its file; what is not an ask is passed over."""
    try:
        asked = json.loads(line)
        number, text, rate, out = int(asked["id"]), str(asked["text"]), str(asked["rate"]), Path(asked["out"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    try:
        data = voice.render(text[:MAX_LINE], rate)
        out.write_bytes(data)
        return {"id": number, "ok": True, "seconds": round(wav.seconds(data), 3)}
    except (wav.NotSound, OSError, subprocess.SubprocessError) as error:
        return {"id": number, "ok": False, "why": f"{type(error).__name__}: {error}"[:300]}


def _send(answers: Any, message: dict[str, object]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
