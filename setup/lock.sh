#!/bin/sh
# make lock: makes both lock files anew from pyproject.toml, for every platform, with hashes.
# Versions stay as they are where they can; `make lock ARGS=--upgrade` takes the newest.
#
# Usage: setup/lock.sh [OPTIONS OF uv pip compile]

. "$(dirname "$0")/checkout.sh"

setup/environment.sh requirements.lock

uv=$(command -v uv || printf '%s' .cache/uv/bin/uv)
UV_CACHE_DIR=$checkout/.cache/uv-cache
UV_CUSTOM_COMPILE_COMMAND="make lock"
export UV_CACHE_DIR UV_CUSTOM_COMPILE_COMMAND

if [ ! -x "$uv" ]; then
    say "Fetching uv, which resolves the versions"
    quietly uv-venv .venv/bin/python -m venv .cache/uv || fail "uv could not be installed."
    PIP_CACHE_DIR=$checkout/.cache/pip
    export PIP_CACHE_DIR
    quietly uv .cache/uv/bin/python -m pip install uv || fail "uv could not be installed."
fi

# setuptools builds the project itself, offline and in the same environment: so it is locked too.
compile() {
    printf 'setuptools>=80\n' | "$uv" pip compile --quiet pyproject.toml - \
        --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}

say "Resolving requirements-dev.lock"
compile --group dev -o requirements-dev.lock "$@"
say "Resolving requirements.lock"
compile --constraint requirements-dev.lock -o requirements.lock "$@"
