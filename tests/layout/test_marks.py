"""★收藏 on cards and rows: at every text size, in every theme, beside every other mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.layout import samples
from tests.layout.samples import shown
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.views import LessonCard
from tvapp.core.words import FAVOURITE_MARK
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import texts


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_the_mark_of_a_favourite_has_its_place_beside_every_other_mark(size: TextSize, theme: ThemeName) -> None:
    pages = (
        samples.lessons(size),
        samples.lessons(size, strip=samples.STRIP),
        samples.articles(size),
        samples.articles(size, strip=False),
        samples.articles(size, titles=(samples.FORTY, samples.TWO_HUNDRED), strip=False),
    )
    wrong = []
    for page in pages:
        cells = tuple(
            replace(cell, favourite=FAVOURITE_MARK)
            if isinstance(cell, LessonCard)
            else replace(cell, chip=f"{cell.chip}·{FAVOURITE_MARK}" if cell.chip else FAVOURITE_MARK)
            for cell in page.cells
        )
        scene = layout(shown(replace(page, cells=cells), size, theme))
        wrong += problems(scene)
        if page.strip is None:
            covered = [group for group in scene.groups if group.key == "whole-title"]  # it may lie over a row
            assert sum(FAVOURITE_MARK in text for text in texts(scene)) >= len(cells) - len(covered)
    assert not wrong
