"""Opens the one window: Kivy set up for a television, of the screen's true size, and shows finished frames in it.

Importing this module starts nothing; Kivy is imported by `open_window`, after the environment has been prepared.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from tvapp.ui import sdl
from tvapp.ui.canvas_store import open_store
from tvapp.ui.damage import Damage

log = logging.getLogger(__name__)


class TvWindow:
    """The open window: its size in real px, its canvas, and the two steps of showing a frame."""

    def __init__(self, kivy_window: Any, width: int, height: int) -> None:
        self.kivy = kivy_window
        self.width = width
        self.height = height
        self.bars = True
        """Whether the canvas leaves parts of the window free (they are then cleared in every frame)."""
        self.damage = Damage()
        """What must be drawn again; the stage adds to it."""
        # Nothing ever waits for a picture that no screen shows: without this the driver's memory grows for ever.
        self._finish = sdl.library().SDL_GetCurrentVideoDriver() == b"offscreen"
        self._store = open_store(width, height, kivy_window._win.flip)
        self.frames = 0
        """Frames shown since the start."""

    @property
    def canvas(self) -> Any:
        return self.kivy.canvas

    def refresh_size(self) -> bool:
        """Take the real size from the driver; True if it changed."""
        size = sdl.drawable_size()
        if size == (self.width, self.height) or 0 in size:
            return False
        self.width, self.height = size
        self.kivy.system_size = size
        self.kivy.update_viewport()
        if self._store is not None:
            self._store.close()
            self._store = open_store(*size, self.kivy._win.flip)
        self.damage.everything()
        return True

    def set_clear_colour(self, rgba: tuple[float, float, float, float]) -> None:
        """Of what the canvas leaves free: the bars beside a picture that is not as wide or high as the window."""
        self.kivy.clearcolor = rgba

    def show(self) -> None:
        """Draw what is damaged and hand the frame to the screen."""
        from kivy.clock import Clock

        self._draw()
        if self._store is not None:
            self._store.copy()
            if self._finish:
                self._store.finish()
        self.kivy._win.flip()
        self.frames += 1
        # Kivy gives textures back to the card from a clock callback; with maxfps 0 a tick never sleeps.
        Clock.tick()

    def _draw(self) -> None:
        rects = self.damage.take(self.width, self.height)
        if self._store is None:
            self.kivy.on_draw()
        else:
            self._store.draw(rects, self._paint)

    def _paint(self) -> None:
        if self.bars and self._store is not None:
            self._store.clear(*self.kivy.clearcolor[:3])
        self.kivy.render_context.draw()

    def pixels(self) -> bytes:
        """The window as it stands, what is still damaged drawn first: RGB rows from the top."""
        self._draw()
        raw = self._store.pixels() if self._store is not None else self._window_pixels()
        stride = self.width * 4
        whole = b"".join(raw[row * stride : (row + 1) * stride] for row in range(self.height - 1, -1, -1))
        rgb = bytearray(self.width * self.height * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = whole[0::4], whole[1::4], whole[2::4]
        return bytes(rgb)

    def _window_pixels(self) -> bytes:
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

        raw: bytes = glReadPixels(0, 0, self.width, self.height, GL_RGBA, GL_UNSIGNED_BYTE)
        return raw

    def close(self) -> None:
        self.kivy.close()


def _prepare(home: Path) -> None:
    """What Kivy reads from the environment when it is first imported."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["KIVY_NO_ARGS"] = "1"  # else Kivy takes --help and friends from our command line
    os.environ["KIVY_LOG_MODE"] = "PYTHON"  # else it replaces sys.stderr and opens the root logger
    os.environ["KIVY_NO_FILELOG"] = "1"
    os.environ["KIVY_NO_CONFIG"] = "1"  # our settings below are all there is; no config.ini is read or written
    for part in ("KIVY_WINDOW", "KIVY_TEXT", "KIVY_IMAGE"):
        os.environ[part] = "sdl2"  # else Kivy also imports Pillow where it happens to be installed (60 ms)
    os.environ["KIVY_HOME"] = str(home)
    os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")


def open_window(width: int, height: int, fullscreen: bool, title: str, home: Path) -> TvWindow:
    """Open the window. With `fullscreen` the screen's own size is used and width and height are only the fallback.

    `home` is where Kivy may keep its folder (inside the state folder). OSError or RuntimeError if no window can be had.
    """
    _prepare(home)
    if fullscreen:
        # Without a window manager "auto" alone gives 800x600 while Kivy reports the screen's size: name the size too.
        width, height = sdl.desktop_size() or (width, height)
    from kivy.config import Config

    logging.getLogger("kivy").setLevel(logging.WARNING)  # its list of providers and OpenGL facts is not news
    for section, option, value in (
        ("graphics", "width", str(width)),
        ("graphics", "height", str(height)),
        ("graphics", "fullscreen", "auto" if fullscreen else "0"),
        ("graphics", "multisamples", "0"),  # a home-like redraw: 24 ms instead of 54 on software OpenGL
        ("graphics", "resizable", "0"),
        ("graphics", "maxfps", "0"),  # our loop paces; Kivy's clock must not sleep (it reads this when imported)
        ("graphics", "show_cursor", "0"),
        ("graphics", "allow_screensaver", "0"),
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "keyboard_mode", ""),
    ):
        Config.set(section, option, value)
    _lean_kivy()
    from kivy.core.window import Window

    if Window is None:
        raise RuntimeError("窗口开不出来（看看屏幕 DISPLAY 和 OpenGL）")
    driver = (sdl.library().SDL_GetCurrentVideoDriver() or b"").decode()
    if driver in ("offscreen", "dummy") and os.environ.get("SDL_VIDEODRIVER") != driver:
        # SDL falls back to a window that nobody sees: a television must say so instead.
        raise RuntimeError("没有屏幕（DISPLAY 没有设置，或者连不上）")
    Window.set_title(title)
    # Remotes that also look like a joystick would make SDL poll while waiting.
    sdl.library().SDL_QuitSubSystem(sdl.INIT_JOYSTICK)
    # Nothing is typed here: with text input on, an input method would swallow letters and digits.
    sdl.library().SDL_StopTextInput()
    real = sdl.drawable_size()
    if fullscreen and real != (width, height):
        sdl.set_window_rect(width, height)
        real = sdl.drawable_size()
    if real != (width, height):
        log.warning("asked for a window of %dx%d, got %dx%d", width, height, *real)
    window = TvWindow(Window, *real)
    if tuple(Window.system_size) != real:
        Window.system_size = real
    Window.update_viewport()
    return window


def _lean_kivy() -> None:
    """Import Kivy's language part without its widget styles: we draw without widgets, and parsing them costs 0.1 s."""
    import kivy

    data = kivy.kivy_data_dir
    kivy.kivy_data_dir = str(Path(__file__).with_name("assets") / "kivy")
    try:
        import kivy.lang
    finally:
        kivy.kivy_data_dir = data
