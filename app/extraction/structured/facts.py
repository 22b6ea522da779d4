"""Facts of a structured source to entries, listed skills and the sections of what was done."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.documents.model import Evidence
from app.extraction.claims import Sighting
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import rows, rows_within
from app.extraction.model import Basis, CourseState, Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.jobs import in_forces
from app.extraction.skills.lists import Known, items
from app.extraction.skills.trimming import trim
from app.extraction.structured.courses import course_entry, listed_courses, scale_told
from app.extraction.structured.told import PROSE, Told, evidence_of

_SECTIONS = {
    "person": SectionKind.CONTACT,
    "summary": SectionKind.SUMMARY,
    "skills": SectionKind.SKILLS,
    "employment": SectionKind.EXPERIENCE,
    "military-service": SectionKind.MILITARY,
    "volunteering": SectionKind.VOLUNTEERING,
    "project": SectionKind.PROJECTS,
    "education": SectionKind.EDUCATION,
}
_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
_KINDS = frozenset(map(str, EntryKind))
_NAMED = ("title", "programme", "organization", "start", "end", "status")
_FALSE = re.compile(r"false|no|0", re.IGNORECASE)
_LISTED = re.compile(r"[,;|•\n]")
_LONGEST, _MOST_WORDS = 80, 8
"""Characters and words of a skill; what is longer is no name of one."""
_GRANTED = re.compile(r"true|yes|1|(?:.*\b)?(?:granted|conferred|awarded|completed?|graduated)\b.*", re.IGNORECASE)
_GOING = re.compile(r"\b(?:in[\s-]?progress|enrolled|ongoing|pursuing|expected)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"false|no|0|.*\b(?:in[\s-]?progress|enrolled|ongoing|pursuing|candidate|expected|incomplete|withdrawn|denied"
    r"|not (?:granted|conferred|completed?))\b.*",
    re.IGNORECASE,
)


def is_transcript_told(records: Sequence[Told]) -> bool:
    """Say whether the records are a school's: courses with grades or credits."""
    return any(one.kind == EntryKind.COURSE and one.of("grade", "credits", "earned") for one in records)


def fact_entries(records: Sequence[Told]) -> list[Entry]:
    """Give the entries that the records tell. Ids are numbered later; a record without a name is none.

    Courses and degrees of a transcript are those of the school, and of the session, that is told before them.
    """
    scale = scale_told(records)
    school = session = None
    entries: list[Entry] = []
    for one in records:
        if one.kind == "school":
            school, session = one, None
        elif one.kind == "session":
            session = one
        elif one.kind == EntryKind.COURSE:
            entries += course_entry(one, school, session, scale)
        elif one.kind in _KINDS:
            entries += _entry(one, school)
            entries += listed_courses(one)
    return entries


def _entry(one: Told, school: Told | None) -> Iterator[Entry]:
    title, organization, programme = one.said("title"), one.said("organization"), one.said("programme")
    kind = EntryKind(one.kind)
    place: tuple[Evidence, ...] = ()
    if kind is EntryKind.EDUCATION and organization is None and school is not None:
        organization, place = school.said("organization"), evidence_of(school, "organization")
    if kind in _PAPERS:
        told_ = certificate_kind(title) if title and kind is EntryKind.CERTIFICATION else None
        kind = told_ or kind
    if kind is EntryKind.EMPLOYMENT and organization and in_forces(organization):
        kind = EntryKind.MILITARY_SERVICE
    if not (title or (organization and kind not in _PAPERS) or (programme and kind is EntryKind.EDUCATION)):
        return
    start, end = one.date("start"), one.date("end")
    current = any(not _FALSE.fullmatch(one.text(fact)) for fact in one.of("current")) and end is None
    completed = _completed(one)
    body = one.of(*PROSE)
    yield Entry(
        id="",
        kind=kind,
        title=title,
        organization=organization,
        programme=programme,
        location=one.said("location"),
        start=(start.start or start.end) if start else None,
        end=(end.end or end.start) if end else None,
        current=current,
        expected=end is not None and (end.expected or _GOING.search(one.said("status") or "") is not None),
        completed=completed,
        # a degree that a transcript says is not reached is not claimed, as a course is not
        state=CourseState.IN_PROGRESS if place and completed is False else None,
        evidence=(*evidence_of(one, *_NAMED), *place),
        body=(body[0].start, body[-1].end) if body else None,
    )


def _completed(one: Told) -> bool | None:
    """Whether a degree was reached, by the word of the format for it."""
    said = one.said("status")
    if said is None:
        return None
    if _NOT_YET.fullmatch(said):
        return False
    return True if _GRANTED.fullmatch(said) else None


def fact_sections(records: Sequence[Told]) -> list[Section]:
    """Give what was told in sentences as sections; the first is the person's own data, which names no skill."""
    if not records:
        return []
    found = rows(records[0].document)
    sections: list[Section] = []
    for one in records:
        kind = _SECTIONS.get(one.kind)
        facts = one.facts if kind is SectionKind.CONTACT else tuple(one.of(*PROSE))
        rows_ = tuple(row for fact in facts for row in rows_within(found, fact.start, fact.end))
        if kind is not None and rows_:
            sections.append(Section(kind, None, rows_))
    if not sections or sections[0].kind is not SectionKind.CONTACT:
        sections.insert(0, Section(SectionKind.CONTACT, None, ()))
    return sections


def fact_skills(records: Sequence[Told], entries: Sequence[Entry], known: Known) -> Iterator[Sighting]:
    """Give the skills of the lists: one for each value, or for each part of a value that is a list itself.

    The name of a group of skills ("Web Development: HTML, CSS") is one only when a framework knows it.
    """
    owners = {entry.evidence[0].start: entry.id for entry in entries}
    found = rows(records[0].document) if records else []
    for one in records:
        owner = next((owners[fact.start] for fact in one.facts if fact.start in owners), None)
        for fact in one.of("skill", "group"):
            if fact.field == "group" and not known(one.text(fact)):
                continue
            spans = [(fact.start, fact.end)]
            if _LISTED.search(one.text(fact)):
                listed, _ = items(one.document.text, list(rows_within(found, fact.start, fact.end)), known)
                spans = [(item.start, item.end) for item in listed]
            for start, end in spans:
                yield from _skill(one.document.text, *trim(one.document.text, start, end), known, owner)


def _skill(text: str, start: int, end: int, known: Callable[[str], bool], owner: str | None) -> Iterator[Sighting]:
    said = text[start:end]
    if section_named(said) is SectionKind.SKILLS:
        return  # "Skills" as the name of a list that is empty
    if 0 < len(said) <= _LONGEST and len(said.split()) <= _MOST_WORDS and re.search(r"[^\W\d_]", said):
        yield Sighting(start, end, Basis.STATED, 0.95 if known(said) else 0.85, owner)
