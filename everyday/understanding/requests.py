"""Questions and commands: whole sentences of the table, and whatever else is put as one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hassil import Intents, SlotList, TextSlotList
from hassil.recognize import recognize

from everyday import phrases
from everyday.domain import Kind, Request, Routine
from everyday.understanding.lexicon import lexicon
from everyday.understanding.tokens import tokenize, words_between

ANSWERS = frozenset({"yes", "no"})
_ANY = "anything"
"""What stands for a name in a sampled sentence."""
_LONGEST = 16
"""Words; a longer utterance is no whole request of the table, and need not be tried."""


def find_request(text: str, routine: Routine, language: str) -> tuple[Kind, Request] | None:
    """The command or question that `text` is from first word to last; None where it is neither."""
    if len(text.split()) > _LONGEST or not _may_be_one(text, language):
        return None
    found = _match(text, routine, language)
    if found is None:
        bare = _without_fillers(text, language)
        found = _match(bare, routine, language) if bare not in ("", text) else None
    if found is None:
        return None
    name = found.intent.name
    named = found.entities.get("habit") or found.entities.get("name")
    kind = Kind.COMMAND if name in commands(language) else Kind.QUESTION
    return kind, Request(name, str(named.value).strip() if named else None)


@lru_cache(maxsize=4)
def commands(language: str) -> frozenset[str]:
    """The names of the commands in the table."""
    return _of_kind("command", language)


@lru_cache(maxsize=4)
def questions(language: str) -> frozenset[str]:
    """The names of the questions in the table."""
    return _of_kind("question", language)


def _of_kind(kind: str, language: str) -> frozenset[str]:
    intents = phrases.sentences(language)["intents"]
    return frozenset(
        name for name, rows in intents.items() if rows.get("metadata", {}).get("is") == kind
    )


def _may_be_one(text: str, language: str) -> bool:
    """Whether the first word that is no filler begins any sentence of the table: a quick look, so
    that most sentences need not be tried."""
    fillers = lexicon(language).word_set("fillers")
    words = [t.text for t in tokenize(text) if not t.is_mark][:8]
    openers = _openers(language)
    for i, word in enumerate(words):
        second = words[i + 1] if i + 1 < len(words) else ""
        if (word, second) in openers or (word, _ANY) in openers:
            return True
        if word not in fillers:
            return False
    return False


@lru_cache(maxsize=4)
def _openers(language: str) -> frozenset[tuple[str, str]]:
    """The first two words of every sentence of the table."""
    from hassil import sample_intents  # only here, and once: it reads the whole table

    table = phrases.sentences(language)
    wanted = commands(language) | questions(language)
    names = {"lists": {}, "intents": {k: v for k, v in table["intents"].items() if k in wanted}}
    lists: dict[str, SlotList] = {
        name: TextSlotList.from_strings([_ANY], name=name) for name in ("habit", "name")
    }
    found = set()
    for _, sentence in sample_intents(Intents.from_dict({**table, **names}), lists):
        first, second, *_ = (*(t.text for t in tokenize(sentence) if not t.is_mark), "", "")
        found.add((first, second))
    return frozenset(found)


def _match(text: str, routine: Routine, language: str) -> Any:
    lists = {"habit": _habit_names(routine)}
    return recognize(text, _requests(language), slot_lists=lists, language=language)


def _without_fillers(text: str, language: str) -> str:
    """`text` from its first to its last word that is no filler: "um, how was my week then"."""
    lex = lexicon(language)
    fillers = lex.word_set("fillers") | {"then"}
    said = [t for t in tokenize(text) if not t.is_mark and t.text not in fillers]
    return words_between(text, said)


@lru_cache(maxsize=4)
def _requests(language: str) -> Any:
    table = phrases.sentences(language)
    wanted = commands(language) | questions(language)
    return Intents.from_dict(
        {**table, "intents": {k: v for k, v in table["intents"].items() if k in wanted}}
    )


@lru_cache(maxsize=64)
def _habit_names(routine: Routine) -> Any:
    named = {alias.strip().casefold(): habit.name for habit in routine for alias in habit.aliases}
    named |= {habit.name.strip().casefold(): habit.name for habit in routine}
    # a name that is written like a template would be read as one: take it as plain text
    return TextSlotList.from_tuples(
        [(text, name) for text, name in named.items() if text], name="habit", allow_template=False
    )
