"""What the pure checker must be told about the world: a small protocol, and a stand-in that finds everything well."""

from __future__ import annotations

from typing import Literal, Protocol

MediaState = Literal["ok", "missing", "outside", "directory"]


class Facts(Protocol):
    """Asked only for paths that are already well formed: relative, forward slashes, no `..`."""

    def media(self, path: str) -> MediaState:
        """How things stand with one path inside media/; `outside` when a symbolic link leads out of it."""

    def nearest_media(self, path: str) -> str:
        """A file of media/ that was perhaps meant, or an empty text."""

    def missing_glyphs(self, text: str) -> str:
        """Those characters of `text` that the television's fonts cannot draw, each once."""


class AllWell:
    """Every file is there and every character can be drawn: for tests and for checking texts without a folder."""

    def media(self, path: str) -> MediaState:
        return "ok"

    def nearest_media(self, path: str) -> str:
        return ""

    def missing_glyphs(self, text: str) -> str:
        return ""
