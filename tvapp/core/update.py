"""update(state, event) -> state, effects: what is always true (time, reload, pulls, digits, 主页), then the page on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tvapp.core import calendar, favourites, idle, lists, nav, playing, reading, sound, speaking, visits, words
from tvapp.core import events as ev
from tvapp.core.derived import derive, with_records
from tvapp.core.events import Effect, Event, SaveFocus, SaveSettings, SaveVisit, TellNotice
from tvapp.core.index import Entry, article_key
from tvapp.core.keys import Key
from tvapp.core.model import ArticleBody, Catalogue, LinkState
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
from tvapp.core.state import Digits, OpenBody, State, TickerState
from tvapp.core.step import LOADING_S, Step, bump, pop, stay, toast, with_top
from tvapp.core.tool_doors import DOORS

DIGIT_WAIT_S = 1.5
DIGIT_PATIENCE_S = 10.0
"""During a lesson a digit waits this long for 确定, then it is forgotten."""
VOLUME_STEP = 10


def begin(catalogue: Catalogue, now: datetime, mono: float, *, kiosk: bool = False, welcome: bool = False) -> State:
    """The state before anything has happened. Its index is built with the first event: usually Started, which brings more.

    `welcome`: the first-run pages come where they were never seen.
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
        state, told = _fault(state, "T1", words.FAULTS["T1"].text if doubtful else "")
        effects.extend(told)
    state, told = _network_told(state)
    return state, (*effects, *told)


def _network_told(state: State) -> Step:
    """The trace has what the viewer is told, once: on home when nothing can be reached, else on the list that says so."""
    if state.link is LinkState.UP and not state.feed_codes:
        return stay(replace(state, told=frozenset()) if state.told else state)
    said = {}
    if isinstance(state.top, SectionRoute):
        code = lists.offline_code(state, state.top.section, section.settled(state, state.top).column)
        said[code] = words.STRIP_LEAD.get(code, "")
    code = lists.offline_everywhere(state)
    said[code] = words.FAULTS[code].text if code else ""
    said.pop("", None)
    told = (state.told & lists.offline_codes(state)) | said.keys()
    fresh = tuple(TellNotice(code, text) for code, text in said.items() if code not in state.told)
    return (replace(state, told=told) if told != state.told else state), fresh


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
            return _article_opened(state, key, event.body)
        case ev.FeedPulled():
            return _pulled(state, event)
        case ev.SyncEnded():
            return stay(replace(state, passes=state.passes + 1))
        case ev.LinkChanged():
            return stay(replace(state, link=event.link))
        case ev.CatalogueLoaded():
            return _catalogue(state, event.catalogue)
        case ev.CatalogueRejected():
            return _fault(state, "C1", event.first or words.FAULTS["C1"].text)
        case ev.StoreFailed():
            return _fault(state, "D1", event.why)
        case ev.MeterFound():
            return stay(replace(state, meter=event.there))
        case ev.VoiceFound() | ev.SpeechReported():
            return speaking.heard(state, event)
        case ev.Searched():
            return search.answered(state, event)
        case ev.AlmanacRead():
            return stay(replace(state, lunar=event.lunar))
        case ev.Started():
            memory = event.memory
            state = replace(
                state, settings=memory.settings, shelves=dict(memory.shelves), focus_memory=dict(memory.focus)
            )
            if state.welcome and not memory.settings.welcomed and not state.kiosk:
                state = replace(state, routes=(*state.routes[:1], WelcomeRoute()), welcome=False)
            since, visit = visits.begin(memory.visit, state.now)
            state = replace(with_records(state, dict(memory.records)), since=since)
            return state, ((SaveVisit(visit),) if visit != memory.visit else ())
    return stay(state)


def _article_opened(state: State, key: str, body: ArticleBody | None) -> Step:
    state = replace(state, bodies={**state.bodies, key: OpenBody(body)})
    if body is None:
        return stay(state)
    top = state.top
    if isinstance(top, ArticleRoute) and top.key == key and body.guide is not None:
        # an article whose file turns out to be a guide
        state = with_top(state, GuideRoute(top.section, key, column=top.column))
    elif isinstance(top, GuideRoute) and top.key == key and body.guide is None:
        state = with_top(state, ArticleRoute(top.section, key, column=top.column))
    return article.opened(state, key)


def _pulled(state: State, event: ev.FeedPulled) -> Step:
    codes = dict(state.feed_codes)
    if event.outcome == "failed":
        codes[event.feed] = event.code if event.code in words.FAULTS else "N3"
    else:
        codes.pop(event.feed, None)
    if codes != state.feed_codes:
        state = replace(state, feed_codes=codes)
    old = state.shelves.get(event.feed)
    if old != event.shelf:
        state = replace(state, shelves={**state.shelves, event.feed: event.shelf})
        if old is not None and old.articles:  # what a feed has at its very first pull is not news
            known = {article.id: article.revision for article in old.articles}
            came = {article_key(event.feed, one.id) for one in event.shelf.articles if known.get(one.id) != one.revision}
            gone = {article_key(event.feed, ident) for ident in known} - {
                article_key(event.feed, one.id) for one in event.shelf.articles
            }
            state = replace(state, arrived=(state.arrived - gone) | came)
    return stay(state)


def _catalogue(state: State, catalogue: Catalogue) -> Step:
    """A new catalogue: every page finds its section again by id, or gives way."""
    old = state.catalogue
    state, effects = _fault(state, "C1", "")
    if catalogue == old:
        return state, effects
    known = _in_place(old)
    if known:  # what the office has put into the catalogue meanwhile
        state = replace(state, arrived=state.arrived | (_in_place(catalogue) - known))
    where = {found.id: place for place, found in enumerate(catalogue.sections)}
    routes: list[Route] = []
    for route in state.routes:
        if isinstance(route, HomeRoute):
            routes.append(route)
            continue
        place = section_of(route)
        if place is None:
            routes.append(route)
            continue
        to = where.get(old.sections[place].id)
        if to is None:
            break
        routes.append(replace(route, section=to))  # type: ignore[arg-type]  # a page of a section
    return replace(state, catalogue=catalogue, routes=tuple(routes)), effects


def _in_place(catalogue: Catalogue) -> frozenset[str]:
    """Ids of all that stands in the catalogue itself."""
    return frozenset(
        item.id for section in catalogue.sections for column in section.columns for item in column.items
    )


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
            return _digits_act(state, typed.typed)
        if key is Key.BACK:
            return stay(state)
    if key is Key.HOME:
        return nav.go_home(state)
    if key in (Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE):
        return _volume(state, key)
    top = state.top
    if key.digit is not None:
        return _digit(state, key.digit)
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
        return _info(state)
    if key is Key.YELLOW:
        entry = _entry_here(state)
        return favourites.toggle(state, entry.key) if entry is not None else bump(state)
    return _screen_key(state, key, event.repeat, event.held_s)


def _came_by_itself(route: Route) -> bool:
    match route:
        case PlayerRoute() | NextRoute():
            return route.auto
        case ErrorRoute():
            return route.gone_at is not None
        case _:
            return False


def _back(state: State) -> Step:
    top = state.top
    if state.dialog is None:
        if state.speaking.reading is not None:
            return reading.stop(state)
        if isinstance(top, PlayerRoute):
            return player.back(state, top)
        if isinstance(top, SectionRoute):
            step = section.back(state, section.settled(state, top))
            if step is not None:
                return step
        if isinstance(top, SearchRoute):
            step = search.back(state, top)
            if step is not None:
                return step
        if isinstance(top, BoardRoute):
            step = board.back(state, top)
            if step is not None:
                return step
        if isinstance(top, WelcomeRoute):
            step = welcome.back(state, top)
            if step is not None:
                return step
        if isinstance(top, HomeRoute) and home.focus_of(state, top) == "ticker":
            return home.close_ticker(state, top)
        if isinstance(top, HomeRoute) and state.kiosk:
            return bump(state)
    return nav.back(state)


def _screen_key(state: State, key: Key, repeat: bool, held_s: float) -> Step:
    match state.top:
        case HomeRoute() as route:
            door = DOORS.get(home.focus_of(state, route)) if key in (Key.OK, Key.PLAY) else None
            return door(state) if door is not None else home.on_key(state, route, key, repeat, held_s)
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
        case SearchRoute() as route:
            return search.on_key(state, route, key, repeat, held_s)
        case BoardRoute() as route:
            return board.on_key(state, route, key, repeat, held_s)
        case SettingsRoute() as route:
            return settings.on_key(state, route, key, repeat, held_s)
        case KeysRoute() as route:
            return keys_page.on_key(state, route, key, repeat, held_s)
        case EdgesRoute() as route:
            return edges.on_key(state, route, key, repeat, held_s)
        case RemoteRoute() as route:
            return remote.on_key(state, route, key, repeat, held_s)
        case WelcomeRoute() as route:
            return welcome.on_key(state, route, key, repeat, held_s)


def _volume(state: State, key: Key) -> Step:
    settings = state.settings
    capped = sound.capped(settings, state.now)
    if key is Key.MUTE:
        settings = replace(settings, muted=not settings.muted)
    elif key is Key.VOLUME_UP and settings.night_cap and sound.night(state.now) and settings.volume >= settings.night_level:
        settings = replace(settings, muted=False)
        state = replace(state, settings=settings)
        now = sound.level(settings, state.now)
        return toast(state, words.NIGHT_CAPPED, "speaker-high", now / 100), (
            SaveSettings(settings), *playing.set_volume(state),
        )  # fmt: skip
    else:
        was = settings.night_level if capped else settings.volume
        level = was + (VOLUME_STEP if key is Key.VOLUME_UP else -VOLUME_STEP)
        settings = replace(settings, volume=max(0, min(100, level)), muted=False)
    state = replace(state, settings=settings)
    if settings.muted:
        state = toast(state, words.MUTED, "speaker-slash", 0.0)
    else:
        state = toast(state, words.volume(settings.volume), "speaker-high", settings.volume / 100)
    effects: tuple[Effect, ...] = (SaveSettings(settings),)
    return state, (*effects, *playing.set_volume(state))


def _entry_here(state: State) -> Entry | None:
    """The lesson or article in focus, or the one that is open."""
    match state.top:
        case HomeRoute() as route:
            return home.entry_in_focus(state, route)
        case SectionRoute() as route:
            return section.entry_in_focus(state, route)
        case SearchRoute() as route:
            return search.entry_in_focus(state, route)
        case BoardRoute() as route:
            return board.entry_in_focus(state, route)
        case route:
            return state.index.entries.get(getattr(route, "key", ""))


def _info(state: State) -> Step:
    """信息: what is this – the whole title of the thing in focus, and what else is known of it."""
    from tvapp.core.show import focus_words

    said = focus_words(state)
    top = state.top
    entry = _entry_here(state)
    if isinstance(top, HomeRoute):
        for found in state.catalogue.sections:
            if home.focus_of(state, top) == f"card:{found.id}" and found.intro:
                said = words.titled(found.title, found.intro)
    if entry is not None:
        item = entry.item
        more = item.summary or "，".join(
            part for part in (getattr(item, "speaker", ""), getattr(item, "unit", ""), getattr(item, "issuer", "")) if part
        )
        said = words.titled(item.title, more)
    return stay(toast(state, said, "info"))


# ---------------------------------------------------------------- digits


def _digit(state: State, digit: str) -> Step:
    top = state.top
    if isinstance(top, SearchRoute) and state.dialog is None:
        return search.typed_digit(state, top, digit)
    if isinstance(top, PlayerRoute):  # also under a dialog: a stray press must not end the lesson
        return stay(replace(state, digits=Digits(digit, None, state.mono, state.mono + DIGIT_PATIENCE_S)))
    if state.dialog is not None or not isinstance(top, SectionRoute) or not section.numbered(state, top):
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
        case ErrorRoute() as route:
            state, more = error.passing(state, route)
        case RemoteRoute() as route:
            state, more = remote.passing(state, route)
        case _:
            more = ()
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
    match state.top:
        case HomeRoute() as route:
            due.extend(home.wakes(state, route))
        case PlayerRoute() as route:
            due.extend(player.wakes(state, route))
        case NextRoute() as route if state.dialog is None:
            due.extend(next_lesson.wakes(state, route))
        case ErrorRoute() as route if route.gone_at is not None:
            due.append(route.gone_at)
        case RemoteRoute() as route:
            due.extend(remote.wakes(state, route))
        case ArticleRoute() | GuideRoute() as route if route.key not in state.bodies:
            due.append(route.loading_since + LOADING_S)
        case _:
            pass
    # a moment that has passed and changed nothing must not spin the loop
    future = [moment for moment in due if moment > state.mono]
    return min(future)
