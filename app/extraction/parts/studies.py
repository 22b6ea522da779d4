"""Names of what is studied, told from names of schools, firms and towns by their last words."""

import re

STUDY = re.compile(
    r"(?:sciences?|engineering|studies|arts|administration|management|education|economics|nursing|history|mathematics|math"
    r"|business|accounting|finance|marketing|english|literature|communications?|design|technology|technician|law|development"
    r"|relations|work|justice|care|services?|systems|music|theat(?:er|re)|film|\w(?:ology|ics|graphy|onomy|metry|ing))$",
    re.IGNORECASE,
)
"""Last words of what is studied, which no town has."""
_LEARNED = ("machine", "deep", "early", "blended", "statistical", "reinforcement")
_OF_HOUSES = ("care", "services", "service", "systems", "training", "technology", "arts")
"""Ends of names of firms and schools as well."""
_TOWN_AND_ADULT = 2


def names_study(said: str) -> bool:
    """Say whether the words end as names of what is studied do, and not as those of schools ("Adult Education")."""
    tokens = [token for token in said.casefold().split() if token[0] != "("]
    if tokens[-1:] == ["learning"]:
        return tokens[-2:][0] in _LEARNED
    if "adult" in tokens and len(tokens) > _TOWN_AND_ADULT:
        return False
    return len(tokens) > 1 and STUDY.search(said) is not None and tokens[-1] not in _OF_HOUSES
