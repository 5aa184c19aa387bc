"""Thousands of keys without a plan: focus is always somewhere, seen, inside the safe area, and 返回 always leads home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.offices import ROOT

WALK = Path(__file__).with_name("walk.py")
SEED = os.environ.get("WALK_SEED", "20261120")
"""Another walk: WALK_SEED=7 pytest …"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_keys_lead_to_a_place_without_focus_or_without_a_way_home() -> None:
    walks = [
        subprocess.Popen(
            [sys.executable, str(WALK), *how.split(), SEED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        for how in ("640 360 still 3000", "1280 720 motion 240")  # side by side: the second mostly waits for what moves
    ]
    found = []
    try:
        for walk in walks:
            out, err = walk.communicate(timeout=280)
            assert walk.returncode == 0, err[-6000:]
            found.append(json.loads(out.splitlines()[-1]))
    finally:
        for walk in walks:
            if walk.poll() is None:
                walk.kill()
                walk.wait()
    still, moving = found
    assert still["keys"] >= 3000 and moving["keys"] >= 240
    assert {"home", "section", "article", "guide", "player", "next", "error", "dialog"} <= set(still["screens"]), still
    assert {"1", "2", "3", "4"} == set(still["sizes"])
    assert still["rings"] >= 30 and still["played"] >= 5
    assert still["doubled"] >= 100 and still["said"] >= 100 and still["heard"] and still["speaking"] >= 0.5, still
