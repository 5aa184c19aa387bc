"""The composition root of `run`: connects window, runtime, player, store and sync. Nobody imports this module."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tvapp.adapters.background import Background
from tvapp.adapters.catalogue_cache import keeps_last_good
from tvapp.adapters.clock import ShiftedClock, SystemClock
from tvapp.adapters.heap import give_back_early
from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.paths import default_state_dir
from tvapp.core import events as ev
from tvapp.core import words
from tvapp.core.blocks import Image
from tvapp.core.calendar import CHINA
from tvapp.core.fallback import empty_catalogue
from tvapp.core.model import ArticleBody, Catalogue, FeedShelf, Lesson
from tvapp.core.ports import Player, PlayerReport
from tvapp.core.update import begin
from tvapp.effects import Effects
from tvapp.options import CANNOT_START, RunOptions, parse
from tvapp.runtime import Runtime
from tvapp.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tvapp.adapters.link import LinkWatch
    from tvapp.adapters.loudness import LoudnessBook
    from tvapp.adapters.speech import VoiceSpeech
    from tvapp.adapters.sync import Sync
    from tvapp.core.pulling import Response

log = logging.getLogger(__name__)

PICTURES_AHEAD = 200
"""Articles of a feed whose pictures are fetched before they are opened."""

MEASURE_AFTER_S = 20.0
"""So long without a key, lessons are measured."""

ROOT = Path(__file__).resolve().parent.parent


def run(arguments: list[str]) -> int:
    """The command `run`: 0 left by the viewer or by SIGTERM, 3 cannot start (one clear line)."""
    options = parse(arguments, ROOT / "channels.yaml", default_state_dir())
    _log_to_stderr()
    if not options.catalogue.exists() and not keeps_last_good(options.catalogue, options.state):
        print(f"找不到目录文件：{options.catalogue}", file=sys.stderr)
        return CANNOT_START
    give_back_early()
    # Start-up makes a hundred thousand small values that all stay: collecting between them only costs time.
    gc.disable()
    clock = ShiftedClock(options.now) if options.now is not None else SystemClock()
    try:
        trace = Trace(options.trace, clock)
    except OSError as why:
        print(f"记录文件打不开：{options.trace}（{why.strerror}）", file=sys.stderr)
        return CANNOT_START
    with trace:
        try:
            television = Television(options, clock, trace)
        except (OSError, RuntimeError) as why:
            log.debug("cannot start", exc_info=True)
            print(f"打不开电视画面：{why}。请运行 python main.py doctor 看看哪里不对。", file=sys.stderr)
            return CANNOT_START
        return television.run()


def _voice_player(on_report: Callable[[PlayerReport], None]) -> Player:
    from tvapp.adapters.player import VlcPlayer

    return VlcPlayer(on_report, lambda: None, voice=True)


def _addresses(body: ArticleBody) -> list[str]:
    return [block.src for block in body.blocks if isinstance(block, Image)]


def _log_to_stderr() -> None:
    """Our own log, once a line; the libraries speak only when something is wrong."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_worth_reading)


QUIET = {"kivy": logging.WARNING, "markdown_it": logging.WARNING, "urllib3": logging.ERROR}
"""Library -> from which level on it is heard. What urllib3 tries again, our own fetch tells in our words."""


def _worth_reading(record: logging.LogRecord) -> bool:
    """A filter, for Kivy sets the level of its logger anew when it is imported."""
    return record.levelno >= QUIET.get(record.name.partition(".")[0], logging.NOTSET)


class Television:
    """Everything that runs while the television is on."""

    def __init__(self, options: RunOptions, clock: SystemClock | ShiftedClock, trace: Trace) -> None:
        """OSError or RuntimeError when no window can be had."""
        from tvapp.adapters.catalogue_cache import load_for_start
        from tvapp.adapters.picture_keeper import PictureKeeper
        from tvapp.adapters.player import VlcPlayer
        from tvapp.adapters.store import SqliteStore
        from tvapp.adapters.watcher import FileWatcher

        self._options = options
        self._clock = clock
        self._trace = trace
        self._state_dir = options.state
        try:
            self._state_dir.mkdir(parents=True, exist_ok=True)
        except OSError as why:
            log.warning("the state folder cannot be made: %s", why)
        self._watcher = FileWatcher(options.catalogue)  # before reading: what is saved meanwhile counts as a change
        loaded = load_for_start(options.catalogue, self._state_dir)
        self._rejected = [problem for problem in loaded.problems if problem.severity == "error"]
        catalogue = self._with_feed(loaded.catalogue or empty_catalogue())
        self._store = SqliteStore(self._state_dir / "tv.db", on_failed=self._store_failed, on_recovered=self._store_again)
        self._player = VlcPlayer(self._reported, self._framed)
        self._background = Background("reader", self._look_round)
        media = MediaFolder(options.catalogue.parent / "media")
        effects = Effects(
            post=self._post,
            player=self._player,
            store=self._store,
            media=media,
            background=self._background,
            trace=trace,
            leave=self._leave,
        )
        self._effects = effects
        now = datetime.fromtimestamp(clock.now_s(), CHINA)
        state = begin(catalogue, now, clock.monotonic_s(), kiosk=options.kiosk, welcome=options.welcome)
        self._runtime = Runtime(state, clock, effects)
        # only now: a store that cannot be read says so to the runtime
        memory = self._store.load()
        if options.text_size is not None:
            memory = replace(memory, settings=replace(memory.settings, text_size=options.text_size))
        if options.theme is not None:
            memory = replace(memory, settings=replace(memory.settings, theme=options.theme))
        self._runtime.apply(ev.Started(memory))
        if self._rejected:
            self._runtime.apply(ev.CatalogueRejected(len(self._rejected), self._rejected[0].line_text()))

        from tvapp.screen import Screen  # imports Kivy: from here on there is a window

        self._pictures = PictureKeeper(self._state_dir / "pictures", self._fetch_picture, self._picture_kept)
        self._screen = Screen(
            options, self._runtime, self._player, media, trace, clock, self._ready, self._pictures.path
        )
        self._runtime.wake_with(self._screen.wake)
        self._day: date | None = None
        self._sync: Sync | None = None
        self._link: LinkWatch | None = None
        self._speech: VoiceSpeech | None = None
        self._loudness: LoudnessBook | None = None
        self._media = media

    # ------------------------------------------------------------ running

    def run(self) -> int:
        try:
            self._screen.run()
        finally:
            self._close()
        return 0

    def _ready(self) -> None:
        """The first frame of home has been shown: now everything else may start."""
        gc.collect()
        gc.freeze()
        gc.enable()
        self._background.start()
        self._player.start()
        self._background.do(self._find_voice)
        self._background.do(self._find_meter)
        threading.Thread(target=self._start_sync, name="start-sync", daemon=True).start()

    def _find_voice(self) -> None:
        """Looks for a voice; its processes start only with the first thing that is to be said."""
        from tvapp.adapters.speech import VoiceSpeech
        from tvapp.adapters.speech_voice import find_voice

        found = find_voice(self._state_dir)
        if found.name:
            import_module("tvapp.core.spoken")  # its patterns are compiled now, not before the first word
            self._speech = VoiceSpeech(
                found,
                self._state_dir / "voice",
                _voice_player,
                self._effects.heard,
                on_lost=lambda: self._post(ev.VoiceFound("", words.VOICE_LOST)),
            )
            self._effects.speech = self._speech
        self._post(ev.VoiceFound(found.name, found.why))

    def _find_meter(self) -> None:
        """Lessons are measured one after another, while nothing plays, so that all can be equally loud."""
        from tvapp.adapters.loudness import LoudnessBook

        book = LoudnessBook(self._store, self._lesson_files, self._in_use)
        self._loudness = self._effects.loudness = book
        book.start()
        self._post(ev.MeterFound(book.can_measure))

    def _in_use(self) -> bool:
        """Something plays, or somebody has just pressed a key: no time for anything else."""
        state = self._runtime.state
        return bool(state.playing.key) or self._clock.monotonic_s() < state.last_key + MEASURE_AFTER_S

    def _lesson_files(self) -> Iterator[Path]:
        """All files that can be played, in the order of the catalogue."""
        for entry in list(self._runtime.state.index.entries.values()):
            if isinstance(entry.item, Lesson) and entry.item.source.file:
                path = self._media.resolve(entry.item.source.file)
                if path is not None:
                    yield path

    def _start_sync(self) -> None:
        """Imports the network's part beside the window, then starts it."""
        import random

        from tvapp.adapters.feed_parse import parse_feed
        from tvapp.adapters.http import Http
        from tvapp.adapters.link import LinkWatch
        from tvapp.adapters.sync import LINK, Sync
        from tvapp.core.pulling import needs_network

        link = LinkWatch(
            self._post,
            needs_network=lambda: needs_network(self._feeds()),
            on_return=lambda: self._pull(LINK),
        )
        sync = Sync(
            self._store,
            self._feeds,
            self._post,
            client=Http(),
            parse=parse_feed,
            clock=self._clock,
            chance=random.random,
            refresh_s=lambda: self._runtime.state.catalogue.refresh_s,
            link=link.state,
        )
        self._link, self._sync = link, sync
        link.start()
        sync.start()

    def _close(self) -> None:
        """Everything is ended, whatever fails at it; what the viewer did is on the disk afterwards."""
        with ExitStack() as last:  # called from the last to the first
            last.callback(self._store.close)
            last.callback(self._store.flush)
            last.callback(self._effects.close)
            last.callback(self._background.close)
            if self._speech is not None:
                last.callback(self._speech.close)
            if self._loudness is not None:
                last.callback(self._loudness.close)
            last.callback(self._player.close)
            last.callback(self._pictures.close)
            if self._link is not None:
                last.callback(self._link.stop)
            if self._sync is not None:
                last.callback(self._sync.stop)
            last.callback(self._screen.close)
            last.callback(self._keep_place)

    def _keep_place(self) -> None:
        """The lesson that plays is kept to the very second (while it plays a record is saved once a second)."""
        state = self._runtime.state
        record = state.records.get(state.playing.key)
        if record is not None:
            self._store.save_record(record)

    def _leave(self) -> None:
        self._screen.stop()

    # ------------------------------------------------------------ from other threads

    def _post(self, event: ev.Event) -> None:
        if isinstance(event, ev.FeedPulled):
            self._trace.write(
                "sync",
                feed=event.feed,
                outcome=event.outcome,
                new=event.new,
                changed=event.changed,
                why=event.why,
            )
            if event.new or event.changed:
                self._background.do(lambda: self._wish_pictures(event.feed, event.shelf))
        elif isinstance(event, ev.ArticleOpened) and event.body is not None:
            self._pictures.wish(_addresses(event.body))
        self._runtime.post(event)

    def _reported(self, report: PlayerReport) -> None:
        self._effects.report(report)

    def _framed(self) -> None:
        self._screen.frame_arrived()

    def _wish_pictures(self, feed: str, shelf: FeedShelf) -> None:
        """What the newest articles show is fetched before anybody opens them: then it is there without a network."""
        for article in shelf.articles[:PICTURES_AHEAD]:
            body = self._store.load_body(feed, article.id)
            if body is not None:
                self._pictures.wish(_addresses(body))

    def _fetch_picture(self, address: str) -> Response:
        from tvapp.adapters.http import fetch
        from tvapp.adapters.picture_keeper import DEADLINE_S, PICTURE_LIMIT

        return fetch(address, limit_bytes=PICTURE_LIMIT, deadline_s=DEADLINE_S)

    def _picture_kept(self, address: str) -> None:
        self._screen.picture_kept(address)

    def _store_failed(self, why: str) -> None:
        self._runtime.post(ev.StoreFailed(why))

    def _store_again(self) -> None:
        self._runtime.post(ev.StoreFailed(""))

    def _feeds(self) -> tuple[str, ...]:
        """Addresses of all feeds of the catalogue that is shown, each once."""
        from tvapp.core.pulling import feeds_of

        return feeds_of(self._runtime.state.catalogue)

    def _pull(self, why: str) -> None:
        if self._sync is not None:
            self._sync.pull_now(why)

    def _with_feed(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with `--feed` in place of its feeds.base."""
        base = self._options.feed
        if base is None or not catalogue.feeds_base:
            return catalogue
        old = catalogue.feeds_base.rstrip("/") + "/"
        new = base.rstrip("/") + "/"
        sections = tuple(
            replace(
                section,
                columns=tuple(
                    replace(column, feed=new + column.feed[len(old) :])
                    if column.feed is not None and column.feed.startswith(old)
                    else column
                    for column in section.columns
                ),
            )
            for section in catalogue.sections
        )
        return replace(catalogue, feeds_base=base, sections=sections)

    def _look_round(self) -> None:
        """Once a second in the background: has the catalogue been saved, is it another day?"""
        if self._watcher.poll():
            self._reload()
        today = datetime.fromtimestamp(self._clock.now_s(), CHINA).date()
        if today != self._day:
            self._day = today
            from tvapp.adapters.almanac import read

            self._runtime.post(ev.AlmanacRead(read(today)))

    def _reload(self) -> None:
        from tvapp.adapters.catalogue_cache import load_for_start

        loaded = load_for_start(self._options.catalogue, self._state_dir)
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.fresh and loaded.catalogue is not None:
            self._runtime.post(ev.CatalogueLoaded(self._with_feed(loaded.catalogue), len(loaded.problems)))
            self._pull("catalogue")
        elif errors:
            log.warning("the catalogue has errors: %s", errors[0].line_text())
            self._runtime.post(ev.CatalogueRejected(len(errors), errors[0].line_text()))
