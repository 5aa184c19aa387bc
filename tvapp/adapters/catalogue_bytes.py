"""The bytes of channels.yaml, bounded in size, or the words for why there are none. Parses nothing, imports little."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tvapp.core.catalogue.problem import Problem
from tvapp.core.value import dataclass

MAX_BYTES = 16 * 1024 * 1024
"""About 40,000 lessons."""


@dataclass(frozen=True, slots=True)
class CatalogueBytes:
    """The file as it was read, or the problem that kept it from being read."""

    data: bytes = b""
    mtime_ns: int = 0
    problem: Problem | None = None


def read_bytes(path: Path, name: str) -> CatalogueBytes:
    """The bytes of a plain file of a bearable size."""

    def refused(message: str, hint: str) -> CatalogueBytes:
        return CatalogueBytes(problem=Problem(name, 1, 1, "error", message, hint))

    try:
        # Looked at before opening: opening a pipe would wait for ever.
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            return refused("这是文件夹，不是文件", "写到具体的文件，例如 channels.yaml")
        if not stat.S_ISREG(found.st_mode):
            return refused("这不是普通文件", "换成一个普通的文本文件")
        if found.st_size > MAX_BYTES:
            return refused(
                f"文件有 {found.st_size / 1048576:.0f} MB，太大了",
                f"最多 {MAX_BYTES // 1048576} MB；看看是不是拿错了文件",
            )
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return refused("文件太大了", f"最多 {MAX_BYTES // 1048576} MB")
        return CatalogueBytes(data, found.st_mtime_ns)
    except FileNotFoundError:
        return refused("找不到这个文件", "看看文件名和所在的文件夹对不对")
    except PermissionError:
        return refused("没有权限读这个文件", "请管理员打开读的权限（chmod a+r）")
    except (OSError, ValueError):
        return refused("这个文件读不出来", "看看 U 盘或硬盘是不是好的，再试一次")
