"""The small parts of the window that need no window: damage, patches, picture files, colours, tweens."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tvapp.ui import decode, ninepatch
from tvapp.ui.damage import Damage, Rect
from tvapp.ui.patches import Kept
from tvapp.ui.text import drawable
from tvapp.ui.theme import icons, parse, theme
from tvapp.ui.tween import Tween, out_cubic, out_quad

WIDE, HIGH = 160, 90
rects = st.tuples(st.integers(-20, 170), st.integers(-20, 100), st.integers(0, 120), st.integers(0, 80))


def cells(rect: Rect) -> set[tuple[int, int]]:
    x, y, w, h = rect
    return {(i, j) for i in range(max(0, x), min(WIDE, x + w)) for j in range(max(0, y), min(HIGH, y + h))}


@given(st.lists(rects, max_size=8))
def test_what_is_drawn_again_covers_all_damage_and_stays_in_the_window(damaged: list[Rect]) -> None:
    damage = Damage()
    damage.take(WIDE, HIGH)
    for rect in damaged:
        damage.add(rect)
    taken = damage.take(WIDE, HIGH)
    drawn = set().union(*map(cells, taken)) if taken else set()
    assert set().union(*map(cells, damaged)) <= drawn if damaged else not taken
    assert all(x >= 0 and y >= 0 and x + w <= WIDE and y + h <= HIGH for x, y, w, h in taken)
    assert damage.take(WIDE, HIGH) == []


def test_a_new_window_is_drawn_whole() -> None:
    assert Damage().take(WIDE, HIGH) == [(0, 0, WIDE, HIGH)]


def test_far_apart_damage_is_drawn_in_two_places_and_near_in_one() -> None:
    damage = Damage()
    damage.take(1280, 720)
    damage.add((0, 0, 200, 100))
    damage.add((1000, 600, 200, 100))
    assert len(damage.take(1280, 720)) == 2
    damage.add((0, 0, 200, 100))
    damage.add((210, 0, 200, 100))
    assert damage.take(1280, 720) == [(0, 0, 410, 100)]


colours = st.tuples(*[st.floats(0, 1)] * 4)


@given(
    st.none() | colours,
    st.none() | colours,
    st.integers(0, 30),
    st.none() | colours,
    st.integers(0, 8),
    st.sampled_from(["all", "top", "left", "bottom", "right"]),
    st.integers(0, 200),
)
def test_every_box_has_as_many_bytes_as_pixels_and_a_border_that_fits(
    fill: tuple[float, float, float, float] | None,
    fill2: tuple[float, float, float, float] | None,
    radius: int,
    line: tuple[float, float, float, float] | None,
    line_w: int,
    corners: str,
    height: int,
) -> None:
    patch = ninepatch.box(fill, fill2, radius, line, line_w, corners, height)
    assert len(patch.data) == patch.width * patch.height * 4
    bottom, right, top, left = patch.border
    assert bottom + top < patch.height and left + right < patch.width


def test_a_box_is_the_same_from_left_and_right_and_from_top_and_bottom() -> None:
    patch = ninepatch.box((0.2, 0.1, 0.0, 1.0), None, 12, (1.0, 0.5, 0.0, 1.0), 3, "all", 0)
    rows = [patch.data[start : start + patch.width * 4] for start in range(0, len(patch.data), patch.width * 4)]
    assert rows == rows[::-1]
    for row in rows:
        pixels = [row[start : start + 4] for start in range(0, len(row), 4)]
        assert pixels == pixels[::-1]


def test_a_corner_keeps_its_colour_where_it_fades() -> None:
    patch = ninepatch.box((1.0, 1.0, 1.0, 1.0), None, 20, None, 0, "all", 0)
    assert patch.data[0:4] == bytes((255, 255, 255, 0)), "white and clear: nothing dark at the edge"


def test_the_ring_is_empty_in_the_middle_gold_outside_and_dark_between() -> None:
    patch = ninepatch.ring(20, 5, 8, (1.0, 0.8, 0.4, 1.0), (0.1, 0.0, 0.0, 1.0))
    row = patch.height // 2 * patch.width * 4
    at = [patch.data[row + x * 4 : row + x * 4 + 4] for x in range(patch.width)]
    assert at[3] == bytes((255, 204, 102, 255))
    assert at[10][3] == 255 and at[10][0] < 60
    assert at[20][3] == 0


def encoded(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (848, 428), (37, 1999)])
def test_the_size_is_read_from_the_header(kind: str, size: tuple[int, int]) -> None:
    assert decode.header_size(encoded(Image.new("RGB", size, (9, 8, 7)), kind)) == size


def test_lossless_webp_is_read_too() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (1, 2, 3, 4)).save(out, "WEBP", lossless=True)
    assert decode.header_size(out.getvalue()) == (300, 200)


@given(st.binary(max_size=400) | st.binary(max_size=300).map(lambda rest: b"\xff\xd8" + rest))
def test_rubbish_is_refused_in_words_or_has_a_size(data: bytes) -> None:
    try:
        width, height = decode.header_size(data)
    except decode.BadPicture:
        return
    assert width >= 0 and height >= 0


@pytest.mark.parametrize(("fit", "size"), [("cover", (100, 50)), ("stretch", (100, 50)), ("contain", (50, 50))])
@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_comes_in_the_size_it_is_shown_in(tmp_path: Path, fit: str, size: tuple[int, int], kind: str) -> None:
    path = tmp_path / f"中文 名.{kind}"
    Image.new("RGB", (800, 800), (200, 100, 50)).save(path)
    pixels = decode.read(path, 100, 50, fit, 0, "all")
    assert (pixels.width, pixels.height) == size
    assert len(pixels.data) == size[0] * size[1] * 4
    middle = pixels.data[(size[1] // 2 * size[0] + size[0] // 2) * 4 :][:4]
    assert all(abs(a - b) < 8 for a, b in zip(middle, (200, 100, 50, 255), strict=True))


def test_cover_crops_the_middle(tmp_path: Path) -> None:
    wide = Image.new("RGB", (900, 100), (255, 0, 0))
    wide.paste((0, 255, 0), (400, 0, 500, 100))
    wide.save(tmp_path / "w.png")
    pixels = decode.read(tmp_path / "w.png", 50, 50, "cover", 0, "all")
    assert pixels.data[:4] == pixels.data[-4:] == bytes((0, 255, 0, 255))


def test_round_corners_are_cut_out_of_the_picture(tmp_path: Path) -> None:
    Image.new("RGB", (100, 100), (255, 255, 255)).save(tmp_path / "w.png")
    pixels = decode.read(tmp_path / "w.png", 50, 50, "cover", 10, "left")
    assert pixels.data[3] == 0 and pixels.data[49 * 4 + 3] == 255


@pytest.mark.parametrize("size", [(8001, 1), (1, 8001)])
def test_a_picture_too_wide_or_high_is_refused_before_it_is_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("L", size).save(tmp_path / "vast.png")
    with pytest.raises(decode.BadPicture, match="8001"):
        decode.read(tmp_path / "vast.png", 50, 50, "cover", 0, "all")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    with path.open("wb") as file:
        file.truncate(decode.MAX_BYTES + 1)
    with pytest.raises(decode.BadPicture, match="large"):
        decode.read(path, 50, 50, "cover", 0, "all")


@pytest.mark.parametrize(
    ("text", "rgba"),
    [
        ("#fff", (1, 1, 1, 1)),
        ("#FF0000", (1, 0, 0, 1)),
        ("#FF000080", (1, 0, 0, 128 / 255)),
        ("rgba(0,0,255,.5)", (0, 0, 1, 0.5)),
    ],
)
def test_colours_are_read_in_every_way_the_tokens_write_them(text: str, rgba: tuple[float, ...]) -> None:
    assert parse(text) == pytest.approx(rgba)


@pytest.mark.parametrize("text", ["red", "#12345", "rgb", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse(text)


@pytest.mark.parametrize("name", ["ink", "qing", "hc"])
def test_every_colour_of_a_palette_can_be_drawn(name: str) -> None:
    for colour in ("card", "scrim", "picture_plate", "focus_ring", "background_bottom"):
        assert all(0.0 <= part <= 1.0 for part in theme(name).rgba(colour))


def test_every_icon_is_one_private_character() -> None:
    assert all(0xE000 <= ord(char) <= 0xF8FF for char in icons().values())


@given(st.text())
def test_only_what_the_fonts_draw_is_drawn(text: str) -> None:
    assert all(char >= " " for char in drawable(text))
    assert drawable("共产党员") == "共产党员"


@pytest.mark.parametrize("ease", [out_quad, out_cubic])
def test_a_tween_begins_and_ends_where_it_says(ease: object) -> None:
    tween = Tween(2.0, 5.0, 10.0, 0.2, ease)  # type: ignore[arg-type]
    assert tween.at(9.0) == tween.at(10.0) == 2.0
    assert tween.at(10.2) == tween.at(99.0) == 5.0
    assert not tween.done(10.19) and tween.done(10.2)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 60))))
def test_what_is_kept_never_exceeds_its_bounds(puts: list[tuple[int, int]]) -> None:
    kept = Kept(count=4, max_bytes=100)
    for key, size in puts:
        kept.put(key, object(), size)
        assert kept.get(key) is not None
        assert len(kept) <= 4
        assert kept.bytes <= 100 or len(kept) == 1
