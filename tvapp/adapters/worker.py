"""One thread for what must not be waited for on the window's: bodies of articles, subtitle files, the catalogue.

Jobs run one after another in the order they were given; what one returns is posted. Long or slow work (the network)
has threads of its own and does not belong here.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

from tvapp.core.events import Event

Job = Callable[[], Event | None]
_LOG = logging.getLogger(__name__)


class Worker:
    """`post` gets the events that jobs return; it is called from the worker's thread."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, job: Job) -> None:
        """Do it soon. Never waits; after `close` nothing is done any more. A job that raises is a bug of ours: it is
        written to the log, and the next one runs."""
        with self._lock:
            if self._closed:
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
                self._thread.start()
            self._jobs.put(job)

    def close(self, timeout_s: float = 5.0) -> None:
        """Do what is queued, then end. Idempotent."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                event = job()
                if event is not None:
                    self._post(event)
            except Exception:
                _LOG.exception("后台任务出错")
