"""Pictures as textures of exactly the size they are shown in, round corners included.

Our own assets are read at once (small, and needed in the first frame). Covers are decoded on a thread: until one is
there a quiet box stands in its place, so no key ever waits for a JPEG. A picture that is broken, too large or missing
stays that box; it is looked at again after a minute (a cover may arrive later).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tvapp.ui import decode
from tvapp.ui.patches import Kept
from tvapp.ui.theme import ASSETS

log = logging.getLogger(__name__)

MAX_BYTES = 32 << 20
_LOOK_AGAIN_S = 60.0


class Wish(NamedTuple):
    """One picture in one size (real px) with one radius (real px)."""

    source: str
    width: int
    height: int
    fit: str
    radius: int
    corners: str


Resolve = Callable[[str], "Path | None"]


def asset_path(name: str, scale: float) -> Path:
    """The file of an asset of ours: NAME, with or without .png, directly or under art/; @720 and @2x where they fit."""
    stem = name.removesuffix(".png")
    endings = ["@720", ""] if scale <= 0.67 else ["@2x", ""] if scale > 1.0 else [""]
    for ending in endings:
        for folder in ("", "art/"):
            path = ASSETS / f"{folder}{stem}{ending}.png"
            if path.is_file():
                return path
    return ASSETS / f"{stem}.png"


class Pictures:
    """`texture(wish)` gives a texture or None; after None the thread wakes the window and `collect` says what came.

    `resolve` maps "media:…" and "kept:…" to a confined file path or None; `wake` is called from the thread.
    """

    def __init__(self, resolve: Resolve, wake: Callable[[], None], scale: float) -> None:
        self._resolve = resolve
        self._wake = wake
        self._scale = scale
        self._kept = Kept(count=400, max_bytes=MAX_BYTES)
        self._failed: dict[Wish, float] = {}
        self._wanted: list[Wish] = []
        self._under_way: set[Wish] = set()
        self._done: list[tuple[Wish, decode.Pixels | None]] = []
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        return self._kept.bytes

    def texture(self, wish: Wish) -> Any | None:
        found = self._kept.get(wish)
        if found is not None:
            return found
        if wish.source.startswith("asset:"):
            return self._now(wish)
        failed = self._failed.get(wish)
        if failed is not None and time.monotonic() - failed < _LOOK_AGAIN_S:
            return None
        with self._lock:
            if wish not in self._under_way:
                self._under_way.add(wish)
                self._wanted.append(wish)
                del self._wanted[:-64]  # nobody waits for covers of pages long left
                self._under_way.intersection_update([*self._wanted, wish])
                self._lock.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
            self._thread.start()
        return None

    def _now(self, wish: Wish) -> Any | None:
        if wish in self._failed:
            return None
        pixels = self._read(wish)
        return self._keep(wish, pixels) if pixels is not None else None

    def _read(self, wish: Wish) -> decode.Pixels | None:
        kind, _, name = wish.source.partition(":")
        path = asset_path(name, self._scale) if kind == "asset" else self._resolve(wish.source)
        try:
            if path is None:
                raise decode.BadPicture("no such file")
            return decode.read(path, wish.width, wish.height, wish.fit, wish.radius, wish.corners)
        except decode.BadPicture as why:
            log.info("picture %s: %s", wish.source, why)
            self._failed[wish] = time.monotonic()
            if len(self._failed) > 1000:
                self._failed.clear()
            return None

    def _keep(self, wish: Wish, pixels: decode.Pixels) -> Any:
        from kivy.graphics.texture import Texture

        texture = Texture.create(size=(pixels.width, pixels.height), colorfmt="rgba")
        texture.min_filter = texture.mag_filter = "linear"
        texture.blit_buffer(pixels.data, colorfmt="rgba", bufferfmt="ubyte")
        texture.flip_vertical()
        self._kept.put(wish, texture, len(pixels.data))
        return texture

    def collect(self) -> list[Wish]:
        """Make textures of what the thread has finished; on the window's thread. Returns what can now be drawn."""
        with self._lock:
            done, self._done = self._done, []
        for wish, pixels in done:
            if pixels is not None:
                self._keep(wish, pixels)
        return [wish for wish, pixels in done if pixels is not None]

    def again(self, source: str) -> None:
        """The file of this source was not there and is now: it may be asked for again (window's thread)."""
        for wish in [failed for failed in list(self._failed) if failed.source == source]:
            self._failed.pop(wish, None)

    @property
    def busy(self) -> bool:
        """Whether covers are still being read."""
        with self._lock:
            return bool(self._under_way or self._done)

    def _work(self) -> None:
        while True:
            with self._lock:
                while not self._wanted and not self._closed:
                    self._lock.wait()
                if self._closed:
                    return
                wish = self._wanted.pop()  # the newest first: it is on the screen
            pixels = self._read(wish)
            with self._lock:
                self._under_way.discard(wish)
                self._done.append((wish, pixels))
            self._wake()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._lock.notify()

    def forget(self, wish: Wish) -> None:
        self._kept.drop(wish)

    def clear(self, scale: float) -> None:
        """Forget all textures: the window changed its size, and one design px is now `scale` real px."""
        self._scale = scale
        self._kept.clear()
