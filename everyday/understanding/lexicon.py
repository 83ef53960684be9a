"""The words of one language: what class each is, and its base form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from everyday import phrases
from everyday.understanding.tokens import Token, tokenize


class Is:
    """Word classes as bits, because they are asked for often; a word may be of several."""

    BASE = 1 << 0  # a verb's plain form
    PAST = 1 << 1  # a finite past form
    PARTICIPLE = 1 << 2
    ING = 1 << 3
    DETERMINER = 1 << 4
    OWN = 1 << 5
    OTHERS_OWN = 1 << 6
    ME = 1 << 7
    OTHER = 1 << 8
    KIN = 1 << 9
    BE = 1 << 10
    HAVE = 1 << 11
    DO = 1 << 12
    MODAL = 1 << 13
    NOT = 1 << 14
    PREPOSITION = 1 << 15
    PARTICLE = 1 << 16
    CONJUNCTION = 1 << 17
    SUBORDINATING = 1 << 18
    WH = 1 << 19
    ADVERB = 1 << 20
    ADJECTIVE = 1 << 21
    FILLER = 1 << 22
    NUMBER = 1 << 23
    UNIT = 1 << 24
    TIME = 1 << 25
    ALIKE = 1 << 26  # past or present: "read", "put"
    OFFICE = 1 << 28  # somebody one deals with on business: "nurse"
    THIRD = 1 << 27  # "walks": finite, and not one's own

    AUXILIARY = BE | HAVE | DO | MODAL
    FINITE = PAST | AUXILIARY
    VERB = BASE | PAST | PARTICIPLE | ING
    LIGHT = DETERMINER | OWN | ADVERB | ADJECTIVE | FILLER | NUMBER | UNIT | TIME


_CLASSES = {
    "determiners": Is.DETERMINER,
    "own": Is.OWN,
    "others_own": Is.OTHERS_OWN,
    "me": Is.ME,
    "others": Is.OTHER,
    "kin": Is.KIN,
    "office": Is.OFFICE,
    "be": Is.BE,
    "have": Is.HAVE,
    "do": Is.DO,
    "modals": Is.MODAL,
    "negation": Is.NOT,
    "prepositions": Is.PREPOSITION,
    "particles": Is.PARTICLE,
    "conjunctions": Is.CONJUNCTION,
    "subordinating": Is.SUBORDINATING,
    "wh": Is.WH,
    "adverbs": Is.ADVERB,
    "adjectives": Is.ADJECTIVE,
    "fillers": Is.FILLER,
    "time_nouns": Is.TIME,
}
_NO_CLASS = 0

Sequences = Mapping[str, Sequence[tuple[str, ...]]]
"""Word sequences by their first word, longest first."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What one language's tables say of single words; one for each language."""

    words: Mapping[str, Any]
    grammar: Mapping[str, Any]
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def spelled(self) -> Mapping[str, Sequence[str]]:
        """Words that stand for several."""
        return {word: tuple(text.split()) for word, text in self.grammar["spelled"].items()}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of `text` in this language."""
        return tokenize(text, self.spelled)

    def word_set(self, name: str) -> frozenset[str]:
        """The words that the list `name` of either table holds."""
        if name not in self._sets:
            listed = self.grammar.get(name, self.words.get(name))
            self._sets[name] = frozenset(
                listed.split() if isinstance(listed, str) else listed or ()
            )
        return self._sets[name]

    @cached_property
    def _classes(self) -> Mapping[str, int]:
        found: dict[str, int] = {}

        def add(words: Iterable[str], kind: int) -> None:
            for word in words:
                found[word] = found.get(word, _NO_CLASS) | kind

        for name, kind in _CLASSES.items():
            add(self.word_set(name), kind)
        add(self.words["numbers"], Is.NUMBER)
        add(("hundred", "thousand", "dozen"), Is.NUMBER)
        add(self.words["units"], Is.UNIT)
        add(self.verbs, Is.BASE)
        for past, participle in self._irregular.values():
            add(past, Is.PAST)
            add(participle, Is.PARTICIPLE)
        add(self.word_set_of("verbs", "alike"), Is.ALIKE | Is.PAST | Is.PARTICIPLE)
        return found

    def word_set_of(self, section: str, name: str) -> frozenset[str]:
        """The words that the list `name` in a section of the grammar holds."""
        key = f"{section}.{name}"
        if key not in self._sets:
            self._sets[key] = frozenset(self.grammar[section][name].split())
        return self._sets[key]

    def word_set_of_table(self, section: str, name: str) -> frozenset[str]:
        """The words that the list `name` in a section of the word table holds."""
        key = f"words.{section}.{name}"
        if key not in self._sets:
            self._sets[key] = frozenset(self.words[section][name])
        return self._sets[key]

    @cached_property
    def _irregular(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        forms = {base: text.split() for base, text in self.grammar["irregular"].items()}
        return {base: ((each[0],), (each[-1],)) for base, each in forms.items()}

    @cached_property
    def _base_of(self) -> Mapping[str, str]:
        forms = {
            form: base for base, pair in self._irregular.items() for each in pair for form in each
        }
        return {
            **forms,
            **dict.fromkeys(("am", "is", "are", "were", "been", "being", "'m", "'re"), "be"),
            **dict.fromkeys(("has", "'ve"), "have"),
            "does": "do",
            "goes": "go",
            "an": "a",
            **self.words.get("same_as", {}),
        }

    @cached_property
    def nouns_in_ing(self) -> frozenset[str]:
        """Nouns that end like a verb: "morning"."""
        return self.word_set_of("verbs", "nouns_in_ing")

    @cached_property
    def not_past(self) -> frozenset[str]:
        """Words that end like a past form and are none."""
        return self.word_set_of("verbs", "not_past")

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Base forms of the verbs that are known."""
        return self.word_set_of("verbs", "regular") | frozenset(self.grammar["irregular"])

    @cached_property
    def similar_verbs(self) -> Mapping[str, frozenset[str]]:
        """Verbs that may stand for one another in a person's own wording: "rang", "phoned"."""
        found: dict[str, frozenset[str]] = {}
        for row in self.grammar["verbs"]["similar"]:
            group = frozenset(row.split())
            found |= {verb: found.get(verb, frozenset()) | group for verb in group}
        return found

    @cached_property
    def continuing(self) -> Sequences:
        """What goes on with the same statement behind a comma: "in the rain"."""
        return by_first(self.word_set("continuing"))

    @cached_property
    def states(self) -> frozenset[str]:
        """Base forms of verbs that tell of no activity."""
        return self.word_set_of("verbs", "states")

    def forms_of(self, verb: str) -> tuple[str, ...]:
        """Every form of the verb `verb`, given in its base form."""
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
        doubled = verb + verb[-1] if _doubles(verb) else stem
        past, participle = self._irregular.get(verb, ((doubled + "ed",), (doubled + "ed",)))
        if verb not in self._irregular and verb.endswith("y") and verb[-2] not in "aeiou":
            past = participle = (verb[:-1] + "ied",)
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        if verb.endswith("y") and verb[-2] not in "aeiou":
            third = verb[:-1] + "ies"
        return tuple(dict.fromkeys((verb, third, *past, *participle, doubled + "ing")))

    def base(self, word: str) -> str:
        """The base form of `word`: "walked" and "walking" → "walk", "glasses" → "glass"."""
        return _base(self, word)

    def kind(self, word: str) -> int:
        """The classes of `word`; none for a word that is unknown, which mostly is a noun."""
        return _kind(self, word)

    def is_activity(self, base: str) -> bool:
        """Whether the verb `base` tells of something that one sets out to do."""
        return base not in self.states


@lru_cache(maxsize=65536)
def _kind(lex: Lexicon, word: str) -> int:
    kind = lex._classes.get(word, _NO_CLASS)
    if word[0].isdecimal():
        return kind | Is.NUMBER
    if word in lex.not_past:
        return kind | (Is.ADJECTIVE if word.endswith("ed") else _NO_CLASS)
    if word.endswith("ed") and len(word) > 3 and not kind:
        return Is.PAST | Is.PARTICIPLE
    if word.endswith("ing") and len(word) > 4 and word not in lex.nouns_in_ing:
        return kind | Is.ING
    if word.endswith("ly") and len(word) > 4 and not kind:
        return Is.ADVERB
    if word.endswith("s") and not kind and lex.base(word) in lex.verbs:
        return Is.THIRD
    return kind


@lru_cache(maxsize=65536)
def _base(lex: Lexicon, word: str) -> str:
    if word in lex._base_of:
        return lex._base_of[word]
    if len(word) <= 3 or word in lex.verbs or word in lex.nouns_in_ing:
        return word
    if word in lex.not_past:
        return word
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 2 and _VOWELS & set(stem):
            return _verb_base(stem, ending, lex)
    return _singular(word, lex)


def _verb_base(stem: str, ending: str, lex: Lexicon) -> str:
    undoubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    ied = stem[:-1] + "y" if ending == "ed" and stem.endswith("i") else stem
    for candidate in (stem, stem + "e", undoubled, ied):
        if candidate in lex.verbs:
            return candidate
    if ied != stem:
        return ied
    if undoubled != stem and stem[-1] not in "lszf":
        return undoubled
    ends_in_e = len(stem) > 2 and (stem.endswith(_SILENT_E) or _short_open(stem))
    return stem + "e" if ends_in_e else stem


_SILENT_E = (
    "at",
    "iz",
    "is",
    "v",
    "uc",
    "as",
    "ur",
    "ag",
    "dg",
    "ng",
    "rs",
    "ut",
    "u",
    "bl",
    "tl",
    "dl",
    "gl",
    "pl",
)
_VOWELS = frozenset("aeiouy")


def _doubles(verb: str) -> bool:
    """Whether its last letter is doubled: "plan", "planned"; "skip", "skipping"."""
    vowels = "aeiou"
    return (
        2 < len(verb) < 6
        and verb[-1] not in "aeiouywx"
        and verb[-2] in vowels
        and verb[-3] not in vowels
        and not verb.endswith(("en", "er", "on", "in", "el"))
    ) or verb in ("forget", "begin", "omit", "win", "run", "spin", "grin")


def _short_open(stem: str) -> bool:
    """ "bak", "rid", "wip": one vowel before one consonant, which had an "e" behind it."""
    return (
        len(stem) == 3
        and stem[-1] not in "aeiouywx"
        and stem[-2] in "aeiou"
        and stem[-3] not in "aeiou"
    )


def _singular(word: str, lex: Lexicon) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")) and word[:-1] not in lex.verbs:
        return word[:-2]
    if word.endswith("ves") and len(word) > 5 and word[:-1] not in lex.verbs:
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")):
        return word[:-1]
    return word


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`, built once."""
    return Lexicon(phrases.words(language), phrases.grammar(language))


@lru_cache(maxsize=16384)
def spoken(phrase: str) -> tuple[str, ...]:
    """`phrase` as the words that `tokenize` would give."""
    return tuple(t.text for t in tokenize(phrase) if not t.is_mark)


def by_first(listed: Iterable[str]) -> Sequences:
    """Phrases as word sequences by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        sequence = tuple(phrase.split())
        found.setdefault(sequence[0], []).append(sequence)
    return {k: sorted(v, key=lambda s: -len(s)) for k, v in found.items()}


def stands_at(words: Sequence[str], i: int, sequence: Sequence[str]) -> bool:
    """Whether the words of `sequence` (at least one) are the words at `i`."""
    if i >= len(words) or words[i] != sequence[0]:
        return False
    return tuple(words[i : i + len(sequence)]) == tuple(sequence)


def match_at(words: Sequence[str], i: int, table: Sequences) -> int:
    """How many words at `i` are one of the sequences in `table`; 0 where none is."""
    if i >= len(words):
        return 0
    for sequence in table.get(words[i], ()):
        if stands_at(words, i, sequence):
            return len(sequence)
    return 0
