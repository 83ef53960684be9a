"""`everyday model`: the speech model, without which nothing can be heard."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from companion.cli.failures import UNAVAILABLE
from companion.cli.saying import as_json
from companion.cli.screen import complain, show, show_json
from everyday.config import Settings
from everyday.domain import ModelDamaged


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def model(context: click.Context, as_json: bool) -> None:
    """Look after the speech model.

    \b
    everyday model          where it is
    everyday model fetch    get it, some 40 MB
    """
    if context.invoked_subcommand is None:
        context.invoke(show_model, as_json=as_json)


@model.command("show")
@as_json
@click.pass_obj
def show_model(settings: Settings, as_json: bool) -> None:
    """Where the model is, and how large.

    \b
    everyday model show
    """
    folder = _find(settings)
    size = _megabytes(folder)
    if as_json:
        show_json({"folder": str(folder), "megabytes": size})
    else:
        show(f"{folder}, {size} MB")


@model.command()
@click.pass_obj
def fetch(settings: Settings) -> None:
    """Get the model, going on where an earlier try stopped.

    \b
    everyday model fetch
    """
    from companion import speech_model

    with _Bar() as bar:
        folder = speech_model.fetch(_place(settings), bar.progress)
    show(f"The speech model is here: {folder}")


@model.command()
@click.pass_obj
@click.pass_context
def check(context: click.Context, settings: Settings) -> None:
    """Read every byte of the model and say whether it is whole.

    \b
    everyday model check
    """
    from companion import speech_model

    folder = _find(settings)
    problems = speech_model.check(folder)
    for problem in problems:
        complain(f"{folder}: {problem}")
    if problems:
        complain("Get it anew with: everyday model fetch")
        context.exit(UNAVAILABLE)
    show(f"{folder} is whole.")


@model.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(settings: Settings, yes: bool) -> None:
    """Delete the model. Your journal stays; `fetch` brings the model back.

    \b
    everyday model remove
    """
    from companion import speech_model

    try:
        folder = _find(settings)
    except ModelDamaged as damaged:
        folder = damaged.path
    if not yes:
        click.confirm(f"Delete {folder}?", abort=True)
    speech_model.remove(folder)
    show(f"Removed: {folder}")


def _find(settings: Settings) -> Path:
    from companion.speech_model import find

    return find(settings.model, settings.data_folder)


def _place(settings: Settings) -> Path:
    """Beside the catalogue where that may be written to, as in a checkout."""
    from companion.speech_model import MODELS

    return MODELS if os.access(MODELS, os.W_OK) else settings.data_folder / "models"


def _megabytes(folder: Path) -> int:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return round(size / 1_000_000)


class _Bar:
    """A bar on the terminal that shows how far a download is; nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def progress(self, done: int, total: int | None) -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                unit="B",
                unit_scale=True,
                desc="Speech model",
                disable=not sys.stderr.isatty(),
            )
        self._bar.total = total
        self._bar.n = done
        self._bar.refresh()
