"""Write an invented resume's description as the two XML schemas of Europass."""

from itertools import groupby
from xml.sax.saxutils import escape

from app.extraction.model import EntryKind
from tests.samples.description import Described, DescribedEntry, printed
from tests.samples.structured import True_, entries, listed, told, true_entry

_JOBS = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE)
_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


def _element(name: str, said: object) -> str:
    """Write an element; HTML is text in these schemas, too."""
    return f"<{name}>{escape(str(said))}</{name}>" if said else ""


def _html(paragraph: str, items: list[str]) -> str:
    """Write a description as the editors do: a paragraph, then a list."""
    text = f"<p>{escape(paragraph)}</p>" if paragraph else ""
    return text + (f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in items)}</ul>" if items else "")


def _described(entry: DescribedEntry) -> str:
    return _html(printed(entry.note), [printed(duty) for duty in entry.duties])


def _point(name: str, date: str | None) -> str:
    parts = (date or "").split("-")
    marks = ("year", parts[0]), ("month", "--" + "".join(parts[1:2])), ("day", "---" + "".join(parts[2:3]))
    told_ = [f'{mark}="{said}"' for mark, said in marks[: len(parts)]]
    return f"<{name} {' '.join(told_)}/>" if date else ""


def _period(entry: DescribedEntry) -> str:
    current = _element("Current", "true" if entry.current else "")
    return f"<Period>{_point('From', entry.start)}{_point('To', entry.end)}{current}</Period>"


def _label(name: str, said: str | None) -> str:
    return f"<{name}>{_element('Label', said)}</{name}>" if said else ""


def skills_passport(described: Described) -> bytes:
    """Write a SkillsPassport: jobs and schooling, and the skills as a list below job-related skills."""
    first, _, last = described.name.rpartition(" ")
    email = next((one for one in described.contact if "@" in one), "")
    jobs = "".join(
        f"<WorkExperience>{_period(e)}{_label('Position', e.title)}{_element('Activities', _described(e))}"
        f"<Employer>{_element('Name', e.organization)}</Employer></WorkExperience>"
        for e in entries(described, *_JOBS)
    )
    schools = "".join(
        f"<Education>{_period(e)}{_element('Title', e.title)}<Organisation>{_element('Name', e.organization)}"
        f"</Organisation>{_label('Field', e.programme)}</Education>"
        for e in entries(described, EntryKind.EDUCATION)
    )
    skills = _element("Description", _html("", listed(described)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en"><LearnerInfo>'
        f"<Identification><PersonName>{_element('FirstName', first)}{_element('Surname', last)}</PersonName>"
        f"<ContactInfo><Email>{_element('Contact', email)}</Email></ContactInfo>"
        '<Demographics><Birthdate year="1990" month="--04" day="---03"/></Demographics></Identification>'
        f"<Headline><Description>{_element('Label', described.headline)}</Description></Headline>"
        f"<WorkExperienceList>{jobs}</WorkExperienceList><EducationList>{schools}</EducationList>"
        f"<Skills><JobRelated>{skills}</JobRelated></Skills></LearnerInfo></SkillsPassport>"
    ).encode()


def true_of_passport(described: Described) -> list[True_]:
    """Give the entries that the SkillsPassport tells."""
    return [true_entry(e, current=e.current) for e in entries(described, *_JOBS, EntryKind.EDUCATION)]


def _date(name: str, date: str | None) -> str:
    return f"<{name}><hr:FormattedDateTime>{date}</hr:FormattedDateTime></{name}>" if date else ""


def _position(entry: DescribedEntry) -> str:
    going = _element("hr:CurrentIndicator", str(entry.current).lower())
    told_ = _date("eures:StartDate", entry.start) + _date("eures:EndDate", entry.end) + going
    return (
        f"<PositionHistory>{_element('PositionTitle', entry.title)}<eures:EmploymentPeriod>{told_}"
        f"</eures:EmploymentPeriod>{_element('oa:Description', _described(entry))}{_element('City', entry.location)}"
        f"</PositionHistory>"
    )


def _degree(entry: DescribedEntry) -> str:
    return ", ".join(filter(None, (entry.title, entry.programme)))


def candidate(described: Described) -> bytes:
    """Write a Candidate: positions below their employer, and the skills as a group of digital skills."""
    first, _, last = described.name.rpartition(" ")
    jobs = "".join(
        f"<EmployerHistory>{_element('hr:OrganizationName', employer)}{''.join(map(_position, group))}"
        "</EmployerHistory>"
        for employer, group in groupby(entries(described, *_JOBS), key=lambda e: e.organization)
    )
    schools = "".join(
        f"<EducationOrganizationAttendance>{_element('hr:OrganizationName', e.organization)}"
        f"{_element('hr:ProgramName', _degree(e))}<AttendancePeriod>{_date('StartDate', e.start)}"
        f"{_date('EndDate', e.end)}</AttendancePeriod></EducationOrganizationAttendance>"
        for e in entries(described, EntryKind.EDUCATION)
    )
    papers = "".join(
        f"<Certification>{_element('hr:CertificationName', e.title)}<hr:IssuingAuthority>"
        f"{_element('hr:Name', e.organization)}</hr:IssuingAuthority>{_date('hr:FirstIssuedDate', e.start)}"
        "</Certification>"
        for e in entries(described, *_PAPERS)
    )
    skills = "".join(_element("DigitalSkill", one) for one in listed(described))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" '
        'xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0">'
        f"<CandidatePerson><PersonName>{_element('oa:GivenName', first)}{_element('hr:FamilyName', last)}"
        f"</PersonName><PrimaryLanguageCode>eng</PrimaryLanguageCode></CandidatePerson>"
        f'<CandidateProfile languageCode="en">{_element("hr:ExecutiveSummary", _html(told(described), []))}'
        f"<EmploymentHistory>{jobs}</EmploymentHistory><EducationHistory>{schools}</EducationHistory>"
        f"<Certifications>{papers}</Certifications><DigitalSkills><DigitalSkillsGroup><Title>Skills</Title>{skills}"
        f"</DigitalSkillsGroup></DigitalSkills></CandidateProfile></Candidate>"
    ).encode()


def true_of_candidate(described: Described) -> list[True_]:
    """Give the entries that the Candidate tells: a degree and its field are one name there."""
    jobs = [true_entry(e, current=e.current) for e in entries(described, *_JOBS)]
    papers = [true_entry(e, end=None) for e in entries(described, *_PAPERS)]
    schools = []
    for entry in entries(described, EntryKind.EDUCATION):
        kind, _, organization, _, start, end, current = true_entry(entry)
        schools.append((kind, _degree(entry) or None, organization, None, start, end, current))
    return jobs + schools + papers
