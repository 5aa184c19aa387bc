"""A small programme for scenario tests: ten sections with everything a list can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from tvapp.core.blocks import Heading, Paragraph
from tvapp.core.calendar import CHINA
from tvapp.core.model import (
    Article,
    ArticleBody,
    Catalogue,
    Column,
    FeedShelf,
    Guide,
    Item,
    Lesson,
    Material,
    Notice,
    Section,
    Source,
    TodayLesson,
)

NOW = datetime(2026, 9, 24, 14, 36, 0, tzinfo=CHINA)
TODAY = NOW.date()
NAMES = (
    ("dangjian", "基层党建"), ("dangke", "支部党课"), ("jiaoyu", "党员教育"), ("fengcai", "党员风采"), ("zhengwu", "政务公开"),
    ("banshi", "办事指南"), ("daode", "道德讲堂"), ("zhaopin", "招聘信息"), ("minsheng", "民生服务"), ("wenhua", "文化科普"),
)  # fmt: skip
NEWS = "http://office.test/news.json"
POLICY = "http://office.test/policy.json"
JOBS = "http://office.test/jobs.json"
FEEDS = (NEWS, POLICY, JOBS)


def lesson(ident: str, title: str = "", **more: object) -> Lesson:
    """A lesson of 100 s in a file; `url=` makes it one from the network."""
    url = more.pop("url", None)
    source = Source(url=str(url)) if url else Source(file=f"{ident}.mp4")
    made = Lesson(ident, title or f"第{ident}课", source, duration_s=100.0)
    return replace(made, **more)  # type: ignore[arg-type]


def lessons(prefix: str, count: int) -> tuple[Lesson, ...]:
    return tuple(lesson(f"{prefix}{n:02d}") for n in range(1, count + 1))


def article(ident: str, title: str = "", days: int = 1, **more: object) -> Article:
    """An article published `days` ago."""
    made = Article(
        ident, title or f"第{ident}条", issuer="示范街道办事处", published=NOW - timedelta(days=days), revision="1"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def articles(prefix: str, count: int) -> tuple[Article, ...]:
    return tuple(article(f"{prefix}{n:02d}", days=n) for n in range(1, count + 1))


def shelf(feed: str, items: Iterable[Article], fetched: datetime | None = NOW) -> FeedShelf:
    return FeedShelf(feed, tuple(items), "示范街道", fetched)


SHELVES = {
    NEWS: shelf(NEWS, articles("n", 12)),
    POLICY: shelf(POLICY, articles("p", 3)),
    JOBS: shelf(JOBS, (article("j1", kind="job", expires=TODAY + timedelta(3)), article("j2", kind="job", expires=TODAY))),
}


def section(place: int, *columns: Column, **more: str) -> Section:
    return Section(NAMES[place][0], NAMES[place][1], columns, **more)


def column(ident: str, items: Iterable[Item] = (), feed: str | None = None) -> Column:
    return Column(ident, f"栏目{ident}", tuple(items), feed)


def catalogue(**changes: object) -> Catalogue:
    """1: 17 lessons in 3 columns; 2: 8 lessons in one; 3: lessons and articles; 4: no column at all; 5: two feeds;
    6: guides; 7: one lesson; 8: a feed; 9: 120 lessons; 0: one empty column."""
    made = Catalogue(
        station="示范街道",
        community="和乐社区",
        phone="0512-0000 1234",
        feeds_base="http://office.test/",
        sections=(
            section(0, column("a", lessons("a", 8)), column("b", lessons("b", 7)), column("c", lessons("c", 2)), intro="党建的课"),
            section(1, column("d", lessons("d", 8))),
            section(2, column("e", (*articles("x", 2), *lessons("e", 2))), column("f", (*lessons("f", 3), article("y1")))),
            section(3),
            section(4, column("news", feed=NEWS), column("policy", feed=POLICY)),
            section(5, column("guides", (article("g1", "办老年优待证", kind="guide", text="#"), article("g2", kind="guide", text="#")))),
            section(6, column("h", lessons("h", 1))),
            section(7, column("jobs", feed=JOBS)),
            section(8, column("m", lessons("m", 120))),
            section(9, column("z")),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def with_section(made: Catalogue, place: int, *columns: Column) -> Catalogue:
    sections = list(made.sections)
    sections[place] = replace(sections[place], columns=columns)
    return replace(made, sections=tuple(sections))


def long_body(paragraphs: int = 40) -> ArticleBody:
    text = "小区的路灯修好了，晚上散步的人多了起来，大家都说亮堂。" * 3
    return ArticleBody((Heading("一、修灯", 2), *(Paragraph(f"{n}、{text}") for n in range(1, paragraphs + 1))))


def guide_body(**changes: object) -> ArticleBody:
    made = Guide(
        place="一楼 3 号窗口",
        hours=("上午 8:30 到 11:30", "下午 1:30 到 5:00"),
        phone="0512-0000 8888",
        bring=(Material("身份证"), Material("照片", "一寸")),
        steps=tuple(f"第 {n} 步，把材料交给窗口的工作人员，再等一会儿，听到叫号就去，不用着急，慢慢来就好。" for n in range(1, 13)),
        time_promised="当天办好",
        fee="不要钱",
        basis=("《优待证办法》",),
        verified=TODAY - timedelta(days=10),
    )
    return ArticleBody((), replace(made, **changes))  # type: ignore[arg-type]


def notice(text: str, starts: date | None = None, until: date | None = None) -> Notice:
    return Notice(text, "示范街道办事处", starts, until)


def today(ident: str, **more: object) -> TodayLesson:
    return replace(TodayLesson(ident), **more)  # type: ignore[arg-type]
