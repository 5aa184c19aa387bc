"""What the feed tests share: reading a feed from text, and a real server on a folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tvapp.adapters.feed_parse import parse_feed
from tvapp.admin.serve import FeedServer
from tvapp.core.feed import FeedPage

ADDRESS = "https://feeds.example.cn/office/feed.xml"

Read = Callable[..., FeedPage]


@pytest.fixture
def read() -> Read:
    def read_feed(data: str | bytes, content_type: str = "", url: str = ADDRESS) -> FeedPage:
        return parse_feed(data if isinstance(data, bytes) else data.encode(), content_type=content_type, url=url)

    return read_feed


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """(folder, its address): an empty folder behind our own server."""
    folder = tmp_path / "served"
    folder.mkdir()
    server = FeedServer(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield folder, server.address
    server.shutdown()
    thread.join()
    server.server_close()
