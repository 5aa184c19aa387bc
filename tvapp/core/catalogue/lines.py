"""Slips that make a line unreadable as YAML, found line by line, each with the line as it was surely meant.

A YAML parser stops at the first fault, and often names the line after it. This looks at every line on its own, so that
all such faults are told at once and in the right place; the mended lines let the parser go on to what else is wrong.
Used only when a file did not pass: a good file may hold such lines in its prose.
"""

from __future__ import annotations

import re

from tvapp.core.catalogue.fields import ALL_KEYS, TOP
from tvapp.core.catalogue.values import in_quotes
from tvapp.core.value import dataclass

_KEYS = "|".join(sorted(ALL_KEYS, key=len, reverse=True))
_BLANKS = " \t\u3000\xa0\u2000-\u200b\u202f\u205f\ufeff"
_LEAD = re.compile(f"[{_BLANKS}]*(?:-[{_BLANKS}]+)*")
_WIDE_DASH = re.compile(rf"[－—–−‐][{_BLANKS}]*(?=[A-Za-z_]+[{_BLANKS}]*[:：])")
_TIGHT_DASH = re.compile(rf"-(?=(?:{_KEYS})\s*[:：])")
_WIDE_COLON = re.compile(rf"([\"']?[A-Za-z_]+[\"']?)[{_BLANKS}]*：[{_BLANKS}]*")
_TIGHT_COLON = re.compile(rf"({_KEYS}):(?=[^\s])")
_NO_COLON = re.compile(rf"({_KEYS})[{_BLANKS}=]+(?=[^\s:：#=])(?!.*:(?: |$))")
_EQUALS = re.compile(rf"({_KEYS})[{_BLANKS}]*[=＝][{_BLANKS}]*")
_KEY = re.compile(r"[A-Za-z_][A-Za-z_0-9]*\s*:(?= |$)[ \t]*")
_LOOKS_LIKE_KEY = re.compile(rf"[{_BLANKS}]*(?:-[{_BLANKS}]+)*(?:[A-Za-z_]+[{_BLANKS}]*[:：]|-[{_BLANKS}])")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_AFTER_QUOTE = re.compile(r"\s*(?:#.*)?$")
_BARE_KEY = re.compile(r"(items|columns|sections|today|notices|feeds|station)\s*$")
_KNOWN_LINE = re.compile(rf" *(?:- +)?(?:{_KEYS}):(?: |$)")
_TOP_LINE = re.compile(rf"(?:{'|'.join(TOP.by_key)})\s*[:：]")
_WORDS_ALONE = re.compile(r"[^\s\[\]{}\"'|>&*!#%@`?:：=-][^:：=]*$")
_MERGE_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s.*)?$")
"""What git and its like leave at the beginning of a line where two people changed the same."""
BLOCK_TEXT = re.compile(r"(?::|-)\s+[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$")
_FORBIDDEN_FIRST = "@`%,]}"


@dataclass(frozen=True, slots=True)
class Slip:
    """One fault of one line; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Mended:
    slips: tuple[Slip, ...]
    lines: tuple[str, ...]
    """All lines of the file, mended where a slip was found; never more or fewer than there were."""


def mend(lines: list[str], parsed: bool) -> Mended:
    """Look at every line that is not inside a block of text (`text: |`) and not a comment. `parsed` says that YAML took
    the file as it is (and something else is wrong): then only slips are told that YAML swallows without a word."""
    slips: list[Slip] = []
    lines = _without_merge_marks(lines, slips)
    mended: list[str] = []
    block = 0
    """Up to this index lines are text."""
    begun = False
    for number in range(1, len(lines) + 1):
        line = lines[number - 1]
        stripped = line.strip(" ")
        if number <= block:
            mended.append(line)
            continue
        if not stripped or stripped.startswith("#"):
            mended.append(line)
            continue
        if not line.strip():
            if not parsed or "\t" in line:
                slips.append(Slip(number, line.index("\t") + 1 if "\t" in line else 1, *_BLANK_LINE))
            mended.append("")
            continue
        if begun and re.match(r"(?:---|\.\.\.)\s*$", line):
            slips.append(Slip(number, 1, f"文件中间有单独的一行 {line.strip()}", "删去这一行"))
            mended.append("")
            continue
        if line.startswith("%") and not parsed:
            slips.append(Slip(number, 1, "行首的百分号 % 有别的意思", "整个值加英文引号，或者行首加 # 变成注释"))
            mended.append("")
            continue
        if not begun and not parsed and _WORDS_ALONE.match(line) and any(map(_TOP_LINE.match, lines[number:])):
            slips.append(Slip(number, 1, "这一行没有冒号", "写给人看的话，行首加 # 变成注释；用不着就删去这一行"))
            mended.append("")
            continue
        begun = True
        slip = _Slips(number, slips)
        neighbours = [near for near in (*mended[-1:-4:-1], *lines[number : number + 3]) if near.strip()]
        line = _mend_line(line, neighbours, slip)
        if "\t" in line:
            line = _without_tabs(line, slip)
        if not parsed:
            following = next((later for later in lines[number : number + 9] if _is_content(later)), "")
            line = _mend_value(line, following, slip)
        mended.append(line)
        if BLOCK_TEXT.search(line):
            block = block_end(lines, number, _indent(line))
            lines = _with_even_block(lines, number, _indent(line), slips)
    return Mended(tuple(slips), tuple(mended))


def _without_merge_marks(lines: list[str], slips: list[Slip]) -> list[str]:
    """The lines without the marks of a merge, each of which is told; of two whole sides the first one is looked at."""
    marks = [(index, found[1]) for index, line in enumerate(lines) if (found := _MERGE_MARK.match(line))]
    if not marks:
        return lines
    lines = list(lines)
    opened = False
    for place, (index, mark) in enumerate(marks):
        slips.append(
            Slip(
                index + 1,
                1,
                f"这一行 {mark} 是合并改动时留下的记号",
                "这一行删去；<<<<<<<、=======、>>>>>>> 之间有两份的，只留对的那一份",
            )
        )
        lines[index] = ""
        opened = mark[0] == "<" or (opened and mark[0] != ">")
        if opened and mark[0] in "|=" and place + 1 < len(marks):
            end, closing = marks[place + 1]
            if closing[0] in "=>":
                lines[index + 1 : end] = [""] * (end - index - 1)
    return lines


def _with_even_block(lines: list[str], start: int, indent: int, slips: list[Slip]) -> list[str]:
    """A block of text (from index `start` on) takes the depth of its first line; no later line may stand further left."""
    inside = range(start, block_end(lines, start, indent))
    block = [(index, _indent(lines[index])) for index in inside if lines[index].strip(" ")]
    if not block or all(width >= block[0][1] for _, width in block):
        return lines
    first = block[0][1]
    left = [(index, width) for index, width in block[1:] if width < first]
    wrong, right = ([block[0]], min(width for _, width in left)) if len(left) * 2 > len(block) - 1 else (left, first)
    lines = list(lines)
    for index, width in wrong:
        slips.append(Slip(index + 1, width + 1, "正文的缩进不齐", f"改成 {right} 个空格，和正文别的行对齐"))
        lines[index] = " " * right + lines[index].lstrip(" ")
    return lines


def block_end(lines: list[str], start: int, indent: int) -> int:
    """The index behind a block of text that begins at `start`, under a key that stands at `indent`. A key further left
    than the text ends it, wherever it stands; a single line of text that was moved to the left does not."""
    first = -1
    for index in range(start, len(lines)):
        if not lines[index].strip(" "):
            continue
        width = _indent(lines[index])
        if first < 0:
            if width <= indent:
                return index
            first = width
        elif width < first and _KNOWN_LINE.match(lines[index]):
            return index
        elif width <= indent:
            later = next((line for line in lines[index + 1 : index + 4] if line.strip(" ")), "")
            if lines[index].lstrip(" ").startswith("#") or _indent(later) < first or _KNOWN_LINE.match(later):
                return index
    return len(lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_WHY_QUOTES = "（# 开头的字要加英文引号，不然就成了注释）"
_BLANK_LINE = ("空行里有 Tab 键或特殊空格", "把这一行清空")


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


class _Slips:
    """Notes slips of one line; columns count from 0 here."""

    def __init__(self, line: int, found: list[Slip]) -> None:
        self._line, self._found = line, found

    def __call__(self, column: int, message: str, hint: str) -> None:
        self._found.append(Slip(self._line, column + 1, message, hint))


def _mend_line(line: str, neighbours: list[str], slip: _Slips) -> str:
    """Indentation, dash, key and colon."""
    match = _LEAD.match(line)
    lead = match[0] if match else ""
    rest = line[len(lead) :]
    wide = next((char for char in lead if char not in " -\t"), "")
    if "\t" in lead:
        slip(lead.index("\t"), "缩进用了 Tab 键", "Tab 换成空格，每层两个空格")
    if wide:
        words = "全角空格" if wide == "\u3000" else "特殊空格"
        slip(lead.index(wide), f"缩进用了{words}（U+{ord(wide):04X}）", "换成英文输入法的空格")
    shown = len(lead)
    if found := _WIDE_DASH.match(rest):
        slip(shown, "短横线用了全角或长横线", "用英文的短横线 - ，后面空一格")
        lead, rest = lead + "- ", rest[found.end() :]
    elif found := _TIGHT_DASH.match(rest):
        slip(shown, "短横线后面少了空格", "短横线 - 后面空一格")
        lead, rest = lead + "- ", rest[1:]
        shown += 1
    if found := _WIDE_COLON.match(rest):
        value, hidden = _shown(rest[found.end() :])
        how = f"写成 {found[1]}: {value}{_WHY_QUOTES}" if hidden else "换成英文冒号 : ，后面空一格"
        slip(shown + rest.index("："), f"{found[1]} 后面用了中文冒号「：」", how)
        rest = f"{found[1]}: {value}"
    elif found := _TIGHT_COLON.match(rest):
        value, hidden = _shown(rest[found.end() :])
        meant = f"{found[1]}: {value if hidden else value[:20]}"
        slip(shown + found.end() - 1, f"{found[1]} 的冒号后面少了空格", f"写成 {meant}{_WHY_QUOTES if hidden else ''}")
        rest = f"{found[1]}: {value}"
    elif found := _BARE_KEY.match(rest):
        slip(shown + len(found[1]), f"{found[1]} 后面少了冒号", f"写成 {found[1]}:")
        rest = f"{found[1]}:"
    elif (found := _EQUALS.match(rest)) or (found := _NO_COLON.match(rest)):
        value, hidden = _shown(rest[found.end() :])
        meant = f"{found[1]}: {value if hidden else value[:20]}"
        slip(shown + len(found[1]), f"{found[1]} 后面少了冒号", f"写成 {meant}{_WHY_QUOTES if hidden else ''}")
        rest = f"{found[1]}: {value}"
    if "\t" in lead or wide:
        lead = _blanks(lead, neighbours)
    return lead + rest


def _shown(value: str) -> tuple[str, bool]:
    """A value that would turn into a comment, in quotes; and whether it would have."""
    if not re.match(r"#[^#\s]", value):
        return value, False
    value = value.rstrip()
    return in_quotes(value), True


def _without_tabs(line: str, slip: _Slips) -> str:
    """Tabs between key and value or behind it: libyaml lets them pass, the library's own reader and others do not."""
    begin = _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches nothing as well
    if key := re.compile(r"[A-Za-z_]+\s*:\s*").match(line, begin):
        begin = key.end()
    end = begin
    if line[begin : begin + 1] in ("'", '"'):
        whole = (_DOUBLE if line[begin] == '"' else _SINGLE).match(line, begin)
        if whole is None:
            return line
        end = whole.end()
    comment = re.search(r"\s#", line[end:])
    last = end + comment.start() + 1 if comment else len(line)
    outside = line[:begin] + "x" * (end - begin) + line[end:last]
    if "\t" not in outside:
        return line
    slip(outside.index("\t"), "这里有 Tab 键", "Tab 换成空格")
    return line[:begin].replace("\t", " ") + line[begin:end] + line[end:last].replace("\t", " ") + line[last:]


def _blanks(lead: str, neighbours: list[str]) -> str:
    """Indentation in plain blanks: as wide as makes it fit the lines around, for nobody knows how wide a Tab was."""
    dash = lead.find("-")
    head, tail = (lead, "") if dash < 0 else (lead[:dash], "- " * lead.count("-"))
    fitting = [width for near in neighbours if (width := _width(near, bool(tail))) is not None]
    for tab in (2, 4, 8, 1):
        for wide in (2, 1):
            width = sum(tab if char == "\t" else 1 if char == " " else wide for char in head)
            if width in fitting:
                return " " * width + tail
    return " " * (fitting[0] if fitting else 2 * len(head)) + tail


def _width(line: str, dashed: bool) -> int | None:
    """The column of a line's dash (for a dashed line) or of its key; None if it tells nothing."""
    match = re.match(r"( *)((?:- +)*)[A-Za-z_]+\s*[:：]", line)
    if match is None or (dashed and not match[2]):
        return None
    return len(match[1]) if dashed else len(match[1]) + len(match[2])


def _mend_value(line: str, following: str, slip: _Slips) -> str:
    """What stands after the colon (or the dash), quoted if YAML could not read it."""
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    key = _KEY.match(line, begin)
    begin = key.end() if key else begin
    value = line[begin:]
    if not value or (key is None and value[0] not in "\"'"):
        return line
    return line[:begin] + _mended(value, begin, following, slip)


def _mended(value: str, column: int, following: str, slip: _Slips) -> str:
    if value[0] in "\"'":
        mark = value[0]
        whole = (_DOUBLE if mark == '"' else _SINGLE).match(value)
        if whole is None:
            if _LOOKS_LIKE_KEY.match(following) or not following:
                slip(column, f"引号 {mark} 没有配对", f"在这一行末尾补上 {mark}")
                return _single(value[1:])
            return value
        after = value[whole.end() :]
        if _AFTER_QUOTE.match(after) or after.lstrip()[:1] in (":", ",", "]", "}"):
            return value
        slip(
            column,
            f"引号外面还有字「{after.strip()[:20]}」",
            f"整个值放进一对引号里，里面的引号用中文的“ ”：{mark}…{mark}",
        )
        return _single(value)
    if value[0] in _FORBIDDEN_FIRST:
        slip(column, f"值不能用 {value[0]} 开头", "整个值加英文引号")
        return _single(value)
    if value[0] in "[{":
        return _mended_bracket(value, column, following, slip)
    if value[0] in "|>&*!#":
        return value
    plain = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
    if ": " in plain or plain.endswith(":"):
        at = plain.index(": ") if ": " in plain else len(plain) - 1
        slip(column + at, "值里面又有英文冒号", "整个值加英文引号，或改用中文冒号「：」")
        return _single(plain)
    if plain.startswith(("- ", "? ")):
        slip(column, f"值不能用 {plain[0]} 开头", "列表从下一行写起；要显示短横线就给整个值加英文引号")
        return _single(plain)
    return value


def _mended_bracket(value: str, column: int, following: str, slip: _Slips) -> str:
    """A value that begins with a bracket: text that was meant to be shown, or a list that was not closed."""
    plain = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
    left, right = ("[", "]") if value[0] == "[" else ("{", "}")
    if plain.count(left) > plain.count(right):
        if len(plain) < 500 and _LOOKS_LIKE_KEY.match(following):
            slip(column, f"括号 {left} 没有配对", f"补上 {right}；括号是文字的话，整个值加英文引号")
            return _single(plain)
    elif not plain.endswith(right) and right in plain:
        slip(column, f"{left} {right} 后面还有字", "整个值加英文引号")
        return _single(plain)
    return value


def _single(text: str) -> str:
    return "'" + text.strip().replace("'", "''") + "'"
