"""Screen (k): settings. ◀▶ change at once, nothing to save; a live sample stands at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tvapp.core import geometry, playing, sound, words
from tvapp.core.clock_view import clock
from tvapp.core.events import Effect, SaveSettings
from tvapp.core.idle import plays as idle_plays
from tvapp.core.keys import Key
from tvapp.core.model import IdlePlay, Settings, SpeechMode, SpeechRate, TextSize, ThemeName
from tvapp.core.routes import EdgesRoute, KeysRoute, RemoteRoute, Route, SettingsRoute, WelcomeRoute
from tvapp.core.state import State
from tvapp.core.step import Step, bump, pop, push, stay, toast, with_top
from tvapp.core.value import dataclass
from tvapp.core.views import Header, Hint, SettingRow, SettingsView

VOLUME_STEP = 10
COVER = {ThemeName.INK: "asset:cover-3", ThemeName.QING: "asset:cover-5", ThemeName.HC: "asset:cover-3"}
"""In 青黛 one without red."""

_MODES: tuple[SpeechMode, ...] = ("all", "focus", "off")
_RATES: tuple[SpeechRate, ...] = ("slow", "mid", "fast")
_THEMES = tuple(ThemeName)
_SPEEDS = tuple(sound.SPEEDS)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A row with choices beside each other."""

    id: str
    icon: str
    title: str
    choices: tuple[str, ...]
    chosen: Callable[[Settings], int]
    with_choice: Callable[[Settings, int], Settings]


@dataclass(frozen=True, slots=True)
class _Level:
    """Volume: ten bars."""

    id: str
    icon: str
    title: str


@dataclass(frozen=True, slots=True)
class _Door:
    """A row that opens a page of its own."""

    id: str
    icon: str
    title: str
    sub: str
    route: Callable[[State], Route]


_Row = _Choice | _Level | _Door

ROWS: tuple[_Row, ...] = (
    _Choice(
        "row:text-size", "text-aa", words.TEXT_SIZE, tuple(size.label for size in TextSize),
        lambda now: now.text_size - 1, lambda now, k: replace(now, text_size=TextSize(k + 1)),
    ),
    _Choice(
        "row:speech", "chats-circle", words.SPEECH, tuple(words.SPEECH_NAMES[mode] for mode in _MODES),
        lambda now: _MODES.index(now.speech), lambda now, k: replace(now, speech=_MODES[k]),
    ),
    _Choice(
        "row:speech-rate", "gauge", words.READ_RATE, words.READ_RATES,
        lambda now: _RATES.index(now.speech_rate), lambda now, k: replace(now, speech_rate=_RATES[k]),
    ),
    _Choice(
        "row:theme", "palette", words.COLOURS, words.THEMES,
        lambda now: _THEMES.index(now.theme), lambda now, k: replace(now, theme=_THEMES[k]),
    ),
    _Level("row:volume", "speaker-high", words.VOLUME),
    _Choice(
        "row:subtitles", "closed-captioning", words.SUBTITLES, words.ON_OFF,
        lambda now: 0 if now.subtitles else 1, lambda now, k: replace(now, subtitles=k == 0),
    ),
    _Choice(
        "row:speed", "fast-forward", words.LESSON_SPEED, tuple(words.SPEEDS[speed] for speed in _SPEEDS),
        lambda now: _SPEEDS.index(now.speed), lambda now, k: replace(now, speed=_SPEEDS[k]),
    ),
    _Choice(
        "row:clear", "headphones", words.CLEAR, words.ON_OFF,
        lambda now: 0 if now.clear_speech else 1, lambda now, k: replace(now, clear_speech=k == 0),
    ),
    _Choice(
        "row:level", "speaker-low", words.LEVEL, words.ON_OFF,
        lambda now: 0 if now.level_sound else 1, lambda now, k: replace(now, level_sound=k == 0),
    ),
    _Choice(
        "row:night", "clock", words.NIGHT, words.ON_OFF,
        lambda now: 0 if now.night_cap else 1, lambda now, k: replace(now, night_cap=k == 0),
    ),
    _Choice(
        "row:idle", "television-simple", words.IDLE_PLAY, words.ON_OFF,
        lambda now: 0 if now.idle_play == "on" else 1, lambda now, k: replace(now, idle_play="on" if k == 0 else "off"),
    ),
    _Choice(
        "row:motion", "person-simple-walk", words.MOTION, words.ON_OFF,
        lambda now: 1 if now.reduced_motion else 0, lambda now, k: replace(now, reduced_motion=k == 1),
    ),
    _Door("row:keys", "keyboard", words.KEYS, words.KEYS_SUB, lambda state: KeysRoute()),
    _Door("row:edges", "frame-corners", words.EDGES, words.EDGES_ROW_SUB, lambda state: EdgesRoute()),
    _Door(
        "row:remote", "hand-pointing", words.REMOTE, words.REMOTE_ROW_SUB,
        lambda state: RemoteRoute(before=state.settings.learned, since=state.mono),
    ),
    _Door("row:welcome", "info", words.WELCOME_AGAIN, words.WELCOME_AGAIN_SUB, lambda state: WelcomeRoute()),
)  # fmt: skip


def place_of(route: SettingsRoute) -> int:
    return next((place for place, row in enumerate(ROWS) if row.id == route.focus), 0)


def on_key(state: State, route: SettingsRoute, key: Key, repeat: bool, held_s: float) -> Step:
    place = place_of(route)
    row = ROWS[place]
    if key in (Key.UP, Key.DOWN):
        to = place + (1 if key is Key.DOWN else -1)
        if not 0 <= to < len(ROWS):
            return bump(state, 0.0, 4.0 if key is Key.DOWN else -4.0)
        return stay(_at(state, route, to))
    if key in (Key.PAGE_UP, Key.PAGE_DOWN):
        by = geometry.settings_rows(state.settings.text_size)
        to = max(0, min(place + (by if key is Key.PAGE_DOWN else -by), len(ROWS) - 1))
        return stay(_at(state, route, to)) if to != place else bump(state, 0.0, 4.0 if key is Key.PAGE_DOWN else -4.0)
    match row:
        case _Door():
            if key in (Key.OK, Key.PLAY):
                return stay(push(state, row.route(state)))
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)
        case _Level():
            if key in (Key.LEFT, Key.RIGHT):
                return _volume(state, 1 if key is Key.RIGHT else -1)
            return bump(state)
        case _Choice():
            now = row.chosen(_seen(state))
            if key in (Key.OK, Key.PLAY):  # the next one, round: a remote without ◀▶ reaches all
                return _choose(state, route, row, (now + 1) % len(row.choices))
            to = now + (1 if key is Key.RIGHT else -1)
            if key not in (Key.LEFT, Key.RIGHT) or not 0 <= to < len(row.choices):
                return bump(state, 4.0 if key is Key.RIGHT else -4.0)
            return _choose(state, route, row, to)


def _seen(state: State) -> Settings:
    """The settings as they are in effect: what nobody has chosen by its usual value, what cannot be by what is."""
    settings = state.settings
    begins: IdlePlay = "on" if idle_plays(state) else "off"
    volume = settings.night_level if sound.capped(settings, state.now) else settings.volume
    return replace(settings, volume=volume, idle_play=begins, level_sound=settings.level_sound and state.meter is not False)


def _at(state: State, route: SettingsRoute, place: int) -> State:
    shown = geometry.settings_rows(state.settings.text_size)
    first = geometry.scrolled(route.first, place, shown, len(ROWS))
    return with_top(state, replace(route, focus=ROWS[place].id, first=first))


def _choose(state: State, route: SettingsRoute, row: _Choice, to: int) -> Step:
    settings = row.with_choice(state.settings, to)
    if row.chosen(_seen(replace(state, settings=settings))) != to:
        return bump(state)  # it cannot be on here; the words beside it say why
    return _at(replace(state, settings=settings), route, place_of(route)), (SaveSettings(settings),)


def _volume(state: State, way: int) -> Step:
    settings = state.settings
    level = 0 if settings.muted else _seen(state).volume
    most = sound.most(settings, state.now)
    to = max(0, min(most, level + way * VOLUME_STEP))
    if to == level and not settings.muted:
        if way > 0 and most < 100 and settings.text_size is TextSize.HUGE:  # there the words beside the rows have no room
            return toast(state, words.NIGHT_CAPPED, "speaker-high", level / 100), ()
        return bump(state, 4.0 * way)
    state = replace(state, settings=replace(settings, volume=to, muted=False))
    effects: tuple[Effect, ...] = (SaveSettings(state.settings), *playing.set_volume(state))
    return state, effects


def menu(state: State) -> Step:
    """菜单: to the settings, and back from them."""
    for place, route in enumerate(state.routes):
        if isinstance(route, SettingsRoute):
            kept = state.routes[: place + 1] if route is not state.top else state.routes[:place]
            return stay(replace(state, routes=kept, dialog=None))
    return stay(push(replace(state, dialog=None), SettingsRoute()))


def leave(state: State) -> Step:
    return stay(pop(state))


# ---------------------------------------------------------------- view


def _row(row: _Row, settings: Settings) -> SettingRow:
    match row:
        case _Choice():
            return SettingRow(row.id, row.icon, row.title, row.choices, row.chosen(settings))
        case _Level():
            return SettingRow(row.id, row.icon, row.title, level=0 if settings.muted else settings.volume // 10)
        case _Door():
            return SettingRow(row.id, row.icon, row.title, sub=row.sub)


def _value(row: SettingRow) -> str:
    if row.level is not None:
        return str(row.level)
    return row.choices[row.chosen] if row.choices else row.sub


def view(state: State, route: SettingsRoute) -> SettingsView:
    place = place_of(route)
    row = ROWS[place]
    shown = geometry.settings_rows(state.settings.text_size)
    first = geometry.scrolled(route.first, place, shown, len(ROWS))
    about = words.SETTINGS_ABOUT.get(row.id, "")
    most = sound.most(state.settings, state.now)
    if row.id == "row:volume" and most < 100 and state.settings.volume >= most:
        about = words.night_now(most // 10, state.settings.volume // 10)
    if row.id == "row:level" and state.meter is False:
        about = words.NO_METER
    if row.id in ("row:speech", "row:speech-rate") and state.voice.why:
        about = state.voice.why
    hints = [Hint(("▲", "▼"), words.SETTINGS_ROW)]
    huge = state.settings.text_size is TextSize.HUGE
    if isinstance(row, _Door):
        hints.append(Hint((words.OK_KEY,), words.HINT_OPEN))
    elif huge and isinstance(row, _Choice):  # only 确定 and 返回 have room there
        hints.append(Hint((words.OK_KEY,), words.SETTINGS_CHANGE))
    else:
        hints.append(Hint(("◀", "▶"), words.SETTINGS_CHANGE))
    hints.append(Hint((words.BACK_KEY,), words.SETTINGS_DONE))
    return SettingsView(
        header=Header("", words.SETTINGS, words.SETTINGS_SUB, clock(state), icon="gear"),
        rows=tuple(_row(found, _seen(state)) for found in ROWS[first : first + shown]),
        first=first,
        total=len(ROWS),
        focus=row.id,
        caption=words.SETTINGS_LOOK,
        sample_title=row.title if about else words.SETTINGS_SAMPLE_TITLE,
        sample=about or words.SETTINGS_SAMPLE,
        cover="" if about else COVER[state.settings.theme],
        icon=row.icon,
        hints=tuple(hints),
        hint_right=_more(first, shown, len(ROWS)),
    )


def _more(first: int, shown: int, total: int) -> str:
    if first + shown < total:
        return words.MORE_BELOW
    return words.MORE_ABOVE if first else ""


def focus_words(state: State, route: SettingsRoute) -> str:
    row = _row(ROWS[place_of(route)], _seen(state))
    return words.row_now(row.title, _value(row))
