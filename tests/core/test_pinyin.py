"""The table of first letters is what its tool makes, and every reading of a word answers."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tvapp.core.pinyin import KEY_OF, initial, letters, symbols
from tvapp.core.pinyin_table import LETTERS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_table_that_is_shipped_is_the_one_that_the_tool_makes() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_pinyin.py"))
    assert made["source"]() == (ROOT / "tvapp" / "core" / "pinyin_table.py").read_text("utf-8")


WORDS = {
    "重庆": ("CQ", "ZQ"), "银行": ("YH", "YX"), "行政": ("XZ",), "会计": ("KJ", "HJ"), "厦门": ("XM", "SM"), "校长": ("XZ", "JZ"),
    "长者": ("ZZ", "CZ"), "降压药": ("JYY",), "番禺": ("PY", "FY"), "六安": ("LA",), "单县": ("SX", "DX"), "曾国藩": ("ZGF",),
    "区书记": ("QSJ", "OSJ"), "重温": ("CW", "ZW"),
}  # fmt: skip


@pytest.mark.parametrize(("word", "typed"), [(word, one) for word, ways in WORDS.items() for one in ways])
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
