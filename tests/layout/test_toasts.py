"""The line that says what happened: where it stands, it lies on no card and cuts through no words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.layout.samples import all_samples
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.views import MessageView, PlayerView, ReaderView, Toast
from tvapp.layout.audit import _lines, problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import Box

SAID = Toast("收好了，在“我的收藏”里", "star")
SIZES = (TextSize.STANDARD, TextSize.LARGE)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_line_that_says_what_happened_cuts_through_no_words_of_the_page(size: TextSize) -> None:
    looked = 0
    for name, view in all_samples(size, ThemeName.INK):
        if view.dialog is not None or isinstance(view.page, PlayerView | ReaderView | MessageView):
            continue
        if name.startswith("home-open"):
            continue  # the open notice has focus and reaches to the foot: there it stands above it, over the cards
        scene = layout(replace(view, toast=SAID))
        plate = next(node for group in scene.groups if group.key == "toast" for node in group.nodes if isinstance(node, Box))
        for line in _lines(scene)[0]:
            if line.group.key in ("toast", "plate"):
                continue
            met = line.x < plate.x + plate.w and plate.x < line.x + line.w
            assert not (met and line.y < plate.y + plate.h and plate.y < line.y + line.h), (name, line.text)
        looked += 1
    assert looked > 10


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_over_an_article_and_a_message_it_lies_on_no_button(size: TextSize) -> None:
    looked = 0
    for name, view in all_samples(size, ThemeName.INK):
        if view.dialog is None and isinstance(view.page, ReaderView | MessageView):
            scene = layout(replace(view, toast=SAID))
            assert problems(scene) == []
            plate = next(node for group in scene.groups if group.key == "toast" for node in group.nodes if isinstance(node, Box))
            for group in scene.groups:
                if group.rect is not None:
                    assert plate.y + plate.h < group.rect[1] or plate.y > group.rect[1] + group.rect[3], (name, group.key)
            looked += 1
    assert looked
