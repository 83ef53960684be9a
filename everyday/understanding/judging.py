"""One verdict for each habit that a clause names: cues are folded, and a "done" must be proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from everyday.domain import HabitKind, Status
from everyday.understanding.activities import Role
from everyday.understanding.attaching import amount_of, clock_of, is_in_time, is_part
from everyday.understanding.cues import FoundCue, State, World, fold
from everyday.understanding.governing import Governor, find_governor
from everyday.understanding.lexicon import Is
from everyday.understanding.mentions import Mention
from everyday.understanding.proof import (
    MOST_TURNS,
    behind_makes_a_compound,
    governs,
    is_contrast,
    is_habitual,
    tells_of_the_past,
    unexplained,
)
from everyday.understanding.reading import Language, Reading
from everyday.understanding.subjects import Subject


@dataclass(frozen=True, slots=True)
class Judged:
    """What one clause says of one mention."""

    mention: Mention
    status: Status | None
    """None where nothing is said of it."""
    doubt: str = ""
    """Why it is in doubt; "" where it is proved."""
    cues: tuple[str, ...] = ()
    clock: time | None = None
    has_verb: bool = False


def judge_all(reading: Reading, tables: Language) -> tuple[Judged, ...]:
    """What the clause says of each habit and activity named in it, in order."""
    return tuple(_Judging(reading, tables, n).judge() for n in range(len(reading.mentions)))


class _Judging:
    """One mention in its clause."""

    def __init__(self, reading: Reading, tables: Language, n: int) -> None:
        self.reading, self.tables, self.lex = reading, tables, tables.lex
        self.clause = reading.clause
        self.n = n
        self.mention = reading.mentions[n]
        self.governor = self._governor()
        self.head = self.governor.at if self.mention.is_thing else self.mention.start
        self.behind, self.behind_words, self.behind_at = self._cue_behind()
        self.before = self._cues_before()

    def judge(self) -> Judged:
        """The verdict; see the gates in `proof`."""
        owner = self._owner()
        if owner is not None:
            return owner
        if is_contrast(self.clause, self.mention) or is_habitual(self.clause):
            return Judged(self.mention, None)
        state = self._folded()
        if state.world is World.UNREAL or state.sign == 0:
            return Judged(self.mention, None)
        if self.governor.blocked and not self.before:
            return Judged(self.mention, None)
        doubt = self._unexplained()
        if state.world is not World.REAL:
            return self._planned_or_rest(state, doubt)
        status = self._status(state)
        return self._verdict(status, state, doubt or self._unproved(state))

    # --- whose it is --------------------------------------------------------------------------

    def _owner(self) -> Judged | None:
        """A verdict where the clause is not one's own act; None where it may be."""
        subject = self.reading.subject
        if subject is Subject.OTHER:
            return Judged(self.mention, None)
        if subject is Subject.THING:
            return self._of_a_thing()
        return None

    def _of_a_thing(self) -> Judged:
        """ "My walk was cancelled", "bottles are made up", "the gym was shut"."""
        in_subject = self.mention.start < self.reading.subject_end
        rest = any(c.cue.positive.world is World.REST for c in self.before)
        if rest:
            return Judged(self.mention, Status.REST, cues=self._cue_words())
        if self.mention.pattern.role in (Role.ACT, Role.KEPT) and in_subject:
            return self._result(Status.DONE)
        if not in_subject or not self.mention.is_thing:
            return Judged(self.mention, None)
        if any(c.cue.positive.world is World.UNREAL for c in self.before):
            return Judged(self.mention, None)
        if self.behind in ("no", "part", "plan"):
            status = {"no": Status.MISSED, "part": Status.PARTLY, "plan": Status.PLANNED}[
                self.behind
            ]
            return self._result(status)
        state = fold(c.cue for c in self.before)
        if state.sign < 0 and not state.soft and self.clause.kinds[0] & Is.NOT:
            return self._result(Status.MISSED)
        if self.behind == "yes" or self._is_result():
            if state.sign < 0:
                return self._result(Status.MISSED)
            return self._result(Status.PARTLY if state.half else Status.DONE)
        return Judged(self.mention, None)

    def _result(self, status: Status) -> Judged:
        if self.mention.opposite:
            return Judged(self.mention, None)
        clock = self._clock()
        if status is Status.DONE and self._is_timed():
            status, doubt = self._in_time(clock)
            return Judged(self.mention, status, doubt, self._cue_words(), clock)
        return Judged(self.mention, status, cues=self._cue_words(), clock=clock)

    def _is_result(self) -> bool:
        """ "Bottles are made up", "dinner's cooked", "bed made": a participle of its own act."""
        at = self.reading.subject_end
        while at < len(self.clause) and (
            self.clause.kinds[at] & (Is.BE | Is.ADVERB) or self.clause.words[at] in ("'s", "all")
        ):
            at += 1
        if at >= len(self.clause) or not self.clause.kinds[at] & Is.PARTICIPLE:
            return False
        if "by" in self.clause.words[at:] or {"n't", "not"} & set(self.clause.words[: at + 1]):
            return False
        return self._fits_thing(self.clause.bases[at])

    def _fits_thing(self, verb: str) -> bool:
        last = self.clause.bases[self.mention.end - 1]
        wordings = self.tables.wordings
        names = (
            wordings.activity_of(self.mention.pattern),
            self.mention.pattern.of,
            *((self.mention.habit.name,) if self.mention.habit else ()),
        )
        for index in (wordings.own, wordings.table):
            for patterns in index.starting(verb).longer.values():
                if any(p.of in names and last in p.slots[-1] for p in patterns):
                    return True
        return verb in self.tables.wordings.by(self.mention.pattern) or verb in (
            "do",
            "finish",
            "sort",
            "complete",
        )

    # --- cues ---------------------------------------------------------------------------------

    def _governor(self) -> Governor:
        if not self.mention.is_thing:
            return Governor()
        found = find_governor(
            self.clause, self.mention.start, self.reading.cues, self.reading.in_amounts
        )
        if found.blocked or found.at < 0 or found.by_cue:
            return found
        by = self.tables.wordings.by(self.mention.pattern)
        verb = self.clause.bases[found.at]
        if verb == "get" and self._got_in():
            return found
        if verb in self.lex.word_set("logs") and found.at == 0:
            return found
        if verb in self.lex.word_set("untouched") and {"n't", "not", "never"} & set(
            self.clause.words[: found.at]
        ):
            return found
        if (
            verb == "leave"
            and self.mention.end < len(self.clause)
            and self.tables.cues.behind(self.clause.words, self.mention.end)[0] == "part"
        ):
            return found
        if governs(self.mention, found, by, self.lex):
            return found
        return replace(found, blocked=found.path or self.clause.word(found.at))

    def _got_in(self) -> bool:
        words = self.clause.words
        for i in range(self.mention.end, min(len(words), self.mention.end + 4)):
            for length in (4, 3, 2, 1):
                if " ".join(words[i : i + length]) in self.lex.word_set("got_behind"):
                    return True
        return False

    def _cues_before(self) -> list[FoundCue]:
        limit = self.mention.start if self.head < 0 else max(self.head, self.mention.start)
        inside = range(self.mention.start, self.mention.end)
        found = [
            c
            for c in self.reading.cues
            if c.end <= limit or (c.start in inside and c.start > self.head)
        ]
        left = [c for c in found if not self._taken_by_other(c)]
        nearest = [c for c in left if c.cue.takes_next_only][-1:]  # "neither read nor wrote"
        return [c for c in left if not c.cue.takes_next_only or c in nearest]

    def _taken_by_other(self, cue: FoundCue) -> bool:
        """A "no" is only about what it stands before, and what "or" joins to that."""
        if not cue.cue.takes_next_only and not cue.cue.takes_first:
            return False
        between = [
            m
            for m in self.reading.mentions
            if m.habit and cue.end <= m.end and m.end <= self.mention.start
        ]
        if not between:
            return False
        joint = self.clause.words[between[-1].end : self.mention.start]
        return "or" not in joint and "nor" not in joint

    def _cue_behind(self) -> tuple[str, str, int]:
        """The cue behind a mention, before the next one: what it means, its words, its place."""
        words, mentions = self.clause.words, self.reading.mentions
        end = mentions[self.n + 1].start if self.n + 1 < len(mentions) else len(words)
        for i in range(self.mention.end, end):
            if i in self.reading.in_amounts:
                continue
            meaning, length = self.tables.cues.behind(words, i)
            owned = i + length < len(words) and words[i + length] == "'s"
            if length and i + length <= end and not owned:
                return meaning, " ".join(words[i : i + length]), i
            kind = self.clause.kinds[i]
            light = kind & (Is.LIGHT | Is.AUXILIARY | Is.PARTICLE)
            if not light and words[i] not in ("'s", "both", "as"):
                break
        return "", "", -1

    def _cue_words(self) -> tuple[str, ...]:
        return (
            *(c.words for c in self.before),
            *((self.behind_words,) if self.behind_words else ()),
        )

    def _folded(self) -> State:
        before = self.before
        behind = self.behind
        if behind == "pass":
            before = [c for c in before if c.cue.name != "not"]
        state = fold(c.cue for c in before)
        if self.reading.subject is not Subject.OTHER and any(c.cue.by_others for c in before):
            state = replace(state, world=World.UNREAL)
        if state.world is World.REAL and self._is_set_for_later():
            state = replace(state, world=World.PLAN)
        if behind == "plan" and state.world is World.REAL and not self._is_past():
            state = replace(state, world=World.PLAN)
        elif behind == "no" and not (state.sign < 0 and before) and self.behind_at >= 0:
            state = replace(state, sign=-state.sign, changes=state.changes + 1)
        elif behind == "part" and state.sign > 0:
            state = replace(state, half=True)
        return state

    def _is_set_for_later(self) -> bool:
        """ "Once that is done i'm doing my stretches" """
        if self.head < 1 or not self.clause.kinds[self.head] & Is.ING:
            return False
        words = self.clause.words
        later = {"later", "tonight", "tomorrow", "next", "soon"} & set(words)
        waits = self.reading.after_waiting or bool(
            {"once", "after", "when", "before"} & set(words[self.head :])
        )
        return bool({"'m", "am", "'re"} & set(words[: self.head])) and (bool(later) or waits)

    # --- verdicts -----------------------------------------------------------------------------

    def _is_past(self) -> bool:
        if self.head == 0 and self.clause.bases[0] in self.lex.word_set("logs"):
            return True
        if (
            self.mention.opposite
            and not self.mention.is_thing
            and self.clause.kinds[self.mention.start] & Is.ING
        ):
            return bool({"was", "were", "been"} & set(self.clause.words[: self.mention.start]))
        if self.mention.opposite and self.head > 0 and self.clause.kinds[self.head] & Is.ING:
            return bool({"was", "were", "been"} & set(self.clause.words[: self.head]))
        return self.head >= 0 and (
            self.governor.by_cue or tells_of_the_past(self.reading, self.head, self.lex)
        )

    def _planned_or_rest(self, state: State, doubt: str) -> Judged:
        if (doubt and state.world is not World.REST) or self.mention.opposite or state.sign < 0:
            return Judged(self.mention, None)
        status = Status.REST if state.world is World.REST else Status.PLANNED
        return Judged(self.mention, status, cues=self._cue_words(), clock=self._clock())

    def _status(self, state: State) -> Status:
        sign = state.sign if not self.mention.missed else -state.sign
        if (sign > 0) is self.mention.opposite:
            return Status.MISSED
        if self.mention.opposite:
            return Status.DONE
        return Status.PARTLY if state.half else Status.DONE

    def _verdict(self, status: Status, state: State, doubt: str) -> Judged:
        clock = self._clock()
        if status is Status.DONE and self._is_timed():
            status, why = self._in_time(clock)
            doubt = doubt or why
        amount = amount_of(self.reading.amounts, self.mention, self.reading.mentions)
        if status is Status.DONE and amount and is_part(amount):
            status = Status.PARTLY
        return Judged(self.mention, status, doubt, self._cue_words(), clock, self.head >= 0)

    def _is_timed(self) -> bool:
        habit = self.mention.habit
        return habit is not None and habit.kind is HabitKind.TIME

    def _in_time(self, clock: time | None) -> tuple[Status, str]:
        habit = self.mention.habit
        words = set(self.clause.words)
        if clock is not None and habit is not None:
            return (Status.DONE, "") if is_in_time(clock, habit) else (Status.MISSED, "")
        if words & {"late", "later"}:
            return Status.MISSED, ""
        if words & {"early", "earlier"} or "time" in words:
            return Status.DONE, ""
        return Status.DONE, "no time of day"

    def _clock(self) -> time | None:
        return clock_of(self.reading.amounts, self.mention, self.reading.mentions)

    def _unexplained(self) -> str:
        if self.governor.blocked:
            return self.governor.blocked
        head = self.head if self.head >= 0 else self.mention.start
        word = unexplained(self.reading, head, self.mention, self.before)
        if word:
            return word
        if (self.mention.is_thing or self._goes()) and not self.behind:
            return behind_makes_a_compound(self.reading, self.mention, self.lex)
        return ""

    def _goes(self) -> bool:
        """Whether it is a verb of going about, which takes no object: "walked dinner"."""
        by = self.tables.wordings.by(self.mention.pattern)
        return self.mention.pattern.role is Role.VERB and "go for" in by

    def _unproved(self, state: State) -> str:
        """Why an act is not proved to have happened; "" where it is, or where it did not happen."""
        if state.sign < 0 and not self.mention.opposite:
            return "" if not (state.soft and state.changes > 1) else " + ".join(self._cue_words())
        if state.soft or state.changes > MOST_TURNS:
            return " + ".join(self._cue_words())
        if state.sign < 0 and self.head < 0 and "tonight" in self.clause.words:
            return "tonight"  # "no phone tonight" may be a plan
        if state.sign < 0 or self.behind == "yes":
            return ""
        return "" if self._is_proved() else "no verb that tells it happened"

    def _is_proved(self) -> bool:
        if self.head >= 0:
            return self._is_past()
        return self._stands_as_report()

    def _stands_as_report(self) -> bool:
        """A thing without a verb is a report with an amount, a time that is past, or a cue."""
        reading = self.reading
        if self.before and any(c.cue.positive.sign is not None for c in self.before):
            return True
        if amount_of(reading.amounts, self.mention, reading.mentions) is not None:
            return True
        if self._clock() is not None:
            return True
        if self.mention.opposite and self.clause.kind(self.mention.start - 1) & Is.NUMBER:
            return True
        behind = reading.day_span[0] >= self.mention.end and reading.day_words is not None
        return behind and (
            reading.day < reading.today or "this morning" in (reading.day_words or "").lower()
        )
