"""The loop sleeps when nothing happens, wakes at once when something does, and survives mistakes."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable

import pytest
from sample_scene import home

from tvapp.layout.scene import focus_rect
from tvapp.ui import sdl
from tvapp.ui.loop import FRAME_S, Loop, Signals
from tvapp.ui.stage import Stage
from tvapp.ui.window import TvWindow


class Bench:
    """A loop with callbacks that write down what happened."""

    def __init__(self, window: TvWindow) -> None:
        self.window = window
        self.changed = False
        self.moving = 0
        self.due: float | None = None
        self.draws: list[float] = []
        self.keys: list[tuple[int, int, bool]] = []
        self.ups: list[int] = []
        self.errors: list[Exception] = []
        self.fail = 0
        self.drained: Callable[[], None] = lambda: None
        self.shown = 0
        self.loop = Loop(
            window,
            self.drain,
            lambda: self.due,
            self.draw,
            lambda code, scancode, text, modifiers, repeat: self.keys.append((code, modifiers, repeat)),
            lambda code, scancode: self.ups.append(code),
            on_error=self.errors.append,
            on_shown=self.count,
        )

    def drain(self) -> bool:
        self.drained()
        if self.fail:
            self.fail -= 1
            raise ValueError("a mistake of ours")
        changed, self.changed = self.changed, False
        return changed

    def draw(self, now: float) -> bool:
        self.draws.append(now)
        self.moving -= 1
        return self.moving > 0

    def count(self) -> None:
        self.shown += 1


@pytest.fixture
def bench(window: TvWindow) -> Bench:
    sdl.library().SDL_FlushEvents(0, 0xFFFF)
    return Bench(window)


def later(*steps: Callable[[], object]) -> threading.Thread:
    """Call these one after the other from another thread, a little apart."""

    def run() -> None:
        for step in steps:
            threading.Event().wait(0.03)
            step()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def push(kind: int, sym: int, modifiers: int = 0, repeat: int = 0) -> None:
    event = sdl.Event()
    event.key.type = kind
    event.key.sym, event.key.mod, event.key.repeat = sym, modifiers, repeat
    sdl.library().SDL_PushEvent(ctypes.byref(event))


def test_a_still_picture_is_drawn_once_and_the_loop_only_wakes_when_asked(bench: Bench) -> None:
    thread = later(bench.loop.wake, bench.loop.wake, bench.loop.wake, bench.loop.stop)
    bench.loop.run()
    thread.join()
    assert len(bench.draws) == bench.shown == 1
    assert bench.loop.rounds <= 6, "one for the first picture, one a wake"


def test_a_wake_that_changes_something_is_drawn(bench: Bench) -> None:
    def change() -> None:
        bench.changed = True
        bench.loop.wake()

    thread = later(change, bench.loop.stop)
    bench.loop.run()
    thread.join()
    assert len(bench.draws) == 2


def test_many_wakes_are_one_round(bench: Bench) -> None:
    bench.loop.round()
    for _ in range(1000):
        bench.loop.wake()
    before = bench.loop.rounds
    bench.loop.round()
    assert bench.loop.rounds == before + 1
    event = sdl.Event()
    assert not sdl.library().SDL_PollEvent(ctypes.byref(event)), "nothing is left in the queue"


def test_the_next_moment_ends_the_wait(bench: Bench) -> None:
    bench.loop.round()
    bench.due = time.monotonic() + 0.05
    bench.loop._running = True
    bench.loop.round()
    assert time.monotonic() >= bench.due - 0.002, "SDL counts whole milliseconds"


def test_a_moment_long_past_does_not_make_the_loop_spin(bench: Bench) -> None:
    bench.due = 0.0
    began = time.monotonic()
    thread = later(bench.loop.stop)
    bench.loop.run()
    thread.join()
    assert bench.loop.rounds <= 2 + (time.monotonic() - began) / 0.001


def test_what_moves_is_drawn_at_most_sixty_times_a_second(bench: Bench) -> None:
    bench.moving = 12
    thread = later(*[bench.loop.wake] * 3)
    bench.loop._running = True
    while bench.moving > 0:
        bench.loop.round()
    thread.join()
    assert len(bench.draws) == 12
    assert bench.draws[-1] - bench.draws[0] >= 11 * (FRAME_S - 0.0015)


def test_keys_come_with_code_modifiers_and_whether_they_repeat(bench: Bench) -> None:
    push(sdl.KEY_DOWN, 13)
    push(sdl.KEY_DOWN, 61, 1, 1)
    push(sdl.KEY_UP, 13)
    bench.loop.round()
    assert bench.keys == [(13, 0, False), (61, 1, True)]
    assert bench.ups == [13]


def test_a_mistake_goes_to_the_handler_and_the_loop_goes_on(bench: Bench) -> None:
    bench.fail = 1
    thread = later(bench.loop.wake, bench.loop.stop)
    bench.loop.run()
    thread.join()
    assert [str(error) for error in bench.errors] == ["a mistake of ours"]
    assert bench.draws, "a picture was drawn after it"


def test_mistakes_without_end_are_given_up_on(bench: Bench) -> None:
    bench.fail = 1000
    with pytest.raises(ValueError, match="mistake"):
        bench.loop.run()
    assert len(bench.errors) < 20


def test_closing_the_window_ends_the_loop(bench: Bench) -> None:
    push(sdl.QUIT, 0)
    bench.loop.run()
    assert not bench.loop._running


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_wait_and_the_loop(bench: Bench, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    signals = Signals(bench.loop.stop, bench.loop.wake)
    began = time.monotonic()
    thread = later(lambda: os.kill(os.getpid(), number))
    bench.loop.run()
    thread.join()
    signals.close()
    assert time.monotonic() - began < 5.0
    assert signal.getsignal(number) is before


def test_a_window_that_changes_its_size_is_drawn_anew_in_the_new_size(window: TvWindow, stage: Stage) -> None:
    resized: list[tuple[int, int]] = []

    def again() -> None:
        resized.append((window.width, window.height))
        stage.resize(0.0)

    loop = Loop(window, lambda: False, lambda: None, stage.animate, lambda *_: None, on_resize=again)
    stage.show(home(1, motion=False), 0.0)
    loop.round()
    before = window.width, window.height
    try:
        sdl.set_window_rect(960, 540)
        loop.redraw()
        loop.round()
        assert resized == [(960, 540)]
        rect = focus_rect(home(1), 960, 540)
        assert rect is not None
        data, place = window.pixels(), ((rect[1] + 2) * 960 + rect[0] + rect[2] // 2) * 3
        assert len(data) == 960 * 540 * 3
        assert data[place] > 200, "the ring's upper edge is where the new size wants it"
    finally:
        sdl.set_window_rect(*before)
        loop.redraw()
        loop.round()
    assert (window.width, window.height) == before
