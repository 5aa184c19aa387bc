"""The studio of `shots`: the real window, the real player and the sample office; only the clock stands still and nothing is stored."""

from __future__ import annotations

import fnmatch
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tvapp.adapters.background import Background
from tvapp.adapters.clock import FrozenClock
from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.null_store import NullStore
from tvapp.core import events as ev
from tvapp.core.calendar import CHINA
from tvapp.core.index import article_key
from tvapp.core.keys import Key
from tvapp.core.model import Catalogue, Lesson, Memory, Record, Settings, TextSize, ThemeName
from tvapp.core.ports import PlayerReport
from tvapp.core.update import begin
from tvapp.effects import Effects
from tvapp.options import RunOptions
from tvapp.runtime import Runtime
from tvapp.shots.script import Shot
from tvapp.shots.way import way
from tvapp.trace import Trace

ROOT = Path(__file__).resolve().parent.parent.parent
MOMENT = datetime(2026, 11, 20, 14, 36, tzinfo=CHINA)
PATIENCE_S = 20.0


def sample_shelves(store: NullStore, catalogue: Catalogue) -> None:
    """The sample office's articles, published in memory and read back as the television reads a feed."""
    from tvapp.adapters.feed_parse import parse_feed
    from tvapp.admin.publish import prepare
    from tvapp.core.feed import merge
    from tvapp.core.pulling import FeedMeta

    files = prepare(ROOT / "media" / "articles").files
    base = catalogue.feeds_base.rstrip("/") + "/"
    for name, data in files.items():
        if name.endswith(".json"):
            page = parse_feed(data, content_type="application/feed+json", url=base + name)
            delta = merge((), (page,), all_read=True)
            fetched = MOMENT - timedelta(hours=6, minutes=16)
            store.apply_feed(base + name, delta, FeedMeta(title=page.title, fetched_at=fetched))


class Studio:
    """One window; before every picture the television is switched on anew. Tests walk through it as well."""

    def __init__(self, size: tuple[int, int], scratch: Path) -> None:
        """A window of so many pixels; `scratch` takes what Kivy wants to keep. OSError or RuntimeError when none can be had."""
        from tvapp.adapters.almanac import read
        from tvapp.adapters.catalogue_file import read_catalogue
        from tvapp.adapters.player import VlcPlayer
        from tvapp.screen import Screen

        catalogue = read_catalogue(ROOT / "channels.yaml").catalogue
        assert catalogue is not None, "the shipped catalogue is good: a test holds it"
        self.catalogue = catalogue
        self._lunar = read(MOMENT.date())
        self._store = NullStore()
        sample_shelves(self._store, catalogue)
        self._answered = threading.Event()
        self.clock = FrozenClock(MOMENT)
        self._player = VlcPlayer(self._reported, self._framed)
        self._background = Background("reader")
        self._background.start()
        media = MediaFolder(ROOT / "media")
        trace = Trace(None, self.clock)
        self._effects = Effects(
            post=self._post,
            player=self._player,
            store=self._store,
            media=media,
            background=self._background,
            trace=trace,
            leave=lambda: None,
        )
        self.runtime = Runtime(begin(catalogue, MOMENT, self.clock.monotonic_s()), self.clock, self._effects)
        options = RunOptions(
            catalogue=ROOT / "channels.yaml",
            feed=None,
            state=scratch,
            window=size,
            kiosk=False,
            trace=None,
            now=MOMENT,
            text_size=None,
            theme=None,
            welcome=False,
        )
        self.screen = Screen(options, self.runtime, self._player, media, trace, self.clock, lambda: None)
        self.screen.still = True
        self.runtime.wake_with(self.screen.wake)

    def take(self, shot: Shot, size: TextSize, theme: ThemeName, path: Path) -> None:
        """One picture. TimeoutError when the lesson never shows one, NoWay when the script names a place that is not there."""
        self.stage(shot, size, theme)
        self.screen.screenshot(path)

    def stage(self, shot: Shot, size: TextSize = TextSize.LARGE, theme: ThemeName = ThemeName.INK) -> None:
        """What the picture shows is on the screen, and nothing moves any more."""
        self.switch_on(shot, size, theme)
        for step in shot.keys.split():
            if step.startswith(">"):
                self._go(step[1:])
            elif step == "picture":
                self._until(lambda: self.runtime.state.playing.shown > 2 and bool(self.runtime.state.playing.position_s))
            elif step == "end":
                self.runtime.post(ev.PlayerReported(self.ending("ended")))
            elif step == "broken":
                self.runtime.post(ev.PlayerReported(self.ending("error")))
            elif step.startswith("("):
                self.clock.advance(float(step[1:-1]))
                self.runtime.post(ev.Ticked())
            else:
                self._press(Key(step))
            self._rest()
        self.screen.settle()

    def _press(self, key: Key) -> None:
        self.runtime.post(ev.KeyPressed(key))
        self.screen.settle()

    def _go(self, pattern: str) -> None:
        for key in way(self.runtime.state, lambda focus: fnmatch.fnmatchcase(focus, pattern)):
            self._press(key)

    def _rest(self) -> None:
        """Until what was asked for has come."""
        self.screen.settle()
        self._until(lambda: not self._searching() and not self._loading())

    def switch_on(self, shot: Shot, size: TextSize = TextSize.LARGE, theme: ThemeName = ThemeName.INK) -> None:
        """At home, with the records and settings that the picture asks for."""
        self._player.stop()
        self.clock.begin_again()  # what passed for the last picture is not seen on this one
        lessons = [
            item
            for section in self.catalogue.sections[1:3]
            for column in section.columns
            for item in column.items
            if isinstance(item, Lesson) and item.source.file and item.source.file.endswith(".mp4")
        ]
        records: dict[str, Record] = {}
        if shot.begun:
            for lesson in lessons[:2]:
                records[lesson.id] = Record(lesson.id, finished=True, duration_s=lesson.duration_s or 40.0)
            third = lessons[2]
            records[third.id] = Record(
                third.id, position_s=14.0, duration_s=third.duration_s or 40.0, watched=((0, 14),), watched_s=14.0, at=MOMENT
            )
        visit = ""
        if shot.week:
            visit = f"{MOMENT.isoformat()}\n{(MOMENT - timedelta(days=14)).isoformat()}"
            for number, lesson in enumerate(lessons[:2]):
                at = MOMENT - timedelta(days=1 + 3 * number, hours=number)
                records[lesson.id] = Record(
                    lesson.id, finished=True, duration_s=40.0, watched=((0, 38 - number),), watched_s=38.0 - number, at=at
                )
        settings = Settings(text_size=size, theme=theme)
        shelves = self._store.load().shelves
        if shot.week:
            for feed, shelf in sorted(shelves.items())[:2]:
                for number, article in enumerate(shelf.articles[:2]):
                    at = MOMENT - timedelta(days=2 * number, hours=2)
                    key = article_key(feed, article.id)
                    records[key] = Record(key, revision=article.revision, at=at)
        state = begin(self.catalogue, MOMENT, self.clock.monotonic_s(), kiosk=shot.kiosk, welcome=shot.first_run)
        # the player's serials go on, so that a late word about the last picture's lesson is not taken for this one's
        state = replace(state, lunar=self._lunar, playing=replace(state.playing, serial=self.runtime.state.playing.serial))
        self.runtime.begin_again(state)
        self.runtime.post(ev.Started(Memory(records=records, settings=settings, shelves=shelves, visit=visit)))
        self.runtime.post(ev.HomeShown())
        self.runtime.post(ev.VoiceFound("shots"))  # nothing is heard; the reader offers to read
        if shot.offline:
            for feed, shelf in shelves.items():
                self.runtime.post(ev.FeedPulled(feed, "failed", shelf, why="", code="N3"))
        self.screen.settle()

    def ending(self, phase: str) -> PlayerReport:
        """What the player would say at the end of the lesson that plays, or of one that broke."""
        playing = self.runtime.state.playing
        end = playing.duration_s
        if phase == "ended":
            return PlayerReport(playing.serial, "ended", end, end, True, playing.shown, 0)
        return PlayerReport(playing.serial, "error", playing.position_s, end, True, playing.shown, 0, "unplayable")

    def _searching(self) -> bool:
        from tvapp.core.routes import SearchRoute

        top = self.runtime.state.top
        return isinstance(top, SearchRoute) and self.runtime.state.found.typed != top.typed

    def _loading(self) -> bool:
        from tvapp.core.routes import ArticleRoute, GuideRoute

        top = self.runtime.state.top
        return isinstance(top, ArticleRoute | GuideRoute) and top.key not in self.runtime.state.bodies

    def _until(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not there():
            if time.monotonic() > end:
                raise TimeoutError("the picture never came")
            self._answered.wait(0.05)
            self._answered.clear()
            self.screen.settle()

    def _post(self, event: ev.Event) -> None:
        self.runtime.post(event)
        self._answered.set()

    def _reported(self, report: PlayerReport) -> None:
        self._effects.report(report)

    def _framed(self) -> None:
        self.screen.frame_arrived()
        self._answered.set()

    def close(self) -> None:
        self.screen.close()
        self._player.close()
        self._background.close()
