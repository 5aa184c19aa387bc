"""When what is said: focus 0.4 s after the last key, silence with the next one, reading that goes on by itself, news in pauses.

Comes after everything else of an update and changes `State.speaking` only (reading also turns pages). What the words are is
core/phrases; saying them is an effect.
"""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import events as ev
from tvapp.core import notices, phrases, playing, reading, saying, words
from tvapp.core.events import Effect, Event, SaveSettings, SetVoiceVolume
from tvapp.core.keys import Key
from tvapp.core.model import SpeechMode
from tvapp.core.routes import ArticleRoute, GuideRoute, HomeRoute, PlayerRoute
from tvapp.core.screens import article, guide
from tvapp.core.state import Speaking, State, Voice
from tvapp.core.step import Step, toast

REST_S = 0.4
LOADING_S = 0.25
"""A page that is not there yet is looked at again so soon."""
_VOLUME = frozenset({Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE})
_ROUND: dict[SpeechMode, SpeechMode] = {"all": "focus", "focus": "off", "off": "all"}


# ---------------------------------------------------------------- what can be read here


def readable(state: State) -> reading.Readable | None:
    if state.dialog is None:
        match state.top:
            case ArticleRoute() as route:
                return article.readable(state, route)
            case GuideRoute() as route:
                return guide.readable(state, route)
    return None


def _turned(state: State) -> Step:
    """The page of the sentence that is being read."""
    match state.top:
        case ArticleRoute() as route:
            return article.follow(state, route)
        case GuideRoute() as route:
            return guide.follow(state, route)
    return state, ()


# ---------------------------------------------------------------- keys and reports


def red(state: State) -> Step:
    """红: starts and stops reading in a reader or guide; elsewhere 全读 → 只读焦点 → 不读."""
    if reading.now(state) is not None:
        return reading.stop(state)
    if state.dialog is None and isinstance(state.top, ArticleRoute | GuideRoute):
        return reading.start(state, readable(state))
    if not saying.can(state) and state.voice.why:
        return toast(state, words.no_voice(state.voice.why), "speaker-slash"), ()
    settings = replace(state.settings, speech=_ROUND.get(state.settings.speech, "all"))
    state = replace(state, settings=settings)
    icon = "speaker-slash" if settings.speech == "off" else "chats-circle"
    return toast(state, words.SPEECH_SAID[settings.speech], icon), (SaveSettings(settings),)


def heard(state: State, event: ev.VoiceFound | ev.SpeechReported) -> Step:
    """What the voice says of itself."""
    if isinstance(event, ev.VoiceFound):
        state = replace(state, voice=Voice(event.name, event.why))
        if not event.name:
            shown = state.toast
            if shown is not None and shown.words in words.SPEECH_SAID.values():  # 红 was quicker than the looking
                state = toast(state, words.no_voice(event.why), "speaker-slash")
            return reading.stop(state) if reading.now(state) is not None else (state, ())
        return replace(state, speaking=_wait(state, asked=False)), ()
    now = state.speaking
    if event.serial != now.serial or now.busy_until is None:
        return state, ()
    if event.phase == "started":
        top = state.top
        if now.reading is not None and now.reading.serial == event.serial and isinstance(top, ArticleRoute):
            turns = article.turns(state, top, event.length_s)
            state = replace(state, speaking=replace(now, reading=replace(now.reading, turns=turns)))
        return state, ()
    state = replace(state, speaking=replace(now, busy_until=None))
    if now.reading is None or now.reading.serial != event.serial:
        return state, ()
    if event.phase == "failed":
        state, effects = reading.stop(state)
        return toast(state, words.VOICE_BROKE, "speaker-slash"), effects
    return _read_on(state)


def _read_on(state: State) -> Step:
    """The next sentence; after the last one it says so and is over."""
    now, text = state.speaking.reading, readable(state)
    if now is None or text is None or text.key != now.key:
        return reading.stop(state)
    if now.sentence + 1 < len(text.sentences):
        state, effects = reading.at(state, text, now.sentence + 1)
        state, more = _turned(state)
        return state, (*effects, *more)
    state, effects = saying.say(state, words.READ_TO_END)
    return replace(state, speaking=replace(state.speaking, reading=None, left_at=("", 0))), effects


# ---------------------------------------------------------------- after everything else


def follow(state: State, before: State, event: Event) -> Step:
    """What this event and the moment mean for what is said."""
    effects: list[Effect] = []
    if state.speaking.reading is not None:
        text = readable(state)
        if text is None or text.key != state.speaking.reading.key:
            state, more = reading.stop(state)
            effects += more
    state, more = _after_event(state, before, event)
    effects += more
    if state.speaking.reading is not None and isinstance(state.top, ArticleRoute):
        state, more = article.turn(state, state.top)
        effects += more
    now = state.speaking
    if now.busy_until is not None and state.mono >= now.busy_until:
        # nobody has said what became of it
        state, more = reading.stop(state) if now.reading is not None else saying.hush(state)
        effects += more
    if state.speaking.due is not None and state.mono >= state.speaking.due:
        state, more = _rested(state)
        effects += more
    state, more = _news(state, before)
    effects += more
    state, more = _ducked(state)
    return state, (*effects, *more)


def wakes(state: State) -> list[float]:
    """Monotonic moments at which something is said, or given up."""
    now = state.speaking
    turns = now.reading.turns if now.reading is not None else ()
    return [moment for moment in (now.due, now.busy_until, *(at for at, _ in turns[:1])) if moment is not None]


def _wait(state: State, *, asked: bool) -> Speaking:
    now = state.speaking
    return replace(now, due=state.mono + REST_S, asked=asked or (now.asked and now.due is not None))


def _after_event(state: State, before: State, event: Event) -> Step:
    effects: tuple[Effect, ...] = ()
    if saying.busy(state) and saying.volume(state) != saying.volume(before):
        effects = (SetVoiceVolume(saying.volume(state)),)
    if isinstance(event, ev.KeyPressed):
        if state.speaking.reading is not None or event.key in _VOLUME:
            return replace(state, speaking=replace(state.speaking, due=None)), effects
        if _stopped(state, before):
            return _content(state), effects
        if state.speaking is before.speaking or state.speaking.serial == before.speaking.serial:
            state, hushed = saying.hush(state)
            effects = (*effects, *hushed)
        waiting = _wait(state, asked=True)
        if event.key is Key.OK and isinstance(state.top, HomeRoute) and state.top.ticker_open:
            waiting = replace(waiting, last="")  # 确定 on a notice says it again
        return replace(state, speaking=waiting), effects
    came = phrases.page_of(state) != phrases.page_of(before)
    if state.speaking.reading is None and (came or isinstance(event, ev.Started)):
        return replace(state, speaking=_wait(state, asked=False)), effects
    return state, effects


def _stopped(state: State, before: State) -> bool:
    """This key has stopped the reading, and nothing else: it did not turn to another page or answer."""
    was, text = before.speaking.reading, readable(state)
    return was is not None and text is not None and text.key == was.key and phrases.page_of(state) == phrases.page_of(before)


def _content(state: State) -> State:
    """Whoever asked for silence gets it: the thing in focus counts as said, until focus moves."""
    phrase = phrases.focus(state, entered=False, everything=saying.mode(state) == "all") or ""
    return replace(
        state, speaking=replace(state.speaking, due=None, asked=False, last=phrase, page=phrases.page_of(state))
    )


def _at_a_lesson(state: State) -> bool:
    """A lesson sounds: nothing is said about the thing in focus."""
    return isinstance(state.top, PlayerRoute) and state.playing.phase != "paused" and state.dialog is None


def _rested(state: State) -> Step:
    """Focus has rested: a toast that followed from the key, then the thing in focus, if it is another one."""
    now = state.speaking
    mode = saying.mode(state)
    silent = replace(state, speaking=replace(now, due=None, asked=False))
    if mode == "off" or now.reading is not None or state.settings.muted or (saying.quiet(state) and not now.asked):
        return silent, ()
    page = phrases.page_of(state)
    entered = page != now.page
    everything = mode == "all"
    phrase: str | None = ""
    if not _at_a_lesson(state):
        phrase = phrases.focus(state, entered=entered, everything=everything)
    if phrase is None:
        return replace(state, speaking=replace(now, due=state.mono + LOADING_S)), ()
    parts = [_toast(state)] if now.asked else []
    told = bool(parts and parts[0]) and state.toast is not None and state.toast.icon == "info"
    if entered or (phrase != now.last and not told):
        parts.append(phrase)
    kind = phrases.kind_of(state)
    met = now.met
    if entered and everything and kind not in met:
        met = met | {kind}
        parts.append(phrases.hints(state))
    shown = state.toast.until if state.toast is not None else 0.0
    ahead = phrases.ahead(state, everything=everything)
    state = replace(
        state,
        speaking=replace(
            now, due=None, asked=False, last=phrase, page=page, toast=shown, met=met, prepared=ahead
        ),
    )
    effects: tuple[Effect, ...] = ()
    said = "。".join(part for part in parts if part)
    if said:
        state, effects = saying.say(state, said)
        state = replace(state, speaking=replace(state.speaking, last=phrase))
    if ahead != now.prepared:
        effects = (*effects, *saying.prepare(state, ahead))
    return state, effects


def _toast(state: State) -> str:
    """The words of a toast that has not been said; how loud it is can be heard."""
    shown = state.toast
    if shown is None or shown.until == state.speaking.toast or shown.share is not None:
        return ""
    if _at_a_lesson(state) and shown.icon != "info":
        return ""
    return shown.words


def _news(state: State, before: State) -> Step:
    """What is wrong with the world, said once in a pause, to those who want everything read and at a decent hour."""
    state = _with_faults(state, before)
    now = state.speaking
    if not now.waiting or saying.busy(state) or now.due is not None or now.reading is not None:
        return state, ()
    if _at_a_lesson(state):
        return state, ()
    state = replace(state, speaking=replace(now, waiting=()))
    if saying.mode(state) != "all" or saying.quiet(state) or state.settings.muted:
        return state, ()
    return saying.say(state, "。".join(now.waiting))


def _with_faults(state: State, before: State) -> State:
    if state.link is before.link and state.faults is before.faults and state.feed_codes is before.feed_codes:
        return state
    standing = notices.standing(state)
    now = state.speaking
    if standing == now.faults:
        return state
    fresh = tuple(
        f"{words.FAULTS[code].text}，{words.FAULTS[code].act}" for code in standing if code not in now.faults
    )
    return replace(state, speaking=replace(now, faults=standing, waiting=(*now.waiting, *fresh)[-3:]))


def _ducked(state: State) -> Step:
    """Over what is said a lesson is lowered, and restored when it is silent again."""
    wanted = saying.busy(state) and bool(state.playing.key) and state.playing.phase in ("opening", "playing")
    if wanted == state.speaking.ducked:
        return state, ()
    state = replace(state, speaking=replace(state.speaking, ducked=wanted))
    return state, playing.set_volume(state) if state.playing.key else ()
