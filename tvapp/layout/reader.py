"""The reader: title, where it comes from, one page of text, the page mark at the right, tools below."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.geometry import reader_box
from tvapp.core.model import TextSize
from tvapp.core.value import dataclass
from tvapp.core.views import ReaderView
from tvapp.layout.parts import (
    GROUND,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Z_PAGE,
    Look,
    button,
    clock_group,
    clock_width,
    fitted,
    key_cap,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Node
from tvapp.layout.sheets import lit_nodes, sheet_nodes


@dataclass(frozen=True, slots=True)
class _Place:
    title_h: float
    meta_y: float
    """0: no line of date and issuer."""
    text_y: float
    mark_x: float
    """Left of the line beside the page mark."""
    mark_h: float
    cap: tuple[float, float]
    cap_px: float
    number_px: float
    tools_y: float
    tools_h: float


_PLACES: dict[TextSize, _Place] = {
    TextSize.STANDARD: _Place(96, 152, 232, 1630, 536, (104, 84), 48, 64, 858, 144),
    TextSize.LARGE: _Place(96, 152, 232, 1630, 536, (104, 84), 48, 80, 858, 144),
    TextSize.XLARGE: _Place(112, 166, 246, 1590, 560, (130, 104), 64, 88, 858, 144),
    TextSize.HUGE: _Place(124, 0, 184, 1530, 640, (150, 130), 84, 104, 866, 140),
}


def reader_groups(view: ReaderView, look: Look) -> list[Group]:
    """All groups of the reader; the text is the group "sheet"."""
    t, at = look.t, _PLACES[look.size]
    clock = clock_group(look, view.clock, TOP, at.title_h, t.clock_page, t.caption)
    right = RIGHT - clock_width(look, view.clock, t.clock_page, t.caption) - 44
    title_h, meta_y, meta_h = at.title_h + 4, at.meta_y, t.caption * 1.4
    if look.size is TextSize.XLARGE and width_of(view.title, 0.75 * t.page_title, True) > right - LEFT:
        # a long title has two lines, and stays nearly as large as the text below it
        title_h, meta_y, meta_h = 138.0, 190.0, 56.0
    nodes: list[Node] = [
        fitted(view.title, LEFT, TOP - 2, right - LEFT, title_h, t.page_title, t.floor,
               "text_primary", bold=True, rows=2, leading=1.12, balance=True)
    ]  # fmt: skip
    if at.meta_y and view.meta:
        meta_px = min(t.caption, meta_h / 1.17)
        # too long, it gives up its first piece (where one came from) before the last ones: date, number, being read
        pieces = view.meta.split("·")
        while len(pieces) > 2 and width_of("·".join(pieces), max(t.floor, meta_px)) > right - LEFT:
            pieces.pop(0)
        nodes.append(fitted("·".join(pieces), LEFT, meta_y, right - LEFT, meta_h, meta_px, t.floor, "text_secondary"))
    groups = [Group("header", tuple(nodes), Z_PAGE), clock]
    box_w, box_h = reader_box(look.size)
    if view.sheet is not None and not view.saying:
        groups.append(
            Group("sheet", tuple(sheet_nodes(view.sheet, LEFT, at.text_y, look, GROUND)), Z_PAGE)
        )
        if view.lit is not None:
            lit = lit_nodes(view.sheet, view.lit, LEFT, at.text_y)
            if lit:
                groups.append(Group("lit", tuple(lit), Z_PAGE + 1))
        groups.append(_page_mark(view, look, at))
    else:
        said = fitted(view.saying, LEFT, at.text_y, box_w, box_h, t.label, t.floor, "text_primary", rows=7,
                      leading=1.5, top=True)  # fmt: skip
        groups.append(Group("sheet", (said,) if view.saying else (), Z_PAGE))
    groups += _tools(view, look, at)
    return groups


def _page_mark(view: ReaderView, look: Look, at: _Place) -> Group:
    t = look.t
    y = at.text_y + 10
    x = at.mark_x
    middle = x + 32 + (RIGHT - x - 32) / 2
    room = RIGHT - x - 34
    cw, ch = at.cap
    foot = y + at.mark_h
    nodes: list[Node] = [Box(x, y, 3, at.mark_h, "card_line")]
    small = t.caption
    number = f"{view.page}/{view.pages}"
    centre = y + at.mark_h / 2
    if look.huge:
        nodes.append(
            fitted(number, middle, centre - 115, room, 130, at.number_px, 60, "text_primary", bold=True, align="center")
        )
        nodes.append(words(wording.PAGE, middle, centre + 10, 100, small, "text_secondary", align="center"))
    else:
        nodes.append(
            fitted(number, middle, centre - at.number_px * 1.1 + 10, room, at.number_px * 1.15, at.number_px, t.floor,
                   "text_primary", bold=True, align="center")
        )  # fmt: skip
        nodes.append(words(wording.PAGE, middle, centre + 14, small * 1.3, small, "text_secondary", align="center"))
    if view.page > 1 if view.up is None else view.up:
        nodes += key_cap(GROUND, "▲", middle - cw / 2, y, ch, at.cap_px, cw)
        if view.up_words and not look.huge:
            nodes.append(
                fitted(view.up_words, middle, y + ch + 12, room, small * 1.35, small, t.floor, "text_secondary",
                       align="center")
            )  # fmt: skip
    if view.page < view.pages if view.down is None else view.down:
        nodes += key_cap(GROUND, "▼", middle - cw / 2, foot - ch, ch, at.cap_px, cw)
        if view.down_words and not look.huge:
            nodes.append(
                fitted(view.down_words, middle, foot - ch - 12 - small * 1.35, room, small * 1.35, small, t.floor,
                       "text_secondary", align="center")
            )  # fmt: skip
    return Group("page-mark", tuple(nodes), Z_PAGE)


def _tools(view: ReaderView, look: Look, at: _Place) -> list[Group]:
    """On home's columns when there are five; fewer are wider and keep the left."""
    count = len(view.tools)
    if not count:
        return []
    gap = 30.0
    need = max(
        width_of(tool.short if look.huge and tool.short else tool.words, look.t.button, True) for tool in view.tools
    )
    w = max(312.0, min(need + 150, 460.0)) if count < 5 else (WIDTH - gap * (count - 1)) / count
    w = min(w, (WIDTH - gap * (count - 1)) / count)
    return [
        button(look, tool, (LEFT + k * (w + gap), at.tools_y, w, at.tools_h), view.focus == tool.id)
        for k, tool in enumerate(view.tools)
    ]
