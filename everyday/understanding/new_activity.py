"""An activity that is no habit of the person's: something they set out to do, and did."""

from __future__ import annotations

from collections.abc import Sequence

from everyday.domain import Status
from everyday.understanding.cues import World, fold
from everyday.understanding.judging import Judged
from everyday.understanding.lexicon import Is, Lexicon
from everyday.understanding.proof import tells_of_the_past
from everyday.understanding.reading import Language, Reading
from everyday.understanding.subjects import Subject

_OWN = (Subject.ME, Subject.UNNAMED)
_MOST_WORDS = 5


def new_activity(reading: Reading, judged: Sequence[Judged], tables: Language) -> str | None:
    """The name of an activity outside the routine that the clause tells was done; else None."""
    if any(_is_spoken_of(j, reading, tables.lex) for j in judged):
        others = [j for j in judged if j.mention.habit is None and j.cues == () and j.has_verb]
        return _known(others, reading, tables)
    if any(_is_soft(j, tables) for j in judged):
        return None
    return _unknown(reading, tables) or _known(judged, reading, tables)


def _is_spoken_of(judged: Judged, reading: Reading, lex: Lexicon) -> bool:
    """Whether something is said of a habit, other than that something else was done to it."""
    if judged.mention.habit is None or not (judged.status or judged.doubt):
        return False
    return not judged.doubt or judged.doubt not in reading.clause.bases


def _is_soft(judged: Judged, tables: Language) -> bool:
    """Whether it is real, but hardly an activity to keep: a meal, a talk, a television evening."""
    activity = tables.wordings.known.known.get(judged.mention.pattern.of)
    return judged.mention.habit is None and activity is not None and activity.soft


def _known(judged: Sequence[Judged], reading: Reading, tables: Language) -> str | None:
    told = (Status.DONE, Status.PARTLY)
    if reading.clause.follows in ("while", "since", "when", "before", "after", "until"):
        return None
    for each in judged:
        proved = each.mention.habit is None and each.status in told and not each.doubt
        if proved and not _is_soft(each, tables):
            return _as_said(each, reading, tables.lex)
    return None


def _as_said(judged: Judged, reading: Reading, lex: Lexicon) -> str:
    """The activity in the person's own words: "went for a jog" is "jog"."""
    mention, clause = judged.mention, reading.clause
    if not mention.is_thing:
        verb = lex.forms_of(clause.bases[mention.start])[-1]
        return " ".join((verb, *clause.words[mention.start + 1 : mention.end]))
    start = mention.start
    while start and not clause.kinds[start - 1] and start - 1 not in reading.in_amounts:
        start -= 1
    return " ".join(clause.words[start : mention.end])


def _unknown(reading: Reading, tables: Language) -> str | None:
    """An activity that no table knows, by its verb: "mended the hem" → "mending the hem"."""
    clause, lex = reading.clause, tables.lex
    if reading.subject not in _OWN or clause.follows in ("since", "while"):
        return None
    habitual = {"every", "always", "each", "usually"} & set(clause.words)
    if habitual or "myself" in clause.words:
        return None
    head = _head(reading, lex)
    if head < 0 or not tells_of_the_past(reading, head, lex):
        return None
    state = fold(c.cue for c in reading.cues if c.start <= head)
    if state.sign <= 0 or state.soft or state.world is not World.REAL:
        return None
    if any(
        c.cue.positive.world is World.UNREAL and c.start > head
        for c in reading.cues
        if c.cue.by_others
    ):
        return None
    return _named(reading, head, lex)


def _head(reading: Reading, lex: Lexicon) -> int:
    """The index of the first full verb of the predicate; -1 where there is none."""
    clause = reading.clause
    in_cues = {i for c in reading.cues for i in range(c.start, c.end)}
    for i in range(reading.subject_end if reading.subject is Subject.ME else 0, len(clause)):
        if clause.kinds[i] & Is.NOT and clause.words[i] != "no":
            return -1
        if i in in_cues:
            continue
        if _is_full_verb(reading, i):
            return -1 if clause.kind(i + 1) & Is.NOT else i
        if _ends_the_look(reading, i):
            return -1
    return -1


def _is_full_verb(reading: Reading, i: int) -> bool:
    clause = reading.clause
    kind = clause.kinds[i]
    told = kind & (Is.PAST | Is.PARTICIPLE) or (kind & Is.BASE and "did" in clause.words[:i])
    if not told or (kind & Is.ADJECTIVE and not kind & Is.ALIKE):
        return False
    helps = kind & (Is.HAVE | Is.BE | Is.DO) and _verb_follows(reading, i)
    return not helps


def _ends_the_look(reading: Reading, i: int) -> bool:
    kind = reading.clause.kinds[i]
    if kind & (Is.CONJUNCTION | Is.SUBORDINATING | Is.OTHER):
        return True
    light = kind & (Is.LIGHT | Is.AUXILIARY | Is.ME) or reading.clause.words[i] in ("'ve", "'d")
    return not light and (reading.subject is Subject.UNNAMED or not kind & Is.PREPOSITION)


def _verb_follows(reading: Reading, i: int) -> bool:
    clause = reading.clause
    for j in range(i + 1, min(i + 4, len(clause))):
        kind = clause.kinds[j]
        if kind & (Is.PARTICIPLE | Is.PAST) and not kind & Is.ADJECTIVE:
            return True
        if not kind & (Is.ADVERB | Is.NOT | Is.FILLER):
            return False
    return False


def _named(reading: Reading, head: int, lex: Lexicon) -> str | None:
    clause = reading.clause
    verb = clause.bases[head]
    table = lex.words["new_activity"]
    if verb == "go":
        return _gone_to(reading, head, lex)
    if verb in ("do", "have"):
        return _done_thing(reading, head, lex)
    if verb == "take" and any(
        clause.kinds[i] & (Is.KIN | Is.OTHER) for i in range(head + 1, min(head + 4, len(clause)))
    ):
        return _gerund(reading, head, lex)
    if verb in table["with_particle"]:
        behind = clause.word(head + 1)
        return _gerund(reading, head, lex) if behind in table["with_particle"][verb] else None
    if verb in table["with_object"]:
        excluded = lex.word_set_of_table("new_activity", "no_object")
        thing = _object(reading, head + 1, lex)
        return _gerund(reading, head, lex) if thing and not set(thing) & excluded else None
    if not lex.is_activity(verb):
        return None
    if reading.subject is Subject.UNNAMED and not clause.kinds[head] & Is.PAST:
        return None
    return _gerund(reading, head, lex)


def _gone_to(reading: Reading, head: int, lex: Lexicon) -> str | None:
    clause = reading.clause
    for i in range(head + 1, min(head + 5, len(clause))):
        if clause.kinds[i] & Is.ING:
            return " ".join(clause.words[i : i + 1])
        if clause.words[i] in ("to", "for", "on"):
            thing = _object(reading, i + 1, lex)
            excluded = lex.word_set_of_table("new_activity", "no_place")
            return " ".join(thing) if thing and not set(thing) & excluded else None
        if not clause.kinds[i] & (Is.LIGHT | Is.PARTICLE | Is.KIN | Is.OWN):
            return None
    return None


def _done_thing(reading: Reading, head: int, lex: Lexicon) -> str | None:
    clause = reading.clause
    at = head + 1
    if clause.bases[head] == "have":
        if clause.words[at : at + 3] != ("a", "go", "at") and clause.words[at : at + 3] != (
            "a",
            "try",
            "at",
        ):
            return None
        at += 3
    thing = _object(reading, at, lex)
    excluded = lex.word_set_of_table("new_activity", "no_object")
    if not thing or set(thing) & excluded:
        return None
    return " ".join(thing)


def _object(reading: Reading, start: int, lex: Lexicon) -> list[str]:
    """The nouns from `start` on, without articles and amounts."""
    clause = reading.clause
    found: list[str] = []
    amounts = reading.in_amounts
    for i in range(start, len(clause)):
        kind, word = clause.kinds[i], clause.words[i]
        if i in amounts or word in ("of", "'s") or kind & (Is.DETERMINER | Is.OWN | Is.OTHERS_OWN):
            continue
        if kind & (
            Is.PREPOSITION | Is.CONJUNCTION | Is.SUBORDINATING | Is.TIME | Is.ME | Is.OTHER
        ) and not (kind & Is.KIN):
            break
        if kind & (Is.ADVERB | Is.FILLER) and not kind & Is.ADJECTIVE:
            continue
        if kind & Is.ADJECTIVE and not found and i + 1 < len(clause):
            continue
        found.append(word)
    return found[:_MOST_WORDS]


def _gerund(reading: Reading, head: int, lex: Lexicon) -> str:
    """The verb in "-ing" and what it was done to, as it was said."""
    clause = reading.clause
    words = [lex.forms_of(clause.bases[head])[-1]]
    for i in range(head + 1, len(clause)):
        kind, word = clause.kinds[i], clause.words[i]
        if kind & (Is.CONJUNCTION | Is.SUBORDINATING | Is.ME) or len(words) > _MOST_WORDS + 1:
            break
        if kind & Is.TIME or word in (
            "because",
            "before",
            "after",
            "until",
            "while",
            "this",
            "today",
        ):
            break
        words.append(word)
    return " ".join(words).replace(" 's", "'s")
