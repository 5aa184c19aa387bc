"""The two ways of keeping the picture from frame to frame, and doing without, show the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_scene import dialog, home

from tvapp.ui import canvas_store
from tvapp.ui.stage import Stage
from tvapp.ui.window import TvWindow

SCENES = [home(1, motion=False), home(2, motion=False), dialog(home(2, motion=False)), home(8, motion=False)]


def pictures(stage: Stage, window: TvWindow) -> list[bytes]:
    out = []
    for scene in SCENES:
        stage.show(scene, 0.0)
        window.show()
        out.append(window.pixels())
    return out


@pytest.fixture
def restored(window: TvWindow) -> Iterator[None]:
    before = window._store
    yield
    if window._store is not before and window._store is not None:
        window._store.close()
    window._store = before
    window.damage.everything()


def test_software_opengl_draws_straight_into_the_window(window: TvWindow) -> None:
    assert window._store is not None
    assert not window._store._own


@pytest.mark.usefixtures("restored")
def test_a_framebuffer_of_our_own_shows_the_same_as_the_window_itself(
    stage: Stage, window: TvWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct = pictures(stage, window)
    monkeypatch.setattr(canvas_store, "_outlives_swaps", lambda *_: False)
    window._store = canvas_store.open_store(window.width, window.height, window.kivy._win.flip)
    assert window._store is not None and window._store._own
    window.damage.everything()
    stage.resize(0.0)
    assert pictures(stage, window) == direct
    window._store.copy()
    assert window._window_pixels() == window._store.pixels(), "what is in the store is in the window"


@pytest.mark.usefixtures("restored")
def test_without_either_every_frame_is_drawn_whole(stage: Stage, window: TvWindow) -> None:
    direct = pictures(stage, window)
    window._store = None
    stage.resize(0.0)
    assert pictures(stage, window) == direct


@pytest.mark.parametrize(
    ("version", "extensions", "can"),
    [
        (b"4.5 (Compatibility Profile) Mesa 22.3.6", b"", True),
        (b"OpenGL ES 3.2 Mesa 22.3.6", b"", True),
        (b"OpenGL ES 2.0 Broadcom", b"GL_OES_rgb8_rgba8", False),
        (b"2.1 Mesa 22.3.6", b"GL_ARB_multitexture", False),
        (b"2.1 Mesa 22.3.6", b"GL_ARB_multitexture GL_ARB_framebuffer_object", True),
        (b"", b"", False),
    ],
)
def test_whether_a_driver_can_copy_is_read_from_what_it_says_of_itself(
    version: bytes, extensions: bytes, can: bool
) -> None:
    assert canvas_store.can_copy(version, extensions) is can
