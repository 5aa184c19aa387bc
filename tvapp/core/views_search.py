"""What the drawing of 找一找 receives (see tvapp/core/views)."""

from __future__ import annotations

from typing import Literal

from tvapp.core.value import dataclass
from tvapp.core.views_header import Header, Hint


@dataclass(frozen=True, slots=True)
class SearchKey:
    id: str
    """key:5, key:A, key:delete …"""
    cap: str
    """5, A; "" where there are only words."""
    words: str
    """JKL / 删一个 / 字母"""
    span: int
    """How many keys wide."""
    hit: bool
    """It stands in what was typed."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    id: str
    """result:<key>"""
    title: str
    letters: tuple[str, ...]
    """One for each character of the title; "" above what cannot be typed."""
    lit: tuple[int, ...]
    """Places of what was matched."""
    where: str
    """支部党课 03, or who speaks where that was matched."""
    by_who: bool = False
    """`where` is what was matched: it is lit."""
    group: str = ""
    """课程, where there is no room for headings."""


@dataclass(frozen=True, slots=True)
class SearchView:
    header: Header
    typed: tuple[tuple[str, str], ...]
    """(7, PQRS) for every key."""
    board: Literal["digits", "letters"]
    keys: tuple[tuple[SearchKey, ...], ...]
    """Row by row."""
    keys_shown: bool
    """False: the letters have made room for the results."""
    results: tuple[SearchResult, ...]
    """Those of this page only."""
    heads: tuple[tuple[int, str], ...]
    """(place on this page, 课程) of every heading; none where there is no room for them."""
    page: int
    pages: int
    saying: str
    """In place of results: how to begin, or that nothing was found."""
    saying_line: str
    focus: str
    whole_title: str
    hints: tuple[Hint, ...]
    hint_right: str
    example: str = ""
    """In the empty box, where the header says something else."""
