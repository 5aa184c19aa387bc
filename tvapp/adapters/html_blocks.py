"""The HTML of an article, from anyone -> blocks of plain text. Nothing of the markup survives.

lxml parses, a walker of our own picks what a television can show. Bounded in size, depth and time.
Must not: fetch anything, execute anything, or raise over any input.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.blocks_html import nested_item
from tvapp.core.feed_text import clean, http_address, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_HTML = 1_000_000
"""Characters of one article's HTML; the rest is cut off."""
MAX_TAG = 20_000
"""Characters of one tag. libxml2 compares each attribute of a tag with every other: 20,000 of them take three seconds,
200,000 five minutes."""
MAX_BLOCKS = 3000
MAX_CELLS = 4000
MAX_COLUMNS = 30
MAX_PICTURES = 100
MAX_DEPTH = 80
"""Elements inside one another that are walked; deeper ones give their words only."""
MAX_TEXT = 20_000
"""Characters of one block."""

_CROWDED_TAG = re.compile(
    r"""<[a-zA-Z][^\s<>/]*+(?:[\s/]*+[^\s=<>/]++(?:\s*+=\s*+(?>"[^"]{0,300}"|'[^']{0,300}'|[^\s<>]{1,300}+))?+){300}"""
)
_TAG = re.compile(r"<[^<>]*>")
_LOOKS_LIKE_HTML = re.compile(r"<(?:[a-zA-Z/!?])|&(?:\w{2,31}|#\w{1,8});")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PLAIN_BREAK = re.compile(r"\n+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TINY = re.compile(r"\s*[012](?:px)?\s*\Z")

_DROPPED = frozenset((
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "map",
    "select",
    "option",
    "datalist",
    "button",
    "textarea",
    "input",
    "meter",
    "progress",
    "dialog",
    "rp",
    "rt",
    "link",
    "meta",
    "base",
    "area",
    "param",
    "source",
    "track",
    "frameset",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_TAGS = frozenset((
    "address",
    "article",
    "aside",
    "body",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "listing",
    "xmp",
    "plaintext",
))  # fmt: skip
_PICTURE_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")


def html_to_blocks(html: str, base: str) -> tuple[Block, ...]:
    """Blocks of a fragment or document; `base` is what relative addresses of pictures are joined to.

    Text without a single tag is taken as plain text, a paragraph a line. Never raises.
    """
    html = clean(html[:MAX_HTML])
    if not html.strip():
        return ()
    if not _LOOKS_LIKE_HTML.search(html):
        return text_to_blocks(html)
    if _has_long_tag(html):
        return text_to_blocks(_without_tags(html))
    root = _parse(html)
    if root is None:
        return text_to_blocks(_without_tags(html))
    walk = _Walk(base)
    walk.blocks_of(root, 0)
    walk.end_paragraph()
    if not walk.blocks and not walk.hid:
        return text_to_blocks(_without_tags(html))
    return tuple(walk.blocks[:MAX_BLOCKS])


def text_to_blocks(text: str) -> tuple[Block, ...]:
    """Plain text: a paragraph a line, empty lines dropped."""
    lines = (one_line(line, MAX_TEXT) for line in _PLAIN_BREAK.split(clean(text[:MAX_HTML])))
    return tuple(Paragraph(line) for line in lines if line)[:MAX_BLOCKS]


def _without_tags(html: str) -> str:
    from html import unescape

    return unescape(_TAG.sub("\n", html))


def _has_long_tag(html: str) -> bool:
    """True if some tag would keep libxml2 busy: too long, or (`>` may stand in values) too many attributes. Linear."""
    if len(html) < 600:
        return False
    long = any(len(piece) - piece.find("<") > MAX_TAG for piece in html.split(">") if "<" in piece)
    return long or _CROWDED_TAG.search(html) is not None


def _parse(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Bytes with a stated encoding: a <meta charset> inside the fragment would otherwise be believed.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
        return root
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _Walk:
    """One pass over one article. `line` gathers inline text until a block begins or ends."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.line: list[str] = []
        self.make: type[Paragraph] | type[Quote] = Paragraph
        self.pictures = 0
        self.hid = False
        """Something was left out on purpose: an empty result is then meant."""

    # ------------------------------------------------------------ blocks

    def add(self, block: Block) -> None:
        if len(self.blocks) < MAX_BLOCKS:
            self.blocks.append(block)

    def end_paragraph(self) -> None:
        text = one_line("".join(self.line), MAX_TEXT)
        self.line.clear()
        if text:
            self.add(self.make(text))

    def blocks_of(self, element: HtmlElement, depth: int) -> None:
        """Everything inside `element`, its own kind being dealt with already."""
        if element.text:
            self.line.append(element.text)
        for child in element:
            self.child(child, depth)
            if child.tail:
                self.line.append(child.tail)

    def child(self, child: HtmlElement, depth: int) -> None:
        tag = _tag(child)
        if not tag or self.hidden(child, tag):
            return
        if depth > MAX_DEPTH:
            self.line.append(" " + "".join(child.itertext()))
        elif tag == "br":
            self.end_paragraph()
        elif tag == "img":
            self.picture(child)
        elif tag not in _BLOCK_TAGS:
            self.inline(child, tag, depth)
        else:
            self.end_paragraph()
            self.block(child, tag, depth)
            self.end_paragraph()

    def block(self, child: HtmlElement, tag: str, depth: int) -> None:
        if tag in _HEADINGS:
            before = len(self.blocks)
            self.blocks_of(child, depth + 1)
            self.end_paragraph()
            level = _HEADINGS[tag]
            self.blocks[before:] = [
                Heading(block.text, level) if isinstance(block, Paragraph) else block for block in self.blocks[before:]
            ]
        elif tag in ("ul", "ol", "menu", "dir"):
            self.listing(child, tag)
        elif tag == "table":
            self.table(child, depth)
        elif tag == "blockquote":
            outer, self.make = self.make, Quote
            self.blocks_of(child, depth + 1)
            self.end_paragraph()
            self.make = outer
        elif tag in ("pre", "listing", "xmp", "plaintext"):
            for line in "".join(child.itertext()).split("\n"):
                self.line.append(line)
                self.end_paragraph()
        else:
            self.blocks_of(child, depth + 1)

    def inline(self, child: HtmlElement, tag: str, depth: int) -> None:
        if tag == "sup":
            self.line.append(_raised(child))
        else:
            self.blocks_of(child, depth + 1)

    def hidden(self, element: HtmlElement, tag: str) -> bool:
        if tag in _DROPPED or "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or ""):
            self.hid = True
            return True
        return False

    def picture(self, element: HtmlElement) -> None:
        image = self.image(element)
        if image is not None:
            self.end_paragraph()
            self.add(image)

    def image(self, element: HtmlElement) -> Image | None:
        self.hid = True
        if _TINY.match(element.get("width") or "") or _TINY.match(element.get("height") or ""):
            return None  # a counter, not a picture
        for name in _PICTURE_SOURCES:
            src = address(self.base, element.get(name) or "")
            if src and self.pictures < MAX_PICTURES:
                self.pictures += 1
                return Image(src, one_line(element.get("alt") or "", 300))
        return None

    # ------------------------------------------------------------ lists

    def listing(self, element: HtmlElement, tag: str) -> None:
        ordered = tag == "ol"
        items: list[str] = []
        pictures: list[Image] = []
        first = (element.get("start") or "1").strip()
        number = int(first) if first.isascii() and first.isdigit() and len(first) < 5 else 1
        self.items(element, 0, ordered, items, pictures)
        if items and ordered and number != 1:
            for place, item in enumerate(items):
                self.add(self.make(f"{number + place}. {item}"))
        elif items:
            self.add(ListBlock(tuple(items), ordered))
        for picture in pictures:
            self.add(picture)

    def items(self, element: HtmlElement, depth: int, ordered: bool, items: list[str], pictures: list[Image]) -> None:
        """Items of one list and of those inside it. In a numbered list an inner one joins its item's words, so that
        the numbers stay right; in another its items follow, marked by how deep they stand."""
        inline: list[HtmlElement] = []
        for child in element:
            tag = _tag(child)
            if not tag or self.hidden(child, tag):
                continue
            if tag in ("ul", "ol", "menu", "dir"):  # a list straight inside a list, as editors write it
                inline.append(child)
                if not ordered and depth < MAX_DEPTH:
                    self.items(child, depth + 1, False, items, pictures)
                elif items:
                    items[-1] = one_line(items[-1] + " " + self.words(child, pictures), MAX_TEXT)
                continue
            inner = [] if ordered else _inner_lists(child)
            text = one_line(self.words(child, pictures, frozenset(inner)), MAX_TEXT)
            if text and len(items) < MAX_BLOCKS:
                items.append(nested_item(text, min(depth, 6)))
            for one in inner:
                if depth < MAX_DEPTH:
                    self.items(one, depth + 1, False, items, pictures)

    def words(
        self, element: HtmlElement, pictures: list[Image] | None, without: frozenset[HtmlElement] = frozenset()
    ) -> str:
        """All visible words inside, blocks set apart by a blank. Iterative: depth costs nothing."""
        out: list[str] = []
        stack: list[HtmlElement | str] = [element]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                out.append(one)
                continue
            tag = _tag(one)
            if not tag or one in without or self.hidden(one, tag):
                continue
            if tag == "img":
                image = self.image(one) if pictures is not None else None
                if image is not None and pictures is not None:
                    pictures.append(image)
                continue
            apart = tag == "br" or tag in _BLOCK_TAGS
            if tag == "sup":
                out.append(_raised(one))
                continue
            if apart:
                stack.append(" ")
            for child in reversed(list(one)):
                if child.tail:
                    stack.append(child.tail)
                stack.append(child)
            if one.text:
                stack.append(one.text)
            if apart:
                stack.append(" ")
        return "".join(out)

    # ------------------------------------------------------------ tables

    def table(self, element: HtmlElement, depth: int) -> None:
        rows = _rows(element)
        for part in element:
            if _tag(part) == "caption" and not self.hidden(part, "caption"):
                self.blocks_of(part, depth + 1)
                self.end_paragraph()
        cells = [cell for row in rows for cell in _cells(row)]
        layout = len(cells) <= 1 or any(next(cell.iter("table"), None) is not None for cell in cells)
        if layout or not any(len(_cells(row)) > 1 for row in rows):
            # A frame around text, or tables set beside each other: its cells are pages, not data.
            if not rows:
                self.blocks_of(element, depth + 1)
            for cell in cells:
                if not self.hidden(cell, "td"):
                    self.blocks_of(cell, depth + 1)
                    self.end_paragraph()
            return
        pictures: list[Image] = []
        grid = self.grid(rows, pictures)
        if grid:
            head = any(_tag(cell) == "th" for cell in _cells(rows[0])) and all(
                _tag(cell) == "th" or not cell.text_content().strip() for cell in _cells(rows[0])
            )
            head = head or _tag(rows[0].getparent()) == "thead"
            self.add(Table(grid, head=head))
        for picture in pictures:
            self.add(picture)

    def grid(self, rows: list[HtmlElement], pictures: list[Image]) -> tuple[tuple[str, ...], ...]:
        """Cells in place: what spans columns or rows is repeated in each, so that every row is whole."""
        filled: dict[tuple[int, int], str] = {}
        shown = [row for row in rows if not self.hidden(row, "tr")]
        width = 0
        for y, row in enumerate(shown):
            x = 0
            for cell in _cells(row):
                if self.hidden(cell, "td"):
                    continue
                while (y, x) in filled:
                    x += 1
                if x >= MAX_COLUMNS or len(filled) >= MAX_CELLS:
                    break
                text = one_line(self.words(cell, pictures), 2000)
                across = _span(cell, "colspan", MAX_COLUMNS - x)
                down = _span(cell, "rowspan", len(shown) - y)
                for dy in range(down):
                    for dx in range(across):
                        if len(filled) < MAX_CELLS:
                            filled.setdefault((y + dy, x + dx), text)
                x += across
                width = max(width, x)
        full = (tuple(filled.get((y, x), "") for x in range(width)) for y in range(len(shown)))
        return tuple(row for row in full if any(row))


def address(base: str, src: str) -> str:
    """The whole http(s) address of a picture, or empty for anything else (data:, javascript:, file: …)."""
    src = clean(src).strip()
    if not src or len(src) > 2000:
        return ""
    try:
        return http_address(urljoin(base, src).replace(" ", "%20"))
    except ValueError:
        return ""


def _raised(element: HtmlElement) -> str:
    """Raised figures keep their height (m², 10³), else 10 to the third would read as 103."""
    text = "".join(element.itertext()).strip()
    return text.translate(_SUPERSCRIPT) if text.isascii() and text.isdigit() else text


def _tag(element: HtmlElement) -> str:
    tag = element.tag
    return tag.lower() if isinstance(tag, str) else ""


def _inner_lists(item: HtmlElement) -> list[HtmlElement]:
    """The lists inside an item, outermost only."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for one in item.iter("ul", "ol", "menu", "dir"):
        parent = one.getparent()
        if parent is not None and (parent in inside or any(above in inside for above in one.iterancestors("ul", "ol"))):
            continue
        inside.add(one)
        found.append(one)
        if len(found) >= 50:
            break
    return found


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """The table's own rows, not those of tables inside it."""
    rows: list[HtmlElement] = []
    for part in table:
        tag = _tag(part)
        if tag == "tr":
            rows.append(part)
        elif tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in part if _tag(row) == "tr")
    return rows[:MAX_CELLS]


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if _tag(cell) in ("td", "th")]


def _span(cell: HtmlElement, name: str, most: int) -> int:
    text = (cell.get(name) or "1").strip()
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    if wanted == 0:  # "to the end" in HTML
        wanted = most
    return max(1, min(wanted, most))
