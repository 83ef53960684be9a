"""Keeping a damaged journal, whole, beside the place where a new one can begin."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

SIBLINGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; without its `-wal` a journal may lack its last sentences."""


def set_aside(path: Path) -> Path:
    """Where `path` and its siblings are now: the first free `NAME.damaged-1.db`, `-2`, ….

    Raises OSError where the folder does not allow it.
    """
    kept_at = _reserve_name_beside(path)
    # The database goes last: while it is there, nobody begins a new one with siblings of its own.
    for suffix in (*SIBLINGS, ""):
        present = _sibling(path, suffix)
        if present.exists():
            present.replace(_sibling(kept_at, suffix))
    return kept_at


def set_orphans_aside(path: Path) -> None:
    """Keep the `-wal` of a journal that was taken away without it; SQLite would delete it."""
    orphan = _sibling(path, "-wal")
    # In this order: a journal that is being made has its `-wal` only after it is no longer empty.
    if _size(orphan) and not _size(path):
        set_aside(path)


def _reserve_name_beside(path: Path) -> Path:
    for count in itertools.count(1):
        name = path.with_name(f"{path.stem}.damaged-{count}{path.suffix}")
        if any(_sibling(name, suffix).exists() for suffix in SIBLINGS):
            continue
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return name
    raise AssertionError


def _sibling(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
