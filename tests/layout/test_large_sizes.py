"""特大 and 超大: what went wrong there once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.programme import NOW, catalogue, today
from tests.core.television import Tv
from tests.layout import samples
from tests.layout.samples import shown
from tvapp.core import events as ev
from tvapp.core.blocks import Heading, Paragraph
from tvapp.core.geometry import reader_box
from tvapp.core.model import Record, TextSize
from tvapp.core.sheet import SetText
from tvapp.core.state import Voice
from tvapp.core.subtitles import Cue
from tvapp.core.type_scale import SCALES
from tvapp.core.typeset import PanelEntry, paginate, panel
from tvapp.core.views import Button, DigitPlate
from tvapp.layout.audit import cut_words, problems
from tvapp.layout.compose import layout
from tvapp.layout.guide import guide_groups
from tvapp.layout.parts import Look, button
from tvapp.layout.scene import Group, Icon, Picture, Scene, Text

LARGE_SIZES = [TextSize.XLARGE, TextSize.HUGE]
SIZES = list(TextSize)
ALL = pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)


def words(scene: Scene, key: str) -> list[str]:
    return [node.text for group in scene.groups if group.key == key for node in group.nodes if isinstance(node, Text)]


def look(size: TextSize) -> Look:
    return Look(size, shown(samples.home(size), size).theme)


def test_at_the_largest_size_the_thing_in_focus_has_its_title_and_the_other_its_name() -> None:
    view = samples.home(TextSize.HUGE, "hero")
    assert view.hero is not None and view.today is not None
    begun = layout(shown(view, TextSize.HUGE))
    assert view.hero.title in words(begun, "hero") and words(begun, "today") == ["今日课程"]
    other = layout(shown(replace(view, focus="today"), TextSize.HUGE))
    assert view.today.title in words(other, "today") and words(other, "hero") == ["接着看"]
    assert problems(begun) + problems(other) == []


def test_at_the_largest_size_the_warning_stands_on_today_as_well() -> None:
    view = samples.home(TextSize.HUGE, "today", hero=None, countdown="8 秒后放今日课程，按任意键不放")
    assert "8 秒后放今日课程，按任意键不放" in words(layout(shown(view, TextSize.HUGE)), "today")


@ALL
@pytest.mark.parametrize("begun", [False, True])
def test_a_kiosk_where_nothing_was_begun_warns_before_it_plays_as_well(size: TextSize, begun: bool) -> None:
    records = {"d03": Record("d03", position_s=40, duration_s=100, at=NOW)} if begun else {}
    tv = Tv(catalogue(today=(today("b02", time="15:00"),)), size=size, kiosk=True, records=records).wait(13)
    scene = layout(tv.shown)
    shown = [said for group in scene.groups for said in words(scene, group.key) if "秒后放今日课程，按任意键不放" in said]
    assert len(shown) == 1 and problems(scene) == []


SAID = (Cue(0.0, 1000.0, "可是按月交，就是按月提醒自己，我是谁"),)


@ALL
@pytest.mark.parametrize("button", ["button:speed", "button:subtitles"])
def test_a_press_on_a_button_of_the_player_shows_what_it_did(size: TextSize, button: str) -> None:
    tv = Tv(catalogue(), size=size).press("2 OK ~1")
    tv.post(ev.SubtitlesLoaded("d01", SAID))
    tv.press("OK ~9")
    for _ in range(9):
        if tv.at == button:
            break
        tv.press("RIGHT")
    assert tv.at == button
    seen = []
    for _ in range(2):
        tv.press("OK")
        scene = layout(tv.shown)
        seen.append((*words(scene, button), *words(scene, "toast")))
        assert problems(scene) == []
    assert seen[0] != seen[1]


@ALL
def test_a_press_on_the_rate_of_the_voice_shows_what_it_did(size: TextSize) -> None:
    tv = Tv(catalogue(), size=size)
    tv.state = replace(tv.state, voice=Voice("说话人"))
    tv.press("5 OK RIGHT")
    assert tv.at == "tool:rate"
    seen = []
    for _ in range(3):
        tv.press("OK")
        scene = layout(tv.shown)
        seen.append(tuple(words(scene, "tool:rate")))
        assert problems(scene) == []
    assert len(set(seen)) == 3


@ALL
@pytest.mark.parametrize("tracks", [1, 12])
def test_what_up_brings_in_the_paused_player_is_seen_or_named(size: TextSize, tracks: int) -> None:
    tv = Tv(catalogue(), size=size)
    tv.player.tracks = tracks
    tv.press("2 OK ~1 OK ~9")
    scene = layout(tv.shown)
    shown = "".join(said for group in scene.groups if group.key.startswith(("osd", "button:")) for said in words(scene, group.key))
    assert "收藏" in shown and "从头看" in shown and ("配音" in shown) == (tracks > 1)
    assert problems(scene) == [] and cut_words(scene) == []
    assert "▲" not in "".join(words(layout(tv.press("UP").shown), "osd-bar"))


@pytest.mark.parametrize("size", LARGE_SIZES, ids=lambda size: size.label)
def test_home_says_what_up_does(size: TextSize) -> None:
    assert samples.home(size).top_hint.words in words(layout(shown(samples.home(size), size)), "header")


@pytest.mark.parametrize("said", ["退", "播", "停", "进", "念"])
def test_one_glyph_alone_has_its_picture_beside_it(said: str) -> None:
    item = Button("button:x", f"{said}一下", "play", said)
    group = button(look(TextSize.HUGE), item, (120.0, 850.0, 255.0, 156.0), False, px=100.0, stacked=True, icon_px=72)
    assert any(isinstance(node, Icon) for node in group.nodes)
    longer = button(look(TextSize.HUGE), replace(item, short="字幕"), (120.0, 850.0, 255.0, 156.0), False, px=100.0)
    assert not any(isinstance(node, Icon) for node in longer.nodes)


@ALL
def test_numbers_of_steps_past_ten_are_no_smaller_than_any_words(size: TextSize) -> None:
    steps = tuple(PanelEntry(str(k) if k > 10 else "一二三四五六七八九十"[k - 1], "", (("value", "走到窗口"),)) for k in range(1, 14))
    marks = [thing for sheet in panel(steps, size) for thing in sheet.placed if isinstance(thing, SetText) and thing.role == "mark"]
    assert {mark.text for mark in marks} >= {"一", "十", "11", "13"}
    assert min(mark.px for mark in marks) >= SCALES[size].floor
    starts = {thing.x for sheet in panel(steps, size) for thing in sheet.placed if isinstance(thing, SetText) and thing.role == "value"}
    assert len(starts) == 1, "all words begin behind the widest number"


@ALL
def test_a_short_text_of_the_panel_is_never_parted_over_two_sheets(size: TextSize) -> None:
    lines = ("一楼 3 号窗口，8 路“文荷路口”站下，往东走两分钟", "示范街道文荷路 8 号，菜场对面的两层小楼")
    entry = PanelEntry("map-pin", "去哪儿", (("value", "示范街道便民服务中心"), *(("small", line) for line in lines)))
    times = (("value", "上午 8:30 到 11:30"), ("value", "下午 1:30 到 5:00"), ("small", "周一到周五，节日休息"))
    hours = PanelEntry("clock", "几点", times)
    texts = [thing.text for sheet in panel((entry, hours), size) for thing in sheet.placed if isinstance(thing, SetText)]
    assert set(lines) | {"上午 8:30 到 11:30", "下午 1:30 到 5:00"} <= set(texts)


def test_at_the_largest_size_a_gap_and_four_lines_fit_and_a_heading_stands_close() -> None:
    gap = SCALES[TextSize.HUGE].paragraph_gap
    line = SCALES[TextSize.HUGE].reading_line
    assert gap >= 36 and 4 * line + gap <= reader_box(TextSize.HUGE)[1]
    (sheet,) = paginate((Heading("收入", 2), Paragraph("街道拨付十五万元，社区自己办活动收了两千三百元。")), TextSize.HUGE)
    heading, body = (thing for thing in sheet.placed if isinstance(thing, SetText))
    assert body.y == heading.y + heading.line_h


@ALL
def test_the_short_answers_of_a_guide_are_cut_at_a_clause(size: TextSize) -> None:
    view = samples.guide(size)
    long = replace(view, answers=tuple(replace(one, short="当场办好 卡免费，饭钱按顿付，每顿八元到十二元") for one in view.answers))
    groups: list[Group] = guide_groups(long, look(size))
    assert [text for key, text in cut_words(Scene("", (), tuple(groups), "", "ink", True)) if key.startswith("answer")] == []


@pytest.mark.parametrize("size", LARGE_SIZES, ids=lambda size: size.label)
def test_the_plate_of_two_digits_says_a_title_of_forty_characters_whole(size: TextSize) -> None:
    plate = DigitPlate("03", samples.FORTY[:40], None)
    scene = layout(replace(shown(samples.lessons(size), size), plate=plate))
    assert [text for key, text in cut_words(scene) if key == "plate"] == []


@ALL
def test_how_long_a_lesson_is_does_not_lie_on_its_picture_twice(size: TextSize) -> None:
    """At 特大 it stands below a short title: beside what was seen of it, two chips hid the picture."""
    scene = layout(shown(samples.lessons(size), size))
    (card,) = (group for group in scene.groups if group.key == "item:03")
    picture = next(node for node in card.nodes if isinstance(node, Picture))
    (length,) = (node for node in card.nodes if isinstance(node, Text) and node.text == "18 分钟")
    if size is TextSize.XLARGE:
        assert length.y >= picture.y + picture.h
