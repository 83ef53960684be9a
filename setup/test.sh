#!/bin/sh
# make test: sees to everything that the tests need, and runs them.
#
# Usage: setup/test.sh [OPTIONS OF pytest]

. "$(dirname "$0")/checkout.sh"

setup/environment.sh requirements-dev.lock
setup/sound.sh tests || true
setup/model.sh || true

exec .venv/bin/python -m pytest "$@"
