"""The one table of how people say things: the files of one language, read once.

Each folder here is a language, named by its tag. Nothing but these files knows English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def words(language: str = "en") -> Mapping[str, Any]:
    """Units, numbers, times and days as `words.toml` of `language` names them."""
    return _toml(language, "words.toml")


@cache
def grammar(language: str = "en") -> Mapping[str, Any]:
    """What class each word is, as `grammar.toml` of `language` has it."""
    return _toml(language, "grammar.toml")


@cache
def cues(language: str = "en") -> Mapping[str, Any]:
    """Cue words and what each does to polarity, as `cues.toml` of `language` has them."""
    return _toml(language, "cues.toml")


@cache
def care(language: str = "en") -> Mapping[str, Any]:
    """Words of somebody who may be in danger, as `care.toml` of `language` has them."""
    return _toml(language, "care.toml")


@cache
def sounds(language: str = "en") -> Mapping[str, Mapping[str, str]]:
    """What a recognizer writes for another word, as `sounds.toml` of `language` has it."""
    return _toml(language, "sounds.toml")


@cache
def activities(language: str = "en") -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What people do and how they say so, and the word lists that are named there as {list}."""
    table: dict[str, Any] = {}
    lists: dict[str, Any] = {}
    for file in sorted((resources.files(__name__) / language / "activities").iterdir(), key=str):
        part = tomllib.loads(file.read_text("utf-8"))
        lists |= part.pop("lists", {})
        table |= part
    return table, lists


@cache
def schedules(language: str = "en") -> Mapping[str, Any]:
    """How people say how often, as `schedules.toml` of `language` has it."""
    return _toml(language, "schedules.toml")


@cache
def replies(language: str = "en") -> Mapping[str, Any]:
    """Every frame that is spoken or shown, as `replies.toml` of `language` has them."""
    return _toml(language, "replies.toml")


@cache
def sentences(language: str = "en") -> Mapping[str, Any]:
    """The sentence templates of `language`, in hassil's YAML format, as plain data."""
    text = _file(language, "sentences.yaml")
    parsed: Mapping[str, Any] = yaml.load(text, Loader=_FASTEST_LOADER)
    return parsed


_FASTEST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _toml(language: str, name: str) -> Mapping[str, Any]:
    return tomllib.loads(_file(language, name))


def _file(language: str, name: str) -> str:
    return (resources.files(__name__) / language / name).read_text("utf-8")
