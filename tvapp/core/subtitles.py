"""Subtitle files as cues: SRT and WebVTT text to (start, end, text). Bytes are decoded here too, files read elsewhere.

What is odd in a file is passed over, never an error: a lesson with half its subtitles is better than none. Must not: do
I/O, raise on any bytes, or hand on markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from tvapp.core.value import dataclass

MAX_BYTES = 5_000_000
MAX_CUES = 20_000
MAX_CHARACTERS = 500
"""Of one cue."""
MAX_LINES = 3
"""Shown at once."""
_MAX_SECONDS = 1e6
_OVERLAP = 64
"""How many cues before the present one are looked at for some that still stand."""


@dataclass(frozen=True, slots=True)
class Cue:
    start_s: float
    end_s: float
    text: str
    """One or more lines, separated by a line feed; no markup."""


_CLOCK = r"(?:(\d{1,4})\s*:\s*)?(\d{1,2})\s*:\s*(\d{1,2})(?:\s*[,.]\s*(\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?\Z")
_NEW_LINE = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Known tags only: "3 < 5" and "<未完>" are words. Times inside <> are WebVTT's karaoke marks.
_TAG = re.compile(r"</?(?:[bius]|em|strong|font|c|v|lang|ruby|rt)(?:[.\s][^<>]*)?/?>|<[\d:.]{5,20}>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^{}]{0,200}\}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def parse(data: bytes) -> tuple[Cue, ...]:
    """The cues of a file in UTF-8, UTF-16 or GB18030 (so GBK and GB2312 too), ordered by start. Never raises.

    Only the first MAX_BYTES are read, MAX_CUES kept, and MAX_CHARACTERS of each.
    """
    lines = _NEW_LINE.split(_decode(data[:MAX_BYTES]))
    web = lines[0].lstrip("\ufeff \t").startswith("WEBVTT")
    cues: list[Cue] = []
    at_line = 0
    while at_line < len(lines) and len(cues) < MAX_CUES:
        span = _span(lines[at_line])
        at_line += 1
        if span is None:
            continue
        begin = at_line
        while at_line < len(lines) and lines[at_line].strip() and _span(lines[at_line]) is None:
            at_line += 1
        body = lines[begin:at_line]
        if at_line < len(lines) and lines[at_line].strip() and body and body[-1].strip().isdigit():
            body = body[:-1]  # no blank line before the next cue: its number is not our text
        text = _plain(body, web)
        if text and span[1] > span[0]:
            cues.append(Cue(span[0], span[1], text))
    cues.sort(key=lambda cue: cue.start_s)
    return tuple(cues)


def at(cues: tuple[Cue, ...], position_s: float) -> str:
    """What stands on the screen at this moment: the newest MAX_LINES lines of all cues begun and not ended; or ""."""
    upto = bisect_right(cues, position_s, key=lambda cue: cue.start_s)
    lines: list[str] = []
    for cue in cues[max(0, upto - _OVERLAP) : upto]:
        if position_s < cue.end_s:
            lines += cue.text.split("\n")
    return "\n".join(lines[-MAX_LINES:])


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    # Without a mark UTF-16 shows by the zero bytes of its digits and line ends; no other text has any.
    head = data[:2000]
    if head.count(0) * 4 > len(head):
        return data.decode("utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # One broken letter does not make the file GBK; Chinese in GBK goes wrong at once and everywhere.
        lenient = data.decode("utf-8", "replace")
        wrong = lenient.count("\ufffd") - data.count("\ufffd".encode())
        chinese = sum(1 for letter in lenient if letter > "\u2e7f" and letter != "\ufffd")
        if error.start >= len(data) - 4 or wrong * 20 < chinese:
            return lenient
    return data.decode("gb18030", "replace")


def _span(line: str) -> tuple[float, float] | None:
    """Start and end of a timing line, seconds."""
    if len(line) > 300:
        return None
    match = _TIMING.match(line)
    if match is None:
        return None
    values = match.groups()
    start_s, end_s = _seconds(values[:4]), _seconds(values[4:])
    return (start_s, end_s) if end_s <= _MAX_SECONDS else None


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    milliseconds = int((fraction or "0").ljust(3, "0"))
    return (int(hours or 0) * 3600_000 + int(minutes or 0) * 60_000 + int(seconds or 0) * 1000 + milliseconds) / 1000


def _plain(body: list[str], web: bool) -> str:
    """The words alone, without empty lines."""
    text = "\n".join(body)[: MAX_CHARACTERS * 10]
    text = _TAG.sub("", _OVERRIDE.sub("", text)).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    if web:
        text = unescape(text)
    text = _CONTROL.sub("", text.replace("\t", " ").replace("\xa0", " "))
    lines = (" ".join(line.split()) for line in _NEW_LINE.split(text))
    return "\n".join(line for line in lines if line)[:MAX_CHARACTERS].rstrip()
