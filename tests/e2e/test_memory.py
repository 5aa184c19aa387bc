"""What is opened is closed again: memory stays where it was."""

from __future__ import annotations

import pytest

from tests.e2e.evenings import lessons, memory_mb, pages
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

GROWTH_MB = 14.0
"""The player alone stands anywhere between 26 and 31 MB from one reading to the next, and the window's caches (lines of
text, covers) fill up to their bounds over many pages. A leak of a page or a lesson goes beyond this; the figure of a long
run is `make bench`'s."""


@pytest.mark.slow
def test_thirty_lessons_and_a_hundred_pages_leave_memory_as_it_was(television: Television) -> None:
    television.start(*NOBODY)
    pages(television, 80)
    lessons(television, 12)
    television.press("Home")
    before = memory_mb(television)
    lessons(television, 30)
    pages(television, 100)
    television.press("Home")
    after = memory_mb(television)
    assert after - before <= GROWTH_MB, f"{before:.1f} MB before, {after:.1f} MB after"
