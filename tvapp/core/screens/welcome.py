"""The first-run pages: 请按 确定 键, then text size by looking and reading aloud on or off. Shown once; every way out counts."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import words
from tvapp.core.events import SaveSettings
from tvapp.core.keys import Key
from tvapp.core.model import TextSize
from tvapp.core.routes import WelcomeRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, with_top
from tvapp.core.views import Button, Hint, WelcomeView

_OK = Button("button:ok", words.WELCOME_OK)


def _speaks(state: State) -> bool:
    """Reading aloud is asked about unless this machine is known to have no voice."""
    return not state.voice.why


def first_run(state: State) -> Step:
    """Home has been shown once, as `ready` of the trace promises: now these pages stand over it where nobody has seen them."""
    if not state.welcome:
        return stay(state)
    return stay(replace(state, routes=(*state.routes[:1], WelcomeRoute()), dialog=None, welcome=False))


def on_key(state: State, route: WelcomeRoute, key: Key, repeat: bool, held_s: float) -> Step:
    if route.step == 0:
        if key in (Key.OK, Key.PLAY):
            return stay(with_top(state, WelcomeRoute(1)))
        return bump(state, 4.0 if key is Key.RIGHT else -4.0 if key is Key.LEFT else 0.0, 4.0 if key is Key.DOWN else -4.0)
    if key in (Key.OK, Key.PLAY):
        if route.zone == "size" and _speaks(state):
            return stay(with_top(state, replace(route, zone="voice")))
        return stay(pop(state))
    if key in (Key.LEFT, Key.RIGHT):
        return _change(state, route, 1 if key is Key.RIGHT else -1)
    if key is Key.DOWN and route.zone == "size" and _speaks(state):
        return stay(with_top(state, replace(route, zone="voice")))
    if key is Key.UP and route.zone == "voice":
        return stay(with_top(state, replace(route, zone="size")))
    return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)


def _change(state: State, route: WelcomeRoute, way: int) -> Step:
    settings = state.settings
    if route.zone == "size":
        to = settings.text_size + way
        if not 1 <= to <= len(TextSize):
            return bump(state, 4.0 * way)
        settings = replace(settings, text_size=TextSize(to))
    else:
        speech = "off" if way > 0 else "all"
        if (settings.speech == "off") == (speech == "off"):
            return bump(state, 4.0 * way)
        settings = replace(settings, speech="off" if way > 0 else "all")
    return replace(state, settings=settings), (SaveSettings(settings),)


def back(state: State, route: WelcomeRoute) -> Step | None:
    """返回 goes from the second page to the first; None: leave it to the stack."""
    return stay(with_top(state, WelcomeRoute())) if route.step == 1 else None


def seen(state: State, before: State) -> Step:
    """The pages were left, by whatever way: they do not come again by themselves."""
    had = any(isinstance(route, WelcomeRoute) for route in before.routes)
    has = any(isinstance(route, WelcomeRoute) for route in state.routes)
    if not had or has or state.settings.welcomed:
        return stay(state)
    settings = replace(state.settings, welcomed=True)
    return replace(state, settings=settings), (SaveSettings(settings),)


# ---------------------------------------------------------------- view


def _voice(state: State) -> tuple[Button, ...]:
    on = state.settings.speech != "off"
    return (
        Button("voice:on", words.WELCOME_VOICE_ON, chosen=on),
        Button("voice:off", words.WELCOME_VOICE_OFF, chosen=not on),
    )


def focus_of(state: State, route: WelcomeRoute) -> str:
    if route.step == 0:
        return _OK.id
    if route.zone == "voice" and _speaks(state):
        return "voice:off" if state.settings.speech == "off" else "voice:on"
    return f"size:{state.settings.text_size.value}"


def view(state: State, route: WelcomeRoute) -> WelcomeView:
    focus = focus_of(state, route)
    if route.step == 0:
        return WelcomeView(
            0, words.WELCOME_TITLE, words.WELCOME_LINES, _OK, (), "", (), focus,
            (Hint((words.OK_KEY,), words.WELCOME_OK), Hint((words.HOME_KEY,), words.WELCOME_START)),
        )  # fmt: skip
    chosen = state.settings.text_size
    speaks = _speaks(state)
    on_size = focus.startswith("size:")
    return WelcomeView(
        1,
        words.WELCOME_SIZE_TITLE,
        (words.WELCOME_SIZE_TEXT,),
        None,
        tuple(Button(f"size:{size.value}", size.label, chosen=size is chosen) for size in TextSize),
        words.WELCOME_VOICE if speaks else "",
        _voice(state) if speaks else (),
        focus,
        (
            Hint(("◀", "▶"), words.WELCOME_SIZE_HINT if on_size else words.WELCOME_VOICE_HINT),
            Hint((words.OK_KEY,), words.WELCOME_NEXT if on_size and speaks else words.WELCOME_GO),
            Hint((words.BACK_KEY,), words.WELCOME_BACK),
        ),
    )


def focus_words(state: State, route: WelcomeRoute) -> str:
    if route.step == 0:
        return words.WELCOME_TITLE
    focus = focus_of(state, route)
    shown = (*(Button(f"size:{size.value}", size.label) for size in TextSize), *_voice(state))
    return next(button.words for button in shown if button.id == focus)
