"""Settings and what belongs to them, as driven with keys: every state of every page passes the audit at every size and theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.core.programme import NOW, catalogue, notice, today
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.keys import MEANINGS
from tvapp.core.model import Memory, Record, Settings, TextSize, ThemeName
from tvapp.core.remote import TEACHABLE
from tvapp.core.screens.settings import ROWS
from tvapp.core.state import Voice
from tvapp.core.tools import TOOLS
from tvapp.core.update import begin
from tvapp.core.views import SettingsView, Shown
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout
from tvapp.layout.scene import Ring, focus_rect

BEGUN = {"d03": Record("d03", position_s=40, duration_s=100, at=NOW)}
MADE = catalogue(notices=(notice("明天照常办事，上午 8:30 开门。"),), today=(today("b02", time="15:00", place="二楼活动室见"),))
SIZES = list(TextSize)
THEMES = list(ThemeName)


def television(size: TextSize, theme: ThemeName, welcome: bool = False, **changes: object) -> Tv:
    tv = Tv(MADE, records=BEGUN, size=size)
    settings = replace(Settings(text_size=size, theme=theme), **changes)  # type: ignore[arg-type]
    if welcome:
        tv.state = begin(MADE, NOW, tv.mono, welcome=True)
    tv.post(ev.Started(Memory(records=BEGUN, settings=settings, shelves=tv.state.shelves)))
    tv.post(ev.HomeShown())
    return tv


def settings_pages(size: TextSize, theme: ThemeName) -> Iterator[tuple[str, Shown]]:
    for place, row in enumerate(ROWS):  # a television for each: the rows of size and colour change the page itself
        for name, keys in (("", ""), (" changed", "RIGHT"), (" first", "LEFT LEFT")):
            tv = television(size, theme).press(f"MENU DOWN*{place}")
            assert isinstance(tv.page, SettingsView) and tv.page.focus == row.id
            yield f"{row.id}{name}", tv.press(keys).shown
    tv = television(size, theme).press("MENU DOWN")
    tv.state = replace(tv.state, voice=Voice("", "这台机器没有会说普通话的声音，请工作人员装一个。"))
    yield "no voice", tv.shown
    tv = television(size, theme, volume=0).press("MENU DOWN*4")
    yield "silent", tv.shown


def other_pages(size: TextSize, theme: ThemeName) -> Iterator[tuple[str, Shown]]:
    tv = television(size, theme).press(f"MENU {'DOWN ' * _row('row:keys')} OK")
    for place in range(len(MEANINGS)):
        yield f"key {place}", tv.shown
        tv.press("DOWN")
    for inset in (0, 56):
        tv = television(size, theme, edge_top=inset, edge_left=inset, edge_right=inset, edge_bottom=inset)
        tv.press(f"MENU {'DOWN ' * _row('row:edges')} OK")
        for edge in range(4):
            yield f"edge {edge} {inset}", tv.shown
            tv.press("OK")
    tv = television(size, theme, learned="1073742000:OK 99:HOME").press(f"MENU {'DOWN ' * _row('row:remote')} OK")
    for place in range(len(TEACHABLE) + 1):
        yield f"remote {place}", tv.shown
        tv.press("OK")
    tv = television(size, theme).press(f"MENU {'DOWN ' * _row('row:remote')} OK")
    tv.post(ev.StrangeKey(4711))
    yield "remote learned", tv.shown
    tv = television(size, theme, welcome=True)
    yield "welcome 1", tv.shown
    yield "welcome 2", tv.press("OK").shown
    yield "welcome 2 other", tv.press("RIGHT LEFT LEFT").shown
    yield "welcome voice", tv.press("OK").shown
    yield "welcome voice on", tv.press("LEFT").shown
    tv.state = replace(tv.state, voice=Voice("", "没有声音"))
    yield "welcome without voice", tv.shown
    tv = television(size, theme).press("UP")
    for tool in TOOLS:
        yield tool.id, tv.shown
        tv.press("RIGHT")


def _row(name: str) -> int:
    return next(place for place, row in enumerate(ROWS) if row.id == name)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_no_page_of_the_settings_has_a_problem(size: TextSize, theme: ThemeName) -> None:
    found = {}
    for name, view in (*settings_pages(size, theme), *other_pages(size, theme)):
        scene = layout(view)
        if wrong := problems(scene):
            found[name] = wrong
        rings = [g.key for g in scene.groups if any(isinstance(node, Ring) for node in g.nodes)]
        assert rings == [scene.focus_key], name
        assert focus_rect(scene, 1280, 720) is not None
    assert not found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_change_of_a_choice_redraws_its_row_and_the_sample_only(size: TextSize) -> None:
    tv = television(size, ThemeName.INK).press("MENU DOWN DOWN")
    before = {group.key: group for group in layout(tv.shown).groups}
    after = {group.key: group for group in layout(tv.press("RIGHT").shown).groups}
    assert {key for key in after if after[key] != before.get(key)} == {"row:speech-rate"}
