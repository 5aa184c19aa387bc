#!/usr/bin/env python3
"""客厅党建: `python main.py [run]` starts the television; `python main.py --help` names the other commands."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words to whoever starts it with an older Python
        print("需要 Python 3.11 或更新的版本。", file=sys.stderr)
        return 3
    try:
        from tvapp.cli import run

        return run(arguments)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.split(".")[0] == "tvapp":
            raise
        print(f"还缺少程序包 {missing.name}。请在本目录运行一次：make run", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
