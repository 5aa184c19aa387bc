"""Which voice this machine has: a program named by the office, espeak-ng 1.52 from its wheel, or the system's espeak-ng.

Looks, and runs nothing but `espeak-ng --version`. Must not: load libespeak-ng (it is GPL-3 and belongs to its own process).
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tvapp.core import words
from tvapp.core.value import dataclass

VARIABLE = "KETING_VOICE"
"""A command that reads text and writes a WAV file; `off`: no voice at all."""
FILE = "voice.txt"
"""The same as one line of a file in the state folder."""
_LINE_LIMIT = 4000
_VERSION_S = 3.0


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """A voice, or why there is none."""

    name: str
    """For the viewer's settings and the doctor; empty: none."""
    arguments: tuple[str, ...] = ()
    """Of the speech process."""
    why: str = ""
    """In words, where there is none; with a voice: what was wished and is not there."""


def find_voice(state: Path, environment: Mapping[str, str] = os.environ) -> FoundVoice:
    """The best voice there is. Never raises."""
    wished = environment.get(VARIABLE, "").strip() or _line(state / FILE)
    if wished == "off":
        return FoundVoice("", why=words.VOICE_SWITCHED_OFF)
    missing = ""
    if wished:
        try:
            command = shlex.split(wished)
        except ValueError:
            command = []
        program = shutil.which(os.path.expanduser(command[0])) if command else None
        if program is not None:
            return FoundVoice(Path(program).name, ("--command", program, *command[1:]))
        missing = words.voice_not_there(command[0] if command else wished[:40])
    found = _from_wheel() or _from_system()
    if found is None:
        return FoundVoice("", why=missing or words.NO_VOICE_PARTS)
    return FoundVoice(found.name, found.arguments, missing)


def _line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_LINE_LIMIT).splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")), "")


def _from_wheel() -> FoundVoice | None:
    """espeakng-loader carries the library and its data; it is found without being imported."""
    spec = importlib.util.find_spec("espeakng_loader")
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        library, data = Path(place) / "libespeak-ng.so", Path(place) / "espeak-ng-data"
        if library.is_file() and (data / "cmn_dict").is_file():
            return FoundVoice("espeak-ng 1.52 cmn", ("--espeak", str(library), str(data)))
    return None


def _from_system() -> FoundVoice | None:
    if shutil.which("espeak-ng") is None:
        return None
    try:
        done = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True, timeout=_VERSION_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"(\d+)\.(\d+)", done.stdout)
    if found is None:
        return None
    # before 1.52 the voice cmn reads tone digits in English (espeak-ng issues 1236 and 1370)
    voice = "cmn" if (int(found[1]), int(found[2])) >= (1, 52) else "cmn-latn-pinyin"
    return FoundVoice(f"espeak-ng {found[1]}.{found[2]} {voice}", ("--system", voice))
