"""Questions over the page: 要关掉吗, and 字要多大. The safe answer comes first and has focus."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import history, nav, qr, words
from tvapp.core.events import SaveSettings
from tvapp.core.keys import Key
from tvapp.core.model import Article, TextSize
from tvapp.core.routes import ArticleRoute, GuideRoute
from tvapp.core.state import DialogState, State
from tvapp.core.step import Step, bump, stay
from tvapp.core.views import Button, DialogView


def buttons(state: State, dialog: DialogState) -> tuple[Button, ...]:
    if dialog.name == "leave":
        return (Button("button:stay", words.LEAVE_STAY, "play"), Button("button:leave", words.LEAVE_GO))
    if dialog.name == "erase":
        return (Button("button:stay", words.ERASE_NOT, "check"), Button("button:erase", words.ERASE_DO))
    if dialog.name == "phone":
        reading = isinstance(state.top, ArticleRoute)
        return (Button("button:done", words.PHONE_DONE_READING if reading else words.PHONE_DONE),)
    chosen = state.settings.text_size
    return tuple(Button(f"size:{size.value}", size.label, chosen=size is chosen) for size in TextSize)


def on_key(state: State, dialog: DialogState, key: Key, repeat: bool, held_s: float) -> Step:
    shown = buttons(state, dialog)
    if key in (Key.LEFT, Key.RIGHT):
        to = dialog.focus + (1 if key is Key.RIGHT else -1)
        if not 0 <= to < len(shown):
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)
        state = replace(state, dialog=replace(dialog, focus=to))
        if dialog.name == "text-size":
            settings = replace(state.settings, text_size=TextSize(to + 1))
            return replace(state, settings=settings), (SaveSettings(settings),)
        return stay(state)
    if key is Key.OK:
        if shown[dialog.focus].id == "button:leave":
            return nav.leave(state)
        if shown[dialog.focus].id == "button:erase":
            return history.erase(state)
        return stay(replace(state, dialog=None))
    if key is Key.DOWN and dialog.name == "text-size":
        return stay(replace(state, dialog=None))  # ▲ opened it from home: ▼ leads back
    return bump(state, 0.0, -4.0 if key is Key.UP else 4.0)


def view(state: State, dialog: DialogState) -> DialogView:
    shown = buttons(state, dialog)
    if dialog.name == "phone":
        return _phone(state, shown)
    if dialog.name == "erase":
        return DialogView("erase", words.ERASE_TITLE, words.ERASE_TEXT, shown, shown[dialog.focus].id)
    if dialog.name == "leave":
        title, text, sample = words.LEAVE_TITLE, words.LEAVE_TEXT, ""
    else:
        title, text, sample = words.SIZE_TITLE, words.SIZE_TEXT, words.SIZE_SAMPLE
    return DialogView(dialog.name, title, text, shown, shown[dialog.focus].id, sample)


def _phone(state: State, shown: tuple[Button, ...]) -> DialogView:
    """手机看: the facts of what is open below, for a phone's camera."""
    top = state.top
    entry = state.index.entries.get(top.key) if isinstance(top, ArticleRoute | GuideRoute) else None
    opened = state.bodies.get(entry.key) if entry is not None else None
    code, small = "", words.PHONE_FACTS
    if entry is not None and isinstance(entry.item, Article):
        body = opened.body if opened is not None else None
        code = qr.facts(entry.item, body, state.catalogue.phone, state.now.date())
        if code == entry.item.url.strip():
            small = words.PHONE_ADDRESS
    return DialogView("phone", words.PHONE_TITLE, words.PHONE_TEXT, shown, shown[0].id, code=code, small=small)


def focus_words(state: State, dialog: DialogState) -> str:
    return buttons(state, dialog)[dialog.focus].words
