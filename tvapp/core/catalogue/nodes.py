"""A plain tree of what stands in the file, each node with its place. Knows nothing of YAML libraries or of catalogues.

The classes are not frozen: a catalogue of ten thousand lessons has 160,000 nodes, and a frozen dataclass takes three
times as long to make. Nobody changes a node after it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True, eq=False)
class Scalar:
    """A word, a number, a sentence: whatever stands there, as written. `line` and `column` count from 1."""

    line: int
    column: int
    text: str
    style: str = ""
    """"" plain, else the sign it was quoted with: " ' | >"""
    broken: bool = False
    """An alias or another thing that was refused already: no second word about it."""

    @property
    def is_null(self) -> bool:
        return self.style == "" and self.text in NULLS


@dataclass(slots=True, eq=False)
class Sequence:
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    end_line: int = 0
    """The line on which the next thing begins, or the last line of the file."""


@dataclass(slots=True, eq=False)
class Mapping:
    line: int
    column: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    end_line: int = 0


Node = Scalar | Sequence | Mapping
