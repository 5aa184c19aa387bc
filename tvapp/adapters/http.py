"""One polite GET: bounded in size, in time and in redirects, however the server behaves.

It must not decide when to ask (core/pulling.py), what a feed is (feed readers) or what is kept (store.py). `requests`
is imported where used: it costs 0.3 s of CPU, which belongs to the sync thread and not to the start.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tvapp import __version__
from tvapp.core.pulling import FetchFailed, Response, is_loopback

if TYPE_CHECKING:
    import requests

__all__ = ["FetchFailed", "Http", "Response", "fetch"]

USER_AGENT = f"KetingDangjian/{__version__} (television; reads the office's feeds)"
CONNECT_S = 5.0
READ_S = 10.0
REDIRECTS = 5
CHUNK = 65_536
BUSY_STATUS = (429, 502, 503, 504)
BUSY_TRIES = 2
SHORT_WAIT_S = 2.0
"""A Retry-After up to this is waited for at once; a longer one is reported, so that the whole sync backs off."""
ACCEPT = (
    "application/feed+json, application/json, application/atom+xml, application/rss+xml, "
    "application/xml;q=0.9, */*;q=0.5"
)
NETWORK_ERRNOS = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    limit_bytes: int = 5_000_000,
    deadline_s: float = 30.0,
) -> Response:
    """One GET on connections of its own. Raises FetchFailed and nothing else; see `Http.fetch`."""
    with contextlib.closing(Http()) as http:
        return http.fetch(url, etag=etag, last_modified=last_modified, limit_bytes=limit_bytes, deadline_s=deadline_s)


class Http:
    """GETs that share connections. `fetch` is for one thread at a time; `cancel` may come from any other."""

    def __init__(self, *, connect_s: float = CONNECT_S, read_s: float = READ_S) -> None:
        """`connect_s` a try, `read_s` between two pieces of an answer."""
        self._timeout = (connect_s, read_s)
        self._session: requests.Session | None = None
        self._guard = _Guard()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limit_bytes: int = 5_000_000,
        deadline_s: float = 30.0,
    ) -> Response:
        """The answer to one GET, with at most five redirects inside http(s).

        `limit_bytes` bounds the decompressed body, `deadline_s` everything together, from the first connection to the
        last byte. With validators, 304 is a good answer. Raises FetchFailed and nothing else.
        """
        import requests
        import urllib3.exceptions

        deadline = time.monotonic() + deadline_s
        try:
            with self._guard.watch(deadline):
                return self._follow(url, _validators(etag, last_modified), limit_bytes)
        except FetchFailed as failed:
            raise (_too_slow(deadline_s, failed.size) if self._guard.fired else failed) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            # requests lets some of urllib3's own errors, and UnicodeError for odd hosts, through.
            if self._guard.fired:
                raise _too_slow(deadline_s, 0) from error
            if self._guard.cancelled:
                raise FetchFailed("已停止更新", "N3") from error
            raise _in_words(error) from error

    def rest(self) -> None:
        """Close idle connections, at the end of a pass."""
        if self._session is not None:
            self._session.close()
            self._session = None
        self._guard.forget()

    def cancel(self) -> None:
        """End the fetch that is under way, and every later one, at once. From any thread."""
        self._guard.cancel()

    def close(self) -> None:
        self.rest()

    # ------------------------------------------------------------ inside

    def _follow(self, url: str, headers: dict[str, str], limit: int) -> Response:
        """Redirects are followed here: requests would read the body of each one to its end, however long it is."""
        for _hop in range(REDIRECTS + 1):
            _check_address(url)
            with self._ask(url, headers) as answer:
                target = self._open().get_redirect_target(answer)
                if target is None:
                    return self._take(answer, url, limit)
            try:
                url = urljoin(url, target)
            except ValueError:
                raise FetchFailed(_BAD_ADDRESS, "N4") from None
        raise FetchFailed("地址转来转去，没有尽头", "N4")

    @contextlib.contextmanager
    def _ask(self, url: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        """One request; a busy server that asks for a moment is given it, twice at most."""
        import requests

        session = self._open()
        prepared = session.prepare_request(requests.Request("GET", url, headers=headers))
        for attempt in range(BUSY_TRIES + 1):
            # Not Session.send: it reads the body of a redirect even when told not to follow any.
            answer = session.get_adapter(url).send(
                prepared,
                stream=True,
                timeout=self._timeout,
                proxies=_proxies(url),
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True,
            )
            if answer.status_code in BUSY_STATUS and attempt < BUSY_TRIES:
                wait = _retry_after_s(answer)
                if wait is not None and wait <= SHORT_WAIT_S:
                    answer.close()
                    self._guard.pause(wait)
                    continue
            try:
                yield answer
            finally:
                answer.close()
            return

    def _take(self, answer: requests.Response, url: str, limit: int) -> Response:
        status = answer.status_code
        conditional = {"If-None-Match", "If-Modified-Since"} & set(answer.request.headers)
        if status != 200 and not (status == 304 and conditional):
            raise FetchFailed(
                f"服务器回答了错误（{status}）",
                "N4",
                retry_after_s=_retry_after_s(answer),
                server_down=status in BUSY_STATUS,
            )
        body = b"" if status == 304 else self._body(answer, limit)
        return Response(
            status,
            body,
            _header(answer, "Content-Type"),
            _header(answer, "ETag") or None,
            _header(answer, "Last-Modified") or None,
            url,
        )

    def _body(self, answer: requests.Response, limit: int) -> bytes:
        declared = _header(answer, "Content-Length")
        if declared.isdigit() and len(declared) < 19 and int(declared) > limit:
            raise _too_big(limit, 0)
        pieces: list[bytes] = []
        size = 0
        while True:
            # read1 gives what is there; read and iter_content wait to fill the chunk and would outlive any deadline
            # on a dripping server. It also decompresses a bounded piece at a time.
            piece = answer.raw.read1(CHUNK, decode_content=True)
            if not piece:
                break
            size += len(piece)
            if size > limit:
                raise _too_big(limit, size)
            if self._guard.over():
                raise FetchFailed("", "N4", size=size)  # becomes "too slow", for the guard has fired
            pieces.append(piece)
        if self._guard.fired or self._guard.cancelled:
            # A connection cut by the guard looks like the natural end of a body without a length.
            raise FetchFailed("已停止更新", "N3", size=size)
        return b"".join(pieces)

    def _open(self) -> requests.Session:
        if self._session is None:
            self._session = _session(self._guard)
        return self._session


# ---------------------------------------------------------------- the guard


class _Guard:
    """Holds the sockets of the fetch under way and cuts them at the deadline, or when cancelled.

    Time limits of requests are per read: a server that drips one byte of a *header* every few seconds holds the
    caller for hours, and no loop of ours runs meanwhile. Shutting the socket down from outside ends every wait. The
    guard keeps duplicates of the descriptors, because wrapping a socket in TLS empties the original object.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._deadline = float("inf")
        self._stop = threading.Event()
        self.fired = False

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    @contextlib.contextmanager
    def watch(self, deadline: float) -> Iterator[None]:
        self.fired = False
        self._deadline = deadline
        alarm = threading.Timer(max(0.0, deadline - time.monotonic()), self._fire)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            self._deadline = float("inf")
            if self.fired:
                self.forget()

    def over(self) -> bool:
        if time.monotonic() >= self._deadline:
            self.fired = True
        return self.fired or self.cancelled

    def connecting(self) -> None:
        """Called before every connection: none is begun after the end."""
        if self.over():
            raise TimeoutError(errno.ETIMEDOUT, "the time of this fetch is over")

    def connected(self, sock: socket.socket) -> None:
        with self._lock:
            self._sockets.append(sock.dup())
        if self.over():
            self._shut()

    def pause(self, seconds: float) -> None:
        self._stop.wait(min(seconds, max(0.0, self._deadline - time.monotonic())))

    def cancel(self) -> None:
        self._stop.set()
        self._shut()

    def forget(self) -> None:
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for sock in sockets:
            sock.close()

    def _fire(self) -> None:
        self.fired = True
        self._shut()

    def _shut(self) -> None:
        with self._lock:
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


def _session(guard: _Guard) -> requests.Session:
    import requests
    import requests.adapters
    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class GuardedConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(guard, super()._new_conn)

    class GuardedTlsConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(guard, super()._new_conn)

    class GuardedPool(urllib3.HTTPConnectionPool):
        ConnectionCls = GuardedConnection

    class GuardedTlsPool(urllib3.HTTPSConnectionPool):
        ConnectionCls = GuardedTlsConnection

    pools = {"http": GuardedPool, "https": GuardedTlsPool}

    class GuardedAdapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
            manager = super().proxy_manager_for(*args, **kwargs)
            manager.pool_classes_by_scheme = pools
            return manager

    # A refused connection is tried twice more; one failed read is forgiven, because a server may have closed an idle
    # connection just when it is used again. Statuses are handled in `_ask`.
    retry = urllib3.Retry(
        total=2, connect=2, read=1, redirect=0, status=0, other=0, backoff_factor=0.2, respect_retry_after_header=False
    )
    session = requests.Session()
    session.trust_env = False  # no .netrc: the office's feeds need no password of whoever installed the machine
    session.headers.update({"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"})
    for scheme in ("http://", "https://"):
        session.mount(scheme, GuardedAdapter(pool_connections=4, pool_maxsize=1, max_retries=retry))
    return session


def _connect(guard: _Guard, really: Callable[[], socket.socket]) -> socket.socket:
    guard.connecting()
    sock = really()
    guard.connected(sock)
    return sock


# ---------------------------------------------------------------- small questions


def _validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {}
    if etag and _SAFE_HEADER.fullmatch(etag):
        headers["If-None-Match"] = etag
    if last_modified and _SAFE_HEADER.fullmatch(last_modified):
        headers["If-Modified-Since"] = last_modified
    return headers


_SAFE_HEADER = re.compile(r"[\x21-\x7e\xa0-\xff][\x20-\x7e\xa0-\xff]{0,999}")
"""Validators came from a server once; a line break in one would make a second header."""


_BAD_ADDRESS = "服务器的地址打不开，只能用 http 或 https 的地址"


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port is None or True)
    except ValueError:
        good = False
    if not good or len(url) > 4096 or any(ord(char) < 0x20 for char in url):
        raise FetchFailed(_BAD_ADDRESS, "N4")


def _proxies(url: str) -> dict[str, str]:
    """The environment's proxies, but never for this machine itself."""
    import requests.utils

    host = urlsplit(url).hostname or ""
    if is_loopback(host):
        return {}
    return dict(requests.utils.get_environ_proxies(url, no_proxy=None))


def _header(answer: requests.Response, name: str) -> str:
    return str(answer.headers.get(name, "")).strip()[:1000]


def _retry_after_s(answer: requests.Response) -> float | None:
    """Seconds from a Retry-After header (RFC 9110 §10.2.3: seconds or a date), None without a sensible one."""
    import email.utils

    text = _header(answer, "Retry-After")
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _too_big(limit: int, size: int) -> FetchFailed:
    return FetchFailed(f"内容太大，超过了 {limit / 1_000_000:g} MB", "N4", size=size)


def _too_slow(deadline_s: float, size: int) -> FetchFailed:
    return FetchFailed(f"服务器太慢，{deadline_s:g} 秒也没有传完", "N4", size=size)


def _in_words(error: BaseException) -> FetchFailed:
    """What went wrong, in words and with a code, from the exception's whole chain."""
    import requests
    import urllib3.exceptions as u3

    chain = list(_chain(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(link, kinds) for link in chain)

    if has(requests.exceptions.SSLError, u3.SSLError):
        return FetchFailed("服务器的安全证书不能信任", "N4", server_down=True)
    if has(u3.NameResolutionError, socket.gaierror):
        return FetchFailed("网络断了，找不到服务器", "N3", server_down=True)
    if any(isinstance(link, OSError) and link.errno in NETWORK_ERRNOS for link in chain):
        return FetchFailed("网络断了，连不上服务器", "N3", server_down=True)
    if has(u3.ProxyError, requests.exceptions.ProxyError):
        return FetchFailed("连不上代理服务器", "N3", server_down=True)
    if has(ConnectionRefusedError):
        return FetchFailed("服务器没有回应", "N4", server_down=True)
    if has(u3.ConnectTimeoutError):
        return FetchFailed("服务器太久没有回应", "N4", server_down=True)
    if has(u3.DecodeError, requests.exceptions.ContentDecodingError):
        return FetchFailed("传来的内容解不开", "N4")
    if has(u3.IncompleteRead):
        return FetchFailed("内容传到一半断了", "N4")
    if has(u3.ReadTimeoutError, TimeoutError):
        return FetchFailed("服务器太久没有回应", "N4", server_down=isinstance(error, requests.RequestException))
    if has(requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, u3.LocationValueError, UnicodeError):
        return FetchFailed("服务器的地址写得不对", "N4")
    if has(u3.NewConnectionError):
        return FetchFailed("连不上服务器", "N4", server_down=True)
    if has(u3.ProtocolError, ConnectionError):
        return FetchFailed("和服务器的连接断了", "N4")
    return FetchFailed("服务器的回答看不懂", "N4")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, what it wraps, and what it came from (urllib3 keeps the cause in `reason` and in `args`)."""
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting and len(seen) < 50:
        link = waiting.pop(0)
        if not isinstance(link, BaseException) or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [getattr(link, "reason", None), link.__cause__, link.__context__, *link.args]
