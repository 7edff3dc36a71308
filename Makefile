# Everything a newcomer needs. `make` or `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install run test sure fmt bench demo nightly clean

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(READY)  ## The environment, with every package at its locked version and digest

run: install  ## A portal with the demonstration province, at http://127.0.0.1:8000
	@$(BIN)/portal migrate
	@PORTAL_DEMO=1 $(BIN)/portal demo --if-empty
	@PORTAL_DEMO=1 $(BIN)/portal serve

test: install  ## Every test that this machine can run; it says which it could not, and how to get them
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

sure: install  ## Formatting, linting, types, import laws and tests all pass
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fmt: install  ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: install  ## A table of figures as ratios, on the real documents of ../shared/data
	@$(BIN)/python -m bench

demo: install  ## The demonstration province, loaded into the portal of ./instance
	@$(BIN)/portal migrate
	@PORTAL_DEMO=1 $(BIN)/portal demo

nightly: install  ## The tests that take long: 100,000 cases for every property
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(JOBS) -m "nightly or not nightly" tests

clean:  ## Away with the environment and the caches; ./instance stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is needed: on Debian, apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
