"""Which right word was perhaps meant by a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tvapp.core.catalogue.fields import Shape


def nearest(word: str, words: Iterable[str]) -> str:
    """The most like of `words`, or an empty text when none is like enough."""
    return _nearest(word[:100], tuple(words))


@lru_cache(maxsize=512)  # the same slip tends to stand in a file a hundred times
def _nearest(word: str, listed: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # 5 ms to import, and a good catalogue never needs it

    plain = word.strip("\u3000\xa0 \"'“”:：-").lower().replace("-", "_").replace(" ", "_")
    if plain in listed:
        return plain
    found = get_close_matches(plain, listed, n=1, cutoff=0.6)
    return found[0] if found else ""


def nearest_key(word: str, shape: Shape) -> str:
    """The key of `shape` that was meant: by its spelling, or by its Chinese name (标题 → title)."""
    stripped = word.strip("\u3000\xa0 ")
    for field in shape.fields:
        if field.name == stripped:
            return field.key
    return nearest(word, shape.by_key)
