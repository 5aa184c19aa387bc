"""A section: columns in the rail at the left, one page of lessons or articles beside it, hints below."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.geometry import rail_tabs, window
from tvapp.core.linebreak import fit, fit_box
from tvapp.core.model import TextSize
from tvapp.core.views import ArticleRow, EmptyView, LessonCard, RailTab, SectionView
from tvapp.layout.cards import card_rects, lesson_group, skeleton
from tvapp.layout.parts import (
    FOOT,
    GROUND,
    LEFT,
    RADIUS,
    RIGHT,
    WIDTH,
    Z_OSD,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    block,
    button,
    content_bottom,
    content_top,
    fitted,
    header_groups,
    hint_height,
    hints_group,
    surface,
    tile,
    width_of,
    words,
)
from tvapp.layout.rows import article_group, row_rects, row_skeleton, strip_group, strip_space
from tvapp.layout.scene import Box, Group, Node, Picture

_RAIL_W = {TextSize.STANDARD: 300.0, TextSize.LARGE: 300.0, TextSize.XLARGE: 384.0}
_LIST_X = {TextSize.STANDARD: 464.0, TextSize.LARGE: 464.0, TextSize.XLARGE: 544.0, TextSize.HUGE: LEFT}
_COLUMN_BUTTON_H = 140.0
_DOOR_W = 460.0
"""超大: 一直放 beside 换栏目."""


def section_groups(view: SectionView, look: Look) -> list[Group]:
    """All groups of a section's page."""
    groups = header_groups(look, view.header)
    top, foot = content_top(look.size), content_bottom(look.size)
    area: Rect = (_LIST_X[look.size], top, RIGHT - _LIST_X[look.size], foot - top)
    if look.huge:
        if view.rail_open:
            groups += _open_rail(view, look, area)
            return [*groups, _foot(view, look)]
        if view.rail:
            width = WIDTH
            if view.door is not None:
                width -= _DOOR_W + 30
                rect = (LEFT + width + 30, top, _DOOR_W, _COLUMN_BUTTON_H)
                groups.append(button(look, view.door, rect, view.focus == view.door.id))
            groups.append(_column_button(view, look, (LEFT, top, width, _COLUMN_BUTTON_H)))
            shift = _COLUMN_BUTTON_H + 26
            area = (LEFT, top + shift, WIDTH, foot - top - shift)
    else:
        groups += _rail(view, look)
    groups += _list(view, look, area)
    groups.append(_foot(view, look))
    if view.whole_title:
        groups += whole_title(view.whole_title, view.focus, look, groups)
    return groups


# ---------------------------------------------------------------- rail


def _rail(view: SectionView, look: Look) -> list[Group]:
    shown = rail_tabs(look.size)
    top, foot = content_top(look.size), content_bottom(look.size)
    gap = 15.0
    h = (foot - top - gap * (shown - 1)) / shown
    wanted = _wanted(view)
    groups: list[Group] = []
    if view.door is not None:
        groups.append(button(look, view.door, (LEFT, top, _RAIL_W[look.size], h), view.focus == view.door.id, rail=True))
        top += h + gap
        shown -= 1
    first = window(len(view.rail), shown, wanted)
    for k, tab in enumerate(view.rail[first : first + shown]):
        rect = (LEFT, top + k * (h + gap), _RAIL_W[look.size], h)
        groups.append(_tab(tab, rect, look, view.focus == tab.id))
    marks: list[Node] = []
    middle = LEFT + _RAIL_W[look.size] - 28
    if first > 0:
        marks.append(words("▲", middle, top + 4, 44, 36 if look.size < TextSize.XLARGE else 48, "accent", align="center"))
    if first + shown < len(view.rail):
        marks.append(
            words("▼", middle, foot - 48, 44, 36 if look.size < TextSize.XLARGE else 48, "accent", align="center")
        )
    if marks:
        groups.append(Group("rail-marks", tuple(marks), Z_PAGE))
    return groups


def _wanted(view: SectionView) -> int:
    """The tab that has to be seen: the one in focus, else the chosen one."""
    for k, tab in enumerate(view.rail):
        if tab.id == view.focus:
            return k
    return next((k for k, tab in enumerate(view.rail) if tab.chosen), 0)


def _tab(tab: RailTab, rect: Rect, look: Look, focused: bool) -> Group:
    t = look.t
    x, y, w, h = rect
    px = {TextSize.STANDARD: 44.0, TextSize.LARGE: 52.0, TextSize.XLARGE: 72.0, TextSize.HUGE: 104.0}[look.size]

    def draw(ink: Ink) -> list[Node]:
        title = ink.primary if tab.chosen or focused else ink.second
        nodes: list[Node] = []
        if tab.chosen and not focused:
            nodes.append(Box(x, y + 30, 10, h - 60, "accent", radius=5))
        room = w - 30 - 46
        title_h, count_h = px * 1.27, t.caption * 1.3
        if width_of(tab.title, max(t.floor, px * 0.77), True) > room:
            lines, _ = fit(tab.title, room, max(t.floor, px * 0.77), True, 2)
            size = max(t.floor, px * 0.77)
            line_h = size * 1.22
            nodes.append(
                block(tab.title, lines, x + 30, y + (h - line_h * len(lines)) / 2, line_h, size, title, on=ink.on,
                      bold=True)
            )  # fmt: skip
            return nodes
        total = title_h + (count_h if tab.count else 0)
        top = y + (h - total) / 2
        nodes.append(
            fitted(tab.title, x + 30, top, room, title_h, px, t.floor, title, on=ink.on, bold=True)
        )
        if tab.count:
            second = ink.primary if tab.chosen and not focused else ink.second
            nodes.append(
                fitted(tab.count, x + 30, top + title_h, room, count_h, t.caption, t.floor, second, on=ink.on)
            )
        return nodes

    return tile(tab.id, rect, look, focused, draw, kind="brand" if tab.chosen else "none", rail=True)


def _column_button(view: SectionView, look: Look, rect: Rect) -> Group:
    """超大: 换栏目, with the column that is shown."""
    t = look.t
    x, y, w, h = rect
    chosen = next((tab for tab in view.rail if tab.chosen), view.rail[0])

    def draw(ink: Ink) -> list[Node]:
        said = wording.CHANGE_COLUMN
        nodes: list[Node] = [words(said, x + 36, y, h, t.button, ink.primary, on=ink.on, bold=True)]
        left = x + 36 + width_of(said, t.button, True) + 60
        right = x + w - 36
        if chosen.count and width_of(chosen.title, t.label, True) + width_of(chosen.count, t.caption) + 40 < right - left:
            nodes.append(words(chosen.count, right, y, h, t.caption, ink.second, on=ink.on, align="right"))
            right -= width_of(chosen.count, t.caption) + 40
        nodes.append(fitted(chosen.title, left, y, right - left, h, t.label, t.floor, ink.accent, on=ink.on, bold=True))
        return nodes

    focused = view.focus.startswith("rail")
    key = view.focus if focused else chosen.id
    return tile(key, rect, look, focused, draw, kind="brand")


def _open_rail(view: SectionView, look: Look, area: Rect) -> list[Group]:
    """超大: the columns as a list in place of the content."""
    shown = rail_tabs(look.size)
    x, y, w, h = area
    gap = 18.0
    row_h = (h - gap * (shown - 1)) / shown
    first = window(len(view.rail), shown, _wanted(view))
    groups: list[Group] = []
    bar_w = 46.0 if len(view.rail) > shown else 0.0
    for k, tab in enumerate(view.rail[first : first + shown]):
        rect = (x, y + k * (row_h + gap), w - bar_w, row_h)
        groups.append(_open_tab(tab, rect, look, view.focus == tab.id))
    if bar_w:
        size = h * shown / len(view.rail)
        at = y + (h - size) * first / (len(view.rail) - shown)
        groups.append(
            Group(
                "scroll",
                (Box(1796, y, 16, h, "progress_track", radius=8), Box(1796, at, 16, size, "progress_fill", radius=8)),
                Z_PAGE,
            )
        )
    return groups


def _open_tab(tab: RailTab, rect: Rect, look: Look, focused: bool) -> Group:
    t = look.t
    x, y, w, h = rect

    def draw(ink: Ink) -> list[Node]:
        right = x + w - 36
        nodes: list[Node] = []
        if tab.count and width_of(tab.count, t.caption) < w * 0.4:
            nodes.append(words(tab.count, right, y, h, t.caption, ink.second, on=ink.on, align="right"))
            right -= width_of(tab.count, t.caption) + 40
        nodes.append(
            fitted(tab.title, x + 36, y, right - x - 36, h, t.button, 60, ink.primary, on=ink.on, bold=True)
        )
        return nodes

    return tile(tab.id, rect, look, focused, draw, kind="brand" if tab.chosen else "card")


# ---------------------------------------------------------------- list


def _list(view: SectionView, look: Look, area: Rect) -> list[Group]:
    groups: list[Group] = []
    x, y, w, h = area
    if view.strip is not None:
        groups.append(strip_group(view.strip, area, look))
        space = strip_space(look)
        y, h = y + space, h - space
    area = (x, y, w, h)
    if view.empty is not None:
        return [*groups, *_empty(view, view.empty, look, area)]
    cards = card_rects(area, look.size)
    rows = row_rects(area, look, view.strip is not None)
    if view.loading and not view.cells:
        if view.kind == "cards":
            return [*groups, *(skeleton(f"item:{k}", rect, look, False, k) for k, rect in enumerate(cards))]
        return [*groups, *(row_skeleton(f"item:{k}", rect, look, False, k) for k, rect in enumerate(rows))]
    places = cards if view.kind == "cards" else rows
    cells: tuple[LessonCard | ArticleRow, ...] = view.cells
    for cell, rect in zip(cells, places, strict=False):
        focused = view.focus == cell.id
        if isinstance(cell, LessonCard):
            groups.append(lesson_group(cell, rect, look, focused))
        else:
            groups.append(article_group(cell, rect, look, focused))
    return groups


def _empty(view: SectionView, empty: EmptyView, look: Look, area: Rect) -> list[Group]:
    """Says so, says when it will change, offers one door."""
    t = look.t
    x, y, w, h = area
    inset = look.line_w
    door_h = {TextSize.STANDARD: 144.0, TextSize.LARGE: 144.0, TextSize.XLARGE: 152.0, TextSize.HUGE: 160.0}[look.size]
    left, room = x + 56, w - 112
    below = door_h + 36 + 20 if empty.door else 24.0
    title_room = max(t.page_title * 1.3, min(t.page_title * 2.2, (h - below) * 0.52))
    title_px, title, _ = fit_box(empty.title, room, title_room, t.page_title, t.floor, True, 1.25, True)
    title_h = title_px * 1.25 * len(title)
    line_px, line, _ = fit_box(empty.line, room, max(t.small * 1.4, h - below - title_h - 40), t.small, t.floor, False,
                               1.35, True)  # fmt: skip
    line_h = line_px * 1.35 * len(line) if empty.line else 0.0
    picture_h = max(0.0, min(h * 0.52, h - below - title_h - line_h - 44))
    if picture_h < 120:
        picture_h = 0.0
    nodes: list[Node] = [*surface(look, area, "card")]
    if picture_h:
        nodes.append(
            Picture("asset:empty", x + inset, y + inset, w - 2 * inset, picture_h - inset, "cover", RADIUS - inset, "top")
        )
    spare = max(0.0, h - picture_h - below - title_h - line_h - 8)
    top = y + picture_h + min(spare / 2, 60.0)
    nodes.append(block(empty.title, title, left, top, title_px * 1.25, title_px, "text_primary", on="card", bold=True))
    if empty.line:
        nodes.append(block(empty.line, line, left, top + title_h + 8, line_px * 1.35, line_px, "text_secondary", on="card"))
    groups = [Group("empty", tuple(nodes), Z_PAGE)]
    if empty.door is not None:
        width = max(620.0, width_of(empty.door.words, t.button, True) + 180)
        rect = (left, y + h - door_h - 36, min(width, room), door_h)
        groups.append(button(look, empty.door, rect, view.focus == empty.door.id))
    return groups


# ---------------------------------------------------------------- foot


def _foot(view: SectionView, look: Look) -> Group:
    if view.whole_title and one_line(view.whole_title, look):
        return title_line(view.whole_title, look)
    right = view.hint_right
    if look.huge and view.pages > 1:
        right = wording.pages_at(view.page, view.pages)
    return hints_group(look, view.hints, right)


def one_line(title: str, look: Look) -> bool:
    """Whether a whole title has room in the line of the hints."""
    return width_of(title, look.t.caption, True) <= WIDTH


def title_line(title: str, look: Look) -> Group:
    """The whole title of the thing in focus, in place of the hints."""
    h = hint_height(look.size)
    return Group("hints", (words(title, LEFT, FOOT - h, h, look.t.caption, GROUND.accent, bold=True),), Z_PAGE)


def whole_title(title: str, focus_key: str, look: Look, groups: list[Group]) -> list[Group]:
    """A title too long for one line: a plate at the foot, or above the thing in focus when that is itself at the foot."""
    if one_line(title, look):
        return []
    t = look.t
    focus = next((group.rect for group in groups if group.key == focus_key and group.rect), None)
    room_w = WIDTH - 80
    low = (focus[1] + focus[3] + 28) if focus else 0.0
    below = FOOT - low
    above = (focus[1] - 28 - 60) if focus else 0.0
    under = below >= above or below > 300
    space = min(below if under else above, 480.0) - 40
    px, lines, _ = fit_box(title, room_w, space, t.caption, t.floor, True, 1.32, False)
    line_h = px * 1.32
    h = line_h * len(lines) + 40
    y = FOOT - h if under or focus is None else focus[1] - 28 - h
    nodes: tuple[Node, ...] = (
        Box(LEFT, y, WIDTH, h, "solid", radius=RADIUS, line="accent", line_w=3),
        block(title, lines, LEFT + 40, y + 20, line_h, px, "text_primary", on="solid", bold=True),
    )
    return [Group("whole-title", nodes, Z_OSD)]
