"""The table of pages knows every page there is."""

from __future__ import annotations

from typing import get_args

from tvapp.core.page_table import PAGES
from tvapp.core.routes import Route


def test_every_route_has_its_row_and_every_row_its_own_name() -> None:
    assert set(PAGES) == set(get_args(Route))
    names = [page.name for page in PAGES.values()]
    assert len(names) == len(set(names)) and all(names)
