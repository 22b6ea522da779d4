"""What hospitals train clinicians in after a degree: residencies, fellowships and internships."""

import re
from functools import cache

from app.extraction.words.lexicon import table, words
from app.extraction.words.small import small

_NAMES = ("Residen", "Fellow", "Intern")
"""One of them stands in all that is told."""


@cache
def _pattern() -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{p})" for p in table("degrees")["training"]["patterns"])
    return re.compile(rf"(?<![\w.])(?:{alternatives})(?![\w])", re.IGNORECASE)


def clinical_training(said: str) -> re.Match[str] | None:
    """Find the first residency, fellowship or internship of a clinician that words name."""
    return _pattern().search(said) if any(name in said for name in _NAMES) else None


def is_trainee(said: str) -> bool:
    """Say whether words name nothing but what somebody is or does in such training ("Chief Resident")."""
    return any(name in said for name in _NAMES) and small(said) in words("degrees", "trainees")
