from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from everyday.journal import Journal
from tests.journal.writing import begin


@pytest.fixture
def journal() -> Iterator[Journal]:
    """A journal in memory, with me and two habits in it."""
    with Journal.in_memory() as journal:
        yield begin(journal)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal may be made."""
    return tmp_path / "kept" / "journal.db"
