"""Every sentence a viewer can meet, in one place, so that it can be read through as a kind neighbour would say it."""

from __future__ import annotations

from tvapp.core.model import Fault

# ---------------------------------------------------------------- labels

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
SLOW = "网络慢，请等等"
REJOINING = "刚才断了一下，正在接上"
PAUSED_OK = "确定"

SUBTITLES_ON = "字幕 开"
SUBTITLES_OFF = "字幕 关"
PAUSE = "停"
RESUME = "接着播"
BACK_10 = "退 10 秒"
FORWARD_10 = "进 10 秒"
NEXT_LESSON = "下一课"
FROM_THE_START = "从头看"
PREVIOUS_LESSON = "上一课"

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


def updated(moment: str) -> str:
    return f"内容更新于 {moment}"


def no_such_number(typed: str, total: int, unit: str) -> str:
    return f"没有 {typed} 号，这里一共 {total} {unit}"


def volume(level: int) -> str:
    return f"音量 {level // 10}"


MUTED = "静音了，再按一次就有声音"


def size_now(label: str) -> str:
    return f"{TEXT_SIZE} {label}"


def going_on_at(clock: str) -> str:
    return f"接着上次看，从 {clock} 起"


def plays_in(seconds: int) -> str:
    return f"{seconds} 秒后自己播放，按任意键不播"


# ---------------------------------------------------------------- dialogs

LEAVE_TITLE = "要关掉吗？"
LEAVE_TEXT = "关掉后，想再看，按遥控器的电源键。"
LEAVE_STAY = "不关，接着看"
LEAVE_GO = "关掉"

SIZE_TITLE = "字要多大？"
SIZE_TEXT = "按 ◀ ▶ 挑一挑，改了马上就变。"
SIZE_SAMPLE = "泡一壶茶，坐在沙发上，听一堂党课。"

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


def noted(length: str) -> str:
    return f"记下 {length}"


# ---------------------------------------------------------------- empty places

EMPTY_TITLE = "这里暂时还没有内容"
EMPTY_LINE = "一有新的，首页会亮“新”字。"
EMPTY_OFFLINE_TITLE = "还没来得及存下内容"
EMPTY_OFFLINE_LINE = "等网络通了，会自己取来，您什么也不用按。"
LOADING_SUB = "正在打开，请稍等"
TITLE_ONLY = "这一篇只有标题，没有别的内容。"
ARTICLE_GONE = "这一篇打不开了，请按返回，看看别的。"
LESSON_GONE = "这一课已经撤下了，请看看别的"


DOOR_HOME = "回首页"


def door_to(title: str) -> str:
    return f"看看{title}"


# ---------------------------------------------------------------- guide

GUIDE_TITLES = ("去哪儿几点找谁", "带什么", "怎么办", "多久多少钱", "依据与投诉")
GUIDE_NUMERALS = ("一", "二", "三", "四", "五")
ASK_FIRST = "请先打电话问一问"
LAPSED = "已失效"
CLOSES_TODAY = "今天截止"


def not_filled(phone: str) -> str:
    return f"这一项社区还没填，请打 {phone}" if phone else "这一项社区还没填，请问一问社区"


def verified(day: str) -> str:
    return f"{day}核实"


def closes_in(days: int) -> str:
    return f"还有 {days} 天截止"


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
        Fault("D1", "存东西的地方满了", "还能看，只是记不住看到哪儿了。"),
        Fault("C1", "目录有错，新改的还没用上", "请工作人员检查目录文件。"),
    )
}

CALL = "等了半天还没好，把代码念给社区听："
STRIP_LEAD = {"N1": "网线没插好", "N2": "网络没接通", "N3": "网络断了", "N4": "服务器没回应"}


def strip_words(moment: str) -> str:
    return f"先看存好的，内容更新于 {moment}" if moment else "通了会自己取来"
