"""One real window for the tests of what is drawn: OpenGL without a screen, 1280x720. Kivy has one window a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tvapp.ui.stage import Stage
from tvapp.ui.window import TvWindow, open_window


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> TvWindow:
    before = os.environ.get("SDL_VIDEODRIVER")
    os.environ["SDL_VIDEODRIVER"] = "offscreen"
    try:
        return open_window(1280, 720, False, "test", tmp_path_factory.mktemp("kivy"))
    finally:
        if before is None:
            del os.environ["SDL_VIDEODRIVER"]
        else:
            os.environ["SDL_VIDEODRIVER"] = before


@pytest.fixture
def covers(tmp_path: Path) -> Path:
    """A folder that stands for media/."""
    return tmp_path


@pytest.fixture
def stage(window: TvWindow, covers: Path) -> Iterator[Stage]:
    """A fresh stage on the shared window; covers come from `covers`."""
    window.canvas.clear()
    window.damage.everything()

    def resolve(source: str) -> Path | None:
        path = covers / source.partition(":")[2]
        return path if path.is_file() else None

    made = Stage(window, resolve, lambda: None)
    yield made
    made.close()
    window.canvas.clear()
