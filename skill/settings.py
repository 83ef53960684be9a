"""What the skill needs to know before it answers anybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SkillSettings:
    """Where the journal is, whose it is, and which skill may speak to it."""

    journal: Path
    skill_id: str
    """The application id that Amazon gave the skill; requests for any other are refused."""
    person: str = "me"
    trust_roots: Path | None = None
    """PEM file of certificate authorities to trust instead of the usual ones. Never read from the
    environment: whoever can set it decides who may speak as Amazon."""
