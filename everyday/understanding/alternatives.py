"""One utterance as a recognizer heard it: its best text, and what else it may have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from everyday.domain import Kind, Meaning, Moment, Routine, Status, Unsure
from everyday.understanding.meaning import MISHEARD, understand
from everyday.understanding.requests import find_request

_ASKED_ABOUT = frozenset({Status.DONE, Status.PARTLY, Status.MISSED})


def understand_heard(
    text: str, others: Sequence[str], routine: Routine, moment: Moment, language: str = "en"
) -> Meaning:
    """What the utterance means, the best text first.

    Only where that says nothing definite are `others` looked at, in order: one that is a whole
    question or command is taken for it; one that reports something is asked about, never recorded,
    because among many readings there is often one that sounds like a report.
    """
    meaning = understand(text, routine, moment, language)
    if meaning.kind not in (Kind.REFLECTION, Kind.OTHER) and not _only_guessed(meaning):
        return meaning
    for other in others:
        found = understand(other, routine, moment, language)
        if found.kind is Kind.CRISIS or find_request(other, routine, language) is not None:
            return replace(found, because=(*found.because, f"heard otherwise: {other}"))
        doubt = _doubt(found, other)
        if doubt is not None:
            because = f"{doubt.habit} in doubt: heard otherwise"
            return Meaning(Kind.REPORT, unsure=(doubt,), because=(because,))
    return meaning


def _only_guessed(meaning: Meaning) -> bool:
    """Whether nothing was found but what one misheard word may have been."""
    guessed = all(doubt.why == MISHEARD for doubt in meaning.unsure)
    return bool(meaning.unsure) and guessed and not meaning.statements and meaning.mood is None


def _doubt(found: Meaning, other: str) -> Unsure | None:
    told = next((s for s in found.statements if s.status in _ASKED_ABOUT), None)
    if told is None:
        return None
    return Unsure(told.habit, told.status, told.day, other, "heard otherwise")
