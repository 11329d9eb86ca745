# Needs a Python (3.11 or newer) and make; everything else is put into .venv here.
#   make PYTHON=/path/to/python3.12 setup    chooses another Python

SHELL := /bin/sh
VENV  := .venv
BIN   := $(VENV)/bin
PIP   := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# Python compares itself: the first of these that runs and is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup demo run test lint format bench docs clean

help: ## This list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3 setup" >&2; exit 1; fi
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# The stamps make each installation happen once, and again when pyproject.toml changes.
$(VENV)/.runs: pyproject.toml | $(BIN)/python
	@echo "Setting up sorewise in $(VENV) (about a minute, once)"
	@$(PIP) -e ".[web,plan]"
	@touch $@

$(VENV)/.develops: pyproject.toml | $(BIN)/python
	@echo "Setting up sorewise and its tools in $(VENV) (about a minute, once)"
	@$(PIP) -e ".[dev,web,plan,pdf,sql,prove,fit]"
	@touch $(VENV)/.runs $@

$(VENV)/.measures: pyproject.toml $(VENV)/.develops
	@$(PIP) -e ".[dev,web,plan,pdf,sql,prove,fit,spark,bench]"
	@touch $(VENV)/.runs $(VENV)/.develops $@

setup: $(VENV)/.develops ## Make .venv with sorewise and the tools to work on it

demo: $(VENV)/.runs ## A sample runner's sore morning, from question to verdict
	@$(BIN)/sorewise demo

run: $(VENV)/.runs ## The web app, on the sample runner or your own store
	@$(BIN)/sorewise serve --open

test: $(VENV)/.develops ## The tests on every core, quick profile (SOREWISE_HYPOTHESIS=full for the long one)
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=worksteal

lint: $(VENV)/.develops ## Style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/.develops ## Put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.measures ## Every figure against its peer and goal, measured here
	@for script in $(filter-out bench/fuzz.py,$(wildcard bench/*.py)); do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: $(VENV)/.runs ## The pages that are made from the rulebook
	@$(BIN)/sorewise rules docs

clean: ## Remove what make made
	rm -rf $(VENV) dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .coverage htmlcov
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
