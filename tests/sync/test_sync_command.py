"""`main.py sync`: one pass, told in lines that other programs may lean on."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from office import Office, reply

from tests.core.programme import NAMES
from tvapp.adapters.paths import default_state_dir
from tvapp.adapters.store import SqliteStore
from tvapp.admin import sync_once


def feed(*titles: str) -> bytes:
    items = [{"id": name, "title": name, "content_text": name} for name in titles]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "站", "items": items}).encode()


@pytest.fixture
def catalogue(office: Office, tmp_path: Path) -> Path:
    """Ten sections; the fifth has two feeds, the sixth one of them again."""
    lines = ["version: 1", "station: 测试街道", "feeds:", f"  base: {office.base}", "sections:"]
    columns = {4: ("a.json", "b.json"), 5: ("a.json",)}
    for number, (_, name) in enumerate(NAMES):
        lines += [f"  - id: s{number}", f"    title: {name}", "    columns:"]
        for place, feed_path in enumerate(columns.get(number, ())):
            lines += [f"      - title: 栏目{number}{place}", f"        feed: {feed_path}"]
        if number not in columns:
            lines += ["      - title: 空栏目", "        items: []"]
    path = tmp_path / "channels.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    office.file("/a.json", feed("甲", "乙"))
    office.file("/b.json", feed("丙"))
    return path


@pytest.fixture
def arguments(catalogue: Path, tmp_path: Path) -> list[str]:
    return ["--catalogue", str(catalogue), "--state", str(tmp_path / "state")]


def test_with_json_each_feed_is_one_object_and_nothing_else_is_printed(
    arguments: list[str], office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync_once.run([*arguments, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    size = len(feed("甲", "乙"))
    assert lines[0] == {
        "feed": office.url("/a.json"), "outcome": "fetched", "new": 2, "changed": 0, "gone": 0, "requests": 1,
        "bytes": size, "why": "",
    }  # fmt: skip
    assert [line["feed"] for line in lines] == [office.url("/a.json"), office.url("/b.json")]
    assert sync_once.run([*arguments, "--json"]) == 0
    again = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["outcome"], line["requests"], line["bytes"]) for line in again] == [("not_modified", 1, 0)] * 2
    office.file("/a.json", feed("丁", "乙"))
    office.answers["/b.json"] = reply(500)
    assert sync_once.run([*arguments, "--json"]) == 1
    last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (last[0]["outcome"], last[0]["new"], last[0]["gone"]) == ("fetched", 1, 1)
    assert (last[1]["outcome"], last[1]["why"]) == ("failed", "服务器回答了错误（500）")


def test_people_get_sentences(arguments: list[str], office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.answers["/b.json"] = reply(404)
    assert sync_once.run(arguments) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"已取回：{office.url('/a.json')}（新 2 篇）",
        f"没取到：{office.url('/b.json')}：服务器回答了错误（404）",
        "共 2 个文章源，1 个正常，1 个没取到。",
    ]


def test_what_was_pulled_is_in_the_state_folder_and_nowhere_else(
    arguments: list[str], office: Office, tmp_path: Path
) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    sync_once.run([*arguments, "--json"])
    assert {path.name for path in tmp_path.iterdir()} - before == {"state"}
    with closing(SqliteStore(tmp_path / "state" / "tv.db")) as store:
        shelf = store.load().shelves[office.url("/a.json")]
        assert [article.title for article in shelf.articles] == ["甲", "乙"]


def test_a_television_that_is_writing_at_the_same_time_is_waited_for(arguments: list[str], tmp_path: Path) -> None:
    assert sync_once.run([*arguments, "--json"]) == 0
    with closing(SqliteStore(tmp_path / "state" / "tv.db")) as television:
        television.load()
        television.save_focus("home", "x")
        assert sync_once.run([*arguments, "--json"]) == 0
        television.flush()
        assert television.load().focus == {"home": "x"}


def test_a_server_that_is_down_is_told_for_each_of_its_feeds(
    arguments: list[str], catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    text = catalogue.read_text("utf-8").splitlines()
    text[3] = f"  base: http://127.0.0.1:{port}"
    catalogue.write_text("\n".join(text), "utf-8")
    assert sync_once.run([*arguments, "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["why"], line["requests"]) for line in lines] == [("服务器没有回应", 1), ("服务器没有回应", 0)]


def test_a_catalogue_with_errors_is_told_and_nothing_is_pulled(
    tmp_path: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("version: 1\n", "utf-8")
    assert sync_once.run(["--catalogue", str(path), "--state", str(tmp_path / "s"), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "bad.yaml:1:1" in printed.err
    assert office.requests == [] and not (tmp_path / "s").exists()


def test_a_state_folder_that_cannot_be_written_is_told_and_counts_as_a_failure(
    catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync_once.run(["--catalogue", str(catalogue), "--state", str(catalogue / "x"), "--json"]) == 1
    assert "没能保存" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--colour"], ["x"], ["--state"], ["--cat", "x"]])
def test_wrong_usage_is_told_in_one_go(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert sync_once.run(wrong) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert sync_once.run(["--help"]) == 0
    assert "--catalogue" in capsys.readouterr().out


def test_the_state_folder_is_the_units_then_the_xdg_folder_then_the_usual_one() -> None:
    env = {"STATE_DIRECTORY": "/var/lib/tv:/var/lib/other", "XDG_DATA_HOME": "/data", "HOME": "/home/wang"}
    assert default_state_dir(env) == Path("/var/lib/tv")
    del env["STATE_DIRECTORY"]
    assert default_state_dir(env) == Path("/data/keting-dangjian")
    env["XDG_DATA_HOME"] = "relative"
    assert default_state_dir(env) == Path("/home/wang/.local/share/keting-dangjian")
    assert default_state_dir() == default_state_dir(os.environ)


def test_the_database_is_an_ordinary_one_that_others_can_read(arguments: list[str], tmp_path: Path) -> None:
    sync_once.run([*arguments, "--json"])
    with closing(sqlite3.connect(tmp_path / "state" / "tv.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM body").fetchone() == (3,)
