"""A television without a window: keys and time go in, what is shown and asked for comes out. The player is a driven fake
that speaks as the real one does: opening, playing with a report four times a second, paused, ended, error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tests.core.programme import NOW, SHELVES, guide_body, long_body
from tvapp.core import events as ev
from tvapp.core import search
from tvapp.core.events import Effect, Event, KeyPressed
from tvapp.core.index import article_key
from tvapp.core.keys import Key
from tvapp.core.model import ArticleBody, Catalogue, FeedShelf, Memory, Record, TextSize
from tvapp.core.ports import PlayerReport
from tvapp.core.show import show
from tvapp.core.state import State
from tvapp.core.update import begin, update, wake_at
from tvapp.core.views import PageView, Shown

REPORT_S = 0.25
OPENS_S = 0.4
LENGTH_S = 100.0


class FakePlayer:
    """One lesson at a time, on the clock of the test."""

    def __init__(self) -> None:
        self.serial = 0
        self.item = ""
        self.phase = "idle"
        self.position = 0.0
        self.opens_at = 0.0
        self.next_s = 0.0
        self.shown = 0
        self.volume = 100
        self.refuses: dict[str, str] = {}
        """Item -> why it cannot be played."""
        self.never_opens: set[str] = set()
        self.stalled = False
        self.lengths: dict[str, float] = {}
        self.sound_only: set[str] = set()
        self.rate = 1.0
        self.tracks = 1
        self.track = 0

    def length(self) -> float:
        return self.lengths.get(self.item, LENGTH_S)

    def do(self, effect: Effect, mono: float) -> None:
        match effect:
            case ev.PlayLesson():
                self.serial, self.item, self.position, self.volume = effect.serial, effect.item, effect.start_s, effect.volume
                self.rate, self.track = effect.tune.rate if effect.tune is not None else 1.0, 0
                self.phase, self.shown, self.opens_at, self.next_s = "opening", 0, mono + OPENS_S, mono + OPENS_S
            case ev.PausePlayer():
                assert self.phase in ("playing", "paused")
                self.phase, self.next_s = "paused", mono + 0.05
            case ev.ResumePlayer():
                assert self.phase in ("playing", "paused")
                self.phase, self.next_s = "playing", mono + 0.05
            case ev.SeekPlayer():
                assert self.phase in ("playing", "paused")
                self.position, self.next_s = effect.position_s, mono + 0.1
            case ev.StopPlayer():
                self.phase, self.item = "idle", ""
            case ev.SetVolume():
                self.volume = effect.volume
            case ev.TuneSound():
                self.rate = effect.tune.rate
            case ev.ChooseTrack():
                assert 0 <= effect.place < self.tracks
                self.track = effect.place

    def due(self) -> float | None:
        """When it has something to say (monotonic)."""
        if self.phase == "idle" or (self.item in self.never_opens and self.phase == "opening"):
            return None
        if self.phase == "paused" and self.next_s == float("inf"):
            return None
        return self.next_s

    def report(self, mono: float) -> PlayerReport:
        if self.phase == "opening":
            if self.item in self.refuses:
                self.phase = "idle"
                return PlayerReport(self.serial, "error", why=self.refuses[self.item])
            self.phase = "playing"
        elif self.phase == "playing" and not self.stalled:
            self.position += REPORT_S * self.rate
            self.shown += 6
        if self.position >= self.length():
            self.phase = "idle"
            said = self._says("ended")
            return replace(said, position_s=self.length())
        self.next_s = float("inf") if self.phase == "paused" else mono + REPORT_S
        return self._says(self.phase)

    def _says(self, phase: str) -> PlayerReport:
        video = self.item not in self.sound_only
        return PlayerReport(
            self.serial, phase, self.position, self.length(), video, self.shown if video else 0,  # type: ignore[arg-type]
            tracks=self.tracks, track=self.track,
        )  # fmt: skip


class Tv:
    """`tv.press("2 RIGHT OK")`, then look at `tv.focus`, `tv.screen`, `tv.page`. "~1.5" waits; "DOWN*3" is three presses."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        shelves: Mapping[str, FeedShelf] = SHELVES,
        records: Mapping[str, Record] | None = None,
        focus: Mapping[str, str] | None = None,
        size: TextSize = TextSize.LARGE,
        kiosk: bool = False,
        now: datetime = NOW,
        synced: bool = True,
        visit: str = "",
    ) -> None:
        self.mono = 1000.0
        self.start = now
        self.skew = timedelta()
        self.player = FakePlayer()
        self.effects: list[Effect] = []
        self.stored: dict[str, Record] = dict(records or {})
        """What the disk has."""
        self.remembered: dict[str, str] = dict(focus or {})
        self.visit = visit
        self.searched = search.EMPTY
        self.bodies: dict[str, ArticleBody | None] = {}
        self.answers = True
        """False: whoever reads articles and searches does not answer."""
        self.left = False
        self.state: State = begin(catalogue, now, self.mono, kiosk=kiosk)
        settings = replace(Memory().settings, text_size=size)
        self.post(ev.Started(Memory(dict(self.stored), settings, dict(shelves), dict(self.remembered), visit=visit)))
        if synced:
            self.post(ev.SyncEnded(len(shelves), 0))
        self.effects.clear()

    # ------------------------------------------------------------ what happens

    @property
    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.mono - 1000.0) + self.skew

    def post(self, event: Event) -> None:
        self.state, effects = update(self.state, event, self.now, self.mono)
        self.effects.extend(effects)
        for effect in effects:
            self.player.do(effect, self.mono)
            match effect:
                case ev.SaveRecord():
                    self.stored[effect.record.item] = effect.record
                case ev.SaveRecords():
                    self.stored.update((record.item, record) for record in effect.records)
                case ev.SaveVisit():
                    self.visit = effect.visit
                case ev.BuildSearch():
                    self.searched = search.build(search.targets(effect.catalogue, effect.index))
                case ev.Search() if self.answers:
                    self.post(ev.Searched(effect.serial, self.found(effect.typed)))
                case ev.SaveFocus():
                    self.remembered[effect.page] = effect.item
                case ev.LeaveApp():
                    self.left = True
                case ev.LoadArticle() if self.answers:
                    self.answer(effect)
        show(self.state)  # whatever happens can be shown

    def found(self, typed: str) -> search.Found:
        """What the search beside the window finds."""
        return search.Found(typed, *search.search(self.searched, typed))

    def answer(self, asked: ev.LoadArticle) -> None:
        key = article_key(asked.feed, asked.article) if asked.feed else asked.article
        kind = self.state.index.entries[key].item
        usual = guide_body() if getattr(kind, "kind", "") == "guide" else long_body()
        self.post(ev.ArticleOpened(asked.feed, asked.article, self.bodies.get(key, usual)))

    def press(self, keys: str) -> Tv:
        for word in keys.split():
            name, _, times = word.partition("*")
            for _ in range(int(times or 1)):
                if name.startswith("~"):
                    self.wait(float(name[1:]))
                else:
                    self.mono += 0.01
                    self.post(KeyPressed(Key(f"DIGIT_{name}" if name.isdigit() else name)))
        return self

    def hold(self, key: str, seconds: float) -> Tv:
        """As the door sends it: at once, after 0.5 s four a second, after 2 s eight."""
        began = self.mono
        self.press(key)
        at = 0.5
        while at < seconds:
            self.wait(began + at - self.mono)
            self.post(KeyPressed(Key(key), repeat=True, held_s=at))
            at += 0.125 if at >= 2.0 else 0.25
        return self

    def wait(self, seconds: float) -> Tv:
        """Lets time go by as the runtime does: it sleeps until somebody has something to say or the next wake."""
        until = self.mono + seconds
        while True:
            says = self.player.due()
            wake = wake_at(self.state)
            assert wake > self.state.mono
            at = min(wake, until, says if says is not None else until)
            self.mono = max(self.mono, at)
            if says is not None and says <= self.mono:
                self.post(ev.PlayerReported(self.player.report(self.mono)))
            elif wake <= self.mono:
                self.post(ev.Ticked())
            else:
                self.post(ev.Ticked())
                return self
            if self.mono >= until:
                return self

    def reload(self, catalogue: Catalogue) -> Tv:
        self.post(ev.CatalogueLoaded(catalogue))
        return self

    def pulled(self, shelf: FeedShelf, outcome: str = "fetched", code: str = "") -> Tv:
        self.post(ev.FeedPulled(shelf.feed, outcome, shelf, code=code))
        return self

    def dies(self) -> Tv:
        """The player's process falls over."""
        self.player.phase = "idle"
        self.post(ev.PlayerReported(PlayerReport(self.player.serial, "error", why="died")))
        return self

    def restarted(self) -> Tv:
        """Power gone and back: only what was saved is still there."""
        return Tv(
            self.state.catalogue,
            shelves=self.state.shelves,
            records=self.stored,
            focus=self.remembered,
            size=self.state.settings.text_size,
            kiosk=self.state.kiosk,
            now=self.now,
            visit=self.visit,
        )

    # ------------------------------------------------------------ what is to be seen

    @property
    def shown(self) -> Shown:
        return show(self.state)

    @property
    def page(self) -> PageView:
        return self.shown.page

    @property
    def screen(self) -> str:
        return self.shown.screen

    @property
    def focus(self) -> str:
        """Words of the thing in focus."""
        return self.shown.focus_words

    @property
    def at(self) -> str:
        """Id of the thing in focus."""
        shown = self.shown
        return shown.dialog.focus if shown.dialog is not None else shown.page.focus

    @property
    def where(self) -> str:
        """home, home/section:dangke, home/section:dangke/player:d01, with /dialog:… at the end."""
        return "/".join(self.shown.route)

    @property
    def toast(self) -> str:
        return self.state.toast.words if self.state.toast is not None else ""

    @property
    def bumps(self) -> int:
        return self.state.bump.serial

    def record(self, key: str) -> Record:
        return self.state.records[key]

    def took(self, kind: type) -> list[Effect]:
        """Effects of one kind since the last time somebody asked."""
        found = [effect for effect in self.effects if isinstance(effect, kind)]
        self.effects.clear()
        return found
