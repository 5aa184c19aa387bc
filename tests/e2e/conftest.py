"""One virtual screen for all tests of the whole television; each test its own television on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.screen import Screen
from tests.e2e.television import Television


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    with Screen(1280, 720) as made:
        yield made


@pytest.fixture
def television(screen: Screen, tmp_path: Path) -> Iterator[Television]:
    made = Television(screen, tmp_path)
    yield made
    made.off()
