"""One feed over real HTTP into a real store, with a server that may do anything."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from office import Office, Request, reply

from tvapp.adapters.feed_parse import parse_feed
from tvapp.adapters.http import Http
from tvapp.adapters.pull import Pulled, pull_feed
from tvapp.adapters.store import SqliteStore
from tvapp.core.blocks import plain_text

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FEED = "/zhengwu/feed.json"


class Television:
    """A store, a client and a clock: what pulls need."""

    def __init__(self, office: Office, path: Path) -> None:
        self.office = office
        self.store = SqliteStore(path)
        self.store.load()
        self.now = NOW

    def pull(self, path: str = FEED, **client: float) -> Pulled:
        self.now += timedelta(minutes=15)
        with closing(Http(**client)) as http:
            return pull_feed(self.office.url(path), self.store, http.fetch, parse_feed, self.now)

    def titles(self, path: str = FEED) -> list[str]:
        return [article.title for article in self.store.shelf(self.office.url(path)).articles]

    def words(self, article: str, path: str = FEED) -> str:
        body = self.store.load_body(self.office.url(path), article)
        return plain_text(body.blocks) if body else ""


@pytest.fixture
def tv(office: Office, tmp_path: Path) -> Iterator[Television]:
    television = Television(office, tmp_path / "tv.db")
    with closing(television.store):
        yield television


def json_feed(*titles: str, title: str = "政务公开", next_url: str | None = None, later: str = "") -> bytes:
    items = [{"id": name, "title": name, "content_html": f"<p>{name}的正文</p>"} for name in titles]
    data: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    if next_url:
        data["next_url"] = next_url
    if later:
        data["_tvapp"] = {"later_sha256": later}
    return json.dumps(data, ensure_ascii=False).encode()


def rss(*titles: str, encoding: str = "utf-8") -> bytes:
    items = "".join(f"<item><title>{name}</title><link>http://a/{name}</link></item>" for name in titles)
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>站</title>'
    text = f"{head}{items}</channel></rss>"
    return text.encode("gb18030" if encoding == "gb2312" else encoding)


# ---------------------------------------------------------------- the ordinary life of a feed


def test_a_first_pull_brings_titles_and_bodies(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲", "乙"))
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.changed, pulled.gone, pulled.requests) == ("fetched", 2, 0, 0, 1)
    assert pulled.bytes == len(json_feed("甲", "乙")) and pulled.why == ""
    assert tv.titles() == ["甲", "乙"] and tv.words("乙") == "乙的正文"
    assert pulled.shelf == tv.store.shelf(office.url(FEED))
    assert (pulled.shelf.title, pulled.shelf.fetched_at) == ("政务公开", tv.now)


def test_an_unchanged_feed_costs_one_small_answer_and_is_fresh_again(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲"))
    tv.pull()
    pulled = tv.pull()
    assert (pulled.outcome, pulled.requests, pulled.bytes, pulled.new) == ("not_modified", 1, 0, 0)
    assert pulled.shelf == tv.store.shelf(office.url(FEED)) and pulled.shelf.fetched_at == tv.now
    assert tv.titles() == ["甲"]


def test_new_changed_and_withdrawn_articles_are_told_apart(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲", "乙", "丙"))
    tv.pull()
    office.file(FEED, json_feed("丁", "甲", "乙").replace("乙的正文".encode(), "乙的新正文".encode()))
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.changed, pulled.gone) == ("fetched", 1, 1, 1)
    assert tv.titles() == ["丁", "甲", "乙"]
    assert tv.words("乙") == "乙的新正文" and tv.words("甲") == "甲的正文" and tv.words("丙") == ""


def test_a_new_entity_tag_with_the_same_content_changes_nothing(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲"), etag='"1"')
    tv.pull()
    office.file(FEED, json_feed("甲"), etag='"2"')
    again = tv.pull()
    assert (again.outcome, again.new, again.changed, again.gone) == ("fetched", 0, 0, 0)
    assert tv.pull().outcome == "not_modified"


def test_a_server_without_validators_is_read_in_full_each_time(tv: Television, office: Office) -> None:
    office.answers[FEED] = reply(200, json_feed("甲"))
    tv.pull()
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.changed) == ("fetched", 0, 0)


def test_an_empty_feed_is_valid_and_empties_the_shelf(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲"))
    tv.pull()
    office.file(FEED, json_feed())
    pulled = tv.pull()
    assert (pulled.outcome, pulled.gone) == ("fetched", 1)
    assert tv.titles() == [] and tv.words("甲") == ""


def test_in_rss_absence_means_nothing(tv: Television, office: Office) -> None:
    office.file("/news.xml", rss("甲", "乙"), "application/rss+xml")
    tv.pull("/news.xml")
    office.file("/news.xml", rss("丙"), "application/rss+xml")
    pulled = tv.pull("/news.xml")
    assert (pulled.outcome, pulled.new, pulled.gone) == ("fetched", 1, 0)
    assert sorted(tv.titles("/news.xml")) == sorted(["甲", "乙", "丙"])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss("镕基街道"), "application/rss+xml; charset=iso-8859-5"),
        (rss("镕基街道", encoding="gb2312"), "text/xml"),
        (rss("镕基街道", encoding="gb2312"), "text/xml; charset=utf-8"),
        (rss("镕基街道").replace(b"utf-8", b"gb2312"), "text/xml"),
    ],
    ids=["http names a wrong one", "gb2312 with a gbk character", "http contradicts", "the file contradicts"],
)
def test_a_wrong_charset_never_fails_a_pull(tv: Television, office: Office, body: bytes, kind: str) -> None:
    office.file("/news.xml", body, kind)
    assert tv.pull("/news.xml").outcome == "fetched"
    assert len(tv.titles("/news.xml")) == 1


# ---------------------------------------------------------------- pages


def three_pages(office: Office, second: bytes | None = None) -> None:
    office.file(FEED, json_feed("一甲", "一乙", next_url="feed-2.json"))
    office.file("/zhengwu/feed-2.json", second or json_feed("二甲", "二乙", next_url="/zhengwu/feed-3.json"))
    office.file("/zhengwu/feed-3.json", json_feed("三甲"))


def test_a_long_feed_is_read_to_its_last_page(tv: Television, office: Office) -> None:
    three_pages(office)
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.requests) == ("fetched", 5, 3)
    assert tv.titles() == ["一甲", "一乙", "二甲", "二乙", "三甲"]


def test_an_unchanged_long_feed_costs_one_small_answer_a_page(tv: Television, office: Office) -> None:
    three_pages(office)
    tv.pull()
    pulled = tv.pull()
    assert (pulled.outcome, pulled.requests, pulled.bytes) == ("not_modified", 3, 0)


def covered_pages(office: Office, *second: str, told: bytes | None = None) -> None:
    """Two pages as `publish` makes them: the first names the digest of the second."""
    page = json_feed(*second)
    digest = hashlib.sha256(told or page).hexdigest()
    office.file("/zhengwu/feed-2.json", page)
    office.file(FEED, json_feed("一甲", next_url="feed-2.json", later=digest))


def test_an_unchanged_long_feed_whose_first_page_covers_the_others_costs_one_small_answer(
    tv: Television, office: Office
) -> None:
    covered_pages(office, "二甲", "二乙")
    assert tv.pull().requests == 2
    pulled = tv.pull()
    assert (pulled.outcome, pulled.requests, pulled.bytes) == ("not_modified", 1, 0)
    covered_pages(office, "二甲")
    changed = tv.pull()
    assert (changed.outcome, changed.gone, changed.requests) == ("fetched", 1, 2)
    assert tv.pull().requests == 1


def test_a_digest_that_is_not_that_of_the_pages_that_came_saves_no_question(tv: Television, office: Office) -> None:
    covered_pages(office, "二甲", told=json_feed("二甲", "二乙"))  # a later page has not been uploaded yet
    assert tv.pull().requests == 2
    assert tv.pull().requests == 2
    office.file("/zhengwu/feed-2.json", json_feed("二甲", "二乙"))
    assert tv.pull().new == 1
    assert tv.titles() == ["一甲", "二甲", "二乙"]


def test_on_another_day_every_page_is_asked_about_whatever_the_first_promises(tv: Television, office: Office) -> None:
    covered_pages(office, "二甲")
    tv.pull()
    assert tv.pull().requests == 1
    office.file("/zhengwu/feed-2.json", json_feed("二甲", "手写"))  # by hand, and the first page knows nothing of it
    tv.now += timedelta(days=1)
    assert tv.pull().new == 1
    assert tv.titles() == ["一甲", "二甲", "手写"]


def test_what_is_withdrawn_on_a_later_page_is_noticed_although_the_first_has_not_changed(
    tv: Television, office: Office
) -> None:
    three_pages(office)
    tv.pull()
    three_pages(office, json_feed("二甲", next_url="/zhengwu/feed-3.json"))
    pulled = tv.pull()
    assert (pulled.outcome, pulled.gone) == ("fetched", 1)
    assert tv.titles() == ["一甲", "一乙", "二甲", "三甲"]


@pytest.mark.parametrize(
    "bad", [reply(500), reply(404), reply(200, b"<html><body>login</body></html>", "text/html"), b""],
    ids=["error", "missing", "a web page", "nothing"],
)  # fmt: skip
def test_a_page_that_fails_removes_nothing_and_is_asked_for_again(tv: Television, office: Office, bad: bytes) -> None:
    three_pages(office)
    tv.pull()
    office.file(FEED, json_feed("新", "一甲", next_url="feed-2.json"))
    office.answers["/zhengwu/feed-2.json"] = bad
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.gone) == ("failed", 1, 0)
    assert pulled.why.startswith("第 2 页：")
    assert set(tv.titles()) == {"新", "一甲", "一乙", "二甲", "二乙", "三甲"}
    assert pulled.shelf.fetched_at != tv.now and pulled.shelf.failed == pulled.why
    three_pages(office)
    office.file(FEED, json_feed("新", "一甲", next_url="feed-2.json"))
    again = tv.pull()
    assert (again.outcome, again.new, again.gone) == ("fetched", 0, 1)  # 一乙, in truth withdrawn
    assert tv.titles() == ["新", "一甲", "二甲", "二乙", "三甲"]


def test_when_a_later_page_went_away_the_feed_is_read_anew(tv: Television, office: Office) -> None:
    three_pages(office)
    tv.pull()
    office.file("/zhengwu/feed-2.json", json_feed("二甲", "二乙"))
    del office.answers["/zhengwu/feed-3.json"]
    pulled = tv.pull()
    assert (pulled.outcome, pulled.gone) == ("fetched", 1)
    assert tv.pull().requests == 2


def test_pages_that_go_round_end_and_remove_nothing(tv: Television, office: Office) -> None:
    three_pages(office)
    tv.pull()
    office.file("/zhengwu/feed-2.json", json_feed("二甲", next_url="feed.json"))
    pulled = tv.pull()
    assert pulled.outcome == "failed" and pulled.gone == 0 and len(tv.titles()) == 5


def test_pages_without_end_are_left(tv: Television, office: Office) -> None:
    def answer(request: Request, conn: socket.socket) -> None:
        number = int(request.path.rpartition("-")[2])
        conn.sendall(reply(200, json_feed(str(number), next_url=f"/p-{number + 1}")))

    for number in range(200):
        office.answers[f"/p-{number}"] = answer
    pulled = tv.pull("/p-0")
    assert pulled.outcome == "failed" and pulled.requests == 60 and pulled.new == 60


def test_a_next_page_that_is_a_file_is_never_opened(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲", next_url="file:///etc/passwd"))
    pulled = tv.pull()
    assert tv.titles() == ["甲"] and pulled.requests <= 2


# ---------------------------------------------------------------- bad servers: what was there stays


def html_page(office: Office) -> None:
    office.answers[FEED] = reply(200, b"<!DOCTYPE html><html><body>Please log in</body></html>", "text/html")


def torn_json(office: Office) -> None:
    office.answers[FEED] = reply(200, json_feed("甲", "乙")[:-30])


def empty_body(office: Office) -> None:
    office.answers[FEED] = reply(200, b"")


def server_error(office: Office) -> None:
    office.answers[FEED] = reply(500, json_feed())


def too_busy(office: Office) -> None:
    office.answers[FEED] = reply(503, json_feed(), Retry_After="3600")


def wrong_length(office: Office) -> None:
    office.answers[FEED] = reply(200, json_feed() + b"....")[:-4]


def redirect_loop(office: Office) -> None:
    office.answers[FEED] = reply(302, Location=FEED)


def redirect_to_file(office: Office) -> None:
    office.answers[FEED] = reply(302, Location="file:///etc/hostname")


def endless(office: Office) -> None:
    office.flood(FEED, reply(200, length=False), b" " * 65536)


def bomb(office: Office) -> None:
    import gzip

    office.answers[FEED] = reply(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")


def json_of_another_kind(office: Office) -> None:
    office.answers[FEED] = reply(200, b'{"error": "not found"}')


def million_laughs(office: Office) -> None:
    entities = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(30))
    office.answers[FEED] = reply(200, b'<!DOCTYPE rss [<!ENTITY a0 "x">' + entities + b"]><rss>&a30;</rss>", "text/xml")


BAD = [
    html_page, torn_json, empty_body, server_error, too_busy, wrong_length, redirect_loop, redirect_to_file, endless,
    bomb, json_of_another_kind, million_laughs,
]  # fmt: skip


@pytest.mark.parametrize("misbehave", BAD)
def test_whatever_the_server_does_the_old_content_stays_with_its_age(
    tv: Television, office: Office, misbehave: object
) -> None:
    office.file(FEED, json_feed("甲", "乙"))
    first = tv.pull()
    assert callable(misbehave)
    misbehave(office)
    pulled = tv.pull()
    assert (pulled.outcome, pulled.new, pulled.changed, pulled.gone) == ("failed", 0, 0, 0)
    assert pulled.why and pulled.shelf.failed == pulled.why and pulled.shelf.fetched_at == first.shelf.fetched_at
    assert pulled.shelf == tv.store.shelf(office.url(FEED))
    assert tv.titles() == ["甲", "乙"] and tv.words("甲") == "甲的正文"
    office.file(FEED, json_feed("甲", "乙"))
    back = tv.pull()
    assert back.outcome == "not_modified" and back.shelf.failed == ""


def test_an_hour_of_quiet_that_was_asked_for_is_remembered(tv: Television, office: Office) -> None:
    too_busy(office)
    tv.pull()
    assert tv.store.meta(office.url(FEED)).hold_until == tv.now + timedelta(hours=1)
    office.file(FEED, json_feed("甲"))
    tv.pull()
    assert tv.store.meta(office.url(FEED)).hold_until is None


def test_failures_are_counted_until_an_answer_comes(tv: Television, office: Office) -> None:
    server_error(office)
    tv.pull()
    tv.pull()
    assert tv.store.meta(office.url(FEED)).failures == 2
    office.file(FEED, json_feed("甲"))
    tv.pull()
    assert tv.store.meta(office.url(FEED)).failures == 0


def test_a_slow_server_is_left_and_the_old_content_stays(tv: Television, office: Office) -> None:
    office.file(FEED, json_feed("甲"))
    tv.pull()
    office.silence(FEED, reply(200, length=False))
    assert tv.pull(read_s=0.2).why == "服务器太久没有回应"
    assert tv.titles() == ["甲"]


def test_what_cannot_be_saved_is_shown_all_the_same(office: Office, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    tv = Television(office, tmp_path / "in-the-way" / "tv.db")
    with closing(tv.store):
        office.file(FEED, json_feed("甲"))
        pulled = tv.pull()
        assert pulled.outcome == "fetched" and pulled.shelf.articles[0].title == "甲"
        assert tv.words("甲") == "甲的正文"
