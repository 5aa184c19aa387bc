"""The HTTP client against a server that misbehaves: every end is a good answer or FetchFailed, in bounded time."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office import Office, Request, reply

from tvapp.adapters import http
from tvapp.core.pulling import FetchFailed

BODY = '{"version": "https://jsonfeed.org/version/1.1", "title": "政务公开", "items": []}'.encode()


def fail(office: Office, path: str = "/feed.json", **limits: float) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        http.fetch(office.url(path), **limits)  # type: ignore[arg-type]
    return caught.value


def test_a_good_answer_comes_with_its_validators_and_type(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, BODY, ETag='"a"', Last_Modified="Sun, 22 Nov 2026 00:00:00 GMT")
    answer = http.fetch(office.url("/feed.json"))
    assert (answer.status, answer.body, answer.content_type) == (200, BODY, "application/feed+json")
    assert (answer.etag, answer.last_modified) == ('"a"', "Sun, 22 Nov 2026 00:00:00 GMT")
    assert answer.url == office.url("/feed.json")


def test_the_request_is_polite(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, BODY)
    http.fetch(office.url("/feed.json"))
    headers = office.requests[0].headers
    assert headers["user-agent"].startswith("KetingDangjian/") and headers["user-agent"].isascii()
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers and "authorization" not in headers


def test_validators_are_sent_and_304_is_a_good_answer_without_a_body(office: Office) -> None:
    office.file("/feed.json", BODY, etag='"v1"')
    assert http.fetch(office.url("/feed.json"), etag='"v1"', last_modified="then").status == 304
    assert office.requests[0].headers["if-modified-since"] == "then"
    changed = http.fetch(office.url("/feed.json"), etag='"old"')
    assert (changed.status, changed.body, changed.etag) == (200, BODY, '"v1"')


def test_a_304_that_nobody_asked_for_is_a_failure(office: Office) -> None:
    office.answers["/feed.json"] = reply(304)
    assert fail(office).code == "N4"


def test_a_validator_with_a_line_break_is_not_sent(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, BODY)
    http.fetch(office.url("/feed.json"), etag='"a"\r\nX-Evil: 1', last_modified="昨天")
    assert not {"x-evil", "if-none-match", "if-modified-since"} & set(office.requests[0].headers)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_compressed_answer_is_unpacked(office: Office, pack: Callable[[bytes], bytes]) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    office.answers["/feed.json"] = reply(200, pack(BODY), Content_Encoding=name)
    assert http.fetch(office.url("/feed.json")).body == BODY


def test_a_compressed_bomb_is_stopped_at_the_limit(office: Office) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1_000_000)
    bomb = b"".join(packer.compress(zeros) for _ in range(300)) + packer.flush()
    office.answers["/feed.json"] = reply(200, bomb, Content_Encoding="gzip")
    failed = fail(office)
    assert "太大" in failed.why and failed.size < 6_000_000


def test_a_bomb_in_a_bomb_is_stopped_too(office: Office) -> None:
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    office.answers["/feed.json"] = reply(200, bomb, Content_Encoding="gzip, gzip")
    assert "太大" in fail(office).why


def test_what_is_not_compressed_though_it_says_so_is_a_failure(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, BODY, Content_Encoding="gzip")
    assert fail(office).why == "传来的内容解不开"


def test_an_endless_body_is_stopped_at_the_limit(office: Office) -> None:
    office.flood("/feed.json", reply(200, length=False), b"x" * 65536)
    failed = fail(office, limit_bytes=1_000_000)
    assert "太大" in failed.why and failed.size < 1_200_000 and failed.code == "N4"


def test_a_length_beyond_the_limit_is_refused_before_it_is_read(office: Office) -> None:
    office.silence("/feed.json", reply(200, length=False, Content_Length="6000000"))
    assert fail(office).why == "内容太大，超过了 5 MB"


def test_a_body_within_the_limit_to_the_byte_is_taken(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, b"x" * 1000)
    assert len(http.fetch(office.url("/feed.json"), limit_bytes=1000).body) == 1000
    assert "太大" in fail(office, limit_bytes=999).why


@pytest.mark.parametrize(
    "head",
    [reply(200, length=False), reply(200, length=False, Content_Length="100000"), b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["body to the end of the connection", "body with a length", "in the middle of the headers"],
)
def test_a_dripping_server_is_left_at_the_deadline(office: Office, head: bytes) -> None:
    office.drip("/feed.json", head)
    began = time.monotonic()
    failed = fail(office, deadline_s=0.5)
    assert time.monotonic() - began < 2.0
    assert "太慢" in failed.why and failed.code == "N4"


@pytest.mark.parametrize("head", [b"", reply(200, length=False)], ids=["before the headers", "in the body"])
def test_a_silent_server_is_left_after_the_read_time(office: Office, head: bytes) -> None:
    office.silence("/feed.json", head)
    client = http.Http(read_s=0.2)
    with pytest.raises(FetchFailed) as caught:
        client.fetch(office.url("/feed.json"))
    assert caught.value.why == "服务器太久没有回应"


def test_headers_that_never_end_are_a_failure(office: Office) -> None:
    office.flood("/feed.json", b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 1000 + b"\r\n")
    assert fail(office).code == "N4"
    office.flood("/long", b"HTTP/1.1 200 OK\r\nX-Long: ", b"y" * 65536)
    assert fail(office, "/long").code == "N4"


@pytest.mark.parametrize(
    "sent",
    [
        reply(200, BODY + b"....")[:-4],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ],
    ids=["shorter than its length", "cut inside a chunk", "cut between chunks"],
)
def test_a_body_that_breaks_off_is_a_failure(office: Office, sent: bytes) -> None:
    office.answers["/feed.json"] = sent
    assert fail(office).code == "N4"


def test_a_body_longer_than_its_length_is_cut_there(office: Office) -> None:
    office.answers["/feed.json"] = reply(200, BODY) + b"and more"
    assert http.fetch(office.url("/feed.json")).body == BODY


@pytest.mark.parametrize("sent", [b"", b"\x00\xff\x00rubbish\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"220 smtp here\r\n"])
def test_an_answer_that_is_not_http_is_a_failure(office: Office, sent: bytes) -> None:
    office.answers["/feed.json"] = sent
    assert fail(office).code == "N4"


@pytest.mark.parametrize("status", [204, 206, 400, 403, 404, 410, 500])
def test_an_error_status_is_said_and_blames_the_feed_only(office: Office, status: int) -> None:
    office.answers["/feed.json"] = reply(status, b"<h1>oops</h1>", "text/html")
    failed = fail(office)
    assert (failed.why, failed.code, failed.server_down) == (f"服务器回答了错误（{status}）", "N4", False)
    assert len(office.requests) == 1


def test_a_long_retry_after_is_reported_and_not_waited_for(office: Office) -> None:
    office.answers["/feed.json"] = reply(503, Retry_After="3600")
    failed = fail(office)
    assert (failed.retry_after_s, failed.server_down) == (3600.0, True)
    assert len(office.requests) == 1


def test_a_retry_after_in_the_form_of_a_date_is_understood(office: Office) -> None:
    from email.utils import formatdate

    office.answers["/feed.json"] = reply(429, Retry_After=formatdate(time.time() + 600, usegmt=True))
    wait = fail(office).retry_after_s
    assert wait is not None and 590 < wait <= 600


def test_a_short_retry_after_is_honoured_at_once(office: Office) -> None:
    def answer(_request: Request, conn: socket.socket) -> None:
        conn.sendall(reply(503, Retry_After="0") if len(office.requests) < 3 else reply(200, BODY))

    office.answers["/feed.json"] = answer
    assert http.fetch(office.url("/feed.json")).body == BODY
    assert len(office.requests) == 3


def test_redirects_are_followed_with_the_final_address_told(office: Office) -> None:
    office.answers["/a"] = reply(301, Location="/b/feed.json")
    office.answers["/b/feed.json"] = reply(200, BODY)
    assert http.fetch(office.url("/a")).url == office.url("/b/feed.json")


def test_a_redirect_loop_ends(office: Office) -> None:
    office.answers["/a"] = reply(302, Location="/b")
    office.answers["/b"] = reply(302, Location="/a")
    assert "没有尽头" in fail(office, "/a").why
    assert len(office.requests) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "http://", "http://["])
def test_a_redirect_out_of_http_is_refused(office: Office, target: str) -> None:
    office.answers["/a"] = reply(302, Location=target)
    failed = fail(office, "/a")
    assert failed.code == "N4" and "地址" in failed.why


def test_the_body_of_a_redirect_is_never_read(office: Office) -> None:
    office.flood("/a", reply(302, length=False, Location="/b"), b"x" * 65536)
    office.answers["/b"] = reply(200, BODY)
    assert http.fetch(office.url("/a"), deadline_s=5).body == BODY


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://x/y",
        "",
        "feed.json",
        "http://",
        "http://[",
        "http://127.0.0.1:99999/",
        "http://a\nb/",
    ],
)
def test_an_address_that_is_not_http_is_never_opened(url: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        http.fetch(url)
    assert caught.value.code == "N4"


def test_a_refused_connection_blames_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchFailed) as caught:
        http.fetch(f"http://127.0.0.1:{port}/")
    assert (caught.value.code, caught.value.server_down) == ("N4", True)


def test_a_name_that_nobody_knows_is_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(FetchFailed) as caught:
        http.fetch("http://nobody.invalid/feed.json")
    assert (caught.value.code, caught.value.server_down) == ("N3", True)


def test_a_machine_without_a_network_says_that_the_network_is_gone() -> None:
    code = (
        "import ctypes, sys\n"
        "if ctypes.CDLL(None).unshare(0x40000000): sys.exit(77)\n"
        "from tvapp.adapters.http import FetchFailed, fetch\n"
        "try: fetch('http://192.0.2.1/feed.json')\n"
        "except FetchFailed as failed: print(failed.code, failed.why)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    if done.returncode == 77:
        pytest.skip("may not make a network namespace here")
    assert done.stdout == "N3 网络断了，连不上服务器\n", done.stderr


def test_a_proxy_of_the_environment_is_never_used_for_this_machine(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    office.answers["/feed.json"] = reply(200, BODY)
    assert http.fetch(office.url("/feed.json")).body == BODY


def test_a_proxy_of_the_environment_is_used_for_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", office.base)
    monkeypatch.setenv("no_proxy", "")
    office.answers["http://office.invalid/feed.json"] = reply(200, BODY)
    assert http.fetch("http://office.invalid/feed.json").body == BODY


@pytest.mark.parametrize("head", [b"", reply(200, length=False)], ids=["before the headers", "in the body"])
def test_a_fetch_can_be_ended_at_once_from_another_thread(office: Office, head: bytes) -> None:
    office.silence("/feed.json", head)
    client = http.Http()
    ends: list[float] = []

    def work() -> None:
        with pytest.raises(FetchFailed):
            client.fetch(office.url("/feed.json"))
        ends.append(time.monotonic())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert office.waiting.wait(10)
    cancelled = time.monotonic()
    client.cancel()
    thread.join(10)
    assert ends and ends[0] - cancelled < 1.0


def test_importing_the_client_does_not_import_requests() -> None:
    code = "import sys, tvapp.adapters.http; print('requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# ---------------------------------------------------------------- https


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signed itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert), "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


@contextlib.contextmanager
def tls_front(office: Office, certificate: tuple[Path, Path]) -> Iterator[str]:
    """The office behind TLS; gives the base address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with socket.create_server(("127.0.0.1", 0)) as plain, context.wrap_socket(plain, server_side=True) as listener:

        def serve() -> None:
            while not office.gone.is_set():
                try:
                    conn, _peer = listener.accept()
                except ssl.SSLError:
                    continue
                except OSError:
                    return
                threading.Thread(target=office._talk, args=(conn,), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{plain.getsockname()[1] if plain.fileno() >= 0 else listener.getsockname()[1]}"
        office.gone.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(listener, socket.SHUT_RDWR)
        thread.join(5)


def test_a_certificate_that_nobody_vouches_for_is_refused(office: Office, certificate: tuple[Path, Path]) -> None:
    with tls_front(office, certificate) as base, pytest.raises(FetchFailed) as caught:
        http.fetch(base + "/feed.json")
    assert (caught.value.why, caught.value.code) == ("服务器的安全证书不能信任", "N4")
    assert office.requests == []


def test_over_https_with_the_offices_own_authority_all_is_as_over_http(
    office: Office, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    office.answers["/feed.json"] = reply(200, BODY)
    office.drip("/drip", reply(200, length=False))
    with tls_front(office, certificate) as base:
        assert http.fetch(base + "/feed.json").body == BODY
        began = time.monotonic()
        with pytest.raises(FetchFailed, match="太慢"):
            http.fetch(base + "/drip", deadline_s=0.5)
        assert time.monotonic() - began < 2.0
        client = http.Http()
        office.waiting.clear()
        office.silence("/silent")

        def cancel() -> None:
            office.waiting.wait(10)
            client.cancel()

        threading.Thread(target=cancel, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(FetchFailed):
            client.fetch(base + "/silent")
        assert time.monotonic() - began < 5.0
