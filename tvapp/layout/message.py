"""A full-screen message: what happened, what we did, the code to read out, whom to call, what one may do."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.linebreak import balanced, fit, fit_box
from tvapp.core.model import TextSize
from tvapp.core.views import MessageView
from tvapp.layout.parts import (
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Z_PAGE,
    Look,
    block,
    button,
    clock_group,
    clock_width,
    width_of,
    words,
)
from tvapp.layout.scene import CANVAS_H, CANVAS_W, Box, Group, Icon, Node, Picture

_ROOM = {TextSize.STANDARD: 1060.0, TextSize.LARGE: 1060.0, TextSize.XLARGE: 1100.0, TextSize.HUGE: 1680.0}
"""Width of the words; at 超大 they stand over the whole width, and the lantern goes."""

_OPENING = ("《", "（", "「", "【")


def message_groups(view: MessageView, look: Look) -> list[Group]:
    """The lantern behind, the words, the buttons, the clock."""
    t = look.t
    room = _ROOM[look.size]
    groups: list[Group] = []
    if not look.huge:
        art = Picture(f"asset:lantern-{look.theme.value}", CANVAS_W - 960, 0, 960, CANVAS_H, "cover")
        groups.append(Group("scene", (art,), 1))
    clock_h = 104.0 if look.size <= TextSize.LARGE else 124.0
    groups.append(clock_group(look, view.clock, TOP, clock_h, t.clock_page, t.caption))
    big = {TextSize.STANDARD: 88.0, TextSize.LARGE: 104.0, TextSize.XLARGE: 112.0, TextSize.HUGE: 112.0}[look.size]
    first = {TextSize.STANDARD: 48.0, TextSize.LARGE: 60.0, TextSize.XLARGE: 76.0, TextSize.HUGE: 96.0}[look.size]
    later = {TextSize.STANDARD: 42.0, TextSize.LARGE: 52.0, TextSize.XLARGE: 68.0, TextSize.HUGE: 88.0}[look.size]
    nodes: list[Node] = []
    y = 132.0 if look.size <= TextSize.LARGE else 110.0 if look.size is TextSize.XLARGE else 54.0
    buttons_y = 812.0 if look.size <= TextSize.LARGE else 842.0
    clock_w = clock_width(look, view.clock, t.clock_page, t.caption)
    x = LEFT
    if view.icon:
        side = big if not look.huge else 96.0
        nodes.append(Icon(view.icon, x, y + (big * 1.25 - side) / 2, side, "accent"))
        x += side + 26
    end = LEFT + room if not look.huge else RIGHT - clock_w - 40
    if y < TOP + clock_h:
        end = min(end, RIGHT - clock_w - 40)
    title_px, title_lines, _ = fit_box(view.title, end - x, big * 1.25, big, t.floor, True, 1.16, False)
    title_h = title_px * 1.16 * len(title_lines)
    nodes.append(
        block(view.title, title_lines, x, y + (big * 1.25 - title_h) / 2, title_px * 1.16, title_px, "text_primary",
              bold=True)
    )  # fmt: skip
    y += big * 1.25 + (22 if look.size <= TextSize.LARGE else 8)
    code_h = (168.0 if look.size <= TextSize.XLARGE else 150.0) if view.code or view.call else 0.0
    foot = buttons_y - (code_h + 56 if code_h else 30)
    lines = [line for line in view.lines if line]
    for k, line in enumerate(lines):
        # what is still to come keeps at least one line of its own
        rest = sum(later * 1.4 for _ in lines[k + 1 :])
        px, broken, _ = fit_box(line, room, max(50.0, foot - y - rest), first if k == 0 else later, t.floor, False,
                                1.42, True)  # fmt: skip
        # a bracket's glyph stands in the right half of its square: it hangs out, so that the lines begin at one edge
        hang = min(0.44 * px, 24.0) if len(broken) == 1 and broken[0][:1] in _OPENING else 0.0
        nodes.append(
            block(line, broken, LEFT - hang, y, px * 1.42, px, "text_primary" if k == 0 else "text_secondary")
        )
        y += px * 1.42 * len(broken)
    if code_h:
        top = min(y + 36, buttons_y - code_h - 30)
        nodes += _code(view, look, top, code_h, room, buttons_y - 40 - top)
    groups.append(Group("message", tuple(nodes), Z_PAGE))
    groups += _buttons(view, look, buttons_y)
    return groups


def _code(view: MessageView, look: Look, y: float, h: float, room: float, most_h: float) -> list[Node]:
    """The code on its plate (`h` high), and beside it whom to call: on as much as `most_h` where it is long."""
    t = look.t
    nodes: list[Node] = []
    x = LEFT
    call_y, call_h = y, max(h, most_h)
    if view.code:
        code_px = {TextSize.STANDARD: 104.0}.get(look.size, 120.0 if look.size < TextSize.HUGE else 112.0)
        label_px = min(t.label, 64.0)
        label_w = width_of(wording.CODE, label_px, True)
        code_w = width_of(view.code, code_px, True)
        w = label_w + code_w + 44 * 2 + 28
        plate = Box(x, y, w, h, "picture_plate" if not look.hc else "#000000", radius=28, line="accent", line_w=5)
        nodes += [
            plate,
            words(wording.CODE, x + 44, y, h, label_px, "accent", on="solid", bold=True),
            words(view.code, x + w - 44, y, h, code_px, "text_primary", on="solid", bold=True, align="right"),
        ]
        x += w + 36
    call = [line for line in view.call if line]
    if call:
        right = LEFT + room
        px = min(t.small, 72.0)
        while True:
            sets = [balanced(line, right - x, px, k == len(call) - 1 and k > 0, 4) for k, line in enumerate(call)]
            line_h = px * 1.26
            total = sum(len(lines) for lines, _ in sets) * line_h
            if px <= t.floor or (total <= call_h and not any(cut for _, cut in sets)):
                break
            px = max(t.floor, px - 2)
        most = max(1, int(call_h / line_h) - len(call) + 1)
        if total > call_h:
            sets = [fit(line, right - x, px, k == len(call) - 1 and k > 0, most if k == 0 else 1)
                    for k, line in enumerate(call)]  # fmt: skip
            total = sum(len(lines) for lines, _ in sets) * line_h
        top = call_y + max(0.0, (h - total) / 2)
        for k, (line, (lines, _)) in enumerate(zip(call, sets, strict=True)):
            nodes.append(block(line, lines, x, top, line_h, px, "text_primary", bold=k == len(call) - 1 and k > 0))
            top += line_h * len(lines)
    return nodes


def _buttons(view: MessageView, look: Look, y: float) -> list[Group]:
    count = len(view.buttons)
    if not count:
        return []
    h, gap = 156.0, 36.0
    px = look.t.button
    widths: list[float] = []
    for k, item in enumerate(view.buttons):
        need = width_of(item.short if look.huge and item.short else item.words, px, True) + 150
        widths.append(max(need, 520.0 if k == 0 else 420.0))
    over = sum(widths) + gap * (count - 1) - WIDTH
    if over > 0:
        widths = [w - over / count for w in widths]
    groups: list[Group] = []
    left = LEFT
    for item, w in zip(view.buttons, widths, strict=True):
        groups.append(button(look, item, (left, y, w, h), view.focus == item.id))
        left += w + gap
    return groups
