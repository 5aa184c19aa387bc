"""channels.yaml on the disk -> the catalogue or all its problems. Bounded in size before a byte is parsed."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
from pathlib import Path

from tvapp.adapters.catalogue_bytes import read_bytes
from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.yaml_nodes import patient_tree, quick_tree
from tvapp.core.catalogue.check import Checked, check, in_order
from tvapp.core.catalogue.decoding import decode
from tvapp.core.catalogue.facts import Facts, MediaState
from tvapp.core.catalogue.indents import straighten
from tvapp.core.catalogue.lines import mend
from tvapp.core.catalogue.pictures import unspoken, unspoken_pictures
from tvapp.core.catalogue.places import lines_of
from tvapp.core.catalogue.problem import Problem
from tvapp.core.model import Article, Catalogue
from tvapp.core.value import dataclass

MEDIA = "media"
"""The folder beside the catalogue."""
MAX_ARTICLE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """`catalogue` is None exactly when one of the problems is an error."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


class DiskFacts:
    """What the checker asks about the world, answered from the media folder and the font table."""

    def __init__(self, folder: MediaFolder) -> None:
        self._folder = folder

    def media(self, path: str) -> MediaState:
        return self._folder.state(path)

    def nearest_media(self, path: str) -> str:
        return self._folder.nearest(path)

    def missing_glyphs(self, text: str) -> str:
        from tvapp.core.glyphs import missing

        return missing(text)


class OnAirFacts(DiskFacts):
    """What the television asks: a file that has not been copied yet costs its one lesson (P1), never the whole catalogue.
    `check` tells the office; here it is looked for again each time the lesson is opened."""

    def media(self, path: str) -> MediaState:
        state = super().media(path)
        return "ok" if state == "missing" else state


def read_catalogue(path: Path, name: str | None = None, *, advise: bool = False) -> CatalogueReading:
    """Read and check one file. `name` is what the problems call it (default: the path); `advise` adds what some viewers
    will miss, in the catalogue and in its articles. Raises nothing for anything that a file may be or hold."""
    shown = name if name is not None else str(path)
    read = read_bytes(path, shown)
    if read.problem is not None:
        return CatalogueReading(None, (read.problem,))
    folder = MediaFolder(path.parent / MEDIA)
    reading = check_bytes(read.data, shown, DiskFacts(folder), advise=advise)
    if advise and reading.catalogue is not None:
        advice = _silent_pictures(reading.catalogue, folder, os.path.join(os.path.dirname(shown), MEDIA))
        return CatalogueReading(reading.catalogue, (*reading.problems, *advice))
    return reading


def _silent_pictures(catalogue: Catalogue, folder: MediaFolder, shown: str) -> Iterator[Problem]:
    """A 提醒 for each article of the media folder, once, that has pictures without words."""
    items = (item for section in catalogue.sections for column in section.columns for item in column.items)
    for file in dict.fromkeys(item.file for item in items if isinstance(item, Article) and item.file):
        path = folder.resolve(file)
        found = []
        with contextlib.suppress(OSError, UnicodeDecodeError):  # what cannot be read is another matter, and told elsewhere
            if path is not None and path.stat().st_size <= MAX_ARTICLE_BYTES:
                found = unspoken_pictures(path.read_text("utf-8-sig"))
        if found:
            yield Problem(os.path.join(shown, file), *found[0], "warning", *unspoken(len(found)))


def check_bytes(data: bytes, name: str, facts: Facts, *, advise: bool = False) -> CatalogueReading:
    """Everything after reading: decoding, parsing, checking, and after a fault a second and more patient look."""
    running = gc.isenabled()
    gc.disable()  # with the collector the 160,000 nodes of a large file take twice as long
    try:
        return _check_bytes(data, name, facts, advise)
    finally:
        if running:
            gc.enable()


def _check_bytes(data: bytes, name: str, facts: Facts, advise: bool) -> CatalogueReading:
    decoded = decode(data, name)
    if decoded.text is None:
        return CatalogueReading(None, decoded.problems)
    text = decoded.text
    tree = quick_tree(text, name)
    if tree is not None:
        checked = check(tree.root, name, facts, frozenset(text) | tree.escaped, tree.damaged, text, advise)
        checked = _with(checked, tree.problems + decoded.problems)
        if checked.catalogue is not None and "\t" not in text:
            return CatalogueReading(checked.catalogue, checked.problems)
        if tree.root is None and tree.problems:
            return CatalogueReading(None, checked.problems)
    mended = mend(lines_of(text), tree is not None)
    straight = straighten(mended.lines)
    found = mended.slips + tuple(slip for slip in straight.slips if slip.line not in {own.line for own in mended.slips})
    if tree is not None and not found:
        return CatalogueReading(checked.catalogue, checked.problems)
    slips = tuple(Problem(name, slip.line, slip.column, "error", slip.message, slip.hint) for slip in found)
    tree = patient_tree(list(straight.lines), name, frozenset(slip.line for slip in slips))
    checked = check(tree.root, name, facts, frozenset(text) | tree.escaped, tree.damaged, text, advise)
    checked = _with(checked, tree.problems + decoded.problems + slips)
    return CatalogueReading(checked.catalogue, checked.problems)


def _with(checked: Checked, more: tuple[Problem, ...]) -> Checked:
    """The outcome with problems of writing beside those of meaning."""
    if not more:
        return checked
    return Checked(None, in_order(list(more) + list(checked.problems)))
