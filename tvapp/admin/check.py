"""`main.py check [FILE] [--json]`: every mistake of a catalogue, one a line. Opens no window and writes nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import tvapp
from tvapp.arguments import Parser


def run(args: list[str]) -> int:
    """0 good (提醒 allowed), 1 errors, 2 wrong usage."""
    parser = Parser("main.py check", "检查 channels.yaml：一次列出全部错误和提醒，说明在第几行第几列、怎么改。")
    parser.add_argument("file", nargs="?", metavar="FILE", help="要检查的文件（不写就是 main.py 旁边的 channels.yaml）")
    parser.add_argument("--json", action="store_true", help="每个问题输出一行 JSON，别的什么都不输出")
    try:
        chosen = parser.parse_args(args)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    from tvapp.adapters.catalogue_file import read_catalogue
    from tvapp.core.catalogue.problem import count_text

    path = Path(chosen.file) if chosen.file is not None else default_catalogue()
    reading = read_catalogue(path, chosen.file if chosen.file is not None else str(path), advise=True)
    # A file name may hold bytes that are no text; the list must come out all the same.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    for problem in reading.problems:
        print(json.dumps(problem.as_data(), ensure_ascii=False) if chosen.json else problem.line_text())
    if not chosen.json:
        print(count_text(reading.problems))
    return 1 if any(problem.severity == "error" for problem in reading.problems) else 0


def default_catalogue() -> Path:
    """channels.yaml beside main.py."""
    return Path(tvapp.__file__).resolve().parent.parent / "channels.yaml"
