"""One statement's worth of words."""

from __future__ import annotations

from dataclasses import dataclass

from everyday.understanding.tokens import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement's worth of words, with the class and base form of each."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    bases: tuple[str, ...]
    kinds: tuple[int, ...]
    follows: str = ""
    """The word that joined it to what came before: "but", "and", or ""."""
    mark_before: str = ""
    mark_behind: str = ""

    def __len__(self) -> int:
        """How many words it has."""
        return len(self.words)

    def word(self, i: int) -> str:
        """The word at `i`; "" outside."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def kind(self, i: int) -> int:
        """The classes of the word at `i`; none outside."""
        return self.kinds[i] if 0 <= i < len(self.kinds) else 0

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop, question mark or exclamation mark was written behind it."""
        return self.mark_behind in _SENTENCE_ENDS


_SENTENCE_ENDS = frozenset({".", "!", "?", "\u2026"})
