"""The whole picture drawn in from the edges: outside is the background, inside everything is made anew at its new size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui import sample_scene
from tvapp.layout.scene import focus_rect, placed
from tvapp.ui.stage import Stage
from tvapp.ui.window import TvWindow


def pixel(window: TvWindow, data: bytes, x: int, y: int) -> tuple[int, ...]:
    start = (y * window.width + x) * 3
    return tuple(data[start : start + 3])


def test_the_picture_stands_inside_the_edges_and_goes_back(window: TvWindow, stage: Stage) -> None:
    scene = sample_scene.home()
    stage.show(scene, 0.0)
    whole = window.pixels()
    drawn_in = replace(scene, edges=(96, 56, 96, 56))
    stage.show(drawn_in, 1.0)
    small = window.pixels()
    outside = {pixel(window, small, x, y) for x in (0, 20, window.width - 3) for y in (5, 300, window.height - 3)}
    assert len(outside) == 1, "one colour beside the picture"
    x, y, w, h = focus_rect(drawn_in, window.width, window.height) or (0, 0, 0, 0)
    assert max(pixel(window, small, x + w // 2, y + h - 16)) > 180, "the thing in focus is lit where the trace says it is"
    stage.show(scene, 2.0)
    assert window.pixels() == whole


def test_a_move_of_focus_inside_the_edges_is_drawn_where_it_stands(window: TvWindow, stage: Stage) -> None:
    stage.show(sample_scene.home(1, edges=(40, 8, 0, 24), motion=False), 0.0)
    stage.show(sample_scene.home(6, edges=(40, 8, 0, 24), motion=False), 1.0)
    moved = window.pixels()
    window.damage.everything()
    assert window.pixels() == moved


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)])
@pytest.mark.parametrize("edges", [(0, 0, 0, 0), (8, 0, 0, 0), (96, 56, 96, 56), (0, 56, 96, 0)])
def test_it_always_fits_between_the_edges(size: tuple[int, int], edges: tuple[int, int, int, int]) -> None:
    scale, left, top = placed(*size, edges)
    unit = min(size[0] / 1920, size[1] / 1080)
    assert left >= round(edges[0] * unit) and top >= round(edges[1] * unit)
    assert left + round(1920 * scale) <= size[0] - round(edges[2] * unit) + 1
    assert top + round(1080 * scale) <= size[1] - round(edges[3] * unit) + 1
