"""`make run` as somebody types it who has no screen: the office is served, the television comes up, and nothing stays behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 60.0
LINKED = (".venv", "channels.yaml", "main.py", "media", "requirements.lock", "requirements-dev.lock", "tools", "tvapp", "Makefile")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The tree by links, so that .run is the test's own."""
    there = tmp_path / "house"
    there.mkdir()
    for name in LINKED:
        (there / name).symlink_to(ROOT / name)
    return there


class Started:
    """`make run` in a process group of its own."""

    def __init__(self, house: Path, *words: str) -> None:
        self.trace = house / "trace.jsonl"
        env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
        env["XDG_DATA_HOME"] = str(house / "data")
        options = " ".join(("--window 640x360", f"--trace {self.trace}", *words))
        self.process = subprocess.Popen(
            ["make", "run", f"ARGS={options}"],
            cwd=house,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def events(self, kind: str) -> list[dict[str, object]]:
        if not self.trace.exists():
            return []
        whole = self.trace.read_text("utf-8").rpartition("\n")[0]
        return [event for line in whole.splitlines() if (event := json.loads(line))["event"] == kind]

    def beside(self) -> list[str]:
        """Command lines of everything that was started from here and still runs, the shells left out."""
        lines = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                here = os.readlink(folder / "cwd") == str(self.trace.parent)
            except OSError:
                continue
            if here and words[0] and words[0].rsplit(b"/")[-1] not in (b"make", b"bash", b"sh"):
                lines.append(b" ".join(words).decode("utf-8", "replace"))
        return lines

    def stop(self) -> str:
        """Ctrl+C, as it reaches every process of the terminal. What was printed."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.communicate(timeout=20)[0]
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise


def until(condition: Callable[[], object], started: Started) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        if started.process.poll() is not None:
            pytest.fail(started.process.communicate()[0])
        assert time.monotonic() < ends, started.beside()
        time.sleep(0.05)


@pytest.fixture
def taken_port() -> Iterator[None]:
    """Somebody else's server on the port that the catalogue names."""

    class NotOurs(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None: ...

    class Server(HTTPServer):
        allow_reuse_address = True

    try:
        server = Server(("127.0.0.1", 8765), NotOurs)
    except OSError:  # it is taken already, by whoever
        yield
        return
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_make_run_without_a_screen_says_so_shows_home_and_the_offices_articles_and_leaves_nothing_behind(house: Path) -> None:
    started = Started(house)
    try:
        until(lambda: started.events("ready"), started)
        until(lambda: started.events("sync"), started)
    finally:
        said = started.stop()
    assert "虚拟屏幕" in said
    assert "示范内容已经做好" in said
    assert started.events("sync")[0]["outcome"] == "fetched"
    ends = time.monotonic() + 10
    while started.beside() and time.monotonic() < ends:
        time.sleep(0.05)
    assert started.beside() == []


@pytest.mark.slow
def test_a_port_that_somebody_else_holds_is_left_to_them(house: Path, taken_port: None) -> None:
    with socket.create_connection(("127.0.0.1", 8765), timeout=5):
        pass
    started = Started(house)
    try:
        until(lambda: started.events("sync"), started)
    finally:
        started.stop()
    first = started.events("sync")[0]
    assert first["outcome"] == "fetched"
    assert str(first["feed"]).startswith("http://127.0.0.1:876")
