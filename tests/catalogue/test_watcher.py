"""Six ways of saving, one report each. Nothing waits: a look is a call."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tvapp.adapters.safe_file import write_atomically
from tvapp.adapters.watcher import FileWatcher


def in_place(path: Path) -> None:
    path.write_text("longer than before")


def by_replacing(path: Path) -> None:
    write_atomically(path, b"new1")


def as_vim_does(path: Path) -> None:
    path.rename(path.with_suffix(".bak"))
    path.write_text("new2")
    path.with_suffix(".bak").unlink()


def touched(path: Path) -> None:
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000_000))


def same_size(path: Path) -> None:
    found = path.stat()
    path.write_text("dlo")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 10_000_000))


def copied_over(path: Path) -> None:
    with open(path, "r+b") as file:
        file.write(b"copied over it")


SAVES = [in_place, by_replacing, as_vim_does, touched, same_size, copied_over]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "channels.yaml"
    found.write_text("old")
    return found


@pytest.mark.parametrize("save", SAVES)
def test_every_way_of_saving_is_reported_exactly_once(save: Callable[[Path], None], path: Path) -> None:
    changes: list[int] = []
    watcher = FileWatcher(path, lambda: changes.append(1))
    assert not watcher.poll()
    save(path)
    assert [watcher.poll() for _ in range(5)] == [False, True, False, False, False]
    assert changes == [1]


def test_a_slow_write_is_reported_once_when_it_is_whole(path: Path) -> None:
    watcher = FileWatcher(path)
    with open(path, "wb", buffering=0) as file:
        for part in (b"one", b"two2", b"three"):
            file.write(part)
            assert not watcher.poll()
    assert [watcher.poll(), watcher.poll(), watcher.poll()] == [True, False, False]


def test_a_file_that_goes_and_comes_back_unchanged_between_looks_is_no_change(path: Path) -> None:
    watcher = FileWatcher(path)
    aside = path.with_suffix(".aside")
    path.rename(aside)
    assert not watcher.poll()
    aside.rename(path)
    assert not any(watcher.poll() for _ in range(4))


def test_a_file_that_goes_is_a_change_and_so_is_its_return(path: Path) -> None:
    watcher = FileWatcher(path)
    path.unlink()
    assert [watcher.poll() for _ in range(3)] == [False, True, False]
    path.write_text("back")
    assert [watcher.poll() for _ in range(3)] == [False, True, False]


def test_a_file_that_was_never_there_may_come(tmp_path: Path) -> None:
    watcher = FileWatcher(tmp_path / "later.yaml")
    assert not watcher.poll()
    (tmp_path / "later.yaml").write_text("x")
    assert [watcher.poll(), watcher.poll()] == [False, True]
