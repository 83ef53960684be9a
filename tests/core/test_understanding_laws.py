"""Laws that hold for whatever can be said, and for every sentence in the table of phrases."""

from collections.abc import Iterator

import pytest
from hassil import Intents, SlotList, TextSlotList, sample_intents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyday import phrases
from everyday.domain import Meaning, Moment, Routine, Status
from everyday.understanding import understand
from everyday.understanding.requests import commands, questions
from tests.core.conftest import ROUTINE

ACTIVITIES = {"walk": "walk", "meds": "meds", "breakfast": "breakfast", "stretches": "stretching"}
DEEDS = {"walked the dog": "walk", "stretched": "stretching"}
COMMANDS, QUESTIONS = commands("en"), questions("en")
OTHER = ("it rained all day", "my sister came to see us", "the kettle was on")
REPORTS = ("done", "partly", "missed", "rest", "planned")

KNOWN_WORDS = """
i didn't not no walk my meds never forgot to skip only half of ten minutes sorry twenty and but if
yesterday at ten past will have 've breakfast done , . ?
""".split()  # noqa: SIM905 - words, as they are said

quick = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sampled() -> Iterator[tuple[str, str]]:
    """Every sentence that the table can generate for a small routine, with its intent."""
    lists: dict[str, SlotList] = {
        "habit": TextSlotList.from_strings([h.name for h in ROUTINE], name="habit"),
        "activity": TextSlotList.from_strings(ACTIVITIES, name="activity"),
        "did": TextSlotList.from_strings(DEEDS, name="did"),
        "name": TextSlotList.from_strings(["swimming", "piano practice"], name="name"),
    }
    table = {**phrases.sentences("en"), "lists": {}}
    intents = Intents.from_dict(table)
    for name, sentence in sample_intents(intents, lists):
        yield name, " ".join(sentence.split())


SENTENCES = sorted(set(sampled()))
habit_of = {**ACTIVITIES, **DEEDS}


def named_in(sentence: str) -> set[str]:
    return {habit for words, habit in habit_of.items() if words in sentence}


def test_the_table_generates_every_intent() -> None:
    assert {name for name, _ in SENTENCES} == {*phrases.sentences("en")["intents"]}
    assert {name for name, _ in SENTENCES} == {*REPORTS, *COMMANDS, *QUESTIONS}


@pytest.mark.parametrize("intent", REPORTS)
def test_every_report_in_the_table_is_understood_back(
    intent: str, routine: Routine, moment: Moment
) -> None:
    wrong = [
        (sentence, [(s.habit, s.status) for s in understand(sentence, routine, moment).statements])
        for name, sentence in SENTENCES
        if name == intent
        and {(s.habit, s.status) for s in understand(sentence, routine, moment).statements}
        != {(habit, Status(intent)) for habit in named_in(sentence)}
    ]

    assert wrong == []


@pytest.mark.parametrize("intent", sorted({*COMMANDS, *QUESTIONS}))
def test_every_request_in_the_table_is_understood_back(
    intent: str, routine: Routine, moment: Moment
) -> None:
    wrong = []
    for name, sentence in SENTENCES:
        if name == intent:
            request = understand(sentence, routine, moment).request
            if request is None or request.name != intent:
                wrong.append((sentence, request))

    assert wrong == []


def told(meaning: Meaning) -> list[tuple[str, Status]]:
    return [(s.habit, s.status) for s in meaning.statements]


reports = st.sampled_from([s for name, s in SENTENCES if name in REPORTS])


@quick
@given(text=st.text(max_size=300))
def test_any_text_at_all_has_a_meaning(text: str, routine: Routine, moment: Moment) -> None:
    assert isinstance(understand(text, routine, moment), Meaning)


@quick
@given(
    words=st.lists(
        st.sampled_from(KNOWN_WORDS),
        max_size=30,
    )
)
def test_any_heap_of_known_words_has_a_meaning(
    words: list[str], routine: Routine, moment: Moment
) -> None:
    assert isinstance(understand(" ".join(words), routine, moment), Meaning)


@quick
@given(sentence=reports)
def test_case_and_a_full_stop_change_nothing(
    sentence: str, routine: Routine, moment: Moment
) -> None:
    plain = understand(sentence, routine, moment)

    assert told(understand(sentence.upper() + ".", routine, moment)) == told(plain)


@quick
@given(sentence=reports, filler=st.sampled_from(["um", "well", "oh", "okay so"]))
def test_fillers_change_nothing(
    sentence: str, filler: str, routine: Routine, moment: Moment
) -> None:
    plain = understand(sentence, routine, moment)

    assert told(understand(f"{filler} {sentence}", routine, moment)) == told(plain)


@quick
@given(sentence=reports, other=st.sampled_from(OTHER))
def test_an_unrelated_sentence_changes_nothing(
    sentence: str, other: str, routine: Routine, moment: Moment
) -> None:
    plain = understand(sentence, routine, moment)

    assert told(understand(f"{sentence}. {other}.", routine, moment)) == told(plain)
    assert told(understand(f"{other}. {sentence}.", routine, moment)) == told(plain)


@quick
@given(
    sentence=reports,
    doubt=st.sampled_from(["if", "she said", "i dreamt", "my wife said that", "unless"]),
)
def test_what_makes_a_report_unreal_never_leaves_it_done(
    sentence: str, doubt: str, routine: Routine, moment: Moment
) -> None:
    meaning = understand(f"{doubt} {sentence}", routine, moment)

    assert not {s for _, s in told(meaning)} & {Status.DONE, Status.PARTLY}


def test_a_very_long_ramble_is_understood_in_one_go(routine: Routine, moment: Moment) -> None:
    ramble = "and then i was in the kitchen and thought about it all " * 1000

    meaning = understand(ramble + ". i went for my walk", routine, moment)

    assert told(meaning) == [("walk", Status.DONE)]
