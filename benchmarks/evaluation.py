"""The understanding scored on labelled sentences: the scorer's table, and every line that is wrong.

`make evaluate` looks for a folder with `dev.jsonl`, `dev_personas.jsonl`, `routines/` and
`score.py` beside the checkout (`../shared/eval`); `make evaluate ARGS=FOLDER` takes another.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared/eval"
Line = Mapping[str, Any]


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else BESIDE
    if not (folder / "score.py").is_file():
        print(
            f"There are no labelled sentences at {folder}. Give their folder: make evaluate ARGS=…"
        )
        return
    sys.path.insert(0, str(folder))
    evaluate(folder, folder / "dev.jsonl")
    for persona, lines in by_persona(folder / "dev_personas.jsonl"):
        with tempfile.TemporaryDirectory() as scratch:
            gold = Path(scratch, f"{persona}.jsonl")
            gold.write_text("".join(lines), "utf-8")
            evaluate(folder, gold, persona)


def by_persona(path: Path) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines(keepends=True):
        found.setdefault(json.loads(line)["persona"], []).append(line)
    yield from found.items()


def evaluate(folder: Path, gold: Path, persona: str = "main") -> None:
    """Print what the scorer says of the answers to `gold`, and the lines that are wrong."""
    answers = answered(gold, folder / "routines" / f"{persona}.toml")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(answers)
        file.flush()
        print(f"\n== {gold.stem}, {persona}", flush=True)
        subprocess.run([sys.executable, folder / "score.py", gold, file.name], check=True)
    from score import score  # type: ignore[import-not-found]

    said = {row["id"]: row for row in map(json.loads, answers.splitlines())}
    for line in map(json.loads, gold.read_text("utf-8").splitlines()):
        wrong = [name for name, right in score(line, said[line["id"]]).items() if not right]
        if wrong:
            print(f"{line['id']} {' '.join(wrong)}\n  {line['text']}")
            print(f"  wanted {line['kind']} {line['habits']} {line['mood']} {line['new_activity']}")
            print(f"  got    {said[line['id']]}")


def answered(gold: Path, routine: Path) -> str:
    """What `everyday understand --jsonl` answers to the sentences in `gold`."""
    with gold.open("rb") as sentences:
        told = subprocess.run(
            [
                Path(sys.executable).parent / "everyday",
                "understand",
                "--routine",
                routine,
                "--jsonl",
            ],
            stdin=sentences,
            capture_output=True,
            check=True,
        )
    return told.stdout.decode("utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
