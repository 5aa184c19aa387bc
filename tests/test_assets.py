"""The shipped fonts and pictures: complete, openable, and truly described by the tables made from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tvapp.core import glyphs, metrics

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "tvapp/ui/assets"
FONTS = ASSETS / "fonts"
TOKENS = json.loads((ASSETS / "tokens.json").read_text(encoding="utf-8"))
TEXT_FONTS = ("TvSans-Medium.otf", "TvSans-Bold.otf")
MANIFEST = [row.rsplit(" ", 2) for row in (ASSETS / "manifest.txt").read_text(encoding="utf-8").splitlines()]


@cache
def font(name: str) -> TTFont:
    return TTFont(FONTS / name, lazy=True)


def drawn_by(name: str) -> set[int]:
    return set(font(name).getBestCmap())


# ---- fonts


def test_every_character_of_the_national_table_is_in_both_weights() -> None:
    table = (ROOT / "tests/data/tgh8105.txt").read_text(encoding="utf-8").replace("\n", "")
    assert len(table) == len(set(table)) == 8105
    for name in TEXT_FONTS:
        assert {ord(char) for char in table} <= drawn_by(name), name


def test_every_character_of_gb2312_is_in_both_weights() -> None:
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = {ord(char) for pair in pairs if (char := pair.decode("gb2312", "ignore"))}
    assert len(wanted) == 7445  # 682 signs and 6,763 ideographs
    for name in TEXT_FONTS:
        assert wanted <= drawn_by(name), name


def test_the_basic_ideographs_and_the_signs_of_the_screens_are_in_both_weights() -> None:
    signs = "▲▼◀▶✓●○■□★☆◆…—·“”‘’《》〈〉「」『』【】〔〕（）〇①⑳⑴㈠℃％￥¥§№×÷±≤≥→←↑↓㎡㎏½äéǎǐūλЖ\u3000\u00a0"
    for name in TEXT_FONTS:
        have = drawn_by(name)
        assert set(range(0x4E00, 0x9FA6)) <= have, name
        assert {ord(sign) for sign in signs} <= have, name


def test_the_shapes_are_the_simplified_chinese_ones() -> None:
    """In the Japanese face of the same collection these four characters are other glyphs (and “ is half as wide)."""
    for name in TEXT_FONTS:
        metric = font(name)["hmtx"]
        names = font(name).getBestCmap()
        assert all(metric[names[ord(char)]][0] == font(name)["head"].unitsPerEm for char in "直海骨角“”，。")


def test_text_fonts_are_cheap_to_open_at_many_sizes_and_carry_no_kerning() -> None:
    for name in TEXT_FONTS:
        opened = TTFont(FONTS / name)
        assert not {"GPOS", "GSUB", "kern"} & set(opened.keys())
        top = opened["CFF "].cff.topDictIndex[0]
        # FreeType holds every subroutine in memory for each open size: 0.9 MB a size before they were written out.
        assert sum(len(getattr(part.Private, "Subrs", None) or ()) for part in top.FDArray) < 100
        assert (FONTS / name).stat().st_size < 8_000_000


def test_the_double_dash_is_one_unbroken_stroke() -> None:
    from fontTools.pens.boundsPen import BoundsPen

    for name in TEXT_FONTS:
        drawing = font(name).getGlyphSet()
        pen = BoundsPen(drawing)
        drawing[font(name).getBestCmap()[0x2014]].draw(pen)
        left, _, right, _ = pen.bounds
        assert (left, right) == (0, font(name)["head"].unitsPerEm)


def test_icons_of_the_tokens_are_in_both_styles_and_the_seal_has_its_four_characters() -> None:
    wanted = {int(code.removeprefix("U+"), 16) for code in TOKENS["icons"].values()}
    for name in ("Icons-Bold.ttf", "Icons-Fill.ttf"):
        assert wanted <= drawn_by(name), name
    assert drawn_by("Seal-Bold.otf") == {ord(char) for char in "客厅党建"}


def test_licences_stand_beside_the_fonts_and_inside_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Phosphor Icons" in (FONTS / "LICENSE-Phosphor.txt").read_text(encoding="utf-8")
    for path in FONTS.iterdir():
        if path.suffix in (".otf", ".ttf"):
            licence = str(font(path.name)["name"].getDebugName(13))
            assert ("Open Font License" if path.suffix == ".otf" else "MIT") in licence, path.name


# ---- the tables made from the fonts


def test_the_table_of_drawable_characters_is_what_both_weights_hold() -> None:
    both = drawn_by(TEXT_FONTS[0]) & drawn_by(TEXT_FONTS[1])
    listed = {point for first, last in glyphs.RANGES for point in range(first, last + 1)}
    assert listed == both


@given(st.text())
def test_missing_names_exactly_the_characters_no_font_draws(text: str) -> None:
    both = drawn_by(TEXT_FONTS[0]) & drawn_by(TEXT_FONTS[1])
    found = glyphs.missing(text)
    assert len(set(found)) == len(found)
    assert set(found) == {char for char in text if ord(char) not in both and char not in "\n\r\t"}


def test_missing_keeps_the_order_and_spares_rare_names() -> None:
    assert glyphs.missing("张镕、喆、堃、䶮\n") == ""
    assert glyphs.missing("好😀吗𠮷？😀") == "😀𠮷"


def test_every_listed_advance_is_the_advance_in_the_font() -> None:
    for name, bold in zip(TEXT_FONTS, (False, True), strict=True):
        opened, unit = font(name)["hmtx"], font(name)["head"].unitsPerEm
        for point, glyph in font(name).getBestCmap().items():
            assert metrics.advance(chr(point), bold) == pytest.approx(opened[glyph][0] / unit, abs=0.0006)


LINES = (
    "基层党建", "内容更新于 9月24日 上午 8:00", "第 3 课，水乡里的支部课堂，18 分钟，看到 12 分钟",
    "“回家好好看看电视吧！”——他说……", "WiFi、KTV 和 GB 2312-80，100%", "① 身份证　② 户口本 ✓ ▲▼ ￥12.50 ℃",
)  # fmt: skip
SIZES = (24, 27, 32, 35, 40, 52, 56, 64, 72, 104)

DRAW = """
import json, sys
from kivy.core.window import Window
from kivy.core.text import Label
rows = []
for path, px, text in json.load(sys.stdin):
    label = Label(text=text, font_name=path, font_size=px)
    label.refresh()
    rows.append(label.texture.size[0])
print("WIDTHS" + json.dumps(rows))
"""


def test_measured_widths_are_those_of_the_textures_the_window_draws() -> None:
    jobs = [(str(FONTS / name), px, text) for name in TEXT_FONTS for px in SIZES for text in LINES]
    surroundings = os.environ | {"SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1", "KIVY_NO_FILELOG": "1"}
    run = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=json.dumps(jobs), env=surroundings, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    drawn = json.loads(run.stdout.rsplit("WIDTHS", 1)[1])
    assert len(drawn) == len(jobs)
    off = {
        (path[-10:], px, text): round(got / metrics.width(text, px, "Bold" in path) - 1, 4)
        for (path, px, text), got in zip(jobs, drawn, strict=True)
    }
    assert {key: part for key, part in off.items() if abs(part) > 0.02} == {}


# ---- pictures


@pytest.mark.parametrize(("name", "width", "height"), MANIFEST, ids=lambda part: str(part).rpartition("/")[2])
def test_every_picture_of_the_manifest_opens_whole_at_its_size(name: str, width: str, height: str) -> None:
    path = ROOT / name
    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (int(width), int(height))
    assert path.stat().st_size < 400_000


def test_the_manifest_lists_every_picture_and_each_theme_state_and_screen_size_has_its_own() -> None:
    listed = {name for name, _, _ in MANIFEST}
    folders = (ASSETS / "art", ROOT / "media/covers")
    assert listed == {str(path.relative_to(ROOT)) for folder in folders for path in folder.iterdir()}
    wanted = {
        f"icon-{digit}-{theme}-{state}{mark}"
        for digit in range(10) for theme in TOKENS["theme"]
        for state in ("normal", "focus") for mark in ("", "@720", "@2x")
    }  # fmt: skip
    wanted |= {f"today-moon{mark}" for mark in ("", "@720", "@2x")} | {"empty", "empty@720"}
    both = ("", "@720")
    wanted |= {f"bg-{theme}{part}{mark}" for theme in ("ink", "qing") for part in ("", "-reader") for mark in both}
    wanted |= {f"lantern-{theme}{mark}" for theme in TOKENS["theme"] for mark in both}
    wanted |= {f"cover-{digit}{mark}" for digit in range(10) for mark in both}
    assert {Path(name).stem for name in listed if "/art/" in name} == wanted
    assert sum("covers/" in name for name in listed) >= 15


def test_covers_are_wide_enough_for_the_largest_card_and_all_assets_together_stay_small() -> None:
    covers = [(int(width), int(height)) for name, width, height in MANIFEST if "covers/" in name]
    assert all(width >= 848 and width * 9 == height * 16 for width, height in covers)
    files = [path for folder in (ASSETS, ROOT / "media/covers") for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 20_000_000


def test_the_background_of_a_theme_is_its_gradient_at_the_edges() -> None:
    for theme in ("ink", "qing"):
        with Image.open(ASSETS / f"art/bg-{theme}.png") as picture:
            seen = picture.convert("RGB").crop((4, 0, 5, 1080)).tobytes()
        for y, token in ((0, "background_top"), (1079, "background_bottom")):
            digits = TOKENS["theme"][theme]["colour"][token].removeprefix("#")
            exact = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
            assert all(abs(a - b) <= 1 for a, b in zip(seen[y * 3 : y * 3 + 3], exact, strict=True)), (theme, token)
