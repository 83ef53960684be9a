"""Which verb a thing belongs to: "went … for … a quick walk"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from everyday.understanding.clause import Clause
from everyday.understanding.cues import FoundCue
from everyday.understanding.lexicon import Is
from everyday.understanding.mentions import stands_as_verb


@dataclass(frozen=True, slots=True)
class Governor:
    """What stands before a thing."""

    at: int = -1
    """The index of the verb; -1 where there is none."""
    path: str = ""
    """The verb's base form and the small words between it and the thing: "go for"."""
    by_cue: bool = False
    """Whether it is a cue: "skipped my walk"."""
    blocked: str = ""
    """The word that keeps the thing from being one's own act: "his tablets", "chat about meds"."""


_FRAGMENT = Governor()
_MOST_UNKNOWN = 5


def find_governor(
    clause: Clause, start: int, cues: Sequence[FoundCue], amounts: Collection[int]
) -> Governor:
    """The verb that the thing at `start` belongs to, looking left over articles, adjectives,
    amounts and what is listed beside it."""
    return _Looking(clause, cues, amounts).left_of(start)


class _Looking:
    """One look to the left of a thing."""

    def __init__(self, clause: Clause, cues: Sequence[FoundCue], amounts: Collection[int]) -> None:
        self.clause, self.amounts = clause, amounts
        self.in_cue = {i: cue for cue in cues for i in range(cue.start, cue.end)}
        self.small: list[str] = []
        self.unknown = 0

    def left_of(self, start: int) -> Governor:
        """The governor of the thing at `start`."""
        j = start - 1
        while j >= 0:
            if j in self.in_cue:
                cue = self.in_cue[j]
                if _is_verb_cue(cue, self.clause):
                    return Governor(cue.start, self.clause.bases[cue.start], by_cue=True)
                j = cue.start - 1
                continue
            if j not in self.amounts:
                found = self._at(j)
                if found is not None:
                    return found
            j -= 1
        if self.small and self.small[-1] not in _LEADING:
            return Governor(blocked=" ".join(self.small))
        return _FRAGMENT

    def _at(self, j: int) -> Governor | None:
        """What the word at `j` decides; None where the look goes on."""
        return self._of_others(j) or self._verb(j) or self._passed(j)

    def _of_others(self, j: int) -> Governor | None:
        kind, word = self.clause.kinds[j], self.clause.words[j]
        if word == "'s":
            owner = self.clause.word(j - 1)
            return Governor(blocked=f"{owner}'s") if _is_somebody(self.clause, j - 1) else None
        if kind & (Is.OTHERS_OWN | Is.KIN) and not self.small:
            return Governor(blocked=word)
        return None

    def _verb(self, j: int) -> Governor | None:
        kind = self.clause.kinds[j]
        told = kind & (Is.PAST | Is.PARTICIPLE | Is.ING | Is.THIRD) and not _is_modifier(
            self.clause, j
        )
        plain = kind & Is.BASE and (stands_as_verb(self.clause, j) or self._opens(j))
        if told or plain or kind & Is.AUXILIARY:
            return Governor(j, " ".join((self.clause.bases[j], *self.small)))
        return None

    def _opens(self, j: int) -> bool:
        """ "Log my walk": a plain form at the head, with an object behind it."""
        objects = Is.OWN | Is.DETERMINER | Is.NUMBER | Is.PARTICLE
        return j == 0 and bool(self.clause.kind(1) & objects)

    def _passed(self, j: int) -> Governor | None:
        kind, word = self.clause.kinds[j], self.clause.words[j]
        if word in ("of", "'s"):
            return None
        if kind & Is.ME and word in ("i", "we"):
            return Governor(blocked=word) if self.unknown else _FRAGMENT
        if kind & (Is.PREPOSITION | Is.PARTICLE) and not kind & Is.TIME:
            self.small.insert(0, word)
        elif not kind & (Is.LIGHT | Is.CONJUNCTION | Is.OTHERS_OWN | Is.OTHER | Is.KIN):
            if self.small:
                return self._behind_noun(j)
            self.unknown += 1
            if self.unknown > _MOST_UNKNOWN:
                return Governor(blocked=word)
        return None

    def _behind_noun(self, j: int) -> Governor:
        """ "Spent the evening on my guitar" is an act of it, "had a chat about meds" is not."""
        if self.small[-1] in ("on", "with", "doing") or self.small == ["for"]:
            for k in range(j, -1, -1):
                verb = self.clause.kinds[k] & (Is.PAST | Is.PARTICIPLE | Is.ING)
                if verb and not _is_modifier(self.clause, k):
                    base = self.clause.bases[k]
                    spends = base in ("spend", "take", "put")
                    return Governor(k, f"{base} {self.small[-1]}" + ("" if spends else "*"))
        return Governor(blocked=f"{self.clause.words[j]} {' '.join(self.small)}")


_LEADING = ("on", "at", "over", "back", "up", "down", "off", "out", "for", "in", "outside")


def _is_verb_cue(cue: FoundCue, clause: Clause) -> bool:
    kind, last = clause.kinds[cue.start], clause.kinds[cue.end - 1]
    verbal = kind & (Is.PAST | Is.PARTICIPLE | Is.ING | Is.BASE | Is.THIRD)
    full = not kind & Is.AUXILIARY or bool(last & Is.PREPOSITION)
    return bool(verbal) and full and cue.cue.name not in ("not", "no")


def _is_somebody(clause: Clause, i: int) -> bool:
    kind = clause.kind(i)
    return bool(kind & (Is.KIN | Is.OTHER)) or (not kind and i == 0)


def _is_modifier(clause: Clause, j: int) -> bool:
    """ "A guided walk", "some baked beans", "my running shoes": no verb of the clause."""
    kind = clause.kinds[j]
    if kind & Is.PAST and not kind & Is.PARTICIPLE:
        return False
    return bool(clause.kind(j - 1) & (Is.DETERMINER | Is.OWN | Is.ADJECTIVE | Is.NUMBER))
