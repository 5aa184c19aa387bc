"""The notice line: which notices there are today, cut into pieces that stand still one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tvapp.core import geometry, words
from tvapp.core.metrics import width
from tvapp.core.model import Article, TextSize
from tvapp.core.state import State

HOLD_MIN_S = 8.0
GLYPHS_A_SECOND = 4.0
FEED_NOTICES = 6
_BREAK = re.compile(r"(?<=[，。；！？、：])")


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
    fresh = [
        article
        for shelf in state.shelves.values()
        for article in shelf.articles
        if isinstance(article, Article)
        and article.kind == "notice"
        and article.expires is not None
        and article.expires >= today
    ]
    fresh.sort(key=lambda article: article.published.timestamp() if article.published else 0.0, reverse=True)
    found.extend(Line(words.NOTICE, article.title, article.issuer) for article in fresh[:FEED_NOTICES])
    return tuple(found)


def standing(state: State) -> tuple[str, ...]:
    """Codes of what is wrong now, most important first."""
    codes = [code for code in ("T1", "D1", "C1") if code in state.faults]
    if state.feed_codes:
        from tvapp.core.lists import offline_code

        network = [code for i in range(len(state.catalogue.sections)) if (code := offline_code(state, i))]
        if network:
            codes.insert(0, min(network))
    return tuple(codes)


@lru_cache(maxsize=64)
def pieces(text: str, size: TextSize) -> tuple[str, ...]:
    """The notice split at punctuation so that each piece fits the line at this text size, whole."""
    room, px = geometry.ticker_room(size)
    found: list[str] = []
    piece = ""
    for part in _BREAK.split(text):
        if piece and width(piece + part, px, False) > room:
            found.append(piece)
            piece = ""
        piece += part
        while width(piece, px, False) > room:  # one part longer than the line: cut by glyphs
            cut = len(piece)
            while cut > 1 and width(piece[:cut], px, False) > room:
                cut -= 1
            found.append(piece[:cut])
            piece = piece[cut:]
    if piece:
        found.append(piece)
    return tuple(found) or ("",)


def hold_s(piece: str) -> float:
    """How long a piece stands: at least 8 s, four glyphs a second."""
    return max(HOLD_MIN_S, len(piece) / GLYPHS_A_SECOND)
