"""The one schema, as steps that cannot half-happen: each runs in one transaction and counts up `user_version`.

A step that has been released is never changed; what must change becomes a new step at the end.
"""

from __future__ import annotations

import sqlite3

STEPS: tuple[tuple[str, ...], ...] = (
    # 1: what the viewer did and chose
    (
        """CREATE TABLE record (
            item TEXT PRIMARY KEY,
            position_s REAL NOT NULL,
            duration_s REAL NOT NULL,
            watched_s REAL NOT NULL,
            watched TEXT NOT NULL,       -- distinct seconds as ranges: 0-120,300-420
            finished INTEGER NOT NULL,
            page INTEGER NOT NULL,
            revision TEXT NOT NULL,
            at TEXT                      -- ISO 8601 with zone
        ) WITHOUT ROWID""",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE focus (page TEXT PRIMARY KEY, item TEXT NOT NULL) WITHOUT ROWID",
    ),
    # 2: what the feeds brought
    (
        """CREATE TABLE feed (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL DEFAULT '',
            pages TEXT NOT NULL DEFAULT '[]',   -- [[address, etag, last modified], …] of the last whole read
            fetched_at TEXT,
            failed TEXT NOT NULL DEFAULT '',
            failures INTEGER NOT NULL DEFAULT 0,
            hold_until TEXT,
            listed_at TEXT,                     -- when the catalogue last had it
            serial INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE TABLE shelf (feed INTEGER PRIMARY KEY REFERENCES feed ON DELETE CASCADE, heads TEXT NOT NULL)",
        """CREATE TABLE body (
            feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
            article TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (feed, article)
        )""",
    ),
    # 3: favourites
    ("ALTER TABLE record ADD COLUMN favourite_at TEXT",),  # ISO 8601 with zone; NULL: it is none
    # 4: how loud the lessons' files are
    (
        """CREATE TABLE loudness (
            path TEXT PRIMARY KEY,
            size INTEGER NOT NULL,       -- the figure is of the file with this size and time
            mtime_ns INTEGER NOT NULL,
            lufs REAL,                   -- NULL: nothing to be heard in it
            peak REAL NOT NULL
        ) WITHOUT ROWID""",
    ),
)

NEWEST = len(STEPS)


class FromTheFuture(Exception):
    """The file was written by a later version of this program."""


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Bring an open database (autocommit mode) up to the newest step. Raises FromTheFuture, sqlite3.Error."""
    while (now := version(db)) != len(steps):
        if now > len(steps):
            raise FromTheFuture(f"user_version {now} > {len(steps)}")
        db.execute("BEGIN IMMEDIATE")
        try:
            if version(db) == now:  # another process may have done the step while we waited for the lock
                for statement in steps[now]:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {now + 1}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
