"""Whatever goes wrong: one line for the person, one status for programs, nothing lost."""

from __future__ import annotations

import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from companion.cli.failures import STATUS
from everyday import domain
from everyday.domain import EverydayError
from everyday.replies import explain
from tests.companion.cli.conftest import PROGRAM, Everyday

ERRORS = [
    kind
    for kind in vars(domain).values()
    if isinstance(kind, type) and issubclass(kind, EverydayError) and kind is not EverydayError
]
SAMPLES = {"known": (), "searched": (), "tried": (("there", "it is gone"),), "waited_seconds": 1.0}


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_line_and_its_status(kind: type[EverydayError]) -> None:
    data = {each.name: SAMPLES.get(each.name, "it") for each in fields(kind)}  # type: ignore[arg-type]
    error = kind(**data)
    assert "\n" not in explain(error)
    assert 64 <= STATUS[kind] <= 78


NO_HABIT = "There is no habit called swim. Known: walk and meds."


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        (("summary", "--habit", "swim"), NO_HABIT, 67),
        (("--person", "bob", "say", "hello"), "Nobody called bob keeps a journal here.", 67),
        (("today", "--person", "bob"), "Nobody called bob keeps a journal here.", 67),
        (("people", "add", "ME"), "Somebody called ME keeps a journal here already.", 65),
        (("people", "add", "anna", "--zone", "Moon/Sea"), "no time zone 'Moon/Sea'", 64),
        (("people", "add", "anna", "--day-ends", "13:00"), "between 00:00 and 11:59", 64),
        (("people", "set", "anna", "--zone", "Asia/Tokyo"), "Nobody called anna", 67),
        (("people", "set", "me"), "Give --zone, --day-ends, or both.", 64),
        (("say",), "See: everyday say --help", 64),
        (("say", " "), "There is nothing to keep in that.", 64),
        (("say", "hello", "--at", "teatime"), "'teatime' is no time", 64),
        (("say", "hello", "--at", "2999-01-01"), "is still to come", 64),
        (("today", "--bad"), "No such option", 64),
        (("walk",), "No such command 'walk'", 64),
        (("summary", "--days", "0"), "--days", 64),
        (("summary", "--days", "3", "--all"), "Choose one of", 64),
        (("summary", "--from", "2026-02-02", "--to", "2026-02-01"), "ends before it begins", 64),
        (("summary", "--from", "soon"), "'soon' is no day", 64),
        (("summary", "--from", "0001-01-01"), "too long ago", 64),
        (("--journal", "text.txt", "say", "hello"), "text.txt is not a journal", 65),
        (("--journal", "text.txt/journal.db", "say", "hello"), "cannot be written to", 73),
        (("--journal", ".", "say", "hello"), "is not a journal", 65),
        (("export", "-o", "nowhere/mine.json"), "nowhere/mine.json cannot be written", 73),
        (("backup", "nowhere/copy.db"), "nowhere/copy.db cannot be written", 73),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_told_in_one_line(
    with_habits: Everyday, arguments: tuple[str, ...], told: str, status: int
) -> None:
    text = with_habits.home / "text.txt"
    text.write_text("my own notes\n")
    ended = with_habits(*arguments)
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert (ended.returncode, ended.stdout) == (status, "")
    assert text.read_text() == "my own notes\n"


@pytest.mark.parametrize("command", ["today", "doctor"])
def test_a_setting_that_makes_no_sense_is_named(everyday: Everyday, command: str) -> None:
    ended = everyday(command, EVERYDAY_TIME_ZONE="Moon/Sea")
    assert ended.returncode == 78
    assert "EVERYDAY_TIME_ZONE is 'Moon/Sea'" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


# --- the program's own faults -------------------------------------------------------------------

BROKEN = """
import click

@click.command()
@click.argument("text")
def broken(text):
    raise RuntimeError(text)
"""


@pytest.fixture
def extended(everyday: Everyday, tmp_path: Path) -> Everyday:
    """The program with a further command, which is broken."""
    folder = tmp_path / "extension"
    about = folder / "extension-1.dist-info"
    about.mkdir(parents=True)
    (folder / "extension.py").write_text(BROKEN)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: extension\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[everyday.commands]\nbroken = extension:broken\n")
    return Everyday(
        everyday.home,
        everyday.env | {"PYTHONPATH": str(folder), "TMPDIR": str(tmp_path)},
    )


def test_a_fault_of_ours_is_owned_and_repeats_nothing_that_was_said(
    extended: Everyday, tmp_path: Path
) -> None:
    ended = extended("broken", "my secret")
    assert ended.returncode == 70
    assert len(ended.stderr.splitlines()) == 1
    assert "a fault of Everyday Magic, not yours: RuntimeError at extension.py:7" in ended.stderr
    (details,) = tmp_path.glob("everyday-fault-*.txt")
    assert str(details) in ended.stderr
    assert "extension.py:7 broken" in details.read_text()
    assert "secret" not in ended.stderr + details.read_text()


def test_commands_of_others_are_listed_and_imported_only_when_called(extended: Everyday) -> None:
    assert "broken" in extended.says("--help")
    loaded = imported(extended, "--help")
    assert "extension" not in loaded


# --- a start without delay ----------------------------------------------------------------------

SOUND = {"vosk", "hibari", "sounddevice", "soxr", "companion.recognition", "companion.speaking"}
KEEPING = {"sqlite_utils", "hassil", "numpy", "flask", "waitress", "everyday.conversation"}


def imported(everyday: Everyday, *arguments: str) -> set[str]:
    """The modules that a run of the program imports."""
    ended = subprocess.run(
        [PROGRAM, *arguments],
        env=everyday.env | {"PYTHONPROFILEIMPORTTIME": "1"},
        cwd=everyday.home,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("say", "--help")], ids=" ".join
)
def test_help_loads_nothing_that_is_slow(everyday: Everyday, arguments: tuple[str, ...]) -> None:
    loaded = imported(everyday, *arguments)
    assert "companion.cli.program" in loaded
    assert not loaded & (SOUND | KEEPING)


def test_typing_loads_nothing_that_hears_or_speaks(everyday: Everyday) -> None:
    loaded = imported(everyday, "say", "hello")
    assert "everyday.conversation" in loaded
    assert not loaded & SOUND
