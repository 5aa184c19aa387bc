"""信息: what is this – the whole title of the thing in focus, and what else is known of it."""

from __future__ import annotations

from tvapp.core import words
from tvapp.core.page_table import page
from tvapp.core.routes import HomeRoute
from tvapp.core.screens import home
from tvapp.core.show import focus_words
from tvapp.core.state import State
from tvapp.core.step import Step, stay, toast


def on_key(state: State) -> Step:
    said = focus_words(state)
    top = state.top
    entry = page(top).entry(state, top)
    if isinstance(top, HomeRoute):
        for found in state.catalogue.sections:
            if home.focus_of(state, top) == f"card:{found.id}" and found.intro:
                said = words.titled(found.title, found.intro)
    if entry is not None:
        item = entry.item
        more = item.summary or "，".join(
            part for part in (getattr(item, "speaker", ""), getattr(item, "unit", ""), getattr(item, "issuer", "")) if part
        )
        said = words.titled(item.title, more)
    return stay(toast(state, said, "info"))
