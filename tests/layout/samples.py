"""Sample views of every screen, as the screen design draws them: for tests of layouts, and to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.geometry import (
    article_room,
    article_rows,
    article_title,
    home_columns,
    home_rows,
    lesson_grid,
    lesson_title,
    panel_list_width,
)
from tvapp.core.model import TextSize, ThemeName
from tvapp.core.typeset import PanelEntry, paginate, panel
from tvapp.core.views import (
    Answer,
    ArticleRow,
    Button,
    ClockView,
    DialogView,
    DigitPlate,
    EmptyView,
    GuideView,
    Header,
    HeroCard,
    Hint,
    HomeView,
    LessonCard,
    MessageView,
    NextView,
    PageView,
    PlayerView,
    RailTab,
    ReaderView,
    SectionCard,
    SectionView,
    Shown,
    Strip,
    Ticker,
    Toast,
    ZapView,
)

CLOCK = ClockView("下午", "2:36", "9月24日 星期四", "农历八月十四·明天中秋", "八月十四")
LATE = ClockView("上午", "10:08", "12月30日 星期四", "农历十二月廿九·明天除夕", "十二月廿九")
WRONG = ClockView("", "", "时间没对准", "", "", True)
COVERS = ("mountdawn", "tea", "bridge", "lotus", "rice", "bamboo")
SECTIONS = ("基层党建", "支部党课", "党员教育", "党员风采", "政务公开", "办事指南", "道德讲堂", "招聘信息", "民生服务", "文化科普")
DIGITS = "1234567890"
FORTY = "关于进一步做好全区老年人助餐服务点布局优化和补贴发放工作有关事项的通知（试行）修订稿全文公布"
TWO_HUNDRED = (FORTY * 5)[:200]


def cover(name: str) -> str:
    return f"media:covers/{name}.jpg"


# ---------------------------------------------------------------- home


def home(size: TextSize, focus: str = "card:2", **changes: object) -> HomeView:
    columns = home_columns(size)
    cards = tuple(
        SectionCard(f"card:{digit}", digit, title, digit in "258")
        for digit, title in zip(DIGITS, SECTIONS, strict=True)
    )
    view = HomeView(
        station="示范街道",
        community="和乐社区",
        clock=CLOCK,
        top_hint=Hint(("▲",), "字号"),
        hero=HeroCard(
            "hero", "接着看·支部党课 03", "水乡里的支部课堂", "看到 12 分钟，还剩 6 分钟", 0.66, cover("bridge")
        ),
        today=HeroCard("today", "今日课程·下午 3:00", "中秋里的家风", "二楼活动室见"),
        cards=cards,
        columns=columns,
        first_row=0,
        rows=home_rows(size),
        ticker=Ticker(
            "通知", "明天中秋节，便民服务中心照常办事，上午 8:30 开门", "明天中秋节，便民服务中心照常办事，上午 8:30 开门。",
            1, 4, "示范街道办事处·今天上午 9:10",
        ),
        focus=focus,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def home_open(size: TextSize, whole: str = "") -> HomeView:
    view = home(size, "ticker")
    assert view.ticker is not None
    return replace(view, ticker=replace(view.ticker, open=True, whole=whole or view.ticker.whole))


def home_first(size: TextSize) -> HomeView:
    """Nothing was ever begun, the clock is wrong, no notices."""
    view = home(size, "today")
    assert view.today is not None
    return replace(
        view, hero=None, today=replace(view.today, cover=cover("lotus")), ticker=None, clock=WRONG, community=""
    )


def home_long(size: TextSize, title: str = TWO_HUNDRED) -> HomeView:
    view = home(size, "hero", station=title[:60], community=title[:80], clock=LATE, countdown="8 秒后放今日课程，按任意键不放")
    assert view.hero and view.today and view.ticker
    return replace(
        view,
        hero=replace(view.hero, title=title, kicker=f"接着看·{title[:20]} 03"),
        today=replace(view.today, title=title, line=title, kicker=f"今日课程·{title[:12]}"),
        cards=tuple(replace(card, title=title[:k + 3], new=True) for k, card in enumerate(view.cards)),
        ticker=replace(view.ticker, text=title, whole=title, index=1234567890, count=1234567890, issuer=title),
    )


# ---------------------------------------------------------------- section


def header(digit: str = "2", title: str = "支部党课", sub: str = "共 17 课·第 1 页 / 共 3 页", chip: str = "") -> Header:
    return Header(digit, title, sub, CLOCK, chip)


def tabs(titles: tuple[tuple[str, str], ...], chosen: int = 0) -> tuple[RailTab, ...]:
    return tuple(RailTab(f"rail:{k}", title, count, k == chosen) for k, (title, count) in enumerate(titles))


RAIL = tabs((("全部", "17 课"), ("必修课", "6 课"), ("选修课", "7 课"), ("微党课", "4 课"), ("我的收藏", "2 课")))
LIST_HINTS = (Hint(("方向键",), "挑课"), Hint(("确定",), "接着看"), Hint(("返回",), "回首页"))


PLAY_DOOR = Button("door:play", "一直放", "play")


def lessons(size: TextSize, focus: str = "item:03", titles: tuple[str, ...] = (), **changes: object) -> SectionView:
    columns, rows = lesson_grid(size)
    named = titles or ("读懂入党誓词", "老书记的三本账", "水乡里的支部课堂", "一件小事看作风", "田埂上的党小组", "清风进我家")
    state: tuple[tuple[str, str, float | None], ...] = (
        ("done", "已看完", 1.0), ("done", "已看完", 1.0), ("part", "看到 12 分", 0.66), ("", "", None),
        ("new", "新", None), ("missing", "这课还没下载", None),
    )  # fmt: skip
    cards = tuple(
        LessonCard(
            f"item:{k + 1:02}", f"{k + 1:02}", named[k % len(named)],
            ("22 分钟", "16 分钟", "18 分钟", "20 分钟", "", "1 小时 25 分")[k % 6],
            state[k % 6][0], state[k % 6][1], state[k % 6][2], cover(COVERS[k % 6]),  # type: ignore[arg-type]
        )
        for k in range(6)
    )
    first = 2 if columns * rows < 6 else 0
    cells = cards[first : first + columns * rows]
    focused = next((card for card in cells if card.id == focus), None)
    whole = focused.title if focused and lesson_title(focused.title, size)[1] else ""
    view = SectionView(
        header(), RAIL, False, cells, "cards", columns, columns * rows, 1, 3, None, None, False, focus, whole,
        LIST_HINTS, "按两位编号也行，如 03",
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


STRIP = Strip("wifi-slash", "网络断了", "先看存好的，内容更新于 9月23日 下午 6:20", "代码 N3")


def articles(
    size: TextSize, focus: str = "item:01", titles: tuple[str, ...] = (), strip: bool = True, **changes: object
) -> SectionView:
    count = article_rows(size, strip)
    named = titles or (
        "中秋、国庆窗口办公安排", "和乐社区停水检修的通知", "第二季度三务账本", "楼道加装扶手名单公示", "老年助餐点菜单"
    )
    rows = tuple(
        ArticleRow(
            f"item:{k + 1:02}", f"{k + 1:02}", named[k % len(named)],
            ("9月23日·示范街道办事处", "9月22日·和乐社区居委会", "9月1日·和乐社区居委会", "8月26日·示范街道办事处", "")[k % 5],
            k < 2, ("", "", "", "还有 3 天截止", "已失效")[k % 5],
        )
        for k in range(count)
    )  # fmt: skip
    focused = next((row for row in rows if row.id == focus), None)
    whole = focused.title if focused and article_title(focused.title, size, article_room(size, focused.new, focused.chip))[2] else ""
    view = SectionView(
        header("5", "政务公开", "共 28 条·第 1 页 / 共 7 页"),
        tabs((("全部", "28 条"), ("街道公告", "9 条"), ("社区事务", "11 条"), ("三务账本", "4 本"), ("政策解读", "4 条"))),
        False, rows, "rows", 1, count, 1, 7, STRIP if strip else None, None, False, focus, whole,
        (Hint(("▲", "▼"), "一条一条看"), Hint(("确定",), "打开"), Hint(("返回",), "回首页")), "网络好了会自己更新",
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def many_tabs(size: TextSize) -> SectionView:
    names = (
        *((f"第{'一二三四五六七八九'[k]}党支部", f"{k * 7} 课") for k in range(8)),
        ("机关事业单位退休干部党支部", "1234567890 课"),
    )
    return lessons(size, "rail:6", rail=tabs(names, 3))


def rail_open(size: TextSize) -> SectionView:
    return lessons(size, "rail:1", rail_open=True)


def loading(size: TextSize) -> SectionView:
    return lessons(size, "rail:0", cells=(), loading=True, header=header(sub="正在打开，请稍等"), hint_right="通常 2 秒就好")


def empty(
    size: TextSize, title: str = "眼下没有新岗位", line: str = "一有新的，首页会亮“新”字。"
) -> SectionView:
    return SectionView(
        header("8", "招聘信息", "内容更新于 9月24日 上午 8:00"),
        tabs((("全部", "0 条"), ("街道招人", "0 条"), ("附近企业", "0 条"), ("适合老人", "0 条"), ("手艺互助", "6 位")), 3),
        False, (), "rows", 1, 5, 1, 1, None,
        EmptyView(title, line, Button("door", "看看手艺互助", "users")), False, "door", "",
        (Hint(("确定",), "去看看"), Hint(("▲", "▼"), "换一栏"), Hint(("返回",), "回首页")), "",
    )  # fmt: skip


# ---------------------------------------------------------------- reader and guide

BODY = (
    Paragraph("每天下午，和乐社区的老年活动室最热闹。退休的老同志泡上一壶茶，说街道，聊社区。"),
    Paragraph("老张懂得最多。有人问他从哪儿听来的，他笑着说：“回家好好看看电视吧！”"),
    Paragraph("他说的电视，就是街道新开的“客厅党建”。坐在自家沙发上，按一个数字，就能看党课、查政务、问办事。"),
    Heading("怎么开始", 2),
    ListBlock(
        ("打开电视，等一等，首页就来了。", "按 2，进支部党课，挑一课，按“确定”。", "看到一半要去做饭？按“返回”就好，下回接着看。"), True
    ),
    Quote("党课不在高处，就在大家的茶桌旁。"),
    ListBlock(("每天上午 8:30 开门", "电话 0512-0000 1234")),
    Table((("项目", "这一季（元）", "上一季（元）"), ("便民服务", "64,800", "60,200"), ("养老助餐", "52,300", "47,900"),
           ("合计", "117,100", "108,100"))),
    Image("media:covers/lotus.jpg", "荷塘边的党员活动室"),
    Paragraph("欢迎大家来坐坐。"),
)  # fmt: skip
LONG_BODY = tuple(Paragraph("他说的电视，就是街道新开的“客厅党建”，从2026年9月20日起每天上午 8:30 开播。" * 12) for _ in range(9))
TOOLS = (Button("tool:size", "字号 大", "text-aa", "字号"), Button("tool:back", "回列表", "check", "返回"))


def reader(size: TextSize, page: int = 0, title: str = "坐在客厅里上党课", focus: str = "tool:size") -> ReaderView:
    sheets = paginate(BODY, size)
    page = min(page, len(sheets) - 1)
    return ReaderView(
        title, "基层党建 04·示范街道·9月20日", CLOCK, sheets[page], "", page + 1, len(sheets), "上一页", "下一页", TOOLS, focus
    )


def reader_waiting(size: TextSize) -> ReaderView:
    return replace(reader(size), sheet=None, saying="正在打开，请稍等……", pages=1)


GUIDE_PANELS: tuple[tuple[PanelEntry, ...], ...] = (
    (
        PanelEntry("map-pin", "去哪儿", (("value", "示范街道便民服务中心"), ("small", "一楼 3 号窗口，8 路车“示范街道”站下"))),
        PanelEntry("clock", "几点", (("value", "上午 8:30 到 11:30"), ("value", "下午 1:30 到 5:00"), ("small", "周一到周五，中午休息"))),
        PanelEntry("phone", "找谁", (("phone", "0512-0000 1234"),)),
    ),
    (
        PanelEntry("", "", (("value", "身份证"), ("small", "原件，看一眼就还您")), True),
        PanelEntry("", "", (("value", "户口本"), ("small", "原件，首页和本人页")), True),
        PanelEntry("", "", (("value", "一寸照片 1 张"), ("small", "没带也行，窗口现拍")), True),
    ),
    tuple(
        PanelEntry(numeral, "", (("value", text),))
        for numeral, text in zip(
            "一二三四",
            ("带齐东西，到一楼取号", "叫到号，到 3 号窗口交材料", "窗口当场审核、拍照、录入", "大约十分钟，优待证拿到手"),
            strict=True,
        )
    ),
)
ANSWERS = (
    Answer("answer:0", "一", "去哪儿几点找谁", "一楼 3 号窗口"),
    Answer("answer:1", "二", "带什么", "3 样东西"),
    Answer("answer:2", "三", "怎么办", "跑 1 趟就好"),
    Answer("answer:3", "四", "多久多少钱", "当场办好 不收钱"),
    Answer("answer:4", "五", "依据与投诉", "有意见打 12345"),
)


CODE = "办老年人优待证\n带上：身份证、户口本、一寸照片 1 张\n电话：0512-0000 1234" + "，没带也行，窗口现拍" * 4


def guide_code(size: TextSize) -> GuideView:
    """带什么 with the small code beside it, where there is room for both."""
    width = panel_list_width(size)
    if not width:
        return guide(size, 1)
    sheets = panel(GUIDE_PANELS[1], size, width)
    return replace(
        guide(size, 1), sheet=sheets[0], panel_pages=1, code=CODE, code_title="清单带走", code_line="按 ▶ 放大再照"
    )


def guide(size: TextSize, which: int = 0, page: int = 0, title: str = "办老年人优待证", chip: str = "") -> GuideView:
    sheets = panel(GUIDE_PANELS[which], size)
    page = min(page, len(sheets) - 1)
    return GuideView(
        Header("6", title, "9月18日核实", CLOCK, chip), ANSWERS, sheets[page], page + 1, len(sheets), f"answer:{which}",
        (Hint(("▲", "▼"), "换一张"), Hint(("确定",), "下一页"), Hint(("返回",), "回办事指南")),
    )  # fmt: skip


# ---------------------------------------------------------------- player, next

PLAYER_BUTTONS = (
    Button("button:back10", "退 10 秒", "rewind", "退"),
    Button("button:pause", "接着播", "play", "播"),
    Button("button:fwd10", "进 10 秒", "fast-forward", "进"),
    Button("button:subtitles", "字幕 开", "closed-captioning", "字幕"),
    Button("button:next", "下一课", "skip-forward", "下课"),
)


ALL_BUTTONS = (
    *PLAYER_BUTTONS[:3], Button("button:speed", "速度 正常", "gauge", "速度"), *PLAYER_BUTTONS[3:],
)  # fmt: skip
SECOND_ROW = (
    Button("button:favourite", "已收藏", "star", chosen=True),
    Button("button:restart", "从头看", "arrow-clockwise", "从头"),
    Button("button:track", "配音 1/2", "music-note", "配音"),
)


def player(size: TextSize, osd: str = "buttons", **changes: object) -> PlayerView:
    view = PlayerView(
        "03", "水乡里的支部课堂", "支部党课", CLOCK, osd, "12:04", "18:20", "还剩 6 分钟", 0.66,  # type: ignore[arg-type]
        PLAYER_BUTTONS, "button:pause" if osd == "buttons" else "", ("课堂不在高处，就在大家的茶桌旁。",), None, "",
        False, cover("bridge"), False,
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def zap(size: TextSize, title: str = "一件小事看作风") -> PlayerView:
    return player(size, "none", zap=ZapView("▼", "下一课·20 分钟", "04", title, cover("lotus")))


def next_lesson(size: TextSize, lesson: str = "一件小事看作风", **changes: object) -> NextView:
    view = NextView(
        "这一课看完了", "记下 18 分钟", "下一课·支部党课 04", lesson, "20 分钟", cover("lotus"), 12, 15, "秒后自己播放",
        "按方向键就停下",
        (Button("button:now", "现在就看", "play", "现在看"), Button("button:again", "再看一遍", "arrow-clockwise", "重看"),
         Button("button:list", "今天不看了", "check", "不看了")),
        "button:now", (Hint(("确定",), "选这个"), Hint(("◀", "▶"), "换一个"), Hint(("返回",), "回支部党课")),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


# ---------------------------------------------------------------- messages, dialogs


def message(size: TextSize, **changes: object) -> MessageView:
    view = MessageView(
        "wifi-slash", "网络断了", ("不要紧，正在播放电视里存好的内容。", "网络好了会自己接上，您什么也不用按。"), "N3",
        ("等了半天还没好，把代码念给社区听：", "0512-0000 1234"),
        (Button("button:ok", "知道了，接着看", "check", "知道了"), Button("button:retry", "再试一次", "arrow-clockwise", "再试")),
        "button:ok", CLOCK,
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


LEAVE = DialogView(
    "leave", "要关掉吗？", "关掉后，想再看，按遥控器的电源键。",
    (Button("button:stay", "不关，接着看", "play", "不关"), Button("button:leave", "关掉", "", "关掉")), "button:stay",
)  # fmt: skip


PHONE = DialogView(
    "phone", "拿手机看", "打开手机相机，对着方块照一照。", (Button("button:done", "看好了，接着读"),), "button:done",
    code=CODE, small="照了就打开原文，手机要能上网。不会照，把手机给家里人。",
)  # fmt: skip


def text_size(size: TextSize, focus: TextSize | None = None) -> DialogView:
    return DialogView(
        "text-size", "字要多大？", "左右换一换，看清楚了按确定。",
        tuple(Button(f"size:{one.value}", one.label, "", one.label, one is size) for one in TextSize),
        f"size:{(focus or size).value}", "泡一壶茶，坐在自家沙发上，就能听一堂党课。",
    )  # fmt: skip


def shown(page: PageView, size: TextSize, theme: ThemeName = ThemeName.INK, **changes: object) -> Shown:
    view = Shown(page, "home", ("home",), "page", size, theme, True, "")
    return replace(view, **changes)  # type: ignore[arg-type]


def all_samples(size: TextSize, theme: ThemeName) -> Iterator[tuple[str, Shown]]:
    """Name and view of every sample at one size and theme."""

    def one(name: str, page: PageView, **changes: object) -> tuple[str, Shown]:
        return name, shown(page, size, theme, **changes)

    yield one("home", home(size))
    yield one("home-hero", home(size, "hero", countdown="8 秒后放今日课程，按任意键不放"))
    yield one("home-today", home(size, "today"))
    yield one("home-first", home_first(size))
    yield one("home-bare", home(size, "card:1", hero=None, today=None))
    yield one("home-open", home_open(size))
    yield one("home-open-long", home_open(size, TWO_HUNDRED))
    yield one("home-long", home_long(size))
    yield one("home-one", replace(home(size, "hero"), today=None))
    yield one("lessons", lessons(size))
    yield one("lessons-rail", lessons(size, "rail:1"))
    yield one("lessons-play", lessons(size, "door:play", door=PLAY_DOOR))
    yield one("lessons-play-rail", lessons(size, "rail:1", door=PLAY_DOOR))
    yield one("lessons-play-many", replace(many_tabs(size), door=PLAY_DOOR))
    yield one("lessons-long", lessons(size, "item:03", (FORTY, "党课", TWO_HUNDRED, "水乡里的支部课堂新编", "a" * 60, "")))
    yield one("lessons-long-low", lessons(size, "item:06" if size < TextSize.HUGE else "item:04", (TWO_HUNDRED,)))
    yield one("lessons-strip", lessons(size, strip=STRIP))
    yield one("lessons-strip-long", lessons(size, "item:03", (TWO_HUNDRED, FORTY), strip=STRIP))
    yield one("loading-strip", replace(loading(size), strip=STRIP))
    yield one("lessons-tabs", many_tabs(size))
    yield one("lessons-open", rail_open(size))
    yield one("lessons-loading", loading(size))
    yield one("articles", articles(size))
    yield one("articles-online", articles(size, strip=False))
    long_head = header("5", TWO_HUNDRED, TWO_HUNDRED, "已失效")
    yield one("articles-long", articles(size, "item:02", (FORTY, TWO_HUNDRED), header=long_head))
    yield one("articles-empty", empty(size))
    for page in range(12 if size is TextSize.HUGE else 6):
        view = reader(size, page)
        if view.page == page + 1:
            yield one(f"reader-{page + 1}", view)
    yield one("reader-long", reader(size, 0, TWO_HUNDRED))
    yield one("reader-waiting", reader_waiting(size))
    for which in range(3):
        for page in range(4):
            guide_view = guide(size, which, page, chip="请先打电话问一问" if which == 2 else "")
            if guide_view.panel_page == page + 1:
                yield one(f"guide-{which + 1}-{page + 1}", guide_view)
    yield one("player", player(size))
    yield one("player-bar", player(size, "bar"))
    yield one("player-second-row", player(size, focus="button:restart", more=SECOND_ROW))
    yield one("player-all-buttons", player(size, buttons=ALL_BUTTONS, more=SECOND_ROW, total="10:18:20"))
    long_line = "第一句话说得很长很长，长到一行里面怎么也放不下去了，只好换行。" * 2
    yield one("player-plain", player(size, "none", subtitle=(long_line, "第二句")))
    yield one("player-zap", zap(size))
    yield one("player-zap-long", zap(size, TWO_HUNDRED))
    yield one("player-saying", player(size, "none", saying="正在打开，请等等", subtitle=()))
    yield one("player-sound", player(size, "none", sound_only=True))
    yield one("player-long", player(size, "buttons", title=TWO_HUNDRED, number="123", elapsed="1:02:04", total="10:18:20",
                                    left_words="还剩 9 小时 16 分钟", share=0.1))  # fmt: skip
    yield one("next", next_lesson(size))
    yield one("next-still", next_lesson(size, seconds=None, say="不着急，您慢慢选", say_small=""))
    yield one("next-long", next_lesson(size, TWO_HUNDRED))
    yield one("next-last", next_lesson(size, "", kicker="", length="", seconds=None, say="这一栏的课都看完了",
                                       say_small="想再看，回列表里挑。", buttons=next_lesson(size).buttons[1:],
                                       focus="button:list"))  # fmt: skip
    yield one("message", message(size))
    yield one("message-bare", message(size, code="", call=(), lines=("正在准备，请等一等。",), buttons=(), focus=""))
    yield one("message-long", message(size, title=FORTY, lines=(FORTY, TWO_HUNDRED), call=(FORTY, "0512-0000 1234")))
    yield one("leave", home(size), dialog=LEAVE, screen="dialog")
    yield one("phone", reader(size), dialog=PHONE, screen="dialog")
    yield one("guide-code", guide_code(size))
    yield one("text-size", home(size), dialog=text_size(size), screen="dialog")
    yield one("text-size-huge", home(size), dialog=text_size(size, TextSize.HUGE), screen="dialog")
    yield one("plate", home(size), plate=DigitPlate("6", "办事指南", 0.62))
    yield one("plate-two", lessons(size), plate=DigitPlate("03", TWO_HUNDRED, None))
    yield one("toast", player(size, "none"), toast=Toast("音量 70", "speaker-high", 0.7))
    yield one("toast-buttons", player(size), toast=Toast("接着上次看，从 0:14 起", "play"))
    yield one("toast-lines", player(size, subtitle=(long_line,)), toast=Toast("接着上次看，从 0:14 起", "play"))
    yield one("empty-long", empty(size, "这里现在空着。动画乐园暑假再开，每周二上午，带上小板凳来。", FORTY))
    yield one("empty-plain", replace(empty(size, "空着", ""), empty=EmptyView("还没有内容", "", None), focus="rail:3"))
    yield one("toast-long", lessons(size), toast=Toast("没有 47 号，这里一共 17 课"))
