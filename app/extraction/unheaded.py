"""Paragraphs of papers, schooling and lists that stand below no heading of their own, to sections."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.headings.words import fold_heading, hinted, kind_of, names_clients
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.issuers import paper_kind
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
_SCHOOLS = (SectionKind.EDUCATION, SectionKind.COURSES)
_MORE = ("other", "odds and ends", "miscellaneous", "additional information", "other information", "additional info")
_MARKS = (" - ", " – ", " — ", " · ", "·", " • ", "|", " / ", ";", ",")
_LIST_ROWS, _FEW_NAMES, _ITEM_WORDS, _RARELY = 3, 3, 4, 8
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


def all_parted(sections: Iterable[Section]) -> list[Section]:
    """Part paragraphs of papers and schools off sections of other kinds; each run becomes a section of its own.

    So does a paragraph that lists skills, below papers or schools or a heading that nobody knows.
    """
    found = list(sections)
    schooled = any(
        section.kind is SectionKind.EDUCATION
        and _tells_schooling(section.heading)
        and any(is_school(row.said) or degree_in(row.said) for row in section.rows)
        for section in found
    )
    return [part for section in found for part in _parted(section, schooled=schooled)]


def _tells_schooling(heading: Row | None) -> bool:
    said = heading.said if heading is not None else ""
    return SectionKind.EDUCATION in (section_named(said), hinted(said))


def _opens_with_school(row: Row) -> bool:
    return is_school(row.said.split(",")[0]) and not degree_in(row.said)


def _parted(section: Section, *, schooled: bool) -> Iterator[Section]:
    """Part a section. `schooled`: the document tells elsewhere where somebody went to school.

    Below another heading lines that begin with a school and name no degree are then those that somebody worked or
    spoke for ("Selected clients").
    """
    said = section.heading.said if section.heading is not None else ""
    for_others = names_clients(said) or _WON.search(said) is not None
    schooled = schooled and bool(said) and not _tells_schooling(section.heading)
    if section.kind is SectionKind.EDUCATION and (
        for_others or (schooled and all(map(_opens_with_school, section.rows)))
    ):
        section = replace(section, kind=SectionKind.OTHER)
    own = dict(_own(section))
    if for_others or schooled:
        # who gave a prize, or is a client, is no school that somebody went to
        kept = {row.start for row in section.rows if not for_others and not _opens_with_school(row)}
        own = {at: kind for at, kind in own.items() if kind is not SectionKind.EDUCATION or at in kept}
    if not own:
        yield section
        return
    yield replace(section, rows=tuple(row for row in section.rows if row.start not in own))
    for kind, run in groupby(section.rows, key=lambda row: own.get(row.start)):
        if kind is not None:
            yield Section(kind, None, tuple(run))


def _own(section: Section) -> Iterator[tuple[int, SectionKind]]:
    """Give where the rows of a section begin that are of another kind, with that kind."""
    for n, (_, group) in enumerate(groupby(section.rows, key=lambda row: row.block)):
        rows = list(group)
        below = n > 0 or _is_unknown(section)
        if section.kind in _MIXED:
            yield from _read(rows, section.kind).items()
        if below and section.kind in (*_PAPERS, *_SCHOOLS, SectionKind.OTHER) and _is_list(rows):
            yield from ((row.start, SectionKind.SKILLS) for row in rows)
        elif n and section.kind in _SCHOOLS:
            yield from ((row.start, SectionKind.SKILLS) for row in rows if _is_labelled_list(row))


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
        if names_clients(rows[0].said):
            return {}
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


def _is_unknown(section: Section) -> bool:
    """Nobody knows what the heading is of, or it only says that more follows."""
    if section.kind is not SectionKind.OTHER or section.heading is None:
        return False
    folded = fold_heading(section.heading.said)
    return kind_of(folded) is None or folded in _MORE


def _is_labelled_list(row: Row) -> bool:
    """Several short names behind a label, of which none is a school or degree ("Programs: Excel, Tally, Docs")."""
    label = _LABEL.match(row.said)
    return label is not None and _is_list([row.part(label.end())], fewest=_FEW_NAMES)


def _is_list(rows: Sequence[Row], *, fewest: int = 5) -> bool:
    """Several short names with one mark between them, of which none is a paper, a school or a job."""
    said = " ".join(row.said for row in rows).rstrip(" .")
    if (
        len(rows) > _LIST_ROWS
        or ":" in said
        or find_dates(said)
        or _CONTACT.search(said)
        or _SENTENCE.search(small(said))
    ):
        return False
    mark = next((mark for mark in _MARKS if said.count(mark) >= fewest - 1), None)
    parts = [part.strip() for part in said.split(mark)] if mark is not None else []
    named = any(is_school(part) or degree_in(part) or title_score(part) >= _TITLE for part in parts)
    # a standard among many names may look like a paper ("ASME B30")
    named = named or sum(paper_kind(part) is not None for part in parts) * _RARELY > len(parts)
    return bool(parts) and not named and all(0 < len(part.split()) <= _ITEM_WORDS for part in parts)


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
