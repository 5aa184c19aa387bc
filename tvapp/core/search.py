"""Search by first letters, over everything that can be opened. Pure: an index is a value, a search is arithmetic.

A title becomes a string of classes, one a character that can be typed (punctuation is passed over); what is typed becomes
a pattern of class sets. One scan over one long string finds all: ten thousand lessons and five thousand articles take a
few milliseconds, and nothing has to be kept up to date but the string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tvapp.core.index import Index
from tvapp.core.model import DIGITS, Article, Catalogue, Lesson
from tvapp.core.pinyin import symbols
from tvapp.core.routes import ALL

Kind = Literal["section", "lesson", "guide", "article"]
LIMIT = 60
"""Results that are kept: fifteen pages of four."""
TYPED_LIMIT = 12
_END = "\x00"
_FIRST_CLASS = 0x100


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be found."""

    kind: Kind
    key: str
    """Key of the entry; the section's digit for sections."""
    title: str
    section: int
    who: str = ""
    """Speaker or issuer, found as well."""


@dataclass(frozen=True, slots=True)
class Hit:
    target: Target
    lit: tuple[int, ...]
    """Places of the matched characters in the title; empty when `who` matched."""


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    targets: tuple[Target, ...]
    text: str
    """For every target: its title's classes, an end, its `who`'s classes, an end."""
    starts: tuple[int, ...]
    """Where each target begins in `text`."""
    classes: dict[str, str]
    """Symbol (a letter or a digit) -> all class characters that answer to it."""


def targets(catalogue: Catalogue, index: Index) -> Iterable[Target]:
    """Everything that can be found, what is wanted most first: sections, lessons, guides, articles."""
    for place, section in enumerate(catalogue.sections):
        yield Target("section", DIGITS[place], section.title, place)
    later: list[Target] = []
    guides: list[Target] = []
    known: set[str] = set()
    for place in range(len(catalogue.sections)):
        for entry in index.column(place, ALL):
            item = entry.item
            if entry.key in known:  # a feed that stands in two sections
                continue
            known.add(entry.key)
            if isinstance(item, Lesson):
                yield Target("lesson", entry.key, item.title, place, item.speaker)
            elif isinstance(item, Article):
                kind: Kind = "guide" if item.kind == "guide" else "article"
                (guides if kind == "guide" else later).append(Target(kind, entry.key, item.title, place, item.issuer))
    yield from guides
    yield from later


def build(found: Iterable[Target]) -> SearchIndex:
    """Some 50 ms for fifteen thousand titles: for a thread beside the window."""
    kept = tuple(found)
    known: dict[str, str] = {}
    by_symbols: dict[str, str] = {}
    answers: dict[str, list[str]] = {}
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for target in kept:
        starts.append(length)
        for words in (target.title, target.who):
            for character in words:
                code = known.get(character)
                if code is None:
                    typed = symbols(character)
                    code = by_symbols.get(typed, "")
                    if typed and not code:
                        code = chr(_FIRST_CLASS + len(by_symbols))
                        by_symbols[typed] = code
                        for symbol in typed:
                            answers.setdefault(symbol, []).append(code)
                    known[character] = code
                parts.append(code)
                length += len(code)
            parts.append(_END)
            length += 1
    classes = {symbol: "".join(codes) for symbol, codes in answers.items()}
    return SearchIndex(kept, "".join(parts), tuple(starts), classes)


EMPTY = build(())


@dataclass(frozen=True, slots=True)
class Found:
    """What the newest finished search brought; it stands until the next one has finished."""

    typed: str = ""
    hits: tuple[Hit, ...] = ()
    more: bool = False
    """There are more than are kept."""


NOTHING = Found()


def search(index: SearchIndex, typed: str, limit: int = LIMIT) -> tuple[tuple[Hit, ...], bool]:
    """(hits, whether there are more). `typed` is letters and digits; titles that begin with it come first."""
    typed = typed.upper()[:TYPED_LIMIT]
    sets = [index.classes.get(symbol, "") for symbol in typed]
    if not typed or not all(sets):
        return (), False
    body = "".join(f"[{codes}]" for codes in sets)
    order: dict[int, int] = {}
    more = False
    for pattern in (f"(?:^|(?<={_END})){body}", body):
        for match in re.compile(pattern).finditer(index.text):
            number = bisect_right(index.starts, match.start()) - 1
            if number in order:
                continue
            if len(order) >= limit:
                more = True
                break
            order[number] = match.start()
        if more:
            break
    hits = (Hit(index.targets[number], _lit(index, number, start, len(typed))) for number, start in order.items())
    ranked = sorted(hits, key=lambda hit: not hit.lit)  # what only its speaker or issuer has comes after
    return tuple(ranked), more


def _lit(index: SearchIndex, number: int, start: int, count: int) -> tuple[int, ...]:
    """Places in the title of the matched characters; empty when the match lies in `who`."""
    title = index.targets[number].title
    first = start - index.starts[number]
    typeable = [place for place, character in enumerate(title) if symbols(character)]
    return tuple(typeable[first : first + count]) if first + count <= len(typeable) else ()
