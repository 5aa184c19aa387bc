"""Every sentence a viewer can meet, in one place, so that it can be read through as a kind neighbour would say it."""

from __future__ import annotations

from datetime import date

from tvapp.core.calendar import day_words
from tvapp.core.keys import WORDS as KEY_WORDS
from tvapp.core.keys import Key
from tvapp.core.model import Fault

# ---------------------------------------------------------------- labels

STATION = "客厅党建"
SEAL = ("客厅", "党建")

OK_KEY = KEY_WORDS[Key.OK]
BACK_KEY = KEY_WORDS[Key.BACK]
HOME_KEY = KEY_WORDS[Key.HOME]
YELLOW_KEY = KEY_WORDS[Key.YELLOW]
ARROW_KEYS = "方向键"
DIGIT_KEYS = "数字键"
KEY_ENDING = "键"
ARROWS_SAID = {"▲": "上", "▼": "下", "◀": "左", "▶": "右"}

UNIT_LESSON = "课"
UNIT_ITEM = "条"
UNIT_MIXED = "个"
MORE_BELOW = "▼ 下面还有"
MORE_ABOVE = "▲ 上面还有"
ANY_KEY = "按任意键"

ALL = "全部"
NEW = "新"
DONE = "已看完"
MISSING = "这课还没下载"
CONTINUE = "接着看"
TODAY = "今日课程"
NOTICE = "通知"
REMINDER = "提醒"
TEXT_SIZE = "字号"
OPENING = "正在打开，请稍等"

KEEP = "收藏"
KEPT = "已收藏"
KEEP_NOT = "不收藏"
JUST_PLAY = "一直放"
JUST_PLAY_HINT = "从上次那儿放起"
CLOCK_WRONG = "时间没对准"


def seen_to(at: str) -> str:
    return f"看到 {at}"


def seen_and_left(seen: str, left: str) -> str:
    return f"看到 {seen}，还剩 {left}"


def left(length: str) -> str:
    return f"还剩 {length}"


def count(number: int, unit: str) -> str:
    return f"{number} {unit}"


def page_of(number: int, unit: str, page: int, pages: int) -> str:
    total = f"共 {number} {unit}"
    return f"{total}·第 {page} 页 / 共 {pages} 页" if pages > 1 else total


def pages_at(page: int, pages: int) -> str:
    return f"{page} / {pages} 页"


def titled(title: str, more: str) -> str:
    """A name with what is known of it; the name alone where nothing is."""
    return f"{title}：{more}" if more else title


def together(names: tuple[str, ...]) -> str:
    return "、".join(names)


def book_title(title: str) -> str:
    return f"《{title}》" if title else ""


def updated(moment: str) -> str:
    return f"内容更新于 {moment}"


def no_such_number(typed: str, total: int, unit: str) -> str:
    return f"没有 {typed} 号，这里一共 {total} {unit}"


def size_now(label: str) -> str:
    return f"{TEXT_SIZE} {label}"


# ---------------------------------------------------------------- the first-run pages

WELCOME_TITLE = "请按 确定 键"
WELCOME_LINES = ("就是遥控器中间那个键。", "按别的键也不要紧，按不坏。")
WELCOME_START = "直接开始看"
WELCOME_OK = "开始"
WELCOME_SIZE_TITLE = "字看得清吗？"
WELCOME_SIZE_TEXT = "换一换，看清楚了按确定。"
WELCOME_VOICE = "要念给您听吗？"
WELCOME_VOICE_ON = "念给我听"
WELCOME_VOICE_OFF = "不用念"
WELCOME_SAMPLES = ("泡壶茶", "听党课")
WELCOME_SIZE_HINT = "换字号"
WELCOME_VOICE_HINT = "念不念"
WELCOME_GO = "好了，开始看"
WELCOME_NEXT = "就这么大"
WELCOME_BACK = "回上一页"

# ---------------------------------------------------------------- home

TICKER_STOP = "停下看"
TICKER_STOP_KEY = "▼ 停下看"
TICKER_UP = "回上面"
TICKER_TURN = "换一条"
PLATE_WAITS = "按确定打开"


def plays_in(seconds: int) -> str:
    return f"{seconds} 秒后放{TODAY}，{ANY_KEY}不放"


def notice_at(number: int, total: int) -> str:
    return f"第 {number} 条，共 {total} 条"


# ---------------------------------------------------------------- the tool row of home

TOOLS_HINT = "找课、设置"
TOOLS_HINT_PLAIN = "字号、设置"
SECTIONS = "栏目"
TOOL_SETTINGS_SUB = "声音和颜色"
SETTINGS = "设置"


def size_is(label: str) -> str:
    return f"现在是 {label}"


# ---------------------------------------------------------------- a section

CHANGE_COLUMN = "换栏目"
HINT_COLUMN = "换一栏"
HINT_THIS_COLUMN = "就看这一栏"
HINT_FOLD = "收起来"
HINT_GO_IN = "进去看"
HINT_GO = "去看看"
HINT_OPEN = "打开"
HINT_NETWORK = "网络好了会自己更新"
HINT_LESSONS = "挑课"
HINT_WATCH = "开始看"
HINT_LINES = "一条一条看"


def two_digits(example: int) -> str:
    return f"按两位编号也行，如 {example:02d}"


def back_to(title: str) -> str:
    return f"回{title}"


# ---------------------------------------------------------------- empty places

EMPTY_TITLE = "这里暂时还没有内容"
EMPTY_LINE = "一有新的，首页会亮“新”字。"
EMPTY_OFFLINE_TITLE = "还没来得及存下内容"
EMPTY_OFFLINE_LINE = "等网络通了，会自己取来，您什么也不用按。"
TITLE_ONLY = "这一篇只有标题，没有别的内容。"
ARTICLE_GONE = "这一篇打不开了，请按返回，看看别的。"
LESSON_GONE = "这一课已经撤下了，请看看别的"

DOOR_HOME = "回首页"


def door_to(title: str) -> str:
    return f"看看{title}"


# ---------------------------------------------------------------- an article

PAGE = "页"
PAGE_UP = "上一页"
PAGE_DOWN = "下一页"

# ---------------------------------------------------------------- guide

GUIDE_TITLES = ("去哪儿几点找谁", "带什么", "怎么办", "多久多少钱", "依据与投诉")
GUIDE_NUMERALS = ("一", "二", "三", "四", "五")
NUMERALS = "一二三四五六七八九十"
WHERE = "去哪儿"
WHEN = "几点"
WHOM = "找谁"
VISITS = "要跑几趟"
HOW_LONG = "多久"
HOW_MUCH = "多少钱"
BASIS = "依据"
COMPLAINTS = "有意见找谁"
OFFICIAL_NAMES = "规范名称"
GUIDE_DOWN = "往下看"
GUIDE_NEXT = "换一张"
NO_LIMIT = ("无", "没有", "不限")
ASK_FIRST = "请先打电话问一问"
LAPSED = "已失效"
CLOSES_TODAY = "今天截止"


def not_filled(phone: str) -> str:
    return f"这一项社区还没填，请打 {phone}" if phone else "这一项社区还没填，请问一问社区"


def at_longest(limit: str) -> str:
    return f"最长不超过 {limit}"


def visits(times: int) -> str:
    return "一趟也不用跑" if times == 0 else f"跑 {times} 趟就好"


def things(number: int) -> str:
    return f"{number} 样东西"


def in_steps(number: int) -> str:
    return f"分 {number} 步"


def complain(phone: str) -> str:
    return f"有意见打 {phone}"


def verified(day: str) -> str:
    return f"{day}核实"


def closes_in(days: int) -> str:
    return f"还有 {days} 天截止"


# ---------------------------------------------------------------- the player

SUBTITLES_ON = "字幕 开"
SUBTITLES_OFF = "字幕 关"
PAUSE = "停"
PLAY_SHORT = "播"
BACK_SHORT = "退"
FORWARD_SHORT = "进"
CHANGE_SHORT = "换课"
ONLY_SOUND = "这一课只有声音，请您听"
ZAP_BEFORE = "再按"
ZAP_AFTER = "就换"
RESUME = "接着播"
BACK_10 = "退 10 秒"
FORWARD_10 = "进 10 秒"
NEXT_LESSON = "下一课"
FROM_THE_START = "从头看"
FROM_THE_START_SHORT = "从头"
PREVIOUS_LESSON = "上一课"
SLOW = "网络慢，请等等"
REJOINING = "刚才断了一下，正在接上"
MUTED = "静音了，再按一次就有声音"
NIGHT_CAPPED = "夜里就响到这儿，免得吵邻居"
SPEEDS = {"slow": "慢", "normal": "正常", "fast": "快"}
SPEEDS_SHORT = {"slow": "慢速", "normal": "常速", "fast": "快速"}
SPEED = "速度"
TRACK = "配音"


def volume(level: int) -> str:
    return f"音量 {level // 10}"


def now_follows(title: str) -> str:
    return f"下一课 {title}"


def speed_now(speed: str) -> str:
    return f"{SPEED} {SPEEDS.get(speed, SPEEDS['normal'])}"


def track_now(place: int, count: int) -> str:
    return f"{TRACK} {place + 1}/{count}"


def going_on_at(clock: str) -> str:
    return f"接着上次看，从 {clock} 起"


# ---------------------------------------------------------------- the end of a lesson

NEXT_TITLE_DONE = "这一课看完了"
NEXT_TITLE_ENDED = "这一课放完了"
NEXT_SECONDS = "秒后自己播放"
NEXT_STOP = "按方向键就停下"
NEXT_CALM = "不着急，您慢慢选"
NEXT_CALM_SMALL = "按确定就播放"
NEXT_LAST = "这一栏看到头了"
NEXT_LAST_SMALL = "歇一歇，喝口茶"
NEXT_NOW = "现在就看"
NEXT_AGAIN = "再看一遍"
NEXT_LEAVE = "今天不看了"
TO_LIST = "回列表"
OTHER_LESSON = "换一课"
TRY_AGAIN = "再试一次"

NEXT_CHOOSE = "选这个"
NEXT_OTHER = "换一个"


def noted(length: str) -> str:
    return f"记下 {length}"


# ---------------------------------------------------------------- 手机看

PHONE = "手机看"
PHONE_SHORT = "手机"
PHONE_TITLE = "拿手机看"
PHONE_TEXT = "打开手机相机，对着方块照一照。"
PHONE_FACTS = "没网也能照。不会照，把手机给家里人。"
PHONE_ADDRESS = "照了就打开原文，手机要能上网。不会照，把手机给家里人。"
PHONE_DONE_READING = "看好了，接着读"
PHONE_DONE = "看好了，接着看"
PHONE_LIST = "清单带走"
PHONE_LARGER = "按 ▶ 放大再照"
PHONE_HINT = "手机带走"
FACT_BRING = "带上"
FACT_PHONE = "电话"
FACT_ADDRESS = "地址"
FACT_COST = "多久多少钱"


def day_in_full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def fact(label: str, value: str) -> str:
    return f"{label}：{value}" if value else ""


# ---------------------------------------------------------------- reading aloud

SPEECH = "朗读"
SPEECH_NAMES = {"all": "全读", "focus": "只读焦点", "off": "不读"}
SPEECH_SAID = {
    "all": "全读：停在哪儿，就念哪儿",
    "focus": "只读焦点：只念选中的字",
    "off": "不读了，要念再按红键",
}
READ_TOOL = "念给我听"
READ_STOP = "停一停"
READ_SHORT = "念"
READ_STOP_SHORT = "停"
RATE_NAMES = {"slow": "慢", "mid": "中", "fast": "快"}
RATES_SHORT = {"slow": "慢速", "mid": "中速", "fast": "快速"}
READING_NOW = "正在朗读"
READ_TO_END = "念完了"
READ_AGAIN_AT = "上一句"
READ_ON_AT = "下一句"
NOTHING_TO_READ = "这里没有可以念的字"
VOICE_BROKE = "声音念不出来，请再按一次"
NO_VOICE = "这台电视还不会念"
NO_VOICE_PARTS = "没有装念字的程序"
SAY_TWICE = "再念一遍"
HAS_NEW_LESSONS = "有新课"
HAS_NEW = "有新内容"
PRESS_READS = "按确定，念给您听"
PAUSED_SAID = "停住了"


def rate_now(name: str) -> str:
    return f"{READ_RATE} {name}"


def no_voice(why: str) -> str:
    return f"{NO_VOICE}：{why}" if why else NO_VOICE


def digit_too(digit: str) -> str:
    return f"按 {digit} 也行"


VOICE_LOST = "念字的程序打不开"
VOICE_SWITCHED_OFF = "念字的声音关掉了"


def voice_not_there(program: str) -> str:
    return f"找不到念字的程序 {program}"


def number_said(number: int, unit: str) -> str:
    return f"第 {number} {unit}"


def pages_said(pages: int) -> str:
    return f"一共 {pages} 页"


def code_said(code: str) -> str:
    return f"{CODE} {code}"


def key_does(keys: str, does: str) -> str:
    return f"{keys}键，{does}"


# ---------------------------------------------------------------- finding: 找一找, 看过的, 我的收藏

SEARCH = "找一找"
SEARCH_SUB = "按拼音字头"
ARTICLE = "文章"
SEARCH_EXAMPLE = ("水乡", "SX", "79")
"""Stands where the catalogue has no two characters to take for an example."""
SEARCH_DELETE = "删一个"
SEARCH_CLEAR = "全清"
SEARCH_LETTERS = "字母"
SEARCH_DIGITS = "数字"
SEARCH_RESULTS = "看结果"
SEARCH_CLEAR_ALL = "全部清掉"
SEARCH_AWAY = "不找了"
SEARCH_NOTHING = "没有找到"
SEARCH_LESS = "少按一个字母试试"
SEARCH_BEGIN = "按拼音的第一个字母"
SEARCH_MOST = "看得最多的"
SEARCH_NEWEST = "今天的课和新来的"
SEARCH_GROUPS = {"section": "栏目", "lesson": "课程", "guide": "办事指南", "article": "文章"}
SEARCH_FIRST = "第一个"
SEARCH_TYPE_ON = "接着打字"
HINT_TYPE = "直接按字母"
HINT_PICK = "挑结果"
HINT_PRESS = "按这个"


def search_example(word: str, letters: str, digits: str = "") -> str:
    """水乡 = S X = 按 7 9; without digits on the board of letters."""
    said = f"{word} = {' '.join(letters)}"
    return f"{said} = 按 {' '.join(digits)}" if digits else said


def search_begin_line(word: str, letters: str, digits: str) -> str:
    return f"想找“{word}”，就按 {' '.join(letters)}；没有字母键，就按它们所在的数字 {' '.join(digits)}。"


def found_count(number: int, more: bool) -> str:
    return f"找到 {number} 多个" if more else f"找到 {number} 个"


def result_at(number: int, count: int, more: bool) -> str:
    return f"第 {number} 个，共 {count} 多个" if more else f"第 {number} 个，共 {count} 个"


def section_number(digit: str) -> str:
    return f"栏目 {digit}"


HISTORY = "看过的"
HISTORY_SUB = "收藏、新内容"
BOARD_TABS = {"going": "接着看", "seen": "看过的", "kept": "我的收藏", "fresh": "新内容", "erase": "全部清掉"}
BOARD_COUNTS = {"going": "课", "seen": "个", "kept": "个", "fresh": "个"}
BOARD_EMPTY = {
    "going": ("没有看了一半的课", "看到一半离开的课，会放在这里等您。"),
    "seen": ("还没有看过什么", "看过的课、读过的文章，会记在这里。"),
    "kept": ("还没有收藏", "看到喜欢的，按一下黄键，就收在这里。"),
    "fresh": ("上次以后没来新的", "带“新”字的，是您还没看过的。再来了新的，会放在这里。"),
}
ERASE_LINE = "看过的、看到哪儿了，都清掉；收藏和“已看完”留着。"
ERASE_NOTHING = "没有什么要清的。"
ERASE_HEAD = "看过的，可以全部清掉"
ERASE_TITLE = "要全部清掉吗？"
ERASE_TEXT = "清掉以后，“看过的”和“接着看”就空了。收藏和“已看完”留着。"
ERASE_NOT = "不清，留着"
ERASE_DO = "全部清掉"
ERASED = "清好了"
TODAY_DAY = "今天"
YESTERDAY = "昨天"
EARLIER = "更早"

FAVOURITES = "我的收藏"
FAVOURITE_MARK = "★收藏"
KEPT_NOW = "收好了"
NOT_KEPT_NOW = "不收藏了"
HINT_DO = "就清这些"
HINT_ONE_BY_ONE = "一个一个看"


def series_place(number: int, total: int) -> str:
    return f"第 {number} 课，共 {total} 课"


def series_at(number: int, total: int, series: str = "") -> str:
    where = f"看到{series_place(number, total)}"
    return f"{series}：{where}" if series else where


def day_near(day: date, today: date) -> str:
    """今天, 昨天, 9月20日."""
    apart = (today - day).days
    return TODAY_DAY if apart == 0 else YESTERDAY if apart == 1 else day_words(day, today)


# ---------------------------------------------------------------- dialogs

LEAVE_TITLE = "要关掉吗？"
LEAVE_TEXT = "关掉后，想再看，按遥控器的电源键。"
LEAVE_STAY = "不关，接着看"
LEAVE_GO = "关掉"

SIZE_TITLE = "字要多大？"
SIZE_TEXT = "按 ◀ ▶ 挑一挑，改了马上就变。"
SIZE_SAMPLE = "泡一壶茶，坐在沙发上，听一堂党课。"

# ---------------------------------------------------------------- settings

SETTINGS_SUB = "改了马上就变，不用保存"
SETTINGS_CHANGE = "改一改"
SETTINGS_ROW = "挑一行"
SETTINGS_DONE = "好了，回去"
SETTINGS_LOOK = "看看效果"
SETTINGS_SAMPLE_TITLE = "支部党课"
SETTINGS_SAMPLE = "泡一壶茶，坐在自家沙发上，就能听一堂党课。"

READ_RATE = "语速"
READ_RATES = ("慢", "中", "快")
COLOURS = "颜色"
THEMES = ("暖墨", "青黛", "高对比")
VOLUME = "音量"
SUBTITLES = "字幕"
MOTION = "动画"
LESSON_SPEED = "看课速度"
CLEAR = "人声清楚些"
LEVEL = "各课一样响"
NIGHT = "夜里小声"
IDLE_PLAY = "没人按就自己放"
NO_METER = "这台电视没装量音量的程序（ffmpeg），这一项先关着。"
ON_OFF = ("开", "关")
KEYS = "按键说明"
KEYS_SUB = "每个键做什么"
EDGES = "画面边缘"
EDGES_ROW_SUB = "字被切掉时用"
REMOTE = "学遥控器"
REMOTE_ROW_SUB = "按键不灵时用"
WELCOME_AGAIN = "开头的说明"
WELCOME_AGAIN_SUB = "再看一遍"

SETTINGS_ABOUT = {
    "row:speech": "按到哪儿念到哪儿。文章也能念给您听。",
    "row:speech-rate": "念得快一点，慢一点，都随您。",
    "row:volume": "看课的时候，按遥控器的音量键也行。",
    "row:subtitles": "人说话的时候，字就出现在画面下边。",
    "row:speed": "课放得慢一点，快一点，声音还是原来的声音。",
    "row:clear": "说话的声音更清楚，轻的响一些，嗡嗡的少一些。",
    "row:level": "有的课响，有的课轻。开着，换一课不用再调音量。",
    "row:night": "晚上九点半到早上六点半，声音最响开到 3。",
    "row:idle": "停在首页 20 秒没人按，就自己放今日课程。",
    "row:motion": "换一页的时候，画面轻轻动一下。关了就不动。",
    "row:keys": "遥控器上每个键是做什么的，一条一条看。",
    "row:edges": "电视把四边的字切掉了，就来这里往里收一收。",
    "row:remote": "遥控器有的键没反应，教一教它就会了。",
    "row:welcome": "第一次打开时的两页说明，再看一遍。",
}


def night_now(most: int, by_day: int) -> str:
    said = f"夜里最响到 {most}，免得吵邻居。"
    return f"{said}天亮了还是 {by_day}。" if by_day > most else said


def row_now(title: str, value: str) -> str:
    return f"{title}，{value}"


# ---------------------------------------------------------------- 按键说明

KEYS_PAGE_SUB = "按错了不要紧，按返回就回来"
DIGIT_CAPS = ("1–9", "0")

# ---------------------------------------------------------------- 画面边缘

EDGES_TITLE = "金线四边都看得见吗？"
EDGES_TEXT = "哪一边看不见，就往里收，看得见就好。"
EDGES_NAMES = {"top": "上边", "right": "右边", "bottom": "下边", "left": "左边"}
EDGES_MOVE = {"top": ("▼", "▲"), "right": ("◀", "▶"), "bottom": ("▲", "▼"), "left": ("▶", "◀")}
EDGES_IN = "往里收"
EDGES_OUT = "往外放"
EDGES_NEXT = "换一边"
EDGES_DONE = "好了，回设置"


def edge_at(name: str, steps: int) -> str:
    return f"{name} 收 {steps} 格" if steps else f"{name} 不收"


# ---------------------------------------------------------------- 学遥控器

REMOTE_SUB = "10 秒不按，就照原来的"
REMOTE_KNOWN = "会了"
REMOTE_UNKNOWN = "没教过"
REMOTE_FORGET = "全忘掉"
REMOTE_FORGET_STATE = "从头教"
REMOTE_FORGOT = "教过的都忘掉了"
REMOTE_RESTORED = "没人按，还照原来的"
REMOTE_FULL = "记不下了，请先按“全忘掉”"
REMOTE_CHOOSE = "挑一个"
REMOTE_SKIP = "教下一个"


def remote_ask(key: str) -> str:
    return f"想让哪个键当「{key}」，就按一下它"


def remote_learned(key: str) -> str:
    return f"记住了，这个键就是「{key}」"


# ---------------------------------------------------------------- faults (design (l))

FAULTS: dict[str, Fault] = {
    fault.code: fault
    for fault in (
        Fault("N1", "网线没有插好", "先看存好的，插好了会自己接上。"),
        Fault("N2", "网络还没有接通", "先看存好的，接通了会自己更新。"),
        Fault("N3", "网络断了", "先看存好的，网络好了会自己接上。"),
        Fault("N4", "街道的服务器没有回应", "先看存好的，过一会儿会自己再试。"),
        Fault("P1", "这一课还没有下载", "不是电视坏了，换一课就能看。"),
        Fault("P2", "这一课放不出来", "不是电视坏了，换一课就能看。"),
        Fault("T1", "时间没对准", "不影响看课，联网后会自己对准。"),
        Fault("D1", "东西存不下来了", "还能看，只是记不住看到哪儿了。"),
        Fault("C1", "目录有错，新改的还没用上", "请工作人员检查目录文件。"),
    )
}

CODE = "代码"
CALL = "等了半天还没好，把代码念给社区听："
STRIP_LEAD = {"N1": "网线没插好", "N2": "网络没接通", "N3": "网络断了", "N4": "服务器没回应"}


def strip_words(moment: str) -> str:
    return f"先看存好的，内容更新于 {moment}" if moment else "通了会自己取来"
