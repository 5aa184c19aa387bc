"""Chinese line breaking: nothing is lost, every line fits, and the rules of 禁则 hold."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.linebreak import NO_END, NO_START, balanced, em_width, fit, fit_box, spaced, wrap

HAN = "电视就是街道新开的客厅党建坐在自家沙发上按一个数字"
MIXED = st.text(alphabet=HAN + "，。！？、；：“”（）《》—…%0123456789 abcXYZ·", max_size=120)
HAN_TEXT = st.text(alphabet=HAN + "，。！？、；：“”《》（）", max_size=160)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(MIXED, st.integers(60, 1700), st.sampled_from([32, 40, 52, 104]), st.booleans())
def test_no_character_is_lost_and_every_line_fits(text: str, width: int, px: int, bold: bool) -> None:
    lines = wrap(text, width, px, bold)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert em_width(line, bold) * px <= width + 0.01 or len(line) == 1


@given(HAN_TEXT, st.integers(8, 30))
def test_closing_signs_start_no_line_and_opening_signs_end_none(text: str, glyphs: int) -> None:
    runs = [0]
    for before, after in pairwise(text):
        runs.append(runs[-1] + 1 if after in NO_START or before in NO_END else 0)
    if max(runs) >= glyphs - 1:
        return  # so many signs in a row that no line could hold them
    lines = wrap(text, glyphs * 52, 52)
    for before, after in pairwise(lines):
        assert after[0] not in NO_START, lines
        assert before[-1] not in NO_END, lines


@pytest.mark.parametrize(
    "kept",
    ["8:30", "3000元", "50%", "第3课", "0512-0000 1234", "18 分钟", "2026年", "3.5学时", "¥12.80", "WeChat", "——", "……",
     "12345", "2026-09-24", "平方米", "10%", "30℃", "第 12 条"],
)  # fmt: skip
def test_numbers_keep_their_units_and_words_stay_whole(kept: str) -> None:
    if kept == "平方米":
        kept = "80平方米"
    for before in range(1, 14):
        lines = wrap("啊" * before + kept + "啊" * 8, 12 * 52, 52)
        assert any(kept in line for line in lines), lines


def test_a_run_longer_than_the_line_is_broken_anyway() -> None:
    lines = wrap("看" + "a" * 200 + "，完。", 400, 52)
    assert "".join(lines) == "看" + "a" * 200 + "，完。"
    assert all(em_width(line, False) * 52 <= 400 for line in lines)
    assert not any(line[0] in NO_START for line in lines)


def test_hard_breaks_and_empty_texts_stand() -> None:
    assert wrap("", 500, 40) == ("",)
    assert wrap("一\n\n二", 500, 40) == ("一", "", "二")
    assert wrap("   ", 500, 40) == ("",)


def test_a_box_narrower_than_a_glyph_still_ends() -> None:
    assert wrap("客厅", 10, 52) == ("客", "厅")


@given(MIXED, st.integers(200, 1200), st.integers(1, 3))
def test_what_is_fitted_has_no_more_lines_than_asked_and_says_when_it_cut(text: str, width: int, most: int) -> None:
    lines, cut = fit(text, width, 48, True, most)
    assert len(lines) <= most
    assert all(em_width(line, True) * 48 <= width + 0.01 or len(line) == 1 for line in lines)
    if cut:
        assert lines[-1].endswith("…")
    else:
        assert squeezed("".join(lines)) == squeezed(text)


def test_a_card_title_breaks_into_halves_of_near_equal_length() -> None:
    lines, cut = balanced("关于开展老年大学秋季招生的通知", 388, 48, True, 2)
    assert not cut
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) <= 2


def test_two_lines_part_where_the_sentence_does() -> None:
    assert balanced("不要紧，正在播放电视里存好的内容。", 1180, 76, False, 2)[0] == ("不要紧，", "正在播放电视里存好的内容。")
    assert balanced("关掉后，想再看，按遥控器的电源键。", 1568, 104, False, 2)[0] == ("关掉后，想再看，", "按遥控器的电源键。")
    assert balanced("老年大学秋季招生和课程安排", 388, 48, True, 2)[0] == ("老年大学秋季招生", "和课程安排")


@given(MIXED, st.integers(200, 900))
def test_near_equal_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines, cut = balanced(text, width, 48, True, 2)
    assert all(em_width(line, True) * 48 <= width + 0.01 or len(line) == 1 for line in lines)
    if not cut:
        assert squeezed("".join(lines)) == squeezed(text)


@given(MIXED, st.integers(200, 900), st.integers(40, 400))
def test_the_largest_size_that_fits_is_whole_or_the_smallest(text: str, width: int, height: int) -> None:
    px, lines, cut = fit_box(text, width, height, 72, 40, True, 1.2, True)
    assert 40 <= px <= 72
    if cut:
        assert px == 40
    assert len(lines) <= max(1, height / (px * 1.2) + 1e-6)


def test_ten_thousand_characters_take_less_than_twenty_milliseconds() -> None:
    text = ("他说的电视，就是街道新开的“客厅党建”。上午 8:30 到 11:30，电话0512-0000 1234，50%。" * 250)[:10_000]
    wrap(text, 1440, 52)
    best = min(_timed(text) for _ in range(5))
    assert best < 0.02, best


def _timed(text: str) -> float:
    start = time.process_time()
    wrap(text, 1440, 52)
    return time.process_time() - start


BILINGUAL = "请大家乘坐 Metro 3 号线到 Suzhou North 站，再走 5 分钟就到 e-gov 大厅，带上 ID card 和照片。"


@pytest.mark.parametrize("width", range(160, 1200, 40))
def test_lines_that_are_joined_again_say_what_the_text_says(width: int) -> None:
    lines = wrap(BILINGUAL, width, 40)
    assert "".join(spaced(BILINGUAL, lines)) == BILINGUAL
    assert "".join(spaced(BILINGUAL.replace(" ", ""), wrap(BILINGUAL.replace(" ", ""), width, 40))) == BILINGUAL.replace(" ", "")


def test_a_word_that_is_cut_gets_no_space_and_a_hard_break_gets_one() -> None:
    address = "https://www.example.cn/zhengwu/2026/11/20/a-very-long-name.html"
    assert "".join(spaced(address, wrap(address, 300, 40))) == address
    assert "".join(spaced("上午\n  下午", wrap("上午\n  下午", 300, 40))) == "上午 下午"


@given(st.text(alphabet="街道，。ab1 （）/", max_size=120), st.integers(60, 600))
def test_joined_lines_differ_from_their_text_in_the_width_of_blanks_only(text: str, width: int) -> None:
    assert "".join(spaced(text, wrap(text, width, 40))).split() == text.split()


@given(st.text(alphabet="街道，。ab1 （）/", max_size=120), st.integers(100, 600), st.integers(1, 3))
def test_a_text_that_is_cut_keeps_the_spaces_of_what_is_left(text: str, width: int, most: int) -> None:
    for lines, cut in (fit(text, width, 40, False, most), balanced(text, width, 40, False, most)):
        for line in lines:
            assert (line.removesuffix("…") if cut else line) in text
