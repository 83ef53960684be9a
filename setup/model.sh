#!/bin/sh
# Fetches the speech model into models/, unless it is there already.

. "$(dirname "$0")/checkout.sh"

.venv/bin/everyday model fetch || {
    say "The speech model could not be fetched: speaking waits for it, typing works now." \
        "Try again with: make model"
    exit 1
}
