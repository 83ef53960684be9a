"""Cues and their fold: what is left of an act when the cues around it are applied.

Each cue maps polarity to polarity, after Karttunen's implicative verbs; they compose from the
outside in. "Didn't forget to" is a negation around a verb that denies: the act happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from everyday import phrases
from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import (
    Lexicon,
    Sequences,
    by_first,
    lexicon,
    match_at,
    stands_at,
)


class World(StrEnum):
    """Where an act stands: it is real, or planned, or nothing follows, or a rest was taken."""

    REAL = "real"
    PLAN = "plan"
    UNREAL = "unreal"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue leaves of an act in one context."""

    sign: int | None = None
    """+1 it happened, -1 it did not, 0 nothing follows; None leaves the sign as it is."""
    soft: bool = False
    half: bool = False
    world: World = World.REAL

    @classmethod
    def parse(cls, text: str) -> Effect:
        """The effect that a cue table writes as "+", "-", "0", "(+)", "+½", "plan" and so on."""
        if text == "pass":
            return cls()
        if text.startswith("plan"):
            return cls(world=World.PLAN, sign=-1 if text.endswith("-") else None)
        if text in ("unreal", "rest"):
            return cls(world=World(text))
        bare = text.strip("()")
        sign = {"+": 1, "-": -1, "0": 0}[bare.rstrip("½")]
        return cls(sign, soft=bare != text, half=bare.endswith("½"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase: its effect in a positive and in a negative context."""

    name: str
    positive: Effect
    negative: Effect
    sentence_wide: bool = False
    by_others: bool = False
    """Whether it reaches to the end of the sentence where somebody else is its subject."""
    takes_next_only: bool = False
    """Whether it is only about what is named right behind it."""
    takes_first: bool = False
    """Whether it is only about the first of what is named behind it: "half the …"."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of an act after some cues."""

    sign: int = 1
    soft: bool = False
    half: bool = False
    world: World = World.REAL
    changes: int = 0
    """How often a cue turned the sign."""


def fold(cues: Iterable[Cue]) -> State:
    """The state of an act under `cues`, given outermost first."""
    state = State()
    for cue in cues:
        state = apply(state, cue)
    return state


def apply(state: State, cue: Cue) -> State:
    """`state` after one more cue, further in."""
    if state.world in (World.UNREAL, World.REST) or state.sign == 0:
        return state
    effect = cue.positive if state.sign > 0 else cue.negative
    world = effect.world if effect.world is not World.REAL else state.world
    sign = state.sign if effect.sign is None else effect.sign
    return replace(
        state,
        sign=sign,
        soft=state.soft or effect.soft,
        half=effect.half or (state.half and sign == state.sign),
        world=world,
        changes=state.changes + (sign != state.sign),
    )


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue with its place among a clause's words."""

    cue: Cue
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class CueTable:
    """The cues of one language, by their first word, longest first."""

    before: Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]
    after: Mapping[str, Sequences]

    def find(self, clause: Clause, taken: Iterable[int] = ()) -> tuple[FoundCue, ...]:
        """The cues in `clause`, the longest where they overlap; none among the words in `taken`."""
        blocked = set(taken)
        found: list[FoundCue] = []
        i = 0
        while i < len(clause):
            cue = self._cue_at(clause.words, i, blocked)
            if cue is None:
                i += 1
            else:
                found.append(cue)
                i = cue.end
        return tuple(found)

    def _cue_at(self, words: Sequence[str], i: int, blocked: set[int]) -> FoundCue | None:
        for sequence, cue in self.before.get(words[i], ()):
            end = i + len(sequence)
            if stands_at(words, i, sequence) and blocked.isdisjoint(range(i, end)):
                return FoundCue(cue, i, end, " ".join(sequence))
        return None

    def behind(self, words: Sequence[str], i: int) -> tuple[str, int]:
        """What the cue behind a habit at `i` means, and its length; "" and 0 if none."""
        best = ("", 0)
        for meaning, table in self.after.items():
            length = match_at(words, i, table)
            if length > best[1]:
                best = (meaning, length)
        return best


@cache
def cue_table(language: str) -> CueTable:
    """The cues of `language`, made once."""
    lex = lexicon(language)
    table = phrases.cues(language)
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in table["cue"]:
        cue = Cue(
            row["name"],
            Effect.parse(row["positive"]),
            Effect.parse(row["negative"]),
            sentence_wide=row.get("reach") == "sentence",
            by_others=row.get("reach") == "others",
            takes_next_only=row.get("takes") == "next",
            takes_first=row.get("takes") == "first",
        )
        for text in row["words"]:
            for sequence in _forms(text, lex):
                found.setdefault(sequence[0], []).append((sequence, cue))
    before = {k: sorted(v, key=lambda pair: -len(pair[0])) for k, v in found.items()}
    return CueTable(before, {name: by_first(rows) for name, rows in table["after"].items()})


def _forms(text: str, lex: Lexicon) -> Iterator[tuple[str, ...]]:
    """Every form of a cue: "~forget to" is "forgot to", "forgetting to" and so on too."""
    words = tuple(text.lstrip("~").split())
    if not text.startswith("~"):
        yield words
        return
    for verb in lex.forms_of(words[0]):
        yield (verb, *words[1:])
