"""The television itself, measured on a virtual screen: starts, keys, rest, memory. Used by `python -m bench`.

Every figure is taken from outside: keys by XTEST, pictures from the screen's own memory, processor time and memory from
/proc. The trace is read only for `ready`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.screen import Screen, pss_mb, stop
from bench.window_bench import idle_share, key_times

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = (
    "基层党建", "支部党课", "党员教育", "党员风采", "政务公开", "办事指南", "道德讲堂", "招聘信息", "民生服务", "文化科普",
)  # fmt: skip
FEED = "http://127.0.0.1:9/da.json"
"""Nobody listens there: what is shown is what is stored."""


@dataclass(frozen=True, slots=True)
class Running:
    screen: Screen
    child: subprocess.Popen[bytes]
    ready_s: float
    """From the program's start to the first frame of home."""


_WORDS = (
    "水乡", "重庆", "党课", "书香", "银行", "社区", "老年", "通知", "安排", "桥边", "讲堂", "数字", "生活", "慢慢学", "办理",
    "医保", "助餐",
)  # fmt: skip


def _title(number: int) -> str:
    """A title of some fifteen characters, as offices write them, with readings of every sort."""
    return "".join(_WORDS[(number * k + k * k) % len(_WORDS)] for k in range(1, 7)) + f"{number}号"


def catalogue(
    path: Path, lessons: int, *, notices: int = 1, feed: bool = False, small_list: int = 10, titles: bool = False
) -> Path:
    """A catalogue with so many lessons: `small_list` of them in section 1, the rest in section 2. `titles`: real ones."""
    lines = ["version: 1", "station: 示范街道", "feeds:", "  base: http://127.0.0.1:9/"]
    lines += ["notices:"] + [f"  - text: 第{i + 1}条通知，照常办事。" for i in range(notices)]
    lines.append("sections:")
    for place, title in enumerate(SECTIONS):
        lines += [f"  - id: s{place}", f"    title: {title}", "    columns:"]
        if place == 4 and feed:
            lines += ["      - title: 公告", "        feed: da.json"]
            continue
        count = small_list if place == 0 else lessons - small_list if place == 1 else 0
        if count <= 0:
            lines += ["      - title: 课程", "        items: []"]
            continue
        lines += ["      - title: 课程", "        items:"]
        for number in range(count):
            lines += [f"          - id: k{place}-{number}", f"            title: {_title(number) if titles else f'第{number + 1}课'}"]
            lines += [f"            url: http://127.0.0.1:9/{place}-{number}.mp4", "            duration: 600"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (path.parent / "media").mkdir(exist_ok=True)
    return path


def stored_articles(state: Path, count: int, *, titles: bool = False) -> None:
    """Puts so many articles of one feed into the store of this state folder. `titles`: real ones."""
    from tvapp.adapters.paths import store_path
    from tvapp.adapters.store import SqliteStore
    from tvapp.core.blocks import Paragraph
    from tvapp.core.feed import FeedDelta
    from tvapp.core.model import Article, ArticleBody
    from tvapp.core.pulling import FeedMeta

    state.mkdir(parents=True, exist_ok=True)
    day = datetime(2026, 11, 1, tzinfo=UTC)
    articles = tuple(
        Article(
            f"a{i}", _title(i + 7) if titles else f"第{i}篇文章的题目", issuer="示范街道办事处", published=day, revision=str(i)
        )
        for i in range(count)
    )
    body = ArticleBody((Paragraph("正文。" * 200),))
    store = SqliteStore(store_path(state))
    store.load()
    store.apply_feed(
        FEED, FeedDelta(articles=articles, bodies={a.id: body for a in articles}), FeedMeta("公告", fetched_at=day)
    )
    store.flush()
    store.close()


def wait_ready(trace: Path, child: subprocess.Popen[bytes], timeout_s: float = 60.0) -> float:
    """The monotonic moment of `ready`. RuntimeError when the program has ended, TimeoutError when it never comes."""
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        if child.poll() is not None:
            raise RuntimeError(f"the television ended with {child.returncode}")
        if trace.exists():
            for line in trace.read_text(encoding="utf-8").splitlines():
                if '"ready"' in line:
                    return float(json.loads(line)["t"])
        time.sleep(0.005)
    raise TimeoutError("never ready")


@contextmanager
def television(screen: Screen, folder: Path, channels: Path, *options: str) -> Iterator[Running]:
    """The television on this screen with the state of `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    trace = folder / "trace.jsonl"
    trace.unlink(missing_ok=True)
    command = [
        sys.executable, str(ROOT / "main.py"), "run", "--catalogue", str(channels), "--state", str(folder / "state"),
        "--trace", str(trace), "--no-welcome", *options,
    ]  # fmt: skip
    since = time.monotonic()
    child = screen.start(command, log=folder / "log.txt")
    try:
        ready = wait_ready(trace, child) - since
        yield Running(screen, child, ready)
    finally:
        stop(child)


def start_s(screen: Screen, folder: Path, channels: Path, rounds: int = 3, *, edit: bool = False) -> float:
    """Median of some starts, seconds; with `edit` the catalogue is saved anew before each."""
    times = []
    for _ in range(rounds):
        if edit:
            channels.write_text(channels.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
        with television(screen, folder, channels) as running:
            times.append(running.ready_s)
            screen.wait_still(0.5)
        screen.wait_still()
    return statistics.median(times)


def search_ms(running: Running, trace: Path, rounds: int) -> list[float]:
    """Milliseconds from every key typed on the page of the search to the last picture that follows from it.

    What changes after a key there is the box, and then the results: the newest `view` before the next key shows both.
    """
    screen = running.screen
    screen.key("F4")
    screen.wait_still(0.5)
    for name in ["7", "9", "3", "5", "0", "2", "7", "9", "4", "0"] * rounds:  # 水乡党课, 重庆银行
        screen.key(name)
        screen.wait_still(0.4)
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    keys = [line["t"] for line in lines if line["event"] == "key" and line["key"].startswith("DIGIT_")]
    views = [line["t"] for line in lines if line["event"] == "view"]
    times = []
    for began, until in zip(keys, [*keys[1:], float("inf")], strict=True):
        shown = [at for at in views if began < at < min(until, began + 0.4)]
        if shown:
            times.append((shown[-1] - began) * 1000.0)
    return times


def frame_ms(running: Running, trace: Path, names: list[str]) -> list[float]:
    """Milliseconds from each key to the frame that shows what it did, by the trace."""
    screen = running.screen
    before = len(trace.read_text(encoding="utf-8").splitlines())
    for name in names:
        screen.key(name)
        screen.wait_still(0.3)
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()[before:]]
    shown = {line["n"]: line["t"] for line in lines if line["event"] == "frame"}
    return [(shown[line["n"]] - line["t"]) * 1000.0 for line in lines if line["event"] == "key" and line["n"] in shown]


def settled_ms(screen: Screen, names: list[str], pause_s: float = 0.4) -> float:
    """Median milliseconds from a key to the last change that it brings."""
    times = []
    for name in names:
        time.sleep(pause_s)
        sent = screen.key(name)
        screen.wait_change()
        times.append((screen.wait_still(0.3) - sent) * 1000.0)
    return statistics.median(times)


def alternate(names: list[str], count: int) -> list[str]:
    return [names[i % len(names)] for i in range(count)]


__all__ = ["alternate", "catalogue", "frame_ms", "idle_share", "key_times", "pss_mb", "settled_ms", "start_s", "stored_articles",
           "television"]  # fmt: skip
