"""One mistake in a good file: exactly one problem, in the right place, with words that help."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tvapp.adapters.catalogue_file import CatalogueReading

Look = Callable[..., CatalogueReading]

K = "            "  # before a key of an item
ART = f"{K}article: articles/guanxi.md"
# (name, line, its new text (None: removed; a list: several lines), expected line, column, severity, words)
MEANING = [
    ("a misspelt key", 18, f"{K}titel: 入党誓词", 18, 13, "error", ["titel", "是不是想写 title"]),
    ("a Chinese key", 18, f"{K}标题: 入党誓词", 18, 13, "error", ["标题", "title"]),
    ("a key in capitals", 18, f"{K}Title: 入党誓词", 18, 13, "error", ["Title", "title"]),
    ("a key of nothing", 20, f"{K}zzzzzz: 1", 20, 13, "error", ["zzzzzz", "可以写"]),
    ("a key of an article in a lesson", 20, f"{K}issuer: 居委会", 20, 13, "error", ["issuer", "文章的键"]),
    ("a merge key", 20, f"{K}<<: 1", 20, 13, "error", ["<<", "合并"]),
    ("a missing title", 18, None, 17, 13, "error", ["这门课程缺少 title（标题）", "title: "]),
    ("a missing id", [17, 18], ["          - title: 入党誓词", f"{K}order: 1"], 17, 13, "error", ["缺少 id"]),
    ("a missing version", 1, None, 1, 1, "error", ["缺少 version", "version: 1"]),
    ("another version", 1, "version: 2", 1, 10, "error", ["version", "只能是 1"]),
    ("a missing station", 2, None, 1, 1, "error", ["缺少 station"]),
    ("an empty station", 2, "station:", 2, 9, "error", ["station", "空的"]),
    ("a station without a name", 2, ["station:", "  phone: 电话"], 3, 3, "error", ["缺少 name"]),
    ("an empty title", 18, f"{K}title:", 18, 19, "error", ["title", "空的"]),
    ("an empty quoted title", 18, f'{K}title: ""', 18, 20, "error", ["title", "空的"]),
    ("a title of blanks", 18, f'{K}title: "　 "', 18, 20, "error", ["空的"]),
    ("a title behind a comment sign", 18, f"{K}title: #入党", 18, 19, "error", ["空的"]),
    ("a title on two lines", 18, f'{K}title: "入党\\n誓词"', 18, 20, "error", ["一行"]),
    ("a title as a list", 18, f"{K}title: [入党]", 18, 20, "error", ["列表", "引号"]),
    ("a title as a mapping", 18, f"{K}title: {{a: 1}}", 18, 20, "error", ["一组键"]),
    ("a title of 600 characters", 18, f"{K}title: {'党' * 600}", 18, 20, "error", ["太长", "500"]),
    ("a title of 17 characters", 18, f"{K}title: {'党' * 17}", 18, 20, "warning", ["17 个字", "16"]),
    ("emoji in a title", 18, f"{K}title: 入党😀誓词🎉", 18, 20, "error", ["画不出", "😀", "U+1F600", "🎉"]),
    ("an escaped emoji in a title", 18, f'{K}title: "\\U0001F600"', 18, 20, "error", ["画不出", "U+1F600"]),
    ("emoji in a notice", 9, "  - text: 停水😀", 9, 11, "error", ["画不出"]),
    ("emoji in a block of text", 26, [f"{K}text: |", f"{K}  甲", f"{K}  乙😀"], 28, 16, "error", ["画不出"]),
    ("Chinese quotes round a title", 18, f"{K}title: “入党誓词”", 18, 20, "warning", ["中文引号", '"入党誓词"']),
    ("a title that is a bare number", 18, f"{K}title: 2026", 18, 20, "warning", ["2026", '"2026"']),
    ("a title that is a bare no", 18, f"{K}title: no", 18, 20, "warning", ["「否」", '"no"']),
    ("a bare octal id", 24, "          - id: 0123", 24, 17, "warning", ["0123", "83", '"0123"']),
    ("an id with a blank", 24, "          - id: a b", 24, 17, "error", ["空格"]),
    ("an id in Chinese quotes", 24, "          - id: “a”", 24, 17, "error", ["中文引号"]),
    ("an id used twice by items", 24, "          - id: shici", 24, 17, "error", ["shici", "第 17 行"]),
    ("a section's id used by an item", 24, "          - id: jiceng", 24, 17, "error", ["jiceng", "第 12 行"]),
    ("an item's id used by a section", 29, "  - id: shici", 29, 9, "error", ["shici", "第 17 行"]),
    ("a column with a used id", 27, ["      - id: shici", "        title: 会议"], 27, 13, "error", ["第 17 行"]),
    ("a doubled key", 19, [f"{K}title: 再来", f"{K}file: lessons/shici.mp4"], 19, 13, "error", ["两次", "第 18 行"]),
    ("a bare duration", 20, f"{K}duration: 12:30", 20, 23, "warning", ["12:30", "750", '"12:30"']),
    ("a duration in words", 20, f"{K}duration: 十二分钟", 20, 23, "error", ["十二分钟", '"12:30"']),
    ("a duration with a wide colon", 20, f'{K}duration: "12：30"', 20, 23, "error", ["英文"]),
    ("a duration of seconds in quotes", 20, f'{K}duration: "750"', 20, 23, "error", ["去掉引号"]),
    ("a duration of nothing", 20, f"{K}duration: 0", 20, 23, "error", ["范围"]),
    ("a bare date", 20, f"{K}date: 2026-07-01", 20, 19, "warning", ["日期", '"2026-07-01"']),
    ("a date with a month too many", 20, f'{K}date: "2026-13-45"', 20, 19, "error", ["没有 13 月"]),
    ("a bare date with a month too many", 20, f"{K}date: 2026-13-45", 20, 19, "error", ["没有 13 月"]),
    ("the 30th of February", 20, f'{K}date: "2026-02-30"', 20, 19, "error", ["2 月没有 30 日"]),
    ("the 29th of February 2026", 20, f'{K}date: "2026-02-29"', 20, 19, "error", ["2026 年 2 月没有 29 日"]),
    ("a date in Chinese", 20, f"{K}date: 2026年7月1日", 20, 19, "error", ['"2026-07-01"']),
    ("a date with strokes", 20, f"{K}date: 2026/7/1", 20, 19, "error", ['"2026-07-01"']),
    ("a notice that ends too early", 10, ['    from: "2026-08-01"', '    until: "2026-07-01"'], 11, 12, "error", ["早于"]),
    ("an order in words", 20, f"{K}order: 第三", 20, 20, "error", ["整数", "第三"]),
    ("an order in quotes", 20, f'{K}order: "3"', 20, 20, "error", ["整数", "去掉引号"]),
    ("an order with a zero before it", 20, f"{K}order: 010", 20, 20, "warning", ["010", "数字 8"]),
    ("hours in words", 20, f"{K}hours: 半个", 20, 20, "error", ["数字", "半个"]),
    ("required in Chinese", 20, f"{K}required: 必修", 20, 23, "error", ["true", "false"]),
    ("required as yes", 20, f"{K}required: yes", 20, 23, "warning", ["true"]),
    ("a missing media file", 19, f"{K}file: lessons/nope.mp4", 19, 19, "error", ["没有", "lessons/nope.mp4"]),
    ("media/ in a path", 19, f"{K}file: media/lessons/shici.mp4", 19, 19, "error", ["file: lessons/shici.mp4"]),
    ("a path that climbs out", 19, f"{K}file: ../etc/passwd", 19, 19, "error", ["..", "media"]),
    ("a path that climbs out on the way", 19, f"{K}file: lessons/../../a.mp4", 19, 19, "error", [".."]),
    ("an absolute path", 19, f"{K}file: /etc/passwd", 19, 19, "error", ["不在 media 文件夹里"]),
    ("a path of another system", 19, f"{K}file: C:/a.mp4", 19, 19, "error", ["不在 media 文件夹里"]),
    ("a backslash in a path", 19, f"{K}file: lessons\\a.mp4", 19, 19, "error", ["反斜杠"]),
    ("a folder as a file", 19, f"{K}file: lessons", 19, 19, "error", ["文件夹"]),
    ("an address as a file", 19, f"{K}file: http://a.cn/1.mp4", 19, 19, "error", ["url"]),
    ("an empty file", 19, f"{K}file:", 19, 18, "error", ["空的"]),
    ("a document as a lesson", 19, f"{K}file: articles/guanxi.md", 19, 19, "error", ["article"]),
    ("a missing subtitle", 20, f"{K}subtitle: subtitles/b.srt", 20, 23, "error", ["没有", "subtitles/b.srt"]),
    ("a subtitle of another kind", 20, f"{K}subtitle: a.ass", 20, 23, "error", [".srt、.vtt"]),
    ("a cover of another kind", 20, f"{K}cover: covers/a.gif", 20, 20, "error", [".jpg"]),
    ("an address of another scheme", 23, f"{K}url: rtsp://a.cn/1", 23, 18, "error", ["rtsp", "http"]),
    ("a file address", 23, f"{K}url: file:///etc/passwd", 23, 18, "error", ["file", "http"]),
    ("an address without a scheme", 23, f"{K}url: www.a.cn/1.mp4", 23, 18, "error", ["http://"]),
    ("a blank in an address", 23, f"{K}url: http://a.cn/1 2.mp4", 23, 18, "error", ["空格", "%20"]),
    ("an address without a host", 23, f"{K}url: http:///a", 23, 18, "error", ["不完整"]),
    ("an address with a port too high", 23, f"{K}url: http://a.cn:99999/", 23, 18, "error", ["端口"]),
    ("a wide colon in an address", 23, f"{K}url: http：//a.cn/", 23, 18, "error", ["不是网址"]),
    ("a base of another scheme", 4, "  base: ftp://a.cn", 4, 9, "error", ["ftp"]),
    ("no base for a path", [3, 4], None, 26, 15, "error", ["feeds.base", "huiyi/feed.json"]),
    ("a refresh too quick", 4, ["  base: http://a.cn", "  refresh_minutes: 1"], 5, 20, "error", ["5 到 1440"]),
    ("an item without anything to show", 19, None, 17, 13, "error", ["没有内容", "file"]),
    ("an item with two things to show", 20, f"{K}url: http://a.cn/1", 20, 13, "error", ["file", "url", "一个"]),
    ("an item that is lesson and article", 20, ART, 20, 13, "error", ["既有 file 又有 article"]),
    ("a misspelt file", 19, f"{K}flie: lessons/shici.mp4", 19, 13, "error", ["flie", "是不是想写 file"]),
    ("a column with items and feed", 28, ["        feed: a/b.json", "        items: []"], 29, 9, "error", ["只能写一个"]),
    ("a column with neither", 28, None, 27, 9, "error", ["没有内容", "items: []"]),
    ("an empty feed", 28, "        feed:", 28, 14, "error", ["空的"]),
    ("a blank in a feed", 28, "        feed: a b.json", 28, 15, "error", ["空格"]),
    ("a feed of another scheme", 28, "        feed: ftp://a.cn/feed", 28, 15, "error", ["ftp"]),
    ("a feed that climbs", 28, "        feed: ../feed.json", 28, 15, "error", [".."]),
    ("an unknown kind", 26, [ART, f"{K}kind: notise"], 27, 19, "error", ["notise", "notice"]),
    ("a kind in Chinese", 26, [ART, f"{K}kind: 办事指南"], 27, 19, "error", ["kind: guide"]),
    ("nine sections", [53, 54, 55], None, 11, 1, "error", ["十个", "9 个", "补上 1 个"]),
    ("eleven sections", 56, ["  - id: x", "    title: 多", "    columns: []"], 56, 5, "error", ["十个", "11 个"]),
    ("sections as a word", [*range(11, 56)], "sections: 十个", 11, 11, "error", ["列表"]),
    ("a section without columns", 31, None, 29, 5, "error", ["缺少 columns"]),
    ("a title out of its place", 1, ["version: 1", "title: 站"], 2, 1, "error", ["title", "缩进"]),
    ("a lesson for today that is nowhere", 6, "  - lesson: shicl", 6, 13, "warning", ["shicl", "跳过", "shici"]),
    ("an article for today", 6, "  - lesson: guanxi", 6, 13, "warning", ["不是课程"]),
    ("a day too many", 7, "    weekday: 8", 7, 14, "error", ["1 到 7"]),
    ("a date and a weekday", 7, ['    date: "2026-07-01"', "    weekday: 3"], 8, 5, "error", ["只能写一个"]),
    ("a bare clock time", 7, "    time: 15:00", 7, 11, "warning", ["15:00", "900"]),
    ("a clock time too late", 7, '    time: "25:00"', 7, 11, "error", ["25:00"]),
    ("today as a mapping", [5, 6, 7], ["today:", "  lesson: shici"], 6, 3, "error", ["列表"]),
]  # fmt: skip


@pytest.mark.parametrize("case", MEANING, ids=lambda case: str(case[0]))
def test_one_mistake_is_one_problem_in_its_place(case: tuple, lines: list[str], look: Look) -> None:
    _, at, new, line, column, severity, words = case
    plant(lines, at, new)
    reading = look(lines)
    found = [(problem.line, problem.column, problem.severity) for problem in reading.problems]
    assert found == [(line, column, severity)], [problem.line_text() for problem in reading.problems]
    said = reading.problems[0].message + reading.problems[0].hint
    assert all(word in said for word in words), said
    assert reading.problems[0].message and reading.problems[0].hint
    assert (reading.catalogue is None) == (severity == "error")


def plant(lines: list[str], at: int | list[int], new: str | list[str] | None) -> None:
    """Put `new` in the place of line (or lines) `at`, counted from 1."""
    first, last = (at, at) if isinstance(at, int) else (at[0], at[-1])
    lines[first - 1 : last] = [] if new is None else [new] if isinstance(new, str) else new


WRITING = [
    ("a wide colon after a dash", 17, "          - id：shici", 17, 15, ["中文冒号"]),
    ("a wide colon after a key", 18, f"{K}title：入党誓词", 18, 18, ["title", "中文冒号"]),
    ("a wide colon in the first line", 1, "version：1", 1, 8, ["中文冒号"]),
    ("a wide colon before a list", 11, "sections：", 11, 9, ["中文冒号"]),
    ("no blank after a colon", 18, f"{K}title:入党誓词", 18, 18, ["冒号后面少了空格", "title: 入党誓词"]),
    ("no blank after the colon of a dashed key", 17, "          - id:shici", 17, 15, ["少了空格"]),
    ("no blank after a dash", 17, "          -id: shici", 17, 11, ["短横线"]),
    ("a wide dash", 17, "          － id: shici", 17, 11, ["短横线"]),
    ("an equals sign for a colon", 18, f"{K}title = 入党誓词", 18, 18, ["冒号"]),
    ("no colon", 18, f"{K}title 入党誓词", 18, 18, ["冒号"]),
    ("tabs for blanks", 18, "\t\t\ttitle: 入党誓词", 18, 1, ["Tab"]),
    ("a tab after blanks", 18, "        \ttitle: 入党誓词", 18, 9, ["Tab"]),
    ("a tab after a dash", 17, "          -\tid: shici", 17, 12, ["Tab"]),
    ("wide blanks before a dash", 17, "　　　　　- id: shici", 17, 1, ["全角空格", "U+3000"]),
    ("a no-break space before a key", 18, "\xa0           title: 入党誓词", 18, 1, ["U+00A0"]),
    ("a line too far to the right", 18, f"{K}  title: 入党誓词", 18, 15, ["缩进", "12 个空格"]),
    ("a line too far to the left", 18, "           title: 入党誓词", 18, 12, ["缩进", "12 个空格"]),
    ("a first item too far to the left", 17, "         - id: shici", 17, 10, ["缩进", "10 个空格"]),
    ("a later item too far to the right", 21, "            - id: dangzhang", 21, 13, ["缩进", "10 个空格"]),
    ("a later item too far to the left", 21, "         - id: dangzhang", 21, 10, ["缩进", "10 个空格"]),
    ("a quote left open", 18, f'{K}title: "入党誓词', 18, 20, ["引号", "没有配对"]),
    ("a single quote left open", 18, f"{K}title: '入党誓词", 18, 20, ["引号", "没有配对"]),
    ("a quote left open before a quoted line", 19, f'{K}file: "lessons/shici.mp4', 19, 19, ["引号", "没有配对"]),
    ("words after a quote", 18, f'{K}title: "入党"誓词', 18, 20, ["引号外面"]),
    ("quotes in quotes", 18, f'{K}title: "说"好""', 18, 20, ["引号外面"]),
    ("a colon in a value", 18, f"{K}title: 党章: 总纲", 18, 22, ["冒号", "引号"]),
    ("a value that begins with an at sign", 18, f"{K}title: @入党", 18, 20, ["@", "引号"]),
    ("a value that begins with per cent", 18, f"{K}title: %入党", 18, 20, ["%", "引号"]),
    ("a value that begins with a star", 18, f"{K}title: *入党", 18, 20, ["*", "引号"]),
    ("a value that begins with a dash", 18, f"{K}title: - 入党", 18, 20, ["-"]),
    ("a value that begins with a call", 18, f"{K}title: !入党", 18, 20, ["!", "引号"]),
    ("a bracket left open", 18, f"{K}title: [入党", 18, 20, ["[", "没有配对"]),
    ("words after a bracket", 18, f"{K}title: [入党] 誓词", 18, 20, ["引号"]),
    ("a brace left open", 18, f"{K}title: {{入党", 18, 20, ["{", "没有配对"]),
    ("a backslash in double quotes", 18, f'{K}title: "C:\\党"', 18, 23, ["反斜杠"]),
    ("an anchor", 18, f"{K}title: &a 入党", 18, 20, ["&a", "删去"]),
    ("an alias", 18, f"{K}title: *a", 18, 20, ["*a"]),
    ("a tag", 18, f"{K}title: !!str 入党", 18, 20, ["!!str"]),
    ("a tag that runs code elsewhere", 18, f"{K}title: !!python/name:os.system", 18, 20, ["!!python/name"]),
    ("a line of words", 19, [f"{K}入党誓词很重要", f"{K}file: lessons/shici.mp4"], 19, 13, ["没有冒号"]),
    ("words after a bar", 18, f"{K}summary: | 入党", 18, 24, ["|"]),
    ("three dashes in the middle", 11, ["---", "sections:"], 11, 1, ["---", "删去"]),
    ("an order for the parser", 1, ["%abc", "version: 1"], 1, 1, ["%"]),
    ("a control character", 18, f"{K}title: 入党\x07誓词", 18, 22, ["控制字符", "U+0007"]),
    ("a foreign line end", 18, f"{K}title: 入党\u2028誓词", 18, 22, ["U+2028"]),
]  # fmt: skip


@pytest.mark.parametrize("case", WRITING, ids=lambda case: str(case[0]))
def test_one_slip_of_writing_is_one_error_where_it_begins(case: tuple, lines: list[str], look: Look) -> None:
    name, at, new, line, column, words = case
    if name == "words after a bar":  # the title must stay
        lines.insert(18, lines[17])
        at, line = 18, 18
    plant(lines, at, new)
    reading = look(lines)
    found = [(problem.line, problem.column, problem.severity) for problem in reading.problems]
    assert found == [(line, column, "error")], [problem.line_text() for problem in reading.problems]
    said = reading.problems[0].message + reading.problems[0].hint
    assert all(word in said for word in words), said
    assert reading.catalogue is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_alike(ending: str, lines: list[str], look: Look) -> None:
    lines[17] = f"{K}titel: 入党誓词"
    lines[24] = f"{K}title：组织关系"
    reading = look(ending.join(lines) + ending)
    assert [(problem.line, problem.column) for problem in reading.problems] == [(18, 13), (25, 18)]


def test_columns_count_characters_also_after_emoji(lines: list[str], look: Look) -> None:
    lines[17] = f"{K}{{title: 😀"
    lines[17] = '            "title": "😀"   '
    assert [(problem.line, problem.column) for problem in look(lines).problems] == [(18, 22)]


def test_every_message_is_one_line_and_says_how_to_mend_it(lines: list[str], look: Look) -> None:
    for case in MEANING:
        copy = list(lines)
        plant(copy, case[1], case[2])
        for problem in look(copy).problems:
            text = problem.line_text()
            assert "\n" not in text and text.startswith(f"目录.yaml:{problem.line}:{problem.column}: ")
            assert text.count("; ") == 1, text


def test_the_good_file_has_no_problem(lines: list[str], look: Look) -> None:
    reading = look(lines)
    assert reading.problems == () and reading.catalogue is not None


def advice(look: Look, lines: list[str]) -> list[str]:
    return [problem.line_text() for problem in look(lines).problems]


@pytest.mark.parametrize("written", ["title: #1 三会一课", "title:#1 三会一课", "title：#1 三会一课", "title = #1 三会一课"])
def test_a_title_that_a_hash_turned_into_a_comment_is_told_to_take_quotes(written: str, lines: list[str], look: Look) -> None:
    lines[17] = K + written
    (said,) = advice(look, lines)
    assert "注释" in said and 'title: "#1 三会一课"' in said
    lines[17] = f'{K}title: "#1 三会一课"'  # what it advises is right
    assert advice(look, lines) == []


def test_words_with_quotes_behind_a_hash_are_advised_as_yaml_can_read_them(lines: list[str], look: Look) -> None:
    lines[17] = f'{K}title: #1 学"两会"'
    (said,) = advice(look, lines)
    assert "title: '#1 学\"两会\"'" in said
    lines[17] = f"{K}title: '#1 学\"两会\"'"
    assert advice(look, lines) == []


def test_what_a_hash_hides_is_told_wherever_something_was_meant(lines: list[str], look: Look) -> None:
    for at, written, words in (
        (20, f"{K}speaker: #1 号讲师", '"#1 号讲师"'),
        (19, f"{K}file: #1.mp4", "写在 # 前面"),
        (17, "          - id: #abc", 'id: "#abc"'),
        (28, "        feed: # 还没有", "写在 # 前面"),
        (26, f"{K}text: # 标题", "text: |"),
        (2, "station: #1 活动室", '"#1 活动室"'),
    ):
        changed = list(lines)
        changed[at - 1] = written
        found = look(changed).problems
        assert [(problem.line, problem.severity) for problem in found if "注释" in problem.message] == [
            (at, "warning" if "speaker" in written else "error")
        ]
        assert words in next(problem.hint for problem in found if "注释" in problem.message)


def test_a_comment_behind_a_key_that_may_stay_empty_is_nobodys_mistake(lines: list[str], look: Look) -> None:
    lines[19] = f"{K}speaker: # 以后再写"
    assert advice(look, lines) == []


@pytest.mark.parametrize("day", ["2026-9-31", "2026-2-29", "2026年2月30日", "2026/13/1", "2026.0.5", "0026-7-1", "2026-7-1", "明天"])
def test_a_date_that_is_advised_is_one_that_check_takes(day: str, lines: list[str], look: Look) -> None:
    import re

    lines[19] = f'{K}date: "{day}"'
    (said,) = advice(look, lines)
    advised = re.findall(r'date: "[^"]*"', said)
    assert advised
    lines[19] = K + advised[0]
    assert advice(look, lines) == []


def test_a_number_in_quotes_that_is_out_of_bounds_is_not_only_told_to_drop_them(lines: list[str], look: Look) -> None:
    lines[6] = '    weekday: "8"'
    (said,) = advice(look, lines)
    assert "去掉引号" in said and "1 到 7" in said
    lines[6] = '    weekday: "7"'
    (said,) = advice(look, lines)
    assert said.endswith("去掉引号")


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> 3f2a1b0 改标题", "|||||||"])
def test_a_mark_of_a_merge_is_named_once_wherever_it_stands(mark: str, lines: list[str], look: Look) -> None:
    lines[9:9] = ["# 写给人看的话"]
    lines[26:27] = [f"{K}text: |", f"{K}  甲", f"{K}  乙", f"{K}  丙"]
    assert look(lines).catalogue is not None, advice(look, lines)
    for at in range(len(lines) + 1):
        marked = [*lines[:at], mark, *lines[at:]]
        found = look(marked).problems
        assert [(problem.line, problem.column) for problem in found] == [(at + 1, 1)], (at, [each.line_text() for each in found])
        assert mark.split()[0] in found[0].message and "合并" in found[0].message


def test_of_two_sides_of_a_merge_only_the_marks_are_told(lines: list[str], look: Look) -> None:
    lines[17:18] = ["<<<<<<< HEAD", f"{K}title: 入党誓词", "=======", f"{K}title: 誓词", ">>>>>>> b"]
    assert [problem.line for problem in look(lines).problems] == [18, 20, 22]
    lines[19:20] = ["||||||| a", f"{K}title: 旧", "======="]
    assert [problem.line for problem in look(lines).problems] == [18, 20, 22, 24]


def test_words_before_the_first_key_do_not_put_the_whole_file_out_of_line(lines: list[str], look: Look) -> None:
    (problem,) = look(["我们的节目单", *lines]).problems
    assert (problem.line, problem.column) == (1, 1) and "没有冒号" in problem.message and "#" in problem.hint


def test_the_same_complaint_of_indentation_is_not_said_of_every_line_that_follows(lines: list[str], look: Look) -> None:
    found = look(["- 我们的节目单", *lines]).problems
    assert found and all(
        (one.message, one.hint) != (other.message, other.hint) for one, other in pairwise(found)
    )


def test_the_notes_of_the_shipped_file_ask_no_more_of_an_id_than_check_does(lines: list[str], look: Look) -> None:
    from pathlib import Path

    notes = Path(__file__).parents[2].joinpath("channels.yaml").read_text("utf-8").partition("version:")[0]
    assert "小写" not in notes and "不要有空格" in notes and "加英文引号" in notes
    for name in ("三会一课", "DK_sanhui", "a-1"):
        lines[20] = f"          - id: {name}"
        assert advice(look, lines) == []
