"""Blocks to sheets: whole lines, no lonely heading, tables that stay readable, and the place kept when the size changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table, plain_text
from tvapp.core.geometry import panel_box, reader_box
from tvapp.core.linebreak import em_width
from tvapp.core.model import TextSize
from tvapp.core.typeset import (
    PanelEntry,
    SetBox,
    SetIcon,
    SetPicture,
    SetRule,
    SetText,
    Sheet,
    page_of,
    paginate,
    panel,
)

SIZES = list(TextSize)
WORDS = st.text(alphabet="街道新开的客厅党建，。“”0123456789 ab", max_size=90)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, WORDS),
        st.builds(Heading, WORDS, st.integers(1, 4)),
        st.builds(Quote, WORDS),
        st.builds(lambda items, ordered: ListBlock(tuple(items), ordered), st.lists(WORDS, max_size=5), st.booleans()),
        st.builds(
            lambda rows, head: Table(tuple(tuple(row) for row in rows), head),
            st.lists(st.lists(WORDS, max_size=5), max_size=6), st.booleans(),
        ),
        st.builds(Image, st.just("media:a.jpg"), WORDS),
    ),
    max_size=8,
).map(tuple)  # fmt: skip


def words_of(sheets: tuple[Sheet, ...]) -> str:
    return "".join("".join(t.lines) for sheet in sheets for t in sheet.placed if isinstance(t, SetText))


def inside(sheet: Sheet) -> None:
    for thing in sheet.placed:
        match thing:
            case SetText():
                w = max(em_width(line, thing.bold) * thing.px for line in thing.lines)
                h = thing.line_h * len(thing.lines)
            case SetRule():
                w, h = thing.w, 3.0
            case SetIcon():
                w = h = thing.px
            case SetPicture() | SetBox():
                w, h = thing.w, thing.h
        assert thing.x >= -0.01 and thing.x + w <= sheet.w + 0.5, thing
        assert thing.y >= -0.01 and thing.y + h <= sheet.h + 0.5, thing


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=60, deadline=None)
@given(blocks=BLOCKS)
def test_everything_stands_inside_its_sheet_and_no_word_is_lost(size: TextSize, blocks: tuple[Block, ...]) -> None:
    sheets = paginate(blocks, size)
    assert sheets
    for sheet in sheets:
        assert (sheet.w, sheet.h) == reader_box(size)
        inside(sheet)
    anchors = [sheet.anchor for sheet in sheets]
    assert anchors == sorted(anchors)
    if not any(isinstance(block, Image | Table) for block in blocks):
        wanted = "".join(plain_text(blocks).split())
        got = words_of(sheets)
        for block in blocks:
            if isinstance(block, ListBlock) and block.ordered:
                for k, item in enumerate(block.items, 1):
                    if item.strip():
                        got = got.replace(f"{k}.", "", 1)
        assert sorted("".join(got.split())) == sorted(wanted) or any(isinstance(b, ListBlock) for b in blocks)


def test_an_empty_body_is_one_empty_sheet() -> None:
    for size in SIZES:
        assert paginate((), size) == (Sheet((), *reader_box(size), 0),)


@pytest.mark.parametrize("size", SIZES)
def test_a_heading_never_stands_at_the_foot_of_a_sheet(size: TextSize) -> None:
    blocks: list[Block] = []
    for k in range(30):
        blocks.append(Paragraph("每天下午，和乐社区的老年活动室最热闹。" * (1 + k % 4)))
        blocks.append(Heading(f"第{k + 1}节 怎么开始"))
    blocks.append(Paragraph("完。"))
    for sheet in paginate(tuple(blocks), size):
        texts = [thing for thing in sheet.placed if isinstance(thing, SetText)]
        assert texts[-1].role != "heading"


@pytest.mark.parametrize("size", SIZES)
def test_lines_of_one_paragraph_are_one_text_so_that_the_trace_says_it_whole(size: TextSize) -> None:
    text = "老张懂得最多。有人问他从哪儿听来的，他笑着说：“回家好好看看电视吧！”"
    (sheet,) = paginate((Paragraph(text),), size)
    (only,) = sheet.placed
    assert isinstance(only, SetText)
    assert only.text == text
    assert "".join(only.lines) == text


@pytest.mark.parametrize("size", SIZES)
def test_a_table_repeats_its_head_on_every_sheet(size: TextSize) -> None:
    rows = (("项目", "金额（元）"), *((f"第{k}笔", f"{k},000") for k in range(1, 41)))
    sheets = paginate((Table(rows),), size)
    assert len(sheets) > 1
    for sheet in sheets:
        heads = [thing.text for thing in sheet.placed if isinstance(thing, SetText) and thing.role == "head"]
        assert heads == ["项目", "金额（元）"]


def test_a_table_too_wide_to_read_becomes_lines_of_head_and_cell() -> None:
    rows = (
        ("服务项目名称", "办理时间安排", "办理地点位置", "咨询电话号码", "所需材料清单"),
        ("老年人优待证", "工作日上午八点半到十一点半", "便民服务中心一楼", "0512-0000 1234", "身份证、户口本和照片"),
    )
    words = words_of(paginate((Table(rows),), TextSize.HUGE))
    assert "办理地点位置：便民服务中心一楼" in words
    assert "服务项目名称：老年人优待证" in words


def test_a_table_without_head_has_no_head_plate() -> None:
    (sheet,) = paginate((Table((("甲", "一"), ("乙", "二")), head=False),), TextSize.LARGE)
    assert not [thing for thing in sheet.placed if isinstance(thing, SetBox)]
    assert [t.text for t in sheet.placed if isinstance(t, SetText)] == ["甲", "一", "乙", "二"]


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_stands_with_its_words_below(size: TextSize) -> None:
    (sheet,) = paginate((Image("media:covers/lotus.jpg", "荷塘边的党员活动室"),), size)
    picture, caption = sheet.placed
    assert isinstance(picture, SetPicture) and isinstance(caption, SetText)
    assert caption.y >= picture.y + picture.h
    assert caption.text == "荷塘边的党员活动室"


@given(st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_the_place_is_kept_when_the_text_size_changes(anchor: int) -> None:
    body = tuple(Paragraph(f"第{k}段。" + "他说的电视，就是街道新开的客厅党建。" * 6) for k in range(40))
    large, huge = paginate(body, TextSize.LARGE), paginate(body, TextSize.HUGE)
    there = huge[page_of(huge, anchor)]
    back = page_of(large, there.anchor)
    assert abs(back - page_of(large, anchor)) <= 1
    assert 0 <= page_of(large, anchor) < len(large)


def test_a_hundred_thousand_characters_are_typeset_in_a_third_of_a_second() -> None:
    body = tuple(
        Paragraph(("他说的电视，就是街道新开的“客厅党建”，从2026年9月20日起每天上午 8:30 开播。" * 20)[:500]) for _ in range(200)
    )
    assert sum(len(block.text) for block in body) == 100_000
    paginate(body[:2], TextSize.LARGE)
    spent = []
    for _ in range(3):
        start = time.process_time()  # of this process: others may be busy
        paginate(body, TextSize.LARGE)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.3, spent


ENTRY = st.builds(
    PanelEntry,
    st.sampled_from(["", "map-pin", "clock", "一", "十二", "3"]),
    WORDS,
    st.lists(st.tuples(st.sampled_from(["value", "small", "phone", "body"]), WORDS), max_size=4).map(tuple),
    st.booleans(),
)


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=50, deadline=None)
@given(entries=st.lists(ENTRY, max_size=6).map(tuple))
def test_the_guides_panel_stays_inside_its_box(size: TextSize, entries: tuple[PanelEntry, ...]) -> None:
    sheets = panel(entries, size)
    assert sheets
    for sheet in sheets:
        assert (sheet.w, sheet.h) == panel_box(size)
        inside(sheet)


def test_the_panel_of_the_screen_design_is_one_sheet() -> None:
    entries = (
        PanelEntry("map-pin", "去哪儿", (("value", "示范街道便民服务中心"), ("small", "一楼 3 号窗口，8 路车站下"))),
        PanelEntry("clock", "几点", (("value", "上午 8:30 到 11:30"), ("value", "下午 1:30 到 5:00"), ("small", "周一到周五"))),
        PanelEntry("phone", "找谁", (("phone", "0512-0000 1234"),)),
    )
    (sheet,) = panel(entries, TextSize.LARGE)
    phone = next(t for t in sheet.placed if isinstance(t, SetText) and t.role == "phone")
    assert phone.px == 80
    assert len([t for t in sheet.placed if isinstance(t, SetRule)]) == 2


MIXED = "请大家乘坐 Metro 3 号线到 Suzhou North 站，再走 5 分钟就到 e-gov 大厅，带上 ID card 和照片。"


@pytest.mark.parametrize("size", SIZES)
def test_broken_lines_keep_the_spaces_between_chinese_and_latin_when_they_are_joined(size: TextSize) -> None:
    blocks: tuple[Block, ...] = (
        Heading(MIXED, 2), Paragraph(MIXED * 3), ListBlock((MIXED,), False), Table((("事项", "怎么去" * 40), (MIXED, MIXED * 4)), True),
    )  # fmt: skip
    said = [thing.text for sheet in paginate(blocks, size) for thing in sheet.placed if isinstance(thing, SetText)]
    whole = "".join(said)
    assert whole.count("乘坐 Metro 3 号线到 Suzhou North 站") == whole.count("North") > 5
    entry = PanelEntry("map-pin", "怎么去", (("value", MIXED),))
    said = [thing.text for sheet in panel((entry,), size) for thing in sheet.placed if isinstance(thing, SetText)]
    assert MIXED in "".join(said)
