"""The command line as a shell sees it: help, bad usage, exit statuses, and no traceback whatever is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tvapp.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
MAIN = str(ROOT / "main.py")


def run(*arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *python, MAIN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)


def test_help_names_every_command_with_what_it_does() -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name, (_, words) in COMMANDS.items():
        assert f"{name} " in done.stdout and words in done.stdout


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_its_options_in_chinese(command: str) -> None:
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"用法：main.py {command}")
    for english in ("usage:", "optional arguments", "positional arguments", "show this help"):
        assert english not in done.stdout


OPTIONS = {
    "run": "--catalogue --feed --state --window --kiosk --trace --now --text-size --theme --no-welcome",
    "check": "--json",
    "feed": "--json",
    "sync": "--catalogue --state --json",
    "publish": "--out",
    "serve": "--port",
    "shots": "--size",
    "doctor": "--json",
}


@pytest.mark.parametrize("command", sorted(OPTIONS))
def test_the_options_other_programs_lean_on_are_there(command: str) -> None:
    said = run(command, "--help").stdout
    for option in OPTIONS[command].split():
        assert option in said


BAD = {
    "no such command": (("runn",), "run"),
    "no such option": (("run", "--bogus"), "--bogus"),
    "an option cut short": (("run", "--cat", "x"), "--cat"),
    "a value missing": (("run", "--state"), "--state"),
    "a window without a size": (("run", "--window", "large"), "1280x720"),
    "a window too small": (("run", "--window", "100x100"), "320x180"),
    "a day that is none": (("run", "--now", "2026-13-40"), "2026-09-24T14:36"),
    "a text size too large": (("run", "--text-size", "5"), "--text-size"),
    "a text size in words": (("run", "--text-size", "big"), "--text-size"),
    "a theme that is none": (("run", "--theme", "pink"), "--theme"),
    "an address that is none": (("run", "--feed", "ftp://x"), "http"),
    "a file too many": (("run", "channels.yaml"), "channels.yaml"),
    "check: two files": (("check", "a.yaml", "b.yaml"), "b.yaml"),
    "feed: nothing": (("feed",), "URL"),
    "publish: nowhere to": (("publish", "media/articles"), "--out"),
    "serve: no folder": (("serve",), "DIR"),
    "serve: a port in words": (("serve", "x", "--port", "http"), "--port"),
    "shots: nowhere to": (("shots",), "OUT_DIR"),
    "shots: a picture that is none": (("shots", "/tmp/none", "--only", "nothing"), "nothing"),
    "doctor: a word too many": (("doctor", "now"), "now"),
    "sync: an option that is none": (("sync", "--fast"), "--fast"),
}


@pytest.mark.parametrize("what", sorted(BAD))
def test_bad_usage_is_one_line_and_status_2(what: str) -> None:
    arguments, named = BAD[what]
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and named in lines[0], done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_not_there_is_said_without_a_traceback(tmp_path: Path) -> None:
    expected = {
        ("run", "--catalogue", "nothing.yaml"): 3,
        ("check", "nothing.yaml"): 1,
        ("feed", "http://127.0.0.1:9/x.json"): 1,
        ("serve", "nothing"): 1,
        ("publish", "nothing", "--out", str(tmp_path / "out")): 1,
        ("sync", "--catalogue", "nothing.yaml", "--state", str(tmp_path / "state")): 1,
    }
    for arguments, status in expected.items():
        done = run(*arguments)
        assert done.returncode == status, (arguments, done.stdout, done.stderr)
        assert "Traceback" not in done.stdout + done.stderr
        assert done.stdout + done.stderr, "something is said"
    assert not (tmp_path / "out").exists()


def test_without_its_packages_one_line_says_which_command_to_run() -> None:
    for command in ([], ["run"], ["check"], ["doctor"], ["feed", "http://127.0.0.1:9/x"], ["sync"]):
        done = run(*command, python=("-S",))
        assert "Traceback" not in done.stderr, (command, done.stderr)
        if command != ["doctor"]:
            assert done.returncode == 3, (command, done.returncode, done.stdout, done.stderr)
            assert len(done.stderr.splitlines()) == 1 and "make run" in done.stderr, (command, done.stderr)


def test_help_needs_no_package_at_all() -> None:
    assert run("--help", python=("-S",)).returncode == 0
    assert run("run", "--help", python=("-S",)).returncode == 0


def test_the_shipped_catalogue_is_good_and_json_is_nothing_but_json(tmp_path: Path) -> None:
    done = run("check", "--json")
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        assert json.loads(line)["severity"] == "warning"
    bad = tmp_path / "channels.yaml"
    bad.write_text("version: 2\n", "utf-8")
    done = run("check", str(bad), "--json")
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found and all(
        set(one) == {"file", "line", "column", "severity", "message", "hint"} for one in found
    )
