"""One line of the terminal that is written over while somebody speaks."""

from __future__ import annotations

import os
import shutil
import sys

from companion.cli.screen import plain

_FROM_THE_START = "\r\x1b[K"


class LiveLine:
    """Shows what is being heard, where the terminal can take it back again."""

    def __init__(self) -> None:
        self._is_alive = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._is_written = False

    def write(self, text: str) -> None:
        """Show the end of `text`, as much as one line holds."""
        if not self._is_alive:
            return
        room = max(10, shutil.get_terminal_size().columns - 5)
        shown = plain(text)[-room:]
        sys.stdout.write(f"{_FROM_THE_START}... {shown}")
        sys.stdout.flush()
        self._is_written = True

    def clear(self) -> None:
        """Leave the line empty, ready to be printed on."""
        if self._is_written:
            sys.stdout.write(_FROM_THE_START)
            sys.stdout.flush()
            self._is_written = False
