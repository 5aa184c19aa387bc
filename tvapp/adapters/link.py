"""The watch of this machine's own network: cable and address, seen in the kernel's tables. Nothing is ever sent.

It sleeps in the kernel until a link, an address or a route changes (rtnetlink(7)), looks again when things have been
quiet for two seconds, and posts a change. Whether the office's server answers is not its business.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tvapp.core.events import Event, LinkChanged
from tvapp.core.model import LinkState

DEBOUNCE_S = 2.0
LONGEST_S = 3.0
"""A cable that wobbles without end is looked at all the same after this long."""
POLL_S = 5.0
"""Where the kernel gives no notices."""
SYS = Path("/sys/class/net")
PROC = Path("/proc/net")
_GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400
"""RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE (linux/rtnetlink.h)."""
_LINK_LOCAL_V4 = 0x0000FEA9
"""169.254.0.0 as /proc/net/route writes it: what a machine gives itself when nobody gave it an address."""
_TENTATIVE = 0x40
_DAD_FAILED = 0x08
_LOG = logging.getLogger(__name__)


def read_link(sys: Path = SYS, proc: Path = PROC) -> LinkState:
    """What the kernel says at this moment: some network card has a signal, and some address that can be routed.

    No default route is asked for: an office's own network may have none, and its server is on it.
    """
    cards = _cards(sys)
    if not any(_has_carrier(sys / card) for card in _real(sys, cards)):
        return LinkState.NO_CABLE
    alive = {card for card in cards if _has_carrier(sys / card)}
    if alive & (_routed_v4(proc) | _routable_v6(proc)):
        return LinkState.UP
    return LinkState.NO_ADDRESS


class LinkWatch:
    """Posts LinkChanged, first for a machine that starts without a network. Methods may be called from any thread."""

    def __init__(
        self,
        post: Callable[[Event], None],
        *,
        needs_network: Callable[[], bool] = lambda: True,
        on_return: Callable[[], object] = lambda: None,
        read: Callable[[], LinkState] = read_link,
        debounce_s: float = DEBOUNCE_S,
    ) -> None:
        """`needs_network`: False while every feed is on this machine itself; the link then counts as up.
        `on_return` is called when the link is up again."""
        self._post = post
        self._needs_network = needs_network
        self._on_return = on_return
        self._read = read
        self._debounce_s = debounce_s
        self._known = LinkState.UP
        self._thread: threading.Thread | None = None
        self._notices: socket.socket | None = None
        self._wake_read, self._wake_write = -1, -1
        self._stopping = False

    def state(self, needs_network: bool | None = None) -> LinkState:
        """The link now, read afresh (a fifth of a millisecond); always UP for who needs no network."""
        needed = self._needs_network() if needs_network is None else needs_network
        return self._read() if needed else LinkState.UP

    def start(self) -> None:
        """Begin to watch. A link that is not up is posted at once."""
        if self._thread is not None or self._stopping:
            return
        self._wake_read, self._wake_write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._notices = _notices()  # before the first look, so that nothing falls between
        self._look()
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Look again soon: what needs the network may have changed."""
        if self._thread is not None and not self._stopping:
            with contextlib.suppress(OSError):
                os.write(self._wake_write, b"!")

    def stop(self) -> None:
        """End at once. Idempotent."""
        if self._stopping:
            return
        self.look()
        self._stopping = True
        if self._thread is None:
            return
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"!")
        if self._thread is not threading.current_thread():
            self._thread.join(1.0)

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        try:
            while not self._stopping:
                self._sleep(None if self._notices is not None else POLL_S)
                ends_s = time.monotonic() + LONGEST_S
                while not self._stopping and time.monotonic() < ends_s and self._sleep(self._debounce_s):
                    pass  # still changing
                if not self._stopping:
                    self._look()
        except Exception:
            _LOG.exception("看网线的线程出错")
        finally:
            if self._notices is not None:
                self._notices.close()
            os.close(self._wake_read)
            os.close(self._wake_write)

    def _sleep(self, seconds: float | None) -> bool:
        """Until something happens (True) or the time is over (False)."""
        sources: list[int | socket.socket] = [self._wake_read]
        if self._notices is not None:
            sources.append(self._notices)
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._wake_read in ready:
            os.read(self._wake_read, 4096)
        if self._notices is not None and self._notices in ready:
            # The content does not matter, the tables are read afresh. ENOBUFS: so much happened that some was dropped.
            with contextlib.suppress(OSError):
                while self._notices.recv(65536):
                    pass
        return bool(ready)

    def _look(self) -> None:
        state = self.state()
        if state is self._known:
            return
        returned = state is LinkState.UP
        self._known = state
        _LOG.info("网络：%s", state.value)
        self._post(LinkChanged(state))
        if returned:
            self._on_return()


def _notices() -> socket.socket | None:
    try:
        notices = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE)
        notices.bind((0, _GROUPS))
        notices.setblocking(False)
        return notices
    except OSError as error:
        _LOG.info("内核不通知网络变化，改为每 %g 秒看一次（%s）", POLL_S, error)
        return None


# ---------------------------------------------------------------- the kernel's tables


def _cards(sys: Path) -> set[str]:
    """All interfaces but loopback and bridges that no network card is part of (containers and virtual machines)."""
    try:
        names = {entry.name for entry in sys.iterdir() if entry.is_dir()} - {"lo"}
    except OSError:
        return set()
    inner = set()
    for name in names:
        if (sys / name / "bridge").is_dir():
            with contextlib.suppress(OSError):
                members = {member.name for member in (sys / name / "brif").iterdir()}
                if not any((sys / member / "device").exists() for member in members):
                    inner |= {name} | members
    return names - inner


def _real(sys: Path, names: set[str]) -> set[str]:
    """Those with hardware behind them; in a container, where none has, all."""
    return {name for name in names if (sys / name / "device").exists()} or names


def _has_carrier(card: Path) -> bool:
    try:
        return (card / "carrier").read_text().strip() == "1"
    except OSError:  # EINVAL: the interface is switched off
        return False


def _routed_v4(proc: Path) -> set[str]:
    """Interfaces with an IPv4 route that is not link-local: an address brings at least the route to its own network.

    Columns: Iface Destination Gateway Flags … (proc(5)); numbers are hexadecimal in the machine's byte order.
    """
    found = set()
    for line in _lines(proc / "route")[1:]:
        columns = line.split()
        with contextlib.suppress(ValueError, IndexError):
            destination, up = int(columns[1], 16), int(columns[3], 16) & 1
            if up and destination & 0xFFFF != _LINK_LOCAL_V4:
                found.add(columns[0])
    return found


def _routable_v6(proc: Path) -> set[str]:
    """Interfaces with a global IPv6 address that is settled. Columns: address index prefix scope flags name."""
    found = set()
    for line in _lines(proc / "if_inet6"):
        columns = line.split()
        with contextlib.suppress(ValueError, IndexError):
            scope, flags = int(columns[3], 16), int(columns[4], 16)
            if scope == 0 and not flags & (_TENTATIVE | _DAD_FAILED):
                found.add(columns[5])
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
