"""What was really watched: distinct seconds as ranges, resume points, 已看完. Pure arithmetic over Record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tvapp.core.model import FINISHED_SHARE, Record

Ranges = tuple[tuple[int, int], ...]

CONTINUOUS_S = 2.5
"""Two reports further apart than this are a jump: what lies between was not watched."""
RESUME_MIN_S = 3.0
"""Nearer to the start than this there is nothing to resume."""
RESUME_TAIL_S = 3.0
"""Nearer to the end than this the lesson starts again."""


def add_range(ranges: Ranges, start: int, stop: int) -> Ranges:
    """Union of the ranges with [start, stop); sorted, not overlapping, not touching."""
    if stop <= start:
        return ranges
    if ranges and ranges[-1][0] <= start <= ranges[-1][1]:  # playing on: the common case, no rebuild
        return (*ranges[:-1], (ranges[-1][0], max(ranges[-1][1], stop)))
    merged: list[tuple[int, int]] = []
    for lo, hi in sorted((*ranges, (start, stop))):
        if merged and lo <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], hi))
        else:
            merged.append((lo, hi))
    return tuple(merged)


def seconds(ranges: Ranges) -> float:
    return float(sum(hi - lo for lo, hi in ranges))


def played(record: Record, before_s: float | None, now_s: float, duration_s: float, at: datetime) -> Record:
    """The record after the player went from `before_s` to `now_s` (None: just started or jumped)."""
    duration = duration_s if duration_s > 0 else record.duration_s
    ranges = record.watched
    if before_s is not None and 0.0 < now_s - before_s <= CONTINUOUS_S:
        last = int(now_s)
        if duration > 0 and now_s >= duration - 0.5:
            last = int(duration + 0.999)  # the last, partly filled second counts when its end was reached
        ranges = add_range(ranges, int(before_s), last)
    watched = seconds(ranges)
    if duration > 0:
        watched = min(watched, duration)
    finished = record.finished or (duration > 0 and watched >= FINISHED_SHARE * duration)
    return replace(
        record,
        position_s=now_s,
        duration_s=duration,
        watched=ranges,
        watched_s=watched,
        finished=finished,
        at=at,
    )


def ended(record: Record, at: datetime) -> Record:
    """The lesson came to its end: next time it starts from the beginning."""
    return replace(record, position_s=0.0, at=at)


def resume_at(record: Record | None) -> float:
    """Where the lesson goes on, in seconds from its start."""
    if record is None or record.position_s < RESUME_MIN_S:
        return 0.0
    if record.duration_s > 0 and record.position_s > record.duration_s - RESUME_TAIL_S:
        return 0.0
    return record.position_s


def begun(record: Record | None) -> bool:
    """True when 接着看 has something to go on with."""
    return resume_at(record) > 0.0
