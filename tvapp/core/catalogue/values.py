"""One scalar of the file -> one value of the catalogue, or a problem at its place. One function a kind of field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tvapp.core.catalogue import addresses
from tvapp.core.catalogue.facts import Facts
from tvapp.core.catalogue.fields import CLOCK_PATTERN, DURATION_PATTERN, NEVER_EMPTY, NOT_A_LESSON, Field, Kind
from tvapp.core.catalogue.misread import misread
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence
from tvapp.core.catalogue.places import lines_of
from tvapp.core.catalogue.problem import Problem, Severity

_WHOLE = re.compile(r"[+-]?[0-9]{1,12}\Z")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_LOOSE_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?\Z")
_CLOCK = re.compile(CLOCK_PATTERN.replace("$", r"\Z"))
_DURATION = re.compile(DURATION_PATTERN.replace("$", r"\Z"))
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_YES = {"yes": True, "on": True, "no": False, "off": False}
_LEFT_QUOTES = "“”＂‘’「『"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class Notes:
    """What the walk over one file gathers, and what it must know of the world."""

    file: str
    facts: Facts
    undrawable: frozenset[str] = frozenset()
    """Characters of this file that no font has."""
    text: str = ""
    """The whole file, to find the place of a character in a block of text."""
    damaged: frozenset[int] = frozenset()
    """Lines that were put aside after a syntax error: nothing is said to be missing around them."""
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] | None = None
    """`text` cut into lines, once it was needed."""

    def line_at(self, line: int) -> str:
        """A line of the file as it stands there, counted from 1; nothing where there is none."""
        if self.lines is None:
            self.lines = lines_of(self.text)
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def error(self, node: Node, message: str, hint: str) -> None:
        self.add(node.line, node.column, "error", message, hint)

    def warning(self, node: Node, message: str, hint: str) -> None:
        self.add(node.line, node.column, "warning", message, hint)

    def add(self, line: int, column: int, severity: Severity, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, line, column, severity, one_line(message), one_line(hint)))

    def is_damaged(self, first: int, last: int) -> bool:
        return bool(self.damaged) and any(first <= line <= last for line in self.damaged)


def one_line(text: str) -> str:
    """Fit for one line of a list: no line ends or control characters, and not endless."""
    text = "".join(char if char.isprintable() else "�" for char in text)
    return text if len(text) <= 400 else text[:397] + "…"


def quoted(text: str, longest: int = 40) -> str:
    """A word of the file in a sentence of ours."""
    return f"「{text[:longest]}{'…' if len(text) > longest else ''}」"


def code_points(chars: str) -> str:
    """Characters with their numbers, since they may be impossible to see."""
    named = "、".join(f"「{char if char.isprintable() else ' '}」(U+{ord(char):04X})" for char in chars[:8])
    return named + (f" 等 {len(chars)} 个字" if len(chars) > 8 else "")


def in_quotes(text: str) -> str:
    """`text` as a YAML value in English quotes, to be copied as it is."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def empty(notes: Notes, field: Field, key: str, node: Scalar) -> None:
    """Nothing stands after the colon: a fault where something must, and a 提醒 where a # has hidden what was meant."""
    match = re.search(rf"(?:^|[^\w]){re.escape(key)}[\"']?\s*[:：]\s*(#.*)", notes.line_at(node.line))
    words = match[1].strip() if match else ""
    wanted = f"{field.key}: {field.example}" if field.example else f"{field.key}:"
    needed = field.required or field.key in NEVER_EMPTY
    if not words.strip("# "):
        if needed:
            notes.error(node, f"{field.label}是空的", f"写上{field.name}，例如 {wanted}")
        return
    message = f"{field.label}是空的：冒号后面的 # 表示注释，# 后面的字电视不读"
    text = field.kind in (Kind.LINE, Kind.STATION)
    if field.kind is Kind.MARKDOWN:
        hint = f"写成 {field.key}: | ，正文从下一行写起，# 开头的字也写在那里"
    elif text or (field.kind in (Kind.ID, Kind.REF) and not any(char.isspace() for char in words)):
        shown = in_quotes(words if len(words) <= 60 else words[:59] + "…")
        hint = f"这些字要用，就加英文引号：{field.key}: {shown}；真是注释，就把{field.name}写在 # 前面"
    else:
        hint = f"把{field.name}写在 # 前面，例如 {wanted}"
    if needed:
        notes.error(node, message, hint)
    elif text and not words[1].isspace() and words[1] != "#":
        notes.warning(node, message, hint)  # "# …" with a blank is a comment that was meant as one


def value_of(notes: Notes, field: Field, node: Node) -> object:
    """The value of one key that is no list and no mapping; None after a problem (already written down)."""
    if not isinstance(node, Scalar):
        _wrong_shape(notes, field, node)
        return None
    if node.broken:
        return None
    return _READERS[field.kind](notes, field, node)


def _wrong_shape(notes: Notes, field: Field, node: Node) -> None:
    was = "一组键" if isinstance(node, Mapping) else "列表"
    first = node.items[0] if isinstance(node, Sequence) and node.items else None
    flow = first is not None and first.line == node.line and first.column == node.column + 1
    hint = f"例如 {field.key}: {field.example}" if field.example else "在冒号后面直接写"
    if flow or (isinstance(node, Mapping) and not node.pairs):
        hint = "值里要用方括号或花括号时，整个值加英文引号"
    notes.error(node, f"{field.label}要写{field.kind.value}，这里是{was}", hint)


def _bare(notes: Notes, field: Field, node: Scalar) -> None:
    """The 提醒 about a word that other programs would not read as text."""
    if node.style == "" and (read_as := misread(node.text)):
        shown = node.text[:40]
        notes.warning(
            node,
            f"{field.label}的值 {shown} 没有加引号，电视按「{shown}」理解，别的程序会读成{read_as}",
            f'加上英文引号：{field.key}: "{shown}"',
        )


def _line(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text.strip()
    if "\n" in text or "\r" in text:
        notes.error(node, f"{field.label}要写在一行里", "去掉中间的换行")
        return None
    text = _prose(notes, field, node, text) or ""
    if node.style == "" and text.endswith(('"', "'")) and text.count(text[-1]) == 1:
        notes.warning(
            node,
            f"{field.label}的末尾有一个单独的引号 {text[-1]}，会照样显示在屏幕上",
            "删去它，或在前面补一个同样的引号",
        )
    if node.style == "" and text[:1] in _LEFT_QUOTES[:5] and len(text) > 1 and text[-1] in _LEFT_QUOTES[:5]:
        inner = text[1:-1]
        if not any(char in inner for char in _LEFT_QUOTES[:5]):
            plain = f"不想显示引号就写 {in_quotes(inner[:40])}（英文引号）；" if inner.strip() else ""
            notes.warning(
                node,
                f"{field.label}的值用中文引号包着，引号会照样显示在屏幕上",
                plain + "想显示就在外面再加一层英文引号",
            )
    return text


def _markdown(notes: Notes, field: Field, node: Scalar) -> str | None:
    return _prose(notes, field, node, node.text)


def _prose(notes: Notes, field: Field, node: Scalar, text: str) -> str | None:
    if not text.strip("\u3000\xa0\u200b\ufeff \t\r\n"):
        notes.error(node, f"{field.label}是空的", f"写上{field.name}，例如 {field.key}: {field.example}")
        return None
    if len(text) > field.longest:
        notes.error(node, f"{field.label}太长（{len(text)} 个字）", f"最多 {field.longest} 个字")
        return None
    if notes.undrawable and field.shown and not notes.undrawable.isdisjoint(text):
        bad = "".join(dict.fromkeys(char for char in text if char in notes.undrawable))
        place = _place_in_block(notes, node, bad[0])
        message = f"{field.label}里有电视画不出的字：{code_points(bad)}"
        notes.add(*place, "error", message, "换成常用字，或去掉这些字")
        return None
    _bare(notes, field, node)
    return text


def _place_in_block(notes: Notes, node: Scalar, char: str) -> tuple[int, int]:
    """Where a character of a block of text stands; of other values, where the value begins."""
    if node.style in ("|", ">"):
        for line, text in enumerate(lines_of(notes.text)[node.line :], node.line + 1):
            if char in text:
                return line, text.index(char) + 1
    return node.line, node.column


def _id(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text
    if not text.strip():
        notes.error(node, f"{field.label}是空的", f"写一个没用过的编号，例如 {field.key}: {field.example}")
    elif len(text) > field.longest:
        notes.error(node, f"{field.label}太长（{len(text)} 个字）", f"最多 {field.longest} 个字")
    elif not text.isprintable() or any(char.isspace() for char in text):
        notes.error(node, f"编号{quoted(text)}里有空格", "编号里不要有空格，可以用短横线 - 连接")
    elif text[0] in _LEFT_QUOTES:
        notes.error(node, f"编号{quoted(text)}用了中文引号", "去掉引号，或改用英文引号")
    else:
        _bare(notes, field, node)
        return text
    return None


def _date(notes: Notes, field: Field, node: Scalar) -> date | None:
    text = node.text.strip()
    match = _DATE.match(text)
    if match is None:
        right = "2026-07-01"
        if loose := _LOOSE_DATE.match(text.strip("“”＂‘’")):
            year, month, day = int(loose[1]), int(loose[2]), int(loose[3])
            if why := _no_such_day(year, month, day):
                notes.error(
                    node,
                    f"{field.label}的日期{quoted(text)}不存在：{why}",
                    f'查一下日历，改成有的日子，写成这个样子，加英文引号：{field.key}: "{right}"',
                )
                return None
            if 1000 <= year <= 2999:
                right = f"{year:04d}-{month:02d}-{day:02d}"
        notes.error(
            node,
            f"{field.label}的日期{quoted(text)}写法不对",
            f'写成 年-月-日，加英文引号：{field.key}: "{right}"',
        )
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not 1000 <= year <= 2999:
        notes.error(node, f"{field.label}的年份 {year} 不对", "年份写四位，例如 2026")
        return None
    if why := _no_such_day(year, month, day):
        notes.error(node, f"{field.label}的日期{quoted(text)}不存在：{why}", "查一下日历，改成有的日子")
        return None
    _bare(notes, field, node)
    return date(year, month, day)


def _no_such_day(year: int, month: int, day: int) -> str:
    """Why the calendar has no such day; empty when it has."""
    if not 1 <= month <= 12:
        return f"没有 {month} 月"
    if not 1 <= day <= _DAYS[month - 1]:
        return f"{month} 月没有 {day} 日"
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year} 年 {month} 月没有 {day} 日" if (month, day) == (2, 29) and not leap else ""


def _clock(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text.strip()
    if _CLOCK.match(text) is None:
        notes.error(
            node,
            f"{field.label}的钟点{quoted(text)}写法不对",
            f'用 24 小时制和英文冒号，加引号：{field.key}: "15:00"',
        )
        return None
    _bare(notes, field, node)
    return text.zfill(5)


def _whole(notes: Notes, field: Field, node: Scalar) -> int | None:
    text = node.text
    if node.style != "" or _WHOLE.match(text) is None:
        hint = _unquoted(field, float(text)) if _WHOLE.match(text) and node.style else f"例如 {field.key}: {field.example}"
        notes.error(node, f"{field.label}要写整数，这里是{quoted(text)}{'（加了引号）' if node.style else ''}", hint)
        return None
    number = int(text)
    if not _in_bounds(notes, field, node, number):
        return None
    if misread(text) not in ("", "数字"):
        notes.warning(node, f"{field.label}的值 {text} 别的程序会读成{misread(text)}", f"写成 {field.key}: {number}")
    return number


def _number(notes: Notes, field: Field, node: Scalar) -> float | None:
    text = node.text
    if node.style != "" or _NUMBER.match(text) is None:
        hint = _unquoted(field, float(text)) if _NUMBER.match(text) and node.style else f"例如 {field.key}: {field.example}"
        notes.error(node, f"{field.label}要写数字，这里是{quoted(text)}{'（加了引号）' if node.style else ''}", hint)
        return None
    number = float(text)
    return number if _in_bounds(notes, field, node, number) else None


def _unquoted(field: Field, number: float) -> str:
    """What to do with a number in quotes: without them it must pass."""
    if field.low <= number <= field.high:
        return "去掉引号"
    return f"去掉引号，写 {field.low:g}" + (f" 到 {field.high:g} 的数" if field.low < field.high else "")


def _in_bounds(notes: Notes, field: Field, node: Scalar, number: float) -> bool:
    if field.low <= number <= field.high:
        return True
    if field.low == field.high:
        notes.error(node, f"{field.label}只能是 {field.low:g}，这里是 {number:g}", f"写成 {field.key}: {field.low:g}")
    else:
        notes.error(node, f"{field.label}是 {number:g}，不在范围里", f"写 {field.low:g} 到 {field.high:g} 的数")
    return False


def _flag(notes: Notes, field: Field, node: Scalar) -> bool | None:
    text = node.text
    if node.style == "":
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        if text.lower() in _YES and misread(text):
            known = _YES[text.lower()]
            right = "true" if known else "false"
            notes.warning(
                node,
                f"{field.label}的值 {text} 各种程序读法不一，电视按 {right} 理解",
                f"写成 {field.key}: {right}",
            )
            return known
    notes.error(
        node,
        f"{field.label}要写 true 或 false，这里是{quoted(text)}{'（加了引号）' if node.style else ''}",
        f"{field.help}不加引号",
    )
    return None


def _duration(notes: Notes, field: Field, node: Scalar) -> float | None:
    text = node.text.strip()
    if node.style == "" and _WHOLE.match(text):
        seconds = int(text)
        return float(seconds) if _in_bounds(notes, field, node, seconds) else None
    if _DURATION.match(text) is None:
        hint = _unquoted(field, float(text)) if _WHOLE.match(text) else '写成 "分:秒"，例如 duration: "12:30"，冒号用英文的'
        notes.error(node, f"{field.label}{quoted(text)}写法不对", hint)
        return None
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    if not _in_bounds(notes, field, node, seconds):
        return None
    _bare(notes, field, node)
    return float(seconds)


def _media(notes: Notes, field: Field, node: Scalar) -> str | None:
    path = node.text
    fault = _path_fault(path)
    if fault:
        notes.error(node, f"{field.label}{quoted(path, 80)}{fault[0]}", fault[1])
        return None
    ending = "." + path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    if field.suffixes and ending not in field.suffixes:
        notes.error(
            node,
            f"{field.label}{quoted(path, 80)}的格式不能用",
            f"只能用 {'、'.join(field.suffixes)} 结尾的文件",
        )
        return None
    if field.key == "file" and ending in NOT_A_LESSON:
        notes.error(
            node, f"{field.label}{quoted(path, 80)}不是视频或录音",
            "文章请存成 Markdown（.md），写成 article: 路径",
        )  # fmt: skip
        return None
    state = notes.facts.media(path)
    if state == "ok":
        _bare(notes, field, node)
        return path
    if state == "outside":
        notes.error(
            node,
            f"{field.label}{quoted(path, 80)}是链接，指到了 media 文件夹外面",
            "把文件本身放进 media 文件夹",
        )
    elif state == "directory":
        notes.error(
            node,
            f"{field.label}{quoted(path, 80)}是文件夹，不是文件",
            "写到具体的文件，例如 " + field.example,
        )
    else:
        near = notes.facts.nearest_media(path)
        if path.startswith("media/"):
            hint = f"不用写 media/ 本身，写成 {field.key}: {path[6:]}"
        elif near:
            hint = f"是不是想写 {near}？"
        else:
            hint = "把文件放进 media 文件夹，或者改正路径（大小写也要一样）"
        notes.error(node, f"media 文件夹里没有{quoted(path, 80)}（{field.label}）", hint)
    return None


def _path_fault(path: str) -> tuple[str, str] | None:
    inside = "只写 media 文件夹里的路径，例如 lessons/01.mp4"
    if not path.strip():
        return "是空的", inside
    if "://" in path:
        return "是网址，不是文件", "网上的视频用 url: 来写"
    if "\\" in path:
        return "里有反斜杠", "斜杠写成 /，" + inside
    if path.startswith("/") or path.startswith("~") or (len(path) > 1 and path[1] == ":" and path[0].isascii()):
        return "不在 media 文件夹里", inside
    if ".." in path.split("/"):
        return "用 .. 离开了 media 文件夹", inside
    if path.endswith("/"):
        return "是文件夹，不是文件", inside
    if not path.isprintable() or len(path) > 500:
        return "里有看不见的字，或者太长", inside
    return None


def _address(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text
    if not text.strip():
        notes.error(node, f"{field.label}是空的", f"例如 {field.key}: {field.example}")
        return None
    message, hint = addresses.fault_of(text)
    if message:
        notes.error(node, f"{field.label}：{message[:200]}", hint)
        return None
    return text


def _feed(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text
    if addresses.is_whole(text):
        return _address(notes, field, node)
    message = hint = ""
    if not text.strip():
        message, hint = f"{field.label}是空的", f"例如 {field.key}: {field.example}"
    elif any(char.isspace() for char in text) or not text.isprintable():
        message, hint = f"{field.label}{quoted(text, 80)}里有空格", "去掉空格"
    elif "\\" in text:
        message, hint = f"{field.label}{quoted(text, 80)}里有反斜杠", "斜杠都写成 /"
    elif "：" in text or text[0] in _LEFT_QUOTES:
        message, hint = f"{field.label}{quoted(text, 80)}里有中文标点", "冒号和引号用英文的"
    elif ".." in text.split("/"):
        message, hint = (
            f"{field.label}{quoted(text, 80)}用了 ..",
            "只写 feeds.base 下面的路径，例如 zwgk/feed.json",
        )
    if message:
        notes.error(node, message, hint)
        return None
    _bare(notes, field, node)
    return text


def _choice(notes: Notes, field: Field, node: Scalar) -> str | None:
    text = node.text
    for value, words in field.choices:
        if value == text:
            return value
        if words == text:
            notes.error(node, f"{field.label}不能写{quoted(text)}", f"写成 {field.key}: {value}")
            return None
    from tvapp.core.catalogue.nearest import nearest

    near = nearest(text, [value for value, _ in field.choices])
    allowed = "、".join(f"{value}（{words}）" for value, words in field.choices)
    hint = f"是不是想写 {near}？可以写：{allowed}" if near else f"可以写：{allowed}"
    notes.error(node, f"{field.label}没有{quoted(text)}这一种", hint)
    return None


_READERS: dict[Kind, Callable[[Notes, Field, Scalar], object]] = {
    Kind.LINE: _line,
    Kind.STATION: _line,
    Kind.MARKDOWN: _markdown,
    Kind.ID: _id,
    Kind.REF: _id,
    Kind.DATE: _date,
    Kind.CLOCK: _clock,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.DURATION: _duration,
    Kind.MEDIA: _media,
    Kind.ADDRESS: _address,
    Kind.FEED: _feed,
    Kind.CHOICE: _choice,
}
