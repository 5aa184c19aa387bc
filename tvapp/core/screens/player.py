"""Screen (f): the player. 确定 stops and goes on, ◀▶ ten seconds, ▲▼ show the other lesson, 返回 leaves with the place kept."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import calendar, favourites, lists, marks, playing, sound, words
from tvapp.core.clock_view import clock
from tvapp.core.events import ChooseTrack, Effect, SaveSettings
from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.model import DIGITS, Lesson, TextSize
from tvapp.core.routes import PlayerRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, stay, toast, with_top
from tvapp.core.subtitles import at as subtitles_at
from tvapp.core.views import Button, PlayerView, ZapView

OSD_S = playing.OSD_S
BAR_S = 8.0
OPENING_WORDS_S = 1.0
HELD_FAST_S = 2.0
STEP_S = 10.0
FAST_STEP_S = 30.0


def _entry(state: State, route: PlayerRoute) -> Entry | None:
    return state.index.entries.get(route.key)


def buttons(state: State, route: PlayerRoute) -> tuple[Button, ...]:
    paused = state.playing.phase == "paused"
    found = [
        Button("button:back", words.BACK_10, "rewind", words.BACK_SHORT),
        Button("button:pause", words.RESUME, "play", words.PLAY_SHORT)
        if paused
        else Button("button:pause", words.PAUSE, "pause", words.PAUSE),
        Button("button:forward", words.FORWARD_10, "fast-forward", words.FORWARD_SHORT),
    ]
    speed = state.settings.speed
    found.append(Button("button:speed", words.speed_now(speed), "gauge", words.SPEEDS_SHORT.get(speed, words.SPEED)))
    if state.cues[1]:
        said = words.SUBTITLES_ON if state.settings.subtitles else words.SUBTITLES_OFF
        found.append(Button("button:subtitles", said, "closed-captioning", words.SUBTITLES))
    if playing.neighbour(state, route.section, route.column, route.key, +1) is not None:
        found.append(Button("button:next", words.NEXT_LESSON, "skip-forward", words.CHANGE_SHORT))
    return tuple(found)


def second_row(state: State, route: PlayerRoute) -> tuple[Button, ...]:
    """Above the bar while the lesson is paused: what one seldom needs."""
    if state.playing.phase != "paused" or route.osd != "buttons":
        return ()
    kept = favourites.is_one(state, route.key)
    found = [Button("button:favourite", words.KEPT if kept else words.KEEP, "star", chosen=kept)]
    if state.playing.duration_s > 0.0:
        found.append(Button("button:restart", words.FROM_THE_START, "arrow-clockwise", words.FROM_THE_START_SHORT))
    if state.playing.tracks > 1:
        said = words.track_now(state.playing.track, state.playing.tracks)
        found.append(Button("button:track", said, "music-note"))
    return tuple(found)


# ---------------------------------------------------------------- keys


def on_key(state: State, route: PlayerRoute, key: Key, repeat: bool, held_s: float) -> Step:
    if route.zap and key in (Key.LEFT, Key.RIGHT):
        return stay(with_top(state, replace(route, zap=0)))
    if key is Key.OK and route.zap:
        return _change(state, route)
    above = second_row(state, route)
    if above and not route.zap:
        if route.focus in {button.id for button in above}:
            if key in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.OK):
                return _second_key(state, route, key, above)
        elif key is Key.UP:
            return stay(with_top(state, replace(route, focus=above[0].id)))
    if key in (Key.UP, Key.PAGE_UP, Key.DOWN, Key.PAGE_DOWN):
        return _zap(state, route, -1 if key in (Key.UP, Key.PAGE_UP) else +1, repeat)
    if key is Key.PLAY or (key is Key.OK and route.osd != "buttons"):
        return _toggle(state, replace(route, zap=0))
    if key is Key.STOP:
        return stay(pop(state))
    if key in (Key.REWIND, Key.FORWARD):
        return _seek(state, route, -1 if key is Key.REWIND else +1, held_s)
    if route.osd == "buttons":
        return _button_key(state, route, key, held_s)
    if key in (Key.LEFT, Key.RIGHT):
        return _seek(state, route, -1 if key is Key.LEFT else +1, held_s)
    return bump(state)


def back(state: State, route: PlayerRoute) -> Step:
    """返回 closes what is up (and plays on), else leaves; the place is kept either way."""
    if route.zap:
        return stay(with_top(state, replace(route, zap=0)))
    if route.osd == "buttons":
        state = with_top(state, replace(route, osd="none", osd_until=None))
        return playing.resume(state) if state.playing.phase == "paused" else stay(state)
    return stay(pop(state))  # the bar is no button row: one press still leaves


def _toggle(state: State, route: PlayerRoute) -> Step:
    if state.playing.phase == "paused":
        route = replace(route, osd="buttons", osd_until=state.mono + OSD_S, focus="button:pause")
        return playing.resume(with_top(state, route))
    if state.playing.phase == "playing":
        route = replace(route, osd="buttons", osd_until=None, focus="button:pause")
        return playing.pause(with_top(state, route))
    return bump(state)


def _seek(state: State, route: PlayerRoute, way: int, held_s: float) -> Step:
    moved = playing.seek_by(state, way * (FAST_STEP_S if held_s >= HELD_FAST_S else STEP_S))
    if moved is None:
        return bump(state, 4.0 * way)
    state, effects = moved
    if route.osd != "buttons":
        route = replace(route, osd="bar", osd_until=state.mono + BAR_S, zap=0)
    return with_top(state, route), effects


def _restart(state: State, route: PlayerRoute) -> Step:
    paused = state.playing.phase == "paused"
    moved = playing.seek_by(state, -state.playing.duration_s)
    if moved is None:
        return bump(state)
    state, effects = moved
    state = with_top(state, replace(route, osd_until=state.mono + OSD_S, focus="button:pause"))
    if not paused:
        return state, effects
    state, more = playing.resume(state)
    return state, (*effects, *more)


def _zap(state: State, route: PlayerRoute, way: int, repeat: bool) -> Step:
    if route.zap == way:
        # a held key shows, it never changes the lesson: that takes a press of its own
        return stay(state) if repeat else _change(state, route)
    if playing.neighbour(state, route.section, route.column, route.key, way) is None:
        state = with_top(state, replace(route, zap=0))
        return bump(state, 0.0, 4.0 * way)
    osd = route.osd if state.playing.phase == "paused" else "none"
    return stay(with_top(state, replace(route, zap=way, zap_until=state.mono + OSD_S, osd=osd)))


def _change(state: State, route: PlayerRoute) -> Step:
    other = playing.neighbour(state, route.section, route.column, route.key, route.zap)
    if other is None:
        return stay(with_top(state, replace(route, zap=0)))
    return playing.open_lesson(state, route.section, route.column, other, over=True)


def _second_key(state: State, route: PlayerRoute, key: Key, above: tuple[Button, ...]) -> Step:
    ids = [button.id for button in above]
    place = ids.index(route.focus)
    if key is Key.DOWN:
        return stay(with_top(state, replace(route, focus="button:pause")))
    if key is Key.UP:
        return bump(state, 0.0, -4.0)
    if key in (Key.LEFT, Key.RIGHT):
        to = place + (1 if key is Key.RIGHT else -1)
        if not 0 <= to < len(ids):
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)
        return stay(with_top(state, replace(route, focus=ids[to])))
    if ids[place] == "button:favourite":
        return favourites.toggle(state, route.key)
    if ids[place] == "button:track":
        to = (state.playing.track + 1) % state.playing.tracks
        return replace(state, playing=replace(state.playing, track=to)), (ChooseTrack(to),)
    return _restart(state, route)


def _button_key(state: State, route: PlayerRoute, key: Key, held_s: float) -> Step:
    shown = buttons(state, route)
    ids = [button.id for button in shown]
    place = ids.index(route.focus) if route.focus in ids else 1
    until = None if state.playing.phase == "paused" else state.mono + OSD_S
    route = replace(route, focus=ids[place], osd_until=until)
    if key in (Key.LEFT, Key.RIGHT):
        to = place + (1 if key is Key.RIGHT else -1)
        if not 0 <= to < len(ids):
            return bump(with_top(state, route), 4.0 if key is Key.RIGHT else -4.0)
        return stay(with_top(state, replace(route, focus=ids[to])))
    if key is not Key.OK:
        return bump(with_top(state, route))
    match ids[place]:
        case "button:pause":
            return _toggle(state, route)
        case "button:back":
            return _seek(with_top(state, route), route, -1, 0.0)
        case "button:forward":
            return _seek(with_top(state, route), route, +1, 0.0)
        case "button:speed":
            settings = replace(state.settings, speed=sound.next_speed(state.settings))
            state = replace(with_top(state, route), settings=settings)
            return state, (SaveSettings(settings), *playing.tune(state))
        case "button:subtitles":
            settings = replace(state.settings, subtitles=not state.settings.subtitles)
            effects: tuple[Effect, ...] = (SaveSettings(settings),)
            state = replace(with_top(state, route), settings=settings)
            if settings.text_size is TextSize.HUGE:  # there the button has no room to say which
                state = toast(state, words.SUBTITLES_ON if settings.subtitles else words.SUBTITLES_OFF, "closed-captioning")
            return state, effects
        case _:
            following = playing.neighbour(state, route.section, route.column, route.key, +1)
            if following is None:
                return bump(state)
            return playing.open_lesson(state, route.section, route.column, following, over=True)


# ---------------------------------------------------------------- time


def passing(state: State, route: PlayerRoute) -> Step:
    if route.osd != "none" and route.osd_until is not None and state.mono >= route.osd_until:
        route = replace(route, osd="none", osd_until=None)
        state = with_top(state, route)
    if route.zap and state.mono >= route.zap_until:
        state = with_top(state, replace(route, zap=0))
    return playing.passing(state)


def wakes(state: State, route: PlayerRoute) -> list[float]:
    due = playing.wakes(state)
    if route.osd != "none" and route.osd_until is not None:
        due.append(route.osd_until)
    if route.zap:
        due.append(route.zap_until)
    return due


# ---------------------------------------------------------------- view


def _saying(state: State) -> str:
    now = state.playing
    if now.phase == "opening" and state.mono - now.asked_at >= OPENING_WORDS_S:
        return words.OPENING
    if now.phase == "playing" and state.mono - now.moved_at >= playing.SLOW_S:
        return words.SLOW
    return ""


def view(state: State, route: PlayerRoute) -> PlayerView:
    entry = _entry(state, route)
    lesson = entry.item if entry is not None and isinstance(entry.item, Lesson) else None
    now = state.playing
    digit = DIGITS[route.section]
    zap = None
    if route.zap:
        other = playing.neighbour(state, route.section, route.column, route.key, route.zap)
        if other is not None and isinstance(other.item, Lesson):
            length = marks.duration_s(other.item, state.records.get(other.key))
            name = words.NEXT_LESSON if route.zap > 0 else words.PREVIOUS_LESSON
            zap = ZapView(
                arrow="▼" if route.zap > 0 else "▲",
                kicker=f"{name}·{calendar.length_words(length)}" if length > 0 else name,
                number=lists.number(state, route.section, route.column, other.key),
                title=other.item.title,
                cover=marks.cover(other, digit),
            )
    subtitle: tuple[str, ...] = ()
    if state.settings.subtitles and state.cues[0] == route.key and now.phase in ("playing", "paused"):
        said = subtitles_at(state.cues[1], now.position_s)
        subtitle = tuple(said.split("\n")) if said else ()
    total = now.duration_s
    left = max(0.0, total - now.position_s)
    osd = "none" if zap is not None else route.osd  # the strip takes the keys: buttons that do not would only lie under it
    return PlayerView(
        number=lists.number(state, route.section, route.column, route.key),
        title=lesson.title if lesson else "",
        section=words.JUST_PLAY if route.steady else state.catalogue.sections[route.section].title,
        clock=clock(state),
        osd=osd,
        elapsed=calendar.clock_time(now.position_s),
        total=calendar.clock_time(total) if total > 0 else "",
        left_words=words.left(calendar.left_words(total, now.position_s)) if total > 0 and left >= 1.0 else "",
        share=min(1.0, now.position_s / total) if total > 0 else 0.0,
        buttons=buttons(state, route) if osd == "buttons" else (),
        more=second_row(state, route) if zap is None else (),
        focus=_focus(state, route) if osd == "buttons" else "",
        subtitle=subtitle,
        zap=zap,
        saying=_saying(state),
        sound_only=now.phase in ("playing", "paused") and not now.has_video,
        cover=marks.cover(entry, digit) if entry is not None else f"asset:cover-{digit}",
        has_picture=now.shown > 0,
    )


def _focus(state: State, route: PlayerRoute) -> str:
    """The button in focus, wherever the route's own words lead nowhere any more."""
    shown = {button.id for button in (*buttons(state, route), *second_row(state, route))}
    return route.focus if route.focus in shown else "button:pause"


def focus_words(state: State, route: PlayerRoute) -> str:
    if route.zap:
        other = playing.neighbour(state, route.section, route.column, route.key, route.zap)
        if other is not None:
            return other.item.title
    if route.osd == "buttons":
        for button in (*buttons(state, route), *second_row(state, route)):
            if button.id == _focus(state, route):
                return button.words
    entry = _entry(state, route)
    return entry.item.title if entry is not None else ""
