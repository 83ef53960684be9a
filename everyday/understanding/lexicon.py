"""The words and cues of one language, indexed for matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from everyday import phrases
from everyday.understanding.cues import Cue, Effect
from everyday.understanding.tokens import Token, tokenize

Sequences = Mapping[str, Sequence[tuple[str, ...]]]
"""Word sequences by their first word, longest first."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What one language's tables say, in the form that matching needs; one for each language."""

    words: Mapping[str, Any]
    cue_table: Mapping[str, Any]

    @cached_property
    def _word_sets(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(w) for name, w in self.words.items() if isinstance(w, list)}

    @cached_property
    def base_forms(self) -> Mapping[str, str]:
        """Irregular form → base form."""
        return {f: base for base, forms in self.words["irregular"].items() for f in forms}

    @cached_property
    def past_forms(self) -> frozenset[str]:
        """Finite past forms that no ending tells."""
        return frozenset(self.words["past"]["forms"])

    @cached_property
    def participles(self) -> frozenset[str]:
        """Participles that no ending tells."""
        return frozenset(self.words["past"]["participles"])

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Forms that are past or present: "read", "put"."""
        return frozenset(self.words["past"]["ambiguous"])

    @cached_property
    def not_past(self) -> frozenset[str]:
        """Words that end like a past form and are none."""
        return frozenset(self.words["past"]["not_past"])

    @cached_property
    def determiners(self) -> frozenset[str]:
        """Words that may stand before a habit without changing it."""
        return frozenset(self.words["determiners"])

    @cached_property
    def skippable(self) -> frozenset[str]:
        """What may stand inside a habit's name: "drank two glasses of water" for "drink water"."""
        return self.determiners | frozenset(self.words["numbers"]) | frozenset(self.words["units"])

    @cached_property
    def carriers(self) -> frozenset[str]:
        """Base forms of verbs that carry a habit named as a thing."""
        return frozenset(self.base(verb) for verb in self.words["carriers"])

    @cached_property
    def transparent(self) -> frozenset[str]:
        """Words that prove nothing and hide nothing between a cue and its habit."""
        names = ("determiners", "fillers", "self", "function_words", "auxiliaries")
        return frozenset(w for name in names for w in self.words[name]) | _CONTRACTED

    @cached_property
    def harmless_after(self) -> frozenset[str]:
        """Words that may follow a habit without making it something else."""
        return frozenset(self.words["after_mention"])

    def word_set(self, name: str) -> frozenset[str]:
        """The list `name` of the word table as a set."""
        return self._word_sets[name]

    @cached_property
    def cues(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]:
        """Cues by their first word, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for row in self.cue_table["cue"]:
            cue = Cue(
                row["name"],
                Effect.parse(row["positive"]),
                Effect.parse(row["negative"]),
                sentence_wide=row.get("reach") == "sentence",
                takes_next_only=row.get("takes") == "next",
            )
            for words in row["words"]:
                sequence = tuple(words.split())
                found.setdefault(sequence[0], []).append((sequence, cue))
        return {k: sorted(v, key=lambda pair: -len(pair[0])) for k, v in found.items()}

    @cached_property
    def after_cues(self) -> Mapping[str, Sequences]:
        """Cues that stand behind a habit, by what they mean."""
        return {name: _by_first(rows) for name, rows in self.cue_table["after"].items()}

    @cached_property
    def care(self) -> Sequences:
        """Word sequences that come before everything else."""
        return _by_first(self.cue_table["care"]["phrases"])

    @cached_property
    def feelings(self) -> frozenset[tuple[str, ...]]:
        """Words for how somebody feels."""
        return frozenset(map(spoken, self.words["mood"]["words"]))

    @cached_property
    def softeners(self) -> frozenset[str]:
        """Words that soften or deny a feeling and belong to it: "not great", "a bit flat"."""
        return frozenset(w for phrase in self.words["mood"]["softeners"] for w in spoken(phrase))

    @cached_property
    def mood_frames(self) -> Sequence[tuple[str, ...]]:
        """What words for a feeling stand behind, longest first."""
        return _longest_first(self.words["mood"]["frames"])

    @cached_property
    def rating_frames(self) -> Sequence[tuple[str, ...]]:
        """What a rating stands behind, longest first."""
        return _longest_first(self.words["mood"]["rating_frames"])

    def base(self, word: str) -> str:
        """The base form of `word`: "walked" and "walking" → "walk"."""
        if word in self.base_forms:
            return self.base_forms[word]
        return _strip_ending(word, self.not_past)

    def is_past(self, word: str) -> bool:
        """Whether `word` is a finite past form."""
        if word in self.past_forms:
            return True
        return word.endswith("ed") and len(word) > 3 and word not in self.not_past


_CONTRACTED = frozenset({"'ve", "'d", "'m", "'re", "n't"})
_VOWELS = frozenset("aeiouy")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`, built once."""
    return Lexicon(phrases.words(language), phrases.cues(language))


@lru_cache(maxsize=4096)
def spoken(phrase: str) -> tuple[str, ...]:
    """`phrase` as the words that `tokenize` would give."""
    return tuple(t.text for t in tokenize(phrase) if not t.is_mark)


def stands_at(tokens: Sequence[Token], i: int, sequence: tuple[str, ...]) -> bool:
    """Whether the words of `sequence` (at least one) are the tokens at `i`."""
    if i >= len(tokens) or tokens[i].text != sequence[0]:
        return False
    return tuple(t.text for t in tokens[i : i + len(sequence)]) == sequence


def behind(tokens: Sequence[Token], sequence: tuple[str, ...]) -> int | None:
    """The index behind the first place where `sequence` stands; None where it does not."""
    places = (i for i, token in enumerate(tokens) if token.text == sequence[0])
    start = next((i for i in places if stands_at(tokens, i, sequence)), None)
    return None if start is None else start + len(sequence)


def match_at(tokens: Sequence[Token], i: int, table: Sequences) -> int:
    """How many tokens at `i` are one of the sequences in `table`; 0 where none is."""
    for sequence in table.get(tokens[i].text, ()):
        if stands_at(tokens, i, sequence):
            return len(sequence)
    return 0


def _longest_first(phrases_: Sequence[str]) -> Sequence[tuple[str, ...]]:
    return [spoken(phrase) for phrase in sorted(phrases_, key=len, reverse=True)]


def _by_first(phrases_: Sequence[str]) -> Sequences:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases_:
        sequence = spoken(phrase)
        found.setdefault(sequence[0], []).append(sequence)
    return {k: sorted(v, key=lambda s: -len(s)) for k, v in found.items()}


def _strip_ending(word: str, keep: frozenset[str]) -> str:
    if word in keep or len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and _VOWELS & set(stem):
            return _undouble(stem)
    if word.endswith("es") and word[-3] in "sxz":
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _undouble(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem
