"""The three volume keys: one step at a time, remembered, capped at night, and said on the screen."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import playing, sound, words
from tvapp.core.events import Effect, SaveSettings
from tvapp.core.keys import Key
from tvapp.core.state import State
from tvapp.core.step import Step, toast

KEYS = (Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE)
STEP = 10
"""Of a hundred."""


def on_key(state: State, key: Key) -> Step:
    settings = state.settings
    capped = sound.capped(settings, state.now)
    if key is Key.MUTE:
        settings = replace(settings, muted=not settings.muted)
    elif key is Key.VOLUME_UP and settings.night_cap and sound.night(state.now) and settings.volume >= settings.night_level:
        settings = replace(settings, muted=False)
        state = replace(state, settings=settings)
        now = sound.level(settings, state.now)
        return toast(state, words.NIGHT_CAPPED, "speaker-high", now / 100), (
            SaveSettings(settings), *playing.set_volume(state),
        )  # fmt: skip
    else:
        was = settings.night_level if capped else settings.volume
        level = was + (STEP if key is Key.VOLUME_UP else -STEP)
        settings = replace(settings, volume=max(0, min(100, level)), muted=False)
    state = replace(state, settings=settings)
    if settings.muted:
        state = toast(state, words.MUTED, "speaker-slash", 0.0)
    else:
        state = toast(state, words.volume(settings.volume), "speaker-high", settings.volume / 100)
    effects: tuple[Effect, ...] = (SaveSettings(settings),)
    return state, (*effects, *playing.set_volume(state))
