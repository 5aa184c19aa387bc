"""A lesson: its keys, what is counted and kept of it, what comes after, and everything that can go wrong."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.core.programme import catalogue, column, lesson, lessons, with_section
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.learning import add_range, played, seconds
from tvapp.core.model import LinkState, Record, TextSize
from tvapp.core.ports import PlayerReport
from tvapp.core.routes import PlayerRoute
from tvapp.core.state import DialogState
from tvapp.core.subtitles import Cue
from tvapp.core.views import MessageView, NextView, PlayerView


@pytest.fixture
def tv() -> Tv:
    return Tv(catalogue()).press("2 OK ~1")


def page(tv: Tv) -> PlayerView:
    shown = tv.page
    assert isinstance(shown, PlayerView)
    return shown


# ---------------------------------------------------------------- keys


def test_ok_stops_with_focus_on_going_on_and_ok_again_goes_on(tv: Tv) -> None:
    assert page(tv).osd == "none" and tv.focus == "第d01课"
    tv.press("OK")
    assert tv.player.phase == "paused" and (tv.at, tv.focus) == ("button:pause", "接着播")
    tv.press("OK")
    assert tv.player.phase == "playing" and tv.focus == "停"


def test_buttons_stay_fifteen_seconds_while_playing_and_for_ever_when_paused(tv: Tv) -> None:
    tv.press("OK").wait(600)
    assert page(tv).osd == "buttons" and tv.player.phase == "paused"
    tv.press("UP OK").wait(14.8)  # the first one lights the picture
    assert page(tv).osd == "buttons"
    tv.wait(0.4)
    assert page(tv).osd == "none"


def test_a_key_on_the_buttons_gives_them_fifteen_more_seconds(tv: Tv) -> None:
    tv.press("OK OK ~10 RIGHT ~10")
    assert page(tv).osd == "buttons" and tv.at == "button:forward"
    assert tv.wait(5.1) and page(tv).osd == "none"


def test_back_closes_the_buttons_and_plays_on_and_only_then_leaves(tv: Tv) -> None:
    tv.press("OK RIGHT BACK")
    assert page(tv).osd == "none" and tv.player.phase == "playing"
    tv.press("OK OK BACK")
    assert page(tv).osd == "none" and tv.player.phase == "playing"
    assert tv.press("BACK").where == "home/section:dangke" and tv.player.phase == "idle"


def test_the_bar_of_a_jump_does_not_stand_in_the_way_of_back(tv: Tv) -> None:
    tv.press("RIGHT")
    assert page(tv).osd == "bar"
    assert tv.press("BACK").where == "home/section:dangke"


def test_arrows_go_ten_seconds_at_once(tv: Tv) -> None:
    tv.wait(20)
    before = tv.player.position
    tv.press("RIGHT")
    assert tv.player.position == pytest.approx(before + 10, abs=0.3) and page(tv).osd == "bar"
    tv.press("RIGHT LEFT LEFT LEFT")
    assert tv.player.position == pytest.approx(before - 10, abs=0.5)
    assert tv.wait(8.1) and page(tv).osd == "none"


def test_the_time_shown_is_where_the_jump_goes_until_the_player_is_there(tv: Tv) -> None:
    tv.wait(10).press("RIGHT*3")
    assert page(tv).elapsed == "0:40"
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", 10.2, 100.0, True, 200)))
    assert page(tv).elapsed == "0:40", "a report that was already on its way"


def test_a_held_arrow_goes_in_steps_of_thirty_after_two_seconds(tv: Tv) -> None:
    tv.player.lengths["d01"] = 3600.0
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", 1.0, 3600.0, True, 20)))
    tv.hold("RIGHT", 1.9)
    steps = [effect.position_s for effect in tv.took(ev.SeekPlayer)]  # type: ignore[attr-defined]
    assert all(9 <= b - a <= 11 for a, b in pairwise(steps)) and len(steps) >= 5
    tv.hold("RIGHT", 4.0)
    steps = [effect.position_s for effect in tv.took(ev.SeekPlayer)]  # type: ignore[attr-defined]
    assert 29 <= steps[-1] - steps[-2] <= 31


def test_jumps_stop_at_both_ends_with_a_nudge(tv: Tv) -> None:
    tv.press("LEFT")
    assert tv.player.position <= 0.3
    before = tv.bumps
    tv.press("LEFT")
    assert tv.bumps == before + 1
    tv.hold("RIGHT", 6)
    assert tv.player.position >= 98.9 and tv.bumps > before + 1
    tv.wait(3)
    assert tv.screen == "next", "a held key at the end does not keep the lesson from ending"


def test_without_a_known_length_arrows_only_nudge() -> None:
    live = lesson("live", url="http://office.test/live.m3u8", duration_s=None)
    tv = Tv(with_section(catalogue(), 6, column("h", (live,))))
    tv.press("7 OK")
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", 3.0, 0.0, True, 9)))
    before = tv.bumps
    assert tv.press("RIGHT").bumps == before + 1 and not tv.took(ev.SeekPlayer)
    assert page(tv).total == "" and page(tv).left_words == ""


def test_up_and_down_show_the_other_lesson_and_the_same_key_changes(tv: Tv) -> None:
    tv.press("DOWN")
    zap = page(tv).zap
    assert zap is not None and (zap.arrow, zap.title, zap.number) == ("▼", "第d02课", "02")
    assert tv.player.item == "d01" and tv.focus == "第d02课"
    assert tv.press("DOWN").where == "home/section:dangke/player:d02"
    tv.press("UP")
    assert page(tv).zap is not None and page(tv).zap.title == "第d01课"  # type: ignore[union-attr]
    assert tv.press("OK").player.item == "d01"


def test_over_a_stopped_lesson_the_strip_of_the_other_one_stands_without_the_buttons(tv: Tv) -> None:
    tv.press("OK PAGE_DOWN")
    shown = page(tv)
    assert shown.zap is not None
    assert (shown.osd, shown.buttons, shown.more, shown.focus) == ("none", (), (), "")
    shown = page(tv.press("BACK"))
    assert (shown.zap, shown.osd, shown.focus) == (None, "buttons", "button:pause")


def test_page_keys_do_the_same(tv: Tv) -> None:
    assert tv.press("PAGE_DOWN PAGE_DOWN").player.item == "d02"
    assert tv.press("~1 PAGE_UP OK").player.item == "d01"


def test_the_other_direction_shows_the_other_one(tv: Tv) -> None:
    tv.press("DOWN DOWN ~1 DOWN UP")
    assert page(tv).zap is not None and page(tv).zap.title == "第d01课"  # type: ignore[union-attr]


def test_a_held_arrow_never_changes_the_lesson(tv: Tv) -> None:
    tv.hold("DOWN", 5)
    assert tv.player.item == "d01" and page(tv).zap is not None


def test_the_strip_goes_with_back_an_arrow_or_time_and_the_lesson_stays(tv: Tv) -> None:
    assert page(tv.press("DOWN BACK")).zap is None and tv.screen == "player"
    assert page(tv.press("DOWN LEFT")).zap is None and not tv.took(ev.SeekPlayer)
    assert page(tv.press("DOWN").wait(15.1)).zap is None
    assert tv.player.item == "d01" and tv.player.phase == "playing"


def test_at_the_first_and_the_last_lesson_there_is_nothing_to_show(tv: Tv) -> None:
    tv.press("UP")
    assert page(tv).zap is None and tv.bumps == 1
    tv.press("BACK 0 8 ~1 DOWN")
    assert page(tv).zap is None and tv.player.item == "d08"


def test_lessons_among_articles_are_followed_over_them() -> None:
    tv = Tv(catalogue())
    tv.press("3 0 4 ~1 DOWN DOWN")
    assert tv.player.item == "f01", "what follows in 全部"
    tv.press("UP UP ~1 UP UP")
    assert tv.player.item == "e01"
    tv.press("UP")
    assert page(tv).zap is None


def test_the_buttons_do_what_they_say(tv: Tv) -> None:
    tv.wait(30).press("OK LEFT")
    assert tv.at == "button:back"
    at = tv.player.position
    tv.press("OK")
    assert tv.player.position == pytest.approx(at - 10, abs=0.3)
    assert page(tv).osd == "buttons" and tv.player.phase == "paused"
    tv.press("RIGHT RIGHT OK")
    assert tv.player.position == pytest.approx(at, abs=0.3)
    tv.press("RIGHT")
    assert tv.focus == "速度 正常"
    tv.press("RIGHT")
    assert tv.focus == "下一课"
    assert tv.press("RIGHT").bumps == 1
    assert tv.press("OK").player.item == "d02"


def test_from_the_start_plays_from_the_start(tv: Tv) -> None:
    tv.wait(30).press("OK UP RIGHT")
    assert tv.focus == "从头看"
    tv.press("OK")
    assert tv.player.phase == "playing" and tv.player.position == 0.0 and tv.focus == "停"
    assert tv.wait(16) and page(tv).osd == "none"


def test_a_picture_paused_for_three_minutes_is_dimmed_and_moved_until_a_key(tv: Tv) -> None:
    tv.press("OK").wait(179)
    assert tv.shown.dim == 0.0
    tv.wait(1.5)
    assert tv.shown.dim > 0.3 and tv.shown.shift == (8.0, 8.0)
    assert tv.press("RIGHT").shown.dim == 0.0


def test_the_last_lesson_has_no_button_for_the_next() -> None:
    tv = Tv(catalogue()).press("2 0 8 ~1 OK")
    assert "button:next" not in {button.id for button in page(tv).buttons}


def test_subtitles_are_shown_and_can_be_put_away() -> None:
    made = with_section(catalogue(), 1, column("d", (lesson("s1", subtitle="s1.srt"),)))
    tv = Tv(made)
    tv.press("2 OK")
    assert [effect.file for effect in tv.took(ev.LoadSubtitles)] == ["s1.srt"]  # type: ignore[attr-defined]
    tv.post(ev.SubtitlesLoaded("s1", (Cue(0.0, 50.0, "各位街坊\n大家好"),)))
    tv.wait(2)
    assert page(tv).subtitle == ("各位街坊", "大家好")
    tv.press("OK RIGHT RIGHT RIGHT")
    assert tv.focus == "字幕 开"
    tv.press("OK")
    assert tv.focus == "字幕 关" and page(tv).subtitle == () and tv.took(ev.SaveSettings)
    tv.post(ev.SubtitlesLoaded("other", (Cue(0.0, 50.0, "别人的"),)))
    assert page(tv.press("OK")).subtitle == ("各位街坊", "大家好")


@pytest.mark.parametrize("size", TextSize)
def test_menu_during_a_lesson_changes_the_size_and_the_lesson_plays_on(size: TextSize) -> None:
    tv = Tv(catalogue(), size=size).press("2 OK ~1 MENU LEFT ~3")
    assert tv.screen == "settings" and tv.player.phase == "idle"
    assert tv.press("BACK ~1").screen == "player" and tv.player.phase == "playing"
    assert tv.state.settings.text_size == max(1, size - 1)


def test_play_stop_rewind_and_forward_are_as_printed(tv: Tv) -> None:
    assert tv.press("PLAY").player.phase == "paused"
    assert tv.press("PLAY").player.phase == "playing"
    at = tv.wait(20).player.position
    assert tv.press("FORWARD").player.position == pytest.approx(at + 10, abs=0.3)
    assert tv.press("REWIND REWIND").player.position == pytest.approx(at - 10, abs=0.5)
    assert tv.press("STOP").where == "home/section:dangke"


def test_a_late_report_does_not_undo_a_pause(tv: Tv) -> None:
    tv.press("OK")
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", 1.3, 100.0, True, 20)))
    assert tv.focus == "接着播"
    assert tv.press("OK").player.phase == "playing"


def test_a_lesson_that_pauses_by_itself_is_shown_as_paused(tv: Tv) -> None:
    tv.wait(3)
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "paused", 3.0, 100.0, True, 20)))
    assert tv.state.playing.phase == "paused"


# ---------------------------------------------------------------- volume


def test_volume_goes_in_tens_between_silence_and_full_and_mute_toggles(tv: Tv) -> None:
    tv.press("VOLUME_DOWN*3")
    assert tv.player.volume == 70 and tv.toast == "音量 7"
    tv.press("MUTE")
    assert tv.player.volume == 0 and tv.toast.startswith("静音")
    tv.press("MUTE")
    assert tv.player.volume == 70
    tv.press("MUTE VOLUME_UP")
    assert tv.player.volume == 80, "louder ends the silence"
    assert tv.press("VOLUME_UP*9").player.volume == 100
    assert tv.press("VOLUME_DOWN*20").player.volume == 0
    assert tv.screen == "player" and tv.player.phase == "playing"


def test_the_volume_chosen_on_another_page_holds_for_the_next_lesson() -> None:
    tv = Tv(catalogue()).press("VOLUME_DOWN*2 2 OK")
    assert tv.player.volume == 80
    assert Tv(catalogue()).press("MUTE 2 OK").player.volume == 0


# ---------------------------------------------------------------- what is counted and kept


def test_the_place_is_kept_within_two_seconds_also_after_a_power_cut(tv: Tv) -> None:
    tv.wait(30)
    at = tv.player.position
    again = tv.restarted()
    again.press("2 OK")
    assert abs(again.player.position - at) <= 2.0 and again.toast.startswith("接着上次看，从 0:")
    tv.press("BACK OK")
    assert abs(tv.player.position - at) <= 2.0


def test_a_first_report_from_the_beginning_does_not_lose_the_place() -> None:
    kept = {"d01": Record("d01", position_s=60, duration_s=100, watched=((0, 60),), watched_s=60)}
    tv = Tv(catalogue(), records=kept)
    tv.press("2 OK")
    for position in (0.0, 0.0):
        tv.mono += 0.2
        tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", position, 100.0, True, 1)))
    assert tv.stored["d01"].position_s == 60 and page(tv).elapsed == "1:00"
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", 60.3, 100.0, True, 9)))
    assert tv.record("d01").position_s == pytest.approx(60.3)


def test_a_source_that_cannot_be_entered_in_the_middle_plays_from_where_it_is() -> None:
    kept = {"d01": Record("d01", position_s=60, duration_s=100)}
    tv = Tv(catalogue(), records=kept)
    tv.press("2 OK")
    tv.player.position = 0.0
    tv.wait(6)
    assert tv.record("d01").position_s == pytest.approx(tv.player.position, abs=0.5)


def test_every_second_is_saved_and_changing_lessons_saves_too(tv: Tv) -> None:
    tv.took(ev.SaveRecord)
    tv.wait(10)
    assert 9 <= len(tv.took(ev.SaveRecord)) <= 12
    tv.press("DOWN DOWN")
    assert tv.stored["d01"] == tv.record("d01")


def test_a_paused_lesson_writes_nothing_more(tv: Tv) -> None:
    tv.wait(5).press("OK ~1")
    tv.took(ev.SaveRecord)
    for _ in range(5):
        tv.mono += 1
        tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "paused", tv.player.position, 100.0, True, 99)))
    assert not tv.took(ev.SaveRecord)


def test_near_its_end_a_lesson_starts_again_and_near_its_start_too() -> None:
    for position in (98.5, 2.0):
        tv = Tv(catalogue(), records={"d01": Record("d01", position_s=position, duration_s=100)})
        tv.press("2 OK")
        assert tv.player.position == 0.0 and tv.toast == ""


def test_ninety_per_cent_really_watched_is_done(tv: Tv) -> None:
    tv.wait(88)
    assert not tv.record("d01").finished
    tv.wait(3)
    assert tv.record("d01").finished and tv.stored["d01"].finished


def test_skipping_to_the_end_is_not_having_watched(tv: Tv) -> None:
    tv.wait(5).hold("RIGHT", 5).wait(3)
    assert tv.screen == "next"
    record = tv.record("d01")
    assert not record.finished and record.watched_s <= 15
    assert tv.page.title == "这一课放完了"  # type: ignore[union-attr]


def test_what_is_seen_twice_counts_once(tv: Tv) -> None:
    tv.wait(20).press("LEFT LEFT").wait(20)
    assert tv.record("d01").watched_s == pytest.approx(21, abs=2)
    assert not tv.record("d01").finished


def test_pauses_count_nothing(tv: Tv) -> None:
    tv.wait(10).press("OK").wait(300)
    assert tv.record("d01").watched_s <= 12


def test_the_pieces_of_several_evenings_add_up() -> None:
    kept = {"d01": Record("d01", position_s=50, duration_s=100, watched=((0, 50),), watched_s=50)}
    tv = Tv(catalogue(), records=kept)
    tv.press("2 OK").wait(42)
    assert tv.record("d01").finished


def test_distinct_seconds_are_a_union() -> None:
    ranges = add_range(add_range(add_range((), 10, 20), 30, 40), 15, 32)
    assert ranges == ((10, 40),) and seconds(ranges) == 30
    assert add_range(((0, 5),), 5, 5) == ((0, 5),)
    record = played(Record("x"), 10.0, 40.0, 100.0, Tv(catalogue()).now)
    assert record.watched_s == 0, "a jump is not watching"


def test_rubbish_in_a_report_harms_nothing(tv: Tv) -> None:
    tv.wait(10)
    before = tv.record("d01").watched_s
    for position in (float("nan"), float("inf"), -5.0, 1e300):
        tv.post(ev.PlayerReported(PlayerReport(tv.player.serial, "playing", position, float("nan"), True, 1)))
    assert tv.record("d01").watched_s >= before and tv.record("d01").duration_s == 100
    old = tv.state.playing
    tv.post(ev.PlayerReported(PlayerReport(tv.player.serial - 1, "ended", 5.0, 5.0)))
    assert tv.state.playing == old, "an older lesson's report"


# ---------------------------------------------------------------- the end of a lesson


def ended(tv: Tv) -> NextView:
    tv.player.lengths[tv.player.item] = 20.0
    tv.wait(21)
    shown = tv.page
    assert isinstance(shown, NextView)
    return shown


def test_after_a_lesson_the_next_one_comes_by_itself_after_fifteen_seconds(tv: Tv) -> None:
    view = ended(tv)
    assert (view.title, view.lesson, view.sub) == ("这一课看完了", "第d02课", "记下 20 秒")
    assert tv.at == "button:now" and view.seconds is not None and 13 <= view.seconds <= 15
    tv.wait(view.seconds - 1.5)
    assert tv.screen == "next"
    tv.wait(3)
    assert tv.where == "home/section:dangke/player:d02"


def test_ok_plays_at_once_and_an_arrow_stops_the_clock(tv: Tv) -> None:
    ended(tv)
    assert tv.press("OK").player.item == "d02"
    tv.wait(1)
    ended(tv)
    tv.press("RIGHT").wait(60)
    view = tv.page
    assert isinstance(view, NextView) and view.seconds is None and view.say == "不着急，您慢慢选"
    assert tv.focus == "再看一遍"
    assert tv.press("OK").player.item == "d02" and tv.player.position < 1


@pytest.mark.parametrize("key", ["UP", "DOWN", "LEFT", "MENU"])
def test_whoever_presses_is_not_hurried(tv: Tv, key: str) -> None:
    ended(tv)
    tv.press(key).wait(40)
    assert tv.where.startswith("home/section:dangke/next:d01")
    tv.press("BACK" if key == "MENU" else "UP").wait(40)
    assert tv.screen == "next"


def test_a_lesson_that_ends_under_a_question_does_not_run_on(tv: Tv) -> None:
    tv.player.lengths["d01"] = 10.0
    tv.state = replace(tv.state, dialog=DialogState("text-size"))
    tv.wait(60)
    assert tv.press("BACK").screen == "next"
    assert tv.wait(60).screen == "next"


def test_back_leads_to_the_list_with_the_lesson_in_focus(tv: Tv) -> None:
    ended(tv)
    assert tv.press("BACK").where == "home/section:dangke" and tv.focus == "第d01课"
    assert tv.press("0 1 ~1").wait(20).press("RIGHT RIGHT OK").where == "home/section:dangke"


def test_after_the_last_lesson_nothing_counts_down() -> None:
    tv = Tv(catalogue()).press("2 0 8 ~1")
    view = ended(tv)
    assert view.seconds is None and view.lesson == "" and tv.focus == "回列表"
    assert tv.wait(100).screen == "next"
    assert tv.press("OK").where == "home/section:dangke"


def test_from_home_the_way_back_leads_home() -> None:
    tv = Tv(catalogue()).press("OK ~1")
    view = ended(tv)
    assert view.hints[-1].words == "回首页"
    assert tv.press("BACK").where == "home"


def test_a_finished_lesson_starts_from_its_beginning(tv: Tv) -> None:
    ended(tv)
    assert tv.stored["d01"].position_s == 0.0
    assert tv.press("BACK OK").player.position == 0.0


def test_a_lesson_with_sound_only_says_so() -> None:
    tv = Tv(catalogue())
    tv.player.sound_only.add("d01")
    tv.press("2 OK ~1")
    assert page(tv).sound_only and not page(tv).has_picture
    assert tv.wait(40).screen == "player", "no picture is not a standstill"


# ---------------------------------------------------------------- what can go wrong


def test_an_address_that_does_not_answer_is_the_networks_fault_only_when_the_link_is_gone_too() -> None:
    tv = Tv(with_section(catalogue(), 1, column("d", (lesson("r1", url="https://office.test/r1.mp4"),))))
    tv.player.refuses["r1"] = "network"
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    tv.press("2 OK ~1")
    assert tv.screen == "error" and tv.page.code == "N3"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("why", "remote", "code"),
    [
        ("missing", False, "P1"), ("unplayable", False, "P2"), ("unplayable", True, "P2"), ("network", True, "P2"),
        ("stalled", True, "P2"), ("stalled", False, "P2"), ("something new", False, "P2"),
    ],
)  # fmt: skip
def test_what_cannot_be_played_says_so_with_a_code_and_offers_the_next(why: str, remote: bool, code: str) -> None:
    first = lesson("r1", url="https://office.test/r1.mp4") if remote else lesson("r1")
    tv = Tv(with_section(catalogue(), 1, column("d", (first, lesson("r2")))))
    tv.player.refuses["r1"] = why
    tv.press("2 OK ~1")
    view = tv.page
    assert isinstance(view, MessageView) and view.code == code and view.title and "0512-0000 1234" in view.call
    assert [(effect.code, effect.text) for effect in tv.took(ev.TellNotice)] == [(code, view.title)]  # type: ignore[attr-defined]
    assert tv.focus == "换一课" and tv.screen == "error"
    assert tv.wait(120).screen == "error"
    assert tv.press("OK ~1").player.item == "r2"


def test_the_error_page_can_be_left_and_tried_again(tv: Tv) -> None:
    tv.press("BACK")
    tv.player.refuses["d01"] = "unplayable"
    assert tv.press("OK ~1 RIGHT OK").where == "home/section:dangke"
    tv.press("OK ~1")
    del tv.player.refuses["d01"]
    assert tv.press("RIGHT RIGHT").focus == "再试一次"
    assert tv.press("OK ~1").player.phase == "playing"
    tv.press("BACK")
    tv.player.refuses["d01"] = "missing"
    assert tv.press("OK ~1 BACK").where == "home/section:dangke"


def test_only_one_lesson_and_it_fails() -> None:
    tv = Tv(catalogue())
    tv.player.refuses["h01"] = "unplayable"
    tv.press("7 OK ~1")
    assert tv.focus == "回列表"
    assert tv.press("OK").where == "home/section:daode"


def test_when_the_players_process_dies_the_lesson_goes_on_where_it_was(tv: Tv) -> None:
    tv.wait(30)
    serial, at = tv.player.serial, tv.player.position
    tv.took(ev.PlayLesson)
    tv.dies()
    plays = tv.took(ev.PlayLesson)
    assert len(plays) == 1 and tv.screen == "player"
    assert plays[0].serial == serial + 1 and abs(plays[0].start_s - at) < 1.5  # type: ignore[attr-defined]
    assert tv.toast == "刚才断了一下，正在接上"
    watched = tv.record("d01").watched_s
    tv.wait(5)
    assert tv.player.phase == "playing" and tv.record("d01").watched_s > watched


def test_a_lesson_that_kills_its_player_again_and_again_is_given_up(tv: Tv) -> None:
    for _ in range(2):
        tv.dies().wait(2)
        assert tv.screen == "player"
    tv.dies()
    assert tv.screen == "error" and tv.page.code == "P2"  # type: ignore[union-attr]


def test_deaths_far_apart_are_forgiven(tv: Tv) -> None:
    tv.player.lengths["d01"] = 1000.0
    for _ in range(5):
        tv.dies().wait(40)
    assert tv.screen == "player" and tv.player.phase == "playing"


def test_a_player_that_dies_under_its_buttons_does_not_leave_them_for_ever(tv: Tv) -> None:
    tv.press("OK").dies().wait(17)
    assert page(tv).osd == "none" and tv.player.phase == "playing"


def test_opening_says_so_after_a_second_and_gives_up_after_twenty() -> None:
    tv = Tv(catalogue())
    tv.player.never_opens.add("d01")
    tv.press("2 OK ~0.9")
    assert page(tv).saying == ""
    tv.wait(0.2)
    assert page(tv).saying == "正在打开，请稍等"
    assert tv.press("OK RIGHT").bumps == 2, "nothing to pause yet"
    assert tv.wait(18).screen == "player"
    assert tv.wait(1.5).screen == "error"


def test_a_standstill_says_so_after_three_seconds_and_gives_up_after_fifteen(tv: Tv) -> None:
    tv.player.stalled = True
    tv.wait(2.5)
    assert page(tv).saying == ""
    tv.wait(1)
    assert page(tv).saying == "网络慢，请等等"
    tv.player.stalled = False
    tv.wait(1)
    assert page(tv).saying == ""
    tv.player.stalled = True
    assert tv.wait(16).screen == "error"


def test_a_player_that_falls_silent_is_given_up_too(tv: Tv) -> None:
    tv.player.phase = "idle"
    assert tv.wait(16).screen == "error"


def test_leaving_while_it_opens_is_always_possible() -> None:
    tv = Tv(catalogue())
    tv.player.never_opens.add("d01")
    assert tv.press("2 OK BACK").where == "home/section:dangke" and tv.player.phase == "idle"
    assert tv.wait(30).where == "home/section:dangke"


def test_a_new_catalogue_does_not_disturb_the_lesson(tv: Tv) -> None:
    tv.wait(5)
    tv.reload(with_section(catalogue(), 1, column("neu", (lesson("new"), *lessons("d", 8)))))
    assert tv.where == "home/section:dangke/player:d01" and tv.player.phase == "playing"
    assert not tv.took(ev.StopPlayer)
    assert tv.press("BACK").focus == "第d01课", "in another column now"


def test_a_lesson_that_was_withdrawn_gives_way_with_a_word(tv: Tv) -> None:
    tv.wait(5)
    tv.reload(with_section(catalogue(), 1, column("d", lessons("q", 2))))
    assert tv.where == "home/section:dangke" and tv.player.phase == "idle"
    assert tv.toast == "这一课已经撤下了，请看看别的" and tv.stored["d01"].position_s > 4


def test_the_next_lesson_may_vanish_while_the_clock_runs(tv: Tv) -> None:
    ended(tv)
    tv.reload(with_section(catalogue(), 1, column("d", lessons("d", 1))))
    assert tv.wait(30).screen == "next"
    assert tv.press("OK").where == "home/section:dangke"


def test_no_cable_does_not_stop_a_lesson_from_the_disk(tv: Tv) -> None:
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    assert tv.wait(30).player.phase == "playing"


def test_leaving_and_coming_back_keeps_the_serials_apart(tv: Tv) -> None:
    serial = tv.player.serial
    tv.press("BACK OK")
    assert tv.player.serial > serial
    top = tv.state.top
    assert isinstance(top, PlayerRoute) and replace(top, osd="none") == top
