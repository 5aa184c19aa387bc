"""Home: header, 接着看 and 今日课程, ten section cards, the line of notices. Draws a HomeView, decides nothing."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words as wording
from tvapp.core.linebreak import ELLIPSIS, fit_box
from tvapp.core.model import TextSize
from tvapp.core.value import dataclass
from tvapp.core.views import HeroCard, HomeView, SectionCard, Ticker
from tvapp.layout.home_header import home_header
from tvapp.layout.home_tools import tool_groups
from tvapp.layout.parts import (
    GROUND,
    LEFT,
    RADIUS,
    RIGHT,
    WIDTH,
    Z_PAGE,
    Z_TICKER,
    Ink,
    Look,
    Rect,
    badge,
    bar,
    block,
    cap_width,
    chip,
    chip_width,
    fitted,
    fresh,
    key_cap,
    surface,
    tile,
    width_of,
    words,
)
from tvapp.layout.scene import Box, Group, Node, Picture, Text
from tvapp.layout.section import title_plate, uncovered


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts of home stand at one text size, px."""

    hero_y: float
    hero_h: float
    hero_w: float
    """Width of 接着看 beside 今日课程."""
    picture: float
    title_px: float
    grid_y: float
    card_h: float
    gap_x: float
    gap_y: float
    grid_w: float
    ticker_y: float
    ticker_h: float


_PLACES: dict[TextSize, _Place] = {
    TextSize.STANDARD: _Place(194, 260, 1096, 430, 52, 486, 200, 30, 26, 1680, 944, 82),
    TextSize.LARGE: _Place(194, 260, 1096, 430, 60, 486, 200, 30, 26, 1680, 944, 82),
    TextSize.XLARGE: _Place(240, 240, 1000, 280, 76, 508, 188, 30, 26, 1650, 930, 96),
    TextSize.HUGE: _Place(298, 234, 1000, 400, 112, 564, 148, 30, 26, 1650, 914, 112),
}


def home_groups(view: HomeView, look: Look) -> list[Group]:
    """All groups of home, in drawing order."""
    groups = [*home_header(view, look), *_heroes(view, look), *_cards(view, look)]
    if view.ticker is not None:
        groups.append(_ticker(view, view.ticker, look))
    cut = _cut(view, groups)
    if cut:
        groups.append(title_plate(cut, view.focus, look, groups, Z_TICKER + 1))
    return uncovered(groups, view.focus)


def _cut(view: HomeView, groups: list[Group]) -> str:
    """The title of the thing in focus, where it is cut; else ""."""
    titles = {card.title for card in (view.hero, view.today, *view.cards) if card is not None}
    for group in groups:
        if group.key == view.focus and view.focus != "ticker":
            for node in group.nodes:
                if isinstance(node, Text) and node.text in titles and node.drawn[-1].endswith(ELLIPSIS):
                    return node.text
    return ""


# ---------------------------------------------------------------- 接着看, 今日课程


def _heroes(view: HomeView, look: Look) -> list[Group]:
    at = _PLACES[look.size]
    if view.tools:
        return tool_groups(view, look, at.hero_y, at.hero_h)
    if view.hero is None and view.today is None:
        return []
    if view.ticker is not None and view.ticker.open and _ticker_open_rect(view.ticker, look)[1] < at.hero_y + at.hero_h:
        return []  # under the open notice
    if view.hero is not None and view.today is not None and look.huge:
        return _heroes_huge(view, view.hero, view.today, look)
    if view.hero is not None and view.today is not None:
        today_x = LEFT + at.hero_w + 30
        return [
            _hero(view, view.hero, look, (LEFT, at.hero_y, at.hero_w, at.hero_h), alone=False),
            _hero(view, view.today, look, (today_x, at.hero_y, RIGHT - today_x, at.hero_h), alone=False),
        ]
    only = view.hero or view.today
    assert only is not None
    return [_hero(view, only, look, (LEFT, at.hero_y, WIDTH, at.hero_h), alone=True)]


_HUGE_NAME_W = 340.0


def _heroes_huge(view: HomeView, hero: HeroCard, today: HeroCard, look: Look) -> list[Group]:
    """超大: the one that is meant has its title; of the other there stands what it is."""
    at = _PLACES[look.size]
    wide = WIDTH - _HUGE_NAME_W - 30
    if view.focus == today.id:
        return [
            _hero_name(view, hero, look, (LEFT, at.hero_y, _HUGE_NAME_W, at.hero_h)),
            _hero(view, today, look, (RIGHT - wide, at.hero_y, wide, at.hero_h), alone=True),
        ]
    return [
        _hero(view, hero, look, (LEFT, at.hero_y, wide, at.hero_h), alone=True),
        _hero_name(view, today, look, (RIGHT - _HUGE_NAME_W, at.hero_y, _HUGE_NAME_W, at.hero_h)),
    ]


def _hero_name(view: HomeView, card: HeroCard, look: Look, rect: Rect) -> Group:
    x, y, w, h = rect
    said = card.kicker.split("·")[0]

    def draw(ink: Ink) -> list[Node]:
        label = fitted(said, x + w / 2, y + 6, w - 48, h - 12, look.t.label, look.t.floor, ink.accent, on=ink.on, bold=True,
                       align="center", rows=2, balance=True)  # fmt: skip
        return [label]

    return tile(card.id, rect, look, view.focus == card.id, draw, kind="brand" if card.id == "today" else "card")


def _hero(view: HomeView, card: HeroCard, look: Look, rect: Rect, alone: bool) -> Group:
    today = card.id == "today"
    focused = view.focus == card.id
    picture = card.cover is not None and not (today and not alone) and not (look.huge and not alone)
    x, y, w, h = rect
    draw_w = _PLACES[look.size].picture if picture else 0.0
    if look.huge:
        draw_w = min(draw_w, w * 0.25)  # beside the name of the other there is less room
    inset = 0.0 if focused else look.line_w
    # the warning stands on what is first, which is 今日课程 where nothing was begun; beside 接着看 it has no room for it
    said = (view.countdown or card.line) if alone or not today else card.line

    def draw(ink: Ink) -> list[Node]:
        nodes: list[Node] = []
        if picture and card.cover is not None:
            nodes.append(
                Picture(card.cover, x + inset, y + inset, draw_w - inset, h - 2 * inset, "cover", RADIUS - inset, "left")
            )
        tx = x + draw_w + (32 if look.size is not TextSize.HUGE else 36)
        room = x + w - 34 - tx
        if today and _moon(card, look, room):
            # beside a short title as large as the design has it, smaller below one that reaches over
            beside = width_of(card.title, look.t.list_title, True) <= room - 110
            side = 140.0 if beside else 96.0
            nodes += _moonrise(ink, x + w - 30 - side, y + h - (26 if beside else 20) - side, side)
        if look.huge:
            nodes += _hero_huge(card, look, ink, (tx, y, room, h), (x + inset, draw_w - inset), said)
        else:
            nodes += _hero_text(card, look, ink, (tx, y, room, h), said)
        return nodes

    return tile(card.id, rect, look, focused, draw, kind="brand" if today else "card")


def _moonrise(ink: Ink, x: float, y: float, side: float) -> list[Node]:
    """A moon behind two bands of cloud (our own drawing; in the inks of what it stands on)."""
    k = side / 150
    bands = ((20, 84, 86, 12, ink.on), (64, 106, 86, 12, ink.on), (4, 100, 52, 8, ink.accent), (50, 128, 70, 8, ink.accent))
    return [
        Box(x + 36 * k, y + 18 * k, 104 * k, 104 * k, ink.accent, radius=52 * k),
        *(Box(x + a * k, y + b * k, c * k, d * k, fill, radius=d * k / 2) for a, b, c, d, fill in bands),
    ]


def _hero_text(card: HeroCard, look: Look, ink: Ink, rect: Rect, said: str) -> list[Node]:
    t, at = look.t, _PLACES[look.size]
    x, y, w, h = rect
    small = look.size <= TextSize.LARGE
    narrow = card.id == "today" and w < 520
    kick_h = t.caption * (1.32 if small else 1.1)
    line_h = (t.caption * (1.36 if small else 1.1)) if said else 0.0
    bar_h = (38.0 if small else 24.0) if card.share is not None else 10.0 if small else 0.0
    title_px = at.title_px if not narrow else min(at.title_px, t.list_title)
    if small and w > 1000 and width_of(card.title, title_px * 1.35, True) <= w:  # alone: the title may fill the width
        title_px *= 1.35
    title_h = title_px * (1.3 if small else 1.16)
    rows = 1
    if small and width_of(card.title, title_px * 0.8, True) > w:
        # a long title: two smaller lines
        rows, title_px, bar_h = 2, t.small, min(bar_h, 32.0)
        title_h = title_px * 1.17 * 2
    if not small and width_of(card.title, title_px * 0.72, True) > w:
        # at 特大 what is left of it gives way as well, unless it is the warning that it plays by itself
        said = said if wording.ANY_KEY in said else ""
        rows, title_px, line_h, bar_h = 2, 48.0 if said else 60.0, line_h if said else 0.0, 0.0 if said else bar_h
        title_h = title_px * 1.17 * 2
    total = kick_h + title_h + bar_h + line_h
    top = y + (h - total) / 2
    nodes: list[Node] = [
        fitted(card.kicker, x, top, w, kick_h, t.caption, t.floor, ink.accent, on=ink.on, bold=True),
        fitted(card.title, x, top + kick_h, w, title_h, title_px, t.floor, ink.primary, on=ink.on, bold=True, rows=rows,
               leading=1.17),
    ]  # fmt: skip
    below = top + kick_h + title_h
    if card.share is not None and bar_h:
        nodes += bar(look, ink, x, below + (bar_h - 16) / 2 - 1, w, 20 if look.hc else 16, card.share)
    below += bar_h
    if said:
        room = w - 150 if _moon(card, look, w) else w
        warns = wording.ANY_KEY in said
        nodes.append(
            fitted(said, x, below, room, line_h, t.caption, t.floor, ink.accent if warns else ink.second, on=ink.on, bold=warns)
        )
    return nodes


def _moon(card: HeroCard, look: Look, w: float) -> bool:
    """Whether the moon has room: it rises beside the ends of a short title and of a short place."""
    if card.id != "today" or w > 520 or look.size > TextSize.LARGE or width_of(card.line, look.t.caption) > w - 150:
        return False
    return width_of(card.title, min(_PLACES[look.size].title_px, look.t.list_title), True) <= w


def _hero_huge(
    card: HeroCard, look: Look, ink: Ink, rect: Rect, picture: tuple[float, float], said: str
) -> list[Node]:
    """超大: what it is and the title; progress lies on the picture."""
    t = look.t
    x, y, w, h = rect
    nodes: list[Node] = []
    left, pw = picture
    if card.share is not None and pw > 0:
        nodes += bar(look, ink, left, y + h - 22, pw, 20, card.share, 0)
    kicker = said if wording.ANY_KEY in said else card.kicker
    if width_of(kicker, 60, True) > w:
        kicker = kicker.split("·")[0]
    if width_of(card.title, 80, True) <= w:
        nodes.append(fitted(kicker, x, y + 8, w, 92, t.caption, 60, ink.accent, on=ink.on, bold=True))
        nodes.append(fitted(card.title, x, y + 98, w, 128, t.page_title, 80, ink.primary, on=ink.on, bold=True))
    else:
        nodes.append(fitted(kicker, x, y + 6, w, 74, 64, 60, ink.accent, on=ink.on, bold=True))
        nodes.append(fitted(card.title, x, y + 78, w, 148, 80, 56, ink.primary, on=ink.on, bold=True, rows=2, leading=1.14))
    return nodes


# ---------------------------------------------------------------- section cards


def _grid(view: HomeView, look: Look) -> _Place:
    """Where the cards stand: where there is neither 接着看 nor 今日课程 they take their place as well."""
    at = _PLACES[look.size]
    if view.tools or view.hero is not None or view.today is not None:
        return at
    foot = at.grid_y + view.rows * at.card_h + (view.rows - 1) * at.gap_y
    card_h = (foot - at.hero_y - (view.rows - 1) * at.gap_y) / max(1, view.rows)
    return replace(at, grid_y=at.hero_y, card_h=card_h)


def _cards(view: HomeView, look: Look) -> list[Group]:
    at = _grid(view, look)
    columns = max(1, view.columns)
    w = (at.grid_w - at.gap_x * (columns - 1)) / columns
    open_top = _ticker_open_rect(view.ticker, look)[1] if view.ticker and view.ticker.open else 1080.0
    groups: list[Group] = []
    for k, card in enumerate(view.cards):
        row, column = divmod(k, columns)
        row -= view.first_row
        if not 0 <= row < view.rows:
            continue
        rect = (LEFT + column * (w + at.gap_x), at.grid_y + row * (at.card_h + at.gap_y), w, at.card_h)
        if rect[1] + rect[3] > open_top - 14:
            continue
        groups.append(_card(view, card, look, rect))
    total = -(-len(view.cards) // columns)
    if total > view.rows and open_top > 1000:
        h = view.rows * at.card_h + (view.rows - 1) * at.gap_y
        size = h * view.rows / total
        y = at.grid_y + (h - size) * view.first_row / max(1, total - view.rows)
        groups.append(
            Group(
                "scroll",
                (
                    Box(1796, at.grid_y, 16, h, "progress_track", radius=8),
                    Box(1796, y, 16, size, "progress_fill", radius=8),
                ),
                Z_PAGE,
            )
        )
    return groups


def _card(view: HomeView, card: SectionCard, look: Look, rect: Rect) -> Group:
    t = look.t
    x, y, w, h = rect
    focused = view.focus == card.id
    state = "focus" if focused else "normal"
    icon = f"asset:icon-{card.digit}-{look.theme.value}-{state}"

    def draw(ink: Ink) -> list[Node]:
        if look.huge:
            return _card_row(card, look, ink, rect, icon)
        side = 64.0 if look.size <= TextSize.LARGE else 76.0
        pad = 22.0 if look.size <= TextSize.LARGE else 16.0
        art = 92.0 if look.size <= TextSize.LARGE else 84.0
        tall = h > 260
        if tall:  # a card that has the hero's place too: all of it larger
            art, pad = 132.0, pad + 8
        nodes = badge(look, ink, card.digit, x + pad, y + pad, side, t.digit_badge)
        if card.new:
            nodes += fresh(ink, x + pad + side + 12, y + pad, side, side * 0.66)
        title_h = 78.0 if look.size <= TextSize.LARGE else 92.0
        bottom = 12.0 if look.size <= TextSize.LARGE else 6.0
        bottom += 24.0 if tall else 0.0
        rows = 1
        if look.size <= TextSize.LARGE and width_of(card.title, t.floor, True) > w - 44:
            rows, title_h, bottom, art = 2, 2.16 * t.floor, 8.0, 74.0  # a long name: two lines below a smaller picture
        art_y = y + pad + side + 4 if tall else y + pad - 2
        nodes.append(Picture(icon, x + w - 22 - art, art_y, art, art, "contain"))
        nodes.append(
            fitted(card.title, x + 24, y + h - bottom - title_h, w - 44, title_h, t.section_card, t.floor,
                   ink.primary, on=ink.on, bold=True, rows=rows, leading=1.08, balance=True)
        )  # fmt: skip
        return nodes

    return tile(card.id, rect, look, focused, draw)


def _card_row(card: SectionCard, look: Look, ink: Ink, rect: Rect, icon: str) -> list[Node]:
    """超大: digit, name, and at the right 新 or the picture."""
    x, y, w, h = rect
    nodes = badge(look, ink, card.digit, x + 28, y + (h - 108) / 2, 108, look.t.digit_badge, 26)
    right = x + w - 28 - 112
    name_x = x + 28 + 108 + 26
    nodes.append(
        fitted(card.title, name_x, y, right - 16 - name_x, h, look.t.section_card, 60, ink.primary, on=ink.on, bold=True)
    )
    if card.new:
        nodes += fresh(ink, right + 4, y + (h - 108) / 2, 108, 80)
    else:
        nodes.append(Picture(icon, right, y + (h - 112) / 2, 112, 112, "contain"))
    return nodes


# ---------------------------------------------------------------- notices


def _ticker_open_rect(ticker: Ticker, look: Look) -> Rect:
    """Below the first row of cards when one line is enough, else over all rows (at 超大 over the hero as well)."""
    at, foot = _PLACES[look.size], 1006.0
    if look.size <= TextSize.LARGE and width_of(ticker.whole or ticker.text, _open_px(look), True) <= WIDTH - 88:
        return LEFT, foot - 292, WIDTH, 292.0
    top = at.hero_y if look.huge else at.grid_y
    return LEFT, top, WIDTH, foot - top


def _open_px(look: Look) -> float:
    return {TextSize.STANDARD: 48.0, TextSize.LARGE: 56.0, TextSize.XLARGE: 76.0, TextSize.HUGE: 96.0}[look.size]


def _cap_h(look: Look) -> float:
    return 60.0 if look.size <= TextSize.LARGE else 76.0 if look.size is TextSize.XLARGE else 92.0


def _ticker(view: HomeView, ticker: Ticker, look: Look) -> Group:
    if ticker.open:
        return _ticker_open(view, ticker, look)
    t, at = look.t, _PLACES[look.size]
    x, y, w, h = LEFT, at.ticker_y, WIDTH, at.ticker_h
    ink = GROUND
    nodes: list[Node] = [*surface(look, (x, y, w, h), "card", 24)]
    tag_px = t.caption
    tag_h = {TextSize.STANDARD: 52.0, TextSize.LARGE: 58.0, TextSize.XLARGE: 72.0, TextSize.HUGE: 88.0}[look.size]
    tag_w = width_of(ticker.tag, tag_px, True) + 40
    left = x + 14
    nodes += [
        Box(left, y + (h - tag_h) / 2, tag_w, tag_h, "badge", radius=14, line="badge_line", line_w=2),
        words(ticker.tag, left + tag_w / 2, y, h, tag_px, "badge_text", on="badge", bold=True, align="center"),
    ]
    text_x = left + tag_w + 26
    right = x + w - 28
    px = t.caption + (4 if look.size <= TextSize.LARGE else 0)
    if look.huge:
        total = -(-len(view.cards) // max(1, view.columns))
        more = wording.MORE_BELOW if view.first_row + view.rows < total else wording.TICKER_STOP_KEY
        need = width_of(ticker.text, 72)
        if need > right - width_of(more, t.caption) - 40 - text_x:
            more = "▼"
        nodes.append(words(more, right, y, h, t.caption, ink.second, on="card", align="right"))
        right -= width_of(more, t.caption) + 40
    else:
        cap_h = 54.0 if look.size <= TextSize.LARGE else 70.0
        said = wording.TICKER_STOP
        said_w = width_of(said, t.caption)
        cap_w = cap_width("▼", cap_h, t.caption)
        count = f"{ticker.index} / {ticker.count}" if ticker.count > 1 else ""
        nodes.append(words(said, right, y, h, t.caption, ink.second, on="card", align="right"))
        right -= said_w + 16 + cap_w
        nodes += key_cap(ink, "▼", right, y + (h - cap_h) / 2, cap_h, t.caption, cap_w)
        left_over = right - 30 - text_x - width_of(count, t.caption) - 16
        if count and (left_over >= width_of(ticker.text, t.floor) or width_of(count, t.caption) < 240):
            right -= 16
            nodes.append(words(count, right, y, h, t.caption, ink.second, on="card", align="right"))
            right -= width_of(count, t.caption)
        right -= 30
    floor = t.floor if not look.huge else 60.0
    nodes.append(fitted(ticker.text, text_x, y, right - text_x, h, px, floor, ink.primary, on="card"))
    return Group("ticker", tuple(nodes), Z_TICKER, 1.0, (x, y, w, h))


def _ticker_open(view: HomeView, ticker: Ticker, look: Look) -> Group:
    t = look.t
    rect = _ticker_open_rect(ticker, look)
    x, y, w, h = rect
    focused = view.focus == "ticker"

    def draw(ink: Ink) -> list[Node]:
        nodes: list[Node] = []
        head = t.caption * 1.5
        top = y + 26
        left, right = x + 44, x + w - 44
        nodes += chip(look, ink, ticker.tag, left, top, t.caption * 1.4, t.caption, "solid")
        left += chip_width(ticker.tag, t.caption) + 24
        count = wording.notice_at(ticker.index, ticker.count)
        if look.size >= TextSize.XLARGE:
            count = f"{ticker.index} / {ticker.count}"
        if ticker.count > 1:
            nodes.append(words(count, right, top, head - 4, t.caption, ink.second, on=ink.on, align="right"))
            right -= width_of(count, t.caption) + 30
        if ticker.issuer:
            nodes.append(
                fitted(ticker.issuer, left, top, right - left, head - 4, t.caption + 4, t.floor, ink.primary, on=ink.on,
                       bold=True)
            )  # fmt: skip
        whole = ticker.whole or ticker.text
        text_y = top + head + 6
        room = y + h - 28 - _cap_h(look) - 12 - text_y
        # over all rows there is room: the one thing to read is set as large as that allows
        px = _open_px(look) * (1.0 if h < 300 else 1.4 if look.size <= TextSize.LARGE else 1.15)
        size, lines, _ = fit_box(whole, w - 88, room, px, t.floor, True, 1.36, True)
        line_h = size * 1.36
        if h >= 300:
            text_y += max(0.0, (room - line_h * len(lines)) / 2)
        nodes.append(block(whole, lines, x + 44, text_y, line_h, size, ink.primary, on=ink.on, bold=True))
        cap_h = _cap_h(look)
        ky = y + h - 28 - cap_h
        kx = x + 44
        hints: list[tuple[tuple[str, ...], str]] = [(("▲",), wording.TICKER_UP)]
        if ticker.count > 1:
            hints.insert(0, (("◀", "▶"), wording.TICKER_TURN))
        for keys, said in hints:
            for key in keys:
                nodes += key_cap(ink, key, kx, ky, cap_h, t.caption)
                kx += cap_width(key, cap_h, t.caption) + 14
            nodes.append(words(said, kx, ky, cap_h, t.caption, ink.second, on=ink.on))
            kx += width_of(said, t.caption) + 44
        return nodes

    return tile("ticker", rect, look, focused, draw, z=Z_TICKER)


