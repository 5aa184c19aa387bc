"""How many things stand on a page, by text size: what the screens need to move focus and to turn pages.

Only counts and boxes that core and layout must agree on; where a thing stands is decided in tvapp/layout.
"""

from __future__ import annotations

from tvapp.core.flow import Shape
from tvapp.core.linebreak import balanced, em_width, wrap
from tvapp.core.model import TextSize
from tvapp.core.type_scale import scale

_HOME_COLUMNS = {TextSize.STANDARD: 5, TextSize.LARGE: 5, TextSize.XLARGE: 3, TextSize.HUGE: 2}
_LESSONS = {TextSize.STANDARD: (3, 2), TextSize.LARGE: (3, 2), TextSize.XLARGE: (2, 2), TextSize.HUGE: (1, 2)}
_ROWS = {TextSize.STANDARD: (5, 4), TextSize.LARGE: (5, 4), TextSize.XLARGE: (4, 3), TextSize.HUGE: (2, 2)}
_SETTINGS = {TextSize.STANDARD: 5, TextSize.LARGE: 5, TextSize.XLARGE: 4, TextSize.HUGE: 3}
_RAIL = {TextSize.STANDARD: 5, TextSize.LARGE: 5, TextSize.XLARGE: 4, TextSize.HUGE: 4}

_READER = {
    TextSize.STANDARD: (1440.0, 600.0),
    TextSize.LARGE: (1440.0, 600.0),
    TextSize.XLARGE: (1440.0, 590.0),
    TextSize.HUGE: (1366.0, 664.0),
}
_PANEL = {
    TextSize.STANDARD: (1024.0, 756.0),
    TextSize.LARGE: (1024.0, 756.0),
    TextSize.XLARGE: (936.0, 722.0),
    TextSize.HUGE: (1356.0, 584.0),
}
CODE_SIDE = 380.0
"""Side of the small code beside the list in a guide's panel, px."""
_CODE_GAP = 44.0
LESSON_TITLE_W = {TextSize.STANDARD: 388.0, TextSize.LARGE: 388.0, TextSize.XLARGE: 576.0, TextSize.HUGE: 1172.0}
"""Room for the title of a lesson card, px."""
_ARTICLE_TITLE_W = {TextSize.STANDARD: 1104.0, TextSize.LARGE: 1086.0, TextSize.XLARGE: 968.0, TextSize.HUGE: 1340.0}
_FRESH_H = {TextSize.STANDARD: 52.0, TextSize.LARGE: 64.0, TextSize.XLARGE: 76.0, TextSize.HUGE: 108.0}


def home_columns(size: TextSize) -> int:
    """Columns of section cards on home."""
    return _HOME_COLUMNS[size]


def home_rows(size: TextSize) -> int:
    """Rows of section cards that stand under the hero at once."""
    return 2


def lesson_grid(size: TextSize) -> tuple[int, int]:
    """(columns, rows) of lesson cards on a page."""
    return _LESSONS[size]


def article_rows(size: TextSize, strip: bool) -> int:
    """Article rows on a page; fewer while the offline strip stands above them."""
    return _ROWS[size][1 if strip else 0]


def rail_tabs(size: TextSize) -> int:
    """Columns that are seen at once in the rail (in the open list of columns at 超大)."""
    return _RAIL[size]


def window(count: int, shown: int, wanted: int) -> int:
    """First of `count` rows to show when `shown` fit and row `wanted` has to be seen: it stands in the middle where it can."""
    return max(0, min(wanted - shown // 2, count - shown))


def settings_rows(size: TextSize) -> int:
    """Rows of the settings (and of 按键说明) that are seen at once."""
    return _SETTINGS[size]


def scrolled(first: int, row: int, shown: int, count: int) -> int:
    """First of `count` rows when `shown` fit and `row` must be seen: moved from `first` as little as needed."""
    return max(0, min(max(first, row - shown + 1), row, count - shown))


def reader_box(size: TextSize) -> tuple[float, float]:
    """Width and height of the reader's text, px."""
    return _READER[size]


def panel_box(size: TextSize) -> tuple[float, float]:
    """Width and height of what stands in the guide's panel, px."""
    return _PANEL[size]


def panel_list_width(size: TextSize) -> float:
    """Width of the guide's list beside the small code, px; 0 at the sizes that have no room for both."""
    return _PANEL[size][0] - CODE_SIDE - _CODE_GAP if size <= TextSize.LARGE else 0.0


def lesson_title(title: str, size: TextSize) -> tuple[tuple[str, ...], bool]:
    """The lines of a lesson card's title (at most two, of near-equal length), and whether it had to be cut."""
    return balanced(title, LESSON_TITLE_W[size], scale(size).lesson_title, True, 2)


_RESULTS = {
    TextSize.STANDARD: Shape(760, 145, 12, 70),
    TextSize.LARGE: Shape(760, 145, 12, 70),
    TextSize.XLARGE: Shape(732, 230, 20, 0),
    TextSize.HUGE: Shape(720, 350, 20, 0),
}
_GROUPED = {
    TextSize.STANDARD: Shape(760, 145, 12, 70),
    TextSize.LARGE: Shape(760, 145, 12, 70),
    TextSize.XLARGE: Shape(732, 150, 16, 82),
    TextSize.HUGE: Shape(554, 225, 14, 90),
}
_RESULT_TITLE_W = {TextSize.STANDARD: 680.0, TextSize.LARGE: 640.0, TextSize.XLARGE: 888.0, TextSize.HUGE: 888.0}
_RESULT_PX = {
    TextSize.STANDARD: (46.0, 36.0),
    TextSize.LARGE: (58.0, 44.0),
    TextSize.XLARGE: (72.0, 56.0),
    TextSize.HUGE: (104.0, 84.0),
}
"""Largest and smallest size of a result's title: its glyphs must stay wider than the letters above them."""


def results_shape(size: TextSize) -> Shape:
    """The results of 找一找 under their headings; at 特大 and 超大 the word of its group stands in each of them."""
    return _RESULTS[size]


def grouped_shape(size: TextSize) -> Shape:
    """Article rows under headings, beside the rail (below its button at 超大)."""
    return _GROUPED[size]


def result_title(title: str, lit: tuple[int, ...], size: TextSize) -> tuple[float, int, int]:
    """(px, first, end) of a result's title on one line: title[first:end] is drawn, with … where something is cut off.

    Where it cannot all stand there, what was matched (`lit`: places in the title) does.
    """
    room, (px, floor) = _RESULT_TITLE_W[size], _RESULT_PX[size]
    widths = [em_width(character, True) for character in title[:200]]
    while px > floor and sum(widths) * px > room:
        px = max(floor, px - 2)
    if sum(widths) * px <= room and len(title) <= 200:
        return px, 0, len(title)
    room = room / px - 2 * em_width("…", True)
    first = end = 0
    while end < len(widths) and sum(widths[: end + 1]) <= room:
        end += 1
    if lit and lit[-1] < len(widths):
        while end <= lit[-1]:  # the line begins later, so that it reaches what was matched
            end += 1
            while sum(widths[first:end]) > room:
                first += 1
    return px, first, end


def fresh_height(size: TextSize) -> float:
    """Side of the square 新 of an article row, px."""
    return _FRESH_H[size]


def article_chip_px(chip: str, size: TextSize) -> float:
    """px of the words of an article row's chip: never more than three tenths of the row."""
    t = scale(size)
    px = t.caption
    while px > t.floor and em_width(chip, True) * px + 32 > 0.3 * _ARTICLE_TITLE_W[size] * 1.2:
        px -= 2
    return px


def article_room(size: TextSize, new: bool = False, chip: str = "") -> float:
    """Room for the title of an article row beside 新 and chip, px."""
    room = _ARTICLE_TITLE_W[size]
    if new:
        room -= _FRESH_H[size] + 20
    if chip:
        room -= em_width(chip, True) * article_chip_px(chip, size) + 32 + 20
    return room


def article_title(title: str, size: TextSize, width_px: float | None = None) -> tuple[float, tuple[str, ...], bool]:
    """Size in px and lines of an article row's title in `article_room`, and whether it had to be cut.

    One line at list_title px, else two lines at a smaller size (then date and issuer give way): at 标准 and 大 down to the
    least size there is before a word is lost.
    """
    room = article_room(size) if width_px is None else width_px
    px = scale(size).list_title
    small = article_title_small(size)
    if len(title) <= 64:
        for one in (px, small):
            lines = wrap(title, room, one, True)
            if len(lines) == 1:
                return one, lines, False
    lines, cut = balanced(title, room, small, True, 2)
    least = scale(size).floor if size <= TextSize.LARGE else small
    while cut and small > least:
        smaller = max(least, small - 4)
        lines, cut = balanced(title, room, smaller, True, 2)
        small = smaller
    if cut:  # no size is small enough: the usual one
        small = article_title_small(size)
        lines, cut = balanced(title, room, small, True, 2)
    return small, lines, cut


def ticker_room(size: TextSize) -> tuple[float, float]:
    """Width in px, and size in px, of the line of notices on home: what a piece of a notice has to fit."""
    return {
        TextSize.STANDARD: (1180.0, 36.0),
        TextSize.LARGE: (1120.0, 44.0),
        TextSize.XLARGE: (1000.0, 56.0),
        TextSize.HUGE: (1280.0, 76.0),
    }[size]


def article_title_small(size: TextSize) -> float:
    """px of an article title that needs two lines."""
    return {TextSize.STANDARD: 40.0, TextSize.LARGE: 48.0, TextSize.XLARGE: 60.0, TextSize.HUGE: 80.0}[size]
