"""Text → Meaning: what a sentence says about the person's day. Pure."""

from everyday.understanding.alternatives import understand_heard
from everyday.understanding.meaning import understand
from everyday.understanding.naming import habits_in

__all__ = ["habits_in", "understand", "understand_heard"]
