"""Several programs at once, and programs that die: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from everyday.domain import PersonNameTaken, Reflection
from everyday.journal import Journal
from tests.journal.writing import ME, NOON, begin, done, heard, standing, tell

WRITES = 300
DEATHS = 100


@contextmanager
def child(work: Callable[[BinaryIO], None]) -> Iterator[tuple[int, BinaryIO]]:
    """The id of a forked process doing the work, and what it acknowledges."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(reading)
            with open(writing, "wb", buffering=0) as acknowledged:  # noqa: PTH123
                work(acknowledged)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading, "rb") as acknowledged:  # noqa: PTH123
        yield process, acknowledged


def write_many(path: Path, name: str) -> None:
    with Journal.open(path) as journal:
        try:
            with journal.turn(NOON) as turn:
                turn.add_person(ME)
        except PersonNameTaken:
            pass
        for number in range(WRITES):
            with journal.turn(NOON) as turn:
                spoken = turn.keep_utterance(
                    heard(f"{name} {number}", request=f"{name}-{number}"), ME.moment(NOON)
                )
                turn.keep(spoken, [Reflection(date(2026, 3, 2), f"{name} {number}")])
                state = turn.dialogue("me")
                turn.set_dialogue("me", {"count": int(str(state.get("count", 0))) + 1})


def test_two_programs_begin_one_journal_and_lose_no_write(path: Path) -> None:
    with (
        child(lambda _: write_many(path, "alexa")) as (first, _),
        child(lambda _: write_many(path, "kitchen")) as (second, _),
    ):
        assert [os.waitpid(process, 0)[1] for process in (first, second)] == [0, 0]
    with Journal.open(path) as journal:
        assert journal.check() == ()
        assert len(journal.said("me", date.min, date.max)) == 2 * WRITES
        assert len({each.said for each in standing(journal)}) == 2 * WRITES
        assert journal.dialogue("me") == {"count": 2 * WRITES}


def test_many_programs_may_begin_the_same_new_journal(tmp_path: Path) -> None:
    def open_all(_: BinaryIO) -> None:
        for number in range(20):
            Journal.open(tmp_path / f"{number}.db").close()

    with (
        child(open_all) as (first, _),
        child(open_all) as (second, _),
        child(open_all) as (third, _),
    ):
        assert [os.waitpid(process, 0)[1] for process in (first, second, third)] == [0, 0, 0]
    for number in range(20):
        with Journal.open(tmp_path / f"{number}.db") as journal:
            assert journal.check() == ()
            assert journal.people() == ()


def test_what_was_acknowledged_survives_any_death(path: Path) -> None:
    with Journal.open(path) as journal:
        begin(journal)
    acknowledged: set[str] = set()
    for death in range(DEATHS):

        def work(pipe: BinaryIO, death: int = death) -> None:
            with Journal.open(path) as journal:
                number = 0
                while True:
                    said = f"{death}-{number}"
                    tell(journal, said, done(words=said), Reflection(date(2026, 3, 2), said))
                    pipe.write(f"{said}\n".encode())
                    number += 1

        with child(work) as (process, pipe):
            heard_back = [pipe.readline() for _ in range(death % 4)]
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            heard_back += pipe.readlines()
        acknowledged |= {line.decode().strip() for line in heard_back if line.endswith(b"\n")}
    assert len(acknowledged) >= DEATHS
    with Journal.open(path) as journal:
        assert journal.check() == ()
        said = {each.text for each in journal.said("me", date.min, date.max)}
        assert acknowledged <= said
        kept = [each.said for each in standing(journal)]
        assert all(kept.count(each) == 2 for each in said)
