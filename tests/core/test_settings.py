"""Settings change at once and are kept; every page of theirs is reached and left with arrows; an odd remote can be taught."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.core.programme import NOW, catalogue, notice, today
from tests.core.television import Tv
from tvapp.adapters.store_rows import settings_from_text, settings_to_text
from tvapp.core import events as ev
from tvapp.core import remote
from tvapp.core.keys import MEANINGS, WORDS, Key
from tvapp.core.model import Memory, Record, Settings, TextSize, ThemeName
from tvapp.core.screens.edges import MOST
from tvapp.core.screens.settings import ROWS
from tvapp.core.state import Voice
from tvapp.core.tool_doors import DOORS
from tvapp.core.tools import TOOLS
from tvapp.core.update import begin
from tvapp.core.views import EdgesView, HomeView, KeysView, RemoteView, SettingsView, WelcomeView

BEGUN = {"d03": Record("d03", position_s=40, duration_s=100, at=NOW)}
PLAN = (today("b02", time="15:00", place="二楼活动室见"),)


@pytest.fixture
def tv() -> Tv:
    return Tv(catalogue(today=PLAN, notices=(notice("好"),)), records=BEGUN)


def settings(tv: Tv) -> SettingsView:
    page = tv.page
    assert isinstance(page, SettingsView)
    return page


def row(name: str) -> str:
    """Keys from any page to a row of the settings."""
    return "MENU " + "DOWN " * next(place for place, found in enumerate(ROWS) if found.id == f"row:{name}")


# ---------------------------------------------------------------- the tool row of home


def test_up_from_the_hero_brings_the_tools_and_down_the_hero(tv: Tv) -> None:
    assert tv.press("UP").at == TOOLS[0].id
    page = tv.page
    assert isinstance(page, HomeView) and [tool.id for tool in page.tools] == [tool.id for tool in TOOLS]
    assert page.top_hint.keys == ("▼",)
    for tool in TOOLS[1:]:
        assert tv.press("RIGHT").at == tool.id
    before = tv.bumps
    assert tv.press("RIGHT UP").at == TOOLS[-1].id and tv.bumps == before + 2
    assert tv.press("DOWN").at == "hero"
    page = tv.page
    assert isinstance(page, HomeView) and page.tools == () and page.top_hint.keys == ("▲",)


def test_without_a_hero_the_tools_stand_above_the_cards() -> None:
    tv = Tv(catalogue(sections=tuple(replace(section, columns=()) for section in catalogue().sections)))
    assert tv.press("UP").at == TOOLS[0].id
    assert tv.press("DOWN").at == "card:dangjian"


@pytest.mark.parametrize("size", TextSize)
def test_every_tool_opens_and_back_returns_to_it(size: TextSize) -> None:
    for place, tool in enumerate(TOOLS):
        tv = Tv(catalogue(today=PLAN), size=size)
        tv.press("UP" + " RIGHT" * place)
        assert tv.at == tool.id and tv.focus == tool.title
        assert tv.press("OK").where != "home", tool.id
        assert tv.press("BACK").at == tool.id, tool.id


def test_every_tool_has_its_door_and_every_door_its_tool() -> None:
    assert [tool.id for tool in TOOLS] == list(DOORS)


# ---------------------------------------------------------------- what was stored

KEPT = {
    "text_size": 3, "theme": "hc", "volume": 40, "speech": "focus", "speech_rate": "fast", "speed": "slow",
    "idle_play": "off", "night_level": 20, "level_target": -18.0, "edge_left": 16, "subtitles": False, "welcomed": True,
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("odd", ["whisper", "", 7_000, -1, None, True, 1.5, [], {}, float("nan"), 10**400])
def test_a_stored_value_that_is_unknown_falls_back_alone(name: str, odd: object) -> None:
    found = settings_from_text(json.dumps({**KEPT, name: odd, "of a later version": 1}))
    good = settings_from_text(json.dumps(KEPT))
    assert good == Settings(TextSize.XLARGE, ThemeName.HC, False, 40, edge_left=16, welcomed=True, speech="focus", speech_rate="fast",
                            speed="slow", idle_play="off", night_level=20, level_target=-18.0)  # fmt: skip
    if not (isinstance(odd, bool) and isinstance(getattr(good, name), bool)):
        assert getattr(found, name) == getattr(Settings(), name)
        assert replace(found, **{name: getattr(good, name)}) == good


_ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-200, 2000), st.floats(), st.text(max_size=8), st.lists(st.integers(), max_size=2),
    st.sampled_from([*ThemeName.__members__, "ink", "off", "all", "focus", "slow", "mid", "normal", "fast", "usual", "on", 1, 2, 3, 4]),
)  # fmt: skip
_STORED = st.dictionaries(st.sampled_from([field.name for field in fields(Settings)]), _ODD, max_size=24)
_WALKS = (
    "MENU", "MENU RIGHT DOWN*3 RIGHT OK", row("edges") + "OK DOWN", row("remote") + "OK", row("keys") + "OK",
    row("welcome") + "OK LEFT OK OK", "2 OK ~1 OK UP OK", "5 OK", "UP OK", "2", "RED RED GREEN VOLUME_UP", "MENU DOWN*5 LEFT OK",
)  # fmt: skip


@hypothesis_settings(max_examples=60, deadline=None)
@given(_STORED, st.sampled_from(_WALKS))
def test_whatever_was_stored_every_page_is_shown(stored: dict[str, object], walk: str) -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN)
    tv.post(ev.Started(Memory(records=BEGUN, settings=settings_from_text(json.dumps(stored)), shelves=tv.state.shelves)))
    assert tv.shown.page is not None and tv.focus
    assert tv.press(walk).shown.page is not None and tv.focus
    assert settings_from_text(settings_to_text(tv.state.settings)) == tv.state.settings


# ---------------------------------------------------------------- settings


def test_menu_opens_the_settings_from_anywhere_and_leads_back(tv: Tv) -> None:
    for path in ("", "2", "5 OK", "6 OK", "BACK", "2 OK ~1 OK"):
        tv.press("HOME").press(path)
        before = tv.where.removesuffix("/dialog:leave")
        assert tv.press("MENU").where == f"{before}/settings"
        assert tv.press("MENU").where == before
        assert tv.press("MENU BACK").where == before


def test_a_change_is_seen_at_once_and_kept(tv: Tv) -> None:
    tv.press("MENU")
    assert tv.focus == "字号，大"
    tv.press("RIGHT")
    assert tv.shown.text_size is TextSize.XLARGE and tv.focus == "字号，特大"
    assert tv.took(ev.SaveSettings) == [ev.SaveSettings(tv.state.settings)]
    tv.press(row("theme").replace("MENU", ""))
    tv.press("RIGHT")
    assert tv.shown.theme is ThemeName.QING and tv.at == "row:theme", "without losing the place"
    tv.press("HOME").press(row("motion")).press("RIGHT")
    assert tv.shown.motion is False
    tv.press("HOME").press(row("subtitles")).press("RIGHT")
    assert tv.state.settings.subtitles is False


def test_every_choice_of_every_row_is_reached_both_ways_and_an_edge_is_an_edge(tv: Tv) -> None:
    tv.press("MENU")
    for place, _ in enumerate(ROWS):
        found = next(one for one in settings(tv).rows if one.id == tv.at)
        if found.choices:
            tv.press("LEFT*9")
            seen = [next(one for one in settings(tv).rows if one.id == tv.at).chosen]
            for _ in found.choices[1:]:
                tv.press("RIGHT")
                seen.append(next(one for one in settings(tv).rows if one.id == tv.at).chosen)
            assert seen == list(range(len(found.choices)))
            before = tv.bumps
            assert tv.press("RIGHT").bumps == before + 1
            assert tv.press("OK").focus.endswith(found.choices[0]), "确定 goes round"
        assert (tv.press("DOWN").at != found.id) == (place < len(ROWS) - 1)


@pytest.mark.parametrize("size", TextSize)
def test_the_rows_scroll_whole_and_focus_is_always_seen(size: TextSize) -> None:
    tv = Tv(catalogue(), size=size).press("MENU")
    for key in ("DOWN",) * len(ROWS) + ("UP",) * len(ROWS) + ("PAGE_DOWN",) * 4 + ("PAGE_UP",) * 4:
        page = settings(tv.press(key))
        assert page.focus in {found.id for found in page.rows}
        assert len(page.rows) == min(len(ROWS), len(page.rows)) and page.first + len(page.rows) <= page.total


def test_the_volume_row_is_heard_at_once_and_ends_at_both_ends(tv: Tv) -> None:
    tv.press(row("volume")).press("LEFT LEFT")
    assert tv.state.settings.volume == 80
    assert tv.took(ev.SetVolume)[-1] == ev.SetVolume(80)  # type: ignore[comparison-overlap]
    tv.press("LEFT*20")
    assert tv.state.settings.volume == 0 and tv.bumps > 0
    tv.press("RIGHT*2 MUTE")
    assert settings(tv).rows[-1].level == 0 or settings(tv).rows[4].level == 0
    tv.press("RIGHT")
    assert not tv.state.settings.muted and tv.state.settings.volume == 10


@pytest.mark.parametrize("size", list(TextSize))
def test_at_night_the_volume_row_shows_what_is_heard_and_says_why(size: TextSize) -> None:
    tv = Tv(catalogue(today=PLAN), now=NOW.replace(hour=22), size=size)
    tv.press(row("volume"))
    shown = next(found for found in settings(tv).rows if found.id == "row:volume")
    assert (shown.level, tv.state.settings.volume) == (3, 100)
    assert settings(tv).sample == "夜里最响到 3，免得吵邻居。天亮了还是 10。" and tv.focus.endswith("3")
    bumps = tv.bumps
    tv.press("RIGHT")
    assert tv.state.settings.volume == 100, "no press changes what cannot be seen"
    # 超大 has no room for the words beside the rows
    assert tv.toast == "夜里就响到这儿，免得吵邻居" if size is TextSize.HUGE else tv.bumps == bumps + 1
    tv.press("LEFT")
    assert next(found.level for found in settings(tv).rows if found.id == "row:volume") == 2
    assert "夜里" not in settings(tv).sample
    tv.press("RIGHT RIGHT")
    assert tv.state.settings.volume == 30


def test_where_no_voice_was_found_the_sample_says_why(tv: Tv) -> None:
    tv.state = replace(tv.state, voice=Voice("", "没有装会说话的声音"))
    assert settings(tv.press("MENU DOWN")).sample == "没有装会说话的声音"


def test_a_lesson_goes_on_after_the_settings(tv: Tv) -> None:
    tv.press("OK ~3")
    assert tv.screen == "player"
    at = tv.state.playing.position_s
    tv.press("MENU")
    assert tv.where == "home/player:d03/settings" and tv.player.phase == "idle"
    tv.press("RIGHT ~2 BACK ~1")
    assert tv.screen == "player" and tv.player.phase == "playing"
    assert tv.state.playing.position_s == pytest.approx(at, abs=4.0)


def test_digits_and_home_lead_out_of_every_page_of_the_settings(tv: Tv) -> None:
    for name in ("text-size", "keys", "edges", "remote", "welcome"):
        assert tv.press("HOME").press(row(name)).press("OK 2").where == "home/section:dangke", name
        assert tv.press(row(name)).press("OK HOME").where == "home", name
        assert tv.press(row(name)).press("OK BACK").where.startswith("home"), name


def test_a_new_catalogue_leaves_the_settings_where_they_are(tv: Tv) -> None:
    tv.press("2").press(row("theme"))
    tv.reload(catalogue(notices=(notice("新的"),)))
    assert tv.where == "home/section:dangke/settings" and tv.at == "row:theme"


# ---------------------------------------------------------------- 按键说明


def test_every_key_has_its_meaning_once_and_every_row_is_walked(tv: Tv) -> None:
    told = [key for keys, _ in MEANINGS for key in keys]
    assert len(told) == len(set(told)) and set(told) == set(Key)
    assert set(WORDS) == set(Key)
    tv.press(row("keys")).press("OK")
    for _, meaning in MEANINGS:
        assert meaning in tv.focus
        page = tv.page
        assert isinstance(page, KeysView) and page.focus in {found.id for found in page.rows}
        tv.press("DOWN")
    assert tv.press("OK").at == "row:keys"


# ---------------------------------------------------------------- 画面边缘


def test_the_four_edges_move_by_eight_and_stop_at_their_ends(tv: Tv) -> None:
    tv.press(row("edges")).press("OK")
    assert tv.at == "edge:top" and tv.shown.edges == (0, 0, 0, 0)
    assert tv.press("DOWN DOWN").shown.edges == (0, 16, 0, 0)
    assert tv.press("UP").shown.edges == (0, 8, 0, 0)
    assert tv.press("OK LEFT*99").shown.edges == (0, 8, MOST["right"], 0)
    before = tv.bumps
    assert tv.press("LEFT UP").bumps == before + 2
    assert tv.press("OK UP OK RIGHT").shown.edges == (8, 8, MOST["right"], 8)
    page = tv.page
    assert isinstance(page, EdgesView) and page.focus == "edge:left"
    assert tv.press("OK").at == "row:edges"
    assert settings_from_text(settings_to_text(tv.state.settings)) == tv.state.settings


@pytest.mark.parametrize(("stored", "drawn"), [(-40, 0), (13, 8), (10_000, 56)])
def test_edges_that_cannot_be_are_drawn_inside_their_limits(tv: Tv, stored: int, drawn: int) -> None:
    tv.state = replace(tv.state, settings=replace(tv.state.settings, edge_top=stored))
    assert tv.shown.edges == (0, drawn, 0, 0)


# ---------------------------------------------------------------- 学遥控器


def learning(tv: Tv) -> RemoteView:
    page = tv.page
    assert isinstance(page, RemoteView)
    return page


def test_an_odd_key_becomes_the_key_in_focus_and_the_next_is_asked_for(tv: Tv) -> None:
    tv.press(row("remote")).press("OK")
    assert tv.at == "key:OK"
    tv.post(ev.StrangeKey(1_073_742_500))
    assert tv.at == "key:BACK" and remote.read(tv.state.settings.learned) == {1_073_742_500: Key.OK}
    assert learning(tv).cells[0].known
    tv.post(ev.StrangeKey(77))
    tv.post(ev.StrangeKey(1_073_742_500))
    assert remote.read(tv.state.settings.learned) == {77: Key.BACK, 1_073_742_500: Key.HOME}, "a code means one key"
    tv.press("BACK")
    assert tv.at == "row:remote"
    assert remote.read(settings_from_text(settings_to_text(tv.state.settings)).learned)[77] is Key.BACK


def test_ten_seconds_without_a_key_bring_back_what_was_learned_before(tv: Tv) -> None:
    tv.state = replace(tv.state, settings=replace(tv.state.settings, learned="9:OK"))
    tv.press(row("remote")).press("OK")
    tv.post(ev.StrangeKey(10))
    tv.wait(9.5)
    assert tv.screen == "remote"
    tv.wait(1)
    assert tv.screen == "settings" and tv.state.settings.learned == "9:OK"
    assert tv.took(ev.SaveSettings)[-1] == ev.SaveSettings(tv.state.settings)


def test_all_that_was_taught_can_be_forgotten(tv: Tv) -> None:
    tv.state = replace(tv.state, settings=replace(tv.state.settings, learned="9:OK"))
    tv.press(row("remote")).press("OK DOWN*9 RIGHT*9")
    assert tv.at == "key:forget"
    tv.post(ev.StrangeKey(10))
    assert tv.state.settings.learned == "9:OK"
    assert tv.press("OK").state.settings.learned == ""


def test_an_odd_key_elsewhere_changes_nothing(tv: Tv) -> None:
    before = tv.shown
    tv.post(ev.StrangeKey(10))
    assert tv.shown == before and tv.state.settings.learned == ""


@pytest.mark.parametrize("text", ["", "x", "1:", ":OK", "1:NOPE", "-1:OK", "1:OK 1:BACK", "٣:OK", "9" * 40 + ":OK", "1:DIGIT_1"])
def test_what_was_learned_is_read_with_care(text: str) -> None:
    assert set(remote.read(text).values()) <= set(remote.TEACHABLE)


def test_only_so_many_codes_are_remembered() -> None:
    text = remote.write({code: Key.OK for code in range(remote.MOST)})
    assert remote.taught(text, 10_000, Key.OK) is None
    assert remote.read(remote.taught(text, 3, Key.BACK) or "")[3] is Key.BACK


# ---------------------------------------------------------------- the first-run pages


def first_run(welcome: bool = True, kiosk: bool = False, **changes: bool) -> Tv:
    tv = Tv(catalogue(today=PLAN), kiosk=kiosk)
    tv.state = begin(tv.state.catalogue, NOW, tv.mono, kiosk=kiosk, welcome=welcome)
    tv.post(ev.Started(Memory(settings=Settings(**changes))))  # type: ignore[arg-type]
    assert tv.where == "home", "the first frame is home's: that is what `ready` says"
    tv.post(ev.HomeShown())
    tv.effects.clear()
    return tv


def test_the_first_run_asks_for_ok_then_shows_sizes_and_comes_once() -> None:
    tv = first_run()
    assert tv.where == "home/welcome" and tv.focus == "请按 确定 键"
    tv.press("OK RIGHT")
    page = tv.page
    assert isinstance(page, WelcomeView) and tv.shown.text_size is TextSize.XLARGE and tv.focus == "特大"
    tv.press("OK")
    assert tv.at == "voice:off"
    tv.press("LEFT")
    assert tv.at == "voice:on" and tv.state.settings.speech == "all"
    assert tv.press("OK").where == "home" and tv.state.settings.welcomed
    assert tv.at == "today", "one press from the main thing, also after the first run"
    assert ev.SaveSettings(tv.state.settings) in tv.effects
    assert first_run(welcomed=True).where == "home"


def test_the_first_run_comes_once_however_often_home_is_shown() -> None:
    tv = first_run()
    tv.press("HOME")
    tv.post(ev.HomeShown())
    assert tv.where == "home"


def test_without_a_voice_only_the_size_is_asked() -> None:
    tv = first_run()
    tv.state = replace(tv.state, voice=Voice("", "没有"))
    page = tv.press("OK").page
    assert isinstance(page, WelcomeView) and page.voice == ()
    assert tv.press("DOWN OK").where == "home"


@pytest.mark.parametrize("keys", ["HOME", "2", "BACK", "OK HOME", "OK 5", "OK BACK BACK"])
def test_every_way_out_of_the_first_run_counts(keys: str) -> None:
    tv = first_run()
    tv.press(keys)
    assert tv.screen != "welcome" and tv.state.settings.welcomed


def test_with_no_welcome_and_in_a_kiosk_home_comes_at_once() -> None:
    assert first_run(welcome=False).where == "home"
    assert first_run(kiosk=True).where == "home"


def test_the_first_run_can_be_seen_again(tv: Tv) -> None:
    tv.press(row("welcome")).press("OK OK")
    assert tv.where == "home/settings/welcome"
    assert tv.press("OK OK").at == "row:welcome"
