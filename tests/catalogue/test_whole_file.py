"""What may lie where the catalogue should be: nothing of it raises, hangs or fills the memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tvapp.adapters.catalogue_bytes import MAX_BYTES
from tvapp.adapters.catalogue_file import CatalogueReading, read_catalogue

ROOT = Path(__file__).resolve().parents[2]

Look = Callable[..., CatalogueReading]


def only(reading: CatalogueReading) -> str:
    """The words of the one problem, which is about the whole file."""
    assert reading.catalogue is None
    (problem,) = reading.problems
    assert (problem.line, problem.column, problem.severity) == (1, 1, "error")
    assert problem.hint
    return problem.message


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有说明\n", "   \n", "\ufeff", "---\n"])
def test_an_empty_file_says_so(text: str, look: Look) -> None:
    assert "空的" in only(look(text))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "Word、Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\0\0\0\x20ftypisom" + b"\0" * 40, "视频"),
        (bytes(range(256)) * 20, "二进制"),
        (b"\0" * 5 + b"abc\x01", "二进制"),
        ("version: 1\nstation: 幸福里社区\n".encode("gbk"), "GBK"),
        ("version: 1\nstation: 幸福里社区\n".encode("utf-16"), "UTF-16"),
        ("version: 1\nstation: 幸福里社区\n".encode("utf-16-le"), "UTF-16"),
        ("version: 1\nstation: 幸福里社区\n".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_file_that_is_no_utf8_text_is_called_by_its_name(data: bytes, word: str, look: Look) -> None:
    assert word in only(look(data))


def test_a_few_broken_bytes_in_a_good_file_are_pointed_at(look: Look) -> None:
    data = "version: 1\nstation: 幸福".encode() + b"\xff\xfe" + "里\n".encode()
    (problem,) = look(data).problems
    assert (problem.line, problem.column) == (2, 12) and "UTF-8" in problem.message


def test_a_byte_order_mark_is_no_mistake(lines: list[str], look: Look) -> None:
    assert look(("\ufeff" + "\n".join(lines)).encode()).problems == ()


def test_a_directory_and_a_missing_file_and_a_pipe_say_so(tmp_path: Path) -> None:
    assert "文件夹" in only(read_catalogue(tmp_path))
    assert "找不到" in only(read_catalogue(tmp_path / "nope.yaml"))
    os.mkfifo(tmp_path / "pipe")
    assert "普通文件" in only(read_catalogue(tmp_path / "pipe"))
    assert "普通文件" in only(read_catalogue(Path("/dev/zero")))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text("version: 1\n")
    path.chmod(0)
    assert "权限" in only(read_catalogue(path))


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "channels.yaml"
    with open(path, "wb") as file:
        file.truncate(200 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "200 MB" in only(read_catalogue(path))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


BRACKETS = {
    "in one line": "version: 1\nx: " + "[" * 200_000,
    "each on its line": "version: 1\nx:\n" + "  [\n" * 200_000,
    "braces": "version: 1\nx: " + "{a: " * 200_000,
    "dashes": "- " * 200_000,
    "questions": "? " * 200_000,
    "stairs": "\n".join(" " * depth + "a:" for depth in range(1000)),
    "mixed": "[{a: " * 100_000,
}


@pytest.mark.parametrize("name", BRACKETS)
def test_200_000_nested_brackets_are_refused_in_words(name: str, tmp_path: Path) -> None:
    """In a process of its own: a parser that recurses in C would end this one."""
    path = tmp_path / "channels.yaml"
    path.write_text(BRACKETS[name])
    code = "import sys; from tvapp.admin.check import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    assert "套得太深" in done.stdout, done.stdout[:500]


def test_an_alias_bomb_is_refused_plainly_and_at_once(look: Look) -> None:
    bomb = "a0: &a0 [哈, 哈]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 40)
    )
    started = time.process_time()
    reading = look(bomb)
    assert time.process_time() - started < 5
    words = [problem.message for problem in reading.problems if (problem.line, problem.column) == (2, 10)]
    assert words == ["这里用不着 *a0 这样的引用"]
    assert any("&a0" in problem.message and problem.line == 1 for problem in reading.problems)


def test_a_value_that_contains_itself_is_refused(look: Look) -> None:
    assert any("&x" in problem.message for problem in look("sections: &x [*x]\n").problems)


def test_ten_thousand_mistakes_are_told_in_bearable_time(lines: list[str], look: Look) -> None:
    for number in range(10_000):
        lines.insert(26, f"          - {{id: x{number}, titel: 甲, file: nope{number}.mp4}}")
    started = time.process_time()
    reading = look(lines)
    assert len(reading.problems) == 20_000
    assert time.process_time() - started < 20


def test_the_limit_is_above_what_an_office_needs(tmp_path: Path) -> None:
    assert MAX_BYTES >= 4 * 3_700_000  # ten thousand lessons take 3.7 MB
