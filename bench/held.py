"""What the television's processes hold in memory, by kind, and whether it grows."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.screen import family

ROLES = (("--voice", "voice"), ("tvapp.player_process", "player"), ("tvapp.speech_process", "speech"))
"""What stands in the command line, and how the process is called here; all others are the window's."""


@dataclass(frozen=True, slots=True)
class Held:
    """MB (10^6 bytes) over all processes.

    `own` is what only the television itself can make grow: its anonymous memory, what it shares between its processes, and
    what of it has been swapped out. The rest of PSS are pages of libraries and fonts mapped from the disk: they come and go
    with what else runs on the machine (a page that two programs use counts half for each) and with the kernel's wish for room.
    """

    pss: float
    own: float
    by_process: tuple[tuple[str, float], ...]
    """Own memory of each."""

    def __str__(self) -> str:
        parts = "  ".join(f"{name} {size:.1f}" for name, size in self.by_process)
        return f"PSS {self.pss:6.1f} MB  own {self.own:6.1f} MB  ({parts})"


def held(pid: int) -> Held:
    """Of this process and all its descendants (Documentation/filesystems/proc.rst: smaps_rollup, kB)."""
    pss = own = 0.0
    by: dict[str, float] = {}
    for one in family(pid):
        try:
            command = Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ")
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it has just ended
        sizes = {name: int(rest.split()[0]) * 1024 / 1e6 for name, _, rest in (line.partition(":") for line in lines[1:])}
        mine = sizes["Pss_Anon"] + sizes["Pss_Shmem"] + sizes["SwapPss"]
        name = next((called for word, called in ROLES if word in command), "window")
        by[name] = by.get(name, 0.0) + mine
        pss += sizes["Pss"]
        own += mine
    return Held(pss, own, tuple(sorted(by.items())))


STILL_MB = 0.05
_LOOK_S = 0.1


def settled(pid: int, within_s: float = 5.0) -> Held:
    """The same when it stands still (two looks apart): what is being let go has gone. TimeoutError when it never does."""
    until = time.monotonic() + within_s
    now = held(pid)
    while time.monotonic() < until:
        time.sleep(_LOOK_S)
        before, now = now, held(pid)
        if abs(now.own - before.own) < STILL_MB:
            return now
    raise TimeoutError(f"memory never stands still: {now}")


def growth(before: Sequence[float], after: Sequence[float]) -> float:
    """By what share the median of the later readings is above that of the earlier ones.

    Medians, because one reading stands wherever a lesson's decoders or the collector of garbage have just left it.
    """
    return statistics.median(after) / statistics.median(before) - 1.0


def slope(readings: Sequence[tuple[float, float]]) -> float:
    """The growth per unit of the first figure: the median of the slopes between all pairs.

    Theil (1950) and Sen (1968): up to 29 % of the readings may be anything without moving it.
    """
    slopes = [
        (later - earlier) / (there - here)
        for place, (here, earlier) in enumerate(readings)
        for there, later in readings[place + 1 :]
        if there != here
    ]
    return statistics.median(slopes)
