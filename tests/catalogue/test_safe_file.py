"""Writing aside: the old file or the new one, never a half, and both the data and the folder are synced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tvapp.adapters import safe_file
from tvapp.adapters.safe_file import write_atomically


def test_data_and_folder_are_synced_in_the_right_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def seen_fsync(descriptor: int) -> None:
        mode = os.fstat(descriptor).st_mode
        done.append("sync folder" if stat.S_ISDIR(mode) else f"sync {os.fstat(descriptor).st_size} bytes")
        fsync(descriptor)

    def seen_replace(old: Path, new: Path) -> None:
        done.append("rename")
        replace(old, new)

    monkeypatch.setattr(safe_file.os, "fsync", seen_fsync)
    monkeypatch.setattr(safe_file.os, "replace", seen_replace)
    write_atomically(tmp_path / "a.json", b"12345")
    assert done == ["sync 5 bytes", "rename", "sync folder"]
    assert (tmp_path / "a.json").read_bytes() == b"12345"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safe_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]
    assert path.read_bytes() == b"old"


def test_a_long_name_and_large_data_are_written_whole(tmp_path: Path) -> None:
    path = tmp_path / ("名" * 80)
    data = os.urandom(3_000_000)
    write_atomically(path, data)
    assert path.read_bytes() == data


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    """A published feed is served by another user's web server."""
    old = os.umask(0o022)
    try:
        write_atomically(tmp_path / "feed.json", b"{}")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "feed.json").stat().st_mode) == 0o644


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nope" / "a", b"")
