"""sqlite-utils, without the numpy that it would load along where it is installed.

It looks for numpy only to know the types of numpy's numbers. Nothing we insert is one, and loading
numpy takes a quarter of the time that a short command needs from its start to its answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Importing `name` fails as if it were not installed, unless it is loaded already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # what makes an import fail
    try:
        yield
    finally:
        del sys.modules[name]


with _left_out("numpy"):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
