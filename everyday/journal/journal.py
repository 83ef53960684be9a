"""The journal: one SQLite file that every edge writes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from everyday.domain import JournalUnwritable
from everyday.journal.backing_up import write_copy
from everyday.journal.exporting import exported
from everyday.journal.journal_file import JournalFile
from everyday.journal.reading import Reading
from everyday.journal.rows import utc_text
from everyday.journal.trouble import translated
from everyday.journal.turn import Turn


class Journal(Reading):
    """What people said and what was derived from it; reads, and turns that write.

    Use it in the thread that opened it and not across a fork; any number of threads, processes
    and other programs may each open the same file. Every method may raise JournalLocked,
    JournalUnwritable, DiskFull or JournalDamaged. After JournalDamaged the same journal can be
    used again: it begins anew at the same path.
    """

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = 30.0) -> Self:
        """The journal at `path`; a new one, with its folder, where there is none.

        `busy_seconds` is how long to wait for another writer. The file can be read by its owner
        only. Raises NotAJournal or JournalTooNew, and then has not touched the file.
        """
        return cls(JournalFile(path.resolve(), busy_seconds))

    @classmethod
    def in_memory(cls) -> Self:
        """A journal that is gone when it is closed."""
        return cls(JournalFile(None, 0))

    @property
    def path(self) -> Path | None:
        """Where the journal is kept; None in memory."""
        return self._file.path

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, whatever happened."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @contextmanager
    def turn(self, at: datetime) -> Iterator[Turn]:
        """A turn that is kept, safe from a power cut, when its block ends; all of it or nothing.

        `at` (aware) stamps what it writes. No other writer comes between its reads and writes.
        """
        stamp = utc_text(at)
        with self._file.turn():
            yield Turn(self._file, stamp)

    def export(self, person: str) -> dict[str, object]:
        """Everything of the person, losslessly, as JSON values: rows by table, in fixed order.

        "format" goes up when the shape changes. Raises UnknownPerson.
        """
        with self._file.snapshot():
            return exported(self._file, self._person_id(person))

    def back_up(self, to: Path) -> None:
        """Write a whole copy, a journal itself, to `to` while others may go on writing.

        Raises FileInTheWay where there is something already, JournalUnwritable, DiskFull.
        """
        try:
            with translated(to, 0, lambda path: path):
                write_copy(self._file.connection, to)
        except OSError as error:
            raise JournalUnwritable(to, error.strerror or str(error)) from error

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file; empty where it is sound. Moves nothing aside."""
        connection = self._file.connection
        try:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return (str(error),)
        lost = [
            f"{table} row {row} refers to a missing row of {to}" for table, row, to, _ in orphans
        ]
        return (*(each for each in found if each != "ok"), *lost)
