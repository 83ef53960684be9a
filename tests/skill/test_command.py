"""`everyday serve`, as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from skill.command import serve

SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize("arguments", [[], ["--skill-id", ""], ["--skill-id", "my skill"]])
def test_without_a_skill_id_it_does_not_start(arguments: list[str]) -> None:
    result = CliRunner(env={"EVERYDAY_SKILL_ID": None}).invoke(serve, arguments)
    assert result.exit_code == 2
    assert "--skill-id or EVERYDAY_SKILL_ID" in result.output


def test_it_answers_over_http_and_refuses_whoever_is_not_amazon(tmp_path: Path) -> None:
    environment = os.environ | {
        "EVERYDAY_JOURNAL": str(tmp_path / "journal.db"),
        "EVERYDAY_SKILL_ID": SKILL_ID,
        "PYTHONUNBUFFERED": "1",
    }
    program = [sys.executable, "-c", "from skill.command import serve; serve()", "--port", "0"]
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            url = running.stdout.readline().split()[-1]
            with urlopen(url.replace("/alexa", "/healthz"), timeout=30) as healthy:
                assert healthy.status == 200
            with pytest.raises(HTTPError, match="400"):
                urlopen(Request(url, data=b"{}"), timeout=30)
        finally:
            running.terminate()
