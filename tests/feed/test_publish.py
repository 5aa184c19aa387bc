"""`publish`: all or nothing, the same bytes for the same articles, and what is withdrawn is withdrawn."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tvapp.admin import publish

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def article(folder: Path, name: str, title: str, date: str = "2026-03-02", body: str = "正文。", **more: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    front = "".join(f"{key}: {value}\n" for key, value in more.items())
    path = folder / name
    path.write_text(f'---\ntitle: {title}\ndate: "{date}"\n{front}---\n{body}\n', "utf-8")
    return path


def run(source: Path, out: Path) -> int:
    return publish.run(argparse.Namespace(source=str(source), out=str(out)))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def items(out: Path, name: str) -> list[dict[str, object]]:
    found = json.loads((out / name).read_text("utf-8"))["items"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    article(root / "gongkai" / "gonggao", "b.md", "旧通知", "2026-01-01")
    article(root / "gongkai" / "gonggao", "a.md", "新通知", "2026-03-01", "![图](p/图.png)\n\n正文")
    (root / "gongkai" / "gonggao" / "p").mkdir()
    (root / "gongkai" / "gonggao" / "p" / "图.png").write_bytes(PNG)
    article(root / "zhinan", "c.md", "办证", guide="{place: 一楼}", id="banzheng", kind="guide")
    (root / "zhinan" / "_title.txt").write_text("办事指南\n", "utf-8")
    return root


def test_every_folder_of_articles_becomes_a_feed_newest_first(source, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(source, out) == 0
    assert sorted(content(out)) == [
        ".published.json",
        "gongkai/gonggao.json",
        "gongkai/gonggao/p/图.png",
        "zhinan.json",
    ]
    feed = json.loads((out / "gongkai/gonggao.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "gonggao" and "next_url" not in feed
    assert [(one["id"], one["title"]) for one in feed["items"]] == [
        ("gongkai/gonggao/a", "新通知"),
        ("gongkai/gonggao/b", "旧通知"),
    ]
    assert 'src="gonggao/p/%E5%9B%BE.png"' in feed["items"][0]["content_html"]
    guide = json.loads((out / "zhinan.json").read_text("utf-8"))
    assert guide["title"] == "办事指南"
    assert guide["items"][0]["_tvapp"] == {"kind": "guide", "guide": {"place": "一楼"}}
    printed = capsys.readouterr().out
    assert str(out / "gongkai/gonggao.json") in printed and str(out / "zhinan.json") in printed


def test_the_same_articles_give_the_same_files_and_touch_none(source, tmp_path):
    out = tmp_path / "out"
    assert run(source, out) == 0
    before, times = content(out), {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    assert run(source, out) == 0
    assert content(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.json")} == times


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("---\ntitle: 坏\ndate: 昨天\n---\n正文\n", "3:7", "日期"),
        ("---\ntitel: 坏\n---\n正文\n", "2:1", "是不是想写 title"),
        ("---\ntitle: 坏\n---\n", "4:1", "正文是空的"),
        ("---\ndate: 2026-01-01\n---\n正文\n", "1:1", "没有标题"),
        ("---\ntitle: 坏\n---\n\n字\n\n![](no.png)\n", "7:1", "找不到图片"),
        ("---\ntitle: 坏\n---\n![](../../../secret.png)\n", "4:1", "外面"),
        ("---\ntitle: 坏\n---\n![](a.md)\n", "4:1", "格式"),
        ("---\nid: banzheng\ntitle: 坏\n---\n正文\n", "2:5", "已经用在"),
        ("---\ntitle: 坏\n", "1:1", "没有结束"),
    ],
)
def test_a_problem_is_listed_with_its_place_and_nothing_is_replaced(source, tmp_path, capsys, text, place, words):
    out = tmp_path / "out"
    assert run(source, out) == 0
    before = content(out)
    (source / "zhinan" / "c.md").write_text((source / "zhinan" / "c.md").read_text("utf-8") + "\n改过\n", "utf-8")
    (tmp_path / "secret.png").write_bytes(PNG)
    bad = source / "zhinan" / "z.md"
    bad.write_text(text, "utf-8")
    capsys.readouterr()
    assert run(source, out) == 1
    printed = capsys.readouterr().out
    (line,) = [line for line in printed.splitlines() if "错误: " in line]
    assert line.startswith(f"{bad}:{place}: 错误: ") and words in line
    assert content(out) == before


def test_all_problems_are_listed_at_once(source, tmp_path, capsys):
    for number in range(3):
        (source / "zhinan" / f"x{number}.md").write_text(f"---\ntitle: {number}\ndate: no\nkind: no\n---\n", "utf-8")
    assert run(source, tmp_path / "out") == 1
    assert capsys.readouterr().out.count(": 错误: ") == 9
    assert not (tmp_path / "out").exists()


def test_a_missing_date_is_a_reminder_and_no_obstacle(tmp_path, capsys):
    folder = tmp_path / "articles" / "a"
    folder.mkdir(parents=True)
    (folder / "x.md").write_text("# 题\n\n字\n", "utf-8")
    assert run(tmp_path / "articles", tmp_path / "out") == 0
    assert ": 提醒: 没有写日期" in capsys.readouterr().out


def test_a_long_feed_has_pages_and_those_no_longer_needed_go(tmp_path):
    source, out = tmp_path / "articles", tmp_path / "out"
    for number in range(120):
        article(source / "long", f"{number:03}.md", f"第 {number} 篇", f"2026-01-{number % 28 + 1:02}")
    assert run(source, out) == 0
    pages = [json.loads((out / name).read_text("utf-8")) for name in ("long.json", "long-2.json", "long-3.json")]
    assert [page.get("next_url") for page in pages] == ["long-2.json", "long-3.json", None]
    assert [len(page["items"]) for page in pages] == [50, 50, 20]
    dates = [item["date_published"] for page in pages for item in page["items"]]
    assert dates == sorted(dates, reverse=True)
    (out / "long-9.json").write_text("not ours")
    for path in sorted((source / "long").iterdir())[60:]:
        path.unlink()
    assert run(source, out) == 0
    assert sorted(content(out)) == [".published.json", "long-2.json", "long-9.json", "long.json"]


def test_two_folders_that_would_write_one_file_are_a_problem(tmp_path, capsys):
    source = tmp_path / "articles"
    for number in range(51):
        article(source / "a", f"{number}.md", "题", body=str(number))
    article(source / "a-2", "x.md", "题")
    assert run(source, tmp_path / "out") == 1
    assert "a-2.json" in capsys.readouterr().out


def test_a_link_that_leads_out_of_the_folder_is_a_problem(source, tmp_path, capsys):
    (tmp_path / "secret.md").write_text("---\ntitle: 密\n---\n字\n", "utf-8")
    (source / "zhinan" / "link.md").symlink_to(tmp_path / "secret.md")
    assert run(source, tmp_path / "out") == 1
    assert "链接" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["missing", "file", "empty"])
def test_a_source_that_is_none_is_said_in_words(tmp_path, capsys, what):
    source = tmp_path / "articles"
    if what == "file":
        source.write_text("x")
    elif what == "empty":
        source.mkdir()
    assert run(source, tmp_path / "out") == 1
    assert ": 错误: " in capsys.readouterr().out


def test_the_record_of_an_earlier_publish_cannot_make_us_delete_what_lies_outside(source, tmp_path):
    out, outside = tmp_path / "out", tmp_path / "precious.txt"
    outside.write_text("x")
    assert run(source, out) == 0
    (out / ".published.json").write_text(json.dumps(["../precious.txt", str(outside), 5]))
    assert run(source, out) == 0
    assert outside.exists()


_KILLED = """
import os, sys
from pathlib import Path
from tvapp.admin import publish
real, left = os.replace, int(sys.argv[3])
def replace(a, b):
    global left
    if left == 0: os._exit(9)
    left -= 1
    real(a, b)
os.replace = replace
import argparse
publish.run(argparse.Namespace(source=sys.argv[1], out=sys.argv[2]))
"""


@pytest.mark.parametrize("moment", [0, 1, 2, 3])
def test_killed_at_any_rename_every_file_is_the_old_or_the_new_one_whole(source, tmp_path, moment):
    out = tmp_path / "out"
    assert run(source, out) == 0
    before = content(out)
    for path in source.rglob("*.md"):
        path.write_text(path.read_text("utf-8") + "\n又一段。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(source), str(out), str(moment)], check=False, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(publish.__file__).parents[2])}, timeout=60,
    )  # fmt: skip
    assert done.returncode in (0, 9), done.stderr
    fresh = tmp_path / "fresh"
    assert run(source, fresh) == 0
    after = content(fresh)
    for name, data in content(out).items():
        if not name.endswith(".part"):
            assert data in (before.get(name), after.get(name)), name
    assert run(source, out) == 0
    assert content(out) == after  # and nothing half-written is left lying about


def test_a_second_publish_into_the_same_folder_waits_its_turn(source, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(source, out) == 0
    (source / "zhinan" / "c.md").unlink()
    before = content(out)
    with publish._alone(out):
        assert run(source, out) == 1
    assert "正在写" in capsys.readouterr().out
    assert content(out) == before


def test_every_written_file_and_its_folder_are_synced_before_publish_says_so(source, tmp_path, monkeypatch):
    steps: list[tuple[str, str]] = []
    real_sync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        steps.append(("sync", os.readlink(f"/proc/self/fd/{descriptor}")))
        real_sync(descriptor)

    def replace(old: os.PathLike[str], new: os.PathLike[str]) -> None:
        assert ("sync", str(old)) in steps
        steps.append(("rename", str(new)))
        real_replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    out = tmp_path / "out"
    assert run(source, out) == 0
    renamed = [Path(name) for step, name in steps if step == "rename"]
    assert len(renamed) == 4
    last = max(place for place, (step, _) in enumerate(steps) if step == "rename")
    for path in renamed:
        assert ("sync", str(path.parent)) in steps[last:]


def test_a_picture_without_words_is_a_reminder_and_is_published(source, tmp_path, capsys):
    path = article(source / "gongkai" / "gonggao", "d.md", "有图", body="看图\n\n字 ![](p/图.png) ![](p/图.png)")
    assert run(source, tmp_path / "out") == 0
    said = capsys.readouterr().out.splitlines()
    line = next(number for number, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "![" in text)
    assert said[0].startswith(f"{path}:{line}:3: 提醒: 有 2 张图片没有说明文字，这是第一张")
    assert sum("提醒" in one for one in said) == 1
    assert len(items(tmp_path / "out", "gongkai/gonggao.json")) == 3
