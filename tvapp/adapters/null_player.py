"""A player without VLC: keeps the same account of itself as the real one, on a clock that its owner turns.

For tests of everything above the player. One contract test runs over both. Must not: use threads, wait, or read the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tvapp.core.ports import Frame, Media, PlayerPhase, PlayerReport, Tuning
from tvapp.core.value import dataclass

_OPEN_S = 0.1
_REPORT_S = 0.25
_FRAME_S = 0.04
_TWICE_S = 20.0
_SIDE = 16
PLAIN = Tuning()


@dataclass(frozen=True, slots=True)
class NullLesson:
    """What is behind a path or an address."""

    duration_s: float
    has_video: bool = True
    why: str = ""
    """With something here it does not play, and this is the reason: missing | unplayable | network."""
    tracks: int = 1


class NullPlayer:
    """ports.Player and ports.FrameSource. Nothing happens, and nothing is reported, until `advance`."""

    def __init__(
        self,
        on_report: Callable[[PlayerReport], None],
        on_frame: Callable[[], None],
        lessons: Mapping[str, NullLesson],
    ) -> None:
        """`lessons` by path or address; what is not among them is missing, or not on the network."""
        self._on_report = on_report
        self._on_frame = on_frame
        self._lessons = lessons
        self._commands: list[Callable[[], None]] = []
        self._clock_s = 0.0
        self._closed = False
        self._serial = -1
        self._media: Media | None = None
        self._lesson: NullLesson | None = None
        self._phase: PlayerPhase = "idle"
        self._why = ""
        self._position_s = 0.0
        self._want_paused = False
        self._opened_at_s = 0.0
        self._reported_at_s = 0.0
        self._shown = 0
        self._numbers = 0
        self._waiting: int | None = None
        self._deaths: list[tuple[float, Media | None]] = []
        self.stalled = False
        """Set it and the position stands still, as with a network that has stopped."""
        self.volume = 100
        self.tuning = PLAIN
        self._track = 0
        self.problem = ""

    # ------------------------------------------------ ports.Player

    def start(self) -> None:
        pass

    def play(self, media: Media, start_s: float, volume: int, serial: int, tuning: Tuning = PLAIN) -> None:
        if self._closed:
            return
        self.tune(tuning)
        self._serial, self._media, self._waiting = serial, media, None
        self._commands.append(lambda: self._begin(media, start_s, volume))

    def pause(self) -> None:
        self._commands.append(lambda: self._hold(True))

    def resume(self) -> None:
        self._commands.append(lambda: self._hold(False))

    def seek(self, position_s: float) -> None:
        self._commands.append(lambda: self._jump(position_s))

    def stop(self) -> None:
        self._media = None
        self._commands.append(lambda: self._become("idle"))

    def set_volume(self, volume: int) -> None:
        self._commands.append(lambda: self._loud(volume))

    def tune(self, tuning: Tuning) -> None:
        self._commands.append(lambda: self._tune(tuning))

    def set_track(self, place: int) -> None:
        self._commands.append(lambda: self._choose(place))

    def close(self) -> None:
        self._closed = True
        self._commands.clear()

    # ------------------------------------------------ ports.FrameSource

    def latest(self) -> Frame | None:
        """A grey square, as bright as the lesson is far."""
        if self._waiting is None or self._media is None or self._closed:
            return None
        number, self._waiting = self._waiting, None
        share = self._position_s / max(self._duration_s, 0.001)
        luma = memoryview(bytearray([16 + int(219 * min(1.0, share))]) * (_SIDE * _SIDE))
        chroma = memoryview(bytearray([128]) * (_SIDE * _SIDE // 4))
        return Frame(_SIDE, _SIDE, _SIDE, _SIDE, 1.0, False, False, luma, chroma, chroma, number)

    def release(self) -> None:
        pass

    # ------------------------------------------------ the clock, and what may befall a player

    def advance(self, seconds: float) -> None:
        """Let time pass: commands are carried out, the lesson moves on, reports and frames are announced."""
        self._obey()
        left_s = seconds
        while left_s > 1e-9 and not self._closed:
            step_s = min(_FRAME_S, left_s)
            left_s -= step_s
            self._clock_s += step_s
            self._step(step_s)
            self._obey()

    def die(self) -> None:
        """As when the process that plays is killed; the second time within 20 s it is the lesson's fault."""
        if self._phase not in ("opening", "playing", "paused"):
            return
        again = any(media == self._media and self._clock_s - at_s < _TWICE_S for at_s, media in self._deaths)
        self._deaths.append((self._clock_s, self._media))
        self._become("error", "unplayable" if again else "died")

    # ------------------------------------------------ inside

    @property
    def _duration_s(self) -> float:
        return self._lesson.duration_s if self._lesson is not None else 0.0

    def _obey(self) -> None:
        commands, self._commands = self._commands, []
        for command in commands:
            command()

    def _begin(self, media: Media, start_s: float, volume: int) -> None:
        self.volume = volume
        self._lesson = None
        self._want_paused = False
        self._position_s = max(0.0, start_s)
        self._shown = 0
        self._track = 0
        self._opened_at_s = self._clock_s
        self._become("opening")
        lesson = self._lessons.get(media.path or media.url or "")
        why = ("missing" if media.path is not None else "network") if lesson is None else lesson.why
        if why:
            self._become("error", why)
            return
        self._lesson = lesson
        if self._position_s >= self._duration_s:
            self._position_s = 0.0

    def _hold(self, paused: bool) -> None:
        self._want_paused = paused
        if paused and self._phase == "playing":
            self._become("paused")
        elif not paused and self._phase == "paused":
            self._become("playing")

    def _jump(self, position_s: float) -> None:
        if self._phase in ("opening", "playing", "paused"):
            self._position_s = min(max(0.0, position_s), max(0.0, self._duration_s - 0.5))
            self._report()

    def _loud(self, volume: int) -> None:
        self.volume = max(0, min(100, volume))

    def _tune(self, tuning: Tuning) -> None:
        self.tuning = tuning

    def _choose(self, place: int) -> None:
        if self._phase in ("playing", "paused") and self._lesson is not None and 0 <= place < self._lesson.tracks:
            self._track = place
            self._report()

    def _step(self, step_s: float) -> None:
        if self._phase == "opening" and self._clock_s - self._opened_at_s >= _OPEN_S:
            self._picture()
            self._become("playing")
            if self._want_paused:
                self._become("paused")
        elif self._phase == "playing":
            if not self.stalled:
                self._position_s = min(self._position_s + step_s * self.tuning.rate, self._duration_s)
                self._picture()
            why = "stalled" if self.stalled else ""
            if self._position_s >= self._duration_s:
                self._become("ended")
            elif why != self._why or self._clock_s - self._reported_at_s >= _REPORT_S:
                self._why = why
                self._report()

    def _picture(self) -> None:
        if self._lesson is not None and self._lesson.has_video:
            self._shown += 1
            self._numbers += 1
            self._waiting = self._numbers
            self._on_frame()

    def _become(self, phase: PlayerPhase, why: str = "") -> None:
        self._phase, self._why = phase, why
        self._report()

    def _report(self) -> None:
        self._reported_at_s = self._clock_s
        if not self._closed:
            self._on_report(
                PlayerReport(
                    serial=self._serial,
                    phase=self._phase,
                    position_s=round(self._position_s, 3),
                    duration_s=self._duration_s,
                    has_video=self._lesson is not None and self._lesson.has_video and self._shown > 0,
                    shown=self._shown,
                    why=self._why,
                    tracks=self._lesson.tracks if self._lesson is not None and self._phase in ("playing", "paused") else 0,
                    track=self._track,
                )
            )
