"""What is said of the thing in focus on each page: its name, its state, and what 确定 does if that is not plain.

Words only: no “按钮”, no icon, no place in a row. Nothing is decided here; core/speaking says when.
"""

from __future__ import annotations

from collections.abc import Iterable

from tvapp.core import calendar, lists, marks, notices, words
from tvapp.core.index import Entry
from tvapp.core.model import DIGITS, Article, Lesson
from tvapp.core.routes import (
    ArticleRoute,
    BoardRoute,
    ErrorRoute,
    GuideRoute,
    HomeRoute,
    NextRoute,
    PlayerRoute,
    SearchRoute,
    SectionRoute,
)
from tvapp.core.screens import article, board, dialog, guide, home, next_lesson, player, search, section
from tvapp.core.show import focus_words, page_view
from tvapp.core.state import State
from tvapp.core.todays import todays

AHEAD = 24
"""Phrases of one page that are rendered ahead."""


def page_of(state: State) -> str:
    """What kind of page, and of what: changes when one comes to another page."""
    top = state.top
    thing = "" if isinstance(top, SectionRoute) else getattr(top, "key", "")
    asked = state.dialog.name if state.dialog is not None else ""
    return f"{type(top).__name__}/{getattr(top, 'section', '')}/{thing}/{asked}"


def kind_of(state: State) -> str:
    return state.dialog.name if state.dialog is not None else type(state.top).__name__


def focus(state: State, *, entered: bool, everything: bool) -> str | None:
    """The words for the thing in focus; with `entered` those of the page before them. None: the page is not there yet."""
    if state.dialog is not None:
        shown = dialog.view(state, state.dialog)
        return _joined((*((shown.title, shown.text) if entered else ()), focus_words(state)))
    match state.top:
        case HomeRoute() as route:
            return _home(state, home.focus_of(state, route), everything)
        case SectionRoute() as route:
            return _section(state, section.settled(state, route), entered)
        case ArticleRoute() as route:
            return _article(state, route, entered, everything)
        case GuideRoute() as route:
            return _guide(state, route, entered)
        case PlayerRoute() as route:
            return _joined((words.PAUSED_SAID if entered else "", focus_words(state))) if route.osd == "buttons" else ""
        case NextRoute() as route:
            return _next(state, route, entered)
        case ErrorRoute() as route:
            fault = words.FAULTS[route.code]
            lead = (fault.text, fault.act, words.code_said(route.code)) if entered else ()
            return _joined((*lead, focus_words(state)))
        case SearchRoute() as route:
            return search.said(state, route)
        case BoardRoute() as route:
            told = board.said(state, route)
            # the door on the home page, this page and its first tab have one name: 看过的 is said once
            named = words.HISTORY in told or state.speaking.last == words.HISTORY
            return _joined((words.HISTORY if entered and not named else "", *told))
    return focus_words(state)


def ahead(state: State, *, everything: bool) -> tuple[str, ...]:
    """What may have to be said next on this page."""
    if state.dialog is not None:
        return tuple(button.words for button in dialog.buttons(state, state.dialog))
    top = state.top
    found: Iterable[str] = ()
    if isinstance(top, HomeRoute):
        cards = [f"card:{each.id}" for each in state.catalogue.sections]
        found = (_home(state, name, everything) for name in (*home.top_row(state), *cards))
    elif isinstance(top, SectionRoute):
        route = section.settled(state, top)
        listed = lists.entries(state, route.section, route.column)
        grid = lists.grid(state, route)
        first = route.index // grid.per_page * grid.per_page
        places = range(first, min(first + grid.per_page + grid.columns, len(listed)))
        tabs = [_tab(state, route, tab, title) for tab, title in lists.tabs(state, route.section)]
        found = (*(_thing(state, listed[place], place) for place in places), *tabs)
    elif isinstance(top, GuideRoute):
        found = (_answer(state, top, answer) for answer in range(guide.ANSWERS))
    elif isinstance(top, PlayerRoute):
        found = (button.words for button in player.buttons(state, top))
    elif isinstance(top, ArticleRoute):
        found = (button.words for button in article.tools(state, top))
    elif isinstance(top, SearchRoute):
        found = search.ahead(state, top)
    return tuple(dict.fromkeys(text for text in found if text))[:AHEAD]


def hints(state: State) -> str:
    """The hint bar in words: 上下键，换一栏；返回键，回首页. None over a dialog: those are the keys of the page behind it."""
    if state.dialog is not None:
        return ""
    view = page_view(state)
    said = []
    for hint in getattr(view, "hints", ()):
        keys = "".join(words.ARROWS_SAID.get(key, key) for key in hint.keys)
        said.append(words.key_does(keys.removesuffix(words.KEY_ENDING), hint.words))
    return "；".join(said)


# ---------------------------------------------------------------- page by page


def _joined(parts: Iterable[str]) -> str:
    return "，".join(part.strip("，。") for part in parts if part)


def _home(state: State, name: str, everything: bool) -> str:
    if name == "hero":
        entry = home.going_on(state)
        if entry is None or not isinstance(entry.item, Lesson):
            return ""
        record = state.records.get(entry.key)
        length = marks.duration_s(entry.item, record)
        at = record.position_s if record is not None else 0.0
        left = words.left(calendar.left_words(length, at)) if length > at else ""
        return _joined((words.CONTINUE, entry.item.title, left))
    if name == "today":
        plan = todays(state)
        return _joined((words.TODAY, plan[1], plan[0].item.title, plan[2])) if plan is not None else ""
    if name == "ticker":
        found = notices.lines(state)
        if not found:
            return ""
        line = found[home.ticker_now(state).notice]
        return _joined((line.tag, line.text))
    for place, each in enumerate(state.catalogue.sections):
        if f"card:{each.id}" == name:
            new = ""
            if state.news[place]:
                kind = lists.kind_of(state, place, lists.default_column(state, place))
                new = words.HAS_NEW_LESSONS if kind == "cards" else words.HAS_NEW
            return _joined((each.title, new, words.digit_too(DIGITS[place]) if everything else ""))
    return focus_words(state)


def _tab(state: State, route: SectionRoute, tab: str, title: str) -> str:
    count = len(lists.entries(state, route.section, tab))
    return _joined((title, words.count(count, lists.unit(state, route.section, tab))))


def _section(state: State, route: SectionRoute, entered: bool) -> str:
    title = state.catalogue.sections[route.section].title if entered else ""
    name = section.focus_of(state, route)
    if name.startswith("rail:"):
        shown = dict(lists.tabs(state, route.section)).get(route.column, words.ALL)
        return _joined((title, _tab(state, route, route.column, shown)))
    listed = lists.entries(state, route.section, route.column)
    if listed:
        return _joined((title, _thing(state, listed[route.index], route.index)))
    empty = section.view(state, route).empty
    return _joined((title, *((empty.title, empty.line) if empty is not None else ()), focus_words(state)))


def _thing(state: State, entry: Entry, place: int) -> str:
    """第 3 课，水乡里的支部课堂，18 分钟，看到 12 分钟; 第 1 条，新，窗口办公安排，9月23日，街道办事处."""
    item, record, today = entry.item, state.records.get(entry.key), state.now.date()
    new = words.NEW if marks.is_new(entry, record, today) else ""
    if isinstance(item, Article):
        number = words.number_said(place + 1, words.UNIT_ITEM) if place < lists.NUMBERED else ""
        line = marks.issuer_line(item, today).replace("·", "，")
        return _joined((number, new, item.title, line, marks.article_chip(item, today)))
    number = words.number_said(place + 1, words.UNIT_LESSON) if place < lists.NUMBERED else ""
    length = marks.duration_s(item, record)
    if record is not None and record.finished:
        state_words = words.DONE
    elif entry.key in state.missing:
        state_words = words.MISSING
    elif record is not None and marks.share(item, record) is not None:
        state_words = words.seen_to(calendar.seen_words(record.position_s))
    else:
        state_words = new
    return _joined((number, item.title, calendar.length_words(length) if length > 0 else "", state_words))


def _article(state: State, route: ArticleRoute, entered: bool, everything: bool) -> str | None:
    view = article.view(state, route)
    if not entered:
        return focus_words(state)
    if view.sheet is None:
        if view.saying == words.OPENING:
            return None
        return _joined((view.title, view.saying))
    entry = state.index.entries.get(route.key)
    issuer = entry.item.issuer if entry is not None and isinstance(entry.item, Article) else ""
    if not everything:
        return _joined((view.title, focus_words(state)))
    reads = words.PRESS_READS if view.focus == "tool:read" else focus_words(state)
    return _joined((view.title, issuer, words.pages_said(view.pages), reads))


def _answer(state: State, route: GuideRoute, answer: int) -> str:
    shown = guide.view(state, route).answers[answer]
    return _joined((shown.numeral, f"{shown.title}。{shown.short}" if shown.short else shown.title))


def _guide(state: State, route: GuideRoute, entered: bool) -> str | None:
    opened = state.bodies.get(route.key)
    if opened is None:
        return None
    said = _answer(state, route, route.answer)
    entry = state.index.entries.get(route.key)
    return _joined((entry.item.title, said)) if entered and entry is not None else said


def _next(state: State, route: NextRoute, entered: bool) -> str:
    if not entered:
        return focus_words(state)
    view = next_lesson.view(state, route)
    if not view.lesson:
        return _joined((view.title, view.say, focus_words(state)))
    clock = f"{view.seconds} {view.say}" if view.seconds is not None else view.say
    return _joined((words.NEXT_LESSON, view.lesson, clock, view.say_small))
