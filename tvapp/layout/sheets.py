"""A typeset sheet (core/typeset) as nodes: gives every role its colour, and shifts it to where the sheet stands."""

from __future__ import annotations

from tvapp.core.lit import spans
from tvapp.core.sheet import Role, SetBox, SetIcon, SetPicture, SetRule, SetText, Sheet
from tvapp.layout.parts import Ink, Look
from tvapp.layout.scene import Box, Icon, Node, Picture, Text


def _colour(role: Role, ink: Ink) -> str:
    match role:
        case "label" | "mark" | "head":
            return ink.accent
        case "small" | "caption":
            return ink.second
        case _:
            return ink.primary


def sheet_nodes(sheet: Sheet, x: float, y: float, look: Look, ink: Ink) -> list[Node]:
    """The sheet with its top left corner at (x, y)."""
    nodes: list[Node] = []
    for thing in sheet.placed:
        match thing:
            case SetText():
                nodes.append(
                    Text(thing.text.strip(), x + thing.x, y + thing.y, thing.px, _colour(thing.role, ink), thing.lines,
                         thing.bold, "left", thing.line_h, "ui", ink.on)
                )  # fmt: skip
            case SetRule():
                nodes.append(Box(x + thing.x, y + thing.y, thing.w, 3, "card_line"))
            case SetPicture():
                nodes.append(Picture(_source(thing.source), x + thing.x, y + thing.y, thing.w, thing.h, "contain", 20))
            case SetIcon():
                nodes.append(Icon(thing.name, x + thing.x, y + thing.y, thing.px, ink.accent, True))
            case SetBox():
                nodes += _box(thing, x, y, look, ink)
    return nodes


def lit_nodes(sheet: Sheet, lit: tuple[int, int], x: float, y: float) -> list[Node]:
    """The sentence that is being read: gold plates over its lines, and its words on them in dark. Covers what is under it."""
    found = spans(sheet, *lit)
    whole = "".join(span.text + span.after for span in found).strip()
    nodes: list[Node] = []
    for place, span in enumerate(found):
        said = "" if place else whole  # one string for the sentence, however many lines it stands on
        nodes.append(Text(said, x + span.x, y + span.y, span.px, "focus_text", (span.text,), span.bold, "left", span.h,
                          "ui", "accent", span.before, "accent"))  # fmt: skip
    return nodes


def _source(address: str) -> str:
    """A picture source of ours from an article's: addresses are kept beside the store, paths lie in media/."""
    if address.startswith(("http://", "https://")):
        return f"kept:{address}"
    return address if address.startswith(("media:", "asset:")) else f"media:{address}"


def _box(box: SetBox, x: float, y: float, look: Look, ink: Ink) -> list[Node]:
    left, top = x + box.x, y + box.y
    match box.kind:
        case "table-head":
            return [Box(left, top, box.w, box.h, "card", radius=14, line="card_line", line_w=look.line_w)]
        case "row":
            return [Box(left, top, box.w, box.h, "card_raised", radius=14)]
        case "quote-bar" | "dot":
            return [Box(left, top, box.w, box.h, ink.accent, radius=box.w / 2)]
        case "disc":
            return [Box(left, top, box.w, box.h, None, radius=min(box.w, box.h) / 2, line=ink.accent, line_w=4)]
        case "tick":
            side = box.h * 0.62
            return [
                Box(left, top, box.w, box.h, None, radius=20, line=ink.accent, line_w=4),
                Icon("check", left + (box.w - side) / 2, top + (box.h - side) / 2, side, ink.accent),
            ]
