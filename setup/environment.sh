#!/bin/sh
# Makes .venv hold what a lock file names, each file checked by its hash, and this project itself.
# A second call finds the work done and returns at once.
#
# Usage: setup/environment.sh requirements.lock|requirements-dev.lock

. "$(dirname "$0")/checkout.sh"

lock=$1
unfinished=.venv/.unfinished

python_is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if python_is_new_enough "$python"; then
            return 0
        fi
    done
    fail "Everyday Magic needs Python 3.11 or later; found: $(python3 --version 2>&1 || true)" \
        "  Debian 12, Ubuntu 24.04 and later bring it (sudo apt-get install python3)." \
        "  macOS: brew install python@3.12. Another one: make run PYTHON=/path/to/python3"
}

can_make_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

ensure_venv_module() {
    can_make_venv && return 0
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "Python's venv module is missing."
    setup/system-packages.sh "python$version-venv" || exit 1
    can_make_venv || fail "$(command -v "$python") still cannot make a virtual environment."
}

# A stamp is all that the installation depends on, word for word. The folder is part of it, because
# scripts in .venv name it.
wanted() {
    cat "$1" pyproject.toml
    printf '%s\n' "$checkout"
}

stamp() {
    printf '.venv/.installed-%s' "$1"
}

python_works() {
    .venv/bin/python -I -c 'import pip' 2>/dev/null
}

is_ready() {
    wanted "$lock" | cmp -s - "$(stamp "$lock")" && [ -x .venv/bin/everyday ] && python_works
}

stands_elsewhere() {
    made_by=$(sed -n 's/^command = //p' .venv/pyvenv.cfg)
    case $made_by in
        '' | *" $checkout/.venv") return 1 ;;
    esac
}

# An installation that was cut short can leave a package half there, which pip can neither complete
# nor remove. What was downloaded is kept in .cache, so starting anew costs little.
is_usable() {
    [ ! -e "$unfinished" ] && python_works && python_is_new_enough .venv/bin/python &&
        ! stands_elsewhere
}

make_venv() {
    find_python
    ensure_venv_module
    say "Making .venv with $("$python" --version)"
    rm -rf .venv
    quietly venv "$python" -I -m venv "$checkout/.venv" || fail "The virtual environment could not be made."
}

pip_install() {
    PIP_CACHE_DIR=$checkout/.cache/pip \
        .venv/bin/python -I -m pip install --no-user --no-input --disable-pip-version-check "$@"
}

# The installer comes first, from the same lock: then every system builds with the same one, and the
# few packages that come as source fetch no builder of their own past the hashes.
installer_requirements() {
    awk '/^[a-z]/ { keep = /^(pip|setuptools)==/ } keep' "$lock"
}

install() {
    rm -f .venv/.installed-*
    : >"$unfinished"
    say "Installing Python packages from $lock (the first time: some minutes)"
    installer_requirements >.cache/tmp/installer.lock
    { quietly pip-itself pip_install --require-hashes -r .cache/tmp/installer.lock &&
        quietly pip pip_install --no-build-isolation --require-hashes -r "$lock"; } ||
        fail "The packages could not be installed. Is there a network? Then run the same again."
    quietly pip-project pip_install --no-deps --no-build-isolation -e . ||
        fail "The project itself could not be installed."
    rm -f "$unfinished"
}

write_stamp() {
    wanted "$1" >.cache/tmp/stamp
    mv .cache/tmp/stamp "$(stamp "$1")"
}

is_ready && exit 0

# Two at once would undo each other's work.
if command -v flock >/dev/null 2>&1; then
    exec 9>.cache/environment.lock
    flock -n 9 || { say "Waiting for another setup to finish" && flock 9; }
    is_ready && exit 0
fi

is_usable || make_venv
install
write_stamp "$lock"
# What development needs holds all that running needs, in the same versions.
if [ "$lock" = requirements-dev.lock ]; then
    write_stamp requirements.lock
fi
