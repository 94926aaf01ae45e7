# One command each, from a fresh clone. `make help` lists them.
# Another Python: make demo PYTHON=python3.13

PYTHON ?= python3
VENV ?= .venv
SECOND ?= python3.12
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXAMPLE := "Opposition leader Juan Guaidó asked the US military on Saturday for a meeting." --date 2019-05-13
GOLD_TEXT ?=
NBVAL := --nbval --nbval-sanitize-with tests/nbval_sanitize.cfg

.DEFAULT_GOAL := help
.PHONY: help demo test test-all lint lab notebooks docs bench gold rules clean

help:  ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# Made once, and again whenever pyproject.toml asks for something else.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "eventcode needs Python 3.11 to 3.13, $(PYTHON) is $$($(PYTHON) --version); try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]'
	touch $@

demo: $(READY)  ## code the chronicle of Venezuela in 2019 into events.csv and show what came out
	$(BIN)/eventcode code eventcode/samples/venezuela_2019.csv -o events.csv
	@echo
	$(BIN)/eventcode show events.csv
	@echo
	$(BIN)/eventcode explain $(EXAMPLE)

test: lint  ## ruff, the tests and the notebooks
	$(BIN)/python -m pytest -m 'not slow' $(NBVAL) tests $(wildcard notebooks)

test-all: test  ## twice in a row with the slow tests, and on a second Python (SECOND=python3.13)
	$(BIN)/python -m pytest $(NBVAL) tests $(wildcard notebooks)
	$(MAKE) test PYTHON=$(SECOND) VENV=.venv-second

lint: $(READY)  ## ruff alone
	$(BIN)/ruff check .

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

notebooks: $(READY)  ## execute all notebooks in place, after a change that shows in them
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False \
		--ExecutePreprocessor.store_widget_state=False notebooks/*.ipynb

docs: $(READY)  ## the documentation into build/docs/index.html; notebooks as committed, warnings are errors
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	$(BIN)/python -m sphinx -E -W --keep-going -q -b html docs build/docs

bench: $(READY)  ## seconds to the first event, sentences a second by stage, one and two workers, a story's length
	$(BIN)/python tests/bench.py

gold: $(READY)  ## how good the coder is on the gold, and against the last commit (real news too: GOLD_TEXT=en.txt)
	$(call evaluate,own,)
	$(if $(GOLD_TEXT),$(call evaluate,real,--text $(GOLD_TEXT)))

# What the coder makes of own or real gold; `coder/` keeps it, so that a commit shows what it changed.
define evaluate
	@mkdir -p build
	@git show HEAD:data/gold/coder/$(1)-coded.jsonl >build/gold-before.jsonl 2>build/gold-none || true
	$(BIN)/eventcode evaluate data/gold/$(1) --part develop measure $(2) --against build/gold-before.jsonl \
		-o data/gold/coder/$(1)-scores.json --save data/gold/coder/$(1)-coded.jsonl
endef

rules: $(READY)  ## what each linking rule wins and loses on the gold's develop sentences
	$(BIN)/python tests/rules.py $(GOLD_TEXT)

clean:  ## remove the virtual environment and what the tests leave behind
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis build events.csv events.csv.*
