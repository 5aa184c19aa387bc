"""A list of ten thousand feels like one of ten: what a key press looks at is counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import timedelta
from typing import SupportsIndex

import pytest

from tests.core.programme import NEWS, NOW, TODAY, article, catalogue, column, lesson, notice, shelf, with_section
from tests.core.television import FakePlayer, Tv
from tvapp.core.index import Entry
from tvapp.core.model import Record

MANY = 10_000


class Counted(tuple[Entry, ...]):
    """A list that counts how many of its entries were taken out."""

    looked: int

    def __iter__(self) -> Iterator[Entry]:
        for entry in super().__iter__():
            self.looked += 1
            yield entry

    def __getitem__(self, at: SupportsIndex | slice) -> Entry | tuple[Entry, ...]:  # type: ignore[override]
        found = super().__getitem__(at)
        self.looked += len(found) if isinstance(at, slice) and isinstance(found, tuple) else 1
        return found


class CountedRecords(dict[str, Record]):
    looked = 0

    def items(self) -> Iterator[tuple[str, Record]]:  # type: ignore[override]
        for pair in super().items():
            self.looked += 1
            yield pair

    def __iter__(self) -> Iterator[str]:
        for key in super().__iter__():
            self.looked += 1
            yield key

    def values(self) -> Iterator[Record]:  # type: ignore[override]
        for value in super().values():
            self.looked += 1
            yield value


@pytest.fixture(scope="module")
def large() -> Tv:
    items = tuple(lesson(f"k{n:05d}", date=TODAY - timedelta(days=1)) for n in range(MANY))
    made = with_section(catalogue(notices=(notice("一"), notice("二"))), 1, column("d", items), column("e", items[:5]))
    records = {
        item.id: Record(item.id, finished=True, duration_s=100.0, watched=((0, 95),), watched_s=95.0, at=NOW) for item in items
    }
    records |= {f"{NEWS}#n{n}": Record(f"{NEWS}#n{n}", revision="1", at=NOW) for n in range(5000)}
    return Tv(made, shelves={NEWS: shelf(NEWS, tuple(article(f"n{n}", days=n % 50) for n in range(5000)))}, records=records)


@pytest.fixture
def tv(large: Tv) -> Tv:
    fresh = copy(large)
    fresh.player, fresh.effects = FakePlayer(), []
    return fresh


def watch(tv: Tv) -> tuple[list[Counted], CountedRecords]:
    """From here on every look at a list or at all records is counted."""
    lists: dict[tuple[int, str], tuple[Entry, ...]] = {}
    for where, listed in tv.state.index.lists.items():
        counted = Counted(listed)
        counted.looked = 0
        lists[where] = counted
    recent: dict[int, tuple[Entry, ...]] = {}
    for section, listed in tv.state.index.recent.items():
        counted = Counted(listed)
        counted.looked = 0
        recent[section] = counted
    records = CountedRecords(tv.state.records)
    tv.state = replace(tv.state, index=replace(tv.state.index, lists=lists, recent=recent), records=records)
    return [*lists.values(), *recent.values()], records  # type: ignore[list-item]


@pytest.mark.parametrize(
    "path",
    [
        "", "2", "2 PAGE_DOWN*20 DOWN", "2 LEFT", "2 OK ~1", "2 PAGE_DOWN*9 OK ~1 OK", "2 OK ~1 DOWN", "5", "5 DOWN*7", "5 OK",
        "DOWN*9", "MENU",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["RIGHT", "DOWN", "UP", "INFO", "GREEN", "2"])
def test_a_key_looks_at_few_entries(tv: Tv, path: str, key: str) -> None:
    tv.press(path)
    lists, records = watch(tv)
    tv.press(key)
    looked = sum(listed.looked for listed in lists)
    moves_on_a_page = tv.screen == "section" and key in ("RIGHT", "DOWN", "UP", "INFO") and "rail" not in tv.at
    assert looked <= (40 if moves_on_a_page else 1100), "a page, or the look-round of a first visit"
    assert records.looked == 0


def test_a_second_of_a_lesson_looks_at_few_entries(tv: Tv) -> None:
    tv.press("2 PAGE_DOWN*9 OK ~3 OK OK")
    lists, records = watch(tv)
    before = tv.state.index
    tv.wait(1)
    assert tv.state.index is before
    assert sum(listed.looked for listed in lists) <= 100
    assert isinstance(records, CountedRecords) and records.looked <= 2


def test_a_standing_home_looks_at_nothing(tv: Tv) -> None:
    tv.press("HOME")
    lists, records = watch(tv)
    tv.wait(20)
    assert sum(listed.looked for listed in lists) == 0 and records.looked == 0


def test_focus_in_a_list_of_ten_thousand_is_found_after_a_reload(tv: Tv) -> None:
    tv.press("2 PAGE_DOWN*50")
    focus = tv.focus
    section = tv.state.catalogue.sections[1]
    items = section.columns[0].items
    tv.reload(with_section(tv.state.catalogue, 1, column("d", (lesson("new"), *items)), *section.columns[1:]))
    assert tv.focus == focus
