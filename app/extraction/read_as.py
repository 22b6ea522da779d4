"""Whether a document is read as a transcript, though it may tell of work as well."""

import re

from app.documents.model import Document
from app.extraction.filled.jobs import filled_in
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.lines.rows import rows
from app.extraction.transcripts.joint_services import is_joint_services, is_part_of_service
from app.extraction.transcripts.listed import has_lists, lists_courses
from app.extraction.transcripts.recognised import is_headed_as_one, is_transcript

_OF_RESUMES = (SectionKind.SUMMARY, SectionKind.EXPERIENCE, SectionKind.SKILLS)
_OF_WORK = frozenset({SectionKind.EXPERIENCE, SectionKind.SKILLS})
"""Transcripts may well sum up what they list, but not tell of work."""

_GOES_ON = re.compile(r"(?:19|20)\d\d ?(?:[-–—]|to) ?(?:present|current|now)\b", re.IGNORECASE)
"""Dates of a job that somebody has: no course lasts until today."""


def _sections_named(document: Document) -> set[SectionKind | None]:
    """Give what the lines head that are headings of resumes, but for parts of a Joint Services Transcript."""
    said = (document.text[line.start : line.end] for line in document.lines)
    return {section_named(line) for line in said if not is_part_of_service(line)}


def _tells_courses(document: Document) -> bool:
    """Say whether to read a document as a transcript: it lists courses, or is headed as one, and is no resume.

    Read as a resume, a transcript in a form that nobody knows would give names and numbers for skills; read as a
    transcript, a resume with a table of courses would lose its jobs.
    """
    if is_transcript(document):
        if is_headed_as_one(document) and not is_joint_services(document):
            return True
        found = _sections_named(document)
        return not found & _OF_WORK or len(found & {*_OF_RESUMES, SectionKind.EDUCATION}) < len(_OF_WORK)
    if not is_headed_as_one(document) or _GOES_ON.search(document.text):
        return False
    return not _sections_named(document) & {*_OF_RESUMES}


def reads_as_courses(document: Document) -> bool:
    """Say whether to read a document as a transcript; one whose boxes tell of jobs is a form."""
    listed = lists_courses(document)
    tells = listed or ((has_lists(document) or not document.cells) and _tells_courses(document))
    return tells and (is_headed_as_one(document) or not filled_in(document, rows(document)).entries)
