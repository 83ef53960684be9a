"""Words for what went wrong: one clear line, with the way out."""

from __future__ import annotations

from dataclasses import fields

from everyday.domain import EverydayError
from everyday.replies.frames import Frames


def explain(error: EverydayError, language: str = "en") -> str:
    """One line for a screen: what is wrong, with which file or device, and what to do."""
    frames = Frames(language)
    name = type(error).__name__
    return frames.say("errors", name, **_slots(error, frames))


def apologize(error: EverydayError, language: str = "en") -> str:
    """One line for an edge that only speaks: no paths, no commands."""
    frames = Frames(language)
    name = type(error).__name__
    return frames.say("spoken_errors", name if frames.has("spoken_errors", name) else "other")


def _slots(error: EverydayError, frames: Frames) -> dict[str, object]:
    data = {field.name: getattr(error, field.name) for field in fields(error)}  # type: ignore[arg-type]
    if "device" in data:
        device = data["device"]
        data["device"] = frames.say("errors", "device", device=device) if device else ""
    if "known" in data:
        data["known"] = frames.listed(data["known"]) or frames.say("errors", "none")
    if "tried" in data:
        data["tried"] = " ".join(
            frames.say("errors", "source_failed", source=source, problem=problem)
            for source, problem in data["tried"]
        )
    return data
