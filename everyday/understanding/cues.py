"""Cues and their fold: what is left of an act when the cues around it are applied.

Each cue maps polarity to polarity, after Karttunen's implicative verbs; they compose from the
outside in. "Didn't forget to" is a negation around a verb that denies: the act happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class World(StrEnum):
    """Where an act stands: it is real, or planned, or nothing follows, or a rest was taken."""

    REAL = "real"
    PLAN = "plan"
    UNREAL = "unreal"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue leaves of an act in one context."""

    sign: int | None = None
    """+1 it happened, -1 it did not, 0 nothing follows; None leaves the sign as it is."""
    soft: bool = False
    half: bool = False
    world: World = World.REAL

    @classmethod
    def parse(cls, text: str) -> Effect:
        """The effect that a cue table writes as "+", "-", "0", "(+)", "+½", "plan" and so on."""
        if text == "pass":
            return cls()
        if text.startswith("plan"):
            return cls(world=World.PLAN, sign=-1 if text.endswith("-") else None)
        if text in ("unreal", "rest"):
            return cls(world=World(text))
        bare = text.strip("()")
        sign = {"+": 1, "-": -1, "0": 0}[bare.rstrip("½")]
        return cls(sign, soft=bare != text, half=bare.endswith("½"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase: its effect in a positive and in a negative context."""

    name: str
    positive: Effect
    negative: Effect
    sentence_wide: bool = False
    takes_next_only: bool = False
    """Whether it is only about what is named right behind it."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of an act after some cues."""

    sign: int = 1
    soft: bool = False
    half: bool = False
    world: World = World.REAL
    changes: int = 0
    """How often a cue turned the sign."""


def fold(cues: Iterable[Cue]) -> State:
    """The state of an act under `cues`, given outermost first."""
    state = State()
    for cue in cues:
        state = apply(state, cue)
    return state


def apply(state: State, cue: Cue) -> State:
    """`state` after one more cue, further in."""
    if state.world in (World.UNREAL, World.REST) or state.sign == 0:
        return state
    effect = cue.positive if state.sign > 0 else cue.negative
    world = effect.world if effect.world is not World.REAL else state.world
    sign = state.sign if effect.sign is None else effect.sign
    return replace(
        state,
        sign=sign,
        soft=state.soft or effect.soft,
        half=effect.half or (state.half and sign == state.sign),
        world=world,
        changes=state.changes + (sign != state.sign),
    )
