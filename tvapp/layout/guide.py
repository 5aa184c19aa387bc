"""办事指南: five answers at the left, and the panel of the one in focus at the right."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.geometry import CODE_SIDE, panel_box
from tvapp.core.model import TextSize
from tvapp.core.views import Answer, GuideView
from tvapp.layout.parts import (
    CARD,
    LEFT,
    RIGHT,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    content_bottom,
    content_top,
    fitted,
    header_groups,
    hints_group,
    surface,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Code, Group, Node
from tvapp.layout.sheets import lit_nodes, sheet_nodes

_ANSWER_W = {TextSize.STANDARD: 516.0, TextSize.LARGE: 516.0, TextSize.XLARGE: 640.0, TextSize.HUGE: 200.0}
_PANEL_X = {TextSize.STANDARD: 672.0, TextSize.LARGE: 672.0, TextSize.XLARGE: 792.0, TextSize.HUGE: 352.0}
_TITLE_PX = {TextSize.STANDARD: 42.0, TextSize.LARGE: 50.0, TextSize.XLARGE: 62.0, TextSize.HUGE: 88.0}


def guide_groups(view: GuideView, look: Look) -> list[Group]:
    """All groups of the guide; the panel's words are the group "panel"."""
    groups = header_groups(look, view.header)
    top, foot = content_top(look.size), content_bottom(look.size)
    count = max(5, len(view.answers))
    gap = {TextSize.STANDARD: 15.0, TextSize.LARGE: 15.0, TextSize.XLARGE: 8.0, TextSize.HUGE: 4.0}[look.size]
    h = 140.0 if look.huge else max(140.0, (foot - top - gap * (count - 1)) / count)  # clear of the hints, ring and all
    for k, answer in enumerate(view.answers):
        rect = (LEFT, top + k * (h + gap), _ANSWER_W[look.size], h)
        groups.append(_answer(answer, rect, look, view.focus == answer.id))
    groups += _panel(view, look, top, foot)
    more = look.huge and view.panel_page < view.panel_pages  # where no hint has room to say that ▼ reads on
    groups.append(hints_group(look, view.hints, wording.MORE_BELOW if more else ""))
    return groups


def _disc(look: Look, ink: Ink, numeral: str, cx: float, cy: float, side: float, px: float) -> list[Node]:
    return [
        Box(cx - side / 2, cy - side / 2, side, side, None, radius=side / 2, line=ink.accent, line_w=4),
        words(numeral, cx, cy - side / 2, side, px, ink.accent, on=ink.on, bold=True, align="center"),
    ]


def _answer(answer: Answer, rect: Rect, look: Look, focused: bool) -> Group:
    t = look.t
    x, y, w, h = rect

    def draw(ink: Ink) -> list[Node]:
        if look.huge:
            return _disc(look, ink, answer.numeral, x + w / 2, y + h / 2, 112, 80)
        side = 76.0 if look.size <= TextSize.LARGE else 92.0
        px = {TextSize.STANDARD: 40.0, TextSize.LARGE: 46.0}.get(look.size, 56.0)
        nodes = _disc(look, ink, answer.numeral, x + 24 + side / 2, y + h / 2, side, px)
        left = x + 24 + side + 22
        room = x + w - 20 - left
        title_px = _TITLE_PX[look.size]
        title_h, short_h = title_px * 1.3, t.caption * 1.34
        if look.size is TextSize.XLARGE:
            title_h, short_h = 66.0, 60.0  # close, and off the edges
        total = title_h + (short_h if answer.short else 0)
        top = y + (h - total) / 2
        nodes.append(fitted(answer.title, left, top, room, title_h, title_px, t.floor, ink.primary, on=ink.on, bold=True))
        if answer.short:
            short, px = _short(answer.short, room, t.caption if look.size < TextSize.XLARGE else 52.0, t.caption * 0.8)
            nodes.append(fitted(short, left, top + title_h, room, short_h, px, t.floor, ink.accent, on=ink.on))
        return nodes

    return tile(answer.id, rect, look, focused, draw)


def _short(text: str, room: float, px: float, least: float) -> tuple[str, float]:
    """As much of a short answer as stands on one line at `least` px or more, by whole clauses; and its size.

    The whole of it stands in the panel, so nothing ends in ….
    """
    while width_of(text, least) > room:
        cut = max(text.rfind(sign) for sign in " ，、；。：")
        if cut <= 0:
            break
        text = text[:cut]
    return text, min(px, max(least, room / max(1.0, width_of(text, 1.0))))


def _small_code(view: GuideView, look: Look, x: float, top: float, h: float) -> list[Node]:
    """The list to take along, at the right of it: a white plate with the code, and two lines below."""
    t = look.t
    title_h, line_h = t.label * 1.36, t.caption * 1.36
    y = top + (h - CODE_SIDE - 28 - title_h - line_h) / 2
    below = y + CODE_SIDE + 28
    middle = x + CODE_SIDE / 2
    return [
        Box(x, y, CODE_SIDE, CODE_SIDE, "#FFFFFF", radius=18),
        Code(view.code, x, y, CODE_SIDE),
        fitted(view.code_title, middle, below, CODE_SIDE, title_h, t.label, t.floor, CARD.primary, on="card", bold=True,
               align="center"),
        fitted(view.code_line, middle, below + title_h, CODE_SIDE, line_h, t.caption, t.floor, CARD.second, on="card",
               align="center"),
    ]  # fmt: skip


def _panel(view: GuideView, look: Look, top: float, foot: float) -> list[Group]:
    t = look.t
    x = _PANEL_X[look.size]
    w, h = RIGHT - x, foot - top
    nodes: list[Node] = [*surface(look, (x, top, w, h), "card", 32)]
    box_w, _ = panel_box(look.size)
    pad = (w - box_w) / 2
    y = top + 2
    current = next((answer for answer in view.answers if answer.id == view.focus), None)
    several = view.panel_pages > 1
    mark = wording.pages_at(view.panel_page, view.panel_pages) if several else ""
    if look.huge:
        head = 128.0
        room = box_w
        if several:
            from_right = 330.0
            room -= from_right
            nodes.append(words(mark, x + w - pad, top + 4, head - 8, t.caption, CARD.second, on="card", align="right"))
        if current is not None:
            nodes.append(
                fitted(current.title, x + pad, top + 4, room, head - 8, t.button, 60, CARD.accent, on="card", bold=True)
            )
        nodes.append(Box(x + pad, top + head - 3, box_w, 3, "card_line"))
        y = top + head
    elif several:
        mh = t.caption * 1.4
        nodes.append(
            words(mark, x + w - pad, foot - mh - 10, mh, t.caption, CARD.second, on="card", align="right")
        )
    nodes += sheet_nodes(view.sheet, x + pad, y, look, CARD)
    if view.code:
        nodes += _small_code(view, look, x + w - pad - CODE_SIDE, top, h)
    lit = lit_nodes(view.sheet, view.lit, x + pad, y) if view.lit is not None else []
    groups = [Group("panel", tuple(nodes), Z_PAGE)]
    return [*groups, Group("lit", tuple(lit), Z_PAGE + 1)] if lit else groups
