"""Blocks -> the small, clean HTML that our feeds carry, made so that reading it gives the same blocks again.

Must not: let any character of a text become markup.
"""

from __future__ import annotations

from html import escape

from tvapp.core.blocks import Block, Heading, Image, ListBlock, Paragraph, Quote, Table

NESTED = "\u3000"
NESTED_MARK = "– "
"""An item of an inner list: one wide space a level, then this dash, in front of its words."""


def nested_item(text: str, depth: int) -> str:
    """The item `text` of a list `depth` levels inside another, as one item of the outermost."""
    return NESTED * depth + NESTED_MARK + text if depth else text


def item_depth(item: str) -> tuple[int, str]:
    """The inverse of `nested_item`."""
    words = item.lstrip(NESTED)
    depth = len(item) - len(words)
    if depth and words.startswith(NESTED_MARK):
        return depth, words.removeprefix(NESTED_MARK)
    return 0, item


def blocks_to_html(blocks: tuple[Block, ...]) -> str:
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            return f"<h{level}>{escape(block.text)}</h{level}>"
        case Paragraph():
            return f"<p>{escape(block.text)}</p>"
        case Quote():
            return f"<blockquote>{escape(block.text)}</blockquote>"
        case Image():
            return f'<img src="{escape(block.src)}" alt="{escape(block.alt)}">'
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)


def _list(block: ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    out, depth = [f"<{tag}>"], 0
    for item in block.items:
        at, words = (0, item) if block.ordered else item_depth(item)
        while depth > at:
            out.append("</ul></li>")
            depth -= 1
        while depth < at:
            out.append("<li><ul>")
            depth += 1
        out.append(f"<li>{escape(words)}</li>")
    out.append("</ul></li>" * depth + f"</{tag}>")
    return "".join(out)


def _table(block: Table) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if block.head and number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"
