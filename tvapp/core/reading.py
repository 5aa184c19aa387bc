"""Reading aloud, sentence by sentence: starting, stopping, going one on or back. What is read is given by the screen.

Knows no screen: which sentences there are, and turning to the page of one, is the caller's (core/screens/article, guide).
"""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words
from tvapp.core.events import SaveSettings
from tvapp.core.model import SpeechRate
from tvapp.core.saying import hush, prepare, say
from tvapp.core.sentences import Sentence
from tvapp.core.state import Reading, State
from tvapp.core.step import Step, toast
from tvapp.core.value import dataclass

AHEAD = 3
"""Sentences rendered ahead of the one that is being read."""
RATES: tuple[SpeechRate, ...] = ("slow", "mid", "fast")


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be read aloud on the page that is shown."""

    key: str
    sentences: tuple[Sentence, ...]
    first: int
    """The sentence with which the page that is shown begins."""
    last: int
    """The last one that begins on it."""


def now(state: State) -> Reading | None:
    return state.speaking.reading


def lit(state: State, text: Readable | None) -> tuple[int, int] | None:
    """The characters of the sentence that is being read, if it is one of these."""
    reading = now(state)
    if reading is None or text is None or reading.key != text.key or reading.sentence >= len(text.sentences):
        return None
    sentence = text.sentences[reading.sentence]
    return sentence.start, sentence.stop


def start(state: State, text: Readable | None) -> Step:
    """From where it was stopped if that is on this page, else from the head of the page."""
    if not state.voice.name:
        return toast(state, words.no_voice(state.voice.why), "speaker-slash"), ()
    if text is None or not text.sentences:
        return toast(state, words.NOTHING_TO_READ, "info"), ()
    key, place = state.speaking.left_at
    if key != text.key or not text.first <= place <= text.last:
        place = text.first
    return at(state, text, place)


def at(state: State, text: Readable, place: int) -> Step:
    """Reads this sentence now, and has the next ones rendered."""
    place = max(0, min(place, len(text.sentences) - 1))
    state, effects = say(state, text.sentences[place].text)
    speaking = replace(
        state.speaking, due=None, reading=Reading(text.key, place, state.speaking.serial), left_at=(text.key, place)
    )
    following = tuple(sentence.text for sentence in text.sentences[place + 1 : place + 1 + AHEAD])
    return replace(state, speaking=speaking), (*effects, *prepare(state, following))


def stop(state: State) -> Step:
    """Silent at once; the place is kept."""
    state, effects = hush(state)
    return replace(state, speaking=replace(state.speaking, reading=None, due=None, prepared=())), effects


def toggle(state: State, text: Readable | None) -> Step:
    return stop(state) if now(state) is not None else start(state, text)


def next_rate(state: State) -> State:
    """语速: the next of the three."""
    rate = state.settings.speech_rate
    place = RATES.index(rate) if rate in RATES else 0
    return replace(state, settings=replace(state.settings, speech_rate=RATES[(place + 1) % len(RATES)]))


def change_rate(state: State, text: Readable | None) -> Step:
    """The next rate, kept; the sentence that is being read begins anew with it."""
    state = next_rate(state)
    saved = SaveSettings(state.settings)
    reading = now(state)
    if reading is None or text is None or reading.key != text.key:
        return state, (saved,)
    state, effects = at(state, text, reading.sentence)
    return state, (saved, *effects)
