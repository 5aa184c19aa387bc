"""`shots OUT_DIR [--size WxH]`: one PNG a screen at a fixed moment, for the README and for looking at.

The real window, the real player and the sample office; only the clock stands still and nothing is stored.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tvapp.adapters.background import Background
from tvapp.adapters.clock import FrozenClock
from tvapp.adapters.media_folder import MediaFolder
from tvapp.adapters.null_store import NullStore
from tvapp.arguments import Parser
from tvapp.core import events as ev
from tvapp.core.calendar import CHINA
from tvapp.core.keys import Key
from tvapp.core.model import Catalogue, Lesson, Memory, Record, Settings, TextSize, ThemeName
from tvapp.core.ports import PlayerReport
from tvapp.core.screens.settings import ROWS
from tvapp.core.update import begin
from tvapp.effects import Effects
from tvapp.options import RunOptions, window_size
from tvapp.runtime import Runtime
from tvapp.trace import Trace

ROOT = Path(__file__).resolve().parent.parent
MOMENT = datetime(2026, 11, 20, 14, 36, tzinfo=CHINA)
PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Shot:
    """How one picture comes about: keys from home, with waits in the television's own time between them."""

    name: str
    keys: str = ""
    """Key names; a number in brackets waits so many seconds of the television's time, `picture` for the player."""
    size: TextSize = TextSize.LARGE
    begun: bool = True
    """With a lesson half watched."""
    offline: bool = False
    kiosk: bool = False
    first_run: bool = False
    """With the first-run pages."""


def _row(name: str) -> str:
    """Keys from home to a row of the settings."""
    return "MENU " + "DOWN " * [row.id for row in ROWS].index(f"row:{name}")


SHOTS = (
    Shot("home"),
    Shot("home-first", begun=False),
    Shot("home-notice", "DOWN DOWN DOWN"),
    Shot("home-kiosk", "(13)", kiosk=True),
    Shot("home-offline", offline=True),
    Shot("home-huge", size=TextSize.HUGE),
    Shot("home-xlarge", size=TextSize.XLARGE),
    Shot("home-standard", size=TextSize.STANDARD),
    Shot("leave", "BACK"),
    Shot("text-size", "UP RIGHT RIGHT OK RIGHT"),
    Shot("tools", "UP"),
    Shot("tools-xlarge", "UP RIGHT", size=TextSize.XLARGE),
    Shot("tools-huge", "UP RIGHT", size=TextSize.HUGE),
    Shot("settings", "MENU"),
    Shot("settings-colours", _row("theme") + "RIGHT"),
    Shot("settings-more", _row("remote")),
    Shot("settings-xlarge", _row("theme"), size=TextSize.XLARGE),
    Shot("settings-huge", "MENU", size=TextSize.HUGE),
    Shot("settings-standard", _row("volume"), size=TextSize.STANDARD),
    Shot("keys", _row("keys") + "OK"),
    Shot("keys-huge", _row("keys") + "OK DOWN DOWN", size=TextSize.HUGE),
    Shot("edges", _row("edges") + "OK DOWN DOWN"),
    Shot("edges-huge", _row("edges") + "OK OK LEFT LEFT", size=TextSize.HUGE),
    Shot("remote", _row("remote") + "OK DOWN"),
    Shot("remote-huge", _row("remote") + "OK DOWN", size=TextSize.HUGE),
    Shot("welcome-1", first_run=True),
    Shot("welcome-2", "OK", first_run=True),
    Shot("welcome-2-huge", "OK", size=TextSize.HUGE, first_run=True),
    Shot("home-dimmed", "(190)"),
    Shot("digit", "DIGIT_2 (0.1) DIGIT_6"),
    Shot("lessons", "DIGIT_2"),
    Shot("lessons-column", "DIGIT_2 LEFT DOWN"),
    Shot("lessons-xlarge", "DIGIT_2", size=TextSize.XLARGE),
    Shot("lessons-huge", "DIGIT_2", size=TextSize.HUGE),
    Shot("lessons-columns-huge", "DIGIT_2 LEFT OK", size=TextSize.HUGE),
    Shot("articles", "DIGIT_5"),
    Shot("articles-offline", "DIGIT_5", offline=True),
    Shot("articles-huge", "DIGIT_5", size=TextSize.HUGE),
    Shot("reader", "DIGIT_5 OK"),
    Shot("reader-page-2", "DIGIT_5 OK DOWN"),
    Shot("reader-table", "DIGIT_5 LEFT DOWN DOWN DOWN RIGHT OK"),
    Shot("reader-xlarge", "DIGIT_5 OK", size=TextSize.XLARGE),
    Shot("reader-aloud", "DIGIT_5 OK OK DOWN"),
    Shot("reader-aloud-standard", "DIGIT_5 OK OK DOWN", size=TextSize.STANDARD),
    Shot("reader-aloud-xlarge", "DIGIT_5 OK OK DOWN", size=TextSize.XLARGE),
    Shot("reader-aloud-huge", "DIGIT_5 OK OK DOWN", size=TextSize.HUGE),
    Shot("guide-aloud", "DIGIT_6 OK OK"),
    Shot("reader-huge", "DIGIT_5 OK", size=TextSize.HUGE),
    Shot("reader-code", "DIGIT_5 OK RIGHT RIGHT RIGHT RIGHT RIGHT OK"),
    Shot("reader-code-huge", "DIGIT_5 OK RIGHT RIGHT RIGHT RIGHT RIGHT OK", size=TextSize.HUGE),
    Shot("guide-code", "DIGIT_6 LEFT DOWN RIGHT OK RIGHT"),
    Shot("guide-list", "DIGIT_6"),
    Shot("guide", "DIGIT_6 OK"),
    Shot("guide-bring", "DIGIT_6 LEFT DOWN RIGHT OK DOWN DOWN"),
    Shot("guide-huge", "DIGIT_6 OK", size=TextSize.HUGE),
    Shot("empty", "DIGIT_0 LEFT DOWN DOWN DOWN DOWN DOWN DOWN"),
    Shot("search", "BLUE DIGIT_7 DIGIT_9"),
    Shot("search-letters", "BLUE DOWN DOWN RIGHT OK UP LEFT LEFT LEFT LEFT LEFT LEFT DOWN OK UP OK"),
    Shot("search-letters-results", "BLUE DOWN DOWN RIGHT OK UP LEFT LEFT OK RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT"),
    Shot("search-empty", "BLUE DIGIT_7 DIGIT_9 DIGIT_7 DIGIT_7 DIGIT_7 DIGIT_7"),
    Shot("search-first", "BLUE", begun=False),
    Shot("search-usual", "BLUE RIGHT RIGHT"),
    Shot("search-xlarge", "BLUE DIGIT_7 DIGIT_9", size=TextSize.XLARGE),
    Shot("search-huge", "BLUE DIGIT_7 DIGIT_9", size=TextSize.HUGE),
    Shot("search-letters-huge", "BLUE DOWN DOWN RIGHT OK UP", size=TextSize.HUGE),
    Shot("history", "UP RIGHT OK LEFT DOWN RIGHT"),
    Shot("history-begun", "UP RIGHT OK"),
    Shot("history-new", "UP RIGHT OK LEFT DOWN DOWN DOWN RIGHT"),
    Shot("history-erase", "UP RIGHT OK LEFT DOWN DOWN DOWN DOWN RIGHT OK"),
    Shot("history-huge", "UP RIGHT OK LEFT OK DOWN OK", size=TextSize.HUGE),
    Shot("favourites", "DIGIT_2 YELLOW DIGIT_4 (2) YELLOW DIGIT_5 (2) YELLOW HOME UP RIGHT OK LEFT DOWN DOWN RIGHT (9)"),
    Shot("favourites-column", "DIGIT_2 YELLOW RIGHT DOWN YELLOW LEFT LEFT LEFT DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN RIGHT (9)"),
    Shot("favourites-cards", "DIGIT_2 YELLOW LEFT YELLOW (9)"),
    Shot("favourites-cards-huge", "DIGIT_2 YELLOW (9)", size=TextSize.HUGE),
    Shot("favourites-articles", "DIGIT_5 YELLOW DOWN YELLOW (9)"),
    Shot("player", "OK picture"),
    Shot("player-paused", "OK picture OK"),
    Shot("player-more", "OK picture OK UP RIGHT"),
    Shot("player-more-huge", "OK picture OK UP RIGHT", size=TextSize.HUGE),
    Shot("just-play", "DIGIT_2 LEFT LEFT LEFT UP UP UP UP UP"),
    Shot("just-play-huge", "DIGIT_2 LEFT RIGHT", size=TextSize.HUGE),
    Shot("just-play-next", "DIGIT_2 LEFT LEFT LEFT UP UP UP UP UP OK picture end"),
    Shot("settings-sound", "MENU DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN"),
    Shot("player-seek", "OK picture RIGHT"),
    Shot("player-zap", "OK picture DOWN"),
    Shot("player-huge", "OK picture OK", size=TextSize.HUGE),
    Shot("next", "OK picture end"),
    Shot("error", "OK picture broken"),
)


def run(arguments: list[str]) -> int:
    made = Parser("main.py shots", "给每个画面拍一张图（时钟停在一个固定的时刻）。")
    made.add_argument("out", type=Path, metavar="OUT_DIR", help="放图的文件夹")
    made.add_argument("--size", type=window_size, default=(1920, 1080), metavar="WxH", help="图的大小，不写就是 1920x1080")
    made.add_argument("--only", nargs="+", metavar="NAME", help="只拍这几张")
    made.add_argument("--theme", choices=[theme.value for theme in ThemeName], default="ink", help="颜色")
    given = made.parse_args(arguments)
    known = {shot.name for shot in SHOTS}
    unknown = [name for name in given.only or () if name not in known]
    if unknown:
        print(f"没有叫 {'、'.join(unknown)} 的画面。有这些：{'、'.join(sorted(known))}", file=sys.stderr)
        return 2
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shots-") as scratch:
        try:
            studio = Studio(given.size, Path(scratch), ThemeName(given.theme))
        except (OSError, RuntimeError) as why:
            print(f"打不开画面：{why}", file=sys.stderr)
            return 1
        try:
            for shot in SHOTS:
                if given.only and shot.name not in given.only:
                    continue
                path = given.out / f"{shot.name}.png"
                studio.take(shot, path)
                print(path, flush=True)
        finally:
            studio.close()
    return 0


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

    def __init__(self, size: tuple[int, int], scratch: Path, theme: ThemeName) -> None:
        from tvapp.adapters.almanac import read
        from tvapp.adapters.catalogue_file import read_catalogue
        from tvapp.adapters.player import VlcPlayer
        from tvapp.screen import Screen

        catalogue = read_catalogue(ROOT / "channels.yaml").catalogue
        assert catalogue is not None, "the shipped catalogue is good: a test holds it"
        self.catalogue = catalogue
        self._theme = theme
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
        self.runtime.wake_with(self.screen.wake)

    def take(self, shot: Shot, path: Path) -> None:
        """One picture. TimeoutError when the lesson never shows one."""
        self.switch_on(shot)
        for step in shot.keys.split():
            if step == "picture":
                self._until(lambda: self.runtime.state.playing.shown > 2 and bool(self.runtime.state.playing.position_s))
            elif step == "end":
                self.runtime.post(ev.PlayerReported(self.ending("ended")))
            elif step == "broken":
                self.runtime.post(ev.PlayerReported(self.ending("error")))
            elif step.startswith("("):
                self.clock.advance(float(step[1:-1]))
                self.runtime.post(ev.Ticked())
            else:
                self.runtime.post(ev.KeyPressed(Key(step)))
            self.screen.settle()
            if step != "picture":
                self._until(lambda: not self._searching())
        self._until(lambda: not any(self._loading()))
        self.screen.settle()
        self.screen.screenshot(path)

    def switch_on(self, shot: Shot) -> None:
        """At home, with the records and settings that the picture asks for."""
        self._player.stop()
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
        settings = Settings(text_size=shot.size, theme=self._theme)
        shelves = self._store.load().shelves
        state = begin(self.catalogue, MOMENT, self.clock.monotonic_s(), kiosk=shot.kiosk, welcome=shot.first_run)
        # the player's serials go on, so that a late word about the last picture's lesson is not taken for this one's
        state = replace(state, lunar=self._lunar, playing=replace(state.playing, serial=self.runtime.state.playing.serial))
        self.runtime.begin_again(state)
        self.runtime.post(ev.Started(Memory(records=records, settings=settings, shelves=shelves)))
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

    def _loading(self) -> list[bool]:
        from tvapp.core.routes import ArticleRoute, GuideRoute

        top = self.runtime.state.top
        return [isinstance(top, ArticleRoute | GuideRoute) and top.key not in self.runtime.state.bodies]

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
