"""The power may go at any moment: what was acknowledged is there at the next start, and the file is whole."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_two_hundred_kills_while_saving_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("hammer.py")), str(tmp_path), "200", "20261122"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["rounds"] == 200 and report["acknowledged"] > 200


def test_a_file_that_is_renamed_into_place_is_synced_and_so_is_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the first sync a power cut leaves an empty file under the new name, without the second the old one."""
    from tvapp.adapters import safe_file

    acts: list[tuple[str, Path]] = []
    really_sync, really_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        acts.append(("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file", _path(handle)))
        really_sync(handle)

    def replace(old: str | Path, new: str | Path) -> None:
        acts.append(("rename", Path(new)))
        really_replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "rename", replace)
    target = tmp_path / "feeds" / "a.json"
    target.parent.mkdir()
    target.write_bytes(b"old")
    safe_file.write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert [kind for kind, _ in acts] == ["file", "rename", "folder"]
    assert acts[1][1] == target and acts[2][1] == target.parent
    assert [name.name for name in target.parent.iterdir()] == ["a.json"]


def test_a_new_database_is_named_durably(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tvapp.adapters.store import SqliteStore

    folders: list[Path] = []
    really = os.fsync

    def fsync(handle: int) -> None:
        folders.append(_path(handle))
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    store = SqliteStore(tmp_path / "tv.db")
    store.load()
    store.close()
    assert tmp_path in folders


def _path(handle: int) -> Path:
    return Path(os.readlink(f"/proc/self/fd/{handle}"))
