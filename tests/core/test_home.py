"""Home: where focus stands, how it moves at each text size, the notice line, 接着看 and 今日课程, the kiosk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.programme import (
    NEWS,
    NOW,
    SHELVES,
    TODAY,
    article,
    catalogue,
    column,
    lesson,
    notice,
    shelf,
    today,
    with_section,
)
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.geometry import ticker_room
from tvapp.core.metrics import width
from tvapp.core.model import LinkState, Record, TextSize
from tvapp.core.notices import hold_s, pieces
from tvapp.core.views import HomeView

BEGUN = {"d03": Record("d03", position_s=40, duration_s=100, at=NOW)}
PLAN = (today("b02", time="15:00", place="二楼活动室见"),)


def home(tv: Tv) -> HomeView:
    page = tv.page
    assert isinstance(page, HomeView)
    return page


# ---------------------------------------------------------------- focus


def test_focus_starts_on_the_lesson_in_progress_so_that_one_ok_plays_it() -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN)
    assert (tv.at, tv.focus) == ("hero", "第d03课")
    assert tv.press("OK").where == "home/player:d03"


def test_where_nothing_was_begun_focus_starts_on_today() -> None:
    tv = Tv(catalogue(today=PLAN))
    assert tv.at == "today" and home(tv).hero is not None and home(tv).hero.id == "today" and home(tv).today is None
    assert tv.press("OK").where == "home/player:b02"


def test_with_nothing_to_play_focus_starts_on_the_first_card() -> None:
    made = catalogue(sections=tuple(replace(section, columns=()) for section in catalogue().sections))
    tv = Tv(made)
    assert tv.at == "card:dangjian"
    assert tv.press("UP").at == "tool:search"


def test_five_columns_are_walked_as_they_stand() -> None:
    tv = Tv(catalogue(today=PLAN, notices=(notice("好"),)), records=BEGUN)
    assert tv.press("RIGHT").at == "today"
    assert tv.press("DOWN").at == "card:zhengwu"
    assert tv.press("UP").at == "today"
    assert tv.press("LEFT DOWN").at == "card:dangjian"
    assert tv.press("RIGHT RIGHT UP").at == "hero"
    assert tv.press("DOWN RIGHT*3 UP").at == "today", "the fourth card stands under 今日课程"
    assert tv.press("LEFT DOWN DOWN RIGHT*9").at == "card:wenhua"
    assert tv.press("DOWN").at == "ticker"
    assert tv.press("UP").at == "card:wenhua"


@pytest.mark.parametrize(("size", "columns"), [(1, 5), (2, 5), (3, 3), (4, 2)])
def test_at_every_size_every_card_is_reached_and_no_edge_wraps(size: int, columns: int) -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN, size=TextSize(size))
    names = [section.id for section in catalogue().sections]
    tv.press("DOWN")
    for row in range(-(-10 // columns)):
        tv.press("LEFT*9")
        for place in range(row * columns, min(row * columns + columns, 10)):
            assert tv.at == f"card:{names[place]}"
            page = home(tv)
            assert page.first_row <= row < page.first_row + page.rows
            before, at = tv.bumps, tv.at
            tv.press("RIGHT")
            if place == min(row * columns + columns, 10) - 1:
                assert tv.bumps == before + 1 and tv.at == at
        tv.press("LEFT*9 DOWN")
    assert tv.at == f"card:{names[(9 // columns) * columns]}"
    assert tv.press("DOWN").bumps > 0, "no notices: an edge"


def test_at_three_columns_today_stands_over_the_third() -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN, size=TextSize.XLARGE)
    assert tv.press("RIGHT DOWN").at == "card:jiaoyu"
    assert tv.press("UP").at == "today"
    assert tv.press("DOWN*2").at == "card:banshi"
    assert tv.press("DOWN DOWN").at == "card:wenhua", "a short last row takes what stands above its gap"


def test_at_the_largest_size_both_things_of_the_top_row_are_reached() -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN, size=TextSize.HUGE)
    assert home(tv).today is not None and tv.at == "hero"
    assert tv.press("RIGHT").at == "today"
    assert tv.press("DOWN").at == "card:dangke"
    assert tv.press("UP").at == "today" and tv.press("LEFT").at == "hero"


def test_a_changed_text_size_keeps_the_focus_and_shows_it() -> None:
    tv = Tv(catalogue(notices=(notice("好"),)))
    tv.press("DOWN DOWN RIGHT*2")
    at = tv.at
    for _ in range(4):
        tv.press("GREEN")
        page = home(tv)
        row = [card.id for card in page.cards].index(at) // page.columns
        assert tv.at == at and page.first_row <= row < page.first_row + page.rows
    tv.press("GREEN GREEN DOWN DOWN DOWN")
    assert tv.at == "ticker"
    tv.press("GREEN GREEN")
    assert tv.state.settings.text_size is TextSize.LARGE
    assert home(tv).first_row == 0, "two rows fit: none may be scrolled away"


def test_focus_on_home_is_where_it_was_after_a_section_a_digit_and_home() -> None:
    tv = Tv(catalogue(today=PLAN))
    tv.press("DOWN RIGHT OK")
    assert tv.press("BACK").at == "card:dangke"
    assert tv.press("7 BACK").at == "card:dangke"
    assert tv.press("9 OK ~1 HOME").at == "card:dangke"


def test_the_lesson_just_begun_does_not_draw_focus_away_from_today() -> None:
    tv = Tv(catalogue(today=PLAN)).press("OK ~6 BACK")
    assert home(tv).hero is not None and home(tv).hero.id == "hero" and tv.at == "today"
    by_digit = Tv(catalogue(today=PLAN)).press("7 OK ~6 BACK BACK")
    assert by_digit.at == "today"


def test_the_tool_for_the_text_size_opens_it_and_down_leads_back() -> None:
    tv = Tv(catalogue(today=PLAN))
    tv.press("UP RIGHT RIGHT OK")
    assert tv.where == "home/dialog:text-size"
    assert (tv.at, tv.focus) == ("size:2", "大")
    tv.press("RIGHT RIGHT")
    assert tv.state.settings.text_size is TextSize.HUGE and tv.took(ev.SaveSettings)
    assert tv.press("RIGHT").focus == "超大"
    assert tv.press("DOWN").where == "home" and tv.at == "tool:size"
    assert tv.press("OK LEFT OK").where == "home" and tv.state.settings.text_size is TextSize.XLARGE


# ---------------------------------------------------------------- 接着看, 今日课程


def test_the_lesson_begun_last_is_the_one_to_go_on_with() -> None:
    earlier = Record("a02", position_s=30, duration_s=100, at=NOW - timedelta(hours=2))
    tv = Tv(catalogue(), records={**BEGUN, "a02": earlier})
    assert tv.focus == "第d03课"
    tv.press("1 0 2 ~2 HOME")
    assert home(tv).hero is not None and home(tv).hero.title == "第a02课"


def test_a_finished_run_is_nothing_to_go_on_with() -> None:
    tv = Tv(catalogue(), records={"d03": Record("d03", position_s=0.0, duration_s=100, finished=True, at=NOW)})
    assert tv.at == "today"


def test_what_was_watched_to_the_end_leaves_room_for_the_one_before() -> None:
    earlier = Record("a02", position_s=30, duration_s=100, at=NOW - timedelta(hours=2))
    tv = Tv(catalogue(), records={**BEGUN, "a02": earlier})
    tv.press("OK").wait(70)
    assert tv.screen == "next"
    tv.press("RIGHT HOME")
    assert home(tv).hero is not None and home(tv).hero.title == "第a02课"


def test_a_lesson_that_left_the_catalogue_is_not_offered() -> None:
    tv = Tv(catalogue(today=PLAN), records=BEGUN)
    tv.reload(with_section(catalogue(today=PLAN), 1, column("d", (lesson("d01"),))))
    assert tv.at == "today"


def test_today_goes_by_date_then_weekday_then_every_day_then_the_first_unseen() -> None:
    plans = (
        today("a01"),
        today("a02", weekday=TODAY.isoweekday()),
        today("a03", date=TODAY),
        today("a04", date=TODAY + timedelta(1)),
        today("a05", weekday=TODAY.isoweekday() % 7 + 1),
        today("nobody", date=TODAY),
    )
    assert Tv(catalogue(today=plans)).focus == "第a03课"
    assert Tv(catalogue(today=plans[:2])).focus == "第a02课"
    assert Tv(catalogue(today=(plans[0], plans[3], plans[4]))).focus == "第a01课"
    assert Tv(catalogue(today=plans[3:])).focus == "第a01课", "nothing planned today: the first unseen lesson"
    seen = {"a01": Record("a01", finished=True, duration_s=100, watched_s=95, watched=((0, 95),), at=NOW)}
    assert Tv(catalogue(), records=seen).focus == "第a02课"


def test_at_midnight_the_plan_of_the_new_day_stands_there() -> None:
    tv = Tv(catalogue(today=(today("a01", date=TODAY), today("a02", date=TODAY + timedelta(1)))))
    assert tv.focus == "第a01课"
    tv.wait(10 * 3600)
    assert tv.focus == "第a02课"


def test_the_plan_says_when_and_where() -> None:
    card = home(Tv(catalogue(today=PLAN), records=BEGUN)).today
    assert card is not None and (card.kicker, card.line) == ("今日课程·下午 3:00", "二楼活动室见")


def test_the_hero_says_how_far_and_how_much_is_left() -> None:
    hero = home(Tv(catalogue(), records=BEGUN)).hero
    assert hero is not None
    assert (hero.kicker, hero.line, hero.share) == ("接着看·支部党课 03", "看到 40 秒，还剩 1 分钟", 0.4)


# ---------------------------------------------------------------- 新


def test_a_section_with_something_new_says_so_until_it_is_opened() -> None:
    made = with_section(catalogue(), 6, column("h", (lesson("h01", date=TODAY - timedelta(5)),)))
    tv = Tv(made, shelves={})
    new = {card.id for card in home(tv).cards if card.new}
    assert new == {"card:daode", "card:jiaoyu", "card:banshi"}, "articles in place are 新 until opened"
    tv.press("7 OK ~1 HOME")
    assert "card:daode" not in {card.id for card in home(tv).cards if card.new}


def test_an_old_or_future_lesson_is_not_new() -> None:
    old = (lesson("h01", date=TODAY - timedelta(61)), lesson("h02", date=TODAY + timedelta(1)), lesson("h03"))
    tv = Tv(with_section(catalogue(), 6, column("h", old)))
    assert "card:daode" not in {card.id for card in home(tv).cards if card.new}


# ---------------------------------------------------------------- the notice line


FOUR = (notice("一号通知。"), notice("二号通知。"), notice("三号通知。"))


def test_one_short_notice_stands_still() -> None:
    tv = Tv(catalogue(notices=FOUR[:1]))
    seen = {tv.page}
    for _ in range(10):
        tv.wait(5.9)
        seen.add(replace(home(tv), clock=home(tv).clock))
    assert {page.ticker for page in seen} == {home(tv).ticker}  # type: ignore[union-attr]


def test_notices_turn_every_eight_seconds_and_the_first_stands_its_time() -> None:
    tv = Tv(catalogue(notices=FOUR))

    def text() -> str:
        ticker = home(tv).ticker
        assert ticker is not None
        return ticker.text

    assert text() == "一号通知。"
    tv.wait(7.9)
    assert text() == "一号通知。"
    tv.wait(0.2)
    assert text() == "二号通知。"
    tv.wait(16)
    assert text() == "一号通知。"


@given(st.text(alphabet="街道，。；ab1 （）、", max_size=200), st.sampled_from(TextSize))
def test_a_notice_in_pieces_keeps_its_spaces(text: str, size: TextSize) -> None:
    said = " ".join(text.split())
    assert all(piece in said for piece in pieces(text, size))


def test_a_longer_notice_stands_longer() -> None:
    assert hold_s("短") == 8.0
    assert hold_s("字" * 40) == 10.0


def test_what_was_away_from_home_stands_its_full_time_on_return() -> None:
    tv = Tv(catalogue(notices=FOUR))
    tv.wait(4).press("2").wait(60).press("BACK")
    assert home(tv).ticker is not None and home(tv).ticker.text == "一号通知。"  # type: ignore[union-attr]
    assert tv.wait(7.5) and home(tv).ticker.text == "一号通知。"  # type: ignore[union-attr]


def test_down_opens_the_notice_and_stops_it_and_arrows_show_the_others() -> None:
    tv = Tv(catalogue(notices=FOUR))
    tv.press("DOWN DOWN RIGHT DOWN")
    assert tv.at == "ticker" and home(tv).ticker.open and tv.focus == "一号通知。"  # type: ignore[union-attr]
    tv.wait(60)
    assert tv.focus == "一号通知。"
    assert tv.press("RIGHT").focus == "二号通知。"
    assert tv.press("LEFT LEFT").focus == "三号通知。"
    tv.press("UP")
    assert tv.at == "card:daode" and not home(tv).ticker.open  # type: ignore[union-attr]
    assert tv.wait(7.5) and home(tv).ticker.text == "三号通知。"  # type: ignore[union-attr]


def test_back_closes_the_open_notice_before_it_asks_to_leave() -> None:
    tv = Tv(catalogue(notices=FOUR))
    tv.press("DOWN*3 BACK")
    assert tv.where == "home" and tv.at == "card:banshi"
    assert tv.press("BACK").where == "home/dialog:leave"


def test_notices_go_by_their_dates() -> None:
    made = catalogue(
        notices=(
            notice("过去的", until=TODAY - timedelta(1)),
            notice("今天为止", until=TODAY),
            notice("以后的", starts=TODAY + timedelta(1)),
            notice("今天起", starts=TODAY),
        )
    )
    tv = Tv(made)
    assert home(tv).ticker.count == 2 and home(tv).ticker.text == "今天为止"  # type: ignore[union-attr]
    tv.wait(10 * 3600)
    tv.press("UP DOWN*3")  # the first one lights the picture
    assert {tv.focus, tv.press("RIGHT").focus, tv.press("RIGHT").focus} == {"今天起", "以后的"}


def test_notices_of_the_feeds_join_while_they_hold() -> None:
    over = article("k2", "旧", kind="notice", expires=TODAY - timedelta(1))
    kept = shelf(NEWS, (article("k1", "停水通知", kind="notice", expires=TODAY), over))
    tv = Tv(catalogue(), shelves={**SHELVES, NEWS: kept})
    assert home(tv).ticker.whole == "停水通知" and home(tv).ticker.count == 1  # type: ignore[union-attr]
    tv.pulled(shelf(NEWS, ()))
    assert home(tv).ticker is None


def test_without_notices_there_is_no_line_and_down_is_an_edge() -> None:
    tv = Tv(catalogue())
    assert home(tv).ticker is None
    before = tv.press("DOWN*2").bumps
    assert tv.press("DOWN").bumps == before + 1


def test_a_new_fault_comes_first_and_an_open_notice_stays_under_the_reader() -> None:
    tv = Tv(catalogue(notices=FOUR))
    tv.press("DOWN*3 RIGHT")
    assert tv.focus == "二号通知。"
    tv.post(ev.StoreFailed("满了"))
    assert tv.focus == "二号通知。"
    tv.press("UP ~1")
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    assert home(tv).ticker.whole.startswith("网线没有插好")  # type: ignore[union-attr]


LONG = "明天中秋节，便民服务中心照常办事，上午八点半开门，下午五点关门。需要办老年优待证的居民，请带好身份证和一寸照片，到一楼三号窗口。"


@pytest.mark.parametrize("size", TextSize)
def test_a_long_notice_is_cut_into_few_whole_pieces_of_near_equal_length(size: TextSize) -> None:
    room, px = ticker_room(size)
    for text in (LONG, LONG * 3, "没有标点的一句话" * 12, "电话：0512-0000 1234、0512-0000 5678、0512-0000 9012、0512-0000 3456"):
        cut = pieces(text, size)
        widths = [width(piece, px, False) for piece in cut]
        assert "".join(cut).replace(" ", "") == text.replace(" ", "")
        assert max(widths) <= room + 1e-6
        assert len(cut) <= 2 * sum(widths) / room + 1, "split no more than needed"
        if len(cut) > 1 and "，" not in text:
            assert min(widths) > 0.3 * max(widths), (cut, "no tiny last piece")


def test_short_clauses_share_a_piece() -> None:
    assert pieces("好，来，坐，喝茶。", TextSize.LARGE) == ("好，来，坐，喝茶。",)
    assert pieces("", TextSize.LARGE) == ("",)


def test_pieces_end_at_punctuation_where_there_is_some() -> None:
    assert all(piece[-1] in "，。" for piece in pieces(LONG, TextSize.LARGE))


# ---------------------------------------------------------------- the kiosk


def kiosk() -> Tv:
    return Tv(catalogue(today=PLAN), kiosk=True)


def test_after_twelve_seconds_the_kiosk_says_what_will_happen_and_after_twenty_it_plays() -> None:
    tv = kiosk()
    tv.wait(11.9)
    assert home(tv).countdown == ""
    tv.wait(0.2)
    assert home(tv).countdown == "8 秒后放今日课程，按任意键不放"
    tv.wait(3)
    assert home(tv).countdown == "5 秒后放今日课程，按任意键不放"
    tv.wait(5)
    assert tv.where == "home/player:b02"


@pytest.mark.parametrize("key", ["OK", "DOWN", "BACK", "HOME", "5", "MENU", "VOLUME_UP", "GREEN", "INFO", "PLAY"])
def test_the_key_that_stops_the_countdown_does_nothing_else(key: str) -> None:
    tv = kiosk()
    at = tv.press("DOWN RIGHT").at
    tv.wait(15).press(key)
    assert (tv.where, tv.at) == ("home", at) and home(tv).countdown == ""
    assert tv.state.settings == Tv(catalogue()).state.settings
    tv.wait(11)
    assert tv.where == "home"


@pytest.mark.parametrize("key", ["OK", "DOWN", "BACK", "HOME", "5", "MENU", "VOLUME_UP", "LEFT", "STOP"])
def test_any_key_comes_back_from_what_began_by_itself_to_the_same_focus(key: str) -> None:
    tv = kiosk()
    at = tv.press("DOWN RIGHT").at
    tv.wait(25)
    assert tv.screen == "player"
    tv.press(key)
    assert (tv.where, tv.at) == ("home", at) and tv.player.phase == "idle"


def test_the_kiosk_goes_on_to_the_next_lesson_and_after_the_last_comes_home() -> None:
    tv = Tv(catalogue(today=(today("c01"),)), kiosk=True)
    for ident in ("c01", "c02"):
        tv.player.lengths[ident] = 5.0
    tv.wait(26)
    assert tv.where == "home/next:c01"
    assert tv.wait(16).where == "home/player:c02"
    tv.wait(6)
    assert tv.where == "home" and home(tv).countdown == ""
    assert tv.wait(20).screen == "player"


def test_the_next_page_of_a_lesson_that_began_by_itself_goes_home_at_any_key() -> None:
    tv = Tv(catalogue(today=(today("c01"),)), kiosk=True)
    tv.player.lengths["c01"] = 5.0
    tv.wait(27)
    assert tv.screen == "next"
    assert tv.press("OK").where == "home"


def test_a_lesson_that_fails_with_nobody_there_does_not_hold_the_kiosk() -> None:
    tv = kiosk()
    tv.player.refuses["b02"] = "unplayable"
    tv.wait(21)
    assert tv.screen == "error"
    tv.wait(21)
    assert tv.where == "home"


def test_a_question_or_an_open_notice_holds_the_kiosk_back() -> None:
    tv = kiosk()
    tv.press("UP RIGHT RIGHT OK").wait(60)
    assert tv.where == "home/dialog:text-size"
    assert tv.press("BACK").wait(60).screen == "player"


def test_at_home_nothing_plays_by_itself() -> None:
    assert Tv(catalogue(today=PLAN)).wait(120).where == "home"


# ---------------------------------------------------------------- 信息


def test_info_says_what_is_in_focus() -> None:
    tv = Tv(catalogue(today=PLAN))
    assert "第b02课" in tv.press("INFO").toast
    assert tv.press("DOWN INFO").toast == "基层党建：党建的课"
    assert tv.press("RIGHT INFO").toast == "支部党课"
    assert tv.wait(8.1).toast == ""
    assert tv.press("8 INFO").toast == "第j1条：示范街道办事处"
