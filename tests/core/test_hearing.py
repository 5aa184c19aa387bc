"""Speed, the second row, tracks, the night, levelling as the core asks for it. (What is heard: tests/player/test_sound.py.)"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.core.programme import NOW, catalogue
from tests.core.television import Tv
from tvapp.adapters.store_rows import settings_from_text, settings_to_text
from tvapp.core import events as ev
from tvapp.core import sound, words
from tvapp.core.calendar import CHINA
from tvapp.core.model import Settings
from tvapp.core.views import PlayerView

NIGHT = datetime(2026, 9, 24, 21, 25, 0, tzinfo=CHINA)


def watching(**more: object) -> Tv:
    return Tv(catalogue(), **more).press("2 OK ~2")  # type: ignore[arg-type]


def page(tv: Tv) -> PlayerView:
    assert isinstance(tv.page, PlayerView)
    return tv.page


# ---------------------------------------------------------------- speed


def test_the_button_goes_round_the_three_speeds_and_the_next_lesson_keeps_it() -> None:
    tv = watching().press("OK RIGHT RIGHT")
    assert tv.focus == "速度 正常"
    for said, rate in (("速度 快", 1.25), ("速度 慢", 0.8), ("速度 正常", 1.0), ("速度 快", 1.25)):
        tv.press("OK")
        assert (tv.focus, tv.player.rate) == (said, rate)
    tv.press("RIGHT OK")
    assert tv.player.item == "d02" and tv.player.rate == 1.25
    assert tv.took(ev.SaveSettings)


@pytest.mark.parametrize(("speed", "wall_s"), [("slow", 50.0), ("fast", 32.0)])
def test_the_seconds_that_count_are_the_lessons_own_at_any_speed(speed: str, wall_s: float) -> None:
    tv = Tv(catalogue())
    tv.state = replace(tv.state, settings=replace(tv.state.settings, speed=speed))  # type: ignore[arg-type]
    tv.press("2 OK").wait(wall_s)
    record = tv.state.records["d01"]
    assert record.watched_s == pytest.approx(40, abs=2)
    assert record.position_s == pytest.approx(record.watched_s, abs=1.5) and not record.finished
    tv.wait(80)
    assert tv.state.records["d01"].finished


def test_an_unknown_speed_in_the_store_plays_as_usual() -> None:
    odd = replace(Settings(), speed="warp")  # type: ignore[arg-type]
    assert sound.speed(odd) == 1.0 and words.speed_now(odd.speed) == "速度 正常"
    assert sound.next_speed(odd) in sound.SPEEDS


# ---------------------------------------------------------------- the second row


def test_up_on_a_paused_lesson_leads_to_the_second_row_and_down_back() -> None:
    tv = watching().press("OK UP")
    assert tv.focus == words.KEEP and [button.id for button in page(tv).more] == ["button:favourite", "button:restart"]
    before = tv.bumps
    assert tv.press("LEFT UP").bumps == before + 2
    assert tv.press("RIGHT").focus == "从头看" and tv.press("RIGHT").bumps == before + 3
    assert tv.press("DOWN").at == "button:pause"
    assert tv.press("OK").player.phase == "playing" and not page(tv).more


def test_while_it_plays_up_shows_the_other_lesson_as_ever() -> None:
    tv = watching().press("DOWN DOWN ~2 OK OK UP")
    assert page(tv).zap is not None


def test_a_lesson_is_kept_and_let_go_from_the_second_row() -> None:
    tv = watching().press("OK UP OK")
    assert tv.focus == words.KEPT and tv.stored["d01"].favourite_at is not None
    assert tv.press("OK").focus == words.KEEP and tv.stored["d01"].favourite_at is None
    tv.press("BACK ~3")
    assert tv.stored["d01"].watched_s >= 3


def test_back_from_the_second_row_plays_on() -> None:
    tv = watching().press("OK UP BACK")
    assert tv.player.phase == "playing" and page(tv).osd == "none"


# ---------------------------------------------------------------- tracks


def test_several_sound_tracks_are_gone_through_and_one_needs_no_button() -> None:
    tv = watching()
    assert "button:track" not in [button.id for button in page(tv.press("OK")).more]
    tv.press("OK")
    tv.player.tracks = 3
    tv.wait(1).press("OK UP RIGHT RIGHT")
    assert tv.focus == "配音 1/3"
    for said, place in (("配音 2/3", 1), ("配音 3/3", 2), ("配音 1/3", 0)):
        tv.press("OK")
        assert (tv.focus, tv.player.track) == (said, place)


# ---------------------------------------------------------------- the night


@pytest.mark.parametrize(
    ("at", "is_night"), [("21:29", False), ("21:30", True), ("23:59", True), ("00:00", True), ("06:29", True), ("06:30", False)]
)
def test_the_night_begins_at_half_past_nine_and_ends_at_half_past_six(at: str, is_night: bool) -> None:
    assert sound.night(datetime.fromisoformat(f"2026-11-22T{at}:00+08:00")) is is_night


def test_a_clock_that_cannot_be_right_knows_no_night() -> None:
    assert not sound.night(datetime(1970, 1, 1, 23, 0, tzinfo=CHINA))


def test_at_half_past_nine_the_lesson_becomes_quieter_by_itself_and_in_the_morning_it_is_as_before() -> None:
    tv = Tv(catalogue(), now=NIGHT).press("2 OK ~2")
    assert tv.player.volume == 100
    tv.player.lengths = {"d01": 1e5}
    tv.wait(310)
    assert tv.player.volume == 30 and tv.state.settings.volume == 100
    tv.skew = timedelta(hours=9, minutes=10)
    assert tv.wait(61).player.volume == 100


def test_at_night_up_says_why_it_goes_no_further_and_down_goes_down_from_there() -> None:
    tv = Tv(catalogue(), now=NIGHT + timedelta(minutes=30)).press("2 OK ~2")
    assert tv.player.volume == 30
    tv.press("VOLUME_UP")
    assert tv.player.volume == 30 and tv.shown.toast is not None and tv.shown.toast.words == words.NIGHT_CAPPED
    assert tv.press("VOLUME_DOWN").player.volume == 20 and tv.state.settings.volume == 20
    assert tv.press("VOLUME_UP").player.volume == 30
    assert tv.press("MUTE").player.volume == 0
    assert tv.press("VOLUME_UP").player.volume == 30, "sound again, not more of it"


def test_the_cap_can_be_switched_off() -> None:
    settings = replace(Settings(), night_cap=False)
    assert sound.level(settings, NIGHT + timedelta(hours=1)) == 100
    assert sound.level(replace(Settings(), volume=20), NIGHT + timedelta(hours=1)) == 20, "what is quieter stays"


# ---------------------------------------------------------------- settings


def test_every_switch_of_the_sound_is_kept_by_the_store() -> None:
    changed = replace(
        Settings(), speed="fast", night_cap=False, night_level=50, clear_speech=True, level_sound=False, level_target=-23.0,
        idle_play="on",
    )  # fmt: skip
    assert settings_from_text(settings_to_text(changed)) == changed


def _row(tv: Tv, name: str) -> Tv:
    tv.press("MENU")
    for _ in range(40):
        if tv.at == f"row:{name}":
            return tv
        tv.press("DOWN")
    raise AssertionError(name)


def test_the_switches_are_told_to_the_player_with_the_next_lesson() -> None:
    tv = Tv(catalogue())
    _row(tv, "clear").press("LEFT BACK")
    _row(tv, "level").press("RIGHT BACK")
    tv.press("2 OK")
    tune = tv.took(ev.PlayLesson)[-1].tune  # type: ignore[attr-defined]
    assert tune == ev.SoundTuned(1.0, True, None)


def test_without_a_meter_the_switch_is_off_and_says_why() -> None:
    tv = Tv(catalogue())
    assert _row(tv, "level").focus.endswith("开")
    tv.post(ev.MeterFound(False))
    assert tv.focus.endswith("关") and tv.page.sample == words.NO_METER  # type: ignore[union-attr]
    before = tv.bumps
    assert tv.press("LEFT").bumps == before + 1 and tv.focus.endswith("关")


# ---------------------------------------------------------------- home by itself


def test_home_plays_todays_lesson_by_itself_only_where_it_is_wished() -> None:
    assert Tv(catalogue()).wait(60).screen == "home"
    asked = Tv(catalogue())
    _row(asked, "idle").press("LEFT HOME")
    asked.wait(19)
    assert asked.screen == "home" and asked.page.countdown  # type: ignore[union-attr]
    assert asked.wait(2).screen == "player"
    focus = asked.state.routes[0]
    assert asked.press("OK").screen == "home" and asked.state.routes[0] == focus
    refused = Tv(catalogue(), kiosk=True)
    _row(refused, "idle").press("RIGHT HOME")
    assert refused.wait(60).screen == "home"


def test_the_moment_is_the_programmes() -> None:
    assert not sound.night(NOW)
