"""None clipped, none overlapping: what `shots` shows is what the audit has read, in every text size and every theme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.offices import ROOT

PROGRAM = Path(__file__).with_name("every_screen.py")


def audit(themes: str) -> None:
    done = subprocess.run([sys.executable, str(PROGRAM), themes], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " looked at, sizes 4, 0 wrong" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_screen_in_every_size_has_nothing_clipped_or_overlapping() -> None:
    audit("each")


@pytest.mark.soak
def test_every_screen_in_every_size_and_every_theme_has_nothing_clipped_or_overlapping() -> None:
    audit("all")
