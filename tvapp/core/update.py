"""update(state, event) -> state, effects: what is always true (time, reload, pulls, digits, 主页), then the page on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tvapp.core import calendar, index, lists, marks, nav, playing, words
from tvapp.core import events as ev
from tvapp.core.events import Effect, Event, SaveFocus, SaveSettings, TellNotice
from tvapp.core.index import article_key
from tvapp.core.keys import Key
from tvapp.core.model import ArticleBody, Catalogue, LinkState
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
from tvapp.core.state import DialogState, Digits, OpenBody, State
from tvapp.core.step import Step, bump, stay, toast, with_top

DIGIT_WAIT_S = 1.5
DIGIT_PATIENCE_S = 10.0
"""During a lesson a digit waits this long for 确定, then it is forgotten."""
VOLUME_STEP = 10


def begin(catalogue: Catalogue, now: datetime, mono: float, *, kiosk: bool = False) -> State:
    """The state before anything has happened."""
    state = State(now=now, mono=mono, catalogue=catalogue, kiosk=kiosk, last_key=mono)
    return _derived(replace(state, index=index.EMPTY_INDEX), state)


def update(state: State, event: Event, now: datetime, mono: float) -> Step:
    """The one way in which anything changes. Raises nothing for any event in any state."""
    before = state
    state = replace(state, now=now, mono=max(mono, state.mono))
    state, effects = _react(state, event)
    state = _derived(state, before)
    state, more = _passing(state)
    state, last = _settle(_derived(state, before), before)
    return state, (*effects, *more, *last)


# ---------------------------------------------------------------- what follows from what


def _derived(state: State, before: State) -> State:
    """Index and 新 marks, built anew only when what they come from has changed."""
    today = state.now.date()
    rebuilt = False
    if (
        state.index is index.EMPTY_INDEX
        or state.catalogue is not before.catalogue
        or state.shelves is not before.shelves
        or state.index_day != today
    ):
        state = replace(state, index=index.build(state.catalogue, state.shelves, today), index_day=today)
        rebuilt = True
    if rebuilt or state.records is not before.records:
        news = tuple(
            marks.any_new(lists.entries(state, place, "全部"), state, today)
            for place in range(len(state.catalogue.sections))
        )
        if news != state.news:
            state = replace(state, news=news)
    return state


def _settle(state: State, before: State) -> Step:
    """Leaving the player stops it; leaving a list keeps its focus; a clock that cannot be right is said so."""
    effects: list[Effect] = []
    if state.playing.phase != "idle" and state.playing.key and not isinstance(state.top, PlayerRoute):
        state, stopped = playing.stop(state)
        effects.extend(stopped)
    for route in before.routes:
        if isinstance(route, SectionRoute) and state.top is not route and not (
            isinstance(state.top, SectionRoute) and state.top.section == route.section
        ):
            place = nav.page_key(state, route.section) if route.section < len(state.catalogue.sections) else ""
            kept = f"{route.column}\n{route.key}"
            if place and state.focus_memory.get(place) != kept:
                state = replace(state, focus_memory={**state.focus_memory, place: kept})
                effects.append(SaveFocus(place, kept))
    doubtful = not calendar.believable(state.now.date())
    if doubtful != ("T1" in state.faults):
        state, told = _fault(state, "T1", words.FAULTS["T1"].text if doubtful else "")
        effects.extend(told)
    return state, tuple(effects)


def _fault(state: State, code: str, said: str) -> Step:
    """Raises or clears a standing fault, and tells the trace when it is new."""
    if bool(said) == (code in state.faults):
        return stay(state)
    faults = dict(state.faults)
    if not said:
        faults.pop(code)
        return replace(state, faults=faults), ()
    faults[code] = said
    return replace(state, faults=faults), (TellNotice(code, words.FAULTS[code].text),)


# ---------------------------------------------------------------- events


def _react(state: State, event: Event) -> Step:
    match event:
        case ev.KeyPressed():
            return _key(state, event)
        case ev.PlayerReported():
            return playing.report(state, event.report)
        case ev.SubtitlesLoaded():
            if state.playing.key == event.item:
                return stay(replace(state, cues=(event.item, event.cues)))
        case ev.ArticleOpened():
            return _article_opened(state, article_key(event.feed, event.article) if event.feed else event.article, event.body)
        case ev.FeedPulled():
            return _pulled(state, event)
        case ev.SyncEnded():
            return stay(replace(state, passes=state.passes + 1))
        case ev.LinkChanged():
            return _link(state, event.link)
        case ev.CatalogueLoaded():
            return _catalogue(state, event.catalogue)
        case ev.CatalogueRejected():
            return _fault(state, "C1", event.first or words.FAULTS["C1"].text)
        case ev.StoreFailed():
            return _fault(state, "D1", event.why)
        case ev.AlmanacRead():
            return stay(replace(state, lunar=event.lunar))
        case ev.Started():
            memory = event.memory
            return stay(
                replace(
                    state,
                    records=dict(memory.records),
                    settings=memory.settings,
                    shelves=dict(memory.shelves),
                    focus_memory=dict(memory.focus),
                )
            )
    return stay(state)


def _article_opened(state: State, key: str, body: ArticleBody | None) -> Step:
    state = replace(state, bodies={**state.bodies, key: OpenBody(body)})
    if body is None:
        return stay(state)
    top = state.top
    if isinstance(top, ArticleRoute) and top.key == key and body.guide is not None:
        # an article whose file turns out to be a guide
        state = with_top(state, GuideRoute(top.section, key))
    elif isinstance(top, GuideRoute) and top.key == key and body.guide is None:
        state = with_top(state, ArticleRoute(top.section, key))
    return article.opened(state, key)


def _pulled(state: State, event: ev.FeedPulled) -> Step:
    codes = dict(state.feed_codes)
    old = codes.get(event.feed)
    if event.outcome == "failed":
        codes[event.feed] = event.code or "N3"
    else:
        codes.pop(event.feed, None)
    effects: tuple[Effect, ...] = ()
    if event.outcome == "failed" and not old and not state.feed_codes:
        code = codes[event.feed]
        effects = (TellNotice(code, words.FAULTS[code].text),)
    if codes != state.feed_codes:
        state = replace(state, feed_codes=codes)
    if state.shelves.get(event.feed) != event.shelf:
        state = replace(state, shelves={**state.shelves, event.feed: event.shelf})
    return state, effects


def _link(state: State, link: LinkState) -> Step:
    if link is state.link:
        return stay(state)
    state = replace(state, link=link)
    if link is LinkState.UP:
        return stay(state)
    code = "N1" if link is LinkState.NO_CABLE else "N2"
    return state, (TellNotice(code, words.FAULTS[code].text),)


def _catalogue(state: State, catalogue: Catalogue) -> Step:
    """A new catalogue: every page finds its section again by id, or gives way."""
    old = state.catalogue
    state, effects = _fault(state, "C1", "")
    if catalogue == old:
        return state, effects
    where = {found.id: place for place, found in enumerate(catalogue.sections)}
    fresh = index.build(catalogue, state.shelves, state.now.date())
    routes: list[Route] = []
    for route in state.routes:
        if isinstance(route, HomeRoute):
            routes.append(route)
            continue
        to = where.get(old.sections[route.section].id)
        if to is None:
            break
        if not isinstance(route, SectionRoute) and route.key not in fresh.entries:
            break
        routes.append(replace(route, section=to))
    state = replace(state, catalogue=catalogue, index=fresh, routes=tuple(routes), index_day=state.now.date())
    return state, effects


# ---------------------------------------------------------------- keys


def _key(state: State, event: ev.KeyPressed) -> Step:
    key = event.key
    idle_countdown = isinstance(state.top, HomeRoute) and home.counting_down(state, state.top)
    state = replace(state, last_key=state.mono)
    if state.digits is not None and key.digit is None:
        typed = state.digits
        state = replace(state, digits=None)
        if key is Key.OK:
            return _digits_act(state, typed.typed)
        if key is Key.BACK:
            return stay(state)
    if key is Key.HOME:
        return nav.go_home(state)
    if key in (Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE):
        return _volume(state, key)
    if idle_countdown:
        return stay(state)  # the key that stops the countdown does nothing else
    top = state.top
    if key.digit is not None:
        return _digit(state, key.digit)
    if isinstance(top, PlayerRoute) and top.auto:
        return player.auto_key(state, top)
    if isinstance(top, NextRoute) and top.auto:
        return next_lesson.auto_key(state, top)
    if key is Key.MENU:
        if state.dialog is not None and state.dialog.name == "text-size":
            return stay(replace(state, dialog=None))
        return stay(replace(state, dialog=DialogState("text-size", state.settings.text_size - 1)))
    if key is Key.GREEN:
        state, effects = article.next_size(state)
        if state.dialog is not None and state.dialog.name == "text-size":
            state = replace(state, dialog=replace(state.dialog, focus=state.settings.text_size - 1))
        return toast(state, words.size_now(state.settings.text_size.label), "text-aa"), effects
    if key is Key.BACK:
        return _back(state)
    if state.dialog is not None:
        return dialog.on_key(state, state.dialog, key, event.repeat, event.held_s)
    if key is Key.INFO:
        return _info(state)
    if key in (Key.RED, Key.YELLOW, Key.BLUE):
        return bump(state)
    return _screen_key(state, key, event.repeat, event.held_s)


def _back(state: State) -> Step:
    top = state.top
    if state.dialog is None:
        if isinstance(top, PlayerRoute):
            return player.back(state, top)
        if isinstance(top, SectionRoute):
            step = section.back(state, section.settled(state, top))
            if step is not None:
                return step
        if isinstance(top, HomeRoute) and top.ticker_open:
            return home.close_ticker(state, top)
        if isinstance(top, HomeRoute) and state.kiosk:
            return bump(state)
    return nav.back(state)


def _screen_key(state: State, key: Key, repeat: bool, held_s: float) -> Step:
    match state.top:
        case HomeRoute() as route:
            return home.on_key(state, route, key, repeat, held_s)
        case SectionRoute() as route:
            return section.on_key(state, route, key, repeat, held_s)
        case ArticleRoute() as route:
            return article.on_key(state, route, key, repeat, held_s)
        case GuideRoute() as route:
            return guide.on_key(state, route, key, repeat, held_s)
        case PlayerRoute() as route:
            return player.on_key(state, route, key, repeat, held_s)
        case NextRoute() as route:
            return next_lesson.on_key(state, route, key, repeat, held_s)
        case ErrorRoute() as route:
            return error.on_key(state, route, key, repeat, held_s)


def _volume(state: State, key: Key) -> Step:
    settings = state.settings
    if key is Key.MUTE:
        settings = replace(settings, muted=not settings.muted)
    else:
        level = settings.volume + (VOLUME_STEP if key is Key.VOLUME_UP else -VOLUME_STEP)
        settings = replace(settings, volume=max(0, min(100, level)), muted=False)
    state = replace(state, settings=settings)
    if settings.muted:
        state = toast(state, words.MUTED, "speaker-slash", 0.0)
    else:
        state = toast(state, words.volume(settings.volume), "speaker-high", settings.volume / 100)
    effects: tuple[Effect, ...] = (SaveSettings(settings),)
    return state, (*effects, *playing.set_volume(state))


def _info(state: State) -> Step:
    """信息: what is this – the whole title of the thing in focus, and what else is known of it."""
    from tvapp.core.show import focus_words

    said = focus_words(state)
    entry = None
    top = state.top
    if isinstance(top, SectionRoute):
        entry = section.entry_in_focus(state, top)
    elif not isinstance(top, HomeRoute):
        entry = state.index.entries.get(top.key)
    if isinstance(top, HomeRoute) and home.focus_of(state, top).startswith("card:"):
        place = next(i for i, found in enumerate(state.catalogue.sections) if found.title == said)
        intro = state.catalogue.sections[place].intro
        return stay(toast(state, f"{said}：{intro}" if intro else said, "info"))
    if entry is not None:
        item = entry.item
        more = item.summary or "，".join(
            part for part in (getattr(item, "speaker", ""), getattr(item, "unit", ""), getattr(item, "issuer", "")) if part
        )
        said = f"{item.title}：{more}" if more else item.title
    return stay(toast(state, said, "info"))


# ---------------------------------------------------------------- digits


def _digit(state: State, digit: str) -> Step:
    top = state.top
    if state.dialog is None and isinstance(top, PlayerRoute):
        return stay(replace(state, digits=Digits(digit, None, state.mono, state.mono + DIGIT_PATIENCE_S)))
    numbered = (
        state.dialog is None
        and isinstance(top, SectionRoute)
        and not top.rail_open
        and bool(lists.entries(state, top.section, section.settled(state, top).column))
    )
    if not numbered:
        return nav.open_section(state, nav.section_of_digit(digit))
    if state.digits is None:
        until = state.mono + DIGIT_WAIT_S
        return stay(replace(state, digits=Digits(digit, until, state.mono, until)))
    return _digits_act(replace(state, digits=None), state.digits.typed + digit)


def _digits_act(state: State, typed: str) -> Step:
    if len(typed) == 1:
        return nav.open_section(state, nav.section_of_digit(typed))
    top = state.top
    if not isinstance(top, SectionRoute):
        return stay(state)
    top = section.settled(state, top)
    entry = section.item_number(state, top, int(typed))
    if entry is None:
        listed = lists.entries(state, top.section, top.column)
        unit = lists.unit(state, top.section, top.column)
        return stay(toast(state, words.no_such_number(typed, len(listed), unit), "info"))
    listed = lists.entries(state, top.section, top.column)
    top = replace(top, zone="list", index=int(typed) - 1, key=listed[int(typed) - 1].key)
    return nav.open_entry(with_top(state, top), top.section, top.column, entry)


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
            state, effects = _digits_act(state, digits.typed)
    match state.top:
        case HomeRoute() as route:
            state, more = home.passing(state, route)
        case PlayerRoute() as route:
            state, more = player.passing(state, route)
        case NextRoute() as route if state.dialog is None:
            state, more = next_lesson.passing(state, route)
        case _:
            more = ()
    return state, (*effects, *more)


PLATE_STEP_S = 0.1


def wake_at(state: State) -> float:
    """The next monotonic moment at which something changes by itself (at the latest: the next minute of the clock)."""
    minute = 60.0 - state.now.second - state.now.microsecond / 1e6
    due = [state.mono + max(minute, 0.01)]
    if state.toast is not None:
        due.append(state.toast.until)
    if state.digits is not None:
        due.append(min(state.digits.gone_at, state.mono + PLATE_STEP_S) if state.digits.deadline else state.digits.gone_at)
    match state.top:
        case HomeRoute() as route:
            due.extend(home.wakes(state, route))
        case PlayerRoute() as route:
            due.extend(player.wakes(state, route))
        case NextRoute() as route if state.dialog is None:
            due.extend(next_lesson.wakes(state, route))
        case _:
            pass
    # a moment that has passed and changed nothing must not spin the loop
    future = [moment for moment in due if moment > state.mono]
    return min(future)
