"""RSS 0.90 to 2.0, RSS 1.0/RDF, Atom 0.3 and 1.0 -> a FeedPage, under every namespace they were published in.

An element is known by its namespace and name together: media:title is not title. The XML is mended first
(feed_bytes), parsed in recovery, and an entry that cannot be used is left out.
Must not: fetch, resolve entities, or decide what the shelf keeps.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tvapp.adapters.feed_bytes import A_PAGE, NotAFeed, mend_xml
from tvapp.adapters.html_blocks import address, html_to_blocks, text_to_blocks
from tvapp.core.blocks import Block
from tvapp.core.feed import FeedEntry, FeedPage
from tvapp.core.feed_dates import moment
from tvapp.core.feed_text import http_address, one_line, plain_title
from tvapp.core.feed_wire import ID_MAX, settle
from tvapp.core.model import Article, ArticleBody
from tvapp.core.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_ENTRIES = 2000
"""Read of one document; the newest 500 of them and of what is known are kept (core/feed)."""

XML = "http://www.w3.org/XML/1998/namespace"

_OWN = frozenset((
    "", "http://my.netscape.com/rdf/simple/0.9", "http://channel.netscape.com/rdf/simple/0.9",
    "http://purl.org/rss/1.0", "http://purl.org/net/rss1.1", "http://purl.org/rss/1.0/modules/rss091",
    "http://backend.userland.com/rss", "http://backend.userland.com/rss091", "http://backend.userland.com/rss092",
    "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss", "http://cyber.law.harvard.edu/rss/rss.html", "http://www.rssboard.org/rss-specification",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://www.w3.org/2005/atom", "http://purl.org/atom/ns", "http://purl.org/atom",
))  # fmt: skip
"""Namespaces in which the words of RSS and Atom themselves were published; a document's own root adds its own."""

_MODULES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/rss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
_MODULE_PREFIXES = frozenset(_MODULES.values())


def parse_xml_feed(text: str, url: str) -> FeedPage:
    """Read a document. `url` is where it came from: the last resort for relative addresses. Raises NotAFeed."""
    root = _root(mend_xml(text))
    name = _local(root)
    if name == "feed":
        dialect: _Dialect = _Atom(root, url)
    elif name in ("rss", "rdf", "channel"):
        dialect = _Rss(root, url)
    elif name in ("html", "head", "body"):
        raise NotAFeed(A_PAGE)
    else:
        raise NotAFeed("是 XML，但不是 RSS 或 Atom 文章源")
    entries: dict[str, FeedEntry] = {}
    for number, element in enumerate(dialect.entries()):
        if number >= MAX_ENTRIES:
            break
        entry = dialect.entry(element)
        if entry is None:
            continue
        same = entries.get(entry.article.id)
        if same is not None and same.article.title != entry.article.title:
            # A publisher that gives all its entries one id: the words tell them apart.
            head = settle(replace(entry.article, id=""), entry.body.blocks, None)
            entry = FeedEntry(head or entry.article, entry.body)
        entries.setdefault(entry.article.id, entry)
    return FeedPage(title=dialect.title, entries=tuple(entries.values()), next_url=None, complete=False)


def _root(xml: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAFeed("内容写坏了，读不通") from error
    if root is None:
        raise NotAFeed("内容写坏了，读不通")
    return root


# ---------------------------------------------------------------- names


def _split(element: _Element) -> tuple[str, str]:
    """(namespace without its last sign, lower-case local name); a prefix that was never declared counts as usual."""
    tag = element.tag
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    space = space.removeprefix("{").strip().lower().rstrip("/#")
    if not space and ":" in name:
        prefix, _, name = name.partition(":")
        space = prefix.lower()
    return space, name.lower()


def _local(element: _Element) -> str:
    return _split(element)[1]


@dataclass(frozen=True, slots=True)
class _Words:
    """The elements of one entry by name: `title`, `dc:title` …; only the module's own children, in order."""

    own: frozenset[str]

    def key(self, element: _Element) -> str:
        space, name = _split(element)
        if space in self.own or space in _OWN:
            return name
        module = _MODULES.get(space) or (space if space in _MODULE_PREFIXES else "")
        return f"{module}:{name}" if module else f"?:{name}"

    def of(self, element: _Element) -> dict[str, list[_Element]]:
        found: dict[str, list[_Element]] = {}
        for child in element:
            key = self.key(child)
            found.setdefault(key, []).append(child)
            if key in ("media:group", "media:content"):
                for inner in child:
                    found.setdefault(self.key(inner), []).append(inner)
        return found


# ---------------------------------------------------------------- what elements hold


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _inner_html(element: _Element) -> str:
    """The children as HTML, for content that stands in the feed as elements."""
    from html import escape

    from lxml import etree

    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            plain = _without_namespaces(child)
            parts.append(etree.tostring(plain, encoding="unicode", method="html", with_tail=False))
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _without_namespaces(element: _Element) -> _Element:
    """A copy with bare names, so that an HTML parser sees <p>, not <xhtml:p>."""
    from copy import deepcopy

    from lxml import etree

    copy = deepcopy(element)
    for one in copy.iter():
        if isinstance(one.tag, str):
            one.tag = _local(one)
    etree.cleanup_namespaces(copy)
    return copy


def _plain(element: _Element, *, markup: bool) -> str:
    """An element as a plain title: the words of child elements count, text is HTML where `markup` says so."""
    if any(isinstance(child.tag, str) for child in element):
        return plain_title(_text(element), markup=False)
    return plain_title(element.text or "", markup=markup)


def _base(element: _Element, fallback: str) -> str:
    """The nearest xml:base values joined from the outside in, on top of `fallback`."""
    bases = []
    one: _Element | None = element
    while one is not None:
        value = one.get(f"{{{XML}}}base")
        if value:
            bases.append(value.strip())
        one = one.getparent()
    joined = fallback
    for value in reversed(bases):
        joined = address(joined, value) or joined
    return joined


_ATOM_AUTHORS = ("author", "dc:creator", "dc:publisher")
_RSS_AUTHORS = ("author", "dc:creator", "atom:author", "itunes:author", "dc:publisher")


def _author(words: dict[str, list[_Element]], names: tuple[str, ...]) -> str:
    """The first name that one of these elements gives, in their order."""
    for name in names:
        for one in words.get(name, ()):
            inner = next((child for child in one if _local(child) == "name"), None)
            found = _name_of(_text(inner if inner is not None else one))
            if found:
                return found
    return ""


def _name_of(text: str) -> str:
    """A person's name from `zhang@x.cn (张三)`, `张三 <zhang@x.cn>` or a plain name; a bare e-mail address is none."""
    text = one_line(text, 200)
    inside = re.search(r"[(（]([^()（）@]{1,100})[)）]", text)
    if "@" in text and inside:
        return inside.group(1).strip()
    text = re.sub(r"<[^<>]*@[^<>]*>", "", text)
    text = re.sub(r"\S+@\S+", "", text)
    return text.strip(" ,;，；")[:120]


def _first_title(words: dict[str, list[_Element]], *names: str) -> str:
    """The first of these elements that holds words."""
    return next(filter(None, (_plain(one, markup=True) for name in names for one in words.get(name, ()))), "")


def _first_date(words: dict[str, list[_Element]], *names: str) -> str:
    for name in names:
        for element in words.get(name, ()):
            if moment(_text(element).strip()) is not None:
                return _text(element).strip()
    return ""


# ---------------------------------------------------------------- RSS


class _Dialect:
    """What both families give: a title, the entries' elements, an entry made of one."""

    title = ""

    def entries(self) -> Iterator[_Element]:
        raise NotImplementedError

    def entry(self, element: _Element) -> FeedEntry | None:
        raise NotImplementedError


_RSS_BODIES = (
    "content:encoded", "xhtml:body", "xhtml:div", "content", "atom:content", "description", "summary", "atom:summary",
    "body", "dc:description", "media:description",
)  # fmt: skip
"""Where an entry's words may stand, the fullest first."""
_RSS_DATES = ("pubdate", "dc:date", "dcterms:issued", "dcterms:created", "published", "updated")
_ATOM_BODIES = ("content", "summary", "tagline", "content:encoded", "description", "media:description")
_ATOM_DATES = ("published", "issued", "created", "dc:date", "updated", "modified")


class _Rss(_Dialect):
    def __init__(self, root: _Element, url: str) -> None:
        self.root = root
        own = {_split(root)[0]} if _local(root) != "rdf" else set()
        channel = root if _local(root) == "channel" else next((one for one in root if _local(one) == "channel"), None)
        if channel is not None:
            own.add(_split(channel)[0])
        for one in [*root, *(channel if channel is not None else ())]:
            if _local(one) in ("item", "items") and _split(one)[0] not in _MODULES:
                own.add(_split(one)[0])
        self.words = _Words(frozenset(own))
        head = self.words.of(channel) if channel is not None else {}
        self.title = next(filter(None, (_plain(one, markup=True) for one in head.get("title", ()))), "")
        self.author = next(filter(None, (_name_of(_text(one)) for one in head.get("dc:creator", ()))), "")
        self.base = _base(root, url)
        links = [_text(one).strip() for one in head.get("link", ())]
        self.link = next(filter(None, (address(self.base, link) for link in links)), "") or self.base

    def entries(self) -> Iterator[_Element]:
        """In document order, wherever the dialect puts them: beside the channel (0.90, 1.0) or inside (the rest)."""
        for one in self.root.iter():
            if isinstance(one.tag, str) and _local(one) == "item" and self.words.key(one) == "item":
                above = one.getparent()
                if above is not None and _local(above) in ("rss", "rdf", "channel", "items"):
                    yield one

    def entry(self, element: _Element) -> FeedEntry | None:
        words = self.words.of(element)
        url, guid = self._addresses(element, words)
        base = _base(element, self.link)
        blocks, summary = self._body(words, url or base)
        article = Article(
            id=one_line(guid, ID_MAX),
            title=_rss_title(words),
            issuer=_author(words, _RSS_AUTHORS) or self.author or self.title,
            published=moment(_first_date(words, *_RSS_DATES)),
            updated=moment(_first_date(words, "dcterms:modified", "updated", "atom:updated")),
            topic=_first_title(words, "category", "dc:subject"),
            summary=summary,
            url=url,
        )
        head = settle(article, blocks, None, named_by=url)
        return FeedEntry(head, ArticleBody(blocks)) if head else None

    def _addresses(self, element: _Element, words: dict[str, list[_Element]]) -> tuple[str, str]:
        """(the entry's page, its id as given)."""
        base = _base(element, self.link)
        guids = [(one, _text(one).strip()) for one in words.get("guid", ())]
        guid = next((text for _, text in guids if text), "")
        about = next((value for key, value in element.attrib.items() if str(key).endswith("}about")), "")
        found = [_text(one).strip() or (one.get("href") or "") for one in words.get("link", ())]
        links = words.get("atom:link", ())
        found += [one.get("href") or "" for one in links if one.get("rel", "alternate") == "alternate"]
        for one, text in guids:
            if (one.get("isPermaLink") or "true").strip().lower() != "false" and http_address(text):
                found.append(text)
        found.append(http_address(str(about)))
        url = next(filter(None, (address(base, link) for link in found if link)), "")
        return url, guid or str(about).strip()

    def _body(self, words: dict[str, list[_Element]], base: str) -> tuple[tuple[Block, ...], str]:
        """(blocks, summary): the fullest text there is; a shorter one beside it is the summary."""
        summary = ""
        candidates = [one for name in _RSS_BODIES for one in words.get(name, ())]
        blocks: tuple[Block, ...] = ()
        for one in candidates:
            here = _base(one, base)
            inline = any(isinstance(child.tag, str) for child in one)
            found = html_to_blocks(_inner_html(one) if inline else (one.text or ""), here)
            if found and not blocks:
                blocks = found
            elif found and not summary:
                summary = _short(found)
        return blocks, summary


def _rss_title(words: dict[str, list[_Element]]) -> str:
    for name in ("title", "dc:title", "media:title", "atom:title", "itunes:title"):
        for one in words.get(name, ()):
            kind = (one.get("type") or "").strip().lower()
            found = _plain(one, markup=not (name == "media:title" and kind == "plain"))
            if found:
                return found
    return ""


def _short(blocks: tuple[Block, ...]) -> str:
    from tvapp.core.blocks import plain_text

    return one_line(plain_text(blocks[:6]).replace("\n", " "), 300)


# ---------------------------------------------------------------- Atom


@dataclass(frozen=True, slots=True)
class _Held:
    """The content of an Atom text construct: words, or HTML."""

    text: str
    html: bool


def _construct(element: _Element) -> _Held:
    """Atom 1.0 `type` (text, html, xhtml, or a media type) and Atom 0.3 `mode` (xml, escaped, base64)."""
    kind = (element.get("type") or "text").strip().lower().partition(";")[0].strip()
    mode = (element.get("mode") or "").strip().lower()
    markup = kind in ("html", "xhtml", "text/html", "application/xhtml+xml") or kind.endswith("+xml")
    if any(isinstance(child.tag, str) for child in element):
        return _Held(_inner_html(element), True)
    text = element.text or ""
    old = mode == "base64"
    new = not mode and "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))
    if old or new:
        if new and not kind.startswith(("text/", "application/xhtml")):
            return _Held("", False)  # a picture or a document in place: not words
        return _Held(_from_base64(text), markup)
    return _Held(text, markup)


def _from_base64(text: str) -> str:
    from tvapp.adapters.feed_bytes import decode

    try:
        return decode(base64.b64decode("".join(text.split()), validate=True), "")
    except (binascii.Error, ValueError):
        return text


class _Atom(_Dialect):
    def __init__(self, root: _Element, url: str) -> None:
        self.root = root
        self.words = _Words(frozenset((_split(root)[0],)))
        head = self.words.of(root)
        self.url = url
        self.title = self._title(head)
        self.author = _author(head, _ATOM_AUTHORS)

    def entries(self) -> Iterator[_Element]:
        for one in self.root:
            if self.words.key(one) == "entry":
                yield one

    def _title(self, words: dict[str, list[_Element]]) -> str:
        for name in ("title", "dc:title", "media:title"):
            for one in words.get(name, ()):
                if any(isinstance(child.tag, str) for child in one):
                    found = plain_title(_text(one), markup=False)
                else:
                    held = _construct(one)
                    found = plain_title(held.text, markup=held.html or name != "title")
                if found:
                    return found
        return ""

    def entry(self, element: _Element) -> FeedEntry | None:
        words = self.words.of(element)
        url = self._address(words)
        blocks, summary = self._body(words)
        ids = (_text(one).strip() for one in words.get("id", ()))
        topics = (one_line(one.get("label") or one.get("term") or "", 120) for one in words.get("category", ()))
        source = next(iter(words.get("source", ())), None)
        original = _author(self.words.of(source), _ATOM_AUTHORS) if source is not None else ""
        article = Article(
            id=one_line(next(filter(None, ids), ""), ID_MAX),
            title=self._title(words),
            issuer=_author(words, _ATOM_AUTHORS) or original or self.author or self.title,
            published=moment(_first_date(words, *_ATOM_DATES)),
            updated=moment(_first_date(words, "updated", "modified", "dcterms:modified")),
            topic=next(filter(None, topics), ""),
            summary=summary,
            url=url,
        )
        head = settle(article, blocks, None, named_by=url)
        return FeedEntry(head, ArticleBody(blocks)) if head else None

    def _address(self, words: dict[str, list[_Element]]) -> str:
        links = [(one.get("rel", "alternate"), one) for one in words.get("link", ())]
        for wanted in ("alternate", "self"):
            for rel, one in links:
                if rel.strip().lower() == wanted:
                    found = address(_base(one, self.url), one.get("href") or _text(one).strip())
                    if found:
                        return found
        ids = (http_address(_text(one).strip()) for one in words.get("id", ()))
        return next(filter(None, ids), "")

    def _body(self, words: dict[str, list[_Element]]) -> tuple[tuple[Block, ...], str]:
        blocks: tuple[Block, ...] = ()
        summary = ""
        for one in [one for name in _ATOM_BODIES for one in words.get(name, ())]:
            if one.get("src"):
                continue  # the content stands elsewhere; the summary has to do
            held = _construct(one)
            html = held.html or self.words.key(one) not in ("content", "summary", "tagline")
            base = _base(one, self.url)
            found = html_to_blocks(held.text, base) if html else text_to_blocks(held.text)
            if found and not blocks:
                blocks = found
            elif found and not summary:
                summary = _short(found)
        return blocks, summary
