"""What PortAudio's complaints mean to a person, and what helps."""

from __future__ import annotations

import re

_MEANINGS = (
    (re.compile(r"querying device -1"), "none is connected, or the system does not show it"),
    (
        re.compile(r"PortAudio library not found"),
        "PortAudio is missing; install it with: sudo apt-get install libportaudio2",
    ),
    (
        re.compile(r"No (?:input|output)?\s*device matching|Multiple .* devices found"),
        "there is no such device, or more than one; everyday doctor lists those that there are",
    ),
)


def reason_of(error: Exception) -> str:
    """Why sound cannot be had: what a known complaint means, else the complaint itself."""
    complaint = str(error)
    known = (meaning for pattern, meaning in _MEANINGS if pattern.search(complaint))
    return next(known, complaint)
