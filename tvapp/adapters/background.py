"""One thread for small reading jobs (articles, subtitles, the catalogue's watch), so that the window never waits for a disk.

Jobs run in order; an exception in one is logged and ends only that job.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

Job = Callable[[], None]


class Background:
    """Runs jobs one after the other, and `every` once a period between them."""

    def __init__(self, name: str, every: Job | None = None, period_s: float = 1.0) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._every = every
        self._period_s = period_s
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, job: Job) -> None:
        """Queue a job; any thread."""
        self._jobs.put(job)

    def close(self, timeout_s: float = 2.0) -> None:
        """Ends after the jobs that are queued, or after the time-out (the thread is a daemon)."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join(timeout_s)

    def _run(self) -> None:
        wait = self._period_s if self._every is not None else None
        while True:
            try:
                job = self._jobs.get(timeout=wait)
            except queue.Empty:
                job = self._every
            if job is None:
                return
            try:
                job()
            except Exception:
                log.exception("a background job failed")
