# Everything sets itself up: a virtual environment in .venv, locked and hashed dependencies, the language model,
# the compiled gazetteer. After the first run nothing is fetched.
PYTHON ?= python3
BIN := .venv/bin
# Answer keys and public evaluation sets, where a developer has them; without them those figures are not measured.
SHARED ?= ../shared
export OMP_NUM_THREADS = 1

.PHONY: setup demo test check gate bench lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up .venv (once, a minute or two) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@$(BIN)/python -c "from trucewatch.extract.gazetteer import open_gazetteer; open_gazetteer()"
	@touch $@

demo: setup
	@rm -rf demo.case
	@$(BIN)/trucewatch build examples/arven/reports --case demo.case --casebook examples/arven/casebook.yml \
		--agreement examples/arven/accord.yml --agreement examples/arven/ceasefire.yml
	@$(BIN)/trucewatch show demo.case
	@$(BIN)/trucewatch dossier demo.case

test: setup
	@$(BIN)/python -m pytest

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

gate: setup
	@$(BIN)/python -m trucewatch.evaluate.gate --baseline evaluation/baseline.json --shared $(SHARED)

bench: setup
	@$(BIN)/python benchmarks/speed.py --shared $(SHARED)
	@$(BIN)/python benchmarks/provisions.py
	@$(BIN)/python benchmarks/linking.py
	@$(BIN)/python benchmarks/records.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra frames --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv demo.case .mypy_cache .ruff_cache .pytest_cache .hypothesis
