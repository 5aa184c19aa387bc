"""One thing of a list as a card or a row: what is said of it. Pure, by item, record and day."""

from __future__ import annotations

from tvapp.core import calendar, geometry, lists, marks, words
from tvapp.core.index import Entry
from tvapp.core.model import DIGITS, Article, Lesson, TextSize
from tvapp.core.state import State
from tvapp.core.views import ArticleRow, LessonCard


def card(state: State, entry: Entry, number: str) -> LessonCard:
    """A lesson, or an article among lessons."""
    item, record = entry.item, state.records.get(entry.key)
    kind, said, length = "", "", ""
    share = None
    if isinstance(item, Lesson):
        seconds = marks.duration_s(item, record)
        length = calendar.length_words(seconds) if seconds > 0 else ""
        share = marks.share(item, record)
    else:
        length = words.ARTICLE
    if isinstance(item, Lesson) and record is not None and record.finished:
        kind, said = "done", words.DONE
    elif entry.key in state.missing:
        kind, said = "missing", words.MISSING
    elif share is not None and record is not None:
        kind, said = "part", words.seen_to(calendar.at_words(record.position_s))
    elif marks.is_new(entry, record, state.now.date()):
        kind, said = "new", words.NEW
    return LessonCard(
        id=f"item:{entry.key}",
        number=number,
        title=item.title,
        length=length,
        state=kind,  # type: ignore[arg-type]
        state_words=said,
        share=share if kind == "part" else None,
        cover=marks.cover(entry, DIGITS[entry.section]),
        favourite=words.FAVOURITE_MARK if _favourite(state, entry) else "",
    )


def row(state: State, entry: Entry, number: str, sub: str = "") -> ArticleRow:
    """An article, or a lesson among articles. `sub` stands in place of date and issuer."""
    item, today = entry.item, state.now.date()
    record = state.records.get(entry.key)
    if isinstance(item, Article):
        said, chip = marks.issuer_line(item, today), marks.article_chip(item, today)
    else:
        length = marks.duration_s(item, record)
        said = "·".join(part for part in (item.speaker, calendar.length_words(length) if length > 0 else "") if part)
        chip = words.DONE if record is not None and record.finished else ""
        if not chip and sub and record is not None and marks.share(item, record) is not None:
            chip = words.seen_to(calendar.at_words(record.position_s))
    if _favourite(state, entry):
        chip = f"{chip}·{words.FAVOURITE_MARK}" if chip else words.FAVOURITE_MARK
    return ArticleRow(
        id=f"item:{entry.key}",
        number=number,
        title=item.title,
        sub=sub or said or state.catalogue.sections[entry.section].title,
        new=marks.is_new(entry, record, today),
        chip=chip,
    )


def whole_title(cell: LessonCard | ArticleRow, size: TextSize) -> str:
    """The title of the thing in focus where its card or row cannot show all of it; else nothing."""
    if isinstance(cell, LessonCard):
        cut = geometry.lesson_title(cell.title, size)[1]
    else:
        cut = geometry.article_title(cell.title, size, geometry.article_room(size, cell.new, cell.chip))[2]
    return cell.title if cut else ""


def _favourite(state: State, entry: Entry) -> bool:
    record = state.records.get(entry.key)
    return record is not None and record.favourite_at is not None


def place(state: State, entry: Entry) -> str:
    """支部党课 03: where it is to be found."""
    number = state.index.number(entry.key)
    title = state.catalogue.sections[entry.section].title
    return f"{title} {number:02d}" if 0 < number <= lists.NUMBERED else title
