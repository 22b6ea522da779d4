"""Europass CVs to a document: the Candidate XML of the portal since 2020, a profile of HR-XML.

Its elements: DG EMPL, "Europass XML schema", sections 3.1 to 3.37. A language that is given by a code alone stays a
code in the text: nobody wrote its name.
"""

from collections.abc import Iterator

from lxml.etree import QName
from lxml.etree import _Element as Element

from app.documents.model import Hidden
from app.documents.readers.markup import plain
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record
from app.documents.readers.structured.strict_xml import below, children, find, name_of, said

_SKILLS = (
    ("CommunicationAndInterpersonalSkill", "Communication and interpersonal skills"),
    ("ManagementAndLeadershipSkill", "Management and leadership skills"),
    ("OrganisationalSkill", "Organisational skills"),
)


def is_candidate(root: Element) -> bool:
    """Say whether an element is the root of a Europass Candidate; other systems have one of that name, too."""
    return name_of(root) == "Candidate" and "europass" in (QName(root).namespace or "").lower()


def candidate(root: Element, hidden: list[Hidden]) -> list[Part]:
    """Give what a Candidate says, part by part; of profiles in several languages the first."""
    person, profile = find(root, "CandidatePerson"), find(root, "CandidateProfile")
    jobs = (job for employer in below(profile, "EmployerHistory") for job in _jobs(employer, hidden))
    return [
        Part("", (_person(person),)),
        Part("About me", (record("summary", _details(profile, hidden, "ExecutiveSummary")),)),
        Part("Work experience", tuple(jobs)),
        Part(
            "Education and training",
            tuple(_school(one, hidden) for one in below(profile, "EducationOrganizationAttendance")),
        ),
        Part("Certifications", tuple(_paper(one) for one in below(profile, "Certification"))),
        Part("Languages", tuple(_mother_tongues(person))),
        Part("Skills", tuple(_competencies(profile))),
        Part("Digital skills", tuple(_digital(profile))),
        *(Part(heading, tuple(_titled(profile, name, hidden))) for name, heading in _SKILLS),
        Part("Projects", tuple(_project(one, hidden) for one in below(profile, "Project"))),
        Part("Volunteering", tuple(_voluntary(one, hidden) for one in below(profile, "VoluntaryWork"))),
        Part("Driving licence", tuple(_licences(profile))),
    ]


def _person(person: Element | None) -> Record:
    name = find(person, "PersonName")
    lines: list[list[Piece]] = []
    for channel in children(person, "Communication"):
        place = find(channel, "Address")
        parts = ("AddressLine", "PostalCode", "CityName", "CountryCode")
        lines.append([piece for part in parts for piece in (Said("address", said(place, part)), ", ")])
        number = (said(channel, "CountryDialing"), said(channel, "AreaDialing"), said(channel, "DialNumber"))
        lines.append([Said("phone", " ".join(filter(None, number)))])
        lines.append([Said("email" if "@" in said(channel, "URI") else "", said(channel, "URI"))])
    return record(
        "person", (Said("name", said(name, "GivenName")), " ", Said("name", said(name, "FamilyName"))), *lines
    )


def _details(entry: Element | None, hidden: list[Hidden], *path: str) -> tuple[Piece, ...]:
    return (Said("description", plain(said(entry, *path), hidden)),)


def _date(told: Element | None, name: str) -> str:
    return said(told, name, "FormattedDateTime") or said(told, name, "DateText")


def _period(told: Element | None) -> tuple[Piece, ...]:
    going = (said(told, "CurrentIndicator") or said(told, "Ongoing")).lower() == "true"
    return period(_date(told, "StartDate"), _date(told, "EndDate"), current=going)


def _jobs(employer: Element, hidden: list[Hidden]) -> Iterator[Record]:
    """Give a record for each position at an employer; the employer stands in each."""
    address = find(employer, "OrganizationContact", "Communication", "Address")
    for position in children(employer, "PositionHistory"):
        told = find(position, "EmploymentPeriod")
        told = find(employer, "EmploymentPeriod") if told is None else told
        yield record(
            "employment",
            (Said("title", " ".join(said(position, "PositionTitle").split())),),
            (Said("organization", said(employer, "OrganizationName")),),
            _period(told),
            (Said("location", said(position, "City") or said(address, "CityName")),),
            _details(position, hidden, "Description"),
        )


def _school(entry: Element, hidden: list[Hidden]) -> Record:
    degree = find(entry, "EducationDegree")
    title = said(entry, "ProgramName") or said(degree, "DegreeName")
    return record(
        "education",
        (Said("title", title),),
        (Said("organization", said(entry, "OrganizationName")),),
        _period(find(entry, "AttendancePeriod")),
        (Said("", said(degree, "FinalGrade", "ScoreText"), label="Final grade: "),),
        _details(degree, hidden, "OccupationalSkillsCovered"),
    )


def _paper(entry: Element) -> Record:
    title = said(entry, "CertificationName") or said(entry, "CertificationTypeCode")
    issuer = said(entry, "IssuingAuthority", "Name") or said(entry, "IssuingAuthortity", "Name")
    return record(
        "certification",
        (Said("title", title),),
        (Said("organization", issuer),),
        (Said("start", _date(entry, "FirstIssuedDate") or _date(entry, "CertificationDate")),),
    )


def _mother_tongues(person: Element | None) -> Iterator[Record]:
    for one in children(person, "PrimaryLanguageCode"):
        field = "skill" if one.get("typeCode") == "FREETEXT" else ""
        yield record("language", (Said(field, said(one)),))


def _competencies(profile: Element | None) -> Iterator[Record]:
    """Give what the person can do: a name is a skill, a code or address of a list is printed and no more."""
    qualified = find(profile, "PersonQualifications")
    yield record("skills", (Said("description", said(qualified, "QualificationsSummary")),))
    for one in below(profile, "PersonCompetency"):
        name = said(one, "CompetencyName") or said(one, "CompetencyID")
        coded = "language" in said(one, "TaxonomyID").lower() or "://" in name
        levels = [Said("level", said(level)) for level in below(one, "ScoreText")]
        parts = [piece for level in levels for piece in (", ", level)]
        yield record("skill", (Said("" if coded else "skill", name), " – ", *parts[1:]))


def _digital(profile: Element | None) -> Iterator[Record]:
    for group in below(profile, "DigitalSkillsGroup"):
        listed = [piece for one in children(group, "DigitalSkill") for piece in (", ", Said("skill", said(one)))]
        yield record("skill", (Said("group", said(group, "Title")),), listed[1:])


def _titled(profile: Element | None, name: str, hidden: list[Hidden]) -> Iterator[Record]:
    for one in below(profile, name):
        yield record("skill", (Said("skill", said(one, "Title")),))
        yield record("skills", _details(one, hidden, "Description"))


def _project(one: Element, hidden: list[Hidden]) -> Record:
    return record(
        "project",
        (Said("title", said(one, "Title")),),
        _period(find(one, "Period")),
        _details(one, hidden, "Description"),
    )


def _voluntary(one: Element, hidden: list[Hidden]) -> Record:
    return record(
        "volunteering",
        (Said("title", said(one, "Title")),),
        _period(find(one, "Period")),
        _details(one, hidden, "Description"),
    )


def _licences(profile: Element | None) -> Iterator[Record]:
    for one in below(profile, "License"):
        name = said(one, "LicenseName") or said(one, "LicenseTypeCode")
        yield record("other", (Said("", name),))
