"""Makes the exchange in README.md anew from real runs: `python docs/transcript.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- transcript: docs/transcript.py makes this -->\n", "<!-- end of transcript -->\n"

COMMANDS = (
    "everyday habits add walk --alias stroll",
    "everyday habits add meds --alias tablets",
    "everyday habits add breakfast",
    "everyday speak I went for my walk -o walk.wav",
    "everyday hear walk.wav",
    "everyday say took my tablets, twenty past eight, and skipped breakfast",
    "everyday say scratch that",
    "everyday say put it back",
    "everyday say walk",
    'everyday say "no"',
    "everyday say what did I do today",
    "everyday say how was my week",
)


def transcript() -> str:
    """The commands with what they really answer, as a fenced block."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for command in COMMANDS for line in _exchange(command, folder)]
    return "\n".join(["```console", *lines, "```", ""])


def shown(readme: str) -> str:
    """The exchange that `readme` shows now."""
    return readme.partition(BEGIN)[2].partition(END)[0]


def _exchange(command: str, folder: str) -> list[str]:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    answer = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": programs, "EVERYDAY_DATA": folder},
        capture_output=True,
        text=True,
        check=True,
    )
    return [f"$ {command}", *answer.stdout.splitlines()]


def main() -> None:
    """Write the exchange into the README."""
    text = README.read_text("utf-8")
    README.write_text(text.replace(BEGIN + shown(text), BEGIN + transcript()), "utf-8")


if __name__ == "__main__":
    main()
