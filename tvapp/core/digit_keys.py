"""The digits of the remote: a section at once, an item of a numbered list after a second digit or a moment, typing where one types."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import lists, nav, words
from tvapp.core.routes import PlayerRoute, SearchRoute, SectionRoute
from tvapp.core.screens import search, section
from tvapp.core.state import Digits, State
from tvapp.core.step import Step, stay, toast, with_top

DIGIT_WAIT_S = 1.5
DIGIT_PATIENCE_S = 10.0
"""During a lesson a digit waits this long for 确定, then it is forgotten."""


def on_digit(state: State, digit: str) -> Step:
    top = state.top
    if isinstance(top, SearchRoute) and state.dialog is None:
        return search.typed_digit(state, top, digit)
    if isinstance(top, PlayerRoute):  # also under a dialog: a stray press must not end the lesson
        return stay(replace(state, digits=Digits(digit, None, state.mono, state.mono + DIGIT_PATIENCE_S)))
    if state.dialog is not None or not isinstance(top, SectionRoute) or not section.numbered(state, top):
        return nav.open_section(state, nav.section_of_digit(digit))
    if state.digits is None:
        until = state.mono + DIGIT_WAIT_S
        return stay(replace(state, digits=Digits(digit, until, state.mono, until)))
    return act(replace(state, digits=None), state.digits.typed + digit)


def act(state: State, typed: str) -> Step:
    if len(typed) == 1:
        return nav.open_section(state, nav.section_of_digit(typed))
    top = state.top
    if not isinstance(top, SectionRoute):
        return stay(state)
    top = section.settled(state, top)
    entry = section.item_number(state, top, int(typed))
    if entry is None:
        listed = lists.entries(state, top.section, top.column)
        unit = lists.unit(state, top.section, top.column)
        return stay(toast(state, words.no_such_number(typed, len(listed), unit), "info"))
    listed = lists.entries(state, top.section, top.column)
    top = replace(top, zone="list", index=int(typed) - 1, key=listed[int(typed) - 1].key)
    return nav.open_entry(with_top(state, top), top.section, top.column, entry)
