"""`everyday understand`: what sentences mean, one or many, without a journal."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from companion.cli.program import everyday

ROUTINE = """
[[habit]]
name = "walk"

[[habit]]
name = "water"
kind = "count"
unit = "glasses"
"""


def understand(tmp_path: Path, *arguments: str, lines: str = "") -> tuple[int, str]:
    routine = tmp_path / "routine.toml"
    routine.write_text(ROUTINE, "utf-8")
    journal = tmp_path / "journal.db"
    command = ["--journal", str(journal), "understand", "--routine", str(routine), *arguments]
    result = CliRunner().invoke(everyday, command, input=lines)
    assert not journal.exists()
    return result.exit_code, result.output


def test_a_sentence_is_told_with_the_reasons(tmp_path: Path) -> None:
    status, output = understand(tmp_path, "i", "skipped", "my", "walk", "yesterday")

    told = json.loads(output)
    assert status == 0
    assert told["habits"] == [
        {"habit": "walk", "status": "missed", "quantity": None, "when": "yesterday"}
    ]
    assert told["because"] == ["walk missed: skipped"]


def test_lines_are_answered_line_by_line(tmp_path: Path) -> None:
    said = [
        {"id": "a", "text": "drank six glasses of water by 8 p.m."},
        {"id": "b", "text": "my mood is three out of five"},
        {"id": "c", "text": "was I able to walk"},
    ]
    status, output = understand(
        tmp_path, "--jsonl", lines="".join(json.dumps(line) + "\n\n" for line in said)
    )

    water, mood, question = map(json.loads, output.splitlines())
    assert status == 0
    assert water["habits"] == [
        {
            "habit": "water",
            "status": "done",
            "quantity": {"value": 6.0, "unit": "glasses"},
            "when": "20:00",
        }
    ]
    assert (mood["id"], mood["kind"], mood["mood"]) == ("b", "mood", 6.0)
    assert (question["kind"], question["habits"]) == ("question", [])


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    status, output = understand(tmp_path, "--jsonl", lines="i went for my walk\n")

    assert status != 0
    assert "Traceback" not in output
