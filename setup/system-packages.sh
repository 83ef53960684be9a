#!/bin/sh
# Installs packages of the operating system where that needs no password; otherwise prints the line
# that would, and exits 1. Nothing here ever asks.
#
# Usage: setup/system-packages.sh DEBIAN-PACKAGE...

. "$(dirname "$0")/checkout.sh"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=30 "$@"
}

# A machine may never have fetched its list of packages, or long ago: so once more after an update.
install_with_apt() {
    apt_get install -y --no-install-recommends "$@" ||
        { apt_get update && apt_get install -y --no-install-recommends "$@"; }
}

if ! command -v apt-get >/dev/null 2>&1; then
    say "  Please install what your system calls: $*"
    exit 1
fi

if can_be_root; then
    say "Installing $*"
    quietly apt install_with_apt "$@" && exit 0
fi

say "  To install it, run:  sudo apt-get update && sudo apt-get install -y $*"
exit 1
