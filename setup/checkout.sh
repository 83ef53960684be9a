# shellcheck shell=sh
# Sourced by the scripts beside it: stands in the checkout, keeps everything inside it, and speaks
# one calm line a step.

set -eu

checkout=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$checkout"

mkdir -p .cache/logs .cache/tmp 2>/dev/null || {
    printf 'This folder cannot be written to: %s\n' "$checkout" >&2
    exit 1
}

# Temporary files stay in the checkout too: /tmp is small on some machines, and private on none.
TMPDIR=$checkout/.cache/tmp
export TMPDIR

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# quietly NAME COMMAND...: the command's own words go to a log, and its last ones are shown only if
# it fails.
quietly() {
    log=.cache/logs/$1.log
    shift
    if "$@" >"$log" 2>&1 </dev/null; then
        return 0
    fi
    tail -n 12 "$log" | sed 's/^/    /' >&2
    printf '    (all of it: %s)\n' "$log" >&2
    return 1
}
