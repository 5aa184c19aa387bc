"""Every test here may talk to a server of its own on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the tests of this folder share `office`

from office import Office, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as running:
        yield running
