"""The rules of docs/architecture.md, checked: who may import whom, a core without a clock, an import that does nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted((ROOT / "tvapp").rglob("*.py"))
CORE = [path for path in CODE if path.is_relative_to(ROOT / "tvapp" / "core")]
MOST_LINES = 600
HEAVY = frozenset(
    ("asyncio", "email.message", "http", "kivy", "lunar_python", "lxml", "markdown_it", "multiprocessing", "requests", "sqlite3",
     "urllib3", "vlc", "xml", "yaml")
)  # fmt: skip
"""What costs milliseconds or opens something: imported where it is used, never because a module of ours is imported."""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_import_contract_is_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", done.stdout)
    assert kept and int(kept[1]) >= 12, done.stdout


_FORBIDDEN_CALLS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "open", "print", "input", "breakpoint", "__import__",
    "eval", "exec",
}  # fmt: skip


def test_the_core_asks_no_clock_and_touches_no_file() -> None:
    """What imports cannot show: calls that reach outside through an innocent module."""
    found = []
    for path in CORE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in _FORBIDDEN_CALLS or ".".join(called.split(".")[-2:]) in _FORBIDDEN_CALLS:
                    found.append(f"{_name(path)}:{node.lineno}: {called}()")
    assert found == []


def test_every_file_fits_in_the_head() -> None:
    lines = {_name(path): len(path.read_text("utf-8").splitlines()) for path in CODE}
    del lines["tvapp/core/words.py"]  # a list of sentences, to be read through in one go (tests/core/test_words.py)
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_file_begins_with_what_it_is_for() -> None:
    silent = []
    for path in CODE:
        text = path.read_text("utf-8")
        if text.strip() and len(ast.get_docstring(ast.parse(text)) or "") < 20:
            silent.append(_name(path))
    assert silent == []


def test_no_file_is_called_by_a_word_that_says_nothing() -> None:
    nothing = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common|stuff)(_|$)")
    assert [_name(path) for path in CODE if nothing.search(path.stem)] == []


def _loaded_after(*modules: str) -> set[str]:
    """Names of all modules that importing these brings in, in a fresh interpreter; and that nothing else happened."""
    code = (
        "import sys, threading, os\n"
        "before = set(os.listdir('/proc/self/fd'))\n"
        f"for name in {modules!r}: __import__(name)\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "assert set(os.listdir('/proc/self/fd')) == before, 'a file was left open'\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return set(done.stdout.split())


def test_importing_the_program_loads_nothing_heavy_and_starts_nothing() -> None:
    parts = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in CODE
        if path.name != "__main__.py" and not path.is_relative_to(ROOT / "tvapp" / "ui")
    ]
    core = [name for name in parts if name.startswith(("tvapp.core", "tvapp.layout", "tvapp.player_process"))]
    loaded = _loaded_after("main", "tvapp.cli", "tvapp.options", "tvapp.runtime", "tvapp.effects", *core)
    assert loaded & HEAVY == set()


def test_importing_the_composition_root_opens_no_window_and_reads_no_arguments() -> None:
    """Kivy reads sys.argv and opens a window from some of its modules; tvapp.app imports it only once it is asked to run."""
    assert _loaded_after("tvapp.app", "tvapp.screen") & {"kivy", "vlc", "requests", "lxml", "lunar_python", "sqlite3"} == set()


def test_kivy_is_imported_only_after_its_environment_is_prepared() -> None:
    """Otherwise it keeps a log and a configuration in the home folder and opens the root logger (tvapp/ui/window.py)."""
    early = [
        f"tvapp.ui.{path.stem}"
        for path in (ROOT / "tvapp" / "ui").glob("*.py")
        if path.stem not in ("__init__", "video")  # a drawing made of Kivy's instructions; imported with the window open
    ]
    assert {name for name in _loaded_after(*early) if name == "kivy"} == set()


def test_the_commands_load_only_what_they_need() -> None:
    assert _loaded_after("tvapp.admin.check") & {"kivy", "vlc", "requests", "lxml", "sqlite3", "lunar_python"} == set()
