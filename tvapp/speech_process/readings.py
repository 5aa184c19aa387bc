"""What espeak-ng reads wrongly, set right before it reads: characters are replaced by pinyin, which its voice `cmn` reads as well.

In order: phrases of the table (readings_table.PHRASES, the longest one first), 得 at the head of a clause, 儿 at the end of a word
(the voice spells “哪儿” in English), characters that stand in no word the voice knows (readings_table.ALONE), and the tones of 一
and 不. Only for espeak-ng: a voice of the office gets the plain text. Pure; must not: import anything of the television.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from tvapp.speech_process.readings_table import ALONE, PHRASES

Heard = Callable[[str], Sequence[tuple[str, bool]] | None]
"""How the voice would read some characters: for each the tone (1 to 5) and whether it takes it for a word of its own. None: cannot say."""

_HAN = re.compile("[\u3400-\u9fff]")
_ENTRY = re.compile(r"([\u3400-\u9fff])(?:\(([a-z]+[1-5])\))?")
_LETTER = re.compile(r"[^\W_\u3400-\u9fff]")
_IONG = {"xiong": "S;j", "qiong": "tS;hj", "jiong": "tS;j"}
_TONE_PHONEMES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
"""The voice spells 兄, 穷, 窘 in English and knows no pinyin for them: these are given to it in its own letters (phsource/ph_cmn),
made like its yong – without the j it would be song: the second formant of 雄 begins at 2.2 kHz with it, at 1.1 without."""
_PASSES = 3
"""A character that was replaced parts the words beside it; then these are listened to again."""
_DIGITS = frozenset("零一二三四五六七八九幺")
_HAVING = frozenset("零一二三四五六七八九十百千两几了过")
_GAINING = frozenset("到奖分票知益以力失出意胜名主证体")
"""得 at the head of a clause is dé before these (得了奖, 得 41 票; the voice knows 得奖); else one has to: 得先打电话."""
_ER_BEFORE = frozenset("女婴幼孤少胎健宠弃男小生")
_ER_AFTER = frozenset("子童女科歌媳孙化")
"""Beside these 儿 is a syllable of its own (女儿, 儿童)."""


def entry(written: str) -> tuple[str, tuple[str, ...]]:
    """为(wei4)人民 → 为人民 and (wei4, "", ""). Raises ValueError."""
    if not re.fullmatch(rf"(?:{_ENTRY.pattern})+", written):
        raise ValueError(written)
    found = _ENTRY.findall(written)
    return "".join(character for character, _ in found), tuple(said for _, said in found)


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[str, ...]]:
    """Phrase → what is said of each character, empty where the voice knows."""
    return dict(entry(written) for written in PHRASES.split() if not written.startswith("#"))


@lru_cache(maxsize=1)
def alone() -> dict[str, str]:
    """Character → its reading where it is a word of its own."""
    return {text: said[0] for text, said in (entry(written) for written in ALONE.split())}


@lru_cache(maxsize=1)
def _by_first() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases(), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(known) for first, known in found.items()}


def corrected(text: str, heard: Heard = lambda _: None) -> str:
    """`text` with pinyin where the voice would be wrong. Without `heard` only what needs no listening is set right. Never raises."""
    said = _from_table(text)
    _heads_of_clauses(text, said)
    _ends_of_words(text, said)
    for _ in range(_PASSES):
        if not any([_listened(text, said, start, stop, heard) for start, stop in list(_stretches(text, said))]):
            break
    return _written(text, said)


def _from_table(text: str) -> list[str]:
    """For each character its pinyin (with a blank before it where a word begins), or nothing."""
    said = [""] * len(text)
    place = 0
    while place < len(text):
        for phrase in _by_first().get(text[place], ()):
            if text.startswith(phrase, place):
                found = list(phrases()[phrase])
                first = next((index for index, one in enumerate(found) if one), None)
                if first is not None:
                    found[first] = f" {found[first]}"
                said[place : place + len(phrase)] = found
                place += len(phrase)
                break
        else:
            place += 1
    return said


def _heads_of_clauses(text: str, said: list[str]) -> None:
    for place in range(len(text) - 1):
        if text[place] == "得" and not said[place] and (not place or not _HAN.match(text[place - 1])):
            if text[place + 1] in _HAVING:
                said[place] = " de2"
            elif _HAN.match(text[place + 1]) and text[place + 1] not in _GAINING:
                said[place] = " dei3"


def _ends_of_words(text: str, said: list[str]) -> None:
    """花儿, 今儿: a light 儿 of its own, as it is said south of the Yangtze; 儿女, 婴儿: a full one."""
    for place in range(1, len(text)):
        if text[place] != "儿" or said[place] or not _HAN.match(text[place - 1]):
            continue
        own = text[place - 1] in _ER_BEFORE or text[place + 1 : place + 2] in _ER_AFTER
        said[place] = "er2" if own else "er5"


def _stretches(text: str, said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What the voice reads by itself: characters without pinyin; it looks for its words across blanks too."""
    start = None
    for place, character in enumerate(text):
        own = not said[place] and (character == " " or _HAN.match(character) is not None)
        if own and start is None:
            start = place
        elif not own and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def _listened(text: str, said: list[str], start: int, stop: int, heard: Heard) -> bool:
    """Set right one stretch; whether something changed."""
    places = [place for place in range(start, stop) if text[place] != " "]
    if not any(text[place] in "一不" or text[place] in alone() for place in places):
        return False
    listened = heard(text[start:stop])
    if listened is None or len(listened) != len(places):
        return False
    tones = {place: tone for place, (tone, _) in zip(places, listened, strict=True)}
    changed = False
    for place, (tone, by_itself) in zip(places, listened, strict=True):
        character = text[place]
        if by_itself and character in alone():
            said[place], changed = f" {alone()[character]}", True
        elif character == "一":
            following = said[place + 1][-1:] if place + 1 < len(text) else ""
            wanted = tone_of_one(text, place, following or tones.get(place + 1, ""))
            if wanted != tone:
                said[place], changed = f" yi{wanted}", True
        elif character == "不" and tone != "5" and place + 1 < len(text):
            if place and text[place - 1] == text[place + 1] != "不":
                said[place], changed = "bu5", True
            elif tone == "4" == said[place + 1][-1:]:
                said[place], changed = " bu2", True
    return changed


def tone_of_one(text: str, place: int, following: str) -> str:
    """The tone of 一 (1, 2, 4 or 5), where `following` is that of the next character.

    现代汉语词典 (7th edition, 一): first tone alone, at the end, and in ordinals and numbers read out; second before a fourth tone,
    fourth before the others; light in 看一看.
    """
    def at(offset: int) -> str:
        character = text[place + offset : place + offset + 1] if place + offset >= 0 else ""
        return character if character and _HAN.match(character) else ""

    before, after, second = at(-1), at(1), at(2)
    if not after:
        return "1"
    if before == after and at(-2) != "一":
        return "5"
    if before and (before in _DIGITS or before in "第初十之统唯单专逐"):
        return "1"
    if (before == "万" and after not in "千百") or (at(-2) + before) in ("星期", "礼拜"):
        return "1"
    if before == "周" and after not in "次回趟节共起直定样般换聚查结评讲期":
        return "1"
    if after in _DIGITS or after in "十号楼级月" or (after == "日" and before == "月"):
        return "1"
    if after in "到至比加减乘除" and (second in _DIGITS or second == "十"):
        return "1"
    return "2" if following in ("4", "5") else "4"


def _voiced(pinyin: str) -> str:
    """Pinyin as the voice can read it."""
    onset = _IONG.get(pinyin[:-1])
    return f"[[{onset}'ong{_TONE_PHONEMES[pinyin[-1]]}]]" if onset else pinyin


def _written(text: str, said: Sequence[str]) -> str:
    """Characters and pinyin together; a word's syllables stay together, what else is written in letters is kept apart."""
    out, was = "", ""
    for character, pinyin in zip(text, said, strict=True):
        piece = _voiced(pinyin.strip()) or character
        apart = pinyin.startswith(" ") or not (pinyin and was)
        if (pinyin or was) and apart and out and _LETTER.match(out[-1]) and _LETTER.match(piece):
            out += " "
        out += piece
        was = pinyin
    return out
