"""The tool row of home: it stands where the hero stands, while one of the tools has focus."""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.views import HomeView, ToolCard
from tvapp.layout.parts import LEFT, WIDTH, Ink, Look, Rect, fitted, tile
from tvapp.layout.scene import Group, Icon, Node

_GAP = 30.0


def tool_groups(view: HomeView, look: Look, y: float, h: float) -> list[Group]:
    """The tools side by side over the whole width, from `y` on, `h` high."""
    count = len(view.tools)
    w = (WIDTH - _GAP * (count - 1)) / count
    if look.size >= TextSize.XLARGE:  # room for the ring below the line of the date
        y, h = y + 8, h - 12
    return [_tool(view, card, look, (LEFT + k * (w + _GAP), y, w, h)) for k, card in enumerate(view.tools)]


def _tool(view: HomeView, card: ToolCard, look: Look, rect: Rect) -> Group:
    x, y, w, h = rect
    t = look.t

    def draw(ink: Ink) -> list[Node]:
        if look.huge:
            return [
                fitted(card.title, x + w / 2, y, w - 40, h, t.section_card, t.floor, ink.primary, on=ink.on, bold=True,
                       align="center")
            ]  # fmt: skip
        pad = 26.0
        left, room = x + pad, w - 2 * pad
        if look.size is TextSize.XLARGE:  # icon and title beside each other
            side = 72.0
            return [
                Icon(card.icon, left, y + 36 + (100 - side) / 2, side, ink.accent),
                fitted(card.title, left + side + 16, y + 36, room - side - 16, 100, t.button, t.floor, ink.primary, on=ink.on,
                       bold=True),
                fitted(card.sub, left, y + 144, room, 76, t.caption, t.floor, ink.second, on=ink.on),
            ]  # fmt: skip
        side = 76.0
        title_h = t.section_card * 1.3
        return [
            Icon(card.icon, left, y + 26, side, ink.accent),
            fitted(card.title, left, y + 118, room, title_h, t.section_card, t.floor, ink.primary, on=ink.on, bold=True),
            fitted(card.sub, left, y + 118 + title_h, room, 54, t.caption, t.floor, ink.second, on=ink.on),
        ]

    return tile(card.id, rect, look, view.focus == card.id, draw)
