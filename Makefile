# Everything happens in .venv; nothing is installed outside it, but for a browser (see `make browser`).
# A stamp file stands for each finished step, so a step runs again only when its requirements change.

PYTHON ?= python3
SITE_DIR ?= site
# A file goes to one process whole, so that what its tests share is made once; in the order of tests.
PYTEST_FLAGS ?= -n auto --dist loadfile --no-loadscope-reorder
ARGS ?=

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
# Locked versions and hashes, and wheels only: building a source archive would download unpinned tools.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-input
PIP_LOCKED := $(PIP) --require-hashes --only-binary :all:

# `make lock` keeps the versions it finds; `make lock UPGRADE=1` takes the newest allowed ones.
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv --no-config pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --only-binary :all: $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help site serve test lint browser bench bench-search hooks lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(VENV)/.project  ## build the site from records/
	$(BIN)/plaintrials build --site-dir $(SITE_DIR) $(ARGS)
	@echo
	@echo "The site is in $(SITE_DIR)/. To look at it in a browser: make serve"

serve: $(VENV)/.project  ## show the site, and follow every edit (stop with Ctrl+C)
	$(BIN)/plaintrials serve $(ARGS)

test: lint browser  ## run every check and test
	$(BIN)/python -m pytest $(PYTEST_FLAGS) $(ARGS)

lint: $(VENV)/.test  ## check style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: $(VENV)/.test  ## find a browser for the tests, or install one
	$(BIN)/python -m tests.browser.install

bench: $(VENV)/.project  ## measure speed and memory
	$(BIN)/python -m tests.bench $(ARGS)

bench-search: $(VENV)/.test  ## measure what the search finds, and what it costs
	$(BIN)/python -m tests.bench.search $(ARGS)

hooks: $(VENV)/.test $(VENV)/.tools  ## check every commit before it is made
	$(BIN)/pre-commit install

lock: $(VENV)/.tools  ## pin the requirements anew (newest versions: UPGRADE=1)
	$(LOCK) pyproject.toml requirements/build.in -o requirements/runtime.txt
	$(LOCK) requirements/test.in -c requirements/runtime.txt -o requirements/test.txt
	$(LOCK) requirements/tools.in -c requirements/test.txt -o requirements/tools.txt

clean:  ## remove everything that was made here
	rm -rf $(VENV) $(SITE_DIR) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not that."; \
		echo "Name one that is: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON)' cannot make a virtual environment."; \
		echo "On Debian and Ubuntu, this adds what is missing: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.runtime: requirements/runtime.txt $(VENV)/.made
	$(PIP_LOCKED) -r $<
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.runtime
	$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.project
	$(PIP_LOCKED) -r $<
	@touch $@

$(VENV)/.tools: requirements/tools.txt $(VENV)/.made
	$(PIP_LOCKED) -r $<
	@touch $@
