# Everything a contributor needs. Activate the virtual environment first (see CONTRIBUTING.md).

# Percent of lines and branches that the tests must reach.
COVERAGE ?= 100
# Processes that share the tests where that is faster; 0 for none.
WORKERS ?= 2

# Classifiers are checked against the installed list.
export VALIDATE_PYPROJECT_NO_NETWORK = 1

.DEFAULT_GOAL := check
.PHONY: check lint types imports test coverage golden docs bench nightly

check: lint types imports test

lint:
	ruff check
	ruff format --check
	codespell
	validate-pyproject pyproject.toml

types:
	mypy

imports:
	lint-imports

test:
	pytest -n $(WORKERS)

# A separate run: measuring makes the tests slower, and the plain run is what users are told.
coverage:
	pytest -n $(WORKERS) --cov --cov-branch --cov-fail-under=$(COVERAGE)

# Rewrites what the cases expect; read the difference before committing it.
golden:
	FACTCHECK_GOLDEN=1 pytest tests/cases

# Rewrites the generated pages, then checks every link and example.
docs:
	FACTCHECK_GOLDEN=1 pytest tests/meta

bench:
	python benchmarks/startup.py
	python benchmarks/many_claims.py
	python benchmarks/bounds.py
	python benchmarks/figures.py
	python benchmarks/rubric.py

# Thousands of random examples for each law, where the usual run has a hundred fixed ones.
nightly:
	FACTCHECK_KILLS=50 pytest -n $(WORKERS) --hypothesis-profile=nightly
