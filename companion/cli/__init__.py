"""The command line: `everyday`."""

from companion.cli.program import main

__all__ = ["main"]
