"""Search by first letters, over everything that can be opened. Pure: an index is a value, a search is arithmetic.

Every line of words (a title, a speaker, an issuer) becomes a row of places, one a character that can be typed; punctuation
is passed over. For each symbol that can be typed one long number tells, a bit a place, where it stands. To look for SX is
to take the number of S and the number of X, moved by one place, and to keep the bits that both have: a fraction of a
millisecond over ten thousand lessons and five thousand articles, however long what was typed.

Digits in a title (第12课) may be typed, as themselves or as they are read (三 = S), or be left out altogether: on a remote
the 1 and the 0 do something else, and the board of letters has no digits.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from tvapp.core.index import Index
from tvapp.core.model import DIGITS, Article, Catalogue, Lesson
from tvapp.core.pinyin import is_digit, symbols
from tvapp.core.routes import ALL
from tvapp.core.value import dataclass

Kind = Literal["section", "lesson", "guide", "article"]
KINDS: tuple[Kind, ...] = ("section", "lesson", "guide", "article")
"""The groups of the results, in the order in which they stand (see `search`)."""
LIMIT = 60
"""Results that are kept; the sections' ten come on top where three groups have their whole share."""
SHARE = 20
"""So many of each group are kept before the first ones may have more: ten thousand lessons never hide the one guide."""
TYPED_LIMIT = 12
_STEP = 400
"""Titles between two breaths."""
_LARGE = 20_000
"""So many places are worth a breath for every symbol."""


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
class Lines:
    """Many lines of words, one after the other, an empty place behind each."""

    bits: Mapping[str, int]
    """Symbol -> where it stands: the first place is the highest of `size` bits."""
    size: int
    """Places, a multiple of eight."""
    begins: int
    """Where a line begins, as `bits`."""
    starts: array[int]
    """Place at which each line begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """All targets of one kind."""

    targets: tuple[Target, ...]
    titles: Lines
    owners: array[int]
    """Line of `titles` -> target. A title with digits in it has two lines: with them, and without."""
    bare: bytes
    """Line of `titles` -> 1 where it is the one without digits."""
    whos: Lines
    """Every speaker and issuer once."""
    of_whos: tuple[tuple[int, ...], ...]
    """Line of `whos` -> its targets."""


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    groups: tuple[Group, ...]


def targets(catalogue: Catalogue, index: Index) -> Iterable[Target]:
    """Everything that can be found: sections, lessons, guides, articles, each in the order of the catalogue."""
    for place, section in enumerate(catalogue.sections):
        yield Target("section", DIGITS[place], section.title, place)
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
                yield Target(kind, entry.key, item.title, place, item.issuer)


# ---------------------------------------------------------------- making the index


class _Classes(dict[int, str]):
    """Character -> a character that stands for all that answer to the same symbols; "" for what cannot be typed."""

    def __init__(self) -> None:
        self.by_symbols: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        typed = symbols(chr(code))
        made = ""
        if typed:
            made = self.by_symbols.setdefault(typed, chr(len(self.by_symbols) + 1))  # some 150 at most: see pinyin_table
        self[code] = made
        return made


class _Writer:
    """Takes lines and makes `Lines` of them."""

    def __init__(self, classes: _Classes, breathe: Callable[[], None]) -> None:
        self._classes = classes
        self._breathe = breathe
        self._pieces: list[str] = []
        self._size = 0
        self._starts = array("L")

    def add(self, line: str) -> None:
        made = line.translate(self._classes)
        self._starts.append(self._size)
        self._pieces.append(made)
        self._size += len(made) + 1

    def lines(self) -> Lines:
        size = -(-self._size // 8) * 8
        pairs = ("\0".join(self._pieces).ljust(size, "\0")).encode("utf-16-le") if size else b""
        low, high = pairs[0::2], pairs[1::2]
        planes = {0: 0}
        if high.strip(b"\0"):
            planes = {plane: _number(high, {plane}) for plane in set(high)}
        answers: dict[str, dict[int, set[int]]] = {}
        for typed, code in self._classes.by_symbols.items():
            plane, place = divmod(ord(code), 256)
            if plane in planes:
                for symbol in typed:
                    answers.setdefault(symbol, {}).setdefault(plane, set()).add(place)
        bits: dict[str, int] = {}
        for symbol, found in answers.items():
            bits[symbol] = 0
            for plane, places in found.items():
                here = _number(low, places)
                bits[symbol] |= here & planes[plane] if len(planes) > 1 else here
            if size > _LARGE:
                self._breathe()
        marks = bytearray(b"0" * size)
        for start in self._starts:
            marks[start] = 0x31
        return Lines(bits, size, int(bytes(marks) or b"0", 2), self._starts)


def _number(data: bytes, wanted: set[int]) -> int:
    """A bit for every byte, set where it is one of those wanted."""
    table = bytes(0x31 if value in wanted else 0x30 for value in range(256))
    return int(data.translate(table) or b"0", 2)


def _nothing() -> None:
    return None


def build(found: Iterable[Target], breathe: Callable[[], None] = _nothing) -> SearchIndex:
    """Some 100 ms for fifteen thousand titles: for a thread beside the window.

    `breathe` is called every millisecond or two: there the thread may let others run.
    """
    by_kind: dict[Kind, list[Target]] = {kind: [] for kind in KINDS}
    for number, target in enumerate(found):
        by_kind[target.kind].append(target)
        if number % _STEP == _STEP - 1:
            breathe()
    classes = _Classes()
    return SearchIndex(tuple(_group(tuple(by_kind[kind]), classes, breathe) for kind in KINDS))


def _group(kept: tuple[Target, ...], classes: _Classes, breathe: Callable[[], None]) -> Group:
    titles, whos = _Writer(classes, breathe), _Writer(classes, breathe)
    owners, bare = array("L"), bytearray()
    speakers: dict[str, list[int]] = {}
    for number, target in enumerate(kept):
        titles.add(target.title)
        owners.append(number)
        bare.append(0)
        left = without_digits(target.title)
        if left != target.title:
            titles.add(left)
            owners.append(number)
            bare.append(1)
        if target.who:
            speakers.setdefault(target.who, []).append(number)
        if number % _STEP == _STEP - 1:
            breathe()
    for who in speakers:
        whos.add(who)
    return Group(kept, titles.lines(), owners, bytes(bare), whos.lines(), tuple(tuple(of) for of in speakers.values()))


_DIGITS = re.compile("[0-9０-９]+")


def without_digits(title: str) -> str:
    return _DIGITS.sub("", title)


EMPTY = build(())


# ---------------------------------------------------------------- looking


@dataclass(frozen=True, slots=True)
class Found:
    """What the newest finished search brought; it stands until the next one has finished."""

    typed: str = ""
    hits: tuple[Hit, ...] = ()
    """Group by group."""
    more: bool = False
    """There are more than are kept."""


NOTHING = Found()


def search(index: SearchIndex, typed: str) -> tuple[tuple[Hit, ...], bool]:
    """(hits, whether there are more). `typed` is letters and digits.

    Group by group; inside a group titles that begin with it, then those that have it, then those whose speaker or issuer has it.
    The sections stand first where the name of one begins with it, else last: 办事指南 has SZ in its middle, and must not stand
    before every lesson that begins so.
    """
    typed = typed.upper()[:TYPED_LIMIT]
    if not typed:
        return (), False
    found = [(group, _in_group(group, typed)) for group in index.groups]
    sections = found[0][1]
    if sections and (sections[0][1] < 0 or sections[0][2] > 0):
        found.append(found.pop(0))
    counts = [min(len(hits), SHARE) for _, hits in found]
    left = LIMIT - sum(counts)
    for place, (_, hits) in enumerate(found):
        taken = max(0, min(len(hits) - counts[place], left))
        counts[place] += taken
        left -= taken
    kept = [
        _hit(group, number, line, first, len(typed))
        for (group, hits), count in zip(found, counts, strict=True)
        for number, line, first in hits[:count]
    ]
    return tuple(kept), sum(len(hits) for _, hits in found) > len(kept)


def _in_group(group: Group, typed: str) -> list[tuple[int, int, int]]:
    """(target, line of titles or -1, first matched place in that line), at most one more than LIMIT."""
    order: dict[int, tuple[int, int]] = {}
    inside = _matches(group.titles, typed)
    starts = group.titles.starts
    for matches in (inside & group.titles.begins, inside) if inside else ():
        for place in _places(matches, group.titles.size):
            line = bisect_right(starts, place) - 1
            number = group.owners[line]
            if number not in order:
                order[number] = (line, place - starts[line])
                if len(order) > LIMIT:
                    return [(number, *where) for number, where in order.items()]
    by_who = _matches(group.whos, typed)
    if by_who:
        lines = dict.fromkeys(bisect_right(group.whos.starts, place) - 1 for place in _places(by_who, group.whos.size))
        numbers = [number for line in lines for number in group.of_whos[line][: 2 * LIMIT + 1]]
        for number in sorted(numbers):
            order.setdefault(number, (-1, 0))
    return [(number, *where) for number, where in order.items()][: LIMIT + 1]


def _matches(lines: Lines, typed: str) -> int:
    """Places at which what was typed begins, as `Lines.bits`."""
    found = lines.bits.get(typed[0], 0)
    for k, symbol in enumerate(typed[1:], 1):
        if not found:
            break
        found &= lines.bits.get(symbol, 0) << k
    return found


_SOME = re.compile(rb"[^\0]")
_SET = tuple(tuple(bit for bit in range(8) if value & (0x80 >> bit)) for value in range(256))


def _places(bits: int, size: int) -> Iterator[int]:
    """The places whose bits are set, in order."""
    data = bits.to_bytes(size // 8, "big")
    for match in _SOME.finditer(data):
        first = match.start()
        for bit in _SET[data[first]]:
            yield first * 8 + bit


def _hit(group: Group, number: int, line: int, first: int, count: int) -> Hit:
    target = group.targets[number]
    if line < 0:
        return Hit(target, ())
    bare = group.bare[line]
    typeable = [
        place for place, character in enumerate(target.title) if symbols(character) and not (bare and is_digit(character))
    ]
    return Hit(target, tuple(typeable[first : first + count]))
