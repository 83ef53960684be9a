"""PortAudio by way of sounddevice: loading it, naming devices, and what its complaints mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from companion.native_noise import native_noise_caught
from everyday.domain import EverydayError

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


def sounddevice(device: str | None, unavailable: Callable[[str | None, str], EverydayError]) -> Any:
    """The module sounddevice, loaded when sound is first wanted.

    Raises what `unavailable` makes of the device and the reason, where there is no sound library.
    """
    try:
        with native_noise_caught():
            import sounddevice as loaded
    except OSError as error:
        raise unavailable(device, reason_of(error)) from error
    return loaded


def device_id(device: str | None) -> str | int | None:
    """The device as sounddevice takes it: a number where it is written as one."""
    return int(device) if device is not None and device.isdecimal() else device
