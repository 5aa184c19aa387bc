"""The one table of everything that may stand in channels.yaml.

The checker, channels.schema.json and the manual's tables are all made from it: a field is added here and nowhere else.
Only data: what a value means is decided in `values.py`, what an item becomes in `lesson.py` and `article.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from tvapp.core.model import ARTICLE_KINDS

SECTION_COUNT = 10
TITLE_COMFORT = 16
"""Characters of a lesson's title that fit a card at every text size; more is allowed, with a 提醒."""


class Kind(Enum):
    LINE = "一句话"
    MARKDOWN = "一段文字"
    ID = "编号"
    REF = "课程编号"
    DATE = "日期"
    CLOCK = "钟点"
    WHOLE = "整数"
    NUMBER = "数"
    FLAG = "是或否"
    DURATION = "时长"
    MEDIA = "文件"
    ADDRESS = "网址"
    FEED = "消息源"
    CHOICE = "选项"
    LIST = "列表"
    MAPPING = "一组键"
    STATION = "站名"

    # Members are single objects; Enum's own hash is a Python call, and there are 160,000 look-ups in a large file.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `name` and `help` are read by the clerk; `example` is YAML as it would stand after the colon."""

    key: str
    kind: Kind
    name: str
    help: str
    example: str = ""
    required: bool = False
    longest: int = 500
    """Characters, for text."""
    low: float = 0
    high: float = 0
    """Bounds, both included, of numbers; of a duration in seconds."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, what it means)."""
    suffixes: tuple[str, ...] = ()
    """File name endings, in small letters; empty means any."""
    of: Shape | None = None
    """What a list holds, or a mapping is."""
    shown: bool = True
    """Drawn on the screen, so every character must have its glyph."""

    @property
    def label(self) -> str:
        return f"{self.key}（{self.name}）"


@dataclass(frozen=True)
class Shape:
    """One mapping: what it is called, and its keys in the order of the manual."""

    key: str
    name: str
    """With its measure word: 这门课程, 这个栏目 …"""
    fields: tuple[Field, ...]
    note: str = ""

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def required(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.required)


_ID_HELP = "全文件里不能重复（版块、栏目、课程、文章共用一套）。观看记录按编号存，定了就不要改。不能有空格。"

STATION = Shape(
    "station",
    "站名",
    (
        Field("name", Kind.LINE, "站名", "主页左上角的名字。", "幸福里社区党群服务中心", required=True, longest=120),
        Field("community", Kind.LINE, "社区", "所属街道、社区，写在站名旁边。", "和平街道幸福里社区", longest=120),
        Field("phone", Kind.LINE, "电话", "出错时请居民打的电话。加英文引号。", '"010-62345678"', longest=120),
    ),
    note="也可以只写一句站名：station: 幸福里社区党群服务中心",
)

FEEDS = Shape(
    "feeds",
    "消息源设置",
    (
        Field(
            "base",
            Kind.ADDRESS,
            "服务器地址",
            "街道发布文章的网址。栏目的 feed 只写路径时，接在它后面。",
            "http://127.0.0.1:8765",
        ),
        Field(
            "refresh_minutes",
            Kind.WHOLE,
            "几分钟看一次",
            "每隔几分钟去看有没有新文章。不写是 15。",
            "15",
            low=5,
            high=1440,
        ),
    ),
)

TODAY = Shape(
    "today",
    "这条今日课程",
    (
        Field("lesson", Kind.REF, "哪一课", "课程的编号（id）。", "rudang-shici", required=True, shown=False),
        Field("date", Kind.DATE, "哪一天", "只在这一天放。加英文引号。", '"2026-07-01"'),
        Field("weekday", Kind.WHOLE, "星期几", "每星期的这一天放：1 是星期一，7 是星期日。", "3", low=1, high=7),
        Field("time", Kind.CLOCK, "几点", "集中收看的钟点。加英文引号。", '"15:00"'),
        Field("place", Kind.LINE, "地点", "集中收看的地方。", "二楼活动室", longest=120),
    ),
    note="date 和 weekday 只写一个；都不写就是每天。",
)

NOTICE = Shape(
    "notice",
    "这条通知",
    (
        Field("text", Kind.LINE, "内容", "主页下面那一行通知。", "本周三下午停水", required=True, longest=500),
        Field("issuer", Kind.LINE, "谁发的", "发通知的单位。", "幸福里社区居委会", longest=200),
        Field("from", Kind.DATE, "从哪天", "这一天起显示。不写就是现在。", '"2026-07-01"'),
        Field("until", Kind.DATE, "到哪天", "显示到这一天（含）。不写就一直显示。", '"2026-07-31"'),
    ),
)

_COVER = Field(
    "cover",
    Kind.MEDIA,
    "封面",
    "卡片上的图片，media 文件夹里的路径。不写就用自带的封面。",
    "covers/rudang-shici.jpg",
    suffixes=(".jpg", ".jpeg", ".png", ".webp"),
    shown=False,
)
_SUMMARY = Field("summary", Kind.LINE, "简介", "一两句话说清讲的是什么。", "一句一句读懂入党誓词。", longest=2000)
_ITEM_ID = Field("id", Kind.ID, "编号", _ID_HELP, "rudang-shici", required=True, longest=80, shown=False)
_ITEM_TITLE = Field("title", Kind.LINE, "标题", "屏幕上显示的标题，最好不超过 16 个字。", "入党誓词", required=True)

LESSON = Shape(
    "lesson",
    "这门课程",
    (
        _ITEM_ID,
        _ITEM_TITLE,
        Field(
            "file",
            Kind.MEDIA,
            "文件",
            "视频或录音，media 文件夹里的路径，不写 media/ 本身。file 和 url 只写一个。",
            "lessons/rudang-shici.mp4",
            shown=False,
        ),
        Field(
            "url",
            Kind.ADDRESS,
            "网址",
            "网上的视频或录音，http 或 https。file 和 url 只写一个。",
            "https://www.example.gov.cn/dangke/01.mp4",
            shown=False,
        ),
        Field("speaker", Kind.LINE, "主讲人", "谁讲的。", "王书记", longest=200),
        Field("unit", Kind.LINE, "主讲人单位", "主讲人在哪里工作。", "和平街道党工委", longest=200),
        Field(
            "duration",
            Kind.DURATION,
            "时长",
            "“分:秒”或“时:分:秒”，加英文引号；或者只写秒数。",
            '"12:30"',
            low=1,
            high=359999,
        ),
        Field("date", Kind.DATE, "日期", "哪天录的或发布的。加英文引号。", '"2026-07-01"'),
        Field("topic", Kind.LINE, "主题", "属于哪个主题。", "党的历史", longest=200),
        Field("series", Kind.LINE, "系列", "属于哪套课。", "新党员第一课", longest=200),
        Field("order", Kind.WHOLE, "第几讲", "在这套课里排第几。", "1", low=0, high=100000),
        Field(
            "subtitle",
            Kind.MEDIA,
            "字幕",
            "字幕文件，media 文件夹里的路径，.srt 或 .vtt，UTF-8 或 GBK 都可以。",
            "subtitles/rudang-shici.srt",
            suffixes=(".srt", ".vtt"),
            shown=False,
        ),
        _COVER,
        Field("hours", Kind.NUMBER, "学时", "看完算几个学时。", "0.5", low=0, high=1000),
        Field("required", Kind.FLAG, "必修", "true 是必修，false 是选修。", "true"),
        Field("source", Kind.LINE, "来源", "课程从哪里来。", "共产党员网", longest=120),
        Field("reviewer", Kind.LINE, "审核人", "谁看过、同意放的。", "李主任", longest=200),
        Field("valid_until", Kind.DATE, "有效期", "过了这一天就该换了。加英文引号。", '"2027-12-31"'),
        _SUMMARY,
    ),
    note="写了 file 或 url 的是课程；除 id、title 和它以外都可以不写。",
)

_KIND_WORDS = {
    "article": "文章",
    "guide": "办事指南",
    "notice": "通知公告",
    "job": "招聘",
    "activity": "活动",
    "accounts": "公开账目",
    "policy": "政策文件",
    "group": "文艺团队",
    "offer": "便民服务",
}

ARTICLE = Shape(
    "article",
    "这篇文章",
    (
        _ITEM_ID,
        _ITEM_TITLE,
        Field(
            "article",
            Kind.MEDIA,
            "文章文件",
            "Markdown 文件，media 文件夹里的路径。article 和 text 只写一个。",
            "articles/zhengwu-gongkai.md",
            suffixes=(".md", ".markdown"),
            shown=False,
        ),
        Field(
            "text",
            Kind.MARKDOWN,
            "正文",
            "直接写在这里的正文（Markdown）。article 和 text 只写一个。",
            "|",
            longest=200_000,
        ),
        Field("issuer", Kind.LINE, "发布单位", "谁发布的。", "幸福里社区居委会", longest=120),
        Field("date", Kind.DATE, "日期", "哪天发布的。加英文引号。", '"2026-07-01"'),
        Field(
            "kind",
            Kind.CHOICE,
            "种类",
            "文章的种类。不写就是普通文章。",
            "notice",
            choices=tuple((kind, _KIND_WORDS[kind]) for kind in ARTICLE_KINDS),
            shown=False,
        ),
        Field("doc_no", Kind.LINE, "发文字号", "公文的文号。", "和街发〔2026〕3号", longest=80),
        Field("index_no", Kind.LINE, "索引号", "政务公开的索引号。加英文引号。", '"000014349/2026-00001"', longest=80),
        Field("effective", Kind.DATE, "生效日期", "从哪天起生效。加英文引号。", '"2026-08-01"'),
        Field("expires", Kind.DATE, "失效日期", "到哪天为止。加英文引号。", '"2028-07-31"'),
        _SUMMARY,
        _COVER,
    ),
    note="写了 article 或 text 的是文章。这里写的，比文章文件开头写的优先。",
)

ITEM_SOURCES = ("file", "url", "article", "text")
"""An item has exactly one of these; the first two make a lesson, the others an article."""

NEVER_EMPTY = frozenset({*ITEM_SOURCES, "feed"})
"""Keys that need not stand there, but where they do, with something behind them."""

ITEM = Shape("item", "这一条", ())
"""Stands for LESSON or ARTICLE where the table speaks of a list of items."""

COLUMN = Shape(
    "column",
    "这个栏目",
    (
        Field("title", Kind.LINE, "栏目名", "版块页左边的名字。", "新党员第一课", required=True, longest=120),
        Field("id", Kind.ID, "编号", "可以不写。" + _ID_HELP, "xin-dangyuan", longest=80, shown=False),
        Field("items", Kind.LIST, "内容", "课程或文章，一条一条写。items 和 feed 只写一个。", of=ITEM),
        Field(
            "feed",
            Kind.FEED,
            "消息源",
            "从服务器取文章：feeds.base 下面的路径，或者完整网址。items 和 feed 只写一个。",
            "zwgk/feed.json",
            shown=False,
        ),
        Field("unit", Kind.LINE, "量词", "数数时用的字。不写时，全是课程用“课”，有文章用“条”。", "课", longest=4),
    ),
)

SECTION = Shape(
    "section",
    "这个版块",
    (
        Field("id", Kind.ID, "编号", _ID_HELP, "dangke", required=True, longest=80, shown=False),
        Field("title", Kind.LINE, "版块名", "主页上的名字，最好四个字。", "支部党课", required=True, longest=60),
        Field("intro", Kind.LINE, "一句介绍", "这个版块有什么。", "听书记讲，跟着支部学。", longest=120),
        Field(
            "empty",
            Kind.LINE,
            "没有内容时",
            "一条内容都没有时，屏幕上说的话。",
            "新课正在准备，过几天再来看看。",
            longest=120,
        ),
        Field("columns", Kind.LIST, "栏目", "版块里的栏目，可以先空着：columns: []", of=COLUMN, required=True),
    ),
)

TOP = Shape(
    "top",
    "整个文件",
    (
        Field("version", Kind.WHOLE, "版本", "固定写 1。", "1", required=True, low=1, high=1),
        Field(
            "station", Kind.STATION, "站名", "主页左上角的名字，一句话或一组键。", of=STATION, required=True, longest=40
        ),
        Field("feeds", Kind.MAPPING, "消息源设置", "文章从哪里来、多久看一次。", of=FEEDS),
        Field("today", Kind.LIST, "今日课程", "主页上推荐的课，按日期或星期安排。", of=TODAY),
        Field("notices", Kind.LIST, "通知", "主页下面那一行通知。", of=NOTICE),
        Field(
            "sections",
            Kind.LIST,
            "十个版块",
            "正好十个，依次对应遥控器的 1 到 9 和 0。",
            of=SECTION,
            required=True,
        ),
    ),
)

SHAPES = (TOP, STATION, FEEDS, TODAY, NOTICE, SECTION, COLUMN, LESSON, ARTICLE)

ALL_KEYS = frozenset(field.key for shape in SHAPES for field in shape.fields)

DATE_PATTERN = r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
CLOCK_PATTERN = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"
DURATION_PATTERN = r"^([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$"
ID_PATTERN = r"^\S+$"
MEDIA_PATTERN = r"^(?![/~])(?![A-Za-z]:)(?!.*://)(?!(.*/)?\.\.(/|$))[^\\\x00-\x1f]*[^/\\\x00-\x1f]$"
ADDRESS_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/]([^\s\\])*$"
FEED_PATTERN = (
    r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s\\/][^\s\\]*|(?![A-Za-z][A-Za-z0-9+.-]*:)(?!.*://)(?!(.*/)?\.\.(/|$))[^\s\\]+)$"
)
LINE_PATTERN = r"^\s*\S([^\n\r]*\S)?\s*$"
NOT_A_LESSON = (".md", ".markdown", ".txt", ".doc", ".docx", ".pdf", ".ppt", ".pptx", ".wps")
"""Endings that `file` is often given by mistake."""
