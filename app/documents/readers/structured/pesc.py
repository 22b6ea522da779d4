"""A PESC college transcript (CollegeTranscript 1.x) to a document."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record, write
from app.documents.readers.structured.strict_xml import below, children, find, name_of, said


def is_college_transcript(root: Element) -> bool:
    """Say whether an element is the root of a college transcript."""
    return name_of(root) == "CollegeTranscript"


def read_college_transcript(root: Element, source: SourceDocument, limits: Limits) -> Document:
    """Write a transcript: the student, then for each academic record its school, awards, and sessions with courses.

    A course that names a school of its own was taken there. Raises SourceEmpty, SourceTooLarge.
    """
    student = find(root, "Student")
    parts = [Part("", (_person(find(student, "Person")),))]
    sender = said(root, "TransmissionData", "Source", "Organization", "OrganizationName")
    for academic in children(student, "AcademicRecord"):
        school = said(academic, "School", "OrganizationName") or sender
        parts.append(Part("Academic record", tuple(_record(academic, school))))
    return write(parts, source, limits, "application/xml")


def _person(person: Element | None) -> Record:
    name = find(person, "Name")
    parts = ("FirstName", "MiddleName", "LastName")
    names = [piece for part in parts for piece in (" ", Said("name", said(name, part)))]
    contacts = [
        tuple(
            piece
            for line in ("AddressLine", "City", "StateProvinceCode", "PostalCode")
            for one in children(address, line)
            for piece in (Said("address", said(one)), ", ")
        )
        for address in below(person, "Address")
    ]
    emails = ((Said("email", said(one)),) for one in below(person, "EmailAddress"))
    return record("person", tuple(names[1:]), *contacts, *emails)


def _record(academic: Element, school: str) -> Iterator[Record]:
    yield record("school", (Said("organization", school),))
    yield from map(_award, children(academic, "AcademicAward"))
    # credit by examination or from before may stand outside of any session
    yield from map(_course, children(academic, "Course"))
    for session in children(academic, "AcademicSession"):
        yield _session(session)
        yield from map(_award, children(session, "AcademicAward"))
        yield from map(_course, children(session, "Course"))


def _award(award: Element) -> Record:
    studied = children(award, "AcademicAwardProgram", "AcademicProgram")
    programs = [said(one, "AcademicProgramName") for one in studied]
    done = said(award, "AcademicCompletionIndicator")
    date = said(award, "AcademicAwardDate") or said(award, "AcademicCompletionDate")
    return record(
        "education",
        (Said("title", said(award, "AcademicAwardTitle")), ", ", Said("programme", programs[0] if programs else "")),
        *((Said("", program),) for program in programs[1:]),
        (Said("end", date, label="Awarded: "),),
        (Said("status", done, label="Completed: "),),
    )


def _session(session: Element) -> Record:
    detail = find(session, "AcademicSessionDetail")
    first = said(detail, "SessionBeginDate")
    last = said(detail, "SessionEndDate")
    name = said(detail, "SessionName") or said(detail, "SessionDesignator")
    return record("session", (Said("term", name),), period(first, last))


def _course(course: Element) -> Record:
    subject, number = said(course, "CourseSubjectAbbreviation"), said(course, "CourseNumber")
    code = () if subject or number else (Said("code", said(course, "OriginalCourseID")), "  ")
    elsewhere = said(course, "CourseOverrideSchool", "OrganizationName")
    first = said(course, "CourseBeginDate")
    last = said(course, "CourseEndDate")
    pieces: tuple[Piece, ...] = (
        *code,
        Said("subject", subject),
        " ",
        Said("number", number),
        "  ",
        Said("title", said(course, "CourseTitle")),
        "  ",
        Said("credits", said(course, "CourseCreditValue"), label="Credits: "),
        "  ",
        Said("earned", said(course, "CourseCreditEarned"), label="Earned: "),
        "  ",
        Said("grade", _grade(course), label="Grade: "),
        "  ",
        Said("state", said(course, "CourseAcademicGradeStatusCode"), label="Status: "),
        "  ",
        Said("repeat", said(course, "CourseRepeatCode"), label="Repeat: "),
        "  ",
        Said("basis", _basis(course), label="Credit: "),
        "  ",
        Said("start", first),
        " – ",
        Said("end", last),
    )
    return record("course", pieces, (Said("elsewhere", elsewhere, label="Taken at: "),) if elsewhere else ())


def _grade(course: Element) -> str:
    grade = said(course, "CourseAcademicGrade")
    return grade or next((said(one) for one in below(course, "CourseSupplementalGrade") if said(one)), "")


def _basis(course: Element) -> str:
    """Give the kind of credit, where it is not the ordinary one."""
    basis = said(course, "CourseCreditBasis")
    return "" if basis == "Regular" else basis
