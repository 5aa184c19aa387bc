"""When the television was last switched on: from then on things count as 新内容. Pure arithmetic over one line of the store.

Two moments are kept: when this visit began, and since when things count. A television that comes back soon (a power
cut, a restart) goes on with the same visit, so that nothing new is lost unseen.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tvapp.core import calendar

SAME_VISIT = timedelta(hours=4)
FIRST = timedelta(days=7)
"""On the very first visit things of the last week count."""


def begin(kept: str, now: datetime) -> tuple[datetime, str]:
    """(since when things are new, what to keep now). `kept` is what was kept last, or empty, or damaged."""
    began, since = _read(kept)
    if not calendar.believable(now.date()):
        return (since or now - FIRST), kept
    if began is None or since is None:
        began, since = now, now - FIRST
    elif now - began > SAME_VISIT or now < began:
        # a clock that once ran ahead must not hide what comes
        since, began = min(began, now), now
    return since, f"{began.isoformat()}\n{since.isoformat()}"


def _read(kept: str) -> tuple[datetime | None, datetime | None]:
    moments = []
    for line in kept.split("\n")[:2]:
        try:
            moment = datetime.fromisoformat(line)
        except ValueError:
            return None, None
        if moment.tzinfo is None:
            return None, None
        moments.append(moment)
    return (moments[0], moments[1]) if len(moments) == 2 else (None, None)
