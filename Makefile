# Two commands: `make run` sets up and starts the page, `make test` sets up and passes the tests.
# Either makes the virtual environment .venv when it is missing, and is quick afterwards.

PYTHON ?= python3
INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check evals clean

run: .venv/.run
	.venv/bin/python app.py

test: .venv/.test
	.venv/bin/python -m pytest --cov --cov-report=term:skip-covered

check: .venv/.test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

evals: .venv/.test
	.venv/bin/python -m evals gate

.venv/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Verbatim needs Python 3.11 or newer; name one: make run PYTHON=python3.12')"
	$(PYTHON) -m venv .venv

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what Verbatim needs into .venv: a few minutes the first time."
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/.test: requirements.txt requirements-llm.txt requirements-mcp.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need into .venv: a few minutes the first time."
	$(INSTALL) -r requirements-dev.txt
	@touch .venv/.run $@

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
