"""A web server for lessons on loopback: with ranges, and able to misbehave."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class Web:
    """`base` is its address. Paths: /NAME a file of the folder; /stall/NAME a fifth of it and then nothing until `go_on`;
    /cut/NAME half of it and then the end."""

    def __init__(self, folder: Path) -> None:
        self.go_on = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = unquote(self.path.split("?")[0]).removeprefix("/")
                manner, _, rest = name.partition("/")
                if manner in ("stall", "cut"):
                    name = rest
                else:
                    manner = ""
                path = folder / name
                if not path.is_file():
                    self.send_error(404)
                    return
                data = path.read_bytes()
                start = 0
                wanted = self.headers.get("Range", "")
                if wanted.startswith("bytes=") and manner == "":
                    start = int(wanted[6:].split("-")[0])
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
                else:
                    self.send_response(200)
                self.send_header("Accept-Ranges", "bytes" if manner == "" else "none")
                self.send_header("Content-Type", "application/octet-stream")
                self.send_header("Content-Length", str(len(data) - start))
                self.end_headers()
                try:
                    if manner == "":
                        self.wfile.write(data[start:])
                        return
                    part = len(data) // (5 if manner == "stall" else 2)
                    self.wfile.write(data[:part])
                    self.wfile.flush()
                    if manner == "stall":
                        web.go_on.wait(60)
                        self.wfile.write(data[part:])
                    self.close_connection = True
                except OSError:
                    pass

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A player that hangs up in the middle is no news."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator[Web]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.go_on.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join(5)
