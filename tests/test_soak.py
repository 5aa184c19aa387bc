"""`make soak`: a very long walk over every screen, again and again with another seed. Nothing raised, and memory stays flat.

Hours long, so no part of `make test`. SOAK_HOURS sets how long (8 at first).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOURS = float(os.environ.get("SOAK_HOURS", "8"))
KEYS = 20_000
SETTLED = 0.3
"""The part of a walk after which every screen has been seen and every cache is full."""


def resident_kb(pid: int) -> int:
    """VmRSS (proc(5)); 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def middle(values: list[int]) -> float:
    return sorted(values)[len(values) // 2]


@pytest.mark.soak
def test_long_walks_raise_nothing_and_memory_stays_flat() -> None:
    ends = time.monotonic() + HOURS * 3600
    seed = int(time.time())
    while time.monotonic() < ends:
        seed += 1
        asked = [sys.executable, str(ROOT / "tests/e2e/walk.py"), "640", "360", "still", str(KEYS), str(seed)]
        walk = subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        memory: list[int] = []
        while walk.poll() is None:
            memory.append(resident_kb(walk.pid))
            time.sleep(1.0)
        said, wrong = walk.communicate()
        assert walk.returncode == 0, (seed, wrong[-4000:])
        memory = [value for value in memory if value]
        after = memory[int(len(memory) * SETTLED) :]
        tenth = max(1, len(after) // 10)
        first, last = middle(after[:tenth]), middle(after[-tenth:])
        assert last <= first * 1.05, (seed, first, last, said)
