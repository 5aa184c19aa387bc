"""Words stand in the middle of their line: measured on the ink that the window really draws."""

from __future__ import annotations

import time

import pytest

from tvapp.layout.scene import Box, Group, Scene, Text
from tvapp.ui.stage import Stage
from tvapp.ui.window import TvWindow

H = 720


def ink(window: TvWindow) -> tuple[float, float]:
    """From which to which row of the window (from the top) anything is white."""
    window._draw()
    assert window._store is not None
    data = window._store.pixels()
    width = len(data) // H
    rows = [H - 1 - row for row in range(H) if max(data[row * width : (row + 1) * width : 4]) > 128]
    return min(rows), max(rows) + 1


@pytest.mark.parametrize("bold", [False, True], ids=["medium", "bold"])
@pytest.mark.parametrize("px", [40.0, 80.0, 104.0])
@pytest.mark.parametrize("said", ["确定", "回首页", "0369"])
def test_ink_is_not_nearer_to_the_foot_of_a_key_cap_than_to_its_head(
    stage: Stage, window: TvWindow, said: str, px: float, bold: bool
) -> None:
    black = Box(0, 0, 1920, 1080, "#000000")
    text = Text(said, 300, 500, px, "#FFFFFF", (), bold, "left", px * 1.2, "ui", "#000000")
    stage.show(Scene("home", ("home",), (Group("one", (black, text), 10),), background="black"), time.monotonic())
    stage.animate(time.monotonic() + 9)
    window.damage.everything()
    top, foot = ink(window)
    middle = (500 + px * 0.6) * H / 1080
    assert abs((top + foot) / 2 - middle) <= 1.0 + 0.03 * px * H / 1080
