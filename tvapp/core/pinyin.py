"""Which keys a character answers to: the first letters of its readings, and the number keys that carry them.

Readings are those that people use today, the most common one first (tools/make_pinyin.py says how they are chosen).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

KEYPAD: dict[str, str] = {
    "2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ",
}  # fmt: skip
"""The letters on the number keys (ITU-T E.161), as printed on telephones and remotes."""
KEY_OF = {letter: digit for digit, letters in KEYPAD.items() for letter in letters}


@cache
def _readings() -> dict[str, str]:
    """Character -> its letters, for all characters of the table (built once, some 10 ms)."""
    from tvapp.core.pinyin_table import LETTERS, MORE  # a hundred kilobytes that only a search needs

    found = {character: letter for letter, row in LETTERS.items() for character in row}
    for letter, row in MORE.items():
        for character in row:
            found[character] += letter
    return found


@cache
def _words() -> dict[str, str]:
    """Word -> its letters, where a character of it has several: 重庆 -> CQ."""
    from tvapp.core.pinyin_table import WORDS

    return {entry[: len(entry) // 2]: entry[len(entry) // 2 :] for entry in WORDS.split()}


_LONGEST = 4
"""Characters of the longest of those words."""


_READ = {"0": "L", "1": "Y", "2": "EL", "3": "S", "4": "S", "5": "W", "6": "L", "7": "Q", "8": "B", "9": "J"}
"""How digits are read: 零 一 二 两 三 四 五 六 七 八 九."""
_ODD = {"〇": "L"}
"""Characters of Chinese text that stand outside the blocks of the table (二〇二六年)."""
_WIDE = 0xFEE0
"""From a full-width form (Ａ, ３) to the plain one; Unicode block FF00-FFEF."""


def _plain(character: str) -> str:
    return chr(ord(character) - _WIDE) if "！" <= character <= "～" else character


def is_digit(character: str) -> bool:
    """0 to 9, in either width."""
    return "0" <= character <= "9" or "０" <= character <= "９"


def letters(character: str) -> str:
    """The capital letters that this character can be typed by: its own for Latin, first letters of its readings else."""
    character = _plain(character)
    if character.isascii():
        return character.upper() if character.isalpha() else _READ.get(character, "")
    return _readings().get(character) or _ODD.get(character, "")


def initial(character: str, typed: str = "", said: str = "") -> str:
    """The letter to stand above a character: the one that answers to what was typed, else its first; "" for none.

    `said` is the letter by which it is read where it stands, and comes before its others. Above a digit the digit itself,
    unless it was typed as it is read (3 as S, for 三).
    """
    found, plain = said + letters(character), _plain(character)
    digit = plain if is_digit(character) else ""
    if not digit or typed != digit:
        for letter in found:
            if typed and typed in (letter, KEY_OF[letter]):
                return letter
    return digit or found[:1]


def initials(title: str, typed: Mapping[int, str] = MappingProxyType({})) -> tuple[str, ...]:
    """The letters to stand above a title, a character each, as its words are read: 重庆 has a C, 重要 a Z.

    `typed` tells by its place what was typed for a character; the letter that answers to it comes first (`initial`).
    """
    told, said, place = _words(), [""] * len(title), 0
    while place < len(title):
        step = 1
        for size in range(min(_LONGEST, len(title) - place), 1, -1):
            word = told.get(title[place : place + size])
            if word:
                said[place : place + size], step = word, size
                break
        place += step
    return tuple(initial(character, typed.get(k, ""), said[k]) for k, character in enumerate(title))


@lru_cache(16_384)
def symbols(character: str) -> str:
    """Everything that a typed letter or number key may match: letters, their number keys, and a digit itself."""
    found = letters(character)
    keys = {KEY_OF[letter] for letter in found}
    if is_digit(character):
        keys.add(_plain(character))
    return found + "".join(sorted(keys))
