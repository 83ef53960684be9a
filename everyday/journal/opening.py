"""Opening a journal's file: whose it is, who may read it, and bringing it up to date."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

from everyday.domain import JournalLocked, JournalTooNew, NotAJournal
from everyday.journal.migrations import APPLICATION_ID, SCHEMA_VERSION, migrations
from everyday.journal.setting_aside import SIBLINGS, set_orphans_aside
from everyday.journal.sqlite import Database
from everyday.journal.trouble import primary_code

_APPLICATION_ID_AT = slice(68, 72)
"""Where SQLite's file format keeps the application id: https://www.sqlite.org/fileformat2.html"""

_CACHE_KIB = 8192
"""Enough for a year of fourteen habits; SQLite's 2 MB read it more slowly."""

_TRIES_AT_WAL = 20

_making = threading.Lock()
"""Held while a file is made by hand: closing it would drop another thread's locks on it."""


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection to the journal at `path`, which is made, with its folder, if need be.

    Raises NotAJournal or JournalTooNew before anything is written, and SQLite's and the
    operating system's own errors.
    """
    _recognize(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    set_orphans_aside(path)
    _keep_private(path)
    return sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)


def made_ready(connection: sqlite3.Connection, path: Path, busy_seconds: float) -> Database:
    """The journal behind a new connection, up to date and as safe as we need it.

    Raises NotAJournal, JournalTooNew, JournalLocked and SQLite's own errors.
    """
    db = _ready(connection, path)
    _write_ahead(db, path, busy_seconds)
    return db


def open_in_memory() -> Database:
    """A new journal that is gone when it is closed."""
    return _ready(sqlite3.connect(":memory:", isolation_level=None), Path(":memory:"))


def _recognize(path: Path) -> None:
    if not path.exists():
        return
    if not path.is_file():
        raise NotAJournal(path)
    if path.stat().st_size:
        _recognize_header(path)


def _recognize_header(path: Path) -> None:
    # Through SQLite: closing a file of one's own would drop the locks that SQLite holds on it
    # elsewhere in this process. Immutable: nothing is recovered, created or locked.
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            _refuse_strangers(connection, path)
    except sqlite3.DatabaseError as error:
        if primary_code(error) == sqlite3.SQLITE_NOTADB and not _has_our_id(path):
            raise NotAJournal(path) from error
        # Ours and damaged, or just being written: opening it under its locks will tell.


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise NotAJournal(path)
    if _pragma(connection, "user_version") > SCHEMA_VERSION:
        raise JournalTooNew(path)


def _has_our_id(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(100)
    return header[_APPLICATION_ID_AT] == APPLICATION_ID.to_bytes(4, "big")


def _keep_private(path: Path) -> None:
    # SQLite gives the files that it makes beside a database the database's own mode.
    with _making, suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for suffix in ("", *SIBLINGS):
        with suppress(FileNotFoundError, PermissionError):
            path.with_name(path.name + suffix).chmod(0o600)


def _ready(connection: sqlite3.Connection, path: Path) -> Database:
    db = Database(connection, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if _pragma(connection, "user_version") != SCHEMA_VERSION:
        _bring_up_to_date(db, path)
    return db


def _bring_up_to_date(db: Database, path: Path) -> None:
    # One transaction holds the id and every table, so a journal is either empty or whole,
    # whoever else is making it at the same moment and whenever the power fails.
    db.execute("BEGIN IMMEDIATE")
    try:
        if db.schema:
            _refuse_strangers(db.conn, path)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(db)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _write_ahead(db: Database, path: Path, busy_seconds: float) -> None:
    for _ in range(_TRIES_AT_WAL):
        if db.journal_mode == "wal":
            return
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            # Somebody else is switching: SQLite does not wait here, but for a transaction it does.
            db.execute("BEGIN IMMEDIATE")
            db.execute("COMMIT")
        else:
            return
    raise JournalLocked(path, busy_seconds)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
