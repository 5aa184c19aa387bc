"""The smallest moves of speech: say this now, be silent, what of what is said can be heard. Changes `State.speaking` only."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from tvapp.core.events import Effect, Hush, PrepareSpeech, Say
from tvapp.core.model import SpeechMode
from tvapp.core.state import State
from tvapp.core.step import Step

LONGEST = 600
"""Characters said at a stretch; what is longer is an article, and is read as one."""
LOST_S = 20.0
"""What is neither ended nor failed so long after it should have been is taken for lost."""
SYLLABLE_S = 0.6
QUIET_FROM, QUIET_TO = time(21, 30), time(6, 30)


def can(state: State) -> bool:
    return bool(state.voice.name)


def mode(state: State) -> SpeechMode:
    """What the viewer has chosen, where there is a voice."""
    chosen = state.settings.speech
    return chosen if can(state) and chosen in ("all", "focus") else "off"


def volume(state: State) -> int:
    return 0 if state.settings.muted else state.settings.volume


def quiet(state: State) -> bool:
    """From half past nine in the evening to half past six nothing is said that nobody asked for."""
    now = state.now.time()
    return now >= QUIET_FROM or now < QUIET_TO


def busy(state: State) -> bool:
    return state.speaking.busy_until is not None


def say(state: State, text: str) -> Step:
    """In place of whatever is being said."""
    from tvapp.core.spoken import spoken  # here: its many patterns take 25 ms to compile, and most sets never speak

    said = spoken(text[:LONGEST])
    if not said:
        return hush(state)
    speaking = replace(
        state.speaking,
        serial=state.speaking.serial + 1,
        busy_until=state.mono + LOST_S + SYLLABLE_S * len(said),
    )
    effect = Say(text, said, state.settings.speech_rate, volume(state), speaking.serial)
    return replace(state, speaking=speaking), (effect,)


def hush(state: State) -> Step:
    if not busy(state):
        return state, ()
    # what was cut off has not been heard: the next rest says it again
    speaking = replace(state.speaking, busy_until=None, last="")
    return replace(state, speaking=speaking), (Hush(),)


def prepare(state: State, texts: tuple[str, ...]) -> tuple[Effect, ...]:
    from tvapp.core.spoken import spoken

    made = tuple(dict.fromkeys(found for text in texts if (found := spoken(text[:LONGEST]))))
    return (PrepareSpeech(made, state.settings.speech_rate),) if made else ()
