"""The Markdown of our own articles -> blocks: CommonMark and tables, no raw HTML.

markdown-it parses (imported where used: 0.1 s of CPU); what its tokens mean on a television is decided here.
Must not: read files, or let a tag through as anything but words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table
from tvapp.core.blocks_html import nested_item
from tvapp.core.feed_text import clean, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_MARKDOWN = 1_000_000
"""Characters of one article."""
MAX_TEXT = 20_000

PictureAddress = Callable[[str], str]
"""The address of a picture as written -> as shown; empty leaves the picture out."""


def markdown_to_blocks(text: str, picture: PictureAddress = lambda src: src) -> tuple[Block, ...]:
    """Blocks of one article. Never raises."""
    text = clean(text[:MAX_MARKDOWN])
    tokens = _parser().parse(text)
    walk = _Walk(picture)
    walk.tokens(tokens)
    return tuple(walk.blocks)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["table", "strikethrough"])


class _Walk:
    def __init__(self, picture: PictureAddress) -> None:
        self.picture = picture
        self.blocks: list[Block] = []
        self.make: type[Paragraph] | type[Quote] = Paragraph

    def tokens(self, tokens: list[Token]) -> None:
        at = 0
        quotes = 0
        while at < len(tokens):
            token = tokens[at]
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                    self.words(tokens[at + 1], lambda text, level=level: Heading(text, level))  # type: ignore[misc]
                    at += 2
                case "paragraph_open":
                    self.words(tokens[at + 1], self.make)
                    at += 2
                case "blockquote_open":
                    quotes += 1
                    self.make = Quote
                case "blockquote_close":
                    quotes -= 1
                    self.make = Quote if quotes else Paragraph
                case "bullet_list_open" | "ordered_list_open":
                    end = _closing(tokens, at)
                    self.listing(tokens[at : end + 1])
                    at = end
                case "table_open":
                    end = _closing(tokens, at)
                    self.table(tokens[at : end + 1])
                    at = end
                case "fence" | "code_block":
                    for line in token.content.split("\n"):
                        self.add(one_line(line, MAX_TEXT), self.make)
                case _:
                    pass
            at += 1

    def add(self, text: str, make: Callable[[str], Block]) -> None:
        if text:
            self.blocks.append(make(text))

    def words(self, inline: Token, make: Callable[[str], Block]) -> None:
        """One paragraph: a hard line break makes two, a picture stands between what is before and after it."""
        line: list[str] = []

        def end() -> None:
            self.add(one_line("".join(line), MAX_TEXT), make)
            line.clear()

        for child in inline.children or ():
            if child.type == "image":
                image = self.image(child)
                if image is not None:
                    end()
                    self.blocks.append(image)
            elif child.type == "hardbreak":
                end()
            else:
                line.append(_inline(child))
        end()

    def image(self, token: Token) -> Image | None:
        src = self.picture(unquote(str(token.attrs.get("src", ""))))
        return Image(src, one_line(token.content, 300)) if src else None

    def listing(self, tokens: list[Token]) -> None:
        """One list with those inside it; see adapters/html_blocks for the same rules."""
        ordered = tokens[0].type == "ordered_list_open"
        start = int(tokens[0].attrs.get("start", 1))
        items: list[str] = []
        pictures: list[Image] = []
        depth = 0
        fresh = True
        for token in tokens[1:-1]:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    depth += 1
                case "bullet_list_close" | "ordered_list_close":
                    depth -= 1
                case "list_item_open":
                    fresh = True
                case "inline" | "fence" | "code_block":
                    pictures += [
                        image
                        for child in token.children or ()
                        if child.type == "image" and (image := self.image(child)) is not None
                    ]
                    text = one_line(_flat(token), MAX_TEXT)
                    if not text:
                        continue
                    if items and ((ordered and depth) or not fresh):
                        items[-1] += " " + text
                    else:
                        items.append(nested_item(text, 0 if ordered else min(depth, 6)))
                    fresh = False
        if ordered and start != 1:
            for place, item in enumerate(items):
                self.add(f"{start + place}. {item}", self.make)
        elif items:
            self.blocks.append(ListBlock(tuple(items), ordered))
        self.blocks.extend(pictures)

    def table(self, tokens: list[Token]) -> None:
        rows: list[tuple[str, ...]] = []
        row: list[str] = []
        pictures: list[Image] = []
        for token in tokens:
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(one_line(_flat(token), 2000))
                pictures += [
                    image
                    for child in token.children or ()
                    if child.type == "image" and (image := self.image(child)) is not None
                ]
            elif token.type == "tr_close":
                rows.append(tuple(row))
        head = bool(rows and any(rows[0]))
        shown = tuple(one for one in rows if any(one))
        if shown:
            self.blocks.append(Table(shown, head=head))
        self.blocks.extend(pictures)


def _closing(tokens: list[Token], at: int) -> int:
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting if tokens[place].type[:5] == tokens[at].type[:5] or tokens[place].nesting else 0
        if depth == 0:
            return place
    return len(tokens) - 1


def _inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type in ("text", "code_inline", "html_inline", "text_special"):
        return token.content
    return ""


def _flat(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(" " if child.type == "hardbreak" else _inline(child) for child in token.children)
