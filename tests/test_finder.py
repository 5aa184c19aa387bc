"""Searches beside the window: the newest one is answered, and a large catalogue costs no key its 50 ms."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tvapp.adapters.background import Background
from tvapp.adapters.finder import PATIENCE_S, Finder
from tvapp.core import index
from tvapp.core.calendar import CHINA
from tvapp.core.model import Article, Catalogue, Column, FeedShelf, Lesson, Section, Source
from tvapp.core.search import Found

FEED = "http://office.test/news.json"
WORDS = ("水乡", "重庆", "党课", "书香", "银行", "社区", "老年", "通知", "安排", "桥边", "讲堂", "数字", "生活", "慢慢学")


def large(lessons: int, articles: int) -> tuple[Catalogue, index.Index]:
    import datetime

    def title(n: int) -> str:
        return "".join(WORDS[(n * k + k) % len(WORDS)] for k in range(1, 7)) + f"{n}号"

    made = tuple(Lesson(f"l{n}", title(n), Source(file=f"{n}.mp4"), speaker="王小明") for n in range(lessons))
    shelf = FeedShelf(FEED, tuple(Article(f"a{n}", title(n + 7), issuer="示范街道办事处") for n in range(articles)))
    sections = (
        Section("one", "支部党课", (Column("c", "课", made),)),
        Section("two", "政务公开", (Column("n", "公告", (), FEED),)),
        *(Section(f"s{n}", f"第{n}栏") for n in range(8)),
    )
    catalogue = Catalogue("示范街道", sections)
    return catalogue, index.build(catalogue, {FEED: shelf}, datetime.datetime(2026, 11, 22, tzinfo=CHINA).date())


class Answers:
    """What has come, and a way to wait for it."""

    def __init__(self) -> None:
        self.come: list[tuple[int, Found, float]] = []
        self._more = threading.Condition()

    def __call__(self, serial: int, found: Found) -> None:
        with self._more:
            self.come.append((serial, found, time.perf_counter()))
            self._more.notify_all()

    def wait(self, serial: int) -> tuple[Found, float]:
        with self._more:
            assert self._more.wait_for(lambda: any(one[0] == serial for one in self.come), 20)
        return next((found, at) for number, found, at in self.come if number == serial)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def finder(answers: Answers) -> Iterator[Finder]:
    made = Finder(answers, lambda: Background("finder"))
    yield made
    made.close()


def test_it_finds_in_what_it_was_given_last(finder: Finder, answers: Answers) -> None:
    finder.build(*large(30, 5))
    finder.look_for("79", 1)
    found, _ = answers.wait(1)
    assert found.typed == "79"
    assert any("水乡" in hit.target.title for hit in found.hits)
    finder.build(*large(0, 0))
    finder.look_for("SX", 2)
    assert answers.wait(2)[0].hits == ()


def test_what_was_typed_over_is_never_looked_for(finder: Finder, answers: Answers) -> None:
    gate = threading.Event()
    finder._do(lambda: bool(gate.wait(20)))  # the thread is busy while the keys come
    finder.build(*large(10, 0))
    for serial, typed in enumerate(("7", "79", "795"), 1):
        finder.look_for(typed, serial)
    gate.set()
    answers.wait(3)
    assert [serial for serial, _, _ in answers.come] == [3]


def test_the_answer_is_there_before_the_window_draws_so_that_a_key_needs_one_picture(
    finder: Finder, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder.build(*large(300, 50))
    finder.look_for("9", 1)
    answers.wait(1)
    monkeypatch.setattr("tvapp.adapters.finder.PATIENCE_S", 20.0)
    for serial, typed in enumerate(("7", "79", "", "795"), 2):
        finder.look_for(typed, serial)
        assert answers.come[-1][0] == serial


def test_nobody_waits_while_an_index_is_being_made(finder: Finder, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tvapp.adapters.finder.PATIENCE_S", 20.0)
    gate = threading.Event()
    finder._do(lambda: bool(gate.wait(20)))
    finder.build(*large(10, 0))
    finder.look_for("79", 1)  # comes back at once
    assert not answers.come
    gate.set()
    assert answers.wait(1)[0].hits


def test_a_thread_that_is_busy_holds_the_window_up_for_less_than_a_frame(finder: Finder, answers: Answers) -> None:
    gate = threading.Event()
    finder._do(lambda: bool(gate.wait(20)))
    began = time.perf_counter()
    finder.look_for("79", 1)
    assert time.perf_counter() - began < 5.0 and PATIENCE_S < 1 / 60  # the wait has an end, and it is a short one
    assert not answers.come
    gate.set()
    answers.wait(1)


@pytest.mark.slow
def test_every_key_is_answered_soon_over_ten_thousand_lessons_and_five_thousand_articles(
    finder: Finder, answers: Answers
) -> None:
    finder.build(*large(10_000, 5_000))
    finder.look_for("9", 1)
    answers.wait(1)
    took = []
    for serial, typed in enumerate(("7", "79", "795", "7953", "2", "27", "9", "94", "S", "SX", "SXD"), 2):
        began = time.perf_counter()
        finder.look_for(typed, serial)
        took.append(answers.wait(serial)[1] - began)
    assert sorted(took)[len(took) // 2] < 0.05, took


def test_nobody_who_never_searches_pays_for_a_thread() -> None:
    before = threading.active_count()
    made = Finder(lambda serial, found: None, lambda: Background("finder"))
    made.close()
    assert threading.active_count() == before


def test_of_many_indexes_that_come_one_after_the_other_only_the_last_is_made(finder: Finder, answers: Answers) -> None:
    gate = threading.Event()
    finder._do(lambda: bool(gate.wait(20)))
    for lessons in (4_000, 4_000, 4_000, 4_000, 3):
        finder.build(*large(lessons, 0))
    finder.look_for("9", 1)
    gate.set()
    began = time.perf_counter()
    found, at = answers.wait(1)
    assert {hit.target.key for hit in found.hits} <= {"l0", "l1", "l2", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}
    assert at - began < 2.0
