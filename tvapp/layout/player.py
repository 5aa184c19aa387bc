"""A lesson on the whole screen: picture, subtitles, and when asked for title, bar and buttons, or the other lesson."""

from __future__ import annotations

from tvapp.core import words as wording
from tvapp.core.feed_text import one_line
from tvapp.core.linebreak import balanced, fit, fit_box, wrap
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.views import PlayerView, ZapView
from tvapp.layout.parts import (
    GROUND,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Z_OSD,
    Z_SUBTITLE,
    Ink,
    Look,
    badge,
    badge_width,
    button,
    cap_width,
    clock_group,
    clock_width,
    fitted,
    key_cap,
    width_of,
    words,
)
from tvapp.layout.scene import CANVAS_H, CANVAS_W, SAFE, Box, Group, Node, Picture, Shade, Text, Video

Z_VIDEO = 5
_FOCUS = (SAFE[0], SAFE[1], SAFE[2] - SAFE[0], SAFE[3] - SAFE[1])
"""While no button is up the picture itself is what has focus: all of it that every television shows."""
_PLATE = "#000000D1"
"""Black at 82 %: what subtitles stand on, over any picture. In 高对比 all of it is black: 17 to 1 even over white."""
_WHITE = "#FFFFFF"
_NIGHTS = {ThemeName.INK: "#0F0806", ThemeName.QING: "#050D13", ThemeName.HC: "#000000"}
"""The black of the shades above and below the picture: warm, cool, plain."""
_TRACK = "#7A6156"
_OSD = Ink("#FFF6E6", "#F3E0C2", "accent", "")
_OSD_HC = Ink("#FFFFFF", "#FFFFFF", "accent", "")
_BAR_Y = 736.0


def _osd_ink(look: Look) -> Ink:
    return _OSD_HC if look.hc else _OSD


def _plate_fill(look: Look) -> str:
    return "#000000" if look.hc else _PLATE


def player_groups(view: PlayerView, look: Look, toasted: bool = False) -> list[Group]:
    """All groups of the player. The picture is the group "video"; a subtitle changes only "subtitle".

    `toasted`: a line stands below the title, and subtitles leave it its place.
    """
    groups = [_picture(view, look)]
    bars = view.osd != "none"
    if bars:
        groups += _osd(view, look)
    if view.zap is not None:
        groups.append(_zap(view.zap, look))
    lower = 990.0
    if view.zap is not None:
        lower = _zap_top(look) - 24
    elif view.osd == "buttons":
        lower = _more_top(view, look) - 26 if _more_shown(view, look) else _bar_top(view, look, True) - 14
    elif view.osd == "bar":
        lower = _bar_top(view, look, False) - 14
    if view.subtitle and not (look.huge and _more_shown(view, look)):
        upper = TOP + (134.0 if bars else 40.0) + (132.0 if toasted else 0.0)
        groups.append(_subtitle(view.subtitle, look, lower, upper))
    if view.saying:
        groups.append(_saying(view, look))
    return groups


def _picture(view: PlayerView, look: Look) -> Group:
    if view.has_picture and not view.sound_only:
        return Group("video", (Video(),), Z_VIDEO, rect=_FOCUS)
    nodes: list[Node] = [Box(0, 0, CANVAS_W, CANVAS_H, "#000000")]
    if view.cover:
        nodes.append(Picture(view.cover, 0, 0, CANVAS_W, CANVAS_H, "cover"))
        nodes.append(Shade(0, 0, CANVAS_W, CANVAS_H, _NIGHTS[look.theme], 0.2, 0.55))
    if view.sound_only:
        nodes += _sound_only(view, look)
    elif not view.has_picture:
        nodes.insert(1, Video())
    return Group("video", tuple(nodes), Z_VIDEO, rect=_FOCUS)


def _sound_only(view: PlayerView, look: Look) -> list[Node]:
    """只有声音: says so, so that nobody takes the still picture for a fault."""
    t = look.t
    px = t.label
    said = wording.ONLY_SOUND
    w = width_of(said, px, True) + 96
    h = px * 1.3 + 36
    x, y = (CANVAS_W - w) / 2, 300.0
    return [
        Box(x, y, w, h, _plate_fill(look), radius=RADIUS_PLATE),
        words(said, CANVAS_W / 2, y, h, px, _WHITE, on="#000000", bold=True, align="center"),
    ]


RADIUS_PLATE = 18.0


def _subtitle(lines: tuple[str, ...], look: Look, lower: float, upper: float) -> Group:
    """At most three lines on one plate between `upper` and `lower`, each centred; the plate stands on `lower`."""
    t = look.t
    px = t.subtitle
    most = WIDTH - 120
    leading = 1.38 if not look.huge else 1.26
    rows = max(1, min(3, int((lower - upper - 12) / (px * leading))))
    broken: list[str] = []
    for line in lines:
        broken.extend(wrap(line, most, px, True))
    if len(lines) == 1 and 1 < len(broken) <= rows:
        broken = list(balanced(lines[0], most, px, True, rows)[0])
    if len(broken) > rows:
        # the file's own breaks are given up first, then the size; a word only after that
        room = min(lower - upper - 12, px * leading * 3)
        said = one_line("\n".join(lines))
        px, whole, _ = fit_box(said, most, room, px, t.label, True, leading, True)
        broken = list(whole[:3]) if len(whole) <= 3 else list(fit(said, most, px, True, 3)[0])
    line_h = px * leading
    w = max(width_of(line, px, True) for line in broken) + 68
    h = line_h * len(broken) + 12
    x, y = (CANVAS_W - w) / 2, lower - h
    text = Text("\n".join(lines), CANVAS_W / 2, y + 6, px, _WHITE, tuple(broken), True, "center", line_h, "ui", "#000000")
    return Group("subtitle", (Box(x, y, w, h, _plate_fill(look), radius=RADIUS_PLATE), text), Z_SUBTITLE)


def _osd(view: PlayerView, look: Look) -> list[Group]:
    t = look.t
    full = view.osd == "buttons"
    night = _NIGHTS[look.theme]
    dark, darker, darkest = (1.0, 1.0, 1.0) if look.hc else (0.86, 0.93, 0.97)
    # dark enough for words from the row of buttons that stands highest, or from the bar
    low = _more_top(view, look) - 16 if full and _more_shown(view, look) else 670.0 if full else 760.0
    rise = 150.0 if full and _more_shown(view, look) else 200.0
    shades: list[Node] = [
        Shade(0, 0, CANVAS_W, 190, night, darker, dark),
        Shade(0, 190, CANVAS_W, 150, night, dark, 0.0),
        Shade(0, low - rise, CANVAS_W, rise, night, 0.0, darker),
        Shade(0, low, CANVAS_W, CANVAS_H - low, night, darker, darkest),
    ]
    groups = [Group("osd-shade", tuple(shades), Z_SUBTITLE - 2)]
    h = 104.0 if look.size < TextSize.XLARGE else 124.0
    clock = clock_group(look, view.clock, TOP, h, t.clock_page, t.caption, _osd_ink(look))
    groups.append(Group(clock.key, clock.nodes, Z_OSD))
    right = RIGHT - clock_width(look, view.clock, t.clock_page, t.caption) - 40
    nodes: list[Node] = []
    x = LEFT
    if view.number:
        side = 80.0 if look.size <= TextSize.LARGE else 108.0
        px = side * 0.675
        w = badge_width(look, view.number, side, px)
        nodes += badge(look, GROUND, view.number, x, TOP + (h - side) / 2, side, px)
        x += w + 26
    title_px = {TextSize.STANDARD: 52.0, TextSize.LARGE: 64.0, TextSize.XLARGE: 84.0, TextSize.HUGE: 104.0}[look.size]
    room = right - x
    section_w = width_of(view.section, t.caption) + 26
    one = width_of(view.title, title_px, True)
    title = fitted(view.title, x, TOP, room, h, title_px, max(t.floor, title_px * 0.5), _osd_ink(look).primary, bold=True, rows=2,
                   leading=1.16)  # fmt: skip
    nodes.append(title)
    if view.section and one + section_w <= room and len(title.drawn) == 1:
        nodes.append(words(view.section, x + one + 26, TOP, h, t.caption, _osd_ink(look).second))
    groups.append(Group("osd-title", tuple(nodes), Z_OSD))
    groups.append(_bar(view, look, full))
    if full:
        groups += _buttons(view, look)
        groups += _more(view, look)
    return groups


def _bar_top(view: PlayerView, look: Look, full: bool) -> float:
    """Where the bar's group begins: above it stands what is left, in words."""
    middle = (_BAR_Y if full else _BAR_Y + 140) + 36
    above = bool(view.left_words) or (full and _more_hidden(view, look))
    return middle - (36 if look.size <= TextSize.LARGE else 48) - (look.t.caption * 1.3 if above else 0)


def _bar(view: PlayerView, look: Look, full: bool) -> Group:
    t = look.t
    px = {TextSize.STANDARD: 44.0, TextSize.LARGE: 52.0, TextSize.XLARGE: 72.0, TextSize.HUGE: 96.0}[look.size]
    y = _BAR_Y if full else _BAR_Y + 140
    h = 72.0 if look.size <= TextSize.LARGE else 96.0
    middle = y + 36
    top = middle - h / 2
    nodes: list[Node] = []
    if view.elapsed:
        nodes.append(words(view.elapsed, LEFT, top, h, px, _osd_ink(look).primary, bold=True))
    if view.total:
        nodes.append(words(view.total, RIGHT, top, h, px, _osd_ink(look).primary, bold=True, align="right"))
    left = LEFT + width_of(view.elapsed, px, True) + 40
    right = RIGHT - width_of(view.total, px, True) - 40
    w = right - left
    share = min(1.0, max(0.0, view.share))
    knob = left + max(26.0, min(w - 26.0, w * share))
    track = _TRACK if not look.hc else "#555555"
    line = _WHITE if look.hc else None
    nodes += [
        Box(left, middle - 12, w, 24, track, radius=12, line=line, line_w=2 if line else 0),
        Box(left, middle - 12, max(24.0, knob - left), 24, "accent", radius=12),
        Box(knob - 26, middle - 26, 52, 52, "#FFF6E6", radius=26, line="accent", line_w=8),
    ]
    if view.left_words:
        # in words, above the end of the bar, where the eye looks for what is left
        ly = top - t.caption * 1.3
        nodes.append(
            fitted(view.left_words, RIGHT, ly, WIDTH / 2, t.caption * 1.3, t.caption, t.floor, _osd_ink(look).second, align="right")
        )
    if full and _more_hidden(view, look):
        # what ▲ brings, by name: nobody looks for a row that does not show
        ink, line_h, ly = _osd_ink(look), t.caption * 1.3, top - t.caption * 1.3
        cap = cap_width("▲", line_h - 8, t.caption)
        nodes += key_cap(ink, "▲", LEFT, ly + 4, line_h - 8, t.caption, cap)
        said = wording.together(tuple(item.words for item in view.more))
        room = WIDTH / 2 - cap - 40
        nodes.append(fitted(said, LEFT + cap + 20, ly, room, line_h, t.caption, t.floor, ink.second))
    return Group("osd-bar", tuple(nodes), Z_OSD)


_MORE_H = 148.0


def _more_top(view: PlayerView, look: Look) -> float:
    return _bar_top(view, look, True) - 18 - _MORE_H


def _more_shown(view: PlayerView, look: Look) -> bool:
    """超大 has no room for it and for subtitles: it comes up with ▲, and stands in their place."""
    return bool(view.more) and (not look.huge or view.focus in {item.id for item in view.more})


def _more_hidden(view: PlayerView, look: Look) -> bool:
    return bool(view.more) and not _more_shown(view, look)


def _more(view: PlayerView, look: Look) -> list[Group]:
    """The second row, above the bar: fewer and seldom used, so from the left."""
    y = _more_top(view, look)
    px = {TextSize.STANDARD: 38.0, TextSize.LARGE: 44.0, TextSize.XLARGE: 60.0, TextSize.HUGE: 100.0}[look.size]
    w = {TextSize.STANDARD: 270.0, TextSize.LARGE: 270.0, TextSize.XLARGE: 320.0, TextSize.HUGE: 420.0}[look.size]
    return [
        button(look, item, (LEFT + k * (w + 30), y, w, _MORE_H), view.focus == item.id, px=px, stacked=True, base_z=Z_OSD,
               icon_px=56)
        for k, item in enumerate(view.more if _more_shown(view, look) else ())
    ]  # fmt: skip


def _buttons(view: PlayerView, look: Look) -> list[Group]:
    """At their drawn width (255), closed up in the middle when there are fewer than six."""
    count = len(view.buttons)
    if not count:
        return []
    gap = 30.0
    w = min(255.0, (WIDTH - gap * (count - 1)) / count)
    if look.size is TextSize.XLARGE:
        w = min((WIDTH - gap * (count - 1)) / count, 300.0)
    if look.huge:
        w = min((WIDTH - gap * (count - 1)) / count, 360.0)
    left = (CANVAS_W - count * w - gap * (count - 1)) / 2
    px = {TextSize.STANDARD: 38.0, TextSize.LARGE: 44.0, TextSize.XLARGE: 60.0, TextSize.HUGE: 100.0}[look.size]
    icon = 60.0 if look.size <= TextSize.LARGE else 56.0 if look.size is TextSize.XLARGE else 72.0
    return [
        button(look, item, (left + k * (w + gap), 850, w, 156), view.focus == item.id, px=px, stacked=True,
               base_z=Z_OSD, icon_px=icon)
        for k, item in enumerate(view.buttons)
    ]  # fmt: skip


def _zap_h(look: Look) -> float:
    return {TextSize.STANDARD: 188.0, TextSize.LARGE: 188.0, TextSize.XLARGE: 216.0, TextSize.HUGE: 260.0}[look.size]


def _zap_top(look: Look) -> float:
    return 1026.0 - _zap_h(look)


def _zap(zap: ZapView, look: Look) -> Group:
    """The other lesson in a strip: the same key again changes to it."""
    t = look.t
    x, y, w, h = LEFT, _zap_top(look), WIDTH, _zap_h(look)
    nodes: list[Node] = [Box(x, y, w, h, "#170C09F0" if not look.hc else "#000000", radius=32, line="accent", line_w=3)]
    left, right = x + 40, x + w - 40
    if not look.huge:
        pw = 248.0
        nodes.append(Picture(zap.cover, left, y + (h - 140) / 2, pw, 140, "cover", 20))
        left += pw + 34
    if zap.number:
        side = 80.0 if look.size <= TextSize.LARGE else 100.0
        px = side * 0.675
        nodes += badge(look, GROUND, zap.number, left, y + (h - side) / 2, side, px)
        left += badge_width(look, zap.number, side, px) + 30
    tail_px = t.small if look.size < TextSize.HUGE else 72.0
    cap_h = tail_px * 1.36
    before, after = wording.ZAP_BEFORE, wording.ZAP_AFTER
    nodes.append(words(after, right, y, h, tail_px, _osd_ink(look).primary, bold=True, align="right"))
    right -= width_of(after, tail_px, True) + 16
    cap_px = max(t.floor, tail_px * 0.9)
    cap = cap_width(zap.arrow, cap_h, cap_px)
    nodes += key_cap(_osd_ink(look), zap.arrow, right - cap, y + (h - cap_h) / 2, cap_h, cap_px, cap)
    right -= cap + 16
    nodes.append(words(before, right, y, h, tail_px, _osd_ink(look).primary, bold=True, align="right"))
    right -= width_of(before, tail_px, True) + 36
    room = right - left
    kick_h = t.caption * 1.36
    title_px = {TextSize.STANDARD: 52.0, TextSize.LARGE: 64.0, TextSize.XLARGE: 80.0, TextSize.HUGE: 96.0}[look.size]
    title_h = h - kick_h - 36
    top = y + 18
    nodes.append(fitted(zap.kicker, left, top, room, kick_h, t.caption, t.floor, "accent"))
    nodes.append(
        fitted(zap.title, left, top + kick_h, room, title_h, title_px, t.floor, _osd_ink(look).primary, bold=True, rows=2,
               leading=1.18)
    )  # fmt: skip
    return Group("zap", tuple(nodes), Z_OSD)


def _saying(view: PlayerView, look: Look) -> Group:
    """正在打开, 网络慢 …: a plate in the middle."""
    t = look.t
    px = t.question
    lines, _ = balanced(view.saying, WIDTH - 200, px, True, 3)
    line_h = px * 1.36
    w = max(width_of(line, px, True) for line in lines) + 112
    h = line_h * len(lines) + 48
    middle = 440.0 if view.osd != "none" or view.zap is not None else 500.0
    x, y = (CANVAS_W - w) / 2, middle - h / 2
    return Group(
        "saying",
        (
            Box(x, y, w, h, "solid", radius=32, line="accent", line_w=3),
            Text(view.saying, CANVAS_W / 2, y + 24, px, "text_primary", lines, True, "center", line_h, "ui", "solid"),
        ),
        Z_SUBTITLE + 1,
    )
