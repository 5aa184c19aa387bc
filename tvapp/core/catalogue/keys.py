"""One mapping of the file against its shape in the table: unknown, doubled, missing and empty keys, and the values."""

from __future__ import annotations

from dataclasses import dataclass, field

from tvapp.core.catalogue.fields import SHAPES, Field, Kind, Shape
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar, Sequence
from tvapp.core.catalogue.values import Notes, empty, quoted, value_of

_OWN_WALK = frozenset({Kind.LIST, Kind.MAPPING, Kind.STATION})
"""Kinds that the caller looks into; their values are not read here."""


@dataclass(slots=True)
class Entry:
    """A mapping that was read: what could be understood of it."""

    node: Mapping
    values: dict[str, object] = field(default_factory=dict)
    """Absent keys, empty ones and wrong ones are not in it."""
    places: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    """Key and value node of every known key that stands there, right or wrong."""

    def text(self, key: str) -> str:
        found = self.values.get(key)
        return found if isinstance(found, str) else ""

    def whole(self, key: str) -> int | None:
        found = self.values.get(key)
        return found if isinstance(found, int) else None


def read_keys(notes: Notes, shape: Shape, node: Mapping) -> Entry:
    """Every key of `node` against `shape`. Problems go to `notes`; whatever is good is in the answer."""
    entry = Entry(node)
    values, places, by_key = entry.values, entry.places, shape.by_key
    for key, value in node.pairs:
        if not isinstance(key, Scalar):
            notes.error(key, "冒号前面应当是一个键", f"{shape.name}可以写：{_listed(shape)}")
            continue
        found = by_key.get(key.text)
        if found is None:
            if not key.broken:
                _unknown(notes, shape, key)
            continue
        if key.text in places:
            first = places[key.text][0].line
            notes.error(key, f"{found.label}写了两次，第一次在第 {first} 行", "留下一个，删去另一个")
            continue
        places[key.text] = (key, value)
        if isinstance(value, Scalar) and value.is_null and not value.broken:
            if found.kind is not Kind.LIST and not notes.is_damaged(value.line, value.line):
                empty(notes, found, key.text, value)
            continue
        if found.kind not in _OWN_WALK:
            read = value_of(notes, found, value)
            if read is not None:
                values[key.text] = read
    for wanted in shape.required:
        if wanted.key not in places and not _spelled_wrong(shape, node, wanted):
            missing(notes, shape, node, wanted)
    return entry


def missing(notes: Notes, shape: Shape, node: Mapping, wanted: Field) -> None:
    """A key that must be there is not, unless a damaged line near it may have been it."""
    if not notes.is_damaged(node.line, node.end_line):
        notes.error(node, f"{shape.name}缺少 {wanted.label}", _write_hint(wanted))


def need_mapping(notes: Notes, shape: Shape, node: Node) -> Mapping | None:
    """`node` as a mapping, or a problem that says what stands there instead."""
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Scalar):
        if node.broken:
            return None
        if notes.is_damaged(node.line, node.line):
            return None
        if node.is_null:
            notes.error(node, f"{shape.name}是空的", f"在下面写上：{_listed(shape)}")
            return None
        hint = f"一行一个键，例如 {shape.fields[0].key}: {shape.fields[0].example}"
        if "：" in node.text:
            hint = "冒号要用英文的 : ，后面空一格"
        elif any(node.text.startswith(field.key + ":") for field in shape.fields):
            hint = "冒号后面要空一格"
        notes.error(node, f"{shape.name}应当是一组“键: 值”，这里是{quoted(node.text)}", hint)
        return None
    notes.error(node, f"{shape.name}应当是一组“键: 值”，这里是列表", "看看是不是多写了短横线 -")
    return None


def need_list(notes: Notes, wanted: Field, node: Node) -> list[Node]:
    """The members of a list; an empty value is an empty list."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Scalar) and (node.broken or node.is_null):
        return []
    was = "一组键" if isinstance(node, Mapping) else quoted(node.text) if isinstance(node, Scalar) else ""
    hint = (
        f"下一行起每条前面写短横线和空格，例如 - {wanted.of.fields[0].key}: …"
        if wanted.of and wanted.of.fields
        else ("下一行起每条前面写短横线和空格，例如 - id: …")
    )
    notes.error(node, f"{wanted.label}要写成列表，这里是{was}", hint)
    return []


def _unknown(notes: Notes, shape: Shape, key: Scalar) -> None:
    from tvapp.core.catalogue.nearest import nearest_key

    word = quoted(key.text) if key.text else "（空的）"
    near = nearest_key(key.text, shape)
    if near:
        hint = f"是不是想写 {shape.by_key[near].label}？"
    elif homes := [other for other in SHAPES if other is not shape and key.text in other.by_key]:
        names = "、".join(home.name.removeprefix("这") for home in homes[:3])
        hint = f"它是{names}的键：看看这一行的缩进，或者写错了地方"
    elif key.text == "<<":
        hint = "这里用不着合并键，把内容照样写出来"
    else:
        hint = f"{shape.name}可以写：{_listed(shape)}"
    notes.error(key, f"{shape.name}里没有{word}这个键", hint)


def _spelled_wrong(shape: Shape, node: Mapping, wanted: Field) -> bool:
    """Whether an unknown key stands there that was surely meant to be `wanted`: one mistake, one problem."""
    from tvapp.core.catalogue.nearest import nearest_key

    return any(
        isinstance(key, Scalar) and key.text not in shape.by_key and nearest_key(key.text, shape) == wanted.key
        for key, _ in node.pairs
    )


def _write_hint(wanted: Field) -> str:
    example = f"{wanted.key}: {wanted.example}" if wanted.example else f"{wanted.key}:"
    return f"写上{wanted.name}，例如 {example}"


def _listed(shape: Shape) -> str:
    return "、".join(field.key for field in shape.fields)
