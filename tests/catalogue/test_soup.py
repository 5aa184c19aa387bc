"""Whatever stands in the file: problems come out, or a catalogue; nothing is ever raised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvapp.adapters.catalogue_file import CatalogueReading, check_bytes
from tvapp.core.catalogue.facts import AllWell
from tvapp.core.catalogue.misread import misread
from tvapp.core.catalogue.nodes import NULLS

Look = Callable[..., CatalogueReading]

PIECES = st.sampled_from(
    [
        "version: 1", "station: 站", "sections:", "  - id: a", "    title: 甲", "    columns:", "      - title: 乙",
        "        items:", "          - id: b", "            file: a.mp4", "\t", "　", "\xa0", "：", ": ", ":", "- ", "-", "[", "]",
        "{", "}", ",", '"', "'", "|", ">", "&a ", "*a", "!!str ", "!", "? ", "#", "%", "@", "`", "---", "...", "<<: ", "~",
        "\n", "\n", "\n", "\r\n", "\r", "  ", "    ", "\u2028", "\x85", "\x07", "\ufeff", "\\", "\\u12", "12:30", "0123", "no",
        "2026-13-45", "“", "”", "😀", "\ud800", "é", "text: |\n  a\n b", "null", "=",
    ]
)  # fmt: skip


def settled(data: bytes) -> None:
    reading = check_bytes(data, "f", AllWell())
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    assert (reading.catalogue is None) == bool(errors)
    count = data.count(b"\n") + data.count(b"\r") + 2
    for problem in reading.problems:
        assert 1 <= problem.line <= count and problem.column >= 1
        assert problem.message and problem.hint and "\n" not in problem.line_text()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_never_raise(data: bytes) -> None:
    settled(data)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_text_never_raises(text: str) -> None:
    settled(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_pieces_of_yaml_never_raise(text: str) -> None:
    settled(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_good_file_with_random_cuts_and_patches_never_raises(data: st.DataObject, lines: list[str]) -> None:
    text = "\n".join(lines)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 12)) :]
    settled(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_we_take_the_library_takes_too(data: st.DataObject, lines: list[str]) -> None:
    """A file we call good is one that `safe_load` can read, and both see the same sections."""
    text = "\n".join(lines)
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(PIECES) + text[at:]
    reading = check_bytes(text.encode("utf-8", "surrogatepass"), "f", AllWell())
    if reading.catalogue is not None:
        found = yaml.safe_load(text)
        assert [str(section["id"]) for section in found["sections"]] == [s.id for s in reading.catalogue.sections]


@settings(max_examples=2000, deadline=None)
@given(
    st.text("0123456789:_.+-eExXoObBaAfFnNiI~yYsStTrRuUlLOZz =<", max_size=12)
    | st.sampled_from(
        ["yes", "No", "oN", "Null", "2026-07-01", "2026-7-1 1:00:00", "1:2:3", "190:20:30.15", "-.inf", "0x_"]
    )
)
def test_what_other_programs_misread_is_known_exactly(word: str) -> None:
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, word, (True, False))
    plain = tag == "tag:yaml.org,2002:str"
    assert (misread(word) == "") == (plain or word in NULLS), (word, tag)


def test_the_pure_parser_finds_the_same(lines: list[str], look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing the slow parser does: same places, same words."""
    import test_mistakes

    good = look(lines)
    cases = test_mistakes.WRITING + test_mistakes.MEANING[::7]
    texts = []
    for case in cases:
        copy = list(lines)
        test_mistakes.plant(copy, case[1], case[2])
        texts.append(copy)
    quick = [look(text).problems for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert look(lines) == good
    assert [look(text).problems for text in texts] == quick
