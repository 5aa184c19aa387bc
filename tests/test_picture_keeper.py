"""Pictures of articles: fetched once, kept, bounded, only real ones."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tvapp.adapters import picture_keeper
from tvapp.adapters.picture_keeper import PictureKeeper
from tvapp.core.pulling import FetchFailed, Response

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


class Web:
    """What is behind each address: bytes, a status, or a failure. Counts what is asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int | FetchFailed] = {}
        self.asked: list[str] = []
        self.came: list[str] = []
        self.moved = threading.Condition()

    def fetch(self, address: str) -> Response:
        with self.moved:
            self.asked.append(address)
            self.moved.notify_all()
        page = self.pages.get(address, 404)
        if isinstance(page, FetchFailed):
            raise page
        if isinstance(page, int):
            return Response(page, b"", "text/html", None, None, address)
        return Response(200, page, "image/png", None, None, address)

    def kept(self, address: str) -> None:
        with self.moved:
            self.came.append(address)
            self.moved.notify_all()

    def until(self, there: Callable[[], bool]) -> None:
        with self.moved:
            assert self.moved.wait_for(there, 5.0), (self.asked, self.came)


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def keeper(web: Web, tmp_path: Path) -> Iterator[PictureKeeper]:
    made = PictureKeeper(tmp_path / "pictures", web.fetch, web.kept)
    yield made
    made.close()


def test_a_picture_is_fetched_once_and_is_there_afterwards(web: Web, keeper: PictureKeeper, tmp_path: Path) -> None:
    address = "http://office/a.png"
    web.pages[address] = PNG
    assert keeper.path(address) is None
    keeper.wish([address])
    web.until(lambda: web.came == [address])
    found = keeper.path(address)
    assert found is not None and found.read_bytes() == PNG
    assert found.parent == tmp_path / "pictures"
    keeper.wish([address])
    web.pages["http://office/b.png"] = PNG
    keeper.wish(["http://office/b.png"])
    web.until(lambda: len(web.came) == 2)
    assert web.asked == [address, "http://office/b.png"]


def test_what_is_no_picture_is_refused_and_not_asked_again(web: Web, keeper: PictureKeeper) -> None:
    bad = {"http://office/page": b"<html>login</html>", "http://office/none": 404, "http://office/svg": b"<svg/>"}
    web.pages.update(bad)
    web.pages["http://office/last.png"] = PNG
    keeper.wish([*bad, "http://office/last.png"])
    web.until(lambda: bool(web.came))
    keeper.wish(bad)
    web.pages["http://office/after.png"] = PNG
    keeper.wish(["http://office/after.png"])
    web.until(lambda: len(web.came) == 2)
    assert len(web.asked) == len(bad) + 2
    assert all(keeper.path(address) is None for address in bad)


def test_a_network_that_failed_is_asked_again_at_the_next_wish(web: Web, keeper: PictureKeeper) -> None:
    address = "http://office/a.png"
    web.pages[address] = FetchFailed("网络断了", "N3")
    keeper.wish([address])
    web.until(lambda: web.asked == [address])
    web.pages[address] = PNG

    def again() -> bool:
        keeper.wish([address])
        return bool(web.came)

    web.until(again)
    assert keeper.path(address) is not None


def test_addresses_that_are_not_of_the_web_are_never_asked_for(web: Web, keeper: PictureKeeper) -> None:
    keeper.wish(["file:///etc/passwd", "ftp://office/a.png", "media/a.png", "", "javascript:1"])
    web.pages["http://office/a.png"] = PNG
    keeper.wish(["http://office/a.png"])
    web.until(lambda: bool(web.came))
    assert web.asked == ["http://office/a.png"]


def test_the_oldest_pictures_give_way_when_the_folder_is_full(
    web: Web, keeper: PictureKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_keeper, "FOLDER_LIMIT", len(PNG) * 3)
    addresses = [f"http://office/{n}.png" for n in range(5)]
    for number, address in enumerate(addresses):
        web.pages[address] = PNG
        keeper.wish([address])
        web.until(lambda number=number: len(web.came) == number + 1)  # type: ignore[misc]
        found = keeper.path(address)
        assert found is not None
        os.utime(found, (1000 + number, 1000 + number))
    assert [keeper.path(address) is not None for address in addresses] == [False, False, True, True, True]


def test_a_name_from_outside_never_becomes_a_path(web: Web, keeper: PictureKeeper, tmp_path: Path) -> None:
    address = "http://office/../../../../etc/x%00.png"
    web.pages[address] = PNG
    keeper.wish([address])
    web.until(lambda: bool(web.came))
    kept = keeper.path(address)
    assert kept is not None and kept.parent == tmp_path / "pictures"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["pictures"]


def test_a_folder_that_cannot_be_written_costs_the_picture_only(web: Web, tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    keeper = PictureKeeper(tmp_path / "pictures", web.fetch, web.kept)
    web.pages["http://office/a.png"] = web.pages["http://office/b.png"] = PNG
    keeper.wish(["http://office/a.png", "http://office/b.png"])
    web.until(lambda: len(web.asked) == 2)
    assert keeper.path("http://office/a.png") is None
    keeper.close()
