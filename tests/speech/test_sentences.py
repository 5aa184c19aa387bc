"""Sentences of an article: nothing is left out, nothing is read twice, and each is found on the page that shows it."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.linebreak import em_width
from tvapp.core.lit import spans
from tvapp.core.model import TextSize
from tvapp.core.sentences import LONGEST, at_or_after, sentences
from tvapp.core.typeset_article import page_of, paginate

BODY: tuple[Block, ...] = (
    Heading("坐在客厅里上党课"),
    Paragraph("老张懂得最多。有人问他从哪儿听来的，他笑着说：“回家好好看看电视吧！”他说的电视，就是“客厅党建”。"),
    ListBlock(("身份证。复印件也行", "户口本"), ordered=True),
    Quote("不忘初心。"),
    Table((("项目", "本季", "上季"), ("养老助餐", "52300 元", "47900 元"), ("修路", "", "1000 元"))),
    Image("a.jpg", "河边的桥"),
    Paragraph("……"),
    Paragraph("说完了"),
)


def test_an_article_is_cut_where_a_reader_takes_breath() -> None:
    assert [sentence.text for sentence in sentences(BODY)] == [
        "坐在客厅里上党课",
        "老张懂得最多。",
        "有人问他从哪儿听来的，他笑着说：“回家好好看看电视吧！”",
        "他说的电视，就是“客厅党建”。",
        "1、身份证。",
        "复印件也行",
        "2、户口本",
        "不忘初心。",
        "养老助餐，本季 52300 元，上季 47900 元",
        "修路，上季 1000 元",
        "河边的桥",
        "说完了",
    ]


def test_a_sentence_without_end_is_read_in_parts() -> None:
    text = "，".join(["这一句话写得实在太长了"] * 20) + "。"
    found = sentences((Paragraph(text),))
    assert "".join(sentence.text for sentence in found) == text
    assert all(len(sentence.text) <= LONGEST for sentence in found) and len(found) > 3
    assert all(sentence.text[-1] in "，。" for sentence in found)


def test_a_part_without_a_comma_ends_beside_a_number_not_in_it() -> None:
    text = "字" * (LONGEST - 5) + "0512-65123456" + "字" * 30
    found = sentences((Paragraph(text),))
    assert [sentence.text for sentence in found] == ["字" * (LONGEST - 5), "0512-65123456" + "字" * 30]


@pytest.mark.parametrize("size", list(TextSize))
def test_every_sentence_lights_its_own_words_on_its_own_page(size: TextSize) -> None:
    blocks = (*BODY, *(Paragraph(f"第{k}段。" + "街道办事处的工作人员说，这件事一趟就办好了。" * 3) for k in range(30)), *BODY)
    pages = paginate(blocks, size)
    assert len(pages) > 2
    seen: dict[int, list[str]] = {}
    for sentence in sentences(blocks):
        page = page_of(pages, sentence.start)
        pieces = spans(pages[page], sentence.start, sentence.stop)
        assert pieces, sentence
        lit = "".join(piece.text for piece in pieces)
        if page + 1 < len(pages):
            lit += "".join(piece.text for piece in spans(pages[page + 1], sentence.start, sentence.stop))
        plain = re.sub(r"\W", "", sentence.text)
        written = re.sub(r"\W", "", lit)
        if "元" not in plain:
            assert written in plain and plain.endswith(written), sentence
        for piece in pieces:
            wide = em_width(piece.before + piece.text, piece.bold) * piece.px
            assert piece.x >= 0 and piece.x + wide <= pages[page].w + 1
            assert piece.y >= 0 and piece.y + piece.h <= pages[page].h + 1
        seen.setdefault(page, []).append(sentence.text)
    # at the largest size a row of a table may reach over a page on which nothing else begins
    assert len(pages) - len(seen) <= (2 if size is TextSize.HUGE else 0)


_WORDS = st.text(alphabet=st.sampled_from("街道办事处一二3。，！？；…“”（） \n.aB"), max_size=160)
_BLOCK = st.one_of(
    _WORDS.map(Paragraph), _WORDS.map(Heading), _WORDS.map(Quote),
    st.lists(_WORDS, max_size=4).map(lambda items: ListBlock(tuple(items))),
    st.lists(st.lists(_WORDS, min_size=2, max_size=3).map(tuple), max_size=4).map(lambda rows: Table(tuple(rows))),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCK, max_size=6).map(tuple))
def test_of_any_article_every_word_is_read_once_and_in_order(blocks: tuple[Block, ...]) -> None:
    found = sentences(blocks)
    for before, after in itertools.pairwise(found):
        assert before.start < before.stop <= after.start
    whole = "".join(
        text
        for block in blocks
        for text in (
            (block.text,) if isinstance(block, Paragraph | Heading | Quote)
            else block.items if isinstance(block, ListBlock)
            else [cell if place or len(block.rows) < 2 else "_" * len(cell) for place, row in enumerate(block.rows) for cell in row]
        )
    )  # fmt: skip
    covered = "".join(whole[sentence.start : sentence.stop] for sentence in found)
    assert re.sub(r"\W|_", "", covered) == re.sub(r"\W|_", "", whole)
    for place, sentence in enumerate(found):
        assert at_or_after(found, sentence.start) == place
