"""The long version for `make soak`: 200 lessons and 1,000 pages, then a long random walk."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.e2e.evenings import at_home, lessons, pages
from tests.e2e.offices import ROOT
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY
from tests.e2e.test_random_walk import WALK

pytestmark = [pytest.mark.soak, pytest.mark.timeout(0)]


def test_two_hundred_lessons_and_a_thousand_pages_cost_at_most_five_per_cent(television: Television) -> None:
    television.start(*NOBODY)
    pages(television, 100)
    lessons(television, 20)
    before = at_home(television)
    lessons(television, 200)
    pages(television, 1000)
    after = at_home(television)
    print(f"before: {before}\nafter:  {after}")
    assert after.own <= before.own * 1.05


@pytest.mark.parametrize("seed", range(20))
def test_a_hundred_thousand_keys_find_nothing(seed: int) -> None:
    done = subprocess.run(
        [sys.executable, str(WALK), "640", "360", "still", "5000", str(seed)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-6000:]
