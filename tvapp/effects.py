"""Runs the core's effects through the adapters: the one place where asking becomes doing.

Everything that may wait (disk, network) is handed to a thread; answers come back as events.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tvapp.adapters.background import Background
from tvapp.adapters.finder import Finder
from tvapp.adapters.media_folder import MediaFolder
from tvapp.core import events as ev
from tvapp.core.events import Effect, Event
from tvapp.core.ports import Media, Player, PlayerReport, Speech, SpeechPhase, Store, Tuning
from tvapp.core.sound import gain_db
from tvapp.trace import Trace

SUBTITLE_LIMIT = 5_000_000


class Measured(Protocol):
    """What is needed of the loudness book."""

    def figure(self, path: Path) -> tuple[float, float] | None:
        """LUFS and dBTP of a file, None while they are not known."""


class Effects:
    """Call it with an effect on the window's thread; it returns at once."""

    def __init__(
        self,
        *,
        post: Callable[[Event], None],
        player: Player,
        store: Store,
        media: MediaFolder,
        background: Background,
        trace: Trace,
        leave: Callable[[], None],
    ) -> None:
        self._post = post
        self._player = player
        self._store = store
        self._media = media
        self._background = background
        self._trace = trace
        self._leave = leave
        self._finder = Finder(lambda serial, found: post(ev.Searched(serial, found)), lambda: Background("finder"))
        self._items: dict[int, str] = {}
        self._said: ev.Say | None = None
        self.speech: Speech | None = None
        self.loudness: Measured | None = None
        self._playing: Path | None = None
        """The file that plays; None for an address."""

    def close(self) -> None:
        """Ends what runs beside the window for the effects alone."""
        self._finder.close()

    def report(self, report: PlayerReport) -> None:
        """What the player says (any thread): into the trace, and on to the core."""
        item = self._items.get(report.serial)
        if item is not None:
            self._trace.player(report, item)
        self._post(ev.PlayerReported(report))

    def __call__(self, effect: Effect) -> None:
        match effect:
            case ev.PlayLesson():
                self._play(effect)
            case ev.PausePlayer():
                self._player.pause()
            case ev.ResumePlayer():
                self._player.resume()
            case ev.SeekPlayer():
                self._player.seek(effect.position_s)
            case ev.StopPlayer():
                self._items = {}  # what the player still says of it concerns nobody
                self._player.stop()
            case ev.TuneSound():
                self._player.tune(self._tuning(effect.tune))
            case ev.ChooseTrack():
                self._player.set_track(effect.place)
            case ev.SetVolume():
                self._player.set_volume(effect.volume)
            case ev.SaveRecord():
                self._store.save_record(effect.record)
            case ev.SaveSettings():
                self._store.save_settings(effect.settings)
            case ev.SaveFocus():
                self._store.save_focus(effect.page, effect.item)
            case ev.LoadSubtitles():
                self._background.do(lambda: self._subtitles(effect))
            case ev.LoadArticle():
                self._background.do(lambda: self._article(effect))
            case ev.TellNotice():
                self._trace.write("notice", code=effect.code, text=effect.text)
            case ev.SaveRecords():
                self._store.save_records(effect.records)
            case ev.SaveVisit():
                visit = effect.visit
                self._background.do(lambda: self._store.save_visit(visit))  # after the first picture: a start is not held up
            case ev.BuildSearch():
                self._finder.build(effect.catalogue, effect.index)
            case ev.Search():
                self._finder.look_for(effect.typed, effect.serial)
            case ev.LeaveApp():
                self._leave()
            case ev.Say():
                self._said = effect
                self._trace.write("speech", state="said", text=effect.text, spoken=effect.spoken, serial=effect.serial)
                if self.speech is not None:
                    self.speech.say(effect.spoken, effect.rate, effect.volume, effect.serial)
            case ev.Hush():
                self._told("hushed")
                if self.speech is not None:
                    self.speech.hush()
            case ev.PrepareSpeech():
                if self.speech is not None:
                    self.speech.prepare(effect.spoken, effect.rate)
            case ev.SetVoiceVolume():
                if self.speech is not None:
                    self.speech.set_volume(effect.volume)

    def heard(self, serial: int, phase: SpeechPhase, length_s: float) -> None:
        """What the voice says (any thread): into the trace, and on to the core."""
        said = self._said
        if said is not None and said.serial == serial:
            self._told("playing" if phase == "started" else phase)
        self._post(ev.SpeechReported(serial, phase, length_s))

    def _told(self, state: str) -> None:
        said = self._said
        if said is not None:
            self._trace.write("speech", state=state, text=said.text, serial=said.serial)

    def _play(self, effect: ev.PlayLesson) -> None:
        self._items = {effect.serial: effect.item}
        if effect.file is None:
            self._playing = None
            tuning = self._tuning(effect.tune)
            self._player.play(Media(url=effect.url), effect.start_s, effect.volume, effect.serial, tuning)
            return
        path = self._media.resolve(effect.file)
        if path is None or not path.is_file():
            self._player.stop()
            self.report(PlayerReport(effect.serial, "error", why="missing"))
            return
        self._playing = path
        tuning = self._tuning(effect.tune)
        self._player.play(Media(path=str(path)), effect.start_s, effect.volume, effect.serial, tuning)

    def _tuning(self, tune: ev.SoundTuned | None) -> Tuning:
        """With the gain of the file that plays, where it has been measured."""
        if tune is None:
            return Tuning()
        gain = 0.0
        if tune.target_lufs is not None and self._playing is not None and self.loudness is not None:
            figure = self.loudness.figure(self._playing)
            if figure is not None:
                gain = gain_db(figure[0], figure[1], tune.target_lufs)
        return Tuning(tune.rate, gain, tune.clear)

    def _subtitles(self, effect: ev.LoadSubtitles) -> None:
        from tvapp.core.subtitles import parse

        path = self._media.resolve(effect.file)
        data = _read(path, SUBTITLE_LIMIT)
        if data:
            self._post(ev.SubtitlesLoaded(effect.item, parse(data)))

    def _article(self, effect: ev.LoadArticle) -> None:
        body = None
        if effect.feed:
            body = self._store.load_body(effect.feed, effect.article)
        else:
            from tvapp.adapters.markdown_articles import read_article

            path = self._media.resolve(effect.file) if effect.file else None
            if path is not None or effect.text is not None:
                try:
                    body = read_article(path, effect.text)[1]
                except (OSError, ValueError):
                    body = None
        self._post(ev.ArticleOpened(effect.feed, effect.article, body))


def _read(path: Path | None, limit: int) -> bytes:
    """The file's bytes, at most `limit`; nothing when it cannot be read."""
    if path is None:
        return b""
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError:
        return b""
