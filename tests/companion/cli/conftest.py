"""The real `everyday` program, each time in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.speaking import Speech
from tests.companion.wav import samples_of, wav

PROGRAM = Path(sys.executable).with_name("everyday")


@dataclass(frozen=True)
class Everyday:
    """The program and the home that it runs in."""

    home: Path
    env: dict[str, str]

    @property
    def journal(self) -> Path:
        return self.home / "data" / "journal.db"

    def __call__(
        self, *arguments: str | Path, given: str | bytes = b"", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """The finished program; `given` is its standard input."""
        ended = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            env=self.env | env,
            cwd=self.home,
            capture_output=True,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )

    def says(self, *arguments: str | Path, given: str | bytes = b"") -> str:
        """What the program prints when all goes well."""
        ended = self(*arguments, given=given)
        assert ended.stderr == ""
        assert ended.returncode == 0
        return ended.stdout

    def json(self, *arguments: str | Path) -> Any:
        return json.loads(self.says(*arguments))

    def started(self, *arguments: str, **env: str) -> subprocess.Popen[str]:
        """The running program, with pipes on all sides."""
        return subprocess.Popen(
            [PROGRAM, *arguments],
            env=self.env | env,
            cwd=self.home,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def told(self) -> list[str]:
        """Everything that was said, as kept."""
        return [each["text"] for each in self.json("export")["utterances"]]


@pytest.fixture
def everyday(tmp_path: Path) -> Everyday:
    home = tmp_path / "home"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EVERYDAY_", "XDG_", "PYTHON"))
    }
    own = {
        "HOME": str(home),
        "EVERYDAY_DATA": str(home / "data"),
        "EVERYDAY_TIME_ZONE": "Europe/London",
        "LC_ALL": "C.UTF-8",
    }
    return Everyday(home, kept | own)


@pytest.fixture
def with_habits(everyday: Everyday) -> Everyday:
    """The program, for somebody with two habits."""
    routine = everyday.home / "routine.toml"
    routine.write_text('[[habit]]\nname = "walk"\nunit = "min"\n\n[[habit]]\nname = "meds"\n')
    everyday.says("habits", "import", routine)
    return everyday


@pytest.fixture
def hearing(everyday: Everyday, model_folder: Path) -> Everyday:
    """The program, for somebody with the speech model and a habit."""
    able = Everyday(everyday.home, everyday.env | {"EVERYDAY_MODEL": str(model_folder)})
    able.says("habits", "add", "walk")
    return able


Recording = Callable[[str, Speech], Path]


@pytest.fixture
def recording(everyday: Everyday) -> Recording:
    """Writes speech to a WAV file of that name in the home."""

    def write(name: str, speech: Speech) -> Path:
        path = everyday.home / name
        path.write_bytes(wav(samples_of(speech, 16_000)))
        return path

    return write
