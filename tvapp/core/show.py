"""show(state): everything on the screen at this moment, as one frozen view."""

from __future__ import annotations

from tvapp.core import idle, lists, nav
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
    section_of,
)
from tvapp.core.screens import (
    article,
    board,
    dialog,
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
from tvapp.core.views import DigitPlate, PageView, Shown, Toast

NAMES: dict[type, str] = {
    HomeRoute: "home",
    SectionRoute: "section",
    ArticleRoute: "article",
    GuideRoute: "guide",
    PlayerRoute: "player",
    NextRoute: "next",
    ErrorRoute: "error",
    SearchRoute: "search",
    BoardRoute: "history",
    SettingsRoute: "settings",
    KeysRoute: "keys",
    EdgesRoute: "edges",
    RemoteRoute: "remote",
    WelcomeRoute: "welcome",
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
        case SearchRoute() as route:
            return search.focus_words(state, route)
        case BoardRoute() as route:
            return board.focus_words(state, route)
        case SettingsRoute() as route:
            return settings.focus_words(state, route)
        case KeysRoute() as route:
            return keys_page.focus_words(state, route)
        case EdgesRoute() as route:
            return edges.focus_words(state, route)
        case RemoteRoute() as route:
            return remote.focus_words(state, route)
        case WelcomeRoute() as route:
            return welcome.focus_words(state, route)


def page_view(state: State) -> PageView:
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
        case SearchRoute() as route:
            return search.view(state, route)
        case BoardRoute() as route:
            return board.view(state, route)
        case SettingsRoute() as route:
            return settings.view(state, route)
        case KeysRoute() as route:
            return keys_page.view(state, route)
        case EdgesRoute() as route:
            return edges.view(state, route)
        case RemoteRoute() as route:
            return remote.view(state, route)
        case WelcomeRoute() as route:
            return welcome.view(state, route)


def _name(state: State, route: Route) -> str:
    """One step of the route as the trace prints it: home, section:dangke, player:l03."""
    name = NAMES[type(route)]
    if isinstance(route, HomeRoute):
        return name
    if isinstance(route, SectionRoute):
        return f"{name}:{state.catalogue.sections[route.section].id}"
    key: str = getattr(route, "key", "")
    if not key:
        return name
    entry = state.index.entries.get(key)
    return f"{name}:{entry.item.id if entry is not None else key}"


def _list_key(state: State) -> str:
    top = state.top
    if isinstance(top, SectionRoute):
        top = section.settled(state, top)
        return f"{top.column}/{top.index // lists.grid(state, top).per_page}"
    if isinstance(top, ArticleRoute):
        return f"{top.anchor}"
    if isinstance(top, SearchRoute):
        return search.list_key(state, top)
    if isinstance(top, BoardRoute):
        return board.list_key(state, top)
    if isinstance(top, HomeRoute):
        return "tools" if home.focus_of(state, top).startswith("tool:") else ""
    if isinstance(top, SettingsRoute | KeysRoute):
        return f"{top.first}"
    return ""


def page_of(state: State) -> str:
    """Which page or dialog takes keys now (see ui/guard): it changes when the viewer has something else before them."""
    dialog_name = f"/{state.dialog.name}" if state.dialog is not None else ""
    return "/".join(_name(state, step) for step in state.routes) + dialog_name


def show(state: State) -> Shown:
    top = state.top
    route = tuple(_name(state, step) for step in state.routes)
    screen = NAMES[type(top)]
    section_id = item_id = ""
    place = section_of(top)
    if place is not None:
        section_id = state.catalogue.sections[place].id
        if not isinstance(top, SectionRoute):
            entry = state.index.entries.get(getattr(top, "key", ""))
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
    dim, shift = idle.look(state)
    return Shown(
        page=page_view(state),
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
        dim=dim,
        shift=shift,
        edges=edges.of(state.settings),
        list_key=_list_key(state),
    )

