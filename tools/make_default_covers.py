"""Makes the ten default covers of the sections (asset `cover-1` … `cover-0`) from the covers in media/covers.

For whoever changes the art; never runs on a television. Needs pillow. An office's own catalogue often has no covers:
these stand in their place.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
ART = ROOT / "tvapp" / "ui" / "assets" / "art"
CHOSEN = {
    "1": "bridgepaper", "2": "mountdawn", "3": "tea", "4": "plum", "5": "mist",
    "6": "lakeboat", "7": "lotus", "8": "kites", "9": "rain", "0": "stage",
}  # fmt: skip
SIZES = {"": (848, 477), "@720": (566, 318)}


MANIFEST = ROOT / "tvapp/ui/assets/manifest.txt"


def _listed() -> None:
    """Names the covers in the manifest of pictures: path, width, height."""
    kept = [row for row in MANIFEST.read_text(encoding="utf-8").splitlines() if "/cover-" not in row]
    for digit in CHOSEN:
        for ending, (width, height) in SIZES.items():
            path = (ART / f"cover-{digit}{ending}.png").relative_to(ROOT)
            kept.append(f"{path} {width} {height}")
    MANIFEST.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


def main() -> None:
    for digit, name in CHOSEN.items():
        with Image.open(ROOT / "media" / "covers" / f"{name}.jpg") as cover:
            for ending, size in SIZES.items():
                small = cover.convert("RGB").resize(size, Image.Resampling.LANCZOS)
                palette = small.quantize(colors=192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
                palette.save(ART / f"cover-{digit}{ending}.png", optimize=True)
    _listed()


if __name__ == "__main__":
    main()
