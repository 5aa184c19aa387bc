"""A voice that is a program: text on its standard input, a WAV file from its standard output. No shell is involved."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence

from tvapp.speech_process import wav

LIMIT_S = 20.0
"""A sentence that takes longer is given up."""


class Command:
    """`render` by running the program once a sentence; KETING_RATE tells it slow, mid or fast."""

    def __init__(
        self,
        arguments: Sequence[str],
        by_rate: Mapping[str, Sequence[str]] | None = None,
        before: Callable[[str], str] = str,
    ) -> None:
        """`by_rate`: further arguments for each rate. `before`: what is done to a text first; nothing, for a program of the office."""
        self._before = before
        self._arguments = list(arguments)
        self._by_rate = by_rate or {}

    def render(self, text: str, rate: str) -> bytes:
        """Raises wav.NotSound, OSError, subprocess.TimeoutExpired."""
        done = subprocess.run(
            [*self._arguments, *self._by_rate.get(rate, ())],
            input=(self._before(text) + "\n").encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_S,
            env={**os.environ, "KETING_RATE": rate},
            check=False,
        )
        if done.returncode != 0:
            raise wav.NotSound(f"it ended with {done.returncode}")
        return wav.cleaned(done.stdout)
