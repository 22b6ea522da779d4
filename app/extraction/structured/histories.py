"""Tables of jobs (CSV, XLSX) to employment entries and the sections of their descriptions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from app.documents.model import Cell, Document
from app.documents.readers.table.days import DATED, comes_first
from app.extraction.claims import Sighting
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row, rows
from app.extraction.model import Basis, Entry, EntryKind, Source
from app.extraction.parts.jobs import without_town
from app.extraction.parts.pieces import Piece
from app.extraction.skills.infer import expected
from app.extraction.structured.job_rows import JobRow, job_rows, told_rows
from app.extraction.structured.periods import period_of
from app.extraction.structured.stretches import Stated, joined, of_today
from app.taxonomy.index import Frameworks
from app.taxonomy.model import Concept, ConceptKind

_CODE = re.compile(r"(\d{2})-(\d{4})(?:\.(\d{2}))?")
_KINDS = {
    "volunteer": EntryKind.VOLUNTEERING,
    "military": EntryKind.MILITARY_SERVICE,
    "education": EntryKind.EDUCATION,
    "school": EntryKind.EDUCATION,
    "certif": EntryKind.CERTIFICATION,
    "licen": EntryKind.LICENCE,
    "training": EntryKind.COURSE,
    "course": EntryKind.COURSE,
}
_A_JOB = re.compile(r"\W*(?:employ|paid\b|non\b|(?:job|work|position)\s*(?:\W|$)(?!\w))", re.IGNORECASE)
"""A word for what a row is of that says of a job, whatever stands behind it."""
_SECTIONS = {"description": SectionKind.EXPERIENCE, "skills": SectionKind.SKILLS}


def _days_first(document: Document) -> bool:
    """Say whether the day comes first in the dates of the table; its headings stand before the cells."""
    dated = [cell for cell in document.cells if cell.field in DATED]
    headings = (document.text[document.text.rfind("\n", 0, cell.start) + 1 : cell.start] for cell in dated)
    return comes_first(headings, (document.text[cell.start : cell.end] for cell in dated))


def _employer(job: JobRow) -> tuple[str | None, str | None]:
    """Give the employer's name, and the town with its state that the cell has behind it ("Elm Steel, Elko, NV")."""
    cells, said = job.of("employer"), job.said("employer")
    if said is None or len(cells) != 1 or "," not in said:
        return said, None
    name, town = without_town(Piece(0, len(said), said, 0))
    return (name.said, town.said) if name is not None and town is not None else (said, None)


def _kind(said: str | None) -> EntryKind:
    """Tell what a row is of by the word of a column for it; a job when nothing else is said."""
    if said is None or _A_JOB.match(said):
        return EntryKind.EMPLOYMENT
    return next((kind for word, kind in _KINDS.items() if word in said.casefold()), EntryKind.EMPLOYMENT)


def _body(job: JobRow, begun: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the span of the descriptions of a job, from the first to the last; None when other jobs stand in it.

    `begun`: where each cell of the table begins, and its row, in order.
    """
    told = job.of(*_SECTIONS)
    if not told:
        return None
    start, end = min(cell.start for cell in told), max(cell.end for cell in told)
    inside = range(bisect_left(begun, (start, -1)), bisect_left(begun, (end, -1)))
    return None if any(begun[n][1] != told[0].row for n in inside) else (start, end)


def history_entries(document: Document) -> list[Entry]:
    """Give an entry for each row, or the rows of one job, that names a title or an employer. Ids are numbered later.

    An empty cell for the end is no word that the job goes on: such an entry has neither an end nor `current`.
    """
    stated = []
    day_first = _days_first(document)
    begun = sorted((cell.start, cell.row) for cell in document.cells)
    for job in told_rows(document):
        title, (employer, place) = job.said("title"), _employer(job)
        if title is None and employer is None:
            continue
        start, end, current = period_of(job, day_first=day_first)
        places = [(cell.start, cell.end) for cell in job.of("title", "employer", "start", "end", "period")]
        entry = Entry(
            id="",
            kind=_kind(job.said("kind")),
            title=title,
            organization=employer,
            location=job.said("location") or place,
            start=start,
            end=end,
            current=current,
            evidence=tuple(document.evidence(*place) for place in places),
            body=_body(job, begun),
        )
        point = start is not None and start == end and job.said("period") is not None
        stated.append(Stated(entry, job.said("department"), job.said("action"), point))
    ends = any(cell.field == "end" for cell in document.cells)
    return joined(stated if ends else of_today(stated))


def beside_table(document: Document) -> Document:
    """Give a table's document without the lines of the table: what stands below its jobs and on other sheets."""
    ends = max((cell.end for cell in document.cells), default=len(document.text))
    lines = [line for line in document.lines if line.block == 0 and line.start > ends]
    return document.model_copy(update={"lines": tuple(lines), "cells": ()})


def history_sections(document: Document) -> list[Section]:
    """Give the descriptions and lists of skills of a table as sections, without the headings before their cells."""
    found = rows(document)
    ends = [row.end for row in found]
    sections = []
    for cell in document.cells:
        kind = _SECTIONS.get(cell.field)
        if kind is not None:
            below = (found[n] for n in range(bisect_right(ends, cell.start), len(found)))
            within = tuple(_within(below, cell))
            if within:
                sections.append(Section(kind, None, within))
    return sections


def _within(found: Iterable[Row], cell: Cell) -> Iterator[Row]:
    for row in takewhile(lambda row: row.start < cell.end, found):
        start, end = max(row.start, cell.start), min(row.end, cell.end)
        yield replace(row, start=start, end=end, said=row.said[start - row.start : end - row.start])


def coded_occupation(said: str, frameworks: Frameworks) -> Concept | None:
    """Give the occupation of a SOC or O*NET-SOC code; None for a code that no framework has."""
    code = _CODE.fullmatch(said.strip())
    if code is None:
        return None
    concept = frameworks.concept(
        f"https://www.onetonline.org/link/summary/{code.group(1)}-{code.group(2)}.{code.group(3) or '00'}"
    )
    return concept if concept is not None and concept.kind is ConceptKind.OCCUPATION else None


def coded_skills(document: Document, entries: Sequence[Entry], frameworks: Frameworks) -> Iterator[Sighting]:
    """Infer skills from the codes of occupations: the evidence is the cell with the code."""
    told = sorted((one.start, n) for n, entry in enumerate(entries) for one in entry.evidence)
    for job in job_rows(document):
        if not (codes := job.of("occupation")):
            continue
        cell = codes[0]
        concept = coded_occupation(document.text[cell.start : cell.end], frameworks)
        first = min(one.start for one in job.cells)
        inside = told[bisect_left(told, (first, -1)) : bisect_left(told, (job.cells[-1].end + 1, -1))]
        if concept is None or not inside:
            continue
        entry = entries[min(n for _, n in inside)]
        source = Source(entry_id=entry.id, kind="title", concept_id=concept.id, concept_name=concept.name)
        for skill in expected(concept, frameworks):
            confidence = round(0.2 + 0.2 * skill.weight, 3)
            yield Sighting(
                cell.start, cell.end, Basis.INFERRED, confidence, entry.id, name=skill.concept.name, source=source
            )
