"""Frames of the reply table, filled: the one place where words are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from everyday import phrases


@dataclass(frozen=True, slots=True)
class Frames:
    """The reply table of one language."""

    language: str = "en"

    def say(self, section: str, name: str, /, **slots: object) -> str:
        """The frame `name` of `section` with its slots filled."""
        frame: str = phrases.replies(self.language)[section][name]
        return frame.format(**slots)

    def has(self, section: str, name: str) -> bool:
        """Whether there is such a frame."""
        return name in phrases.replies(self.language)[section]

    def listed(self, things: Sequence[str]) -> str:
        """`things` as a list that is spoken: "walk, meds and breakfast"."""
        if len(things) < 2:
            return "".join(things)
        comma, and_ = self.say("joining", "comma"), self.say("joining", "and")
        return f"{comma.join(things[:-1])} {and_} {things[-1]}"


def capitalized(text: str) -> str:
    """`text` with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
