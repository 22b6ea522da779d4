"""Clauses of duties that begin with no verb to the noun of work at their head ("Fault finding on drives")."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.skills.clause_words import (
    AND,
    BEHIND_NOUN,
    FEWEST,
    NO_NOUN,
    NO_OBJECT,
    NOUN_WORDS,
    TIMES,
    TRAILING,
    WORK,
    stands_for,
)
from app.extraction.skills.verbs import STOPS


def worked(
    text: str, tokens: Sequence[re.Match[str]], said: Sequence[str], between: Sequence[str], n: int
) -> Iterator[tuple[int, int]]:
    """Find a noun of work that begins with word `n` ("Monthly maintenance of units").

    `said` are the words of `tokens` in small letters; `between` stands before each.
    """
    last = n
    most = NOUN_WORDS if AND.isdisjoint(said[n + 1 : n + NOUN_WORDS]) else NOUN_WORDS + FEWEST
    while last < len(tokens) and last - n < most:
        word = said[last]
        goes_on = word in AND and last > n and not WORK.search(said[last - 1])
        stops = last > n and not goes_on and (word in STOPS or word in TRAILING)
        if (last > n and NO_NOUN.search(between[last])) or (stops and not _how_often(said, last)):
            break
        last += 1
    last -= said[last - 1] in AND
    if _both_of(said, last):
        # "consultation and fitting of lenses"
        last += FEWEST
    if WORK.search(said[last - 1]) or (last > n and stands_for(tokens[last - 1].group())):
        last = _of(said, between, last)
    found = said[n:last]
    if len(found) < FEWEST or not (WORK.search(found[-1]) or "of" in found) or not NO_OBJECT.isdisjoint(found):
        return
    if last == len(tokens) or BEHIND_NOUN.match(text, tokens[last - 1].end()):
        yield tokens[n].start(), tokens[last - 1].end()
        if last + 1 < len(tokens) and said[last] in AND:
            yield from worked(text, tokens, said, between, last + 1)


def _both_of(said: Sequence[str], n: int) -> bool:
    """Say whether a second noun of work shares with the one before word `n` what was worked on."""
    return (
        list(said[n + 2 : n + 3]) == ["of"]
        and said[n] in AND
        and WORK.search(said[n - 1]) is not None
        and WORK.search(said[n + 1]) is not None
    )


def _of(said: Sequence[str], between: Sequence[str], n: int) -> int:
    """Give one past the words that say of what ("operation | of the front desk")."""
    if list(said[n : n + 1]) != ["of"]:
        return n
    last = n + 1
    while last < len(said) and last - n < NOUN_WORDS and not NO_NOUN.search(between[last]):
        stops = said[last] in STOPS and not _how_often(said, last)
        if stops or (last > n + 2 and said[last] in AND):
            break
        last += 1
    return last if said[last - 1] not in TRAILING else n


def _how_often(said: Sequence[str], n: int) -> bool:
    """Word `n` says how often something behind "of" comes ("preparation of | monthly | accounts")."""
    return said[n] in TIMES and said[n - 1] == "of" and n + 1 < len(said) and said[n + 1] not in STOPS
