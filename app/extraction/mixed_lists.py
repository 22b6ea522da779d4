"""Sections whose heading names skills and papers ("Skills & Certifications") to a section of each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.headings.words import PAPERS, names_skills
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind, is_body, says_nothing
from app.extraction.parts.issuers import is_known

_BETWEEN = re.compile(r"\s*(?:[,;|•·●▪](?![^()]*\))|\s[–—-]\s|\t+|\s{3,})\s*")
"""Between the things that a line lists; a comma in brackets parts nothing."""
_SKILL, _PAPER, _NEITHER = "skill", "paper", ""


def skills_apart(section: Section) -> Iterator[Section]:
    """Part the skills off a section of papers whose heading names them as well, line by line and item by item."""
    if section.heading is None or section.kind not in PAPERS or not names_skills(section.heading.said):
        yield section
        return
    told = [part for row in section.rows for part in _parts(row)]
    skills = tuple(row for kind, row in told if kind == _SKILL)
    if not skills:
        yield section
        return
    yield replace(section, rows=tuple(row for kind, row in told if kind == _PAPER))
    yield Section(SectionKind.SKILLS, section.heading, skills)


def _parts(row: Row) -> Iterator[tuple[str, Row]]:
    """Give what a row lists, by whether it is skills or papers; dates and bodies go with the paper before them."""
    told: list[tuple[str, int, int]] = []
    at = 0
    for mark in [*_BETWEEN.finditer(row.said), None]:
        end = mark.start() if mark is not None else len(row.said)
        if row.said[at:end].strip():
            told.append((_kind(row.said[at:end].strip(), told[-1][0] if told else _NEITHER), at, end))
        at = mark.end() if mark is not None else end
    for kind, group in groupby(told, key=lambda one: one[0]):
        parts = list(group)
        start, end = parts[0][1], parts[-1][2]
        yield kind, row.part(start, end)


def _kind(said: str, before: str) -> str:
    if certificate_kind(said) is not None:
        return _PAPER
    # "Microsoft Office" is no body
    gave = is_known(said) or (is_body(said) and not is_known(said.split()[0]))
    if before == _PAPER and (gave or says_nothing(said)):
        return _PAPER
    return _PAPER if any(find_dates(said)) else _SKILL
