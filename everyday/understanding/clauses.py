"""Tokens → clauses: where one statement ends and the next begins.

A recognizer writes no punctuation, so a clause also ends where a new subject, a new finite verb or
a "no" begins a statement of its own. Boundaries that are missed join two statements, and then words
stay unexplained and a question is asked: the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence

from everyday.understanding.clause import Clause
from everyday.understanding.lexicon import Is, Lexicon, match_at
from everyday.understanding.tokens import Token


def split_clauses(tokens: Sequence[Token], lex: Lexicon) -> tuple[Clause, ...]:
    """The clauses of an utterance, in order; empty ones are left out."""
    return _Splitting(tokens, lex).run()


class _Splitting:
    """One pass over the tokens of an utterance."""

    def __init__(self, tokens: Sequence[Token], lex: Lexicon) -> None:
        self.lex = lex
        self.tokens = tokens
        self.words = [t.text for t in tokens]
        self.kinds = [0 if t.is_mark else lex.kind(t.text) for t in tokens]
        self.clauses: list[Clause] = []
        self.current: list[int] = []
        self.finite = False
        self.joined = ""
        self.mark = ""
        self.lists_answers = "yes" in self.words[1:]

    def run(self) -> tuple[Clause, ...]:
        for i, token in enumerate(self.tokens):
            if token.is_mark:
                if not self._continues_behind(i):
                    self._close(token.text)
            elif self.current and self._breaks_before(i):
                self._break(i)
            elif not self.current and self._is_joiner(i):
                self.joined = token.text
            else:
                self._append(i)
        self._close("")
        return tuple(self.clauses)

    # --- building -----------------------------------------------------------------------------

    def _append(self, i: int) -> None:
        self.current.append(i)
        kind = self.kinds[i]
        if (
            (
                kind & (Is.PAST | Is.AUXILIARY | Is.THIRD)
                and not (kind & Is.ALIKE and not self._alike_is_past(i))
            )
            or (self.words[i] == "going" and self._word(i + 1) == "to")
            or (self.words[i] == "'s" and self._is_verb_s(i))
        ):
            self.finite = True
        elif kind & (Is.BASE | Is.PARTICIPLE) and len(self.current) > 1:
            before = self.kinds[self.current[-2]]
            self.finite = self.finite or bool(before & (Is.ME | Is.MODAL))
        if self._ends_an_answer(i):
            self._close("")

    def _ends_an_answer(self, i: int) -> bool:
        """ "Meds yes, breakfast no": in a list of answers each ends with its yes or no."""
        if not self.lists_answers or len(self.current) < 2:
            return False
        verbal = self.kinds[i - 1] & (Is.PAST | Is.PREPOSITION)
        return self.words[i] == "yes" or (self.words[i] == "no" and not verbal)

    def _break(self, i: int) -> None:
        moved: list[int] = []
        if not self._is_joiner(i):
            while len(self.current) > 1 and self.words[self.current[-1]] in self._before_verbs:
                moved.insert(0, self.current.pop())
        self._close("")
        for each in moved:
            self._append(each)
        if self._is_joiner(i):
            self.joined = self.words[i]
        else:
            self._append(i)

    def _close(self, mark: str) -> None:
        if self.current:
            chosen = self.current
            self.clauses.append(
                Clause(
                    tuple(self.tokens[i] for i in chosen),
                    tuple(self.words[i] for i in chosen),
                    tuple(self.lex.base(self.words[i]) for i in chosen),
                    tuple(self.kinds[i] for i in chosen),
                    self.joined,
                    self.mark,
                    mark,
                )
            )
            self.joined = ""
        elif mark and self.clauses and not self.clauses[-1].mark_behind:
            self.joined = ""
        self.mark = mark
        self.current = []
        self.finite = False

    # --- where to break -------------------------------------------------------------------------

    @property
    def _before_verbs(self) -> frozenset[str]:
        return self.lex.word_set("before_verbs")

    def _breaks_before(self, i: int) -> bool:
        word, kind = self.words[i], self.kinds[i]
        if word in self.lex.word_set("hard_breaks"):
            return not self._is_inside(i)
        if word in ("so", "then", "yet"):
            return self._starts_statement(i + 1) or (word == "then" and self.finite)
        if kind & Is.CONJUNCTION or word == "plus":
            return self._starts_predicate(i + 1) and not self._joins_company(i)
        if kind & Is.SUBORDINATING and word != "that":
            return self._starts_finite_clause(i + 1) and not self._ends_in_complement(i)
        if kind & Is.ME and word in ("i", "we"):
            return self._new_subject_me(i)
        if word == "no":
            return self._new_no(i)
        if (
            kind & Is.PAST
            and self.words[self.current[0]] in ("everything", "all")
            and not self.finite
        ):
            return not kind & Is.AUXILIARY
        return self.finite and self._new_predicate(i, kind)

    def _joins_company(self, i: int) -> bool:
        """ "Me and the dog walked", "my wife and i walked": two people, one act."""
        if self.finite or self.words[i] != "and":
            return False
        last = self.current[-1]
        with_me = self.words[last] == "me"
        return with_me or (bool(self.kinds[last] & Is.KIN) and self._word(i + 1) in ("i", "me"))

    def _is_joiner(self, i: int) -> bool:
        word, kind = self.words[i], self.kinds[i]
        if word in self.lex.word_set("hard_breaks") or kind & Is.CONJUNCTION:
            return word not in ("neither", "nor")
        if kind & Is.WH and self._kind(i + 1) & Is.AUXILIARY:
            return False  # "when did i …"
        return (
            bool(kind & Is.SUBORDINATING) and word != "that" and self._starts_finite_clause(i + 1)
        )

    def _is_inside(self, i: int) -> bool:
        """ "Even though" and "apart from" are one joint, "wonder if" is none."""
        return self._ends_in_complement(i) and self.words[i] in ("if", "whether")

    def _new_subject_me(self, i: int) -> bool:
        before = self.current[-1]
        word = self.words[before]
        if self.kinds[before] & Is.AUXILIARY and not self.kinds[before] & Is.PAST:
            return False
        if self.kinds[before] & Is.AUXILIARY and len(self.current) <= 2:
            return False  # "did i", "why was i"
        if self.lex.base(word) in self.lex.word_set("takes_ones_own_clause"):
            return False
        if self._ends_in_complement(i) or word in ("that", "and", "or", "both", "like", "than"):
            return False
        if self.finite:
            return True
        return not self._only_leads_in()

    def _ends_in_complement(self, i: int) -> bool:
        """Whether what stands before `i` takes a clause for its object: "i think", "i'm glad"."""
        last = self.lex.base(self.words[i - 1]) if i else ""
        return last in self.lex.word_set("takes_clause")

    def _only_leads_in(self) -> bool:
        """ "This morning i …", "after lunch i …": what stands before is no statement."""
        first = self.current[0]
        if self.kinds[first] & (Is.PREPOSITION | Is.WH | Is.SUBORDINATING):
            return True
        light = Is.LIGHT | Is.PREPOSITION
        return all(self.kinds[j] & light for j in self.current)

    def _new_no(self, i: int) -> bool:
        after = i + 2 if i + 1 < len(self.tokens) and self.tokens[i + 1].is_mark else i + 1
        following = self._word(after)
        if self.lists_answers and not self.kinds[i - 1] & (Is.PAST | Is.PREPOSITION):
            return False
        if not following or self._is_number(after) or following in ("one", "longer", "way", "idea"):
            return False
        before = self.kinds[self.current[-1]]
        if before & (Is.PAST | Is.PREPOSITION | Is.AUXILIARY) and not before & (
            Is.ADVERB | Is.TIME
        ):
            return self.words[self.current[-1]] in self.lex.word_set("closes")
        if self.words[self.current[-1]] in ("'s", "and", "or", "but"):
            return False
        return any(not self.kinds[j] & (Is.FILLER | Is.ADVERB) for j in self.current)

    def _new_predicate(self, i: int, kind: int) -> bool:
        """Whether a clause that has its finite verb is followed by another one at `i`."""
        before, last = self.kinds[self.current[-1]], self.words[self.current[-1]]
        if self._ends_in_complement(i) or before & (Is.WH | Is.SUBORDINATING) or last == "that":
            return False
        if kind & Is.OTHER and self.words[i] in self.lex.word_set("subject_pronouns"):
            verbal = Is.AUXILIARY | Is.PAST | Is.THIRD
            opens = self._kind(i + 1) & verbal or self._word(i + 1) == "'s"
            return bool(opens) and not before & (Is.PREPOSITION | Is.AUXILIARY | Is.CONJUNCTION)
        if kind & (Is.DETERMINER | Is.OWN | Is.KIN):
            return (
                bool(self._subject_length(i))
                and not before
                & (Is.PREPOSITION | Is.AUXILIARY | Is.CONJUNCTION | Is.DETERMINER | Is.OWN)
                and not self._last_verb_takes(i)
            )
        if kind & Is.AUXILIARY and self._word(i + 1) in ("n't", "not", "never"):
            return not before & (Is.ME | Is.OTHER | Is.KIN | Is.AUXILIARY)
        if self.words[i] in ("will", "'ll") or (
            self.words[i] == "going" and self._word(i + 1) == "to"
        ):
            return not before & (Is.ME | Is.OTHER | Is.KIN | Is.AUXILIARY | Is.NOT) and last != "'s"
        return self._new_past(i, kind)

    def _new_past(self, i: int, kind: int) -> bool:
        if not kind & Is.PAST:
            return False
        if kind & Is.ALIKE and not self._is_object_start(i + 1):
            return False
        at = len(self.current) - 1
        while at > 0 and self._stands_before_verbs(self.current[at]):
            at -= 1
        before, word = self.kinds[self.current[at]], self.words[self.current[at]]
        if before & (
            Is.ME | Is.OTHER | Is.AUXILIARY | Is.DETERMINER | Is.OWN | Is.OTHERS_OWN | Is.NOT
        ):
            return False
        if before & (Is.CONJUNCTION | Is.WH | Is.SUBORDINATING) or word in (
            "to",
            "'s",
            "'d",
            "'ve",
        ):
            return False
        if before & Is.PREPOSITION and not before & (Is.PARTICLE | Is.ADVERB):
            return False
        if before & Is.ADJECTIVE and not before & (Is.TIME | Is.ADVERB):
            return False
        return not (kind & Is.PARTICIPLE and self._is_result(i))

    def _stands_before_verbs(self, i: int) -> bool:
        return self.words[i] in self._before_verbs or bool(self.kinds[i] & Is.ADVERB)

    def _is_result(self, i: int) -> bool:
        """ "Got the washing sorted", "had my hair cut", "the tablets prescribed by …"."""
        if self._word(i + 1) == "by":
            return True
        opened = any(
            self.lex.base(self.words[j]) in self.lex.word_set("leaves_result") for j in self.current
        )
        return opened and not self._is_object_start(i + 1)

    def _last_verb_takes(self, i: int) -> bool:
        """ "Saw my mum walk", "made my son eat": the next subject belongs to this verb."""
        return self.lex.base(self.words[self.current[-1]]) in self.lex.word_set("takes_actor")

    # --- what begins at a place -----------------------------------------------------------------

    def _starts_statement(self, i: int) -> bool:
        kind = self._kind(i)
        return bool(kind & (Is.ME | Is.OTHER | Is.AUXILIARY | Is.KIN)) or self._starts_predicate(i)

    def _starts_predicate(self, i: int) -> bool:
        while self._kind(i) & (Is.ADVERB | Is.FILLER) and not self._kind(i) & (Is.PAST | Is.OWN):
            if self._word(i) in ("no", "never", "not", "nearly", "almost"):
                break
            i += 1
        word, kind = self._word(i), self._kind(i)
        if not word:
            return False
        if word in ("no", "never", "not", "nearly", "almost", "forgot"):
            return True
        if kind & Is.ALIKE and not kind & Is.AUXILIARY:
            return self._alike_is_past(i)
        if kind & (Is.ME | Is.AUXILIARY | Is.PAST | Is.THIRD) and word not in ("'s", "me"):
            return not (kind & Is.ADJECTIVE)
        if kind & Is.OTHER and word in self.lex.word_set("subject_pronouns"):
            verbal = Is.AUXILIARY | Is.PAST | Is.THIRD
            return bool(self._kind(i + 1) & verbal) or self._word(i + 1) == "'s"
        if word == "going" and self._word(i + 1) == "to":
            return True
        return bool(self._subject_length(i))

    def _starts_finite_clause(self, i: int) -> bool:
        kind = self._kind(i)
        if kind & (Is.ME | Is.OTHER):
            return True
        return bool(self._subject_length(i))

    def _subject_length(self, i: int) -> int:
        """How many words from `i` on name a new subject with a finite verb behind it; 0 if none."""
        j, named = i, False
        while j < min(i + 5, len(self.tokens)):
            kind, word = self.kinds[j], self.words[j]
            if named and (kind & (Is.AUXILIARY | Is.THIRD) or self._is_verb_s(j)):
                return j - i
            if named and kind & Is.PAST and not kind & (Is.PARTICIPLE | Is.ALIKE):
                return j - i
            if named and kind & Is.PAST and self.kinds[j - 1] & Is.KIN and not kind & Is.ALIKE:
                return j - i
            if word == "'s":
                j += 1
                continue
            if (
                kind & (Is.PREPOSITION | Is.CONJUNCTION | Is.ME | Is.OTHER | Is.AUXILIARY)
                or self.tokens[j].is_mark
            ):
                return 0
            named = named or not kind & Is.LIGHT or bool(kind & Is.KIN)
            j += 1
        return 0

    def _is_verb_s(self, i: int) -> bool:
        """Whether the "'s" at `i` is "is" or "has", not "of"."""
        if self._word(i) != "'s" or i == 0:
            return False
        before, after = self.kinds[i - 1], self._kind(i + 1)
        if before & (Is.OTHER | Is.WH) or self.words[i - 1] in ("that", "there", "here", "let"):
            return True
        doubtful = (
            Is.DETERMINER | Is.OWN | Is.NOT | Is.PREPOSITION | Is.PARTICIPLE | Is.ING | Is.ADVERB
        )
        return bool(after & doubtful) and not after & Is.ADJECTIVE

    def _alike_is_past(self, i: int) -> bool:
        """ "Read" and "put" tell of the past where somebody is named, or at a report's head."""
        if i and self.kinds[i - 1] & (Is.MODAL | Is.NOT | Is.DETERMINER | Is.OWN):
            return False
        if i and self.words[i - 1] in ("to", "did", "do", "does"):
            return False
        if any(self.words[j] in ("n't", "will", "'ll", "to") for j in self.current):
            return self._is_object_start(i + 1) and not (i and self.words[i - 1] in ("and", "or"))
        return True

    def _is_object_start(self, i: int) -> bool:
        return bool(self._kind(i) & (Is.DETERMINER | Is.OWN | Is.NUMBER)) or self._word(i) in (
            "about",
            "for",
        )

    def _continues_behind(self, i: int) -> bool:
        """ "My walk, twenty-five minutes, in the rain" is one statement."""
        if self.words[i] not in (",", "\u2013", "\u2014", "-", ":") or not self.current:
            return False
        word, kind = self._word(i + 1), self._kind(i + 1)
        if word in self.lex.words["number_words"]["repair"]:
            return self._is_number(i + 2) or self._is_number(i + 3)
        if self.words[i] == ":":
            return self._is_number(i + 1)
        if self._is_number(i + 1):
            return True
        if kind & Is.SUBORDINATING and self._starts_finite_clause(i + 2):
            return False
        return bool(match_at(self.words, i + 1, self.lex.continuing)) if word else False

    def _is_number(self, i: int) -> bool:
        return bool(self._kind(i) & Is.NUMBER)

    def _word(self, i: int) -> str:
        return self.words[i] if i < len(self.words) else ""

    def _kind(self, i: int) -> int:
        return self.kinds[i] if i < len(self.kinds) else 0
