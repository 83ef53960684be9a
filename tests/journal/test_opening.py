"""Whose file it is, who may read it, and what happens when it cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from everyday.domain import (
    JournalDamaged,
    JournalLocked,
    JournalTooNew,
    JournalUnwritable,
    NotAJournal,
)
from everyday.journal import Journal
from tests.journal.writing import NOON, begin, done, standing, tell


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def written(path: Path) -> Path:
    """A closed journal with one check-in in it."""
    with Journal.open(path) as journal:
        tell(begin(journal), "I walked", done())
    return path


# --- whose it is --------------------------------------------------------------------------------


def test_a_new_journal_is_made_with_its_folder_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        with Journal.open(path) as journal:
            begin(journal)
            assert journal.path == path
            assert {each.name for each in path.parent.iterdir()} == {
                "journal.db",
                "journal.db-wal",
                "journal.db-shm",
            }
            assert {mode(each) for each in path.parent.iterdir()} == {0o600}
            assert mode(path.parent) == 0o700
    finally:
        os.umask(before)


def test_a_journal_that_others_could_read_becomes_private(path: Path) -> None:
    written(path).chmod(0o644)
    Journal.open(path).close()
    assert mode(path) == 0o600


def test_an_empty_file_is_a_new_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.touch()
    with Journal.open(path) as journal:
        assert journal.people() == ()
    assert mode(path) == 0o600


def test_what_was_written_is_there_when_it_is_opened_again(path: Path) -> None:
    with Journal.open(written(path)) as journal:
        assert [each.said for each in standing(journal)] == ["I walked"]
        assert journal.check() == ()


def test_every_acknowledged_sentence_is_synced(path: Path) -> None:
    with Journal.open(path) as journal:
        connection = journal._file.connection
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        settings = [connection.execute(f"PRAGMA {each}").fetchone()[0] for each in pragmas]
    assert settings == ["wal", 2, 1, 1]


@pytest.mark.parametrize(
    "content", [b"x", b"Dear diary,\n", b"\0" * 5000, b"SQLite format 3\0", os.urandom(9000)]
)
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "diary.txt"
    path.write_bytes(content)
    path.chmod(0o644)
    with pytest.raises(NotAJournal) as refused:
        Journal.open(path)
    assert refused.value.path == path
    assert files(tmp_path) == {"diary.txt": content}
    assert mode(path) == 0o644


@pytest.mark.parametrize("journal_mode", ["delete", "wal"])
@pytest.mark.parametrize("application_id", [0, 0x12345678])
def test_the_database_of_another_program_is_refused_untouched(
    tmp_path: Path, journal_mode: str, application_id: int
) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute(f"PRAGMA journal_mode = {journal_mode}")
        theirs.execute(f"PRAGMA application_id = {application_id}")
        theirs.execute("CREATE TABLE people (name TEXT)")
        theirs.commit()
    before = files(tmp_path)
    with pytest.raises(NotAJournal):
        Journal.open(path)
    assert files(tmp_path) == before


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(NotAJournal):
        Journal.open(tmp_path)


def test_a_journal_of_a_later_version_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(written(path))) as later:
        later.execute("PRAGMA user_version = 99")
    before = files(path.parent)
    with pytest.raises(JournalTooNew):
        Journal.open(path)
    assert files(path.parent) == before


def test_a_later_version_that_is_at_work_is_seen_too(path: Path) -> None:
    with Journal.open(written(path)) as later:
        later._file.connection.execute("PRAGMA user_version = 99")
        with pytest.raises(JournalTooNew):
            Journal.open(path)


# --- when it cannot be used ---------------------------------------------------------------------


def test_a_path_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalUnwritable) as unwritable:
        Journal.open(tmp_path / "file" / "journal.db")
    assert unwritable.value.reason


def test_a_journal_that_may_only_be_read_says_so(path: Path) -> None:
    with Journal.open(written(path)) as journal:
        journal._file.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(JournalUnwritable):
            tell(journal, "I walked again", done())
        assert len(standing(journal)) == 1


def test_a_journal_that_another_program_writes_to_is_waited_for_and_then_locked(
    path: Path,
) -> None:
    with Journal.open(written(path), busy_seconds=0.1) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(JournalLocked) as locked, journal.turn(NOON):
                pass
            assert len(standing(journal)) == 1
            Journal.open(path, busy_seconds=0.1).close()
        assert (locked.value.path, locked.value.waited_seconds) == (path, 0.1)
        tell(journal, "I walked again", done())
        assert len(standing(journal)) == 2


# --- when it is damaged or moved ----------------------------------------------------------------


def damage_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\xff" * 8)


def damage_magic(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 16)


def damage_tables(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (path.stat().st_size - 100))


@pytest.mark.parametrize("damage", [damage_header, damage_magic, damage_tables])
def test_a_damaged_journal_is_kept_aside_with_every_byte(
    path: Path, damage: object, tmp_path: Path
) -> None:
    damage(written(path))  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(JournalDamaged) as damaged, Journal.open(path) as journal:
        standing(journal)
    assert damaged.value.path == path
    assert damaged.value.kept_at == path.with_name("journal.damaged-1.db")
    assert damaged.value.kept_at.read_bytes() == before
    with Journal.open(path) as journal:
        assert journal.people() == ()


def test_every_damaged_journal_has_a_place_of_its_own(path: Path) -> None:
    kept = []
    for _ in range(3):
        damage_header(written(path))
        with pytest.raises(JournalDamaged) as damaged:
            Journal.open(path)
        kept.append(damaged.value.kept_at.name)
    assert kept == ["journal.damaged-1.db", "journal.damaged-2.db", "journal.damaged-3.db"]


def test_what_is_not_yet_folded_into_a_damaged_journal_is_kept_with_it(
    path: Path, tmp_path: Path
) -> None:
    with Journal.open(path) as journal:
        tell(begin(journal), "I walked", done())
        crashed = tmp_path / "crashed"
        shutil.copytree(path.parent, crashed)
    place = crashed / "journal.db"
    damage_header(place)
    before = files(crashed)
    with pytest.raises(JournalDamaged):
        Journal.open(place)
    after = files(crashed)
    assert after["journal.damaged-1.db"] == before["journal.db"]
    assert after["journal.damaged-1.db-wal"] == before["journal.db-wal"]
    assert "journal.db" not in after


def test_a_journal_that_is_damaged_at_work_keeps_nothing_and_can_begin_anew(path: Path) -> None:
    with Journal.open(written(path)) as journal:
        damage_tables(path)
        journal._file.connection.execute("PRAGMA shrink_memory")
        # Whoever goes on as if nothing had happened is told so again.
        with (
            pytest.raises(JournalDamaged) as damaged,
            journal.turn(NOON) as turn,
            pytest.raises(JournalDamaged),
        ):
            turn.people()
        assert damaged.value.kept_at.exists()
        begin(journal)
        tell(journal, "I walked again", done())
        assert [each.said for each in standing(journal)] == ["I walked again"]


def test_checking_finds_damage_and_moves_nothing(path: Path) -> None:
    with Journal.open(written(path)) as journal:
        journal._file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with path.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096 * 8)
        with Journal.open(path) as fresh:
            assert fresh.check() != ()
    assert path.exists()


def test_a_journal_that_was_moved_away_is_not_written_to_any_more(path: Path) -> None:
    with Journal.open(written(path)) as journal:
        moved = path.parent / "moved"
        moved.mkdir()
        for each in list(path.parent.glob("journal.db*")):
            each.rename(moved / each.name)
        begin(journal)
        tell(journal, "I walked again", done())
        with Journal.open(path) as here, Journal.open(moved / "journal.db") as there:
            assert [each.said for each in standing(here)] == ["I walked again"]
            assert [each.said for each in standing(there)] == ["I walked"]


def test_what_was_left_behind_of_a_journal_that_was_taken_away_is_kept(
    path: Path, tmp_path: Path
) -> None:
    with Journal.open(path) as journal:
        begin(journal)
        crashed = tmp_path / "crashed"
        shutil.copytree(path.parent, crashed)
    (crashed / "journal.db").unlink()
    left_behind = (crashed / "journal.db-wal").read_bytes()
    assert left_behind
    with Journal.open(crashed / "journal.db") as journal:
        assert journal.people() == ()
    assert (crashed / "journal.damaged-1.db-wal").read_bytes() == left_behind


def test_a_link_to_a_journal_is_the_journal(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(written(path))
    with Journal.open(link) as journal:
        assert journal.path == path
        assert len(standing(journal)) == 1
