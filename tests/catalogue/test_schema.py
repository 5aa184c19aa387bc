"""The schema for editors and the manual's tables come from the table of fields, and the schema judges as `check` does."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import test_mistakes
import yaml

from tvapp.adapters.catalogue_file import CatalogueReading
from tvapp.adapters.yaml_nodes import quick_tree
from tvapp.core.catalogue import fields
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence

ROOT = Path(__file__).resolve().parents[2]
Look = Callable[..., CatalogueReading]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_schema", ROOT / "tools" / "make_schema.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def judge() -> jsonschema.Draft7Validator:
    schema = json.loads((ROOT / "channels.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


def as_editors_read(node: Node | None) -> Any:
    """YAML 1.2, which editors use: only decimal numbers, true, false and null are not text."""
    if isinstance(node, Mapping):
        return {as_editors_read(key): as_editors_read(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [as_editors_read(item) for item in node.items]
    if not isinstance(node, Scalar) or node.is_null:
        return None
    if node.style == "" and re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    if node.style == "" and re.fullmatch(r"[-+]?\d+\.\d+", node.text):
        return float(node.text)
    if node.style == "" and node.text in ("true", "false"):
        return node.text == "true"
    return node.text


def test_schema_and_manual_are_what_the_table_says(maker: ModuleType) -> None:
    assert (ROOT / "channels.schema.json").read_text(encoding="utf-8") == maker.schema_text(), (
        "python tools/make_schema.py"
    )
    manual = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert manual == maker.manual_text(manual), "python tools/make_schema.py"


# What a schema cannot see: other places of the file, the disk, the fonts, doubled keys.
BEYOND = {
    "emoji in a title", "an escaped emoji in a title", "emoji in a notice", "emoji in a block of text", "an id used twice by items",
    "a section's id used by an item", "an item's id used by a section", "a column with a used id", "a doubled key",
    "a notice that ends before it begins", "a notice that ends too early", "a missing media file", "media/ in a path",
    "a folder as a file", "a missing subtitle", "no base for a path", "an id in Chinese quotes",
    "an address with a port too high",
}  # fmt: skip


@pytest.mark.parametrize("case", test_mistakes.MEANING, ids=lambda case: str(case[0]))
def test_the_schema_gives_the_same_verdict_as_the_check(
    case: tuple, lines: list[str], judge: jsonschema.Draft7Validator
) -> None:
    name, at, new, _, _, severity, _ = case
    if severity == "warning":
        pytest.skip("a schema knows no reminders")
    test_mistakes.plant(lines, at, new)
    tree = quick_tree("\n".join(lines) + "\n", "f")
    assert tree is not None
    errors = [error.message for error in judge.iter_errors(as_editors_read(tree.root))]
    assert bool(errors) == (name not in BEYOND), errors[:3]


def test_the_good_file_and_its_every_reminder_pass_the_schema(
    lines: list[str], judge: jsonschema.Draft7Validator
) -> None:
    judge.validate(yaml.safe_load("\n".join(lines)))
    # An editor calls these wrong where we only remind: they are read as numbers, and `yes` is a word to it.
    stricter = {"a title that is a bare number", "a bare octal id", "required as yes"}
    for case in test_mistakes.MEANING:
        if case[5] == "warning" and case[0] not in stricter:
            copy = list(lines)
            test_mistakes.plant(copy, case[1], case[2])
            tree = quick_tree("\n".join(copy) + "\n", "f")
            assert tree is not None
            judge.validate(as_editors_read(tree.root))


def test_what_may_stand_empty_may_in_the_schema_too(
    lines: list[str], judge: jsonschema.Draft7Validator, look: Look
) -> None:
    lines[19:20] = ["            duration:", "            order:", "            required:", "            cover:"]
    lines[4:7] = ["today:"]
    lines[-1] = "    columns:"
    assert look(lines).problems == ()
    tree = quick_tree("\n".join(lines) + "\n", "f")
    assert tree is not None
    judge.validate(as_editors_read(tree.root))


def test_every_key_has_a_chinese_name_help_and_an_example_that_passes(judge: jsonschema.Draft7Validator) -> None:
    for shape in fields.SHAPES:
        for field in shape.fields:
            assert re.search(r"[\u4e00-\u9fff]", field.name) and field.help.endswith(("。", "[]", "或一组键。")), (
                field.key
            )
            if field.example and field.example != "|":
                value = yaml.safe_load(f"{field.key}: {field.example}")[field.key]
                owner = judge.schema if shape is fields.TOP else judge.schema["definitions"][shape.key]
                rule = {**owner["properties"][field.key], "definitions": judge.schema["definitions"]}
                jsonschema.Draft7Validator(rule).validate(value)


def test_the_manual_names_every_key_and_its_example_is_good(look: Look) -> None:
    manual = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    for key in fields.ALL_KEYS:
        assert f"| `{key}` |" in manual
    example = re.search(r"```yaml\n(.*?)```", manual, re.DOTALL)
    assert example is not None
    filler = "".join(f"  - id: s{n}\n    title: 版块{n}\n    columns: []\n" for n in range(9))
    from tvapp.core.catalogue.facts import AllWell

    assert look(example[1].replace("  # …… 一共正好十个版块\n", filler), AllWell()).problems == ()
