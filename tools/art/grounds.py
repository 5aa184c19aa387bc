"""The quiet background of every page, as sheets of opacity to be laid over the theme's gradient."""

from __future__ import annotations

import random
from typing import NamedTuple

from art.pen import dot, hills, shining

READER_SHIFT = -110  # the reader's header is lower in content: its hills stand higher


class Sheet(NamedTuple):
    """White shapes whose opacity says how much of the colour token `colour` is laid on."""

    colour: str
    svg: str


def sheets(shift: int) -> list[Sheet]:
    """A glow and two ridges on 1920x1080, `shift` px lower than on the home page."""
    rng = random.Random(21)
    own, defs = shining([(0, "#fff", 0.34), (0.5, "#fff", 0.12), (1, "#fff", 0)])
    return [
        Sheet("glow", defs + dot(1250, 120, 620, f"url(#{own})")),
        Sheet("hill_far", hills(rng, 1920, 1080, 250 + shift, 150, "#fff", ridge=0.62, peaks=6, fade=330 + shift)),
        Sheet("hill_near", hills(rng, 1920, 1080, 320 + shift, 120, "#fff", ridge=0.75, fade=420 + shift)),
    ]
