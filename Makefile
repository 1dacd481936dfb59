# make site · make test · make serve · make check · make bench
PYTHON ?= python3
BIN := .venv/bin
# Material prints a banner about MkDocs 2 at every build without this.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# One process a processor, each with its own built sites; the tests of one file stay together.
SPREAD := --numprocesses=auto --maxprocesses=4 --dist=loadfile

.PHONY: site serve check docs stage test lint unit bench clean

site: .venv/site ## check the entries and build site/
	@$(BIN)/archive check
	@$(BIN)/archive build
	@echo
	@echo "The site is in site/. To look at it:"
	@echo "  make serve                                    a preview that follows your changes"
	@echo "  $(PYTHON) -m http.server --directory site 8000   the site itself, at http://localhost:8000/"

serve: .venv/site ## a live preview at http://127.0.0.1:8000/
	@$(BIN)/archive serve

check: .venv/site ## name every fault in the entries
	@$(BIN)/archive check

docs: .venv/site ## rewrite the pages that are made from the models and the rules
	@$(BIN)/archive docs

test: lint ## everything: format, lint, types, layers, tests
	$(BIN)/python -m pytest $(SPREAD)

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.workflows.lint

unit: .venv/dev ## the quick part of the tests
	$(BIN)/python -m pytest $(SPREAD) -m "not slow and not browser"

bench: .venv/dev ## how fast it is, next to Hugo with Pagefind and to plain MkDocs
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench --readers

clean: ## remove what the commands above made
	rm -rf .venv site .cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv .venv

.venv/site: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

.venv/dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ .venv/site
