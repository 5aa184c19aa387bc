"""`shots OUT_DIR`: one PNG a screen, in the sizes and colours that are asked for, for the README and for looking at."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tvapp.arguments import Parser
from tvapp.core.model import TextSize, ThemeName
from tvapp.options import window_size
from tvapp.shots.script import SHOTS

SIZES = {TextSize.STANDARD: "standard", TextSize.LARGE: "", TextSize.XLARGE: "xlarge", TextSize.HUGE: "huge"}


def name_of(shot: str, size: TextSize, theme: ThemeName) -> str:
    """home, home-huge, home-hc, home-huge-hc …: what is not the usual stands in the name."""
    return "-".join(part for part in (shot, SIZES[size], "" if theme is ThemeName.INK else theme.value) if part)


def run(arguments: list[str]) -> int:
    made = Parser("main.py shots", "给每个画面拍一张图（时钟停在一个固定的时刻）。")
    made.add_argument("out", type=Path, metavar="OUT_DIR", help="放图的文件夹")
    made.add_argument("--size", type=window_size, default=(1920, 1080), metavar="WxH", help="图的大小，不写就是 1920x1080")
    made.add_argument("--only", nargs="+", metavar="NAME", help="只拍这几张")
    made.add_argument("--text-size", nargs="+", type=int, choices=[1, 2, 3, 4], default=[2], help="哪几种字号，不写就是 2（大）")
    themes = [theme.value for theme in ThemeName]
    made.add_argument("--theme", nargs="+", choices=themes, default=["ink"], help="哪几种颜色，不写就是 ink（暖墨）")
    made.add_argument("--all", action="store_true", help="四种字号、三种颜色，每个画面都拍")
    given = made.parse_args(arguments)
    known = {shot.name for shot in SHOTS}
    unknown = [name for name in given.only or () if name not in known]
    if unknown:
        print(f"没有叫 {'、'.join(unknown)} 的画面。有这些：{'、'.join(sorted(known))}", file=sys.stderr)
        return 2
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    from tvapp.shots.studio import Studio

    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shots-") as scratch:
        try:
            studio = Studio(given.size, Path(scratch))
        except (OSError, RuntimeError) as why:
            print(f"打不开画面：{why}", file=sys.stderr)
            return 1
        try:
            for theme in ThemeName if given.all else map(ThemeName, given.theme):
                for size in TextSize if given.all else map(TextSize, given.text_size):
                    for shot in SHOTS:
                        if size not in shot.sizes or (given.only and shot.name not in given.only):
                            continue
                        path = given.out / f"{name_of(shot.name, size, theme)}.png"
                        studio.take(shot, size, theme, path)
                        print(path, flush=True)
        finally:
            studio.close()
    return 0
