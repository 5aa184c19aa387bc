"""An article's blocks as sentences to be read aloud, each with its place in the body: what is lit, and which page it is on. Pure.

Places count as core/typeset_article does (all blocks' text in order), so that a sentence finds its lines on a sheet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.value import dataclass

LONGEST = 56
"""Longer sentences are read in parts, split at a comma: a part is what ▲▼ go back to. In characters; letters and blanks count
half. Read slowly it takes some twenty seconds."""
SHORTEST = 6
"""A part shorter than this goes with its neighbour."""
_END = re.compile(r"[。！？；!?…\n]+[”’』」》）)]*|(?<=\S)\.(?=\s|$)")
_BREATH = re.compile(r"[，、：,:]+[”’』」》）)]*")
_WORDS = re.compile(r"\w")
_NUMBER = re.compile(r"[0-9A-Za-z０-９.:：/~～-]")
_SHORT = frozenset(" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BACK = 12
"""A telephone, a date: parted only where it is longer than this."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    """Index of its first character in the whole body."""
    stop: int
    """One past its last."""
    text: str
    """As it is written (a table's row: with the heads of its columns)."""


def sentences(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Everything that is to be read, in order. Pictures are read by their words; what holds no word is left out."""
    return tuple(found for found in _all(blocks) if _WORDS.search(found.text))


def at_or_after(found: tuple[Sentence, ...], anchor: int) -> int:
    """Index of the first sentence that begins at or after the character; the last one when there is none."""
    place = bisect_right([sentence.start for sentence in found], anchor - 1)
    return min(place, max(0, len(found) - 1))


def _all(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    at = 0
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Quote():
                yield from _cut(block.text, at)
                at += len(block.text)
            case ListBlock():
                for number, item in enumerate(block.items, 1):
                    first = True
                    for sentence in _cut(item, at):
                        lead = f"{number}、" if first and block.ordered else ""
                        yield Sentence(sentence.start, sentence.stop, lead + sentence.text)
                        first = False
                    at += len(item)
            case Table():
                head = block.head and len(block.rows) > 1
                names = block.rows[0] if head else ()
                for place, row in enumerate(block.rows):
                    length = sum(len(cell) for cell in row)
                    said = _row(row, names)
                    if length and (place or not head):  # the heads are said with their cells
                        yield Sentence(at, at + length, said)
                    at += length
            case Image():
                if block.alt.strip():
                    yield Sentence(at, at + len(block.alt), block.alt)
                at += max(1, len(block.alt))


def _row(row: tuple[str, ...], names: tuple[str, ...]) -> str:
    """养老助餐，本季 52300 元，上季 47900 元: the first cell names the row, the others are named by their heads."""
    said = []
    for place, cell in enumerate(row):
        if not cell.strip():
            continue
        name = names[place] if place < len(names) and len(row) > 2 and place else ""
        said.append(f"{name} {cell}" if name.strip() else cell)
    return "，".join(part.strip() for part in said)


def _cut(text: str, at: int) -> Iterator[Sentence]:
    """Sentences of one text; blanks round them belong to nobody."""
    for start, stop in _spans(text):
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        kept = piece.strip()
        if kept:
            yield Sentence(at + start + left, at + start + left + len(kept), kept)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _WORDS.search(text[start : match.end()]):
            yield from _parts(text, start, match.end())
            start = match.end()
    if start < len(text):
        yield from _parts(text, start, len(text))


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of at most LONGEST characters, as even as its commas allow."""
    lengths = list(accumulate((0.5 if character in _SHORT else 1.0 for character in text[start:stop]), initial=0.0))
    origin = start
    while lengths[stop - origin] - lengths[start - origin] > LONGEST:
        room = origin + bisect_right(lengths, lengths[start - origin] + LONGEST) - 1
        breaths = [
            match.end() for match in _BREATH.finditer(text, start, stop)
            if start + SHORTEST <= match.end() <= stop - SHORTEST
        ]  # fmt: skip
        fitting = [place for place in breaths if place <= room]
        cut = fitting[-1] if fitting else _between_words(text, room)
        yield start, cut
        start = cut
    if start < stop:
        yield start, stop


def _between_words(text: str, cut: int) -> int:
    """The last place before `cut` that parts no number, if it is near."""
    for place in range(cut, max(cut - _BACK, 0), -1):
        if place >= len(text) or not (_NUMBER.match(text[place]) and _NUMBER.match(text[place - 1])):
            return place
    return cut
