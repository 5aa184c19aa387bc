"""Makes tvapp/core/pinyin_table.py: for every character that our fonts draw, the first letters of the readings in use.

For whoever changes the fonts; never runs on a television. Needs pypinyin (readings of characters and of 47 000 words, MIT).

A dictionary of single characters lists every reading that ever was: 么 as yāo, 信 as shēn, 能 as xióng. Nobody types those. So
a reading counts when it is the first one that is given for its character, or when it stands in words often enough; what that
rule gets wrong is listed below, by hand.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from tvapp.core.glyphs import RANGES

TARGET = Path(__file__).resolve().parent.parent / "tvapp" / "core" / "pinyin_table.py"
WORD = 3
"""Words up to so many characters are words; longer ones are mostly sayings, which keep old readings."""
SHARE, SHARE_OF_SAYINGS = 0.03, 0.015
"""So much of all occurrences a further reading must have, where it stands in a word, and where only in two sayings."""

OWN = {
    # names of people and places, and everyday words, that too few words of the source have
    "嗯": "EN", "单": "DS", "区": "QO", "车": "CJ", "石": "SD", "翟": "ZD", "幢": "ZC", "缉": "JQ", "洞": "DT", "铅": "QY", "龟": "GQJ",
    "浚": "JX", "脯": "PF", "咯": "LKG", "伽": "JGQ", "荥": "XY", "歙": "SX", "渑": "MS", "谌": "CS", "晟": "SC", "覃": "TQ",
    # the one in use first
    "伺": "SC", "匙": "SC", "囤": "TD", "茄": "QJ", "轧": "ZYG", "辗": "Z", "龈": "Y", "靓": "LJ", "豉": "C", "磅": "BP", "俟": "SQ",
    "葚": "SR", "拗": "NA", "傀": "K", "呷": "XG", "耙": "PB",
    # readings that live on in one old word or saying only
    "冯": "F", "弟": "D", "氏": "S", "射": "S", "蛇": "S", "艾": "A", "见": "J", "免": "M", "景": "J", "括": "K", "揭": "J", "坏": "H",
    "凹": "A", "将": "J", "虾": "X", "乘": "C", "遗": "Y", "被": "B", "汤": "T", "卒": "Z", "侥": "J", "属": "S", "粥": "Z", "於": "Y",
    "嘲": "C", "匮": "K", "稽": "J", "识": "S", "尿": "N",
}  # fmt: skip
"""Character -> its letters, the one to show first."""

OWN_WORDS = (
    "长桌CZ 长凳CD 长住CZ 长按CA 长条CT 长廊CL 太长TC 最长ZC 多长DC 很长HC 一行YH 两行LH 几行JH 每行MH 换行HH 折行ZH 一行人YXR "
    "调高TG 调低TD 调大TD 调小TX 调到TD 调成TC 弹唱TC 弹三弦TSX 重开CK 重装CZ "
    "朝阳CY"
)
"""Everyday words that the source does not have, as `words` tells them; 朝阳 is more often a place than the morning sun."""

LICENCE = """
Derived from the data of pypinyin, https://github.com/mozillazg/python-pinyin, under the MIT License:

Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
"""Stands in the table, which is made of that data."""


def letter(reading: str) -> str:
    """The plain capital a reading begins with: ō -> O; "" for none."""
    first = unicodedata.normalize("NFD", reading)[:1].upper()
    return first if "A" <= first <= "Z" else ""


@cache
def occurrences() -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """(in words, in words and sayings): character -> letter -> how many."""
    short: dict[str, Counter[str]] = defaultdict(Counter)
    every: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in phrases_dict.items():
        for character, reading in zip(phrase, readings, strict=False):
            found = letter(reading[0]) if reading else ""
            if found:
                every[character][found] += 1
                short[character][found] += len(phrase) <= WORD
    return short, every


@cache
def letters(character: str) -> str:
    """The first letters of the readings in use, capital, the one to show first: 重 -> ZC."""
    if character in OWN:
        return OWN[character]
    given = pinyin_dict.get(ord(character), "")
    first = letter(given)
    short, every = occurrences()
    counts = every.get(character, Counter())
    whole = sum(counts.values())
    more = [
        found
        for found, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if found != first
        and ((short[character][found] and count >= SHARE * whole) or (count >= 2 and count >= SHARE_OF_SAYINGS * whole))
    ]
    return first + "".join(more)


def characters() -> list[str]:
    """Every Chinese character that the fonts draw."""
    return [chr(code) for start, end in RANGES for code in range(start, end + 1) if code >= 0x3400]


def rows(further: bool) -> dict[str, str]:
    """Letter -> the characters that are shown with it; or those that it finds as well."""
    found: dict[str, list[str]] = {chr(code): [] for code in range(ord("A"), ord("Z") + 1)}
    for character in characters():
        for one in letters(character)[1:] if further else letters(character)[:1]:
            found[one].append(character)
    return {one: "".join(row) for one, row in found.items()}


def words() -> list[str]:
    """重庆CQ: how a word with a character of several readings is read.

    All of two characters; a longer one where those of two would say it otherwise.
    """
    drawn = set(characters())
    told: dict[str, str] = {}
    for phrase in sorted(phrases_dict, key=lambda each: (len(each), each)):
        if len(phrase) < 2 or len(phrase) > WORD + 1 or not drawn.issuperset(phrase):
            continue
        said = "".join(letter(reading[0]) if reading else "" for reading in phrases_dict[phrase])
        if len(said) != len(phrase) or not any(len(letters(character)) > 1 for character in phrase):
            continue
        if any(one not in letters(character) for character, one in zip(phrase, said, strict=True)):
            continue
        if len(phrase) == 2 or said != read(phrase, told):
            told[phrase] = said
    told |= {entry[: len(entry) // 2]: entry[len(entry) // 2 :] for entry in OWN_WORDS.split()}
    return [phrase + said for phrase, said in told.items()]


def read(phrase: str, told: dict[str, str]) -> str:
    """How a phrase is read by the words that are told, as tvapp/core/pinyin.py does it: the longest first."""
    said, place = "", 0
    while place < len(phrase):
        for size in range(WORD + 1, 1, -1):
            here = told.get(phrase[place : place + size])
            if here:
                break
        else:
            here = letters(phrase[place])[:1]
        said += here
        place += len(here) or 1
    return said


def source() -> str:
    lines = [
        '"""First letters of the readings in use, of every character our fonts draw. Made by tools/make_pinyin.py: do not edit."""',
        "",
        *(f"# {line}".rstrip() for line in LICENCE.strip().splitlines()),
        "",
        "# ruff: noqa: E501",
        "LETTERS: dict[str, str] = {",
        *(f'    "{one}": "{row}",' for one, row in rows(further=False).items()),
        "}",
        '"""Letter -> the characters whose most common reading begins with it."""',
        "MORE: dict[str, str] = {",
        *(f'    "{one}": "{row}",' for one, row in rows(further=True).items() if row),
        "}",
        '"""Letter -> the characters that it finds as well."""',
        "WORDS = (",
    ]
    told = words()
    lines += [f'    "{" ".join(told[k : k + 12])} "' for k in range(0, len(told), 12)]
    return "\n".join([*lines, ")", '"""How words with such characters are read, to show the right letter."""', ""])


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
