"""Whatever happens in whatever order: nothing is raised, something has focus, 返回 leads out, watched seconds stay."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.programme import (
    FEEDS,
    JOBS,
    NEWS,
    NOW,
    POLICY,
    SHELVES,
    article,
    articles,
    catalogue,
    column,
    guide_body,
    lesson,
    lessons,
    long_body,
    notice,
    shelf,
    today,
    with_section,
)
from tvapp.core import events as ev
from tvapp.core.derived import derive
from tvapp.core.events import Event, KeyPressed
from tvapp.core.fallback import empty_catalogue
from tvapp.core.index import EMPTY_INDEX
from tvapp.core.index import build as build_index
from tvapp.core.keys import REPEATING, Key
from tvapp.core.lunar import Lunar
from tvapp.core.model import Catalogue, LinkState, Memory, Record, Settings, TextSize, ThemeName
from tvapp.core.ports import PlayerReport
from tvapp.core.routes import HomeRoute, PlayerRoute
from tvapp.core.search import Found, search
from tvapp.core.search import build as build_search
from tvapp.core.search import targets as search_targets
from tvapp.core.show import show
from tvapp.core.state import State
from tvapp.core.subtitles import Cue
from tvapp.core.update import begin, update, wake_at
from tvapp.core.views import Shown
from tvapp.layout.compose import layout
from tvapp.layout.scene import focus_rect

LONG = "关于进一步做好老年人助餐服务点布局优化和补贴发放工作有关事项的通知（试行）" * 4
WEIRD = (0.0, -1.0, 3.0, 50.0, 89.9, 99.9, 100.0, 1e12, math.nan, math.inf, -math.inf)

BASE = catalogue(
    notices=(notice("明天照常办事，上午 8:30 开门。"), notice(LONG)), today=(today("b02", time="15:00"), today("nobody"))
)
CATALOGUES: tuple[Catalogue, ...] = (
    BASE,
    empty_catalogue(),
    with_section(BASE, 1, column("d", lessons("d", 2))),
    with_section(BASE, 0, column("a", (lesson("a02", LONG), lesson("u1", url="http://x.test/l.m3u8"), article("q"))), column("b")),
    replace(BASE, sections=tuple(reversed(BASE.sections)), notices=(), today=()),
    replace(BASE, sections=(*BASE.sections[5:], *BASE.sections[:5]), phone="", community=""),
    with_section(with_section(BASE, 4, column("news", feed=NEWS)), 8, column("m", lessons("m", 3))),
)
SEARCHED = build_search(search_targets(BASE, build_index(BASE, SHELVES, NOW.date())))
SHRUNK = (
    shelf(NEWS, ()), shelf(NEWS, articles("n", 2)), SHELVES[NEWS], shelf(POLICY, articles("p", 30), None), SHELVES[JOBS],
    shelf(NEWS, (article("n01", LONG, kind="notice", expires=NOW.date(), revision="2"), article("n02", published=None))),
    shelf("http://unknown.test/", articles("u", 2)),
)  # fmt: skip
BODIES = (None, long_body(1), long_body(30), guide_body(), guide_body(phone="", bring=(), hours=(), steps=(), verified=None))
ARTICLES = ((NEWS, "n01"), (NEWS, "n02"), (POLICY, "p01"), ("", "g1"), ("", "g2"), ("", "x01"), (JOBS, "j1"), ("", "q"))
ITEMS = ("a01", "a02", "b02", "d01", "d02", "e01", "h01", "m03", "u1", "nobody")

_KEYS = (
    *([Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.OK] * 4), *([Key.BACK] * 2), *Key, Key.DIGIT_6,
)  # fmt: skip

keys = st.builds(KeyPressed, st.sampled_from(_KEYS)) | st.builds(
    KeyPressed, st.sampled_from(sorted(REPEATING, key=lambda key: key.value)), st.just(True), st.floats(0.5, 5)
)
reports = st.tuples(
    st.sampled_from([0, 0, 0, 0, -1, 1]),
    st.sampled_from(["opening", "playing", "playing", "playing", "paused", "ended", "error", "idle"]),
    st.sampled_from(WEIRD) | st.floats(0, 100),
    st.sampled_from(WEIRD[5:]) | st.just(100.0),
    st.booleans(),
    st.sampled_from(["", "died", "missing", "unplayable", "network", "stalled", "nonsense"]),
)
moments = st.sampled_from([0.0, 0.01, 0.01, 0.3, 1.0, 1.6, 4.0, 9.0, 16.0, 21.0, 70.0, -5.0])
jumps = st.sampled_from([timedelta()] * 12 + [timedelta(days=1), timedelta(days=-3), timedelta(days=-20000), timedelta(days=15000)])
records = st.builds(
    Record,
    item=st.sampled_from(ITEMS),
    position_s=st.floats(0, 120),
    duration_s=st.sampled_from([0.0, 100.0]),
    at=st.sampled_from([None, NOW, NOW - timedelta(days=1)]),
    finished=st.booleans(),
)
happenings = st.one_of(
    st.builds(ev.Ticked),
    st.builds(ev.CatalogueLoaded, st.sampled_from(CATALOGUES)),
    st.builds(ev.CatalogueRejected, st.just(3), st.sampled_from(["", "channels.yaml:3:1: 错误：…"])),
    st.builds(lambda s, outcome, code: ev.FeedPulled(s.feed, outcome, s, code=code), st.sampled_from(SHRUNK),
              st.sampled_from(["fetched", "failed", "not_modified"]), st.sampled_from(["", "N3", "N4", "N1", "X9"])),
    st.builds(ev.FeedPulled, st.sampled_from(FEEDS), st.just("failed"), st.just(SHELVES[JOBS]), code=st.just("N4")),
    st.builds(ev.HomeShown),
    st.builds(ev.SyncEnded, st.just(0), st.just(3)),
    st.builds(ev.LinkChanged, st.sampled_from(LinkState)),
    st.builds(lambda which, body: ev.ArticleOpened(*which, body), st.sampled_from(ARTICLES), st.sampled_from(BODIES)),
    st.builds(ev.SubtitlesLoaded, st.sampled_from(ITEMS), st.just((Cue(0.0, 90.0, LONG[:40]), Cue(90.0, 95.0, "好")))),
    st.builds(ev.StoreFailed, st.sampled_from(["磁盘满了", ""])),
    st.builds(
        lambda serial, typed: ev.Searched(serial, Found(typed, *search(SEARCHED, typed))),
        st.integers(0, 6), st.sampled_from(["7", "D", "27", "5", "9999", ""]),
    ),
    st.builds(ev.VoiceFound, st.sampled_from(["cmn", "cmn", ""]), st.sampled_from(["", "没有声音"])),
    st.builds(ev.SpeechReported, st.integers(0, 60), st.sampled_from(["started", "ended", "failed"]), st.floats(0, 30)),
    st.builds(ev.AlmanacRead, st.just(Lunar(NOW.date(), "农历八月十四·明天中秋", "八月十四"))),
    st.builds(
        lambda kept, settings: ev.Started(Memory({record.item: record for record in kept}, settings, SHELVES)),
        st.lists(records, max_size=3),
        st.builds(Settings, text_size=st.sampled_from(TextSize), theme=st.sampled_from(ThemeName), reduced_motion=st.booleans(),
                  speech=st.sampled_from(["all", "focus", "off"])),
    ),
)  # fmt: skip
steps = st.lists(st.tuples(st.one_of(keys, keys, keys, reports, reports, happenings), moments, jumps), min_size=5, max_size=100)


class Walk:
    """Applies events and checks after each what must always hold."""

    def __init__(self, size: TextSize, kiosk: bool, start: Catalogue, synced: bool) -> None:
        self.mono, self.skew = 50.0, timedelta()
        self.state: State = begin(start, NOW, self.mono, kiosk=kiosk, welcome=True)
        self.apply(ev.Started(Memory(settings=Settings(text_size=size), shelves=SHELVES if synced else {})))
        self.scenes: dict[int, Shown] = {}

    def apply(self, event: Event) -> None:
        before = self.state
        now: datetime = NOW + timedelta(seconds=self.mono) + self.skew
        self.state, effects = update(before, event, now, self.mono)
        self.check(before, event, effects)

    def check(self, before: State, event: Event, effects: Iterable[ev.Effect]) -> None:
        state = self.state
        assert isinstance(state.routes[0], HomeRoute) and not any(isinstance(r, HomeRoute) for r in state.routes[1:])
        assert len(state.routes) <= 8
        assert wake_at(state) > state.mono
        assert state.playing.key == (state.top.key if isinstance(state.top, PlayerRoute) else "")
        effects = tuple(effects)
        plays = [effect for effect in effects if isinstance(effect, ev.PlayLesson)]
        assert len(plays) <= 1
        for effect in effects:
            match effect:
                case ev.PlayLesson():
                    assert isinstance(state.top, PlayerRoute) and effect.serial == state.playing.serial
                    assert (effect.file is None) != (effect.url is None)
                    assert 0 <= effect.volume <= 100 and effect.start_s >= 0
                case ev.SeekPlayer():
                    assert isinstance(state.top, PlayerRoute) and math.isfinite(effect.position_s) and effect.position_s >= 0
                case ev.PausePlayer() | ev.ResumePlayer():
                    assert isinstance(state.top, PlayerRoute)
                case ev.SaveRecord():
                    assert effect.record.item and math.isfinite(effect.record.position_s)
                case ev.TellNotice():
                    assert effect.code and effect.text
        if before.playing.key and not state.playing.key and not self.ended_by_itself(event):
            assert any(isinstance(effect, ev.StopPlayer) for effect in effects)
        if not isinstance(event, ev.Started):
            for key, record in before.records.items():
                now = state.records[key]
                assert now.watched_s >= min(record.watched_s, now.duration_s or record.watched_s) - 1e-6
                assert sum(b - a for a, b in now.watched) >= sum(b - a for a, b in record.watched)
                assert now.finished >= record.finished
        self.seen()

    def derived(self) -> None:
        """What is kept up to date piece by piece is what it would be if worked out anew."""
        state = self.state
        anew = derive(replace(state, index=EMPTY_INDEX), state)
        assert (state.news, state.unseen, bool(state.going_on)) == (anew.news, anew.unseen, bool(anew.going_on))
        assert state.favourites == anew.favourites

    @staticmethod
    def ended_by_itself(event: Event) -> bool:
        return isinstance(event, ev.PlayerReported) and event.report.phase == "ended"

    def seen(self) -> None:
        shown = show(self.state)
        assert shown.focus_words, shown.route
        self.derived()
        ids = things(shown)
        focus = shown.dialog.focus if shown.dialog is not None else shown.page.focus
        if focus not in ids:  # pages with things of their own: what is drawn there counts
            ids = {group.key for group in layout(shown).groups if group.rect is not None}
        assert focus in ids, (focus, ids)

    def drawn(self) -> None:
        scene = layout(show(self.state))
        assert scene.focus_key in {group.key for group in scene.groups}, scene.focus_key
        rect = focus_rect(scene, 1920, 1080)
        assert rect is not None
        x, y, w, h = rect
        assert x >= 96 - 2 and y >= 54 - 2 and x + w <= 1824 + 2 and y + h <= 1026 + 2, (scene.focus_key, rect)


def things(shown: Shown) -> set[str]:
    """Ids of everything that can have focus."""
    page = shown.page
    if shown.dialog is not None:
        return {button.id for button in shown.dialog.buttons}
    found = set()
    for name in ("cards", "rail", "cells", "tools", "answers", "buttons"):
        found |= {thing.id for thing in getattr(page, name, ())}
    for name in ("hero", "today"):
        if getattr(page, name, None) is not None:
            found.add(getattr(page, name).id)
    if getattr(page, "ticker", None) is not None:
        found.add("ticker")
    if getattr(page, "empty", None) is not None and page.empty.door is not None:  # type: ignore[union-attr]
        found.add("door")
    if getattr(page, "loading", False):
        found.add("item:0")
    if shown.screen == "player" and not getattr(page, "buttons", ()):
        found.add("")
    return found


def happen(walk: Walk, what: object, passed: float = 0.0, jump: timedelta = timedelta()) -> None:
    """After `passed` seconds, the clock on the wall set on by `jump`."""
    walk.mono += passed
    walk.skew += jump
    if isinstance(what, tuple):
        older, phase, position, duration, video, why = what
        what = ev.PlayerReported(
            PlayerReport(walk.state.playing.serial + older, phase, position, duration, video, int(video) * 9, why=why)
        )
    walk.apply(what)  # type: ignore[arg-type]


def back_leads_out(walk: Walk) -> None:
    for _ in range(8):
        if walk.state.dialog is not None and walk.state.dialog.name == "leave":
            return
        if walk.state.kiosk and walk.state.routes == (walk.state.routes[0],) and walk.state.dialog is None:
            return
        walk.mono += 0.01
        walk.apply(KeyPressed(Key.BACK))
    raise AssertionError(walk.state.routes)


COMMON = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=250, **COMMON)
@given(steps, st.sampled_from(TextSize), st.booleans(), st.sampled_from(CATALOGUES[:3]), st.booleans())
def test_nothing_that_happens_breaks_anything(
    happened: list[tuple[object, float, timedelta]], size: TextSize, kiosk: bool, start: Catalogue, synced: bool
) -> None:
    walk = Walk(size, kiosk, start, synced)
    for what, passed, jump in happened:
        happen(walk, what, passed, jump)
    back_leads_out(walk)


@pytest.mark.slow
@settings(max_examples=100, **COMMON)
@given(steps, st.sampled_from(TextSize), st.booleans(), st.sampled_from(CATALOGUES), st.booleans())
def test_everything_that_is_shown_can_be_drawn_with_its_focus_in_the_safe_area(
    happened: list[tuple[object, float, timedelta]], size: TextSize, kiosk: bool, start: Catalogue, synced: bool
) -> None:
    walk = Walk(size, kiosk, start, synced)
    for what, passed, jump in happened:
        happen(walk, what, passed, jump)
        walk.drawn()


HAPPENINGS: tuple[Event, ...] = (
    *(ev.CatalogueLoaded(made) for made in CATALOGUES),
    *(ev.CatalogueLoaded(BASE) for _ in range(4)),
    *(ev.FeedPulled(kept.feed, "fetched", kept) for kept in SHRUNK),
    *(ev.FeedPulled(kept.feed, "fetched", kept) for kept in SHELVES.values()),
    *(ev.FeedPulled(feed, "failed", SHELVES[feed], code="N4") for feed in FEEDS),
    *(ev.LinkChanged(link) for link in LinkState),
    *(ev.ArticleOpened(feed, ident, body) for feed, ident in ARTICLES for body in BODIES[1:4]),
    ev.SyncEnded(1, 2), ev.StoreFailed("满了"), ev.StoreFailed(""), ev.CatalogueRejected(1, "…"), ev.Ticked(),
    *(ev.VoiceFound("cmn") for _ in range(4)), ev.VoiceFound("", "没有声音"),
)  # fmt: skip


def random_happening(walk: Walk, chance: Random) -> object:
    which = chance.random()
    if which < 0.62:
        return KeyPressed(chance.choice(_KEYS))
    if which < 0.66:
        return KeyPressed(chance.choice(sorted(REPEATING, key=lambda key: key.value)), True, chance.uniform(0.5, 4))
    if which < 0.9:
        now = walk.state.playing.position_s
        phase = chance.choice(["playing"] * 12 + ["paused", "paused", "ended", "error", "opening"])
        position = chance.choice([now + 0.5, now + 1, now + 1, now + 1, now + 30, 99.0, *WEIRD])
        why = chance.choice(["died", "missing", "unplayable", "network", "stalled"])
        return (chance.choice([0] * 9 + [-1]), phase, position, chance.choice([100.0, 100.0, 0.0, math.nan]), True, why)
    return chance.choice(HAPPENINGS)


@pytest.mark.parametrize("seed", range(12))
def test_long_walks_break_nothing(seed: int) -> None:
    chance = Random(seed)
    walk = Walk(TextSize(seed % 4 + 1), seed % 3 == 2, BASE, seed % 5 != 0)
    screens = set()
    for step in range(2000):
        walk.mono += chance.choice([0.01, 0.05, 0.2, 0.5, 1.0, 1.0, 2.0, 8.0, 25.0])
        if chance.random() < 0.01:
            walk.skew += timedelta(days=chance.choice([1, -1, 40, -40, -9000]))
        happen(walk, random_happening(walk, chance))
        screens.add(show(walk.state).screen)
        if step % 12 == 0:
            walk.drawn()
    wanted = {"home", "section", "player", "article", "guide", "error", "settings", *(() if walk.state.kiosk else ("dialog",))}
    assert wanted <= screens, screens
    back_leads_out(walk)
