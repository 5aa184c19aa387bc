"""Web addresses of the catalogue: which are taken, why the others are not, and how a feed's path meets its base."""

from __future__ import annotations

import re

_HTTP = re.compile(
    r"https?://(?:[^\x00-\x20\x7f/?#@\\]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^\x00-\x20\x7f\s/?#:@\\\[\]]+)(?::([0-9]{1,5}))?"
    r"(?:[/?#][^\x00-\x20\x7f\s\\]*)?\Z",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANK = re.compile(r"[\s\x00-\x20\x7f]")

MAX_LENGTH = 2048
"""Characters; longer ones are refused by many servers too."""


def fault_of(address: str) -> tuple[str, str]:
    """(what is wrong, how to mend it) of a whole http(s) address; two empty texts when it is good."""
    match = _HTTP.match(address)
    if match is not None and len(address) <= MAX_LENGTH and (match[1] is None or 0 < int(match[1]) < 65536):
        return "", ""
    if len(address) > MAX_LENGTH:
        return f"网址太长（{len(address)} 个字）", f"网址最多 {MAX_LENGTH} 个字"
    if _BLANK.search(address):
        return f"网址「{address}」里有空格", "去掉空格；网址里真有空格的，写成 %20"
    if "\\" in address:
        return f"网址「{address}」里有反斜杠", "网址里的斜杠都写成 /"
    scheme = _SCHEME.match(address)
    if scheme is not None and scheme[1].lower() not in ("http", "https"):
        return f"放不了 {scheme[1]}: 开头的地址", "只能用 http:// 或 https:// 开头的网址"
    if scheme is None or not address[len(scheme[0]) :].startswith("//"):
        return f"「{address}」不是网址", "网址要以 http:// 或 https:// 开头，冒号和斜杠用英文的"
    if match is not None:
        return f"网址「{address}」的端口不对", "端口写 1 到 65535 的数"
    return f"网址「{address}」不完整", "例如 https://www.example.gov.cn/dangke/01.mp4"


def is_whole(address: str) -> bool:
    """Whether a feed is given by a whole address (anything with a scheme) and not by a path under feeds.base."""
    return "://" in address or _SCHEME.match(address) is not None


def joined(base: str, path: str) -> str:
    """`path` under `base`, with exactly one slash between them."""
    return base.rstrip("/") + "/" + path.lstrip("/")
