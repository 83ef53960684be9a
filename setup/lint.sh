#!/bin/sh
# make lint: every check that reads the code without running it. All of them speak before it fails.

. "$(dirname "$0")/checkout.sh"

setup/environment.sh requirements-dev.lock

failed=0
check() {
    printf '%s: ' "$1"
    shift
    "$@" || failed=1
}

interaction_model_is_current() {
    if .venv/bin/python - <<'PYTHON'; then
import sys
from skill.interaction_model import MODEL_FILE, as_file, interaction_model
sys.exit(MODEL_FILE.read_text("utf-8") != as_file(interaction_model()))
PYTHON
        say "current"
    else
        say "is not what the code makes; run: .venv/bin/python -m skill.interaction_model"
        return 1
    fi
}

phrases_page_is_current() {
    if .venv/bin/python docs/phrases.py --check; then
        say "current"
    else
        say "is not what the table makes; run: .venv/bin/python docs/phrases.py"
        return 1
    fi
}

check "ruff" .venv/bin/ruff check .
check "ruff format" .venv/bin/ruff format --check .
check "mypy" .venv/bin/mypy
check "imports" .venv/bin/lint-imports --no-logo
check "interaction model" interaction_model_is_current
check "docs/phrases.md" phrases_page_is_current
exit "$failed"
