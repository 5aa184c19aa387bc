"""Words from outside made harmless and plain: titles, names, single fields.

Must not: parse documents (that is the adapters' business) or raise, whatever it is given.
"""

from __future__ import annotations

import html
import re

TITLE_MAX = 300
"""Characters; a longer title is cut with an ellipsis."""

FIELD_MAX = 2000
"""Characters of any other single field."""

_CONTROLS = {
    **dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]),
    **dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),  # would turn the reading direction
    0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n",
}  # fmt: skip
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CJK = "\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAP_IN_CHINESE = re.compile(rf"(?<=[{_CJK}])[^\S\n\u3000]*\n\s*(?=[{_CJK}])")
_BLANKS = re.compile(r"\s+")

_INLINE_TAGS = (
    "a|abbr|acronym|address|b|big|br|center|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|label|li|mark|nobr|o:p|ol"
    "|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|var|wbr|script|style"
)
_TAG = re.compile(rf"</?(?:{_INLINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]*-->")


def clean(text: str) -> str:
    """No control, direction or invisible characters, no lone surrogates; line ends as one newline each."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_clean(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))


def _clean(piece: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", piece.translate(_CONTROLS))


_PIECE = 50_000
"""Five million characters at once would keep every other thread, the window's too, from running for 0.1 s."""


def one_line(text: str, limit: int = FIELD_MAX) -> str:
    """`text` on one line, blanks collapsed; a line end between two Chinese characters leaves nothing behind."""
    text = clean(text[: limit * 20])
    text = _BLANKS.sub(" ", _WRAP_IN_CHINESE.sub("", text)).strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain_title(text: str, *, markup: bool) -> str:
    """A title as plain text. `markup`: known HTML tags are dropped and entities resolved; else every character counts.

    Only tags that HTML really has are dropped, so that 《a < b》 and 〈党建〉 written as <党建> stay whole.
    """
    if markup:
        text = _COMMENT.sub("", _UNSEEN.sub("", text[: TITLE_MAX * 20]))
        text = html.unescape(_TAG.sub("", text))
    return one_line(text, TITLE_MAX)


def as_text(value: object, limit: int = FIELD_MAX) -> str:
    """A field of unknown type as one line: text and numbers count, everything else is empty."""
    if isinstance(value, str):
        return one_line(value, limit)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    if isinstance(value, float) and abs(value) < 1e15:
        return f"{value:g}"
    return ""


def http_address(value: object) -> str:
    """An http(s) address without blanks, or empty."""
    if not isinstance(value, str):
        return ""
    value = clean(value).strip()
    if len(value) > 2000 or not re.match(r"https?://[^\s/?#]", value, re.IGNORECASE) or re.search(r"\s", value):
        return ""
    return value
