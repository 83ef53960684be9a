"""A copy of a journal that is whole, whatever is written meanwhile."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from everyday.domain import FileInTheWay


def write_copy(source: sqlite3.Connection, to: Path) -> None:
    """Copy the journal to `to`: one file, mode 0600, there whole or not at all.

    Raises FileInTheWay, and SQLite's and the operating system's own errors.
    """
    if to.exists():
        raise FileInTheWay(to)
    partial = to.with_name(f"{to.name}.partial-{os.getpid()}")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            source.backup(copy)
            # A journal written ahead cannot be opened where nothing can be written.
            copy.execute("PRAGMA journal_mode = DELETE")
        _move_into_place(partial, to)
    finally:
        partial.unlink(missing_ok=True)


def _move_into_place(partial: Path, to: Path) -> None:
    try:
        to.hardlink_to(partial)
    except FileExistsError:
        raise FileInTheWay(to) from None
    except OSError:
        # Memory sticks know no links.
        partial.replace(to)
