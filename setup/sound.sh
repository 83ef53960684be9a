#!/bin/sh
# Sees to PortAudio, which opens the microphone and the loudspeaker; with "tests" also to the sound
# server that tests start for themselves. Exits 1 if something is still missing: typing still works.
#
# Usage: setup/sound.sh [tests]

. "$(dirname "$0")/checkout.sh"

# Looks where sounddevice will look: its macOS package brings the library along.
has_portaudio() {
    .venv/bin/python -I - <<'PYTHON'
import ctypes.util, importlib.util, sys
found = importlib.util.find_spec("_sounddevice_data") or ctypes.util.find_library("portaudio")
sys.exit(not found)
PYTHON
}

install_portaudio() {
    if [ "$(uname)" = Darwin ]; then
        command -v brew >/dev/null 2>&1 && quietly brew brew install portaudio && return 0
        say "  To install it, run:  brew install portaudio"
        return 1
    fi
    setup/system-packages.sh libportaudio2
}

has_sound_server() {
    command -v pulseaudio >/dev/null 2>&1 && command -v pactl >/dev/null 2>&1 &&
        find /usr/lib -name 'libasound_module_pcm_pulse.so' 2>/dev/null | grep -q .
}

missing=0

if ! has_portaudio; then
    say "PortAudio, which opens the microphone, is missing."
    install_portaudio || {
        say "  Going on without sound: typing works."
        missing=1
    }
fi

if [ "${1:-}" = tests ] && [ "$(uname)" = Linux ] && ! has_sound_server; then
    say "PulseAudio, which some sound tests start for themselves, is missing."
    setup/system-packages.sh pulseaudio pulseaudio-utils libasound2-plugins || {
        say "  Going on: those tests will be skipped."
        missing=1
    }
fi

exit "$missing"
