"""How loud and how fast a lesson plays: the viewer's level, the night's cap, what levels lessons, the speeds. Arithmetic only."""

from __future__ import annotations

from datetime import datetime, time

from tvapp.core.calendar import believable
from tvapp.core.model import Settings, Speed

SPEEDS: dict[Speed, float] = {"slow": 0.8, "normal": 1.0, "fast": 1.25}
"""Media seconds a second."""
NIGHT_FROM, NIGHT_TO = time(21, 30), time(6, 30)
MOST_GAIN_DB = 12.0
"""More would bring up the noise of a bad recording, or hide that something is wrong with it."""
HEADROOM_DB = -1.0
"""True peaks stay below this after a gain (EBU R 128: at most -1 dBTP)."""
TARGET_LUFS = -20.0
"""A little louder than broadcast (-23): televisions are quiet boxes, and these are talks."""


def speed(settings: Settings) -> float:
    return SPEEDS.get(settings.speed, 1.0)


def next_speed(settings: Settings) -> Speed:
    """慢 → 正常 → 快 → 慢."""
    order = tuple(SPEEDS)
    place = order.index(settings.speed) if settings.speed in order else 0
    return order[(place + 1) % len(order)]


def night(now: datetime) -> bool:
    """21:30 to 06:30; never by a clock that cannot be right."""
    at = now.time()
    return believable(now.date()) and (at >= NIGHT_FROM or at < NIGHT_TO)


def most(settings: Settings, now: datetime) -> int:
    """The loudest it may be at this moment, 0 to 100."""
    return settings.night_level if settings.night_cap and night(now) else 100


def capped(settings: Settings, now: datetime) -> bool:
    """Whether the night holds the volume down at this moment."""
    return settings.night_cap and night(now) and settings.volume > settings.night_level


def level(settings: Settings, now: datetime) -> int:
    """The volume that is meant now, 0 to 100."""
    if settings.muted:
        return 0
    return min(settings.volume, settings.night_level) if capped(settings, now) else settings.volume


def gain_db(loudness_lufs: float, peak_dbtp: float, target_lufs: float) -> float:
    """What to add so that a file of this loudness sounds as loud as the target, without clipping its peaks."""
    wanted = max(-MOST_GAIN_DB, min(MOST_GAIN_DB, target_lufs - loudness_lufs))
    return wanted if wanted <= 0.0 else min(wanted, max(0.0, HEADROOM_DB - peak_dbtp))
