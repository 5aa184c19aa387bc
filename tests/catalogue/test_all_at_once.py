"""Dozens of mistakes of every kind in one file: each is found in the same pass, in its own place."""

from __future__ import annotations

from collections.abc import Callable

from tvapp.adapters.catalogue_file import CatalogueReading

Look = Callable[..., CatalogueReading]

# Each line; behind ⟦ ⟧ stands the column of the mistake on it and a word of its message.
BOOK = """\
version: 2⟦10 只能是 1⟧
station: 😀站⟦10 画不出⟧
feeds:
  bass: http://a.cn⟦3 bass⟧
  base: gopher://a.cn⟦9 gopher⟧
today:
  - lesson: nothing
    time: "26:00"⟦11 26:00⟧
notices:
  - text:⟦10 空的⟧
  - txet: 通知⟦5 txet⟧
sections:⟦1 9 个⟧
  - id: one
    title: 第一：版块
    columns:
      - title: 栏目
        items:
          - id：a⟦15 中文冒号⟧
            title: 甲
            file: a.mp4⟦19 a.mp4⟧
          - id: b
            titel: 乙⟦13 titel⟧
            file: ../b.mp4⟦19 ..⟧
          - id: c
            title: 丙
            url: mms://c.cn/1⟦18 mms⟧
          - id: d
\t\t\ttitle: 丁⟦1 Tab⟧
            url: http://d.cn/a b⟦18 空格⟧
          - id: e
            title: "戊⟦20 引号⟧
            url: http://e.cn/
            duration: 5:61⟦23 5:61⟧
          - id: b⟦17 第 21 行⟧
            title: 己: 庚⟦21 冒号⟧
            url: http://f.cn/
            date: "2026-02-31"⟦19 2 月没有 31 日⟧
          - id: g⟦13 没有内容⟧
            title: 庚
              speaker: 张⟦15 缩进⟧
          - id: h
            title: &x 辛⟦20 &x⟧
            url: http://h.cn/
            order: 三⟦20 整数⟧
            order: 4⟦13 两次⟧
            hours: 多⟦20 数字⟧
            date: 2026年⟦19 2026年⟧
            subtitle: a.txt⟦23 格式⟧
            required: 对⟦23 true⟧
          - id: i
            title: 壬
            text: 正文
            kind: jobs⟦19 job⟧
            cover: a.bmp⟦20 格式⟧
            expires: 明年⟦22 明年⟧
  - id: two
    title: 二
    columns: 没有⟦14 列表⟧
  - id: three⟦5 columns⟧
    title: 三
  - id: four
    title:四⟦10 少了空格⟧
    columns: []
  - id: five
    title: 五
    columns:
      - title: 甲⟦9 没有内容⟧
      - title: 乙
        feed: ftp://x⟦15 ftp⟧
  - id: six
    title: @六⟦12 @⟧
    columns: []
  - id: seven
    title: 七
    columns: []
    colums: []⟦5 colums⟧
　　- id: eight⟦1 全角空格⟧
    title: 八
    columns: []
  - id: two⟦9 第 56 行⟧
    title: 九
    columns: []
"""


def test_forty_mistakes_are_all_found_in_one_pass(look: Look) -> None:
    expected: list[tuple[int, int, str]] = []
    lines = []
    for number, line in enumerate(BOOK.splitlines(), 1):
        text, _, mark = line.partition("⟦")
        lines.append(text)
        if mark:
            column, word = mark.rstrip("⟧").split(" ", 1)
            expected.append((number, int(column), word))
    assert len(expected) >= 40
    reading = look(lines)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    found = {(problem.line, problem.column): problem.message + problem.hint for problem in errors}
    missed = [mark for mark in expected if mark[2] not in found.get((mark[0], mark[1]), "")]
    # An item whose only source is wrong says so once; nothing else may be said.
    extra = [
        problem.line_text() for problem in errors if (problem.line, problem.column) not in {e[:2] for e in expected}
    ]
    assert (missed, extra) == ([], [])
    assert reading.catalogue is None


def test_mistakes_of_meaning_are_told_beside_slips_of_writing(lines: list[str], look: Look) -> None:
    lines[16] = "          - id：shici"
    lines[21] = "            titel: 党章"
    lines[27] = "        feed: ftp://a.cn/"
    found = [(problem.line, problem.column) for problem in look(lines).problems]
    assert found == [(17, 15), (22, 13), (28, 15)]


def test_a_line_that_cannot_be_read_causes_no_further_complaints(lines: list[str], look: Look) -> None:
    lines[17] = '            title: "\\q"'
    assert [(problem.line, problem.column) for problem in look(lines).problems] == [(18, 21)]


def test_problems_stand_in_the_order_of_the_file(look: Look) -> None:
    places = [(problem.line, problem.column) for problem in look(BOOK).problems]
    assert places == sorted(places)
