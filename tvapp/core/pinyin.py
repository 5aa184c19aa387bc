"""Which keys a character answers to: the first letters of all its readings, and the number keys that carry them."""

from __future__ import annotations

from functools import cache

KEYPAD: dict[str, str] = {
    "2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ",
}  # fmt: skip
"""The letters on the number keys (ITU-T E.161), as printed on telephones and remotes."""
KEY_OF = {letter: digit for digit, letters in KEYPAD.items() for letter in letters}


@cache
def _readings() -> dict[str, str]:
    """Character -> its letters, for all characters of the table (built once, some 10 ms)."""
    from tvapp.core.pinyin_table import LETTERS  # a hundred kilobytes that only a search needs

    found: dict[str, str] = {}
    for letter, row in LETTERS.items():
        for character in row:
            found[character] = found.get(character, "") + letter
    return found


def letters(character: str) -> str:
    """The capital letters that this character can be typed by: its own for Latin, first letters of its readings else."""
    if character.isascii():
        return character.upper() if character.isalpha() else ""
    return _readings().get(character, "")


def initial(character: str, typed: str = "") -> str:
    """The letter to stand above a character: the one that answers to what was typed, else its first; "" for none."""
    if character.isascii() and character.isdigit():
        return character
    found = letters(character)
    for letter in found:
        if typed and typed in (letter, KEY_OF[letter]):
            return letter
    return found[:1]


def symbols(character: str) -> str:
    """Everything that a typed letter or number key may match: letters, their number keys, and a digit itself."""
    if character.isascii() and character.isdigit():
        return character
    found = letters(character)
    return found + "".join(sorted({KEY_OF[letter] for letter in found}))
