"""What breaks in a living room: files that are gone or rubbish, addresses that answer 404, a catalogue saved half-way."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.offices import ROOT, catalogue, lesson, media, served
from tests.e2e.safe_area import misplaced
from tests.e2e.television import Television

pytestmark = pytest.mark.slow

def rubbish(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(200_000))


def test_what_cannot_be_played_says_so_with_a_code_and_offers_the_next(television: Television, tmp_path: Path) -> None:
    folder = media(tmp_path, "dk-xiaoshi.mp4", "dk-bandeng.mp3")
    rubbish(folder / "rubbish.mp4")
    (folder / "gone.mp4").write_bytes(b"not for long")
    with served(folder) as web:
        channels = catalogue(
            tmp_path,
            [
                lesson("gone", "这课没下载", file="lessons/gone.mp4"),
                lesson("rubbish", "这课是坏的", file="lessons/rubbish.mp4"),
                lesson("nowhere", "这课找不到", url=f"{web}nowhere.mp4"),
                lesson("web", "网上的一课", url=f"{web}dk-xiaoshi.mp4"),
                lesson("sound", "只有声音", file="lessons/dk-bandeng.mp3"),
            ],
        )
        television.start(catalogue=channels)
        (folder / "gone.mp4").unlink()
        television.press("2")
        for item, code in (("gone", "P1"), ("rubbish", "P2"), ("nowhere", "P2")):
            since = television.mark
            # from the list the first time, by 换一课 of the page before afterwards
            television.press("Return")
            failed = television.until(
                lambda event: event["event"] == "player" and event["state"] == "error", "player error", since=since
            )
            assert failed["item"] == item
            television.until_notice(code, since=since)
            page = television.until_screen("error")
            assert page["focus"] == "换一课" and page["item"] == item
            assert any(code in text for text in page["texts"]), page["texts"]
            assert misplaced(page["focus_rect"], 1280, 720) == ""
            wait_lit(television, "words stand on the screen: it is not black")
        since = television.mark
        television.press("Return")
        assert television.until_player("playing", since=since)["item"] == "web"
        television.press("Escape")
        assert television.view["screen"] == "section"
        television.press("Home", "2", "0", "5")
        sound = television.until(
            lambda event: event["event"] == "player" and event["state"] == "playing" and event["item"] == "sound",
            "sound alone",
            since=since,
        )
        assert sound["shown"] == 0
        wait_lit(television, "a lesson without a picture shows its cover")


def wait_lit(television: Television, what: str) -> None:
    """Until something bright is on the screen: what plays is written down before its first picture is shown."""
    until = time.monotonic() + 5.0
    while lit(television) <= 0.002:
        assert time.monotonic() < until, what
        time.sleep(0.02)


def lit(television: Television) -> float:
    """Share of the screen that is bright."""
    rgb = television.screen.rgb()
    sample = rgb[:: 3 * 7]
    return sum(value > 90 for value in sample) / len(sample)


def test_a_catalogue_saved_with_mistakes_changes_nothing_and_a_mended_one_comes_at_once(
    television: Television, tmp_path: Path
) -> None:
    media(tmp_path, "dk-xiaoshi.mp4")
    channels = catalogue(tmp_path, [lesson("one", "第一课", file="lessons/dk-xiaoshi.mp4")])
    television.start(catalogue=channels)
    focus = television.press("Down", "Right", "Right")["focus"]
    good = channels.read_text("utf-8")
    since = television.mark
    channels.write_text(good.replace("title: 第一课", "titel: 第一课"), "utf-8")
    television.until_notice("C1", since=since, within=5.0)
    assert television.view["focus"] == focus
    assert any("测试街道" in text for text in television.view["texts"])
    assert television.press("2")["focus"] == "第一课"
    television.press("Home")
    catalogue(tmp_path, [lesson("one", "第一课", file="lessons/dk-xiaoshi.mp4")], station="新名字街道")
    mended = television.until_view("the new name", lambda view: any("新名字街道" in text for text in view["texts"]), 5.0)
    assert mended["screen"] == "home"
    assert television.press("2")["focus"] == "第一课"
    assert television.terminate() == 0
    assert "Traceback" not in television.log

    # broken while it was off: the last good one stands, and it is said
    channels.write_text("version: 1\nsections: [\n", "utf-8")
    television.start(catalogue=channels)
    television.until_notice("C1")
    assert any("新名字街道" in text for text in television.view["texts"])


def test_a_first_start_with_a_broken_catalogue_shows_ten_sections_and_c1(television: Television, tmp_path: Path) -> None:
    channels = tmp_path / "channels.yaml"
    channels.write_bytes(b"\x00\x01\x02 not yaml at all: [")
    television.start(catalogue=channels)
    television.until_notice("C1")
    said = "\n".join(television.view["texts"])
    assert all(name in said for name in ("基层党建", "政务公开", "文化科普"))
    assert television.view["focus"]
    television.press("5")
    assert television.view["section"] and television.view["focus"]
    catalogue(tmp_path)
    television.press("Home")
    television.until_view("the mended one", lambda view: any("测试街道" in text for text in view["texts"]), 5.0)


def test_a_catalogue_that_is_gone_at_the_next_start_leaves_the_last_good_one(
    television: Television, tmp_path: Path
) -> None:
    media(tmp_path, "dk-xiaoshi.mp4")
    channels = catalogue(tmp_path, [lesson("a", "第一课", file="lessons/dk-xiaoshi.mp4")])
    television.start(catalogue=channels)
    assert television.terminate() == 0
    channels.unlink()
    television.start(catalogue=channels)
    television.until_notice("C1")
    assert television.press("2")["focus"] == "第一课"


def test_what_cannot_start_says_one_clear_line_and_ends_with_3(tmp_path: Path, television: Television) -> None:
    def run(*options: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "main.py"), "run", "--state", str(tmp_path / "state"), *options]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=30, env=television.screen.env | env, check=False
        )

    nowhere = run("--catalogue", str(tmp_path / "nothing.yaml"))
    assert nowhere.returncode == 3
    assert nowhere.stderr.count("\n") == 1 and "nothing.yaml" in nowhere.stderr
    untraceable = run("--trace", str(tmp_path / "no" / "folder" / "t"))
    assert untraceable.returncode == 3 and untraceable.stderr.count("\n") == 1
    dark = run(DISPLAY=":77777")
    assert dark.returncode == 3
    assert "Traceback" not in dark.stderr
    assert "doctor" in dark.stderr.splitlines()[-1]


def test_a_state_folder_that_cannot_be_written_costs_the_memory_not_the_evening(
    television: Television, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    television.state = in_the_way / "state"
    television.start("--feed", "http://127.0.0.1:9/")
    television.until_notice("D1")
    television.press("2", "Return")
    television.until_player("playing")
    television.press("Escape")
    assert television.terminate() == 0
    assert "Traceback" not in television.log
    assert in_the_way.read_text() == "not a folder"
    assert not os.path.exists(television.state)
