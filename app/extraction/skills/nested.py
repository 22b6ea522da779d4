"""Phrases of duties and the mentions that are only pieces of them: who reads the whole need not read the piece."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.extraction.claims import Sighting
from app.extraction.model import Basis
from app.extraction.skills.clause_words import FEWEST, WORD, WORK
from app.extraction.skills.verbs import is_verb

_VERBS_BEFORE = re.compile(r"\w+(?:, \w+){0,3},? (?:and|&|or) ")
"""All that a phrase has before a mention which is one of its verbs with the object that they share."""
_SEVERAL = re.compile(r"[A-Z]{2,6}s(?:\s(?:and|or|&)\s[\w ]+)?")
"""Several of what letters stand for: things that were worked on ("Wrote programs, SOPs and JSAs")."""
_AND = re.compile(r"\s*(?:,|and\b|&)\s*(?:and\s+)?")


def without_pieces(
    text: str, kept: Sequence[Sighting], phrases: Sequence[Sighting], known: Callable[[str], bool]
) -> list[Sighting]:
    """Leave out mentions that begin a phrase ("Write deviations" of "Write deviations and reports") or end its verbs.

    A name of a framework stays, and what the rest of the phrase goes on from with work of its own.
    """
    pieces = set(_pieces(text, kept, phrases, known))
    return [sighting for sighting in kept if (sighting.start, sighting.end) not in pieces]


def _pieces(
    text: str, kept: Sequence[Sighting], phrases: Sequence[Sighting], known: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    places = iter(sorted(phrases, key=lambda phrase: phrase.start))
    phrase = next(places, None)
    for sighting in sorted(kept, key=lambda sighting: sighting.start):
        while phrase is not None and phrase.end <= sighting.start:
            phrase = next(places, None)
        if phrase is None:
            return
        inside = phrase.start <= sighting.start and sighting.end <= phrase.end
        if not inside or sighting.basis is not Basis.DEMONSTRATED or sighting.name is not None:
            continue
        if sighting.start == phrase.start:
            if not known(text[sighting.start : sighting.end]) and not _own_work(text, sighting.end, phrase.end):
                yield sighting.start, sighting.end
        elif _SEVERAL.fullmatch(text, sighting.start, sighting.end):
            if not known(text[sighting.start : sighting.end]):
                yield sighting.start, sighting.end
        elif _VERBS_BEFORE.fullmatch(text, phrase.start, sighting.start) and _does(text, sighting):
            yield sighting.start, sighting.end


def _does(text: str, sighting: Sighting) -> bool:
    first = WORD.match(text, sighting.start, sighting.end)
    return first is not None and is_verb(first.group()) and first.end() < sighting.end


def _own_work(text: str, start: int, end: int) -> bool:
    """Say whether the rest of a phrase is work of its own: words with a verb first or a noun of work last."""
    joined = _AND.match(text, start, end)
    words = list(WORD.finditer(text, joined.end(), end)) if joined else []
    return len(words) >= FEWEST and (is_verb(words[0].group()) or WORK.search(words[-1].group()) is not None)
