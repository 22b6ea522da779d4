"""Jobs that stand below no heading of work."""

import re
from collections.abc import Sequence

from app.documents.model import Document
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.jobs.entries import cut_entries, cut_jobs, job_entries
from app.extraction.jobs.uniforms import served
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.schooling import opening_degree
from app.extraction.words.scores import organization_score, title_score

_WORK = (SectionKind.EXPERIENCE, SectionKind.MILITARY, SectionKind.PROJECTS)
_LIKELY = 0.8
"""Without a heading only what has a word of titles is taken for a job."""
_TITLE = 1.5
_HEADING = 5
_SEVERAL, _LISTED = 2, 3
_RESEARCH = "research"
"""Below it stand jobs, or what somebody wrote."""
_REACHED = re.compile(r"[\w.+-]@\w|\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
"""How to reach somebody: an address or a number."""
_PRAISE = re.compile(
    r"award|honou?r|recogni|achieve|accomplish|publi|talk|sport|interest|hobb|distinct|test|refer|member|affiliat",
    re.I,
)


def _is_job(entry: Entry) -> bool:
    told = title_score(entry.title or "") >= _TITLE
    return told and (entry.current or (entry.end is not None and entry.end != entry.start))


def _is_named(job: Entry) -> bool:
    """It has a beginning and an end or goes on, and neither its title nor its employer is a sentence."""
    said = f"{job.title}\n{job.organization}"
    brief = all(len((name or "").split()) < _HEADING for name in (job.title, job.organization))
    goes_on = job.current and brief and (job.title or "")[:1].isupper()
    return bool(job.start and (job.end or goes_on)) and re.search(r"\w{3}\.(?:\s|$)", said) is None


def _below_the_name(section: Section) -> Sequence[Row]:
    """Leave out the paragraph a document begins with where it has no date: whose it is, and how to reach them."""
    rows = section.rows
    first = [row for row in rows if row.block == rows[0].block] if rows and section.kind is SectionKind.TOP else []
    if any(any(find_dates(row.said)) for row in first):
        first = first[:1] if not any(find_dates(first[0].said)) and len(first) > 1 else []
    rest = rows[len(first) :]
    while first and rest and _REACHED.search(rest[0].said) and not any(find_dates(rest[0].said)):
        rest = rest[1:]
    while first and len(rest) > 1 and _stands_over(*rest[:2]) and _names_nobody(rest[0]):
        # a heading that nobody knows
        rest = rest[1:]
    return rest


def _stands_over(row: Row, below: Row) -> bool:
    return row.block != below.block or (row.styled and not below.styled)


def _names_nobody(row: Row) -> bool:
    dated = any(find_dates(row.said))
    unnamed = title_score(row.said) < 1 and (organization_score(row.said) < 1 or (row.styled and row.words == 1))
    return not dated and row.words <= _HEADING and unnamed


def _begins(document: Document, job: Entry) -> bool:
    """Say whether a line of the document begins with the dates of a job."""
    line = document.text[document.text.rfind("\n", 0, job.evidence[0].start) + 1 :].split("\n", 1)[0]
    return any(date.at == 0 and not date.single for date in find_dates(line.lstrip()))


def _is_schooling(job: Entry) -> bool:
    """Its title or employer begins with a degree: it was learnt there ("certificate in welding, elm tech, 2010")."""
    return any(opening_degree(said) is not None for said in (job.title, job.organization) if said)


def are_stray(found: Sequence[Section]) -> bool:
    """Say whether a document has no section of work with a heading of its own."""
    return not any(s.kind in _WORK and s.heading is not None for s in found)


def stray_jobs(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Entries of a document without an experience section: dated blocks wherever they stand.

    Beside one, the jobs of sections whose heading nobody knows ("Recent activity").
    """
    entries: list[Entry] = []
    if not are_stray(found):
        for section in found:
            heading = section.heading.said if section.heading else ""
            unknown = not section_named(heading) or heading.casefold() == _RESEARCH
            other = section.kind is SectionKind.OTHER and unknown and not _PRAISE.search(heading)
            if other:
                jobs = job_entries(document, section.rows, EntryKind.EMPLOYMENT)
                entries += [served(job) for job in jobs if job.organization and job.start and _is_job(job)]
        return entries
    for section in found:
        headless = section.kind in (SectionKind.TOP, SectionKind.OTHER, SectionKind.SUMMARY)
        # unpaid work may have a heading where paid work has none, and so may prizes
        headless = headless and (section.heading is None or not _PRAISE.search(section.heading.said))
        if headless and (cuts := cut_jobs(document.text, _below_the_name(section))):
            jobs = cut_entries(document, cuts, EntryKind.EMPLOYMENT)
            jobs = [job for job in jobs if not _is_schooling(job)]
            told = [job for job in jobs if job.title and job.organization and (job.start or job.end)]
            sure = [title_score(job.title or "") >= _LIKELY for job in told]
            # among jobs a dated line of the same kind is one, whatever the work is called
            several = sum(sure) >= _SEVERAL
            entries += [
                job for job, is_sure in zip(told, sure, strict=True) if is_sure or (several and _is_named(job))
            ]
            if any(sure) and not several:
                # a list of periods, each with what was done then behind it
                listed = [job for job in jobs if (job.start and (job.end or job.current)) and _begins(document, job)]
                entries += [job for job in listed if job not in entries] if len(listed) >= _LISTED else []
            # who works on his own account names no employer
            entries += [job for job in jobs if several and job.organization is None and _is_job(job)]
    return entries
