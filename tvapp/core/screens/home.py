"""Screen (a): home. 接着看 and 今日课程, ten cards, the notice line."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import calendar, geometry, idle, lists, marks, nav, notices, playing, tools, words
from tvapp.core.clock_view import clock
from tvapp.core.index import Entry
from tvapp.core.keys import Key
from tvapp.core.model import DIGITS, Lesson
from tvapp.core.routes import ALL, HomeRoute
from tvapp.core.state import State, TickerState
from tvapp.core.step import Step, bump, stay, with_top
from tvapp.core.todays import todays
from tvapp.core.views import HeroCard, Hint, HomeView, SectionCard, Ticker, ToolCard

IDLE_WARN_S = 12.0
IDLE_PLAY_S = 20.0
HERO_SHARE = 0.66
"""接着看 takes so much of the width of its row: what stands further right is under 今日课程."""


# ---------------------------------------------------------------- what stands in the top row


def going_on(state: State) -> Entry | None:
    """The lesson that was begun last and is not over."""
    return state.index.entries.get(state.going_on)


def top_row(state: State) -> tuple[str, ...]:
    found = []
    if going_on(state) is not None:
        found.append("hero")
    if todays(state) is not None:
        found.append("today")
    return tuple(found)


def tool_row() -> tuple[str, ...]:
    """The tools: ▲ from the hero brings them, in its place."""
    return tuple(tool.id for tool in tools.TOOLS)


def _cards(state: State) -> tuple[str, ...]:
    return tuple(f"card:{section.id}" for section in state.catalogue.sections)


def focus_of(state: State, route: HomeRoute) -> str:
    """The thing in focus, wherever the route's own words lead nowhere any more."""
    row, cards = top_row(state), _cards(state)
    if route.focus in row or route.focus in cards or route.focus in tool_row():
        return route.focus
    if route.focus == "ticker" and notices.lines(state):
        return "ticker"
    return row[0] if row else cards[0]


# ---------------------------------------------------------------- keys


def entry_in_focus(state: State, route: HomeRoute) -> Entry | None:
    """The lesson in focus, if it is one."""
    focus = focus_of(state, route)
    if focus == "hero":
        return going_on(state)
    plan = todays(state) if focus == "today" else None
    return plan[0] if plan is not None else None


def on_key(state: State, route: HomeRoute, key: Key, repeat: bool, held_s: float) -> Step:
    focus = focus_of(state, route)
    if key is Key.OK or key is Key.PLAY:
        return _ok(state, focus)
    if focus == "ticker":
        return _ticker_key(state, route, key)
    cards = _cards(state)
    columns = geometry.home_columns(state.settings.text_size)
    if focus in tool_row():
        return _tool_key(state, route, key, focus, cards)
    if focus in cards:
        return _card_key(state, route, key, cards, cards.index(focus), columns)
    return _top_key(state, route, key, focus, cards, columns)


def _focus(state: State, route: HomeRoute, focus: str) -> State:
    before = focus_of(state, route)
    came_from = before if focus == "ticker" and before.startswith("card:") else route.opened_from
    route = replace(route, focus=focus, ticker_open=focus == "ticker", opened_from=came_from)
    return with_top(state, replace(route, first_row=_first_row(state, route)))


def _first_row(state: State, route: HomeRoute) -> int:
    """Scrolls by whole rows, as little as needed."""
    cards = _cards(state)
    size = state.settings.text_size
    columns, rows = geometry.home_columns(size), geometry.home_rows(size)
    focus = focus_of(state, route)
    if focus in ("hero", "today") or focus in tool_row():
        return 0
    # the notice line stands under the last row
    row = cards.index(focus) // columns if focus in cards else (len(cards) - 1) // columns
    last_first = max(0, -(-len(cards) // columns) - rows)
    return min(max(route.first_row, row - rows + 1, 0), row, last_first)


def _along(state: State, route: HomeRoute, key: Key, focus: str, row: tuple[str, ...]) -> Step:
    """◀▶ within one row; at its ends nothing moves."""
    to = row.index(focus) + (1 if key is Key.RIGHT else -1)
    if not 0 <= to < len(row):
        return bump(state, 4.0 if key is Key.RIGHT else -4.0)
    return stay(_focus(state, route, row[to]))


def _top_key(state: State, route: HomeRoute, key: Key, focus: str, cards: tuple[str, ...], columns: int) -> Step:
    row = top_row(state)
    if key in (Key.LEFT, Key.RIGHT):
        return _along(state, route, key, focus, row)
    if key is Key.UP:
        return _to_tools(state, route)
    if key in (Key.DOWN, Key.PAGE_DOWN):
        target = columns - 1 if focus == "today" and len(row) > 1 else 0
        return stay(_focus(state, route, cards[min(target, len(cards) - 1)]))
    return bump(state, 0.0, -4.0) if key is Key.PAGE_UP else bump(state)


def _to_tools(state: State, route: HomeRoute) -> Step:
    row = tool_row()
    return stay(_focus(state, route, row[0])) if row else bump(state, 0.0, -4.0)


def _tool_key(state: State, route: HomeRoute, key: Key, focus: str, cards: tuple[str, ...]) -> Step:
    if key in (Key.LEFT, Key.RIGHT):
        return _along(state, route, key, focus, tool_row())
    if key in (Key.DOWN, Key.PAGE_DOWN):
        return stay(_focus(state, route, (*top_row(state), *cards)[0]))
    return bump(state, 0.0, -4.0)


def _card_key(state: State, route: HomeRoute, key: Key, cards: tuple[str, ...], place: int, columns: int) -> Step:
    column = place % columns
    if key is Key.LEFT:
        return stay(_focus(state, route, cards[place - 1])) if column else bump(state, -4.0)
    if key is Key.RIGHT:
        inside = column < columns - 1 and place + 1 < len(cards)
        return stay(_focus(state, route, cards[place + 1])) if inside else bump(state, 4.0)
    if key in (Key.UP, Key.PAGE_UP):
        if place >= columns:
            return stay(_focus(state, route, cards[place - columns]))
        row = top_row(state)
        if not row:
            return _to_tools(state, route)
        aim = row[-1] if (column + 0.5) / columns > HERO_SHARE else row[0]
        return stay(_focus(state, route, aim))
    if key in (Key.DOWN, Key.PAGE_DOWN):
        if place + columns < len(cards):
            return stay(_focus(state, route, cards[place + columns]))
        if place // columns < (len(cards) - 1) // columns:
            return stay(_focus(state, route, cards[-1]))
        if notices.lines(state):
            return stay(_focus(state, route, "ticker"))
        return bump(state, 0.0, 4.0)
    return bump(state)


def _ticker_key(state: State, route: HomeRoute, key: Key) -> Step:
    count = len(notices.lines(state))
    if key in (Key.LEFT, Key.RIGHT):
        if count < 2:
            return bump(state, 4.0 if key is Key.RIGHT else -4.0)
        notice = (state.ticker.notice + (1 if key is Key.RIGHT else -1)) % count
        return stay(replace(state, ticker=TickerState(notice, 0, state.mono)))
    if key in (Key.UP, Key.PAGE_UP):
        cards = _cards(state)
        columns = geometry.home_columns(state.settings.text_size)
        closed = replace(state, ticker=replace(state.ticker, since=state.mono))
        last_row = cards[(len(cards) - 1) // columns * columns :]
        # a card of another row can only be meant when the text size was changed meanwhile
        back_to = route.opened_from if route.opened_from in last_row else last_row[0]
        return stay(_focus(closed, route, back_to))
    return bump(state, 0.0, 4.0)


def _ok(state: State, focus: str) -> Step:
    if focus == "hero":
        entry = going_on(state)
        return playing.open_lesson(state, entry.section, ALL, entry) if entry else bump(state)
    if focus == "today":
        found = todays(state)
        return playing.open_lesson(state, found[0].section, ALL, found[0]) if found else bump(state)
    if focus.startswith("card:"):
        place = next(i for i, section in enumerate(state.catalogue.sections) if f"card:{section.id}" == focus)
        return nav.open_section(state, place)
    return bump(state, 0.0, 4.0)


# ---------------------------------------------------------------- time


def ticker_now(state: State) -> TickerState:
    """The ticker brought up to the moment, inside what there is."""
    found = notices.lines(state)
    ticker = state.ticker
    if not found:
        return TickerState(since=state.mono) if ticker.notice or ticker.piece else ticker
    if ticker.notice >= len(found):
        ticker = TickerState(0, 0, state.mono)
    cut = notices.pieces(found[ticker.notice].text, state.settings.text_size)
    if ticker.piece >= len(cut):
        ticker = replace(ticker, piece=0)
    return ticker


def with_ticker(state: State, before: State) -> State:
    """The notice line after something changed: a new fault comes first, the notice being read stays, a return waits anew."""
    top = state.top
    if state is before or not isinstance(top, HomeRoute):
        return state
    if not isinstance(before.top, HomeRoute) or (before.dialog is not None and state.dialog is None):
        state = replace(state, ticker=replace(state.ticker, since=state.mono))
    if (
        state.index is before.index
        and state.link is before.link
        and state.faults is before.faults
        and state.feed_codes is before.feed_codes
    ):
        return state
    old, new = notices.lines(before), notices.lines(state)
    if old == new:
        return state
    reading = old[state.ticker.notice] if state.ticker.notice < len(old) else None
    stays = top.ticker_open or notices.standing(state) == notices.standing(before)
    if stays and reading in new:
        return replace(state, ticker=replace(state.ticker, notice=new.index(reading)))
    return replace(state, ticker=TickerState(since=state.mono))


def passing(state: State, route: HomeRoute) -> Step:
    ticker = ticker_now(state)
    found = notices.lines(state)
    if found and not route.ticker_open and state.dialog is None:
        cut = notices.pieces(found[ticker.notice].text, state.settings.text_size)
        turns = len(found) > 1 or len(cut) > 1
        if turns and state.mono >= ticker.since + notices.hold_s(cut[ticker.piece]):
            last = ticker.piece + 1 >= len(cut)
            ticker = TickerState(
                (ticker.notice + 1) % len(found) if last else ticker.notice, 0 if last else ticker.piece + 1, state.mono
            )
    if ticker is not state.ticker:
        state = replace(state, ticker=ticker)
    if counting_down(state, route) and route.focus in tool_row():
        state = _focus(state, route, top_row(state)[0])  # the hero says what is going to happen
    if _idle_plays(state, route) and state.mono >= state.last_key + IDLE_PLAY_S:
        plan = todays(state)
        if plan is not None:
            return playing.open_lesson(state, plan[0].section, ALL, plan[0], auto=True)
    return state, ()


def _idle_plays(state: State, route: HomeRoute) -> bool:
    return idle.plays(state) and state.dialog is None and not route.ticker_open and todays(state) is not None


def counting_down(state: State, route: HomeRoute) -> bool:
    """True while 「8 秒后自己播放」 stands: the key that stops it does nothing else."""
    return _idle_plays(state, route) and state.mono >= state.last_key + IDLE_WARN_S


def close_ticker(state: State, route: HomeRoute) -> Step:
    """返回 on the open notice: back to the cards."""
    return _ticker_key(state, route, Key.UP)


def wakes(state: State, route: HomeRoute) -> list[float]:
    found = notices.lines(state)
    due: list[float] = []
    if found and not route.ticker_open and state.dialog is None:
        ticker = ticker_now(state)
        cut = notices.pieces(found[ticker.notice].text, state.settings.text_size)
        if len(found) > 1 or len(cut) > 1:
            due.append(ticker.since + notices.hold_s(cut[ticker.piece]))
    if _idle_plays(state, route):
        still = state.mono - state.last_key
        if still < IDLE_WARN_S:
            due.append(state.last_key + IDLE_WARN_S)
        else:
            due.append(state.last_key + int(still) + 1.0)
    return due


# ---------------------------------------------------------------- view


def _hero(state: State, entry: Entry) -> HeroCard:
    lesson = entry.item
    assert isinstance(lesson, Lesson)
    record = state.records[entry.key]
    section = state.catalogue.sections[entry.section]
    number = state.index.number(entry.key)
    name = f"{section.title} {number:02d}" if 0 < number <= lists.NUMBERED else section.title
    length = marks.duration_s(lesson, record)
    seen = calendar.seen_words(record.position_s)
    left = calendar.left_words(length, record.position_s) if length > 0 else ""
    return HeroCard(
        id="hero",
        kicker=f"{words.CONTINUE}·{marks.series_place(state, entry) or name}",
        title=lesson.title,
        line=words.seen_and_left(seen, left) if left else words.seen_to(seen),
        share=marks.share(lesson, record),
        cover=marks.cover(entry, DIGITS[entry.section]),
    )


def _today(state: State, plan: tuple[Entry, str, str]) -> HeroCard:
    entry, at, place = plan
    lesson = entry.item
    assert isinstance(lesson, Lesson)
    length = marks.duration_s(lesson, state.records.get(entry.key))
    line = place or (calendar.length_words(length) if length > 0 else state.catalogue.sections[entry.section].title)
    return HeroCard(
        id="today",
        kicker=f"{words.TODAY}·{at}" if at else words.TODAY,
        title=lesson.title,
        line=line,
        cover=marks.cover(entry, DIGITS[entry.section]),
    )


def view(state: State, route: HomeRoute) -> HomeView:
    size = state.settings.text_size
    entry, plan = going_on(state), todays(state)
    hero = _hero(state, entry) if entry else None
    today = _today(state, plan) if plan else None
    found = notices.lines(state)
    ticker = None
    if found:
        now = ticker_now(state)
        line = found[now.notice]
        cut = notices.pieces(line.text, size)
        ticker = Ticker(
            tag=line.tag,
            text=cut[now.piece],
            whole=line.text,
            index=now.notice + 1,
            count=len(found),
            issuer=line.issuer,
            open=route.ticker_open,
        )
    countdown = ""
    if counting_down(state, route):
        countdown = words.plays_in(max(1, round(IDLE_PLAY_S - (state.mono - state.last_key))))
    first_row = _first_row(state, route)
    focus = focus_of(state, route)
    return HomeView(
        station=state.catalogue.station,
        community=state.catalogue.community,
        clock=clock(state),
        top_hint=_top_hint(state, focus),
        hero=hero or today,
        today=today if hero else None,
        cards=tuple(
            SectionCard(f"card:{section.id}", DIGITS[i], section.title, state.news[i])
            for i, section in enumerate(state.catalogue.sections)
        ),
        columns=geometry.home_columns(size),
        first_row=first_row,
        rows=geometry.home_rows(size),
        ticker=ticker,
        focus=focus,
        countdown=countdown,
        tools=tuple(ToolCard(tool.id, tool.icon, tool.title, tool.sub(state)) for tool in tools.TOOLS)
        if focus in tool_row()
        else (),
    )


def _top_hint(state: State, focus: str) -> Hint:
    row = tool_row()
    if focus in row:
        names = {"hero": words.CONTINUE, "today": words.TODAY}
        shown = top_row(state)
        return Hint(("▼",), words.back_to(names[shown[0]] if shown else words.SECTIONS))
    if not row:
        return Hint((), "")
    return Hint(("▲",), words.TOOLS_HINT if "tool:search" in row else words.TOOLS_HINT_PLAIN)


def focus_words(state: State, route: HomeRoute) -> str:
    focus = focus_of(state, route)
    if focus == "hero":
        entry = going_on(state)
        return entry.item.title if entry else ""
    if focus == "today":
        plan = todays(state)
        return plan[0].item.title if plan else ""
    if focus == "ticker":
        found = notices.lines(state)
        return found[ticker_now(state).notice].text if found else ""
    tool = tools.find(focus)
    if tool is not None:
        return tool.title
    return next(section.title for section in state.catalogue.sections if f"card:{section.id}" == focus)
