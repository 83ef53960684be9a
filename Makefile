# Everything happens inside this folder: .venv, .cache and models/. The work is done in setup/.

.DEFAULT_GOAL := help
.PHONY: help run test lint bench evaluate model lock clean

# make run ARGS="--person anna"     make test ARGS="-k review"     make run PYTHON=python3.12
ARGS ?=
export PYTHON

help:  ## print this
	@sed -n 's/^\([a-z]*\): *## /\1|/p' Makefile | awk -F'|' '{ printf "make %-8s %s\n", $$1, $$2 }'

run:  ## install what is missing, then listen (ARGS=... goes to `everyday run`)
	@setup/run.sh $(ARGS)

test:  ## install what is missing, then run every test (ARGS=... goes to pytest)
	@setup/test.sh $(ARGS)

lint:  ## ruff, mypy, the import contracts, and whether the generated files are current
	@setup/lint.sh

bench:  ## measure understanding, recognition and speed
	@setup/environment.sh requirements-dev.lock
	@.venv/bin/python -m benchmarks $(ARGS)

evaluate:  ## score the understanding on labelled sentences, where they are at hand
	@setup/environment.sh requirements-dev.lock
	@.venv/bin/python -m benchmarks.evaluation $(ARGS)

model:  ## fetch the speech model
	@setup/environment.sh requirements.lock
	@setup/model.sh

lock:  ## make both lock files anew (ARGS=--upgrade takes the newest versions)
	@setup/lock.sh $(ARGS)

clean:  ## remove .venv and every cache; speech models and journals stay
	@rm -rf .venv .cache .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
