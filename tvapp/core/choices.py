"""Settings as they were stored, by whichever version of this program, made into settings that every page can show.

One by one: what is unknown, out of its range or of another type is left at its default, the rest is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from tvapp.core.model import IdlePlay, Settings, SpeechMode, SpeechRate, Speed, TextSize, ThemeName

WORDS: Mapping[str, tuple[str, ...]] = {
    "speech": get_args(SpeechMode),
    "speech_rate": get_args(SpeechRate),
    "speed": get_args(Speed),
    "idle_play": get_args(IdlePlay),
}
SPANS: Mapping[str, tuple[float, float]] = {
    "volume": (0, 100),
    "night_level": (0, 100),
    "level_target": (-40.0, -5.0),
    "edge_left": (0, 960),
    "edge_top": (0, 540),
    "edge_right": (0, 960),
    "edge_bottom": (0, 540),
}
"""Least and most. The edges are held to their narrower limits where they are drawn (core/screens/edges)."""


def settings_from(data: Mapping[str, object]) -> Settings:
    """Raises nothing, whatever the values are."""
    usual = Settings()
    values: dict[str, Any] = {}
    for field in fields(Settings):
        found = _value(field.name, data.get(field.name), getattr(usual, field.name))
        if found is not None:
            values[field.name] = found
    return Settings(**values)


def _value(name: str, value: object, usual: object) -> object:
    """None where the default is to stand."""
    if isinstance(value, bool) and not isinstance(usual, bool):
        return None
    if isinstance(usual, TextSize | ThemeName):
        try:
            return type(usual)(value)  # type: ignore[arg-type]  # what it does not know it says
        except ValueError:
            return None
    if isinstance(usual, float) and type(value) is int and abs(value) < 1000:
        value = float(value)
    if type(value) is not type(usual):
        return None
    if name in WORDS:
        return value if value in WORDS[name] else None
    if name in SPANS:
        least, most = SPANS[name]
        return value if least <= value <= most else None  # type: ignore[operator]  # the type of the default: a number
    return value
