#!/bin/sh
# make run: sees to everything that the companion needs, and starts it.
#
# Usage: setup/run.sh [OPTIONS OF everyday run]

. "$(dirname "$0")/checkout.sh"

setup/environment.sh requirements.lock
setup/sound.sh || true
setup/model.sh || true

exec .venv/bin/everyday run "$@"
