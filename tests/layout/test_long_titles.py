"""Titles of forty characters, as offices write them: at every size the whole of the one in focus is there to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.programme import NOW, article, catalogue, column, lesson, today, with_section
from tests.core.television import Tv
from tests.layout import samples
from tests.layout.samples import all_samples, shown
from tvapp.core import events as ev
from tvapp.core.model import Catalogue, Memory, Record, Settings, TextSize, ThemeName
from tvapp.layout.audit import cut_words, problems, unreadable
from tvapp.layout.compose import layout
from tvapp.layout.scene import Box, Scene, Text

SIZES = list(TextSize)
FORTY = "关于进一步做好全区老年人助餐服务点布局优化和补贴发放工作有关事项的通知（试行）稿"


def programme() -> Catalogue:
    lessons = tuple(lesson(f"l{k}", f"{k}{FORTY}"[:40]) for k in range(10, 16))
    articles = tuple(article(f"t{k}", f"{k}{FORTY}"[:40]) for k in range(10, 16))
    made = with_section(catalogue(today=(today("l11", time="15:00", place="二楼活动室见"),)), 1, column("d", lessons))
    return with_section(made, 4, column("w", articles))


def television(size: TextSize) -> Tv:
    tv = Tv(programme(), records={"l10": Record("l10", position_s=40, duration_s=100, at=NOW)}, size=size)
    tv.post(ev.Started(Memory(records=tv.state.records, settings=Settings(text_size=size), shelves=tv.state.shelves)))
    tv.post(ev.HomeShown())
    return tv


@pytest.mark.parametrize("keys", ["", "RIGHT", "2", "2 DOWN", "2 DOWN DOWN", "5", "5 DOWN", "5 DOWN*3"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_long_title_is_whole_somewhere_while_it_has_focus(size: TextSize, keys: str) -> None:
    tv = television(size).press(keys)
    if keys.startswith("2"):
        tv.press("~1 RIGHT")
    scene = layout(tv.shown)
    assert problems(scene) + unreadable(scene) == []
    assert FORTY[:20] in "".join(node.text for group in scene.groups for node in group.nodes if isinstance(node, Text))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_only_titles_are_cut(size: TextSize) -> None:
    """… stands in no label of any sample screen; in titles only where they are far longer than a card."""
    tolerated = ("header", "item:", "hero", "today", "zap", "osd-title", "card", "message", "plate", "ticker", "rail:")
    for name, view in all_samples(size, ThemeName.INK):
        for key, text in cut_words(layout(view)):
            if name in ("player-plain", "toast-lines"):
                continue  # a subtitle of a hundred characters, which no file has
            assert key.startswith(tolerated) and len(text) > 12, (name, key, text)
            assert "long" in name or "two" in name or key.startswith(("rail:", "ticker")), (name, key, text)


def texts(scene: Scene, key: str) -> list[str]:
    return [node.text for group in scene.groups if group.key == key for node in group.nodes if isinstance(node, Text)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_how_old_the_content_is_stands_beside_the_title(size: TextSize) -> None:
    head = samples.header("5", "政务公开", "共 13 条·第 1 页 / 共 4 页·内容更新于 今天上午 8:20")
    scene = layout(shown(samples.articles(size, "item:02", header=head, strip=False), size))
    assert any("内容更新于 今天上午 8:20" in text for text in texts(scene, "header"))
    assert cut_words(scene) == []


@pytest.mark.parametrize("size", [TextSize.XLARGE, TextSize.HUGE], ids=lambda size: size.label)
def test_the_whole_title_hides_the_hints_and_no_half_line(size: TextSize) -> None:
    scene = layout(television(size).press("5").shown)
    (plate,) = [group.nodes[0] for group in scene.groups if group.key == "whole-title"]
    assert isinstance(plate, Box) and plate.y + plate.h == 1026
    assert "hints" not in {group.key for group in scene.groups}


def test_the_audit_finds_a_line_that_the_whole_title_cuts_through() -> None:
    scene = layout(television(TextSize.XLARGE).press("5").shown)
    moved = tuple(
        replace(group, nodes=(replace(group.nodes[0], y=group.nodes[0].y - 100), *group.nodes[1:]))  # type: ignore[call-arg]
        if group.key == "whole-title" else group
        for group in scene.groups
    )  # fmt: skip
    assert any("goes through" in wrong for wrong in problems(replace(scene, groups=moved)))
    bare = tuple(group for group in scene.groups if group.key != "whole-title")
    assert unreadable(replace(scene, groups=bare))
