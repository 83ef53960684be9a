"""The only room with SQL: what was said, what was derived from it, and what was taken back."""

from everyday.journal.journal import Journal
from everyday.journal.turn import Turn

__all__ = ["Journal", "Turn"]
