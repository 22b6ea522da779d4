"""Schools in one list and what they gave in another ("Qualifications obtained") to one entry each."""

from collections.abc import Sequence

from app.extraction.model import Entry, EntryKind

_FEWEST = 2
"""Schools and degrees that were brought together, at least: one may end in the year of another by chance."""


def brought_together(entries: Sequence[Entry]) -> list[Entry]:
    """Give each school without a degree the one degree without a school of the year in which it ended.

    Only where the schools of a document are told without degrees and its degrees without schools, and each year is
    that of one school and of one degree.
    """
    kept = list(entries)
    schooling = [entry for entry in kept if entry.kind is EntryKind.EDUCATION]
    schools = [e for e in schooling if e.organization and not (e.title or e.programme) and e.end]
    degrees = [e for e in schooling if e.title and not e.organization and e.end]
    if min(len(schools), len(degrees)) < _FEWEST or len(schools) + len(degrees) < len(schooling):
        return kept
    given = {id(school): _alone(school, degrees) for school in schools if _alone(school, schools) is not None}
    pairs = {at: degree for at, degree in given.items() if degree is not None}
    if len(pairs) < _FEWEST:
        return kept
    taken = {id(degree) for degree in pairs.values()}
    return [_both(entry, pairs.get(id(entry))) for entry in kept if id(entry) not in taken]


def _year(entry: Entry) -> str:
    return (entry.end or "")[:4]


def _alone(entry: Entry, others: Sequence[Entry]) -> Entry | None:
    """Give the one of several entries that ended in the year of another, or None."""
    same = [other for other in others if _year(other) == _year(entry)]
    return same[0] if len(same) == 1 else None


def _both(school: Entry, degree: Entry | None) -> Entry:
    if degree is None:
        return school
    evidence = sorted((*school.evidence, *degree.evidence), key=lambda place: place.start)
    told = {"title": degree.title, "programme": degree.programme, "evidence": tuple(evidence)}
    return school.model_copy(update=told)
