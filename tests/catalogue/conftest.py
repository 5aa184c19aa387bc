"""A small good catalogue as numbered lines, to plant mistakes in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tvapp.adapters.catalogue_file import CatalogueReading, check_bytes
from tvapp.core.catalogue.facts import Facts, MediaState

GOOD_HEAD = """\
version: 1
station: 幸福里社区党群服务中心
feeds:
  base: http://127.0.0.1:8765
today:
  - lesson: shici
    time: "15:00"
notices:
  - text: 本周三下午停水。
    until: "2026-07-31"
sections:
  - id: jiceng
    title: 基层党建
    columns:
      - title: 新党员第一课
        items:
          - id: shici
            title: 入党誓词
            file: lessons/shici.mp4
            duration: "12:30"
          - id: dangzhang
            title: 党章
            url: https://example.gov.cn/2.mp4
          - id: guanxi
            title: 组织关系怎么转
            article: articles/guanxi.md
      - title: 重要会议
        feed: huiyi/feed.json
"""


class GoodMedia:
    """A media folder by names: what is in the set is there."""

    files = frozenset({"lessons/shici.mp4", "articles/guanxi.md", "covers/a.jpg", "subtitles/a.srt"})

    def media(self, path: str) -> MediaState:
        return "ok" if path in self.files else "directory" if path in ("lessons", "covers") else "missing"

    def nearest_media(self, path: str) -> str:
        return ""

    def missing_glyphs(self, text: str) -> str:
        return "".join(char for char in text if char in "😀🎉")


def good_lines() -> list[str]:
    lines = GOOD_HEAD.splitlines()
    for number in range(2, 11):
        lines += [f"  - id: banquai{number}", f"    title: 版块{number}", "    columns: []"]
    return lines


@pytest.fixture
def lines() -> list[str]:
    """The good catalogue; line 1 is lines[0]."""
    return good_lines()


@pytest.fixture
def look() -> Callable[..., CatalogueReading]:
    def reading(lines: list[str] | str | bytes, facts: Facts | None = None) -> CatalogueReading:
        text = "\n".join(lines) + "\n" if isinstance(lines, list) else lines
        return check_bytes(text if isinstance(text, bytes) else text.encode(), "目录.yaml", facts or GoodMedia())

    return reading
