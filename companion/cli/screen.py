"""What is written to the terminal: plain, in columns, or as JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from everyday.domain import Reply


def plain(text: str) -> str:
    """`text` on one line without control characters, which could steer the terminal."""
    kept = (" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in text)
    return " ".join("".join(kept).split())


def show(text: str) -> None:
    """Print one line for the person."""
    click.echo(_printable(plain(text)))


def complain(text: str) -> None:
    """Print one line on standard error."""
    click.echo(plain(text).encode("utf-8", "replace").decode("utf-8"), err=True)


def show_reply(reply: Reply) -> None:
    """Print a reply, and beneath it the numbers and addresses that it names, to be copied."""
    show(reply.speech)
    lines = reply.data.get("lines")
    if isinstance(lines, dict):
        for line in lines.values():
            show(str(line))


def show_json(value: object) -> None:
    """Print `value` as JSON, on one line."""
    click.echo(json.dumps(value, ensure_ascii=True))


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns as wide as their content; numbers are given as text."""
    cells = [[plain(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo(_printable("  ".join(map(_padded, row, widths)).rstrip()))


def reply_as_json(reply: Reply) -> dict[str, object]:
    """A reply as plain JSON values."""
    return {
        "reply": reply.speech,
        "reprompt": reply.reprompt,
        "expects": reply.expects.value,
        "kept": reply.kept,
        "data": dict(reply.data),
    }


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) > 0 for each in text)


def _printable(text: str) -> str:
    """`text` as far as the terminal's encoding has its letters."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
