"""The real television, driven from outside: started as a program on a private screen, pressed by real keys, read by its trace.

Nothing here looks inside the program. Every wait is for something that the trace says, with a limit, never for a time.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.screen import Screen, family

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 15.0
_POLL_S = 0.004
_OK_KEYS = frozenset({"Return", "KP_Enter", "space"})
_TREMBLE_S = 0.27
"""A second 确定 sooner than this is taken for a trembling finger (tvapp/ui/keyboard.py) and never comes in."""
_SHIFTED = frozenset({"plus"})
_APART_S = 0.012
"""A release and a press of one key within 2 ms are an auto-repeat to SDL (X11_KeyRepeat in SDL_x11events.c)."""

Event = dict[str, Any]
_NUMBER = (int, float)
AGREED: dict[str, dict[str, Any]] = {
    "ready": {},
    "key": {"key": str, "n": int},
    "frame": {"n": int},
    "view": {"screen": str, "route": list, "focus": str, "focus_rect": list, "texts": list},
    "player": {
        "state": str, "item": str, "position_s": _NUMBER, "duration_s": _NUMBER, "shown": int, "dropped": int,
    },
    "sync": {"feed": str, "outcome": str, "new": int, "changed": int, "why": str},
    "notice": {"code": str, "text": str},
    "speech": {"state": str, "text": str, "serial": int},
}  # fmt: skip
"""The trace as the interfaces promise it: event -> keys that are always there, and their types."""
STATES = {"opening", "playing", "paused", "ended", "error"}
OUTCOMES = {"fetched", "not_modified", "failed"}
Wanted = Callable[[Event], bool]


def assert_as_agreed(event: Event) -> None:
    """Every line of every trace keeps the promise; unknown keys may be there as well."""
    agreed = AGREED[event["event"]]
    assert isinstance(event["t"], float), event
    for name, kind in agreed.items():
        assert isinstance(event[name], kind), (name, event)
    if event["event"] == "view":
        assert event["focus"] and all(isinstance(text, str) and "\n" not in text for text in event["texts"]), event
        assert len(event["focus_rect"]) == 4 and all(isinstance(part, int) for part in event["focus_rect"]), event
        assert event["route"][0] == "home", event
    elif event["event"] == "player":
        assert event["state"] in STATES, event
    elif event["event"] == "sync":
        assert event["outcome"] in OUTCOMES, event


class Television:
    """One running `main.py run`. `press` returns when the frame that shows the key's effect has been handed over."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen = screen
        self.folder = folder
        self.state = folder / "state"
        self.events: list[Event] = []
        self.process: subprocess.Popen[bytes] | None = None
        self._trace = folder / "trace.jsonl"
        self._log = folder / "log.txt"
        self._read = 0
        self._last_ok = 0.0

    # ------------------------------------------------------------ on and off

    def start(
        self, *options: str, catalogue: Path | None = None, window: str = "1280x720", wait: bool = True, welcome: bool = False,
        **env: str
    ) -> Television:
        """Switch on (`window` empty: the whole screen) and wait for `ready`. The state is kept, the trace begins anew."""
        assert self.process is None or self.process.poll() is not None, "it is on already"
        self._trace.unlink(missing_ok=True)
        self.events, self._read = [], 0
        command = [sys.executable, str(ROOT / "main.py"), "run", *(() if welcome else ("--no-welcome",))]
        command += ["--window", window] if window else []
        command += ["--state", str(self.state), "--trace", str(self._trace)]
        command += ["--catalogue", str(catalogue)] if catalogue is not None else []
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options], env=self.screen.env | env, stdout=log, stderr=log, start_new_session=True
            )
        if wait:
            self.until(lambda event: event["event"] == "ready", "the first frame")
        return self

    def wait_end(self, within: float = PATIENCE_S) -> int:
        """The exit status of the program that ends by itself."""
        assert self.process is not None
        return self.process.wait(within)

    def terminate(self) -> int:
        """SIGTERM to the program; its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.wait_end()

    def power_cut(self) -> None:
        """kill -9 of the program and of everything it has started."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def player_pid(self, none: int | None = None) -> int:
        """The process that holds VLC; `none` while there is none (AssertionError where it is not given)."""
        assert self.process is not None
        for pid in family(self.process.pid):
            with suppress(OSError):  # it may end while it is looked at
                if "tvapp.player_process" in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                    return pid
        assert none is not None, "there is no player process"
        return none

    def off(self) -> None:
        """Ends it in any case."""
        if self.process is not None and self.process.poll() is None:
            self.power_cut()

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    # ------------------------------------------------------------ the trace

    def _take(self) -> None:
        if not self._trace.exists():
            return
        with self._trace.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        whole = data[: data.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            event = json.loads(line)
            assert_as_agreed(event)
            self.events.append(event)

    @property
    def mark(self) -> int:
        """How many events there are by now: a `since` for `until`."""
        self._take()
        return len(self.events)

    def seen(self, kind: str, since: int = 0) -> list[Event]:
        self._take()
        return [event for event in self.events[since:] if event["event"] == kind]

    def until(self, wanted: Wanted, what: str, *, since: int = 0, within: float = PATIENCE_S) -> Event:
        """The first event from `since` on that is wanted; AssertionError with what there was instead."""
        end = time.monotonic() + within
        place = since
        while True:
            over = self.process is not None and self.process.poll() is not None
            self._take()
            for event in self.events[place:]:
                if wanted(event):
                    return event
            place = max(place, len(self.events))
            if over or time.monotonic() > end:
                why = f"it ended with {self.process.returncode}" if over and self.process else f"not in {within} s"
                last = "\n".join(json.dumps(event, ensure_ascii=False)[:500] for event in self.events[-6:])
                raise AssertionError(f"waited for {what}: {why}\n{last}\n{self.log[-3000:]}")
            time.sleep(_POLL_S)

    def until_true(self, there: Callable[[], bool], what: str, within: float = PATIENCE_S) -> None:
        """Waits for something that stands outside the trace: pixels, files."""
        end = time.monotonic() + within
        while not there():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}: not in {within} s\n{self.log[-3000:]}")
            time.sleep(_POLL_S)

    def forget(self) -> None:
        """Keeps of all events only the newest view: a walk of many hours must not grow itself."""
        self.events = [self.view]

    @property
    def view(self) -> Event:
        """What is on the screen."""
        views = self.seen("view")
        assert views, "nothing has been shown yet"
        return views[-1]

    def until_view(self, what: str, wanted: Wanted, within: float = PATIENCE_S) -> Event:
        """Waits until what is on the screen now is wanted."""
        try:
            if wanted(self.view):
                return self.view
            return self.until(
                lambda event: event["event"] == "view" and wanted(event), what, since=self.mark, within=within
            )
        except AssertionError:
            if wanted(self.view):
                return self.view
            raise

    def until_screen(self, screen: str, within: float = PATIENCE_S) -> Event:
        return self.until_view(f"screen {screen}", lambda view: view["screen"] == screen, within)

    def until_player(self, state: str, *, since: int = 0, within: float = PATIENCE_S, after_s: float = -1.0) -> Event:
        """The player in this state (playing: with a picture on the screen), at a position after `after_s`."""
        return self.until(
            lambda event: event["event"] == "player"
            and event["state"] == state
            and event["position_s"] > after_s
            and (state != "playing" or event["shown"] > 0),
            f"player {state} after {after_s} s",
            since=since,
            within=within,
        )

    def until_notice(self, code: str, *, since: int = 0, within: float = PATIENCE_S) -> Event:
        return self.until(
            lambda event: event["event"] == "notice" and event["code"] == code,
            f"notice {code}",
            since=since,
            within=within,
        )

    # ------------------------------------------------------------ keys

    def tremble_over(self, name: str) -> None:
        """Before 确定: long enough after the one before that it is meant."""
        while name in _OK_KEYS and time.monotonic() - self._last_ok < _TREMBLE_S:
            time.sleep(_POLL_S)

    def pressed_ok(self) -> None:
        """确定 was sent in another way than by `press`."""
        self._last_ok = time.monotonic()

    def press(self, *names: str) -> Event:
        """Press X keysyms one after the other, each until its frame is there. The view afterwards."""
        for name in names:
            self.tremble_over(name)
            since = self.mark
            if name in _SHIFTED:
                self.screen.key_down("Shift_L")
            self.screen.key(name)
            if name in _SHIFTED:
                self.screen.key_up("Shift_L")
            key = self.until(lambda event: event["event"] == "key", f"key {name}", since=since)
            self.until(
                lambda event, n=key["n"]: event["event"] == "frame" and event["n"] >= n,  # type: ignore[misc]
                f"the frame of {name}",
                since=since,
            )
            self._last_ok = key["t"] if name in _OK_KEYS else 0.0
        return self.view

    def burst(self, *names: str) -> None:
        """Keys as fast as xdotool sends them, waiting for nothing."""
        for name in names:
            self.screen.key(name)
            self._apart()

    def _apart(self) -> None:
        """The next press comes later by the server's time, however busy the machine is."""
        self.screen.keys_taken()
        time.sleep(_APART_S)

    def hold(self, name: str, seconds: float) -> list[Event]:
        """Hold a key down for so long; the `key` events that came of it."""
        since = self.mark
        self.screen.key_down(name)
        try:
            time.sleep(seconds)  # not a wait for anything: the length of the press is what is tried
        finally:
            self.screen.key_up(name)
        self._apart()
        keys = self.seen("key", since)
        if keys:
            self.until(lambda event: event["event"] == "frame" and event["n"] >= keys[-1]["n"], "its frame", since=since)
        return keys
