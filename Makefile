# Everything a developer or operator does here. `make` alone explains.

PYTHON ?= python3
ARGS ?=
# How many processes run the tests; 0 runs them in one, which is quicker for a few.
WORKERS ?= $(if $(ARGS),0,4)

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
INSTALL := $(UV) pip install --quiet --python $(PY) --require-hashes
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
PYTEST := $(PY) -m pytest -p tests.support.no_skips
# CI tries a failed test again, and names it: a shared machine must not decide about a change.
RERUNS ?= $(if $(CI),2,0)
# Tests wait for the world as often as they compute. Files stay whole and in order, as their tests
# share worlds, which stand still while a process is busy with others and take that for an outage.
SPREAD := --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
ALL_TESTS := $(PYTEST) $(SPREAD) --reruns $(RERUNS) -rR

# Files that say that a step of the set-up is done.
TOOLS := $(VENV)/.has-tools
READY := $(VENV)/.ready-to-run
READY_TO_TEST := $(VENV)/.ready-to-test

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-24s %s\n", $$1, $$2}'

.PHONY: run
run: $(READY) ## Set up and start the demo in a simulated world (ARGS="--port 9000")
	@exec $(PY) -m web demo $(ARGS)

.PHONY: serve
serve: $(READY) ## Set up and start the server with the settings of .env
	@exec $(PY) -m web serve

.PHONY: test
test: $(READY_TO_TEST) ## Set up and run all tests (ARGS="tests/unit -k name")
	@$(ALL_TESTS) $(ARGS)

.PHONY: check
check: lint types imports test ## What .ci/run runs: lint, types, imports, tests

.PHONY: lint
lint: $(READY_TO_TEST) ## Lint, and check the format
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check

.PHONY: fmt
fmt: $(READY_TO_TEST) ## Format, fix what lint can fix, write .env.example
	@$(PY) -m ruff check --fix-only
	@$(PY) -m ruff format
	@$(PY) -m web env-example > .env.example

.PHONY: types
types: $(READY_TO_TEST) ## Check the types
	@$(PY) -m mypy

.PHONY: imports
imports: $(READY_TO_TEST) ## Check who imports whom
	@$(VENV)/bin/lint-imports --no-cache --no-logo

.PHONY: test-unit
test-unit: $(READY_TO_TEST) ## Run the fast tests only
	@$(PYTEST) tests/unit tests/wire tests/architecture $(ARGS)

.PHONY: test-browser
test-browser: $(READY_TO_TEST) ## Run the tests in Chromium only
	@$(PYTEST) tests/browser $(ARGS)

.PHONY: words
words: $(READY_TO_TEST) ## Bring translations/*.po in step with the sentences of the sources
	@$(PY) -m tests.support.sentences

.PHONY: screenshots
screenshots: $(READY_TO_TEST) ## Take the pictures of the README anew
	@SCREENSHOTS=docs/pictures $(PYTEST) --quiet tests/browser/test_screenshot.py

.PHONY: bench-history
bench-history: $(READY_TO_TEST) ## Measure the history of plays (ARGS="--plays 2000000")
	@$(PY) -m benchmarks.history $(ARGS)

# Each file in benchmarks/ that measures something; sizes are bounded, so that all take minutes.
BENCHMARKS := fanout crowd shutdown bytes latency requests start
.PHONY: bench
bench: $(READY_TO_TEST) ## Measure what docs/performance.md tells of
	@for each in $(BENCHMARKS); do echo "== $$each"; $(PY) -m benchmarks.$$each || exit 1; done
	@echo "== history"; $(PY) -m benchmarks.history --plays 20000 --profiles 10000

bench-%: $(READY_TO_TEST)
	@$(PY) -m benchmarks.$* $(ARGS)

.PHONY: lock
lock: $(TOOLS) ## Lock the newest versions that pyproject.toml allows
	@$(COMPILE) --upgrade --group installer --output-file requirements/uv.txt
	@$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements/run.txt
	@$(COMPILE) --upgrade pyproject.toml --group build --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

.PHONY: clean
clean: ## Remove everything that set-up and tests have made; keeps .data
	@rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(TOOLS): requirements/uv.txt
	@PYTHON="$(PYTHON)" .ci/packages run
	@echo "Making $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(READY): $(TOOLS) requirements/run.txt pyproject.toml
	@echo "Installing what the server needs"
	@$(INSTALL) -r requirements/run.txt
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TO_TEST): $(READY) requirements/dev.txt
	@PYTHON="$(PYTHON)" .ci/packages test
	@echo "Installing what the tests need"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@
