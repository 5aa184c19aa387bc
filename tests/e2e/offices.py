"""Catalogues, lessons and articles of an office that exists for one test."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "media" / "lessons"
NAMES = ["基层党建", "支部党课", "党员教育", "党员风采", "政务公开", "办事指南", "道德讲堂", "招聘信息", "民生服务", "文化科普"]
IDS = ["jiceng", "dangke", "jiaoyu", "fengcai", "gongkai", "zhinan", "daode", "zhaopin", "minsheng", "wenhua"]


def lesson(id: str, title: str, *, file: str = "", url: str = "") -> str:
    """One item in YAML; a file of the shipped lessons, or an address."""
    where = f"url: {url}" if url else f"file: {file}"
    return f"          - id: {id}\n            title: {title}\n            {where}\n"


def catalogue(
    folder: Path,
    lessons: Sequence[str] = (),
    *,
    base: str = "http://127.0.0.1:9/",
    feeds: Mapping[str, str] | None = None,
    station: str = "测试街道",
) -> Path:
    """Writes channels.yaml: `lessons` in 支部党课, `feeds` (section id -> path) where named, one article elsewhere."""
    lines = [f"version: 1\nstation: {station}\nfeeds:\n  base: {base}\nsections:\n"]
    for id, name in zip(IDS, NAMES, strict=True):
        lines.append(f"  - id: {id}\n    title: {name}\n    columns:\n      - id: {id}-a\n        title: 第一栏\n")
        if id == "dangke" and lessons:
            lines.append("        items:\n" + "".join(lessons))
        elif feeds and id in feeds:
            lines.append(f"        feed: {feeds[id]}\n")
        else:
            lines.append(f"        items:\n          - id: {id}-1\n            title: {name}的一篇\n")
            lines.append("            text: 这里写着一句话。\n")
    path = folder / "channels.yaml"
    aside = folder / "channels.yaml.new"
    aside.write_text("".join(lines), encoding="utf-8")
    os.replace(aside, path)
    return path


def media(folder: Path, *names: str) -> Path:
    """A media folder with some of the shipped lessons."""
    lessons = folder / "media" / "lessons"
    lessons.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(LESSONS / name, lessons / name)
    return lessons


def article(folder: Path, name: str, title: str, body: str, date: str = "2026-11-20") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(
        f'---\nid: {name}\ntitle: {title}\nissuer: 测试街道办事处\ndate: "{date}"\n---\n\n{body}\n', encoding="utf-8"
    )
    return path


def publish(source: Path, out: Path) -> None:
    """`main.py publish`, which must succeed."""
    command = [sys.executable, str(ROOT / "main.py"), "publish", str(source), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def served(out: Path, port: int = 0) -> Iterator[str]:
    """`main.py serve`; the address it says."""
    command = [sys.executable, str(ROOT / "main.py"), "serve", str(out), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = re.search(r"http://[\d.]+:\d+/", server.stdout.readline())
        assert said, "the server did not say its address"
        yield said[0]
    finally:
        server.terminate()
        server.wait(10)
        assert server.stdout is not None
        server.stdout.close()


def stored_place(state: Path, item: str) -> float | None:
    """The position of a lesson as the next start will find it; None when nothing is kept."""
    code = (
        "import json, sys\nfrom pathlib import Path\nfrom tvapp.adapters.store import SqliteStore\n"
        "store = SqliteStore(Path(sys.argv[1]))\nrecord = store.load().records.get(sys.argv[2])\nstore.close()\n"
        "print(json.dumps(record.position_s if record else None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(state / "tv.db"), item], capture_output=True, text=True, cwd=ROOT, check=True
    )
    place: float | None = json.loads(done.stdout)
    return place
