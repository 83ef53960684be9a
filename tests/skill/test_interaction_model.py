"""The model that Amazon trains on: made from the table, and nothing in it that Amazon refuses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from skill.interaction_model import MODEL_FILE, as_file, faults, interaction_model

Model = dict[str, Any]


def language(model: Model) -> Any:
    return model["interactionModel"]["languageModel"]


def test_the_committed_file_is_what_the_table_makes() -> None:
    assert MODEL_FILE.read_text("utf-8") == as_file(interaction_model())


def test_nothing_in_it_would_be_refused() -> None:
    assert list(faults(interaction_model())) == []


def test_the_skill_is_called_everyday_magic() -> None:
    assert language(interaction_model())["invocationName"] == "everyday magic"


@pytest.mark.parametrize(
    "built_in", ["Cancel", "Fallback", "Help", "NavigateHome", "No", "Stop", "Yes"]
)
def test_it_has_the_intents_that_every_skill_needs(built_in: str) -> None:
    names = {intent["name"] for intent in language(interaction_model())["intents"]}
    assert f"AMAZON.{built_in}Intent" in names


def test_bare_words_are_taken_by_an_elicited_slot_of_the_dialogue_alone() -> None:
    model = interaction_model()
    bare = [
        intent["name"]
        for intent in language(model)["intents"]
        for slot in intent.get("slots", ())
        if "{text}" in slot.get("samples", ())
    ]
    dialogue = model["interactionModel"]["dialog"]["intents"]
    assert bare == ["ReflectIntent"] == [intent["name"] for intent in dialogue]


def add_sample(sample: str) -> Callable[[Model], None]:
    def spoil(model: Model) -> None:
        intent = next(i for i in language(model)["intents"] if i["name"] == "DidIntent")
        intent["samples"].append(sample)

    return spoil


def call_it(name: str) -> Callable[[Model], None]:
    return lambda model: language(model).update(invocationName=name)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (add_sample("{text}"), "no carrier word"),
        (add_sample("i {text} on {day}"), "beside another slot"),
        (add_sample("I {text}!"), "characters"),
        (add_sample("undo that"), "two intents"),
        (call_it("magic"), "invocation name"),
        (call_it("Everyday Magic"), "invocation name"),
    ],
)
def test_what_amazon_would_refuse_is_found(spoil: Callable[[Model], None], fault: str) -> None:
    model = copy.deepcopy(interaction_model())
    spoil(model)
    assert [found for found in faults(model) if fault in found]
