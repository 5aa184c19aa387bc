"""The square codes as a phone sees them: drawn by the real program, photographed, and read with another library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tvapp.core.model import TextSize, ThemeName
from tvapp.core.qr import MOST_BYTES
from tvapp.shots.command import name_of
from tvapp.ui import codes

ROOT = Path(__file__).parents[2]


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.slow
@pytest.mark.parametrize("window", ["1280x720", "1920x1080"])
@pytest.mark.parametrize("theme", ["ink", "hc"])
def test_a_phone_reads_every_code_off_the_screen(tmp_path: Path, window: str, theme: str) -> None:
    shots = ["reader-code", "guide-code", "guide-bring"]
    names = [name_of(shot, size, ThemeName(theme)) for shot in shots for size in (TextSize.LARGE, TextSize.HUGE)]
    names.pop()  # in 超大 the panel has no room for a code: ▶ shows it large
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "main.py", "shots", str(tmp_path), "--size", window, "--theme", theme, "--text-size", "2", "4", "--only", *shots],
        cwd=ROOT, capture_output=True, text=True, timeout=120, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [read(Image.open(tmp_path / f"{name}.png")) for name in names]
    assert all(len(found) == 1 for found in said), said
    (article, article_huge), (guide, guide_huge), bring = said[:2], said[2:4], said[4]
    assert article == article_huge and guide == guide_huge
    assert "示范街道建设办，2026年11月12日" in article[0]
    assert "去哪儿：示范街道便民服务中心，一楼 3 号窗口" in guide[0]
    assert "电话：0512-0000 1234" in guide[0]
    assert "带上：身份证、一寸照片 1 张" in bring[0]


_lines = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(_lines, st.sampled_from([253, 380, 570]))
def test_any_text_comes_back_as_it_was_in_the_size_it_is_drawn_in(text: str, side: int) -> None:
    text = f"办事指南：{text}".encode()[:MOST_BYTES].decode("utf-8", "ignore")
    rows = codes.modules(text)
    px = codes.module_px(len(rows), side)
    assert px * (len(rows) + 2 * codes.QUIET) <= side
    small = Image.frombytes("RGBA", (len(rows), len(rows)), codes.picture(rows)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    drawn = Image.new("L", (side, side), 255)
    drawn.paste(small.convert("L").resize((px * len(rows),) * 2, Image.Resampling.NEAREST), (px * 4, px * 4))
    assert read(drawn) == [text]
