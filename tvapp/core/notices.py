"""The notice line: which notices there are today, cut into pieces that stand still one after the other."""

from __future__ import annotations

import re
from functools import lru_cache

from tvapp.core import geometry, lists, words
from tvapp.core.linebreak import spaced, wrap
from tvapp.core.metrics import width
from tvapp.core.model import TextSize
from tvapp.core.state import State
from tvapp.core.value import dataclass

HOLD_MIN_S = 8.0
GLYPHS_A_SECOND = 4.0
_CLAUSE = re.compile(r"(?<=[，。；！？] )|(?<=[，。；！？])(?! )")
_PAUSE = re.compile(r"(?<=[、：] )|(?<=[、：])(?! )")
"""Behind the sign, and behind the space that may follow it."""


@dataclass(frozen=True, slots=True)
class Line:
    tag: str
    text: str
    issuer: str = ""


def lines(state: State) -> tuple[Line, ...]:
    """Faults first (in words), then the office's notices of today, then the newest notices of its feeds."""
    today = state.now.date()
    found = [Line(words.REMINDER, f"{words.FAULTS[code].text}，{words.FAULTS[code].act}") for code in standing(state)]
    for notice in state.catalogue.notices:
        if (notice.starts is None or notice.starts <= today) and (notice.until is None or today <= notice.until):
            found.append(Line(words.NOTICE, notice.text, notice.issuer))
    found.extend(Line(words.NOTICE, article.title, article.issuer) for article in state.index.notices)
    return tuple(found)


def standing(state: State) -> tuple[str, ...]:
    """Codes of what is wrong now, most important first."""
    codes = [code for code in ("T1", "D1", "C1") if code in state.faults]
    network = lists.offline_everywhere(state)
    return (network, *codes) if network else tuple(codes)


@lru_cache(maxsize=64)
def pieces(text: str, size: TextSize) -> tuple[str, ...]:
    """The notice in pieces that each fit the line at this text size, whole: as few as can be, of near-equal length."""
    room, px = geometry.ticker_room(size)
    text = " ".join(text.split())
    if width(text, px, False) <= room:
        return (text,)
    parts = _parts(text, room, px)
    found = _packed(parts, room, px)
    low, high = room / 2, room
    while high - low > px / 2:  # the narrowest line that needs no more pieces
        middle = (low + high) / 2
        narrow = _packed(parts, middle, px)
        if len(narrow) > len(found) or any(width(piece, px, False) > middle for piece in narrow):
            low = middle
        else:
            found, high = narrow, middle
    return tuple(found)


def _parts(text: str, room: float, px: float) -> list[str]:
    """What is not split further: clauses, parts of clauses that are too long, lines of what is longer still."""
    found: list[str] = []
    for clause in _CLAUSE.split(text):
        if width(clause, px, False) <= room:
            found.append(clause)
            continue
        for part in _PAUSE.split(clause):
            if width(part, px, False) <= room:
                found.append(part)
                continue
            lines = spaced(part, wrap(part, room, px))
            found.extend((*lines[:-1], lines[-1] + " " if part.endswith(" ") else lines[-1]))
    return [part for part in found if part]


def _packed(parts: list[str], room: float, px: float) -> list[str]:
    found = [""]
    for part in parts:
        if found[-1] and width(found[-1] + part.rstrip(), px, False) > room:
            found.append("")
        found[-1] += part
    return [piece.strip() for piece in found if piece.strip()]


def hold_s(piece: str) -> float:
    """How long a piece stands: at least 8 s, four glyphs a second."""
    return max(HOLD_MIN_S, len(piece) / GLYPHS_A_SECOND)
