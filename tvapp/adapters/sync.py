"""The sync: a thread of its own that keeps the feeds fresh, politely, and turns every failure into an event.

When to try what is decided in core/pulling.py, how one feed is pulled in pull.py. It must not touch the state or a
widget: what it learns is posted. Parsing happens here too, away from the window's thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from tvapp.adapters.feed_reader import Parse
from tvapp.adapters.pull import FeedStore, Pulled, pull_feed
from tvapp.core import pulling
from tvapp.core.events import Event, FeedPulled, SyncEnded
from tvapp.core.model import FeedShelf, LinkState
from tvapp.core.ports import Clock
from tvapp.core.pulling import Fetch, FetchFailed
from tvapp.core.value import dataclass

TIDY_EVERY_S = 24 * 3600.0
LINK = "link"
"""The `why` of a wish that comes from the link's return."""
CATALOGUE = "catalogue"
"""The `why` of a wish that comes from a new catalogue: only feeds that were never tried are pulled."""
_LINK_WORDS = {LinkState.NO_CABLE: ("没插网线", "N1"), LinkState.NO_ADDRESS: ("没有网络地址", "N2")}
_LOG = logging.getLogger(__name__)


class Client(Protocol):
    """A fetch that can be ended from another thread (adapters/http.Http)."""

    @property
    def fetch(self) -> Fetch: ...
    def rest(self) -> None: ...
    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from … to …, chosen by chance; a test sets them to nothing."""

    first: tuple[float, float] = pulling.FIRST_PULL_S
    link_return: tuple[float, float] = pulling.LINK_RETURN_S


class Sync:
    """Pulls all feeds soon after `start`, then each as it becomes due. Methods may be called from any thread."""

    def __init__(
        self,
        store: FeedStore,
        feeds: Callable[[], tuple[str, ...]],
        post: Callable[[Event], None],
        *,
        client: Client,
        parse: Parse,
        clock: Clock,
        chance: Callable[[], float],
        refresh_s: Callable[[], float] = lambda: 900.0,
        link: Callable[[], LinkState] = lambda: LinkState.UP,
        pace: Pace = Pace(),
    ) -> None:
        """`feeds` gives the whole addresses of the catalogue of the moment, `refresh_s` its interval; `chance` gives
        numbers in [0, 1); `link` only explains failures (a wrong "no cable" must not keep us from trying)."""
        self._store = store
        self._feeds = feeds
        self._post = post
        self._client = client
        self._parse = parse
        self._clock = clock
        self._chance = chance
        self._refresh_s = refresh_s
        self._link = link
        self._pace = pace
        self._state = threading.Condition()
        self._stop = threading.Event()
        self._looked = 0
        self._busy = False
        self._wish_s: float | None = None
        self._table = pulling.EMPTY
        self._tidied_s: float | None = None
        self._shelves: dict[str, tuple[int, FeedShelf]] = {}
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the first pass follows within two seconds."""
        with self._state:
            if self._thread is None and not self._stop.is_set():
                self._wish_s = self._clock.monotonic_s() + pulling.spread_s(self._pace.first, self._chance())
                self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
                self._thread.start()

    def pull_now(self, why: str) -> bool:
        """Wish for a pass over all feeds. False: refused, because one is under way or has just ended.

        With `why` LINK it is never refused: one pass follows within ten seconds, after the one under way if need be.
        """
        with self._state:
            if self._stop.is_set() or self._thread is None:
                return False
            now = self._clock.monotonic_s()
            if why == CATALOGUE:
                self._look()
                return True
            if why == LINK:
                if self._wish_s is None:
                    self._wish_s = now + pulling.spread_s(self._pace.link_return, self._chance())
            elif self._busy or self._wish_s is not None or not self._table.may_ask(now, link_returned=False):
                return False
            else:
                self._wish_s = now
            self._look()
            return True

    def look(self) -> None:
        """Look at the clock and the feeds again (the catalogue has changed, the clock has jumped)."""
        with self._state:
            self._look()

    def stop(self) -> None:
        """End, within a second even when a server is slow. Idempotent."""
        with self._state:
            self._stop.set()
            self._look()
        self._client.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(1.0)

    # ------------------------------------------------------------ the thread

    def _look(self) -> None:
        self._looked += 1
        self._state.notify_all()

    def _run(self) -> None:
        while True:
            with self._state:
                asked = self._wait()
                if self._stop.is_set():
                    return
                self._busy = True
            ended = SyncEnded(0, 0)
            try:
                ended = self._pass(asked)
            except Exception:  # a bug of ours: the next pass is tried all the same
                _LOG.exception("更新时出错")
            with self._state:
                self._busy = False
                self._table = self._table.ended(self._clock.monotonic_s())
                if self._stop.is_set():
                    return
            self._post(ended)

    def _wait(self) -> bool:
        """Until something is due. True when it was wished for, so that back-off is waived."""
        while not self._stop.is_set():
            now = self._clock.monotonic_s()
            if self._wish_s is not None and self._wish_s <= now:
                self._wish_s = None
                return True
            # Before the first pass only the wish of `start` counts.
            due = self._table.next_s(self._feeds()) if self._table.last_ended_s is not None else None
            if due is not None and due <= now:
                return False
            moments = [moment for moment in (due, self._wish_s) if moment is not None]
            self._nap(min(moments) - now if moments else None)
        return False

    def _nap(self, seconds: float | None) -> None:
        looked = self._looked
        self._state.wait_for(lambda: self._looked != looked, seconds)

    def _pass(self, asked: bool) -> SyncEnded:
        feeds = self._feeds()
        began_s = self._clock.monotonic_s()
        delay_s = pulling.refresh_delay_s(self._refresh_s(), self._chance())
        self._remember_holds(feeds)
        down: dict[str, FetchFailed] = {}
        reached = failed = 0
        for feed in self._table.due(feeds, began_s, asked=asked):
            server = pulling.server_of(feed)
            if server in down:
                pulled = self._skipped(feed, down[server])
            else:
                pulled = self._pull(feed)
                if self._stop.is_set():
                    return SyncEnded(reached, failed)
                now_s = self._clock.monotonic_s()
                if pulled.failure is None:
                    self._table = self._table.reached(feed, now_s, max(0.0, began_s + delay_s - now_s))
                else:
                    self._table = self._table.failed(feed, now_s, pulled.failure, self._chance())
                    if pulled.failure.server_down:
                        down[server] = pulled.failure
            reached, failed = reached + (pulled.outcome != "failed"), failed + (pulled.outcome == "failed")
            self._post(
                FeedPulled(
                    feed,
                    pulled.outcome,
                    pulled.shelf,
                    pulled.new,
                    pulled.changed,
                    pulled.gone,
                    pulled.why,
                    pulled.code,
                )
            )
        self._client.rest()
        self._tidy(feeds, began_s)
        return SyncEnded(reached, failed)

    def _pull(self, feed: str) -> Pulled:
        try:
            pulled = pull_feed(
                feed,
                self._store,
                self._client.fetch,
                self._parse,
                self._now(),
                shelf=self._known(feed),
                why_instead=lambda failure: self._explained(feed, failure),
                monotonic_s=self._clock.monotonic_s,
            )
        except Exception:
            _LOG.exception("更新 %s 时出错", feed)
            failure = FetchFailed("更新时出了错", "N4")
            return Pulled(feed, "failed", self._known(feed), why=failure.why, code=failure.code, failure=failure)
        self._shelves[feed] = (self._store.meta(feed).serial, pulled.shelf)
        return pulled

    def _known(self, feed: str) -> FeedShelf:
        """The shelf as the store has it, without reading it again while nobody has changed it."""
        serial, shelf = self._shelves.get(feed, (-1, None))
        if shelf is None or serial != self._store.meta(feed).serial:
            return self._store.shelf(feed)
        return shelf

    def _skipped(self, feed: str, failure: FetchFailed) -> Pulled:
        """Its server has just failed: not tried, but the viewer is told the same of it."""
        shelf = replace(self._known(feed), failed=failure.why)
        return Pulled(feed, "failed", shelf, why=failure.why, code=failure.code)

    def _explained(self, feed: str, failure: FetchFailed) -> FetchFailed:
        words = _LINK_WORDS.get(self._link())
        if words is None or pulling.is_loopback(urlsplit(feed).hostname or ""):
            return failure
        return FetchFailed(words[0], words[1], retry_after_s=failure.retry_after_s, server_down=True)

    def _remember_holds(self, feeds: tuple[str, ...]) -> None:
        """A server that asked for an hour of quiet is left alone although the television was started anew."""
        now = self._now()
        for feed in feeds:
            if feed not in self._table.feeds:
                hold = self._store.meta(feed).hold_until
                if hold is not None and hold > now:
                    quiet_s = min((hold - now).total_seconds(), pulling.RETRY_AFTER_MOST_S)
                    self._table = self._table.held(feed, self._clock.monotonic_s() + quiet_s)

    def _tidy(self, feeds: tuple[str, ...], now_s: float) -> None:
        if feeds and (self._tidied_s is None or now_s - self._tidied_s >= TIDY_EVERY_S):
            self._tidied_s = now_s
            self._store.keep_feeds(feeds, self._now())

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now_s(), UTC)
