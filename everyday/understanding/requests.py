"""Questions and commands: whole sentences that match the table of phrases."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hassil import Intents, TextSlotList
from hassil.recognize import recognize

from everyday import phrases
from everyday.domain import Kind, Request, Routine
from everyday.understanding.lexicon import lexicon
from everyday.understanding.tokens import tokenize, words_between

COMMANDS = frozenset({"undo", "redo", "help", "stop", "repeat", "yes", "no", "add"})
QUESTIONS = frozenset({"today", "yesterday", "week", "routine", "habit"})
_LONGEST = 12
"""Words; a longer utterance is no request, and need not be tried."""


def find_request(text: str, routine: Routine, language: str) -> tuple[Kind, Request] | None:
    """The command or question that `text` is from first word to last; None where it is neither."""
    if len(text.split()) > _LONGEST:
        return None
    found = _match(text, routine, language)
    if found is None:
        bare = _without_fillers(text, language)
        found = _match(bare, routine, language) if bare not in ("", text) else None
    if found is None:
        return None
    name = found.intent.name
    named = found.entities.get("habit") or found.entities.get("name")
    kind = Kind.COMMAND if name in COMMANDS else Kind.QUESTION
    return kind, Request(name, str(named.value).strip() if named else None)


def _match(text: str, routine: Routine, language: str) -> Any:
    lists = {"habit": _habit_names(routine)}
    return recognize(text, _requests(language), slot_lists=lists, language=language)


def _without_fillers(text: str, language: str) -> str:
    """`text` from its first to its last word that is no filler: "um, how was my week then"."""
    fillers = lexicon(language).word_set("fillers")
    said = [t for t in tokenize(text) if not t.is_mark and t.text not in fillers]
    return words_between(text, said)


@lru_cache(maxsize=4)
def _requests(language: str) -> Any:
    table = phrases.sentences(language)
    wanted = {k: v for k, v in table["intents"].items() if k in COMMANDS | QUESTIONS}
    return Intents.from_dict({**table, "intents": wanted})


@lru_cache(maxsize=64)
def _habit_names(routine: Routine) -> Any:
    named = {alias.strip().casefold(): habit.name for habit in routine for alias in habit.aliases}
    named |= {habit.name.strip().casefold(): habit.name for habit in routine}
    # a name that is written like a template would be read as one: take it as plain text
    return TextSlotList.from_tuples(
        [(text, name) for text, name in named.items() if text], name="habit", allow_template=False
    )
