"""找一找: what was typed and the keys at the left, results at the right; the board of letters takes the whole width."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core.geometry import result_title, results_shape
from tvapp.core.model import TextSize
from tvapp.core.views_search import SearchKey, SearchResult, SearchView
from tvapp.layout.headings import headed
from tvapp.layout.parts import (
    GROUND,
    LEFT,
    RADIUS,
    RIGHT,
    WIDTH,
    Z_PAGE,
    Ink,
    Look,
    Rect,
    cap_width,
    content_bottom,
    content_top,
    fitted,
    header_groups,
    hints_group,
    key_cap,
    surface,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Node, Text
from tvapp.layout.section import one_line, title_line, uncovered, whole_title

_PAD_W = 632.0
_KEY_W, _KEY_H = 200.0, 140.0
_GAP_X = 16.0
_LETTER_GAP = (WIDTH - 8 * _KEY_W) / 7
_RESULTS_X = 800.0
_TYPED_H = {TextSize.STANDARD: 132.0, TextSize.LARGE: 132.0, TextSize.XLARGE: 116.0, TextSize.HUGE: 112.0}
_GAP_Y = {TextSize.STANDARD: 14.0, TextSize.LARGE: 14.0, TextSize.XLARGE: 12.0, TextSize.HUGE: 10.0}


def search_groups(view: SearchView, look: Look) -> list[Group]:
    groups = header_groups(look, view.header)
    top, foot = content_top(look.size), content_bottom(look.size)
    typed_h = _TYPED_H[look.size]
    groups.append(_typed(view, look, (LEFT, top, _PAD_W, typed_h)))
    gap = _GAP_Y[look.size]
    # in 超大 the key caps of the hints stand close below: the ring of the lowest row must not touch them
    keys_top = foot - 4 * _KEY_H - 3 * gap - (8.0 if look.size is TextSize.HUGE else 0.0)
    if view.keys_shown:
        groups += _keys(view, look, keys_top, gap)
    else:
        groups.append(_way_back(look, (LEFT, keys_top, _PAD_W, foot - keys_top), view.hints[0].words))
    area: Rect = (_RESULTS_X, top, RIGHT - _RESULTS_X, foot - top)
    if view.keys_shown and view.board == "letters":
        groups += _first(view, look, (_RESULTS_X, top, RIGHT - _RESULTS_X, typed_h))
    else:
        groups += _results(view, look, area)
    groups += _foot(view, look)
    if view.whole_title:
        groups += whole_title(view.whole_title, view.focus, look, groups)
    return uncovered(groups, view.focus)


# ---------------------------------------------------------------- what was typed


def _typed(view: SearchView, look: Look, rect: Rect) -> Group:
    """A box a key, with its letters while there is room for them; where even the digits do not all fit, … and the last ones."""
    x, y, w, h = rect
    nodes: list[Node] = [Box(x, y, w, h, None, radius=RADIUS, line="line", line_w=3)]
    box_h = h - 40 if h > 120 else h - 26
    digit_px, small_px = min(64.0, box_h * 0.7), {TextSize.STANDARD: 32.0}.get(look.size, 40.0)
    pad, inner, gap = 20.0, 14.0, 18.0
    narrow = look.huge

    def width(symbol: str, more: str) -> float:
        said = width_of(symbol, digit_px, True) + 2 * pad
        return max(72.0, said + (inner + width_of(more, small_px, True) if more and not narrow else 0.0))

    def taken() -> float:
        return sum(width(*box) + gap for box in boxes) - gap

    boxes = list(view.typed)
    room, gone = w - 48 - gap - 6, 0.0
    narrow = narrow or taken() > room
    while boxes and taken() > room - gone:
        gone = width_of("…", digit_px, True) + gap
        boxes.pop(0)
    left = x + 24
    if gone:
        nodes.append(words("…", left, y + (h - box_h) / 2, box_h, digit_px, GROUND.second, on=GROUND.on, bold=True))
        left += gone
    for symbol, more in boxes:
        box_w = width(symbol, more)
        nodes.append(Box(left, y + (h - box_h) / 2, box_w, box_h, "accent", radius=18))
        if more and not narrow:
            nodes.append(words(symbol, left + pad, y + (h - box_h) / 2, box_h, digit_px, "focus_text", on="accent", bold=True))
            at = left + pad + width_of(symbol, digit_px, True) + inner
            nodes.append(words(more, at, y + (h - box_h) / 2 + 6, box_h - 6, small_px, "focus_text", on="accent", bold=True))
        else:
            middle = left + box_w / 2
            nodes.append(
                words(symbol, middle, y + (h - box_h) / 2, box_h, digit_px, "focus_text", on="accent", bold=True, align="center")
            )
        left += box_w + gap
    nodes.append(Box(left, y + (h - 76) / 2, 6, 76, "accent", radius=3))
    if view.example and not view.typed:
        left += 24
        px = min(look.t.caption, 64.0)
        nodes.append(fitted(view.example, left, y, x + w - 24 - left, h, px, look.t.floor, GROUND.second, on=GROUND.on))
    return Group("typed", tuple(nodes), Z_PAGE)


# ---------------------------------------------------------------- keys


def _keys(view: SearchView, look: Look, top: float, gap: float) -> list[Group]:
    letters = view.board == "letters"
    gap_x = _LETTER_GAP if letters else _GAP_X
    groups: list[Group] = []
    for row, keys in enumerate(view.keys):
        x = LEFT
        for key in keys:
            w = key.span * _KEY_W + (key.span - 1) * gap_x
            rect = (x, top + row * (_KEY_H + gap), w, _KEY_H)
            groups.append(_key(key, rect, look, view.focus == key.id))
            x += w + gap_x
    return groups


def _key(key: SearchKey, rect: Rect, look: Look, focused: bool) -> Group:
    x, y, w, h = rect
    t = look.t
    big = {TextSize.STANDARD: 52.0, TextSize.LARGE: 60.0, TextSize.XLARGE: 68.0, TextSize.HUGE: 72.0}[look.size]
    small = min(t.caption, 60.0)

    def draw(ink: Ink) -> list[Node]:
        nodes: list[Node] = []
        if key.hit and not focused:
            nodes.append(Box(x, y, w, h, None, radius=26, line="accent", line_w=5))
        if not key.cap or not key.words:
            said, px = (key.cap, big + 12) if key.cap else (key.words, min(t.button, 72.0))
            nodes.append(
                fitted(said, x + w / 2, y, w - 24, h, px, t.floor, ink.primary, on=ink.on, bold=True, align="center")
            )
        elif key.span > 1:
            cap_w = width_of(key.cap, big, True)
            room = w - 48 - cap_w - 24
            label = fitted(key.words, x, y, room, h, small, t.floor, ink.accent, on=ink.on)
            left = x + (w - cap_w - 24 - width_of(label.drawn[0], label.px)) / 2
            nodes.append(words(key.cap, left, y, h, big, ink.primary, on=ink.on, bold=True))
            nodes.append(words(key.words, left + cap_w + 24, y, h, label.px, ink.accent, on=ink.on))
        else:
            label = fitted(key.words, x + w / 2, y, w - 16, small * 1.3, small, t.floor, ink.accent, on=ink.on, align="center")
            if look.size >= TextSize.XLARGE:
                # digit and letters nearly alike, and as large as the key allows: placed by their ink
                cap_px = 62.0 if not look.huge else 60.0
                free = (h - 0.94 * (cap_px + label.px)) / 3
                nodes.append(
                    words(key.cap, x + w / 2, y + free, 0.94 * cap_px, cap_px, ink.primary, on=ink.on, bold=True, align="center")
                )
                nodes.append(
                    words(key.words, x + w / 2, y + 2 * free + 0.94 * cap_px, 0.94 * label.px, label.px, ink.accent, on=ink.on,
                          align="center")
                )  # fmt: skip
                return nodes
            label_h = min(small, label.px) * 1.25
            big_h = min(big * 1.17, h - label_h - 4)
            cap_px = min(big, big_h)
            above = y + (h - big_h - label_h) / 2
            nodes.append(
                words(key.cap, x + w / 2, above, big_h, cap_px, ink.primary, on=ink.on, bold=True, align="center")
            )
            nodes.append(
                words(key.words, x + w / 2, above + big_h, label_h, label.px, ink.accent, on=ink.on, align="center")
            )
        return nodes

    return tile(key.id, rect, look, focused, draw, radius=26)


def _way_back(look: Look, rect: Rect, said: str) -> Group:
    """Where the letters were: ◀ leads back to them."""
    from tvapp.core.words import SEARCH_TYPE_ON

    x, y, w, h = rect
    px = look.t.label
    cap_h = px * 1.5
    cap_w = cap_width("◀", cap_h, px)
    whole = cap_w + 20 + width_of(SEARCH_TYPE_ON, px)
    left, middle = x + (w - whole) / 2, y + h / 2 - cap_h / 2
    nodes: list[Node] = [
        Box(x, y, w, h, None, radius=RADIUS, line="card_line", line_w=look.line_w),
        *key_cap(GROUND, "◀", left, middle, cap_h, px),
        words(SEARCH_TYPE_ON, left + cap_w + 20, middle, cap_h, px, GROUND.second),
    ]
    return Group("way-back", tuple(nodes), Z_PAGE)


# ---------------------------------------------------------------- results


def _first(view: SearchView, look: Look, rect: Rect) -> list[Group]:
    """Above the board of letters: the first of what was found, so that every key shows what it did."""
    x, y, w, h = rect
    t = look.t
    said = view.results[0].title if view.results else view.saying
    head = view.hint_right
    if not said:
        return []
    px = t.small if not look.huge else 64.0
    nodes: list[Node] = []
    if head and view.results:
        half = h / 2
        nodes.append(fitted(head, x, y, w, half, min(t.caption, 56.0), t.floor, GROUND.accent, bold=True))
        nodes.append(fitted(said, x, y + half, w, half, min(px, 56.0), t.floor, GROUND.primary, bold=True))
    else:
        nodes.append(fitted(said, x, y, w, h, px, t.floor, GROUND.primary, bold=True))
    return [Group("first", tuple(nodes), Z_PAGE)]


def _results(view: SearchView, look: Look, area: Rect) -> list[Group]:
    x, y, w, h = area
    if not view.results:
        return [_saying(view, look, area)] if view.saying else []
    bar_w = 40.0 if view.pages > 1 else 0.0
    groups, places = headed(view.heads, len(view.results), (x, y, w - bar_w, h), results_shape(look.size), look)
    groups += [
        _result(result, rect, look, view.focus == result.id) for result, rect in zip(view.results, places, strict=True)
    ]
    if view.pages > 1:
        size = max(60.0, h / view.pages)
        at = y + (h - size) * (view.page - 1) / (view.pages - 1)
        track = Box(RIGHT - 16, y, 16, h, "progress_track", radius=8)
        groups.append(Group("scroll", (track, Box(RIGHT - 16, at, 16, size, "progress_fill", radius=8)), Z_PAGE))
    return groups


def _saying(view: SearchView, look: Look, area: Rect) -> Group:
    x, y, w, h = area
    t = look.t
    title_h = h * 0.42 if view.saying_line else h
    nodes: list[Node] = [
        *surface(look, area, "card"),
        fitted(view.saying, x + 48, y + 24, w - 96, title_h - 24, t.page_title, t.floor, "text_primary", on="card", bold=True,
               rows=2),
    ]  # fmt: skip
    if view.saying_line:
        nodes.append(
            fitted(view.saying_line, x + 48, y + title_h + 10, w - 96, h - title_h - 34, t.label, t.floor, "text_secondary",
                   on="card", rows=5, leading=1.4, top=True)
        )  # fmt: skip
    return Group("saying", tuple(nodes), Z_PAGE)


def _result(result: SearchResult, rect: Rect, look: Look, focused: bool) -> Group:
    return tile(result.id, rect, look, focused, lambda ink: _row(result, rect, look, ink))


def _row(result: SearchResult, rect: Rect, look: Look, ink: Ink) -> list[Node]:
    t = look.t
    x, y, w, h = rect
    px, first, end = result_title(result.title, result.lit, look.size)
    ruby = {TextSize.XLARGE: 50.0, TextSize.HUGE: 72.0}.get(look.size, t.caption)
    ruby_h, title_h = ruby * 1.2, px * 1.24
    beside = look.size <= TextSize.LARGE
    where_h = t.caption * 1.3 if not beside else 0.0
    free = h - ruby_h - 10 - title_h - where_h
    if free < 8:  # the last line gives way before anything is cut
        where_h = max(t.floor * 1.15, where_h + free - 8)
        free = h - ruby_h - 10 - title_h - where_h
    top = y + max(2.0, free / 2)
    left = x + 34
    drawn = ("…" if first > 0 else "") + result.title[first:end] + ("…" if end < len(result.title) else "")
    at = left + (width_of("…", px, True) if first > 0 else 0.0)
    nodes: list[Node] = []
    title_y = top + ruby_h + 10
    for k in range(first, end):
        glyph_w = width_of(result.title[k], px, True)
        letter = result.letters[k]
        middle = at + glyph_w / 2
        at += glyph_w
        if not letter or width_of(letter, ruby, True) > glyph_w + ruby * 0.1:
            continue
        lit = k in result.lit
        colour = ink.accent if lit else ink.second
        nodes.append(words(letter, middle, top, ruby_h, ruby, colour, on=ink.on, bold=True, align="center"))
        if lit:
            bar = max(24.0, glyph_w - 18)
            nodes.append(Box(middle - bar / 2, top + ruby_h + 2, bar, 6, ink.accent, radius=3))
    nodes.append(words(drawn, left, title_y, title_h, px, ink.primary, on=ink.on, bold=True))
    where_ink = ink.accent if result.by_who else ink.second
    if not result.where and not result.group:
        return nodes
    if beside:
        room = w - 68 - (at - left) - 24
        place = fitted(
            result.where, x + w - 34, y, room, h, t.caption, t.floor, where_ink, on=ink.on, bold=result.by_who, align="right"
        )
        if room > 3 * t.floor:
            nodes.append(place)
        return nodes
    where_px = min(t.caption, where_h / 1.15)
    room, below = w - 68, title_y + title_h
    if result.group:
        nodes.append(words(result.group, left, below, where_h, where_px, ink.accent, on=ink.on, bold=True))
        taken = width_of(result.group, where_px, True) + where_px * 0.4
        left, room = left + taken, room - taken
    if result.where:
        nodes.append(
            fitted(result.where, left, below, room, where_h, where_px, t.floor, where_ink, on=ink.on, bold=result.by_who)
        )
    return nodes


# ---------------------------------------------------------------- foot


def _foot(view: SearchView, look: Look) -> list[Group]:
    """How many were found stands in a group of its own: it changes with every key, and the hints beside it do not."""
    if view.whole_title and one_line(view.whole_title, look):
        return [title_line(view.whole_title, look)]
    hints = hints_group(look, view.hints, view.hint_right)
    last = hints.nodes[-1] if hints.nodes else None
    if not isinstance(last, Text) or last.text != view.hint_right:
        return [hints]
    return [replace(hints, nodes=hints.nodes[:-1]), Group("found", (last,), Z_PAGE)]
