"""The media folder on a real disk: what is there, what is not, and every way out of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tvapp.adapters.catalogue_file import read_catalogue
from tvapp.adapters.media_folder import MediaFolder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    media = tmp_path / "media"
    (media / "lessons").mkdir(parents=True)
    (media / "lessons" / "课：一.mp4").write_bytes(b"x")
    (media / "plain.mp4").write_bytes(b"x")
    (tmp_path / "secret.mp4").write_bytes(b"x")
    (media / "inside.mp4").symlink_to("lessons/课：一.mp4")
    (media / "outside.mp4").symlink_to("../secret.mp4")
    (media / "far.mp4").symlink_to("/etc/passwd")
    (media / "door").symlink_to("..")
    (media / "hall").symlink_to("lessons")
    (media / "broken.mp4").symlink_to("gone.mp4")
    (media / "loop.mp4").symlink_to("loop.mp4")
    os.mkfifo(media / "pipe.mp4")
    return media


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("plain.mp4", "ok"),
        ("lessons/课：一.mp4", "ok"),
        ("inside.mp4", "ok"),
        ("hall/课：一.mp4", "ok"),
        ("outside.mp4", "outside"),
        ("far.mp4", "outside"),
        ("door/secret.mp4", "outside"),
        ("door/media/plain.mp4", "ok"),
        ("lessons", "directory"),
        ("hall", "directory"),
        ("broken.mp4", "missing"),
        ("loop.mp4", "missing"),
        ("pipe.mp4", "missing"),
        ("nope.mp4", "missing"),
        ("Plain.mp4", "missing"),
        ("../secret.mp4", "outside"),
        ("/etc/passwd", "outside"),
        ("lessons/../../secret.mp4", "outside"),
        ("plain.mp4/x", "missing"),
        ("a\0b", "outside"),
        ("x" * 5000, "missing"),
        ("", "outside"),
    ],
)
def test_every_path_is_judged_rightly(root: Path, path: str, state: str) -> None:
    folder = MediaFolder(root)
    assert folder.state(path) == state
    resolved = folder.resolve(path)
    assert (resolved is not None) == (state == "ok")
    if resolved is not None:
        assert resolved.is_absolute() and resolved.is_relative_to(root.resolve())


def test_a_folder_that_is_itself_a_link_is_no_way_out(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(root)
    assert MediaFolder(tmp_path / "other").state("lessons/课：一.mp4") == "ok"


def test_a_file_that_comes_later_is_found_without_a_new_listing(root: Path) -> None:
    folder = MediaFolder(root)
    assert folder.state("new.mp4") == "missing"
    (root / "new.mp4").write_bytes(b"x")
    assert folder.state("new.mp4") == "ok"


def test_a_missing_folder_has_nothing_in_it(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "nope")
    assert (folder.state("a.mp4"), folder.resolve("a.mp4"), folder.nearest("a.mp4")) == ("missing", None, "")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("Plain.mp4", "plain.mp4"), ("课：一.mp4", "lessons/课：一.mp4"), ("plan.mp4", "plain.mp4"), ("zzz.mp3", "")],
)
def test_the_file_that_was_meant_is_named(root: Path, wrong: str, meant: str) -> None:
    assert MediaFolder(root).nearest(wrong) == meant


def test_the_check_of_a_real_file_knows_links_and_near_names(root: Path, lines: list[str]) -> None:
    lines[18] = "            file: outside.mp4"
    lines[22] = "            file: plan.mp4"
    lines[25] = "            article: plain.md"
    path = root.parent / "channels.yaml"
    path.write_text("\n".join(lines))
    first, second, third = read_catalogue(path).problems
    assert (first.line, first.column) == (19, 19) and "外面" in first.message
    assert (second.line, "plain.mp4" in second.hint) == (23, True)
    assert (third.line, third.severity) == (26, "error")
    assert first.file == str(path)


def test_the_television_s_own_fonts_are_asked(root: Path, lines: list[str]) -> None:
    lines[17] = "            title: 入党😀"
    lines[18] = "            file: plain.mp4"
    del lines[23:26]
    path = root.parent / "channels.yaml"
    path.write_text("\n".join(lines))
    (problem,) = read_catalogue(path).problems
    assert (problem.line, "U+1F600" in problem.message) == (18, True)
