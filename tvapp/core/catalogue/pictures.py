"""Pictures of an article that have no words: who cannot see them, or has the article read aloud, learns nothing of them.

Looks at Markdown as text: good enough for a 提醒. Must not: read files or parse documents.
"""

from __future__ import annotations

import re

_SILENT = re.compile(r"!\[\s*\](?=[(\[])")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_CODE = re.compile(r"`+[^`\n]*`+")


def unspoken_pictures(markdown: str) -> list[tuple[int, int]]:
    """(line, column), both from 1, of every picture without alternative words; what is shown as code does not count."""
    found: list[tuple[int, int]] = []
    fence = ""
    for number, line in enumerate(markdown.split("\n"), 1):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
            continue
        if fence or "![" not in line:
            continue
        shown = _CODE.sub(lambda code: " " * len(code[0]), line)
        found += [(number, match.start() + 1) for match in _SILENT.finditer(shown)]
    return found


def unspoken(count: int) -> tuple[str, str]:
    """What is said of them, and how to mend it."""
    what = "这张图片没有说明文字" if count == 1 else f"有 {count} 张图片没有说明文字，这是第一张"
    return f"{what}，看不清的人不知道上面是什么", "在方括号里写一句话，例如 ![孩子们在田里插秧](rice.jpg)，电视会写在图下面，也会念"
