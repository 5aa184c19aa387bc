"""When what is said: the thing in focus 0.4 s after the last key, silence with the next one, reading that goes on by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.core.programme import NEWS, SHELVES, catalogue, guide_body, notice
from tests.speech.talking import TalkingTv
from tvapp.core import events as ev
from tvapp.core import phrases
from tvapp.core.calendar import CHINA
from tvapp.core.lit import spans
from tvapp.core.model import Guide, LinkState, TextSize
from tvapp.core.routes import BoardRoute
from tvapp.core.screens import article
from tvapp.core.step import push
from tvapp.core.views import GuideView, ReaderView

SECTIONS = [section.title for section in catalogue().sections]


def quiet_start(tv: TalkingTv) -> TalkingTv:
    tv.rest()
    tv.said.clear()
    return tv


# ---------------------------------------------------------------- focus


def test_focus_is_said_when_it_has_rested_and_not_before() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("DOWN").wait(0.35)
    assert tv.said == []
    tv.wait(0.06)
    assert [words.split("，")[0] for words in tv.said] == [SECTIONS[0]]


def test_while_keys_keep_coming_nothing_is_said_but_the_last_thing() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("DOWN").wait(0.2)
    for _ in range(6):
        tv.press("RIGHT").wait(0.3)
    assert tv.said == []
    assert tv.rest().startswith(tv.show().focus_words)


def test_the_next_key_silences_at_once() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("DOWN").rest()
    assert tv.speaking
    hushes = tv.hushes
    tv.press("RIGHT")
    assert not tv.speaking and tv.hushes == hushes + 1


def test_what_was_cut_off_by_a_key_that_led_nowhere_is_said_again_and_what_was_heard_is_not() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("DOWN").rest()
    assert tv.press("LEFT").rest().startswith(SECTIONS[0])
    tv.heard()
    assert tv.press("LEFT").rest() == ""


def test_only_words_are_said() -> None:
    tv = TalkingTv()
    tv.rest()
    for keys in ("DOWN", "RIGHT", "5", "DOWN", "OK", "RIGHT", "BACK", "BACK", "6", "OK", "DOWN", "HOME", "BACK"):
        tv.press(keys).rest()
    for asked in tv.asked:
        assert "按钮" not in asked.text
        assert not any(ch.isdigit() for ch in asked.spoken)
        assert not set(asked.spoken) & set("·《》“”（）▲▼◀▶✓")


def test_a_section_says_what_is_new_in_it_and_its_digit_only_to_those_who_want_everything() -> None:
    tv = quiet_start(TalkingTv(mode="focus"))
    assert tv.press("DOWN DOWN").rest() == f"{SECTIONS[5]}，有新内容"
    tv = quiet_start(TalkingTv(mode="all"))
    assert tv.press("DOWN DOWN").rest() == f"{SECTIONS[5]}，有新内容，按 6 也行"


def test_a_lesson_says_its_number_its_title_its_length_and_how_far_one_is() -> None:
    tv = quiet_start(TalkingTv(mode="focus"))
    tv.press("2").rest()
    tv.heard()
    said = tv.press("RIGHT").rest()
    assert said.startswith("第 2 课，") and "分钟" in said
    tv.press("OK").wait(40.0)
    tv.said.clear()
    tv.press("BACK").wait(0.5)
    assert any("看到" in words for words in tv.said), tv.said


def test_the_page_is_named_on_entering_and_its_keys_only_the_first_time() -> None:
    tv = quiet_start(TalkingTv())
    first = tv.press("5").rest()
    assert first.startswith(f"{SECTIONS[4]}，第 1 条") and "确定键，打开" in first
    assert "确定键" not in tv.press("BACK").rest()
    again = tv.press("5").rest()
    assert again.startswith(f"{SECTIONS[4]}，第 1 条") and "确定键" not in again


def test_an_article_is_announced_with_its_issuer_and_its_pages() -> None:
    tv = quiet_start(TalkingTv())
    said = tv.press("5 OK").rest()
    assert "一共" in said and said.endswith("按确定，念给您听")


def test_nothing_is_said_about_a_page_before_it_is_there() -> None:
    tv = quiet_start(TalkingTv())
    tv.answers = False
    tv.press("5").rest()
    tv.said.clear()
    tv.press("OK").wait(1.5)
    assert tv.said == []
    tv.answer(next(effect for effect in reversed(tv.effects) if isinstance(effect, ev.LoadArticle)))
    tv.wait(0.8)
    assert len(tv.said) == 1 and "一共" in tv.said[0]


def test_questions_are_read_before_their_answers() -> None:
    tv = quiet_start(TalkingTv(mode="focus"))
    said = tv.press("BACK").rest()
    assert said.startswith("要关掉吗") and said.endswith("不关，接着看")
    assert tv.press("RIGHT").rest() == "关掉"


def test_a_toast_that_a_key_brought_is_said() -> None:
    tv = quiet_start(TalkingTv(mode="focus"))
    tv.press("5").rest()
    tv.press("4 7").wait(0.5)
    assert "没有 47 号" in tv.said[-1]


def test_ok_on_a_notice_says_it_again() -> None:
    tv = quiet_start(TalkingTv(catalogue(notices=(notice("明天停水。"),))))
    tv.press("DOWN DOWN DOWN")
    assert tv.rest() == "通知，明天停水"
    tv.heard()
    assert tv.press("OK").rest() == "通知，明天停水"


def test_volume_is_not_told_in_words() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("VOLUME_DOWN").wait(1.0)
    assert tv.said == []


def test_off_says_nothing_and_without_a_voice_neither() -> None:
    for tv in (TalkingTv(mode="off"), TalkingTv(mode="all", voice="")):
        tv.rest()
        for keys in ("DOWN", "5", "OK", "BACK", "6", "OK"):
            tv.press(keys).rest()
        assert tv.said == [] and tv.prepared == []


def test_muted_says_nothing() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("MUTE DOWN").rest()
    assert tv.said == []


# ---------------------------------------------------------------- the red key


def test_red_goes_round_and_says_where_it_is() -> None:
    tv = quiet_start(TalkingTv(mode="off"))
    assert tv.press("RED").rest().startswith("全读")
    assert tv.state.settings.speech == "all"
    assert tv.press("RED").rest().startswith("只读焦点")
    assert tv.press("RED").rest() == "" and tv.state.settings.speech == "off"
    assert [effect.settings.speech for effect in tv.effects if isinstance(effect, ev.SaveSettings)] == ["all", "focus", "off"]


def test_without_a_voice_red_says_why_in_words_on_the_screen() -> None:
    tv = TalkingTv(mode="off", voice="")
    tv.press("RED")
    toast = tv.show().toast
    assert toast is not None and "没有装念字的程序" in toast.words
    assert tv.state.settings.speech == "off"
    tv.press("5 OK")
    assert all(tool.id not in ("tool:read", "tool:rate") for tool in tv.page.tools)  # type: ignore[union-attr]
    tv.press("RED")
    assert tv.state.speaking.reading is None and tv.said == []


# ---------------------------------------------------------------- reading


def reader(mode: str = "off", size: TextSize = TextSize.LARGE) -> TalkingTv:
    tv = TalkingTv(mode=mode, size=size)
    tv.press("5 OK").rest()
    tv.said.clear()
    return tv


def page(tv: TalkingTv) -> ReaderView:
    view = tv.page
    assert isinstance(view, ReaderView)
    return view


def test_focus_starts_on_reading_aloud() -> None:
    tv = reader()
    assert tv.show().focus_words == "念给我听"
    tv.press("OK")
    assert tv.show().focus_words == "停一停"
    assert tv.speaking and page(tv).lit is not None and "正在朗读" in page(tv).meta


@pytest.mark.parametrize("size", list(TextSize))
def test_an_article_is_read_to_its_end_and_the_pages_turn_by_themselves(size: TextSize) -> None:
    tv = reader(size=size)
    tv.press("RED")
    route = tv.state.top
    opened = tv.state.bodies[route.key]  # type: ignore[union-attr]
    whole = [sentence.text for sentence in article._sentences(opened)]
    seen = [page(tv).page]
    while tv.state.speaking.reading is not None:
        view = page(tv)
        assert view.lit is not None and view.sheet is not None
        assert spans(view.sheet, *view.lit), "the sentence is on the page that is shown"
        tv.post(ev.SpeechReported(tv.asked[-1].serial, "started", 6.0))
        for _ in range(6):
            tv.wait(1.0)
            if page(tv).page != seen[-1]:
                seen.append(page(tv).page)
                assert page(tv).lit is not None and spans(page(tv).sheet, *page(tv).lit)  # type: ignore[arg-type, misc]
        tv.heard()
        if page(tv).page != seen[-1]:
            seen.append(page(tv).page)
    assert tv.said == [*whole, "念完了"]
    assert seen == list(range(1, page(tv).pages + 1))
    assert page(tv).lit is None
    # the place is kept: the last page
    assert tv.stored[route.key].page > 0  # type: ignore[union-attr]


def test_up_and_down_go_by_sentence_while_reading_and_by_page_else() -> None:
    tv = reader()
    tv.press("OK")
    first, second = tv.said[0], None
    tv.press("DOWN")
    second = tv.said[-1]
    assert second != first and tv.speaking and page(tv).page == 1
    tv.press("UP")
    assert tv.said[-1] == first
    tv.press("PAGE_DOWN")
    assert page(tv).page == 2
    tv.press("PAGE_UP")
    assert page(tv).page == 1 and tv.said[-1] == first
    tv.press("UP")
    assert tv.said[-1] == first and page(tv).page == 1
    tv.press("OK DOWN")
    assert not tv.speaking and page(tv).page == 2


def test_sideways_keys_do_not_stop_the_reading_and_nothing_is_said_over_it() -> None:
    tv = reader(mode="all")
    tv.press("OK")
    said = len(tv.said)
    tv.press("RIGHT RIGHT").wait(1.0)
    assert tv.speaking and len(tv.said) == said
    tv.press("VOLUME_DOWN")
    assert tv.speaking and tv.volume_of_voice == tv.state.settings.volume == 90


def test_back_stops_reading_first_and_leaves_then() -> None:
    tv = reader()
    tv.press("OK DOWN DOWN")
    place = tv.state.speaking.reading
    tv.press("BACK")
    assert tv.screen == "article" and not tv.speaking and tv.state.speaking.reading is None
    tv.press("OK")  # it goes on where it was stopped
    assert tv.state.speaking.reading is not None and place is not None
    assert tv.state.speaking.reading.sentence == place.sentence
    tv.press("BACK BACK")
    assert tv.screen == "section"


@pytest.mark.parametrize("keys", ["HOME", "2", "MENU"])
def test_leaving_the_page_ends_the_reading(keys: str) -> None:
    tv = reader()
    tv.press("OK")
    tv.press(keys)
    assert not tv.speaking and tv.state.speaking.reading is None


def test_the_rate_changes_at_once_and_the_sentence_begins_anew() -> None:
    tv = reader()
    tv.press("OK RIGHT OK")
    assert tv.asked[-1].rate == "mid" and tv.said[-1] == tv.said[-2]
    assert tv.show().focus_words == "语速 中"
    tv.press("OK OK")
    assert tv.asked[-1].rate == "slow"


def test_another_text_size_does_not_disturb_the_reading() -> None:
    tv = reader()
    tv.press("OK DOWN DOWN DOWN GREEN GREEN")
    assert tv.speaking
    view = page(tv)
    tv.heard()
    assert page(tv).lit is not None and view.lit is not None


def test_the_next_sentences_are_rendered_ahead() -> None:
    tv = reader()
    tv.press("OK")
    ready = set(tv.prepared)
    tv.heard()
    assert tv.asked[-1].spoken in ready


def test_a_voice_that_breaks_stops_the_reading_and_says_so() -> None:
    tv = reader()
    tv.press("OK")
    tv.post(ev.SpeechReported(tv.asked[-1].serial, "failed"))
    assert tv.state.speaking.reading is None
    assert tv.show().toast is not None and "念不出来" in tv.show().toast.words  # type: ignore[union-attr]


def test_a_voice_that_never_answers_is_given_up() -> None:
    tv = reader()
    tv.press("OK").wait(200.0)
    assert tv.state.speaking.reading is None and tv.state.speaking.busy_until is None


def test_old_reports_change_nothing() -> None:
    tv = reader()
    tv.press("OK DOWN")
    serial, reading = tv.asked[0].serial, tv.state.speaking.reading
    tv.post(ev.SpeechReported(serial, "ended"))
    assert tv.state.speaking.reading == reading


def test_a_guide_reads_its_panel_and_its_telephone_twice() -> None:
    tv = TalkingTv(mode="off")
    tv.bodies[next(key for key in tv.state.index.entries if key.endswith("g1"))] = guide_body()
    tv.press("6 OK")
    assert tv.screen == "guide"
    tv.press("OK")
    said = []
    while tv.state.speaking.reading is not None:
        view = tv.page
        assert isinstance(view, GuideView) and view.lit is not None
        said.append(tv.said[-1])
        tv.heard()
    assert said[0].startswith("去哪儿：")
    call = next(words for words in said if words.startswith("找谁"))
    number = tv.state.catalogue.phone or Guide().phone
    assert call.count("再念一遍") == 1 and (not number or call.count(number) in (0, 2))


def test_another_answer_of_a_guide_ends_the_reading() -> None:
    tv = TalkingTv(mode="off")
    tv.press("6 OK OK")
    assert tv.speaking
    for _ in range(6):
        tv.press("DOWN")
    assert not tv.speaking and tv.state.speaking.reading is None


# ---------------------------------------------------------------- beside a lesson


def test_beside_a_lesson_nothing_is_said_until_it_stops() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("2 OK").wait(3.0)
    tv.said.clear()
    tv.press("RIGHT").wait(1.0)
    tv.press("DOWN").wait(1.0)
    tv.press("BACK").wait(1.0)
    assert tv.said == []
    tv.press("OK").rest()
    assert "接着播" in tv.said[-1]


def test_what_is_said_over_a_lesson_lowers_it_and_restores_it() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("2 OK").wait(3.0)
    assert tv.player.volume == 100
    tv.press("INFO").rest()
    assert tv.speaking and tv.player.volume == 30
    tv.heard()
    assert tv.player.volume == 100
    tv.press("INFO").rest()
    assert tv.player.volume == 30
    tv.press("VOLUME_DOWN")
    assert tv.player.volume == 27
    tv.press("RIGHT")
    assert tv.player.volume == 90


def test_the_end_of_a_lesson_says_what_comes_and_how_to_stop_it() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("2 OK").wait(3.0)
    tv.player.position = tv.player.length() - 0.5
    tv.wait(3.0)
    assert tv.screen == "next"
    assert tv.said[-1].startswith("下一课，") and "15 秒后自己播放，按方向键就停下" in tv.said[-1]


def test_a_lesson_that_cannot_be_played_is_explained() -> None:
    tv = quiet_start(TalkingTv(mode="focus"))
    tv.player.refuses = {key: "unplayable" for key in tv.state.index.entries}
    tv.press("2 OK").wait(2.0)
    assert tv.screen == "error" and "放不出来" in tv.said[-1] and "代码 P2" in tv.said[-1]


# ---------------------------------------------------------------- news and the night


def test_news_of_a_fault_is_said_once_to_those_who_want_everything() -> None:
    tv = quiet_start(TalkingTv())
    if tv.speaking:
        tv.heard()
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    tv.wait(0.1)
    assert tv.said == ["网线没有插好，先看存好的，插好了会自己接上。"]
    tv.heard()
    tv.post(ev.FeedPulled(NEWS, "failed", SHELVES[NEWS], code="N3"))
    tv.wait(1.0)
    assert len(tv.said) == 1
    focus = quiet_start(TalkingTv(mode="focus"))
    focus.post(ev.LinkChanged(LinkState.NO_CABLE))
    focus.wait(1.0)
    assert focus.said == []


def test_news_wait_for_a_pause() -> None:
    tv = reader(mode="all")
    tv.press("OK")
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    assert "网线" not in tv.said[-1]
    tv.press("OK").wait(1.0)
    if tv.speaking:
        tv.heard()
    tv.wait(0.5)
    assert any("网线" in words for words in tv.said)


NIGHT = datetime(2026, 9, 24, 22, 0, tzinfo=CHINA)


def test_at_night_only_what_a_key_asked_for_is_said() -> None:
    tv = TalkingTv(now=NIGHT)
    assert tv.rest() == ""
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    tv.wait(1.0)
    assert tv.said == []
    assert tv.press("DOWN").rest() != ""


# ---------------------------------------------------------------- ahead


def test_what_can_be_reached_is_rendered_ahead() -> None:
    tv = TalkingTv()
    tv.rest()
    ready = set(tv.prepared)
    tv.press("DOWN").rest()
    for _ in range(4):
        tv.press("RIGHT").rest()
        assert tv.asked[-1].spoken in ready, tv.asked[-1]
    tv.press("5").rest()
    ready = set(tv.prepared)
    tv.heard()
    for _ in range(3):
        tv.press("DOWN").rest()
        assert tv.asked[-1].spoken in ready, tv.asked[-1]


def test_a_setting_that_is_no_setting_is_silence() -> None:
    tv = TalkingTv()
    tv.state = replace(tv.state, settings=replace(tv.state.settings, speech="loud"))  # type: ignore[arg-type]
    tv.said.clear()
    tv.press("DOWN").rest()
    assert tv.said == []


# ---------------------------------------------------------------- what a newcomer heard and should not have


def guide_with_voice() -> TalkingTv:
    tv = TalkingTv()
    tv.bodies[next(key for key in tv.state.index.entries if key.endswith("g1"))] = guide_body()
    tv.press("6 OK").rest()
    assert tv.screen == "guide"
    return tv


@pytest.mark.parametrize("where", ["guide", "article"])
def test_over_the_phone_code_nothing_of_the_page_behind_is_said(where: str) -> None:
    tv = guide_with_voice() if where == "guide" else reader(mode="all")
    tv.rest()
    for _ in range(12):
        if tv.state.dialog is not None:
            break
        if "手机" in tv.show().focus_words:
            tv.press("OK")
        else:
            tv.press("RIGHT")
    shown = tv.show().dialog
    assert shown is not None and shown.name == "phone"
    said = tv.rest()
    assert said == f"{shown.title}，{shown.text.strip('，。')}，{shown.buttons[0].words}"
    tv.press("DOWN").rest()
    assert not any("上下键" in words for words in tv.said[-2:])


@pytest.mark.parametrize("where", ["guide", "article"])
@pytest.mark.parametrize("key", ["OK", "RED", "BACK"])
def test_whoever_stops_the_reading_has_silence_until_focus_moves(where: str, key: str) -> None:
    tv = guide_with_voice() if where == "guide" else reader(mode="all")
    tv.press("OK")
    assert tv.state.speaking.reading is not None
    tv.wait(1.0)
    tv.press(key)
    assert not tv.speaking and tv.state.speaking.reading is None
    said = len(tv.said)
    tv.wait(30.0)
    assert len(tv.said) == said, tv.said[said:]
    tv.press("DOWN" if where == "guide" else "RIGHT")
    assert tv.rest() != ""


def test_a_reading_that_another_answer_ended_is_followed_by_that_answer() -> None:
    tv = guide_with_voice()
    tv.press("OK")
    while tv.state.speaking.reading is not None:
        tv.press("DOWN")
    assert "二" in tv.rest()


def test_the_history_is_named_once_on_entering() -> None:
    tv = quiet_start(TalkingTv())
    tv.press("UP")
    for _ in range(6):
        if tv.at == "tool:history":
            break
        tv.press("RIGHT")
    assert tv.rest() == "看过的"
    tv.heard().press("OK")
    assert tv.screen == "history"
    assert tv.rest().startswith("还没有看过什么，")
    tv.press("HOME").rest()
    tv.press("OK").rest()  # the name was cut off by the key: it is said with the page
    assert tv.said[-1].startswith("看过的，还没有看过什么，")


def test_the_history_in_the_largest_letters_is_not_named_twice_on_its_own_button() -> None:
    state = push(TalkingTv(size=TextSize.HUGE).state, BoardRoute("seen", zone="rail"))
    assert phrases.focus(state, entered=True, everything=True) == "看过的"
