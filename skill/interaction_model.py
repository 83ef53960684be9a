"""The interaction model that Amazon trains on, made from the table of intents.

`python -m skill.interaction_model` writes it to where the skill package has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skill.rebuilding import SPOKEN_INTENTS, WORDS, SpokenIntent

INVOCATION_NAME = "everyday magic"
PHRASE_SLOT_TYPE = "AMAZON.SearchQuery"
MODEL_FILE = Path(__file__).parent / "skill-package/interactionModels/custom/en-US.json"

_PROMPT_ID = "Elicit.ReflectIntent.text"
_PROMPT = "What would you like to tell me?"
_SLOT = re.compile(r"\{(\w+)\}")


def interaction_model() -> dict[str, Any]:
    """The model as plain JSON values."""
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": INVOCATION_NAME,
                "intents": [_intent(intent) for intent in SPOKEN_INTENTS],
                "types": [],
            },
            "dialog": {
                "intents": [_dialog(intent) for intent in SPOKEN_INTENTS if intent.slot_samples],
                "delegationStrategy": "SKILL_RESPONSE",
            },
            "prompts": [
                {"id": _PROMPT_ID, "variations": [{"type": "PlainText", "value": _PROMPT}]}
            ],
        }
    }


def as_file(model: Mapping[str, Any]) -> str:
    """The text of the model's file."""
    return json.dumps(model, indent=2, ensure_ascii=False) + "\n"


def faults(model: Mapping[str, Any]) -> Iterator[str]:
    """What Amazon would refuse, one sentence each; nothing for a model that can be built."""
    language = model["interactionModel"]["languageModel"]
    if not re.fullmatch(r"[a-z'.]+( [a-z'.]+)+", language["invocationName"]):
        yield "the invocation name is not two or more words in small letters"
    owner: dict[str, str] = {}
    for intent in language["intents"]:
        phrase_slots = {
            slot["name"] for slot in intent.get("slots", ()) if slot["type"] == PHRASE_SLOT_TYPE
        }
        for sample in intent["samples"]:
            yield from _sample_faults(sample, phrase_slots)
            if owner.setdefault(sample, intent["name"]) != intent["name"]:
                yield f"“{sample}” belongs to two intents"


def _sample_faults(sample: str, phrase_slots: set[str]) -> Iterator[str]:
    named = _SLOT.findall(sample)
    if not _SLOT.sub("", sample).strip():
        yield f"“{sample}” has no carrier word"
    if phrase_slots & set(named) and len(named) > 1:
        yield f"“{sample}” has a phrase slot beside another slot"
    if not re.fullmatch(r"[a-z' ]+", _SLOT.sub("", sample) + " "):
        yield f"“{sample}” has characters that a sample may not have"


def _intent(intent: SpokenIntent) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": intent.name, "samples": list(intent.samples)}
    if intent.carries_words:
        slot: dict[str, Any] = {"name": WORDS, "type": PHRASE_SLOT_TYPE}
        if intent.slot_samples:
            slot["samples"] = list(intent.slot_samples)
        entry["slots"] = [slot]
    return entry


def _dialog(intent: SpokenIntent) -> dict[str, Any]:
    slot = {
        "name": WORDS,
        "type": PHRASE_SLOT_TYPE,
        "elicitationRequired": True,
        "confirmationRequired": False,
        "prompts": {"elicitation": _PROMPT_ID},
    }
    return {
        "name": intent.name,
        "delegationStrategy": "SKILL_RESPONSE",
        "confirmationRequired": False,
        "prompts": {},
        "slots": [slot],
    }


if __name__ == "__main__":
    MODEL_FILE.parent.mkdir(parents=True, exist_ok=True)
    MODEL_FILE.write_text(as_file(interaction_model()), "utf-8")
