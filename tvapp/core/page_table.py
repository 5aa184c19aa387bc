"""Every page in one table: its name, how it is shown, what keys and time do to it. Who adds a page adds a row here.

The functions are those of `screens`; they take the state and the route of their own page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.routes import (
    ArticleRoute,
    BoardRoute,
    EdgesRoute,
    ErrorRoute,
    GuideRoute,
    HomeRoute,
    KeysRoute,
    NextRoute,
    PlayerRoute,
    RemoteRoute,
    Route,
    SearchRoute,
    SectionRoute,
    SettingsRoute,
    WelcomeRoute,
)
from tvapp.core.screens import (
    article,
    board,
    edges,
    error,
    guide,
    home,
    next_lesson,
    player,
    remote,
    search,
    section,
    settings,
    welcome,
)
from tvapp.core.screens import keys as keys_page
from tvapp.core.state import State
from tvapp.core.step import LOADING_S, Step, bump, stay
from tvapp.core.tool_doors import DOORS
from tvapp.core.value import dataclass
from tvapp.core.views import PageView


def _stack(state: State, route: Any) -> Step | None:
    return None


def _nothing(state: State, route: Any) -> Step:
    return stay(state)


def _never(state: State, route: Any) -> Iterable[float]:
    return ()


def _own_entry(state: State, route: Any) -> Entry | None:
    return state.index.entries.get(getattr(route, "key", ""))


def _one(state: State, route: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the core asks of a page. Each function's second argument is the page's own route."""

    name: str
    """As the trace prints it."""
    view: Callable[[State, Any], PageView]
    focus_words: Callable[[State, Any], str]
    on_key: Callable[[State, Any, Key, bool, float], Step]
    back: Callable[[State, Any], Step | None] = _stack
    """返回 within the page; None leaves it to the stack of pages."""
    passing: Callable[[State, Any], Step] = _nothing
    """What comes by itself at this moment."""
    wakes: Callable[[State, Any], Iterable[float]] = _never
    """Monotonic moments at which something comes by itself."""
    entry: Callable[[State, Any], Entry | None] = _own_entry
    """The lesson or article in focus, or the one that is open."""
    list_key: Callable[[State, Any], str] = _one
    """Which page of a list is shown: another one moves."""


def _home_key(state: State, route: HomeRoute, key: Key, repeat: bool, held_s: float) -> Step:
    door = DOORS.get(home.focus_of(state, route)) if key in (Key.OK, Key.PLAY) else None
    return door(state) if door is not None else home.on_key(state, route, key, repeat, held_s)


def _home_back(state: State, route: HomeRoute) -> Step | None:
    if home.focus_of(state, route) == "ticker":
        return home.close_ticker(state, route)
    return bump(state) if state.kiosk else None


def _body_late(state: State, route: ArticleRoute | GuideRoute) -> Iterable[float]:
    return () if route.key in state.bodies else (route.loading_since + LOADING_S,)


PAGES: dict[type, Page] = {
    HomeRoute: Page(
        "home", home.view, home.focus_words, _home_key, _home_back, home.passing, home.wakes, home.entry_in_focus,
        lambda state, route: "tools" if home.focus_of(state, route).startswith("tool:") else "",
    ),
    SectionRoute: Page(
        "section", section.view, section.focus_words, section.on_key,
        back=lambda state, route: section.back(state, section.settled(state, route)),
        entry=section.entry_in_focus, list_key=section.list_key,
    ),
    ArticleRoute: Page(
        "article", article.view, article.focus_words, article.on_key, wakes=_body_late,
        list_key=lambda state, route: f"{route.anchor}",
    ),
    GuideRoute: Page("guide", guide.view, guide.focus_words, guide.on_key, wakes=_body_late),
    PlayerRoute: Page("player", player.view, player.focus_words, player.on_key, player.back, player.passing, player.wakes),
    NextRoute: Page(
        "next", next_lesson.view, next_lesson.focus_words, next_lesson.on_key,
        passing=lambda state, route: next_lesson.passing(state, route) if state.dialog is None else stay(state),
        wakes=lambda state, route: next_lesson.wakes(state, route) if state.dialog is None else (),
    ),
    ErrorRoute: Page(
        "error", error.view, error.focus_words, error.on_key, passing=error.passing,
        wakes=lambda state, route: () if route.gone_at is None else (route.gone_at,),
    ),
    SearchRoute: Page(
        "search", search.view, search.focus_words, search.on_key, search.back,
        entry=search.entry_in_focus, list_key=search.list_key,
    ),
    BoardRoute: Page(
        "history", board.view, board.focus_words, board.on_key, board.back, entry=board.entry_in_focus, list_key=board.list_key,
    ),
    SettingsRoute: Page(
        "settings", settings.view, settings.focus_words, settings.on_key, list_key=lambda state, route: f"{route.first}",
    ),
    KeysRoute: Page(
        "keys", keys_page.view, keys_page.focus_words, keys_page.on_key, list_key=lambda state, route: f"{route.first}",
    ),
    EdgesRoute: Page("edges", edges.view, edges.focus_words, edges.on_key),
    RemoteRoute: Page(
        "remote", remote.view, remote.focus_words, remote.on_key, passing=remote.passing, wakes=remote.wakes,
    ),
    WelcomeRoute: Page("welcome", welcome.view, welcome.focus_words, welcome.on_key, welcome.back),
}  # fmt: skip


def page(route: Route) -> Page:
    return PAGES[type(route)]
