"""The command line: which command runs what. Each command's module is imported only when it is asked for."""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tvapp import arguments

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("tvapp.app", "打开电视（不写命令时就是它）"),
    "check": ("tvapp.admin.check", "检查目录文件 channels.yaml，一次说出所有错处"),
    "feed": ("tvapp.admin.feed_show", "看看一个内容地址在电视上会显示什么"),
    "sync": ("tvapp.admin.sync_once", "把所有内容地址取一遍"),
    "publish": ("tvapp.admin.publish", "把一个文件夹里的文章做成内容地址的文件"),
    "serve": ("tvapp.admin.serve", "在本机把这些文件提供出来，试用时够了"),
    "shots": ("tvapp.shots.command", "给每个画面拍一张图"),
    "doctor": ("tvapp.admin.doctor", "体检：哪里不对，怎么治"),
}

PARSED: dict[str, Callable[[list[str]], Namespace]] = {
    "publish": arguments.publish,
    "serve": arguments.serve,
    "feed": arguments.feed,
}
"""Commands whose options are read here; the others read their own."""


def usage() -> str:
    lines = ["用法：python main.py [命令] [选项]", "", "命令："]
    lines += [f"  {name:<9}{words}" for name, (_, words) in COMMANDS.items()]
    lines += ["", "每个命令的选项：python main.py 命令 --help"]
    return "\n".join(lines)


def run(given: list[str]) -> int:
    """Exit status of the command; 2 for a command that does not exist."""
    if given and given[0] in ("-h", "--help"):
        print(usage())
        return 0
    name, rest = "run", given
    if given and not given[0].startswith("-"):
        name, rest = given[0], given[1:]
    if name not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1)
        hint = f"是不是想写 {near[0]}？" if near else "请看 python main.py --help"
        print(f"没有「{name}」这个命令。{hint}", file=sys.stderr)
        return 2
    if name == "run":
        # Until the window's loop takes the signal over. Nothing is on the screen yet, and what is on the disk bears a power cut.
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    command: Callable[[Any], int] = import_module(COMMANDS[name][0]).run
    try:
        return command(PARSED[name](rest) if name in PARSED else rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `main.py doctor | head`: the reader has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
