"""Sentences understood a second, beside hassil on the same sentences and templates."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hassil import Intents, SlotList, TextSlotList, sample_intents
from hassil.recognize import recognize

from benchmarks.measuring import Row, in_turn
from everyday import phrases
from everyday.domain import Habit, Moment
from everyday.understanding import understand

ROUTINE = tuple(Habit(name) for name in ("walk", "meds", "breakfast", "stretches", "reading"))
MOMENT = Moment(datetime(2026, 11, 24, 20, tzinfo=UTC), ZoneInfo("Europe/London"))
SENTENCES = 400


def rows() -> list[Row]:
    names = TextSlotList.from_strings([h.name for h in ROUTINE], name="habit")
    lists: dict[str, SlotList] = {"habit": names, "activity": names, "did": names, "name": names}
    intents = Intents.from_dict({**phrases.sentences("en"), "lists": {}})
    every = sorted({text for _, text in sample_intents(intents, lists)})
    chosen = every[:: max(1, len(every) // SENTENCES)]

    def ours() -> None:
        for text in chosen:
            understand(text, ROUTINE, MOMENT)

    def peer() -> None:
        for text in chosen:
            recognize(text, intents, slot_lists=lists)

    mine, theirs = in_turn(ours, peer, rounds=3)
    many = len(chosen)
    return [
        Row("understanding", "/s", many / mine, "hassil, same templates", many / theirs, "2000 /s")
    ]
