"""What is saved comes back: the same promises for the store on a disk and the one in memory."""

from __future__ import annotations

import gc
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvapp.adapters.null_store import NullStore
from tvapp.adapters.store import ARTICLES_A_FEED, SqliteStore
from tvapp.adapters.store_rows import (
    BODY_BYTES,
    body_from_text,
    body_to_text,
    heads_from_text,
    heads_to_text,
    record_from_row,
    record_to_row,
)
from tvapp.core import ports
from tvapp.core.blocks import Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.feed import FeedDelta
from tvapp.core.model import (
    Article,
    ArticleBody,
    FeedShelf,
    Guide,
    Material,
    Memory,
    Record,
    Settings,
    TextSize,
    ThemeName,
)
from tvapp.core.pulling import FeedMeta, PageMark

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=CHINA)
FEED = "https://office.example/zhengwu/feed.json"

RECORD = Record("lesson-1", 61.5, 600.25, 130.0, ((0, 100), (120, 150)), False, 0, "", NOW)
ARTICLE = Article(
    "a1", "关于开展认证的通知", "notice", "街道办", NOW, NOW, "街办〔2026〕1号", "idx", date(2026, 1, 1),
    date(2027, 1, 1), "民生", "摘要", "https://office.example/a1", None, None, None, "rev1",
)  # fmt: skip
BODY = ArticleBody(
    (
        Heading("一、范围", 2), Paragraph("全体居民。"), ListBlock(("身份证", "户口本"), True),
        Table((("项目", "时间"), ("认证", "9:30")), False),
        Image("https://office.example/p.png", "窗口"), Quote("引文"),
    ),
    Guide(
        "便民中心", "幸福路 1 号", hours=("周一至周五 9:00–17:00",),
        bring=(Material("身份证", "原件"), Material("照片")),
        visits=1, official=(("事项名称", "认证"),), faq=(("能代办吗？", "能。"),), verified=date(2026, 11, 1),
    ),
)  # fmt: skip

Store = SqliteStore | NullStore


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = SqliteStore(tmp_path / "state" / "tv.db") if request.param == "disk" else NullStore()
    with closing(made):
        made.load()
        yield made


def delta(*articles: Article, gone: tuple[str, ...] = (), body: ArticleBody = BODY) -> FeedDelta:
    return FeedDelta(articles, {article.id: body for article in articles}, tuple(a.id for a in articles), (), gone)


# ---------------------------------------------------------------- the contract


def test_it_is_the_store_that_the_core_asks_for(store: Store) -> None:
    port: ports.Store = store
    for name in vars(ports.Store):
        if not name.startswith("_"):
            assert callable(getattr(port, name))


def test_a_fresh_store_remembers_nothing(store: Store) -> None:
    assert store.load() == Memory()
    assert store.load_body(FEED, "a1") is None
    assert store.meta(FEED) == FeedMeta() and store.shelf(FEED) == FeedShelf(FEED)


def test_what_was_saved_is_loaded(store: Store) -> None:
    chosen = Settings(TextSize.HUGE, ThemeName.QING, False, 40, True, True)
    store.save_record(RECORD)
    store.save_settings(chosen)
    store.save_focus("section/1", "lesson-1")
    store.save_route("home/section")
    store.flush()
    assert store.load() == Memory({"lesson-1": RECORD}, chosen, {}, {"section/1": "lesson-1"}, "home/section")


def test_the_newest_save_wins(store: Store) -> None:
    for second in range(50):
        store.save_record(replace(RECORD, position_s=float(second)))
        store.save_focus("home", str(second))
    store.flush()
    memory = store.load()
    assert memory.records["lesson-1"].position_s == 49.0 and memory.focus == {"home": "49"}


def test_a_record_is_acknowledged(store: Store) -> None:
    done = threading.Event()
    store.save_record(RECORD, done.set)
    assert done.wait(10)


def test_a_feed_is_stored_with_heads_bodies_and_validators(store: Store) -> None:
    meta = FeedMeta("政务公开", (PageMark(FEED, '"e"', None), PageMark(FEED + "2", None, "then")), NOW, "", 0, None, 0)
    assert store.apply_feed(FEED, delta(ARTICLE), meta)
    assert store.shelf(FEED) == FeedShelf(FEED, (ARTICLE,), "政务公开", NOW, "")
    assert store.load().shelves == {FEED: store.shelf(FEED)}
    assert store.load_body(FEED, "a1") == BODY
    assert store.load_body("https://other.example/", "a1") is None
    assert store.meta(FEED) == replace(meta, serial=1)


def test_a_failure_is_noted_and_touches_no_content(store: Store) -> None:
    store.apply_feed(FEED, delta(ARTICLE), FeedMeta("政务公开", (PageMark(FEED, '"e"'),), NOW))
    noted = replace(store.meta(FEED), failed="服务器没有回应", failures=3, hold_until=NOW)
    assert store.save_meta(FEED, noted)
    assert store.meta(FEED) == noted
    shelf = store.shelf(FEED)
    assert shelf.articles == (ARTICLE,) and shelf.failed == "服务器没有回应" and shelf.fetched_at == NOW


def test_what_is_gone_takes_its_body_along_and_the_rest_stays(store: Store) -> None:
    other = replace(ARTICLE, id="a2", revision="rev2")
    store.apply_feed(FEED, delta(ARTICLE, other), FeedMeta())
    store.apply_feed(FEED, FeedDelta((other,), {}, (), (), ("a1",)), FeedMeta())
    assert store.shelf(FEED).articles == (other,)
    assert store.load_body(FEED, "a1") is None and store.load_body(FEED, "a2") == BODY
    assert store.meta(FEED).serial == 2


# ---------------------------------------------------------------- on the disk


def test_a_second_start_finds_everything(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    with closing(SqliteStore(path)) as store:
        store.load()
        store.save_record(RECORD)
        store.apply_feed(FEED, delta(ARTICLE), FeedMeta("政务公开", (), NOW))
    with closing(SqliteStore(path)) as store:
        memory = store.load()
        assert memory.records == {"lesson-1": RECORD}
        assert memory.shelves[FEED].articles == (ARTICLE,)
        assert store.load_body(FEED, "a1") == BODY


def test_nothing_can_be_saved_after_the_close_and_nothing_is_raised(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "tv.db")
    store.load()
    store.close()
    store.close()
    store.save_record(RECORD)
    store.flush()
    assert not store.apply_feed(FEED, delta(ARTICLE), FeedMeta())
    with closing(SqliteStore(tmp_path / "tv.db")) as again:
        assert again.load() == Memory()


def test_saving_never_waits_for_the_disk_and_coalesces(tmp_path: Path) -> None:
    """While another process holds the database, a thousand saves return at once and become one transaction."""
    path = tmp_path / "tv.db"
    with closing(SqliteStore(path)) as store:
        store.load()
        store.save_route("before")
        store.flush()
        acknowledged: list[float] = []

        def note(position: float) -> Callable[[], None]:
            return lambda: acknowledged.append(position)

        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            for second in range(1000):
                store.save_record(replace(RECORD, position_s=float(second)), note(second))
            assert time.monotonic() - began < 0.5
            assert not acknowledged
            other.execute("COMMIT")
        store.flush()
        assert acknowledged == list(range(1000))
        assert store.load().records["lesson-1"].position_s == 999.0


def test_two_processes_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "tv.db"
    with closing(SqliteStore(path)) as television, closing(SqliteStore(path)) as sync:
        television.load()
        sync.load()
        television.save_record(RECORD)
        sync.apply_feed(FEED, delta(ARTICLE), FeedMeta("政务公开"))
        television.flush()
        assert television.load_body(FEED, "a1") == BODY
        assert sync.load().records == {"lesson-1": RECORD}


def test_a_feed_that_left_the_catalogue_is_forgotten_after_thirty_days(tmp_path: Path) -> None:
    other = "https://office.example/other.json"
    with closing(SqliteStore(tmp_path / "tv.db")) as store:
        store.load()
        store.keep_feeds((FEED, other), NOW)
        store.apply_feed(FEED, delta(ARTICLE), FeedMeta())
        store.apply_feed(other, delta(ARTICLE), FeedMeta())
        assert store.keep_feeds((FEED,), NOW + timedelta(days=29)) == 0
        assert store.load_body(other, "a1") == BODY
        assert store.keep_feeds((FEED,), NOW + timedelta(days=31)) == 1
        assert set(store.load().shelves) == {FEED}
        assert store.load_body(other, "a1") is None and store.load_body(FEED, "a1") == BODY


def test_no_feed_grows_without_bound(tmp_path: Path) -> None:
    many = tuple(replace(ARTICLE, id=str(number)) for number in range(ARTICLES_A_FEED + 10))
    with closing(SqliteStore(tmp_path / "tv.db")) as store:
        store.load()
        store.apply_feed(FEED, FeedDelta(many), FeedMeta())
        assert len(store.shelf(FEED).articles) == ARTICLES_A_FEED


def test_a_giant_body_is_cut_with_a_word_about_it() -> None:
    body = ArticleBody(tuple(Paragraph("字" * 1000) for _ in range(500)), Guide(phone="12345"))
    text = body_to_text(body)
    assert len(text.encode()) <= BODY_BYTES
    cut = body_from_text(text)
    assert cut.blocks[0] == Paragraph("字" * 1000) and "太长" in cut.blocks[-1].text  # type: ignore[union-attr]
    assert cut.guide == Guide(phone="12345")


def test_the_writers_own_connection_is_in_synchronous_full(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "tv.db")) as store:
        store.load()
        assert store.durability() == {"journal_mode": "wal", "synchronous": 2}
        store.save_record(RECORD)
        store.flush()
        assert store.durability() == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.slow
def test_five_thousand_heads_and_two_thousand_records_are_read_in_fifty_milliseconds(tmp_path: Path) -> None:
    """Measured at 30 to 40 ms of CPU on one of two busy cores; the bound allows for a noisy machine."""
    with closing(SqliteStore(tmp_path / "tv.db")) as store:
        store.load()
        for number in range(2000):
            store.save_record(replace(RECORD, item=f"lesson-{number}"))
        for feed in range(10):
            heads = tuple(replace(ARTICLE, id=str(number), summary="摘要" * 30) for number in range(500))
            store.apply_feed(f"{FEED}?{feed}", FeedDelta(heads), FeedMeta("政务公开"))
    times = []
    for _ in range(5):
        with closing(SqliteStore(tmp_path / "tv.db")) as store:
            gc.collect()
            began = time.process_time()
            memory = store.load()
            times.append(time.process_time() - began)
            assert sum(len(shelf.articles) for shelf in memory.shelves.values()) == 5000
            assert len(memory.records) == 2000
    assert min(times) < 0.1, times


# ---------------------------------------------------------------- rows

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
moments = st.none() | st.datetimes(timezones=st.just(CHINA) | st.just(UTC))
articles = st.builds(
    Article, id=texts, title=texts, issuer=texts, published=moments, updated=moments, effective=st.none() | st.dates(),
    expires=st.none() | st.dates(), summary=texts, url=texts, cover=st.none() | texts, revision=texts,
)  # fmt: skip


@given(st.lists(articles, max_size=5))
def test_heads_come_back_as_they_were(heads: list[Article]) -> None:
    assert heads_from_text(heads_to_text(heads)) == tuple(heads)


def test_heads_of_another_version_keep_what_both_know() -> None:
    text = '{"fields":["id","colour","title","published"],"rows":[["a","red","题","2026-11-22T08:30:00+08:00"]]}'
    assert heads_from_text(text) == (Article("a", "题", published=NOW),)


def test_a_record_that_no_database_can_hold_does_not_stop_the_others(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "tv.db")) as store:
        store.load()
        store.save_record(replace(RECORD, item="坏\udc80"))
        store.save_record(replace(RECORD, item="nan", position_s=float("nan")))
        store.save_record(RECORD)
        store.save_focus("坏\udc80", "x")
        store.flush()
        odd = replace(ARTICLE, title="坏\udc80")
        assert store.apply_feed(FEED, delta(odd, body=ArticleBody((Paragraph("坏\udc80"),))), FeedMeta("坏\udc80"))
        assert store.load().records == {"lesson-1": RECORD}
        assert store.shelf(FEED).articles[0].title == "坏?"


@given(st.lists(st.integers(0, 10_000), max_size=8, unique=True), st.floats(0, 1e5), st.booleans(), moments)
def test_records_come_back_as_they_were(ends: list[int], position: float, finished: bool, at: datetime | None) -> None:
    ends = sorted(ends[: len(ends) // 2 * 2])
    watched = tuple(zip(ends[::2], ends[1::2], strict=True))
    record = Record("课：一", position, 9.5, float(sum(b - a for a, b in watched)), watched, finished, 7, "r", at)
    assert record_from_row(record_to_row(record)) == record


def act(store: Store, step: str, number: int) -> None:
    match step:
        case "record":
            store.save_record(replace(RECORD, item=str(number % 2), page=number))
        case "focus":
            store.save_focus(str(number % 2), str(number))
        case "settings":
            store.save_settings(Settings(volume=number))
        case "feed":
            store.apply_feed(FEED, delta(replace(ARTICLE, id=str(number))), FeedMeta())
        case "gone":
            store.apply_feed(FEED, FeedDelta((), {}, (), (), tuple(map(str, range(12)))), FeedMeta())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["record", "focus", "settings", "feed", "gone", "start"]), max_size=12))
def test_any_order_of_saves_leaves_disk_and_memory_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("store") / "tv.db"
    disk, memory = SqliteStore(path), NullStore()
    disk.load()
    try:
        for number, step in enumerate(steps):
            if step == "start":
                disk.close()
                disk = SqliteStore(path)
                disk.load()
            for store in (disk, memory):
                act(store, step, number)
        disk.flush()
        assert disk.load() == memory.load()
        for number in range(len(steps)):
            assert disk.load_body(FEED, str(number)) == memory.load_body(FEED, str(number))
    finally:
        disk.close()


def test_favourites_come_back_and_stand_before_the_newest(store: Store) -> None:
    kept = replace(RECORD, favourite_at=NOW)
    never_opened = Record("课：二", favourite_at=NOW - timedelta(days=9))
    store.save_records([kept, never_opened])
    store.flush()
    records = store.load().records
    assert records[kept.item] == kept
    assert records[never_opened.item] == never_opened
    assert not records[never_opened.item].opened


def test_the_visit_comes_back(store: Store) -> None:
    assert store.load().visit == ""
    store.save_visit("2026-11-22T08:30:00+08:00\n2026-11-15T08:30:00+08:00")
    store.flush()
    assert store.load().visit.startswith("2026-11-22")


def test_a_database_of_the_version_before_favourites_is_brought_up(tmp_path: Path) -> None:
    from tvapp.adapters.store_schema import STEPS, migrate, version

    path = tmp_path / "tv.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, STEPS[:2])
        db.execute(
            "INSERT INTO record VALUES ('l1', 12.0, 100.0, 12.0, '0-12', 0, 0, '', '2026-11-20T08:00:00+08:00')"
        )
    with closing(SqliteStore(path)) as store:
        record = store.load().records["l1"]
        assert record.position_s == 12.0
        assert record.favourite_at is None
        store.save_record(replace(record, favourite_at=NOW))
        store.flush()
    with closing(sqlite3.connect(path)) as db:
        assert version(db) == len(STEPS)
        assert db.execute("SELECT favourite_at FROM record").fetchone()[0] == NOW.isoformat()
