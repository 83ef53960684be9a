"""What sentences mean: a "done" has to be proved, and what is unexplained is asked or left."""

from datetime import date, time

import pytest

from everyday.domain import Habit, HabitKind, Kind, Moment, Quantity, Routine, Status
from everyday.understanding import habits_in, understand

DONE, PARTLY, MISSED = Status.DONE, Status.PARTLY, Status.MISSED
REST, PLANNED = Status.REST, Status.PLANNED


@pytest.mark.parametrize(
    ("said", "told"),
    [
        # plain reports
        ("i went for my walk", {"walk": DONE}),
        ("I walked the dog", {"walk": DONE}),
        ("had breakfast", {"breakfast": DONE}),
        ("i've taken my tablets", {"meds": DONE}),
        ("walk done", {"walk": DONE}),
        ("my stretches are done", {"stretching": DONE}),
        ("ten minutes of stretching", {"stretching": DONE}),
        ("got my walk in round the park", {"walk": DONE}),
        ("we went for a stroll with my wife", {"walk": DONE}),
        # several in one breath, of mixed polarity
        ("took my meds and had breakfast", {"meds": DONE, "breakfast": DONE}),
        ("i skipped my walk but i did my stretches", {"walk": MISSED, "stretching": DONE}),
        ("no walk no reading", {"walk": MISSED, "reading": MISSED}),
        ("didn't stretch or walk", {"stretching": MISSED, "walk": MISSED}),
        ("walk and meds done", {"walk": DONE, "meds": DONE}),
        # cues compose from the outside in
        ("i remembered my tablets", {"meds": DONE}),
        ("didn't forget my meds", {"meds": DONE}),
        ("i didn't skip breakfast", {"breakfast": DONE}),
        ("i haven't missed my walk", {"walk": DONE}),
        ("never got round to my stretches", {"stretching": MISSED}),
        ("couldn't face my walk", {"walk": MISSED}),
        ("i didn't manage my walk", {"walk": MISSED}),
        ("nearly went for my walk", {"walk": MISSED}),
        ("meant to stretch", {"stretching": MISSED}),
        ("was going to do my reading", {"reading": MISSED}),
        ("didn't walk far", {"walk": DONE}),
        ("i didn't stretch until nine", {"stretching": DONE}),
        ("i forgot i'd taken my tablets", {"meds": DONE}),
        ("if it rains i'll stay in. i walked today", {"walk": DONE}),
        ("i wanted to walk but i didn't", {"walk": MISSED}),
        ("i was going to skip breakfast but i did it in the end", {"breakfast": DONE}),
        # part of it
        ("i started my stretches", {"stretching": PARTLY}),
        ("did half of my walk", {"walk": PARTLY}),
        ("only managed ten of my twenty minutes walk", {"walk": PARTLY}),
        ("didn't finish my breakfast", {"breakfast": PARTLY}),
        # rest and plans
        ("rest day from walking", {"walk": REST}),
        ("i'll walk tomorrow", {"walk": PLANNED}),
        ("i'm going to do my stretches later", {"stretching": PLANNED}),
        # things to keep away from
        ("left my phone downstairs", {"no phone": DONE}),
        ("no phone tonight", {"no phone": None}),
        ("used my phone", {"no phone": MISSED}),
        # times against a limit
        ("in bed by ten fifteen", {"bedtime": DONE}),
        ("i went to bed at half past eleven", {"bedtime": MISSED}),
        ("i went to bed at one", {"bedtime": MISSED}),
        ("i went to bed", {"bedtime": None}),
    ],
)
def test_a_report_is_understood(
    said: str, told: dict[str, Status | None], routine: Routine, moment: Moment
) -> None:
    meaning = understand(said, routine, moment)

    assert {s.habit: s.status for s in meaning.statements} == {
        habit: status for habit, status in told.items() if status is not None
    }
    assert meaning.kind is Kind.REPORT


@pytest.mark.parametrize(
    "said",
    [
        "my wife went for a walk",
        "the dog had breakfast",
        "he took his tablets",
        "if it's dry i'll walk",
        "i should do my stretches",
        "i might walk",
        "i might have taken my pills",
        "i dreamt i went for a walk",
        "she said i walked",
        "i used to walk",
        "should i take my tablets",
        "i wanted to walk",
        "i went to my work",
        "my walking boots are wet",
        "read me the news",
        "watered the plants",
        "i collected my tablets",
        "i thought about my walk",
        "my wife walked and read",
        "i could walk",
        "i walk",
        "there was no milk for my breakfast",
        "no chance of reading",
        "bought a book about walking",
    ],
)
def test_what_is_no_report_of_ones_own_act_records_nothing(
    said: str, routine: Routine, moment: Moment
) -> None:
    assert understand(said, routine, moment).statements == ()


@pytest.mark.parametrize(
    ("said", "habit", "guess"),
    [
        ("walk", "walk", DONE),
        ("i cooked and walked dinner", "walk", DONE),
        ("i was able to walk", "walk", DONE),
    ],
)
def test_what_is_in_doubt_is_asked(
    said: str, habit: str, guess: Status, routine: Routine, moment: Moment
) -> None:
    meaning = understand(said, routine, moment)

    assert meaning.statements == ()
    assert [(u.habit, u.guess) for u in meaning.unsure] == [(habit, guess)]


@pytest.mark.parametrize(
    ("said", "habit", "quantity"),
    [
        ("went for my walk, twenty-five minutes, in the rain", "walk", Quantity(25, "min")),
        ("i walked for an hour and a half", "walk", Quantity(90, "min")),
        ("i walked for half an hour", "walk", Quantity(30, "min")),
        ("i walked two miles", "walk", Quantity(2, "miles")),
        ("i walked 5k", "walk", Quantity(5, "km")),
        ("drank six glasses of water", "water", Quantity(6, "glasses")),
        ("drank a couple of glasses of water", "water", Quantity(2, "glasses")),
        ("i did some reading, twenty, no, thirty pages", "reading", Quantity(30, "pages")),
        ("i read one hundred and twenty pages", "reading", Quantity(120, "pages")),
        ("i took my meds at 8:15", "meds", None),
        ("i walked with my three sisters", "walk", None),
    ],
)
def test_an_amount_belongs_to_the_habit_it_was_said_with(
    said: str, habit: str, quantity: Quantity | None, routine: Routine, moment: Moment
) -> None:
    (statement,) = understand(said, routine, moment).statements

    assert (statement.habit, statement.quantity) == (habit, quantity)


def test_two_amounts_go_each_to_its_own_habit(routine: Routine, moment: Moment) -> None:
    meaning = understand("read twelve pages and walked for ten minutes", routine, moment)

    assert {s.habit: s.quantity for s in meaning.statements} == {
        "reading": Quantity(12, "pages"),
        "walk": Quantity(10, "min"),
    }


def test_a_part_of_a_whole_is_a_fraction(routine: Routine, moment: Moment) -> None:
    (walk,) = understand("only managed ten of my twenty minutes walk", routine, moment).statements

    assert (walk.quantity, walk.fraction) == (Quantity(10, "min"), 0.5)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("i walked", date(2026, 11, 24)),
        ("yesterday i walked", date(2026, 11, 23)),
        ("i walked last night", date(2026, 11, 23)),
        ("i walked on sunday", date(2026, 11, 22)),
        ("i walked on tuesday", date(2026, 11, 17)),
        ("i walked the day before yesterday", date(2026, 11, 22)),
        ("i walked this morning", date(2026, 11, 24)),
        ("i'll walk tomorrow", date(2026, 11, 25)),
    ],
)
def test_the_day_that_was_said_is_the_day_it_counts_for(
    said: str, day: date, routine: Routine, moment: Moment
) -> None:
    (walk,) = understand(said, routine, moment).statements

    assert walk.day == day


def test_a_day_holds_for_what_follows_it(routine: Routine, moment: Moment) -> None:
    meaning = understand("yesterday i walked and had breakfast", routine, moment)

    assert {s.day for s in meaning.statements} == {date(2026, 11, 23)}


def test_a_clock_time_is_read_in_the_half_of_the_day_that_suits(
    routine: Routine, moment: Moment
) -> None:
    (bed,) = understand("in bed by a quarter past ten", routine, moment).statements

    assert bed.clock == time(22, 15)


@pytest.mark.parametrize(
    ("said", "effort"),
    [
        ("i didn't feel like it but i went for my walk", "i didn't feel like it"),
        ("went for my walk even though it was raining", "it was raining"),
        ("went for my walk despite the rain", "the rain"),
        ("went for my walk", None),
    ],
)
def test_what_it_was_done_in_spite_of_is_kept_with_it(
    said: str, effort: str | None, routine: Routine, moment: Moment
) -> None:
    (walk,) = understand(said, routine, moment).statements

    assert walk.effort == effort


def test_what_was_said_last_is_meant(routine: Routine, moment: Moment) -> None:
    (walk,) = understand("i walked. i didn't walk", routine, moment).statements

    assert walk.status is MISSED


def test_a_statement_shows_the_words_and_cues_it_came_from(
    routine: Routine, moment: Moment
) -> None:
    meaning = understand("Had breakfast, but I didn’t forget my meds.", routine, moment)

    assert [(s.words, s.cues) for s in meaning.statements] == [
        ("Had breakfast", ()),
        ("I didn’t forget my meds", ("n't", "forget")),
    ]


@pytest.mark.parametrize(
    ("said", "rating", "scale", "words"),
    [
        ("my mood is six out of ten", 6, 10, ()),
        ("i feel like a 3 out of 5", 3, 5, ()),
        ("mood four", 4, 10, ()),
        ("i feel a bit flat and tired", None, None, ("a bit flat", "tired")),
        ("i'm not great", None, None, ("not great",)),
        ("I feel flat, six out of ten", 6, 10, ("flat",)),
    ],
)
def test_a_mood_is_a_rating_on_its_scale_or_words_or_both(
    said: str,
    rating: float | None,
    scale: float | None,
    words: tuple[str, ...],
    routine: Routine,
    moment: Moment,
) -> None:
    meaning = understand(said, routine, moment)

    assert meaning.kind is Kind.MOOD
    assert meaning.mood is not None
    assert (meaning.mood.rating, meaning.mood.scale, meaning.mood.words) == (rating, scale, words)


@pytest.mark.parametrize(
    ("said", "kind", "name", "habit"),
    [
        ("undo that", Kind.COMMAND, "undo", None),
        ("Scratch that.", Kind.COMMAND, "undo", None),
        ("put it back", Kind.COMMAND, "redo", None),
        ("what did i do today", Kind.QUESTION, "today", None),
        ("How was my week?", Kind.QUESTION, "week", None),
        ("um, well, how was my week then?", Kind.QUESTION, "week", None),
        ("help", Kind.COMMAND, "help", None),
        ("how is my walk going", Kind.QUESTION, "habit", "walk"),
        ("did i take my tablets today", Kind.QUESTION, "habit", "meds"),
        ("have i done my stretches", Kind.QUESTION, "habit", "stretching"),
        ("what is the weather like", Kind.QUESTION, "unknown", None),
        ("add a habit swimming", Kind.COMMAND, "add", "swimming"),
    ],
)
def test_requests(
    said: str, kind: Kind, name: str, habit: str | None, routine: Routine, moment: Moment
) -> None:
    meaning = understand(said, routine, moment)

    assert meaning.request is not None
    assert (meaning.kind, meaning.request.name, meaning.request.habit) == (kind, name, habit)


@pytest.mark.parametrize(
    "said",
    ["i want to kill myself", "I don’t want to wake up tomorrow", "i took all my tablets"],
)
def test_care_comes_before_everything_and_records_nothing(
    said: str, routine: Routine, moment: Moment
) -> None:
    meaning = understand(said, routine, moment)

    assert (meaning.kind, meaning.statements) == (Kind.CRISIS, ())


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("i was thinking about my mother all day", Kind.REFLECTION),
        ("uh", Kind.OTHER),
        ("", Kind.OTHER),
        ("?!", Kind.OTHER),
    ],
)
def test_anything_else_is_a_reflection_or_nothing_much(
    said: str, kind: Kind, routine: Routine, moment: Moment
) -> None:
    assert understand(said, routine, moment).kind is kind


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("walk", ("walk",)),
        ("I'd like to go for a walk every day", ("walk",)),
        ("I went for my walk", ("walk",)),
        ("i walk the dog", ("walk the dog",)),
        ("my meds, and reading", ("meds", "reading")),
        ("maybe some gardening", ("gardening",)),
        ("I want to drink more water", ("drink water",)),
        ("piano practice please", ("piano practice",)),
        ("i really do not know what i could ever say to that", ()),
        ("", ()),
    ],
)
def test_names_of_habits_in_an_answer(said: str, names: tuple[str, ...]) -> None:
    assert tuple(habit.name for habit in habits_in(said)) == names


@pytest.mark.parametrize(
    ("said", "name", "by"),
    [
        ("go to bed by half past ten", "bed", time(22, 30)),
        ("get up by seven", "get up", time(7)),
        ("breakfast before nine", "breakfast", time(9)),
        ("asleep at 23:00", "asleep", time(23)),
    ],
)
def test_a_clock_time_in_an_answer_is_the_habits_limit(said: str, name: str, by: time) -> None:
    assert habits_in(said) == (Habit(name, HabitKind.TIME, by=by),)


def test_amounts_may_stand_inside_a_habits_name(moment: Moment) -> None:
    (told,) = understand("drank two glasses of water", (Habit("drink water"),), moment).statements

    assert (told.status, told.quantity) == (DONE, Quantity(2, "glasses"))
