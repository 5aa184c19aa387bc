"""Breaks Chinese text into lines: per glyph, by the rules of 禁则, with words and numbers kept whole. Pure arithmetic.

Rules (GB/T 15834 and W3C 《中文排版需求》 §3.1.3, the strict set without hanging punctuation): closing punctuation never
starts a line, opening punctuation never ends one, —— and …… stay together, Latin words and numbers stay whole, a number
keeps its unit. A run that is wider than the line is broken anyway. Spaces at a break disappear; nothing else does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tvapp.core.metrics import advance

NO_START = frozenset(
    "，。！？、；：）》〉」』】〕〗”’…—％%‰℃·•,.!?;:)]}>~～/／-–°′″々ー〟｝］＞￠¢"
)
"""Never the first glyph of a line."""
NO_END = frozenset("（《〈「『【〔〖“‘([{<｛［＜￥¥＄$£#＃〝")
"""Never the last glyph of a line."""
ELLIPSIS = "…"

_UNIT = (
    "平方公里|平方米|立方米|公里|公斤|小时|分钟|毫米|厘米|毫升|学时|万元|亿元|个月|工作日|星期|"
    "[万亿千百]?[元块角分人个条页课号楼层室年月日天时点秒岁次路名项本册户栋幢组期届季度周件份样趟米斤克吨亩升瓶盒张只集章节级类场位家所]|"
    "%|％|‰|℃|°C?|kg|km|cm|mm|GB|MB|[万亿]"
)
_NUMBER = r"[¥￥$＄+]?\d+(?:[.,:：/~～–\-]\d+)*(?: \d{3,}(?:-\d+)*)*"
_TOKEN = re.compile(
    rf"\n|[ \t\r\f\v\u3000]+"
    rf"|第? ?{_NUMBER}(?: ?(?:{_UNIT}))?"
    r"|[A-Za-z\u00c0-\u024f_@#][A-Za-z0-9\u00c0-\u024f_@#&+.:/?=%~’'\-]*"
    r"|—+|…+"
    r"|."
)


class _Advances(dict[str, float]):
    """Character -> em, filled as characters are met."""

    def __init__(self, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, ch: str) -> float:
        em = self[ch] = advance(ch, self._bold)
        return em


@cache
def _advances(bold: bool) -> _Advances:
    return _Advances(bold)


@cache
def _joins(ch: str) -> bool:
    """Whether `ch` belongs to the glyph before it (combining marks, joiners, variation selectors)."""
    return unicodedata.combining(ch) != 0 or unicodedata.category(ch) in ("Mn", "Me") or ch in "\u200d\u2060"


def em_width(text: str, bold: bool) -> float:
    """The width of one line in em."""
    table = _advances(bold)
    return sum([table[ch] for ch in text])


def _clusters(text: str, bold: bool) -> list[tuple[str, float]]:
    """What may not be broken, with widths in em. Spaces are clusters of their own; "\\n" stands alone with width 0."""
    table = _advances(bold)
    out: list[tuple[str, float]] = []
    held = ""  # opening punctuation that waits for what follows
    held_em = 0.0
    glue = False
    for token in _TOKEN.findall(text):
        first = token[0]
        if len(token) == 1:
            em = table[token]
        else:
            em = 0.0
            for ch in token:
                em += table[ch]
        if first == "\n":
            if held:
                out.append((held, held_em))
                held, held_em = "", 0.0
            out.append(("\n", 0.0))
            glue = False
            continue
        if first in " \t\r\f\v\u3000":
            if held:
                held += token
                held_em += em
                continue
            out.append((token, em))
            glue = False
            continue
        if held:
            token, em = held + token, held_em + em
            held, held_em = "", 0.0
            if token[-1] in NO_END:
                held, held_em = token, em
                continue
            out.append((token, em))
            glue = True
            continue
        if glue and (first in NO_START or (first > "\u02ff" and _joins(first))):
            before, before_em = out[-1]
            token, em = before + token, before_em + em
            if token[-1] in NO_END:
                out.pop()
                held, held_em = token, em
                continue
            out[-1] = (token, em)
            continue
        if token[-1] in NO_END:
            held, held_em = token, em
            continue
        out.append((token, em))
        glue = True
    if held:
        out.append((held, held_em))
    return out


def _broken(cluster: str, limit: float, bold: bool) -> list[tuple[str, float]]:
    """A run wider than a line, cut into pieces of at most `limit` em (each at least one glyph)."""
    table = _advances(bold)
    pieces: list[tuple[str, float]] = []
    start = 0
    while start < len(cluster):
        end, em = start, 0.0
        while end < len(cluster) and (end == start or em + table[cluster[end]] <= limit):
            em += table[cluster[end]]
            end += 1
        if end < len(cluster):
            back = end
            while back > start + 1 and (cluster[back] in NO_START or cluster[back - 1] in NO_END or _joins(cluster[back])):
                back -= 1
            if back > start + 1 or not (cluster[end] in NO_START or cluster[end - 1] in NO_END):
                end = back
        piece = cluster[start:end]
        pieces.append((piece, em_width(piece, bold)))
        start = end
    return pieces


def wrap(text: str, width_px: float, px: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text` at `px` in a box of `width_px`. Never empty: an empty text is one empty line.

    "\\n" breaks hard. No line is wider than the box unless a single glyph is.
    """
    if "\n" not in text and em_width(text, bold) * px <= width_px:
        return (text.strip(" \t\r\f\v\u3000"),)
    limit = width_px / px + 1e-9
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    space, space_em = "", 0.0
    fresh = True  # nothing stands on this line yet
    for cluster, em in _clusters(text, bold):
        if cluster == "\n":
            lines.append("".join(line))
            line, used, space, space_em, fresh = [], 0.0, "", 0.0, True
            continue
        if cluster[0] in " \t\r\f\v\u3000" and not cluster.strip():
            if not fresh:
                space += cluster
                space_em += em
            continue
        if used + space_em + em <= limit:
            if space:
                line.append(space)
                used += space_em
                space, space_em = "", 0.0
            line.append(cluster)
            used += em
            fresh = False
            continue
        if not fresh:
            lines.append("".join(line))
            line, used, fresh = [], 0.0, True
        space, space_em = "", 0.0
        if em <= limit:
            line, used, fresh = [cluster], em, False
            continue
        pieces = _broken(cluster, limit, bold)
        lines.extend(piece for piece, _ in pieces[:-1])
        line, used, fresh = [pieces[-1][0]], pieces[-1][1], False
    if line or not lines or text.endswith("\n"):
        lines.append("".join(line))
    return tuple(lines)


def spaced(text: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that `wrap` made of `text`, each with one space behind it where a break swallowed white space.

    Joined they say what the text says: 坐 Metro 去 keeps its spaces, 读|书 gets none, nor does a word that was too long.
    """
    found: list[str] = []
    at = 0
    for line in lines:
        begin = max(at, text.find(line, at))
        if found and begin > at:
            found[-1] += " "
        found.append(line)
        at = begin + len(line)
    return tuple(found)


def _enough(text: str, width_px: float, px: float, max_lines: int) -> tuple[str, bool]:
    """No more of `text` than could ever stand on `max_lines` lines (the narrowest glyphs are a fifth of an em)."""
    most = int(width_px / px * (max_lines + 1) * 5) + 64
    return (text, False) if len(text) <= most else (text[:most], True)


@lru_cache(maxsize=2048)
def fit(text: str, width_px: float, px: float, bold: bool = False, max_lines: int = 1) -> tuple[tuple[str, ...], bool]:
    """At most `max_lines` lines, and whether the text had to be cut (then the last line ends in …)."""
    part, shortened = _enough(text, width_px, px, max_lines)
    lines = wrap(part, width_px, px, bold)
    if len(lines) <= max_lines and not shortened:
        return lines, False
    table = _advances(bold)
    kept = list(lines[: max_lines - 1])
    rest = "".join(spaced(part, lines)[max_lines - 1 : max_lines + 1])
    room = width_px / px - table[ELLIPSIS]
    end, em = 0, 0.0
    while end < len(rest) and em + table[rest[end]] <= room:
        em += table[rest[end]]
        end += 1
    last = rest[:end].rstrip()
    while last and (last[-1] in NO_END or last[-1] in "，。、；：！？—… "):
        last = last[:-1]
    kept.append(last + ELLIPSIS)
    return tuple(kept), True


@lru_cache(maxsize=2048)
def balanced(
    text: str, width_px: float, px: float, bold: bool = False, max_lines: int = 2
) -> tuple[tuple[str, ...], bool]:
    """As `fit`, with lines of near-equal length: the narrowest box that needs no more lines.

    Two lines part where the sentence does, if it does so anywhere near the middle.
    """
    lines, cut = fit(text, width_px, px, bold, max_lines)
    if cut or len(lines) < 2 or "\n" in text:
        return lines, cut
    if len(lines) == 2:
        parted = _parted(text.strip(), width_px / px, bold)
        if parted is not None:
            return parted, False
    low, high = width_px / len(lines) * 0.8, width_px
    for _ in range(9):
        middle = (low + high) / 2
        tried = wrap(text, middle, px, bold)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines, cut


_PART_AFTER = frozenset("，。；：！？）》”")
_SOFT_AFTER = frozenset("、的 ")
_SOFT_BEFORE = frozenset("和与及或暨（《“")
_LEAST_SHARE = 0.22
"""A line that is shorter than this share of the text looks like a leftover, wherever the sentence parts."""
_LEAST_SOFT_SHARE = 0.38


def _parted(text: str, limit_em: float, bold: bool) -> tuple[str, str] | None:
    """Two lines that part after a sign of the sentence, or (only near the middle) after 的, before 和 …; None: neither."""
    whole = em_width(text, bold)
    best: tuple[float, int] | None = None
    clusters = _clusters(text, bold)
    at, em = 0, 0.0
    for k, (cluster, w) in enumerate(clusters[:-1]):
        at += len(cluster)
        em += w
        after = clusters[k + 1][0]
        hard = cluster[-1] in _PART_AFTER
        if not hard and cluster[-1] not in _SOFT_AFTER and after[0] not in _SOFT_BEFORE:
            continue
        if em > limit_em or whole - em > limit_em:
            continue
        share = min(em, whole - em) / whole
        if share < (_LEAST_SHARE if hard else _LEAST_SOFT_SHARE):
            continue
        worth = share + (0.2 if hard else 0.0)
        if best is None or worth > best[0]:
            best = worth, at
    if best is None:
        return None
    return text[: best[1]].rstrip(), text[best[1] :].lstrip()


def fit_box(
    text: str, width_px: float, height_px: float, px: float, floor_px: float, bold: bool, leading: float, balance: bool
) -> tuple[float, tuple[str, ...], bool]:
    """The largest size (from `px` down to `floor_px`, in steps of 4) at which `text` stands in the box whole.

    Returns (px, lines, cut). Cut only where even the smallest size is too large. `leading` is line height in em.
    """
    size = px
    while True:
        rows = max(1, int(height_px / (size * leading) + 1e-6))
        lines, cut = balanced(text, width_px, size, bold, rows) if balance else fit(text, width_px, size, bold, rows)
        if not cut or size <= floor_px:
            return size, lines, cut
        size = max(floor_px, size - 4)
