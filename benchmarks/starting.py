"""How long a command takes from its start to its end, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Row, in_turn

EVERYDAY = Path(sys.executable).with_name("everyday")


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"EVERYDAY_DATA": folder}

        def run(*command: str) -> None:
            _run(command, environment)

        say, nothing = in_turn(
            lambda: run(str(EVERYDAY), "say", "I went for my walk"),
            lambda: run(sys.executable, "-c", "pass"),
        )
        help_, _ = in_turn(
            lambda: run(str(EVERYDAY), "--help"), lambda: run(sys.executable, "-c", "pass")
        )
    return [
        Row("start to end of `everyday say`", "s", say, "python -c pass", nothing, "0.5 s"),
        Row("start to end of `everyday --help`", "s", help_, "python -c pass", nothing),
    ]


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
