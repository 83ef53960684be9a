"""Every word that is said: right numbers, kind words, and a way out of every trouble."""

import re
from dataclasses import fields
from datetime import date, datetime, time
from pathlib import Path
from types import UnionType
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday import phrases
from everyday.domain import EverydayError, Quantity
from everyday.replies import (
    Frames,
    WeekLine,
    apologize,
    day_in_words,
    explain,
    in_words,
    spell_out,
    week_said,
)
from everyday.replies.numbers import amount_in_words, clock_in_words

FRAMES = Frames("en")
SPOKEN = {
    f"{section}.{name}": frame
    for section, frames in phrases.replies("en").items()
    if section != "errors"
    for name, frame in frames.items()
}

# What is never said: praise or blame of a person, guilt, streaks, causes, commands of the device.
NEVER = re.compile(
    r"\b(streak|failed|fail|lost|broke|broken|amazing|awesome|great job|well done|proud of you"
    r"|you should|you must|you never|you always|only|unfortunately|sadly|missed you|disappoint\w*"
    r"|lazy|because of|caused?|per ?cent|congratulations|keep it up|don't give up)\b|%|!",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_no_frame_says_what_is_never_said(name: str) -> None:
    assert NEVER.search(SPOKEN[name]) is None


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_every_sentence_is_short_enough_to_be_heard(name: str) -> None:
    sentences = re.split(r"(?<=[.?:])\s", SPOKEN[name])

    assert max(len(sentence.split()) for sentence in sentences) <= 25


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_no_frame_holds_digits_that_a_voice_may_misread(name: str) -> None:
    assert name.endswith("_shown") or not re.search(r"\d", SPOKEN[name])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (25, "twenty-five"),
        (100, "one hundred"),
        (120, "one hundred and twenty"),
        (1250, "one thousand two hundred and fifty"),
        (10_005, "ten thousand and five"),
        (0.5, "a half"),
        (2.5, "two and a half"),
        (7.25, "seven and a quarter"),
        (0.3, "zero point three"),
    ],
)
def test_numbers_in_words(value: float, words: str) -> None:
    assert in_words(value) == words


@given(st.integers(0, 999_999))
def test_every_whole_number_has_words_without_digits(value: int) -> None:
    assert re.fullmatch(r"[a-z]+([ -][a-z]+)*", in_words(value))


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_never_sound_the_same(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(25, "min"), "twenty-five minutes"),
        (Quantity(1, "min"), "one minute"),
        (Quantity(60, "min"), "an hour"),
        (Quantity(80, "min"), "an hour and twenty minutes"),
        (Quantity(90, "min"), "an hour and a half"),
        (Quantity(150, "min"), "two and a half hours"),
        (Quantity(1, "glasses"), "one glass"),
        (Quantity(6, "glasses"), "six glasses"),
        (Quantity(2, "rounds of the allotment"), "two rounds of the allotment"),
    ],
)
def test_amounts_in_words(quantity: Quantity, words: str) -> None:
    assert amount_in_words(quantity) == words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(22, 30), "half past ten"),
        (time(22, 15), "ten fifteen"),
        (time(7, 5), "seven oh five"),
        (time(0), "twelve"),
    ],
)
def test_clock_times_in_words(clock: time, words: str) -> None:
    assert clock_in_words(clock) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 22), "on Sunday"),
        (date(2026, 11, 17), "seven days ago"),
    ],
)
def test_days_in_words(day: date, words: str) -> None:
    assert day_in_words(day, date(2026, 11, 24), FRAMES) == words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("3/10 today", "three out of ten today"),
        ("7.5 h of sleep", "seven and a half hours of sleep"),
        ("at 22:30", "at half past ten"),
        ("12%", "twelve per cent"),
        ("25 min", "twenty-five minutes"),
        ("mp3 stays", "mp3 stays"),
        ("no number", "no number"),
    ],
)
def test_what_a_voice_would_misread_is_spelled_out(written: str, spoken: str) -> None:
    assert spell_out(written) == spoken


def errors() -> list[type[EverydayError]]:
    return sorted(EverydayError.__subclasses__(), key=lambda kind: kind.__name__)


def example(kind: type[EverydayError]) -> EverydayError:
    values: dict[object, object] = {
        Path: Path("/home/ana/journal.db"),
        str: "swimming",
        float: 30.0,
        datetime: datetime(2026, 11, 24).astimezone(),
        tuple[str, ...]: ("walk", "meds"),
        tuple[Path, ...]: (Path("/models"),),
        tuple[tuple[str, str], ...]: (("the publisher's site", "no network"),),
    }
    hints = get_type_hints(kind)
    return kind(
        **{
            f.name: "swimming" if isinstance(hints[f.name], UnionType) else values[hints[f.name]]
            for f in fields(kind)  # type: ignore[arg-type]
        }
    )


@pytest.mark.parametrize("kind", errors())
def test_every_error_has_a_clear_line_that_names_its_cause(kind: type[EverydayError]) -> None:
    line = explain(example(kind))

    assert "\n" not in line
    assert "{" not in line
    assert line.endswith((".", ")", "NAME", "fetch"))


@pytest.mark.parametrize("kind", errors())
def test_every_error_can_be_spoken_without_paths_or_commands(kind: type[EverydayError]) -> None:
    line = apologize(example(kind))

    assert not re.search(r"[/{}_`]|--", line)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "This week is still blank. It can begin with one ordinary thing."),
        ([("walk", 0, 0, 0, True)], FRAMES.say("week", "nothing")),
        ([("walk", 1, 0, 1, True)], "Walk, on the one day you told me about."),
        ([("walk", 0, 0, 1, True)], "Walk, not so far."),
        ([("walk", 5, 0, 6, True)], "Walk, five of the six days you told me about."),
        (
            [("walk", 3, 1, 5, True)],
            "Walk, three of the five days you told me about. Partly on one more.",
        ),
        (
            [("meds", 2, 0, 3, True), ("walk", 5, 0, 6, True), ("call", 2, 0, 2, False)],
            "Walk, five of the six days you told me about. Meds, two of three. Call, twice.",
        ),
    ],
)
def test_a_week_is_said_in_counts_of_told_days(
    lines: list[tuple[str, int, int, int, bool]], said: str
) -> None:
    assert week_said([WeekLine(*line) for line in lines], FRAMES) == said


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["walk", "therapy homework"]),
            st.integers(0, 7),
            st.integers(0, 7),
            st.booleans(),
        )
    )
)
def test_a_week_is_never_longer_than_can_be_heard(
    told: list[tuple[str, int, int, bool]],
) -> None:
    lines = [WeekLine(name, done, partly, done + partly, d) for name, done, partly, d in told]

    assert len(week_said(lines, FRAMES).split()) <= 60
