"""The sync thread over real HTTP, with a clock that stands still until the test moves it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from office import Office, Request, open_office, reply

from tvapp.adapters.clock import FrozenClock
from tvapp.adapters.feed_parse import parse_feed
from tvapp.adapters.http import Http
from tvapp.adapters.store import SqliteStore
from tvapp.adapters.sync import CATALOGUE, LINK, Pace, Sync
from tvapp.core.events import Event, FeedPulled, SyncEnded
from tvapp.core.model import LinkState

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NO_DELAY = Pace((0.0, 0.0), (0.0, 0.0))


class WatchedClock(FrozenClock):
    """Tells when the sync's own thread has looked at it."""

    def __init__(self) -> None:
        super().__init__(START)
        self.looked = threading.Semaphore(0)

    def monotonic_s(self) -> float:
        if threading.current_thread().name == "sync":
            self.looked.release()
        return super().monotonic_s()


class Inbox:
    """What was posted, and a wait for more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.events: list[Event] = []

    def post(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def passes(self) -> list[list[FeedPulled]]:
        """The pulls of each pass that has ended."""
        out: list[list[FeedPulled]] = [[]]
        for event in list(self.events):
            if isinstance(event, SyncEnded):
                out.append([])
            elif isinstance(event, FeedPulled):
                out[-1].append(event)
        return out[:-1]

    def wait(self, passes: int) -> list[FeedPulled]:
        """The pulls of the newest pass, once so many have ended."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.passes()) >= passes, 20), self.events
            return self.passes()[passes - 1]


class Television:
    def __init__(self, office: Office, path: Path, pace: Pace = NO_DELAY) -> None:
        self.clock = WatchedClock()
        self.store = SqliteStore(path)
        self.store.load()
        self.inbox = Inbox()
        self.feeds = [office.url("/a.json"), office.url("/b.json")]
        self.link = LinkState.UP
        self.chance = 0.5
        self.sync = Sync(
            self.store,
            lambda: tuple(self.feeds),
            self.inbox.post,
            client=Http(),
            parse=parse_feed,
            clock=self.clock,
            chance=lambda: self.chance,
            link=lambda: self.link,
            pace=pace,
        )

    def later(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.sync.look()

    def outcomes(self, passes: int) -> list[str]:
        return [pulled.outcome for pulled in self.inbox.wait(passes)]


@pytest.fixture
def television(office: Office, tmp_path: Path) -> Iterator[Callable[..., Television]]:
    made: list[Television] = []

    def make(pace: Pace = NO_DELAY) -> Television:
        made.append(Television(office, tmp_path / "tv.db", pace))
        return made[-1]

    office.file("/a.json", feed("甲"))
    office.file("/b.json", feed("乙"))
    yield make
    for tv in made:
        tv.sync.stop()
        tv.store.close()


@pytest.fixture
def tv(television: Callable[..., Television]) -> Television:
    return television()


def feed(*titles: str) -> bytes:
    items = [{"id": name, "title": name, "content_text": name} for name in titles]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "站", "items": items}).encode()


def nothing_happens(tv: Television, office: Office, passes: int) -> None:
    """Make the sync look at the clock once more, and see that it goes back to sleep and has asked nobody."""
    before = len(office.requests)
    while tv.clock.looked.acquire(blocking=False):
        pass
    tv.sync.look()
    assert tv.clock.looked.acquire(timeout=10)
    with tv.sync._state:  # held by the thread from its look at the clock until it sleeps or begins a pass
        assert not tv.sync._busy
    assert len(tv.inbox.passes()) == passes and len(office.requests) == before


# ---------------------------------------------------------------- the ordinary rhythm


def test_the_first_pass_brings_every_feed_in_order_and_says_when_it_has_ended(tv: Television) -> None:
    tv.sync.start()
    pulls = tv.inbox.wait(1)
    assert [(pulled.feed, pulled.outcome, pulled.new) for pulled in pulls] == [
        (tv.feeds[0], "fetched", 1),
        (tv.feeds[1], "fetched", 1),
    ]
    assert [article.title for article in pulls[0].shelf.articles] == ["甲"]
    assert pulls[0].shelf.fetched_at == START
    assert tv.inbox.events[-1] == SyncEnded(2, 0)
    assert tv.store.load_body(tv.feeds[0], "甲") is not None


def test_the_first_pass_comes_within_five_seconds_of_the_start(
    television: Callable[..., Television], office: Office
) -> None:
    tv = television(Pace())
    tv.chance = 0.999
    tv.sync.start()
    nothing_happens(tv, office, 0)
    tv.later(2.1)
    assert tv.outcomes(1) == ["fetched", "fetched"]


def test_feeds_are_pulled_again_after_the_interval_and_not_before(tv: Television, office: Office) -> None:
    tv.sync.start()
    tv.inbox.wait(1)
    tv.later(899)
    nothing_happens(tv, office, 1)
    tv.later(2)
    assert tv.outcomes(2) == ["not_modified", "not_modified"]
    assert len(office.requests) == 4
    assert tv.inbox.wait(2)[0].shelf.articles[0].title == "甲"


def test_a_feed_that_the_catalogue_gets_is_pulled_alone(tv: Television, office: Office) -> None:
    tv.sync.start()
    tv.inbox.wait(1)
    office.file("/c.json", feed("丙"))
    tv.feeds.append(office.url("/c.json"))
    assert tv.sync.pull_now(CATALOGUE)
    assert [pulled.feed for pulled in tv.inbox.wait(2)] == [office.url("/c.json")]


def test_a_catalogue_without_feeds_ends_its_passes_at_once(tv: Television, office: Office) -> None:
    tv.feeds.clear()
    tv.sync.start()
    assert tv.inbox.wait(1) == []
    assert tv.inbox.events == [SyncEnded(0, 0)] and office.requests == []


# ---------------------------------------------------------------- wishes


def test_a_wish_is_granted_once_and_refused_right_after_a_pass(tv: Television, office: Office) -> None:
    assert not tv.sync.pull_now("asked")  # not started
    tv.sync.start()
    tv.inbox.wait(1)
    assert not tv.sync.pull_now("asked")
    tv.clock.advance(11)
    assert tv.sync.pull_now("asked")
    assert tv.outcomes(2) == ["not_modified", "not_modified"]
    assert not tv.sync.pull_now("asked")
    nothing_happens(tv, office, 2)


def test_the_links_return_brings_one_pass_within_ten_seconds_however_often_it_is_told(
    television: Callable[..., Television], office: Office
) -> None:
    tv = television(Pace((0.0, 0.0)))
    tv.chance = 0.999
    tv.sync.start()
    tv.inbox.wait(1)
    for _ in range(10):
        assert tv.sync.pull_now(LINK)
    nothing_happens(tv, office, 1)
    tv.later(4)
    tv.inbox.wait(2)
    nothing_happens(tv, office, 2)
    assert len(office.requests) == 4


def test_from_the_cable_to_the_pull_it_takes_less_than_ten_seconds_at_worst() -> None:
    from tvapp.adapters import link
    from tvapp.core import pulling

    assert link.LONGEST_S + link.DEBOUNCE_S + pulling.LINK_RETURN_S[1] < 9
    assert pulling.FIRST_PULL_S[1] < 5


def test_a_cable_that_is_plugged_in_again_leads_to_one_pull(tv: Television, office: Office) -> None:
    from tvapp.adapters.link import LinkWatch

    state = [LinkState.NO_CABLE]
    watch = LinkWatch(
        lambda event: None, on_return=lambda: tv.sync.pull_now(LINK), read=lambda: state[0], debounce_s=0.01
    )
    tv.sync.start()
    tv.inbox.wait(1)
    watch.start()
    try:
        state[0] = LinkState.NO_ADDRESS
        watch.look()
        state[0] = LinkState.UP
        watch.look()
        assert [pulled.outcome for pulled in tv.inbox.wait(2)] == ["not_modified", "not_modified"]
    finally:
        watch.stop()
    nothing_happens(tv, office, 2)


def test_the_links_return_during_a_pass_brings_one_more_after_it(tv: Television, office: Office) -> None:
    released = threading.Event()

    def answer(_request: Request, conn: socket.socket) -> None:
        office.waiting.set()
        released.wait(20)
        conn.sendall(reply(200, feed("甲")))

    office.answers["/a.json"] = answer
    tv.sync.start()
    assert office.waiting.wait(10)
    tv.sync.pull_now(LINK)
    tv.sync.pull_now(LINK)
    assert not tv.sync.pull_now("asked")
    released.set()
    assert len(tv.inbox.wait(2)) == 2
    nothing_happens(tv, office, 2)


# ---------------------------------------------------------------- failures


def test_a_server_that_is_down_is_asked_once_a_pass_and_backed_off_and_found_again(tmp_path: Path) -> None:
    with open_office() as office:
        port = office.port
    tv = Television(office, tmp_path / "tv.db")
    with closing(tv.store):
        tv.sync.start()
        pulls = tv.inbox.wait(1)
        assert [(pulled.why, pulled.code) for pulled in pulls] == [("服务器没有回应", "N4")] * 2
        assert len(office.requests) == 0
        assert tv.inbox.events[-1] == SyncEnded(0, 2)
        tv.later(29)  # at chance 0.5 the first back-off is 45 s
        nothing_happens(tv, office, 1)
        tv.later(17)
        assert tv.outcomes(2) == ["failed", "failed"]
        with open_office(port) as back:
            back.file("/a.json", feed("甲"))
            back.file("/b.json", feed("乙"))
            tv.later(46)  # the second one is 75 s
            nothing_happens(tv, back, 2)
            tv.later(30)
            assert tv.outcomes(3) == ["fetched", "fetched"]
        tv.sync.stop()


def test_one_bad_feed_does_not_keep_the_others_from_being_pulled(tv: Television, office: Office) -> None:
    office.answers["/a.json"] = reply(500)
    tv.sync.start()
    assert tv.outcomes(1) == ["failed", "fetched"]
    tv.later(46)
    assert [pulled.feed for pulled in tv.inbox.wait(2)] == [tv.feeds[0]]


def test_an_hour_of_quiet_is_kept_even_when_the_viewer_asks_and_after_a_new_start(
    television: Callable[..., Television], office: Office
) -> None:
    tv = television()
    office.answers["/a.json"] = reply(503, Retry_After="3600")
    tv.sync.start()
    tv.inbox.wait(1)
    office.file("/a.json", feed("甲"))
    tv.clock.advance(1800)
    assert tv.sync.pull_now(LINK)
    assert tv.inbox.wait(2) == []
    tv.sync.stop()
    again = television()
    again.clock.advance(1800)
    again.sync.start()
    assert [pulled.feed for pulled in again.inbox.wait(1)] == [again.feeds[1]]
    assert len(office.asked("/a.json")) == 1
    again.later(1801)
    again.inbox.wait(2)
    assert len(office.asked("/a.json")) == 2


def test_without_a_cable_the_viewer_is_told_of_the_cable_and_not_of_the_server(tv: Television) -> None:
    tv.feeds[:] = ["http://192.0.2.1:1/x.json"]  # a network for documents: nobody is there
    tv.link = LinkState.NO_CABLE
    tv.sync = Sync(
        tv.store, lambda: tuple(tv.feeds), tv.inbox.post, client=Http(connect_s=0.1), parse=parse_feed, clock=tv.clock,
        chance=lambda: 0.5, link=lambda: tv.link, pace=NO_DELAY,
    )  # fmt: skip
    tv.sync.start()
    pulled = tv.inbox.wait(1)[0]
    assert (pulled.why, pulled.code) == ("没插网线", "N1")


def test_a_feed_on_this_machine_never_blames_the_cable(tv: Television, office: Office) -> None:
    tv.link = LinkState.NO_CABLE
    office.answers["/a.json"] = reply(500)
    tv.sync.start()
    assert tv.inbox.wait(1)[0].why == "服务器回答了错误（500）"


def test_a_bug_while_parsing_becomes_a_failure_and_the_thread_lives(tv: Television) -> None:
    broken = [True]

    def parse(data: bytes, *, content_type: str, url: str) -> object:
        if broken[0]:
            raise ZeroDivisionError("a bug")
        return parse_feed(data, content_type=content_type, url=url)

    tv.sync = Sync(
        tv.store, lambda: tuple(tv.feeds), tv.inbox.post, client=Http(), parse=parse,  # type: ignore[arg-type]
        clock=tv.clock, chance=lambda: 0.5, pace=NO_DELAY,
    )  # fmt: skip
    tv.sync.start()
    assert tv.outcomes(1) == ["failed", "failed"]
    broken[0] = False
    tv.later(61)
    assert tv.outcomes(2) == ["fetched", "fetched"]


def test_what_another_process_pulled_meanwhile_is_shown_at_the_next_pass(
    tv: Television, office: Office, tmp_path: Path
) -> None:
    from tvapp.adapters.pull import pull_feed

    tv.sync.start()
    tv.inbox.wait(1)
    office.file("/a.json", feed("新", "甲"))
    with closing(SqliteStore(tmp_path / "tv.db")) as other, closing(Http()) as http:
        pull_feed(tv.feeds[0], other, http.fetch, parse_feed, START)
    tv.later(1000)
    pulled = tv.inbox.wait(2)[0]
    assert pulled.outcome == "not_modified"
    assert [article.title for article in pulled.shelf.articles] == ["新", "甲"]


# ---------------------------------------------------------------- the end


@pytest.mark.parametrize("head", [b"", reply(200, length=False)], ids=["before the headers", "in the body"])
def test_the_end_comes_at_once_even_in_the_middle_of_a_slow_download(
    tv: Television, office: Office, head: bytes
) -> None:
    office.silence("/a.json", head)
    tv.sync.start()
    assert office.waiting.wait(10)
    began = time.monotonic()
    tv.sync.stop()
    assert time.monotonic() - began < 1.0
    assert tv.sync._thread is not None and not tv.sync._thread.is_alive()
    assert tv.inbox.events == []


def test_after_the_end_nothing_is_pulled_and_ending_twice_is_allowed(tv: Television, office: Office) -> None:
    tv.sync.start()
    tv.inbox.wait(1)
    tv.sync.stop()
    tv.sync.stop()
    tv.clock.advance(10_000)
    assert not tv.sync.pull_now("asked") and not tv.sync.pull_now(LINK)
    tv.sync.start()
    assert len(tv.inbox.passes()) == 1 and len(office.requests) == 2
    assert tv.sync._thread is not None and not tv.sync._thread.is_alive()
