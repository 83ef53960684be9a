"""A turn keeps all or nothing, and one delivery is kept once."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from everyday.domain import (
    Habit,
    Kind,
    Meaning,
    Person,
    PersonNameTaken,
    Reflection,
    Reply,
    Source,
    UnknownHabit,
    UnknownPerson,
)
from everyday.journal import Journal
from tests.journal.writing import ME, MONDAY, NOON, begin, day, done, heard, standing, tell


def test_what_raises_within_a_turn_leaves_nothing_behind(journal: Journal) -> None:
    before = journal.export("me")
    with pytest.raises(ZeroDivisionError), journal.turn(NOON) as turn:  # noqa: PT012
        spoken = turn.keep_utterance(heard("I walked"), ME.moment(NOON))
        turn.keep(spoken, [done()])
        turn.add_habit("me", Habit("chess"))
        turn.set_dialogue("me", {"at": 3})
        1 / 0  # noqa: B018
    assert journal.export("me") == before


def test_what_fails_while_deriving_is_undone_and_the_sentence_stays(journal: Journal) -> None:
    with journal.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("I walked and flew"), ME.moment(NOON))
        with pytest.raises(UnknownHabit) as unknown, turn.deriving():
            turn.keep(spoken, [done("walk"), done("flying")])
        turn.understood(spoken, None, Reply("Kept as you said it."))
    assert unknown.value.name == "flying"
    assert unknown.value.known == ("walk", "read")
    assert standing(journal) == ()
    assert [each.text for each in journal.said("me", MONDAY, MONDAY)] == ["I walked and flew"]


def test_a_second_delivery_finds_the_reply_and_is_not_kept_again(journal: Journal) -> None:
    utterance = heard("I walked", request="amzn1.1")
    replies = []
    for _ in range(3):
        with journal.turn(NOON) as turn:
            reply = turn.reply_to(utterance.source, utterance.request_id)
            if reply is None:
                spoken = turn.keep_utterance(utterance, ME.moment(NOON))
                turn.keep(spoken, [done()])
                reply = Reply("Kept.", kept=True, data={"walk": [1, None]})
                turn.understood(spoken, Meaning(Kind.REPORT), reply)
            replies.append(reply)
    assert replies == [replies[0]] * 3
    assert len(standing(journal)) == 1
    assert len(journal.said("me", MONDAY, MONDAY)) == 1


def test_an_utterance_that_was_never_answered_is_completed_by_its_second_delivery(
    journal: Journal,
) -> None:
    utterance = heard("I walked", request="again")
    with journal.turn(NOON) as turn:
        first = turn.keep_utterance(utterance, ME.moment(NOON))
    with journal.turn(NOON) as turn:
        assert turn.reply_to(Source.WEB, "again") is None
        assert turn.keep_utterance(utterance, ME.moment(NOON)) == first
        turn.understood(first, Meaning(Kind.REPORT), Reply("Kept."))
    assert [each.kind for each in journal.said("me", MONDAY, MONDAY)] == [Kind.REPORT]


def test_an_utterance_is_completed_once(journal: Journal) -> None:
    with journal.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("hello", request="h"), ME.moment(NOON))
        turn.understood(spoken, None, Reply("first"))
        with pytest.raises(ValueError, match="completed"):
            turn.understood(spoken, None, Reply("second"))
        assert turn.reply_to(Source.WEB, "h") == Reply("first")


def test_a_turn_sees_what_it_has_written(journal: Journal) -> None:
    with journal.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("I walked"), ME.moment(NOON))
        kept = turn.keep(spoken, [done()])
        assert turn.days("me", MONDAY, MONDAY) == kept
        assert turn.last_kept("me") == kept
        assert turn.recent("me", "walk", MONDAY, 1) == (done(),)


def test_a_turn_that_is_over_writes_nothing_more(journal: Journal) -> None:
    with journal.turn(NOON) as turn:
        pass
    with pytest.raises(RuntimeError):
        turn.add_habit("me", Habit("chess"))
    assert len(journal.routine("me")) == 2


def test_an_instant_without_an_offset_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="offset"), journal.turn(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


@pytest.mark.parametrize(
    ("heard_at", "local_day"),
    [
        (datetime(2026, 3, 3, 1, 30, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 3, 2, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
    ],
)
def test_an_utterance_counts_for_the_day_the_person_is_still_in(
    journal: Journal, heard_at: datetime, local_day: date
) -> None:
    tell(journal, "good night", at=heard_at)
    assert [each.day for each in journal.said("me", date.min, date.max)] == [local_day]


def test_a_person_who_moves_keeps_their_days(journal: Journal) -> None:
    late = datetime(2026, 3, 2, 22, tzinfo=UTC)
    tell(journal, "before", at=late)
    with journal.turn(NOON) as turn:
        turn.change_person("me", zone=ZoneInfo("Pacific/Auckland"))
        turn.change_person("ME", day_ends_at=time(0))
    assert journal.person("me") == Person("me", ZoneInfo("Pacific/Auckland"), time(0))
    tell(journal, "after", at=late)
    said = {each.text: each.day for each in journal.said("me", date.min, date.max)}
    assert said == {"before": day(0), "after": day(1)}


def test_where_a_dialogue_stands_is_kept_and_replaced(journal: Journal) -> None:
    assert journal.dialogue("me") == {}
    with journal.turn(NOON) as turn:
        turn.set_dialogue("me", {"review": 2})
        turn.set_dialogue("me", {"review": 3, "asked": ["walk", None, "Müsli 🥣"]})
    assert journal.dialogue("me") == {"review": 3, "asked": ["walk", None, "Müsli 🥣"]}
    with journal.turn(NOON) as turn:
        turn.set_dialogue("me", {})
    assert journal.dialogue("me") == {}


def test_names_of_people_are_one_whatever_their_case(journal: Journal) -> None:
    with journal.turn(NOON) as turn, pytest.raises(PersonNameTaken):
        turn.add_person(Person("ME", ZoneInfo("UTC")))
    with pytest.raises(UnknownPerson) as unknown:
        journal.person("you")
    assert (unknown.value.name, unknown.value.known) == ("you", ("me",))


def test_several_people_do_not_see_each_others_journal(journal: Journal) -> None:
    anna = begin(journal, Person("Anna", ZoneInfo("UTC")))
    tell(journal, "my secret walk", done(), person="me")
    with journal.turn(NOON) as turn:
        turn.set_dialogue("me", {"secret": 1})
    kept = tell(journal, "my other secret", done(), Reflection(MONDAY, "secret"), person="me")
    with journal.turn(NOON) as turn:
        turn.retract([kept[0].id], None)
    always = (date.min, date.max)
    assert standing(anna, "Anna") == ()
    assert journal.check_ins("Anna", *always) == ()
    assert journal.recent("Anna", "walk", date.max, 9) == ()
    assert journal.said("Anna", *always) == ()
    assert journal.search("Anna", "secret") == ()
    assert journal.last_kept("Anna") == journal.last_retracted("Anna") == ()
    assert journal.dialogue("Anna") == {}
    assert "secret" not in json.dumps(journal.export("Anna"))
    assert "secret" in json.dumps(journal.export("me"))


def test_an_entry_cannot_be_derived_from_nothing(journal: Journal) -> None:
    with journal.turn(NOON) as turn, pytest.raises(ValueError, match="no utterance"):
        turn.keep(99, [done()])
    with pytest.raises(sqlite3.IntegrityError), journal.turn(NOON) as turn:
        turn.retract([99], None)
