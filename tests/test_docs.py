"""The documents say what the program does: an undocumented command, key, field or code fails here, and so does a dead link."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tvapp.adapters.markdown_articles import FIELDS
from tvapp.cli import COMMANDS
from tvapp.core import words
from tvapp.core.catalogue import fields
from tvapp.core.guide_fields import GUIDE_FIELDS
from tvapp.core.keys import MEANINGS, WORDS, Key
from tvapp.core.model import ARTICLE_KINDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
INTERFACES = (ROOT / "docs" / "interfaces.md").read_text("utf-8")
CATALOGUE = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
FEED = (ROOT / "docs" / "feed.md").read_text("utf-8")
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
_EXAMPLES = re.compile(r"(?s)```.*?```|`[^`\n]*`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def section(text: str, title: str) -> str:
    """From a heading of this title to the next heading of its own rank."""
    found = re.search(rf"(?m)^(#+) {title}.*$", text)
    assert found, title
    rest = text[found.end() :]
    end = re.search(rf"(?m)^#{{1,{len(found[1])}}} ", rest)
    return rest[: end.start()] if end else rest


def anchors(path: Path) -> set[str]:
    """The names GitHub and GitLab give to headings."""
    titles = re.findall(r"(?m)^#+ (.*)$", path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_command_stands_in_the_readme_and_in_the_interfaces() -> None:
    for name in COMMANDS:
        assert f"`python main.py {name}" in section(README, "全部命令"), name
        assert re.search(rf"\| `{name}\b", section(INTERFACES, "Commands")), name


def test_every_option_of_a_command_is_documented() -> None:
    known = section(INTERFACES, "Commands")
    for name in COMMANDS:
        said = subprocess.run(
            [sys.executable, "main.py", name, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert said.returncode == 0, (name, said.stderr)
        assert said.stderr == ""
        line = next(line for line in known.splitlines() if re.match(rf"\| `{name}\b", line))
        options = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", said.stdout)) - {"--help"}
        undocumented = {option for option in options if option not in line}
        assert undocumented <= {"--catalogue", "--state"}, (name, undocumented)
        assert set(re.findall(r"\[?(--[a-z-]+)", line)) <= options, name


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile)) - {"help"}
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=30).stdout
    assert targets == set(re.findall(r"make ([a-z]+) ", said))
    assert {"run", "test", "bench", "soak", "lint", "shots", "clean"} <= targets


def test_every_key_stands_in_both_tables() -> None:
    names = section(INTERFACES, "Keys")
    remote = section(README, "遥控器")
    for key in Key:
        assert re.search(rf"\b{key.value}\b", names) or key.value.startswith("DIGIT_"), key
        word = WORDS[key]
        if key.digit is not None:
            assert "1–9、0" in remote
        else:
            assert word in remote, word


def test_the_readme_and_the_page_of_the_keys_say_the_same() -> None:
    table = section(README, "遥控器")
    for keys, meaning in MEANINGS:
        word = "1–9、0" if keys[0].digit is not None else WORDS[keys[0]]
        row = next(line for line in table.splitlines() if line.startswith("|") and word in line.split("|")[1])
        assert all(part in row for part in re.split(r"[；，]", meaning)), (meaning, row)
        assert all(WORDS[key] in row for key in keys if key.digit is None), row


def test_every_field_of_the_catalogue_is_explained() -> None:
    assert len(fields.ALL_KEYS) > 30
    assert [name for name in sorted(fields.ALL_KEYS) if f"`{name}`" not in CATALOGUE] == []


def test_every_field_of_an_article_and_of_a_guide_is_explained() -> None:
    for name in (*FIELDS, *GUIDE_FIELDS):
        assert f"`{name}`" in FEED, name
    for kind in ARTICLE_KINDS:
        assert f"`{kind}`" in FEED, kind


def test_every_code_a_viewer_can_read_out_is_in_the_readme() -> None:
    table = section(README, "出了问题")
    assert {code for code in words.FAULTS if f"| {code} |" not in table} == set()


def test_every_link_in_the_documents_leads_somewhere() -> None:
    dead = []
    for document in DOCS:
        for target in _LINK.findall(_EXAMPLES.sub("", document.read_text("utf-8"))):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            path = (document.parent / file).resolve() if file else document
            if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
                dead.append(f"{document.name}: {target}")
    assert dead == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached or not document.exists():
            continue
        reached.add(document)
        for target in _LINK.findall(document.read_text("utf-8")):
            path = (document.parent / target.partition("#")[0]).resolve()
            if path.suffix == ".md":
                waiting.append(path)
    assert set(DOCS) - reached == set()


def test_the_pictures_in_the_readme_are_pictures_that_shots_takes() -> None:
    from tvapp.core.model import ThemeName
    from tvapp.shots.command import name_of
    from tvapp.shots.script import SHOTS

    shown = set(re.findall(r"docs/shots/([\w-]+)\.png", README))
    assert "home" in shown
    assert shown - {name_of(shot.name, size, ThemeName.INK) for shot in SHOTS for size in shot.sizes} == set()
