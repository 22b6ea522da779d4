"""Sections to sections of the right kind, where the rows below a heading tell more than its words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.dates import find_dates
from app.extraction.duties import tells_duties
from app.extraction.headings import SectionKind
from app.extraction.rows import Row
from app.extraction.sections import Section

_FEWEST = 3
_FIGURES = re.compile(
    r"^[^\W\d_][^\t]*?(?:\t|\s{2,})(?!(?:19|20)\d\d\b)\d{1,2}(?:,\d{3}|\d?)\b[\d,.\s]*(?:\w{2,5}\.?)?(?:\t|\s{2,}|$)"
)
"""A name, and in the next columns how many years or hours."""


def by_rows(section: Section) -> Section:
    """Correct the kind of a section: names beside figures are skills, duties below "education" were done."""
    return replace(section, kind=_kind(section.kind, section.rows))


def _kind(kind: SectionKind, rows: Sequence[Row]) -> SectionKind:
    if kind is SectionKind.EXPERIENCE and len(rows) >= _FEWEST and all(_FIGURES.search(row.said) for row in rows[1:]):
        return SectionKind.SKILLS
    if kind is SectionKind.EDUCATION and tells_duties(rows) and not any(any(find_dates(row.said)) for row in rows):
        return SectionKind.OTHER
    return kind
