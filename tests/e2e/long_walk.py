"""A viewer who never tires: random keys at the real television, with speech on, held and doubled ones among them.

Everything is done and judged from outside: keys by XTEST, what came of them by the trace and the log, memory by /proc. The
next key follows the frame of the one before, so the walk is as fast as the television; it rests only to hear what is said.
"""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from bench.held import Held, held
from tests.e2e.safe_area import misplaced
from tests.e2e.television import Event, Television

WIDTH, HEIGHT = 1280, 720
AFTERNOON = ("--now", "2026-09-24T14:36")
"""Nobody is asleep: at night the voice is silent (design §8)."""
LEAVE = "关掉"
"""The one button that ends the walk."""
ASKED = frozenset({"不关，接着看", LEAVE})
"""What has focus where 返回 leads at last."""
SPEECH_KEY = "F1"

WEIGHTS: dict[str, int] = {
    "Up": 9, "Down": 14, "Left": 9, "Right": 12, "Return": 9, "KP_Enter": 2, "space": 1, "Escape": 6, "BackSpace": 1,
    "Home": 2, "Prior": 2, "Next": 4, "m": 1, "i": 1, SPEECH_KEY: 1, "F2": 1, "F3": 1, "F4": 1, "XF86AudioPlay": 1,
    "XF86AudioStop": 1, "XF86AudioRewind": 1, "XF86AudioForward": 1, "plus": 1, "minus": 1, "XF86AudioMute": 1,
} | {digit: 1 for digit in "0123456789"}  # fmt: skip
OK = frozenset({"Return", "KP_Enter", "space"})
HELD = ("Up", "Down", "Down", "Left", "Right", "Right", "Prior", "Next", "Next", "minus", "Return", "Escape", SPEECH_KEY)
HELD_S = (0.6, 0.6, 1.2, 2.6)
"""Past the first repeat (0.5 s), and past the moment at which repeats come faster (2 s)."""
DOUBLED, HOLD, REST, LISTEN = 0.06, 0.012, 0.03, 0.1
"""Shares of steps: two presses at once, a held key, a rest to hear something; and of rests that hear it to its end."""
HEAR_S, END_S = 1.5, 12.0
LOOK_EVERY = 10
"""Steps between looks at the settings, the log and the way home."""


@dataclass(slots=True)
class Found:
    """What the walk has met."""

    screens: Counter[str] = field(default_factory=Counter)
    speech: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    keys: int = 0
    doubled: int = 0
    holds: int = 0
    repeats: int = 0
    played: int = 0
    views: int = 0
    speaking: int = 0
    """Keys pressed while everything was read."""
    sizes: set[int] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)
    memory: list[tuple[int, Held]] = field(default_factory=list)
    """Keys so far, and what the processes held at home then."""


class LongWalk:
    """`LongWalk(television, seed).run(20_000)`; AssertionError, with the keys that led there, at the first thing wrong."""

    def __init__(self, television: Television, seed: int) -> None:
        """`television` is on, at home, with a voice."""
        self.television = television
        self.chance = random.Random(seed)
        self.found = Found()
        self._names, self._weights = list(WEIGHTS), list(WEIGHTS.values())
        self._looked = 0
        """Events that have been looked at."""
        self._counted = 0
        """Keys at the last look at the settings."""
        self._sent: list[str] = []

    def run(self, keys: int, weigh_every: int = 0) -> Found:
        """So many keys (as the trace counts them). `weigh_every`: memory is read at home after each so many, and printed."""
        try:
            self._walk(keys, weigh_every)
        except AssertionError as wrong:
            wrong.add_note(self._trail())
            raise
        return self.found

    def _walk(self, keys: int, weigh_every: int) -> None:
        self._look()
        self._speak()
        self._rest()
        self._double("Right")  # a short walk, too, has met one of each
        self._hold("Down", HELD_S[-1])
        weighed = step = 0
        self._counted = self.found.keys
        while self.found.keys < keys:
            self._step()
            step += 1
            if step % LOOK_EVERY == 0:
                self._read_settings()
                self._no_errors()
            if weigh_every and self.found.keys >= weighed + weigh_every:
                weighed = self.found.keys
                self._weigh()
        self._way_home()
        self._no_errors()

    # ------------------------------------------------------------ one step

    def _step(self) -> None:
        chance, dice = self.chance, self.chance.random()
        view = self.television.view
        if dice < HOLD:
            name = chance.choice(HELD)
            if not self._fatal(name):
                self._hold(name, chance.choice(HELD_S))
        elif dice < HOLD + DOUBLED:
            self._double(chance.choices(self._names, self._weights)[0])
        elif view["screen"] in ("article", "guide") and dice > 0.93:
            self._press(SPEECH_KEY)  # read aloud, or no longer
        else:
            self._press(chance.choices(self._names, self._weights)[0])
        screen = self.television.view["screen"]
        if screen == "remote" and chance.random() < 0.2:
            self.television.screen.key("F9")  # a key that means nothing yet; it is no press before it has been taught
            self._sent.append("F9?")
        if screen == "player" and chance.random() < 0.3:
            self._let_it_play()
        if chance.random() < REST:
            self._rest()

    def _press(self, name: str) -> None:
        if self._fatal(name):
            name = "Escape"
        self._sent.append(name)
        self.television.press(name)
        self._look()

    def _double(self, name: str) -> None:
        """The same key twice within some milliseconds: two presses, but one 确定."""
        if name == "plus" or self._fatal(name):
            return self._press(name)
        self._sent.append(name + "²")
        television = self.television
        television.tremble_over(name)
        since = television.mark
        television.burst(name, name)
        meant = 1 if name in OK else 2
        television.until(lambda _: len(television.seen("key", since)) >= meant, f"{meant} times {name}", since=since)
        self._shown(since)
        if name in OK:
            assert len(television.seen("key", since)) == 1, "a doubled 确定 came twice"
            television.pressed_ok()
        self.found.doubled += 1
        self._look()
        return None

    def _hold(self, name: str, seconds: float) -> None:
        self._sent.append(f"{name}+{seconds}")
        self.television.tremble_over(name)
        keys = self.television.hold(name, seconds)
        if name in OK:
            self.television.pressed_ok()
        assert keys, f"a held {name} did nothing"
        if name in OK or name in ("Escape", SPEECH_KEY):
            assert len(keys) == 1, f"a held {name} acted {len(keys)} times"
        self.found.holds += 1
        self.found.repeats += len(keys) - 1
        self._look()

    def _fatal(self, name: str) -> bool:
        return (name in OK or name == "XF86AudioPlay") and self.television.view["focus"] == LEAVE

    def _shown(self, since: int) -> None:
        newest = self.television.seen("key", since)[-1]["n"]
        self.television.until(lambda event: event["event"] == "frame" and event["n"] >= newest, "its frame", since=since)

    # ------------------------------------------------------------ rests

    def _let_it_play(self) -> None:
        """A lesson that is being opened gets its first picture or sound, or its error, before the next key."""
        television = self.television
        told = television.seen("player")
        if told and told[-1]["state"] == "opening":
            television.until(
                lambda event: event["event"] == "player" and event["state"] != "opening",
                "a lesson that plays, or why not",
                since=television.events.index(told[-1]),
            )
            self.found.played += 1
        self._look()

    def _rest(self) -> None:
        """Nobody presses anything: what has focus is said, and sometimes heard to its end."""
        since = self.television.mark
        if self._heard("playing", since, HEAR_S) and self.chance.random() < LISTEN:
            self._heard("ended", since, END_S)
        self._look()

    def _heard(self, state: str, since: int, within: float) -> bool:
        """Whether the voice came so far; not everything that has focus is said twice."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if any(event["state"] == state for event in self.television.seen("speech", since)):
                return True
            time.sleep(0.01)
        return False

    # ------------------------------------------------------------ what is looked at

    def _look(self) -> None:
        """Every event since the last look."""
        television = self.television
        television.mark  # noqa: B018  # reads the trace on
        events = television.events[self._looked :]
        self._looked = len(television.events)
        for event in events:
            kind = event["event"]
            if kind == "view":
                self._look_at(event)
            elif kind == "key":
                self.found.keys += 1
            elif kind == "speech":
                self.found.speech[event["state"]] += 1
                assert event["state"] != "failed", f"{event['text']!r} could not be said"
            elif kind == "notice":
                self.found.notices[event["code"]] += 1

    def _look_at(self, view: Event) -> None:
        self.found.views += 1
        self.found.screens[view["screen"]] += 1
        assert view["focus"].strip(), f"focus has no words on {view['route']}"
        wrong = misplaced(view["focus_rect"], WIDTH, HEIGHT)
        assert not wrong, f"focus {view['focus']!r} on {view['route']}: {wrong}"

    def _read_settings(self) -> None:
        """What the keys have made of the settings; what was switched off is switched on again."""
        kept = self._kept_settings()
        self.found.sizes.add(kept.get("text_size", 0))
        self.found.themes.add(kept.get("theme", ""))
        on = kept.get("speech") == "all" and not kept.get("muted")
        if on:
            self.found.speaking += self.found.keys - self._counted
        else:
            self._speak()
        self._counted = self.found.keys

    def _kept_settings(self) -> dict[str, object]:
        with closing(sqlite3.connect(f"file:{self.television.state / 'tv.db'}?mode=ro", uri=True, timeout=5.0)) as store:
            row = store.execute("SELECT value FROM setting WHERE name = 'settings'").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def _speak(self) -> None:
        """Everything is read from now on, at a volume at which it is heard."""
        self._press("Home")
        for _ in range(4):
            kept = self._kept_settings()
            if kept.get("muted"):
                self._press("XF86AudioMute")
            if kept.get("speech") == "all":
                return
            self._press(SPEECH_KEY)
            self.television.until_true(lambda was=kept: self._kept_settings() != was, "settings on the disk")  # type: ignore[misc]
        raise AssertionError(f"speech cannot be switched on: {self._kept_settings()}")

    def _no_errors(self) -> None:
        log = self.television.log
        for word in ("Traceback", " ERROR ", " CRITICAL "):
            place = log.find(word)
            assert place < 0, f"{log[max(0, place - 300) : place + 3000]}"

    def _weigh(self) -> None:
        """At home, when nothing plays and the words of home are being said: what all processes hold."""
        self._press("Home")
        self._heard("playing", self.television.mark, HEAR_S)
        assert self.television.process is not None
        now = held(self.television.process.pid)
        self.found.memory.append((self.found.keys, now))
        print(f"{self.found.keys:6} keys  {now}", flush=True)
        self.television.forget()
        self._looked = len(self.television.events)
        del self._sent[:-60]

    def _way_home(self) -> None:
        """返回 leads home and then asks whether to leave; the answer no leads back."""
        for _ in range(14):
            if self.television.view["focus"] in ASKED:
                break
            self._press("Escape")
        view = self.television.view
        assert view["focus"] in ASKED, f"no way home from {view['route']}"
        self._press("Home")
        assert self.television.view["screen"] == "home"

    def _trail(self) -> str:
        return f"after {self.found.keys} keys: {' '.join(self._sent[-50:])}"
