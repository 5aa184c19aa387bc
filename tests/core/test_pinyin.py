"""The table of first letters is what its tool makes, and every reading of a word answers."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from tvapp.core.pinyin import KEY_OF, initial, initials, letters, symbols
from tvapp.core.pinyin_table import LETTERS, MORE, WORDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_table_that_is_shipped_is_the_one_that_the_tool_makes() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_pinyin.py"))
    assert made["source"]() == (ROOT / "tvapp" / "core" / "pinyin_table.py").read_text("utf-8")


READ = {
    "重庆": ("CQ", "ZQ"), "银行": ("YH", "YX"), "行政": ("XZ",), "会计": ("KJ", "HJ"), "厦门": ("XM", "SM"), "校长": ("XZ", "JZ"),
    "长者": ("ZZ", "CZ"), "降压药": ("JYY",), "番禺": ("PY", "FY"), "六安": ("LA",), "单县": ("SX", "DX"), "曾国藩": ("ZGF",),
    "区书记": ("QSJ", "OSJ"), "重温": ("CW", "ZW"),
}  # fmt: skip


@pytest.mark.parametrize(("word", "typed"), [(word, one) for word, ways in READ.items() for one in ways])
def test_every_reading_of_a_word_answers(word: str, typed: str) -> None:
    for character, letter in zip(word, typed, strict=True):
        assert letter in letters(character)
        assert {letter, KEY_OF[letter]} <= set(symbols(character))
        assert initial(character, letter) == letter
        assert initial(character, KEY_OF[letter]) in letters(character)


def test_what_cannot_be_typed_has_no_letter() -> None:
    assert [initial(character) for character in "，《 ·"] == ["", "", "", ""]
    assert (initial("a"), initial("7"), initial("Z", "9")) == ("A", "7", "Z")


def test_the_table_has_twenty_six_rows_and_no_character_twice_in_one() -> None:
    assert sorted(LETTERS) == [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    assert all(len(row) == len(set(row)) for row in LETTERS.values())
    shown = "".join(LETTERS.values())
    assert len(shown) == len(set(shown))
    assert all(not set(row) & set(LETTERS[letter]) and set(row) <= set(shown) for letter, row in MORE.items())


IN_USE = {
    "么": "M", "支": "Z", "部": "B", "党": "D", "课": "K", "招": "Z", "信": "X", "句": "J", "能": "N", "庆": "Q", "什": "S", "百": "B",
    "其": "Q", "重": "ZC", "行": "XH", "长": "ZC", "乐": "LY", "朝": "CZ", "曾": "CZ", "会": "HK", "单": "DS", "区": "QO", "仇": "CQ",
    "解": "JX", "盛": "SC", "传": "CZ", "弹": "DT", "给": "GJ", "车": "CJ", "匙": "SC", "茄": "QJ",
}  # fmt: skip


def test_readings_that_nobody_speaks_any_more_neither_stand_above_a_character_nor_find_it() -> None:
    """么 stood under Y (yāo), 信 was found as S (shēn), 能 as X (xióng)."""
    assert {character: letters(character) for character in IN_USE} == IN_USE
    for title, above in (("怎么办", "ZMB"), ("支部党课", "ZBDK"), ("招聘信息", "ZPXX"), ("一句承诺怎么守", "YJCNZMS")):
        assert "".join(initials(title)) == above


SAID = {
    "重庆的重要会议": "CQDZYHY", "银行行长": "YHHZ", "校长的长征": "XZDCZ", "会计大会": "KJDH", "音乐真快乐": "YYZKL",
    "重温入党誓词": "CWRDSC", "调解员下乡调查": "TJYXXDC", "朝阳社区": "CYSQ", "曾经": "CJ",
    "评弹和弹琴": "PTHTQ", "降压药降价": "JYYJJ", "家里的长桌": "JLDCZ",
    "降": "J", "《长者》": "ZZ", "": "",
}  # fmt: skip


@pytest.mark.parametrize("title", SAID)
def test_the_letter_above_a_character_is_how_it_is_read_in_its_word(title: str) -> None:
    assert "".join(initials(title)) == SAID[title]
    assert len(initials(title)) == len(title)


def test_what_was_typed_stands_above_before_what_is_read() -> None:
    assert initials("重庆", {0: "Z", 1: "Q"}) == ("Z", "Q")
    assert initials("重庆", {0: "9"}) == ("Z", "Q")
    assert initials("第3课", {1: "S"}) == ("D", "S", "K")


def test_every_word_of_the_table_is_read_with_letters_that_find_its_characters() -> None:
    for entry in WORDS.split():
        word, said = entry[: len(entry) // 2], entry[len(entry) // 2 :]
        assert 2 <= len(word) <= 4
        assert all(letter in letters(character) for character, letter in zip(word, said, strict=True)), entry


def test_the_example_of_the_readme_is_found_in_the_catalogue_that_is_shipped() -> None:
    """It told to look for 水乡, which stood in no title."""
    told = re.search("“(.{2})”按 ([2-9]) ([2-9])，", (ROOT / "README.md").read_text("utf-8"))
    assert told
    word, *digits = told.groups()
    assert re.search(f"title: [\"']?{word}", (ROOT / "channels.yaml").read_text("utf-8"))
    assert [KEY_OF[letter] for letter in initials(word)] == digits
