"""The three themes' colours as a table (tokens.json, `theme.*.colour`; a test compares them), and contrast by WCAG 2.

The scene names colours; the window resolves them from its own copy of the tokens. This table serves the audit of scenes.
"""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, Mapping[str, str]] = {
    "ink": {
        "background_top": "#1B0F0C", "background_bottom": "#27130F", "solid": "#1F100D", "card": "#33201A",
        "card_raised": "#3D271F", "card_line": "#5B4034", "line": "#8F6C58", "brand_start": "#6F120F",
        "brand_end": "#540D0A", "badge": "#7D1612", "badge_text": "#FFF8EC", "badge_line": "#D9903F",
        "text_primary": "#FFF6E6", "text_secondary": "#F3E0C2", "accent": "#F8CF7C", "focus_fill_top": "#FFF6E3",
        "focus_fill_bottom": "#FAE6C3", "focus_text": "#2A100C", "focus_text_secondary": "#5A2418",
        "focus_accent": "#7A1511", "focus_ring": "#FFCB5C", "progress_track": "#6B4A3C", "progress_fill": "#F8CF7C",
        "picture_plate": "rgba(23,12,9,.88)", "scrim": "rgba(10,5,4,.88)",
    },
    "qing": {
        "background_top": "#0A1821", "background_bottom": "#11262F", "solid": "#0C1A24", "card": "#17323F",
        "card_raised": "#1D3D4B", "card_line": "#38606E", "line": "#6F97A4", "brand_start": "#0C394C",
        "brand_end": "#092B3A", "badge": "#F6CF74", "badge_text": "#10242F", "badge_line": "#F6CF74",
        "text_primary": "#F6FBFA", "text_secondary": "#DCEDEE", "accent": "#FFD983", "focus_fill_top": "#FFF8E6",
        "focus_fill_bottom": "#FBEBC6", "focus_text": "#0A2029", "focus_text_secondary": "#143F50",
        "focus_accent": "#0E4257", "focus_ring": "#FFD45E", "progress_track": "#3C6270", "progress_fill": "#FFD983",
        "picture_plate": "rgba(6,17,24,.9)", "scrim": "rgba(3,10,15,.90)",
    },
    "hc": {
        "background_top": "#000", "background_bottom": "#000", "solid": "#000", "card": "#000", "card_raised": "#000",
        "card_line": "#fff", "line": "#fff", "brand_start": "#000", "brand_end": "#000", "badge": "#fff",
        "badge_text": "#000", "badge_line": "#fff", "text_primary": "#fff", "text_secondary": "#fff",
        "accent": "#FFE94A", "focus_fill_top": "#FFE94A", "focus_fill_bottom": "#FFE94A", "focus_text": "#000",
        "focus_text_secondary": "#000", "focus_accent": "#000", "focus_ring": "#fff", "progress_track": "#555",
        "progress_fill": "#FFE94A", "picture_plate": "#000", "scrim": "rgba(0,0,0,.93)",
    },
}  # fmt: skip

Rgba = tuple[float, float, float, float]


def rgba(theme: str, colour: str) -> Rgba:
    """A palette name or "#RRGGBB[AA]" as four numbers from 0 to 1. Raises KeyError for a name that is not one of ours."""
    value = colour if colour.startswith("#") else COLOURS[theme][colour]
    if value.startswith("rgba("):
        r, g, b, a = (float(part) for part in value[5:-1].split(","))
        return r / 255, g / 255, b / 255, a
    digits = value[1:]
    if len(digits) == 3:
        digits = "".join(ch * 2 for ch in digits)
    parts = [int(digits[k : k + 2], 16) / 255 for k in range(0, len(digits), 2)]
    return parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 1.0


def over(front: Rgba, back: Rgba) -> Rgba:
    """`front` laid over an opaque `back`."""
    a = front[3]
    return (*(f * a + b * (1 - a) for f, b in zip(front[:3], back[:3], strict=True)), 1.0)  # type: ignore[return-value]


def luminance(colour: Rgba) -> float:
    """Relative luminance (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Rgba, other: Rgba) -> float:
    """The ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
