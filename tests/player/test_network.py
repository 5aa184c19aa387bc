"""Lessons over HTTP: ranges, playlists, and a network that refuses, stops or ends."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.player.clips import SECONDS, Clips
from tests.player.watch import Watch
from tests.player.web import Web


@pytest.fixture
def web(clips: Clips) -> Iterator[Web]:
    with Web(clips.folder).running() as web:
        yield web


@pytest.mark.slow
def test_a_lesson_on_a_server_plays_and_goes_on_where_it_was(watch: Watch, clips: Clips, web: Web) -> None:
    clips("long.mp4")
    watch.play(url=f"{web.base}/long.mp4", start_s=12.0)
    watch.until(lambda: len(watch.frames) >= 3)
    assert abs((watch.frames[-1].luma - 20) / 10 - 12.0) <= 2.0
    watch.player.seek(18.5)
    last = watch.until_over()
    assert (last.phase, last.position_s) == ("ended", last.duration_s)


@pytest.mark.slow
def test_an_address_with_chinese_in_it_plays(watch: Watch, clips: Clips, web: Web) -> None:
    clips.write("第一课.mp4", clips("h264.mp4").read_bytes())
    watch.play(url=f"{web.base}/第一课.mp4?来自=街道")
    last = watch.until_over()
    assert last.phase == "ended" and last.duration_s == pytest.approx(SECONDS, abs=0.3)


@pytest.mark.slow
def test_a_playlist_of_pieces_plays_to_its_end(watch: Watch, clips: Clips, web: Web) -> None:
    clips.hls()
    watch.play(url=f"{web.base}/hls/index.m3u8")
    last = watch.until_over()
    assert last.phase == "ended" and last.shown > 40


def test_what_the_server_does_not_have_is_the_networks_failure(watch: Watch, web: Web) -> None:
    watch.play(url=f"{web.base}/nothing.mp4")
    assert watch.until_over().why == "network"


def test_a_server_that_is_not_there_is_the_networks_failure(watch: Watch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    watch.play(url=f"http://127.0.0.1:{port}/lesson.mp4")
    assert watch.until_over().why == "network"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "rtsp://127.0.0.1/x", "http://127.0.0.1/a b.mp4 :sout=#file{dst=/tmp/x}", "/etc/passwd"],
)
def test_other_schemes_and_options_in_an_address_are_refused(watch: Watch, url: str) -> None:
    watch.play(url=url)
    last = watch.until_over()
    assert (last.phase, last.why) == ("error", "unplayable")


@pytest.mark.slow
def test_a_stopped_network_is_told_and_the_lesson_goes_on_when_it_is_back(watch: Watch, clips: Clips, web: Web) -> None:
    clips("long.ts")
    watch.play(url=f"{web.base}/stall/long.ts")
    watch.until_phase("playing")
    watch.until(lambda: watch.reports[-1].why == "stalled", 30.0)
    stalled = watch.reports[-1]
    assert stalled.phase == "playing"
    web.go_on.set()
    watch.until(lambda: watch.reports[-1].why == "" and watch.reports[-1].position_s > stalled.position_s)


@pytest.mark.slow
def test_a_network_that_ends_in_the_middle_is_not_the_end_of_the_lesson(watch: Watch, clips: Clips, web: Web) -> None:
    clips("long.mp4")
    watch.play(url=f"{web.base}/cut/long.mp4", start_s=6.0)
    last = watch.until_over()
    assert (last.phase, last.why) == ("error", "network")
