# `make demo` converts a sample resume into signed credentials; `make test` passes the tests. Each sets up what it needs.
# Debian and Ubuntu: apt-get install python3-venv make

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := $(shell find app prompts taxonomies -type f -not -path '*/.compiled/*' -not -name '*.pyc')
SAMPLE ?= evals/resumes/forklift-operator.pdf
OUT ?= out
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header

.PHONY: demo serve test check requirements clean

demo: $(VENV)/.runtime
	$(BIN)/ler convert $(SAMPLE) --confirm stated --out $(OUT)

serve: $(VENV)/.service # the API with its worker, on SQLite
	$(BIN)/ler serve

test: $(VENV)/.development
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.development
	$(BIN)/ruff check app tests
	$(BIN)/ruff format --check app tests
	$(BIN)/mypy app tests
	$(BIN)/lint-imports

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/.packages $(SOURCES) pyproject.toml README.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall .
	touch $@

$(VENV)/.packages: $(VENV)/bin/python requirements.txt requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt -r requirements.txt
	touch $@

$(VENV)/.service: $(VENV)/.runtime requirements-service.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-service.txt
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

requirements: # needs uv; pins with hashes and without the name of any registry
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --extra heic --extra model --extra service --extra traces -c requirements.txt pyproject.toml -o requirements-service.txt
	$(COMPILE) --extra test -c requirements-service.txt pyproject.toml -o requirements-dev.txt
	echo 'hatchling' | $(COMPILE) - -o requirements-build.txt

clean:
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis taxonomies/.compiled
