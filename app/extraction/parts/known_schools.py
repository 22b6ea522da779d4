"""Schools that are known by names without a word for one ("IIT Madras", "UC Davis", "Elm Vo-Tech")."""

import re
from functools import cache

from app.extraction.words.lexicon import words


@cache
def known_school() -> re.Pattern[str]:
    """Give the pattern that matches words which begin with, or are as a whole, the name of such a school."""
    names, places, ends = (
        "|".join(map(re.escape, sorted(words("organizations", "known_schools", part), key=len, reverse=True)))
        for part in ("words", "before_place", "last_word")
    )
    return re.compile(
        rf"(?:{names})(?=$|\s*[,;|('’–]|\s?-)|(?:{places})(?:,?\s(?:at\s)?|-)(?=[A-Z])|(?:[A-Z][\w.&'’-]*\s){{1,4}}(?:{ends})$"
    )
