"""What other YAML programs would make of an unquoted word. We take it as written; the editor is told to quote it.

YAML 1.1 (yaml.org/type) reads 12:30 as 750, 0123 as 83, `no` as false and 2026-07-01 as a date. A test holds these
patterns against the library's own resolver.
"""

from __future__ import annotations

import re

_STARTS = frozenset("0123456789+-.yYnNtTfFoO~=<")

_BOOLEAN = re.compile(r"(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\Z")
_TRUE = frozenset({"yes", "true", "on"})
_BINARY = re.compile(r"[-+]?0b[01_]+\Z")
_HEX = re.compile(r"[-+]?0x[0-9a-fA-F_]+\Z")
_OCTAL = re.compile(r"[-+]?0[0-7_]+\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)\Z")
_SIXTIES = re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+\Z")
_FLOAT = re.compile(
    r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?"
    r"|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?\Z"
)


def misread(text: str) -> str:
    """How YAML 1.1 would read the unquoted `text`, in words; empty when it would be read as the text it is."""
    if not text or text[0] not in _STARTS:
        return ""
    if _BOOLEAN.match(text):
        return "「是」" if text.lower() in _TRUE else "「否」"
    if _DECIMAL.match(text):
        return "数字"
    if _SIXTIES.match(text):
        return f"数字 {_sixties(text)}"
    if _OCTAL.match(text) and text.strip("+-_"):
        digits = text.replace("_", "").replace("+", "")
        return f"数字 {int(digits, 8)}"
    if _BINARY.match(text) or _HEX.match(text) or _FLOAT.match(text):
        return "数字"
    if _DATE.match(text) or _MOMENT.match(text):
        return "日期"
    if text in ("=", "<<"):
        return "记号"
    return ""


def _sixties(text: str) -> int:
    """12:30 counted in sixties: 750."""
    total = 0
    for part in text.replace("_", "").lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return -total if text.startswith("-") else total
