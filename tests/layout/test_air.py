"""Nothing touches what it should stand clear of: edges of plates, the clock, the lantern's cord, its own place on the line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.layout import samples
from tests.layout.samples import shown
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.sheet import SetIcon, SetText
from tvapp.core.typeset_guide import PanelEntry, panel
from tvapp.core.views import Toast
from tvapp.layout.audit import _lines, problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import Group, Picture, Ring, Scene, Text, focus_rect

ART = Path(__file__).parents[2] / "tvapp/ui/assets/art"
USUAL = (TextSize.STANDARD, TextSize.LARGE)


def inked(scene: Scene, key: str) -> list[tuple[float, float]]:
    """Left and right of every line of a group."""
    return [(line.x, line.x + line.w) for line in _lines(scene)[0] if line.group.key == key]


@pytest.mark.parametrize("size", list(TextSize)[:3], ids=lambda size: size.label)
def test_the_first_line_of_a_panel_of_several_pages_stands_clear_of_its_edge(size: TextSize) -> None:
    entries = tuple(
        PanelEntry("map-pin", "去哪儿", (("value", "示范街道便民服务中心"), ("small", "一楼 3 号窗口，往东走两分钟"))) for _ in range(9)
    )
    pages = panel(entries, size)
    assert len(pages) > 2
    for page in pages:
        assert min(thing.y for thing in page.placed if isinstance(thing, SetText)) >= 16


@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_an_icon_below_steps_stands_in_their_column_and_its_words_in_theirs(size: TextSize) -> None:
    steps = tuple(PanelEntry(numeral, "", (("value", "带上身份证"),)) for numeral in "一二")
    (page,) = panel((*steps, PanelEntry("map-trifold", "要跑几趟", (("value", "跑 1 趟就好"),))), size)[:1]
    words = {thing.x for thing in page.placed if isinstance(thing, SetText) and thing.role in ("value", "label")}
    assert len(words) == 1
    (icon,) = [thing for thing in page.placed if isinstance(thing, SetIcon)]
    assert icon.x > 0 and icon.x + icon.px < words.pop()


@pytest.mark.parametrize("size", USUAL, ids=lambda size: size.label)
def test_how_old_the_content_is_does_not_run_into_the_clock(size: TextSize) -> None:
    page = samples.articles(size, header=samples.header("5", "政务公开", "共 13 条·第 1 页 / 共 3 页·内容更新于 今天上午 8:20"))
    scene = layout(shown(page, size))
    said = [node.text for group in scene.groups if group.key == "header" for node in group.nodes if isinstance(node, Text)]
    assert any("今天上午 8:20" in text for text in said)
    assert min(x for x, _ in inked(scene, "clock")) - max(end for _, end in inked(scene, "header")) >= 72


@pytest.mark.parametrize("size", USUAL, ids=lambda size: size.label)
def test_the_lanterns_cord_hangs_clear_of_the_widest_time_and_of_the_words(size: TextSize) -> None:
    scene = layout(shown(samples.message(size, clock=samples.LATE), size))
    (art,) = [node for group in scene.groups for node in group.nodes if isinstance(node, Picture)]
    alpha = Image.open(ART / f"{art.source.removeprefix('asset:')}.png").getchannel("A")
    cord = [art.x + x for x in range(alpha.width) if alpha.getpixel((x, 2)) == 255]
    assert max(cord) + 24 < min(x for x, _ in inked(scene, "clock"))
    paper = [art.x + x for x in range(alpha.width) if alpha.getpixel((x, 430)) == 255]
    assert max(end for _, end in inked(scene, "message")) < min(paper)


def test_of_a_long_line_below_a_title_the_date_is_not_what_is_lost() -> None:
    long = "基层党建 04·示范市示范区湖滨新城太平镇人民政府街道党群工作部·11月1日·正在朗读"
    view = replace(samples.reader(TextSize.LARGE), meta=long)
    said = [node for group in layout(shown(view, TextSize.LARGE)).groups if group.key == "header"
            for node in group.nodes if isinstance(node, Text)]  # fmt: skip
    assert any("".join(node.drawn).endswith("11月1日·正在朗读") for node in said)


def test_a_bracket_at_the_head_of_a_line_hangs_out_so_that_lines_begin_at_one_edge() -> None:
    scene = layout(shown(samples.message(TextSize.LARGE, lines=("《党费里的心意》", "换一课就能看。")), TextSize.LARGE))
    first, second = ([x for x, _ in inked(scene, "message") if x < 121] + [0, 0])[:2]
    assert first < second == 120


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
def test_the_audit_finds_words_that_touch_the_edge_of_their_plate(theme: ThemeName) -> None:
    good = layout(shown(samples.guide(TextSize.LARGE), TextSize.LARGE, theme))
    panel_group = next(group for group in good.groups if group.key == "panel")
    up = tuple(replace(node, y=190.0) if isinstance(node, Text) and node.y < 240 else node for node in panel_group.nodes)
    bad: Group = replace(panel_group, nodes=up)
    found = problems(replace(good, groups=tuple(bad if group is panel_group else group for group in good.groups)))
    assert not problems(good) and any("touches the edge of its plate" in wrong for wrong in found)


@pytest.mark.parametrize("size", USUAL, ids=lambda size: size.label)
def test_a_long_name_of_a_section_stands_whole_on_two_lines_of_its_card(size: TextSize) -> None:
    view = samples.home(size)
    cards = (view.cards[0], replace(view.cards[1], title="支部党课天天学", new=True), *view.cards[2:])
    scene = layout(shown(replace(view, cards=cards), size))
    (title,) = [node for group in scene.groups if group.key == cards[1].id for node in group.nodes
                if isinstance(node, Text) and "天天" in node.text]  # fmt: skip
    assert "".join(title.drawn) == "支部党课天天学"
    assert not problems(scene)


@pytest.mark.parametrize("size", USUAL, ids=lambda size: size.label)
def test_in_high_contrast_the_white_ring_melts_with_no_white_edge_beside_it(size: TextSize) -> None:
    pages = (samples.lessons(size, "rail:0"), samples.articles(size, "item:02"), samples.guide(size, 1))
    for page in pages:
        scene = layout(shown(page, size, ThemeName.HC))
        x, y, w, h = focus_rect(scene, 1920, 1080) or (0, 0, 0, 0)
        (ring,) = [node for group in scene.groups for node in group.nodes if isinstance(node, Ring)]
        lit = next(group for group in scene.groups if group.key == scene.focus_key)
        assert lit.rect is not None
        drawn_in = (lit.rect[3] - ring.h) / 2 * lit.scale
        top, foot = y + drawn_in, y + h - drawn_in
        others = [group for group in scene.groups if group.rect is not None and group.key != scene.focus_key]
        beside = [group.rect for group in others if group.rect and group.rect[0] < x + w and x < group.rect[0] + group.rect[2]]
        assert beside
        assert all(rect[1] + rect[3] <= top - 2.5 or rect[1] >= foot + 2.5 for rect in beside), page.focus


def test_a_toast_is_drawn_with_its_icon_on_its_plate() -> None:
    for size in TextSize:
        assert not problems(layout(shown(samples.lessons(size), size, toast=Toast("收好了", "star"))))


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
def test_the_ring_of_whatever_has_focus_lies_on_no_words_and_no_key_cap(size: TextSize, theme: ThemeName) -> None:
    for page in (samples.lessons(size), samples.articles(size), samples.articles(size, strip=False), samples.guide(size)):
        keys = [group.key for group in layout(shown(page, size, theme)).groups if group.rect is not None]
        for key in keys:
            found = problems(layout(shown(replace(page, focus=key), size, theme)))
            assert not [wrong for wrong in found if "ring" in wrong], key


def test_the_audit_finds_a_ring_over_words() -> None:
    scene = layout(shown(samples.lessons(TextSize.LARGE, "item:05"), TextSize.LARGE))
    lit = next(group for group in scene.groups if group.key == "item:05")
    (ring,) = [node for node in lit.nodes if isinstance(node, Ring)]
    low = replace(lit, nodes=tuple(replace(node, h=node.h + 20) if node is ring else node for node in lit.nodes))
    found = problems(replace(scene, groups=tuple(low if group is lit else group for group in scene.groups)))
    assert any(wrong.startswith("the ring of item:05 lies on") for wrong in found)
