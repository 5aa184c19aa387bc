"""Runs the core's effects through the adapters: the one place where asking becomes doing.

Everything that may wait (disk, network) is handed to a thread; answers come back as events.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tvapp.adapters.background import Background
from tvapp.adapters.media_folder import MediaFolder
from tvapp.core import events as ev
from tvapp.core.events import Effect, Event
from tvapp.core.ports import Media, Player, PlayerReport, Store
from tvapp.trace import Trace

SUBTITLE_LIMIT = 5_000_000


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
        self._items: dict[int, str] = {}

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
            case ev.LeaveApp():
                self._leave()

    def _play(self, effect: ev.PlayLesson) -> None:
        self._items = {effect.serial: effect.item}
        if effect.file is None:
            self._player.play(Media(url=effect.url), effect.start_s, effect.volume, effect.serial)
            return
        path = self._media.resolve(effect.file)
        if path is None or not path.is_file():
            self._player.stop()
            self.report(PlayerReport(effect.serial, "error", why="missing"))
            return
        self._player.play(Media(path=str(path)), effect.start_s, effect.volume, effect.serial)

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
