"""Alexa takes a sentence apart into an intent and slots; here it is put together again. Pure.

A request names the intent, never the sample that matched. So what a sample adds to its slot stands
in the intent: all samples of one intent mean the same sentence, and the sentence is what the core
understands, as it does any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORDS = "text"
"""The one slot: the words of the person, as free as Alexa gives them."""


@dataclass(frozen=True, slots=True)
class SpokenIntent:
    """An intent: what people say to Alexa for it, and what they have then said."""

    name: str
    sentence: str | None
    """What was said, with `{text}` where the slot goes; None where Alexa gives no words."""
    samples: tuple[str, ...] = ()
    slot_samples: tuple[str, ...] = ()
    """How the slot alone may be answered when it is asked for."""

    @property
    def carries_words(self) -> bool:
        """Whether the person's own words come with it."""
        return self.sentence is not None and f"{{{WORDS}}}" in self.sentence


REFLECT = SpokenIntent(
    "ReflectIntent",
    "{text}",
    ("let me reflect", "let me tell you about my day", "i want to tell you something", "listen"),
    slot_samples=("{text}",),
)
"""Asked for wherever the person may say anything: only an elicited slot takes bare words."""

SPOKEN_INTENTS = (
    # What a person says of themselves. The carrier word is part of what they said.
    SpokenIntent("DidIntent", "i {text}", ("i {text}", "that i {text}", "and i {text}")),
    SpokenIntent("HaveDoneIntent", "i have {text}", ("i've {text}", "i have {text}")),
    SpokenIntent("AmIntent", "i am {text}", ("i'm {text}", "i am {text}")),
    SpokenIntent("WillIntent", "i will {text}", ("i'll {text}", "i will {text}")),
    SpokenIntent("WouldIntent", "i'd {text}", ("i'd {text}",)),
    SpokenIntent("WeDidIntent", "we {text}", ("we {text}",)),
    SpokenIntent("MyIntent", "my {text}", ("my {text}",)),
    SpokenIntent("TodayNoteIntent", "today {text}", ("today {text}",)),
    SpokenIntent("YesterdayNoteIntent", "yesterday {text}", ("yesterday {text}",)),
    SpokenIntent("LastNightNoteIntent", "last night {text}", ("last night {text}",)),
    SpokenIntent("ThisMorningNoteIntent", "this morning {text}", ("this morning {text}",)),
    # "Note that" is said to Alexa; what follows is said to the journal.
    SpokenIntent("NoteIntent", "{text}", ("note that {text}", "remember that {text}")),
    REFLECT,
    # Commands and questions: any sample stands for one sentence that the core knows.
    SpokenIntent(
        "UndoIntent", "undo that", ("undo", "undo that", "scratch that", "take that back")
    ),
    SpokenIntent(
        "TodayIntent",
        "what did i do today",
        ("what did i do today", "what have i done today", "how was my day", "how is my day going"),
    ),
    SpokenIntent(
        "WeekIntent",
        "how was my week",
        ("how was my week", "how is my week going", "what did i do this week"),
    ),
    SpokenIntent("AMAZON.HelpIntent", "help", ("what can i say", "how does this work")),
    SpokenIntent("AMAZON.YesIntent", "yes", ("yes i did", "that's right")),
    SpokenIntent("AMAZON.NoIntent", "no", ("no i didn't", "not today")),
    SpokenIntent("AMAZON.StopIntent", "stop", ("that's all", "i'm done", "goodbye")),
    SpokenIntent("AMAZON.CancelIntent", "stop", ("nothing else",)),
    SpokenIntent("AMAZON.NavigateHomeIntent", None),
    SpokenIntent("AMAZON.FallbackIntent", None),
)

_BY_NAME = {intent.name: intent for intent in SPOKEN_INTENTS}


def rebuild(intent_name: str, slots: Mapping[str, str | None]) -> str | None:
    """The sentence that was said, from the intent's name and the values of its slots.

    None where Alexa gave no words: an intent without any, an empty slot, or an unknown intent. The
    words of an unknown intent are not guessed at, for its carrier may have turned their meaning.
    """
    intent = _BY_NAME.get(intent_name)
    if intent is None or intent.sentence is None:
        return None
    words = (slots.get(WORDS) or "").strip()
    if intent.carries_words and not words:
        return None
    return intent.sentence.replace(f"{{{WORDS}}}", words)
