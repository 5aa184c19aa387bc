"""Screen (e): a service guide as five answers. ▲▼ change the answer and the panel together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from tvapp.core import calendar, words
from tvapp.core.clock_view import clock
from tvapp.core.keys import Key
from tvapp.core.model import DIGITS, Article, Guide, TextSize
from tvapp.core.routes import GuideRoute
from tvapp.core.state import OpenBody, State
from tvapp.core.step import LOADING_S, Step, bump, stay, with_top
from tvapp.core.typeset import Role, Sheet, page_of
from tvapp.core.typeset_guide import PanelEntry, panel
from tvapp.core.views import Answer, GuideView, Header, Hint

STALE_DAYS = 180
ANSWERS = 5


def _line(role: Role, text: str) -> tuple[Role, str]:
    return role, text


def _entry(icon: str, label: str, *lines: tuple[Role, str], tick: bool = False) -> PanelEntry:
    return PanelEntry(icon=icon, label=label, lines=tuple(line for line in lines if line[1]), tick=tick)


def panels(guide: Guide, phone: str) -> tuple[tuple[PanelEntry, ...], ...]:
    """The five answers' entries. What the office has not filled in says so and names the telephone."""
    missing = words.not_filled(guide.phone or phone)
    where = _entry(
        "map-pin",
        "去哪儿",
        _line("value", guide.place or guide.address or missing),
        _line("small", "，".join(part for part in (guide.window, guide.bus) if part)),
        _line("small", guide.address if guide.place else ""),
    )
    when = _entry(
        "clock", "几点", *(_line("value", hour) for hour in (guide.hours or (missing,))), _line("small", guide.days)
    )
    whom = _entry("phone", "找谁", _line("phone", guide.phone or phone or missing), _line("small", guide.contact))
    bring = tuple(
        _entry("", "", _line("value", material.name), _line("small", material.note), tick=True)
        for material in guide.bring
    ) or (_entry("", "", _line("value", missing)),)
    steps = tuple(
        _entry(_numeral(number), "", _line("value", step)) for number, step in enumerate(guide.steps, 1)
    ) or (_entry("", "", _line("value", missing)),)
    if guide.visits is not None:
        steps = (*steps, _entry("map-trifold", "要跑几趟", _line("value", _visits(guide.visits))))
    cost = (
        _entry(
            "clock",
            "多久",
            _line("value", guide.time_promised or guide.time_legal or missing),
            _line("small", _at_longest(guide)),
        ),
        _entry("check-circle", "多少钱", _line("value", guide.fee or missing)),
    )
    basis = [
        _entry(
            "file-text", "依据", *(_line("small", line) for line in guide.basis or (missing,))
        ),
        _entry(
            "phone",
            "有意见找谁",
            _line("phone", guide.complaint_phone or "12345"),
            _line("small", guide.complaint),
        ),
    ]
    if guide.official:
        basis.append(_entry("info", "规范名称", *(_line("small", f"{name}：{value}") for name, value in guide.official)))
    basis.extend(_entry("chats-circle", question, _line("small", answer)) for question, answer in guide.faq)
    return (where, when, whom), bring, steps, cost, tuple(basis)


def _at_longest(guide: Guide) -> str:
    """The law's limit beside the promise; 无 and the like are no limit to speak of."""
    legal = guide.time_legal.strip()
    if not guide.time_promised or legal in ("", "无", "没有", "不限", guide.time_promised):
        return ""
    return f"最长不超过 {legal}"


def _numeral(number: int) -> str:
    """一 to 十 (steps are no keys, so they carry no digits), then plain figures."""
    return "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)


def _visits(visits: int) -> str:
    return "一趟也不用跑" if visits == 0 else f"跑 {visits} 趟就好"


def _short(guide: Guide) -> tuple[str, ...]:
    """The short answer that stands in gold on each of the five."""
    cost = " ".join(part for part in (guide.time_promised or guide.time_legal, guide.fee) if part)
    return (
        guide.window or guide.place,
        f"{len(guide.bring)} 样东西" if guide.bring else "",
        _visits(guide.visits) if guide.visits is not None else (f"分 {len(guide.steps)} 步" if guide.steps else ""),
        cost,
        f"有意见打 {guide.complaint_phone or '12345'}",
    )


@lru_cache(maxsize=32)
def _sheets(opened: OpenBody, phone: str, answer: int, size: TextSize) -> tuple[Sheet, ...]:
    guide = opened.body.guide if opened.body and opened.body.guide else Guide()
    return panel(panels(guide, phone)[answer], size)


def sheets(state: State, route: GuideRoute, answer: int) -> tuple[Sheet, ...]:
    opened = state.bodies.get(route.key)
    if opened is None:
        said = words.OPENING if state.mono - route.loading_since >= LOADING_S else ""
        return panel((_entry("", "", _line("value", said)),), state.settings.text_size)
    if opened.body is None or route.key not in state.index.entries:
        return panel((_entry("", "", _line("value", words.ARTICLE_GONE)),), state.settings.text_size)
    return _sheets(opened, state.catalogue.phone, answer, state.settings.text_size)


def on_key(state: State, route: GuideRoute, key: Key, repeat: bool, held_s: float) -> Step:
    pages = sheets(state, route, route.answer)
    shown = page_of(pages, route.anchor)
    if key in (Key.DOWN, Key.PAGE_DOWN):
        if shown + 1 < len(pages):  # more of this answer first: nothing is skipped by going down
            return stay(with_top(state, replace(route, anchor=pages[shown + 1].anchor)))
        if key is Key.DOWN and route.answer + 1 < ANSWERS:
            return stay(with_top(state, replace(route, answer=route.answer + 1, anchor=0)))
        return bump(state, 0.0, 4.0)
    if key in (Key.UP, Key.PAGE_UP):
        if shown > 0:
            return stay(with_top(state, replace(route, anchor=pages[shown - 1].anchor)))
        if key is Key.UP and route.answer > 0:
            return stay(with_top(state, replace(route, answer=route.answer - 1, anchor=0)))
        return bump(state, 0.0, -4.0)
    return bump(state, -4.0 if key is Key.LEFT else 4.0)


def view(state: State, route: GuideRoute) -> GuideView:
    entry = state.index.entries.get(route.key)
    article = entry.item if entry is not None and isinstance(entry.item, Article) else None
    opened = state.bodies.get(route.key)
    guide = opened.body.guide if opened is not None and opened.body is not None and opened.body.guide else Guide()
    pages = sheets(state, route, route.answer)
    shown = page_of(pages, route.anchor)
    today = state.now.date()
    sub, chip = "", ""
    if guide.verified is not None:
        sub = words.verified(calendar.day_words(guide.verified, today))
        if today - guide.verified > timedelta(STALE_DAYS):
            chip = words.ASK_FIRST
    if guide.ends is not None and guide.ends < today:
        chip = words.LAPSED
    shorts = _short(guide)
    more = len(pages) > 1
    return GuideView(
        header=Header(DIGITS[route.section], article.title if article else "", sub, clock(state), chip),
        answers=tuple(
            Answer(f"answer:{i}", words.GUIDE_NUMERALS[i], words.GUIDE_TITLES[i], shorts[i]) for i in range(ANSWERS)
        ),
        sheet=pages[shown],
        panel_page=shown + 1,
        panel_pages=len(pages),
        focus=f"answer:{route.answer}",
        hints=(
            Hint(("▲", "▼"), "往下看" if more else "换一张"),
            Hint(("返回",), f"回{state.catalogue.sections[route.section].title}"),
        ),
    )


def focus_words(state: State, route: GuideRoute) -> str:
    return words.GUIDE_TITLES[route.answer]
