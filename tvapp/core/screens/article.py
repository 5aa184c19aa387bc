"""Screen (d): the reader. ▲▼ turn whole pages, ◀▶ walk the tools; the place is kept for each article."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tvapp.core import calendar, derived, lists, words
from tvapp.core.clock_view import clock
from tvapp.core.events import Effect, SaveRecord
from tvapp.core.keys import Key
from tvapp.core.model import Article, Record, TextSize
from tvapp.core.routes import ArticleRoute
from tvapp.core.state import OpenBody, State
from tvapp.core.step import LOADING_S, Step, bump, stay, with_top
from tvapp.core.typeset import Sheet
from tvapp.core.typeset_article import page_of, paginate
from tvapp.core.views import Button, ReaderView


@lru_cache(maxsize=8)
def sheets(opened: OpenBody, size: TextSize) -> tuple[Sheet, ...]:
    """The article's pages at this text size (typeset once; an OpenBody is compared by identity)."""
    assert opened.body is not None
    return paginate(opened.body.blocks, size)


def _pages(state: State, route: ArticleRoute) -> tuple[Sheet, ...]:
    opened = state.bodies.get(route.key)
    if opened is None or opened.body is None or route.key not in state.index.entries:
        return ()
    return sheets(opened, state.settings.text_size)


def on_key(state: State, route: ArticleRoute, key: Key, repeat: bool, held_s: float) -> Step:
    if key in (Key.DOWN, Key.PAGE_DOWN):
        return _turn(state, route, +1)
    if key in (Key.UP, Key.PAGE_UP):
        return _turn(state, route, -1)
    if key is Key.OK:
        return next_size(state)
    return bump(state, -4.0 if key is Key.LEFT else 4.0)


def _turn(state: State, route: ArticleRoute, step: int) -> Step:
    pages = _pages(state, route)
    page = page_of(pages, route.anchor) + step if pages else -1
    if not 0 <= page < len(pages):
        return bump(state, 0.0, 4.0 * step)
    route = replace(route, anchor=pages[page].anchor)
    state = with_top(state, route)
    record = state.records.get(route.key)
    if record is None:
        return stay(state)
    record = replace(record, page=route.anchor, at=state.now)
    return derived.remember(state, record), (SaveRecord(record),)


def next_size(state: State) -> Step:
    """字号: the next of the four, at once; the page that is being read stays the one that is shown."""
    from tvapp.core.events import SaveSettings

    size = TextSize(state.settings.text_size % 4 + 1)
    settings = replace(state.settings, text_size=size)
    effects: tuple[Effect, ...] = (SaveSettings(settings),)
    return replace(state, settings=settings), effects


def opened(state: State, key: str) -> Step:
    """The body is there: the article is no longer 新."""
    entry = state.index.entries.get(key)
    body = state.bodies.get(key)
    if entry is None or body is None or body.body is None or not isinstance(entry.item, Article):
        return stay(state)
    old = state.records.get(key)
    if old is not None and old.revision == entry.item.revision:
        record = replace(old, at=state.now)
    else:
        record = Record(item=key, revision=entry.item.revision, at=state.now)
    return derived.remember(state, record), (SaveRecord(record),)


def view(state: State, route: ArticleRoute) -> ReaderView:
    entry = state.index.entries.get(route.key)
    article = entry.item if entry is not None and isinstance(entry.item, Article) else None
    opened_body = state.bodies.get(route.key)
    pages = _pages(state, route)
    saying = ""
    if article is None or (opened_body is not None and opened_body.body is None):
        saying = words.ARTICLE_GONE
    elif opened_body is None:
        saying = words.OPENING if state.mono - route.loading_since >= LOADING_S else ""
    elif opened_body.body is not None and not opened_body.body.blocks:
        saying = words.TITLE_ONLY
    page = page_of(pages, route.anchor) if pages else 0
    return ReaderView(
        title=article.title if article else "",
        meta=_meta(state, route, article),
        clock=clock(state),
        sheet=pages[page] if pages and not saying else None,
        saying=saying,
        page=page + 1,
        pages=max(1, len(pages)),
        up_words="上一页",
        down_words="下一页",
        tools=(
            Button("tool:size", words.size_now(state.settings.text_size.label), "text-aa", words.TEXT_SIZE),
        ),
        focus="tool:size",
    )


def _meta(state: State, route: ArticleRoute, article: Article | None) -> str:
    """基层党建 04·示范街道·9月20日·文号."""
    section = state.catalogue.sections[route.section].title
    number = state.index.number(route.key)
    parts = [f"{section} {number:02d}" if 0 < number <= lists.NUMBERED else section]
    if article is not None:
        if article.issuer:
            parts.append(article.issuer)
        if article.published is not None:
            day = article.published.astimezone(calendar.CHINA).date()
            parts.append(calendar.day_words(day, state.now.date()))
        if article.doc_no:
            parts.append(article.doc_no)
        if article.expires is not None and article.expires < state.now.date():
            parts.append(words.LAPSED)
    return "·".join(parts)


def focus_words(state: State, route: ArticleRoute) -> str:
    return words.size_now(state.settings.text_size.label)
