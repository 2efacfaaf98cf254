# `make demo` shows what the tool does; `make test` checks everything. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTHONS := 3.10 3.11 3.12 3.13 3.14

.PHONY: demo test lint types test-python test-pythons test-client test-vscode editors package docs site bench performance clean

demo: $(VENV)/.installed
	@echo '$$ lambda-ls list examples/orders'
	@$(BIN)/lambda-ls list examples/orders
	@echo
	@echo '$$ lambda-ls check examples/orders'
	@$(BIN)/lambda-ls check examples/orders --fail-on never

test: lint types editors test-python test-pythons test-client test-vscode

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

# Some tests drive what Node.js packages do.
test-python: $(VENV)/.developing node_modules/.installed
	$(BIN)/python -m pytest -q -rs -n auto --dist loadfile

# What depends on the version of Python, once more on every other Python of this machine.
test-pythons: $(VENV)/.developing node_modules/.installed
	tools/test-pythons.sh "$(BIN)/python" $(PYTHONS)

test-client: node_modules/.installed $(VENV)/.installed
	npm run --silent check && npm run --silent build && npm run --silent test

# In a real VS Code, which this installs outside of the clone; pictures are in client/out/screenshots.
test-vscode: node_modules/.installed $(VENV)/.developing
	npm run --silent build && npm run --silent e2e

# The editors that the tests drive, on Debian as root; where one is not, its tests are skipped.
editors:
	@tools/install-editors.sh

# What users install, into dist/: the extension for six platforms, and the server's wheel and sdist.
package: $(VENV)/.developing node_modules/.installed
	npm run --silent package

docs: $(VENV)/.developing
	$(BIN)/python -m tools.docs

# The documentation as a site, into build/site/.
site: $(VENV)/.developing
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

# What the engine's steps cost, and what users wait for in templates and in code.
bench: $(VENV)/.developing node_modules/.installed
	$(BIN)/python -m pytest -q --benchmark-only benchmarks
	$(BIN)/python -m benchmarks.keystrokes
	$(BIN)/python -m benchmarks.handlers
	npm run --silent bench
	$(MAKE) performance

# Measures what docs/performance.md shows, beside other tools, and writes it: a quarter of an hour.
# Each line can be run alone; the page says how long each took.
performance: $(VENV)/.benchmarking
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.startup --save
	$(BIN)/python -m benchmarks.editing --save
	$(BIN)/python -m benchmarks.cold_check --save
	$(BIN)/python -m benchmarks.invoke --save
	$(BIN)/python -m benchmarks.growth --save
	$(BIN)/python -m benchmarks.plot
	$(BIN)/python -m benchmarks.report

clean:
	rm -rf $(VENV) .test-venvs node_modules client/out build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(VENV)/.benchmarking: $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@

node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@
