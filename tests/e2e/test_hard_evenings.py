"""What really happens in living rooms: keys faster than the picture, servers that hang, lessons taken away while they play."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.offices import catalogue, lesson, media
from tests.e2e.television import Television
from tests.e2e.test_living_room import NOBODY

pytestmark = pytest.mark.slow


def test_keys_faster_than_the_picture_are_all_counted_and_the_last_one_is_shown(television: Television) -> None:
    television.start(*NOBODY)
    since = television.mark
    burst = ["Right", "Down", "Left", "Up", "Right", "Right", "Down", "Left"] * 5
    television.burst(*burst)
    television.until(lambda event: event["event"] == "frame" and event["n"] == len(burst), "the last frame", since=since)
    keys = television.seen("key", since)
    assert [key["n"] for key in keys] == list(range(1, len(burst) + 1))
    frames = [frame["n"] for frame in television.seen("frame", since)]
    assert frames == sorted(set(frames)), "a frame of several keys is written once, with the newest"
    assert television.view["focus"]


def test_two_oks_apart_are_two_and_another_key_between_them_hides_neither(television: Television) -> None:
    television.start(*NOBODY)
    television.press("m")
    since = television.mark
    television.burst("Return", "Right", "Return")  # 大 → 特大 → 超大 → round to 标准
    television.until(lambda event: event["event"] == "frame" and event["n"] == 4, "its frame", since=since)
    assert [key["key"] for key in television.seen("key", since)] == ["OK", "RIGHT", "OK"]
    assert television.view["focus"] == "字号，标准"


@pytest.fixture
def hanging() -> Iterator[str]:
    """An address that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        calls: list[socket.socket] = []

        def answer() -> None:
            while True:
                try:
                    calls.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
        for call in calls:
            call.close()


def test_a_server_that_never_answers_is_said_in_words_and_can_be_left_and_switched_off(
    television: Television, tmp_path: Path, hanging: str
) -> None:
    media(tmp_path, "dk-xiaoshi.mp4")
    items = [lesson("far", "远处的一课", url=f"{hanging}far.mp4"), lesson("near", "近处的一课", file="lessons/dk-xiaoshi.mp4")]
    channels = catalogue(tmp_path, items, base=hanging, feeds={"gongkai": "gongkai/gonggao.json"})
    television.start(catalogue=channels)
    television.press("2", "Return")
    opening = television.until_player("opening")
    words = television.until_view("words", lambda view: any("正在打开" in text for text in view["texts"]), 5.0)
    assert words["screen"] == "player"
    back = television.press("Escape")
    assert (back["screen"], back["focus"]) == ("section", "远处的一课")
    since = television.mark
    television.press("Down", "Home", "2", "0", "2")
    assert television.until_player("playing", since=since)["item"] == "near"
    assert opening["item"] == "far"
    television.press("Escape", "0", "1")
    television.until_player("opening", since=since)
    assert television.terminate() == 0, "neither the lesson nor the feed that hangs keeps it from going off"


def test_a_lesson_that_leaves_the_catalogue_while_it_plays_gives_way_without_a_fall(
    television: Television, tmp_path: Path
) -> None:
    media(tmp_path, "dk-xiaoshi.mp4", "dk-sanhui.mp4")
    one = lesson("one", "第一课", file="lessons/dk-xiaoshi.mp4")
    two = lesson("two", "第二课", file="lessons/dk-sanhui.mp4")
    channels = catalogue(tmp_path, [one, two])
    television.start(catalogue=channels)
    television.press("2", "Return")
    television.until_player("playing")
    catalogue(tmp_path, [two])
    view = television.until_view("the list without it", lambda view: view["screen"] == "section", 6.0)
    assert view["focus"] == "第二课" and not any("第一课" in text for text in view["texts"])
    since = television.mark
    television.press("Return")
    assert television.until_player("playing", since=since)["item"] == "two"
    assert "Traceback" not in television.log


def test_a_player_that_dies_while_nobody_watches_is_nobodys_concern(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Return")
    television.until_player("playing")
    television.press("Escape", "Home")
    since = television.mark
    first = television.player_pid()
    os.kill(first, signal.SIGKILL)
    television.until_true(lambda: television.player_pid(none=first) != first, "another player process")
    television.press("2", "Return")
    television.until_player("playing", since=since)
    assert not [event for event in television.seen("player", since) if event["state"] == "error"]
    assert {event["code"][0] for event in television.seen("notice")} <= {"N"}, "the office that does not answer is another matter"


def test_sigterm_to_the_whole_group_is_an_ordinary_end(television: Television) -> None:
    television.start(*NOBODY)
    television.press("2", "Return")
    television.until_player("playing", after_s=1.0)
    assert television.process is not None
    os.killpg(television.process.pid, signal.SIGTERM)
    assert television.wait_end() == 0
    assert "Traceback" not in television.log and "ERROR" not in television.log


def test_a_clock_that_cannot_be_right_is_said(television: Television) -> None:
    television.start(*NOBODY, "--now", "1970-01-01T08:00")
    television.until_notice("T1")
    assert any("时间没对准" in text for text in television.view["texts"])
    television.press("2", "Return")
    television.until_player("playing")
