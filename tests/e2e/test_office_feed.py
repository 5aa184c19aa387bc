"""The office publishes, the television pulls over real HTTP, the server goes and comes, articles change and disappear."""

from __future__ import annotations

import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.offices import article, catalogue, publish, served
from tests.e2e.safe_area import misplaced
from tests.e2e.television import Event, Television

pytestmark = pytest.mark.slow

PARAGRAPH = "秋风起了，社区的桂花开了，居民在小院里喝茶，听一听这个月办成了哪几件事，还有哪几件要接着办。" * 4
FEED = "gongkai/gonggao.json"


def red_png(width: int, height: int) -> bytes:
    """A picture of nothing but red (PNG specification, 2003: signature, IHDR, IDAT, IEND)."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\xd0\x10\x10" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three articles: a long one, one with a picture, one that the office will take back."""
    folder = tmp_path / "articles" / "gongkai" / "gonggao"
    article(folder, "chang", "桂花开的时候", "\n\n".join(f"## 第 {n} 件\n\n{PARAGRAPH}" for n in range(1, 9)), "2026-11-20")
    article(folder, "tu", "一张红色的图", "![红色的图](hong.png)", "2026-11-19")
    article(folder, "che", "就要撤下的一条", "过两天就没有了。", "2026-11-18")
    (folder / "hong.png").write_bytes(red_png(640, 360))
    return tmp_path / "articles"


def has(view: Event, words: str) -> bool:
    return any(words in text for text in view["texts"])


def synced(television: Television, outcome: str, since: int = 0, within: float = 10.0) -> Event:
    return television.until(
        lambda event: event["event"] == "sync" and event["outcome"] == outcome, f"sync {outcome}", since=since, within=within
    )


def is_red(television: Television) -> bool:
    red, green, blue = television.screen.pixel(640, 360)
    return red > 150 and green < 60 and blue < 60


class SlowPicture(BaseHTTPRequestHandler):
    """Gives the folder's files at once, a picture only when it may come."""

    folder: Path
    may_come: threading.Event

    def do_GET(self) -> None:
        if self.path.endswith(".png"):
            self.may_come.wait(30)
        body = (self.folder / self.path.lstrip("/")).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if self.path.endswith(".png") else "application/feed+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def test_a_picture_that_comes_late_takes_its_place_on_the_open_page(
    television: Television, source: Path, tmp_path: Path
) -> None:
    publish(source, tmp_path / "out")
    channels = catalogue(tmp_path, feeds={"gongkai": FEED})
    handler = type("Handler", (SlowPicture,), {"folder": tmp_path / "out", "may_come": threading.Event()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            television.start("--feed", f"http://127.0.0.1:{server.server_address[1]}/", catalogue=channels)
            synced(television, "fetched")
            television.press("5", "0", "2")
            television.until_view("the picture's page", lambda view: view.get("item") == "tu")
            television.screen.wait_still(0.4)
            assert not is_red(television)
            handler.may_come.set()  # type: ignore[attr-defined]
            television.until_true(lambda: is_red(television), "the picture, without a key")
        finally:
            handler.may_come.set()  # type: ignore[attr-defined]
            server.shutdown()


def test_articles_come_stay_without_a_server_change_and_go(television: Television, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(source, out)
    channels = catalogue(tmp_path, feeds={"gongkai": FEED}, base="http://127.0.0.1:9/wrong/")
    today = ("--now", "2026-11-21T09:30")

    with served(out) as base:
        television.start("--feed", base, *today, catalogue=channels)
        begun = television.seen("ready")[0]["t"]
        pulled = synced(television, "fetched")
        assert pulled["feed"] == base + FEED
        assert (pulled["new"], pulled["changed"], pulled["why"]) == (3, 0, "")
        assert pulled["t"] - begun < 5.0 + 2.0, "the first pull begins within 5 s of ready"
        television.press("5")
        listed = television.until_view("the list", lambda view: has(view, "桂花开的时候"))
        assert listed["focus"] == "桂花开的时候"
        assert has(listed, "就要撤下的一条") and has(listed, "测试街道办事处") and has(listed, "内容更新于")
        assert listed["texts"].count("新") == 3

        reader = television.press("Return")
        assert (reader["screen"], reader["item"]) == ("article", "chang")
        first = television.until_view("its text", lambda view: has(view, "秋风起了"))
        assert misplaced(first["focus_rect"], 1280, 720) == ""
        second = television.press("Down")
        assert second["texts"] != first["texts"] and second["item"] == "chang"
        assert television.press("Up")["texts"] == first["texts"]
        listed = television.press("Escape")
        assert (listed["screen"], listed["focus"]) == ("section", "桂花开的时候")
        assert listed["texts"].count("新") == 2, "opened is no longer 新"

        television.press("Down", "Return")
        television.until_view("the picture's page", lambda view: view.get("item") == "tu")
        television.until_true(lambda: is_red(television), "the picture on the screen")
        assert list((television.state / "pictures").iterdir()), "the picture has been kept"
        television.press("Home")
        assert television.terminate() == 0

    # The server is away: everything can still be read, and the list says how old it is and why.
    television.start("--feed", base, *today, catalogue=channels)
    failed = synced(television, "failed")
    assert failed["why"]
    television.press("5")
    listed = television.until_view("the strip", lambda view: has(view, "先看存好的"))
    assert has(listed, "代码 N4") or has(listed, "代码 N3")
    assert has(listed, "桂花开的时候") and listed["texts"].count("新") == 1
    television.until_notice("N4" if has(listed, "代码 N4") else "N3")
    television.press("0", "1")
    television.until_view("the text without a server", lambda view: has(view, "秋风起了"))
    television.press("Escape", "Down", "Return")
    television.until_view("the picture's page", lambda view: view.get("item") == "tu")
    television.until_true(lambda: is_red(television), "the kept picture")
    television.press("Home")
    assert television.terminate() == 0

    # It is back, one article is changed and one withdrawn.
    (source / "gongkai" / "gonggao" / "che.md").unlink()
    article(source / "gongkai" / "gonggao", "chang", "桂花开的时候", "改过了，只剩一句。", "2026-11-20")
    publish(source, out)
    with served(out, urlsplit(base).port or 0) as again:
        assert again == base
        television.start("--feed", base, *today, catalogue=channels)
        pulled = synced(television, "fetched")
        assert (pulled["new"], pulled["changed"]) == (0, 1)
        television.press("5")
        listed = television.until_view("the list without it", lambda view: not has(view, "就要撤下的一条"))
        assert listed["texts"].count("新") == 1 and not has(listed, "先看存好的")
        television.press("0", "1")
        television.until_view("the new text", lambda view: has(view, "改过了，只剩一句。"))
        television.press("Home")
        assert television.terminate() == 0

        television.start("--feed", base, *today, catalogue=channels)
        unchanged = synced(television, "not_modified")
        assert (unchanged["new"], unchanged["changed"]) == (0, 0)
    assert "Traceback" not in television.log
