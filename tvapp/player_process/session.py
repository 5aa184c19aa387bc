"""One play after another: commands in, reports out. What libVLC's states mean to the viewer is decided here.

Runs on the player process's main thread only. Must not: read or write pipes, or know how pictures travel.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tvapp.player_process import libvlc

if TYPE_CHECKING:
    from tvapp.core.ports import PlayerPhase
    from tvapp.player_process.pictures import Pictures

REPORT_S = 0.25
"""A report at least this often while playing."""
STALLED_S = 3.0
"""Without progress for this long, the report says `stalled`."""
SEEK_HOLD_S = 1.5
"""After a seek VLC goes on telling the old place for a moment: the asked one is told until they agree, or so long."""
END_SLACK_S = 3.0
"""An end this near to the length is the end: VLC's clock runs up to a second behind, and headers round."""
CUT_SHORT_S = 10.0
"""An http(s) address that ends so much before its length was cut off by the network."""


FADE_S = 0.6
"""No sound begins at once at its full loudness."""
FADE_STEP_S = 0.03
SOFT_START = 0.4
"""Where VLC changes the samples itself, a fade that begins at nothing would swallow the first words: -24 dB, then up."""
LOUDEST = 200
"""Of VLC's volume: what raises a quiet lesson stops there."""


def vlc_volume(volume: int, gain_db: float, share: float) -> int:
    """VLC's volume for the viewer's (0 to 100), a lesson's gain and how far the fade has come. VLC takes the cube of it."""
    return max(0, min(LOUDEST, round(volume * 10 ** (gain_db / 60) * share)))


class Announce(Protocol):
    """Sends one report; the fields of ports.PlayerReport."""

    def __call__(
        self, *, serial: int, phase: PlayerPhase, position_s: float, duration_s: float, has_video: bool,
        shown: int, dropped: int, why: str, tracks: int, track: int,
    ) -> None: ...  # fmt: skip


class Session:
    """The player's one thing at a time."""

    def __init__(
        self, vlc: libvlc.LibVlc, pictures: Pictures, announce: Announce, now: Callable[[], float] = time.monotonic,
        *, voice: bool = False,
    ) -> None:
        """`voice`: short files of words that were made here. They begin at once and at their full loudness."""
        self._vlc = vlc
        self._pictures = pictures
        self._announce = announce
        self._now = now
        self._voice = voice
        self._volume = 100
        self._rate = 1.0
        self._gain_db = 0.0
        self._serial = 0
        self._path: str | None = None
        self._url: str | None = None
        self._phase: PlayerPhase = "idle"
        self._why = ""
        self._reset(0.0)

    def _reset(self, start_s: float) -> None:
        now = self._now()
        self._start_s = start_s
        self._want_paused = False
        self._asked_paused = False
        self._position_s = start_s
        self._duration_s = 0.0
        self._has_video = False
        self._heard = False
        self._seek: tuple[float, float] | None = None
        self._shaped = (0, 0)
        self._last_time_s = -1.0
        self._progress_at = now
        self._fade_at: float | None = None
        self._silent = not self._voice
        self._tracks: tuple[int, ...] = ()
        self._track = 0
        self._tracks_at = now
        self._reported_at = 0.0
        self._reported: tuple[object, ...] = ()

    @property
    def active(self) -> bool:
        """Whether VLC is at work, so that `tick` must be called often."""
        return self._phase in ("opening", "playing", "paused")

    @property
    def pause_s(self) -> float | None:
        """How long to wait for something to happen before the next `tick`; None: as long as it takes."""
        if self._fade_at is not None or self._phase == "opening":
            return FADE_STEP_S
        return 0.2 if self.active else None

    # ------------------------------------------------ commands

    def play(self, path: str | None, url: str | None, start_s: float, volume: int, serial: int) -> None:
        self._stop_vlc()
        self._serial, self._path, self._url = serial, path, url
        self._pictures.begin(serial)
        self._reset(max(0.0, start_s))
        self._phase, self._why = "opening", ""
        self._report(force=True)
        if path is not None and not os.path.isfile(path):
            self._fail("missing" if not os.path.exists(path) else "unplayable")
            return
        self._volume = max(0, min(100, volume))
        self._vlc.set_first_volume(vlc_volume(self._volume, self._gain_db, SOFT_START))
        if not self._vlc.open(path, url, self._start_s):
            self._fail("unplayable")

    def pause(self) -> None:
        self._want_paused = True
        self.tick()

    def resume(self) -> None:
        self._want_paused = False
        self.tick()

    def seek(self, position_s: float) -> None:
        if self._phase not in ("opening", "playing", "paused"):
            return
        position_s = max(0.0, position_s)
        if self._duration_s > 0:
            # VLC ends at once when sent to the very end; half a second is there to be seen.
            position_s = min(position_s, max(0.0, self._duration_s - 0.5))
        now = self._now()
        self._seek = (position_s, now)
        self._position_s = position_s
        self._progress_at = now
        if self._phase != "opening":
            self._vlc.seek(position_s)
        self._report(force=True)

    def stop(self) -> None:
        self._stop_vlc()
        self._phase, self._why = "idle", ""
        self._report(force=True)
        self._pictures.forget()
        self._vlc.trim()

    def set_volume(self, volume: int) -> None:
        self._volume = max(0, min(100, volume))
        self._sound()

    def tune(self, rate: float, gain_db: float, clear: bool) -> None:
        """Speed, the lesson's own gain, and whether speech is made clearer: now, and for what is opened later."""
        self._rate = min(2.0, max(0.5, rate))
        self._gain_db = min(20.0, max(-20.0, gain_db))
        self._vlc.set_clear(clear)
        if self._phase in ("playing", "paused"):
            self._vlc.set_rate(self._rate)
            self._sound()

    def set_track(self, place: int) -> None:
        """The sound track at this place among those reported."""
        if self._phase in ("playing", "paused") and 0 <= place < len(self._tracks):
            self._vlc.set_audio_track(self._tracks[place])
            self._begin_fade()
            self._tracks_at = 0.0

    # ------------------------------------------------ how loud

    def _begin_fade(self) -> None:
        """From (almost) nothing to the full loudness. Going on after a pause, what VLC holds ready is as loud as it was."""
        if not self._voice and (self._silent or self._vlc.follows):
            self._silent = False
            self._fade_at = self._now()
        self._sound()

    def _sound(self) -> None:
        """Tell VLC how loud it is to be at this moment."""
        lowest = 0.0 if self._vlc.follows else SOFT_START
        share = lowest if self._silent else 1.0
        if self._fade_at is not None:
            gone = (self._now() - self._fade_at) / FADE_S
            share = min(1.0, lowest + (1.0 - lowest) * gone)
            if gone >= 1.0:
                self._fade_at = None
        self._vlc.set_volume(vlc_volume(self._volume, self._gain_db, share))

    # ------------------------------------------------ what has become of it

    def tick(self) -> None:
        """Look at libVLC and report what is new. Call after every event, and 4 times a second while active."""
        if not self.active:
            return
        state = self._vlc.state()
        if self._silent or self._fade_at is not None:
            self._sound()
        self._look()
        if state == libvlc.ENDED:
            self._end()
        elif state == libvlc.ERROR:
            self._fail(self._reason())
        elif state == libvlc.STOPPED:
            # Nobody asked for it: something that cannot pause, or VLC gave up.
            self._end()
        else:
            self._advance(state)

    def _look(self) -> None:
        """Refresh what the report tells."""
        now = self._now()
        duration_s = self._vlc.duration_s()
        if duration_s > 0:
            self._duration_s = duration_s
        size = self._pictures.buffer_size
        self._has_video = size != (0, 0)
        if size != self._shaped:
            # Program and transport streams know their pixel aspect only some pictures later: ask until it is there.
            track = self._vlc.video_track()
            if track is not None:
                self._pictures.shape_known((track.width, track.height), track.sar)
                if track.sar[0] > 0:
                    self._shaped = size
        time_s = self._vlc.position_s()
        if time_s >= 0 and time_s != self._last_time_s:
            if self._last_time_s >= 0:
                self._progress_at = now
            self._last_time_s = time_s
        if self._seek is not None:
            target_s, asked_at = self._seek
            if abs(time_s - target_s) < 2.0 or now - asked_at > SEEK_HOLD_S:
                self._seek = None
        if self._phase in ("playing", "paused") and (now >= self._tracks_at or not self._tracks):
            self._tracks_at = now + 1.0
            self._tracks = self._vlc.audio_tracks()
            if len(self._tracks) > 1:
                current = self._vlc.audio_track()
                self._track = self._tracks.index(current) if current in self._tracks else 0
        if self._seek is None and time_s > 0:
            self._position_s = min(time_s, self._duration_s) if self._duration_s > 0 else time_s

    def _advance(self, state: int) -> None:
        """VLC is opening, playing or paused."""
        now = self._now()
        if self._phase == "opening" and state in (libvlc.PLAYING, libvlc.PAUSED) and self._has_begun():
            self._phase = "playing"
            self._progress_at = now
            self._vlc.set_rate(self._rate)
            self._begin_fade()
            if self._seek is not None:
                self._vlc.seek(self._seek[0])
        if self._phase in ("playing", "paused") and self._want_paused != self._asked_paused:
            if not self._want_paused:
                self._begin_fade()
            if not self._want_paused or self._vlc.can_pause():
                self._vlc.set_paused(self._want_paused)
                self._asked_paused = self._want_paused
            else:
                self._want_paused = False
        if self._phase == "playing" and state == libvlc.PAUSED:
            self._phase = "paused"
        elif self._phase == "paused" and state == libvlc.PLAYING and not self._asked_paused:
            self._phase = "playing"
            self._progress_at = now
        waiting = self._phase in ("opening", "playing") and now - self._progress_at > STALLED_S
        self._why = "stalled" if waiting else ""
        self._report()

    def _has_begun(self) -> bool:
        """A picture, or sound that moves on: rubbish is "playing" to VLC for a moment, and never gets here."""
        if self._pictures.shown > 0 or self._voice:
            return True  # VLC tells the time of a sound a quarter of a second late
        self._heard = self._heard or self._vlc.counts()[1] > 0
        moved_s = self._last_time_s - self._start_s
        # A video track that shows nothing for a second beside a sound that runs: let the sound be the lesson.
        return self._heard and (moved_s > 1.0 if self._has_video else self._last_time_s > 0)

    def _end(self) -> None:
        _, sound, _ = self._vlc.counts()
        if self._phase == "opening" and self._start_s > 0 and (self._path is None or os.path.isfile(self._path)):
            # The place to go on from lies beyond the end (the file is shorter now): from the beginning, then.
            self.play(self._path, self._url, 0.0, self._volume, self._serial)
            return
        if self._pictures.shown == 0 and sound == 0 and not self._voice:
            self._fail(self._reason())
            return
        short_s = self._duration_s - self._position_s
        if self._url is not None and short_s > CUT_SHORT_S:
            self._fail("network")
            return
        if self._path is not None and not os.path.exists(self._path):
            self._fail("missing")
            return
        if self._duration_s > 0 and short_s < max(END_SLACK_S, 0.05 * self._duration_s):
            self._position_s = self._duration_s
        self._phase, self._why = "ended", ""
        self._report(force=True)
        self._stop_vlc()

    def _reason(self) -> str:
        if self._path is not None:
            return "unplayable" if os.path.exists(self._path) else "missing"
        return "unplayable" if self._vlc.counts()[2] > 0 else "network"

    def _fail(self, why: str) -> None:
        self._phase, self._why = "error", why
        self._report(force=True)
        self._stop_vlc()

    def _stop_vlc(self) -> None:
        if self._vlc.state() not in (0, libvlc.STOPPED):
            self._vlc.stop()

    def _report(self, force: bool = False) -> None:
        """Now if something changed that must be known at once, else every REPORT_S (paused: every second)."""
        now = self._now()
        urgent = (self._phase, self._why, self._has_video, self._duration_s, len(self._tracks), self._track)
        pause_s = 1.0 if self._phase == "paused" else REPORT_S
        if not force and urgent == self._reported and now - self._reported_at < pause_s - 0.02:
            return
        self._reported, self._reported_at = urgent, now
        self._announce(
            serial=self._serial, phase=self._phase, position_s=round(self._position_s, 3),
            duration_s=round(self._duration_s, 3), has_video=self._has_video, shown=self._pictures.shown,
            dropped=self._vlc.counts()[0], why=self._why, tracks=len(self._tracks), track=self._track,
        )  # fmt: skip
