"""Looks over a scene as a strict reader would: what is clipped, overlaps, is too small, too faint, or leaves the safe area.

Pure; for tests and for the developer. Works on boxes and palette colours, not on pixels.
"""

from __future__ import annotations

from tvapp.core.linebreak import em_width
from tvapp.core.value import dataclass
from tvapp.layout.palette import Rgba, contrast, over, rgba
from tvapp.layout.scene import (
    RING_GAP_PX,
    RING_GAP_PX_HC,
    RING_PX,
    RING_PX_HC,
    SAFE,
    Arc,
    Box,
    Group,
    Icon,
    Node,
    Picture,
    Ring,
    Scene,
    Shade,
    Text,
    Video,
)

_SLACK = 0.6
_INK_EM = 0.94
"""Height of what is really inked of a line of Chinese, in em (measured on Noto Sans CJK: 0.88 above, 0.06 below)."""
_INK_W = 0.06
"""Side bearing of a glyph, in em: what its box has more than its ink."""
LEAST_CONTRAST = 7.0
LEAST_CONTRAST_HC = 17.0
"""What 高对比 promises (tokens.json, `theme.hc.contrast_text_min`), over pictures too."""
_OVER = 28
"""From here on layers stand over the page: subtitles, buttons, strips. They may cover it, but not one another."""
_COVERS = 50
"""From here on they cover everything: dialog, digits, a line that says what happened."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One drawn line of a text, by its ink."""

    text: str
    x: float
    y: float
    w: float
    h: float
    group: Group
    order: int
    node: Text


def _lines(scene: Scene) -> tuple[list[_Line], list[tuple[int, Group, Node]]]:
    """Every line in drawing order, and every node with its place in it."""
    lines: list[_Line] = []
    nodes: list[tuple[int, Group, Node]] = []
    order = 0
    for group in sorted(scene.groups, key=lambda one: one.z):
        for node in group.nodes:
            order += 1
            nodes.append((order, group, node))
            if not isinstance(node, Text):
                continue
            for k, line in enumerate(node.drawn):
                if not line.strip():
                    continue
                # the seal's own font has its four glyphs only, each one em wide
                w = (len(line) if node.font == "seal" else em_width(line, node.bold)) * node.px
                x = node.x - {"left": 0.0, "center": w / 2, "right": w}[node.align]
                if k == 0 and node.before:
                    x += em_width(node.before, node.bold) * node.px
                middle = node.y + (k + 0.5) * node.line_height
                h = node.px * _INK_EM
                lines.append(_Line(line, x, middle - h / 2, w, h, group, order, node))
    return lines, nodes


def _grown(group: Group, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
    """A rectangle after the group's scale about its middle."""
    if group.scale == 1.0 or group.rect is None:
        return x, y, w, h
    gx, gy, gw, gh = group.rect
    cx, cy = gx + gw / 2, gy + gh / 2
    s = group.scale
    return cx + (x - cx) * s, cy + (y - cy) * s, w * s, h * s


def _opaque(theme: str, node: Node) -> bool:
    match node:
        case Box():
            return node.fill is not None and rgba(theme, node.fill)[3] > 0.75
        case Picture():
            return node.fit != "contain"
        case Video():
            return True
        case _:
            return False


def _covers(node: Node, line: _Line) -> bool:
    """Whether the node lies under the middle of the line."""
    if not isinstance(node, Box | Picture | Video | Shade):
        return False
    cx, cy = line.x + line.w / 2, line.y + line.h / 2
    return node.x - _SLACK <= cx <= node.x + node.w + _SLACK and node.y - _SLACK <= cy <= node.y + node.h + _SLACK


def _touches(node: Box | Picture | Video, line: _Line) -> bool:
    return (
        node.x < line.x + line.w and line.x < node.x + node.w and node.y < line.y + line.h and line.y < node.y + node.h
    )


def _worst_under(scene: Scene, line: _Line, nodes: list[tuple[int, Group, Node]]) -> list[Rgba]:
    """The colours (opaque) that may lie under a line: both ends of gradients, white and black under pictures."""
    theme = scene.theme
    if line.node.plate:
        return [rgba(theme, line.node.plate)]
    ends = ("#000000",) if scene.background == "black" else ("background_top", "background_bottom")
    back = [rgba(theme, end) for end in ends]
    for order, _, node in nodes:
        if order >= line.order or not _covers(node, line):
            continue
        match node:
            case Box() if node.fill is not None:
                fills = [rgba(theme, fill) for fill in (node.fill, node.fill2) if fill]
                back = [over(fill, one) for fill in fills for one in back][:16]
            case Picture() if node.fit == "contain":
                continue
            case Picture() if node.source.startswith("asset:lantern"):
                # our own picture: clear and dark where words stand
                continue
            case Picture() | Video():
                back = [(1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)]
            case Shade():
                # as it is in the middle of the line
                share = (line.y + line.h / 2 - node.y) / node.h
                r, g, b, _ = rgba(theme, node.colour)
                veil = (r, g, b, node.top + (node.bottom - node.top) * share)
                back = [over(veil, one) for one in back]
            case _:
                pass
    return back


def problems(scene: Scene) -> list[str]:
    """What is wrong, in words; empty when nothing is."""
    found: list[str] = []
    lines, nodes = _lines(scene)
    found += _texts(scene, lines, nodes)
    found += _overlaps(scene, lines, nodes)
    found += _half_hidden(scene, lines)
    found += _ringed(scene, lines)
    found += _targets(scene)
    keys = [group.key for group in scene.groups]
    found += [f"key twice: {key}" for key in sorted({key for key in keys if keys.count(key) > 1})]
    if scene.focus_key and scene.focus_key not in keys:
        found.append(f"focus is on {scene.focus_key!r}, which is not on the picture")
    return found


def _texts(scene: Scene, lines: list[_Line], nodes: list[tuple[int, Group, Node]]) -> list[str]:
    found: list[str] = []
    left, top, right, bottom = SAFE
    for line in lines:
        name = f"{line.group.key}: {line.text[:14]!r}"
        x, y, w, h = _grown(line.group, line.x, line.y, line.w, line.h)
        bearing = line.node.px * _INK_W
        if x < left - bearing or x + w > right + bearing or y < top - _SLACK or y + h > bottom + _SLACK:
            found.append(f"{name} leaves the safe area ({x:.0f} {y:.0f} {x + w:.0f} {y + h:.0f})")
        if line.group.rect is not None:
            gx, gy, gw, gh = line.group.rect
            out = line.x < gx - _SLACK or line.x + line.w > gx + gw + _SLACK
            if out or line.y < gy - _SLACK or line.y + line.h > gy + gh + _SLACK:
                found.append(f"{name} leaves {line.group.rect} ({line.x:.0f} {line.y:.0f} {line.x + line.w:.0f} "
                             f"{line.y + line.h:.0f})")  # fmt: skip
        else:
            holder = _holder(line, nodes)
            if holder is not None and (
                line.x < holder.x - _SLACK or line.x + line.w > holder.x + holder.w + _SLACK
                or line.y < holder.y - _SLACK or line.y + line.h > holder.y + holder.h + _SLACK
            ):  # fmt: skip
                found.append(f"{name} leaves its plate")
        found += [f"{name} {wrong}" for wrong in _cramped(line, nodes)]
        least = 32.0
        if line.node.px < least - 0.01:
            found.append(f"{name} is {line.node.px:.0f} px")
        if not line.text.strip():
            continue
        colour = rgba(scene.theme, line.node.colour)
        ratio = min(contrast(colour, back) for back in _worst_under(scene, line, nodes))
        if ratio < (LEAST_CONTRAST_HC if scene.theme == "hc" else LEAST_CONTRAST) - 0.05:
            found.append(f"{name} has contrast {ratio:.1f}")
    return found


def _cramped(line: _Line, nodes: list[tuple[int, Group, Node]]) -> list[str]:
    """Ink that all but touches the edge of its plate: 5 px on a chip or a card, 12 px on a large plate."""
    holder = _holder(line, nodes)
    if holder is None:
        return []
    near = min(line.x - holder.x, holder.x + holder.w - line.x - line.w, line.y - holder.y,
               holder.y + holder.h - line.y - line.h)  # fmt: skip
    return [f"touches the edge of its plate ({near:.0f} px)"] if near < (12 if holder.w >= 600 and holder.h >= 300 else 5) else []


def _holder(line: _Line, nodes: list[tuple[int, Group, Node]]) -> Box | None:
    """The last plate of the same group that was drawn under the line."""
    held: Box | None = None
    for order, group, node in nodes:
        if group is line.group and order < line.order and isinstance(node, Box) and _covers(node, line):
            held = node
    return held


def _overlaps(scene: Scene, lines: list[_Line], nodes: list[tuple[int, Group, Node]]) -> list[str]:
    """Texts over texts; and things drawn over a text later, unless they belong to a layer that covers on purpose."""
    found: list[str] = []
    theme = scene.theme
    for k, one in enumerate(lines):
        for other in lines[k + 1 :]:
            if one.node is other.node and one.y == other.y:
                continue
            apart = 0.06 * min(one.node.px, other.node.px)
            if (
                one.x + one.w > other.x + apart and other.x + other.w > one.x + apart
                and one.y + one.h > other.y + apart and other.y + other.h > one.y + apart
            ):  # fmt: skip
                hidden = bool(other.node.plate) or any(
                    one.order < order < other.order and _opaque(theme, node) and _covers(node, other)
                    and (group.z >= 28 or group.z > one.group.z)
                    for order, group, node in nodes
                )  # fmt: skip
                if not hidden:
                    found.append(f"{one.group.key}: {one.text[:12]!r} lies under {other.group.key}: {other.text[:12]!r}")
    for line in lines:
        for order, group, node in nodes:
            if order <= line.order:
                continue
            if group is not line.group and (group.z >= _COVERS or (group.z >= _OVER and line.group.z < _OVER)):
                continue
            if group.key == "lit" and group is not line.group:
                continue  # it says the same words again, on its plate
            if isinstance(node, Icon) and group is line.group:
                pad = node.px * 0.08
                box = Box(node.x + pad, node.y + pad, node.px - 2 * pad, node.px - 2 * pad)
                if _touches(box, line):
                    found.append(f"{group.key}: icon {node.name} lies on {line.text[:12]!r}")
            elif isinstance(node, Box | Picture) and _opaque(theme, node) and _touches(node, line):
                grown = group.rect is not None and group.scale != 1.0
                if not (grown and group is not line.group):
                    found.append(f"{group.key}: a plate lies on {line.group.key}: {line.text[:12]!r}")
    return found


_STAYS = "whole-title"
"""The one plate over a page that stays for as long as one looks at it."""


def _half_hidden(scene: Scene, lines: list[_Line]) -> list[str]:
    """Words that the edge of that plate goes through."""
    found: list[str] = []
    for group in scene.groups:
        plate = group.nodes[0] if group.key == _STAYS else None
        if not isinstance(plate, Box):
            continue
        for line in lines:
            if line.group is group or line.group.z >= group.z:
                continue
            beside = line.x + line.w <= plate.x or line.x >= plate.x + plate.w
            for edge in (plate.y, plate.y + plate.h):
                if not beside and line.y + _SLACK < edge < line.y + line.h - _SLACK:
                    found.append(f"{group.key}: its edge goes through {line.group.key}: {line.text[:12]!r}")
    return found


def cut_words(scene: Scene) -> list[tuple[str, str]]:
    """(group, whole words) of every text that ends in … though the words go on."""
    return [
        (group.key, node.text)
        for group in scene.groups
        for node in group.nodes
        if isinstance(node, Text) and node.drawn[-1].endswith("…") and not node.text.endswith("…")
    ]


def unreadable(scene: Scene) -> list[str]:
    """A title in focus that is cut, and stands whole nowhere: for whole pages of the program, not for parts of them."""
    if not scene.focus_key.startswith(("item:", "hero", "today")):
        return []
    whole = {
        node.text for group in scene.groups if group.key in (_STAYS, "hints") for node in group.nodes if isinstance(node, Text)
    }
    titles = {text for key, text in cut_words(scene) if key == scene.focus_key}
    return [f"{scene.focus_key} is cut: {text[:12]!r}" for text in titles] if titles and not titles & whole else []


def _ringed(scene: Scene, lines: list[_Line]) -> list[str]:
    """Words and key caps that the ring of the thing in focus lies on."""
    found: list[str] = []
    for group in scene.groups:
        for ring in group.nodes:
            if not isinstance(ring, Ring):
                continue
            wide = (RING_PX_HC + RING_GAP_PX_HC if scene.theme == "hc" else RING_PX + RING_GAP_PX) * group.scale
            x, y, w, h = _grown(group, ring.x, ring.y, ring.w, ring.h)
            area = Box(x - wide, y - wide, w + 2 * wide, h + 2 * wide)
            met = {
                line.text
                for line in lines
                if line.group is not group and line.group.z <= group.z and not _layered(group, line.group)
                and _touches(area, line)
            }  # fmt: skip
            met |= {
                "a key cap"
                for other in scene.groups if other.key == "hints" and not _layered(group, other)
                for node in other.nodes if isinstance(node, Box)
                and node.x < area.x + area.w and area.x < node.x + node.w
                and node.y < area.y + area.h and area.y < node.y + node.h
            }  # fmt: skip
            found += [f"the ring of {group.key} lies on {text[:12]!r}" for text in sorted(met)]
    return found


def _layered(upper: Group, lower: Group) -> bool:
    """Whether one layer covers the other on purpose."""
    return (upper.z >= _COVERS) != (lower.z >= _COVERS) or (upper.z >= _OVER + 12) != (lower.z >= _OVER)


def _targets(scene: Scene) -> list[str]:
    found: list[str] = []
    left, top, right, bottom = SAFE
    for group in scene.groups:
        if group.rect is None or group.key in ("ticker",):
            continue
        x, y, w, h = group.rect
        if w < 200 - _SLACK or h < 140 - _SLACK:
            found.append(f"{group.key} is a target of {w:.0f}x{h:.0f}")
        if any(isinstance(node, Ring) for node in group.nodes):
            hc = scene.theme == "hc"
            ring = ((RING_PX_HC + RING_GAP_PX_HC) if hc else (RING_PX + RING_GAP_PX)) * group.scale
            gx, gy, gw, gh = _grown(group, x, y, w, h)
            if gx - ring < left - _SLACK or gx + gw + ring > right + _SLACK:
                found.append(f"the ring of {group.key} leaves the safe area at a side")
            if gy - ring < top - _SLACK or gy + gh + ring > bottom + _SLACK:
                found.append(f"the ring of {group.key} leaves the safe area above or below")
    return found


LEAST_SHAPE = 3.0


def faint_shapes(scene: Scene) -> list[str]:
    """Icons, countdown and chosen bars that stand out less than 3:1 from what lies under them."""
    found: list[str] = []
    _, nodes = _lines(scene)
    for order, group, node in nodes:
        match node:
            case Icon():
                spot = _Line(node.name, node.x, node.y, node.px, node.px, group, order, Text("", 0, 0, 1, ""))
                colour = node.colour
            case Arc():
                side = 2 * node.radius
                x, y = node.cx - node.radius, node.cy - node.radius
                spot = _Line("ring", x, y, side, side, group, order, Text("", 0, 0, 1, ""))
                colour = node.colour
            case _:
                continue
        if any(later > order and _opaque(scene.theme, other) and _covers(other, spot) for later, _, other in nodes):
            continue  # under a dialog
        ratio = min(contrast(rgba(scene.theme, colour), back) for back in _worst_under(scene, spot, nodes))
        if ratio < LEAST_SHAPE:
            found.append(f"{group.key}: {spot.text} has contrast {ratio:.1f}")
    return found
