"""What lets a clean clone run: locks that fit their wishes and name no address, scripts that name what they need."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
SCRIPTS = ("tools/setup.sh", "tools/television.sh", "tools/checks.sh", ".ci/run")
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, set[str]]:
    """Package -> versions; numpy has one for each Python."""
    found: dict[str, set[str]] = {}
    for package, pinned in _PIN.findall((ROOT / name).read_text("utf-8")):
        found.setdefault(package.replace("_", "-"), set()).add(pinned)
    return found


def wishes(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [re.split(r"[<>=~! ]", line)[0].lower().replace("_", "-") for line in lines if re.match(r"[A-Za-z]", line)]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_everything_and_an_address_for_nothing(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|://|--index|--extra|--find-links|@ |\.org|\.com|\.cn", text)
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks if block.strip())


def test_what_is_wished_is_locked_and_the_tests_lock_holds_the_televisions() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert set(wishes("requirements.in")) <= set(run)
    assert set(wishes("requirements-dev.in")) <= set(dev)
    assert {package: dev.get(package) for package in run} == run
    assert run["kivy"] == {"2.3.1"}


def test_everything_the_program_imports_is_wished_for() -> None:
    """By the names Python imports, and nothing that comes only by way of another package."""
    brings = {"yaml": "pyyaml", "vlc": "python-vlc", "lunar_python": "lunar-python", "markdown_it": "markdown-it-py"}
    imported: set[str] = set()
    for path in (ROOT / "tvapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    outside = {name for name in imported if name not in sys.stdlib_module_names and name != "tvapp"}
    assert {brings.get(name, name) for name in outside} <= set(wishes("requirements.in"))


def test_the_tests_run_on_the_locked_versions() -> None:
    """In the environment that `make test` makes; in another one it says which package differs."""
    locked = pins("requirements-dev.lock")
    differing = {name: version(name) for name in wishes("requirements.in") if version(name) not in locked[name]}
    assert differing == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_well_formed_and_can_be_started(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    assert subprocess.run(["bash", "-n", str(ROOT / name)], timeout=20).returncode == 0


def test_ci_is_make_test_and_nothing_more() -> None:
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -e", 'cd "$(dirname "$0")/.."', "exec make test </dev/null"]


def bare_machine(tmp_path: Path, *tools: str) -> dict[str, str]:
    """A PATH with these tools only, as links; no apt, no sudo, no Python unless named."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in tools:
        where = next(p for p in (Path("/usr/bin") / tool, Path("/bin") / tool) if p.exists())
        (folder / tool).symlink_to(where)
    return {"PATH": str(folder), "HOME": str(tmp_path)}


COMMON = ("bash", "dirname", "sed", "tr", "grep", "id", "mktemp", "rm", "env", "tail", "cut", "sha256sum", "cat", "sort", "paste")


def clone(tmp_path: Path) -> Path:
    """The files that setup looks at, in an empty folder."""
    there = tmp_path / "clone"
    (there / "tools").mkdir(parents=True)
    for name in ("tools/setup.sh", *LOCKS):
        (there / name).write_bytes((ROOT / name).read_bytes())
    (there / "tools/setup.sh").chmod(0o755)
    return there


def setup(there: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    asked = ["/bin/bash", "tools/setup.sh", "run"]
    return subprocess.run(asked, cwd=there, env=env, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)


def test_setup_without_apt_says_in_one_line_what_is_missing(tmp_path: Path) -> None:
    done = setup(clone(tmp_path), bare_machine(tmp_path, *COMMON))
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "xvfb" in done.stderr and "没有 apt" in done.stderr


def test_setup_with_an_apt_that_finds_no_network_says_so_and_names_what_it_wanted(tmp_path: Path) -> None:
    env = bare_machine(tmp_path, *COMMON)
    apt = tmp_path / "bin" / "apt-get"
    apt.write_text("#!/bin/bash\necho 'Temporary failure resolving' >&2\nexit 100\n")
    apt.chmod(0o755)
    if os.getuid() != 0:
        sudo = tmp_path / "bin" / "sudo"
        sudo.write_text('#!/bin/bash\n[ "$1" = -n ] && shift\nexec "$@"\n')
        sudo.chmod(0o755)
    done = setup(clone(tmp_path), env)
    assert done.returncode == 3
    assert done.stdout.startswith("要装的系统软件：")
    assert "没有网络" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_main_without_its_packages_says_which_command_to_run(tmp_path: Path) -> None:
    code = "import sys; sys.modules['yaml'] = None; import main; sys.exit(main.main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert done.stderr.strip().endswith("make run")
    assert len(done.stderr.splitlines()) == 1


def test_the_project_file_agrees_with_the_program() -> None:
    import tvapp

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == tvapp.__version__
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert project["requires-python"] == ">=3.11,<3.14"


def test_the_licences_of_what_is_not_ours_are_in_the_tree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    licence = (ROOT / "LICENSE").read_text("utf-8")
    for name in project["license-files"]:
        assert (ROOT / name).is_file(), name
    for font in (ROOT / "tvapp/ui/assets/fonts").glob("*.?tf"):
        assert font.name in licence, font.name


def test_the_unit_starts_the_program_where_the_guide_puts_it() -> None:
    unit = (ROOT / "deploy/keting-dangjian.service").read_text("utf-8")
    guide = (ROOT / "docs/kiosk.md").read_text("utf-8")
    assert "main.py run --kiosk" in unit
    assert "Restart=always" in unit and "StateDirectory=keting-dangjian" in unit
    for file in ("deploy/keting-dangjian.service", "deploy/keymaps/keting-dangjian.toml", "deploy/keymaps/70-keting-dangjian.rules"):
        assert (ROOT / file).is_file() and file in guide


def test_the_remote_table_sends_only_keys_that_reach_us_and_sends_them_all() -> None:
    """X carries kernel codes up to 247; each key of ours must be on the remote (linux/input-event-codes.h)."""
    codes = {
        "ESC": 1, "1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11, "ENTER": 28, "I": 23, "M": 50,
        "F1": 59, "F2": 60, "F3": 61, "F4": 62, "HOME": 102, "UP": 103, "PAGEUP": 104, "LEFT": 105, "RIGHT": 106, "DOWN": 108,
        "PAGEDOWN": 109, "MUTE": 113, "VOLUMEDOWN": 114, "VOLUMEUP": 115, "STOPCD": 166, "REWIND": 168, "PLAYCD": 200,
        "FASTFORWARD": 208,
    }  # fmt: skip
    tables = tomllib.loads((ROOT / "deploy/keymaps/keting-dangjian.toml").read_text("utf-8"))["protocols"]
    assert [table["protocol"] for table in tables] == ["nec", "cec"]
    for table in tables:
        sent = {name.removeprefix("KEY_") for name in table["scancodes"].values()}
        assert sent == set(codes), table["name"]
        assert all(codes[name] <= 247 for name in sent)
