# `make run` runs the record with a made-up authority in it, `make test` tries everything. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev run stop show test check bench docs clean

bin := .venv/bin
pip := $(bin)/python -m pip --disable-pip-version-check -qq
# Nothing is fetched that is not in the lock: sources are built with the setuptools that is locked too.
locked := install --require-hashes --no-build-isolation

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------------------------------------- setting up

setup: .venv/.holdfast  ## .venv with what Holdfast needs to run; the command is .venv/bin/holdfast

setup-dev: setup .venv/.dev  ## and with what its tests and Spark need

.venv/.python:
	@python=$$(PYTHON='$(PYTHON)' tools/find-python) && echo "Making .venv with $$("$$python" --version)" && "$$python" -m venv --clear .venv
	@touch $@

.venv/.run: .venv/.python requirements/run.lock
	@echo "Installing what Holdfast needs (requirements/run.lock)"
	@$(pip) $(locked) -r requirements/run.lock
	@touch $@

.venv/.holdfast: .venv/.run pyproject.toml
	@$(pip) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.lock
	@echo "Installing what the tests need (requirements/dev.lock; PySpark is large)"
	@$(pip) $(locked) -r requirements/dev.lock
	@touch $@

# ---------------------------------------------------------------------------------------------- running it

# `make run PORT=8123 HOLDFAST_HOME=/srv/holdfast`: several may run side by side, each from its own folder.
PORT ?= 8000
HOLDFAST_HOME ?= .holdfast
run stop: export HOLDFAST_HOME := $(HOLDFAST_HOME)

run: setup  ## the record at http://127.0.0.1:PORT/, with a made-up authority in it; Ctrl-C stops it
	@exec $(bin)/holdfast serve --port $(PORT) $(SERVE)

stop: setup  ## stop what `make run` started from the same HOLDFAST_HOME
	@$(bin)/holdfast stop

# ---------------------------------------------------------------------------------------------- seeing the guideline at work

# The made-up return in demo/ssda903 becomes case files, every child in it is assessed, one is shown whole.
demo  := build/show
child := S31

show: setup  ## on the terminal: a made-up SSDA903 return in, findings for every child out
	@mkdir -p $(demo)
	$(bin)/holdfast import ssda903 demo/ssda903 --out $(demo)/cases.jsonl
	$(bin)/holdfast caseload $(demo)/cases.jsonl --out $(demo)/findings.parquet
	@grep -F -m 1 '"child":{"id":"$(child)"' $(demo)/cases.jsonl > $(demo)/child.json
	$(bin)/holdfast assess $(demo)/child.json

# ---------------------------------------------------------------------------------------------- trying it

test: setup-dev check  ## every check and every test
	@tools/system-packages java
	@tools/system-packages chromium
	$(bin)/python -m pytest -n 2 --dist loadgroup

check: setup-dev  ## style, types and the rules of the house
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-cache

bench: setup-dev  ## the figures in docs/benchmarks.md
	@tools/system-packages node
	benchmarks/run

docs: setup-dev  ## docs/reference, written afresh from the definitions
	$(bin)/python -m holdfast.cli.reference docs/reference

clean:  ## everything that the other commands made, but for the record in .holdfast: delete that by hand
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov build dist
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/holdfast.egg-info
