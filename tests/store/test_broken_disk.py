"""Broken files, full disks, folders that cannot be written: the television goes on, and says so once."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tvapp.adapters import store_schema
from tvapp.adapters.store import SqliteStore
from tvapp.core.blocks import Paragraph
from tvapp.core.feed import FeedDelta
from tvapp.core.model import Article, ArticleBody, Memory, Record, Settings
from tvapp.core.pulling import FeedMeta, PageMark

FEED = "https://office.example/feed.json"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
RECORD = Record("lesson-1", 61.5, 600.0, 130.0, ((0, 130),), False, 0, "", NOW)
BODY = ArticleBody((Paragraph("正文" * 2000),))


def fill(path: Path) -> None:
    """A file with 50 records, a setting and a feed of 50 articles over some hundred pages."""
    with closing(SqliteStore(path)) as store:
        store.load()
        for number in range(50):
            store.save_record(replace(RECORD, item=f"lesson-{number}"))
        store.save_settings(Settings(volume=30))
        articles = tuple(Article(str(number), f"第 {number} 篇", revision="r") for number in range(50))
        bodies = {article.id: BODY for article in articles}
        store.apply_feed(FEED, FeedDelta(articles, bodies), FeedMeta("政务公开", (PageMark(FEED, '"e"'),), NOW))


# ---------------------------------------------------------------- broken files


def rubbish(path: Path) -> None:
    path.write_bytes(os.urandom(50_000))


def cut_off(path: Path) -> None:
    os.truncate(path, 5000)


def first_page_zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(4096))


def another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE record (colour TEXT)")
        db.execute("PRAGMA user_version = 1")
        db.commit()


def later_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 999")
        db.commit()


def text_file(path: Path) -> None:
    path.write_text("这不是数据库\n" * 100)


@pytest.mark.parametrize("damage", [rubbish, cut_off, first_page_zeroed, another_program, later_version, text_file])
def test_a_broken_file_is_set_aside_and_a_new_one_begun(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "tv.db"
    fill(path)
    damage(path)
    failures: list[str] = []
    with closing(SqliteStore(path, on_failed=failures.append)) as store:
        store.load()
        acknowledged = threading.Event()
        store.save_record(RECORD, acknowledged.set)
        assert acknowledged.wait(10)
    assert failures == []
    assert (tmp_path / "tv.db.broken-1").exists()
    with closing(SqliteStore(path)) as store:
        assert store.load().records["lesson-1"] == RECORD


def test_an_empty_file_is_simply_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    path.touch()
    with closing(SqliteStore(path)) as store:
        assert store.load() == Memory()
        store.save_record(RECORD)
    assert not list(tmp_path.glob("*broken*"))


def test_at_most_three_broken_files_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    for number in range(6):
        path.write_bytes(b"broken %d " % number * 1000)
        with closing(SqliteStore(path)) as store:
            store.load()
    kept = sorted(tmp_path.glob("tv.db.broken-*"))
    assert len(kept) == 3
    assert {file.read_bytes()[:8] for file in kept} == {b"broken 3", b"broken 4", b"broken 5"}


def test_of_a_file_from_a_later_version_everything_readable_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    fill(path)
    later_version(path)
    with closing(SqliteStore(path)) as store:
        memory = store.load()
        assert len(memory.records) == 50 and memory.settings.volume == 30
        assert len(memory.shelves[FEED].articles) == 50
        assert store.load_body(FEED, "7") == BODY
        assert store.meta(FEED).pages == ()  # read afresh, for a body may be missing


@pytest.mark.slow
def test_whichever_page_is_zeroed_the_viewers_records_survive_or_the_start_is_fresh(tmp_path: Path) -> None:
    """Every page of the file in turn, as after a torn write. Nothing may be raised; what is shown must be whole."""
    path = tmp_path / "tv.db"
    fill(path)
    good = path.read_bytes()
    pages = len(good) // 4096
    kept = shown = 0
    for page in range(0, pages, max(1, pages // 30)):
        for name in tmp_path.glob("tv.db*"):
            name.unlink()
        path.write_bytes(good[: page * 4096] + bytes(4096) + good[(page + 1) * 4096 :])
        with closing(SqliteStore(path)) as store:
            memory = store.load()
            for record in memory.records.values():
                assert record == replace(RECORD, item=record.item)
            shelf = memory.shelves.get(FEED)
            for article in shelf.articles if shelf else ():
                assert store.load_body(FEED, article.id) in (BODY, None)
            done = threading.Event()
            store.save_record(RECORD, done.set)
            assert done.wait(10)
            kept += len(memory.records) == 50
            shown += len(shelf.articles) == 50 if shelf else 0
    assert kept > 24 and shown > 15  # of 30 or so: one zeroed page costs what stood on it


def test_a_page_found_broken_while_reading_makes_the_next_start_whole(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    fill(path)
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'body'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with closing(SqliteStore(path)) as store:
        assert len(store.load().records) == 50
        assert store.load_body(FEED, "7") is None
        assert (tmp_path / "tv.db.broken-1").exists()
        assert len(store.load().records) == 50
        assert store.load().shelves[FEED].articles == ()  # without bodies the heads would open on nothing
        store.apply_feed(FEED, FeedDelta((Article("7", "第 7 篇"),), {"7": BODY}), FeedMeta())
        assert store.load_body(FEED, "7") == BODY


def test_an_article_whose_body_is_damaged_is_forgotten_so_that_the_next_pull_brings_it_again(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    fill(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE body SET text = ? WHERE article = '7'", ('{"blocks": [\x00',))
        db.commit()
    with closing(SqliteStore(path)) as store:
        assert len(store.load().shelves[FEED].articles) == 50
        assert store.load_body(FEED, "7") is None
        assert store.durability()  # comes after it in the writer's queue
        assert len(store.shelf(FEED).articles) == 49
        assert store.meta(FEED).pages == () and store.meta(FEED).serial == 2
        assert store.load_body(FEED, "8") == BODY


def test_a_file_that_is_removed_while_running_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    with closing(SqliteStore(path)) as store:
        store.load()
        store.save_record(RECORD)
        store.flush()
        for name in tmp_path.glob("tv.db*"):
            name.unlink()
        store.save_record(replace(RECORD, item="lesson-2"))
        store.flush()
    with closing(SqliteStore(path)) as store:
        assert set(store.load().records) == {"lesson-2"}


# ---------------------------------------------------------------- older versions


@pytest.mark.parametrize("steps", range(store_schema.NEWEST))
def test_a_file_of_every_older_version_is_brought_up_with_its_content(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "tv.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        store_schema.migrate(db, store_schema.STEPS[:steps])
        if steps >= 1:
            db.execute(
                "INSERT INTO record (item, position_s, duration_s, watched_s, watched, finished, page, revision, at)"
                " VALUES ('lesson-1', 61.5, 600, 130, '0-130', 0, 0, '', ?)",
                (NOW.isoformat(),),
            )
    with closing(SqliteStore(path)) as store:
        assert store.load().records == ({"lesson-1": RECORD} if steps >= 1 else {})
        assert store.apply_feed(FEED, FeedDelta((Article("1", "一"),)), FeedMeta())
        assert store.shelf(FEED).articles == (Article("1", "一"),)
    with closing(sqlite3.connect(path)) as db:
        assert store_schema.version(db) == store_schema.NEWEST
    assert not list(tmp_path.glob("*broken*"))


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as db:
        steps = (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)", "CREATE NONSENSE"))
        with pytest.raises(sqlite3.OperationalError):
            store_schema.migrate(db, steps)
        assert store_schema.version(db) == 1
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_master")] == ["a"]


# ---------------------------------------------------------------- nowhere to write


def test_a_place_that_cannot_be_a_folder_is_told_once_and_everything_goes_on_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    failures: list[str] = []
    with closing(SqliteStore(tmp_path / "file" / "tv.db", on_failed=failures.append)) as store:
        assert store.load() == Memory()
        acknowledged: list[int] = []
        store.save_record(RECORD, lambda: acknowledged.append(1))
        store.flush()
        store.save_settings(Settings())
        store.flush()
        assert not store.apply_feed(FEED, FeedDelta((Article("1", "一"),), {"1": BODY}), FeedMeta())
        assert store.load_body(FEED, "1") == BODY
        assert acknowledged == [] and store.durability() == {}
    assert len(failures) == 1 and "写不进去" in failures[0]


def test_when_the_place_can_be_written_again_everything_is_saved_after_all(tmp_path: Path) -> None:
    way = tmp_path / "state"
    way.write_text("in the way")
    failures: list[str] = []
    recovered = threading.Event()
    with closing(SqliteStore(way / "tv.db", on_failed=failures.append, on_recovered=recovered.set)) as store:
        store.load()
        acknowledged = threading.Event()
        store.save_record(RECORD, acknowledged.set)
        store.flush()
        assert not acknowledged.is_set() and len(failures) == 1
        way.unlink()
        store.flush()
        assert acknowledged.wait(10) and recovered.wait(10)
        assert store.load().records == {"lesson-1": RECORD}


def as_nobody(code: str, *arguments: str) -> dict[str, object]:
    """Run code in a process without root's rights (root may write anywhere), give back the JSON it prints."""
    prelude = """
        import json, os, resource, sys, threading
        from contextlib import closing
        from dataclasses import replace
        from pathlib import Path
        from tvapp.adapters.store import SqliteStore
        from tvapp.core.blocks import Paragraph
        from tvapp.core.feed import FeedDelta
        from tvapp.core.model import Article, ArticleBody, Record, Settings
        from tvapp.core.pulling import FeedMeta
        import tvapp.core.guide_fields
        path = Path(sys.argv[1])
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        failures = []
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(prelude) + textwrap.dedent(code), *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def open_to_all(folder: Path) -> None:
    """Let the other user walk down to the test's folder."""
    for parent in (folder, *folder.parents):
        if parent == Path("/tmp") or parent == parent.parent:
            break
        parent.chmod(parent.stat().st_mode | 0o755)


def test_in_a_folder_that_is_read_only_the_old_content_is_shown_and_the_failure_told(tmp_path: Path) -> None:
    path = tmp_path / "state" / "tv.db"
    fill(path)
    open_to_all(path.parent)
    for name in path.parent.iterdir():
        name.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        answer = as_nobody(
            """
            with closing(SqliteStore(path, on_failed=failures.append)) as store:
                memory = store.load()
                store.save_record(Record("new"))
                store.flush()
            print(json.dumps({"records": len(memory.records), "articles":
                [len(shelf.articles) for shelf in memory.shelves.values()], "failures": failures}))
            """,
            str(path),
        )
    finally:
        path.parent.chmod(0o755)
    assert answer == {
        "records": 50,
        "articles": [50],
        "failures": ["存放记录的文件夹写不进去，这之后的记录关机就没有了"],
    }


def test_on_a_full_disk_nothing_is_lost_that_was_there_and_saving_comes_back_with_room(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: writing beyond it fails in the same places."""
    path = tmp_path / "state" / "tv.db"
    fill(path)
    path.parent.chmod(0o777)
    for name in path.parent.iterdir():
        name.chmod(0o666)
    open_to_all(tmp_path)
    answer = as_nobody(
        """
        body = ArticleBody((Paragraph("字" * 300_000),))
        recovered, done = threading.Event(), threading.Event()
        with closing(SqliteStore(path, on_failed=failures.append, on_recovered=recovered.set)) as store:
            before = store.load()
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
            big = [store.apply_feed(f"http://a/{n}", FeedDelta((Article("1", "一"),), {"1": body}), FeedMeta())
                   for n in range(3)]
            shown = store.load_body("http://a/2", "1") == body
            told = len(failures)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store.save_record(Record("new"), done.set)
            store.flush()
            after = store.load()
        print(json.dumps({"before": len(before.records), "big": big, "shown": shown, "told": told,
            "failures": len(failures), "done": done.is_set(), "recovered": recovered.is_set(),
            "after": len(after.records), "broken": len(list(path.parent.glob("*broken*")))}))
        """,
        str(path),
    )
    assert answer == {
        "before": 50, "big": [False] * 3, "shown": True, "told": 1, "failures": 1, "done": True, "recovered": True,
        "after": 51, "broken": 0,
    }  # fmt: skip
