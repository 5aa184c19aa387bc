"""The catalogue when there is none that can be read and never was: ten sections with nothing in them yet."""

from __future__ import annotations

from tvapp.core import words
from tvapp.core.model import Catalogue, Section

TITLES = (
    "基层党建", "支部党课", "党员教育", "党员风采", "政务公开", "办事指南", "道德讲堂", "招聘信息", "民生服务", "文化科普",
)  # fmt: skip


def empty_catalogue() -> Catalogue:
    return Catalogue(station=words.STATION, sections=tuple(Section(f"section{i}", title) for i, title in enumerate(TITLES, 1)))
