"""The database file itself: opening it durably, and what is done when it is broken.

Must not know what is kept in it beyond the names of the tables that are worth saving from a broken file.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from tvapp.adapters.store_schema import FromTheFuture, migrate

BROKEN_KEPT = 3
BUSY_MS = 5000
"""Two processes may write (`run` and `sync`); their transactions are short, so this is plenty."""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_FULL = frozenset({sqlite3.SQLITE_FULL})
_LOG = logging.getLogger(__name__)


def code_of(error: BaseException) -> int:
    """SQLite's primary result code; 0 when the error is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_broken(error: BaseException) -> bool:
    """The file is not, or no longer, a database of ours (rather than out of reach, full or locked)."""
    if isinstance(error, FromTheFuture):
        return True
    code = code_of(error)
    if code == sqlite3.SQLITE_ERROR:
        return "no such table" in str(error) or "no such column" in str(error)
    return code in _BROKEN or (isinstance(error, sqlite3.DatabaseError) and code == 0)


def in_words(error: BaseException) -> str:
    """Why nothing can be saved, for people."""
    if code_of(error) in _FULL or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return "硬盘存满了，这之后的记录关机就没有了"
    if code_of(error) == sqlite3.SQLITE_BUSY:
        return "记录文件被别的程序占着，暂时存不进去"
    return "存放记录的文件夹写不进去，这之后的记录关机就没有了"


def connect(path: Path) -> sqlite3.Connection:
    """A connection that loses nothing it has committed, even when the power goes; migrated.

    WAL with synchronous=FULL syncs the log at every commit (https://www.sqlite.org/pragma.html#pragma_synchronous).
    Raises OSError, sqlite3.Error, FromTheFuture.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = not path.exists()
    db = _open(path)
    try:
        if fresh:
            db.execute("PRAGMA auto_vacuum = INCREMENTAL")  # only takes effect before the first table
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_size_limit = 4194304")
        migrate(db)
    except BaseException:
        db.close()
        raise
    if fresh:
        sync_folder(path.parent)
    return db


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A second connection beside the writer's. Raises sqlite3.Error when there is no file."""
    return _open(path, "?mode=ro")


def connect_to_frozen(path: Path) -> sqlite3.Connection:
    """What can be read of a file in a folder that cannot be written (a log that was not merged is ignored)."""
    return _open(path, "?mode=ro&immutable=1")


def _open(path: Path, how: str = "") -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.resolve().as_uri()}{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def identity(path: Path) -> tuple[int, int] | None:
    """What tells whether the path still names the file that was opened."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def sync_folder(folder: Path) -> None:
    """Make names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time sets a file aside."""
    with open(path.with_name(path.name + ".lock"), "wb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_aside(path: Path, broken: tuple[int, int] | None, mend: Callable[[sqlite3.Connection], object]) -> Path | None:
    """Move a broken database out of the way and begin a new one with what could still be read. Raises OSError.

    `broken` is the identity of the file that was found broken: if another process has already replaced it, nothing is
    done and None comes back. `mend` gets the new database and removes what makes no sense without its lost parts. At
    most three broken files are kept (the oldest goes).
    """
    with _alone(path):
        if broken is not None and identity(path) != broken:
            return None
        names = [path.with_name(f"{path.name}.broken-{number}") for number in range(1, BROKEN_KEPT + 1)]
        free = [name for name in names if not name.exists()]
        target = free[0] if free else min(names, key=lambda name: name.stat().st_mtime_ns)
        for suffix in ("-wal", "-shm", ""):
            old, new = path.with_name(path.name + suffix), target.with_name(target.name + suffix)
            with contextlib.suppress(FileNotFoundError):
                new.unlink()
            with contextlib.suppress(FileNotFoundError):
                os.replace(old, new)
        with contextlib.suppress(FileNotFoundError):
            os.utime(target)
        sync_folder(path.parent)
        _LOG.warning("记录文件 %s 坏了，已改名为 %s，重新开始一个", path.name, target.name)
        with contextlib.suppress(sqlite3.Error, FromTheFuture), contextlib.closing(connect(path)) as fresh:
            _salvage(target, fresh)
            mend(fresh)
        return target


_TABLES = {
    "record": "item, position_s, duration_s, watched_s, watched, finished, page, revision, at",
    "setting": "name, value",
    "focus": "page, item",
    "feed": "id, url, title, fetched_at, listed_at",
    "body": "feed, article, text",
    "shelf": "feed, heads",
}
"""In the order in which they matter and refer to each other. A feed's validators are left behind: it is read afresh."""


def _salvage(broken: Path, fresh: sqlite3.Connection) -> None:
    """Copy every row that can still be read; the first unreadable page ends its table."""
    try:
        source = _open(broken)
    except sqlite3.Error:
        return
    with contextlib.closing(source):
        fresh.execute("BEGIN IMMEDIATE")
        for table, columns in _TABLES.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            with contextlib.suppress(sqlite3.Error):
                for row in source.execute(f"SELECT {columns} FROM {table}"):
                    # A row may itself be damaged so that it breaks a rule of its table.
                    with contextlib.suppress(sqlite3.IntegrityError):
                        fresh.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", row)
        fresh.execute("COMMIT")
