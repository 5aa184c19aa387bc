"""From raw key codes to keys, and from raw presses to key presses: the door through which every key comes in.

Codes are trusted, not the text that comes with them (keypad 5 arrives with the text 'ą'). The door knows no clock:
every call is given the time (monotonic seconds). Must not import Kivy.

Codes: SDL_keycode.h (2.30), and Kivy's own numbers for keys that window_sdl2.py renames (273 up, 256 keypad 0, …).
"""

from __future__ import annotations

from dataclasses import dataclass

from tvapp.core.events import KeyPressed
from tvapp.core.keys import REPEATING, Key

SHIFT = 0x0003
"""SDL modifier bits of both shift keys."""

_SCANCODE = 1 << 30


def _digits(first: int, zero: int) -> dict[int, Key]:
    """Codes of 1 to 9 from `first` on, and of 0."""
    keys = {first + n - 1: Key(f"DIGIT_{n}") for n in range(1, 10)}
    return keys | {zero: Key.DIGIT_0}


KIVY: dict[int, Key] = {
    273: Key.UP,
    274: Key.DOWN,
    275: Key.RIGHT,
    276: Key.LEFT,
    278: Key.HOME,
    280: Key.PAGE_UP,
    281: Key.PAGE_DOWN,
    271: Key.OK,  # keypad Enter
    282: Key.RED,  # F1 to F4
    283: Key.GREEN,
    284: Key.YELLOW,
    285: Key.BLUE,
    269: Key.VOLUME_DOWN,  # keypad minus
    270: Key.VOLUME_UP,  # keypad plus
    319: Key.MENU,
} | {256 + n: Key(f"DIGIT_{n}") for n in range(10)}
"""Kivy's renamed numbers (window_sdl2.py, key_map)."""

SDL: dict[int, Key] = (
    {
        13: Key.OK,
        32: Key.OK,
        27: Key.BACK,
        8: Key.BACK,
        43: Key.VOLUME_UP,
        45: Key.VOLUME_DOWN,
        ord("m"): Key.MENU,
        ord("i"): Key.INFO,
        _SCANCODE + 82: Key.UP,
        _SCANCODE + 81: Key.DOWN,
        _SCANCODE + 79: Key.RIGHT,
        _SCANCODE + 80: Key.LEFT,
        _SCANCODE + 74: Key.HOME,
        _SCANCODE + 75: Key.PAGE_UP,
        _SCANCODE + 78: Key.PAGE_DOWN,
        _SCANCODE + 88: Key.OK,  # keypad Enter
        _SCANCODE + 158: Key.OK,  # RETURN2
        _SCANCODE + 119: Key.OK,  # SELECT
        _SCANCODE + 58: Key.RED,
        _SCANCODE + 59: Key.GREEN,
        _SCANCODE + 60: Key.YELLOW,
        _SCANCODE + 61: Key.BLUE,
        _SCANCODE + 86: Key.VOLUME_DOWN,
        _SCANCODE + 87: Key.VOLUME_UP,
        _SCANCODE + 101: Key.MENU,  # APPLICATION, the Menu key of a keyboard
        _SCANCODE + 118: Key.MENU,
        _SCANCODE + 127: Key.MUTE,
        _SCANCODE + 262: Key.MUTE,  # AUDIOMUTE
        _SCANCODE + 128: Key.VOLUME_UP,
        _SCANCODE + 129: Key.VOLUME_DOWN,
        _SCANCODE + 260: Key.STOP,  # AUDIOSTOP
        _SCANCODE + 120: Key.STOP,
        _SCANCODE + 261: Key.PLAY,  # AUDIOPLAY
        _SCANCODE + 285: Key.REWIND,  # AUDIOREWIND
        _SCANCODE + 286: Key.FORWARD,  # AUDIOFASTFORWARD
        _SCANCODE + 269: Key.HOME,  # AC_HOME: the home key of a remote
        _SCANCODE + 270: Key.BACK,  # AC_BACK: the back key of a CEC remote
    }
    | _digits(ord("1"), ord("0"))
    | _digits(_SCANCODE + 89, _SCANCODE + 98)
)
"""SDL's own key codes, as they come from the event queue."""

SHIFTED: dict[int, Key] = {61: Key.VOLUME_UP}
"""With shift held: `plus` arrives as code 61 ("=") and shift."""

SOURCES: dict[str, dict[int, Key]] = {"sdl": SDL, "kivy": KIVY | SDL}


def key_of(source: str, code: int, shift: bool = False) -> Key | None:
    """The key behind a raw code of "sdl" (the event queue) or "kivy" (Window.on_key_down); None for all others."""
    if shift and code in SHIFTED:
        return SHIFTED[code]
    return SOURCES[source].get(code)


FIRST_REPEAT_S = 0.5
SLOW_S = 0.25
FAST_AFTER_S = 2.0
FAST_S = 0.125
SILENT_S = 1.0
"""Once raw repeats have been seen, a hold without any for so long is over: its release was lost."""
LONGEST_S = 10.0
"""A hold without any raw repeat at all is over after this: its release was lost."""
STUCK_S = 1.5
"""A fresh press of a key that is thought held counts again after so long without a sign of life."""
OK_GAP_S = 0.25
"""A second 确定 within this is a trembling finger, not a second wish."""


@dataclass(slots=True)
class _Hold:
    since: float
    heard: float
    """Last raw event of this key."""
    raw_repeats: bool = False
    """Whether the keyboard repeats by itself."""


class KeyDoor:
    """Raw downs and ups in, key presses out.

    Keys that do not repeat act once a press, however long it is held. The repeating ones act at once, from 0.5 s on
    four times a second and after 2 s eight times, by the door's own timing: what keyboards and remotes send differs. A
    late caller gets one repeat, never the ones it missed. Only one key repeats: the newest.
    """

    def __init__(self) -> None:
        self._held: dict[Key, _Hold] = {}
        self._repeating: Key | None = None
        self._next = 0.0
        self._last_ok = -1e9

    def down(self, key: Key, now: float, repeat: bool = False, since: float | None = None) -> list[KeyPressed]:
        """A raw press, or a raw repeat of one (`repeat` where the source says so).

        `since`: the earliest moment at which it may have been pressed, where it is told late. A second 确定 that may have been
        a trembling finger's counts as one: the viewer has not seen yet what the first one did.
        """
        hold = self._held.get(key)
        if hold is not None:
            stuck = not repeat and now - hold.heard > STUCK_S
            hold.heard = now
            if not stuck:
                hold.raw_repeats = True
                return []
        elif repeat:
            # Held since before we looked (another window, a resumed machine): not a press of ours.
            self._held[key] = _Hold(now, now, True)
            return []
        self._held[key] = _Hold(now, now)
        if key in REPEATING:
            self._repeating, self._next = key, now + FIRST_REPEAT_S
        else:
            self._repeating = None
        if key is Key.OK:
            soon = (now if since is None else min(since, now)) - self._last_ok < OK_GAP_S
            self._last_ok = now
            if soon:
                return []
        else:
            self._last_ok = -1e9  # another key between them: both were meant
        return [KeyPressed(key)]

    def up(self, key: Key, now: float) -> None:
        self._held.pop(key, None)
        if key is self._repeating:
            self._repeating = None

    def release_all(self) -> None:
        """The window lost the keyboard: whatever was held is not ours any more."""
        self._held.clear()
        self._repeating = None

    def due(self, now: float) -> list[KeyPressed]:
        """The repeat whose time has come, if any: at most one."""
        key = self._repeating
        if key is None or now < self._next:
            return []
        hold = self._held[key]
        silent = now - hold.heard
        if silent >= (SILENT_S if hold.raw_repeats else LONGEST_S):
            self._held.pop(key, None)
            self._repeating = None
            return []
        held = now - hold.since
        self._next = now + (FAST_S if held >= FAST_AFTER_S else SLOW_S)
        return [KeyPressed(key, repeat=True, held_s=held)]

    def next_moment(self) -> float | None:
        """When `due` has something to say (monotonic seconds); None while nothing repeats."""
        return self._next if self._repeating is not None else None
