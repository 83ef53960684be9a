"""The exchange that the README shows is what really happens."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.mark.model
@pytest.mark.usefixtures("model_folder")
def test_the_exchange_in_the_readme_is_the_output_of_a_real_run() -> None:
    spec = spec_from_file_location("transcript", HOUSE / "docs" / "transcript.py")
    assert spec is not None
    assert spec.loader is not None
    transcript = module_from_spec(spec)
    spec.loader.exec_module(transcript)

    shown = transcript.shown(transcript.README.read_text("utf-8"))

    assert shown.splitlines() == transcript.transcript().splitlines()
