"""Our own articles: Markdown with front matter."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.adapters.markdown_articles import ArticleUnreadable, inside, read_article, read_head, take_apart
from tvapp.adapters.markdown_blocks import markdown_to_blocks
from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.model import Guide, Material

WHOLE = """---
id: banzheng
title: 办老年人优待证
kind: guide
issuer: 示范街道
date: "2026-03-02"
effective: 2026-04-01
phone_is_not_here: 1
guide:
  place: 便民服务中心
  hours: [上午 8:30, 下午 1:30]
  phone: 0512
  window: 12:30
  bring:
    - name: 身份证
      note: 原件
    - 户口本
  steps:
    - 取号
  visits: 1
  official:
    事项名称: 优待证
  faq:
    - {q: 能代办吗？, a: 能。}
  verified: 2026-09-18
---
正文。
"""


def test_an_article_with_everything_is_read():
    article, body = read_article(None, WHOLE)
    assert (article.id, article.title, article.kind, article.issuer) == (
        "banzheng",
        "办老年人优待证",
        "guide",
        "示范街道",
    )
    assert article.published is not None and article.published.isoformat() == "2026-03-02T00:00:00+08:00"
    assert article.effective == date(2026, 4, 1)
    assert body.blocks == (Paragraph("正文。"),)
    assert body.guide == Guide(
        place="便民服务中心",
        hours=("上午 8:30", "下午 1:30"),
        phone="0512",
        window="12:30",
        bring=(Material("身份证", "原件"), Material("户口本")),
        steps=("取号",),
        visits=1,
        official=(("事项名称", "优待证"),),
        faq=(("能代办吗？", "能。"),),
        verified=date(2026, 9, 18),
    )


def test_markdown_becomes_blocks_and_raw_html_stays_words():
    text = """# 一级

段落一
接着 **粗** <b>不是标签</b>\\
新行

- 甲
  - 乙
- 丙

1. 一
   - 子
2. 二

5) 五

> 引

| 月份 | 收入 |
|---|---|
| 一月 | ![](p.png) 3 |

前 ![图](a%20b.png "题") 后

    代码
***
"""
    assert markdown_to_blocks(text) == (
        Heading("一级", 1),
        Paragraph("段落一接着 粗 <b>不是标签</b>"),
        Paragraph("新行"),
        ListBlock(("甲", "\u3000– 乙", "丙")),
        ListBlock(("一 子", "二"), True),
        Paragraph("5. 五"),
        Quote("引"),
        Table((("月份", "收入"), ("一月", "3")), True),
        Image("p.png", ""),
        Paragraph("前"),
        Image("a b.png", "图"),
        Paragraph("后"),
        Paragraph("代码"),
    )


def test_the_title_may_stand_as_the_first_heading_and_is_not_shown_twice():
    article, body = read_article(None, "# 停水通知\n\n今天停水。\n")
    assert article.title == "停水通知"
    assert body.blocks == (Paragraph("今天停水。"),)


@pytest.mark.parametrize(
    ("front", "line", "column", "words"),
    [
        ("titel: 甲", 2, 1, "title"),
        ("title: 甲\ntitle: 乙", 3, 1, "两遍"),
        ("title: 甲\ndate: 昨天", 3, 7, "日期"),
        ("title: 甲\ndate: 2026", 3, 7, "日期"),
        ("title: 甲\nkind: guid", 3, 7, "guide"),
        ("title: 甲\nurl: ftp://x", 3, 6, "网址"),
        ("title: [甲]", 2, 8, "一句话"),
        ("title: 甲\neffective: 2026-02-01\nexpires: 2026-01-01", 4, 10, "失效"),
        ("guide:\n  plase: 一楼", 3, 3, "place"),
        ("guide: 一楼", 2, 8, "guide"),
        ("guide:\n  visits: 两次", 3, 11, "数"),
        ("guide:\n  bring:\n    - note: 原件", 4, 7, "name"),
        ("guide:\n  faq:\n    - 问", 4, 5, "q"),
        ("guide:\n  verified: 2026-02-30", 3, 13, "日期"),
        ("guide:\n  place: [一, 二]", 3, 10, "一句话"),
        ("title: 甲\n\tdate: x", 3, 1, ""),
        ("title：甲", 2, 1, ""),
        ("title: &a 甲", 2, 8, ""),
    ],
)
def test_a_mistake_in_the_front_matter_is_named_with_its_place(front, line, column, words):
    problems = take_apart(f"---\n{front}\n---\n正文\n", "a.md").problems
    assert problems, front
    first = problems[0]
    assert (first.file, first.line, first.severity) == ("a.md", line, "error")
    assert words == "" or first.column == column
    assert words in first.message + first.hint
    read_article(None, f"---\n{front}\n---\n正文\n")  # at run time the same file is read as well as it can be


def test_front_matter_without_an_end_is_a_problem():
    assert "没有结束" in take_apart("---\ntitle: 甲\n", "a.md").problems[0].message


@pytest.mark.parametrize(
    "bomb", ["a: " + "[" * 200_000, "a: &x [*x]", "a: &a [1]\nb: [*a, *a]\n" * 20, "? " * 5000, "- " * 5000]
)
@pytest.mark.timeout(30)
def test_front_matter_that_explodes_is_a_problem_and_no_more(bomb):
    assert take_apart(f"---\n{bomb}\n---\n正文", "a.md").problems


@pytest.mark.parametrize(
    ("data", "words"),
    [("党建".encode("gbk"), "UTF-8"), (b"\0\1", "文字"), (b"x" * 1_000_001, "太大")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, words: str):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(ArticleUnreadable, match=words):
        read_article(path, None)
    with pytest.raises(ArticleUnreadable, match="文件夹"):
        read_head(tmp_path, None)
    with pytest.raises(ArticleUnreadable, match="不在"):
        read_head(tmp_path / "no.md", None)


def test_a_pipe_in_the_folder_is_no_article_and_nobody_waits_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(ArticleUnreadable, match="不是文字文件"):
        read_article(tmp_path / "a.md", None)


def test_pictures_are_paths_inside_media_and_never_outside(tmp_path: Path):
    assert inside("articles/a", "p.png") == "articles/a/p.png"
    assert inside("articles/a", "../p.png") == "articles/p.png"
    for src in ("../../../etc/passwd", "/etc/passwd", "file:///x", "javascript:x", "../..", "a\\b", ""):
        assert inside("articles/a", src) == ""
    folder = tmp_path / "media" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("![](near.png) ![](covers/far.png) ![](../../x.png)")
    (folder / "near.png").write_bytes(b"x")
    _, body = read_article(folder / "a.md", None, folder="articles")
    assert body.blocks == (Image("articles/near.png", ""), Image("covers/far.png", ""))
    assert read_article(folder / "a.md", None)[1] == body  # the folder is found from the path
    assert read_article(None, "![](covers/far.png)")[1].blocks == (Image("covers/far.png", ""),)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("-:#[]{}&*!|>'\"%@`, \n\ta甲①\u3000"), max_size=60))
def test_no_text_makes_reading_raise(text):
    article, body = read_article(None, f"---\n{text}\n---\n{text}")
    assert isinstance(article.title, str) and isinstance(body.blocks, tuple)
