"""The colours of the three themes, from assets/tokens.json: names or "#hex" to red, green, blue, opacity in 0..1.

Knows no screen and no widget; must not import Kivy.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).with_name("assets")

Rgba = tuple[float, float, float, float]

_FUNCTION = re.compile(r"rgba?\(([^)]*)\)")


def parse(colour: str) -> Rgba:
    """#RGB, #RRGGBB, #RRGGBBAA or rgba(r,g,b,a) as four numbers in 0..1. ValueError for anything else."""
    if colour.startswith("#"):
        digits = colour[1:]
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) == 6:
            digits += "ff"
        if len(digits) != 8:
            raise ValueError(f"not a colour: {colour!r}")
        raw = bytes.fromhex(digits)
        return raw[0] / 255, raw[1] / 255, raw[2] / 255, raw[3] / 255
    match = _FUNCTION.fullmatch(colour.strip())
    if match is None:
        raise ValueError(f"not a colour: {colour!r}")
    parts = [float(part) for part in match[1].split(",")]
    alpha = parts[3] if len(parts) == 4 else 1.0
    return parts[0] / 255, parts[1] / 255, parts[2] / 255, alpha


@cache
def _tokens() -> dict[str, object]:
    """The whole of tokens.json (it ships with the program; a broken one is a bug)."""
    loaded: dict[str, object] = json.loads((ASSETS / "tokens.json").read_text("utf-8"))
    return loaded


@cache
def icons() -> dict[str, str]:
    """Icon name -> the character that both icon fonts draw it with."""
    table = _tokens()["icons"]
    assert isinstance(table, dict)
    return {name: chr(int(point.removeprefix("U+"), 16)) for name, point in table.items()}


class Theme:
    """One palette. `rgba("card")`, `rgba("#552317")`; KeyError or ValueError for a colour that is neither."""

    def __init__(self, name: str) -> None:
        themes = _tokens()["theme"]
        assert isinstance(themes, dict)
        self.name = name
        self._colours: dict[str, str] = themes[name]["colour"]
        self._known: dict[str, Rgba] = {}

    def rgba(self, colour: str) -> Rgba:
        known = self._known.get(colour)
        if known is None:
            value = colour if colour.startswith("#") else self._colours[colour]
            known = self._known[colour] = parse(value)
        return known


@cache
def theme(name: str) -> Theme:
    return Theme(name)
