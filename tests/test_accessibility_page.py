"""docs/accessibility.md says what the program does: its tests and files exist, its numbers are the program's, its counts add up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.layout.samples import all_samples
from tests.layout.test_settings_screens import television
from tvapp.core.geometry import reader_box
from tvapp.core.model import Settings, TextSize, ThemeName
from tvapp.core.screens.settings import ROWS
from tvapp.core.type_scale import SCALES, TypeScale
from tvapp.core.views import Shown
from tvapp.layout.audit import faint_shapes, problems
from tvapp.layout.compose import layout
from tvapp.layout.palette import contrast, over, rgba
from tvapp.layout.scene import Icon, Scene, Text

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
TOKENS = json.loads((ROOT / "tvapp/ui/assets/tokens.json").read_text("utf-8"))
STATES = ("满足", "部分", "没有", "不适用")
NUMBER = r"\d+(?:\.\d+)?(?:×\d+)?"
UNIT = r"(?: ?(?:px|秒|倍|下))?(?:[一-鿿]{0,4})"
NAME = r"[a-z_]+(?:\.[A-Za-z_]+)+(?:\[\d\])?|[a-z_]+(?:\.[a-z_]+)*:[A-Z_]+"
STATED = re.compile(rf"(-?{NUMBER}){UNIT}（`({NAME})`）")
BIG_ANYWAY = {"clock_home", "digit_echo", "phone_number"}
"""Roles that do not double from 标准 to 超大."""
SIZES = list(TextSize)
THEMES = list(ThemeName)


# ---------------------------------------------------------------- the page itself


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> Iterator[tuple[str, list[str]]]:
    """(part, cells) of every row that has a state."""
    part = ""
    for line in PAGE.splitlines():
        if heading := re.match(r"## ([0A-C]|Unproven)", line):
            part = heading[1]
        elif part in ("A", "B", "C") and line.startswith("| ") and not line.startswith("| 要求"):
            yield part, cells(line)


def after(heading: str) -> list[list[str]]:
    """The rows of the first table whose header begins so."""
    lines = PAGE.splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith(heading))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append(cells(line))
    return found


def test_every_row_has_a_state_a_reason_and_a_test() -> None:
    assert len(list(rows())) > 80
    for _, row in rows():
        assert len(row) == 4, row
        asked, state, how, test = row
        assert asked and state in STATES, row
        if state == "满足":
            assert test.startswith("`tests/") or re.fullmatch(r"无（.+）", test), row
        else:
            assert how, row
            assert test == "无" or "`tests/" in test, row


def test_the_counts_add_up() -> None:
    said = {row[0]: [int(cell) for cell in row[1:]] for row in after("| 部分 | 满足")}
    counted = Counter((part, row[1]) for part, row in rows())
    assert said == {part: [counted[part, state] for state in STATES] for part in ("A", "B", "C")}


def test_every_test_and_file_that_is_named_exists() -> None:
    names = re.findall(r"`((?:tests|tvapp|bench|docs|tools)/[^`]+)`", PAGE)
    assert len(names) > 70
    for name in names:
        file, _, test = name.partition("::")
        path = ROOT / file
        assert path.is_file(), name
        if test:
            assert re.search(rf"(?m)^(?:async )?def {test}\(", path.read_text("utf-8")), name


def value(name: str) -> str:
    """What a name of tokens.json or `module:CONSTANT` stands for, as the page writes numbers."""
    found: object
    if ":" in name:
        module, _, constant = name.partition(":")
        found = getattr(import_module(module), constant)
    else:
        found = TOKENS
        for step in re.findall(r"\w+", name):
            found = found[int(step)] if isinstance(found, list) else found[step]  # type: ignore[index]
    return "×".join(str(one) for one in found) if isinstance(found, list) else str(found)


def test_every_number_that_is_repeated_is_the_programs() -> None:
    stated = STATED.findall(PAGE)
    assert len(stated) > 40
    wrong = {}
    for number, name in stated:
        there = value(name)
        same = number == there if "×" in there else float(number) == float(there)
        if not same:
            wrong[name] = f"{number} on the page, {there} in the program"
    assert wrong == {}
    named = set(re.findall(rf"`({NAME})`", PAGE)) - {"speech.md"}
    assert named - {name for _, name in stated} - {"tokens.json"} == set(), "a name without its number before it"


def test_no_size_stands_without_its_name() -> None:
    for _, row in rows():
        how = STATED.sub("", row[2])
        assert re.findall(r"(\d+(?:\.\d+)?) ?px", how) == [], row


# ---------------------------------------------------------------- what it says of the screens


def screens(size: TextSize, theme: ThemeName = ThemeName.INK) -> Iterator[tuple[str, Shown]]:
    """The sample screens, and every row of the settings at this very size and theme."""
    yield from all_samples(size, theme)
    for place, row in enumerate(ROWS):
        yield row.id, television(size, theme).press(f"MENU {'DOWN ' * place}").shown


def texts(scene: Scene) -> Iterator[Text]:
    for group in scene.groups:
        for node in group.nodes:
            if isinstance(node, Text) and node.text.strip():
                yield node


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.value)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_every_row_of_the_settings_passes_the_audit_at_its_own_size(size: TextSize, theme: ThemeName) -> None:
    for place, row in enumerate(ROWS):
        tv = television(size, theme).press(f"MENU {'DOWN ' * place}")
        assert (tv.state.settings.text_size, tv.state.settings.theme) == (size, theme)
        scene = layout(tv.shown)
        assert scene.focus_key == row.id
        assert problems(scene) + faint_shapes(scene) == []


def test_the_lowest_contrasts_are_as_said() -> None:
    from tvapp.layout.audit import _lines, _worst_under

    said = [float(row[2]) for row in after("| 颜色 | 字的对比")]
    measured = []
    for theme in THEMES:
        low = 21.0
        for _, view in all_samples(TextSize.LARGE, theme):
            scene = layout(view)
            lines, nodes = _lines(scene)
            for line in lines:
                colour = rgba(scene.theme, line.node.colour)
                low = min(low, *(contrast(over(colour, back), back) for back in _worst_under(scene, line, nodes)))
        measured.append(round(low, 1))
    assert measured == said


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_no_words_are_smaller_than_the_least(size: TextSize) -> None:
    least = TOKENS["type"]["min_px"]["standard" if size is TextSize.STANDARD else "large"]
    small = [(node.text, node.px) for _, view in screens(size) for node in texts(layout(view)) if node.px < least - 0.01]
    assert small == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_no_icon_stands_alone(size: TextSize) -> None:
    for name, view in screens(size):
        for group in layout(view).groups:
            if any(isinstance(node, Icon) for node in group.nodes):
                assert any(isinstance(node, Text) and node.text.strip() for node in group.nodes), (name, group.key)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_whatever_has_focus_is_a_large_target(size: TextSize) -> None:
    wide, high = TOKENS["layout"]["min_target"]
    for name, view in screens(size):
        scene = layout(view)
        for group in scene.groups:
            if group.rect is not None and (group.key == scene.focus_key or group.key != "ticker"):
                assert group.rect[2] >= wide - 0.6 and group.rect[3] >= high - 0.6, (name, group.key, group.rect)


# ---------------------------------------------------------------- what it says of reading


def test_the_reading_table_is_the_type_scale() -> None:
    said = {row[0]: [float(cell) for cell in row[1:]] for row in after("| 字号 | 字 px")}
    for size, sizes in SCALES.items():
        glyphs = int(reader_box(size)[0] // sizes.reading)
        share = round(sizes.reading_line / sizes.reading, 2)
        assert said[size.label] == [sizes.reading, sizes.reading_line, share, sizes.paragraph_gap, glyphs]
        assert share >= 1.5 and glyphs <= 40
    assert list(said) == [size.label for size in SIZES]


def test_gaps_between_paragraphs_are_as_said() -> None:
    def empty(sizes: TypeScale) -> float:
        """The empty space between two paragraphs, in that between two lines."""
        between = sizes.reading_line - sizes.reading
        return (between + sizes.paragraph_gap) / between

    assert [round(empty(SCALES[size]), 1) for size in SIZES] == [1.8, 1.9, 1.8, 1.7]
    whole = [1 + SCALES[size].paragraph_gap / SCALES[size].reading_line for size in SIZES]
    assert max(whole) < 1.5


def test_which_texts_double_is_as_said() -> None:
    roles = TOKENS["type"]["sizes"]["huge"].keys() - {"kiosk_clock"}
    huge, large, standard = SCALES[TextSize.HUGE], SCALES[TextSize.LARGE], SCALES[TextSize.STANDARD]
    assert {role for role in roles if getattr(huge, role) < 2 * getattr(standard, role)} == BIG_ANYWAY
    assert all(getattr(huge, role) == 2 * getattr(large, role) for role in ("reading", "caption", "hint"))
    assert huge.page_title < 2 * large.page_title


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_only_titles_of_hundreds_of_characters_make_lines_too_long(size: TextSize) -> None:
    too_long = set()
    for name, view in screens(size):
        for node in texts(layout(view)):
            for line in node.drawn:
                if sum(1.0 if ord(ch) > 0x2E80 else 0.5 for ch in line) > 40:
                    too_long.add(name)
    assert all("-long" in name for name in too_long)
    assert bool(too_long) == (size in (TextSize.STANDARD, TextSize.HUGE))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_reading_is_set_from_the_left(size: TextSize) -> None:
    for name, view in all_samples(size, ThemeName.INK):
        for node in texts(layout(view)):
            assert node.align in ("left", "center", "right")
            if name.startswith("reader") and len(node.drawn) > 1:
                assert node.align == "left", (name, node.text)


def test_what_is_said_of_the_first_settings_is_so() -> None:
    first = Settings()
    assert first.subtitles and first.text_size is TextSize.LARGE and first.night_cap and first.level_sound
    assert not first.clear_speech and first.speech == "off" and first.idle_play == "usual"
    assert len(ROWS) == 16
