"""What may lie over any page: the plate of typed digits, and a line near the foot."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words as wording
from tvapp.core.linebreak import balanced, fit, fit_box
from tvapp.core.model import TextSize
from tvapp.core.views import DigitPlate, Toast
from tvapp.layout.parts import FOOT, GROUND, RADIUS, WIDTH, Z_PLATE, Look, bar, block, content_bottom, width_of, words
from tvapp.layout.scene import CANVAS_H, CANVAS_W, Box, Group, Icon, Node, Text

Z_TOAST = 58


def plate_group(plate: DigitPlate, look: Look) -> Group:
    """The digits, the name of what they open, the time that is left (600x300, wider for long names)."""
    t = look.t
    h = 300.0
    digit_px = t.digit_echo
    digits_w = width_of(plate.digits, digit_px, True)
    name_px = t.page_title
    most = 1500.0 - digits_w - 44 - 120
    name_lines, cut = balanced(plate.name, most, name_px, True, 2)
    if cut:  # smaller rather than cut: it says what is going to open
        name_px, name_lines, _ = fit_box(plate.name, most, 3.6 * 0.75 * name_px, 0.75 * name_px, t.floor, True, 1.2, True)
    name_w = max((width_of(line, name_px, True) for line in name_lines), default=0.0)
    waits = wording.PLATE_WAITS if plate.left is None and plate.name else ""
    side_w = max(name_w, 288.0 if plate.left is not None else 0.0, width_of(waits, t.caption) if waits else 0.0)
    w = max(600.0, digits_w + 44 + side_w + 120)
    line_h = name_px * 1.2
    under = 32.0 if plate.left is not None else t.caption * 1.4 if waits else 0.0
    total = line_h * len(name_lines) + under
    h = max(h, total + 64)
    x, y = (CANVAS_W - w) / 2, (CANVAS_H - h) / 2
    left = x + (w - digits_w - 44 - side_w) / 2
    nodes: list[Node] = [
        Box(x, y, w, h, "solid", radius=44, line="focus_ring", line_w=8),
        words(plate.digits, left, y, h, digit_px, "text_primary", on="solid", bold=True),
    ]
    left += digits_w + 44
    top = y + (h - total) / 2
    nodes.append(block(plate.name, name_lines, left, top, line_h, name_px, "text_primary", on="solid", bold=True))
    below = top + line_h * len(name_lines)
    if plate.left is not None:
        nodes += bar(look, GROUND, left, below + 16, max(288.0, min(side_w, 420.0)), 16, plate.left)
    elif waits:
        nodes.append(words(waits, left, below, t.caption * 1.4, t.caption, "accent", on="solid"))
    return Group("plate", tuple(nodes), Z_PLATE)


def toast_group(toast: Toast, look: Look, top: float | None = None) -> Group:
    """One line (two when it is long) on a plate at the foot, in the line of the hints, or at `top`; volume with its bar."""
    t = look.t
    px = t.label if top is None else min(t.label, 64.0)
    mark = px * 1.15 if toast.icon else 0.0
    gap = 22.0 if toast.icon else 0.0
    bar_w = 320.0 if toast.share is not None else 0.0
    extra = mark + gap + (bar_w + 36 if bar_w else 0)
    most = WIDTH - 96 - extra
    lines, _ = fit(toast.words, most, px, True, 2)
    if len(lines) > 1:
        lines, _ = balanced(toast.words, most, px, True, 2)
    text_w = max(width_of(line, px, True) for line in lines)
    line_h = px * 1.32
    pad = 24.0 if look.size < TextSize.HUGE else 16.0
    h = max(line_h * len(lines) + 2 * pad, 100.0)
    if len(lines) == 1 and look.size <= TextSize.LARGE:
        h = FOOT - content_bottom(look.size) - 4  # in the line of the hints, so that it lies on no card
    w = text_w + extra + 96
    x, y = (CANVAS_W - w) / 2, FOOT - h if top is None else top
    nodes: list[Node] = [Box(x, y, w, h, "solid", radius=RADIUS, line="accent", line_w=4)]
    left = x + 48
    if toast.icon:
        nodes.append(Icon(toast.icon, left, y + (h - mark) / 2, mark, "accent", True))
        left += mark + gap
    nodes.append(
        block(toast.words, lines, left, y + (h - line_h * len(lines)) / 2, line_h, px, "text_primary", on="solid",
              bold=True)
    )  # fmt: skip
    if toast.share is not None:
        nodes += bar(look, GROUND, left + text_w + 36, y + (h - 24) / 2, bar_w, 24, toast.share, 12)
    return Group("toast", tuple(nodes), Z_TOAST)


def under_toast(groups: list[Group], toast: Group, focus_key: str) -> list[Group]:
    """What stands at the foot gives way to a toast there: it never cuts through a line of words."""
    plate = next(node for node in toast.nodes if isinstance(node, Box))
    left: list[Group] = []
    for group in groups:
        met = any(
            isinstance(node, Box | Text) and node.y < plate.y + plate.h and node.y + _height(node) > plate.y
            for node in group.nodes
        )
        if not met or group.key == focus_key or group.key not in ("hints", "whole-title", "ticker"):
            left.append(group)
        elif group.key == "hints":
            left.append(_hints_beside(group, plate))
        elif group.key == "ticker":
            left.append(replace(group, nodes=group.nodes[:1]))  # its plate stays
    return left


def _hints_beside(hints: Group, plate: Box) -> Group:
    """A key and its words come and go together."""
    kept: list[Node] = []
    hint: list[Node] = []
    for node in hints.nodes:
        hint.append(node)
        if isinstance(node, Text) and node.align != "center":  # the words after the key caps, or the line at the right
            spans = [_span(each) for each in hint]
            if min(x for x, _ in spans) > plate.x + plate.w + 12 or max(end for _, end in spans) < plate.x - 12:
                kept += hint
            hint = []
    return replace(hints, nodes=(*kept, *hint))


def _height(node: Box | Text) -> float:
    return node.h if isinstance(node, Box) else node.line_height * len(node.drawn)


def _span(node: Node) -> tuple[float, float]:
    """Left and right of a key cap or of a line of words."""
    if isinstance(node, Text):
        w = max(width_of(line, node.px, node.bold) for line in node.drawn)
        x = node.x - {"left": 0.0, "center": w / 2, "right": w}[node.align]
        return x, x + w
    return (node.x, node.x + node.w) if isinstance(node, Box) else (0.0, 0.0)
