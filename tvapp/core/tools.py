"""The tool row of home: what stands in it. What 确定 on a tool does stands in core/tool_doors, which knows the screens."""

from __future__ import annotations

from collections.abc import Callable

from tvapp.core import words
from tvapp.core.state import State
from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    id: str
    """tool:<name>"""
    icon: str
    title: str
    sub: Callable[[State], str]
    """The small line under the title."""


TOOLS: tuple[Tool, ...] = (
    Tool("tool:search", "magnifying-glass", words.SEARCH, lambda state: words.SEARCH_SUB),
    Tool("tool:history", "clock-counter-clockwise", words.HISTORY, lambda state: words.HISTORY_SUB),
    Tool("tool:size", "text-aa", words.TEXT_SIZE, lambda state: words.size_is(state.settings.text_size.label)),
    Tool("tool:settings", "gear", words.SETTINGS, lambda state: words.TOOL_SETTINGS_SUB),
)
"""From left to right."""


def find(id_: str) -> Tool | None:
    return next((tool for tool in TOOLS if tool.id == id_), None)
