"""Sections of schooling to the places where courses stand by their names alone: behind a label, or in lines."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.documents.model import Document
from app.documents.spans import Spans
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.schooling.growing import DETAIL
from app.extraction.skills.duties import tells_duty
from app.extraction.words.small import any_case, small
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

_SCHOOLING = (SectionKind.EDUCATION, SectionKind.COURSES)
_OF_SCHOOLS = (EntryKind.EDUCATION, EntryKind.COURSE)
_TOOLS = frozenset({ConceptKind.TECHNOLOGY})
_LABELLED = re.compile(
    r"\b(?:(?:(?:relevant|related|selected|key|major|core|main)\s+)?(?:course\s?work|courses|classes|modules|subjects)"
    r"(?:\s+(?:included?|includes|including|taken|studied|completed))?"
    r"(?:\s*:|(?<=included)|(?<=includes)|(?<=include)|(?<=including)|\s+in(?=\s))"
    r"|(?:areas?\s+of\s+study|electives?|majors?|minors?|concentrations?|emphasis|speciali[sz]ations?)(?:\s*:|\s+in(?=\s)))"
    r"[ \t]*(?P<list>\S(?:(?![,;|(]\s*(?:majors?|minors?|concentrations?|gpa)\b)[^\n]|(?<=[,;&])\n)*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;•·|]\s+(?:and\s+)?|\s{3,}|\t+")
_WORDS, _FEWEST, _REGION = 6, 2, 2
_NO_COURSE = any_case(
    r"\b(?:club|society|teams?|list|awards?|honou?rs?|scholar(?:ship)?|member|captain|president|chapter|fraternity|sorority"
    r"|association|varsity|league|band|choir|council|gpa|grade|rank|prize|medal|diploma|degree|minor|graduat\w+|thesis"
    r"|volunteer\w*|capstone|internship|externship|practicum|clinicals?|hours|salutatorian|valedictorian|merit)\b"
)
"""What stands below a school and names no course."""


def coursework(
    document: Document, sections: Sequence[Section], entries: Sequence[Entry], frameworks: Frameworks
) -> list[tuple[Entry, int, int]]:
    """Give the courses that schooling lists by name, with the entry that they belong to: entry and span.

    A span holds one name, or names between commas: "Relevant coursework: …" in the details of an entry, and two or
    more lines on end that hold nothing but names.
    """
    schools = sorted((entry for entry in entries if entry.kind in _OF_SCHOOLS), key=_begins)
    own = [section.rows for section in sections if section.kind in _SCHOOLING and section.rows]
    told = [(one.start, one.end) for entry in entries for one in entry.evidence]
    places = [entry.body for entry in schools if entry.body is not None]
    found = _labelled(document.text, [*places, *((rows[0].start, rows[-1].end) for rows in own)], Spans(told))
    taken = Spans([*told, *found])
    for rows in own:
        left = [row for row in rows if not taken.touch(row.start, row.end)]
        found += [(row.start, row.end) for row in _named(left, frameworks)]
    above = [bisect_left(schools, start, key=_begins) for start, _ in found]
    return [(schools[n - 1], *place) for n, place in zip(above, found, strict=True) if n]


def _labelled(text: str, places: Sequence[tuple[int, int]], told: Spans) -> list[tuple[int, int]]:
    """Give what stands behind labels of courses and fields of study, but for what an entry tells."""
    found = {match.span("list") for place in places for match in _LABELLED.finditer(text, *place)}
    return sorted(span for span in found if not told.touch(*span))


def _begins(entry: Entry) -> int:
    return entry.evidence[0].start


def _named(rows: Sequence[Row], frameworks: Frameworks) -> Iterator[Row]:
    """Give lines that hold nothing but names of courses, where several stand on end; names of tools are none."""
    for told, group in groupby(((row, _names(row)) for row in rows), key=lambda pair: bool(pair[1])):
        run = list(group)
        names = [name for _, of_row in run for name in of_row]
        tools = sum(bool(frameworks.lookup(name, kinds=_TOOLS)) for name in names)
        if told and len(names) >= _FEWEST and 2 * tools <= len(names):
            yield from (row for row, _ in run)


def _names(row: Row) -> list[str]:
    """Give the names of courses that are all a row tells, or nothing."""
    said = row.said.rstrip(",;")
    if said.endswith(".") or ":" in said or any(find_dates(said)) or DETAIL.match(small(said)) or tells_duty(row):
        return []
    parts = _BETWEEN.split(said)
    return parts if all(map(_is_name, parts)) else []


def _is_name(said: str) -> bool:
    brief = len(said) > _REGION and said[0].isupper() and len(said.split()) <= _WORDS
    brief = brief and not _NO_COURSE.search(small(said))
    return brief and not is_school(said) and degree_in(said) is None and certificate_kind(said) is None
