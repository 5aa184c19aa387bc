"""show(state): everything on the screen at this moment, as one frozen view."""

from __future__ import annotations

from tvapp.core import lists, nav
from tvapp.core.routes import (
    ArticleRoute,
    ErrorRoute,
    GuideRoute,
    HomeRoute,
    NextRoute,
    PlayerRoute,
    Route,
    SectionRoute,
)
from tvapp.core.screens import article, dialog, error, guide, home, next_lesson, player, section
from tvapp.core.state import State
from tvapp.core.views import DigitPlate, PageView, Shown, Toast

NAMES: dict[type, str] = {
    HomeRoute: "home",
    SectionRoute: "section",
    ArticleRoute: "article",
    GuideRoute: "guide",
    PlayerRoute: "player",
    NextRoute: "next",
    ErrorRoute: "error",
}


def focus_words(state: State) -> str:
    """The words of the thing in focus, whole."""
    if state.dialog is not None:
        return dialog.focus_words(state, state.dialog)
    match state.top:
        case HomeRoute() as route:
            return home.focus_words(state, route)
        case SectionRoute() as route:
            return section.focus_words(state, route)
        case ArticleRoute() as route:
            return article.focus_words(state, route)
        case GuideRoute() as route:
            return guide.focus_words(state, route)
        case PlayerRoute() as route:
            return player.focus_words(state, route)
        case NextRoute() as route:
            return next_lesson.focus_words(state, route)
        case ErrorRoute() as route:
            return error.focus_words(state, route)


def _page(state: State) -> PageView:
    match state.top:
        case HomeRoute() as route:
            return home.view(state, route)
        case SectionRoute() as route:
            return section.view(state, route)
        case ArticleRoute() as route:
            return article.view(state, route)
        case GuideRoute() as route:
            return guide.view(state, route)
        case PlayerRoute() as route:
            return player.view(state, route)
        case NextRoute() as route:
            return next_lesson.view(state, route)
        case ErrorRoute() as route:
            return error.view(state, route)


def _name(state: State, route: Route) -> str:
    """One step of the route as the trace prints it: home, section:dangke, player:l03."""
    name = NAMES[type(route)]
    if isinstance(route, HomeRoute):
        return name
    if isinstance(route, SectionRoute):
        return f"{name}:{state.catalogue.sections[route.section].id}"
    entry = state.index.entries.get(route.key)
    return f"{name}:{entry.item.id if entry is not None else route.key}"


def _list_key(state: State) -> str:
    top = state.top
    if isinstance(top, SectionRoute):
        top = section.settled(state, top)
        return f"{top.column}/{top.index // lists.grid(state, top).per_page}"
    if isinstance(top, ArticleRoute):
        return f"{top.anchor}"
    return ""


def show(state: State) -> Shown:
    top = state.top
    route = tuple(_name(state, step) for step in state.routes)
    screen = NAMES[type(top)]
    section_id = item_id = ""
    if not isinstance(top, HomeRoute):
        section_id = state.catalogue.sections[top.section].id
        if not isinstance(top, SectionRoute):
            entry = state.index.entries.get(top.key)
            item_id = entry.item.id if entry is not None else ""
    plate = None
    if state.digits is not None:
        typed = state.digits
        left = None
        if typed.deadline is not None:
            left = max(0.0, min(1.0, (typed.deadline - state.mono) / (typed.deadline - typed.started)))
        place = nav.section_of_digit(typed.typed[-1])
        plate = DigitPlate(typed.typed, state.catalogue.sections[place].title, left)
    toast = None
    if state.toast is not None:
        toast = Toast(state.toast.words, state.toast.icon, state.toast.share)
    rests = isinstance(top, PlayerRoute) and player.rests(state)
    return Shown(
        page=_page(state),
        screen="dialog" if state.dialog is not None else screen,
        route=(*route, f"dialog:{state.dialog.name}") if state.dialog is not None else route,
        page_key="/".join(route),
        text_size=state.settings.text_size,
        theme=state.settings.theme,
        motion=not state.settings.reduced_motion,
        focus_words=focus_words(state),
        section=section_id,
        item=item_id,
        dialog=dialog.view(state, state.dialog) if state.dialog is not None else None,
        plate=plate,
        toast=toast,
        bump=(state.bump.serial, state.bump.dx, state.bump.dy),
        dim=player.DIM if rests else 0.0,
        shift=(player.SHIFT_PX, player.SHIFT_PX) if rests else (0.0, 0.0),
        list_key=_list_key(state),
    )

