"""Addresses of web pages and of people on networks, as builders of resumes print them, left out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row

_TOLD = (
    SectionKind.EXPERIENCE,
    SectionKind.EDUCATION,
    SectionKind.VOLUNTEERING,
    SectionKind.MILITARY,
    SectionKind.PROJECTS,
    SectionKind.CERTIFICATIONS,
    SectionKind.LICENCES,
    SectionKind.COURSES,
)
_OF_PERSON = (SectionKind.TOP, SectionKind.CONTACT, SectionKind.SUMMARY)
_NETWORK = re.compile(
    r"(?:linkedin|twitter|facebook|instagram|skype|telegram|mastodon|xing)(?:\s+@?[\w.-]+)?|git(?:hub|lab)\s+@?[\w.-]+",
    re.IGNORECASE,
)
"""Where somebody can be found, perhaps with the name they have there."""
_MARKS = ("://", "www.")
_BEHIND = re.compile(r"(?:(?<!\S)\(?(?:https?://|www\.)[^\s()]{1,300}\)?\s*+){1,4}$")
"""At the end of a row, in brackets where a browser prints where a link leads."""


def without_addresses(section: Section) -> Section:
    """Leave out the address of who is named, below or behind the name, and where a person can be found.

    Neither names anything of its own.
    """
    if section.kind in _OF_PERSON:
        return replace(section, rows=tuple(row for row in section.rows if _NETWORK.fullmatch(row.said) is None))
    if section.kind not in _TOLD or not any(mark in row.said for row in section.rows for mark in _MARKS):
        return section
    return replace(section, rows=tuple(_named(section.rows)))


def _named(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        behind = _BEHIND.search(row.said) if any(mark in row.said for mark in _MARKS) else None
        if behind is None:
            yield row
        elif behind.start() > 0:
            said = row.said[: behind.start()].rstrip()
            yield replace(row, end=row.start + len(said), said=said)
