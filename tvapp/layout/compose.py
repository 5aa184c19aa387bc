"""A whole picture from what is shown: the page's groups, then dialog, plate of digits and toast over them."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from tvapp.core.model import TextSize
from tvapp.core.views import (
    EdgesView,
    GuideView,
    HomeView,
    KeysView,
    MessageView,
    NextView,
    PageView,
    PlayerView,
    ReaderView,
    RemoteView,
    SearchView,
    SectionView,
    SettingsView,
    Shown,
    WelcomeView,
)
from tvapp.layout.dialog import dialog_groups
from tvapp.layout.edges import edges_groups
from tvapp.layout.guide import guide_groups
from tvapp.layout.home import home_groups
from tvapp.layout.keys import keys_groups
from tvapp.layout.message import message_groups
from tvapp.layout.next_lesson import next_groups
from tvapp.layout.overlays import plate_group, toast_group, under_toast
from tvapp.layout.parts import TOP, Look, header_height
from tvapp.layout.player import player_groups
from tvapp.layout.reader import reader_groups
from tvapp.layout.remote import remote_groups
from tvapp.layout.scene import Box, Group, Scene
from tvapp.layout.search import search_groups
from tvapp.layout.section import section_groups
from tvapp.layout.settings import settings_groups
from tvapp.layout.welcome import welcome_groups


def page_groups(view: PageView, look: Look, toasted: bool = False) -> list[Group]:
    """The groups of a page alone. `toasted`: a toast will stand over it."""
    match view:
        case HomeView():
            return home_groups(view, look)
        case SectionView():
            return section_groups(view, look)
        case ReaderView():
            return reader_groups(view, look)
        case GuideView():
            return guide_groups(view, look)
        case PlayerView():
            return player_groups(view, look, toasted)
        case NextView():
            return next_groups(view, look)
        case MessageView():
            return message_groups(view, look)
        case SearchView():
            return search_groups(view, look)
        case SettingsView():
            return settings_groups(view, look)
        case KeysView():
            return keys_groups(view, look)
        case EdgesView():
            return edges_groups(view, look)
        case RemoteView():
            return remote_groups(view, look)
        case WelcomeView():
            return welcome_groups(view, look)
    assert_never(view)


def background_of(view: PageView) -> str:
    """bg | bg-reader | black: what lies under the page."""
    match view:
        case ReaderView():
            return "bg-reader"
        case PlayerView():
            return "black"
        case _:
            return "bg"


ROUND_FOCUS = 32.0
"""What a focused thing takes beyond its rectangle, px: it grows, and wears a ring."""


def _clear_of_focus(toast: Group, groups: list[Group], focus_key: str) -> float | None:
    """Where a toast at the foot must begin so that what has focus stays in sight; None where it is well as it is."""
    plate = next(node for node in toast.nodes if isinstance(node, Box))
    for group in groups:
        if group.key == focus_key and group.rect is not None:
            x, y, w, h = group.rect
            beside = plate.x >= x + w + ROUND_FOCUS or plate.x + plate.w <= x - ROUND_FOCUS
            if beside or y + h + ROUND_FOCUS <= plate.y:
                return None
            return max(TOP, y - ROUND_FOCUS - plate.h)
    return None


def layout(shown: Shown) -> Scene:
    """Everything on the screen, placed. Pure: the same `shown` gives an equal scene."""
    look = Look(shown.text_size, shown.theme)
    page: PageView = shown.page
    overlays: list[str] = []
    focus_key = page.focus
    if isinstance(page, PlayerView) and not focus_key:
        focus_key = "video"
    if shown.dialog is not None:
        focus_key = shown.dialog.focus
        page = replace(page, focus="")
    groups = page_groups(page, look, shown.toast is not None)
    if shown.dialog is not None:
        groups += dialog_groups(shown.dialog, look)
        overlays.append("dialog")
    if shown.toast is not None:
        # over a lesson it stands high, clear of subtitles, and below the title when that is shown
        top = None
        if isinstance(page, PlayerView):
            top = TOP + 20 if page.osd == "none" else TOP + header_height(shown.text_size) + 10
        elif isinstance(page, ReaderView | MessageView) and shown.text_size <= TextSize.LARGE:
            top = TOP  # at the foot are buttons, and no hints that could give way
        said = toast_group(shown.toast, look, top)
        if top is None and (higher := _clear_of_focus(said, groups, focus_key)) is not None:
            said = toast_group(shown.toast, look, higher)
        groups = under_toast(groups, said, focus_key)
        groups.append(said)
        overlays.append("toast")
    if shown.plate is not None:
        groups.append(plate_group(shown.plate, look))
        overlays.append("plate")
    return Scene(
        screen=shown.screen,
        route=shown.route,
        groups=tuple(groups),
        page=shown.page_key,
        list_page=shown.list_key,
        background=background_of(page),
        focus=shown.focus_words,
        focus_key=focus_key,
        theme=shown.theme.value,
        motion=shown.motion,
        dim=shown.dim,
        shift=shown.shift,
        edges=shown.edges,
        bump=shown.bump,
        section=shown.section,
        item=shown.item,
        overlays=tuple(overlays),
    )
