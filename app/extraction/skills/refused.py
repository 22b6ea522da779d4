"""Mentions that are no skill of the worker: what people are like, employers, places, pieces of names."""

import re
from collections.abc import Iterable, Sequence

from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.model import Basis, Entry
from app.extraction.skills.lists import Known
from app.extraction.words.lexicon import words
from app.extraction.words.places import is_town

_WORD = re.compile(r"[^\W_](?:[\w'’&+#.-]*[\w+#])?")
_HYPHEN = re.compile(r"\w-$")
_RATED = re.compile(
    r"\s*\n\s*(?:basic|beginner|intermediate|advanced|expert|proficient)[ \t]*(?:\n|$)", re.IGNORECASE
)
_PIECE = re.compile(
    r"\W*(?:and|or|of|for|with|the|an?)\b|.*\b(?:and|or|of|for|with|the|an?)\W*$", re.IGNORECASE | re.DOTALL
)
"""What begins or ends so was cut out of a longer name."""
_GOVERNED = re.compile(r"(?:state|commonwealth|city|county|province|town) of [A-ZÀ-Þ][\w.'’ -]*", re.IGNORECASE)
"""Who licensed somebody, and no skill."""
_LEVEL = re.compile(r"[ABC][12]\+?")
"""A level of a language in the European framework."""
_NEXT = re.compile(r",\s{0,3}([^\s,;|.][^,;|\n.]{1,40})")
"""What a list goes on with ("Minitab, MS Office"), which may begin like a state."""
_HONOUR = re.compile(r"\b(?:Medal|Ribbon|Trophy|Badge)s?\Z")


def names(entries: Iterable[Entry]) -> frozenset[str]:
    """Give what employers and schools are called: whole, and by their first words ("We4IT GmbH" is "We4IT")."""
    found: set[str] = set()
    for entry in entries:
        told = _WORD.findall((entry.organization or "").casefold())
        found.update(" ".join(told[:n]) for n in range(1, len(told) + 1))
    return frozenset(found)


def refused(
    text: str, found: Sequence[Sighting], called: frozenset[str], lists: Sequence[tuple[int, int]], known: Known
) -> list[Sighting]:
    """Give what is left of sightings without those that name no skill.

    `called`: names of employers and schools; they name none unless a framework knows them as one.
    `lists`: where skills are listed; what people list there is theirs to say.
    """
    listing = Spans(lists)
    return [s for s in found if s.name is not None or not _no_skill(text, s, called, listing, known)]


def _no_skill(text: str, sighting: Sighting, called: frozenset[str], listing: Spans, known: Known) -> bool:
    said, listed = text[sighting.start : sighting.end], listing.touch(sighting.start, sighting.start + 1)
    if not listed and _HYPHEN.match(text, max(0, sighting.start - 2), sighting.start):
        # "supervised learning" of "self-supervised learning"
        return True
    if not listed and said.split()[-1].casefold() in words("skills", "groups") and _RATED.match(text, sighting.end):
        # "Web Frameworks", and below it "Intermediate"
        return True
    if sighting.basis is Basis.DEMONSTRATED and said in words("skills", "generic"):
        return True
    if _LEVEL.fullmatch(said) or (_HONOUR.search(said) and not known(said)):
        return True
    if (
        not listed
        and said[:1].isupper()
        and text.startswith(",", sighting.end)
        and is_town(text, sighting.start, sighting.end)
        and not ((next_ := _NEXT.match(text, sighting.end)) and known(next_.group(1)))
    ):
        # "Des Moines, Iowa" at the head
        return True
    return _refuses(said, called, listed, known)


def _refuses(said: str, called: frozenset[str], listed: bool, known: Known) -> bool:
    folded = " ".join(said.casefold().split())
    told = _WORD.findall(folded)
    if (_PIECE.fullmatch(said) or _GOVERNED.fullmatch(said)) and not known(said):
        return True
    if listed:
        return False
    if " ".join(told) in called and said[:1].isupper() and not known(said):
        return True
    if folded in words("places", "names") or said in words("places", "alone"):
        return True
    traits = words("skills", "traits")
    if folded in traits or all(word in traits for word in told):
        return True
    return len(told) > 1 and told[0] in traits and told[-1] in words("skills", "vague")
