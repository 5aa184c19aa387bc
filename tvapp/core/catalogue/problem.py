"""One mistake of the editor of channels.yaml, as a value: where, what, and how to mend it, in Chinese. Never raised."""

from __future__ import annotations

from typing import Literal

from tvapp.core.value import dataclass

Severity = Literal["error", "warning"]

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "提醒"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A place and two sentences. `line` and `column` count characters from 1; 1:1 stands for the whole file."""

    file: str
    """The file as the person who asked named it."""
    line: int
    column: int
    severity: Severity
    message: str
    """What is wrong."""
    hint: str
    """How to mend it."""

    def line_text(self) -> str:
        """`FILE:LINE:COLUMN: 错误: what; how to mend`, on one line."""
        words = SEVERITY_WORDS[self.severity]
        return f"{self.file}:{self.line}:{self.column}: {words}: {self.message}; {self.hint}"

    def as_data(self) -> dict[str, str | int]:
        """For `check --json`: the keys that docs name, and no others."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "message": self.message,
            "hint": self.hint,
        }


def count_text(problems: tuple[Problem, ...]) -> str:
    """The last line of `check`: how many of each."""
    errors = sum(1 for problem in problems if problem.severity == "error")
    warnings = len(problems) - errors
    if not problems:
        return "没有错误，也没有提醒。"
    if not errors:
        return f"没有错误，{warnings} 条提醒。"
    return f"{errors} 处错误，{warnings} 条提醒。" if warnings else f"{errors} 处错误。"
