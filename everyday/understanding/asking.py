"""Questions, commands and corrections that no template foresees, by how they open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Is, Lexicon, Sequences, by_first, lexicon, match_at


@dataclass(frozen=True, eq=False)
class AskingTable:
    """How one language asks, orders and corrects."""

    asked: dict[str, Any]
    correcting: dict[str, Any]

    @cached_property
    def commands(self) -> frozenset[str]:
        """Verbs that open a command."""
        return frozenset(self.asked["commands"])

    @cached_property
    def objects(self) -> frozenset[str]:
        """What commands are about."""
        return frozenset(self.asked["objects"])

    @cached_property
    def polite(self) -> Sequences:
        """A command put as a question."""
        return by_first(self.asked["polite"])

    @cached_property
    def polite_verbs(self) -> frozenset[str]:
        """Verbs of what can be asked for politely."""
        return frozenset(self.asked["polite_verbs"])

    @cached_property
    def quiet(self) -> Sequences:
        """Commands that need no object."""
        return by_first(self.asked["quiet"])

    @cached_property
    def rhetorical(self) -> Sequences:
        """Questions that only wonder."""
        return by_first(self.asked["rhetorical"])

    @cached_property
    def openers(self) -> Sequences:
        """What opens a correction."""
        return by_first(self.correcting["openers"])

    @cached_property
    def weak(self) -> frozenset[str]:
        """Openers that need more."""
        return frozenset(self.correcting["weak"])

    @cached_property
    def again(self) -> frozenset[str]:
        """Words that make a weak opener a correction."""
        return frozenset(self.correcting["again"])


@cache
def asking_table(language: str) -> AskingTable:
    """The table of `language`, made once."""
    words = lexicon(language).words
    return AskingTable(words["asked"], words["correcting"])


def correction_length(words: Sequence[str], table: AskingTable, lex: Lexicon) -> int:
    """How many words at the head of an utterance say that it corrects something; 0 if none do."""
    start = 0
    soft = ("oh", "um", "uh", "er", "sorry", "well", "ah", "hmm", "hey", "and", "so", "actually")
    while (
        start < len(words) - 1
        and words[start] in soft
        and not match_at(words, start, table.openers)
    ):
        start += 1
    length = match_at(words, start, table.openers)
    if not length:
        return 0
    opener = " ".join(words[start : start + length])
    rest = words[start + length :]
    if opener == "i meant" and list(rest[:1]) == ["to"]:
        return 0
    if opener in table.weak and not _corrects(opener, rest, table, lex):
        return 0
    return start + length


def mends_a_number(words: Sequence[str], lex: Lexicon) -> bool:
    """ "Thirty five minutes, not twenty five", "i meant a ten" """
    if "meant" not in words and "not" not in words:
        return False
    for i, word in enumerate(words[:-1]):
        if word == "not" and lex.kind(words[i + 1]) & Is.NUMBER:
            return any(lex.kind(w) & Is.NUMBER for w in words[:i])
        if word == "meant" and i and words[i - 1] == "i" and words[i + 1] in ("a", "the"):
            return True
        if word == "meant" and i and words[i - 1] == "i" and lex.kind(words[i + 1]) & Is.NUMBER:
            return True
    return False


def _corrects(opener: str, rest: Sequence[str], table: AskingTable, lex: Lexicon) -> bool:
    if opener in ("i said", "i told you"):
        return "but" in rest or "not" in rest
    if opener in ("take the", "take that"):
        return "off" in rest or "out" in rest or "back" in rest
    return bool(table.again & set(rest)) or any(lex.kind(w) & Is.NUMBER for w in rest)


def is_question(clauses: Sequence[Clause], table: AskingTable, lex: Lexicon) -> Clause | None:
    """The clause that asks something; None where none does, or it only wonders."""
    for clause in clauses:
        words = _bare(clause)
        if not words or match_at(words, 0, table.rhetorical) or clause.follows in ("if",):
            continue
        if clause.mark_before == "," and words[0] in ("which", "who", "where", "when"):
            continue
        if _is_tag(clause):
            continue
        if clause.mark_behind == "?" and not clause.follows and not _is_polite(words, table):
            return clause
        if _opens_like_a_question(words, lex) and not (
            clause.mark_behind in (".", "!") and words[0] in ("what", "how")
        ):
            return clause
    return None


def _bare(clause: Clause) -> tuple[str, ...]:
    i = 0
    while i < len(clause) and clause.kinds[i] & Is.FILLER and clause.words[i] not in ("no",):
        i += 1
    return clause.words[i:]


def _is_tag(clause: Clause) -> bool:
    """ "… isn't it?" """
    return clause.mark_before == "," and len(clause) <= 4 and clause.mark_behind == "?"


_WH = ("what", "why", "how", "who", "which", "where", "whose", "when")
_VERBS = (
    "did",
    "do",
    "does",
    "have",
    "has",
    "am",
    "is",
    "are",
    "was",
    "were",
    "should",
    "shall",
    "can",
    "could",
    "would",
    "will",
)
_SUBJECTS = ("i", "we", "you", "it", "there", "that", "this", "he", "she", "they")
_THINGS = ("my", "the", "our", "your")
_OF_THINGS = ("is", "are", "was", "were", "does", "will", "should", "has")


def _opens_like_a_question(words: Sequence[str], lex: Lexicon) -> bool:
    if len(words) < 2:
        return False
    if words[0] in _WH:
        if words[0] in ("when", "where", "whose", "who"):
            return words[1] in _VERBS or words[1] == "'s"
        if words[0] in ("what", "how") and words[1] in ("a", "an"):
            return False
        following = words[1:6]
        if words[0] == "how" and not any(w in _VERBS or w in ("'s", "about") for w in following):
            return False
        told = words[0] in ("what", "which") and words[1] in ("i", "we", "he", "she", "they")
        return not told
    named = words[2] if words[1] in ("n't", "not") and len(words) > 2 else words[1]
    if words[0] == "any":
        return words[-1] in ("today", "yet", "left")
    if words[0] in _OF_THINGS and named in _THINGS:
        return True
    return (
        words[0] in _VERBS
        and (named in _SUBJECTS or bool(lex.kind(named) & Is.KIN))
        and words[0] != "can"
    )


def _is_polite(words: Sequence[str], table: AskingTable) -> bool:
    length = match_at(words, 0, table.polite)
    return bool(length) and len(words) > length and words[length] in table.polite_verbs


def is_command(clauses: Sequence[Clause], table: AskingTable, lex: Lexicon) -> Clause | None:
    """The clause that tells the program to do something; None where none does."""
    for clause in clauses:
        words = _bare(clause)
        if not words:
            continue
        if _is_polite(words, table):
            return clause
        quiet = match_at(words, 0, table.quiet)
        if quiet and (quiet == len(words) or quiet > 1):
            return clause
        if _is_order(clause, words, table, lex):
            return clause
    return None


def _is_order(clause: Clause, words: Sequence[str], table: AskingTable, lex: Lexicon) -> bool:
    if (
        words[0] in ("and", "at", "had")
        and words[-1] in ("habits", "routine", "list")
        and words[-2] in ("my", "the")
    ):
        return True
    if words[-3:-1] == ("to", "my") and words[-1] in ("habits", "routine", "list"):
        return not any(lex.kind(w) & Is.PAST for w in words)
    if words[0] not in table.commands or clause.follows in ("and", "or", "but", "then"):
        return False
    if len(words) > 1 and lex.kind(words[1]) & (Is.AUXILIARY | Is.NOT):
        return False  # "change is slow"
    if len(words) == 1:
        return words[0] in (
            "help",
            "stop",
            "repeat",
            "undo",
            "pause",
            "resume",
            "cancel",
            "continue",
            "wait",
            "skip",
            "quit",
            "exit",
        )
    if lex.kind(words[0]) & Is.ALIKE and lex.kind(words[1]) & (Is.NUMBER | Is.UNIT | Is.ADVERB):
        return False  # "read twenty pages"
    if words[0] in (
        "read",
        "put",
        "set",
        "let",
        "cut",
        "play",
        "write",
        "skip",
        "finish",
        "keep",
        "take",
        "leave",
        "start",
        "call",
        "drop",
        "make",
        "close",
        "use",
        "end",
        "star",
    ):
        return (
            bool(set(words[1:5]) & _STRONG_OBJECTS)
            or (words[0] == "read" and words[1] in ("me", "that", "it", "back"))
            or (
                words[0] in ("take", "drop")
                and bool({"list", "routine", "habits", "off"} & set(words))
            )
        )
    return True


_STRONG_OBJECTS = frozenset(
    [
        "review",
        "habit",
        "habits",
        "routine",
        "list",
        "reminder",
        "reminders",
        "summary",
        "entry",
        "volume",
        "voice",
        "notifications",
        "that",
        "it",
        "timer",
        "alarm",
        "question",
        "log",
        "streak",
        "recording",
    ]
)
