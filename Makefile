# make run: build the graph from EXAMPLES and serve it at http://127.0.0.1:PORT
# make test: the whole suite. Both need Python 3.11+ and make, and nothing installed beforehand.

PORT ?= 8000
EXAMPLES ?= examples
STORE ?= store
VENV := .venv
BIN := $(VENV)/bin
WORK := .make

# The first Python on the path that is new enough and can make virtual environments.
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

.PHONY: help run test lint format types benchmark size quality clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "sagsgang needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The build answers 1 when the documents have findings: the graph is there all the same. 130 is Ctrl-C.
run: $(VENV)/.installed
	$(BIN)/sagsgang build $(EXAMPLES) --store $(STORE) || [ $$? -eq 1 ]
	@$(BIN)/sagsgang serve --store $(STORE) --host 127.0.0.1 --port $(PORT) || [ $$? -eq 130 ]

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# make lint: ruff's rules and format
lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# make format: what `make lint` asks for, done
format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# make types: mypy --strict on the installed wheel, in an environment of its own
PACKAGES = graph ontology shapes queries api
types: $(VENV)/.installed-dev
	rm -rf $(WORK)/dist build; mkdir -p $(WORK)
	$(BIN)/python -m build --no-isolation --wheel --outdir $(WORK)/dist . >$(WORK)/build.log 2>&1 || { cat $(WORK)/build.log; exit 1; }
	test -x $(WORK)/types/bin/pip || $(BIN)/python -m venv $(WORK)/types
	$(WORK)/types/bin/pip install --quiet --disable-pip-version-check $(WORK)/dist/*.whl mypy types-networkx types-lxml
	$(WORK)/types/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WORK)/dist/*.whl
	$(WORK)/types/bin/mypy --strict $(PACKAGES:%=-p sagsgang.%)

# make benchmark: how long a build takes from the command line, how many documents a core reads in a second, and how long
# answers about many cases take
benchmark: $(VENV)/.installed
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/paths.py

# make size: what takes minutes: the questions and paths of a million quads, schemathesis on the HTTP interface
size: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m long

# make quality: score what is read against gold; writes docs/quality.md, tests/floors.toml and ontology/doubts.ttl
quality: $(VENV)/.installed
	$(BIN)/python benchmarks/quality.py

# make clean: remove what was built
clean:
	rm -rf $(VENV) $(WORK) $(STORE) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .schemathesis
