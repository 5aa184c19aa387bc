"""ports.Speech: sentences are rendered by the speech process, kept as files, and played by a second player process.

One thing is said at a time and nothing queues: a new `say` takes the place of what is said and of what waits. Both processes
start with the first thing that is to be said. Must not: load a voice, or block its caller.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from tvapp.adapters.speech_cache import SpeechCache
from tvapp.adapters.speech_render import Renderer
from tvapp.adapters.speech_voice import FoundVoice
from tvapp.core.model import SpeechRate
from tvapp.core.ports import Media, Player, PlayerReport, SpeechPhase, Texts
from tvapp.core.value import dataclass

_log = logging.getLogger(__name__)

MOST_AHEAD = 64


@dataclass(frozen=True, slots=True)
class _Wish:
    text: str
    rate: SpeechRate
    volume: int
    serial: int
    again: bool = False
    """Its player fell over once already."""


class VoiceSpeech:
    """`on_report(serial, phase, length in seconds)` is called from threads of this object and must only post what happened."""

    def __init__(
        self,
        voice: FoundVoice,
        folder: Path,
        make_player: Callable[[Callable[[PlayerReport], None]], Player],
        on_report: Callable[[int, SpeechPhase, float], None],
        *,
        on_lost: Callable[[], None] = lambda: None,
        renderer: Renderer | None = None,
        limit_bytes: int | None = None,
    ) -> None:
        """`folder` is for the files. `make_player` gets what to call with the player's reports. `on_lost`: there is no voice after all."""
        self._on_lost = on_lost
        self.voice = voice
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._make_player = make_player
        self._on_report = on_report
        self.renderer = renderer or Renderer(voice.arguments)
        self.player: Player | None = None
        self.cache: SpeechCache | None = None
        self._lock = threading.Condition()
        # Under the lock: what is to be said, what is being said, what is to be rendered ahead.
        self._wish: _Wish | None = None
        self._said: _Wish | None = None
        self._ahead: deque[tuple[str, SpeechRate]] = deque()
        self._started = False
        self._length_s = 0.0
        self._closing = False
        self._thread: threading.Thread | None = None
        self.rendered = 0
        """Sentences that were not in the cache (a test counts them)."""

    # ------------------------------------------------------------ ports.Speech

    def say(self, spoken: str, rate: SpeechRate, volume: int, serial: int) -> None:
        with self._lock:
            self._silence()
            self._wish = _Wish(spoken, rate, volume, serial)
            self._wake()

    def hush(self) -> None:
        with self._lock:
            self._silence()

    def prepare(self, texts: Texts, rate: SpeechRate) -> None:
        with self._lock:
            self._ahead = deque(((text, rate) for text in texts), MOST_AHEAD)
            self._wake()

    def set_volume(self, volume: int) -> None:
        with self._lock:
            if self.player is not None:
                self.player.set_volume(volume)

    def close(self) -> None:
        with self._lock:
            self._closing = True
            self._wish = None
            self._ahead.clear()
            thread, player = self._thread, self.player
            self._lock.notify_all()
        if player is not None:
            player.close()
        if thread is not None and thread is not threading.current_thread():
            thread.join(3.0)

    # ------------------------------------------------------------ with the lock held

    def _silence(self) -> None:
        self._wish = None
        if self._said is not None:
            self._said = None
            if self.player is not None:
                self.player.stop()

    def _wake(self) -> None:
        if self._closing:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
            self._thread.start()
        self._lock.notify_all()

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        self.cache = SpeechCache(self._folder) if self._limit_bytes is None else SpeechCache(self._folder, self._limit_bytes)
        player = self._make_player(self._played)
        with self._lock:
            self.player = player
            if self._closing:
                player.close()
        player.start()
        self.renderer.start()
        try:
            while True:
                with self._lock:
                    while self._wish is None and not self._ahead and not self._closing:
                        self._lock.wait()
                    if self._closing:
                        return
                    wish = self._wish
                    ahead = self._ahead.popleft() if wish is None else None
                if wish is not None:
                    self._say(wish)
                elif ahead is not None:
                    # it gives way as soon as something is to be said
                    self._file(*ahead, lambda: self._wish is not None or self._closing)
        finally:
            self.renderer.end()
            self.cache.close()

    def _say(self, wish: _Wish) -> None:
        path = self._file(wish.text, wish.rate, lambda: self._wish is not wish)
        with self._lock:
            if self._wish is not wish or self._closing:
                return  # something else is to be said, or nothing
            self._wish = None
            if path is not None and self.player is not None:
                self._said, self._started = wish, False
                self._length_s = self.cache.seconds(path) if self.cache is not None else 0.0
                self.player.play(Media(path=str(path)), 0.0, wish.volume, wish.serial)
                return
        self._on_report(wish.serial, "failed", 0.0)
        if self.renderer.problem:
            self._on_lost()

    def _file(self, text: str, rate: SpeechRate, unwanted: Callable[[], bool]) -> Path | None:
        """The sentence as a file: from the cache, else rendered now."""
        assert self.cache is not None
        key = self.cache.key(self.voice.name, rate, text)
        path = self.cache.find(key)
        if path is not None:
            return path
        for _ in range(2):  # a process that died of the sentence before is not this one's fault
            if self.renderer.render(text, rate, self.cache.aside(key), unwanted):
                self.rendered += 1
                return self.cache.put(key)
            if unwanted() or self.renderer.pid is not None:
                break
        return None

    # ------------------------------------------------------------ the player's thread

    def _played(self, report: PlayerReport) -> None:
        """What the player says of the sentence that is being said."""
        phase: SpeechPhase
        with self._lock:
            said = self._said
            if said is None or report.serial != said.serial:
                return
            if report.phase == "playing" and not self._started:
                self._started = True
                phase = "started"
            elif report.phase == "ended":
                self._said, phase = None, "ended"
            elif report.phase == "error":
                self._said, phase = None, "failed"
                if report.why == "died" and not said.again:
                    self._wish = _Wish(said.text, said.rate, said.volume, said.serial, True)
                    self._wake()
                    return
            else:
                return
        self._on_report(said.serial, phase, self._length_s)
