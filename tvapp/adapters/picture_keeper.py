"""Pictures of the office's articles, fetched once and kept beside the store, so that they are there without a network.

Only real pictures come in (by their first bytes), bounded in size and number; the oldest give way. Never drawn from here:
the window asks for a path.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from tvapp.adapters.safe_file import write_atomically
from tvapp.core.pulling import FetchFailed, Response

log = logging.getLogger(__name__)

PICTURE_LIMIT = 5_000_000
FOLDER_LIMIT = 200_000_000
WAITING_LIMIT = 500
REFUSED_LIMIT = 2000
DEADLINE_S = 30.0
KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"GIF8")
"""PNG, JPEG, WebP, GIF."""

FetchPicture = Callable[[str], Response]


class PictureKeeper:
    """`path` answers at once; `wish` fetches in a thread of its own."""

    def __init__(self, folder: Path, fetch: FetchPicture, on_kept: Callable[[str], None] = lambda address: None) -> None:
        """`on_kept` is called from the thread with the address of a picture that has come."""
        self._folder = folder
        self._fetch = fetch
        self._on_kept = on_kept
        self._wishes: deque[str] = deque(maxlen=WAITING_LIMIT)
        self._refused: dict[str, None] = {}
        self._more = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def path(self, address: str) -> Path | None:
        """The kept file of this address, or None."""
        found = self._file(address)
        return found if found.is_file() else None

    def wish(self, addresses: Iterable[str]) -> None:
        """Fetch what is not here yet; any thread, returns at once."""
        wanted = [
            address
            for address in addresses
            if address.startswith(("http://", "https://")) and address not in self._refused and self.path(address) is None
        ]
        if not wanted:
            return
        with self._more:
            self._wishes.extend(address for address in wanted if address not in self._wishes)
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="article-pictures", daemon=True)
                self._thread.start()
            self._more.notify()

    def close(self) -> None:
        with self._more:
            self._closing = True
            self._more.notify()

    def _file(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()[:32]

    def _run(self) -> None:
        while True:
            with self._more:
                while not self._wishes and not self._closing:
                    self._more.wait()
                if self._closing:
                    return
                address = self._wishes.popleft()
            try:
                self._keep(address)
            except (FetchFailed, OSError) as why:
                log.info("picture %s: %s", address, why)

    def _keep(self, address: str) -> None:
        answer = self._fetch(address)
        if answer.status != 200 or not answer.body.startswith(KINDS):
            if len(self._refused) >= REFUSED_LIMIT:
                self._refused.clear()
            self._refused[address] = None
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room(len(answer.body))
        write_atomically(self._file(address), answer.body)
        self._on_kept(address)

    def _make_room(self, size: int) -> None:
        kept = [(found.stat().st_mtime, found.stat().st_size, found) for found in self._folder.iterdir()]
        total = sum(length for _, length, _ in kept) + size
        for _, length, file in sorted(kept, key=lambda found: found[0]):
            if total <= FOLDER_LIMIT:
                return
            file.unlink(missing_ok=True)
            total -= length
