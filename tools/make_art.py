"""Paint every picture the television ships: `tvapp/ui/assets/art/*` and `media/covers/*`.

Run by a developer, never on the box, and only when a drawing or a colour changes; the pictures are committed.

    python tools/make_art.py [WORD ...]      only the pictures whose names contain one of the words

Needs the Python packages `resvg-py` (draws SVG; 0.5.0 was used), `pillow` and `numpy`. The drawings are our own and
stand in `tools/art`.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image

from art import grounds, scenes, sections, things
from art.pen import dot, shining

ROOT = Path(__file__).resolve().parent.parent
ART = ROOT / "tvapp/ui/assets/art"
COVERS = ROOT / "media/covers"
TOKENS = json.loads((ROOT / "tvapp/ui/assets/tokens.json").read_text(encoding="utf-8"))
SMALL = 1280 / 1920  # the second screen size that gets pictures of its own, so that nothing has to be shrunk
MANIFEST = ROOT / "tvapp/ui/assets/manifest.txt"  # one line a picture: path, width, height
Floats = np.ndarray[Any, np.dtype[np.float64]]


def colour(theme: str, token: str) -> str:
    """A colour of a theme by its name in tokens.json."""
    return str(TOKENS["theme"][theme]["colour"][token])


def rgb(text: str) -> Floats:
    """`#RRGGBB` or `#RGB` as three numbers 0..255."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)], dtype=np.float64)


def paint(body: str, view: tuple[float, float], size: tuple[int, int]) -> Image.Image:
    """SVG text drawn on a sheet of `view` units, as a picture of `size` pixels with transparency."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view[0]} {view[1]}" width="{size[0]}" '
    text = f'{head} height="{size[1]}" preserveAspectRatio="none">{body}</svg>'
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))).convert("RGBA")


def dither(exact: Floats) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Round to bytes with an ordered pattern one step high: dark gradients show no bands, and still pack well."""
    pattern = np.array([[0.0]])
    for _ in range(3):  # Bayer's matrix, doubled three times: 8x8
        pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
    pattern = (pattern + 0.5) / pattern.size
    rows, columns = -(-exact.shape[0] // 8), -(-exact.shape[1] // 8)
    tile = np.tile(pattern, (rows, columns))[: exact.shape[0], : exact.shape[1]]
    return np.clip(np.floor(exact + (tile if exact.ndim == 2 else tile[..., None])), 0, 255).astype(np.uint8)


def ground(theme: str, shift: int, scale: float) -> Image.Image:
    """The background of a theme: gradient, glow and hills, added up exactly and rounded once."""
    size = round(1920 * scale), round(1080 * scale)
    fall = np.linspace(0, 1, size[1])[:, None, None]
    exact = rgb(colour(theme, "background_top")) * (1 - fall) + rgb(colour(theme, "background_bottom")) * fall
    exact = np.repeat(exact, size[0], axis=1)
    for sheet in grounds.sheets(shift):
        part = np.asarray(paint(sheet.svg, (1920, 1080), size), dtype=np.float64)[..., 3:] / 255
        exact = exact * (1 - part) + rgb(colour(theme, sheet.colour)) * part
    return Image.fromarray(dither(exact))


LANTERN = {  # theme -> paper, light inside, metal, glow (centre, edge)
    "ink": ("#A8221B", "#FFB04F", "#F3C777", "#FFB860", "#E0793A"),
    "qing": ("#2F7E97", "#FFE0A0", "#FFD983", "#FFE3A6", "#8CC4D4"),
    "hc": ("#000000", "#000000", "#FFE94A", None, None),
}
_HANGS = 470
"""Where its cord hangs, from the left: clear of the clock at the right, whose words reach to 550. Its glow is as wide as that."""


def lantern(theme: str, scale: float) -> Image.Image:
    """The light that stays on: 960x1080 for the right half of an error page, transparent around."""
    paper, light, metal, core, edge = LANTERN[theme]
    size = round(960 * scale), round(1080 * scale)
    glow = np.zeros((size[1], size[0], 4))
    if core is not None and edge is not None:
        own, defs = shining([(0, "#fff", 0.62), (0.45, "#fff", 0.2), (1, "#fff", 0)])
        sheet = paint(defs + dot(_HANGS, 430, _HANGS, f"url(#{own})"), (960, 1080), size)
        alpha = np.asarray(sheet, dtype=np.float64)[..., 3]
        warm = np.clip(alpha / 255 / 0.62, 0, 1)[..., None]
        glow = np.dstack([np.round(rgb(core) * warm + rgb(edge) * (1 - warm)), dither(alpha)])
    picture = Image.fromarray(glow.astype(np.uint8), "RGBA")
    body = things.lantern(_HANGS, 430, 330, paper, light, metal, 300, tassel=None if core else metal)
    picture.alpha_composite(paint(body, (960, 1080), size))
    return picture


def sizes(px: int) -> tuple[tuple[int, str], ...]:
    """A small picture's sides and the endings of its names: for 1920 wide, 1280 wide, and twice 1920."""
    return (px, ""), (round(px * SMALL), "@720"), (px * 2, "@2x")


def icons() -> Iterator[tuple[Path, Image.Image]]:
    """Ten pictures, three themes, two states."""
    for theme in TOKENS["theme"]:
        for state, ending in (("normal", ""), ("focus", "_focus")):
            ink = sections.Ink(colour(theme, f"icon_stroke{ending}"), colour(theme, f"icon_fill{ending}"))
            for digit, draw in sections.SECTIONS.items():
                for size, mark in sizes(92):
                    path = ART / f"icon-{digit}-{theme}-{state}{mark}.png"
                    yield path, paint(draw(ink), (120, 120), (size, size))


def pictures() -> Iterator[tuple[Path, Image.Image]]:
    """Everything but the covers."""
    for scale, mark in ((1.0, ""), (SMALL, "@720")):
        for theme in ("ink", "qing"):  # hc is plain black: no picture
            yield ART / f"bg-{theme}{mark}.png", ground(theme, 0, scale)
            yield ART / f"bg-{theme}-reader{mark}.png", ground(theme, grounds.READER_SHIFT, scale)
        for theme in LANTERN:
            yield ART / f"lantern-{theme}{mark}.png", lantern(theme, scale)
        wide = scenes.watertown(1336, 370, "paper", 5, sun=(.56, .27, .11), bridge=.27, town=.66, boat=.14)  # fmt: skip
        yield ART / f"empty{mark}.png", paint(wide, (1336, 370), (round(1336 * scale), round(370 * scale)))
    for size, mark in sizes(140):
        yield ART / f"today-moon{mark}.png", paint(sections.moon(), (150, 150), (size, size))
    yield from icons()


def covers() -> Iterator[tuple[Path, Image.Image]]:
    """One picture for every scene, drawn at twice the size and reduced, so that thin lines stay smooth."""
    for name, scene in scenes.COVERS.items():
        large = paint(scene(960, 540), (960, 540), (1920, 1080))
        yield COVERS / f"{name}.jpg", large.resize((960, 540), Image.Resampling.LANCZOS)


def keep(path: Path, picture: Image.Image) -> None:
    """Write a picture as small as its look allows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jpg":
        picture.convert("RGB").save(path, quality=88, optimize=True, progressive=False, subsampling=0)
        return
    if picture.mode == "RGBA" and np.asarray(picture)[..., 3].min() == 255:
        picture = picture.convert("RGB")
    shades = picture.getcolors(256) if picture.mode == "RGB" else None
    if shades:
        picture = picture.quantize(len(shades), dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


def main(words: list[str]) -> int:
    for source in (pictures(), covers()):
        for path, picture in source:
            if not words or any(word in path.name for word in words):
                keep(path, picture)
    rows: list[str] = []
    for folder in (ART, COVERS):
        files = sorted(folder.iterdir())
        for file in files:
            with Image.open(file) as made:
                rows.append(f"{file.relative_to(ROOT)} {made.width} {made.height}")
        print(f"{folder.relative_to(ROOT)}: {len(files)} files, {sum(file.stat().st_size for file in files):,} bytes")
    MANIFEST.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
