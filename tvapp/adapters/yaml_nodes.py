"""YAML text -> a plain tree with the place of everything, and all faults of its writing at once.

The events of libyaml are built into nodes here rather than by the library's composer: it is faster, anchors are seen
where they stand, and depth is bounded (the library's own composer recurses in C and a file of 200,000 opening brackets
ends the process). What a node means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tvapp.adapters.yaml_words import INDENT_WORDS, translated
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence
from tvapp.core.catalogue.problem import Problem
from tvapp.core.catalogue.values import one_line
from tvapp.core.value import dataclass

MAX_DEPTH = 16
"""The catalogue itself needs 8."""
MAX_NODES = 2_000_000
MAX_ROUNDS = 60
"""Syntax faults that are looked for in one file, beyond those that every line shows by itself."""
ROUND_BUDGET = 12_000_000
"""Characters that are parsed again at most while looking for them: about three seconds."""

_KEY_IN_QUOTES = re.compile(r"(?:^|\s)[A-Za-z_]+:\s")
_KEY_LINE = re.compile(r"(\s*(?:- +)*)([A-Za-z_][A-Za-z0-9_]*):(?:\s|$)")

_DASHED = re.compile(r" *- ")


@dataclass(frozen=True, slots=True)
class Tree:
    """`root` is None for a file without content or when no sense could be made of it."""

    root: Node | None
    problems: tuple[Problem, ...]
    damaged: frozenset[int] = frozenset()
    """Lines that had to be put aside."""
    escaped: frozenset[str] = frozenset()
    """Characters that the file holds only as escapes ("\\u4e00")."""


class TooMuch(Exception):
    """Nested too deeply or too many nodes: nothing sensible can follow. Raised and caught in this module."""

    def __init__(self, line: int, column: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.hint = line, column, message, hint


def quick_tree(text: str, file: str) -> Tree | None:
    """The tree of a text without a fault of writing, or None when it has one."""
    try:
        return _parse(text, file)
    except _yaml_error():
        return None
    except TooMuch as refusal:
        return Tree(
            None,
            (Problem(file, refusal.line, refusal.column, "error", refusal.message, refusal.hint),),
            frozenset({refusal.line}),
        )


def patient_tree(lines: list[str], file: str, told: frozenset[int]) -> Tree:
    """Parse again and again, putting right or aside one faulty line at a time. `told` are lines about which something
    was said already; no second word is said about them."""
    lines = list(lines)
    problems: list[Problem] = []
    damaged: set[int] = set()
    tries: dict[int, int] = {}
    size = sum(map(len, lines)) + 1
    failure_type = _yaml_error()
    for _ in range(max(2, min(MAX_ROUNDS, ROUND_BUDGET // size))):
        try:
            tree = _parse("\n".join(lines), file)
        except failure_type as failure:
            line, column, message, hint = _place(failure, lines)
            index = min(line, len(lines)) - 1
            if message == INDENT_WORDS[0] and (shift := _first_of_list(lines, index)) and index - 1 not in tries:
                # Not this line is out of place but the one before it, the first of its list.
                index, line, tries[index - 1] = index - 1, line - 1, 1
                width = len(lines[index]) - len(lines[index].lstrip(" "))
                if line not in told:
                    column, hint = width + 1, f"改成 {width + shift} 个空格，和下面的行对齐"
                    problems.append(Problem(file, line, column, "error", one_line(message), hint))
                lines[index] = " " * (width + shift) + lines[index].lstrip(" ")
                continue
            attempt = tries[index] = tries.get(index, 0) + 1
            aligned = _aligned(lines, index) if message == INDENT_WORDS[0] and attempt == 1 else None
            if attempt == 1 and line not in told:
                if aligned is not None:
                    column = len(lines[index]) - len(lines[index].lstrip()) + 1
                    hint = f"改成 {aligned[1]} 个空格，和第 {aligned[2]} 行对齐"
                fault = Problem(file, line, column, "error", one_line(message), one_line(hint))
                if not (message == INDENT_WORDS[0] and problems and _says_the_same(problems[-1], fault)):
                    problems.append(fault)  # else one slip has put all that follows out of line: the first place is enough
            if aligned is not None:
                lines[index] = " " * aligned[1] + lines[index].lstrip()
                continue
            damaged.add(line)
            lines[index] = _put_aside(lines[index], attempt)
            if attempt > 3:
                break
        except TooMuch as refusal:
            problems.append(Problem(file, refusal.line, refusal.column, "error", refusal.message, refusal.hint))
            damaged.add(refusal.line)
            return Tree(None, tuple(problems), frozenset(damaged))
        else:
            return Tree(tree.root, tuple(problems) + tree.problems, frozenset(damaged) | tree.damaged, tree.escaped)
    return Tree(None, tuple(problems), frozenset(damaged or {1}))


def _says_the_same(one: Problem, other: Problem) -> bool:
    return (one.message, one.hint) == (other.message, other.hint)


def _put_aside(line: str, attempt: int) -> str:
    """The line without what the parser cannot bear, keeping its place in the structure if that can be told."""
    match = _KEY_LINE.match(line)
    if match and attempt <= 2:
        return f"{match[1]}{match[2]}: ~"
    return ""


def _aligned(lines: list[str], index: int) -> tuple[str, int, int] | None:
    """For a line whose indentation fits nowhere: (the line it goes with, blanks it should have, that line's number)."""
    line = lines[index]
    body = line.lstrip(" ")
    if not body or body.startswith("#"):
        return None
    own = len(line) - len(body)
    dashed = body.startswith("- ")
    best: tuple[int, str, int, int] | None = None
    for back in range(index - 1, max(-1, index - 600), -1):
        match = re.match(r"( *)((?:- +)*)[A-Za-z_]+:(?:\s|$)", lines[back])
        if match is None:
            continue
        if dashed and not match[2]:
            continue
        indent = len(match[1]) if dashed else len(match[1]) + len(match[2])
        distance = abs(indent - own)
        if distance and (best is None or distance < best[0]):
            best = (distance, lines[back], indent, back + 1)
    return best[1:] if best else None


def _first_of_list(lines: list[str], index: int) -> int:
    """By how much the dashed line before `index` is out of place, if the lines after it agree with each other and not
    with it; else 0."""
    if index < 2:
        return 0
    first = re.match(r"( *)(- +)[A-Za-z_]+:(?:\s|$)", lines[index - 1])
    own = len(lines[index]) - len(lines[index].lstrip(" "))
    if first is None or _DASHED.match(lines[index - 2]) or own == first.end(2):
        return 0
    shift = own - first.end(2)
    for later in lines[index + 1 : index + 600]:
        width = len(later) - len(later.lstrip(" "))
        if _DASHED.match(later):
            return shift if width == first.end(1) + shift else 0
        if later.strip() and width < own - len(first[2]):
            break
    return 0


def _place(failure: Any, lines: list[str]) -> tuple[int, int, str, str]:
    """Where a complaint's mistake begins (line and column from 1), and its words."""
    problem, context = str(failure.problem or ""), str(failure.context or "")
    which, message, hint = translated(problem, context)
    mark = failure.context_mark if which == "context" and failure.context_mark else failure.problem_mark
    mark = mark or failure.context_mark
    if mark is None:
        return 1, 1, message, hint
    line, column = mark.line + 1, mark.column + 1
    if line > len(lines) or (line == len(lines) and not lines[-1].strip()):
        # The parser gave up at the end of the file: point at the last line that holds something.
        line = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
    if "escape" in problem and lines[line - 1][column - 2 : column - 1] == "\\":
        column -= 1  # the pure parser points behind the backslash
    return line, column, message, hint


def _yaml_error() -> type[Exception]:
    import yaml

    return yaml.MarkedYAMLError


def _parse(text: str, file: str) -> Tree:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _Build(file).tree(loader.get_event, yaml)
    finally:
        loader.dispose()


class _Build:
    """Events -> nodes, with a stack of its own."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.escaped: set[str] = set()
        self.damaged: set[int] = set()

    def error(self, mark: Any, message: str, hint: str) -> None:
        if len(self.problems) < 200:
            self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, "error", message, hint))

    def tree(self, get: Callable[[], Any], events: Any) -> Tree:
        scalar_event, alias_event = events.ScalarEvent, events.AliasEvent
        mapping_start, sequence_start = events.MappingStartEvent, events.SequenceStartEvent
        mapping_end, sequence_end = events.MappingEndEvent, events.SequenceEndEvent
        document_start, stream_end = events.DocumentStartEvent, events.StreamEndEvent
        root: Node | None = None
        top: Sequence | Mapping | None = None
        stack: list[tuple[Sequence | Mapping | None, Node | None]] = []
        key: Node | None = None
        count = documents = 0
        while True:
            event = get()
            kind = type(event)
            node: Node
            if kind is scalar_event:
                mark = event.start_mark
                style = event.style or ""
                swallowed = False
                if style == "'" or style == '"':
                    if style == '"':
                        self.escaped.update(event.value)
                    if event.end_mark.line != mark.line and _KEY_IN_QUOTES.search(event.value):
                        self.error(mark, f"引号 {style} 没有配对，把后面的行也包进去了", f"在这一行末尾补上 {style}")
                        swallowed = True
                        self.damaged.update(range(mark.line + 1, event.end_mark.line + 2))
                node = Scalar(mark.line + 1, mark.column + 1, event.value, style, swallowed)
                if event.tag or event.anchor:
                    self.refuse(event, node)
            elif kind is mapping_end or kind is sequence_end:
                assert top is not None
                top.end_line = event.start_mark.line + 1
                top, key = stack.pop()
                continue
            elif kind is mapping_start or kind is sequence_start:
                mark = event.start_mark
                node = (Mapping if kind is mapping_start else Sequence)(mark.line + 1, mark.column + 1)
                if event.tag or event.anchor:
                    self.refuse(event, None)
                if len(stack) >= MAX_DEPTH:
                    line, column = self.outermost_flow([outer for outer, _ in stack] + [top, node], stack)
                    raise TooMuch(
                        line,
                        column,
                        "括号或缩进套得太深",
                        f"最多 {MAX_DEPTH} 层；方括号是文字的话，整个值加英文引号",
                    )
            elif kind is alias_event:
                mark = event.start_mark
                self.error(
                    mark,
                    f"这里用不着 *{event.anchor} 这样的引用",
                    "把内容照样写出来；星号是文字的话，加英文引号",
                )
                node = Scalar(mark.line + 1, mark.column + 1, "", "*", broken=True)
            elif kind is document_start:
                documents += 1
                if documents > 1:
                    self.error(event.start_mark, "文件里有 --- ，后面成了另一个文件", "删去这一行")
                    break
                continue
            elif kind is stream_end:
                break
            else:
                continue
            count += 1
            if count > MAX_NODES:
                raise TooMuch(1, 1, f"文件里的东西太多（超过 {MAX_NODES} 个）", "分成几台电视各用各的文件")
            if top is None:
                root = node
            elif type(top) is Sequence:
                top.items.append(node)
            elif key is None:
                key = node
            else:
                top.pairs.append((key, node))  # type: ignore[union-attr]  # the other of two classes
                key = None
            if kind is mapping_start or kind is sequence_start:
                # A mapping that is itself a value has just been put in place, so no key waits for it.
                stack.append((top, key))
                top, key = node, None  # type: ignore[assignment]  # a Mapping or Sequence by `kind`
        return Tree(root, tuple(self.problems), frozenset(self.damaged), frozenset(self.escaped))

    def outermost_flow(self, outers: list[Any], stack: list[Any]) -> tuple[int, int]:
        """Where a too deep nest begins: the outermost of its members that share the innermost one's line, else the
        outermost below the catalogue's own levels."""
        found = [outer for outer in outers if outer is not None]
        same = [outer for outer in found if outer.line == found[-1].line]
        begin = same[0] if len(same) > 1 else found[min(8, len(found) - 1)]
        return begin.line, begin.column

    def refuse(self, event: Any, node: Scalar | None) -> None:
        """Anchors and tags: never needed here, and the stuff that bombs and surprises are made of."""
        if event.anchor:
            self.error(
                event.start_mark,
                f"这里用不着 &{event.anchor} 这样的记号",
                "删去它；& 是文字的话，整个值加英文引号",
            )
        elif event.tag:
            self.error(
                event.start_mark,
                f"这里用不着 {_tag_words(event.tag)} 这样的标签",
                "删去它；! 是文字的话，整个值加英文引号",
            )
        if node is not None:
            node.broken = True


def _tag_words(tag: str) -> str:
    return one_line(tag.replace("tag:yaml.org,2002:", "!!"))[:60]
