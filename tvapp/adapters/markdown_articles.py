"""Our own articles: a Markdown file with YAML front matter -> an Article and its body, and what is wrong with it.

At run time it is lenient: a bad field is an empty field. `publish` takes the problems and refuses.
Must not: leave the folder it is given, or import the Markdown parser before a body is wanted.
"""

from __future__ import annotations

import posixpath
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from tvapp.core.blocks import Heading
from tvapp.core.catalogue.nodes import Mapping, Node, Scalar
from tvapp.core.catalogue.problem import Problem
from tvapp.core.feed_dates import day, moment
from tvapp.core.feed_text import as_text, http_address
from tvapp.core.feed_wire import digest, kind_from
from tvapp.core.guide_fields import GUIDE_FIELDS, guide_from
from tvapp.core.model import ARTICLE_KINDS, Article, ArticleBody
from tvapp.core.value import dataclass

MAX_FILE_BYTES = 1_000_000
MAX_FRONT = 100_000
"""Characters of front matter."""

FIELDS: tuple[str, ...] = (
    "id", "title", "kind", "issuer", "date", "updated", "doc_no", "index_no", "effective", "expires", "topic",
    "summary", "url", "cover", "guide",
)  # fmt: skip
"""What may stand in the front matter."""
DATES = ("date", "updated", "effective", "expires")
_FENCE = re.compile(r"-{3,}[ \t]*\Z")
_OPENERS = re.compile(r"[\[{]{50}")


class ArticleUnreadable(ValueError):
    """The file cannot be read at all. `why` in Chinese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown article taken apart; its body is still Markdown."""

    head: Article
    markdown: str
    body_line: int
    """The line, from 1, on which the Markdown begins."""
    guide: Any
    problems: tuple[Problem, ...]
    places: dict[str, tuple[int, int]]
    """Where the value of each front matter field begins."""


def read_article(path: Path | None, text: str | None, *, folder: str | None = None) -> tuple[Article, ArticleBody]:
    """A whole article from a file, or from Markdown in place (`text` goes first).

    `folder` is the file's folder inside media/, found from its path if not given. Pictures come back as paths inside
    media/; those that would leave it are dropped. A picture is looked for beside the article, and else taken as named
    from media/. Raises ArticleUnreadable.
    """
    here = _folder_of(path) if folder is None else folder
    source = take_apart(text if text is not None else read_text(path), str(path or ""))

    def picture(src: str) -> str:
        beside = inside(here, src)
        if not here or path is None or http_address(src) or (path.parent / src).is_file():
            return beside
        return inside("", src)

    return whole(source, picture)


def _folder_of(path: Path | None) -> str:
    """The folder of a file inside the nearest folder named media; empty when it stands in none."""
    if path is None:
        return ""
    media = next((above for above in path.parents if above.name == "media"), None)
    return "" if media is None else path.parent.relative_to(media).as_posix().removeprefix(".")


def read_head(path: Path | None, text: str | None) -> Article:
    """The head alone, quickly: the Markdown is not parsed. Raises ArticleUnreadable."""
    return take_apart(text if text is not None else read_text(path), str(path or "")).head


def inside(folder: str, src: str) -> str:
    """The path inside media/ of a picture named in an article of `folder`; an http(s) address as it is; else empty."""
    if http_address(src):
        return http_address(src)
    if not src or ":" in src or "\\" in src or src.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(folder, src))
    return "" if path.startswith("..") or path == "." else path


def read_text(path: Path | None) -> str:
    """The text of an article's file. Raises ArticleUnreadable."""
    if path is None:
        raise ArticleUnreadable("没有写文章的位置")
    try:
        if stat.S_ISFIFO(path.stat().st_mode):  # opening it would wait for a writer for ever
            raise ArticleUnreadable("这不是文字文件")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except IsADirectoryError:
        raise ArticleUnreadable("这是一个文件夹，不是文章") from None
    except FileNotFoundError:
        raise ArticleUnreadable("文章文件不在了") from None
    except OSError as error:
        raise ArticleUnreadable(f"文章文件读不出来（{error.strerror}）") from error
    if len(data) > MAX_FILE_BYTES:
        raise ArticleUnreadable("文章太大，超过 1 MB")
    if b"\0" in data:
        raise ArticleUnreadable("这不是文字文件")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArticleUnreadable("文件不是 UTF-8（像是 GBK），请另存为 UTF-8") from None


def take_apart(text: str, file: str) -> Source:
    """Front matter and Markdown of one article. Never raises; what is wrong is in `problems`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    front, body_line, problems = _front(lines, file)
    data: dict[str, Any] = {}
    places: dict[str, tuple[int, int]] = {}
    if front:
        root, found = _tree(front, file)
        problems += found
        if isinstance(root, Mapping):
            check = _Check(file)
            data = check.fields(root, places)
            problems += check.problems
        elif root is not None:
            what, how = "文件头要一行一个“键: 值”", "例如 title: 标题"
            problems.append(Problem(file, root.line, root.column, "error", what, how))
    markdown = "\n".join(lines[body_line - 1 :])
    guide = guide_from(data.get("guide"))
    head = Article(
        id=as_text(data.get("id"), 200),
        title=as_text(data.get("title"), 300) or _first_heading(markdown),
        kind=kind_from(data.get("kind"), guide),
        issuer=as_text(data.get("issuer"), 120),
        published=moment(data.get("date")),
        updated=moment(data.get("updated")),
        doc_no=as_text(data.get("doc_no"), 120),
        index_no=as_text(data.get("index_no"), 120),
        effective=day(data.get("effective")),
        expires=day(data.get("expires")),
        topic=as_text(data.get("topic"), 120),
        summary=as_text(data.get("summary")),
        url=http_address(data.get("url")),
        cover=as_text(data.get("cover"), 500) or None,
    )
    return Source(replace(head, revision=digest(text)), markdown, body_line, guide, tuple(problems), places)


def whole(source: Source, picture: Any) -> tuple[Article, ArticleBody]:
    """The article with its body parsed; `picture` maps picture addresses (see markdown_blocks)."""
    from tvapp.adapters.markdown_blocks import markdown_to_blocks

    blocks = markdown_to_blocks(source.markdown, picture)
    if blocks and blocks[0] == Heading(source.head.title, 1):
        blocks = blocks[1:]  # the title is shown above the body anyway
    return source.head, ArticleBody(blocks, source.guide)


def _front(lines: list[str], file: str) -> tuple[list[str], int, list[Problem]]:
    """(lines of front matter with the opening one blank, line of the body, problems)."""
    if not _FENCE.match(lines[0]):
        return [], 1, []
    for number in range(1, len(lines)):
        if _FENCE.match(lines[number]):
            if sum(map(len, lines[:number])) > MAX_FRONT:
                return [], number + 2, [Problem(file, 1, 1, "error", "文件头太长", "正文写在第二个 --- 之后")]
            return ["", *lines[1:number]], number + 2, []
    return [], 2, [Problem(file, 1, 1, "error", "文件头没有结束", "在文件头最后一行之后另起一行写 ---")]


def _tree(front: list[str], file: str) -> tuple[Node | None, list[Problem]]:
    from tvapp.adapters.yaml_nodes import patient_tree, quick_tree

    text = "\n".join(front)
    for number, line in enumerate(front):
        if _OPENERS.search(line):
            return None, [Problem(file, number + 1, 1, "error", "括号套得太深", "方括号是文字的话，整个值加英文引号")]
    try:
        tree = quick_tree(text, file) or patient_tree(front, file, frozenset())
    except Exception as error:  # the parser's own errors (a control character, a lone surrogate) have many types
        import yaml

        if not isinstance(error, yaml.YAMLError):
            raise
        return None, [Problem(file, 1, 1, "error", "文件头里有不能用的字符", "删去看不见的字符")]
    return tree.root, list(tree.problems)


def _first_heading(markdown: str) -> str:
    for line in markdown.split("\n", 40)[:40]:
        if line.startswith("# "):
            return as_text(line[2:].strip(" #"), 300)
        if line.strip():
            return ""
    return ""


class _Check:
    """One front matter: plain data out of nodes, and all that is wrong with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def error(self, node: Node, message: str, hint: str) -> None:
        if len(self.problems) < 200:
            self.problems.append(Problem(self.file, node.line, node.column, "error", message, hint))

    def fields(self, root: Mapping, places: dict[str, tuple[int, int]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, node in self.pairs(root, FIELDS, "文件头"):
            places[name] = (node.line, node.column)
            if name == "guide":
                data[name] = self.guide(node)
                continue
            if not isinstance(node, Scalar):
                self.error(node, f"{name} 要写一句话", f"写成 {name}: …，不要分成几行")
                continue
            value = None if node.is_null or node.broken else node.text
            data[name] = value
            if value is None:
                continue
            if name in DATES and (day(value) is None or len(value) < 8):
                self.error(node, f"{name} 不是一个日期：{_short(value)}", '写成 "2026-01-31" 的样子')
            elif name == "kind" and value not in ARTICLE_KINDS:
                self.error(node, f"没有 {_short(value)} 这种文章", _meant(value, ARTICLE_KINDS))
            elif name == "url" and not http_address(value):
                self.error(node, "网址要用 http:// 或 https:// 开头，中间没有空格", "写成 https://… 的样子")
        effective, expires = day(data.get("effective")), day(data.get("expires"))
        if effective and expires and expires < effective:
            line, column = places["expires"]
            self.problems.append(Problem(self.file, line, column, "error", "失效日期早于生效日期", "改正其中一个日期"))
        return data

    def pairs(self, node: Mapping, known: Any, where: str) -> list[tuple[str, Node]]:
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            name = key.text if isinstance(key, Scalar) else ""
            if name not in known:
                self.error(key, f"{where}里没有 {_short(name)} 这一项", _meant(name, tuple(known)))
            elif name in found:
                self.error(key, f"{name} 写了两遍", f"上一处在第 {found[name].line} 行，留一个")
            else:
                found[name] = value
        return list(found.items())

    def guide(self, node: Node) -> dict[str, Any] | None:
        if isinstance(node, Scalar) and node.is_null:
            return None
        if not isinstance(node, Mapping):
            self.error(node, "guide 下面要一行一个“键: 值”", "例如 place: 社区服务中心一楼")
            return None
        data: dict[str, Any] = {}
        for name, value in self.pairs(node, GUIDE_FIELDS, "guide "):
            if isinstance(value, Scalar) and value.is_null:
                continue
            kind = GUIDE_FIELDS[name]
            data[name] = plain(value)
            if not _fits(kind, value):
                what, how = _WANTED[kind]
                self.error(value, f"{name} {what}", how)
            elif kind == "date" and day(data[name]) is None:
                self.error(value, f"{name} 不是一个日期：{_short(str(data[name]))}", '写成 "2026-01-31" 的样子')
            elif kind == "materials":
                self.each(value, name, ("name", "note"), "name")
            elif kind == "answers":
                self.each(value, name, ("q", "a"), "q")
        return data

    def each(self, node: Node, name: str, known: tuple[str, ...], required: str) -> None:
        for one in getattr(node, "items", ()):
            if isinstance(one, Mapping):
                found = dict(self.pairs(one, known, f"{name} "))
                value = found.get(required)
                if not isinstance(value, Scalar) or value.is_null:
                    self.error(one, f"{name} 的这一条缺少 {required}", f"补上 {required}: …")


_WANTED = {
    "text": ("要写一句话", "不要分成几行"),
    "texts": ("要写成列表", "每条一行，用“- ”开头"),
    "count": ("要写一个数", "例如 visits: 1"),
    "date": ("要写一个日期", '写成 "2026-01-31" 的样子'),
    "materials": ("要写成列表，每条有 name", "写成“- name: 身份证”，需要时下面加 note"),
    "pairs": ("要一行一个“名称: 内容”", "例如 事项名称: 老年人优待证办理"),
    "answers": ("要写成列表，每条有 q 和 a", "写成“- q: 问题”，下一行“a: 回答”"),
}


def _fits(kind: str, node: Node) -> bool:
    items = getattr(node, "items", None)
    match kind:
        case "text" | "date":
            return isinstance(node, Scalar)
        case "count":
            return isinstance(node, Scalar) and node.text.isascii() and node.text.isdigit() and len(node.text) < 4
        case "texts":
            return isinstance(node, Scalar) or (items is not None and all(isinstance(one, Scalar) for one in items))
        case "pairs":
            return isinstance(node, Mapping) and all(
                isinstance(key, Scalar) and isinstance(value, Scalar) for key, value in node.pairs
            )
        case "answers":
            return items is not None and all(isinstance(one, Mapping) for one in items)
        case _:
            return items is not None and all(isinstance(one, (Mapping, Scalar)) for one in items)


def plain(node: Node) -> Any:
    """Dicts, lists and texts; everything unquoted is a text too (12:30 and 0123 stay what they are)."""
    if isinstance(node, Scalar):
        return None if node.is_null or node.broken else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs if isinstance(key, Scalar)}
    return [plain(one) for one in node.items]


def _short(text: str) -> str:
    text = as_text(text, 30)
    return f"“{text}”" if text else "空的名字"


def _meant(word: str, words: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(word.strip().lower(), words, n=1, cutoff=0.6)
    return f"是不是想写 {found[0]}？" if found else "可以写的有：" + "、".join(words)
