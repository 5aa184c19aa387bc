"""The type sizes of the four text sizes, in design px. The numbers are those of tokens.json (a test compares them).

Only numbers: nothing here may know where a thing stands.
"""

from __future__ import annotations

from tvapp.core.model import TextSize
from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes in px of the 1920x1080 design space, one field a role (tokens.json, `type.sizes`)."""

    caption: float
    hint: float
    label: float
    reading: float
    button: float
    lesson_title: float
    list_title: float
    section_card: float
    panel_value: float
    subtitle: float
    question: float
    page_title: float
    phone_number: float
    clock_page: float
    clock_home: float
    digit_badge: float
    digit_echo: float
    reading_line: float
    """Height of a line of reading text: 1.54 em, less at 超大 so that four lines fit."""
    paragraph_gap: float
    floor: float
    """Nothing is ever set smaller than this, however long it is (40; 32 in 标准, which the viewer chose)."""
    small: float
    """Second lines in the guide's panel and beside buttons."""


SCALES: dict[TextSize, TypeScale] = {
    TextSize.STANDARD: TypeScale(
        caption=32, hint=32, label=40, reading=40, button=44, lesson_title=40, list_title=46, section_card=46,
        panel_value=46, subtitle=52, question=56, page_title=56, phone_number=64, clock_page=56, clock_home=88,
        digit_badge=38, digit_echo=160, reading_line=62, paragraph_gap=18, floor=32, small=36,
    ),
    TextSize.LARGE: TypeScale(
        caption=40, hint=40, label=48, reading=52, button=52, lesson_title=48, list_title=56, section_card=58,
        panel_value=56, subtitle=64, question=68, page_title=72, phone_number=80, clock_page=72, clock_home=104,
        digit_badge=46, digit_echo=200, reading_line=80, paragraph_gap=24, floor=40, small=44,
    ),
    TextSize.XLARGE: TypeScale(
        caption=56, hint=56, label=64, reading=72, button=72, lesson_title=66, list_title=76, section_card=80,
        panel_value=76, subtitle=84, question=88, page_title=96, phone_number=100, clock_page=92, clock_home=112,
        digit_badge=60, digit_echo=200, reading_line=111, paragraph_gap=33, floor=40, small=60,
    ),
    TextSize.HUGE: TypeScale(
        caption=80, hint=80, label=88, reading=104, button=104, lesson_title=96, list_title=112, section_card=112,
        panel_value=112, subtitle=112, question=112, page_title=112, phone_number=112, clock_page=112, clock_home=116,
        digit_badge=80, digit_echo=200, reading_line=157, paragraph_gap=36, floor=40, small=80,
    ),
}  # fmt: skip


def scale(size: TextSize) -> TypeScale:
    """The sizes of one text size."""
    return SCALES[size]
