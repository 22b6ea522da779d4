"""Write an invented transcript's description as a PESC college transcript (XML)."""

from xml.sax.saxutils import escape

from tests.samples.transcripts import Award, Described, Term, cells

_NAMESPACE = "urn:org:pesc:message:CollegeTranscript:v1.6.0"
_STATUS = {
    "withdrawn": "Withdrew",
    "incomplete": "Incomplete",
    "in-progress": "InProgress",
    "audited": "AuditedCourse",
    "failed": "PassFailFail",
}
"""What the format says of a course whose grade does not say it."""


def _element(name: str, said: object) -> str:
    return f"<{name}>{escape(str(said))}</{name}>" if said else ""


def _state(described: Described, term: Term, row: str) -> str:
    told = dict(zip(described.columns, cells(row), strict=True))
    grade, said = told.get("grade") or "", row.partition("!")[2].strip() or told.get("state", "")
    return (described.states.get(said, said) if said else term.state) or described.states.get(grade, "passed")


def _course(described: Described, term: Term, row: str) -> str:
    told = dict(zip(described.columns, cells(row), strict=True))
    said = row.partition("!")[2].strip()
    state = _state(described, term, row)
    elsewhere = term.organization if term.organization != described.institution else None
    parts = [
        _element("CourseCreditBasis", "Regular"),
        _element("CourseCreditValue", told.get("credits") or told.get("earned")),
        _element("CourseCreditEarned", told.get("earned")),
        _element("CourseAcademicGrade", told.get("grade")),
        _element("CourseAcademicGradeStatusCode", _STATUS.get(state)),
        _element("CourseRepeatCode", "RepeatNotCounted" if state == "repeated" else None),
        _element("CourseSubjectAbbreviation", told.get("subject")),
        _element("CourseNumber", told.get("number")),
        _element("OriginalCourseID", told.get("code")),
        _element("CourseTitle", told["title"].replace("\\", " ")),
    ]
    if elsewhere:
        parts.append(f"<CourseOverrideSchool>{_element('OrganizationName', elsewhere)}</CourseOverrideSchool>")
    elif term.transfer or said == "transfer":
        parts[4] = _element("CourseAcademicGradeStatusCode", "TransferNoGrade")
    return f"<Course>{''.join(parts)}</Course>"


def _term(described: Described, term: Term) -> str:
    detail = (
        _element("SessionName", term.heading if term.term is None else term.term)
        + _element("SessionBeginDate", term.start)
        + _element("SessionEndDate", term.end)
    )
    courses = "".join(_course(described, term, row) for row in term.rows)
    return f"<AcademicSession><AcademicSessionDetail>{detail}</AcademicSessionDetail>{courses}</AcademicSession>"


def _award(award: Award) -> str:
    program = _element("AcademicProgramName", award.programme)
    parts = (
        _element("AcademicAwardDate", award.end),
        _element("AcademicAwardTitle", award.title),
        _element("AcademicCompletionIndicator", "false" if award.state else "true"),
        f"<AcademicAwardProgram>{program}</AcademicAwardProgram>" if program else "",
    )
    return f"<AcademicAward>{''.join(parts)}</AcademicAward>"


def college_transcript(described: Described) -> bytes:
    """Write the transcript; what a term or grade of the description means is said in the codes of the format."""
    first, _, last = described.name.rpartition(" ")
    school = f"<School>{_element('OrganizationName', described.institution)}</School>"
    record = school + "".join(map(_award, described.awards)) + "".join(_term(described, t) for t in described.terms)
    person = f"<Person><Name>{_element('FirstName', first)}{_element('LastName', last)}</Name></Person>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ColTrn:CollegeTranscript xmlns:ColTrn="{_NAMESPACE}">'
        f"<TransmissionData><DocumentID>T-1</DocumentID></TransmissionData>"
        f"<Student>{person}<AcademicRecord>{record}</AcademicRecord></Student></ColTrn:CollegeTranscript>"
    ).encode()


def is_american(described: Described) -> bool:
    """Whether a transcript is one that the format is made for: letters as grades, courses below their sessions."""
    plain = not {"term", "dates"} & {*described.columns} and "grade" in described.columns
    place = described.columns.index("grade") if plain else 0
    return plain and all(
        not any(c.isdigit() for c in cells(row)[place]) for term in described.terms for row in term.rows
    )
