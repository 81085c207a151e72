# Needs make and Python 3.11 or later; everything else is installed into .venv from the lock files.
#
#   make demo    read the sample reports and show what is in them
#   make test    all tests
#   make lint    ruff (rules and format) and mypy
#   make gate    accuracy on coded reports against the floors of bench/floors.toml
#   make lock    write the lock files anew (needs uv)
#   make figure  draw the picture of the README anew
#   make clean   remove what the above made

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
BIN := .venv/bin
DEMO := demo.duckdb

.PHONY: help demo test lint gate lock figure clean use develop
.DEFAULT_GOAL := help

help:
	@sed -n '3,9s/^# *//p' Makefile

use develop:
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11 or later, and none was found. Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) scripts/set_up.py $@

demo: use
	@$(BIN)/python scripts/demo.py $(DEMO)

test: develop
	@$(BIN)/python -m pytest -v

lint: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gate: develop
	@$(BIN)/python bench/gate.py

LOCK := pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --quiet --custom-compile-command "make lock"
UV = $(shell command -v uv || echo $(BIN)/uv)

# hatchling (with editables and, for the desk's pages, Node) builds the package; they go into the locks so that they are
# checked by hash as everything else is.
lock:
	printf 'hatchling>=1.27\neditables>=0.5\nnodejs-wheel-binaries>=24,<25\n' | $(UV) $(LOCK) --output-file requirements.lock
	printf 'hatchling>=1.27\neditables>=0.5\nnodejs-wheel-binaries>=24,<25\n' | $(UV) $(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

figure: use
	$(BIN)/python scripts/draw_picture.py docs/images/show.svg

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis $(DEMO) $(DEMO).wal
