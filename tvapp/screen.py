"""The window at work: keys in, events applied, the state's scene drawn, frames traced. All on the window's thread."""

from __future__ import annotations

import logging
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.player import VlcPlayer
from tvapp.core import events as ev
from tvapp.core.keys import Key
from tvapp.core.ports import Clock
from tvapp.core.remote import read as read_learned
from tvapp.core.routes import RemoteRoute
from tvapp.core.show import page_of, show
from tvapp.core.state import State
from tvapp.core.views import Shown
from tvapp.layout.compose import layout
from tvapp.layout.scene import Scene, focus_rect
from tvapp.options import RunOptions
from tvapp.runtime import Runtime
from tvapp.trace import Trace
from tvapp.ui.guard import KeyGuard
from tvapp.ui.keyboard import SHIFT, KeyDoor, key_of
from tvapp.ui.loop import Loop, Signals
from tvapp.ui.stage import Stage
from tvapp.ui.window import open_window

log = logging.getLogger(__name__)


def _kivy_home(wanted: Path) -> Path:
    """The folder that Kivy insists on having; a temporary one where nothing can be kept (D1 is no reason for no picture)."""
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="tvapp-kivy-"))
    return wanted


TITLE = "客厅党建"


class Screen:
    """Draws what the runtime's state says, and tells it what was pressed."""

    def __init__(
        self,
        options: RunOptions,
        runtime: Runtime,
        player: VlcPlayer,
        media: MediaFolder,
        trace: Trace,
        clock: Clock,
        on_ready: Callable[[], None],
        kept: Callable[[str], Path | None] = lambda address: None,
    ) -> None:
        """`kept` gives the file of an article's picture. OSError or RuntimeError when no window can be had."""
        self._runtime = runtime
        self._player = player
        self._media = media
        self._trace = trace
        self._clock = clock
        self._on_ready = on_ready
        self._kept = kept
        width, height = options.window or (1280, 720)
        self._window = open_window(width, height, options.window is None, TITLE, _kivy_home(options.state / "kivy"))
        self._loop = Loop(
            self._window,
            self._drain,
            self._next_wake,
            self._draw,
            self._key_down,
            self._key_up,
            on_error=self._failed,
            on_shown=self._frame_shown,
            on_resize=self._resized,
            on_focus_lost=self._focus_lost,
        )
        from tvapp.ui.video import VideoQuad  # imports Kivy, which must find its environment prepared by open_window

        self._stage = Stage(self._window, self._resolve, self._loop.wake, VideoQuad())
        self._door = KeyDoor()
        self._guard = KeyGuard()
        self._learned: tuple[str, dict[int, Key]] = ("", {})
        self._pressed = 0
        self._keys = 0
        """Number of the newest press that has acted."""
        self._keys_shown = 0
        self._state: State | None = None
        """What `_shown` shows: a state is a value, so the same one looks the same."""
        self._shown: Shown | None = None
        self._scene: Scene | None = None
        self._laid: Shown | None = None
        self._home_shown = False
        self._ready = False
        self._due = 0.0
        self._frame = False
        self._came: deque[str] = deque()
        self._video_serial = -1
        self.still = False
        """Without movement, whatever the settings say: pictures are taken of what stands still."""

    # ------------------------------------------------------------ from any thread

    def wake(self) -> None:
        self._loop.wake()

    def frame_arrived(self) -> None:
        """The player has finished a picture."""
        self._frame = True
        self._loop.wake()

    def picture_kept(self, address: str) -> None:
        """The picture of an article has come: it is put where it is missing."""
        self._came.append(f"kept:{address}")
        self._loop.wake()

    def stop(self) -> None:
        self._loop.stop()

    # ------------------------------------------------------------ the loop's callbacks

    def run(self) -> None:
        signals = Signals(self._loop.stop, self._loop.wake)
        try:
            self._loop.run()
        finally:
            signals.close()

    def _next_wake(self) -> float | None:
        others = (self._door.next_moment(), self._guard.next_moment())
        return min((self._due, *(moment for moment in others if moment is not None)))

    def _drain(self) -> bool:
        now = time.monotonic()
        for number, waited in self._guard.due(now):
            self._act(number, waited)
        for press in self._door.due(now):
            self._press(press)
        if now >= self._due:
            self._runtime.apply(ev.Ticked())
        self._runtime.drain()
        self._guard.page(page_of(self._runtime.state), now)
        self._due = self._runtime.next_wake()
        redraw = self._look()
        if self._frame:
            self._frame = False
            redraw = self._take_frame() or redraw
        while self._came:
            redraw = self._stage.look_again(self._came.popleft()) or redraw
        if self._stage.collect_pictures():
            redraw = True
        return redraw or self._keys != self._keys_shown

    def _look(self) -> bool:
        """Whether what is to be seen has changed. Pictures of a lesson come with no new state: they cost no look."""
        state = self._runtime.state
        if state is self._state and self._shown is not None:
            return False
        self._state = state
        shown = show(state)
        changed = shown != self._shown
        if changed:
            self._shown = shown
        return changed

    def _draw(self, now: float) -> bool:
        assert self._shown is not None
        if self._laid is not self._shown or self._scene is None:  # a frame of a movement needs no new layout
            shown = replace(self._shown, motion=False) if self.still else self._shown
            self._laid, self._scene = self._shown, layout(shown)
        self._stage.show(self._scene, now)
        return self._stage.animate(now)

    def _frame_shown(self) -> None:
        """The view goes first: whoever waits for `frame` or `ready` finds it written."""
        at = self._clock.monotonic_s()
        self._guard.seen(time.monotonic())
        if self._trace.on and self._scene is not None:
            self._trace.view(self._scene, self._window.width, self._window.height, at)
        if self._keys != self._keys_shown:
            self._keys_shown = self._keys
            self._trace.frame(self._keys, at)
        if not self._home_shown:
            self._home_shown = True
            self._trace.ready(at)
            home = self._runtime.state.routes
            self._runtime.apply(ev.HomeShown())
            if self._runtime.state.routes != home:  # the first-run pages follow at once, everything else after them
                self._loop.redraw()
                return
        if not self._ready:
            self._ready = True
            self._on_ready()

    def _take_frame(self) -> bool:
        """The newest picture of the lesson, if it is one of the lesson that plays."""
        serial = self._runtime.state.playing.serial
        if serial != self._video_serial:
            self._video_serial = serial
            self._stage.clear_video()
        frame = self._player.latest()
        if frame is None:
            return False
        try:
            self._stage.show_frame(frame)
        finally:
            self._player.release()
        return True

    # ------------------------------------------------------------ keys

    def _key_down(self, code: int, scancode: int, text: str, modifiers: int, repeat: bool) -> None:
        key = key_of("sdl", code, bool(modifiers & SHIFT)) or self._taught(code or scancode)
        if key is None:
            if not repeat and isinstance(self._runtime.state.top, RemoteRoute) and (code or scancode) > 0:
                self._runtime.apply(ev.StrangeKey(code or scancode))
                self._loop.redraw()
            return
        for press in self._door.down(key, time.monotonic(), repeat, self._loop.key_since):
            self._press(press)

    def _key_up(self, code: int, scancode: int) -> None:
        for shift in (False, True):
            key = key_of("sdl", code, shift) or self._taught(code or scancode)
            if key is not None:
                self._door.up(key, time.monotonic())

    def _taught(self, code: int) -> Key | None:
        """What the viewer has taught a code that means nothing by itself. While it is being taught only 主页 counts."""
        text = self._runtime.state.settings.learned
        if text != self._learned[0]:
            self._learned = text, read_learned(text)
        key = self._learned[1].get(code)
        return None if isinstance(self._runtime.state.top, RemoteRoute) and key is not Key.HOME else key

    def _focus_lost(self) -> None:
        self._door.release_all()

    def _press(self, press: ev.KeyPressed) -> None:
        now = time.monotonic()
        if self._guard.ignores(press, now):
            return
        self._pressed += 1
        self._trace.key(press.key, self._pressed)
        for number, ready in self._guard.press(press, self._pressed, now):
            self._act(number, ready)

    def _act(self, number: int, press: ev.KeyPressed) -> None:
        self._runtime.drain()  # what was posted before the key happened before it: ▶ on a lesson that has just begun
        self._runtime.apply(press)
        self._keys = max(self._keys, number)
        self._guard.page(page_of(self._runtime.state), time.monotonic())

    # ------------------------------------------------------------ other callbacks

    def _resized(self) -> None:
        self._stage.resize(time.monotonic())

    def _failed(self, error: Exception) -> None:
        """An error of ours: it has been written down; go back to a screen that works."""
        self._runtime.reset()
        self._shown = None

    def _resolve(self, source: str) -> Path | None:
        """The file behind a picture source of the scene; files inside the media folder, and pictures that were kept."""
        kind, _, name = source.partition(":")
        if kind == "kept":
            return self._kept(name)
        return self._media.resolve(name) if kind == "media" else None

    def settle(self) -> None:
        """Takes what has come and draws until nothing moves and all pictures have arrived (`shots`, tests)."""
        end = time.monotonic() + 10.0
        self._loop.redraw()
        while time.monotonic() < end:
            self._drain()
            moving = self._draw(time.monotonic())
            self._window.show()
            if not moving and not self._stage.pictures.busy:
                return
            time.sleep(0.01)

    @property
    def scene(self) -> Scene | None:
        """What is on the screen; None before the first frame."""
        return self._scene

    @property
    def focus_rect(self) -> tuple[int, int, int, int] | None:
        """x, y, w, h in px from the top left of the thing in focus, as the trace tells it."""
        return focus_rect(self._scene, self._window.width, self._window.height) if self._scene is not None else None

    def pixels(self) -> bytes:
        """The window as it stands: RGB rows from the top."""
        return self._window.pixels()

    def screenshot(self, path: Path) -> None:
        """The window's picture as a PNG file."""
        self._stage.screenshot(path)

    def close(self) -> None:
        self._stage.close()
        self._window.close()
