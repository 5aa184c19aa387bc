"""The options of `run`: words in, one frozen value out. Opens nothing."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path

from tvapp.arguments import Parser
from tvapp.core.calendar import CHINA
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.value import dataclass

CANNOT_START = 3


@dataclass(frozen=True, slots=True)
class RunOptions:
    catalogue: Path
    feed: str | None
    """Replaces feeds.base of the catalogue."""
    state: Path
    window: tuple[int, int] | None
    """None: the whole screen."""
    kiosk: bool
    trace: Path | None
    now: datetime | None
    text_size: TextSize | None
    theme: ThemeName | None
    welcome: bool


def window_size(text: str) -> tuple[int, int]:
    """The argparse type of WxH."""
    found = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError("窗口大小写成 1280x720 这样")
    width, height = int(found[1]), int(found[2])
    if not (320 <= width <= 7680 and 180 <= height <= 4320):
        raise argparse.ArgumentTypeError("窗口大小要在 320x180 到 7680x4320 之间")
    return width, height


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("时间写成 2026-09-24T14:36 这样") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=CHINA)


def _address(text: str) -> str:
    if not re.match(r"https?://[^\s]+$", text):
        raise argparse.ArgumentTypeError("内容地址要以 http:// 或 https:// 开头")
    return text


def parser(default_catalogue: Path, default_state: Path) -> Parser:
    made = Parser("main.py run", "打开电视。")
    made.add_argument("--catalogue", type=Path, default=default_catalogue, metavar="FILE", help="目录文件")
    made.add_argument("--feed", type=_address, metavar="BASE_URL", help="内容地址，代替目录里的 feeds.base")
    made.add_argument("--state", type=Path, default=default_state, metavar="DIR", help="东西存在哪个文件夹")
    made.add_argument("--window", type=window_size, metavar="WxH", help="开成窗口，如 1280x720；不写就是整个屏幕")
    made.add_argument("--kiosk", action="store_true", help="活动室用：没有退出的问题，闲 20 秒自己放今日课程")
    made.add_argument("--trace", type=Path, metavar="FILE", help="把发生的事一行一行记进这个文件（JSON）")
    made.add_argument("--now", type=_moment, metavar="ISO", help="时钟从这个时间走起，如 2026-09-24T14:36")
    made.add_argument("--text-size", type=int, choices=[1, 2, 3, 4], help="字号：1 标准 2 大 3 特大 4 超大")
    made.add_argument("--theme", choices=[theme.value for theme in ThemeName], help="颜色")
    made.add_argument("--no-welcome", action="store_true", help="不显示第一次打开时的说明")
    return made


def parse(arguments: list[str], default_catalogue: Path, default_state: Path) -> RunOptions:
    """Leaves with status 2 and one line on bad usage."""
    given = parser(default_catalogue, default_state).parse_args(arguments)
    return RunOptions(
        catalogue=given.catalogue.absolute(),
        feed=given.feed,
        state=given.state.absolute(),
        window=given.window,
        kiosk=given.kiosk,
        trace=given.trace,
        now=given.now,
        text_size=TextSize(given.text_size) if given.text_size else None,
        theme=ThemeName(given.theme) if given.theme else None,
        welcome=not given.no_welcome,
    )
