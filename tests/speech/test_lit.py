"""The sentence that is being read, on the screen: its plate at every text size and in every theme, and nothing else disturbed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.programme import guide_body
from tests.speech.talking import TalkingTv
from tests.speech.test_sentences import BODY
from tvapp.core.blocks import Paragraph, Quote
from tvapp.core.model import ArticleBody, TextSize, ThemeName
from tvapp.core.screens import guide
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import Scene, Text

LONG = Paragraph("每天下午，金澄社区的老年活动室最热闹，退休的老同志泡上一壶茶，说街道，聊社区，谁家有事都肯帮一把，一坐就是一个下午。" * 3)


def scene(tv: TalkingTv) -> Scene:
    return layout(tv.show())


def plate(drawn: Scene) -> list[Text]:
    """The lit lines, each on its plate."""
    group = next(group for group in drawn.groups if group.key == "lit")
    assert all(isinstance(node, Text) and node.plate for node in group.nodes)
    return [node for node in group.nodes if isinstance(node, Text)]


def with_theme(tv: TalkingTv, theme: ThemeName) -> TalkingTv:
    tv.state = replace(tv.state, settings=replace(tv.state.settings, theme=theme))
    return tv


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("size", list(TextSize))
def test_every_sentence_of_an_article_is_lit_without_fault(size: TextSize, theme: ThemeName) -> None:
    tv = with_theme(TalkingTv(mode="off", size=size), theme)
    key = next(key for key, entry in tv.state.index.entries.items() if entry.section == 4)
    for entry in tv.state.index.column(4, "全部"):
        tv.bodies[entry.key] = ArticleBody((LONG, *BODY, LONG))
    assert key
    tv.press("5 OK")
    assert problems(scene(tv)) == []
    tv.press("OK")
    while tv.state.speaking.reading is not None:
        drawn = scene(tv)
        texts = plate(drawn)
        assert problems(drawn) == [], tv.said[-1]
        assert texts
        assert sum(bool(text.text) for text in texts) == 1, "one string for the sentence"
        assert "".join("".join(text.lines) for text in texts) == texts[0].text
        tv.heard()
    assert all(group.key != "lit" for group in scene(tv).groups)


@pytest.mark.parametrize("size", list(TextSize))
def test_only_the_plate_is_drawn_anew_when_the_reading_goes_on(size: TextSize) -> None:
    tv = TalkingTv(mode="off", size=size)
    tv.press("5 OK OK")
    before = scene(tv)
    tv.heard()
    after = scene(tv)
    old, new = ({group.key: group for group in drawn.groups} for drawn in (before, after))
    if tv.page.page == 1:  # type: ignore[union-attr]
        assert {key for key in new if old.get(key) != new[key]} <= {"lit", "page-mark"}
    assert old["lit"] != new["lit"]


@pytest.mark.parametrize("size", list(TextSize))
def test_every_answer_of_a_guide_is_lit_without_fault(size: TextSize) -> None:
    tv = TalkingTv(mode="off", size=size)
    for entry in tv.state.index.column(5, "全部"):
        tv.bodies[entry.key] = guide_body()
    tv.press("6 OK")
    for answer in range(guide.ANSWERS):
        assert tv.state.top.answer == answer  # type: ignore[union-attr]
        tv.press("OK")
        while tv.state.speaking.reading is not None:
            drawn = scene(tv)
            assert plate(drawn) and [fault for fault in problems(drawn) if "lit" in fault] == [], tv.said[-1]
            tv.heard()
        while answer + 1 < guide.ANSWERS and tv.state.top.answer == answer:  # type: ignore[union-attr]
            tv.press("DOWN")


@pytest.mark.parametrize("size", list(TextSize))
def test_the_lit_sentence_keeps_the_spaces_that_its_lines_swallowed(size: TextSize) -> None:
    said = "请大家乘坐 Metro 3 号线到 Suzhou North 站，再走 5 分钟就到 e-gov 大厅，带上 ID card 和照片。"
    for block in (Paragraph(said), Quote(said)):
        tv = TalkingTv(mode="off", size=size)
        for entry in tv.state.index.column(4, "全部"):
            tv.bodies[entry.key] = ArticleBody((block,))
        tv.press("5 OK OK")
        assert "".join(text.text for text in plate(scene(tv))) == said
