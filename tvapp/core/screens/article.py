"""Screen (d): the reader. ▲▼ turn whole pages, ◀▶ walk the tools; the place is kept for each article."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tvapp.core import calendar, derived, favourites, lists, reading, words
from tvapp.core.clock_view import clock
from tvapp.core.events import Effect, SaveRecord
from tvapp.core.keys import Key
from tvapp.core.model import Article, Record, TextSize
from tvapp.core.routes import ArticleRoute
from tvapp.core.sentences import Sentence, at_or_after, sentences
from tvapp.core.state import DialogState, OpenBody, State
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


@lru_cache(maxsize=8)
def _sentences(opened: OpenBody) -> tuple[Sentence, ...]:
    return sentences(opened.body.blocks) if opened.body is not None else ()


def readable(state: State, route: ArticleRoute) -> reading.Readable | None:
    """What can be read aloud here; None while it is not there."""
    opened, pages = state.bodies.get(route.key), _pages(state, route)
    if opened is None or not pages:
        return None
    found = _sentences(opened)
    page = page_of(pages, route.anchor)
    first = at_or_after(found, pages[page].anchor)
    last = at_or_after(found, pages[page + 1].anchor) - 1 if page + 1 < len(pages) else len(found) - 1
    return reading.Readable(route.key, found, first, max(first, last))


def follow(state: State, route: ArticleRoute) -> Step:
    """Turns to the page of the sentence that is being read."""
    text, now = readable(state, route), reading.now(state)
    if text is None or now is None or now.key != text.key or now.sentence >= len(text.sentences):
        return stay(state)
    pages = _pages(state, route)
    page = page_of(pages, text.sentences[now.sentence].start)
    return stay(state) if page == page_of(pages, route.anchor) else _show(state, route, pages[page].anchor)


def turns(state: State, route: ArticleRoute, length_s: float) -> tuple[tuple[float, int], ...]:
    """When to turn the page within the sentence that begins to be read now, by the share of it that stands on each page."""
    text, now = readable(state, route), reading.now(state)
    if text is None or now is None or now.key != text.key or now.sentence >= len(text.sentences):
        return ()
    said = text.sentences[now.sentence]
    anchors = [page.anchor for page in _pages(state, route) if said.start < page.anchor < said.stop]
    return tuple((state.mono + length_s * (anchor - said.start) / (said.stop - said.start), anchor) for anchor in anchors)


def turn(state: State, route: ArticleRoute) -> Step:
    """The pages whose moment has come."""
    now = reading.now(state)
    if now is None or not now.turns or state.mono < now.turns[0][0]:
        return stay(state)
    anchor = now.turns[0][1]
    state = replace(state, speaking=replace(state.speaking, reading=replace(now, turns=now.turns[1:])))
    return _show(state, route, anchor)


def _sentence_step(state: State, route: ArticleRoute, key: Key, text: reading.Readable) -> Step:
    """While reading ▲▼ go one sentence on or back, the page keys a page."""
    now = reading.now(state)
    assert now is not None
    if key in (Key.DOWN, Key.UP):
        to = now.sentence + (1 if key is Key.DOWN else -1)
    else:
        to = text.last + 1 if key is Key.PAGE_DOWN else text.first - 1
        if key is Key.PAGE_UP and to >= 0:
            pages = _pages(state, route)
            to = at_or_after(text.sentences, pages[page_of(pages, text.sentences[to].start)].anchor)
    if not 0 <= to < len(text.sentences):
        return bump(state, 0.0, 4.0 if key in (Key.DOWN, Key.PAGE_DOWN) else -4.0)
    state, effects = reading.at(state, text, to)
    state, more = follow(state, route)
    return state, (*effects, *more)


def on_key(state: State, route: ArticleRoute, key: Key, repeat: bool, held_s: float) -> Step:
    text = readable(state, route) if reading.now(state) is not None else None
    if text is not None and key in (Key.DOWN, Key.UP, Key.PAGE_DOWN, Key.PAGE_UP):
        return _sentence_step(state, route, key, text)
    if key in (Key.DOWN, Key.PAGE_DOWN):
        return _turn(state, route, +1)
    if key in (Key.UP, Key.PAGE_UP):
        return _turn(state, route, -1)
    shown = [tool.id for tool in tools(state, route)]
    place = shown.index(focus_of(state, route))
    if key is Key.OK:
        return _use(state, route, shown[place])
    if key in (Key.LEFT, Key.RIGHT):
        to = place + (1 if key is Key.RIGHT else -1)
        if 0 <= to < len(shown):
            return stay(with_top(state, replace(route, tool=shown[to])))
        return bump(state, 4.0 if key is Key.RIGHT else -4.0)
    return bump(state)


def tools(state: State, route: ArticleRoute) -> tuple[Button, ...]:
    """The row under the text, from the left. Where there is no voice, nothing offers to read."""
    on, kept = reading.now(state) is not None, favourites.is_one(state, route.key)
    read = Button("tool:read", words.READ_TOOL, "speaker-high", words.READ_SHORT)
    if on:
        read = Button("tool:read", words.READ_STOP, "pause", words.READ_STOP_SHORT)
    pace = state.settings.speech_rate
    rate = words.rate_now(words.RATE_NAMES.get(pace, ""))
    return (
        *((read, Button("tool:rate", rate, "gauge", words.RATES_SHORT.get(pace, words.READ_RATE))) if state.voice.name else ()),
        Button("tool:size", words.size_now(state.settings.text_size.label), "text-aa", words.TEXT_SIZE),
        Button("tool:keep", words.KEPT if kept else words.KEEP, "star", words.KEPT if kept else words.KEEP),
        Button("tool:phone", words.PHONE, "qr-code", words.PHONE_SHORT),
    )


def focus_of(state: State, route: ArticleRoute) -> str:
    """The tool in focus, wherever the route's own words lead nowhere any more."""
    shown = [tool.id for tool in tools(state, route)]
    return route.tool if route.tool in shown else shown[0]


def _use(state: State, route: ArticleRoute, tool: str) -> Step:
    if tool == "tool:read":
        return reading.toggle(state, readable(state, route))
    if tool == "tool:rate":
        return reading.change_rate(state, readable(state, route))
    if tool == "tool:keep":
        return favourites.toggle(state, route.key)
    if tool == "tool:phone":
        return stay(replace(state, dialog=DialogState("phone")))
    return next_size(state)


def _turn(state: State, route: ArticleRoute, step: int) -> Step:
    pages = _pages(state, route)
    page = page_of(pages, route.anchor) + step if pages else -1
    if not 0 <= page < len(pages):
        return bump(state, 0.0, 4.0 * step)
    return _show(state, route, pages[page].anchor)


def _show(state: State, route: ArticleRoute, anchor: int) -> Step:
    """The page that begins there; the place is kept."""
    route = replace(route, anchor=anchor)
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
        kept = old.favourite_at if old is not None else None
        record = Record(item=key, revision=entry.item.revision, at=state.now, favourite_at=kept)
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
    now = reading.now(state)
    text = readable(state, route) if now is not None and now.key == route.key else None
    on = text is not None
    return ReaderView(
        title=article.title if article else "",
        meta=_meta(state, route, article),
        clock=clock(state),
        sheet=pages[page] if pages and not saying else None,
        saying=saying,
        page=page + 1,
        pages=max(1, len(pages)),
        up_words=words.READ_AGAIN_AT if on else words.PAGE_UP,
        down_words=words.READ_ON_AT if on else words.PAGE_DOWN,
        up=page > 0 if text is None or now is None else now.sentence > 0,
        down=page + 1 < len(pages) if text is None or now is None else now.sentence + 1 < len(text.sentences),
        lit=reading.lit(state, text),
        tools=tools(state, route),
        focus=focus_of(state, route),
    )


def _meta(state: State, route: ArticleRoute, article: Article | None) -> str:
    """基层党建 04·示范街道·9月20日·文号."""
    section = state.catalogue.sections[route.section].title
    number = lists.number(state, route.section, route.column, route.key)
    parts = [f"{section} {number}" if number else section]
    if article is not None:
        if article.issuer:
            parts.append(article.issuer)
        if article.published is not None:
            day = article.published.astimezone(calendar.CHINA).date()
            parts.append(calendar.day_words(day, state.now.date()))
        if article.doc_no and reading.now(state) is None:
            parts.append(article.doc_no)
        if article.expires is not None and article.expires < state.now.date():
            parts.append(words.LAPSED)
    if reading.now(state) is not None:
        parts.append(words.READING_NOW)
    return "·".join(parts)


def focus_words(state: State, route: ArticleRoute) -> str:
    focus = focus_of(state, route)
    return next(tool.words for tool in tools(state, route) if tool.id == focus)
