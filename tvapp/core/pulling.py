"""When to pull which feed: pure decisions about due times, back-off and politeness.

Time and chance arrive as arguments (`now_s` on one monotonic scale, `chance` in [0, 1)). Nothing here fetches, waits
or stores; `adapters/http.py` raises the failure defined here and `adapters/sync.py` does what is decided here.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from tvapp.core.model import Catalogue
from tvapp.core.value import dataclass

BACK_OFF_LEAST_S = 30.0
BACK_OFF_MOST_S = 30 * 60.0
RETRY_AFTER_MOST_S = 6 * 3600.0
"""A server may ask for quiet, but not for ever: a wrong header must not silence a television for a month."""
ASKED_TOO_SOON_S = 10.0
"""A viewer's wish is ignored when the last pass ended less than this ago."""
REFRESH_LEAST_S = 60.0
REFRESH_SPREAD = 0.1
"""Passes drift apart by up to a tenth of the interval, so that a town of televisions does not ask in step."""
FIRST_PULL_S = (0.5, 2.0)
"""The first pass begins this long after the start: soon, yet after the first frames."""
LINK_RETURN_S = (0.5, 3.0)
"""After the link is back: spread out (a switch brings many televisions back at once), well inside ten seconds."""


# ---------------------------------------------------------------- what a fetch gives


@dataclass(frozen=True, slots=True)
class Response:
    """A good answer: status 200 with its body, or 304 with an empty one."""

    status: int
    body: bytes
    """Decompressed, never longer than the limit asked for."""
    content_type: str
    """The header as sent, empty when there is none."""
    etag: str | None
    last_modified: str | None
    url: str
    """Where the answer came from, after redirects."""


class FetchFailed(Exception):
    """No good answer. `why` is a Chinese phrase for people, `code` N3 (network) or N4 (server)."""

    def __init__(
        self, why: str, code: str, *, retry_after_s: float | None = None, server_down: bool = False, size: int = 0
    ) -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.retry_after_s = retry_after_s
        """Seconds of quiet that the server asked for, if it did."""
        self.server_down = server_down
        """True when the whole server is to blame: its other feeds need not be tried in the same pass."""
        self.size = size
        """Bytes that had arrived (decompressed) before it failed."""


class Fetch(Protocol):
    """One GET. Raises FetchFailed and nothing else."""

    def __call__(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limit_bytes: int = 5_000_000,
        deadline_s: float = 30.0,
    ) -> Response: ...


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself. Asks nobody."""
    if host.lower() == "localhost" or host.lower().endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def feeds_of(catalogue: Catalogue) -> tuple[str, ...]:
    """The addresses of all feeds of a catalogue, in its order, each once."""
    columns = (column for section in catalogue.sections for column in section.columns)
    return tuple(dict.fromkeys(column.feed for column in columns if column.feed))


def needs_network(feeds: Iterable[str]) -> bool:
    """Whether any feed lives on another machine: only then is a missing cable worth a word."""
    return any(not is_loopback(urlsplit(feed).hostname or "") for feed in feeds)


# ---------------------------------------------------------------- back-off


def server_of(url: str) -> str:
    """Scheme, host and port: what goes up and down together."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def back_off_s(failures: int, chance: float, retry_after_s: float | None = None) -> float:
    """Seconds to wait after the `failures`-th failure in a row (1 = the first).

    Full jitter between 30 s and a ceiling that doubles from 60 s to 30 min; never sooner than the server asked for,
    up to 6 h.
    """
    ceiling = min(BACK_OFF_MOST_S, 2 * BACK_OFF_LEAST_S * 2.0 ** min(max(failures, 1) - 1, 16))
    delay = BACK_OFF_LEAST_S + chance * (ceiling - BACK_OFF_LEAST_S)
    return max(delay, min(retry_after_s or 0.0, RETRY_AFTER_MOST_S))


def refresh_delay_s(refresh_s: float, chance: float) -> float:
    """Seconds from the start of a pass to the next: `refresh_s` ± a tenth, at least a minute."""
    return max(REFRESH_LEAST_S, refresh_s) * (1 + REFRESH_SPREAD * (2 * chance - 1))


def spread_s(span: tuple[float, float], chance: float) -> float:
    return span[0] + chance * (span[1] - span[0])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed or a whole server stands, on the monotonic scale of this run."""

    due_s: float = 0.0
    failures: int = 0
    hold_s: float = 0.0
    """Until then the server asked to be left alone (Retry-After): not even the viewer's wish goes before it."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """What is known of all feeds and servers between passes. A feed that is not in it has never been tried."""

    feeds: Mapping[str, Standing]
    servers: Mapping[str, Standing]
    last_ended_s: float | None = None

    def _may(self, feed: str, now_s: float, *, asked: bool) -> bool:
        standing = self.feeds.get(feed)
        server = self.servers.get(server_of(feed), Standing())
        if max(standing.hold_s if standing else 0.0, server.hold_s) > now_s:
            return False
        return asked or ((standing is None or standing.due_s <= now_s) and server.due_s <= now_s)

    def due(self, feeds: Iterable[str], now_s: float, *, asked: bool = False) -> tuple[str, ...]:
        """The feeds to try now, in the catalogue's order, each once.

        `asked` waives the back-off, but not a quiet that the server asked for.
        """
        return tuple(feed for feed in dict.fromkeys(feeds) if self._may(feed, now_s, asked=asked))

    def next_s(self, feeds: Iterable[str]) -> float | None:
        """When the next feed is due; None when there are no feeds."""
        moments = []
        for feed in dict.fromkeys(feeds):
            standing = self.feeds.get(feed, Standing())
            server = self.servers.get(server_of(feed), Standing())
            moments.append(max(standing.due_s, server.due_s, standing.hold_s, server.hold_s))
        return min(moments, default=None)

    def may_ask(self, now_s: float, *, link_returned: bool) -> bool:
        """Whether a wish to pull now is granted: not right after a pass, unless the link has just come back."""
        return link_returned or self.last_ended_s is None or now_s - self.last_ended_s >= ASKED_TOO_SOON_S

    def reached(self, feed: str, now_s: float, delay_s: float) -> Timetable:
        """The feed answered well: both it and its server start afresh, the next try is `delay_s` away."""
        servers = {name: standing for name, standing in self.servers.items() if name != server_of(feed)}
        return replace(self, feeds={**self.feeds, feed: Standing(now_s + delay_s)}, servers=servers)

    def failed(self, feed: str, now_s: float, failure: FetchFailed, chance: float) -> Timetable:
        """The feed failed: it, or its whole server, is left alone for longer and longer.

        With a server that is down, its feeds stay due and the server's own standing decides when the first of them is
        tried again.
        """
        hold = 0.0 if failure.retry_after_s is None else now_s + min(failure.retry_after_s, RETRY_AFTER_MOST_S)
        server = server_of(feed)
        if failure.server_down:
            old = self.servers.get(server, Standing())
            wait = back_off_s(old.failures + 1, chance, failure.retry_after_s)
            servers = {**self.servers, server: Standing(now_s + wait, old.failures + 1, hold)}
            return replace(self, servers=servers, feeds={**self.feeds, feed: Standing(now_s)})
        was = self.feeds.get(feed, Standing())
        wait = back_off_s(was.failures + 1, chance, failure.retry_after_s)
        standing = Standing(now_s + wait, was.failures + 1, hold)
        return replace(self, feeds={**self.feeds, feed: standing})

    def held(self, feed: str, until_s: float) -> Timetable:
        """A hold that was remembered from an earlier run."""
        standing = self.feeds.get(feed, Standing())
        return replace(self, feeds={**self.feeds, feed: replace(standing, hold_s=until_s)})

    def ended(self, now_s: float) -> Timetable:
        return replace(self, last_ended_s=now_s)


EMPTY = Timetable({}, {})


# ---------------------------------------------------------------- what is remembered of a feed


@dataclass(frozen=True, slots=True)
class PageMark:
    """The validators of one page of a feed, as its server gave them."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    covers: bool = False
    """Of a first page: it names a digest of the pages after it, and they were those. Unchanged, it speaks for all."""

    @property
    def usable(self) -> bool:
        """Whether the server can be asked whether this page has changed."""
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class FeedMeta:
    """What the store keeps of a feed beside its articles. Times are aware wall-clock times."""

    title: str = ""
    pages: tuple[PageMark, ...] = ()
    """The pages of the last whole read, in order; empty when the next pull must read everything."""
    fetched_at: datetime | None = None
    """When the content was last known to be current."""
    failed: str = ""
    """Why the last pull failed, in words; empty when it went well."""
    failures: int = 0
    hold_until: datetime | None = None
    """Until then the server asked to be left alone."""
    serial: int = 0
    """Counts the changes of content, by whichever process: a shelf in memory with another number is out of date."""
