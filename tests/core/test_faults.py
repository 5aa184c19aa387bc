"""Standing faults in words on home: C1, D1, T1, N1–N4; how they begin and how they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.core.programme import NEWS, NOW, SHELVES, catalogue, notice
from tests.core.television import Tv
from tvapp.core import events as ev
from tvapp.core.model import LinkState, Memory, Settings, TextSize
from tvapp.core.views import HomeView


def ticker(tv: Tv) -> str:
    page = tv.page
    assert isinstance(page, HomeView)
    return page.ticker.whole if page.ticker is not None else ""


def told(tv: Tv) -> list[str]:
    return [effect.code for effect in tv.took(ev.TellNotice)]  # type: ignore[attr-defined]


def test_a_bad_catalogue_keeps_the_last_one_and_says_so_until_a_good_one_comes() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT")
    tv.post(ev.CatalogueRejected(3, "channels.yaml:3:1: 错误：…"))
    assert tv.focus == "第d02课" and told(tv) == ["C1"]
    assert ticker(tv.press("HOME")) == "目录有错，新改的还没用上，请工作人员检查目录文件。"
    tv.post(ev.CatalogueRejected(2, "channels.yaml:9:1: 错误：…"))
    assert told(tv) == []
    tv.reload(catalogue())
    assert ticker(tv) == ""
    tv.post(ev.CatalogueRejected(1, ""))
    assert told(tv) == ["C1"]


def test_a_full_disk_is_said_and_the_lesson_goes_on() -> None:
    tv = Tv(catalogue())
    tv.press("2 OK ~2")
    tv.post(ev.StoreFailed("No space left on device"))
    assert told(tv) == ["D1"]
    assert tv.wait(2).player.phase == "playing"
    assert ticker(tv.press("HOME")).startswith("东西存不下来了")
    tv.post(ev.StoreFailed(""))
    assert ticker(tv) == ""


def test_a_clock_that_cannot_be_right_is_said_to_be_wrong() -> None:
    tv = Tv(catalogue(), now=NOW.replace(year=2000))
    page = tv.page
    assert isinstance(page, HomeView) and page.clock.wrong and page.clock.date == "时间没对准"
    assert ticker(tv).startswith("时间没对准")
    tv.start = NOW
    tv.post(ev.Ticked())
    page = tv.page
    assert isinstance(page, HomeView) and not page.clock.wrong and page.clock.date == "9月24日 星期四"
    assert ticker(tv) == ""


def test_the_clock_may_jump_back_without_anything_stopping() -> None:
    tv = Tv(catalogue(notices=(notice("一"), notice("二"))))
    tv.press("2 OK ~3")
    tv.skew = timedelta(days=-400)
    tv.wait(3)
    assert tv.player.phase == "playing" and tv.record("d01").watched_s >= 5
    assert tv.press("HOME").wait(100).where == "home"


def test_when_no_feed_can_be_reached_the_line_begins_with_it() -> None:
    tv = Tv(catalogue(notices=(notice("一"),)))
    for kept in SHELVES.values():
        tv.pulled(kept, "failed", "N3")
    assert ticker(tv) == "网络断了，先看存好的，网络好了会自己接上。"
    tv.pulled(SHELVES[NEWS])
    assert ticker(tv) == "一"


def test_one_odd_feed_among_many_is_no_news_for_home() -> None:
    tv = Tv(catalogue())
    tv.pulled(SHELVES[NEWS], "failed", "N4")
    assert ticker(tv) == ""


def test_the_cable_comes_before_everything_else() -> None:
    tv = Tv(catalogue(notices=(notice("一"),)))
    tv.post(ev.StoreFailed("满了"))
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    assert told(tv) == ["D1", "N1"] and ticker(tv).startswith("网线没有插好")
    tv.press("DOWN*3")
    assert tv.press("RIGHT").focus.startswith("东西存不下来了")
    assert tv.press("RIGHT").focus == "一"


def test_a_programme_without_feeds_never_speaks_of_the_network() -> None:
    made = catalogue()
    plain = tuple(replace(s, columns=tuple(c for c in s.columns if not c.feed)) for s in made.sections)
    tv = Tv(replace(made, sections=plain), shelves={})
    tv.post(ev.LinkChanged(LinkState.NO_CABLE))
    assert ticker(tv) == ""


def test_a_start_that_is_read_later_keeps_the_page() -> None:
    tv = Tv(catalogue())
    tv.press("2 RIGHT")
    tv.post(ev.Started(Memory(shelves=SHELVES, settings=Settings(text_size=TextSize.XLARGE))))
    assert tv.where == "home/section:dangke" and tv.focus == "第d02课"
