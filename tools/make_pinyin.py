"""Makes tvapp/core/pinyin_table.py: for every character that our fonts draw, the first letters of all its readings.

For whoever changes the fonts; never runs on a television. Needs pypinyin (readings of single characters, MIT). The table
is 26 strings, one a letter: a character with several readings stands under each of their letters (重 under C and Z).
"""

from __future__ import annotations

from pathlib import Path

from pypinyin import Style, pinyin

from tvapp.core.glyphs import RANGES

TARGET = Path(__file__).resolve().parent.parent / "tvapp" / "core" / "pinyin_table.py"
EXTRA = {"嗯": "EN"}
"""Readings that the source gives without a plain first letter."""


def letters(character: str) -> str:
    """The first letters of all readings, capital, sorted: 重 -> CZ."""
    found = set(EXTRA.get(character, ""))
    for reading in pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")[:1]:
        for syllable in reading:
            first = syllable[:1].upper()
            if "A" <= first <= "Z":
                found.add(first)
    return "".join(sorted(found))


def table() -> dict[str, str]:
    """Letter -> all characters that have a reading beginning with it."""
    rows: dict[str, list[str]] = {chr(code): [] for code in range(ord("A"), ord("Z") + 1)}
    for start, end in RANGES:
        for code in range(start, end + 1):
            character = chr(code)
            if code >= 0x3400:
                for letter in letters(character):
                    rows[letter].append(character)
    return {letter: "".join(row) for letter, row in rows.items()}


def source() -> str:
    lines = [
        '"""First letters of all readings of every character our fonts draw. Made by tools/make_pinyin.py: do not edit."""',
        "",
        "# ruff: noqa: E501",
        "LETTERS: dict[str, str] = {",
    ]
    lines += [f'    "{letter}": "{row}",' for letter, row in table().items()]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
