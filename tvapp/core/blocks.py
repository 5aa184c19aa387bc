"""An article's body as a tuple of blocks: what the reader typesets and the speaker will read.

Plain text only: no markup of any kind survives into a block, so nothing in one can be interpreted.
"""

from __future__ import annotations

from typing import Any

from tvapp.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2
    """1 (page title) to 6."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    """The first row is the head when the source marked it so, else just the first row."""
    head: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    """http(s) address, or a path inside media/ for articles that stand beside the catalogue."""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str


Block = Heading | Paragraph | ListBlock | Table | Image | Quote


def to_json(block: Block) -> dict[str, Any]:
    """The form that `feed --json` prints and the store keeps (field names are fixed)."""
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"type": "paragraph", "text": block.text}
        case ListBlock():
            return {"type": "list", "ordered": block.ordered, "items": list(block.items)}
        case Table():
            return {"type": "table", "rows": [list(row) for row in block.rows], "head": block.head}
        case Image():
            return {"type": "image", "src": block.src, "alt": block.alt}
        case Quote():
            return {"type": "quote", "text": block.text}


def from_json(data: dict[str, Any]) -> Block:
    """The inverse of `to_json`. Raises ValueError for a type that is not one of ours."""
    kind = data.get("type")
    match kind:
        case "heading":
            return Heading(str(data["text"]), int(data["level"]))
        case "paragraph":
            return Paragraph(str(data["text"]))
        case "list":
            return ListBlock(tuple(str(item) for item in data["items"]), bool(data["ordered"]))
        case "table":
            return Table(tuple(tuple(str(cell) for cell in row) for row in data["rows"]), bool(data.get("head", True)))
        case "image":
            return Image(str(data["src"]), str(data.get("alt", "")))
        case "quote":
            return Quote(str(data["text"]))
    raise ValueError(f"not a block: {kind!r}")


def plain_text(blocks: tuple[Block, ...]) -> str:
    """All words of a body, one block a line (for search, speech and glyph checks)."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Quote():
                lines.append(block.text)
            case ListBlock():
                lines.extend(block.items)
            case Table():
                lines.extend("，".join(row) for row in block.rows)
            case Image():
                lines.append(block.alt)
    return "\n".join(line for line in lines if line)
