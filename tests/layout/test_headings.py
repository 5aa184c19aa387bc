"""Headings of results and of what was seen: large words that the ring of the row in focus never covers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.core.programme import NEWS, NOW, catalogue
from tests.core.television import Tv
from tvapp.core.model import Record, TextSize
from tvapp.core.show import show
from tvapp.core.type_scale import scale
from tvapp.layout.compose import layout
from tvapp.layout.scene import Scene, Text, focus_rect

RECORDS = {
    key: Record(key, position_s=9, duration_s=100, at=NOW - timedelta(days=days), favourite_at=NOW)
    for days, key in enumerate(("d01", "d02", "d03", "d04", f"{NEWS}#n01", f"{NEWS}#n02", "g1"))
}


def headings(scene: Scene) -> list[Text]:
    return [node for group in scene.groups if group.key.startswith("head:") for node in group.nodes if isinstance(node, Text)]


def walk(tv: Tv) -> list[Text]:
    """Down to the last row; every heading on the way, none of them covered."""
    met: list[Text] = []
    for _ in range(90):
        scene = layout(show(tv.state))
        ring = focus_rect(scene, 1920, 1080)
        assert ring is not None
        _, top, _, height = ring
        for head in headings(scene):
            assert head.px >= scale(tv.state.settings.text_size).floor
            middle = head.y + head.line_h / 2
            assert middle + head.px / 2 <= top or middle - head.px / 2 >= top + height, (head.text, ring)
            if not met or met[-1].text != head.text:
                met.append(head)
        before = tv.at
        if tv.press("DOWN").at == before:
            return met
    raise AssertionError("no end")


@pytest.mark.parametrize("size", list(TextSize), ids=lambda size: size.label)
@pytest.mark.parametrize("tab", ["seen", "kept", "fresh"])
def test_no_ring_covers_a_heading_of_what_was_seen(size: TextSize, tab: str) -> None:
    tv = Tv(catalogue(), records=RECORDS, size=size).press("UP")
    while tv.at != "tool:history":
        tv.press("RIGHT")
    tv.press("OK")
    if size is TextSize.HUGE:
        tv.press("UP OK")
    else:
        tv.press("LEFT*3")
    while tv.at != f"rail:{tab}":
        tv.press("DOWN" if tab != "going" else "UP")
    tv.press("OK")
    names = [head.text for head in walk(tv)]
    if tab == "seen":
        assert list(dict.fromkeys(names)) == ["今天", "昨天", "更早"]
    elif tab == "kept":
        assert list(dict.fromkeys(names)) == ["课程", "办事指南", "文章"]
    assert names


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE], ids=lambda size: size.label)
@pytest.mark.parametrize("typed", ["", "3", "7"])
def test_no_ring_covers_a_heading_of_the_results(size: TextSize, typed: str) -> None:
    tv = Tv(catalogue(), records=RECORDS, size=size).press(f"BLUE {typed}")
    if not typed:
        tv.press("RIGHT*3")
    assert tv.at.startswith("result:")
    names = [head.text for head in walk(tv)]
    assert "课程" in names if typed else names == ["看得最多的"]
