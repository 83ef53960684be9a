"""The gates that a "done" must pass: a verb that tells it happened, and no word unexplained."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.understanding.clause import Clause
from everyday.understanding.cues import FoundCue
from everyday.understanding.governing import Governor
from everyday.understanding.lexicon import Is, Lexicon
from everyday.understanding.mentions import Mention
from everyday.understanding.reading import Reading

MOST_TURNS = 2
"""A sentence that turns its meaning more often than this is better asked about."""

_BEFORE_ING = ("go", "spend", "do", "finish", "start", "keep", "get", "enjoy", "have")
_LOGS = ("log", "mark", "record", "note", "enter", "track", "jot", "chalk", "tick", "put")
_EXPLAINED = (
    Is.ME | Is.LIGHT | Is.AUXILIARY | Is.CONJUNCTION | Is.NOT | Is.PARTICLE | Is.SUBORDINATING
)


def tells_of_the_past(reading: Reading, head: int, lex: Lexicon) -> bool:
    """Whether the verb at `head` tells that something happened."""
    clause = reading.clause
    kind, before = clause.kind(head), _before(reading, head)
    if any(_leads_to(c, head, reading) for c in reading.cues):
        return True
    if kind & Is.ALIKE:
        return _alike_is_past(reading, head)
    if kind & Is.PAST:
        return True
    if kind & Is.PARTICIPLE:
        opens = head == 0 or all(k & (Is.FILLER | Is.ADVERB) for k in clause.kinds[:head])
        perfect = any(w in ("have", "'ve", "had", "'d", "has", "been") for w in before)
        return opens or perfect
    if kind & Is.ING:
        return "been" in before or "kept" in before or _follows_real_verb(reading, head, lex)
    return bool({"did"} & set(before))


def _leads_to(cue: FoundCue, head: int, reading: Reading) -> bool:
    """Whether a cue in the past stands right before the verb: "managed to do"."""
    kinds = reading.clause.kinds
    if cue.end > head or not any(k & Is.PAST for k in kinds[cue.start : cue.end]):
        return False
    return all(k & (Is.ADVERB | Is.FILLER) for k in kinds[cue.end : head])


def _before(reading: Reading, head: int) -> tuple[str, ...]:
    return reading.clause.words[:head]


def _alike_is_past(reading: Reading, head: int) -> bool:
    """ "I read", "read twelve pages"; not "to read", "will read"."""
    clause = reading.clause
    before = _before(reading, head)
    if {"to", "will", "'ll", "n't", "would", "should", "could", "might"} & set(before):
        return "did" in before and "n't" not in before
    if reading.subject is not (reading.subject.UNNAMED):
        return True
    behind = clause.kind(head + 1)
    return (
        clause.follows in ("and", "then", "but")
        or bool(
            behind & (Is.NUMBER | Is.DETERMINER | Is.OWN)
            or any(a.start > head for a in reading.amounts)
        )
        or head > 0
    )


def _follows_real_verb(reading: Reading, head: int, lex: Lexicon) -> bool:
    """ "Spent an hour weeding", "finished reading", "went swimming", "back from running"."""
    clause = reading.clause
    for i in range(head - 1, -1, -1):
        if clause.kinds[i] & Is.PAST and clause.bases[i] in lex.word_set("before_ing"):
            return True
        if clause.kinds[i] & (Is.PAST | Is.AUXILIARY):
            return False
    return False


def unexplained(reading: Reading, head: int, mention: Mention, cues: Sequence[FoundCue]) -> str:
    """The first word in front of `head` that could change what is meant; "" if none."""
    clause = reading.clause
    known = {i for c in reading.cues for i in range(c.start, c.end)}
    known |= reading.in_amounts | set(range(*reading.day_span))
    known |= {i for m in reading.mentions if m.habit for i in range(m.start, m.end)}
    for cue in cues:
        if cue.cue.takes_next_only and cue.end <= head:
            between = range(cue.end, min(head, mention.start))
            if not all(i in known or clause.kinds[i] & Is.LIGHT for i in between):
                return cue.words
    start = _lead_end(reading)
    for i in range(start, head):
        kind = clause.kinds[i]
        if (
            kind & Is.PREPOSITION
            and i + 1 == head - _articles(reading, head)
            and i - 1 in reading.in_amounts
        ):
            continue  # "an hour at the gym"
        leads = i + 1 == head and clause.bases[i] in _BEFORE_ING and clause.kind(head) & Is.ING
        if (
            leads  # "went swimming"
            or i in known
            or kind & _EXPLAINED
            or (clause.bases[i] in _LOGS and i == 0)
            or clause.words[i] in ("to", "of", "'s", "that", "it", "me")
        ):
            continue
        if kind & Is.KIN and _is_company(reading, i):
            continue
        return clause.words[i]
    return ""


def _articles(reading: Reading, head: int) -> int:
    """How many articles and the like stand right before `head`."""
    count = 0
    while head - count > 0 and reading.clause.kinds[head - count - 1] & (Is.DETERMINER | Is.OWN):
        count += 1
    return count


def _lead_end(reading: Reading) -> int:
    """Where the phrase that leads in ends: "after work i …" """
    clause = reading.clause
    if reading.subject.value != "me" or not clause.kinds:
        return 0
    lead = clause.kinds[0] & (Is.PREPOSITION | Is.SUBORDINATING)
    return reading.subject_end - 1 if lead else 0


def _is_company(reading: Reading, i: int) -> bool:
    """ "Me and the dog", "my wife and i" """
    return reading.subject.value == "me" and i < reading.subject_end + 4


def behind_makes_a_compound(reading: Reading, mention: Mention, lex: Lexicon) -> str:
    """The noun right behind a thing that makes it another: "breakfast meeting"; "" where none."""
    clause = reading.clause
    i = mention.end
    if i >= len(clause) or i in reading.in_amounts or i in range(*reading.day_span):
        return ""
    kind, word = clause.kinds[i], clause.words[i]
    if any(c.start <= i < c.end for c in reading.cues) or any(
        m.start == i for m in reading.mentions
    ):
        return ""
    if word == "'s":
        return (
            ""
            if clause.kind(i + 1) & (Is.PARTICIPLE | Is.ADVERB | Is.PREPOSITION | Is.DETERMINER)
            else word
        )
    if kind & ~(Is.BASE | Is.NUMBER) or word in lex.word_set("harmless_behind"):
        return ""
    return word


def governs(mention: Mention, governor: Governor, by: frozenset[str], lex: Lexicon) -> bool:
    """Whether the verb that a thing belongs to is one by which it is done."""
    if governor.by_cue:
        return True
    path = governor.path
    verb, _, small = path.partition(" ")
    last = small.rpartition(" ")[2]
    if path in by or (last and f"{verb} {last}" in by):
        return True
    if not small and verb in by:
        return True
    if verb in lex.word_set("carriers") and (not small or small in _SMALL.get(verb, ())):
        return verb not in (
            "go",
            "get",
            "make",
            "put",
            "spend",
            "work",
            "crack",
            "stick",
            "keep",
            "power",
            "plough",
        )
    if path in lex.word_set("carrier_paths"):
        return True
    own = mention.pattern.own or not by
    return (
        own
        and verb in lex.word_set("own_carriers")
        and small in ("", "to", "for", "on", "at", "through")
    )


_SMALL: dict[str, tuple[str, ...]] = {
    "do": ("",),
    "finish": ("off", "up"),
    "fit": ("in",),
    "squeeze": ("in",),
    "tick": ("off",),
    "begin": ("on", "with"),
    "start": ("on", "with"),
    "remember": ("about",),
    "forget": ("about",),
}


def is_contrast(clause: Clause, mention: Mention) -> bool:
    """Whether it says what was not meant: "the gym, not the lecture"."""
    i = mention.start - 1
    if clause.kind(i) & (Is.DETERMINER | Is.OWN):
        i -= 1
    before = clause.kind(i - 1)
    return clause.word(i) == "not" and i > 0 and not before & (Is.AUXILIARY | Is.ME | Is.FILLER)


def is_habitual(clause: Clause) -> bool:
    """Whether it tells of a habit of old, "i showered every day", with no stretch of days named."""
    every = any(pair in _EVERY for pair in zip(clause.words, clause.words[1:], strict=False))
    return every and _NAMED_STRETCH.isdisjoint(clause.words)


_EVERY = frozenset(
    (each, part)
    for each in ("every", "each")
    for part in ("day", "morning", "night", "single", "evening")
)
_NAMED_STRETCH = frozenset(("this", "last", "so", "since", "past", "n't"))
