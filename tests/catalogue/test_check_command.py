"""`check` as people and scripts use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tvapp.adapters.catalogue_file import read_catalogue
from tvapp.admin import check

ROOT = Path(__file__).resolve().parents[2]

CODE = "import sys; from tvapp.admin.check import run; sys.exit(run(sys.argv[1:]))"


@pytest.fixture
def bad(tmp_path: Path, lines: list[str]) -> Path:
    (tmp_path / "media" / "lessons").mkdir(parents=True)
    (tmp_path / "media" / "articles").mkdir()
    (tmp_path / "media" / "lessons" / "shici.mp4").write_bytes(b"x")
    (tmp_path / "media" / "articles" / "guanxi.md").write_bytes(b"x")
    (tmp_path / "media" / "a.srt").write_bytes(b"x")
    lines[19:20] = [lines[19], "            subtitle: a.srt"]
    lines[23:24] = [lines[23], "            subtitle: a.srt"]
    lines[17] = "            titel: 入党誓词"
    lines[19] = "            duration: 12:30"
    path = tmp_path / "channels.yaml"
    path.write_text("\n".join(lines))
    return path


def test_each_problem_is_one_line_and_the_last_is_the_count(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{bad}:18:13: 错误: 这门课程里没有「titel」这个键; 是不是想写 title（标题）？"
    assert lines[1].startswith(f"{bad}:20:23: 提醒: ")
    assert lines[2:] == ["1 处错误，1 条提醒。"]


def test_reminders_alone_are_exit_0(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad.write_text(bad.read_text().replace("titel", "title"))
    assert check.run([str(bad)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "没有错误，1 条提醒。"


def test_json_is_one_object_a_problem_and_nothing_else(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(["--json", str(bad)]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(problem) for problem in found] == [{"file", "line", "column", "severity", "message", "hint"}] * 2
    assert [(problem["line"], problem["column"], problem["severity"]) for problem in found] == [
        (18, 13, "error"),
        (20, 23, "warning"),
    ]
    assert found[0]["file"] == str(bad)


def test_a_good_file_in_json_prints_nothing(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad.write_text(bad.read_text().replace("titel", "title").replace("12:30", '"12:30"'))
    assert (check.run([str(bad), "--json"]), capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize("args", [["--nope"], ["a", "b"]])
def test_wrong_usage_is_exit_2_without_a_traceback(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(args) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help_is_exit_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(["--help"]) == 0
    assert "channels.yaml" in capsys.readouterr().out


def test_the_default_file_is_the_one_beside_main_py() -> None:
    assert check.default_catalogue() == Path(__file__).resolve().parents[2] / "channels.yaml"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "zh_CN.GBK"])
def test_the_list_comes_out_in_every_locale_and_with_every_file_name(locale: str, bad: Path) -> None:
    odd = os.fsencode(bad.parent) + b"/\xff\xfe:\xe8\xaf\xbe.yaml"
    os.rename(bad, odd)
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", CODE, odd, "--json"], capture_output=True, env=environment, timeout=60, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2


def test_the_shipped_catalogue_is_good() -> None:
    from tvapp.adapters.catalogue_file import read_catalogue

    errors = [p.line_text() for p in read_catalogue(check.default_catalogue()).problems if p.severity == "error"]
    assert errors == []


def test_importing_the_command_costs_nothing() -> None:
    code = "import sys, tvapp.admin.check; assert not {'yaml', 'kivy', 'vlc', 'requests', 'sqlite3'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)


def test_lessons_without_subtitles_are_told_in_one_line_a_section(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = bad.read_text().replace("titel", "title").replace("12:30", '"12:30"')
    first, rest = text.split("            subtitle: a.srt\n", 1)
    bad.write_text(first + rest)
    assert check.run([str(bad)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bad}:19:19: 提醒: 这一课没有字幕") and "subtitle: 文件" in lines[0]
    assert lines[1:] == ["没有错误，1 条提醒。"]
    bad.write_text(text.replace("            subtitle: a.srt\n", ""))
    assert check.run([str(bad), "--json"]) == 0
    (told,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (told["line"], told["column"], told["severity"]) == (19, 19, "warning")
    assert told["message"].startswith("「基层党建」有 2 课没有字幕，这是第一课")


def test_while_something_is_wrong_nobody_is_told_of_subtitles(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad.write_text(bad.read_text().replace("            subtitle: a.srt\n", ""))
    assert check.run([str(bad)]) == 1
    assert "没有字幕" not in capsys.readouterr().out


def test_pictures_without_words_are_told_once_an_article_at_the_first_of_them(
    bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = bad.read_text().replace("titel", "title").replace("12:30", '"12:30"')
    bad.write_text(text)
    article = bad.parent / "media" / "articles" / "guanxi.md"
    article.write_text("---\ntitle: 甲\n---\n正文\n\n看：![](a.png)\n\n![有字](b.png)\n\n![ ](c.png)\n\n`![](d.png)`\n", "utf-8")
    assert check.run([str(bad)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{article}:6:3: 提醒: 有 2 张图片没有说明文字，这是第一张")
    assert lines[1:] == ["没有错误，1 条提醒。"]
    article.write_text("```\n![](a.png)\n```\n![有字](b.png)\n", "utf-8")
    place = next(number for number, line in enumerate(text.split("\n"), 1) if "article:" in line)
    bad.write_text(text.replace("article: articles/guanxi.md", "text: |\n              好\n\n              ![](a.png)"))
    assert check.run([str(bad)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bad}:{place}:19: 提醒: 这张图片没有说明文字") and len(lines) == 2


def test_the_shipped_catalogue_has_neither_mistakes_nor_reminders(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([]) == 0
    assert capsys.readouterr().out == "没有错误，也没有提醒。\n"


def test_the_television_itself_is_not_told_of_what_only_editors_mend(bad: Path) -> None:
    bad.write_text(bad.read_text().replace("titel", "title").replace("12:30", '"12:30"').replace("            subtitle: a.srt\n", ""))
    assert read_catalogue(bad).problems == ()
