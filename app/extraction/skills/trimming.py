"""A listed skill to the name in it, without what says how well or how long it was learnt."""

import re
from functools import cache, lru_cache

from app.extraction.words.lexicon import table

_LEAD = re.compile(r"(?:[\s,;:|•·\-–—.*)\]]|[&/](?=\s))+(?![A-Za-z]*\.?net\b)")
_NET, _TAIL = re.compile(r"\.(?i:net)\b"), re.compile(r"(?:[\s,;:|•·\-–—.*(\[]|\s(?:and|or|&))+$")
_KEPT = 200
"""Characters of a skill that is remembered as it is trimmed, at most."""


@cache
def joined(key: str, *, at_start: bool) -> re.Pattern[str]:
    """Give the expressions of one part of the lexicon of skills as one."""
    pattern = "|".join(f"(?:{p})" for p in table("skills")[key]["words"])
    return re.compile(f"^(?:{pattern})" if at_start else f"(?:{pattern})", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off what stands around a skill: lead-ins ("proficient in"), levels, years, stray marks."""
    said = text[start:end]
    first, last = (_trimmed_of_few if len(said) <= _KEPT else _trimmed)(said)
    return start + first, start + last


def _trimmed(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    leads, levels = joined("leads", at_start=True), joined("levels", at_start=False)
    while start < end:
        said = text[start:end]
        lead = _LEAD.match(said)
        if lead and not _NET.match(said.lstrip()):
            start += lead.end()
            continue
        found = leads.match(said)
        if found and found.end() < len(said):
            start += found.end()
            continue
        tail = _TAIL.search(said)
        if tail:
            end = start + tail.start()
            continue
        level = levels.search(said)
        if level and level.start() > 0 and level.end() == len(said):
            end = start + level.start()
            continue
        if said.endswith(")") and "(" not in said:
            end -= 1
            continue
        break
    return start, end


# people list the same skills; lines may be a megabyte long
_trimmed_of_few = lru_cache(maxsize=1 << 12)(_trimmed)
