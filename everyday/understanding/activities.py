"""What people do all day, and every ordinary way to say so: the table of activities, indexed.

A pattern is a row of slots; each slot takes any of its words. Patterns are found by their first
word and one of their second slot, so that a sentence looks at a handful of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from itertools import product
from typing import Any

from everyday import phrases
from everyday.understanding.lexicon import Lexicon, lexicon

Slots = tuple[frozenset[str], ...]
"""A row of slots, each with the words it takes."""

KIN = "{kin}"
"""The slot that any person fits."""


class Role(StrEnum):
    """What a pattern tells of its activity."""

    VERB = "verb"
    """The act, by a verb alone: "meditated"."""
    ACT = "act"
    """The act, by a verb with what belongs to it: "took the dog out"."""
    THING = "thing"
    """A noun that stands for the act: "my walk"; it needs a verb, an amount or an answer."""
    NOT = "not"
    """Words that look like the act and are something else: "walking boots"."""
    KEPT = "kept"
    """An act that tells that one kept away: "left my phone downstairs"."""
    MISSED = "missed"
    """An act that tells that it was not done: "ordered in"."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell of an activity or a habit."""

    of: str
    """The activity; for a habit's own wording, the habit's name."""
    role: Role
    slots: tuple[frozenset[str], ...]
    own: bool = False
    """Whether it comes from the person's own name or alias for a habit."""


Row = tuple[str, Role, str]
"""An activity, a role and a pattern as it is written, before it is taken apart; a plain tuple,
because there are tens of thousands."""


@dataclass(frozen=True, slots=True)
class Starting:
    """The patterns that start with one word: those of one slot, and longer ones by their second."""

    single: tuple[Pattern, ...] = ()
    longer: Mapping[str, Sequence[Pattern]] = field(default_factory=dict)


NOTHING = Starting()


class Index:
    """Patterns by their first word. Rows are taken apart when their first word is met: a sentence
    needs a few of many thousands."""

    def __init__(self, take_apart: Callable[[Row], Iterable[Pattern]]) -> None:
        self._take_apart = take_apart
        self._rows: dict[str, list[Row]] = {}
        self._patterns: dict[str, list[Pattern]] = {}
        self._starting: dict[str, Starting] = {}

    def add_row(self, row: Row, first_words: Iterable[str]) -> None:
        """Files `row` under each of its first words."""
        for word in first_words:
            self._rows.setdefault(word, []).append(row)

    def add(self, pattern: Pattern) -> None:
        """Files a pattern that is taken apart already."""
        for word in pattern.slots[0]:
            self._patterns.setdefault(word, []).append(pattern)

    def starting(self, word: str) -> Starting:
        """The patterns that start with `word`."""
        if word not in self._starting:
            if word not in self._rows and word not in self._patterns:
                return NOTHING
            self._starting[word] = self._started(word)
        return self._starting[word]

    def _started(self, word: str) -> Starting:
        every = list(self._patterns.get(word, ()))
        for row in dict.fromkeys(self._rows.get(word, ())):
            every += (p for p in self._take_apart(row) if word in p.slots[0])
        longer: dict[str, list[Pattern]] = {}
        for pattern in every:
            for second in pattern.slots[1] if len(pattern.slots) > 1 else ():
                longer.setdefault(second, []).append(pattern)
        return Starting(tuple(p for p in every if len(p.slots) == 1), longer)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of the table, beside its patterns."""

    name: str
    called: frozenset[tuple[str, ...]]
    by: frozenset[str]
    """Verbs with what stands behind them, by which its things are done: "go for"."""
    lapse: bool
    soft: bool
    includes: tuple[str, ...]
    """Activities that count as this one: any sport is exercise."""
    by_the_clock: bool = False


@dataclass(frozen=True, eq=False)
class Activities:
    """The table of activities of one language."""

    table: Mapping[str, Mapping[str, Any]]
    lists: Mapping[str, Sequence[str]]
    lex: Lexicon
    _known_firsts: dict[str, Sequence[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> Mapping[str, Activity]:
        """The activities by name."""
        return {name: self._activity(name, row) for name, row in self.table.items()}

    @cached_property
    def index(self) -> Index:
        """Every pattern of the table."""
        found = Index(self._patterns_of)
        for name, row in self.table.items():
            for role, rows in _ROLES.items():
                for text in row.get(rows, ()):
                    found.add_row((name, role, text), self._first_words(text))
        return found

    def _patterns_of(self, row: Row) -> Iterator[Pattern]:
        of, role, text = row
        return (Pattern(of, role, slots) for slots in self.slots(text))

    def _first_words(self, text: str) -> Sequence[str]:
        """The words that the pattern `text` may start with, in base form."""
        if text[0] == "(":
            return [word for part in text.split()[:3] for word in self._firsts(part.strip("()"))]
        return self._firsts(text.partition(" ")[0])

    def _firsts(self, part: str) -> Sequence[str]:
        if part not in self._known_firsts:
            self._known_firsts[part] = [
                entry if entry == KIN else self.lex.base(entry.split()[0])
                for alternative in part.split("|")
                for entry in self._entries(alternative)
            ]
        return self._known_firsts[part]

    def _entries(self, alternative: str) -> Sequence[str]:
        if alternative.startswith("{") and alternative != KIN:
            return self.lists.get(alternative.strip("{}"), ())
        return (alternative.replace("_", " "),)

    @cached_property
    def called(self) -> Mapping[tuple[str, ...], str]:
        """Activities by what a habit of that kind may be called."""
        found: dict[tuple[str, ...], str] = {}
        for name, activity in self.known.items():
            found.setdefault(self.key(name), name)
            for key in activity.called:
                found.setdefault(key, name)
        return found

    def key(self, phrase: str) -> tuple[str, ...]:
        """`phrase` as the base forms that count when names are compared."""
        skipped = self.lex.word_set("determiners") | self.lex.word_set("own")
        words = (t.text for t in self.lex.tokens(phrase) if not t.is_mark)
        return tuple(self.lex.base(w) for w in words if w not in skipped)

    def slots(self, text: str) -> Iterable[tuple[frozenset[str], ...]]:
        """The slot rows of one pattern: one for each way to leave out what may be missing."""
        rows: list[list[Slots]] = []
        for part in text.split():
            optional = part.startswith("(")
            choices = self._choices(part.strip("()"))
            rows.append([*choices, *([()] if optional else [])])
        for chosen in product(*rows):
            slots = tuple(slot for each in chosen for slot in each)
            if slots:
                yield slots

    def _choices(self, part: str) -> list[tuple[frozenset[str], ...]]:
        single: set[str] = set()
        several: list[tuple[frozenset[str], ...]] = []
        for alternative in part.split("|"):
            for entry in self._entries(alternative):
                words = entry.split()
                if len(words) == 1:
                    single.add(entry if entry == KIN else self.lex.base(entry))
                else:
                    several.append(tuple(frozenset((self.lex.base(w),)) for w in words))
        return ([(frozenset(single),)] if single else []) + several

    def _activity(self, name: str, row: Mapping[str, Any]) -> Activity:
        return Activity(
            name,
            frozenset(self.key(each) for each in row.get("called", ())),
            frozenset(" ".join(map(self.lex.base, each.split())) for each in row.get("by", ())),
            row.get("lapse", False),
            row.get("soft", False),
            tuple(row.get("includes", ())),
            row.get("clock", False),
        )


_ROLES = {
    Role.VERB: "verbs",
    Role.ACT: "acts",
    Role.THING: "things",
    Role.NOT: "not",
    Role.KEPT: "kept",
    Role.MISSED: "missed",
}


@cache
def activities(language: str) -> Activities:
    """The table of activities of `language`, indexed once."""
    table, lists = phrases.activities(language)
    return Activities(table, lists, lexicon(language))
