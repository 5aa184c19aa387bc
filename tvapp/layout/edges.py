"""校准画面边缘: a gold line round the very edge, and a plate at each side that says how far it is drawn in."""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.views import EdgesView, EdgeTab
from tvapp.layout.parts import FOOT, LEFT, WIDTH, Z_PAGE, Ink, Look, Rect, fitted, hint_height, hints_group, tile
from tvapp.layout.scene import CANVAS_H, CANVAS_W, Box, Group, Icon, Node

_LINE = 10.0
_CORNER = 150.0
_TAB_W = {TextSize.STANDARD: 420.0, TextSize.LARGE: 460.0, TextSize.XLARGE: 560.0, TextSize.HUGE: 640.0}


def edges_groups(view: EdgesView, look: Look) -> list[Group]:
    t = look.t
    frame: list[Node] = [
        Box(0, 0, CANVAS_W, _LINE, "accent"),
        Box(0, CANVAS_H - _LINE, CANVAS_W, _LINE, "accent"),
        Box(0, 0, _LINE, CANVAS_H, "accent"),
        Box(CANVAS_W - _LINE, 0, _LINE, CANVAS_H, "accent"),
    ]
    for x in (0.0, CANVAS_W - _CORNER):
        for y in (0.0, CANVAS_H - _LINE * 2):
            frame.append(Box(x, y, _CORNER, _LINE * 2, "accent"))
    for x in (0.0, CANVAS_W - _LINE * 2):
        for y in (0.0, CANVAS_H - _CORNER):
            frame.append(Box(x, y, _LINE * 2, _CORNER, "accent"))
    groups = [Group("frame", tuple(frame), 5)]
    foot = FOOT - hint_height(look.size)
    tab_w, tab_h = _TAB_W[look.size], 140.0 if look.size < TextSize.HUGE else 150.0
    middle = (CANVAS_W - tab_w) / 2
    top_y, bottom_y = 84.0, foot - 50 - tab_h
    side_y = (top_y + tab_h + bottom_y) / 2 - tab_h / 2
    if look.size >= TextSize.XLARGE:  # the words need the whole width: the sides stand below them
        side_y = bottom_y - tab_h - 36
    places: dict[str, Rect] = {
        "edge:top": (middle, top_y, tab_w, tab_h),
        "edge:bottom": (middle, bottom_y, tab_w, tab_h),
        "edge:left": (LEFT, side_y, tab_w, tab_h),
        "edge:right": (LEFT + WIDTH - tab_w, side_y, tab_w, tab_h),
    }
    words_w = WIDTH - 2 * tab_w - 60
    words_y, words_h = top_y + tab_h + 36, bottom_y - top_y - tab_h - 72
    if look.size >= TextSize.XLARGE:
        words_w, words_h = WIDTH, side_y - 30 - words_y
    else:  # question and answer belong together
        close = 300.0 if look.size is TextSize.STANDARD else 372.0
        words_y, words_h = words_y + (words_h - close) / 2, close
    title_h = words_h * (0.5 if look.size < TextSize.XLARGE else 0.54)
    groups.append(
        Group(
            "words",
            (
                fitted(view.title, CANVAS_W / 2, words_y, words_w, title_h, t.page_title, t.floor, "text_primary", bold=True,
                       align="center", rows=3, leading=1.2, balance=True),
                fitted(view.text, CANVAS_W / 2, words_y + title_h, words_w, words_h - title_h, t.reading, t.floor,
                       "text_secondary", align="center", rows=4, leading=1.3, balance=True),
            ),
            Z_PAGE,
        )
    )  # fmt: skip
    groups += [_tab(view, tab, places[tab.id], look) for tab in view.edges]
    groups.append(hints_group(look, view.hints))
    return groups


def _tab(view: EdgesView, tab: EdgeTab, rect: Rect, look: Look) -> Group:
    x, y, w, h = rect
    t = look.t
    px = t.button if not look.huge else t.label
    icon = {"▲": "caret-up", "▼": "caret-down", "◀": "caret-left", "▶": "caret-right"}[tab.arrow]

    def draw(ink: Ink) -> list[Node]:
        side = min(64.0, px)
        right = tab.arrow == "▶"
        icon_x = x + w - 24 - side if right else x + 24
        text_x = x + 20 if right else x + 24 + side + 12
        room = w - 24 - side - 32
        return [
            Icon(icon, icon_x, y + (h - side) / 2, side, ink.accent),
            fitted(tab.words, text_x + room / 2, y, room, h, px, t.floor, ink.primary, on=ink.on, bold=True, align="center"),
        ]

    return tile(tab.id, rect, look, view.focus == tab.id, draw)
