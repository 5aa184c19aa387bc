"""Every pairing of colours that the television uses, measured: words 7:1, shapes that tell something 3:1 (WCAG 2.2, 1.4.6, 1.4.11)."""

from __future__ import annotations

import pytest

from tests.layout.samples import all_samples
from tests.layout.test_settings_screens import other_pages, settings_pages
from tvapp.core.model import TextSize, ThemeName
from tvapp.layout.audit import faint_shapes
from tvapp.layout.compose import layout
from tvapp.layout.palette import contrast, over, rgba

GROUNDS = ("background_top", "background_bottom", "solid", "card", "card_raised", "brand_start", "brand_end")
PAPER = ("focus_fill_top", "focus_fill_bottom")
WORDS = (
    *((colour, ground) for colour in ("text_primary", "text_secondary", "accent") for ground in GROUNDS),
    *((colour, paper) for colour in ("focus_text", "focus_text_secondary", "focus_accent") for paper in PAPER),
    ("badge_text", "badge"),
    ("focus_text", "accent"),
    ("focus_fill_top", "focus_accent"),
)
SHAPES = (
    *(("focus_ring", ground) for ground in ("background_top", "background_bottom")),
    *(("focus_fill_bottom", ground) for ground in GROUNDS),
    ("progress_fill", "card"),
    ("progress_fill", "solid"),
    ("line", "background_bottom"),
    ("line", "card"),
)


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize(("colour", "ground"), WORDS)
def test_words_stand_out_seven_to_one(theme: ThemeName, colour: str, ground: str) -> None:
    assert contrast(rgba(theme.value, colour), rgba(theme.value, ground)) >= 7.0


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize(("colour", "ground"), SHAPES)
def test_shapes_stand_out_three_to_one(theme: ThemeName, colour: str, ground: str) -> None:
    assert contrast(rgba(theme.value, colour), rgba(theme.value, ground)) >= 3.0


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
def test_words_on_a_plate_stand_out_over_any_picture(theme: ThemeName) -> None:
    for picture in ((1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)):
        plate = over(rgba(theme.value, "picture_plate"), picture)
        assert contrast(rgba(theme.value, "text_primary"), plate) >= 7.0


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_every_icon_and_bar_of_every_screen_stands_out(size: TextSize, theme: ThemeName) -> None:
    screens = (*all_samples(size, theme), *settings_pages(size, theme), *other_pages(size, theme))
    found = {name: faint for name, view in screens if (faint := faint_shapes(layout(view)))}
    assert not found
