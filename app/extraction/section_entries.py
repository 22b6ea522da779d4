"""Sections to the entries that stand in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from app.documents.model import Document
from app.extraction.certificates.entries import certificate_entries
from app.extraction.certificates.labelled import labelled_papers
from app.extraction.certificates.rows import expires_only
from app.extraction.certificates.tabled import tabled_papers
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.headings.words import fold_heading, names_papers
from app.extraction.jobs.entries import Cut, cut_entries, cut_jobs, cut_line, job_form
from app.extraction.jobs.forms import Form
from app.extraction.jobs.roles_there import There, between, role_entries, roles_there
from app.extraction.jobs.tables import tabled_jobs
from app.extraction.jobs.uniforms import below_branch, in_uniform, of_branch, out_of_uniform, served, told_branch
from app.extraction.lines.dated_rows import is_date
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.schooling.degrees import is_award, is_course_there, is_degree, is_schooling
from app.extraction.schooling.entries import school_entries
from app.extraction.schooling.lists_apart import brought_together
from app.extraction.skills.duties import tells_duty
from app.extraction.skills.verbs import form as form_of
from app.extraction.skills.verbs import is_verb
from app.extraction.words.scores import title_score

JOBS = {
    SectionKind.EXPERIENCE: EntryKind.EMPLOYMENT,
    SectionKind.MILITARY: EntryKind.MILITARY_SERVICE,
    SectionKind.VOLUNTEERING: EntryKind.VOLUNTEERING,
    SectionKind.PROJECTS: EntryKind.PROJECT,
}
SCHOOLING = {SectionKind.EDUCATION: EntryKind.EDUCATION, SectionKind.COURSES: EntryKind.COURSE}
_CERTIFICATES = {
    SectionKind.CERTIFICATIONS: EntryKind.CERTIFICATION,
    SectionKind.LICENCES: EntryKind.LICENCE,
}


_UNPAID = EntryKind.VOLUNTEERING
_LINE_WORDS, _FEWEST = 14, 2
_WHEN = re.compile(
    r"(?:every|each|most|alternate|some|once|twice)\b.*|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?"
    r"|weekly|monthly|daily|yearly",
    re.IGNORECASE,
)
"""How often somebody came, and no title."""
_SEARCH = re.compile(r"(?:[\w&/’'-]+ ){0,3}(?:search|hiring|selection|nominating) committee", re.IGNORECASE)
"""Behind it stands whom it looked for ("Search committee, Dean of Arts")."""
_PARTED = re.compile(r",\s|\s[-–—|•]\s|\s(?:at|for|with)\s|\s\(|:\s|\s{2,}|\t")
"""Between a role and whom it was for."""


def section_entries(document: Document, sections: Sequence[Section]) -> list[Entry]:
    """Read the entries of all sections; the jobs of one document have one form. Ids are numbered later."""
    tabled = [
        tabled_jobs(document, section.rows, JOBS[section.kind], section.heads) if section.kind in JOBS else ([], [])
        for section in sections
    ]
    there = [
        roles_there(document.text, rows) if section.kind is SectionKind.EXPERIENCE else []
        for section, (_, rows) in zip(sections, tabled, strict=True)
    ]
    cuts = [
        [one for part in between(rows, roles) for one in _cut(document.text, section, part)]
        for section, (_, rows), roles in zip(sections, tabled, there, strict=True)
    ]
    form = job_form(chain.from_iterable(cuts))
    found = (
        [
            *(_as_schooling(served(in_uniform(entry))) for entry in table),
            *_with_roles(document, _entries(document, section, cut, form), roles),
        ]
        for section, (table, _), cut, roles in zip(sections, tabled, cuts, there, strict=True)
    )
    return brought_together(list(chain.from_iterable(found)))


def _with_roles(document: Document, entries: list[Entry], there: Sequence[There]) -> list[Entry]:
    """Put the roles that words tell of one employer among the entries of their section, in the order of the text."""
    if not there:
        return entries
    both = [*entries, *role_entries(document, there, EntryKind.EMPLOYMENT)]
    return sorted(both, key=lambda entry: entry.evidence[0].start)


def _cut(text: str, section: Section, rows: Sequence[Row]) -> list[Cut]:
    """Cut a section of work into entries; unpaid work is often told in a line each, with or without a date."""
    own = [row for row in rows if not _tells_deed(row)]
    if section.kind is not SectionKind.VOLUNTEERING or len(own) < _FEWEST or not all(map(_in_one_line, own)):
        return cut_jobs(text, rows)
    cuts: list[Cut] = []
    starts = [n for n, row in enumerate(rows) if not _tells_deed(row)]
    for first, last in pairwise([*starts, len(rows)]):
        # what was done stands below whom it was for
        line = replace(rows[first], bullet=False)
        cuts += cut_jobs(text, [line, *rows[first + 1 : last]]) or [cut_line(text, line)]
    return cuts


def _tells_deed(row: Row) -> bool:
    """A line that begins with what was done ("Helped neighbor's kids with homework")."""
    first = row.said.split()[0].casefold()
    return form_of(first) == "past" and is_verb(first)


def _without_when(entry: Entry) -> Entry:
    timed = entry.kind is _UNPAID and entry.title is not None and _WHEN.fullmatch(entry.title) is not None
    sought = entry.kind is _UNPAID and entry.organization is not None and _SEARCH.fullmatch(entry.organization)
    return entry.model_copy(update={"title": None}) if timed or sought else entry


def _as_schooling(entry: Entry) -> Entry:
    """Make schooling of what stands among jobs and is a school's diploma ("Elm High School | 2011 | Diploma")."""
    title, school = entry.title or "", entry.organization or ""
    degree = degree_in(title) if entry.kind is EntryKind.EMPLOYMENT and is_school(school) else None
    if degree is None or degree.end() < len(title) or title_score(title) >= 1:
        return entry
    start = None if entry.start == entry.end else entry.start
    return entry.model_copy(update={"kind": EntryKind.EDUCATION, "start": start, "location": None})


def _is_told(entry: Entry) -> bool:
    """Unpaid work has a date, or says whom it was for."""
    return bool(entry.organization or entry.start or entry.end or entry.current)


def _in_one_line(row: Row) -> bool:
    """A line of names, with marks between them, that does not begin with what was done."""
    dates = find_dates(row.said)
    alone = any((date.at, date.to) == (0, len(row.said)) for date in dates)
    return row.words <= _LINE_WORDS and not alone and not tells_duty(row) and _PARTED.search(row.said) is not None


def _entries(document: Document, section: Section, cuts: Sequence[Cut], form: Form) -> list[Entry]:
    found = section.rows
    if section.kind in JOBS:
        kind = JOBS[section.kind]
        entries = [served(in_uniform(entry)) for entry in cut_entries(document, cuts, kind, form)]
        entries = [_as_schooling(_without_when(entry)) for entry in entries]
        if section.kind is SectionKind.MILITARY:
            entries = out_of_uniform(section, entries)
        entries = [of_branch(document, section, entry) for entry in entries if kind is not _UNPAID or _is_told(entry)]
        branch = told_branch(document.text) if section.kind is SectionKind.MILITARY else None
        return entries if branch is None else [below_branch(document, entry, branch) for entry in entries]
    if section.kind in SCHOOLING:
        mixed = section.heading is not None and names_papers(section.heading.said, qualified=True)
        return school_entries(document, found, SCHOOLING[section.kind], mixed=mixed)
    if section.kind in _CERTIFICATES:
        heading = fold_heading(section.heading.said) if section.heading is not None else ""
        schools = _schools(found, qualified=heading.endswith("qualifications"))
        courses = [row for row in found if row not in schools and is_course_there(row)]
        papers = [row for row in found if row not in schools and row not in courses]
        in_table, papers = tabled_papers(document, section.heading, papers, _CERTIFICATES[section.kind])
        in_fields, papers = labelled_papers(document, papers, _CERTIFICATES[section.kind])
        until = expires_only([head.said for head in section.heads])
        entries = (
            in_table + in_fields + certificate_entries(document, papers, _CERTIFICATES[section.kind], until=until)
        )
        entries += school_entries(document, courses, EntryKind.COURSE) if courses else []
        return entries + (school_entries(document, schools) if schools else [])
    return []


def _schools(rows: Sequence[Row], *, qualified: bool = False) -> list[Row]:
    """Give the rows that tell of schooling, each with the date that stands alone above it.

    `qualified`: the heading is "Qualifications", below which Britons list what schools and bodies gave.
    """
    schools: list[Row] = []
    for above, row in zip((None, *rows), rows, strict=False):
        if is_degree(row) or is_schooling(row) or (qualified and is_award(row)):
            dated = above is not None and not find_dates(row.said) and is_date(above)
            schools += [above, row] if dated and above is not None else [row]
    return schools
