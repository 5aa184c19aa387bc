"""Cut the fonts the television ships, and the two tables that describe them.

Makes `tvapp/ui/assets/fonts/*`, `tvapp/core/glyphs.py` (which characters can be drawn), `tvapp/core/advances.py` (how
wide they are) and `tests/data/tgh8105.txt`. Run by a developer, never on the box, and only when a font or the wanted
characters change; the results are committed.

    python tools/make_fonts.py --unihan DIR --phosphor DIR

Needs Debian 12's `fonts-noto-cjk` (Bold) and `fonts-noto-cjk-extra` (Medium) installed, the unpacked
`usr/share/unicode` of Debian's `unicode-data`, the unpacked npm package `@phosphor-icons/web` 2.1.2, and the Python
packages `fonttools` and `uharfbuzz` (HarfBuzz cuts 24,000 CFF glyphs in a second, fontTools' own subsetter in minutes).
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import itertools
import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import uharfbuzz
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "tvapp/ui/assets/fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
SC_FACE = 2  # in Noto's collections face 0 is Japanese, 2 is Simplified Chinese
SEAL = "客厅党建"
OFL = "This Font Software is licensed under the SIL Open Font License, Version 1.1 (OFL.txt). https://scripts.sil.org/OFL"
MIT = "MIT License, Copyright (c) 2020-2021 Phosphor Icons (LICENSE-Phosphor.txt)"

# Whole blocks; what Noto Sans CJK SC lacks inside them is simply not there. Hangul, the half-forms of jamo, and the
# rare ideographs outside the basic block (except those of the 8,105) are left out: 40 % of the size, no use here.
BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x02FF), (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x04FF), (0x1E00, 0x1EFF),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x205F), (0x2070, 0x218F), (0x2190, 0x23FF), (0x2460, 0x27BF),
    (0x2900, 0x2BFF), (0x2E80, 0x312F), (0x3190, 0x31FF), (0x3220, 0x325F), (0x3280, 0x33FF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF9F), (0xFFE0, 0xFFEE),
    (0x1F100, 0x1F2FF),
)  # fmt: skip


def tgh(unihan: Path) -> dict[int, int]:
    """通用规范汉字表 (2013): code point -> its number 1..8105, from the kTGH field of Unihan."""
    found = {}
    with bz2.open(unihan / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", line)
            if match:
                found[int(match[1], 16)] = int(match[2])
    if len(found) != 8105:
        raise SystemExit(f"expected 8105 characters in the table, found {len(found)}")
    return found


def gb2312() -> set[int]:
    """Every character of GB 2312, rows 1 to 87, by way of Python's own codec."""
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    decoded = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {ord(char) for char in decoded if char}


def cut(source: Path, face: int, points: Iterable[int], target: Path, name: str, licence: str) -> TTFont:
    """Write the glyphs of `points` (code points) to `target` without layout features, hints or vertical metrics.

    SDL_ttf draws one glyph after another: kerning and substitution would only make the measured widths untrue. Hints
    are for text smaller than any on a television. Subroutines are written out in full: FreeType reads all of them into
    memory for every open size of a font (0.9 MB and 1.2 ms each, measured, against 0.1 MB and 0.4 ms), and they save
    only 4 % of the file.
    """
    blob = uharfbuzz.Blob.from_file_path(str(source))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(points)
    wanted.layout_feature_tag_set.clear()
    dropped = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "kern", "DSIG")
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NAME_LEGACY
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(uharfbuzz.subset(uharfbuzz.Face(blob, face), wanted).blob.data)
    font = TTFont(target, recalcTimestamp=False)
    family, style = name.split("-")
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409]
    for number, text in ((1, f"{family} {style}"), (2, "Regular"), (3, name), (4, f"{family} {style}"),
                         (6, name), (13, licence), (16, family), (17, style)):  # fmt: skip
        names.setName(text, number, 3, 1, 0x409)
    join_dashes(font)
    font.save(target)
    return TTFont(target)


def join_dashes(font: TTFont) -> None:
    """Make the dash U+2014 reach both edges of its em, so that the Chinese double dash is one stroke.

    Noto joins the two by a substitution, which SDL_ttf is not to be relied on for; without it a gap shows between.
    """
    name = font.getBestCmap().get(0x2014)
    if name is None:
        return
    drawing = font.getGlyphSet()
    box = BoundsPen(drawing)
    drawing[name].draw(box)
    _, low, _, high = box.bounds
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    em, old = font["head"].unitsPerEm, strings[name]
    pen = T2CharStringPen(em, drawing, CFF2=False)
    pen.moveTo((0, low))
    for corner in ((em, low), (em, high), (0, high)):
        pen.lineTo(corner)
    pen.closePath()
    strings[name] = pen.getCharString(private=old.private, globalSubrs=old.globalSubrs)
    font["hmtx"][name] = (em, 0)


def ranges(points: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring code points as (first, last)."""
    runs = []
    for _, group in itertools.groupby(enumerate(sorted(points)), lambda pair: pair[1] - pair[0]):
        members = [point for _, point in group]
        runs.append((members[0], members[-1]))
    return runs


def widths(font: TTFont) -> dict[int, int]:
    """Code point -> advance in thousandths of an em, only where it is not one whole em."""
    metrics, unit = font["hmtx"], font["head"].unitsPerEm
    found = {point: round(metrics[name][0] * 1000 / unit) for point, name in font.getBestCmap().items()}
    return {point: width for point, width in found.items() if width != 1000}


def lines(items: Iterable[str], indent: str = "    ", limit: int = 118) -> str:
    """Comma-separated items folded into lines of at most `limit` columns."""
    out, row = [], indent
    for item in items:
        piece = item + ", "
        if len(row) + len(piece) - 1 > limit:
            out.append(row.rstrip())
            row = indent
        row += piece
    return "\n".join([*out, row.rstrip()])


def write_glyphs(covered: set[int]) -> None:
    """`tvapp/core/glyphs.py`: the characters both text weights draw."""
    rows = lines(f"({first:#x}, {last:#x})" for first, last in ranges(covered))
    text = f'''"""Which characters the television's fonts can draw. Made by tools/make_fonts.py; do not edit.

There is no fallback font (Kivy has none): a character outside this table would be an empty box on the screen, so the
catalogue check names it before anybody sees it. Pure data and two questions about it; opens no file.
"""

from bisect import bisect_right

# (first, last) code points, both included, that TvSans-Medium and TvSans-Bold both have.
# fmt: off
RANGES: tuple[tuple[int, int], ...] = (
{rows}
)
# fmt: on

_FIRSTS = tuple(first for first, _ in RANGES)
_LAYOUT = frozenset("\\n\\r\\t")  # these steer the line breaker and are never drawn


def drawn(char: str) -> bool:
    """Whether one character appears on the screen as itself (line ends and tabs count as drawn)."""
    point = ord(char)
    place = bisect_right(_FIRSTS, point) - 1
    return char in _LAYOUT or (place >= 0 and point <= RANGES[place][1])


def missing(text: str) -> str:
    """The characters of `text` that the fonts lack, each once, in order of appearance; empty when all is well."""
    return "".join(char for char in dict.fromkeys(text) if not drawn(char))
'''
    (ROOT / "tvapp/core/glyphs.py").write_text(text, encoding="utf-8")


def write_advances(medium: Mapping[int, int], bold: Mapping[int, int]) -> None:
    """`tvapp/core/advances.py`: widths other than one em, as runs of equal width."""

    def table(widths: Mapping[int, int]) -> str:
        runs = []
        for _, group in itertools.groupby(
            enumerate(sorted(widths.items())), lambda pair: (pair[1][0] - pair[0], pair[1][1])
        ):
            members = [item for _, item in group]
            runs.append(f"({members[0][0]:#x}, {members[-1][0]:#x}, {members[0][1]})")
        return lines(runs)

    text = f'''"""Advance widths that are not one em. Made by tools/make_fonts.py; do not edit.

Rows are (first code point, last code point, width in thousandths of an em). Data only; `metrics` reads it.
"""

# fmt: off
MEDIUM: tuple[tuple[int, int, int], ...] = (
{table(medium)}
)

BOLD: tuple[tuple[int, int, int], ...] = (
{table(bold)}
)
# fmt: on
'''
    (ROOT / "tvapp/core/advances.py").write_text(text, encoding="utf-8")


def write_licences(phosphor: Path) -> None:
    """The licence texts that have to travel with the fonts: OFL from Debian's copyright file, MIT from Phosphor."""
    owner = str(TTFont(NOTO / "NotoSansCJK-Medium.ttc", fontNumber=SC_FACE)["name"].getDebugName(0))
    debian = Path("/usr/share/doc/fonts-noto-cjk/copyright").read_text(encoding="utf-8")
    body = debian.split("\nLicense: SIL-1.1\n -", 1)[1].split("\nLicense: ", 1)[0]
    text = "\n".join(row[1:] if row != " ." else "" for row in (" -" + body).splitlines())
    head = (f"{owner}\nNoto is a trademark of Google Inc.\n\nTvSans-Medium.otf, TvSans-Bold.otf and Seal-Bold.otf are "
            "Modified Versions (cuts) of Noto Sans CJK SC\nand Noto Serif CJK SC. This Font Software is licensed under "
            "the SIL Open Font License, Version 1.1:\n\n")  # fmt: skip
    (FONTS / "OFL.txt").write_text(head + text.strip() + "\n", encoding="utf-8")
    shutil.copyfile(phosphor / "LICENSE", FONTS / "LICENSE-Phosphor.txt")


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(description="Cut the fonts and their tables.")
    asked.add_argument("--unihan", type=Path, required=True, help="folder with Unihan_OtherMappings.txt.bz2")
    asked.add_argument("--phosphor", type=Path, required=True, help="unpacked npm package @phosphor-icons/web 2.1.2")
    options = asked.parse_args(argv)

    order = tgh(options.unihan)
    common = "".join(chr(point) for point in sorted(order, key=lambda point: order[point]))
    folded = "\n".join(common[start : start + 100] for start in range(0, len(common), 100))
    (ROOT / "tests/data").mkdir(parents=True, exist_ok=True)
    (ROOT / "tests/data/tgh8105.txt").write_text(folded + "\n", encoding="utf-8")

    wanted = {point for first, last in BLOCKS for point in range(first, last + 1)} | set(order) | gb2312()
    cuts = {}
    for weight in ("Medium", "Bold"):
        source, target = NOTO / f"NotoSansCJK-{weight}.ttc", FONTS / f"TvSans-{weight}.otf"
        cuts[weight] = cut(source, SC_FACE, wanted, target, f"TvSans-{weight}", OFL)
    covered = set(cuts["Medium"].getBestCmap()) & set(cuts["Bold"].getBestCmap())
    lacking = sorted((set(order) | gb2312() | set(range(0x4E00, 0x9FA6))) - covered)
    if lacking:
        print("not in the font:", " ".join(f"U+{point:04X}" for point in lacking), file=sys.stderr)
    write_glyphs(covered)
    write_advances(widths(cuts["Medium"]), widths(cuts["Bold"]))

    cut(NOTO / "NotoSerifCJK-Bold.ttc", SC_FACE, map(ord, SEAL), FONTS / "Seal-Bold.otf", "TvSeal-Bold", OFL)
    tokens = json.loads((ROOT / "tvapp/ui/assets/tokens.json").read_text(encoding="utf-8"))
    icons = {int(code.removeprefix("U+"), 16) for code in tokens["icons"].values()}
    for style in ("Bold", "Fill"):
        source = options.phosphor / f"src/{style.lower()}/Phosphor-{style}.ttf"
        made = cut(source, 0, icons, FONTS / f"Icons-{style}.ttf", f"TvIcons-{style}", MIT)
        if icons - set(made.getBestCmap()):
            raise SystemExit(f"Phosphor {style} lacks {icons - set(made.getBestCmap())}")
    write_licences(options.phosphor)
    for path in sorted(FONTS.iterdir()):
        print(f"{path.name:24} {path.stat().st_size:>9,} {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
