"""channels.schema.json and the tables of docs/catalogue.md, both from the one table of fields.

    python tools/make_schema.py           write both
    python tools/make_schema.py --check   write nothing; 1 if either is out of date

The schema is draft-07, which editors know best. `errorMessage`, `patternErrorMessage` and `enumDescriptions` are keys
beyond the standard that yaml-language-server (and so VS Code) shows to the person who types; others pass over them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tvapp.core.catalogue import fields as table  # noqa: E402  # after the path, so that it runs from anywhere
from tvapp.core.catalogue.fields import Field, Kind, Shape  # noqa: E402

SCHEMA = ROOT / "channels.schema.json"
MANUAL = ROOT / "docs" / "catalogue.md"
BEGIN, END = "<!-- 字段表：由 tools/make_schema.py 生成，不要手改 -->", "<!-- 字段表完 -->"

_NEVER_EMPTY = frozenset({"feed", *table.ITEM_SOURCES})
"""Not required, but an error when written and left empty."""


def schema() -> dict[str, Any]:
    """The JSON Schema as data."""
    shapes = [shape for shape in table.SHAPES if shape is not table.TOP]
    found = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "客厅党建的节目单 channels.yaml",
        **_object(table.TOP),
        "definitions": {shape.key: _object(shape) for shape in shapes} | {"item": _item()},
    }
    return found


def _object(shape: Shape) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "description": f"{shape.name.removeprefix('这')}{'。' + shape.note if shape.note else ''}",
        "properties": {field.key: _property(field) for field in shape.fields},
        "required": [field.key for field in shape.required],
        "additionalProperties": False,
    }
    if shape is table.COLUMN:
        found["oneOf"] = [{"required": ["items"]}, {"required": ["feed"]}]
        found["errorMessage"] = "栏目要有 title，并且 items 和 feed 只写一个"
    if shape is table.TODAY:
        found["not"] = {"required": ["date", "weekday"]}
        found["errorMessage"] = "date 和 weekday 只能写一个"
    return found


def _item() -> dict[str, Any]:
    """Exactly one source; which one says whether it is a lesson or an article."""
    return {
        "type": "object",
        "description": "课程（写 file 或 url）或者文章（写 article 或 text）",
        "allOf": [
            {"oneOf": [{"required": [key]} for key in table.ITEM_SOURCES]},
            {
                "if": {"anyOf": [{"required": ["file"]}, {"required": ["url"]}]},
                "then": {"$ref": "#/definitions/lesson"},
                "else": {"$ref": "#/definitions/article"},
            },
        ],
        "errorMessage": "file、url、article、text 要写一个，而且只写一个",
    }


def _property(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"description": f"{field.name}。{field.help}"}
    if field.example and field.example != "|":
        found["examples"] = [_plain_example(field)]
    found.update(_type(field))
    optional = not field.required and field.key not in _NEVER_EMPTY
    if isinstance(found.get("type"), str) and (optional or (field.kind is Kind.LIST and field.key != "sections")):
        # A key without a value counts as not written.
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    elif "anyOf" in found and optional:
        found["anyOf"] = [*found["anyOf"], {"type": "null"}]
    return found


def _plain_example(field: Field) -> Any:
    text = field.example
    if field.kind in (Kind.WHOLE, Kind.NUMBER, Kind.FLAG):
        return json.loads(text)
    return text.strip('"')


def _text(pattern: str, words: str, longest: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string", "pattern": pattern, "patternErrorMessage": words}
    if longest is not None:
        found["maxLength"] = longest
    return found


def _type(field: Field) -> dict[str, Any]:
    kind = field.kind
    if kind is Kind.LINE:
        return _text(table.LINE_PATTERN, f"{field.name}不能空着，要写在一行里", field.longest)
    if kind is Kind.MARKDOWN:
        return _text(r"\S", f"{field.name}不能空着", field.longest)
    if kind in (Kind.ID, Kind.REF):
        return _text(table.ID_PATTERN, "编号不能空着，里面不能有空格", field.longest)
    if kind is Kind.DATE:
        return _text(table.DATE_PATTERN, '日期写成 "2026-07-01"，加英文引号') | {"format": "date"}
    if kind is Kind.CLOCK:
        return _text(table.CLOCK_PATTERN, '钟点写成 "15:00"，加英文引号')
    if kind in (Kind.WHOLE, Kind.NUMBER):
        words = f"要写 {field.low:g} 到 {field.high:g} 的{kind.value}，不加引号"
        name = "integer" if kind is Kind.WHOLE else "number"
        return {"type": name, "minimum": field.low, "maximum": field.high, "errorMessage": words}
    if kind is Kind.FLAG:
        return {"type": "boolean", "errorMessage": "写 true 或 false，不加引号"}
    if kind is Kind.DURATION:
        words = '写成 "12:30"（分:秒，加英文引号），或者只写秒数'
        seconds = {"type": "integer", "minimum": field.low, "maximum": field.high}
        return {"anyOf": [_text(table.DURATION_PATTERN, words), seconds], "errorMessage": words}
    if kind is Kind.MEDIA:
        found = _text(table.MEDIA_PATTERN, "只写 media 文件夹里的路径，斜杠用 /", 500)
        if field.suffixes:
            words = f"只能用 {'、'.join(field.suffixes)} 结尾的文件"
            found["allOf"] = [{"pattern": _ending(field.suffixes), "patternErrorMessage": words}]
        elif field.key == "file":
            found["not"] = {"type": "string", "pattern": _ending(table.NOT_A_LESSON)}
        return found
    if kind is Kind.ADDRESS:
        return _text(table.ADDRESS_PATTERN, "网址以 http:// 或 https:// 开头，里面不能有空格", 2048)
    if kind is Kind.FEED:
        return _text(table.FEED_PATTERN, "写 feeds.base 下面的路径，或者 http(s) 的完整网址", 2048)
    if kind is Kind.CHOICE:
        return {
            "type": "string",
            "enum": [value for value, _ in field.choices],
            "enumDescriptions": [words for _, words in field.choices],
            "errorMessage": "可以写：" + "、".join(f"{value}（{words}）" for value, words in field.choices),
        }
    if kind is Kind.LIST:
        assert field.of is not None
        found = {"type": "array", "items": {"$ref": f"#/definitions/{field.of.key}"}}
        if field.key == "sections":
            found |= {
                "minItems": table.SECTION_COUNT,
                "maxItems": table.SECTION_COUNT,
                "errorMessage": "版块要正好十个",
            }
        return found
    assert field.of is not None
    if kind is Kind.STATION:
        plain = _text(table.LINE_PATTERN, "站名不能空着", field.longest)
        return {"anyOf": [plain, {"$ref": f"#/definitions/{field.of.key}"}]}
    return {"anyOf": [{"$ref": f"#/definitions/{field.of.key}"}]}


def _ending(suffixes: tuple[str, ...]) -> str:
    """A pattern for file names that end so, in small or capital letters."""
    each = ("".join(f"[{char}{char.upper()}]" if char.isalpha() else f"\\{char}" for char in end) for end in suffixes)
    return f"({'|'.join(each)})$"


def schema_text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


_HEADINGS = {
    "top": "最外层",
    "station": "station：站名",
    "feeds": "feeds：文章从哪里来",
    "today": "today：今日课程",
    "notice": "notices：通知",
    "section": "sections：版块",
    "column": "columns：栏目",
    "lesson": "items：课程",
    "article": "items：文章",
}


def manual_tables() -> str:
    """The part of the manual between the two marks, without them."""
    parts = []
    for shape in table.SHAPES:
        parts.append(f"### {_HEADINGS[shape.key]}\n")
        if shape.note:
            parts.append(f"{shape.note}\n")
        parts.append("| 键 | 意思 | 必须写 | 怎么写 | 例子 |\n|---|---|---|---|---|")
        parts.extend(_row(field) for field in shape.fields)
        parts.append("")
    return "\n".join(parts)


def _row(field: Field) -> str:
    how = field.help
    if field.choices:
        how += "可以写：" + "、".join(f"`{value}` {words}" for value, words in field.choices) + "。"
    if field.suffixes:
        how += f"只能是 {' '.join(field.suffixes)}。"
    if field.kind in (Kind.WHOLE, Kind.NUMBER) and field.low != field.high:
        how += f"（{field.low:g} 到 {field.high:g}）"
    example = f"`{field.key}: {field.example}`" if field.example else ""
    return f"| `{field.key}` | {field.name} | {'是' if field.required else ''} | {how} | {example} |".replace(
        "||", "| |"
    )


def manual_text(old: str) -> str:
    """The manual with its tables renewed. Raises ValueError when the marks are missing."""
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("docs/catalogue.md has lost the marks around its tables")
    return f"{before}{BEGIN}\n\n{manual_tables()}\n{END}{after}"


def main(args: list[str]) -> int:
    fresh = {SCHEMA: schema_text(), MANUAL: manual_text(MANUAL.read_text(encoding="utf-8"))}
    stale = [path for path, text in fresh.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in args:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python tools/make_schema.py")
        return 1 if stale else 0
    for path in stale:
        path.write_text(fresh[path], encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
