"""show(state): everything on the screen at this moment, as one frozen view."""

from __future__ import annotations

from tvapp.core import idle, nav
from tvapp.core.page_table import page
from tvapp.core.routes import HomeRoute, Route, SectionRoute, section_of
from tvapp.core.screens import dialog, edges
from tvapp.core.state import State
from tvapp.core.views import DigitPlate, PageView, Shown, Toast


def focus_words(state: State) -> str:
    """The words of the thing in focus, whole."""
    if state.dialog is not None:
        return dialog.focus_words(state, state.dialog)
    return page(state.top).focus_words(state, state.top)


def page_view(state: State) -> PageView:
    return page(state.top).view(state, state.top)


def _name(state: State, route: Route) -> str:
    """One step of the route as the trace prints it: home, section:dangke, player:l03."""
    name = page(route).name
    if isinstance(route, HomeRoute):
        return name
    if isinstance(route, SectionRoute):
        return f"{name}:{state.catalogue.sections[route.section].id}"
    key: str = getattr(route, "key", "")
    if not key:
        return name
    entry = state.index.entries.get(key)
    return f"{name}:{entry.item.id if entry is not None else key}"


def page_of(state: State) -> str:
    """Which page or dialog takes keys now (see ui/guard): it changes when the viewer has something else before them."""
    dialog_name = f"/{state.dialog.name}" if state.dialog is not None else ""
    return "/".join(_name(state, step) for step in state.routes) + dialog_name


def show(state: State) -> Shown:
    top = state.top
    route = tuple(_name(state, step) for step in state.routes)
    screen = page(top).name
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
        list_key=page(top).list_key(state, top),
    )

