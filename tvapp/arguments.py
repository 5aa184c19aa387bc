"""argparse in our own words: bad usage is one line in Chinese and status 2, never a traceback."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

WRONG_USAGE = 2

_WORDS = (
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识 \1"),
    (re.compile(r"the following arguments are required: (.*)"), r"还缺少 \1"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)"), r"\1 不能是 \2，只能是 \3"),
    (re.compile(r"argument (\S+): invalid int value: (\S+)"), r"\1 要写数字，不能是 \2"),
    (re.compile(r"argument (\S+): expected one argument"), r"\1 后面要跟一个值"),
    (re.compile(r"argument (\S+): (.*)"), r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """`prog` is "main.py COMMAND"."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="help", help="看这些说明")
        self._optionals.title = "选项"
        self._positionals.title = "要写的"

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, words in _WORDS:
            if pattern.search(message):
                message = pattern.sub(words, message)
                break
        print(f"选项不对：{message}。看看怎么写：python {self.prog} --help", file=sys.stderr)
        sys.exit(WRONG_USAGE)


def publish(arguments: list[str]) -> argparse.Namespace:
    made = Parser("main.py publish", "把一个文件夹里的文章（.md）做成内容地址的文件。全部写好以后才一起换上。")
    made.add_argument("source", metavar="SOURCE", help="放文章的文件夹")
    made.add_argument("--out", required=True, metavar="DIR", help="写到哪个文件夹")
    return made.parse_args(arguments)


def serve(arguments: list[str]) -> argparse.Namespace:
    made = Parser("main.py serve", "在本机把一个文件夹提供出来，试用和一个办公室用够了。")
    made.add_argument("dir", metavar="DIR", help="publish 写出来的文件夹")
    made.add_argument("--port", type=int, metavar="N", help="端口，不写就是 8765")
    return made.parse_args(arguments)


def feed(arguments: list[str]) -> argparse.Namespace:
    made = Parser("main.py feed", "看看内容地址在电视上会显示什么。")
    made.add_argument("urls", nargs="+", metavar="URL", help="内容地址，可以写几个")
    made.add_argument("--json", action="store_true", help="一个地址一行 JSON")
    return made.parse_args(arguments)
