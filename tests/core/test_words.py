"""Every sentence a viewer can meet stands in tvapp/core/words.py: found by reading the code, not by remembering it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tvapp.core import words
from tvapp.core.glyphs import missing
from tvapp.core.keys import MEANINGS
from tvapp.core.model import Fault, TextSize

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "tvapp" / "core"
WORDS = CORE / "words.py"
LABEL_CHARS = 14
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")

TABLES = {
    "core/calendar.py": "the names of days, hours and lengths of time, one table of its own",
    "core/fallback.py": "the ten sections as a catalogue file would name them: content, not a sentence of ours",
    "core/feed_dates.py": "patterns of dates in what offices write; never shown",
    "core/feed_text.py": "patterns of what offices write; never shown",
    "core/keys.py": "the key table, which the page of the keys, the documents and words.py all take from",
    "core/linebreak.py": "which characters a line may not begin or end with; never shown",
    "core/pinyin_table.py": "readings of characters; never shown",
    "core/spoken.py": "how numbers, units and document numbers are read; heard, never shown",
    "core/spoken_numbers.py": "how figures are read; heard, never shown",
    "ui/window.py": "told in the terminal where there is no screen to tell it on; it draws no words",
}
"""Modules of their own kind, each with the reason why its characters are no sentence of words.py."""

LITERALS = {
    ("core/model.py", "标准"): "the sizes name themselves, for settings and trace too",
    ("core/model.py", "大"): "the same",
    ("core/model.py", "特大"): "the same",
    ("core/model.py", "超大"): "the same",
    ("core/routes.py", "我的收藏"): "the id of a column, kept in the state",
    ("core/routes.py", "全部"): "the same",
    ("core/typeset_article.py", "元%"): "what may follow a figure in a cell of a table; a pattern",
}


def _viewer_facing() -> list[Path]:
    found = [path for part in ("core", "layout", "ui") for path in (ROOT / "tvapp" / part).rglob("*.py")]
    return sorted(path for path in found if path != WORDS and "catalogue" not in path.parts)


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "tvapp").as_posix()


def _literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string constants of a module (also the fixed parts of f-strings), docstrings aside."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def _with_characters() -> list[tuple[str, int, str]]:
    return [
        (_name(path), node.lineno, str(node.value))
        for path in _viewer_facing()
        for node in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if HAN.search(str(node.value))
    ]


def _texts(value: object) -> Iterator[str]:
    """Every text in a constant of words.py, whatever holds it."""
    match value:
        case str():
            yield value
        case dict():
            for found in value.values():
                yield from _texts(found)
        case tuple() | list():
            for found in value:
                yield from _texts(found)
        case Fault():
            yield from (value.text, value.act)


def _constants() -> dict[str, tuple[str, ...]]:
    return {name: tuple(_texts(value)) for name, value in vars(words).items() if re.fullmatch(r"[A-Z][A-Z0-9_]*", name)}


def _defined() -> set[str]:
    """The names words.py makes itself: constants and functions."""
    found: set[str] = set()
    for node in ast.parse(WORDS.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef():
                found.add(node.name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


def test_no_sentence_stands_outside_the_file_of_words() -> None:
    astray = [
        f"tvapp/{name}:{line}: {text}"
        for name, line, text in _with_characters()
        if name not in TABLES and (name, text) not in LITERALS
    ]
    assert not astray, "to be moved to tvapp/core/words.py:\n" + "\n".join(astray)


def test_every_exception_is_still_needed() -> None:
    seen = _with_characters()
    assert set(TABLES) <= {name for name, _, _ in seen}
    assert set(LITERALS) <= {(name, text) for name, _, text in seen}


def test_a_sentence_astray_would_be_found() -> None:
    tree = ast.parse('"""说明"""\ndef f(n):\n    """也是说明"""\n    return f"第 {n} 课"\nX = {"a": ("返回",)}\n')
    assert [node.value for node in _literals(tree) if HAN.search(str(node.value))] == ["第 ", " 课", "返回"]


def test_what_is_no_whole_sentence_is_a_label_of_at_most_fourteen_characters() -> None:
    """A label is what ends without a full stop, a question mark or a colon: buttons, tabs, chips, hints, headings, toasts.
    Spaces are not counted."""
    sentences = re.compile(r"[。？！：]\Z")
    labels = [(name, text) for name, texts in _constants().items() for text in texts if not sentences.search(text)]
    assert len(labels) > 200
    long = [f"{name}: {text}" for name, text in labels if len(text.replace(" ", "")) > LABEL_CHARS]
    assert not long, "\n".join(long)


def test_labels_that_are_put_together_stay_labels() -> None:
    made = [words.speed_now(speed) for speed in words.SPEEDS]
    made += [words.size_now(size.label) for size in TextSize] + [words.size_is(size.label) for size in TextSize]
    made += [words.rate_now(name) for name in words.RATE_NAMES.values()]
    made += [
        words.track_now(8, 12),
        words.volume(100),
        words.back_to("政务公开"),
        words.door_to("政务公开"),
        words.closes_in(30),
    ]
    made += [words.edge_at(name, 10) for name in words.EDGES_NAMES.values()]
    made += [words.notice_at(12, 30), words.seen_to("12 分"), words.left("1 小时 35 分"), words.found_count(200, True)]
    assert [text for text in made if len(text.replace(" ", "")) > LABEL_CHARS] == []


def test_no_sentence_is_longer_than_two_lines_of_breath() -> None:
    long = [f"{name}: {text}" for name, texts in _constants().items() for text in texts if len(text) > 40]
    assert not long, "\n".join(long)


def test_every_word_is_used() -> None:
    used: set[str] = set()
    for path in (ROOT / "tvapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="words" | "wording"), attr=name):
                    used.add(name)
                case ast.ImportFrom(module="tvapp.core.words"):
                    used |= {alias.name for alias in node.names}
                case ast.Name(id=name, ctx=ast.Load()) if path == WORDS:
                    used.add(name)
    assert not sorted(_defined() - used)


def test_every_character_of_every_word_has_a_glyph() -> None:
    text = "".join(
        str(node.value)
        for path in (
            WORDS,
            *(path for path in _viewer_facing() if _name(path) in ("core/calendar.py", "core/fallback.py")),
        )
        for node in _literals(ast.parse(path.read_text(encoding="utf-8")))
    )
    text += "".join(meaning for _, meaning in MEANINGS) + "".join(size.label for size in TextSize)
    assert len(text) > 2000
    assert missing(text) == ""


def test_words_speak_to_an_elder_not_of_machines() -> None:
    """No word of a technician, no order without 请, no fault put on who watches."""
    text = "\n".join(found for texts in _constants().values() for found in texts)
    for stiff in ("操作", "错误", "失败", "异常", "非法", "无效", "您必须", "点击", "缓存", "加载", "系统", "用户"):
        assert stiff not in text, f"{stiff}: {[line for line in text.splitlines() if stiff in line]}"
