"""Run by test_power_cut.py: kills a writing process again and again, and checks that nothing acknowledged is lost.

    python hammer.py FOLDER ROUNDS SEED

Each round forks a child that saves as fast as it can and tells through a pipe what the store has acknowledged; the
parent kills it (SIGKILL) after a random number of acknowledgements and a random moment more, and reads the file as
the next start would. Prints one line of JSON at the end; a loss ends it with exit status 1.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tvapp.adapters.store import SqliteStore
from tvapp.core.blocks import Paragraph
from tvapp.core.feed import FeedDelta
from tvapp.core.model import Article, ArticleBody, Record
from tvapp.core.pulling import FeedMeta

ITEMS = 5
FEED = "https://office.example/feed.json"
WHEN = datetime(2026, 11, 22, tzinfo=UTC)


def write_for_ever(path: Path, first: int, told: int) -> None:
    """The child: progress of five lessons, and now and then a feed. Never returns."""
    store = SqliteStore(path)
    store.load()
    number = first
    while True:
        number += 1
        item = f"lesson-{number % ITEMS}"
        record = Record(item, float(number), 1e9, float(number), ((0, number),), False, 0, "", WHEN)
        store.save_record(record, partial(_tell, told, f"{item} {number}\n"))
        if number % 7 == 0:
            articles = tuple(Article(str(n), f"第 {number} 版", revision=str(number)) for n in range(20))
            bodies = {article.id: ArticleBody((Paragraph(f"第 {number} 版" * 50),)) for article in articles}
            if store.apply_feed(FEED, FeedDelta(articles, bodies), FeedMeta(str(number))):
                _tell(told, f"feed {number}\n")
        else:
            store.flush()


def _tell(told: int, line: str) -> None:
    os.write(told, line.encode())


def check(path: Path, acknowledged: dict[str, int]) -> str:
    """What is wrong with the file, or nothing."""
    store = SqliteStore(path)
    try:
        memory = store.load()
        for item, number in acknowledged.items():
            if item == "feed":
                title = memory.shelves[FEED].title if FEED in memory.shelves else "0"
                if int(title or 0) < number:
                    return f"feed {number} was acknowledged, {title} is there"
                continue
            record = memory.records.get(item)
            if record is None or record.position_s < number:
                return f"{item} {number} was acknowledged, {record} is there"
            if record.watched != ((0, int(record.position_s)),):
                return f"half a record: {record}"
        shelf = memory.shelves.get(FEED)
        for article in shelf.articles if shelf else ():
            body = store.load_body(FEED, article.id)
            if body is None or not body.blocks[0].text.startswith(article.title):  # type: ignore[union-attr]
                return f"half a feed: {article}"
    finally:
        store.close()
    return "; ".join(str(broken) for broken in path.parent.glob("*.broken*"))


def main(folder: Path, rounds: int, seed: int) -> int:
    chance = random.Random(seed)
    acknowledged: dict[str, int] = {}
    total = number = 0
    path = folder / "0" / "tv.db"
    for turn in range(rounds):
        if turn % 20 == 0:  # a first start can be cut off as well
            path, acknowledged = folder / str(turn) / "tv.db", {}
        listen, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(listen)
            write_for_ever(path, number, told)
        os.close(told)
        wanted, data = chance.choice((0, 0, 1, 3, 10, 30)), b""
        while data.count(b"\n") < wanted:
            data += os.read(listen, 65536)
        end = time.perf_counter() + chance.uniform(0, 0.02 if wanted == 0 else 0.004)
        while time.perf_counter() < end:
            pass
        os.kill(child, signal.SIGKILL)
        while more := os.read(listen, 65536):
            data += more
        os.close(listen)
        os.waitpid(child, 0)
        for line in data.decode().split("\n")[:-1]:
            item, position = line.split()
            acknowledged[item] = int(position)
            number = max(number, int(position))
            total += 1
        wrong = check(path, acknowledged)
        if wrong:
            print(json.dumps({"rounds": turn + 1, "lost": wrong}, ensure_ascii=False))
            return 1
    print(json.dumps({"rounds": rounds, "acknowledged": total, "lost": ""}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
