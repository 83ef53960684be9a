"""What a recognizer's alternatives may do: be a command, raise a question, never make a record."""

import pytest

from everyday.domain import Kind, Moment, Routine, Status
from everyday.understanding import understand, understand_heard


def test_a_command_that_was_misheard_is_found_among_the_alternatives(
    routine: Routine, moment: Moment
) -> None:
    meaning = understand_heard("undo do that", ("and do that", "undo that"), routine, moment)

    assert meaning.request is not None
    assert meaning.request.name == "undo"


@pytest.mark.parametrize(
    ("text", "other", "guess"),
    [
        ("i went for my work", "i went for my walk", Status.DONE),
        ("i keep my walk", "i skipped my walk", Status.MISSED),
    ],
)
def test_a_report_among_the_alternatives_is_asked_about_and_not_recorded(
    text: str, other: str, guess: Status, routine: Routine, moment: Moment
) -> None:
    meaning = understand_heard(text, (other,), routine, moment)

    assert meaning.statements == ()
    assert [(u.habit, u.guess, u.words) for u in meaning.unsure] == [("walk", guess, other)]


@pytest.mark.parametrize(
    "text",
    ["i had breakfast", "what did i do today", "i feel tired", "my mood is six", "undo that"],
)
def test_a_text_that_says_something_is_not_second_guessed(
    text: str, routine: Routine, moment: Moment
) -> None:
    others = ("i went for my walk", "help")

    assert understand_heard(text, others, routine, moment) == understand(text, routine, moment)


def test_a_cry_for_help_among_the_alternatives_is_heard(routine: Routine, moment: Moment) -> None:
    meaning = understand_heard("i want to and my life", ("i want to end my life",), routine, moment)

    assert meaning.kind is Kind.CRISIS


def test_plans_and_nonsense_among_the_alternatives_ask_nothing(
    routine: Routine, moment: Moment
) -> None:
    others = ("i'll walk tomorrow", "the sea the sea")

    assert understand_heard("all work the morrow", others, routine, moment).unsure == ()
