"""A home-like scene made by hand, with every kind of node, for the tests of the window."""

from __future__ import annotations

from dataclasses import replace

from tests.core.programme import NAMES
from tvapp.layout.scene import Arc, Box, Group, Icon, Picture, Ring, Scene, Shade, Text

TITLES = tuple(title for _, title in NAMES)


def card(index: int, focused: bool, theme: str = "ink") -> Group:
    x, y = 120 + index % 5 * 342, 486 + index // 5 * 226
    state = "focus" if focused else "normal"
    digit = str((index + 1) % 10)
    nodes = (
        *((Ring(x, y, 312, 200, 28),) if focused else ()),
        Box(x, y, 312, 200, "focus_fill_top", "focus_fill_bottom", 28)
        if focused
        else Box(x, y, 312, 200, "card", None, 28, "card_line", 2),
        Box(x + 22, y + 22, 64, 64, "badge", None, 16, "badge_line", 2),
        Text(digit, x + 54, y + 22, 46, "badge_text", bold=True, align="center", line_h=64),
        Picture(f"asset:icon-{digit}-{theme}-{state}", x + 198, y + 20, 92, 92, "contain"),
        Text(TITLES[index], x + 24, y + 110, 58, "focus_text" if focused else "text_primary", bold=True, line_h=78),
    )
    return Group(f"card-{index}", nodes, 20 if focused else 10, 1.06 if focused else 1.0, (x, y, 312, 200))


def home(focus: int = 1, **changes: object) -> Scene:
    theme = str(changes.get("theme", "ink"))
    header = Group(
        "header",
        (
            Box(120, 58, 104, 104, "badge", None, 18),
            Box(124, 62, 96, 96, None, None, 14, "badge_line", 2),
            Text("客厅党建", 172, 66, 42, "badge_text", ("客厅", "党建"), align="center", line_h=44, font="seal"),
            Text("示范街道", 250, 52, 60, "text_primary", bold=True, line_h=70),
            Text("和乐社区", 250, 122, 40, "text_secondary", line_h=48),
            Text("9月24日 星期四", 1420, 58, 44, "text_primary", bold=True, align="right", line_h=58),
            Text("农历八月十四·明天中秋", 1420, 116, 40, "accent", align="right", line_h=54),
            Box(1456, 60, 3, 100, "line"),
            Text("2:36", 1800, 54, 104, "text_primary", bold=True, align="right", line_h=112),
        ),
    )
    hero = Group(
        "hero",
        (
            Box(120, 194, 1096, 260, "card", None, 28, "card_line", 2),
            Picture("media:cover.png", 122, 196, 430, 256, "cover", 26, "left"),
            Text("接着看·支部党课 03", 582, 214, 40, "accent", bold=True, line_h=54),
            Text("水乡里的支部课堂", 582, 268, 60, "text_primary", bold=True, line_h=80),
            Box(582, 360, 600, 16, "progress_track", None, 8),
            Box(582, 360, 396, 16, "progress_fill", None, 8),
            Text("看到 12 分钟，还剩 6 分钟", 582, 386, 40, "text_secondary", line_h=56),
        ),
        rect=(120, 194, 1096, 260),
    )
    today = Group(
        "today",
        (
            Box(1246, 194, 554, 260, "brand_start", "brand_end", 28, "card_line", 2),
            Text("今日课程·下午 3:00", 1280, 230, 40, "accent", bold=True, line_h=54),
            Text("中秋里的家风", 1280, 290, 56, "text_primary", bold=True, line_h=80),
            Icon("play", 1700, 300, 60, "accent", fill=True),
            Arc(1730, 390, 40, 10, 0.7, "accent", "progress_track"),
        ),
        rect=(1246, 194, 554, 260),
    )
    ticker = Group(
        "ticker",
        (
            Box(120, 944, 1680, 82, "card", None, 24, "card_line", 2),
            Box(132, 956, 124, 58, "badge", None, 14, "badge_line", 2),
            Text("通知", 194, 956, 40, "badge_text", bold=True, align="center", line_h=58),
            Text("明天中秋节，便民服务中心照常办事，上午 8:30 开门", 284, 944, 44, "text_primary", line_h=82),
        ),
        rect=(120, 944, 1680, 82),
    )
    cards = tuple(card(index, index == focus, theme) for index in range(10))
    scene = Scene(
        "home", ("home",), (header, hero, today, ticker, *cards), "home", focus=TITLES[focus], focus_key=f"card-{focus}"
    )
    return replace(scene, **changes)  # type: ignore[arg-type]


def dialog(scene: Scene) -> Scene:
    """The same with a question over it."""
    scrim = Group("scrim", (Box(0, 0, 1920, 1080, "scrim"), Shade(0, 900, 1920, 180, "#000000", 0.0, 0.8)), 50)
    ask = Group(
        "dialog",
        (
            Box(330, 340, 1260, 400, "card_raised", None, 40, "card_line", 2, shadow=True),
            Text("要关掉吗？", 960, 400, 72, "text_primary", bold=True, align="center"),
        ),
        51,
        rect=(330, 340, 1260, 400),
    )
    return replace(scene, screen="dialog", groups=(*scene.groups, scrim, ask))
