"""What is opened is closed again: memory stays where it was."""

from __future__ import annotations

import pytest

from bench.held import slope
from tests.e2e.evenings import at_home, lessons, pages
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

LESSONS, PAGES = 4, 18
"""In one round."""
WARM, ROUNDS = 3, 7
"""The first rounds fill what is kept on purpose: textures of these pages, the voice's and the player's own parts."""
GROWTH_MB = 0.6
"""A round. One page's textures that are never let go are 1 to 3 MB, one lesson's decoder 9; what still creeps here is Python's
free memory finding its shape (0.1 to 0.3)."""


@pytest.mark.slow
def test_thirty_lessons_and_a_hundred_pages_leave_memory_as_it_was(television: Television) -> None:
    television.start(*NOBODY)
    readings = []
    for number in range(WARM + ROUNDS):
        lessons(television, LESSONS)
        pages(television, PAGES)
        readings.append((number, at_home(television)))
    said = "\n".join(f"{number}: {now}" for number, now in readings)
    grown = slope([(number, now.own) for number, now in readings[WARM:]])
    assert grown <= GROWTH_MB, f"{grown:.2f} MB a round\n{said}"
    print(f"{grown:.2f} MB a round\n{said}")
