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
exec $python -m pytest -m "not soak" --durations=10 "$@"
