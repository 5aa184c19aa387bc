"""Searches beside the window: a thread of its own makes the index and runs one search after the other.

Only the newest search is run: what was typed over meanwhile is never looked for. A search takes a millisecond or two, so
that whoever asks waits for it, but never as long as a frame: then a key needs one picture, with the box and the results.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from tvapp.core import search
from tvapp.core.index import Index
from tvapp.core.model import Catalogue
from tvapp.core.search import Found

PATIENCE_S = 0.008
"""So long an answer is waited for: half of a frame's time. What takes longer comes by itself."""


_BREATH_S = 0.0002
"""A pause of no length would not do: the interpreter would go on with this thread."""


def _breathe() -> None:
    time.sleep(_BREATH_S)


class Thread(Protocol):
    """Runs jobs one after the other (adapters/background)."""

    def start(self) -> None: ...
    def do(self, job: Callable[[], None]) -> None: ...
    def close(self) -> None: ...


class Finder:
    """`build` returns at once, `look_for` within PATIENCE_S (window's thread); answers come from the thread, each with its serial."""

    def __init__(self, answer: Callable[[int, Found], None], thread: Callable[[], Thread]) -> None:
        """`thread` makes the thread, when the first search begins."""
        self._answer = answer
        self._make = thread
        self._thread: Thread | None = None
        self._index = search.EMPTY
        self._newest = 0
        self._wanted: Index | None = None
        self._asked = 0
        self._made = 0
        """Indexes that were asked for (window's thread), and made or passed over (the other one)."""

    def build(self, catalogue: Catalogue, index: Index) -> None:
        self._wanted = index
        self._asked += 1
        self._do(lambda: self._build(catalogue, index))

    def look_for(self, typed: str, serial: int) -> None:
        self._newest = serial
        done = threading.Event()

        def job() -> None:
            try:
                self._look_for(typed, serial)
            finally:
                done.set()

        self._do(job)
        if self._asked == self._made:
            done.wait(PATIENCE_S)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.close()

    def _do(self, job: Callable[[], None]) -> None:
        if self._thread is None:  # nobody who never searches pays for it
            self._thread = self._make()
            self._thread.start()
        self._thread.do(job)

    def _build(self, catalogue: Catalogue, index: Index) -> None:
        try:
            if index is self._wanted:  # else twenty feeds that come in one after the other would hold up every key
                self._index = search.build(search.targets(catalogue, index), _breathe)
        finally:
            self._made += 1

    def _look_for(self, typed: str, serial: int) -> None:
        if serial == self._newest:
            hits, more = search.search(self._index, typed)
            self._answer(serial, Found(typed, hits, more))
