#!/usr/bin/env bash
# Every check and test, in the order in which they fail fastest; the last lines are pytest's own. Further words go to pytest.
# The virtual screens that tests need they start themselves; nothing here wants a display.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

printf '%s\n' "ruff：写法"
$python -m ruff check .
printf '%s\n' "mypy：类型"
$python -m mypy
printf '%s\n' "pytest：测试"
# Two at a time, file by file: half of the time tests wait for pictures, sounds and pauses that are what they are about.
# With `-n 0` at the end they run one after another, for a debugger.
exec $python -m pytest -m "not soak" -n 2 --dist loadfile --no-loadscope-reorder --durations=10 "$@"
