"""Screen (e): a service guide as five answers. ▲▼ change the answer and the panel together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from tvapp.core import calendar, favourites, geometry, qr, reading, words
from tvapp.core.clock_view import clock
from tvapp.core.keys import Key
from tvapp.core.lit import spans
from tvapp.core.model import DIGITS, Article, Guide, TextSize
from tvapp.core.routes import GuideRoute
from tvapp.core.sentences import Sentence
from tvapp.core.state import DialogState, OpenBody, State
from tvapp.core.step import LOADING_S, Step, bump, stay, with_top
from tvapp.core.typeset import Role, Sheet, page_of
from tvapp.core.typeset_guide import PanelEntry, panel
from tvapp.core.views import Answer, GuideView, Header, Hint

STALE_DAYS = 180
ANSWERS = 5
BRING = 1
"""带什么, of the five."""


def _line(role: Role, text: str) -> tuple[Role, str]:
    return role, text


def _entry(icon: str, label: str, *lines: tuple[Role, str], tick: bool = False) -> PanelEntry:
    return PanelEntry(icon=icon, label=label, lines=tuple(line for line in lines if line[1]), tick=tick)


def panels(guide: Guide, phone: str) -> tuple[tuple[PanelEntry, ...], ...]:
    """The five answers' entries. What the office has not filled in says so and names the telephone."""
    missing = words.not_filled(guide.phone or phone)
    where = _entry(
        "map-pin",
        words.WHERE,
        _line("value", guide.place or guide.address or missing),
        _line("small", "，".join(part for part in (guide.window, guide.bus) if part)),
        _line("small", guide.address if guide.place else ""),
    )
    when = _entry(
        "clock", words.WHEN, *(_line("value", hour) for hour in (guide.hours or (missing,))), _line("small", guide.days)
    )
    whom = _entry("phone", words.WHOM, _line("phone", guide.phone or phone or missing), _line("small", guide.contact))
    bring = tuple(
        _entry("", "", _line("value", material.name), _line("small", material.note), tick=True)
        for material in guide.bring
    ) or (_entry("", "", _line("value", missing)),)
    steps = tuple(
        _entry(_numeral(number), "", _line("value", step)) for number, step in enumerate(guide.steps, 1)
    ) or (_entry("", "", _line("value", missing)),)
    if guide.visits is not None:
        steps = (*steps, _entry("map-trifold", words.VISITS, _line("value", words.visits(guide.visits))))
    cost = (
        _entry(
            "clock",
            words.HOW_LONG,
            _line("value", guide.time_promised or guide.time_legal or missing),
            _line("small", _at_longest(guide)),
        ),
        _entry("check-circle", words.HOW_MUCH, _line("value", guide.fee or missing)),
    )
    basis = [
        _entry(
            "file-text", words.BASIS, *(_line("small", line) for line in guide.basis or (missing,))
        ),
        _entry(
            "phone",
            words.COMPLAINTS,
            _line("phone", guide.complaint_phone or "12345"),
            _line("small", guide.complaint),
        ),
    ]
    if guide.official:
        basis.append(_entry("info", words.OFFICIAL_NAMES, *(_line("small", words.fact(name, value)) for name, value in guide.official)))
    basis.extend(_entry("chats-circle", question, _line("small", answer)) for question, answer in guide.faq)
    return (where, when, whom), bring, steps, cost, tuple(basis)


def _at_longest(guide: Guide) -> str:
    """The law's limit beside the promise; 无 and the like are no limit to speak of."""
    legal = guide.time_legal.strip()
    if not guide.time_promised or legal in ("", *words.NO_LIMIT, guide.time_promised):
        return ""
    return words.at_longest(legal)


def _numeral(number: int) -> str:
    """一 to 十 (steps are no keys, so they carry no digits), then plain figures."""
    return words.NUMERALS[number - 1] if number <= 10 else str(number)


def _short(guide: Guide) -> tuple[str, ...]:
    """The short answer that stands in gold on each of the five."""
    cost = " ".join(part for part in (guide.time_promised or guide.time_legal, guide.fee) if part)
    return (
        guide.window or guide.place,
        words.things(len(guide.bring)) if guide.bring else "",
        words.visits(guide.visits) if guide.visits is not None else (words.in_steps(len(guide.steps)) if guide.steps else ""),
        cost,
        words.complain(guide.complaint_phone or "12345"),
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
    pages = _sheets(opened, state.catalogue.phone, answer, state.settings.text_size)
    if answer == BRING:
        narrow = _beside_code(opened, state.catalogue.phone, state.settings.text_size)
        if narrow:
            return narrow
    return pages


@lru_cache(maxsize=8)
def _beside_code(opened: OpenBody, phone: str, size: TextSize) -> tuple[Sheet, ...]:
    """The list of things to bring, beside a small code; nothing where both do not fit on one page."""
    width = geometry.panel_list_width(size)
    if not width or opened.body is None or opened.body.guide is None or not opened.body.guide.bring:
        return ()
    narrow = panel(panels(opened.body.guide, phone)[BRING], size, width)
    return narrow if len(narrow) == 1 else ()


def _code(state: State, route: GuideRoute) -> str:
    """What the small code says; nothing where none stands."""
    opened = state.bodies.get(route.key)
    entry = state.index.entries.get(route.key)
    if route.answer != BRING or opened is None or entry is None or not isinstance(entry.item, Article):
        return ""
    if not _beside_code(opened, state.catalogue.phone, state.settings.text_size):
        return ""
    guide = opened.body.guide if opened.body is not None else None
    return qr.take_along(entry.item, guide, state.catalogue.phone) if guide is not None else ""


@lru_cache(maxsize=16)
def _sentences(opened: OpenBody, phone: str, answer: int) -> tuple[Sentence, ...]:
    """The panel's texts as they are read: a label with what stands under it, a telephone twice."""
    guide = opened.body.guide if opened.body and opened.body.guide else Guide()
    found: list[Sentence] = []
    at = 0
    for entry in panels(guide, phone)[answer]:
        start, lead = at, ""
        if entry.label:
            lead, at = f"{entry.label}：", at + 1
        for role, text in entry.lines:
            if not text.strip():
                continue
            at += 1
            again = f"。{words.SAY_TWICE}，{text}" if role == "phone" else ""
            found.append(Sentence(start, at, f"{lead}{text}{again}"))
            start, lead = at, ""
    return tuple(found)


def readable(state: State, route: GuideRoute) -> reading.Readable | None:
    """What can be read aloud of the answer in focus; None while it is not there."""
    opened = state.bodies.get(route.key)
    if opened is None or opened.body is None or route.key not in state.index.entries:
        return None
    found = _sentences(opened, state.catalogue.phone, route.answer)
    pages = sheets(state, route, route.answer)
    shown = page_of(pages, route.anchor)
    here = [place for place, each in enumerate(found) if spans(pages[shown], each.start, each.stop)]
    first, last = (here[0], here[-1]) if here else (0, len(found) - 1)
    return reading.Readable(f"{route.key}\n{route.answer}", found, first, last)


def follow(state: State, route: GuideRoute) -> Step:
    """Turns to the page of the panel that holds what is being read."""
    text, now = readable(state, route), reading.now(state)
    if text is None or now is None or now.key != text.key or now.sentence >= len(text.sentences):
        return stay(state)
    said = text.sentences[now.sentence]
    pages = sheets(state, route, route.answer)
    if spans(pages[page_of(pages, route.anchor)], said.start, said.stop):
        return stay(state)
    for page in pages:
        if spans(page, said.start, said.stop):
            return stay(with_top(state, replace(route, anchor=page.anchor)))
    return stay(state)


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
    if key is Key.OK and state.voice.name:
        return reading.toggle(state, readable(state, route))
    if key is Key.RIGHT:
        return stay(replace(state, dialog=DialogState("phone")))
    return bump(state, -4.0)


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
    if not chip and favourites.is_one(state, route.key):
        chip = words.FAVOURITE_MARK
    shorts = _short(guide)
    more = len(pages) > 1
    code = _code(state, route)
    text = readable(state, route)
    on = text is not None and reading.now(state) is not None
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
            Hint(("▲", "▼"), words.GUIDE_DOWN if more else words.GUIDE_NEXT),
            *((Hint((words.OK_KEY,), words.READ_STOP if on else words.READ_TOOL),) if state.voice.name else ()),
            Hint(("▶",), words.PHONE_HINT),
            Hint((words.BACK_KEY,), words.back_to(state.catalogue.sections[route.section].title)),
        ),
        lit=reading.lit(state, text) if on else None,
        code=code,
        code_title=words.PHONE_LIST if code else "",
        code_line=words.PHONE_LARGER if code else "",
    )


def focus_words(state: State, route: GuideRoute) -> str:
    return words.GUIDE_TITLES[route.answer]
