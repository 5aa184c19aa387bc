"""`main.py sync [--catalogue FILE] [--state DIR] [--json]`: one pass over all feeds, told line by line.

Writes only to the state folder; a television that runs on the same folder is not disturbed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tvapp.arguments import Parser

if TYPE_CHECKING:
    from tvapp.adapters.pull import Pulled

OUTCOMES = {"fetched": "已取回", "not_modified": "没有变化", "failed": "没取到"}


def run(args: list[str]) -> int:
    """0: every feed was reached; 1: some failed, or catalogue or state folder cannot be used; 2: wrong usage."""
    parser = Parser("main.py sync", "把目录里的所有文章源更新一遍，逐个说明结果。")
    parser.add_argument("--catalogue", metavar="FILE", help="目录文件（不写就是 main.py 旁边的 channels.yaml）")
    parser.add_argument("--state", metavar="DIR", help="存放记录的文件夹（不写就用默认的数据文件夹）")
    parser.add_argument("--json", action="store_true", help="每个文章源输出一行 JSON，别的什么都不输出")
    try:
        chosen = parser.parse_args(args)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    from tvapp.adapters.catalogue_file import read_catalogue
    from tvapp.adapters.paths import default_state_dir
    from tvapp.core.pulling import feeds_of

    path = Path(chosen.catalogue) if chosen.catalogue else Path(__file__).parents[2] / "channels.yaml"
    reading = read_catalogue(path, chosen.catalogue or str(path))
    if reading.catalogue is None:
        for problem in reading.problems:
            if problem.severity == "error":
                print(problem.line_text(), file=sys.stderr)
        print("目录有错，没有更新。请先运行 check 查看并改正。", file=sys.stderr)
        return 1
    state = Path(chosen.state) if chosen.state else default_state_dir()
    return pull_all(feeds_of(reading.catalogue), state, as_json=chosen.json)


def pull_all(feeds: Iterable[str], state: Path, *, as_json: bool) -> int:
    """One pass, one line a feed. A server that is down is asked once."""
    from tvapp.adapters.feed_parse import parse_feed
    from tvapp.adapters.http import Http
    from tvapp.adapters.paths import store_path
    from tvapp.adapters.pull import Pulled, pull_feed
    from tvapp.adapters.store import SqliteStore
    from tvapp.core.pulling import FetchFailed, server_of

    unsaved: list[str] = []
    down: dict[str, FetchFailed] = {}
    feeds = tuple(feeds)
    failed = 0
    with closing(SqliteStore(store_path(state), on_failed=unsaved.append)) as store, closing(Http()) as http:
        store.load()
        for feed in feeds:
            stopped = down.get(server_of(feed))
            if stopped is not None:
                pulled = Pulled(feed, "failed", store.shelf(feed), why=stopped.why, code=stopped.code)
            else:
                pulled = pull_feed(feed, store, http.fetch, parse_feed, datetime.now(UTC))
            if pulled.failure is not None and pulled.failure.server_down:
                down[server_of(feed)] = pulled.failure
            failed += pulled.outcome == "failed"
            _tell(_as_data(pulled) if as_json else _line(pulled))
        store.keep_feeds(feeds, datetime.now(UTC))
    if unsaved:
        print(f"取到的内容没能保存：{unsaved[0]}（{state}）", file=sys.stderr)
    if not as_json:
        _tell(f"共 {len(feeds)} 个文章源，{len(feeds) - failed} 个正常，{failed} 个没取到。")
    return 1 if failed or unsaved else 0


def _as_data(pulled: Pulled) -> str:
    names = ("feed", "outcome", "new", "changed", "gone", "requests", "bytes", "why")
    return json.dumps({name: getattr(pulled, name) for name in names}, ensure_ascii=False)


def _line(pulled: Pulled) -> str:
    words = f"{OUTCOMES[pulled.outcome]}：{pulled.feed}"
    if pulled.why:
        words += f"：{pulled.why}"
    counts = (("新", pulled.new), ("改", pulled.changed), ("撤下", pulled.gone))
    said = "，".join(f"{name} {count} 篇" for name, count in counts if count)
    if said:
        words += f"（{said}）"
    return words


def _tell(line: str) -> None:
    """Feeds and reasons come from outside; a console that cannot show a character gets an escape for it."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), flush=True)
