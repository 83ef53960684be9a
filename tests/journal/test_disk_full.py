"""A full disk: nothing half written, and what was kept before stays readable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from everyday.domain import DiskFull, Reflection, Reply
from everyday.journal import Journal
from tests.journal.writing import ME, MONDAY, NOON, begin, done, heard, standing, tell


@pytest.fixture
def full(path: Path) -> Iterator[Journal]:
    """A journal with one check-in, in a file that cannot grow."""
    with Journal.open(path) as journal:
        tell(begin(journal), "I walked", done())
        connection = journal._file.connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        yield journal


def test_a_sentence_that_has_no_room_is_not_acknowledged(full: Journal) -> None:
    before = full.export("me")
    with pytest.raises(DiskFull) as disk_full:
        tell(full, "long " * 10_000)
    assert disk_full.value.path == full.path
    assert full.export("me") == before
    assert full.check() == ()


def test_when_there_is_room_again_it_goes_on(full: Journal) -> None:
    with pytest.raises(DiskFull):
        tell(full, "long " * 10_000)
    full._file.connection.execute("PRAGMA max_page_count = 100000")
    tell(full, "long " * 10_000, done())
    assert len(standing(full)) == 2


def test_no_room_for_what_is_derived_still_leaves_the_sentence_or_says_so(full: Journal) -> None:
    with full.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("short"), ME.moment(NOON))
        with pytest.raises(DiskFull), turn.deriving():
            turn.keep(spoken, [done(), Reflection(MONDAY, "long " * 10_000)])
        turn.understood(spoken, None, Reply("No room."))
    assert [each.text for each in full.said("me", MONDAY, MONDAY)] == ["I walked", "short"]
    assert len(standing(full)) == 1
