"""What SQLite's errors mean for a journal; the one place where they are translated."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from everyday.domain import (
    DiskFull,
    EverydayError,
    JournalDamaged,
    JournalLocked,
    JournalUnwritable,
)

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
}


@contextmanager
def translated(
    path: Path, waited_seconds: float, set_aside: Callable[[Path], Path]
) -> Iterator[None]:
    """Run a block; SQLite's errors in it that a person can act on are raised as ours.

    `set_aside` is called with `path` when the file turns out damaged, and gives where it is kept.
    Raises JournalLocked, DiskFull, JournalUnwritable or JournalDamaged; other errors pass.
    """
    try:
        yield
    except sqlite3.Error as error:
        ours = _translation(error, path, waited_seconds, set_aside)
        if ours is None:
            raise
        raise ours from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of `error`; 0 where it has none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _translation(
    error: sqlite3.Error, path: Path, waited_seconds: float, set_aside: Callable[[Path], Path]
) -> EverydayError | None:
    code = primary_code(error)
    if code in _LOCKED:
        return JournalLocked(path, waited_seconds)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path)
    if code in _UNWRITABLE:
        return JournalUnwritable(path, str(error))
    if code in _DAMAGED:
        return _damage(path, set_aside)
    return None


def _damage(path: Path, set_aside: Callable[[Path], Path]) -> EverydayError:
    try:
        return JournalDamaged(path, set_aside(path))
    except OSError as error:
        return JournalUnwritable(path, error.strerror or str(error))
