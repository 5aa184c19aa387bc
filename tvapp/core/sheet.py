"""What typesetting gives: sheets of placed words, rules, pictures. Values only, so that views can hold them.

Lengths are px of the 1920x1080 design space; y grows downwards from the top of the sheet's box.
"""

from __future__ import annotations

from typing import Literal

from tvapp.core.value import dataclass

Role = Literal["body", "heading", "quote", "caption", "label", "value", "small", "phone", "cell", "head", "mark"]
"""What a run of words is; layout gives it its colour."""


@dataclass(frozen=True, slots=True)
class SetText:
    text: str
    """What these lines say, joined (the part on this sheet), with the spaces that breaks swallowed."""
    lines: tuple[str, ...]
    x: float
    y: float
    px: float
    line_h: float
    role: Role
    bold: bool = False
    starts: tuple[int, ...] = ()
    """Index in the whole body of each line's first character; empty where nobody asks (marks, a guide's panel)."""
    whole: bool = False
    """What is drawn is not letter by letter what the body holds: it is lit as a whole or not at all."""


@dataclass(frozen=True, slots=True)
class SetRule:
    """A thin horizontal line."""

    x: float
    y: float
    w: float


@dataclass(frozen=True, slots=True)
class SetPicture:
    source: str
    """As in the block, or a picture source of ours."""
    x: float
    y: float
    w: float
    h: float
    alt: str


@dataclass(frozen=True, slots=True)
class SetIcon:
    name: str
    x: float
    y: float
    px: float


@dataclass(frozen=True, slots=True)
class SetBox:
    """A plate behind something: a table's head, a tick box, a quote's bar, the ring round a step's number."""

    x: float
    y: float
    w: float
    h: float
    kind: Literal["table-head", "row", "tick", "quote-bar", "disc", "dot"]


Placed = SetText | SetRule | SetPicture | SetIcon | SetBox


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's worth of placed things."""

    placed: tuple[Placed, ...]
    w: float
    h: float
    anchor: int = 0
    """Index of the first character of this sheet in the whole body (all blocks' text, in order): the reader's place,
    kept when the text size changes."""
