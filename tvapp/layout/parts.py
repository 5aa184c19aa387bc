"""The parts that screens share: surfaces and their inks, tiles with focus, badges, chips, key caps, bars, header, hints.

Every part returns nodes of the scene, placed. It decides no words and knows no state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from tvapp.core import words as wording
from tvapp.core.linebreak import balanced, em_width, fit, fit_box
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.type_scale import TypeScale, scale
from tvapp.core.value import dataclass
from tvapp.core.views import Button, ClockView, Header, Hint
from tvapp.layout.scene import LIFT_EM, Align, Box, Group, Icon, Node, Ring, Text

LEFT = 120.0
RIGHT = 1800.0
WIDTH = RIGHT - LEFT
TOP = 54.0
FOOT = 1026.0
RADIUS = 28.0
Z_PAGE, Z_FOCUS, Z_SUBTITLE, Z_OSD, Z_TICKER = 10, 20, 28, 30, 40
Z_SCRIM, Z_DIALOG, Z_PLATE = 50, 51, 60

_BASELINE_EM = 0.436 - LIFT_EM
"""How far below the middle of its line the baseline stands: ascent 1.160 and descent 0.288 em, less the lift."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of what stands on one surface (palette names)."""

    primary: str
    second: str
    accent: str
    on: str
    badge: str = "badge"
    badge_text: str = "badge_text"
    badge_line: str = "badge_line"
    track: str = "progress_track"
    bar: str = "progress_fill"
    cap_line: str = "line"


GROUND = Ink("text_primary", "text_secondary", "accent", "")
CARD = Ink("text_primary", "text_secondary", "accent", "card")
BRAND = Ink("text_primary", "text_secondary", "accent", "brand_start")

_FOCUS_TRACK = {ThemeName.INK: "#D9BE93", ThemeName.QING: "#B9C9C4", ThemeName.HC: "#FFFFFF"}


def paper(theme: ThemeName) -> Ink:
    """The inks of a thing in focus."""
    dark = theme is not ThemeName.INK
    return Ink(
        "focus_text",
        "focus_text_secondary",
        "focus_accent",
        "focus_fill_bottom",
        badge="focus_text" if dark else "badge",
        badge_text="focus_fill_top" if dark else "badge_text",
        badge_line="focus_text" if dark else "badge_line",
        track=_FOCUS_TRACK[theme],
        bar="focus_accent",
        cap_line="focus_accent",
    )


@dataclass(frozen=True, slots=True)
class Look:
    """Text size and theme: what every drawing depends on beside its view."""

    size: TextSize
    theme: ThemeName

    @property
    def t(self) -> TypeScale:
        return scale(self.size)

    @property
    def hc(self) -> bool:
        return self.theme is ThemeName.HC

    @property
    def line_w(self) -> float:
        """Width of a card's outline."""
        return 4.0 if self.hc else 2.0

    @property
    def huge(self) -> bool:
        return self.size is TextSize.HUGE


Rect = tuple[float, float, float, float]
Surface = Literal["card", "brand", "none", "outline"]


def words(
    text: str, x: float, y: float, h: float, px: float, colour: str, *, on: str = "", bold: bool = False,
    align: Align = "left",
) -> Text:
    """One line, its middle at y + h / 2."""
    return Text(text, x, y, px, colour, (), bold, align, h, "ui", on)  # fmt: skip


def block(
    text: str, lines: tuple[str, ...], x: float, y: float, line_h: float, px: float, colour: str, *, on: str = "",
    bold: bool = False, align: Align = "left",
) -> Text:
    """Lines from y downwards."""
    return Text(text, x, y, px, colour, lines, bold, align, line_h, "ui", on)  # fmt: skip


def width_of(text: str, px: float, bold: bool = False) -> float:
    return em_width(text, bold) * px


def drop(big: float, small: float) -> float:
    """How far the middle of a `small` line lies below that of a `big` one when they share a baseline."""
    return _BASELINE_EM * (big - small)


def fitted(
    text: str, x: float, y: float, w: float, h: float, px: float, floor: float, colour: str, *, on: str = "",
    bold: bool = False, align: Align = "left", rows: int = 1, leading: float = 1.22, top: bool = False,
    balance: bool = False,
) -> Text:
    """`text` as large as it can be in the box (down to `floor` px, at most `rows` lines), in the middle of its height.

    Only when even `floor` px is too large does it end in …; `text` of the node stays whole.
    """
    size, lines, _ = fit_box(text, w, min(h, rows * px * leading), px, floor, bold, leading, balance)
    line_h = size * leading if len(lines) > 1 else min(size * 1.3, h)
    y0 = y if top else y + (h - line_h * len(lines)) / 2
    return Text(text, x, y0, size, colour, lines, bold, align, line_h, "ui", on)


def focus_scale(w: float, rail: bool = False) -> float:
    """Scale of a thing in focus by its width (tokens.json `focus.scale_by_width`): about 10 px of growth a side."""
    if rail:
        return 1.03
    for limit, value in ((320, 1.06), (430, 1.045), (720, 1.03), (1100, 1.015)):
        if w <= limit:
            return value
    return 1.01


def surface(look: Look, rect: Rect, kind: Surface, radius: float = RADIUS) -> list[Node]:
    """The plate under a tile that is not in focus."""
    x, y, w, h = rect
    match kind:
        case "card":
            return [Box(x, y, w, h, "card", radius=radius, line="card_line", line_w=look.line_w)]
        case "brand":
            line = "card_line" if look.theme is not ThemeName.INK else "brand_start"
            return [Box(x, y, w, h, "brand_start", "brand_end", radius, line, look.line_w)]
        case "outline":
            return [Box(x, y, w, h, None, radius=radius, line="card_line", line_w=look.line_w)]
        case "none":
            return []


def tile(
    key: str, rect: Rect, look: Look, focused: bool, draw: Callable[[Ink], Sequence[Node]], *,
    kind: Surface = "card", radius: float = RADIUS, rail: bool = False, z: int | None = None, base_z: int = Z_PAGE,
) -> Group:
    """A thing that can have focus: its surface, or lit paper with the ring, and what `draw` puts on it."""
    x, y, w, h = rect
    if focused:
        # in 高对比 ring and neighbours are both white: in a stack of rows the ring is drawn in a little, or they would melt
        stacked = look.hc and look.size <= TextSize.LARGE and h <= 200 and (rail or w > 430)
        inset = 4.0 if stacked else 0.0
        nodes: list[Node] = [
            Ring(x, y + inset, w, h - 2 * inset, radius),
            Box(x, y + inset, w, h - 2 * inset, "focus_fill_top", "focus_fill_bottom", radius),
            *draw(paper(look.theme)),
        ]
        grown = 1.0 if stacked and w <= 720 else focus_scale(w, rail)
        return Group(key, tuple(nodes), base_z + 10 if z is None else z, grown, rect)
    ink = BRAND if kind == "brand" else GROUND if kind == "none" else CARD
    nodes = [*surface(look, rect, kind, radius), *draw(ink)]
    return Group(key, tuple(nodes), base_z if z is None else z, 1.0, rect)  # fmt: skip


def badge_width(look: Look, text: str, h: float, px: float) -> float:
    return max(h, width_of(text, px, True) + px * 0.42)


def badge(look: Look, ink: Ink, text: str, x: float, y: float, h: float, px: float, radius: float = 16.0) -> list[Node]:
    """A digit (section) or two digits (item) on a red square."""
    w = badge_width(look, text, h, px)
    return [
        Box(x, y, w, h, ink.badge, radius=radius, line=ink.badge_line, line_w=2),
        words(text, x + w / 2, y, h, px, ink.badge_text, on=ink.badge, bold=True, align="center"),
    ]


def fresh(ink: Ink, x: float, y: float, h: float, px: float) -> list[Node]:
    """新 in an outline."""
    return [
        Box(x, y, h, h, None, radius=16, line=ink.accent, line_w=3),
        words(wording.NEW, x + h / 2, y, h, px, ink.accent, on=ink.on, bold=True, align="center"),
    ]


ChipKind = Literal["outline", "solid", "plate", "badge"]
_CHIP_PAD = 16.0


def chip_width(text: str, px: float, icon: bool = False) -> float:
    return width_of(text, px, True) + 2 * _CHIP_PAD + (px + 8 if icon else 0)


def chip(
    look: Look, ink: Ink, text: str, x: float, y: float, h: float, px: float, kind: ChipKind, icon: str = "",
) -> list[Node]:
    """A fact in a small frame, its left edge at x."""
    w = chip_width(text, px, bool(icon))
    solid = ink.accent
    match kind:
        case "solid":
            on_paper = ink.accent == "focus_accent"
            plate = Box(x, y, w, h, solid, radius=14)
            colour, on = ("focus_fill_top" if on_paper else "focus_text"), solid
        case "plate":
            plate = Box(x, y, w, h, "picture_plate", radius=14, line="#FFFFFF" if look.hc else None, line_w=3)
            colour, on = "text_primary", "picture_plate"
        case "badge":
            plate = Box(x, y, w, h, ink.badge, radius=14, line=ink.badge_line, line_w=2)
            colour, on = ink.badge_text, ink.badge
        case "outline":
            plate = Box(x, y, w, h, None, radius=14, line=solid, line_w=3)
            colour, on = solid, ink.on
    nodes: list[Node] = [plate]
    tx = x + _CHIP_PAD
    if icon:
        nodes.append(Icon(icon, tx, y + (h - px) / 2, px, colour))
        tx += px + 8
    nodes.append(words(text, tx, y, h, px, colour, on=on, bold=True))
    return nodes


def cap_width(word: str, h: float, px: float) -> float:
    return max(h, width_of(word, px, True) + 28)


def key_cap(ink: Ink, word: str, x: float, y: float, h: float, px: float, w: float = 0.0) -> list[Node]:
    """The picture of a key with its word."""
    w = w or cap_width(word, h, px)
    return [
        Box(x, y, w, h, None, radius=16, line=ink.cap_line, line_w=3),
        words(word, x + w / 2, y, h, px, ink.primary, on=ink.on, bold=True, align="center"),
    ]


def bar(look: Look, ink: Ink, x: float, y: float, w: float, h: float, share: float, radius: float = 8.0) -> list[Node]:
    """Progress: a track and the share of it that is done. In 高对比 with a white line."""
    share = min(1.0, max(0.0, share))
    line = "#FFFFFF" if look.hc and ink.bar != "focus_accent" else None
    nodes: list[Node] = [Box(x, y, w, h, ink.track, radius=radius, line=line, line_w=2 if line else 0)]
    if share > 0:
        nodes.append(Box(x, y, max(h if radius else 2.0, w * share), h, ink.bar, radius=radius))
    return nodes


# ---------------------------------------------------------------- header, clock, hints


def header_height(size: TextSize) -> float:
    return {TextSize.STANDARD: 104.0, TextSize.LARGE: 104.0, TextSize.XLARGE: 116.0, TextSize.HUGE: 124.0}[size]


def content_top(size: TextSize) -> float:
    return {TextSize.STANDARD: 186.0, TextSize.LARGE: 186.0, TextSize.XLARGE: 194.0, TextSize.HUGE: 192.0}[size]


def hint_height(size: TextSize) -> float:
    return {TextSize.STANDARD: 60.0, TextSize.LARGE: 60.0, TextSize.XLARGE: 76.0, TextSize.HUGE: 96.0}[size]


def content_bottom(size: TextSize) -> float:
    return {TextSize.STANDARD: 946.0, TextSize.LARGE: 946.0, TextSize.XLARGE: 926.0, TextSize.HUGE: 912.0}[size]


def clock_width(look: Look, clock: ClockView, px: float, half_px: float) -> float:
    return width_of(clock.half, half_px) + 16 + width_of(clock.hm, px, True)


def clock_group(look: Look, clock: ClockView, y: float, h: float, px: float, half_px: float, ink: Ink = GROUND) -> Group:
    """上午 / 下午 and the time, right-aligned at the margin: a group of its own, so that a minute changes only this."""
    nodes: list[Node] = []
    if clock.hm:
        hm_w = width_of(clock.hm, px, True)
        nodes.append(words(clock.hm, RIGHT, y, h, px, ink.primary, bold=True, align="right"))
        if clock.half:
            half_y = y + drop(px, half_px)
            nodes.insert(
                0, words(clock.half, RIGHT - hm_w - 16, half_y, h, half_px, ink.second, align="right")
            )
    return Group("clock", tuple(nodes), Z_PAGE)


def header_groups(look: Look, header: Header) -> list[Group]:
    """Badge, page title, line, chip; and the clock."""
    t, h = look.t, header_height(look.size)
    clock = clock_group(look, header.clock, TOP, h, t.clock_page, t.caption)
    right = RIGHT - clock_width(look, header.clock, t.clock_page, t.caption) - 40
    nodes: list[Node] = []
    x = LEFT
    if header.icon and not header.digit:
        side = min(84.0, h)
        nodes.append(Icon(header.icon, x, TOP + (h - side) / 2, side, "accent"))
        x += side + 26
    if header.digit:
        side = min(96.0 if not look.huge else 108.0, h)
        nodes += badge(look, GROUND, header.digit, x, TOP + (h - side) / 2, side, side * 0.7, 24)
        x += side + 26
    chip_px = t.caption if not look.huge else 60.0
    chip_h = chip_px * 1.4
    chip_w = chip_width(header.chip, chip_px) + 26 if header.chip else 0.0
    room = right - x - chip_w
    title_floor = max(t.floor, t.page_title * 0.62)
    if width_of(header.title, t.page_title, True) <= room:
        title: Text = words(header.title, x, TOP, h, t.page_title, GROUND.primary, bold=True)
    else:
        title = fitted(header.title, x, TOP - 4, room, h + 8, t.page_title, t.floor, GROUND.primary, bold=True,
                       rows=2, leading=1.18)  # fmt: skip
        if len(title.drawn) == 1 and title.px < title_floor:
            title = fitted(header.title, x, TOP - 4, room, h + 8, title_floor, t.floor, GROUND.primary, bold=True,
                           rows=2, leading=1.18)  # fmt: skip
    nodes.append(title)
    x += max(width_of(line, title.px, True) for line in title.drawn) + 26
    if header.chip:
        nodes += chip(look, GROUND, header.chip, x, TOP + (h - chip_h) / 2, chip_h, chip_px, "solid")
        x += chip_w
    nodes += _header_sub(look, header.sub, x, right - x, h)
    return [Group("header", tuple(nodes), Z_PAGE), clock]


_SUB_TWO = {TextSize.STANDARD: 32.0, TextSize.LARGE: 40.0, TextSize.XLARGE: 50.0, TextSize.HUGE: 52.0}
"""px of the line beside the title where it needs two."""
_SUB_AIR = 40.0
"""More than the usual gap before the clock, px: a line that ends in a time of day must not run into it."""


def _header_sub(look: Look, sub: str, x: float, room: float, h: float) -> list[Node]:
    """Beside the title: on one line, else on two (smaller ones at the large sizes). Where that is too much, whole pieces give way,
    the first ones first: how many there are stands elsewhere too, how old they are does not. Never cut in the middle."""
    t = look.t
    pieces = sub.split("·")
    for k in range(len(pieces)):
        said = "·".join(pieces[k:])
        if not said.strip():
            break
        air = _SUB_AIR if look.size <= TextSize.LARGE and len(pieces) > 1 else 0.0
        if width_of(said, t.caption) <= room - air:
            return [words(said, x, TOP, h, t.caption, GROUND.second)]
        px = _SUB_TWO[look.size]
        for n in range(len(pieces) - 1, k, -1):
            lines: tuple[str, ...] = ("·".join(pieces[k:n]), "·".join(pieces[n:]))
            if max(width_of(line, px) for line in lines) <= room:
                return [block(said, lines, x, TOP + (h - 2.24 * px) / 2, 1.12 * px, px, GROUND.second)]
        lines, cut = balanced(said, room, px, False, 2)
        if not cut and len(pieces) - k == 1 and len(lines) == 2:
            return [block(said, lines, x, TOP + (h - 2.24 * px) / 2, 1.12 * px, px, GROUND.second)]
    for n in range(len(pieces), 0, -1):
        said = "·".join(pieces[:n])
        px, lines, cut = fit_box(said, room, 1.2 * t.caption, t.caption, max(t.floor, 0.6 * t.caption), False, 1.2, False)
        if said and not cut and len(lines) == 1:
            return [words(said, x, TOP, h, px, GROUND.second)]
    return []


def hints_group(look: Look, hints: Sequence[Hint], right: str = "", key: str = "hints") -> Group:
    """The hint bar. What does not fit is left out from the end, 返回 last; 超大 keeps only 确定 and 返回."""
    t, h = look.t, hint_height(look.size)
    y = FOOT - h
    px = t.hint
    gap, inner = (40.0, 14.0) if not look.huge else (44.0, 20.0)

    def length(hint: Hint) -> float:
        caps = sum(cap_width(word, h, px) + inner for word in hint.keys)
        return caps + width_of(hint.words, px)

    shown = list(hints)
    if look.huge:
        shown = [hint for hint in hints if any(word in (wording.OK_KEY, wording.BACK_KEY) for word in hint.keys)]
    right_w = width_of(right, px) + 60 if right else 0.0

    def total() -> float:
        return sum(length(hint) for hint in shown) + gap * max(0, len(shown) - 1)

    if right and total() + right_w > WIDTH:
        right, right_w = "", 0.0
    while len(shown) > 1 and total() + right_w > WIDTH:
        back = [k for k, hint in enumerate(shown) if wording.BACK_KEY not in hint.keys]
        shown.pop(0 if wording.OK_KEY not in shown[0].keys or not back else back[-1])
    nodes: list[Node] = []
    x = LEFT
    for hint in shown:
        for word in hint.keys:
            nodes += key_cap(GROUND, word, x, y, h, px)
            x += cap_width(word, h, px) + inner
        room = max(0.0, RIGHT - right_w - x)
        lines, _ = fit(hint.words, room, px, False, 1)
        nodes.append(block(hint.words, lines, x, y, h, px, GROUND.second))
        x += min(room, width_of(hint.words, px)) + gap
    if right:
        nodes.append(words(right, RIGHT, y, h, px, GROUND.second, align="right"))
    return Group(key, tuple(nodes), Z_PAGE)


# ---------------------------------------------------------------- buttons


def _icon_fill(name: str) -> bool:
    return name in ("play", "pause", "rewind", "fast-forward", "skip-forward", "closed-captioning", "speaker-high")


def button(
    look: Look, item: Button, rect: Rect, focused: bool, *, px: float | None = None, stacked: bool = False,
    rail: bool = False, base_z: int = Z_PAGE, icon_px: float | None = None, two_lines: bool = False,
) -> Group:
    """A button: icon and words beside each other, or the icon above. In 超大 its short words and no icon."""
    x, y, w, h = rect
    size = px or look.t.button

    def draw(ink: Ink) -> list[Node]:
        said = item.short if look.huge and item.short else item.words
        mark = item.icon or ("check" if item.chosen else "")
        if look.huge and item.short and not item.chosen and len(said) > 1:
            mark = ""  # one glyph alone (退, 播) is not enough to tell what it does
        side = icon_px or min(60.0, size * 1.16)
        inner = w - 32
        if mark and stacked and h >= side + size * 1.3 + 12:
            gap = 4.0
            top = y + (h - side - gap - size * 1.28) / 2
            label = fitted(said, x + w / 2, top + side + gap, inner, size * 1.28, size, look.t.floor, ink.primary,
                           on=ink.on, bold=True, align="center")  # fmt: skip
            return [Icon(mark, x + (w - side) / 2, top, side, ink.accent, _icon_fill(mark)), label]
        gap = 18.0
        least = size if look.huge else max(look.t.floor, size * 0.75)
        if mark and width_of(said, least, True) + side + gap > inner and not item.chosen:
            mark = ""
        taken = side + gap if mark else 0.0
        rows = 2 if two_lines else 1
        label = fitted(said, x + w / 2, y + 4, inner - taken, h - 8, size, look.t.floor, ink.primary, on=ink.on,
                       bold=True, align="center", rows=rows)  # fmt: skip
        if not mark:
            return [label]
        text_w = max(width_of(line, label.px, True) for line in label.drawn)
        left = x + (w - text_w - taken) / 2
        moved = Text(label.text, left + taken, label.y, label.px, label.colour, label.lines, True, "left",
                     label.line_h, "ui", label.on)  # fmt: skip
        return [Icon(mark, left, y + (h - side) / 2, side, ink.accent, _icon_fill(mark)), moved]

    return tile(item.id, rect, look, focused, draw, rail=rail, base_z=base_z)
