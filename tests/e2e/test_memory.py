"""What is opened is closed again: memory stays where it was."""

from __future__ import annotations

import pytest

from bench.held import slope
from tests.e2e.evenings import at_home, lessons, pages
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

LESSONS, PAGES = 3, 18
"""In one round."""
WARM, ROUNDS = 4, 6
"""The first rounds fill what is kept on purpose: textures of these pages, parts of libraries that are used for the first time."""
GROWTH_MB = 1.0
"""A round. The textures of one page that is never let go are 1 to 3 MB, the decoder of one lesson 9. What still creeps here are
the last lines of text that are kept and Python's free memory finding its shape: 0.3 to 0.6."""


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
