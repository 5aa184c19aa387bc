"""What a lesson leaves in the heaps is given back when it has been left, and not kept for a next one that may be days away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.held import held, settled
from tests.player.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "media" / "lessons" / "dk-sanhui.mp4"

BURIED = """
import ctypes, sys
from pathlib import Path
from tvapp.adapters.heap import give_back_early
if sys.argv[1] == "early":
    give_back_early()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
libc.free(libc.malloc(8 << 20))
before = resident()
large = []
for _ in range(40):
    block = libc.malloc(1 << 20)
    libc.memset(block, 1, 1 << 20)
    large.append(block)
    libc.memset(libc.malloc(1000), 1, 1000)
for block in large:
    libc.free(block)
print(resident() - before)
"""
"""40 textures of 1 MB with something small that stays behind each."""


def left_behind(how: str) -> int:
    """Bytes that stay after the textures are gone."""
    done = subprocess.run([sys.executable, "-c", BURIED, how], capture_output=True, text=True, cwd=ROOT, check=True)
    return int(done.stdout)


def test_large_blocks_that_are_freed_leave_nothing_behind() -> None:
    assert left_behind("as it is") > 20e6, "glibc has changed: tvapp/adapters/heap.py may no longer be needed"
    assert left_behind("early") < 2e6


@pytest.mark.slow
def test_a_player_that_rests_holds_what_it_held_before_however_the_lesson_was_left(watch: Watch) -> None:
    def left(start_s: float, until_s: float) -> float:
        """MB that the player holds after a lesson that was left at this place."""
        watch.play(LESSON, start_s=start_s)
        watch.until(lambda: watch.reports and watch.reports[-1].phase == "playing" and watch.reports[-1].position_s >= until_s)
        watch.player.stop()
        pid = watch.player.pid
        assert pid is not None
        return settled(pid).own

    for start_s in (0.0, 5.0):
        left(start_s, start_s + 0.5)
    sizes = [left(start_s, start_s + more_s) for start_s in (0.0, 5.0) for more_s in (0.0, 0.6)]
    assert max(sizes) - min(sizes) < 2.0, sizes


def test_held_knows_the_kinds_of_memory() -> None:
    """Of a process with 50 MB of its own."""
    code = "x = bytearray(50_000_000); print('there', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline() == b"there\n"
        now = held(child.pid)
        assert 50 < now.own < 70 and now.own <= now.pss
        child.kill()
