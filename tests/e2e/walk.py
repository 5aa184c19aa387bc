"""A random walk over the real television in one process: real window, real player, the sample office; only the clock is turned.

Run as a program (Kivy has one window a process): WIDTH HEIGHT still|motion KEYS SEED. Looks at every settled picture and
ends with status 1 and the keys that led there at the first thing that is wrong.
"""

from __future__ import annotations

import json
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["SDL_VIDEODRIVER"] = "offscreen"

from tests.e2e.safe_area import misplaced
from tvapp.adapters.player import VlcPlayer
from tvapp.adapters.speech import VoiceSpeech
from tvapp.adapters.speech_voice import find_voice
from tvapp.core import events as ev
from tvapp.core.keys import REPEATING, Key
from tvapp.core.model import LinkState, Memory, TextSize
from tvapp.core.show import focus_words
from tvapp.layout.palette import rgba
from tvapp.layout.scene import Ring, scale_of
from tvapp.shots.script import SHOTS
from tvapp.shots.studio import Studio
from tvapp.ui.keyboard import KeyDoor

WEIGHTS: dict[Key, int] = {
    Key.UP: 9, Key.DOWN: 14, Key.LEFT: 9, Key.RIGHT: 12, Key.OK: 12, Key.BACK: 7, Key.HOME: 2, Key.PAGE_UP: 2,
    Key.PAGE_DOWN: 4, Key.MENU: 1, Key.INFO: 1, Key.RED: 1, Key.GREEN: 1, Key.YELLOW: 1, Key.BLUE: 1, Key.PLAY: 1,
    Key.STOP: 1, Key.REWIND: 1, Key.FORWARD: 1, Key.VOLUME_UP: 1, Key.VOLUME_DOWN: 1, Key.MUTE: 1,
} | {Key(f"DIGIT_{n}"): 1 for n in range(10)}  # fmt: skip
ENDS = ("end", "end", "broken", "died")
"""What may befall a lesson that plays."""
COMINGS = ("fewer", "all", "gone", "back", "failed", "link")
"""What may come at any other time."""
LOOK_EVERY = 50
"""Keys between looks at the pixels."""
RING_PX = 8.0
DOUBLED = 0.06
"""Share of the keys that a trembling finger presses twice."""
LISTENED, HEAR_S = 2, 8.0
"""So many sentences are heard to their end; no name of a thing takes longer, on a busy machine too."""


class Errors(logging.Handler):
    """Whatever is logged as an error is a failure of the walk."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


class Walk:
    """Presses keys and looks."""

    def __init__(self, width: int, height: int, motion: bool, seed: int) -> None:
        self.width, self.height, self.motion = width, height, motion
        self.chance = random.Random(seed)
        self.errors = Errors()
        logging.getLogger().addHandler(self.errors)
        self.scratch = tempfile.TemporaryDirectory(prefix="walk-")
        self.studio = Studio((width, height), Path(self.scratch.name))
        self.studio.screen.still = False  # `motion` says by the settings what moves
        self.pressed: list[str] = []
        self.screens: Counter[str] = Counter()
        self.sizes: Counter[int] = Counter()
        self.rings = 0
        self.played = 0
        self.doubled = 0
        self.heard = 0
        """Sentences that the real voice has said to their end."""
        self.speaking = 0
        """Looks at a television that reads everything."""
        self.door = KeyDoor()
        self.voice = self._voice()

    def _voice(self) -> VoiceSpeech:
        """The real voice, as `run` has it: what the walk rests on is rendered and played."""
        found = find_voice(Path(self.scratch.name))
        assert found.name, found.why
        # the studio is for pictures and says nothing; here everything is said
        effects = self.studio._effects
        voice = VoiceSpeech(
            found,
            Path(self.scratch.name) / "voice",
            lambda told: VlcPlayer(told, lambda: None, voice=True),
            effects.heard,
            on_lost=lambda: self.errors.said.append("the voice is lost"),
        )
        effects.speech = voice
        return voice

    def close(self) -> None:
        self.voice.close()
        self.studio.close()
        self.scratch.cleanup()

    def run(self, keys: int) -> None:
        self.studio.switch_on(next(shot for shot in SHOTS if shot.name == "home"))
        self._settings(TextSize.LARGE)
        self.shelves = dict(self.studio.runtime.state.shelves)
        names, weights = list(WEIGHTS), list(WEIGHTS.values())
        for number in range(keys):
            if number % (keys // 8 or 1) == 0:
                self._settings(TextSize(number // (keys // 8 or 1) % 4 + 1))
            key = self.chance.choices(names, weights)[0]
            if self.chance.random() < DOUBLED:
                self._double(key)
            else:
                self._press(key)
            if key in REPEATING and self.chance.random() < 0.15:
                for _ in range(self.chance.randrange(1, 5)):
                    self._press(key, held_s=self.chance.choice((0.5, 1.0, 2.5)))
            if self.chance.random() < 0.12:
                self._pass(self.chance.choice((0.2, 0.5, 0.5, 1.6, 4.0, 9.0, 16.0)))
                if self.heard < LISTENED and self.chance.random() < 0.05:
                    self._listen()
            if self.studio.runtime.state.playing.phase == "opening" and self.chance.random() < 0.3:
                self._let_it_play()
            self._look()
            if self.chance.random() < 0.04:
                self._befall()
                self._look()
            if number % LOOK_EVERY == 0:
                self._look_at_pixels()
                settings = self.studio.runtime.state.settings
                if settings.speech != "all" or settings.muted:  # the keys have switched it off
                    self._settings(settings.text_size)
        for _ in range(12):
            if self.studio.runtime.state.dialog is not None:
                break
            self._press(Key.BACK)
            self._look()
        state = self.studio.runtime.state
        if len(state.routes) != 1 or state.dialog is None:
            self._wrong(f"返回 does not lead home: {state.routes}")

    def _settings(self, size: TextSize) -> None:
        """Another text size, motion on or off, and everything read, as a start would set it; the walk goes on where it is."""
        state = self.studio.runtime.state
        settings = replace(state.settings, text_size=size, reduced_motion=not self.motion, speech="all", muted=False)
        self.studio.runtime.post(
            ev.Started(Memory(dict(state.records), settings, dict(state.shelves), dict(state.focus_memory)))
        )
        self.studio.screen.settle()

    def _press(self, key: Key, held_s: float = 0.0) -> None:
        self.pressed.append(key.value + ("+" if held_s else ""))
        self.studio.clock.advance(0.26)
        self.studio.runtime.post(ev.KeyPressed(key, repeat=held_s > 0.0, held_s=held_s))
        self.studio.screen.settle()

    def _double(self, key: Key) -> None:
        """Twice within a tenth of a second, through the door that every key comes in by: but for 确定 both count."""
        self.pressed.append(key.value + "²")
        self.studio.clock.advance(0.26)
        came = 0
        for _ in range(2):
            now = self.studio.clock.monotonic_s()
            for press in self.door.down(key, now):
                self.studio.runtime.post(press)
                came += 1
            self.door.up(key, now)
            self.studio.clock.advance(0.1)
        if came != (1 if key is Key.OK else 2):
            self._wrong(f"a doubled {key.value} came {came} times")
        self.doubled += 1
        self.studio.screen.settle()

    def _listen(self) -> None:
        """What is being said is heard to its end: the clock stands, so nothing else happens meanwhile."""
        end = time.monotonic() + HEAR_S
        busy = self.studio.runtime.state.speaking.busy_until is not None
        while self.studio.runtime.state.speaking.busy_until is not None and time.monotonic() < end:
            self.studio.screen.settle()
            time.sleep(0.005)
        self.heard += busy and self.studio.runtime.state.speaking.busy_until is None

    def _pass(self, seconds: float) -> None:
        self.pressed.append(f"({seconds})")
        self.studio.clock.advance(seconds)
        self.studio.runtime.post(ev.Ticked())
        self.studio.screen.settle()

    def _let_it_play(self) -> None:
        """A lesson that has been opened gets its first picture (or its error) before the next key."""
        end = time.monotonic() + 10.0
        while self.studio.runtime.state.playing.phase == "opening" and time.monotonic() < end:
            self.studio.screen.settle()
            time.sleep(0.005)
        self.played += self.studio.runtime.state.playing.phase == "playing"
        if self.chance.random() < 0.15:
            self._befall()

    def _befall(self) -> None:
        """What comes from outside while somebody presses keys: a lesson's end, another catalogue, a pull, a cable."""
        studio, state = self.studio, self.studio.runtime.state
        playing = state.playing.phase in ("playing", "paused")
        what = self.chance.choice(ENDS if playing else COMINGS)
        self.pressed.append(f"[{what}]")
        full = studio.catalogue
        if what in ENDS:
            report = studio.ending("ended" if what == "end" else "error")
            studio.runtime.post(ev.PlayerReported(replace(report, why="died") if what == "died" else report))
        elif what in ("fewer", "all"):
            step, start = (2, self.chance.randrange(2)) if what == "fewer" else (1, 0)
            sections = tuple(
                replace(section, columns=tuple(replace(one, items=one.items[start::step]) for one in section.columns))
                for section in full.sections
            )
            studio.runtime.post(ev.CatalogueLoaded(replace(full, sections=sections)))
        elif what in ("gone", "back", "failed"):
            feed, shelf = self.chance.choice(sorted(self.shelves.items()))
            shown = replace(shelf, articles=() if what == "gone" else shelf.articles)
            outcome, code = ("failed", "N4") if what == "failed" else ("fetched", "")
            studio.runtime.post(ev.FeedPulled(feed, outcome, shown, code=code))
        elif what == "link":
            studio.runtime.post(ev.LinkChanged(self.chance.choice(list(LinkState))))
        studio.screen.settle()

    def _look(self) -> None:
        state, scene = self.studio.runtime.state, self.studio.screen.scene
        if self.errors.said:
            self._wrong(f"logged: {self.errors.said[0]}")
        if scene is None:
            self._wrong("there is no picture")
            return
        self.screens[scene.screen] += 1
        self.sizes[state.settings.text_size.value] += 1
        self.speaking += state.settings.speech == "all" and not state.settings.muted
        if not scene.focus or scene.focus != focus_words(state):
            self._wrong(f"focus has the words {scene.focus!r}")
        wrong = misplaced(self.studio.screen.focus_rect, self.width, self.height)
        if wrong:
            self._wrong(f"focus {scene.focus_key} ({scene.focus}): {wrong}")

    def _look_at_pixels(self) -> None:
        """Where the scene has a ring, gold stands on the framebuffer along its edges."""
        scene, rect = self.studio.screen.scene, self.studio.screen.focus_rect
        assert scene is not None and rect is not None
        ringed = any(
            group.key == scene.focus_key and any(isinstance(node, Ring) for node in group.nodes) for group in scene.groups
        )
        if not ringed:
            return
        rgb = self.studio.screen.pixels()
        gold = tuple(round(part * 255) for part in rgba(scene.theme, "focus_ring")[:3])
        x, y, w, h = rect
        inward = RING_PX * scale_of(self.width, self.height) / 2
        edges = ((x + w / 2, y + inward), (x + w / 2, y + h - inward), (x + inward, y + h / 2), (x + w - inward, y + h / 2))
        missing = [edge for edge in edges if not self._golden(rgb, int(edge[0]), int(edge[1]), gold)]
        state = self.studio.runtime.state
        # only the plate of digits, which stands in the middle for a moment, may cover a part of it
        if len(missing) > (3 if state.digits is not None else 0):
            self._wrong(f"no ring at {missing} of {rect} round {scene.focus_key}")
        self.rings += 1

    def _golden(self, rgb: bytes, x: int, y: int, gold: tuple[int, ...]) -> bool:
        near = (-2, -1, 0, 1, 2)
        return any(self._near(rgb, x + dx, y + dy, gold) for dx in near for dy in near)

    def _near(self, rgb: bytes, x: int, y: int, colour: tuple[int, ...]) -> bool:
        if not (0 <= x < self.width and 0 <= y < self.height):
            return False
        place = 3 * (y * self.width + x)
        return all(abs(a - b) <= 40 for a, b in zip(rgb[place : place + 3], colour, strict=True))

    def _wrong(self, what: str) -> None:
        state = self.studio.runtime.state
        picture = Path(tempfile.gettempdir()) / f"walk-{os.getpid()}.png"
        self.studio.screen.screenshot(picture)
        print(f"{what}\nafter {len(self.pressed)} keys: {' '.join(self.pressed[-40:])}", file=sys.stderr)
        print(f"routes {state.routes}\ndialog {state.dialog}\n{state.settings}\n{picture}", file=sys.stderr)
        sys.exit(1)


def main() -> None:
    width, height, motion, keys, seed = sys.argv[1:6]
    walk = Walk(int(width), int(height), motion == "motion", int(seed))
    began = time.monotonic()
    try:
        walk.run(int(keys))
    finally:
        walk.close()
    found = {
        "screens": walk.screens, "sizes": walk.sizes, "rings": walk.rings, "played": walk.played, "doubled": walk.doubled,
        "heard": walk.heard, "said": walk.studio.runtime.state.speaking.serial,
        "speaking": round(walk.speaking / sum(walk.screens.values()), 2),
    }  # fmt: skip
    print(json.dumps(found | {"keys": len(walk.pressed), "seconds": round(time.monotonic() - began, 1)}))


if __name__ == "__main__":
    main()
