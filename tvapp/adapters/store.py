"""What the television remembers, in one SQLite file: records, settings, focus, and what the feeds brought.

Every `save_*` only queues; one writer thread of the store's own commits, and only a commit acknowledges. It never
raises over a broken, full or unwritable disk: a broken file is set aside and begun anew, and while nothing can be
written everything goes on in memory and `on_failed` is told (D1). It must not know events, screens or the network.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tvapp.adapters import store_file
from tvapp.adapters.store_rows import (
    body_from_text,
    body_to_text,
    clean,
    heads_from_text,
    heads_to_text,
    record_from_row,
    record_to_row,
    settings_from_text,
    settings_to_text,
)
from tvapp.adapters.store_schema import FromTheFuture
from tvapp.core.feed import FeedDelta
from tvapp.core.model import ArticleBody, FeedShelf, Memory, Record, Settings
from tvapp.core.ports import LoudnessFigure
from tvapp.core.pulling import FeedMeta, PageMark

ARTICLES_A_FEED = 5000
RECORDS_READ = 20_000
"""The newest of them; a household needs years for so many."""
FORGOTTEN_AFTER = timedelta(days=30)
"""A feed that left the catalogue keeps its articles so long: catalogues are edited, and edited back."""
TRY_AGAIN_S = 30.0
OVERLAY_CHARS = 8_000_000
_FAILURES = (sqlite3.Error, OSError, FromTheFuture)
_DAMAGED_TEXT = (ValueError, KeyError, TypeError, AttributeError, IndexError)
_LOG = logging.getLogger(__name__)

Done = Callable[[], None]


@dataclass
class _Batch:
    """What is waiting to be written; the newest of each wins."""

    records: dict[str, Record] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    focus: dict[str, str] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.records or self.settings or self.focus or self.done)

    def before(self, newer: _Batch) -> _Batch:
        """This one, which failed, with what came meanwhile on top."""
        return _Batch(
            self.records | newer.records,
            self.settings | newer.settings,
            self.focus | newer.focus,
            self.done + newer.done,
        )


@dataclass
class _Job:
    """One transaction of its own. Whoever queued it may wait for the end."""

    work: Callable[[sqlite3.Connection], Any]
    ended: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: BaseException | None = None


class SqliteStore:
    """ports.Store on one file. Methods may be called from any thread; `load` comes first, once."""

    def __init__(
        self, path: Path, *, on_failed: Callable[[str], None] | None = None, on_recovered: Done | None = None
    ) -> None:
        """`on_failed` gets the words for the viewer, once each time saving stops working; from the writer's thread
        (or the caller's, in `load`). `on_recovered` follows when it works again."""
        self._path = path
        self._on_failed = on_failed
        self._on_recovered = on_recovered
        self._failing = False
        self._state = threading.Condition()
        self._pending = _Batch()
        self._jobs: deque[_Job] = deque()
        self._queued = 0
        self._tried = 0
        self._hurry = False
        self._closing = False
        self._closed = False
        self._writer: threading.Thread | None = None
        self._db: sqlite3.Connection | None = None  # the writer's; the window's only during load
        self._file: tuple[int, int] | None = None
        self._reading = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._overlay: OrderedDict[tuple[str, str], str] = OrderedDict()

    # ------------------------------------------------------------ reading

    def load(self) -> Memory:
        """Everything that is needed at start, read at once (5,000 heads and 2,000 records: about 35 ms of CPU)."""
        if self._writer is not None:  # not at start: the connection is the writer's now
            return self._do(self._read_all).result or Memory()
        for _attempt in range(2):
            try:
                return self._read_all(self._open())
            except _FAILURES as error:
                if not store_file.is_broken(error):
                    self._fail(error)
                    break
                if not self._replace_broken():
                    break
        with contextlib.suppress(*_FAILURES), contextlib.closing(store_file.connect_to_frozen(self._path)) as frozen:
            return self._read_all(frozen)
        return Memory()

    def load_body(self, feed: str, article: str) -> ArticleBody | None:
        """The body of an article, None when it is not there or cannot be read."""
        with self._state:
            text = self._overlay.get((feed, article))
        if text is None:
            row = self._read_one(
                "SELECT text FROM body JOIN feed ON feed.id = body.feed WHERE url = ? AND article = ?", (feed, article)
            )
            text = row[0] if row else None
        if text is not None:
            with contextlib.suppress(*_DAMAGED_TEXT):
                return body_from_text(text)
        # A title without a readable body: forgotten, so that the next pull brings both again.
        self._enqueue(_Job(_in_transaction(lambda db: _forget_article(db, feed, article))))
        return None

    def meta(self, feed: str) -> FeedMeta:
        """What is known of a feed; an empty one for a feed never tried."""
        row = self._read_one(f"SELECT {_META} FROM feed WHERE url = ?", (feed,))
        return _meta_from(row) if row else FeedMeta()

    def shelf(self, feed: str) -> FeedShelf:
        """One feed as stored; empty when there is nothing."""
        row = self._read_one(
            f"SELECT {_SHELF} FROM feed LEFT JOIN shelf ON feed.id = shelf.feed WHERE url = ?", (feed,)
        )
        return _shelf_from(row) if row else FeedShelf(feed)

    # ------------------------------------------------------------ saving

    def save_record(self, record: Record, done: Done | None = None) -> None:
        """Queue a record. `done` is called from the writer's thread once this record, or a newer one of the same
        item, has been committed; never when that cannot be done."""
        with self._queue() as pending:
            pending.records[record.item] = record
            if done is not None:
                pending.done.append(done)

    def save_settings(self, settings: Settings) -> None:
        with self._queue() as pending:
            pending.settings["settings"] = settings_to_text(settings)

    def save_route(self, route: str) -> None:
        """Where the viewer is, to be there again after a power cut."""
        with self._queue() as pending:
            pending.settings["route"] = route

    def save_records(self, records: Iterable[Record]) -> None:
        """Queue many records at once."""
        with self._queue() as pending:
            pending.records.update((record.item, record) for record in records)

    def save_visit(self, visit: str) -> None:
        """When the television was switched on (see core/visits)."""
        with self._queue() as pending:
            pending.settings["visit"] = visit

    def load_loudness(self) -> dict[str, LoudnessFigure]:
        """By path. Not for the window's thread."""
        rows = self._do(lambda db: db.execute("SELECT * FROM loudness").fetchall(), transaction=False).result or []
        return {path: LoudnessFigure(size, mtime_ns, lufs, peak) for path, size, mtime_ns, lufs, peak in rows}

    def save_loudness(self, path: str, figure: LoudnessFigure) -> None:
        """Not for the window's thread."""
        row = (clean(path), figure.size, figure.mtime_ns, figure.lufs, figure.peak)
        self._do(lambda db: db.execute("INSERT OR REPLACE INTO loudness VALUES (?, ?, ?, ?, ?)", row))

    def save_focus(self, page: str, item: str) -> None:
        with self._queue() as pending:
            pending.focus[page] = item

    def apply_feed(self, feed: str, delta: FeedDelta, meta: FeedMeta) -> bool:
        """Write what a pull brought, in one transaction, and wait for it. Not for the window's thread.

        False when it could not be saved: the new bodies are then kept in memory (within a bound), and the feed stays
        as it was on the disk, validators too, so that the next pull brings everything again.
        """
        heads = heads_to_text(delta.articles[:ARTICLES_A_FEED])
        bodies = {article: body_to_text(body) for article, body in delta.bodies.items()}

        def work(db: sqlite3.Connection) -> None:
            number = _feed_number(db, feed)
            _write_meta(db, number, meta)
            db.execute("UPDATE feed SET serial = serial + 1 WHERE id = ?", (number,))
            db.execute("INSERT OR REPLACE INTO shelf (feed, heads) VALUES (?, ?)", (number, heads))
            db.executemany("DELETE FROM body WHERE feed = ? AND article = ?", ((number, one) for one in delta.gone))
            db.executemany(
                "INSERT OR REPLACE INTO body (feed, article, text) VALUES (?, ?, ?)",
                ((number, article, text) for article, text in bodies.items()),
            )

        saved = self._do(work).error is None
        with self._state:
            for article in (*delta.gone, *bodies):
                self._overlay.pop((feed, article), None)
            if not saved:
                for article, text in bodies.items():
                    self._overlay[feed, article] = text
                room = OVERLAY_CHARS - sum(map(len, self._overlay.values()))
                while room < 0:
                    room += len(self._overlay.popitem(last=False)[1])
        return saved

    def save_meta(self, feed: str, meta: FeedMeta) -> bool:
        """Write how a pull went that brought nothing new. Waits, like `apply_feed`."""
        return self._do(lambda db: _write_meta(db, _feed_number(db, feed), meta)).error is None

    def keep_feeds(self, feeds: tuple[str, ...], now: datetime) -> int:
        """Note which feeds the catalogue has; forget those it has not had for 30 days. Returns how many went."""

        def work(db: sqlite3.Connection) -> int:
            for feed in feeds:
                db.execute("UPDATE feed SET listed_at = ? WHERE id = ?", (now.isoformat(), _feed_number(db, feed)))
            gone = []
            for number, listed in db.execute("SELECT id, listed_at FROM feed"):
                seen = _moment(listed)
                if seen is None or now - seen > FORGOTTEN_AFTER:
                    gone.append((number,))
            db.executemany("DELETE FROM feed WHERE id = ?", gone)
            return len(gone)

        job = self._do(work)
        if job.error is None and job.result:
            self._do(lambda db: db.execute("PRAGMA incremental_vacuum").fetchall())
        return int(job.result or 0)

    def flush(self, timeout_s: float = 15.0) -> None:
        """Wait until all that was saved before is on the disk, or has been tried and cannot be."""
        with self._state:
            if self._writer is None:
                return
            target = self._queued
            self._hurry = True
            self._state.notify_all()
            self._state.wait_for(lambda: self._tried >= target or not self._running(), timeout_s)

    def close(self) -> None:
        """Flush and end. Idempotent; nothing can be saved afterwards."""
        if self._closed:
            return
        self.flush()
        with self._state:
            self._closing = True
            self._state.notify_all()
        if self._writer is not None:
            self._writer.join(15)
        self._closed = True
        with self._reading:
            self._close_reader()
        if self._writer is None or not self._writer.is_alive():
            self._close_writer()

    def durability(self) -> dict[str, str | int]:
        """The safety settings of the very connection that writes: {"journal_mode": "wal", "synchronous": 2 (FULL)}.

        Empty when there is no such connection.
        """

        def ask(db: sqlite3.Connection) -> dict[str, str | int]:
            return {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}

        return self._do(ask, transaction=False).result or {}

    # ------------------------------------------------------------ the queue

    @contextlib.contextmanager
    def _queue(self) -> Iterator[_Batch]:
        with self._state:
            yield self._pending
            self._queued += 1
            self._ensure_writer()
            self._state.notify_all()

    def _do(self, work: Callable[[sqlite3.Connection], Any], *, transaction: bool = True) -> _Job:
        job = _Job(_in_transaction(work) if transaction else work)
        self._enqueue(job)
        job.ended.wait()
        return job

    def _enqueue(self, job: _Job) -> None:
        with self._state:
            if self._closing:
                job.error = sqlite3.ProgrammingError("closed")
                job.ended.set()
                return
            self._jobs.append(job)
            self._ensure_writer()
            self._state.notify_all()

    def _ensure_writer(self) -> None:
        if self._writer is None and not self._closing:
            self._writer = threading.Thread(target=self._write_for_ever, name="store", daemon=True)
            self._writer.start()

    def _running(self) -> bool:
        return self._writer is not None and self._writer.is_alive()

    # ------------------------------------------------------------ the writer's thread

    def _write_for_ever(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(self._something_to_do, TRY_AGAIN_S if self._failing and self._pending else None)
                self._hurry = False
                batch, self._pending = self._pending, _Batch()
                jobs = list(self._jobs)
                self._jobs.clear()
                number, closing = self._queued, self._closing
            if batch:
                self._write_batch(batch)
            for job in jobs:
                try:
                    job.result = self._attempt(job.work)
                except _FAILURES as error:
                    job.error = error
                except Exception as error:  # a bug of ours: written down, and the next save still finds a writer
                    _LOG.exception("保存时出错")
                    job.error = error
                finally:
                    job.ended.set()
            with self._state:
                self._tried = max(self._tried, number)
                self._state.notify_all()
            if closing:
                return

    def _something_to_do(self) -> bool:
        return bool(self._closing or self._hurry or self._jobs or (self._pending and self._queued > self._tried))

    def _write_batch(self, batch: _Batch) -> None:
        try:
            self._attempt(_in_transaction(lambda db: _write(db, batch)))
        except _FAILURES:
            with self._state:
                self._pending = batch.before(self._pending)
            return
        for done in batch.done:
            done()

    def _attempt(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """Do it, beginning a new file when this one turns out broken. Raises one of _FAILURES, after telling."""
        try:
            try:
                result = work(self._open())
            except _FAILURES as error:
                if not store_file.is_broken(error) or not self._replace_broken():
                    raise
                result = work(self._open())
        except _FAILURES as error:
            self._fail(error)
            raise
        if self._failing:
            self._failing = False
            _LOG.info("记录又可以保存了")
            if self._on_recovered is not None:
                self._on_recovered()
        return result

    def _fail(self, error: BaseException) -> None:
        self._close_writer()
        if not self._failing:
            self._failing = True
            words = store_file.in_words(error)
            _LOG.warning("%s（%s）", words, error)
            if self._on_failed is not None:
                self._on_failed(words)

    # ------------------------------------------------------------ connections

    def _open(self) -> sqlite3.Connection:
        """The writing connection; a new one when somebody has moved or removed the file."""
        if self._db is not None and store_file.identity(self._path) != self._file:
            self._close_writer()
        if self._db is None:
            self._db = store_file.connect(self._path)
            self._file = store_file.identity(self._path)
        return self._db

    def _close_writer(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _replace_broken(self) -> bool:
        broken = self._file if self._db is not None else store_file.identity(self._path)
        with self._reading:
            self._close_reader()
            self._close_writer()
            try:
                store_file.set_aside(self._path, broken, _in_transaction(_drop_heads_without_bodies))
            except OSError as error:
                self._fail(error)
                return False
        return True

    def _read_one(self, query: str, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        with self._reading:
            if self._closed:
                return None
            try:
                if self._reader is not None and store_file.identity(self._path) != self._reader_file:
                    self._close_reader()
                if self._reader is None:
                    self._reader = store_file.connect_for_reading(self._path)
                    self._reader_file = store_file.identity(self._path)
                row: tuple[Any, ...] | None = self._reader.execute(query, values).fetchone()
                return row
            except sqlite3.Error as error:
                self._close_reader()
                broken = store_file.is_broken(error)
        if broken:  # the writer finds it broken for itself, and replaces it
            self._do(lambda db: db.execute(query, values).fetchone())
        return None

    _reader_file: tuple[int, int] | None = None

    def _close_reader(self) -> None:
        if self._reader is not None:
            with contextlib.suppress(sqlite3.Error):
                self._reader.close()
            self._reader = None

    def _read_all(self, db: sqlite3.Connection) -> Memory:
        records: dict[str, Record] = {}
        # favourites first: they are kept however long ago they were looked at
        newest = f"SELECT {_RECORD} FROM record ORDER BY favourite_at IS NULL, at DESC LIMIT {RECORDS_READ}"
        for row in db.execute(newest):
            with contextlib.suppress(*_DAMAGED_TEXT):
                records[row[0]] = record_from_row(row)
        rows = db.execute("SELECT name, value FROM setting")
        named = {name: value for name, value in rows if isinstance(value, str)}  # a damaged row may hold anything
        settings = Settings()
        with contextlib.suppress(*_DAMAGED_TEXT):
            settings = settings_from_text(named["settings"])
        feeds = db.execute(f"SELECT {_SHELF} FROM feed LEFT JOIN shelf ON feed.id = shelf.feed")
        shelves = {row[0]: _shelf_from(row) for row in feeds}
        focus = dict(db.execute("SELECT page, item FROM focus"))
        return Memory(records, settings, shelves, focus, named.get("route", ""), named.get("visit", ""))


# ---------------------------------------------------------------- statements

_RECORD = "item, position_s, duration_s, watched_s, watched, finished, page, revision, at, favourite_at"
_META = "title, pages, fetched_at, failed, failures, hold_until, serial"
_SHELF = "url, title, fetched_at, failed, heads"


def _in_transaction(work: Callable[[sqlite3.Connection], Any]) -> Callable[[sqlite3.Connection], Any]:
    def whole(db: sqlite3.Connection) -> Any:
        db.execute("BEGIN IMMEDIATE")
        try:
            result = work(db)
            db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                if db.in_transaction:
                    db.execute("ROLLBACK")
            raise
        return result

    return whole


def _write(db: sqlite3.Connection, batch: _Batch) -> None:
    marks = ", ".join("?" * (_RECORD.count(",") + 1))
    _insert(
        db, f"INSERT OR REPLACE INTO record ({_RECORD}) VALUES ({marks})", map(record_to_row, batch.records.values())
    )
    _insert(db, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", batch.settings.items())
    _insert(db, "INSERT OR REPLACE INTO focus (page, item) VALUES (?, ?)", batch.focus.items())


def _insert(db: sqlite3.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Row by row, because one that no database can hold (a lone surrogate, a NaN) must not keep out the others."""
    for row in rows:
        try:
            db.execute(statement, row)
        except (UnicodeError, OverflowError, sqlite3.IntegrityError) as error:
            _LOG.error("这一条没法保存：%a（%s）", row[0], error)


def _feed_number(db: sqlite3.Connection, feed: str) -> int:
    db.execute("INSERT OR IGNORE INTO feed (url) VALUES (?)", (feed,))
    return int(db.execute("SELECT id FROM feed WHERE url = ?", (feed,)).fetchone()[0])


def _write_meta(db: sqlite3.Connection, number: int, meta: FeedMeta) -> None:
    pages = json.dumps(
        [[mark.url, mark.etag, mark.last_modified, *([True] if mark.covers else [])] for mark in meta.pages]
    )
    db.execute(
        "UPDATE feed SET title = ?, pages = ?, fetched_at = ?, failed = ?, failures = ?, hold_until = ? WHERE id = ?",
        (
            clean(meta.title),
            pages,
            meta.fetched_at.isoformat() if meta.fetched_at else None,
            clean(meta.failed),
            meta.failures,
            meta.hold_until.isoformat() if meta.hold_until else None,
            number,
        ),
    )


def _forget_article(db: sqlite3.Connection, feed: str, article: str) -> None:
    row = db.execute("SELECT id, heads FROM feed JOIN shelf ON feed.id = shelf.feed WHERE url = ?", (feed,)).fetchone()
    if row is None:
        return
    number, heads = row
    try:
        articles = heads_from_text(heads)
    except _DAMAGED_TEXT:
        articles = ()
    kept = tuple(one for one in articles if one.id != article)
    if kept != articles:
        db.execute("UPDATE shelf SET heads = ? WHERE feed = ?", (heads_to_text(kept), number))
        db.execute("UPDATE feed SET pages = '[]', serial = serial + 1 WHERE id = ?", (number,))
    db.execute("DELETE FROM body WHERE feed = ? AND article = ?", (number, article))


def _drop_heads_without_bodies(db: sqlite3.Connection) -> None:
    """After a salvage: a title that opens on nothing is worse than none, and the next pull brings both again."""
    for number, heads in db.execute("SELECT feed, heads FROM shelf").fetchall():
        bodies = {row[0] for row in db.execute("SELECT article FROM body WHERE feed = ?", (number,))}
        try:
            whole = heads_to_text(article for article in heads_from_text(heads) if article.id in bodies)
        except _DAMAGED_TEXT:
            whole = heads_to_text(())
        db.execute("UPDATE shelf SET heads = ? WHERE feed = ?", (whole, number))


def _meta_from(row: tuple[Any, ...]) -> FeedMeta:
    title, pages, fetched_at, failed, failures, hold_until, serial = row
    try:
        marks = tuple(PageMark(url, etag, last, bool(covers)) for url, etag, last, *covers in json.loads(pages))
    except _DAMAGED_TEXT:
        marks = ()
    return FeedMeta(title, marks, _moment(fetched_at), failed, failures, _moment(hold_until), serial)


def _shelf_from(row: tuple[Any, ...]) -> FeedShelf:
    url, title, fetched_at, failed, heads = row
    try:
        articles = heads_from_text(heads) if heads else ()
    except _DAMAGED_TEXT:
        articles = ()
    return FeedShelf(url, articles, title, _moment(fetched_at), failed)


def _moment(text: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return when if when is None or when.tzinfo is not None else None
