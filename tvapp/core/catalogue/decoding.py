"""The bytes of a file as text, or the plain words for what it is instead: GBK, UTF-16, a Word file, a video …"""

from __future__ import annotations

import re

from tvapp.core.catalogue.places import place_of
from tvapp.core.catalogue.problem import Problem
from tvapp.core.catalogue.values import code_points
from tvapp.core.value import dataclass

# What YAML 1.1 §5.1 lets stand in a file, less the three foreign line ends (editors do not count them as lines).
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "Word、Excel、WPS 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "Word、Excel 或 WPS 文件"),
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"SQLite format 3", "数据库"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
    (b"\x1f\x8b", "压缩文件"),
    (b"\x1a\x45\xdf\xa3", "视频"),
    (b"RIFF", "视频或录音"),
    (b"ID3", "录音"),
    (b"{\\rtf", "写字板文件"),
)

_AS_UTF8 = "用记事本打开，另存为，编码选 UTF-8"
_AS_TEXT = "用记事本之类写纯文本的程序来写，编码选 UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is None when nothing can be done with the file; problems may stand beside a text too."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """The text of `data` (UTF-8, a leading byte order mark is taken off), with every character YAML forbids replaced
    by a blank, so that all else can still be looked at."""

    def whole(message: str, hint: str) -> Decoded:
        return Decoded(None, (Problem(file, 1, 1, "error", message, hint),))

    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        return whole("文件是空的", "从自带的 channels.yaml 抄一份来改")
    for sign, words in _SIGNS:
        if data.startswith(sign):
            return whole(f"这是{words}，不是文本文件", _AS_TEXT)
    if data[4:8] == b"ftyp":
        return whole("这是视频，不是文本文件", _AS_TEXT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_bare_utf16(data):
        return whole("文件不是 UTF-8，是 UTF-16（记事本里叫 Unicode）", _AS_UTF8)
    if b"\x00" in data:
        return whole("这不是文本文件（里面有二进制内容）", _AS_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        return _not_utf8(data, failure.start, file)
    if _UNPRINTABLE.search(text) is None:
        return Decoded(text)
    bad = list(_UNPRINTABLE.finditer(text))
    if len(bad) > 20 and len(bad) * 20 > len(text):
        return whole("这不是文本文件（里面有二进制内容）", _AS_TEXT)
    problems = []
    for match in bad[:200]:
        line, column = place_of(text, match.start())
        problems.append(
            Problem(
                file,
                line,
                column,
                "error",
                f"这里有看不见的控制字符 {code_points(match[0])}",
                "删去它，重新打这几个字",
            )
        )
    return Decoded(_UNPRINTABLE.sub(" ", text), tuple(problems))


def _is_bare_utf16(data: bytes) -> bool:
    """UTF-16 without a byte order mark: Latin letters and line ends have a zero on every other byte."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) * 4 > len(head) // 2 and min(even, odd) == 0 and len(head) >= 4


def _not_utf8(data: bytes, start: int, file: str) -> Decoded:
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if before.startswith(b"\xef\xbb\xbf") and line == 1:
        column -= 1
    if before.isascii():
        try:
            words = data.decode("gb18030")
        except UnicodeDecodeError:
            words = ""
        strange = len(_UNPRINTABLE.findall(words))
        if words and strange * 100 <= len(words):
            return Decoded(
                None, (Problem(file, 1, 1, "error", "文件不是 UTF-8，像是 GBK（记事本里叫 ANSI）", _AS_UTF8),)
            )
        controls = sum(1 for byte in data[:4000] if byte < 32 and byte not in b"\t\n\r")
        if controls * 50 > min(len(data), 4000):
            return Decoded(None, (Problem(file, 1, 1, "error", "这不是文本文件（里面有二进制内容）", _AS_TEXT),))
    return Decoded(
        None,
        (Problem(file, line, column, "error", "从这里起不是 UTF-8 编码", "删去这里的乱码重新打，" + _AS_UTF8),),
    )
