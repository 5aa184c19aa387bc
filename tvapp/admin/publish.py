"""`publish SOURCE --out DIR`: folders of Markdown -> the folder of static files that is the office's feed.

Every folder under SOURCE that holds .md files becomes DIR/PATH.json (further pages PATH-2.json …), its pictures beside
it. All is read and checked first, then written aside, and only when all is written put in place: a problem changes
nothing. The same articles give the same bytes, so that an unchanged feed costs its readers one small answer.
Must not: look at the clock, follow links out of SOURCE, or delete a file that an earlier `publish` did not write.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import fcntl
import json
import os
import posixpath
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from tvapp.adapters.markdown_articles import ArticleUnreadable, Source, inside, read_text, take_apart, whole
from tvapp.adapters.safe_file import sync_folder
from tvapp.core.catalogue.pictures import unspoken, unspoken_pictures
from tvapp.core.catalogue.problem import Problem
from tvapp.core.feed_text import http_address
from tvapp.core.feed_wire import item_to, page_to
from tvapp.core.model import Article, ArticleBody

PER_PAGE = 50
"""Articles a page: some 100 KB."""
RECORD = ".published.json"
"""In DIR: what the last `publish` wrote, so that the next one can take away what is no longer."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MAX_PICTURE_BYTES = 5_000_000
MAX_FILES = 20_000
TITLE_FILE = "_title.txt"
"""In a folder of articles: the name of its feed, one line. Without it the folder's own name."""


@dataclass(slots=True)
class Plan:
    """What is to be written: path under DIR with forward slashes -> bytes. First pages come last."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    articles: int = 0

    def error(self, file: str, line: int, column: int, message: str, hint: str) -> None:
        self.problems.append(Problem(file, line, column, "error", message, hint))


def run(args: argparse.Namespace) -> int:
    """`args.source`, `args.out`. 0 when everything was written, 1 with problems on standard output otherwise."""
    source, out = Path(args.source), Path(args.out)
    plan = prepare(source, out)
    for problem in plan.problems:
        print(problem.line_text())
    errors = sum(1 for problem in plan.problems if problem.severity == "error")
    if errors:
        print(f"{errors} 处错误，什么都没有改动。")
        return 1
    try:
        gone = put_in_place(out, plan.files)
    except OSError as error:
        print(f"{out}:1:1: 错误: 写不进去（{error.strerror}）; 看看磁盘满没满、这个文件夹能不能写", file=sys.stdout)
        return 1
    for name in sorted(plan.files):
        print(out / name)
    for name in gone:
        print(f"{out / name}（已撤下）")
    print(f"发布了 {plan.articles} 篇文章，{len(plan.files)} 个文件。")
    return 0


# ---------------------------------------------------------------- reading and checking


def prepare(source: Path, out: Path | None = None) -> Plan:
    """Read SOURCE and decide every file of the feed. Writes nothing."""
    plan = Plan()
    if not source.is_dir():
        what = "这不是一个文件夹" if source.exists() else "没有这个文件夹"
        plan.error(str(source), 1, 1, what, "写放文章的文件夹")
        return plan
    root = source.resolve()
    folders = _folders(root, out.resolve() if out else None)
    seen: dict[str, str] = {}
    feeds: list[tuple[str, list[tuple[Article, ArticleBody]], str]] = []
    for folder in folders:
        place = folder.relative_to(root).as_posix()
        place = "" if place == "." else place
        articles = _articles(folder, place, root, source, plan, seen)
        feeds.append((place or "index", articles, _title(folder, place, source)))
    if not feeds and not plan.problems:
        plan.error(str(source), 1, 1, "里面一篇文章（.md）也没有", "检查文件夹写得对不对")
    for place, articles, title in feeds:
        plan.articles += len(articles)
        for name, data in _pages(place, title, articles):
            if name in plan.files:
                plan.error(
                    str(source), 1, 1, f"两个文件夹要写同一个文件 {name}", "改其中一个文件夹的名字（不要用“-数字”结尾）"
                )
            plan.files[name] = data
    plan.problems.sort(key=lambda problem: (problem.file, problem.line, problem.column))
    return plan


def _folders(root: Path, out: Path | None) -> list[Path]:
    found = []
    for place, folders, files in os.walk(root):
        here = Path(place)
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_")) and (here / one) != out)
        if any(_is_article(name) for name in files):
            found.append(here)
    return sorted(found)


def _is_article(name: str) -> bool:
    return name.lower().endswith(".md") and not name.startswith((".", "_"))


def _title(folder: Path, place: str, source: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = (folder / TITLE_FILE).read_text("utf-8-sig").strip()[:100]
        if text:
            return text.splitlines()[0].strip()
    return posixpath.basename(place) or source.resolve().name


def _articles(
    folder: Path, place: str, root: Path, source: Path, plan: Plan, seen: dict[str, str]
) -> list[tuple[Article, ArticleBody]]:
    found = []
    for path in sorted(folder.iterdir()):
        if not _is_article(path.name) or path.is_dir():
            continue
        shown = str(source / path.relative_to(root))
        if len(seen) >= MAX_FILES:
            plan.error(shown, 1, 1, f"文章太多，超过 {MAX_FILES} 篇", "分成几个文件夹发布")
            break
        if not _stays_inside(path, root):
            plan.error(shown, 1, 1, "这个链接通到文件夹外面", "把文件本身放进来")
            continue
        try:
            parts = take_apart(read_text(path), shown)
        except ArticleUnreadable as error:
            plan.error(shown, 1, 1, error.why, "改好再发布")
            continue
        plan.problems.extend(parts.problems)
        article, body = _checked(parts, path, place, root, shown, plan)
        if article.id in seen:
            line, column = parts.places.get("id", (1, 1))
            plan.error(shown, line, column, f"编号 {article.id} 已经用在 {seen[article.id]}", "换一个编号")
        seen[article.id] = shown
        found.append((article, body))
    return sorted(found, key=lambda one: _newest_first(one[0]))


def _newest_first(article: Article) -> tuple[float, str]:
    if article.published is None:
        return float("inf"), article.id
    return -(article.published - datetime(1, 1, 1, tzinfo=UTC)).total_seconds(), article.id


def _checked(parts: Source, path: Path, place: str, root: Path, shown: str, plan: Plan) -> tuple[Article, ArticleBody]:
    """The article as it goes out, its pictures put down to be copied, and what is missing in it noted."""
    head = parts.head
    sound = not any(problem.severity == "error" for problem in parts.problems)
    if not head.title and sound:  # a misspelt `title` has been named already
        line, column = parts.places.get("title", (1, 1))
        plan.error(shown, line, column, "没有标题", "在文件头写 title: …")
    if head.published is None and "date" not in parts.places and sound:
        plan.problems.append(Problem(shown, 1, 1, "warning", "没有写日期", '在文件头写 date: "2026-01-31" 的样子'))
    if not head.id:
        head = replace(head, id="/".join(filter(None, (place, path.stem))))
    article, body = whole(replace(parts, head=head), lambda src: _picture(src, path, place, root, shown, parts, plan))
    if silent := unspoken_pictures(parts.markdown):
        line, column = silent[0]
        plan.problems.append(Problem(shown, parts.body_line + line - 1, column, "warning", *unspoken(len(silent))))
    if not parts.markdown.strip() and body.guide is None and "guide" not in parts.places:
        plan.error(shown, parts.body_line, 1, "正文是空的", "在文件头下面写正文")
    return article, body


def _picture(src: str, path: Path, place: str, root: Path, shown: str, parts: Source, plan: Plan) -> str:
    """The address of a picture as it goes out: relative to the feed's first page, the file planned to be copied."""
    if http_address(src):
        return http_address(src)
    line = parts.body_line + _line_of(parts.markdown, src)
    name, file = _where(src, place, root)
    if not name or file is None:
        plan.error(shown, line, 1, f"图片 {src[:80]} 在文件夹外面", "图片放在文章旁边，用相对的路径")
        return ""
    if file.suffix.lower() not in PICTURES:
        plan.error(shown, line, 1, f"图片 {src[:80]} 的格式电视不认", "用 png、jpg 或 webp")
        return ""
    try:
        data = file.read_bytes() if file.stat().st_size <= MAX_PICTURE_BYTES else None
    except OSError:
        plan.error(shown, line, 1, f"找不到图片 {src[:80]}", "检查文件名，或把图片放进来")
        return ""
    if data is None:
        plan.error(shown, line, 1, f"图片 {src[:80]} 太大，超过 5 MB", "缩小后再放进来")
        return ""
    if plan.files.setdefault(name, data) != data:
        plan.error(shown, line, 1, f"有两张不同的图片都叫 {name}", "改其中一张的名字")
    feed_folder = posixpath.dirname(place or "index")
    return quote(posixpath.relpath(name, feed_folder or "."))


def _where(src: str, place: str, root: Path) -> tuple[str, Path | None]:
    """(path in the feed, file) of a picture: beside the article, or else in the media folder that SOURCE is part of,
    named from there as channels.yaml names everything."""
    name = inside(place, src)
    if name and _stays_inside(root / name, root) and (root / name).is_file():
        return name, root / name
    media = next((above for above in root.parents if above.name == "media"), None)
    if media is not None and (shared := inside("", src)) and _stays_inside(media / shared, media):
        return shared, media / shared
    return (name, root / name) if name and _stays_inside(root / name, root) else ("", None)


def _line_of(markdown: str, src: str) -> int:
    """Lines before the one where a picture is named (its name may be percent-encoded there)."""
    for name in (src, quote(src)):
        at = markdown.find(name)
        if at >= 0:
            return markdown.count("\n", 0, at)
    return 0


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):
        return False


def _pages(place: str, title: str, articles: list[tuple[Article, ArticleBody]]) -> list[tuple[str, bytes]]:
    """(path, bytes) of the pages of one feed, the last page first."""
    items = [item_to(article, body) for article, body in articles]
    count = max(1, -(-len(items) // PER_PAGE))

    def name(number: int) -> str:
        return f"{place}.json" if number == 1 else f"{place}-{number}.json"

    pages: list[tuple[str, bytes]] = []
    for number in range(count, 0, -1):
        following = quote(posixpath.basename(name(number + 1))) if number < count else None
        # Written into the first page, so that whoever finds that one unchanged need not ask for the others.
        later = sha256(b"".join(page for _, page in reversed(pages))).hexdigest() if number == 1 < count else ""
        data = page_to(title, items[(number - 1) * PER_PAGE : number * PER_PAGE], following, later)
        pages.append((name(number), (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")))
    return pages


# ---------------------------------------------------------------- writing


def put_in_place(out: Path, files: dict[str, bytes]) -> list[str]:
    """Write `files` under `out`, all aside first, then each renamed over its old one; the same bytes are left alone.

    Returns what an earlier publish had written and is taken away now. Raises OSError; then nothing was replaced unless
    the disk failed between two renames.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        return _put_in_place(out, files)


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keeps a second `publish` out of the folder; the lock goes with the process, however it ends. Raises OSError."""
    descriptor = os.open(out, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OSError(errno.EBUSY, "另一个 publish 正在写这个文件夹") from None
        yield
    finally:
        os.close(descriptor)


def _put_in_place(out: Path, files: dict[str, bytes]) -> list[str]:
    before = _record(out)
    gone = sorted(before - files.keys())
    record = (json.dumps(sorted(files), ensure_ascii=False, indent=0) + "\n").encode()
    wanted = {**files, RECORD: record}
    fresh = {name: data for name, data in wanted.items() if not _same(out / name, data)}
    aside: list[tuple[Path, Path]] = []
    try:
        for name, data in fresh.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name[:70]}.{zlib.crc32(path.name.encode()):08x}.part")
            aside.append((part, path))
            _write(part, data)
        for part, path in aside:
            os.replace(part, path)
    finally:
        for part, _ in aside:
            part.unlink(missing_ok=True)
    taken = []
    for name in gone:
        path = out / name
        if path.is_file() and _stays_inside(path, out.resolve()):
            path.unlink(missing_ok=True)
            taken.append(name)
    folders = {path.parent for _, path in aside} | {(out / name).parent for name in taken}
    folders |= {above for folder in list(folders) for above in folder.parents if above.is_relative_to(out)}
    for folder in folders | {out}:
        sync_folder(folder)
    return taken


def _record(out: Path) -> set[str]:
    """Paths that the last publish wrote; a missing or damaged record means none."""
    try:
        names = json.loads((out / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(names, list):
        return set()
    return {name for name in names if isinstance(name, str) and name and inside("", name) == name}


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
