"""The thread for small jobs."""

from __future__ import annotations

import threading

from tvapp.adapters.worker import Worker
from tvapp.core.events import Event, SyncEnded


def test_jobs_run_in_order_on_one_other_thread_and_what_they_return_is_posted() -> None:
    posted: list[Event] = []
    threads: set[str] = set()
    worker = Worker(posted.append)

    def job(number: int) -> Event:
        threads.add(threading.current_thread().name)
        return SyncEnded(number, 0)

    for number in range(100):
        worker.submit(lambda number=number: job(number))  # type: ignore[misc]
    worker.submit(lambda: None)
    worker.close()
    assert posted == [SyncEnded(number, 0) for number in range(100)]
    assert threads == {"worker"}


def test_a_job_with_a_bug_is_written_down_and_the_next_one_runs() -> None:
    posted: list[Event] = []
    worker = Worker(posted.append)

    def broken() -> Event:
        raise ZeroDivisionError("a bug")

    worker.submit(broken)
    worker.submit(lambda: SyncEnded(1, 0))
    worker.close()
    assert posted == [SyncEnded(1, 0)]


def test_after_the_end_nothing_is_done() -> None:
    posted: list[Event] = []
    worker = Worker(posted.append)
    worker.close()
    worker.submit(lambda: SyncEnded(1, 0))
    worker.close()
    assert posted == [] and worker._thread is None


def test_submitting_never_waits_for_the_job() -> None:
    posted: list[Event] = []
    worker = Worker(posted.append)
    free = threading.Event()

    def slow() -> Event:
        free.wait(20)
        return SyncEnded(0, 0)

    worker.submit(slow)
    worker.submit(lambda: SyncEnded(1, 0))
    assert posted == []
    free.set()
    worker.close()
    assert len(posted) == 2
