"""What scenes look like, how little is redrawn for a change, and that nothing grows."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sample_scene import card, dialog, home

from tvapp.core.ports import Frame
from tvapp.layout.scene import Box, Group, Picture, Scene, Text, Video, focus_rect
from tvapp.ui.stage import Stage
from tvapp.ui.text import MAX_BYTES, MAX_TEXTURES
from tvapp.ui.theme import theme
from tvapp.ui.window import TvWindow

Rgb = tuple[int, int, int]


class Look:
    """The window's pixels, counted from the top left."""

    def __init__(self, window: TvWindow) -> None:
        self.width = window.width
        self.data = window.pixels()

    def at(self, x: int, y: int) -> Rgb:
        place = (y * self.width + x) * 3
        red, green, blue = self.data[place : place + 3]
        return red, green, blue


def colour(name: str, of: str = "ink") -> Rgb:
    red, green, blue, _ = theme(of).rgba(name)
    return round(red * 255), round(green * 255), round(blue * 255)


def near(one: Rgb, other: Rgb, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def page(*nodes: object, theme_name: str = "ink", background: str = "black") -> Scene:
    group = Group("only", nodes)  # type: ignore[arg-type]
    return Scene("home", ("home",), (group,), "page", background=background, theme=theme_name, motion=False)


def settled(stage: Stage, scene: Scene) -> None:
    """Show it as it is when nothing moves any more."""
    stage.show(scene, 0.0)
    assert not stage.animate(100.0)


# ---------------------------------------------------------------- what it looks like


@pytest.mark.parametrize("name", ["ink", "qing", "hc"])
def test_the_focused_card_is_lit_and_ringed_and_the_others_are_not(stage: Stage, window: TvWindow, name: str) -> None:
    scene = home(1, theme=name, motion=False)
    settled(stage, scene)
    look = Look(window)
    rect = focus_rect(scene, window.width, window.height)
    assert rect is not None
    x, y, w, h = rect
    assert near(look.at(x + w // 2, y + 2), colour("focus_ring", name)), "the ring's upper edge"
    assert near(look.at(x + 2, y + h // 2), colour("focus_ring", name)), "the ring's left edge"
    assert near(look.at(x + w // 2, y + 14), colour("focus_fill_top", name), 8)
    assert near(look.at(x + w // 2, y + h - 14), colour("focus_fill_bottom", name), 8)
    assert near(look.at(738, 400), colour("card", name)), "inside the third card"


def test_the_ring_stands_exactly_where_the_scene_says(stage: Stage, window: TvWindow) -> None:
    scene = replace(home(7, motion=False), background="black")
    settled(stage, scene)
    look = Look(window)
    rect = focus_rect(scene, window.width, window.height)
    assert rect is not None
    x, y, w, h = rect
    gold = colour("focus_ring")
    middle = y + h // 2
    first = next(column for column in range(x - 12, x + 12) if near(look.at(column, middle), gold))
    last = next(column for column in range(x + w + 12, x + w - 12, -1) if near(look.at(column, middle), gold))
    assert abs(first - x) <= 1
    assert abs(last - (x + w - 1)) <= 1


def test_round_corners_are_clear_outside_and_smooth_between(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Box(300, 300, 600, 300, "#FFFFFF", None, 60)))
    look = Look(window)
    assert look.at(200, 200) == (0, 0, 0)
    assert look.at(240, 240) == (255, 255, 255)
    diagonal = {look.at(200 + step, 200 + step)[0] for step in range(20)}
    assert any(20 < level < 235 for level in diagonal), "no smooth pixel on the corner"


def test_only_the_named_corners_are_round(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Box(300, 300, 600, 300, "#FFFFFF", None, 60, corners="left")))
    look = Look(window)
    assert look.at(200, 200) == look.at(200, 399) == (0, 0, 0)
    assert look.at(599, 200) == look.at(599, 399) == (255, 255, 255)


def test_a_gradient_runs_from_top_to_bottom(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Box(300, 300, 600, 300, "#FF0000", "#0000FF", 28)))
    look = Look(window)
    assert near(look.at(400, 203), (252, 0, 3), 6)
    assert near(look.at(400, 300), (127, 0, 127), 6)
    assert near(look.at(400, 397), (3, 0, 252), 6)


def test_a_line_lies_inside_the_edge(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Box(300, 300, 600, 300, "#000080", None, 28, "#FFFFFF", 6)))
    look = Look(window)
    assert look.at(400, 199) == (0, 0, 0)
    assert look.at(400, 200) == look.at(400, 203) == (255, 255, 255)
    assert near(look.at(400, 205), (0, 0, 128))


def test_text_is_drawn_in_its_colour_within_its_line(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Text("国国国国", 300, 300, 60, "#00FF00", bold=True, line_h=90)))
    look = Look(window)
    inked = [(x, y) for y in range(160, 300) for x in range(180, 400) if look.at(x, y)[1] > 128]
    assert inked
    assert all(look.at(x, y)[0] == 0 for x, y in inked)
    left, right = min(x for x, _ in inked), max(x for x, _ in inked)
    top, bottom = min(y for _, y in inked), max(y for _, y in inked)
    assert 200 <= left < 206, "left aligned at x 300 (200 px)"
    assert 350 < right <= 362
    assert top >= 200 and bottom <= 260, "between the ends of its 90 px line"
    assert abs((top + bottom) / 2 - 230) <= 4, "in the middle of its line"


def test_the_plate_of_a_lit_piece_lies_on_its_very_glyphs_at_sizes_that_are_no_whole_pixels(
    stage: Stage, window: TvWindow
) -> None:
    # 40 px are 26.67 at 720p and set at 27: over a whole line that is a glyph's width
    before, lit = "今年冬天预计有几次强降温，街道从 11 月 15 日", "起做三件国"
    line = Text(before + lit, 120, 300, 40, "#00FF00", line_h=62)
    settled(stage, page(line, Text(lit, 120, 300, 40, "#FF0000", line_h=62, before=before, plate="#0000FF")))
    look = Look(window)
    rows = range(202, 240)
    blue = [x for x in range(60, 1270) if near(look.at(x, 206), (0, 0, 255))]
    green = [x for x in range(60, 1270) if any(look.at(x, y)[1] > 128 for y in rows)]
    red = [x for x in range(60, 1270) if any(look.at(x, y)[0] > 128 for y in rows)]
    assert max(green) < min(blue) and max(blue) > max(red) and min(blue) <= min(red)
    assert max(blue) - max(red) < 8 and min(red) - min(blue) < 8


def test_lines_are_aligned_right_and_centred(stage: Stage, window: TvWindow) -> None:
    settled(
        stage,
        page(Text("国国", 900, 300, 60, "#FFFFFF", align="right"), Text("国", 960, 600, 60, "#FFFFFF", align="center")),
    )
    look = Look(window)
    right = max(x for y in range(200, 252) for x in range(400, 700) if look.at(x, y)[0] > 100)
    assert 592 <= right <= 600
    centred = [x for y in range(400, 452) for x in range(500, 800) if look.at(x, y)[0] > 100]
    assert abs((min(centred) + max(centred)) / 2 - 640) <= 2


def test_what_no_font_draws_is_left_out_instead_of_boxed(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Text("🎉\x07\u200d", 300, 300, 60, "#FFFFFF")))
    assert set(Look(window).data) == {0}


def test_an_overlong_line_is_cut_not_a_texture_too_wide_for_the_card(stage: Stage, window: TvWindow) -> None:
    settled(stage, page(Text("长" * 5000, 0, 300, 60, "#FFFFFF")))
    assert stage.words.kept.bytes < MAX_BYTES
    assert Look(window).at(640, 230) != (0, 0, 0) or Look(window).at(644, 226) != (0, 0, 0)


def test_a_window_of_another_shape_has_bars_and_keeps_the_picture_whole(stage: Stage, window: TvWindow) -> None:
    before = window.width, window.height
    try:
        window.width, window.height = 960, 720
        stage.resize(0.0)
        settled(stage, home(1, motion=False))
        assert stage._ground.size == (960, 540)
        assert tuple(stage._ground.pos) == (0, 90)
        rect = focus_rect(home(1), 960, 720)
        bounds = stage._drawn["card-1"].painted.bounds
        assert rect is not None and bounds is not None
        x, y, w, h = rect
        assert bounds[0] <= x and bounds[1] <= 720 - y - h and bounds[2] >= w and bounds[3] >= h
    finally:
        window.width, window.height = before
        stage.resize(0.0)


# ---------------------------------------------------------------- pictures


def arrived(stage: Stage) -> None:
    """Wait for the picture thread (a condition, not a time)."""
    until = time.monotonic() + 20
    while stage.pictures.busy:
        assert time.monotonic() < until
        stage.collect_pictures()
    stage.collect_pictures()


def test_a_cover_comes_after_a_quiet_box_and_is_round_at_the_corners(
    stage: Stage, window: TvWindow, covers: Path
) -> None:
    Image.new("RGB", (848, 428), (0, 200, 0)).save(covers / "a.png")
    scene = page(Picture("media:a.png", 300, 300, 600, 300, "cover", 60))
    settled(stage, scene)
    assert near(Look(window).at(400, 300), colour("card_raised"))
    arrived(stage)
    look = Look(window)
    assert near(look.at(400, 300), (0, 200, 0))
    assert look.at(200, 200) == (0, 0, 0)


def test_contain_keeps_the_whole_picture_and_its_shape(stage: Stage, window: TvWindow, covers: Path) -> None:
    Image.new("RGB", (100, 400), (0, 0, 250)).save(covers / "tall.jpg")
    settled(stage, page(Picture("media:tall.jpg", 300, 300, 600, 300, "contain")))
    arrived(stage)
    look = Look(window)
    assert near(look.at(400, 300), (0, 0, 250), 12)
    assert look.at(300, 300) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["missing", "empty", "rubbish", "truncated", "vast"])
def test_a_picture_that_cannot_be_shown_stays_a_quiet_box(
    stage: Stage, window: TvWindow, covers: Path, kind: str
) -> None:
    path = covers / "b.png"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "rubbish":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    elif kind == "truncated":
        Image.new("RGB", (848, 428), (0, 200, 0)).save(path)
        path.write_bytes(path.read_bytes()[:60])
    elif kind == "vast":
        whole = Image.new("RGB", (9000, 2), (0, 200, 0))
        whole.save(path)
    settled(stage, page(Picture("media:b.png", 300, 300, 600, 300)))
    arrived(stage)
    assert near(Look(window).at(400, 300), colour("card_raised"))


# ---------------------------------------------------------------- how little is done


def test_one_focus_move_rebuilds_two_groups_and_draws_two_places(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1, motion=False))
    window.show()
    before = stage.rebuilt
    stage.show(home(2, motion=False), 1.0)
    assert stage.rebuilt == before + 2
    rects = window.damage.take(window.width, window.height)
    assert sum(w * h for _, _, w, h in rects) < window.width * window.height * 0.2


def test_the_same_scene_again_does_nothing(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1, motion=False))
    window.show()
    before = stage.rebuilt
    stage.show(home(1, motion=False), 1.0)
    assert stage.rebuilt == before
    assert window.damage.take(window.width, window.height) == []


def test_going_back_and_forth_renders_no_text_twice(stage: Stage) -> None:
    for focus in (1, 2, 1):
        settled(stage, home(focus, motion=False))
    before = stage.words.made
    for focus in (2, 1, 2):
        settled(stage, home(focus, motion=False))
    assert stage.words.made == before


def test_with_motion_the_fill_changes_at_once_and_the_size_follows(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1))
    stage.show(home(2), 10.0)
    first = Look(window)
    assert stage.animate(10.0)
    assert near(first.at(640, 396), colour("focus_fill_top"), 24), "lit in the first frame"
    moving = [Look(window).data for now in (10.03, 10.06, 10.2) if stage.animate(now) or True]
    assert moving[0] != moving[1] != moving[2]
    assert not stage.animate(10.2)
    rest = Look(window).data
    stage.resize(20.0)
    assert Look(window).data == rest, "at rest it is what it would be without motion"


def test_without_motion_everything_is_there_in_one_frame(stage: Stage) -> None:
    stage.show(home(1, motion=False), 0.0)
    for scene in (home(2, motion=False), replace(home(3, motion=False), page="other"), dialog(home(3, motion=False))):
        stage.show(scene, 1.0)
        assert not stage.animate(1.0)


def test_a_new_page_is_seen_in_its_first_frame_and_comes_to_rest(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1))
    before = Look(window).data
    other = replace(home(5), page="other", groups=tuple(card(index, index == 5) for index in range(10)))
    stage.show(other, 50.0)
    assert Look(window).data != before
    assert stage.animate(50.1)
    assert not stage.animate(50.3)
    moved = Look(window).data
    stage.resize(60.0)
    assert Look(window).data == moved


def test_a_bump_moves_four_pixels_and_comes_back(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(0))
    rest = Look(window).data
    stage.show(replace(home(0), bump=(1, -1.0, 0.0)), 10.0)
    assert Look(window).data != rest, "seen in the first frame"
    assert stage.animate(10.07)
    assert not stage.animate(10.2)
    assert Look(window).data == rest


def test_a_dialog_fades_out_and_leaves_nothing_behind(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1))
    rest = Look(window).data
    settled(stage, dialog(home(1)))
    stage.show(home(1), 200.0)
    assert stage.animate(200.05)
    assert Look(window).data != rest
    assert not stage.animate(200.2)
    assert Look(window).data == rest


SCENES = [
    home(0),
    home(1),
    home(6),
    home(9, motion=False),
    dialog(home(1)),
    replace(home(4), bump=(3, 1.0, 0.0)),
    replace(home(4), dim=0.5),
    replace(home(2), shift=(30.0, -24.0)),
    replace(home(3), shift=(30.0, -24.0), dim=0.5),
    replace(home(8), shift=(30.0, -24.0), dim=0.5),
    replace(home(3), list_page="2", groups=tuple(card(index, index == 3) for index in (3, 4, 8, 9))),
    replace(home(5), page="b", background="bg-reader"),
    home(1, theme="hc"),
]


def raw(window: TvWindow) -> bytes:
    """What is in the window, damage drawn first, without the cost of turning it round."""
    window._draw()
    assert window._store is not None
    return window._store.pixels()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(SCENES), st.floats(0.0, 0.3)), min_size=1, max_size=6))
def test_drawing_only_what_changed_gives_the_same_picture_as_drawing_all(
    stage: Stage, window: TvWindow, steps: list[tuple[Scene, float]]
) -> None:
    now = time.monotonic()
    for scene, later in steps:
        stage.show(scene, now)
        window.show()
        now += later
        stage.animate(now)
        partly = raw(window)
        window.damage.everything()
        assert raw(window) == partly


# ---------------------------------------------------------------- video


class Quad:
    """Stands where the lesson's picture is drawn: a plain blue rectangle (the real one has its own tests)."""

    def __init__(self) -> None:
        from kivy.graphics import Color, InstructionGroup, Rectangle

        self.instruction = InstructionGroup()
        self._rectangle = Rectangle()
        self.instruction.add(Color(0, 0, 1, 1))
        self.instruction.add(self._rectangle)
        self.frames = 0

    def place(self, box: tuple[float, float, float, float]) -> None:
        self._rectangle.pos, self._rectangle.size = box[:2], box[2:]

    def show(self, frame: Frame, box: object) -> None:
        self.frames += 1

    def clear(self) -> None: ...


def test_a_frame_of_the_lesson_damages_its_place_and_no_scene(window: TvWindow) -> None:
    window.canvas.clear()
    quad = Quad()
    stage = Stage(window, lambda source: None, lambda: None, quad)
    video = Group("video", (Video(0, 0, 960, 540),), 5)
    settled(stage, Scene("player", ("player",), (video,), "player", background="black", motion=False))
    window.show()
    empty = memoryview(b"")
    stage.show_frame(Frame(2, 2, 2, 2, 1.0, True, False, empty, empty, empty, 1))
    assert quad.frames == 1
    assert window.damage.take(window.width, window.height) == [(0, 359, 642, 361)], "with a pixel round it"
    window.damage.everything()
    assert Look(window).at(100, 100) == (0, 0, 255)
    window.canvas.clear()


# ---------------------------------------------------------------- nothing grows


def test_textures_of_text_stay_within_their_bounds(stage: Stage) -> None:
    for number in range(400):
        stage.words.texture(f"第{number}课 水乡里的支部课堂", 32)
    assert len(stage.words.kept) <= MAX_TEXTURES
    assert stage.words.kept.bytes <= MAX_BYTES


def resident_kb() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise AssertionError


@pytest.mark.slow
def test_memory_is_flat_over_a_thousand_pages(stage: Stage, window: TvWindow) -> None:
    def pages(first: int, count: int) -> None:
        for number in range(first, first + count):
            title = Group("title", (Text(f"第{number}页", 200, 200, 60, "text_primary"),))
            scene = home(number % 10, motion=False)
            stage.show(replace(scene, page=str(number), groups=(*scene.groups, title)), float(number))
            window.show()

    pages(0, 400)
    gc.collect()
    before = resident_kb()
    pages(400, 1000)
    gc.collect()
    assert resident_kb() < before * 1.03 + 2000


def test_a_scene_with_a_colour_there_is_not_says_so_and_the_next_one_is_drawn(stage: Stage, window: TvWindow) -> None:
    settled(stage, home(1, motion=False))
    with pytest.raises(KeyError):
        stage.show(page(Box(0, 0, 100, 100, "no_such_colour")), 1.0)
    settled(stage, home(1, motion=False))
    window.damage.everything()
    whole = window.pixels()
    stage.resize(2.0)
    assert window.pixels() == whole
