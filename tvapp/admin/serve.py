"""`serve DIR [--port N]`: a small web server on loopback for a published feed. For trying out and for one office.

Entity tags, dates, 304 and gzip, as a real server would give, so that what is tried here is what happens there.
Must not: list folders, leave DIR, follow links out of it, show hidden files, or listen on anything but loopback.
"""

from __future__ import annotations

import argparse
import errno
import gzip
import hashlib
import os
import signal
import sys
import threading
from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from urllib.parse import unquote, urlsplit

DEFAULT_PORT = 8765
HOST = "127.0.0.1"
MAX_AT_ONCE = 16
"""Connections served at the same time; more callers wait in the system's queue."""
ROOM_WAIT_S = 2.0
"""A caller that finds no room for so long is sent away: the loop must not wait on others for ever, least of all to end."""
IDLE_S = 10.0
"""A connection that says nothing for so long is closed."""
MAX_FILE_BYTES = 50_000_000
GZIP_FROM = 400
"""Bytes from which packing pays."""

TYPES = {
    ".json": "application/feed+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}
PACKED = frozenset((".json", ".xml", ".rss", ".atom", ".html", ".txt", ".md", ".svg"))


def run(args: argparse.Namespace) -> int:
    """`args.dir`, `args.port`. Serves until SIGINT or SIGTERM, then 0; 1 when it cannot begin."""
    folder = Path(args.dir)
    if not folder.is_dir():
        print(f"serve：没有 {folder} 这个文件夹；先用 publish 做出来。", file=sys.stderr)
        return 1
    port = DEFAULT_PORT if args.port is None else args.port
    if not 0 <= port <= 65535:
        print("serve：端口要在 0 到 65535 之间。", file=sys.stderr)
        return 1
    try:
        server = FeedServer(folder, port)
    except OSError as error:
        print(f"serve：{_why(error, port)}", file=sys.stderr)
        return 1
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        # shutdown() waits for the loop that this very thread runs, so another thread must call it.
        if not stopping.is_set():
            stopping.set()
            threading.Thread(target=server.shutdown, daemon=True).start()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        print(server.address, flush=True)
        server.serve_forever(poll_interval=0.2)
    finally:
        server.server_close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _why(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已经有程序在用；换一个：--port {port + 1 if port < 65535 else port - 1}。"
    if error.errno == errno.EACCES:
        return f"端口 {port} 不让用；换一个 1024 以上的：--port {DEFAULT_PORT}。"
    return f"端口 {port} 用不了（{error.strerror}）。"


class FeedServer(ThreadingHTTPServer):
    """Serves one folder on loopback. Port 0 takes any free one; `address` says which."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder.resolve()
        self._room = threading.BoundedSemaphore(MAX_AT_ONCE)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"

    def process_request(self, request: object, client_address: object) -> None:
        if not self._room.acquire(timeout=ROOM_WAIT_S):
            self.shutdown_request(request)  # type: ignore[arg-type]
            return
        try:
            super().process_request(request, client_address)  # type: ignore[arg-type]
        except BaseException:
            self._room.release()
            raise

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that went away is no news; anything else is a fault of ours and is shown."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: FeedServer
    protocol_version = "HTTP/1.1"
    server_version = "KetingFeed"
    sys_version = ""
    timeout = IDLE_S

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: standard output carries the address and nothing else."""

    def answer(self, *, with_body: bool) -> None:
        path = self.wanted()
        loaded = _load(path) if path is not None else None
        if path is None or loaded is None:
            self.refuse(with_body=with_body)
            return
        data, modified_s = loaded
        suffix = path.suffix.lower()
        packed = suffix in PACKED and len(data) >= GZIP_FROM
        tag = f'"{_digest(data)}"'
        body = data
        if packed and self.takes_gzip():
            body = _gzip(data)
            tag = f'"{_digest(data)}-gz"'  # strong tags: other bytes, other tag (RFC 9110, 8.8.3)
        fresh = self.is_known(tag, modified_s)
        self.send_response(HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus.OK)
        self.send_header("ETag", tag)
        self.send_header("Last-Modified", formatdate(modified_s, usegmt=True))
        self.send_header("Cache-Control", "no-cache")
        if packed:
            self.send_header("Vary", "Accept-Encoding")
        if not fresh:
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            self.send_header("X-Content-Type-Options", "nosniff")
            if body is not data:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and not fresh:
            self.wfile.write(body)

    def refuse(self, *, with_body: bool) -> None:
        body = "没有这个文件。\n".encode()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def wanted(self) -> Path | None:
        """The file that is asked for, if it is a plain, visible one inside the folder."""
        try:
            name = unquote(urlsplit(self.path).path, errors="strict")
        except (UnicodeDecodeError, ValueError):
            return None
        parts = [part for part in name.split("/") if part]
        if not parts or any(part.startswith(".") or "\0" in part or "\\" in part for part in parts):
            return None
        try:
            path = self.server.folder.joinpath(*parts).resolve()
            return path if path.is_relative_to(self.server.folder) and path.is_file() else None
        except (OSError, RuntimeError, ValueError):
            return None

    def takes_gzip(self) -> bool:
        for part in self.headers.get("Accept-Encoding", "").lower().split(","):
            name, _, rest = part.partition(";")
            if name.strip() in ("gzip", "*"):
                return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        return False

    def is_known(self, tag: str, modified_s: int) -> bool:
        """Whether the caller has this very answer. The entity tag goes before the date (RFC 9110, 13.2.2)."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return any(one.strip().removeprefix("W/") in (tag, "*") for one in known.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            when = parsedate_to_datetime(since)
        except ValueError:
            return False
        return modified_s <= (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _load(path: Path) -> tuple[bytes, int] | None:
    """(content, time of change in whole seconds), or None when it cannot be read."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return None
    return (data, int(status.st_mtime)) if len(data) <= MAX_FILE_BYTES else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


@lru_cache(maxsize=64)
def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=6, mtime=0)
