"""What a bare Kivy window of true size costs on the same screen: the yardstick of `make bench`.

The bare window is Kivy with its defaults, full screen, one Chinese label that changes with every key.
Run it alone: python -m bench.window_bench [WIDTH HEIGHT]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.screen import Screen, cpu_s, pss_mb, stop

BARE = Path(__file__).with_name("bare_window.py")
FONT = Path(__file__).parent.parent / "tvapp" / "ui" / "assets" / "fonts" / "TvSans-Medium.otf"


@dataclass(frozen=True, slots=True)
class Measured:
    """One window's account."""

    start_s: float
    """Program start to its first picture."""
    keys_ms: tuple[float, ...]
    """Key sent to changed picture, each."""
    idle: float
    """Share of one core used while nothing happens."""
    pss_mb: float

    @property
    def key_ms(self) -> float:
        return statistics.median(self.keys_ms)

    @property
    def key_95_ms(self) -> float:
        return sorted(self.keys_ms)[max(0, round(len(self.keys_ms) * 0.95) - 1)]


def bare_command(width: int, height: int, home: Path) -> list[str]:
    """The command line of the bare window."""
    return [sys.executable, str(BARE), str(width), str(height), str(FONT), str(home)]


def key_times(screen: Screen, names: list[str], pause_s: float = 0.45) -> tuple[float, ...]:
    """Milliseconds from each key to the changed picture; `pause_s` lets what moves come to rest between keys."""
    times = []
    for number, name in enumerate(names):
        # Not in step with anybody's clock: the pauses differ by a prime number of milliseconds.
        time.sleep(pause_s + (number * 7 % 17) / 1000.0)
        sent = screen.key(name)
        times.append((screen.wait_change() - sent) * 1000.0)
    return tuple(times)


def idle_share(pid: int, seconds: float) -> float:
    """CPU used in `seconds` of doing nothing, as a share of one core."""
    before, since = cpu_s(pid), time.perf_counter()
    time.sleep(seconds)
    return (cpu_s(pid) - before) / (time.perf_counter() - since)


def measure_bare(width: int = 1280, height: int = 720, keys: int = 30, idle_s: float = 10.0, starts: int = 1) -> Measured:
    """Run the bare window on a screen of its own and measure it; of its starts the median counts."""
    with Screen(width, height) as screen, tempfile.TemporaryDirectory() as home:
        command = bare_command(width, height, Path(home))
        warm = screen.start(command)  # compiled modules and files in memory, as for the measured app
        screen.wait_change(30.0)
        stop(warm)
        screen.wait_still()
        began = []
        for number in range(starts):
            since = time.perf_counter()
            child = screen.start(command)
            began.append(screen.wait_change(30.0) - since)
            screen.wait_still()
            if number < starts - 1:
                stop(child)
                screen.wait_still()
        times = key_times(screen, ["Right", "Left"] * (keys // 2))
        screen.wait_still()
        return Measured(statistics.median(began), times, idle_share(child.pid, idle_s), pss_mb(child.pid))


def main() -> None:
    width, height = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) == 3 else (1280, 720)
    bare = measure_bare(width, height)
    print(
        f"bare window {width}x{height}: start {bare.start_s:.2f} s, key {bare.key_ms:.0f} ms"
        f" (95 %: {bare.key_95_ms:.0f}), idle {bare.idle * 100:.2f} %, PSS {bare.pss_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
