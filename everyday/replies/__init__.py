"""Every word that is spoken or shown, once for all edges. Pure."""

from everyday.replies.check_ins import ask_whether, entry_in_words, readback
from everyday.replies.errors import apologize, explain
from everyday.replies.frames import Frames, capitalized
from everyday.replies.numbers import day_in_words, in_words, spell_out
from everyday.replies.summaries import WeekLine, day_said, habit_said, week_said

__all__ = [
    "Frames",
    "WeekLine",
    "apologize",
    "ask_whether",
    "capitalized",
    "day_in_words",
    "day_said",
    "entry_in_words",
    "explain",
    "habit_said",
    "in_words",
    "readback",
    "spell_out",
    "week_said",
]
