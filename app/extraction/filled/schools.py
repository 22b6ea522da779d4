"""Fields of a form that was filled in to the schools that they tell."""

from collections.abc import Iterator, Sequence

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.filled.fields import OF_SCHOOLS, Field
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.lexicon import words

_FEWEST = 3
"""Fields of a school, at least."""


def school_boxes(document: Document, found: Sequence[Field]) -> tuple[list[Entry], set[int]]:
    """Read schools whose labels stand in rows of their own, and give the rows of their fields as well."""
    entries: list[Entry] = []
    rows: set[int] = set()
    for school in _schools(found):
        entry = _entry(document, school)
        if entry is not None:
            entries.append(entry)
            rows |= {one.row for one in school}
    return entries, rows


def _schools(found: Sequence[Field]) -> Iterator[list[Field]]:
    """Part the fields into schools: the next begins where a school is asked for again."""
    school: list[Field] = []
    named = False
    for one in found:
        # the next begins with what the one before began with
        again = named and one.role == school[0].role
        if again and not (one.above and one.row - school[-1].row <= 1 and len(school) == 1):
            yield school
            school, named = [], False
        if one.role in OF_SCHOOLS or (school and one.role == "place"):
            school.append(one)
            named = named or one.role == "school"
        elif school:
            yield school
            school, named = [], False
    yield school


def _entry(document: Document, school: Sequence[Field]) -> Entry | None:
    text = document.text
    told: dict[str, Span] = {}
    for one in school:
        if one.start < one.end:
            told.setdefault(one.role, (one.start, one.end))
    office = bool(told.keys() & {"ended_there", "years_there"}) and len({one.row for one in school}) == len(school)
    alone = any(one.above and one.start < one.end for one in school) or office
    if "school" not in told or len(told) < _FEWEST or not alone:
        return None
    name = text[slice(*told["school"])]
    if name.casefold() in words("forms", "no") or find_dates(name):
        return None
    dates = find_dates(text[slice(*told["ended"])]) if "ended" in told else ()
    date = dates[0] if len(dates) == 1 else None
    said = {role: " ".join(text[slice(*span)].split()) for role, span in told.items()}
    ended = said.get("ended_there", "").casefold()
    course = said.get("degree", "").casefold() in words("forms", "of_courses") and "programme" in told
    shown = ("school", "programme" if course else "degree", "ended" if date is not None else "school")
    spans = {told[role] for role in shown if role in told}
    return Entry(
        id="",
        kind=EntryKind.COURSE if course else EntryKind.EDUCATION,
        title=said.get("programme" if course else "degree"),
        organization=said["school"],
        programme=None if course else said.get("programme"),
        location=said.get("place"),
        start=date.start if date is not None and not date.single else None,
        end=date.end if date is not None else None,
        completed=True if ended in words("forms", "yes") else False if ended in words("forms", "no") else None,
        evidence=tuple(document.evidence(*span) for span in sorted(spans)),
    )
