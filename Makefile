# 两条命令：make run 打开电视，make test 检查和测试。make help 看其余的。
.DEFAULT_GOAL := help
.PHONY: help run test lint bench soak shots lock clean
PYTHON := .venv/bin/python
ARGS ?=

help:
	@echo '  make run      打开电视；缺什么先装什么。例：make run ARGS="--window 1280x720"'
	@echo '  make test     跑全部检查和测试；缺什么先装什么'
	@echo '  make lint     只跑 ruff 和 mypy'
	@echo '  make bench    量速度（要几分钟）'
	@echo '  make soak     两万个键、二百课、一千页，看会不会出错、变大（要几小时）'
	@echo '  make shots    给每个画面拍图（大字和超大字），放进 docs/shots'
	@echo '  make lock     改过 requirements*.in 以后，重新锁定版本'
	@echo '  make clean    删掉能重新做出来的东西（不动 .venv 和观看记录）'

run:
	@tools/television.sh $(ARGS)

test:
	@tools/setup.sh test
	@tools/checks.sh $(ARGS)

lint:
	@tools/setup.sh test
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

bench:
	@tools/setup.sh test
	@$(PYTHON) -m bench $(ARGS)

soak:
	@tools/setup.sh test
	@CHANCE=1 $(PYTHON) -m pytest -m soak --timeout=0 -s $(ARGS)

shots:
	@tools/setup.sh run
	@$(PYTHON) main.py shots docs/shots --size 1280x720 --text-size 2 4 $(ARGS)

lock:
	@command -v uv >/dev/null || { echo '锁定版本要用 uv：请先装上它。' >&2; exit 3; }
	uv pip compile $(LOCKING) requirements.in -o requirements.lock
	uv pip compile $(LOCKING) requirements-dev.in -o requirements-dev.lock

# No address in a lock: any mirror serves it.
LOCKING := --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate

clean:
	@rm -rf .run .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
