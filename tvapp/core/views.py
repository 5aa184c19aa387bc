"""What a drawing receives: one frozen view a screen, words ready to read, no state and no catalogue in it.

A view says *what* is shown and what has focus; where it stands is decided in tvapp/layout, by text size and theme.
Focus is an id of a thing in the view ("hero", "card:dangke", "item:l03", "rail:all", "tool:size", "button:pause" …).
"""

from __future__ import annotations

from typing import Literal

from tvapp.core.model import TextSize, ThemeName
from tvapp.core.typeset import Sheet
from tvapp.core.value import dataclass
from tvapp.core.views_header import ClockView as ClockView
from tvapp.core.views_header import Header as Header
from tvapp.core.views_header import Hint as Hint
from tvapp.core.views_search import SearchView as SearchView


@dataclass(frozen=True, slots=True)
class Button:
    id: str
    words: str
    icon: str = ""
    """Phosphor name."""
    short: str = ""
    """For 超大, where words stand without icons."""
    chosen: bool = False
    """Carries a ✓."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The offline strip of a list: not a target."""

    icon: str
    lead: str
    words: str
    code: str


# ---------------------------------------------------------------- home


@dataclass(frozen=True, slots=True)
class HeroCard:
    id: str
    """"hero" or "today"."""
    kicker: str
    """接着看·支部党课 03"""
    title: str
    line: str
    """看到 12 分钟，还剩 6 分钟 / 二楼活动室见"""
    share: float | None = None
    cover: str | None = None
    """Picture source ("media:…" or "asset:…")."""


@dataclass(frozen=True, slots=True)
class SectionCard:
    id: str
    """card:<section id>"""
    digit: str
    title: str
    new: bool


@dataclass(frozen=True, slots=True)
class ToolCard:
    id: str
    """tool:<name>"""
    icon: str
    title: str
    sub: str


@dataclass(frozen=True, slots=True)
class Ticker:
    tag: str
    """通知 / 提醒"""
    text: str
    """The piece that stands now (a whole notice, or a part split at punctuation)."""
    whole: str
    """The whole notice (shown when open)."""
    index: int
    """1-based number of the notice."""
    count: int
    issuer: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class HomeView:
    station: str
    community: str
    clock: ClockView
    top_hint: Hint
    """▲ 找课、设置, in the header; ▼ 回接着看 while the tools stand there."""
    hero: HeroCard | None
    """接着看, or 今日课程 over the whole width when nothing was begun."""
    today: HeroCard | None
    """今日课程 beside 接着看; None: hero takes the whole width."""
    cards: tuple[SectionCard, ...]
    """All ten."""
    columns: int
    first_row: int
    """First row of cards that is shown (超大 shows two of five)."""
    rows: int
    """Rows of cards that fit under the hero."""
    ticker: Ticker | None
    focus: str
    countdown: str = ""
    """8 秒后放今日课程，按任意键不放 (stands in the hero in place of its line)."""
    tools: tuple[ToolCard, ...] = ()
    """The tool row: it stands in place of the hero while one of them has focus."""


# ---------------------------------------------------------------- section


@dataclass(frozen=True, slots=True)
class RailTab:
    id: str
    """rail:<column id>"""
    title: str
    count: str
    """17 课"""
    chosen: bool


@dataclass(frozen=True, slots=True)
class LessonCard:
    id: str
    """item:<id>"""
    number: str
    """03, or "" beyond 99."""
    title: str
    length: str
    """18 分钟, or "" when unknown."""
    state: Literal["", "done", "part", "new", "missing"]
    state_words: str
    """已看完 / 看到 12 分 / 新 / 这课还没下载"""
    share: float | None
    cover: str
    """Picture source, never empty."""
    favourite: str = ""
    """★收藏, or nothing."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    id: str
    number: str
    title: str
    sub: str
    """9月23日·示范街道办事处"""
    new: bool
    chip: str = ""
    """已失效 / 还有 3 天截止 …"""


@dataclass(frozen=True, slots=True)
class EmptyView:
    title: str
    line: str
    door: Button | None
    """One useful door, in focus."""


@dataclass(frozen=True, slots=True)
class SectionView:
    header: Header
    rail: tuple[RailTab, ...]
    rail_open: bool
    """超大: the rail is one button (first of `rail` that is chosen); True: the list of columns takes the content's place."""
    cells: tuple[LessonCard, ...] | tuple[ArticleRow, ...]
    """Those of this page only."""
    kind: Literal["cards", "rows"]
    columns: int
    per_page: int
    page: int
    """1-based."""
    pages: int
    strip: Strip | None
    empty: EmptyView | None
    loading: bool
    focus: str
    whole_title: str
    """The title of the card in focus, whole, where the card cannot show it all; else ""."""
    hints: tuple[Hint, ...]
    hint_right: str
    door: Button | None = None
    """一直放, above the rail."""
    heads: tuple[tuple[int, str], ...] = ()
    """(place on this page, 今天) of every heading above rows; then `per_page` is the number of rows on this very page."""


# ---------------------------------------------------------------- reader and guide


@dataclass(frozen=True, slots=True)
class ReaderView:
    title: str
    meta: str
    clock: ClockView
    sheet: Sheet | None
    """The page's typeset content; None while loading or when there is nothing."""
    saying: str
    """What stands in place of the text: 正在打开 …, or why it cannot be shown."""
    page: int
    pages: int
    up_words: str
    down_words: str
    tools: tuple[Button, ...]
    focus: str
    up: bool | None = None
    """Whether ▲ leads somewhere; None: when there is a page before."""
    down: bool | None = None
    lit: tuple[int, int] | None = None
    """The characters of the body that are being read aloud: from, to (exclusive)."""


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    """answer:0 … answer:4"""
    numeral: str
    """一 … 五"""
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class GuideView:
    header: Header
    answers: tuple[Answer, ...]
    sheet: Sheet
    """The panel of the answer in focus, this page of it."""
    panel_page: int
    panel_pages: int
    focus: str
    hints: tuple[Hint, ...]
    lit: tuple[int, int] | None = None
    """The texts of the panel that are being read aloud, as the sheet's `starts` count them: from, to (exclusive)."""
    code: str = ""
    """What the small square code beside the list says; empty: none is shown."""
    code_title: str = ""
    code_line: str = ""


# ---------------------------------------------------------------- player and next


@dataclass(frozen=True, slots=True)
class ZapView:
    arrow: Literal["▲", "▼"]
    kicker: str
    """下一课·20 分钟"""
    number: str
    title: str
    cover: str


@dataclass(frozen=True, slots=True)
class PlayerView:
    number: str
    title: str
    section: str
    clock: ClockView
    osd: Literal["none", "bar", "buttons"]
    elapsed: str
    total: str
    left_words: str
    """还剩 6 分钟"""
    share: float
    buttons: tuple[Button, ...]
    focus: str
    subtitle: tuple[str, ...]
    """Whole subtitle lines of the file, unwrapped."""
    zap: ZapView | None
    saying: str
    """正在打开 / 网络慢，请等等 / 静音 …"""
    sound_only: bool
    cover: str
    """Shown instead of a picture for sound-only lessons and until the first picture comes."""
    has_picture: bool
    more: tuple[Button, ...] = ()
    """A second row above the bar, while paused."""


@dataclass(frozen=True, slots=True)
class NextView:
    title: str
    """这一课看完了"""
    sub: str
    """记下 18 分钟"""
    kicker: str
    lesson: str
    """Title of the next lesson; "" when this was the last."""
    length: str
    cover: str
    seconds: int | None
    """Left on the ring; None: the clock stands still."""
    seconds_of: int
    say: str
    """秒后自己播放 / 不着急，您慢慢选"""
    say_small: str
    buttons: tuple[Button, ...]
    focus: str
    hints: tuple[Hint, ...]


# ---------------------------------------------------------------- settings and what belongs to them


@dataclass(frozen=True, slots=True)
class SettingRow:
    id: str
    """row:<name>"""
    icon: str
    title: str
    choices: tuple[str, ...] = ()
    chosen: int = 0
    level: int | None = None
    """Volume, 0 to 10, in place of choices."""
    sub: str = ""
    """What it is for, where 确定 opens a page."""


@dataclass(frozen=True, slots=True)
class SettingsView:
    header: Header
    rows: tuple[SettingRow, ...]
    """Those that are seen."""
    first: int
    total: int
    focus: str
    caption: str
    """看看效果"""
    sample_title: str
    sample: str
    cover: str
    """Picture source; empty: the icon stands in its place."""
    icon: str
    hints: tuple[Hint, ...]
    hint_right: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    id: str
    """keys:<place>"""
    caps: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KeysView:
    """按键说明."""

    header: Header
    rows: tuple[KeyRow, ...]
    first: int
    total: int
    focus: str
    hints: tuple[Hint, ...]
    hint_right: str


@dataclass(frozen=True, slots=True)
class EdgeTab:
    id: str
    """edge:top …"""
    words: str
    """上边 收 2 格"""
    arrow: str


@dataclass(frozen=True, slots=True)
class EdgesView:
    title: str
    text: str
    edges: tuple[EdgeTab, ...]
    """Top, right, bottom, left."""
    focus: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class RemoteCell:
    id: str
    """key:OK … or key:forget"""
    cap: str
    words: str
    known: bool


@dataclass(frozen=True, slots=True)
class RemoteView:
    header: Header
    ask: str
    cells: tuple[RemoteCell, ...]
    focus: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class WelcomeView:
    step: int
    """0 or 1."""
    title: str
    lines: tuple[str, ...]
    button: Button | None
    """Step 0: the key in the middle of the drawn remote."""
    sizes: tuple[Button, ...]
    voice_title: str
    voice: tuple[Button, ...]
    focus: str
    hints: tuple[Hint, ...]


# ---------------------------------------------------------------- messages, dialogs, overlays


@dataclass(frozen=True, slots=True)
class MessageView:
    """A full-screen message: what happened, what we did, the code, whom to call."""

    icon: str
    title: str
    lines: tuple[str, ...]
    code: str
    call: tuple[str, ...]
    """等了半天还没好，把代码念给社区听： / 0512-0000 1234"""
    buttons: tuple[Button, ...]
    focus: str
    clock: ClockView


@dataclass(frozen=True, slots=True)
class DialogView:
    """A question over the page. The safe answer comes first."""

    name: Literal["leave", "text-size", "phone", "erase"]
    title: str
    text: str
    buttons: tuple[Button, ...]
    focus: str
    sample: str = ""
    """字号: a sentence to look at, in the size in focus."""
    code: str = ""
    """手机看: what the square code says."""
    small: str = ""
    """手机看: a second, quieter sentence."""


@dataclass(frozen=True, slots=True)
class DigitPlate:
    digits: str
    name: str
    left: float | None
    """Share of the time left before it acts; None: waits for 确定."""


@dataclass(frozen=True, slots=True)
class Toast:
    """A line near the foot (8 s): volume, 没有 47 号 …"""

    words: str
    icon: str = ""
    share: float | None = None


PageView = (
    SearchView
    | HomeView
    | SectionView
    | ReaderView
    | GuideView
    | PlayerView
    | NextView
    | MessageView
    | SettingsView
    | KeysView
    | EdgesView
    | RemoteView
    | WelcomeView
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the screen at one moment."""

    page: PageView
    screen: str
    """home section article guide player next dialog error (the trace's names)."""
    route: tuple[str, ...]
    page_key: str
    """Identity of the page (for transitions)."""
    text_size: TextSize
    theme: ThemeName
    motion: bool
    focus_words: str
    """Whole words of the thing in focus."""
    section: str = ""
    item: str = ""
    dialog: DialogView | None = None
    plate: DigitPlate | None = None
    toast: Toast | None = None
    bump: tuple[int, float, float] = (0, 0.0, 0.0)
    dim: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    edges: tuple[int, int, int, int] = (0, 0, 0, 0)
    """How far the whole picture is drawn in: left, top, right, bottom, design px."""
    list_key: str = ""
