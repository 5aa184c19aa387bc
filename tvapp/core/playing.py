"""The lesson that plays: opening it, what the player reports, what is recorded of it, what comes after."""

from __future__ import annotations

import math
from dataclasses import replace

from tvapp.core import calendar, derived, lists, sound, words
from tvapp.core.events import (
    Effect,
    LoadSubtitles,
    PausePlayer,
    PlayLesson,
    ResumePlayer,
    SaveRecord,
    SeekPlayer,
    SetVolume,
    SoundTuned,
    StopPlayer,
    TellNotice,
    TuneSound,
)
from tvapp.core.index import Entry
from tvapp.core.learning import ended, played, resume_at
from tvapp.core.model import Lesson, LinkState, Record
from tvapp.core.ports import PlayerPhase, PlayerReport
from tvapp.core.routes import ErrorRoute, NextRoute, PlayerRoute
from tvapp.core.state import Playing, State
from tvapp.core.step import Step, push, toast, with_top

COUNTDOWN_S = 15
OPEN_LIMIT_S = 20.0
"""A lesson that shows nothing for so long is given up (P2, or N3 for an address)."""
SLOW_S = 3.0
STALL_LIMIT_S = 15.0
DEATHS_LIMIT = 2
DEATHS_FORGOTTEN_S = 30.0
"""A player that has gone well for so long since it fell over has earned a fresh start."""
JUMP_NEAR_S = 2.0
JUMP_PATIENCE_S = 1.5
"""A player that has not come near the place it was sent to by then plays where it is."""
TURN_PATIENCE_S = 0.7
"""Reports that were on their way when pause was pressed still say playing (and the other way round)."""
LONGEST_S = 1e6
"""No lesson is longer; a report that says so is rubbish."""
SAVE_EVERY_S = 1.0
OSD_S = 15.0
"""How long the buttons stay while the lesson plays."""
SKIPS = 3
"""一直放 passes over so many lessons in a row that cannot be played, then says what is wrong."""
ALONE_S = 20.0
"""An error that came up with nobody there goes away by itself."""


def neighbour(state: State, section: int, column: str, key: str, step: int) -> Entry | None:
    """The lesson before (-1) or after (+1) in the list that is being played."""
    listed = lists.entries(state, section, column)
    place = lists.place(state, section, column, key)
    if place is None:
        return None
    place += step
    while 0 <= place < len(listed):
        if isinstance(listed[place].item, Lesson):
            return listed[place]
        place += step
    return None


DUCKED = 0.3
"""While something is said over it, a lesson is so loud."""


def _volume(state: State) -> int:
    level = sound.level(state.settings, state.now)
    return round(level * DUCKED) if state.speaking.ducked else level


def tuned(state: State) -> SoundTuned:
    """How lessons are to sound by the settings."""
    settings = state.settings
    return SoundTuned(sound.speed(settings), settings.clear_speech, settings.level_target if settings.level_sound else None)


def tune(state: State) -> tuple[Effect, ...]:
    return (TuneSound(tuned(state)),) if state.playing.key else ()


def _begin(state: State, entry: Entry, start_s: float, deaths: int = 0) -> Step:
    """Asks the player for this lesson from `start_s` on."""
    lesson = entry.item
    assert isinstance(lesson, Lesson)
    serial = state.playing.serial + 1
    record = state.records.get(entry.key)
    duration = record.duration_s if record and record.duration_s > 0 else (lesson.duration_s or 0.0)
    playing = Playing(
        key=entry.key,
        serial=serial,
        phase="opening",
        position_s=start_s,
        duration_s=duration,
        asked_at=state.mono,
        moved_at=state.mono,
        deaths=deaths,
        jump_s=start_s if start_s > 0.0 else None,
        capped=sound.capped(state.settings, state.now),
    )
    effects: list[Effect] = [
        PlayLesson(lesson.id, lesson.source.file, lesson.source.url, start_s, _volume(state), serial, tuned(state))
    ]
    if state.cues[0] != entry.key:
        state = replace(state, cues=(entry.key, ()))
        if lesson.subtitle:
            effects.append(LoadSubtitles(entry.key, lesson.subtitle))
    return replace(state, playing=playing), tuple(effects)


def open_lesson(
    state: State, section: int, column: str, entry: Entry, *, over: bool = False, again: bool = False,
    auto: bool = False, steady: bool = False, skipped: int = 0,
) -> Step:  # fmt: skip
    """Opens the player on `entry`; `over` replaces the page on top (next lesson), `again` starts from the beginning.
    `steady`: the next one follows at once, and so does what is chosen while it plays."""
    start = 0.0 if again else resume_at(state.records.get(entry.key))
    steady = steady or (over and isinstance(state.top, PlayerRoute) and state.top.steady)
    route = PlayerRoute(section, column, entry.key, auto=auto, steady=steady, skipped=skipped)
    kept = _kept(state)
    state = with_top(state, route) if over else push(state, route)
    if start > 0.0:
        state = toast(state, words.going_on_at(calendar.clock_time(start)), "play")
    state, effects = _begin(state, entry, start)
    return state, (*kept, *effects)


def _kept(state: State) -> tuple[Effect, ...]:
    """The place of the lesson that is being left."""
    record = state.records.get(state.playing.key)
    return (SaveRecord(record),) if record is not None and state.playing.saved_s >= 0.0 else ()


def stop(state: State) -> Step:
    """Ends playing, keeping the place."""
    return replace(state, playing=Playing(serial=state.playing.serial)), (StopPlayer(), *_kept(state))


def pause(state: State) -> Step:
    playing = replace(state.playing, phase="paused", moved_at=state.mono, turned_at=state.mono)
    return replace(state, playing=playing), (PausePlayer(),)


def resume(state: State) -> Step:
    playing = replace(state.playing, phase="playing", moved_at=state.mono, turned_at=state.mono)
    return replace(state, playing=playing), (ResumePlayer(),)


def seek_by(state: State, delta_s: float) -> Step | None:
    """Goes back or forward; None at an edge, and when the lesson's length is not known (a live address)."""
    playing = state.playing
    if playing.duration_s <= 0.0 or playing.phase not in ("playing", "paused"):
        return None
    base = playing.jump_s if playing.jump_s is not None else playing.position_s
    target = max(0.0, min(base + delta_s, playing.duration_s - 1.0))
    if (target - base) * delta_s <= 0.0:
        return None
    playing = replace(
        playing, jump_s=target, jump_at=state.mono, position_s=target, counted_s=None, moved_at=state.mono
    )
    state = replace(state, playing=playing)
    record = state.records.get(playing.key)
    effects: list[Effect] = [SeekPlayer(target)]
    if record is not None:
        record = replace(record, position_s=target, at=state.now)
        state = derived.remember(state, record)
        effects.append(SaveRecord(record))
    return state, tuple(effects)


def set_volume(state: State) -> tuple[Effect, ...]:
    return (SetVolume(_volume(state)),)


# ---------------------------------------------------------------- reports


def report(state: State, said: PlayerReport) -> Step:
    playing = state.playing
    if said.serial != playing.serial or not playing.key or playing.phase == "idle":
        return state, ()
    if said.phase == "error":
        return _failed(state, said)
    if said.phase in ("opening", "idle"):
        return state, ()
    at_s, length_s = _sane(said.position_s), _sane(said.duration_s)
    position, counted, jump, jump_at = at_s, playing.counted_s, playing.jump_s, playing.jump_at
    if jump is not None:
        jump_at = state.mono if jump_at is None else jump_at
        if abs(at_s - jump) <= JUMP_NEAR_S or state.mono - jump_at > JUMP_PATIENCE_S:
            jump, counted = None, None
        else:
            position = jump  # the player is still on its way: show where it goes, count nothing
    phase: PlayerPhase = said.phase
    if phase != "ended" and playing.phase != "opening" and state.mono - playing.turned_at < TURN_PATIENCE_S:
        phase = playing.phase
    moved = position != playing.position_s or phase != playing.phase or said.shown != playing.shown
    fresh_start = phase == "playing" and state.mono - playing.asked_at >= DEATHS_FORGOTTEN_S
    playing = replace(
        playing,
        phase=phase,
        position_s=position,
        duration_s=length_s if length_s > 0 else playing.duration_s,
        has_video=said.has_video,
        shown=said.shown,
        dropped=said.dropped,
        tracks=said.tracks,
        track=said.track,
        moved_at=state.mono if moved else playing.moved_at,
        jump_s=jump,
        jump_at=jump_at,
        deaths=0 if fresh_start else playing.deaths,
    )
    effects: tuple[Effect, ...] = ()
    if jump is None:
        old = state.records.get(playing.key) or Record(playing.key)
        new = played(old, counted, position, playing.duration_s, state.now)
        finished = new.finished and not old.finished
        playing = replace(playing, counted_s=position)
        if phase == "ended":
            new = ended(new, state.now)
        state = derived.remember(replace(state, missing=state.missing - {playing.key}), new)
        stands = phase == "paused" and position != playing.saved_s
        if finished or stands or phase == "ended" or abs(position - playing.saved_s) >= SAVE_EVERY_S:
            playing = replace(playing, saved_s=position)
            effects = (SaveRecord(new),)
    state = replace(state, playing=playing)
    if phase == "ended":
        after, more = _ended(state)
        return after, (*effects, *more)
    return state, effects


def _sane(seconds: float) -> float:
    return seconds if math.isfinite(seconds) and 0.0 <= seconds <= LONGEST_S else 0.0


def _ended(state: State) -> Step:
    top = state.top
    record = state.records.get(state.playing.key)
    state = replace(state, playing=Playing(serial=state.playing.serial), toast=None)
    if not isinstance(top, PlayerRoute):
        return state, ()
    following = neighbour(state, top.section, top.column, top.key, +1)
    if top.steady and following is not None and state.dialog is None:
        state, effects = open_lesson(state, top.section, top.column, following, over=True)
        return toast(state, words.now_follows(following.item.title), "skip-forward"), effects
    if top.auto and following is None:
        return replace(state, routes=state.routes[:1]), ()  # nobody is there: home, where it begins again
    route = NextRoute(
        section=top.section,
        column=top.column,
        key=top.key,
        next_key=following.key if following else "",
        watched_s=record.watched_s if record else 0.0,
        focus="button:now" if following else "button:list",
        # somebody who has a question open before the lesson is not hurried
        deadline=state.mono + COUNTDOWN_S if following and state.dialog is None else None,
        auto=top.auto,
    )
    return with_top(state, route), ()


def _failed(state: State, said: PlayerReport) -> Step:
    playing = state.playing
    top = state.top
    entry = state.index.entries.get(playing.key)
    if said.why == "died" and entry is not None and playing.deaths < DEATHS_LIMIT:
        # the player's process fell over: a new one goes on where the lesson was
        state = toast(state, words.REJOINING)
        if isinstance(top, PlayerRoute) and top.osd == "buttons":
            state = with_top(state, replace(top, osd_until=state.mono + OSD_S))
        return _begin(state, entry, playing.position_s, playing.deaths + 1)
    return give_up(state, said.why) if isinstance(top, PlayerRoute) else (state, ())


def give_up(state: State, why: str) -> Step:
    """Leaves the player for the page that says in words what is wrong."""
    top = state.top
    assert isinstance(top, PlayerRoute)
    entry = state.index.entries.get(top.key)
    remote = entry is not None and isinstance(entry.item, Lesson) and entry.item.source.url is not None
    # an address that does not answer is the network's fault only when nothing else answers either
    cut_off = state.link is not LinkState.UP or lists.offline_everywhere(state)
    code = "P1" if why == "missing" else "N3" if why == "network" and remote and cut_off else "P2"
    following = neighbour(state, top.section, top.column, top.key, +1)
    if top.steady and following is not None and top.skipped < SKIPS:
        if code == "P1":
            state = replace(state, missing=state.missing | {top.key})
        state, stopped = stop(state)
        state, opened = open_lesson(state, top.section, top.column, following, over=True, skipped=top.skipped + 1)
        said = toast(state, words.now_follows(following.item.title), "skip-forward")
        return said, (*stopped, TellNotice(code, words.FAULTS[code].text), *opened)
    following = following or neighbour(state, top.section, top.column, top.key, -1)
    route = ErrorRoute(
        section=top.section,
        column=top.column,
        key=top.key,
        next_key=following.key if following else "",
        code=code,
        why=why,
        focus="button:other" if following else "button:list",
        gone_at=state.mono + ALONE_S if top.auto else None,
    )
    if code == "P1":
        state = replace(state, missing=state.missing | {top.key})
    state, effects = stop(state)
    state = replace(with_top(state, route), toast=None)
    return state, (*effects, TellNotice(code, words.FAULTS[code].text))


def passing(state: State) -> Step:
    """What time alone brings: an opening or a stall that lasts too long is given up."""
    playing = state.playing
    if not isinstance(state.top, PlayerRoute) or not playing.key:
        return state, ()
    capped = sound.capped(state.settings, state.now)
    if capped != playing.capped:  # half past nine, or morning
        return replace(state, playing=replace(playing, capped=capped)), set_volume(state)
    if playing.phase == "opening" and state.mono >= playing.asked_at + OPEN_LIMIT_S:
        return give_up(state, "network")
    if playing.phase == "playing" and state.mono >= playing.moved_at + STALL_LIMIT_S:
        return give_up(state, "stalled")
    return state, ()


def wakes(state: State) -> list[float]:
    """Monotonic moments at which the player's page changes by itself."""
    playing = state.playing
    if not playing.key:
        return []
    if playing.phase == "opening":
        return [playing.asked_at + 1.0, playing.asked_at + OPEN_LIMIT_S]
    if playing.phase == "playing":
        return [playing.moved_at + SLOW_S, playing.moved_at + STALL_LIMIT_S]
    return []
