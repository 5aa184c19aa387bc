"""update(state, event) -> state, effects: what is always true (time, reload, pulls, digits, 主页), then the page on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tvapp.core import (
    arrivals,
    calendar,
    digit_keys,
    favourites,
    idle,
    info,
    nav,
    playing,
    reading,
    speaking,
    volume,
    words,
)
from tvapp.core import events as ev
from tvapp.core.derived import derive
from tvapp.core.events import Effect, Event, SaveFocus
from tvapp.core.index import article_key
from tvapp.core.keys import Key
from tvapp.core.model import Catalogue
from tvapp.core.page_table import page
from tvapp.core.routes import (
    ErrorRoute,
    HomeRoute,
    NextRoute,
    PlayerRoute,
    RemoteRoute,
    Route,
    SectionRoute,
    WelcomeRoute,
)
from tvapp.core.screens import (
    article,
    board,
    dialog,
    home,
    remote,
    search,
    settings,
    welcome,
)
from tvapp.core.state import State, TickerState
from tvapp.core.step import Step, bump, pop, stay, toast, with_top


def begin(catalogue: Catalogue, now: datetime, mono: float, *, kiosk: bool = False, welcome: bool = False) -> State:
    """The state before anything has happened. Its index is built with the first event: usually Started, which brings more.

    `welcome`: the first-run pages come after home's first frame where they were never seen.
    """
    return State(
        now=now, mono=mono, catalogue=catalogue, kiosk=kiosk, last_key=mono, awake_at=mono, welcome=welcome,
        ticker=TickerState(since=mono),
    )  # fmt: skip


def update(state: State, event: Event, now: datetime, mono: float) -> Step:
    """The one way in which anything changes. Raises nothing for any event in any state."""
    before = state
    state = replace(state, now=now, mono=max(mono, state.mono))
    state, effects = _react(idle.awake(state) if idle.watched(state) else state, event)
    state, gone = _settle(derive(state, before), before)
    passed, more = _passing(state)
    state, last = _settle(derive(passed, state), state) if passed is not state else (state, ())
    state, said = speaking.follow(state, before, event)
    return state, (*effects, *gone, *more, *last, *said)


# ---------------------------------------------------------------- what follows from what


def _settle(state: State, before: State) -> Step:
    """Leaving the player stops it; leaving a list keeps its focus; a clock that cannot be right is said so."""
    effects: list[Effect] = []
    if isinstance(state.top, PlayerRoute) and state.top.key not in state.index.entries:
        state = toast(pop(state), words.LESSON_GONE, "info")
    if state.playing.key and not isinstance(state.top, PlayerRoute):
        state, stopped = playing.stop(state)
        effects.extend(stopped)
    if isinstance(before.top, HomeRoute) and not isinstance(state.top, HomeRoute | WelcomeRoute):
        # where focus was, also when it had only been placed by default: what stands in the top row may change meanwhile
        kept = replace(before.top, focus=home.focus_of(before, before.top))
        state = replace(state, routes=(kept, *state.routes[1:]))
    if isinstance(state.top, PlayerRoute) and not state.playing.key and len(state.routes) < len(before.routes):
        # back from a page that stood over the lesson: it goes on where it was
        entry = state.index.entries[state.top.key]
        top = state.top
        state, opened = playing.open_lesson(state, top.section, top.column, entry, over=True)
        effects.extend(opened)
    state, met = welcome.seen(state, before)
    effects.extend(met)
    state, asked = search.settle(board.settle(state))
    effects.extend(asked)
    state, saved = _keep_focus(state, before)
    effects.extend(saved)
    if state.top.__class__ is not before.top.__class__:
        if state.digits is not None and state.digits is before.digits:
            state = replace(state, digits=None)  # typed on another page
        if state.toast is not None and state.toast is before.toast:
            state = replace(state, toast=None)  # said of another page: 接着上次看 means nothing over an article
        if isinstance(state.top, HomeRoute):
            state = replace(state, last_key=state.mono)
    state = home.with_ticker(state, before)
    doubtful = not calendar.believable(state.now.date())
    if doubtful != ("T1" in state.faults):
        state, told = arrivals.fault(state, "T1", words.FAULTS["T1"].text if doubtful else "")
        effects.extend(told)
    state, told = arrivals.network_told(state)
    return state, (*effects, *told)


def _keep_focus(state: State, before: State) -> Step:
    """What had focus on each section's page that is no longer on top."""
    effects: list[Effect] = []
    for place, route in enumerate(before.routes):
        if not isinstance(route, SectionRoute):
            continue
        now = state.routes[place] if place < len(state.routes) else None
        if isinstance(now, SectionRoute) and now.section == route.section:
            if now is state.top:
                continue
            route = now
        page, kept = nav.page_key(before.catalogue.sections[route.section]), nav.kept(route)
        if state.focus_memory.get(page) != kept:
            state = replace(state, focus_memory={**state.focus_memory, page: kept})
            effects.append(SaveFocus(page, kept))
    return state, tuple(effects)


# ---------------------------------------------------------------- events


def _react(state: State, event: Event) -> Step:
    match event:
        case ev.KeyPressed():
            return _key(state, event)
        case ev.StrangeKey():
            dark = idle.dimmed(state)
            state = replace(idle.awake(state), last_key=state.mono)
            if isinstance(state.top, RemoteRoute) and not dark:
                return remote.taught(state, state.top, event.code)
        case ev.PlayerReported():
            return playing.report(state, event.report)
        case ev.SubtitlesLoaded():
            if state.playing.key == event.item:
                return stay(replace(state, cues=(event.item, event.cues)))
        case ev.ArticleOpened():
            key = article_key(event.feed, event.article) if event.feed else event.article
            return arrivals.article_opened(state, key, event.body)
        case ev.FeedPulled():
            return arrivals.pulled(state, event)
        case ev.SyncEnded():
            return stay(replace(state, passes=state.passes + 1))
        case ev.LinkChanged():
            return stay(replace(state, link=event.link))
        case ev.CatalogueLoaded():
            return arrivals.catalogue_loaded(state, event.catalogue)
        case ev.CatalogueRejected():
            return arrivals.fault(state, "C1", event.first or words.FAULTS["C1"].text)
        case ev.StoreFailed():
            return arrivals.fault(state, "D1", event.why)
        case ev.MeterFound():
            return stay(replace(state, meter=event.there))
        case ev.VoiceFound() | ev.SpeechReported():
            return speaking.heard(state, event)
        case ev.Searched():
            return search.answered(state, event)
        case ev.AlmanacRead():
            return stay(replace(state, lunar=event.lunar))
        case ev.Started():
            return arrivals.started(state, event.memory)
        case ev.HomeShown():
            return welcome.first_run(state)
    return stay(state)


# ---------------------------------------------------------------- keys


def _key(state: State, event: ev.KeyPressed) -> Step:
    key = event.key
    idle_countdown = isinstance(state.top, HomeRoute) and home.counting_down(state, state.top)
    dark = idle.dimmed(state)
    state = replace(idle.awake(state), last_key=state.mono)
    if dark:
        return stay(state)  # the key that lights the picture again does nothing else
    if idle_countdown:
        return stay(state)  # the key that stops the countdown does nothing else
    if _came_by_itself(state.top):
        return nav.go_home(state)  # any key brings back the page and the focus that were there
    if state.digits is not None and key.digit is None:
        typed = state.digits
        state = replace(state, digits=None)
        if key is Key.OK:
            return digit_keys.act(state, typed.typed)
        if key is Key.BACK:
            return stay(state)
    if key is Key.HOME:
        return nav.go_home(state)
    if key in volume.KEYS:
        return volume.on_key(state, key)
    top = state.top
    if key.digit is not None:
        return digit_keys.on_digit(state, key.digit)
    if key is Key.MENU:
        if state.dialog is not None and state.dialog.name == "text-size":
            return stay(replace(state, dialog=None))
        if isinstance(top, NextRoute):
            state = with_top(state, replace(top, deadline=None))
        return settings.menu(state)
    if key is Key.GREEN:
        state, effects = article.next_size(state)
        if state.dialog is not None and state.dialog.name == "text-size":
            state = replace(state, dialog=replace(state.dialog, focus=state.settings.text_size - 1))
        return toast(state, words.size_now(state.settings.text_size.label), "text-aa"), effects
    if key is Key.BACK:
        return _back(state)
    if key is Key.RED:
        return speaking.red(state)
    if key is Key.BLUE and not isinstance(top, WelcomeRoute):
        return search.open_page(state)
    if state.dialog is not None:
        return dialog.on_key(state, state.dialog, key, event.repeat, event.held_s)
    if key is Key.INFO:
        return info.on_key(state)
    if key is Key.YELLOW:
        entry = page(top).entry(state, top)
        return favourites.toggle(state, entry.key) if entry is not None else bump(state)
    return page(top).on_key(state, top, key, event.repeat, event.held_s)


def _came_by_itself(route: Route) -> bool:
    match route:
        case PlayerRoute() | NextRoute():
            return route.auto
        case ErrorRoute():
            return route.gone_at is not None
        case _:
            return False


def _back(state: State) -> Step:
    if state.dialog is None:
        if state.speaking.reading is not None:
            return reading.stop(state)
        step = page(state.top).back(state, state.top)
        if step is not None:
            return step
    return nav.back(state)


# ---------------------------------------------------------------- time


def _passing(state: State) -> Step:
    """What comes by itself at this moment."""
    effects: tuple[Effect, ...] = ()
    if state.toast is not None and state.mono >= state.toast.until:
        state = replace(state, toast=None)
    digits = state.digits
    if digits is not None and state.mono >= digits.gone_at:
        state = replace(state, digits=None)
        if digits.deadline is not None:
            state, effects = digit_keys.act(state, digits.typed)
    state, more = page(state.top).passing(state, state.top)
    return state, (*effects, *more)


PLATE_STEP_S = 0.1


def wake_at(state: State) -> float:
    """The next monotonic moment at which something changes by itself (at the latest: the next minute of the clock)."""
    minute = 60.0 - state.now.second - state.now.microsecond / 1e6
    due = [state.mono + max(minute, 0.01), *idle.wakes(state), *speaking.wakes(state)]
    if state.toast is not None:
        due.append(state.toast.until)
    if state.digits is not None:
        due.append(min(state.digits.gone_at, state.mono + PLATE_STEP_S) if state.digits.deadline else state.digits.gone_at)
    due.extend(page(state.top).wakes(state, state.top))
    # a moment that has passed and changed nothing must not spin the loop
    return min(moment for moment in due if moment > state.mono)
