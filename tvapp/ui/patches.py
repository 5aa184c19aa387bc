"""The textures of boxes, rings and shadows: one per style, kept while in use, least recently used ones dropped."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from tvapp.ui.ninepatch import Patch


def texture_of(width: int, height: int, data: bytes) -> Any:
    """An RGBA texture of straight alpha, rows from the bottom up. Only on the window's thread."""
    from kivy.graphics.texture import Texture

    texture = Texture.create(size=(width, height), colorfmt="rgba")
    texture.min_filter = texture.mag_filter = "linear"
    texture.blit_buffer(data, colorfmt="rgba", bufferfmt="ubyte")
    return texture


class Kept:
    """Values by key, at most `count` of them and `max_bytes` together; the least recently used ones go first."""

    def __init__(self, count: int, max_bytes: int) -> None:
        self._count = count
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> Any | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        self.drop(key)
        self._entries[key] = (value, size)
        self.bytes += size
        while len(self._entries) > 1 and (len(self._entries) > self._count or self.bytes > self._max_bytes):
            _, (_, gone) = self._entries.popitem(last=False)
            self.bytes -= gone

    def drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.bytes -= entry[1]

    def clear(self) -> None:
        self._entries.clear()
        self.bytes = 0


class Patches:
    """Style -> (texture, border). Made on first use."""

    def __init__(self) -> None:
        self._kept = Kept(count=200, max_bytes=16 << 20)

    def get(self, style: Hashable, make: Callable[[], Patch]) -> tuple[Any, tuple[int, int, int, int]]:
        found: tuple[Any, tuple[int, int, int, int]] | None = self._kept.get(style)
        if found is None:
            patch = make()
            found = texture_of(patch.width, patch.height, patch.data), patch.border
            self._kept.put(style, found, len(patch.data))
        return found

    def clear(self) -> None:
        self._kept.clear()
