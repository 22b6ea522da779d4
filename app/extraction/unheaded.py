"""Paragraphs of papers, schooling and lists that stand below no heading of their own, to sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.persons import tells_of_others
from app.extraction.parts.schooling import degree_in, is_school, opening_degree
from app.extraction.words.scores import title_score
from app.extraction.words.small import any_case, small
from app.extraction.words.validity import tells_until

_MIXED = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
"""Sections that such paragraphs stand in: before any heading, below an unknown one, or behind the last job."""
_PAPERS = (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
_PAPER_WORDS, _SCHOOL_WORDS, _HEADING_WORDS = 14, 18, 5
_TITLE = 1.5
_SEVERAL = 2
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/-]{2,40}?)\s*:\s+(?=\S)")
_SENTENCE = any_case(r"\b(?:I|I'm|my|we|our|who|which)\b|^this\s|\w{3}\.\s+[A-Z]\w+\s+[a-z]")
_COLLEGE = re.compile(r"\b(?:college|university|institute|academy)\b", re.IGNORECASE)
_CONTACT = re.compile(r"\S@\S|https?:|www\.|\(?\b\d{3}\)?[-.\s]+\d{3}[-.\s]+\d{4}\b")
_WON = re.compile(
    r"\b(?:prizes?|awards?|grants?|fellowships?|scholarships?|medals?|honou?rs|distinctions)\b", re.IGNORECASE
)
"""What somebody was given, beside the name of who gave it."""
_TOLD = re.compile(r"\b(?:current|issued)\b|#\s?\w*\d|\bno\.\s?\S*\d", re.IGNORECASE)
"""How a paper stands, or its number."""


def parted(section: Section) -> Iterator[Section]:
    """Part paragraphs of papers and schools off a section of another kind; each run becomes a section of its own."""
    if section.kind not in _MIXED:
        yield section
        return
    own: dict[int, SectionKind] = {}
    for _, group in groupby(section.rows, key=lambda row: row.block):
        own.update(_read(list(group), section.kind))
    if section.heading is not None and _WON.search(section.heading.said):
        # who gave a prize is no school that somebody went to
        own = {start: kind for start, kind in own.items() if kind is not SectionKind.EDUCATION}
    if not own:
        yield section
        return
    yield replace(section, rows=tuple(row for row in section.rows if row.start not in own))
    for kind, run in groupby(section.rows, key=lambda row: own.get(row.start)):
        if kind is not None:
            yield Section(kind, None, tuple(run))


def _read(rows: Sequence[Row], within: SectionKind) -> dict[int, SectionKind]:
    """Give the kind of each row of a paragraph that is nothing but papers and schools, or a list; else nothing."""
    if within is SectionKind.EXPERIENCE and any(row.bullet for row in rows):
        # these are duties
        return {}
    if len(rows) == 1 and within is not SectionKind.EXPERIENCE and (listed := _labelled(rows[0])) is not None:
        return {rows[0].start: listed}
    if any(row.words > _SCHOOL_WORDS for row in rows):
        return {}
    if len(rows) > 1 and _heads(rows[0], rows[1]):
        # a heading that nobody knows, with papers or schools below it
        below = _read(rows[1:], within)
        return {rows[0].start: SectionKind.OTHER, **below} if len(below) == len(rows) - 1 else {}
    kinds = [_kind(row) for row in rows]
    known = [kind for kind in kinds if kind is not None]
    alone = all(kind is not None or _brief(row) for kind, row in zip(kinds, rows, strict=True))
    loose = within is SectionKind.OTHER or (within is SectionKind.TOP and len(known) >= _SEVERAL and not alone)
    if loose and 2 * len(known) >= len(rows) and all(kind in _PAPERS for kind in known):
        # among other matters papers need not be alone
        dated = {row.start for row in rows if _is_told(row)}
        return {
            row.start: kind for row, kind in zip(rows, kinds, strict=True) if kind is not None and row.start in dated
        }
    if not known or 2 * len(known) < len(rows):
        return {}
    if not alone:
        return {}
    told = any(_is_told(row) for row in rows)
    if not told or (SectionKind.CERTIFICATIONS not in known and within is SectionKind.SUMMARY):
        return {}
    rest = SectionKind.CERTIFICATIONS if SectionKind.CERTIFICATIONS in known else SectionKind.EDUCATION
    return {row.start: kind or rest for kind, row in zip(kinds, rows, strict=True)}


def _is_told(row: Row) -> bool:
    """Something is said of a paper: a date, how long it holds or its number."""
    return any(find_dates(row.said)) or tells_until(row.said) or _TOLD.search(row.said) is not None


def _heads(row: Row, below: Row) -> bool:
    """A few words in capitals that name nothing, above a line in other print."""
    if not row.capitals or below.capitals or row.words > _HEADING_WORDS or find_dates(row.said):
        return False
    named = row.words > 1 and (certificate_kind(row.said) or is_school(row.said) or degree_in(row.said))
    return not named


def _labelled(row: Row) -> SectionKind | None:
    """The line is a list of skills or languages with its name in front ("Can also: forklift, air brakes")."""
    label = _LABEL.match(row.said) if ":" in row.said and "," in row.said else None
    named = section_named(label["label"]) if label is not None else None
    return named if named in (SectionKind.SKILLS, SectionKind.LANGUAGES) else None


def _kind(row: Row) -> SectionKind | None:
    dates = find_dates(row.said)
    if (
        any(not date.single for date in dates)
        or _WON.search(row.said)
        or _SENTENCE.search(small(row.said))
        or _CONTACT.search(row.said)
        or tells_of_others(row.said)
    ):
        return None
    school = is_school(row.said)
    sure = school and ("," in row.said or _COLLEGE.search(row.said) is not None)
    paper = certificate_kind(row.said) is not None and row.words <= _PAPER_WORDS
    if paper and not (sure and degree_in(row.said)):
        return SectionKind.CERTIFICATIONS
    if not (school or dates) or row.words > _SCHOOL_WORDS or title_score(row.said.split(",")[0]) >= _TITLE:
        return None
    told = school if dates else degree_in(row.said) is not None
    return SectionKind.EDUCATION if told or (dates and opening_degree(row.said)) else None


def _brief(row: Row) -> bool:
    """A name and one date, which among papers is a paper ("H2S Alive 2023")."""
    dates = find_dates(row.said)
    single = len(dates) == 1 and dates[0].single
    return (
        single
        and row.words <= _PAPER_WORDS
        and not _SENTENCE.search(small(row.said))
        and not _CONTACT.search(row.said)
    )
