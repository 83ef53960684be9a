"""Files that a person names: read whole, or written where nothing is yet."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click

from companion.cli.failures import CannotCreate, NoSuchInput
from everyday.domain import DiskFull, FileInTheWay

to_file = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, which must not be there yet, not to the screen.",
)


def read_text(path: Path) -> str:
    """The text of a file. Raises NoSuchInput."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise NoSuchInput(f"{path} is no text file.") from None
    except OSError as error:
        raise NoSuchInput(f"{path} cannot be read: {error.strerror or error}.") from error


def write_text(text: str, output: Path | None) -> None:
    """Write `text` to a new file as `write_bytes` does, or to the screen."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_bytes(text.encode("utf-8"), output)


def write_bytes(content: bytes, output: Path) -> None:
    """Write `content` to a new file that only its owner can read.

    Raises FileInTheWay, DiskFull and CannotCreate; then there is no half file.
    """
    try:
        handle = os.open(output, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise FileInTheWay(output) from None
    except OSError as error:
        raise _cannot(output, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        output.unlink(missing_ok=True)
        raise _cannot(output, error) from error
    click.echo(f"Written: {output}", err=True)


def _cannot(path: Path, error: OSError) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path)
    return CannotCreate(f"{path} cannot be written: {error.strerror or error}.")
