"""Keeps what C libraries write to standard error away from the person's terminal."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ONE_AT_A_TIME = threading.RLock()
_STANDARD_ERROR = 2


class NativeNoise:
    """What was written while it was kept away; filled in at the end."""

    def __init__(self) -> None:
        self.text = ""

    @property
    def last_line(self) -> str:
        """The last thing that was written, which is where C++ libraries tell the cause."""
        lines = self.text.strip().splitlines()
        return lines[-1].strip() if lines else ""


@contextmanager
def native_noise_caught() -> Iterator[NativeNoise]:
    """What C code writes to file descriptor 2 inside the block, as text once it is left.

    The descriptor belongs to the whole process: keep the block short.
    """
    noise = NativeNoise()
    with _ONE_AT_A_TIME, tempfile.TemporaryFile() as caught:
        if sys.stderr is not None:
            sys.stderr.flush()
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:  # a service may run without standard error
            yield noise
            return
        os.dup2(caught.fileno(), _STANDARD_ERROR)
        try:
            yield noise
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            caught.seek(0)
            noise.text = caught.read().decode("utf-8", "replace")
