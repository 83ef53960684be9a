"""What is kept and said back, turn by turn, with a real journal."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

import everyday.conversation as conversation_module
from everyday.conversation import Conversation
from everyday.domain import (
    CheckIn,
    DayState,
    Expects,
    HabitKind,
    Kind,
    MoodEntry,
    Person,
    Plan,
    Quantity,
    Reflection,
    Reply,
    Request,
    Source,
    UnknownPerson,
    Utterance,
)
from everyday.journal import Journal
from tests.core.conftest import LONDON, ROUTINE

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
TODAY = EVENING.date()


class Kitchen:
    """One person talking to one journal, a minute passing between turns."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.conversation = Conversation(journal)
        self.now = EVENING
        self.turns = 0

    def say(
        self, text: str, *, request_id: str | None = None, source: Source = Source.TYPED
    ) -> Reply:
        self.turns += 1
        self.now += timedelta(minutes=1)
        heard = Utterance(text, self.now, source, request_id or str(self.turns))
        return self.conversation.hear(heard)

    def check_ins(self) -> dict[str, tuple[DayState, Quantity | None]]:
        told = self.journal.check_ins("me", TODAY - timedelta(days=30), TODAY + timedelta(days=1))
        return {c.habit: (c.state, c.quantity) for c in told}

    def entries(self) -> list[object]:
        first, last = TODAY - timedelta(days=30), TODAY + timedelta(days=30)
        return [kept.entry for kept in self.journal.days("me", first, last)]


@pytest.fixture
def kitchen() -> Iterator[Kitchen]:
    with Journal.in_memory() as journal:
        with journal.turn(EVENING) as turn:
            turn.add_person(Person("me", LONDON))
            for habit in ROUTINE:
                turn.add_habit("me", habit)
        yield Kitchen(journal)


@pytest.fixture
def new_here() -> Iterator[Kitchen]:
    with Journal.in_memory() as journal:
        with journal.turn(EVENING) as turn:
            turn.add_person(Person("me", LONDON))
        yield Kitchen(journal)


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("I went for my walk", "Walk. Kept."),
        ("went for my walk, twenty-five minutes, in the rain", "Walk, twenty-five minutes. Kept."),
        ("took my meds and had breakfast", "Meds. Breakfast. Kept."),
        ("i skipped my walk", "Walk, not today. Noted."),
        ("i walked but skipped breakfast", "Walk. Breakfast, not today. Kept."),
        ("only managed ten of my twenty minutes walk", "Walk, ten minutes. Kept."),
        ("did half of my walk", "Walk, partly. Kept."),
        ("rest day from walking", "Walk, a day of rest. Kept."),
        ("i'll walk tomorrow", "Walk, planned tomorrow. Kept."),
        ("yesterday i walked for half an hour", "Walk, thirty minutes, yesterday. Kept."),
        ("i walked on sunday", "Walk, on Sunday. Kept."),
        ("in bed by ten fifteen", "Bedtime, at ten fifteen. Kept."),
        ("my mood is six out of ten", "Six out of ten. Kept."),
        ("i feel flat and a bit tired", "Flat and a bit tired. Kept."),
        ("i kept thinking about the sea", "Kept, in your words."),
        ("mm", "Kept as you said it. I did not understand all of it."),
    ],
)
def test_what_was_heard_is_said_back_briefly(kitchen: Kitchen, said: str, reply: str) -> None:
    assert kitchen.say(said).speech == reply


def test_a_report_is_kept_with_its_words(kitchen: Kitchen) -> None:
    kitchen.say("I didn't feel like it but I walked for twenty minutes")

    assert kitchen.entries() == [
        CheckIn(
            "walk",
            TODAY,
            DayState.DONE,
            Quantity(20, "min"),
            effort="I didn't feel like it",
            words="I walked for twenty minutes",
        )
    ]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("i'll walk tomorrow", [Plan]),
        ("my mood is six", [MoodEntry]),
        ("i kept thinking about the sea", [Reflection]),
        ("i walked and i feel calm", [CheckIn, MoodEntry]),
        ("what did i do today", []),
        ("mm", []),
    ],
)
def test_each_kind_of_sentence_leaves_its_kind_of_entry(
    kitchen: Kitchen, said: str, kinds: list[type]
) -> None:
    kitchen.say(said)

    assert [type(entry) for entry in kitchen.entries()] == kinds


def test_everything_said_is_kept_word_for_word(kitchen: Kitchen) -> None:
    sentences = ["I went for my walk", "Mm?", "what did I do today", "undo that", "über ☕ <b>"]
    for sentence in sentences:
        kitchen.say(sentence)

    assert [said.text for said in kitchen.journal.said("me", TODAY, TODAY)] == sentences


def test_what_is_in_doubt_is_asked_and_a_yes_keeps_it(kitchen: Kitchen) -> None:
    asked = kitchen.say("walk")

    assert (asked.speech, asked.expects, asked.keep_listening) == (
        "Shall I put down walk as done?",
        Expects.YES_OR_NO,
        True,
    )
    assert kitchen.check_ins() == {}
    assert kitchen.say("yes").speech == "Walk. Kept."
    assert kitchen.check_ins() == {"walk": (DayState.DONE, None)}


def test_the_day_that_was_said_is_asked_about_and_kept(kitchen: Kitchen) -> None:
    asked = kitchen.say("yesterday walk")

    assert asked.speech == "Shall I put down walk as done yesterday?"
    assert kitchen.say("yes").speech == "Walk, yesterday. Kept."
    (walk,) = kitchen.journal.check_ins("me", TODAY - timedelta(days=1), TODAY)
    assert walk.day == TODAY - timedelta(days=1)


def test_a_no_leaves_it_blank(kitchen: Kitchen) -> None:
    kitchen.say("walk")

    assert kitchen.say("no").speech == "All right. Walk stays blank."
    assert kitchen.check_ins() == {}


def test_a_yes_much_later_answers_nothing(kitchen: Kitchen) -> None:
    kitchen.say("walk")
    kitchen.now += timedelta(hours=1)

    assert kitchen.say("yes").speech == "Kept as you said it. No question was open."
    assert kitchen.check_ins() == {}


def test_another_report_instead_of_an_answer_is_a_report(kitchen: Kitchen) -> None:
    kitchen.say("walk")
    kitchen.say("i had breakfast")
    kitchen.say("yes")

    assert kitchen.check_ins() == {"breakfast": (DayState.DONE, None)}


def test_what_is_sure_is_kept_even_while_the_rest_is_asked(kitchen: Kitchen) -> None:
    reply = kitchen.say("had breakfast. walk")

    assert reply.speech == "Breakfast. Kept. Shall I put down walk as done?"
    assert kitchen.check_ins() == {"breakfast": (DayState.DONE, None)}


def test_undo_and_undo_of_undo(kitchen: Kitchen) -> None:
    kitchen.say("took my meds and had breakfast")
    before = kitchen.entries()

    assert kitchen.say("undo that").speech == "Taken back: meds and breakfast."
    assert kitchen.entries() == []
    assert kitchen.say("put it back").speech == "Back again: meds and breakfast."
    assert kitchen.entries() == before


def test_undo_takes_back_the_last_thing_first(kitchen: Kitchen) -> None:
    kitchen.say("i walked")
    kitchen.say("had breakfast")
    kitchen.say("undo that")

    assert kitchen.check_ins() == {"walk": (DayState.DONE, None)}
    kitchen.say("undo that")
    assert kitchen.check_ins() == {}
    assert kitchen.say("undo that").speech == "There is nothing to take back."


def test_what_was_taken_back_is_still_there_to_be_found(kitchen: Kitchen) -> None:
    kitchen.say("i walked along the canal")
    kitchen.say("undo that")

    assert [s.text for s in kitchen.journal.search("me", "canal")] == ["i walked along the canal"]


def test_a_repeated_delivery_is_answered_the_same_and_kept_once(kitchen: Kitchen) -> None:
    first = kitchen.say("drank two glasses of water", request_id="r1")
    again = kitchen.say("drank two glasses of water", request_id="r1")

    assert again == first
    assert len(kitchen.entries()) == 1
    kitchen.say("drank two glasses of water", request_id="r1", source=Source.ALEXA)
    assert len(kitchen.entries()) == 2


def test_the_day_ends_when_the_person_says_not_at_midnight(kitchen: Kitchen) -> None:
    kitchen.now = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    kitchen.say("i walked")
    kitchen.now = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
    kitchen.say("had breakfast")

    days = {c.habit: c.day for c in kitchen.journal.check_ins("me", TODAY, TODAY + timedelta(9))}
    assert days == {"walk": TODAY, "breakfast": TODAY + timedelta(days=1)}


def test_today_is_what_was_told(kitchen: Kitchen) -> None:
    assert kitchen.say("what did i do today").speech == "Nothing is told for today yet."
    kitchen.say("i walked for twenty minutes, and i skipped breakfast")
    kitchen.say("drank two glasses of water")
    kitchen.say("drank three glasses of water")

    reply = kitchen.say("what did i do today")

    assert reply.speech == (
        "Today: walk, twenty minutes; breakfast, not done; water, five glasses."
    )
    assert [
        row["state"]
        for row in reply.data["habits"]  # type: ignore[attr-defined]
        if row["habit"] == "meds"
    ] == ["unknown"]


def test_the_week_is_told_in_counts_of_told_days(kitchen: Kitchen) -> None:
    friday = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    for back, said in enumerate(["i walked", "i didn't walk", "i walked and rang mum", "i walked"]):
        kitchen.now = friday - timedelta(days=back)
        kitchen.say(said)
    kitchen.now = friday

    assert kitchen.say("how was my week").speech == (
        "Walk, three of the four days you told me about. Call, once."
    )


def test_an_empty_week_is_no_reproach(kitchen: Kitchen) -> None:
    assert kitchen.say("how was my week").speech == (
        "This week is still blank. It can begin with one ordinary thing."
    )


def test_a_question_about_one_habit(kitchen: Kitchen) -> None:
    assert kitchen.say("did i take my tablets").speech == "Nothing is told for meds yet."
    kitchen.say("i took my tablets")
    assert kitchen.say("did i take my tablets").speech == "Meds, done today."


def test_a_question_that_was_not_said_keeps_nothing(kitchen: Kitchen) -> None:
    kitchen.conversation.ask(Request("week"), "me", kitchen.now)

    assert kitchen.journal.said("me", TODAY, TODAY) == ()


def test_the_first_three_habits_are_named_in_ones_own_words(new_here: Kitchen) -> None:
    welcome = new_here.conversation.greet("me", EVENING)
    assert welcome.expects is Expects.HABIT_NAME

    assert new_here.say("I'd like to go for a walk every day").speech == "Walk. And the second?"
    ready = new_here.say("my meds, and reading")

    assert ready.speech.startswith("Walk, meds and reading.")
    assert not ready.keep_listening
    assert [habit.name for habit in new_here.journal.routine("me")] == ["walk", "meds", "reading"]
    assert new_here.say("i went for my walk").speech == "Walk. Kept."


def test_a_habit_is_named_with_how_often_and_by_when(new_here: Kitchen) -> None:
    new_here.conversation.greet("me", EVENING)
    new_here.say("call my mum twice a week")
    new_here.say("go to bed by half past ten")
    new_here.say("no phone in bed")

    mum, bed, phone = new_here.journal.routine("me")
    assert (mum.name, mum.schedule.times, mum.schedule.days) == ("call my mum", 2, 7)
    assert (bed.name, bed.kind, bed.by) == ("bed", HabitKind.TIME, time(22, 30))
    assert (phone.name, phone.kind) == ("no phone in bed", HabitKind.AVOID)
    assert new_here.say("in bed by ten").speech == "Bed, at ten. Kept."
    assert new_here.say("i used my phone in bed").speech == "No phone in bed, not today. Noted."


def test_an_answer_that_names_nothing_is_asked_again(new_here: Kitchen) -> None:
    new_here.conversation.greet("me", EVENING)

    assert new_here.say("i don't know").speech.startswith("Name one ordinary thing")
    assert new_here.journal.routine("me") == ()


def test_naming_can_be_stopped_and_is_not_asked_of_somebody_with_a_routine(
    new_here: Kitchen, kitchen: Kitchen
) -> None:
    new_here.conversation.greet("me", EVENING)

    assert new_here.say("stop").speech == "That is enough to begin with."
    assert new_here.say("the sea was very loud today").speech == "Kept, in your words."
    assert kitchen.conversation.greet("me", EVENING).speech == "I am listening."


def test_a_habit_is_added_by_voice(kitchen: Kitchen) -> None:
    assert kitchen.say("add swimming to my routine").speech == (
        "Added: swimming. When it happens, just tell me."
    )
    assert kitchen.say("add swimming to my routine").speech == (
        "Swimming is in your routine already."
    )
    assert kitchen.say("i went swimming").speech == "Swimming. Kept."


def test_care_comes_first_alerts_nobody_and_praises_nothing(kitchen: Kitchen) -> None:
    reply = kitchen.say("i want to end my life")

    assert "cannot alert anybody" in reply.speech
    assert reply.speech.count("nine eight eight") == 2
    assert not reply.kept
    assert kitchen.entries() == []
    assert kitchen.journal.said("me", TODAY, TODAY)[0].kind is Kind.CRISIS


def test_what_was_said_last_can_be_repeated(kitchen: Kitchen) -> None:
    kitchen.say("i walked")

    assert kitchen.say("what was that").speech == "Walk. Kept."


def test_people_do_not_hear_of_one_another(kitchen: Kitchen) -> None:
    with kitchen.journal.turn(EVENING) as turn:
        turn.add_person(Person("ana", LONDON))
    kitchen.say("i walked")

    other = kitchen.conversation.ask(Request("today"), "ana", kitchen.now)

    assert other.speech == "Nothing is told for today yet."
    with pytest.raises(UnknownPerson):
        kitchen.conversation.hear(Utterance("hello", EVENING, Source.TYPED, "x", person="nobody"))


def test_a_fault_in_thinking_costs_no_sentence(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("my secret walk")

    monkeypatch.setattr(conversation_module, "understand_heard", broken)

    reply = kitchen.say("my secret walk")

    assert reply.speech == "Kept, word for word. Something went wrong while I thought about it."
    assert [s.text for s in kitchen.journal.said("me", TODAY, TODAY)] == ["my secret walk"]
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_a_journal_on_disk_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        with journal.turn(EVENING) as turn:
            turn.add_person(Person("me", LONDON))
            turn.add_habit("me", ROUTINE[0])
        Kitchen(journal).say("walk")
    with Journal.open(path) as journal:
        kitchen = Kitchen(journal)
        kitchen.turns = 1

        assert kitchen.say("yes").speech == "Walk. Kept."
