# `make site` builds the handbook, `make test` runs every test; both set themselves up.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
WHAT =
N = 100
ROUNDS = 3
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve test test-packages quick lint bench bench-peers bench-import bench-readme screenshots lock licences clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

site: ## build the handbook in both languages into site/, checks included
	@sh scripts/setup.sh site
	@$(BIN)/leidraad build

serve: ## show the handbook live at http://127.0.0.1:8000
	@sh scripts/setup.sh site
	@$(BIN)/leidraad serve

test: ## run all tests, in a real browser too
	@sh scripts/setup.sh test
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -n 2 --dist worksteal --ignore=tests/packages tests
	@$(MAKE) --no-print-directory test-packages

test-packages: ## test course packages, in the programs that they are for
	@sh scripts/setup.sh test
	@sh scripts/setup.sh hosts
	$(PYTEST) -n 2 --dist worksteal tests/packages

quick: ## run the tests for while one works: no browser, no wheel
	@sh scripts/setup.sh test
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -n 2 -m "not slow" tests

lint: ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: ## measure, as ratios against what runs beside it: [WHAT="build check"] [N="100 500"] [ROUNDS=3]
	@sh scripts/setup.sh test
	$(BIN)/python tests/bench/run.py $(WHAT) -n $(N) -r $(ROUNDS)

bench-peers: ## measure Hugo, Zensical and Sphinx on the same handbook: [N=…] [ROUNDS=…]
	@sh scripts/setup.sh test
	@sh scripts/setup.sh peers || true
	$(BIN)/python tests/bench/run.py peers -n $(N) -r $(ROUNDS)

bench-readme: ## write the last measurements of builds into README.md
	@sh scripts/setup.sh test
	$(BIN)/python tests/bench/table.py

bench-import: ## measure the importer: against its goals, its own report and pandoc
	@sh scripts/setup.sh test
	$(BIN)/python tests/bench/imports.py

screenshots: ## take pictures of the handbook into shots/, and those of README into .github/
	@sh scripts/setup.sh test
	PYTHONPATH=tests $(BIN)/python tests/screenshots.py

lock: ## resolve requirements/*.txt anew
	sh scripts/lock.sh

licences: ## list in THIRD-PARTY.md what is installed, and under which licence
	@sh scripts/setup.sh test
	$(BIN)/python tests/licences.py

clean: ## remove what building and testing made
	rm -rf site site-serving dist shots .leidraad .venv .venv-zensical .venv-peers .venv-hosts
	rm -rf .hypothesis .pytest_cache .mypy_cache .ruff_cache
