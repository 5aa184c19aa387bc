"""A private virtual screen whose pixels can be watched and whose keys can be pressed: what a viewer sees, and when.

The screen is Xvfb with its framebuffer in a file (an X window dump, XWDFile.h), read as memory; keys go in by
the XTEST extension. Times are time.perf_counter() seconds. Needs the programs Xvfb and the libraries libX11 and libXtst.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

Rect = tuple[int, int, int, int]
"""x, y, width, height in px from the top left."""

_POLL_S = 0.0007
_ROW_STEP = 4
"""Every fourth row is compared: nothing a viewer would notice is thinner, and watching must not cost the watched."""


class Screen:
    """`with Screen(1280, 720) as screen: child = screen.start([...]); screen.key("Right"); screen.wait_change()`."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.display = ""
        self._folder = Path(tempfile.mkdtemp(prefix="screen-"))
        self._children: list[subprocess.Popen[bytes]] = []
        self._before: bytes = b""

    def __enter__(self) -> Screen:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{self.width}x{self.height}x24"),
                *("-fbdir", str(self._folder), "-nolisten", "tcp", "-nocursor", "-noreset"),
            ],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"
        if self.display == ":":
            raise RuntimeError("Xvfb did not start")
        self._open_framebuffer()
        self._open_keys()
        self._before = self._sample(None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            stop(child)
        self._x.XCloseDisplay(self._connection)
        self._map.close()
        stop(self._server)
        shutil.rmtree(self._folder, ignore_errors=True)

    # ------------------------------------------------------------ programs

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program that is to appear on this screen."""
        env = {name: value for name, value in os.environ.items() if name not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
        return env | {"DISPLAY": self.display}

    def start(
        self, command: Sequence[str], env: dict[str, str] | None = None, log: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program on this screen; it is ended with the screen at the latest."""
        out = log.open("wb") if log is not None else subprocess.DEVNULL
        self.mark()
        child = subprocess.Popen(command, env=self.env | (env or {}), stdout=out, stderr=out)
        self._children.append(child)
        return child

    # ------------------------------------------------------------ pixels

    def _open_framebuffer(self) -> None:
        path = self._folder / "Xvfb_screen0"
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._map[:100])
        bits, self._stride, colours = header[11], header[12], header[19]
        if bits != 32:
            raise RuntimeError(f"{bits} bits a pixel, 32 expected")
        self._first = header[0] + colours * 12

    def _sample(self, rect: Rect | None) -> bytes:
        """The watched rows of a rectangle, put together."""
        x, y, w, h = rect or (0, 0, self.width, self.height)
        rows = range(y, y + h, _ROW_STEP)
        starts = [self._first + row * self._stride + x * 4 for row in rows]
        return b"".join([self._map[start : start + w * 4] for start in starts])

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green, blue."""
        place = self._first + y * self._stride + x * 4
        blue, green, red = self._map[place : place + 3]
        return red, green, blue

    def rgb(self) -> bytes:
        """The whole screen, RGB rows from the top."""
        raw = b"".join(
            self._map[start : start + self.width * 4]
            for start in range(self._first, self._first + self.height * self._stride, self._stride)
        )
        out = bytearray(self.width * self.height * 3)
        out[0::3], out[1::3], out[2::3] = raw[2::4], raw[1::4], raw[0::4]
        return bytes(out)

    def mark(self, rect: Rect | None = None) -> None:
        """Remember how it looks now: `wait_change` waits for anything else."""
        self._watched = rect
        self._before = self._sample(rect)

    def wait_change(self, timeout: float = 5.0) -> float:
        """Wait until the marked part looks different; when it did. TimeoutError if it does not."""
        until = time.perf_counter() + timeout
        while self._sample(self._watched) == self._before:
            if time.perf_counter() > until:
                raise TimeoutError("nothing changed on the screen")
            time.sleep(_POLL_S)
        return time.perf_counter()

    def wait_still(self, still: float = 0.3, timeout: float = 10.0) -> float:
        """Wait until nothing has changed for `still` seconds; when the last change was seen."""
        until = time.perf_counter() + timeout
        last_change = time.perf_counter()
        seen = self._sample(None)
        while time.perf_counter() - last_change < still:
            if time.perf_counter() > until:
                raise TimeoutError("the screen never came to rest")
            time.sleep(0.004)
            now = self._sample(None)
            if now != seen:
                seen, last_change = now, time.perf_counter()
        return last_change

    # ------------------------------------------------------------ keys

    def _open_keys(self) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._x.XStringToKeysym.argtypes = [ctypes.c_char_p]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._connection = self._x.XOpenDisplay(self.display.encode())
        if not self._connection:
            raise RuntimeError("cannot reach the virtual screen")

    def _code(self, name: str) -> int:
        code: int = self._x.XKeysymToKeycode(self._connection, self._x.XStringToKeysym(name.encode()))
        if code == 0:
            raise ValueError(f"no key {name!r} on this keyboard")
        return code

    def key_down(self, name: str) -> float:
        """Press (an X keysym name such as Right, Return, 5, KP_5, XF86AudioPlay); when it was sent."""
        code = self._code(name)
        sent = time.perf_counter()
        self._test.XTestFakeKeyEvent(self._connection, code, 1, 0)
        self._x.XFlush(self._connection)
        return sent

    def key_up(self, name: str) -> None:
        self._test.XTestFakeKeyEvent(self._connection, self._code(name), 0, 0)
        self._x.XFlush(self._connection)

    def keys_taken(self) -> None:
        """Wait until the server has taken, and stamped with its time, every key that was sent."""
        self._x.XSync(self._connection, 0)

    def key(self, name: str, rect: Rect | None = None) -> float:
        """Mark the screen (or a part of it), press and release; when the press was sent."""
        self.mark(rect)
        sent = self.key_down(name)
        self.key_up(name)
        return sent


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a child politely, then firmly."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(5.0)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text().split())
            except OSError:
                continue
    return found


def cpu_s(pid: int) -> float:
    """CPU seconds that a process and its descendants have used so far (scheduler statistics, ns)."""
    total = 0
    for one in family(pid):
        for task in Path(f"/proc/{one}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def pss_mb(pid: int) -> float:
    """Proportional memory of a process and its descendants, in MB (10^6 bytes)."""
    total = 0
    for one in family(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total * 1024 / 1e6
