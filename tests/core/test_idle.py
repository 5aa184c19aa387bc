"""Three minutes without a key darken and move the picture; the key that lights it again does nothing else."""

from __future__ import annotations

import pytest

from tests.core.programme import NOW, catalogue, today
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.idle import DIM, PATH
from tvapp.core.keys import Key
from tvapp.core.model import Record

BEGUN = {"d03": Record("d03", position_s=10, duration_s=100, at=NOW)}


@pytest.fixture
def tv() -> Tv:
    return Tv(catalogue(today=(today("b02"),)), records=BEGUN)


def test_it_darkens_after_three_minutes_and_moves_once_a_minute(tv: Tv) -> None:
    tv.wait(179)
    assert (tv.shown.dim, tv.shown.shift) == (0.0, (0.0, 0.0))
    tv.wait(2)
    seen = []
    for _ in range(len(PATH)):
        assert tv.shown.dim == DIM
        seen.append(tv.shown.shift)
        tv.wait(60)
    assert tuple(seen) == PATH and tv.shown.shift == PATH[0]
    assert all(max(abs(dx), abs(dy)) == 8.0 for dx, dy in PATH)


@pytest.mark.parametrize("key", [key for key in Key])
def test_any_key_restores_it_at_once_and_does_nothing_else(tv: Tv, key: Key) -> None:
    tv.press("2 RIGHT")
    before = tv.shown
    tv.wait(400)
    tv.effects.clear()
    tv.press(key.value if key.digit is None else key.digit)
    assert tv.shown.dim == 0.0 and tv.shown.shift == (0.0, 0.0)
    assert (tv.where, tv.at, tv.state.settings) == ("/".join(before.route), before.page.focus, tv.state.settings)
    assert tv.effects == []
    assert tv.press("LEFT LEFT").shown != before, "the next one acts"


def test_a_lesson_that_plays_is_never_darkened_and_neither_is_the_page_after_it(tv: Tv) -> None:
    tv.player.lengths["d03"] = 1000.0
    tv.press("OK")
    tv.wait(600)
    assert tv.screen == "player" and tv.shown.dim == 0.0
    tv.wait(395)
    assert tv.screen == "next" and tv.shown.dim == 0.0


def test_the_page_after_the_last_lesson_darkens_in_its_own_time(tv: Tv) -> None:
    tv.player.lengths["d08"] = 400.0
    assert tv.press("2 0 8").screen == "player"
    tv.wait(405)
    assert tv.screen == "next" and tv.shown.dim == 0.0
    tv.wait(185)
    assert tv.shown.dim == DIM


def test_a_paused_lesson_is_darkened_and_stays_paused_at_the_first_key(tv: Tv) -> None:
    tv.press("OK ~2 OK")
    tv.wait(181)
    assert tv.shown.dim == DIM
    tv.press("OK ~1")
    assert tv.shown.dim == 0.0 and tv.state.playing.phase == "paused"
    tv.press("OK ~1")
    assert tv.state.playing.phase == "playing"


def test_an_odd_key_lights_it_too_and_teaches_nothing(tv: Tv) -> None:
    tv.wait(200)
    tv.post(ev.StrangeKey(5))
    assert tv.shown.dim == 0.0 and tv.state.settings.learned == ""
