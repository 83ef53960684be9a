"""The part of a request that the skill reads. Pure.

The SDK fails on any value that it does not know yet, wherever it stands. Amazon adds values at any
time, and none of them may cost a person their sentence: so only what is needed is handed on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ask_sdk_model import Request

EMPTY_ANSWER: Mapping[str, Any] = {"version": "1.0", "response": {}}

_REQUEST_KEYS = ("type", "requestId", "timestamp", "locale")


def is_known(envelope: Mapping[str, Any]) -> bool:
    """Whether the SDK knows the type of this request."""
    return envelope["request"]["type"] in Request.discriminator_value_class_map


def reported_error(envelope: Mapping[str, Any]) -> str | None:
    """The kind of fault that Alexa found in our last answer, where it reports one."""
    error = envelope["request"].get("error")
    return str(error.get("type")) if isinstance(error, dict) else None


def what_is_needed(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """A smaller envelope: who and when, the intent's name, and each slot's name and value."""
    request = _only(envelope["request"], _REQUEST_KEYS)
    if isinstance(intent := envelope["request"].get("intent"), dict):
        request["intent"] = _intent(intent)
    session = envelope.get("session")
    system = envelope.get("context", {}).get("System") or session or {}
    needed: dict[str, Any] = {
        "version": "1.0",
        "request": request,
        "context": {"System": _only(system, ("application",))},
    }
    if session:
        needed["session"] = _only(session, ("new", "sessionId", "application"))
    return needed


def _intent(intent: Mapping[str, Any]) -> dict[str, Any]:
    slots = intent.get("slots") or {}
    return {
        "name": intent.get("name"),
        "slots": {
            name: _only(slot, ("name", "value"))
            for name, slot in slots.items()
            if isinstance(slot, dict)
        },
    }


def _only(part: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: part[key] for key in keys if key in part}
