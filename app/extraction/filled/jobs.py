"""Fields of a form that was filled in to the jobs that they tell, and to what was done there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.filled.boxes import goes_on
from app.extraction.filled.fields import NO_JOB, Field, fields, heading_kind, role_of
from app.extraction.filled.schools import school_boxes
from app.extraction.headings.openings import SectionKind
from app.extraction.jobs.tables import named_with_town
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.jobs import without_town
from app.extraction.parts.pieces import Piece
from app.extraction.words.lexicon import words
from app.extraction.words.small import small

_FEWEST = 3
"""Fields of a job, at least."""
_ANSWER_WORDS = 3
_COUNTED = re.compile(
    r"(?:(?:most recent|previous|present|current|last|next|former|first|second|third|prior|past)(?: or last)? )?"
    r"(?:employer|job|position|employment|company)(?: (?:before that|information))?"
    r"\s*(?:(?:no\.?|number|#)?\s*\d{1,2})?\s*:?",
    re.IGNORECASE,
)
"""A line that only counts the jobs of a form ("Employer #2", "Previous employer")."""
_NAMED = frozenset(("employer", "title"))

_LABEL = re.compile(r"[A-Z][\w /]{2,30}:(?:\s|$)")
_HEADED = (SectionKind.EXPERIENCE, SectionKind.MILITARY, SectionKind.VOLUNTEERING, SectionKind.EDUCATION)
_KINDS = {
    SectionKind.VOLUNTEERING: EntryKind.VOLUNTEERING,
    SectionKind.MILITARY: EntryKind.MILITARY_SERVICE,
}
_MARKS = " ,;.*–-"


class Filled(NamedTuple):
    """The rows of a document without those of the jobs that its form tells."""

    rows: list[Row]
    entries: list[Entry]
    duties: list[Row]
    """What was done in those jobs, each in a row of its own."""
    schools: list[Entry]


@dataclass(slots=True)
class _Job:
    fields: list[Field] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    kind: EntryKind = EntryKind.EMPLOYMENT
    on: list[int] = field(default_factory=list)
    """Rows in which the duties go on."""

    def of(self, role: str) -> Span | None:
        return next(((one.start, one.end) for one in self.fields if one.role == role and one.start < one.end), None)

    def has(self, role: str) -> bool:
        return any(one.role == role for one in self.fields)


def filled_in(document: Document, rows: Sequence[Row]) -> Filled:
    """Read the jobs and schools of a form: each is named by labels, with a date or what only offices ask.

    What somebody wants to be is no job of theirs.
    """
    found = fields(document.text, rows)
    roles = {one.role for one in found}
    jobs = list(_jobs(rows, found)) if roles >= _NAMED else []
    form = any(_of_office(job) and _entry(document, job, ()) for job in jobs)
    taken: set[int] = set()
    entries: list[Entry] = []
    duties: list[Row] = []
    for job in jobs if form else ():
        told = _duties(rows, job)
        entry = _entry(document, job, told)
        if entry is None and not _is_empty(document.text, job):
            continue
        taken |= job.rows
        if entry is not None:
            entries.append(entry)
            duties += told
    if form:
        taken |= {one.row for one in found if one.role == "wanted" or (one.role == "number" and one.above)}
        taken |= set(_questions(rows))
    schools, of_schools = school_boxes(document, found) if "school" in roles else ([], set())
    taken |= of_schools
    if not taken:
        return Filled(list(rows), [], [], [])
    taken |= {n for n in range(len(rows) - 1) if n + 1 in taken and _COUNTED.fullmatch(rows[n].said)}
    taken |= _emptied(rows, taken)
    return Filled([row for n, row in enumerate(rows) if n not in taken], entries, duties, schools)


def _questions(rows: Sequence[Row]) -> Iterator[int]:
    """Give the lines that ask of no paper, and the brief answers that stand alone below them."""
    for n, row in enumerate(rows):
        said = row.said.rstrip("* ")
        first = small(said.split()[0])
        if not said.endswith("?") or first not in words("forms", "asks") or certificate_kind(said) is not None:
            continue
        yield n
        below = rows[n + 1] if n + 1 < len(rows) else row
        named = role_of(below.said, alone=True) is not None or heading_kind(below) is not None or ":" in below.said
        if below is not row and below.words <= _ANSWER_WORDS and not named:
            yield n + 1


def _emptied(rows: Sequence[Row], taken: set[int]) -> set[int]:
    """Give the headings below which nothing is left: right below a heading stands no other."""
    kept = [n for n in range(len(rows)) if n not in taken]
    kinds = [heading_kind(rows[n]) for n in kept]
    ends = [*(kind is not None for kind in kinds[1:]), True]
    return {
        n for n, kind, bare in zip(kept, kinds, ends, strict=False) if bare and n + 1 in taken and kind in _HEADED
    }


def _jobs(rows: Sequence[Row], found: Sequence[Field]) -> Iterator[_Job]:
    """Part the fields into jobs: the next begins where a title or an employer is asked for again."""
    own: dict[int, list[Field]] = {}
    for one in found:
        own.setdefault(one.row, []).append(one)
    kind, above = EntryKind.EMPLOYMENT, SectionKind.TOP
    job = _Job()
    for n, row in enumerate(rows):
        here = own.get(n, [])
        if not here and (named := heading_kind(row)) is not None:
            kind, above = _KINDS.get(named, EntryKind.EMPLOYMENT), named
        if above is SectionKind.WORKS:
            continue  # a table of films or roles
        roles = {one.role for one in here}
        ends = _COUNTED.fullmatch(row.said) is not None or not roles.isdisjoint(NO_JOB)
        if ends or (not here and _ends(row, job)):
            yield job
            job = _Job()
        if not roles.isdisjoint(NO_JOB):
            continue
        if not here:
            if job.fields:
                job.on.append(n)
                job.rows.add(n)
            continue
        if any(job.has(role) and _answered(job, here, role) for role in roles & _NAMED):
            yield job
            job = _Job()
        job.kind = kind
        job.fields += here
        job.rows.add(n)
    yield job


def _answered(job: _Job, here: Sequence[Field], role: str) -> bool:
    """The job has that answer already: a label above its answer, and the answer, are one field."""
    again = next(one for one in here if one.role == role)
    return not (again.above and again.start < again.end and job.of(role) is None)


def _ends(row: Row, job: _Job) -> bool:
    """A line without a label ends a job, but for one in which its duties go on."""
    if (
        heading_kind(row) not in (None, SectionKind.OTHER)
        or row.capitals
        or (_LABEL.match(row.said) and not row.bullet)
    ):
        return True
    return not job.fields or not (job.fields[-1].role == "duties" or row.bullet)


def _duties(rows: Sequence[Row], job: _Job) -> list[Row]:
    told: list[Row] = []
    for one in job.fields:
        if one.role == "duties" and one.start < one.end:
            row = rows[one.row]
            # what stands below the first line goes on with it
            begins = not told or not one.above
            told.append(replace(row.part(one.start - row.start, one.end - row.start), bullet=row.bullet or begins))
    return [*told, *(rows[n] for n in job.on)]


def _is_empty(text: str, job: _Job) -> bool:
    """A form has room for more jobs than somebody had ("Employer: N/A")."""
    employer = job.of("employer")
    asked = job.has("employer") and job.has("title") and any(one.role == "aside" for one in job.fields)
    return (
        asked
        and (employer is None or _said(text, employer).casefold() in words("forms", "no"))
        and not job.of("title")
    )


def _entry(document: Document, job: _Job, told: Sequence[Row]) -> Entry | None:
    text = document.text
    employer, title = job.of("employer"), job.of("title")
    rank = job.of("rank")
    title = title or job.of("occupation") or rank
    if employer is None or title is None or len(job.fields) < _FEWEST:
        return None
    employer, title = _trimmed(text, employer), _trimmed(text, title)
    dates = _dates(text, job)
    if dates is None or not _names(text[slice(*employer)]) or not _names(text[slice(*title)]):
        return None
    start, end, current, places = dates
    place = job.of("place")
    firm, town = named_with_town(text, Piece(*employer, text[slice(*employer)], 0))
    spans = sorted({(firm.start, firm.end), title, *places})
    return Entry(
        id="",
        kind=EntryKind.MILITARY_SERVICE if rank is not None else job.kind,
        title=_said(text, title),
        organization=_said(text, (firm.start, firm.end)),
        location=_town(text, place) if place is not None else _said(text, (town.start, town.end)) if town else None,
        start=start,
        end=end,
        current=current,
        evidence=tuple(document.evidence(*span) for span in spans),
        body=(told[0].start, told[-1].end) if told else None,
    )


def _of_office(job: _Job) -> bool:
    """What only an office asks, or a label above its answer, tells that a job stands in a form."""
    return any(one.role in ("aside", "rank") or (one.above and one.start < one.end) for one in job.fields)


def _names(said: str) -> bool:
    return any(map(str.isalpha, said)) and said.casefold() not in words("forms", "no") and not find_dates(said)


def _dates(text: str, job: _Job) -> tuple[str | None, str | None, bool, list[Span]] | None:
    """Give beginning, end, whether it goes on, and where that is said; None where no date is told."""
    period = job.of("dates")
    start, end = job.of("start"), job.of("end")
    if period is not None and start is None:
        found = [date.shifted(period[0]) for date in find_dates(text[slice(*period)])]
        if len(found) != 1:
            return None
        date = found[0]
        return None if date.single else date.start, date.end, date.current, list(date.places)
    if start is None:
        return None
    began = _said(text, start)
    if end is None:
        # the label "From" may stand before both ("From: 2019 to 2022")
        both = find_dates(began)
        if len(both) == 1 and not both[0].single:
            return both[0].start, both[0].end, both[0].current, [start]
        return (both[0].end, None, False, [start]) if len(both) == 1 else None
    left = "present" if goes_on(_said(text, end)) else _said(text, end)
    found_ = find_dates(f"{began} - {left}")
    if len(found_) == 1 and not found_[0].single:
        return found_[0].start, found_[0].end, found_[0].current, sorted((start, end))
    first, last = find_dates(began), find_dates(left)
    if len(first) == 1 and first[0].single and len(last) == 1 and last[0].single:
        return first[0].end, last[0].end, False, sorted((start, end))
    return (first[0].end, None, False, [start]) if len(first) == 1 and first[0].single else None


def _town(text: str, place: Span) -> str | None:
    said = _said(text, place)
    _, town = without_town(Piece(0, len(said), said, 0))
    if town is not None:
        return town.said
    return None if any(map(str.isdigit, said)) else said


def _trimmed(text: str, span: Span) -> Span:
    said = text[slice(*span)]
    first = len(said) - len(said.lstrip(_MARKS))
    return span[0] + first, span[0] + len(said.rstrip(_MARKS))


def _said(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())
