"""Everything that the television can say from what is shipped: words of the program, the catalogue, every article and guide."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from tvapp.adapters.markdown_articles import read_article
from tvapp.core.guide_fields import guide_to
from tvapp.core.sentences import sentences
from tvapp.core.spoken import spoken

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile("[\u3400-\u9fff]")
SILENT = {"pinyin_table.py", "glyphs.py", "spoken.py", "spoken_numbers.py", "linebreak.py", "feed_dates.py", "feed_text.py"}
"""Tables of characters: nothing of them is said."""


def _program() -> Iterator[tuple[str, str]]:
    """Every literal of the core; what is put into one is a number here."""
    for path in sorted((ROOT / "tvapp/core").rglob("*.py")):
        if "catalogue" in path.parts or path.name in SILENT:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                passed |= {id(value) for value in node.values}
                yield path.name, "".join(
                    str(value.value) if isinstance(value, ast.Constant) else " 3 " for value in node.values
                )
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
                yield path.name, node.value


def texts(value: object) -> Iterator[str]:
    """Every text in plain data."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts(one)
        case list() | tuple():
            for one in value:
                yield from texts(one)


def read_aloud() -> Iterator[str]:
    """The sentences of the articles, as they are said one by one."""
    for path in sorted((ROOT / "media/articles").rglob("*.md")):
        for sentence in sentences(read_article(path, None)[1].blocks):
            yield spoken(sentence.text)


def _written() -> Iterator[tuple[str, str]]:
    yield from _program()
    catalogue = yaml.safe_load((ROOT / "channels.yaml").read_text(encoding="utf-8"))
    for text in texts(catalogue):
        yield "channels.yaml", text
    for path in sorted((ROOT / "media/articles").rglob("*.md")):
        head, body = read_article(path, None)
        name = path.relative_to(ROOT).as_posix()
        for text in (head.title, head.issuer, head.doc_no, head.topic, head.summary):
            yield name, text
        for sentence in sentences(body.blocks):
            yield name, sentence.text
        for text in texts(guide_to(body.guide) if body.guide else {}):
            yield name, text
    for path in sorted((ROOT / "media/articles").rglob("_title.txt")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8").strip()


def everything() -> dict[str, str]:
    """What is said (as core/spoken gives it to a voice) → where it stands first."""
    found: dict[str, str] = {}
    for name, text in _written():
        said = spoken(text)
        if HAN.search(said):
            found.setdefault(said, name)
    return found
