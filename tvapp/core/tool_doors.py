"""What 确定 does on each tool of home. It knows the screens, so that home need not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tvapp.core.screens import board, search, settings
from tvapp.core.state import DialogState, State
from tvapp.core.step import Step, stay


def _text_size(state: State) -> Step:
    return stay(replace(state, dialog=DialogState("text-size", state.settings.text_size - 1)))


DOORS: Mapping[str, Callable[[State], Step]] = {
    "tool:search": search.open_page,
    "tool:history": board.open_page,
    "tool:size": _text_size,
    "tool:settings": settings.menu,
}
"""Id of the tool -> what opens. A tool stands in core/tools only if it has a door here (a test holds it)."""
