"""Every sample screen, at every text size, in every theme, passes the audit of the screen design."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout import samples
from tests.layout.samples import all_samples, shown
from tvapp.core.geometry import ticker_room
from tvapp.core.linebreak import em_width
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.type_scale import SCALES
from tvapp.core.views import PageView, SectionView
from tvapp.layout.audit import problems
from tvapp.layout.compose import layout
from tvapp.layout.palette import COLOURS, contrast, rgba
from tvapp.layout.scene import Ring, Scene, Text, focus_rect

TOKENS = json.loads((Path(__file__).parents[2] / "tvapp/ui/assets/tokens.json").read_text(encoding="utf-8"))
SIZES = list(TextSize)


@pytest.mark.parametrize("theme", list(ThemeName), ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_no_sample_screen_has_a_problem(size: TextSize, theme: ThemeName) -> None:
    found = {name: wrong for name, view in all_samples(size, theme) if (wrong := problems(layout(view)))}
    assert not found


TITLE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="关于老年人助餐的通知（试行）“”《》，。0123456789 abcW—…", max_size=200),
    st.just(""),
    st.just("A" * 200),
    st.just("9" * 40),
    st.just("（" * 30),
)


@settings(max_examples=25, deadline=None)
@given(TITLE, st.sampled_from(SIZES), st.sampled_from(list(ThemeName)))
def test_no_title_however_odd_leaves_its_place(title: str, size: TextSize, theme: ThemeName) -> None:
    pages: list[PageView] = [
        samples.home_long(size, title),
        samples.home_open(size, title),
        samples.lessons(size, "item:03", (title, "党课", title)),
        samples.articles(size, "item:02", (title, title), header=samples.header("5", title, title, "已失效")),
        samples.reader(size, 0, title),
        samples.guide(size, 0, 0, title, "请先打电话问一问"),
        samples.player(size, "buttons", title=title, section=title, subtitle=(title, title)),
        samples.zap(size, title),
        samples.next_lesson(size, title),
        samples.message(size, title=title, lines=(title, title), call=(title, "0512-0000 1234")),
    ]
    for page in pages:
        assert not problems(layout(shown(page, size, theme)))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_move_of_focus_on_home_changes_two_groups(size: TextSize) -> None:
    assert changed(layout(shown(samples.home(size, "card:1"), size)), layout(shown(samples.home(size, "card:2"), size))) == {
        "card:1", "card:2",
    }  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_minute_changes_only_the_clock(size: TextSize) -> None:
    later = replace(samples.CLOCK, hm="2:37")
    one, other = samples.home(size), replace(samples.home(size), clock=later)
    assert changed(layout(shown(one, size)), layout(shown(other, size))) == {"clock"}
    page = samples.lessons(size)
    moved = replace(page, header=replace(page.header, clock=later))
    assert changed(layout(shown(page, size)), layout(shown(moved, size))) == {"clock"}


def test_a_second_of_the_countdown_changes_only_the_ring() -> None:
    one, other = samples.next_lesson(TextSize.LARGE), samples.next_lesson(TextSize.LARGE, seconds=11)
    assert changed(layout(shown(one, TextSize.LARGE)), layout(shown(other, TextSize.LARGE))) == {"countdown"}


def test_a_subtitle_changes_only_the_subtitle() -> None:
    one = samples.player(TextSize.LARGE, "none", has_picture=True)
    other = replace(one, subtitle=("另一句。",))
    assert changed(layout(shown(one, TextSize.LARGE)), layout(shown(other, TextSize.LARGE))) == {"subtitle"}


def changed(one: Scene, other: Scene) -> set[str]:
    before, after = {g.key: g for g in one.groups}, {g.key: g for g in other.groups}
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_what_has_focus_is_lit_and_has_a_rectangle(size: TextSize) -> None:
    for name, view in all_samples(size, ThemeName.INK):
        scene = layout(view)
        rings = [g.key for g in scene.groups if any(isinstance(node, Ring) for node in g.nodes)]
        wanted = [scene.focus_key] if scene.focus_key not in ("", "video") else []
        assert rings == wanted, name
        if wanted:
            rect = focus_rect(scene, 1280, 720)
            assert rect is not None and rect[0] >= 0 and rect[1] >= 0, name


def test_under_a_dialog_nothing_of_the_page_is_lit() -> None:
    scene = layout(shown(samples.home(TextSize.LARGE), TextSize.LARGE, dialog=samples.LEAVE))
    assert scene.focus_key == "button:stay"
    assert [g.key for g in scene.groups if any(isinstance(node, Ring) for node in g.nodes)] == ["button:stay"]


def drawn(scene: Scene, key: str) -> list[str]:
    return [node.text for g in scene.groups if g.key == key for node in g.nodes if isinstance(node, Text)]


def test_the_rail_scrolls_by_whole_tabs_and_keeps_the_focus_in_sight() -> None:
    page = samples.many_tabs(TextSize.LARGE)
    for k in range(len(page.rail)):
        scene = layout(shown(replace(page, focus=f"rail:{k}"), TextSize.LARGE))
        tabs = [g.key for g in scene.groups if g.key.startswith("rail:")]
        assert len(tabs) == 5
        assert f"rail:{k}" in tabs
        marks = drawn(scene, "rail-marks")
        assert ("▲" in marks) == (tabs[0] != "rail:0")
        assert ("▼" in marks) == (tabs[-1] != "rail:8")


def test_a_title_that_a_card_cuts_stands_whole_in_the_line_at_the_foot() -> None:
    title = "关于进一步做好全区老年人助餐服务点布局优化的通知"
    page = samples.lessons(TextSize.LARGE, "item:03", (title,))
    assert page.whole_title == title
    assert drawn(layout(shown(page, TextSize.LARGE)), "hints") == [title]


def test_a_title_of_two_hundred_characters_stands_whole_near_its_card() -> None:
    for focus in ("item:03", "item:06"):
        page = samples.lessons(TextSize.LARGE, focus, (samples.TWO_HUNDRED,))
        scene = layout(shown(page, TextSize.LARGE))
        (plate,) = [g for g in scene.groups if g.key == "whole-title"]
        (text,) = [node for node in plate.nodes if isinstance(node, Text)]
        assert "".join(text.lines) == samples.TWO_HUNDRED
        card = next(g.rect for g in scene.groups if g.key == focus)
        assert card is not None
        box = plate.nodes[0]
        assert box.y + box.h <= card[1] - 20 or box.y >= card[1] + card[3] + 20  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_piece_of_a_notice_is_drawn_at_its_full_size(size: TextSize) -> None:
    room, px = ticker_room(size)
    piece = "今"
    while em_width(piece + "今", False) * px <= room:
        piece += "今"
    view = samples.home(size)
    assert view.ticker is not None
    scene = layout(shown(replace(view, ticker=replace(view.ticker, text=piece, index=12, count=16)), size))
    text = next(n for g in scene.groups if g.key == "ticker" for n in g.nodes if isinstance(n, Text) and n.text == piece)
    assert text.px >= px
    assert text.drawn == (piece,)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_page_of_the_section_shows_every_cell_it_is_given(size: TextSize) -> None:
    for page in (samples.lessons(size), samples.articles(size), samples.articles(size, strip=False)):
        assert isinstance(page, SectionView)
        keys = {g.key for g in layout(shown(page, size)).groups}
        assert {cell.id for cell in page.cells} <= keys


def test_the_tables_are_those_of_the_tokens() -> None:
    names = {"standard": TextSize.STANDARD, "large": TextSize.LARGE, "xlarge": TextSize.XLARGE, "huge": TextSize.HUGE}
    for name, size in names.items():
        for role, px in TOKENS["type"]["sizes"][name].items():
            if role != "kiosk_clock":
                assert getattr(SCALES[size], role) == px, (name, role)
    for theme, colours in COLOURS.items():
        for name, value in colours.items():
            assert TOKENS["theme"][theme]["colour"][name].lower() == value.lower(), (theme, name)


def test_the_palette_has_the_contrasts_that_the_tokens_state() -> None:
    assert contrast(rgba("ink", "text_primary"), rgba("ink", "card_raised")) == pytest.approx(13.0, abs=0.15)
    assert contrast(rgba("qing", "accent"), rgba("qing", "card_raised")) == pytest.approx(8.5, abs=0.15)
    assert contrast(rgba("hc", "text_primary"), rgba("hc", "card")) == pytest.approx(21.0)


def test_the_audit_finds_a_strip_over_the_buttons_of_the_player() -> None:
    strip = samples.zap(TextSize.LARGE).zap
    both = replace(samples.player(TextSize.LARGE, "buttons"), zap=strip)
    assert any("lies" in wrong for wrong in problems(layout(shown(both, TextSize.LARGE))))


def test_the_audit_finds_what_is_wrong() -> None:
    good = layout(shown(samples.home(TextSize.LARGE), TextSize.LARGE))
    header = next(g for g in good.groups if g.key == "header")
    bad = replace(
        header,
        nodes=(
            *header.nodes,
            Text("溢出", 1790, 60, 60, "text_primary"),
            Text("重叠", 250, 70, 60, "text_primary"),
            Text("太小", 600, 900, 20, "text_primary"),
            Text("太淡", 960, 930, 40, "card_line"),
        ),
    )
    found = " / ".join(problems(replace(good, groups=tuple(bad if g is header else g for g in good.groups))))
    for wrong in ("'溢出' leaves the safe area", "lies under header: '重叠'", "'太小' is 20 px", "'太淡' has contrast"):
        assert wrong in found
