"""A small HTTP server on loopback that can be made to misbehave in every way a street office's server might.

Each path has an answer: bytes to send, or a function that is given the socket and may do what it likes. All waits of
the server end when the test ends (`gone` is set), so a test of a slow server costs no time of its own.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    """Names in lower case."""


Answer = Callable[[Request, socket.socket], None]


def reply(
    status: int = 200, body: bytes = b"", kind: str = "application/feed+json", *, length: bool = True, **headers: str
) -> bytes:
    """A whole answer as bytes. Header names are given with underscores for hyphens."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", "Connection: close"]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@dataclass
class Office:
    """The running server. `answers` may be changed at any time, from any thread."""

    answers: dict[str, bytes | Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    waiting: threading.Event = field(default_factory=threading.Event)
    """Set by answers that have begun to be slow."""
    port: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return self.base + path

    def asked(self, path: str) -> list[Request]:
        return [request for request in list(self.requests) if request.path == path]

    # -------------------------------------------------------- well-behaved answers

    def file(self, path: str, body: bytes, kind: str = "application/feed+json", etag: str | None = None) -> None:
        """A static file as a good web server gives it: entity tag, 304, gzip."""
        tag = etag or '"' + hashlib.sha256(body).hexdigest()[:16] + '"'

        def answer(request: Request, conn: socket.socket) -> None:
            if request.headers.get("if-none-match") == tag:
                conn.sendall(reply(304, ETag=tag))
            elif "gzip" in request.headers.get("accept-encoding", ""):
                conn.sendall(reply(200, gzip.compress(body), kind, ETag=tag, Content_Encoding="gzip"))
            else:
                conn.sendall(reply(200, body, kind, ETag=tag))

        self.answers[path] = answer

    # -------------------------------------------------------- misbehaviour

    def drip(self, path: str, head: bytes, drop: bytes = b"x", every_s: float = 0.02) -> None:
        """Sends `head`, then one drop at a time, for ever."""

        def answer(_request: Request, conn: socket.socket) -> None:
            conn.sendall(head)
            self.waiting.set()
            while not self.gone.wait(every_s):
                conn.sendall(drop)

        self.answers[path] = answer

    def silence(self, path: str, head: bytes = b"") -> None:
        def answer(_request: Request, conn: socket.socket) -> None:
            conn.sendall(head)
            self.waiting.set()
            self.gone.wait()

        self.answers[path] = answer

    def flood(self, path: str, head: bytes, piece: bytes) -> None:
        """Sends as fast as it can, for ever."""

        def answer(_request: Request, conn: socket.socket) -> None:
            conn.sendall(head)
            while not self.gone.is_set():
                conn.sendall(piece)

        self.answers[path] = answer

    # -------------------------------------------------------- the server

    def serve(self, listener: socket.socket) -> None:
        while not self.gone.is_set():
            try:
                conn, _peer = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(conn,), daemon=True).start()

    def _talk(self, conn: socket.socket) -> None:
        with conn, contextlib.suppress(OSError):
            data = b""
            while b"\r\n\r\n" not in data:
                more = conn.recv(65536)
                if not more:
                    return
                data += more
            lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in lines[1:])
            request = Request(lines[0].split()[1], {name.lower(): value.strip() for name, _, value in pairs})
            self.requests.append(request)
            answer = self.answers.get(request.path, reply(404, b"no"))
            if isinstance(answer, bytes):
                conn.sendall(answer)
            else:
                answer(request, conn)


@contextlib.contextmanager
def open_office(port: int = 0) -> Iterator[Office]:
    office = Office()
    with socket.create_server(("127.0.0.1", port), backlog=64) as listener:
        office.port = listener.getsockname()[1]
        thread = threading.Thread(target=office.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield office
        finally:
            office.gone.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
