"""Run every benchmark and print one table."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.measuring import Row, as_table

BENCHMARKS = ("understanding", "journal", "starting", "recognition")


def main(chosen: list[str]) -> None:
    rows: list[Row] = []
    for name in chosen or BENCHMARKS:
        rows += import_module(f"benchmarks.{name}").rows()
    print(as_table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
