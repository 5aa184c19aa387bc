"""A single line moved sideways, wherever it stands: that line is named, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tvapp.adapters.catalogue_file import CatalogueReading
from tvapp.core.catalogue.indents import straighten
from tvapp.core.catalogue.lines import mend

Look = Callable[..., CatalogueReading]


@pytest.fixture
def book(lines: list[str]) -> list[str]:
    """The good file with a block of text in it, and a second column below it."""
    lines[25:26] = [
        "            text: |",
        "              第一段：开头。",
        "",
        "              - 第二段",
        "              第三段",
    ]
    lines[30:30] = ["            issuer: 居委会", '            date: "2026-07-01"']
    return lines


def moved(line: str, by: int) -> str | None:
    width = len(line) - len(line.lstrip())
    return " " * (width + by) + line.lstrip() if line.strip() and width + by >= 0 else None


@pytest.mark.parametrize("by", [-4, -3, -2, -1, 1, 2, 3, 4])
def test_a_line_that_was_moved_is_the_only_one_named(by: int, book: list[str], look: Look) -> None:
    odd: list[tuple[int, list[int]]] = []
    for index, line in enumerate(book):
        new = moved(line, by)
        if new is None:
            continue
        named = {p.line for p in look([*book[:index], new, *book[index + 1 :]]).problems if p.severity == "error"}
        # An only child may stand at any depth, and text, or what comes behind it, moved to the right is text.
        harmless = index == 3 or 26 <= index <= 30
        if named != {index + 1} and not (harmless and not named):
            odd.append((index + 1, sorted(named)))
    # A member of one list moved to the very depth of another cannot be told from one of that list.
    assert len(odd) <= (1 if abs(by) == 4 else 0), odd


def test_a_forgotten_dash_is_named_where_it_should_stand(book: list[str], look: Look) -> None:
    for index in (16, 20, 23):
        copy = list(book)
        copy[index] = copy[index].replace("- ", "  ", 1)
        (problem,) = look(copy).problems
        assert (problem.line, problem.column) == (index + 1, 13) and "少了短横线" in problem.message


def test_a_dash_too_many_is_named(book: list[str], look: Look) -> None:
    book[18] = "            - file: lessons/shici.mp4"
    (problem,) = look(book).problems
    assert (problem.line, problem.column) == (19, 13) and "多了短横线" in problem.message


def test_text_that_begins_too_far_right_is_named_at_its_first_line(book: list[str], look: Look) -> None:
    book[26] = "    " + book[26]
    (problem,) = look(book).problems
    assert problem.line == 27 and "正文" in problem.message


def test_nothing_is_moved_in_a_good_file(book: list[str]) -> None:
    mended = mend(book, False)
    assert (mended.slips, mended.lines) == ((), tuple(book))
    straight = straighten(mended.lines)
    assert (straight.slips, straight.lines) == ((), tuple(book))


def test_nothing_is_moved_in_the_shipped_file() -> None:
    from tvapp.admin.check import default_catalogue

    lines = default_catalogue().read_text(encoding="utf-8").split("\n")
    mended = mend(lines, False)
    assert (mended.slips, mended.lines) == ((), tuple(lines))
    assert straighten(mended.lines).slips == ()


def in_style(lines: list[str], width: int, listed: int) -> list[str]:
    """The same file with levels `width` wide, and dashes `listed` blanks to the right of their list's key."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, indentless and listed == 0)

    text = yaml.dump(yaml.safe_load("\n".join(lines)), Dumper=Dumper, allow_unicode=True, sort_keys=False, indent=width)
    return str(text).splitlines()


@pytest.mark.parametrize(("width", "listed"), [(2, 0), (2, 2), (4, 0), (4, 4), (8, 8)])
def test_other_styles_of_indentation_are_left_alone(width: int, listed: int, lines: list[str], look: Look) -> None:
    styled = in_style(lines, width, listed)
    assert look(styled).problems == ()
    mended = mend(styled, False)
    assert (mended.slips, straighten(mended.lines).slips) == ((), ())
    at = next(index for index, line in enumerate(styled) if "title: 党章" in line)
    styled[at] = styled[at].replace("title", "titel")
    assert [problem.line for problem in look(styled).problems] == [at + 1]
