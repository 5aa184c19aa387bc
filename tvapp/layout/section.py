"""A section: columns in the rail at the left, one page of lessons or articles beside it, hints below."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words as wording
from tvapp.core.geometry import grouped_shape, rail_tabs, window
from tvapp.core.linebreak import balanced, fit, fit_box
from tvapp.core.model import TextSize
from tvapp.core.views import ArticleRow, EmptyView, LessonCard, RailTab, SectionView
from tvapp.layout.cards import card_rects, lesson_group, skeleton
from tvapp.layout.headings import headed
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
from tvapp.layout.scene import Box, Group, Icon, Node, Picture, Text

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
    return uncovered(groups, view.focus)


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
        marked = (k == 0 and first > 0) or (k == shown - 1 and first + shown < len(view.rail))
        groups.append(_tab(tab, rect, look, view.focus == tab.id, marked))
    marks: list[Node] = []
    middle = LEFT + _RAIL_W[look.size] - 26
    px = max(40.0, look.t.caption) if look.size < TextSize.XLARGE else 48.0
    if first > 0:
        marks.append(words("▲", middle, top + 4, 44, px, "accent", align="center"))
    if first + shown < len(view.rail):
        marks.append(words("▼", middle, foot - 48, 44, px, "accent", align="center"))
    if marks:
        groups.append(Group("rail-marks", tuple(marks), Z_PAGE))
    return groups


def _wanted(view: SectionView) -> int:
    """The tab that has to be seen: the one in focus, else the chosen one."""
    for k, tab in enumerate(view.rail):
        if tab.id == view.focus:
            return k
    return next((k for k, tab in enumerate(view.rail) if tab.chosen), 0)


def _tab(tab: RailTab, rect: Rect, look: Look, focused: bool, marked: bool) -> Group:
    """`marked`: ▲ or ▼ stands at its right edge."""
    t = look.t
    x, y, w, h = rect
    px = {TextSize.STANDARD: 44.0, TextSize.LARGE: 52.0, TextSize.XLARGE: 72.0, TextSize.HUGE: 104.0}[look.size]

    def draw(ink: Ink) -> list[Node]:
        title = ink.primary if tab.chosen or focused else ink.second
        nodes: list[Node] = []
        if tab.chosen and not focused:
            nodes.append(Box(x, y + 30, 10, h - 60, "accent", radius=5))
        room = w - 30 - (50 if marked else 20)
        title_h, count_h = px * 1.27, t.caption * 1.3
        if width_of(tab.title, max(t.floor, px * 0.77), True) > room:
            lines, _ = balanced(tab.title, room, max(t.floor, px * 0.77), True, 2)
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
    if view.heads:
        above, places = headed(view.heads, len(view.cells), area, grouped_shape(look.size), look)
        groups += above
        for cell, rect in zip(view.cells, places, strict=True):
            if isinstance(cell, ArticleRow):
                groups.append(article_group(cell, rect, look, view.focus == cell.id))
        return groups
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
    if look.huge and empty.line:  # two lines at their full size matter more than air
        door_h, below, title_room = 148.0, 148.0 + 36 + 8, t.page_title * 1.25
        if width_of(empty.title, 80, True) > room:
            title_room = 200.0
    title_px, title, _ = fit_box(empty.title, room, title_room, t.page_title, t.floor, True, 1.25, True)
    title_h = title_px * 1.25 * len(title)
    leading, air = (1.25, 20.0) if look.huge else (1.35, 40.0)
    line_px, line, _ = fit_box(empty.line, room, max(t.small * 1.4, h - below - title_h - air), t.small, t.floor, False,
                               leading, True)  # fmt: skip
    line_h = line_px * leading * len(line) if empty.line else 0.0
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
        nodes.append(block(empty.line, line, left, top + title_h + 8, line_px * leading, line_px, "text_secondary", on="card"))
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
    if look.huge and view.pages > 1 and not view.rail_open:
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
    """A title too long for one line: a plate at the foot, or above the thing in focus when that is itself at the foot.

    It reaches up over whatever it would cut through in the middle of its words.
    """
    return [] if one_line(title, look) else [title_plate(title, focus_key, look, groups, Z_OSD)]


def title_plate(title: str, focus_key: str, look: Look, groups: list[Group], z: int) -> Group:
    """The plate of a whole title, however short the title is."""
    t = look.t
    focus = next((group.rect for group in groups if group.key == focus_key and group.rect), None)
    room_w = WIDTH - 80
    low = focus[1] + focus[3] + _RING if focus else 0.0
    high = focus[1] - _RING if focus else FOOT
    below, above = FOOT - low, high - 60
    under = focus is None or below >= above or below > 300
    least, foot = (low, FOOT) if under else (60.0, high)
    most = t.button if look.size >= TextSize.XLARGE else t.caption
    room_h = min(foot - least, 480.0) - 40
    px = most
    while px > t.caption and (2.64 * px > room_h or fit(title, room_w, px, True, 2)[1]):
        px = max(t.caption, px - 4)  # on two lines as large as they can be; on more only what is longer still
    px, lines, _ = fit_box(title, room_w, room_h, px, t.floor, True, 1.32, False)
    line_h = px * 1.32
    y = _clear(foot - line_h * len(lines) - 40, least, [group for group in groups if group.key != focus_key])
    h = foot - y
    nodes: tuple[Node, ...] = (
        Box(LEFT, y, WIDTH, h, "solid", radius=RADIUS, line="accent", line_w=3),
        block(title, lines, LEFT + 40, y + (h - line_h * len(lines)) / 2, line_h, px, "text_primary", on="solid", bold=True),
    )
    return Group("whole-title", nodes, z)


_RING = 24.0
"""What the ring of the thing in focus and a little air take around it, px."""


_SMALL_PLATE = 130.0
"""What is lower is a badge, a chip or 新, and no card."""


def _clear(y: float, least: float, groups: list[Group]) -> float:
    """`y` or higher (not above `least`), so that no line of words and no icon lies half above it."""
    spans = [span for group in groups for node in group.nodes for span in _spans(node)]
    # of a card no more than its upper edge would be seen: as if that were something, too
    spans += [(group.rect[1] + 6, group.rect[1] + 40) for group in groups if group.rect is not None]
    for top, bottom in sorted(spans, reverse=True):
        if top < y < bottom:
            y = top - 8
    return max(least, y)


def _spans(node: Node) -> list[tuple[float, float]]:
    """From where to where (y) what must not be cut through reaches: lines of words, icons, badges and chips."""
    match node:
        case Text():
            middles = [node.y + (k + 0.5) * node.line_height for k in range(len(node.drawn))]
            return [(middle - 0.47 * node.px, middle + 0.47 * node.px) for middle in middles]
        case Icon():
            return [(node.y, node.y + node.px)]
        case Box() if node.h <= _SMALL_PLATE:
            return [(node.y, node.y + node.h)]
        case _:
            return []


def uncovered(groups: list[Group], focus_key: str) -> list[Group]:
    """The groups without what a whole title lies over and would leave half to be seen: hints and notices, which would show at
    its round corners, and of the cards and columns the words and marks that it reaches."""
    plate = next((group.nodes[0] for group in groups if group.key == "whole-title"), None)
    if not isinstance(plate, Box):
        return groups
    at_foot = plate.y + plate.h >= FOOT - 1
    head, foot = plate.y, plate.y + plate.h
    kept: list[Group] = []
    for group in groups:
        if at_foot and group.key in ("hints", "ticker"):
            continue
        if group.key not in (focus_key, "whole-title"):
            whole = [n for n in group.nodes if not any(top < foot and low > head for top, low in _spans(n))]
            if len(whole) < len(group.nodes):
                group = replace(group, nodes=tuple(whole))
        kept.append(group)
    return kept
