"""The loop: waits in SDL's own event wait until a key, a wake or the next moment, and draws only what has changed.

It is not Kivy's loop: that one wakes 60 times a second, and a key waits two ticks for its frame. Here a key is drawn
and handed to the screen as soon as it has been handled, and a still picture costs nothing. Decides nothing itself.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Protocol

from tvapp.ui import sdl

log = logging.getLogger(__name__)

FRAME_S = 1.0 / 60.0
"""Frames that follow one another (something moves) are at least so far apart."""
LONGEST_WAIT_S = 30.0
"""The loop looks round at least this often: a lost wake may delay something, never for ever."""
_MANY_ERRORS = 8
"""So many errors without one good round between them are given up on: the supervisor starts afresh."""


class Shown(Protocol):
    """What the loop asks of the window."""

    def show(self) -> None: ...
    def refresh_size(self) -> bool: ...


KeyDown = Callable[[int, int, str, int, bool], None]
"""code (SDL's), scancode, text (always ""), modifiers (SDL's bits), repeat"""
KeyUp = Callable[[int, int], None]
"""code, scancode"""


def _nothing(*_: object) -> None:
    return None


class Loop:
    """`run` until `stop`. All callbacks are called on the thread that runs it.

    drain() -> True if the picture may have changed; next_wake() -> monotonic seconds or None;
    draw(now) -> True while something still moves; on_shown() after each frame that was handed to the screen;
    on_error(exc) gets what the callbacks raise: it logs and puts up a screen that works.
    """

    def __init__(
        self,
        window: Shown,
        drain: Callable[[], bool],
        next_wake: Callable[[], float | None],
        draw: Callable[[float], bool],
        on_key_down: KeyDown,
        on_key_up: KeyUp = _nothing,
        on_quit: Callable[[], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        on_shown: Callable[[], None] = _nothing,
        on_resize: Callable[[], None] = _nothing,
        on_focus_lost: Callable[[], None] = _nothing,
    ) -> None:
        self._window = window
        self._drain = drain
        self._next_wake = next_wake
        self._draw = draw
        self._on_key_down = on_key_down
        self._on_key_up = on_key_up
        self._on_quit = on_quit or self.stop
        self._on_error = on_error
        self._on_shown = on_shown
        self._on_resize = on_resize
        self._on_focus_lost = on_focus_lost
        self._sdl = sdl.library()
        self._event = sdl.Event()
        self._wake_type = self._sdl.SDL_RegisterEvents(1)
        self._wake_event = sdl.Event()
        self._wake_event.type = self._wake_type
        self._woken = threading.Event()
        self._running = False
        self._dirty = True
        self._moving = False
        self._last_frame = 0.0
        self._errors = 0
        self.rounds = 0
        """How often the wait has ended (a test counts them)."""
        self.key_since = 0.0
        """The earliest moment (monotonic seconds) at which the key that is being told was pressed, as far as the viewer goes: while
        the frame that answers a key is drawn nobody listens, SDL stamps a key when it is asked for it, and what was pressed then
        was pressed before anything could be seen of the key before."""
        self._listened = 0.0
        """When all keys had been taken from the queue."""
        self._told = False
        """Whether this round has told keys."""
        self._unanswered = 0
        """So many of the keys in the queue had come before the answer to those was on the screen."""

    # ------------------------------------------------------------ from any thread

    def wake(self) -> None:
        """End the wait soon; safe from any thread, cheap when called often."""
        if not self._woken.is_set():
            self._woken.set()
            self._sdl.SDL_PushEvent(ctypes.byref(self._wake_event))

    def stop(self) -> None:
        """Leave `run` after the present round; safe from any thread."""
        self._running = False
        self.wake()

    def redraw(self) -> None:
        """Show the picture again in the next round (window's thread)."""
        self._dirty = True

    # ------------------------------------------------------------ the loop

    def run(self) -> None:
        """Until `stop`, or until errors come faster than they can be mended."""
        self._running = True
        while self._running:
            try:
                self.round()
                self._errors = 0
            except Exception as error:
                self._errors += 1
                log.exception("error in the window's loop")
                if self._on_error is None or self._errors > _MANY_ERRORS:
                    raise
                self._moving = False
                self._dirty = True
                self._on_error(error)

    def round(self) -> None:
        """Wait, take what has come, draw if needed: one turn of the loop."""
        self._wait()
        self.rounds += 1
        self._pump()
        if self._drain():
            self._dirty = True
        now = time.monotonic()
        if not self._dirty and not (self._moving and now >= self._last_frame + FRAME_S - 0.001):
            return
        self._dirty = False
        self._moving = self._draw(now)
        self._last_frame = now
        self._window.show()
        if self._told:
            self._sdl.SDL_PumpEvents()
            self._unanswered = self._sdl.SDL_PeepEvents(None, 0, sdl.PEEK_EVENT, sdl.KEY_DOWN, sdl.KEY_UP)
        self._on_shown()

    def _wait(self) -> None:
        if self._dirty or not self._running:
            return
        now = time.monotonic()
        until = now + LONGEST_WAIT_S
        moment = self._next_wake()
        if moment is not None:
            until = min(until, moment)
        if self._moving:
            until = min(until, self._last_frame + FRAME_S)
        # Round up: waking a hair too early would mean one idle round more.
        # A moment that has passed without anybody moving it must not make the loop spin: wait a millisecond at least.
        wait_ms = max(1, int((until - now) * 1000.0 + 0.999))
        self._sdl.SDL_WaitEventTimeout(None, wait_ms)

    def _pump(self) -> None:
        event = self._event
        reference = ctypes.byref(event)
        self._woken.clear()
        self._told = False
        while self._sdl.SDL_PollEvent(reference):
            kind = event.type
            if kind in (sdl.KEY_DOWN, sdl.KEY_UP):
                self.key_since = self._listened if self._unanswered > 0 else time.monotonic()
                self._unanswered -= 1
                self._told = True
            if kind == sdl.KEY_DOWN:
                key = event.key
                self._on_key_down(key.sym, key.scancode, "", key.mod, bool(key.repeat))
            elif kind == sdl.KEY_UP:
                self._on_key_up(event.key.sym, event.key.scancode)
            elif kind == sdl.QUIT:
                self._on_quit()
            elif kind == sdl.WINDOW_EVENT:
                self._window_event(event.window.event)
        self._unanswered = 0
        self._listened = time.monotonic()

    def _window_event(self, what: int) -> None:
        if what == sdl.WINDOW_SIZE_CHANGED:
            if self._window.refresh_size():
                self._on_resize()
            self._dirty = True
        elif what in (sdl.WINDOW_EXPOSED, sdl.WINDOW_RESTORED):
            self._dirty = True
        elif what == sdl.WINDOW_FOCUS_LOST:
            self._on_focus_lost()


class Signals:
    """Ends the loop on SIGTERM, SIGINT and SIGHUP although it waits inside SDL, where Python handles no signal.

    The interpreter writes a byte for each signal into a pipe; a thread reads it and wakes the loop; then the Python
    handler runs on the main thread. `close` puts everything back.
    """

    def __init__(self, leave: Callable[[], None], wake: Callable[[], None]) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._wake = wake
        asked = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        self._old = {number: signal.signal(number, lambda *_: leave()) for number in asked}
        self._old_fd = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._thread = threading.Thread(target=self._listen, name="signals", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while os.read(self._read, 64):
            self._wake()
        os.close(self._read)

    def close(self) -> None:
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        os.close(self._write)
        self._thread.join()
