"""Going from page to page: the stack of routes, focus remembered on the way back. Screens call this, never each other."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import lists, playing
from tvapp.core.events import Effect, LeaveApp, LoadArticle
from tvapp.core.index import Entry
from tvapp.core.model import DIGITS, Article, Lesson, Section
from tvapp.core.routes import ArticleRoute, GuideRoute, Route, SectionRoute
from tvapp.core.state import DialogState, State
from tvapp.core.step import Step, pop, push

BODIES_KEPT = 4
"""Bodies of articles held in memory (the newest opened)."""


def go_home(state: State) -> Step:
    return replace(state, routes=(state.routes[0],), dialog=None, digits=None), ()


def open_section(state: State, section: int) -> Step:
    """The section's page straight above home, with the column and focus it had last; home keeps its own."""
    for open_already in state.routes:
        if isinstance(open_already, SectionRoute) and open_already.section == section:
            column, key, index = open_already.column, open_already.key, open_already.index
            break
    else:
        column, key, index = remembered(state, section)
    listed = lists.entries(state, section, column)
    index = lists.anchor(state, section, column, key, index) if key else lists.first_focus(state, listed)
    route = SectionRoute(section=section, column=column, index=index, key=listed[index].key if listed else "")
    return replace(state, routes=(state.routes[0], route), dialog=None, digits=None), ()


def remembered(state: State, section: int) -> tuple[str, str, int]:
    """(column, key and place of the thing in focus) of the last visit; the first column on the first one."""
    kept = state.focus_memory.get(page_key(state.catalogue.sections[section]), "")
    column, key, index = (*kept.split("\n"), "", "", "")[:3]
    known = {tab for tab, _ in lists.tabs(state, section)}
    if column not in known:
        column = lists.default_column(state, section)
    return column, key, int(index) if index.isdecimal() and len(index) < 8 else 0


def page_key(section: Section) -> str:
    return f"section:{section.id}"


def kept(route: SectionRoute) -> str:
    """What is remembered of a section's page, on one line of the store (see `remembered`)."""
    return f"{route.column}\n{route.key}\n{route.index}"


def section_of_digit(digit: str) -> int:
    return DIGITS.index(digit)


def open_entry(state: State, section: int, column: str, entry: Entry) -> Step:
    """What 确定 does on a thing of a list."""
    item = entry.item
    if isinstance(item, Lesson):
        return playing.open_lesson(state, section, column, entry)
    return _open_article(state, section, column, entry, item)


def _open_article(state: State, section: int, column: str, entry: Entry, article: Article) -> Step:
    record = state.records.get(entry.key)
    anchor = record.page if record is not None and record.revision == article.revision else 0
    route: Route
    if article.kind == "guide":
        route = GuideRoute(section, entry.key, loading_since=state.mono, column=column)
    else:
        route = ArticleRoute(section, entry.key, anchor=anchor, loading_since=state.mono, column=column)
    kept = dict(list(state.bodies.items())[-(BODIES_KEPT - 1) :])
    kept.pop(entry.key, None)  # read anew: the office may have changed it meanwhile
    effects: tuple[Effect, ...] = (LoadArticle(entry.feed, article.id, article.file, article.text),)
    return push(replace(state, bodies=kept), route), effects


def back(state: State) -> Step:
    """One level up, always; at home it asks before leaving (a kiosk has nothing to leave to)."""
    if state.dialog is not None:
        return replace(state, dialog=None), ()
    if len(state.routes) > 1:
        return pop(state), ()
    if state.kiosk:
        return state, ()
    return replace(state, dialog=DialogState("leave")), ()


def leave(state: State) -> Step:
    return state, (LeaveApp(),)
