"""`serve`: what a real web server would answer, and nothing beyond the folder."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
BODY = ('{"items": [' + '"党建", ' * 200 + '""]}').encode()


@pytest.fixture
def ask(served):
    folder, address = served
    (folder / "a").mkdir()
    (folder / "a" / "b.json").write_bytes(BODY)
    (folder / "a" / "图 1.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").write_text("x")
    (folder.parent / "secret.json").write_text("secret")
    (folder / "out.json").symlink_to(folder.parent / "secret.json")

    def request(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    return request


def test_a_file_comes_with_type_tag_and_date(ask):
    status, headers, body = ask("/a/b.json")
    assert (status, body) == (200, BODY)
    assert headers["content-type"] == "application/feed+json; charset=utf-8"
    assert headers["etag"].startswith('"') and headers["last-modified"].endswith("GMT")
    assert ask("/a/%E5%9B%BE%201.png")[1]["content-type"] == "image/png"


def test_an_unchanged_file_costs_one_small_answer(ask, served):
    headers = ask("/a/b.json")[1]
    for known in ({"If_None_Match": headers["etag"]}, {"If_None_Match": f'"x", W/{headers["etag"]}'}, {"If_None_Match": "*"},
                  {"If_Modified_Since": headers["last-modified"]}):  # fmt: skip
        status, again, body = ask("/a/b.json", **known)
        assert (status, body) == (304, b"")
        assert again["etag"] == headers["etag"] and "content-length" not in again
    (served[0] / "a" / "b.json").write_bytes(BODY + b" ")
    status, changed, _ = ask("/a/b.json", If_None_Match=headers["etag"], If_Modified_Since=headers["last-modified"])
    assert status == 200 and changed["etag"] != headers["etag"]


def test_packing_is_given_to_whom_it_pleases_and_has_a_tag_of_its_own(ask):
    plain = ask("/a/b.json")[1]
    status, packed, body = ask("/a/b.json", Accept_Encoding="deflate, gzip;q=0.5")
    assert (status, packed["content-encoding"], gzip.decompress(body)) == (200, "gzip", BODY)
    assert packed["etag"] != plain["etag"] and len(body) < len(BODY)
    assert "accept-encoding" in packed["vary"].lower() and "accept-encoding" in plain["vary"].lower()
    assert ask("/a/b.json", Accept_Encoding="gzip", If_None_Match=packed["etag"])[0] == 304
    assert "content-encoding" not in ask("/a/b.json", Accept_Encoding="gzip;q=0")[1]


def test_head_is_get_without_the_body(ask):
    status, headers, body = ask("/a/b.json", "HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", str(len(BODY)))


@pytest.mark.parametrize(
    "path",
    ["/", "/a", "/a/", "/no", "/.hidden", "/out.json", "/../secret.json", "/a/../../secret.json", "/%2e%2e/secret.json",
     "/a/..%2f..%2fsecret.json", "//etc/passwd", "/a/b.json%00", "/%ff", "/a/" + "x" * 5000],
)  # fmt: skip
def test_nothing_else_is_given(ask, path):
    status, _, body = ask(path)
    assert status in (404, 400, 414)
    assert b"secret" not in body and b"root:" not in body


def test_only_reading_is_offered(ask):
    assert ask("/a/b.json", "POST")[0] == 501
    assert ask("/a/b.json", "DELETE")[0] == 501


def test_silent_callers_do_not_keep_the_others_waiting_for_ever(served, ask, monkeypatch):
    from tvapp.admin import serve

    monkeypatch.setattr(serve._Handler, "timeout", 0.2)
    netloc = urlsplit(served[1])
    silent = [socket.create_connection((netloc.hostname or "", netloc.port or 0)) for _ in range(serve.MAX_AT_ONCE + 4)]
    try:
        assert ask("/a/b.json")[0] == 200
    finally:
        for one in silent:
            one.close()


def command(*arguments: str) -> subprocess.Popen[str]:
    program = (
        "import argparse, sys; from tvapp.admin import serve;"
        "sys.exit(serve.run(argparse.Namespace(dir=sys.argv[1], port=int(sys.argv[2]))))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_its_address_and_ends_well(tmp_path, sign):
    (tmp_path / "x.json").write_text("{}")
    with command(str(tmp_path), "0") as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", "/x.json")
        assert connection.getresponse().status == 200  # and the connection stays open, as a television's does
        process.send_signal(sign)
        _, errors = process.communicate(timeout=20)
        connection.close()
    assert (process.returncode, errors) == (0, "")


def test_a_port_in_use_and_a_missing_folder_are_one_clear_line(tmp_path):
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        command(str(tmp_path), str(taken.getsockname()[1])) as process,
    ):
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1 and "已经有程序在用" in errors and errors.count("\n") == 1
    with command(str(tmp_path / "no"), "0") as process:
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1 and "没有" in errors and errors.count("\n") == 1
