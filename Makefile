# Two commands do everything on a machine with Python 3.11 or newer, git and make:
#   make run ARGS="run leg-day-blueprint"
#   make test
# They make their own .venv; `make run PYTHON=python3.13` chooses another Python for it.

RIGHT := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python py; do \
	"$$python" -c '$(RIGHT)' >/dev/null 2>&1 && { echo "$$python"; break; }; done)
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
ARGS ?=
PYTEST_ARGS ?=

.PHONY: run test lint clean

$(VENV)/.app: pyproject.toml
	@test -n "$(PYTHON)" || { echo "bandtimer needs Python 3.11 or newer with its venv module; name one: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c '$(RIGHT)' || { echo "$(PYTHON) is older than 3.11, or lacks venv (Debian: apt install python3-venv)" >&2; exit 1; }
	@echo "making $(VENV), once ..." >&2
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(PIP) --upgrade pip
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.app
	@$(PIP) --editable . --group dev
	@touch $@

run: $(VENV)/.app
	@$(BIN)/bandtimer $(ARGS)

test: lint
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
