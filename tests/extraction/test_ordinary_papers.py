"""Licences, certifications and schooling as ordinary resumes print them, a section at a time."""

import pytest

from app.documents.model import Document
from app.extraction.headings.sections import sections
from app.extraction.kinds import by_rows
from app.extraction.lines.rows import rows
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.issuers import gives_licences, is_body, is_licence
from app.extraction.parts.schooling import is_school
from app.extraction.section_entries import section_entries
from tests.extraction.documents import document

_LICENCE, _PAPER = EntryKind.LICENCE, EntryKind.CERTIFICATION
_SCHOOL, _COURSE = EntryKind.EDUCATION, EntryKind.COURSE
_Told = tuple[EntryKind, str | None, str | None, str | None, str | None]

PAPERS: dict[str, tuple[str, list[_Told]]] = {
    "a state behind what it lets somebody be": (
        "Real Estate Broker, Illinois (475.123456), 2016\n"
        "Licensed Master Electrician, Commonwealth of Massachusetts #21234A\n"
        "Esthetics Instructor – VA",
        [
            (_LICENCE, "Real Estate Broker", "Illinois", "2016", None),
            (_LICENCE, "Licensed Master Electrician", "Commonwealth of Massachusetts", None, None),
            (_LICENCE, "Esthetics Instructor", "VA", None, None),
        ],
    ),
    "a list that begins with what nobody knows": (
        "Forklift, First Aid, CPR, OSHA 10",
        [
            (_LICENCE, "Forklift", None, None, None),
            *[(_PAPER, name, None, None, None) for name in ("First Aid", "CPR", "OSHA 10")],
        ],
    ),
    "names of one thing, and lists": (
        "CPR / First Aid / AED, American Safety & Health Institute, exp 10/2026\n"
        "Powers to Arrest / Use of Force\n"
        "ACLS, BLS and PALS - current through 2027\n"
        "Bloodborne Pathogens; Lockout/Tagout; Hearing Conservation",
        [
            (_PAPER, "CPR / First Aid / AED", "American Safety & Health Institute", None, "2026-10"),
            (_LICENCE, "Powers to Arrest / Use of Force", None, None, None),
            *((_PAPER, name, None, None, "2027") for name in ("ACLS", "BLS", "PALS")),
            *((_LICENCE, name, None, None, None) for name in ("Bloodborne Pathogens", "Lockout/Tagout")),
            (_LICENCE, "Hearing Conservation", None, None, None),
        ],
    ),
    "numbers and codes": (
        "CompTIA Security+ ce (SY0-701) – Issued 05/2024, Expires 05/2027\n"
        "Med Gas certification (ASSE 6010) – exp. 2/2026\n"
        "NYS Certified Nurse Aide - Registry # 551-0178 - expiration: May 2027\n"
        "IICRC Water Damage Restoration (WRT) Firm ID 204567",
        [
            (_PAPER, "CompTIA Security+ ce (SY0-701)", None, "2024-05", "2027-05"),
            (_PAPER, "Med Gas certification (ASSE 6010)", None, None, "2026-02"),
            (_PAPER, "NYS Certified Nurse Aide", None, None, "2027-05"),
            (_LICENCE, "IICRC Water Damage Restoration (WRT)", None, None, None),
        ],
    ),
    "how it stands": (
        "Class A CDL (Tanker + Hazmat), no restrictions, exp 02/17/2029\n"
        "ESOL Endorsement, in process, expected December 2026\n"
        "Nevada Real Estate License, inactive 2022",
        [
            (_LICENCE, "Class A CDL (Tanker + Hazmat)", None, None, "2029-02-17"),
            (_PAPER, "ESOL Endorsement", None, None, "2026-12"),
            (_LICENCE, "Nevada Real Estate License", None, None, "2022"),
        ],
    ),
    "levels and what it was in": (
        "NIMS Level I: Measurement, Materials & Safety, 2010\n"
        "AWS Solutions Architect Certification – Associate (Amazon Web Services) – 2022\n"
        "OSHA 10 – Construction – 2021\n"
        "HashiCorp Certified: Terraform Associate (003), HashiCorp, 2024",
        [
            (_PAPER, "NIMS Level I: Measurement, Materials & Safety", None, "2010", None),
            (_PAPER, "AWS Solutions Architect Certification – Associate", "Amazon Web Services", "2022", None),
            (_PAPER, "OSHA 10 – Construction", None, "2021", None),
            (_PAPER, "HashiCorp Certified: Terraform Associate (003)", "HashiCorp", "2024", None),
        ],
    ),
}
SCHOOLING: dict[str, tuple[str, list[_Told]]] = {
    "studies with a word that schools have": (
        "Associate of Applied Science, Vocational Nursing, St. Anselm's College, August 2013\n"
        "M.A.T., Secondary Science Education, Coastal State University, May 2015",
        [
            (_SCHOOL, "Associate of Applied Science", "St. Anselm's College", None, "2013-08"),
            (_SCHOOL, "M.A.T.", "Coastal State University", None, "2015-05"),
        ],
    ),
    "who gave a programme or course": (
        "Electrical Apprenticeship (4 years), Independent Electrical Contractors, Denver, CO, 2016–2020\n"
        "Supervisor Safety Training, Liberty Mutual, 2 days, 2021",
        [
            (_SCHOOL, "Electrical Apprenticeship", "Independent Electrical Contractors", "2016", "2020"),
            (_COURSE, "Supervisor Safety Training", "Liberty Mutual", None, "2021"),
        ],
    ),
    "words before a degree or school": (
        "Pursuing Associate in Applied Science, HVAC, Harper Ridge College, expected 2027\n"
        "Attended Laredo Border College, 2009–2010 (no degree)\n"
        "M.S. Ed., Special Education – Harbor State University (2015)",
        [
            (_SCHOOL, "Associate in Applied Science", "Harper Ridge College", None, "2027"),
            (_SCHOOL, None, "Laredo Border College", "2009", "2010"),
            (_SCHOOL, "M.S. Ed.", "Harbor State University", None, "2015"),
        ],
    ),
    "a university that is called after a place": (
        "Bachelor of Commerce (B.Com), University of Kalyanpur, India, 2009",
        [(_SCHOOL, "Bachelor of Commerce (B.Com)", "University of Kalyanpur", None, "2009")],
    ),
}
MIXED = (
    "Associate of Arts – Accounting, Agate Bay College, 2006\n"
    "Enrolled Agent (EA), Internal Revenue Service, since 2016\n"
    "Certified Bookkeeper (CB), American Institute of Professional Bookkeepers, 2011\n"
    "Life & Health Producer, State of NJ #1234567 – exp 10/2026"
)


def _entries(heading: str, text: str) -> list[Entry]:
    made: Document = document(f"Dana Example\n419-555-0100\n\n{heading}\n{text}\n\nReferences\nOn request")
    return section_entries(made, [by_rows(section) for section in sections(rows(made))])


def _told(entries: list[Entry]) -> list[_Told]:
    return [(entry.kind, entry.title, entry.organization, entry.start, entry.end) for entry in entries]


@pytest.mark.parametrize("form", PAPERS)
def test_below_licences_every_line_is_read_whatever_its_form(form: str) -> None:
    text, expected = PAPERS[form]

    assert _told(_entries("Licenses", text)) == expected


@pytest.mark.parametrize("form", SCHOOLING)
def test_below_education_every_line_is_read_whatever_its_form(form: str) -> None:
    text, expected = SCHOOLING[form]

    assert _told(_entries("Education", text)) == expected


def test_below_a_heading_of_both_papers_and_schooling_are_told_apart() -> None:
    assert {
        (entry.kind, entry.title, entry.start, entry.end) for entry in _entries("Education & Licenses", MIXED)
    } == {
        (_SCHOOL, "Associate of Arts", None, "2006"),
        (_LICENCE, "Enrolled Agent (EA)", "2016", None),
        (_PAPER, "Certified Bookkeeper (CB)", "2011", None),
        (_LICENCE, "Life & Health Producer", None, "2026-10"),
    }


@pytest.mark.parametrize("heading", ["Culinary School & Cards", "Training / Certifications / Education"])
def test_a_heading_of_both_is_one_although_it_names_a_school(heading: str) -> None:
    text = "Certificate in Baking, Calapooya Institute, 2014\nServSafe Manager, exp 2028"

    assert [entry.kind for entry in _entries(heading, text)] == [_PAPER, _SCHOOL]


@pytest.mark.parametrize(
    ("said", "school"),
    [
        ("Vocational Nursing", False),
        ("Vocational Welding program", False),
        ("Vocational Training Program", True),
        ("Secondary Science Education", False),
        ("Machine Learning", False),
        ("Desert Online Learning", True),
        ("Perry Township Adult Education", True),
        ("Lakeview Vocational Center", True),
        ("Technical College of the Bay", True),
    ],
)
def test_a_study_is_no_school(said: str, school: bool) -> None:
    assert is_school(said) is school


def test_states_give_licences_and_bodies_certifications() -> None:
    assert all(map(gives_licences, ("Ohio", "VA", "State of Utah", "Commonwealth of Virginia")))
    assert not any(map(gives_licences, ("Red Cross", "CPR", "State Fair")))
    assert is_licence("Massage Therapist")
    assert not is_licence("Engineer-in-Training (EIT)")
    assert is_body("NCEES") is is_body("Forklift") is False
    assert is_body("American Culinary Federation")


def test_the_heads_of_a_table_say_what_its_dates_mean() -> None:
    heads = "Certification | Issued by | Expires"
    text = f"{heads}\nEPA 608 Universal | ESCO Institute | None\nBackflow Tester | ASSE | 2027"
    issued = text.replace("Expires", "Issued")

    assert [(entry.title, entry.start, entry.end) for entry in _entries("Certifications", text)] == [
        ("EPA 608 Universal", None, None),
        ("Backflow Tester", None, "2027"),
    ]
    assert [entry.start for entry in _entries("Certifications", issued)] == [None, "2027"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Microsoft Office Specialist: Word 2019", ("Microsoft Office Specialist: Word 2019", None, None)),
        ("2016 – Present  Certified Coder (CPC), AAPC, ID 0155118", ("Certified Coder (CPC)", "AAPC", "2016")),
        ("Passed GACE Paraprofessional Assessment 2015", ("GACE Paraprofessional Assessment", None, "2015")),
        ("Emergency Vehicle Operator\nCourse – 2019", ("Emergency Vehicle Operator Course", None, None)),
    ],
)
def test_versions_numbers_and_broken_lines_are_told_from_dates_and_bodies(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    (entry,) = _entries("Certifications", f"{text}\nMillion Mile Safe Driver award")

    assert (entry.title, entry.organization, entry.start) == expected


def test_a_line_that_ends_in_a_comma_goes_on_in_the_next() -> None:
    broken = "Pre-Apprentice Line Program, Highlands College of Butte, Butte,\nMT, 2010"
    text = f"{broken}\nHEC-RAS Modeling class (ASCE, 2019)"

    assert _told(_entries("Schooling", text)) == [
        (_SCHOOL, "Pre-Apprentice Line Program", "Highlands College of Butte", None, "2010"),
        (_COURSE, "HEC-RAS Modeling class", "ASCE", None, "2019"),
    ]


_STACKED = (
    ("Registered Nurse", "Ohio Board of Nursing", "Expires 05/2027"),
    ("BLS Provider", "Red Cross", "Expires 08/2026"),
)


@pytest.mark.parametrize(
    "form", ["{0}\n{1}\n{2}", "{0}\n{2}\n{1}", "{2}\n{0}\n{1}", "{0}, {1}\n{2}", "{1}: {0}, {2}"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_title_body_and_date_are_told_apart_in_whatever_order_they_stand(form: str, between: str) -> None:
    text = between.join(form.format(*told) for told in _STACKED)

    assert [(e.title, e.organization, e.end) for e in _entries("Licenses & Certifications", text)] == [
        ("Registered Nurse", "Ohio Board of Nursing", "2027-05"),
        ("BLS Provider", "Red Cross", "2026-08"),
    ]


@pytest.mark.parametrize("heading", ["State Licenses", "Welding Certifications", "Licensing"])
def test_a_heading_that_ends_in_several_papers_is_no_paper(heading: str) -> None:
    assert [entry.title for entry in _entries(heading, "CPR/First Aid, exp 05/2027\nOSHA 10 Card, 2019")] == [
        "CPR/First Aid",
        "OSHA 10 Card",
    ]
