"""Taking back and putting back: rulings are added, and the latest one decides."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from everyday.domain import Kept, Reflection
from everyday.journal import Journal
from tests.journal.writing import (
    ME,
    MONDAY,
    NOON,
    begin,
    day,
    done,
    exported_rows,
    heard,
    standing,
    tell,
)


def retract(journal: Journal, *kept: Kept) -> None:
    with journal.turn(NOON) as turn:
        turn.retract([each.id for each in kept], None)


def restore(journal: Journal, *kept: Kept) -> None:
    with journal.turn(NOON) as turn:
        turn.restore([each.id for each in kept], None)


def test_what_is_retracted_is_read_nowhere_but_stays_said(journal: Journal) -> None:
    kept = tell(journal, "I walked", done())
    retract(journal, *kept)
    assert standing(journal) == ()
    assert journal.check_ins("me", MONDAY, MONDAY) == ()
    assert journal.recent("me", "walk", MONDAY, 5) == ()
    assert journal.last_kept("me") == ()
    assert [each.text for each in journal.said("me", MONDAY, MONDAY)] == ["I walked"]
    assert [each.text for each in journal.search("me", "walk")] == ["I walked"]


def test_undo_walks_back_and_undo_of_undo_walks_forward(journal: Journal) -> None:
    first = tell(journal, "one", done(on=day(0)))
    second = tell(journal, "two", done(on=day(1)), Reflection(day(1), "two"))
    tell(journal, "how am I doing?")
    for newest in (second, first):
        assert journal.last_kept("me") == newest
        retract(journal, *newest)
    assert journal.last_kept("me") == ()
    for newest in (first, second):
        assert journal.last_retracted("me") == newest
        restore(journal, *newest)
    assert journal.last_retracted("me") == ()
    assert standing(journal) == first + second


def test_what_is_retracted_together_is_restored_together(journal: Journal) -> None:
    kept = tell(journal, "three", done("walk"), done("read"), Reflection(MONDAY, "fine"))
    retract(journal, kept[0])
    retract(journal, kept[1], kept[2])
    assert journal.last_retracted("me") == kept[1:]
    restore(journal, kept[1])
    assert journal.last_retracted("me") == kept[2:]
    restore(journal, kept[2])
    assert journal.last_retracted("me") == kept[:1]


def test_a_correction_names_the_utterance_that_made_it(journal: Journal) -> None:
    kept = tell(journal, "I walked", done())
    with journal.turn(NOON) as turn:
        spoken = turn.keep_utterance(heard("no, I read"), ME.moment(NOON))
        turn.retract([kept[0].id], spoken)
        turn.keep(spoken, [done("read")])
    (ruling,) = exported_rows(journal, "rulings")
    assert (ruling["by_utterance_id"], ruling["verdict"]) == (spoken, "retracted")
    assert [each.habit for each in journal.check_ins("me", MONDAY, MONDAY)] == ["read"]


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=4),
    st.lists(st.tuples(st.booleans(), st.frozensets(st.integers(0, 3), min_size=1)), max_size=6),
)
def test_the_latest_ruling_of_an_entry_decides(
    sizes: list[int], rulings: list[tuple[bool, frozenset[int]]]
) -> None:
    with Journal.in_memory() as journal:
        begin(journal)
        told = [
            tell(journal, "said", *[done(on=day(index))] * size) for index, size in enumerate(sizes)
        ]
        stands = dict.fromkeys(range(len(told)), True)
        for restored, which in rulings:
            chosen = [index for index in which if index in stands]
            (restore if restored else retract)(
                journal, *(each for index in chosen for each in told[index])
            )
            stands.update(dict.fromkeys(chosen, restored))
        expected = [kept for index, turn in enumerate(told) if stands[index] for kept in turn]
        assert standing(journal) == tuple(expected)
        assert journal.check_ins("me", date.min, date.max) == tuple(e.entry for e in expected)
        assert journal.recent("me", "walk", date.max, 99) == tuple(e.entry for e in expected)


@settings(deadline=None)
@given(st.sets(st.integers(0, 4)), st.permutations(range(5)))
def test_retracting_and_restoring_is_as_if_nothing_had_been(
    taken_back: set[int], order: list[int]
) -> None:
    with Journal.in_memory() as journal:
        begin(journal)
        told = [tell(journal, "said", done(on=day(each))) for each in order]
        before = standing(journal), journal.last_kept("me"), journal.last_retracted("me")
        chosen = [kept for index in taken_back for kept in told[index]]
        retract(journal, *chosen)
        assert set(standing(journal)) == set(before[0]) - set(chosen)
        restore(journal, *chosen)
        assert (standing(journal), journal.last_kept("me"), journal.last_retracted("me")) == before
