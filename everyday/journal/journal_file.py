"""One connection to a journal: statements, turns and savepoints, with errors as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from everyday.domain import EverydayError, JournalDamaged, JournalUnwritable
from everyday.journal.opening import connect, made_ready, open_in_memory
from everyday.journal.setting_aside import set_aside
from everyday.journal.sqlite import Database
from everyday.journal.trouble import translated

Parameters = Sequence[object] | Mapping[str, object]


class JournalFile:
    """A journal's connection, made anew whenever its file was moved away beneath it.

    Every method raises JournalLocked, DiskFull, JournalUnwritable or JournalDamaged.
    """

    def __init__(self, path: Path | None, busy_seconds: float) -> None:
        self.path = path
        self._shown = path or Path(":memory:")
        self._busy_seconds = busy_seconds
        self._doomed: EverydayError | None = None
        self._identity: tuple[int, int] | None = None
        self._db = self._open()

    def close(self) -> None:
        """Give the file back; SQLite folds what was written ahead into it."""
        self._db.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """What `sql` selects, columns by name."""
        db = self._current()
        with self._translated():
            cursor = db.conn.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(sql, parameters).fetchall()

    def bare_rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[object, ...]]:
        """What `sql` selects, as tuples: for many rows."""
        db = self._current()
        with self._translated():
            return db.conn.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[tuple[object, ...]]:
        """What `sql` selects, as tuples, no further than they are asked for."""
        db = self._current()
        with self._translated(), closing(db.conn.execute(sql, parameters)) as cursor:
            yield from cursor

    def insert(self, table: str, row: Mapping[str, object]) -> int:
        """The id of the new row; only within a turn."""
        self._demand_turn()
        with self._translated():
            inserted = self._db.table(table).insert(dict(row))
        return cast(int, inserted.last_pk)

    def change(self, sql: str, parameters: Parameters = ()) -> int:
        """How many rows `sql` changed; only within a turn."""
        self._demand_turn()
        with self._translated():
            return self._db.conn.execute(sql, parameters).rowcount

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Run a block holding the journal's only write lock; all of it is kept, or nothing."""
        self._begin()
        try:
            yield
            self._commit()
        except BaseException:
            self._db.rollback()
            raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Run a block within a turn; where it raises, what it changed is undone."""
        self._demand_turn()
        with self._translated(), self._db.atomic():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Run a block of reads that all see the journal as it was at the first of them."""
        db = self._current()
        if db.conn.in_transaction:
            yield
            return
        with self._translated(), db.atomic():
            yield

    @property
    def connection(self) -> sqlite3.Connection:
        """The bare connection, for what has no statement (backing up)."""
        return self._current().conn

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with translated(self._shown, self._busy_seconds, self._set_aside):
                yield
        except EverydayError as error:
            # Some errors end SQLite's transaction, and a damaged file keeps nothing: whoever
            # catches this within a turn must not go on as if the turn could still be kept.
            if isinstance(error, JournalDamaged) or not self._db.conn.in_transaction:
                self._doomed = error
            raise

    def _open(self) -> Database:
        if self.path is None:
            return open_in_memory()
        self._identity = _identity(self.path)
        try:
            with translated(self.path, self._busy_seconds, self._set_aside):
                connection = connect(self.path, self._busy_seconds)
            db = self._made_ready(connection, self.path)
        except OSError as error:
            raise JournalUnwritable(self.path, error.strerror or str(error)) from error
        self._identity = _identity(self.path)
        return db

    def _made_ready(self, connection: sqlite3.Connection, path: Path) -> Database:
        try:
            with translated(path, self._busy_seconds, self._set_aside):
                return made_ready(connection, path, self._busy_seconds)
        except BaseException:
            # Only now: closing a damaged journal before it is set aside would write to it.
            connection.close()
            raise

    def _current(self) -> Database:
        # A sentence written to a file that was moved away would be acknowledged and lost.
        if not self._db.conn.in_transaction and self._was_moved():
            self._db.close()
            self._db = self._open()
        return self._db

    def _was_moved(self) -> bool:
        return self.path is not None and _identity(self.path) != self._identity

    def _set_aside(self, path: Path) -> Path:
        if not self._was_moved():
            return set_aside(path)
        # Another program has seen the damage first, and what is at `path` now is a new journal.
        beside = path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")
        return next((each for each in beside if _identity(each) == self._identity), path)

    def _begin(self) -> None:
        db = self._current()
        self._doomed = None
        with self._translated():
            db.conn.execute("BEGIN IMMEDIATE")
        if self._was_moved():
            db.rollback()
            self._begin()

    def _commit(self) -> None:
        self._demand_turn()
        with self._translated():
            self._db.conn.execute("COMMIT")

    def _demand_turn(self) -> None:
        if self._doomed is not None:
            raise self._doomed
        if not self._db.conn.in_transaction:
            msg = "this turn is over"
            raise RuntimeError(msg)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
