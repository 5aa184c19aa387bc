"""The bytes of a feed -> text -> XML that a parser can read whole. What is wrong with it is mended here or refused.

Must not: build elements, fetch anything, or believe a publisher's DTD.
"""

from __future__ import annotations

import codecs
import html.entities
import re

from tvapp.core.feed_text import clean


class NotAFeed(Exception):
    """The answer is not a feed. `why` says in Chinese, for the viewer's screen and the clerk, what it is instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


OWN_DTD = "文章源开头写了自己的文档类型（DTD，<!DOCTYPE … [ … ]> 那一段），为安全起见不读；请提供的人去掉这一段"
A_PAGE = "服务器给的是一个网页，不是文章源（多半是上网登录页，或者地址写错了）"

MAX_BYTES = 5_000_000
"""Of a decoded answer; the caller cuts off earlier, this is for callers that do not."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDENED = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "cp936", "x-gbk", "gb18030", "gb2312-80", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("utf8", "utf-8", "unicode-1-1-utf-8"), "utf-8"),
}
"""gb2312 is nearly always GBK in truth (朱镕基), and a labelled Latin-1 is Windows-1252, as browsers read it."""
_OTHERS = re.compile(
    r"(?:utf-?16(?:-?[lb]e)?|iso-?8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr))\Z"
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';,]{1,40})""", re.IGNORECASE)


def decode(data: bytes, content_type: str) -> str:
    """The text of an answer. Order: byte order mark, HTTP charset, declared encoding, UTF-8, GB18030.

    An encoding that does not fit the bytes is passed over; when none fits, the first that was named is used and what
    it cannot read becomes U+FFFD. Raises NotAFeed only for too many bytes.
    """
    if len(data) > MAX_BYTES:
        raise NotAFeed(f"内容太大，超过 {MAX_BYTES // 1_000_000} MB")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    named = [*_names(_HTTP_CHARSET.search(content_type or "")), *_wide(data)]
    declared = _DECLARED.match(data[:400])
    if declared:
        named += _name(declared.group(1).decode("ascii"))
    for name in [*named, "utf-8", "gb18030"]:
        try:
            return data.decode(name)
        except UnicodeError:
            continue
    likely = [*named, "utf-8", "gb18030"]
    return min((data.decode(name, "replace") for name in dict.fromkeys(likely)), key=lambda text: text.count("\ufffd"))


def _names(match: re.Match[str] | None) -> list[str]:
    return _name(match.group(1)) if match else []


def _name(label: str) -> list[str]:
    """The codec of a label, or nothing: Python knows codecs (zip, punycode …) that are no character encodings."""
    label = label.strip().lower()
    if label in _WIDENED:
        return [_WIDENED[label]]
    if not _OTHERS.match(label):
        return []
    try:
        return [codecs.lookup(label).name]
    except LookupError:
        return []


def _wide(data: bytes) -> list[str]:
    """UTF-16 without a mark shows by its zero bytes."""
    if data[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0", b'{\0"\0', b"{\0\n\0"):
        return ["utf-16-le"]
    if data[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f", b'\0{\0"', b"\0{\0\n"):
        return ["utf-16-be"]
    return []


# ---------------------------------------------------------------- XML that can be parsed

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]*\?>", re.IGNORECASE)
_AMPERSAND = re.compile(
    r"&(?:#(?P<dec>[0-9]{1,8});|#[xX](?P<hex>[0-9a-fA-F]{1,7});|(?P<name>[A-Za-z][A-Za-z0-9]{0,31});)?"
)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:rss|rdf:RDF|feed)\b[^<>\[\]]*>", re.IGNORECASE)
_HTML_START = re.compile(
    r"\A\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--[^<>]*-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE
)

_CROWDED_TAG = re.compile(r"""<[^\s<>"'=/]++(?:\s*+[^\s=<>"']++\s*+=\s*+(?:"[^"]{0,300}"|'[^']{0,300}')){200}""")
"""libxml2 compares every attribute of a tag with every other: 200,000 of them (2 MB) take five minutes."""


def looks_like_page(text: str) -> bool:
    """True for a web page (the login page of a network, an error page of a server)."""
    return bool(_HTML_START.match(text[:5000]))


def mend_xml(text: str) -> str:
    """XML without declaration, DTD, comments, control characters, stray ampersands and entities XML does not know.

    What stands in CDATA stays as it is. One pass, linear. Raises NotAFeed for a DTD that defines something: entities
    are how a small file becomes a large one, and how a file of ours would be read.
    """
    text = _DECLARATION.sub("", clean(text), count=1).lstrip()
    if _CROWDED_TAG.search(text):
        raise NotAFeed("内容写坏了：一个标签里有上百个属性")
    out: list[str] = []
    at = 0
    while True:
        sign = text.find("<!", at)
        if sign < 0:
            out.append(_mend_references(text[at:]))
            return "".join(out)
        out.append(_mend_references(text[at:sign]))
        if text.startswith("<![CDATA[", sign):
            end = text.find("]]>", sign)
            out.append(text[sign : end + 3] if end >= 0 else text[sign:] + "]]>")
            at = end + 3 if end >= 0 else len(text)
        elif text.startswith("<!--", sign):
            end = text.find("-->", sign)
            at = end + 3 if end >= 0 else len(text)
        else:
            doctype = _PLAIN_DOCTYPE.match(text, sign)
            if doctype:  # RSS 0.91 asks for one; it defines nothing by itself
                at = doctype.end()
            elif re.match(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b", text[sign : sign + 12], re.IGNORECASE):
                if re.match(r"<!DOCTYPE\s+html\b", text[sign : sign + 40], re.IGNORECASE):
                    raise NotAFeed(A_PAGE)
                raise NotAFeed(OWN_DTD)
            else:
                out.append("&lt;!")
                at = sign + 2


def _mend_references(text: str) -> str:
    return _AMPERSAND.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    name = match["name"]
    if name in _XML_NAMES:
        return match.group()
    if name:
        known = html.entities.html5.get(name + ";")
        return _escaped(known) if known else "&amp;" + match.group()[1:]
    if match["dec"] or match["hex"]:
        code = int(match["dec"] or match["hex"], 10 if match["dec"] else 16)
        return _escaped(clean(chr(code))) if 0 < code < 0x110000 else ""
    return "&amp;"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
