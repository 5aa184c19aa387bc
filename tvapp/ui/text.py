"""Lines of text and icons as white textures at true pixels, tinted where they are drawn.

One texture a line; focus changes only the tint. Kivy draws no fallback font, so characters that our fonts lack are left
out here (the catalogue check has told the clerk already). Markup is off: text is data, nothing is escaped.
"""

from __future__ import annotations

from typing import Any

from tvapp.core.glyphs import drawn
from tvapp.ui.patches import Kept
from tvapp.ui.theme import ASSETS

_FONTS = {
    ("ui", False): "TvSans-Medium.otf",
    ("ui", True): "TvSans-Bold.otf",
    ("seal", False): "Seal-Bold.otf",
    ("seal", True): "Seal-Bold.otf",
    ("icon", True): "Icons-Bold.ttf",
    ("icon", False): "Icons-Fill.ttf",
}
MAX_TEXTURES = 160
MAX_BYTES = 24 << 20
_LONGEST = 240
"""Characters of one line: far more than fits a screen, far less than the widest texture of any card."""


def drawable(text: str) -> str:
    """The text without what the fonts cannot draw (emoji, control characters), at most one line long."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    return "".join([char for char in text if char >= " " and drawn(char)])


class Words:
    """`texture("你好", 32, bold=True)` -> a white texture, or None for a line with nothing to draw."""

    def __init__(self) -> None:
        self.kept = Kept(MAX_TEXTURES, MAX_BYTES)
        self.made = 0
        """Textures rendered since the start (a test counts them)."""

    def texture(self, text: str, px: int, bold: bool = False, font: str = "ui") -> Any | None:
        key = (text, px, bold, font)
        found = self.kept.get(key)
        if found is None:
            line = text if font == "icon" else drawable(text)
            if not line.strip():
                return None
            found = self._render(line, px, bold, font)
            self.kept.put(key, found, found.width * found.height * 4)
        return found

    def width(self, text: str, px: int, bold: bool = False) -> int:
        """How wide the line is drawn, real px: within one px of its texture, without making that."""
        from kivy.core.text import Label

        line = drawable(text)
        if not line:
            return 0
        wide, _ = Label(font_size=px, font_name=str(ASSETS / "fonts" / _FONTS["ui", bold])).get_extents(line)
        return int(wide)

    def _render(self, line: str, px: int, bold: bool, font: str) -> Any:
        from kivy.core.text import Label

        self.made += 1
        label = Label(text=line, font_size=px, font_name=str(ASSETS / "fonts" / _FONTS[font, bold]), color=(1, 1, 1, 1))
        label.refresh()
        texture = label.texture
        texture.min_filter = texture.mag_filter = "linear"
        return texture

    def clear(self) -> None:
        self.kept.clear()
