"""Certifications and licences in the ways that people jot them down."""

from dataclasses import replace

import pytest

from app.extraction.certificates.entries import certificate_entries
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from app.extraction.model import EntryKind
from app.extraction.schooling.entries import school_entries
from app.extraction.skills.denial import denied
from app.extraction.words.abbreviations import stands_for
from tests.extraction.documents import document, lines

_Told = tuple[str, str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "HSPA: CRCST 2018, CIS 2019",
            [("CRCST", "HSPA", "2018", None), ("CIS", "HSPA", "2019", None)],
        ),
        ("NREMT: EMT (E5501478), exp 31 MAR 2027", [("EMT", "NREMT", None, "2027-03-31")]),
        ("Tractor safety card AgSafe 2018", [("Tractor safety card", "AgSafe", "2018", None)]),
        (
            "Pesticide certificate Cal DPR No 155012, finish 12/2026",
            [("Pesticide certificate", "Cal DPR", None, "2026-12")],
        ),
        (
            "Licensed Practical Nurse, Iowa Board of Nursing L2-0055012 (multistate), exp. 2/28/2027",
            [("Licensed Practical Nurse", "Iowa Board of Nursing", None, "2027-02-28")],
        ),
        (
            "Licensed Practical Nurse, Maryland LP55120, inactive since 2023",
            [("Licensed Practical Nurse", "Maryland", None, "2023")],
        ),
        ("Class B CDL, Oregon, expires 08/2029", [("Class B CDL", "Oregon", None, "2029-08")]),
        ("Pole rescue certification - annual, last 03/2025", [("Pole rescue certification", None, "2025-03", None)]),
        ("ACLS, PALS, PHTLS - all current", [(name, None, None, None) for name in ("ACLS", "PALS", "PHTLS")]),
        ("ACLS, PALS, AHA", [(name, "AHA", None, None) for name in ("ACLS", "PALS")]),
        (
            "CDA Credential, Preschool, Council for Recognition, awarded 9/2014, expired 9/2017",
            [("CDA Credential, Preschool", "Council for Recognition", "2014-09", "2017-09")],
        ),
        ("BLS, American Heart Association, good thru 1/27", [("BLS", "American Heart Association", None, "2027-01")]),
        ("Medical gas installer ASSE 6010, 2019", [("Medical gas installer ASSE 6010", None, "2019", None)]),
        ("Certified Public Accountant, Illinois, 2014", [("Certified Public Accountant", None, "2014", None)]),
        ("Licensed Practical Nurse, Ohio", [("Licensed Practical Nurse", "Ohio", None, None)]),
        (
            "Commercial Driver's License, Class B, Passenger endorsement, State of Utah, exp 2029",
            [("Commercial Driver's License, Class B, Passenger endorsement", "State of Utah", None, "2029")],
        ),
        (
            "Class A Water Operator, Level 2 - Oregon Health Authority",
            [("Class A Water Operator, Level 2", "Oregon Health Authority", None, None)],
        ),
        (
            "Insurance License (Property & Casualty), Kansas Insurance Department, 2016",
            [("Insurance License (Property & Casualty)", "Kansas Insurance Department", "2016", None)],
        ),
        ("Six Sigma Green Belt: ASQ, 2018", [("Six Sigma Green Belt", "ASQ", "2018", None)]),
        (
            "CPIM (2014) • Green Belt (2016) • OSHA 30-Hour General Industry • Forklift Trainer",
            [
                ("CPIM", None, "2014", None),
                ("Green Belt", None, "2016", None),
                ("OSHA 30-Hour General Industry", None, None, None),
                ("Forklift Trainer", None, None, None),
            ],
        ),
        ("Member, American Association of Medical Clerks", []),
        ("American Welding Society, member since 2015", []),
        ("CLEARANCE: Secret (2021)", []),
    ],
)
def test_a_paper_is_told_from_who_gave_it_its_number_and_how_long_it_holds(line: str, expected: list[_Told]) -> None:
    made, found = lines(line)

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == expected


def test_a_number_is_no_denial() -> None:
    text = "Applicator card No 155012, handler training"

    assert not denied(text, text.index("handler"), len(text))
    assert denied("no handler training", 3, 19)


def test_below_a_heading_of_both_an_abbreviation_with_a_date_is_a_certification() -> None:
    made, found = lines("AAS, Nursing, Lake Superior College, 2020\nCRCST 2018\nSurgery rotations 2019")

    entries = school_entries(made, found, mixed=True)

    assert {(entry.kind, entry.title) for entry in entries} >= {
        (EntryKind.CERTIFICATION, "CRCST"),
        (EntryKind.EDUCATION, "AAS"),
    }


@pytest.mark.parametrize(
    ("line", "title", "school", "end"),
    [
        ("Bend Senior High, diploma '12", "diploma", "Bend Senior High", "2012"),
        ("SOUTH BEND HIGH, GRADUATED 2001", None, "SOUTH BEND HIGH", "2001"),
        ("Secundaria Técnica 14, Michoacán, 1998", None, "Secundaria Técnica 14", "1998"),
        ("Texas State University, San Marcos, coursework toward BBA, 2013", "BBA", "Texas State University", "2013"),
        ("Diesel Academy, Shreveport, Certificate 2006", "Certificate", "Diesel Academy", "2006"),
    ],
)
def test_a_line_of_schooling_keeps_town_and_kind_of_school_apart(
    line: str, title: str | None, school: str, end: str
) -> None:
    made, found = lines(line)

    [entry] = school_entries(made, found)

    assert (entry.title, entry.organization, entry.end) == (title, school, end)


def test_in_a_list_of_courses_an_academy_is_what_was_taken() -> None:
    made, found = lines('Red Oak Leadership Academy, 2020\nMedic "A" School, Fort Reed, 2015')

    entries = school_entries(made, found, EntryKind.COURSE)

    assert [(entry.title, entry.organization, entry.end) for entry in entries] == [
        ("Red Oak Leadership Academy", None, "2020"),
        ('Medic "A" School', "Fort Reed", "2015"),
    ]


_STACKED = [
    ("Practical Nurse License", "Idaho Board of Nursing", None, "2028-03-31"),
    ("CPR/AED for Professionals", "American Heart Association", "2024", "2026"),
    ("Crisis Prevention", "CPI", "2023", None),
]


@pytest.mark.parametrize(
    "text",
    [
        "Practical Nurse License\nIdaho Board of Nursing\nvalid through 3/31/2028\nCPR/AED for Professionals\n"
        "American Heart Association\n2024 - 2026\nCrisis Prevention\nCPI\n2023",
        "Practical Nurse License\nIdaho Board of Nursing | valid through 3/31/2028\nCPR/AED for Professionals\n"
        "American Heart Association | 2024 - 2026\nCrisis Prevention\nCPI | 2023",
        "- Practical Nurse License\nIdaho Board of Nursing\nvalid through 3/31/2028\n- CPR/AED for Professionals\n"
        "American Heart Association\n2024 - 2026\n- Crisis Prevention\nCPI\n2023",
    ],
)
def test_who_gave_a_paper_and_until_when_may_stand_below_it(text: str) -> None:
    made, found = lines(text)

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == _STACKED


def test_list_items_of_several_lines_are_told_apart_by_the_gaps_between_them() -> None:
    made, found = lines(
        "Practical Nurse License\nIdaho Board of Nursing\nvalid through 3/31/2028\nCPR/AED for Professionals\n"
        "American Heart Association\n2024 - 2026\nCrisis Prevention\nCPI\n2023"
    )
    printed = [replace(row, bullet=True, gap=4.0 if n % 3 else 7.0) for n, row in enumerate(found)]

    entries = certificate_entries(made, printed, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == _STACKED


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Certifications: Guard card | CPR | Baton | Casino work card",
            [(name, None, None, None) for name in ("Guard card", "CPR", "Baton", "Casino work card")],
        ),
        (
            "PMP® – Project Management Professional, Project Management Institute (May 2018)",
            [("PMP® – Project Management Professional", "Project Management Institute", "2018-05", None)],
        ),
        (
            "Certified Crop Adviser (CCA) since 2018, Board for Certified Advisers",
            [("Certified Crop Adviser (CCA)", "Board for Certified Advisers", "2018", None)],
        ),
        (
            "EHAP (Electrical Hazards Awareness Program)",
            [("EHAP (Electrical Hazards Awareness Program)", None, None, None)],
        ),
        ("Chlorine handling (Emergency Kit B), 2022", [("Chlorine handling (Emergency Kit B)", None, "2022", None)]),
        ("Certified Public Accountant (Ohio), 2015", [("Certified Public Accountant", None, "2015", None)]),
        ("Class A CDL – Oklahoma – exp 11/2027", [("Class A CDL", "Oklahoma", None, "2027-11")]),
        ("TWIC: expires 2027", [("TWIC", None, None, "2027")]),
        (
            "CDL: Class A, State of Texas, expires 03/22/2028",
            [("CDL: Class A", "State of Texas", None, "2028-03-22")],
        ),
        ("Endorsements: Hazmat, Tanker, Doubles", [("Endorsements: Hazmat, Tanker, Doubles", None, None, None)]),
        (
            "NATE: Air Conditioning; Heat Pumps; Gas Furnaces",
            [(name, "NATE", None, None) for name in ("Air Conditioning", "Heat Pumps", "Gas Furnaces")],
        ),
        ("SAFe 5 Agilist, Scaled Agile, Inc. (2021)", [("SAFe 5 Agilist", "Scaled Agile, Inc.", "2021", None)]),
        ("2023  ASME Section IX, 6G, SMAW", [("ASME Section IX, 6G, SMAW", None, "2023", None)]),
        (
            "Certified Lymphedema Therapist through Academy of Lymphatic Studies, 2020",
            [("Certified Lymphedema Therapist", "Academy of Lymphatic Studies", "2020", None)],
        ),
        (
            "AWS Certified Cloud Practitioner, Amazon Web Services, Jan 2024 – Jan 2027",
            [("AWS Certified Cloud Practitioner", "Amazon Web Services", "2024-01", "2027-01")],
        ),
        ("Forklift License; State of Ohio; exp 1/31/27", [("Forklift License", "State of Ohio", None, "2027-01-31")]),
        ("CPR/First Aid – 06/25", [("CPR/First Aid", None, "2025-06", None)]),
        ("OSHA 10/30", [("OSHA 10/30", None, None, None)]),
        (
            "ISO 9001:2015 Internal Auditor, BSI, Aug. 2020",
            [("ISO 9001:2015 Internal Auditor", "BSI", "2020-08", None)],
        ),
        ("Rigger, qualified 2021, requalified 2024", [("Rigger", None, "2021", None)]),
        ("Certified Ethical Hacker (CEH) – EC-Council – Pending exam", []),
        ("P.E., Ohio, No. E-55010 (2019), renewal 12/31/2025", [("P.E.", None, "2019", "2025-12-31")]),
        ("State background study: cleared 2023", [("State background study", None, "2023", None)]),
    ],
)
def test_lists_brackets_and_labels_keep_a_paper_whole(line: str, expected: list[_Told]) -> None:
    made, found = lines(line)

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- Real Estate Salesperson\nLicense, Division of Real\nEstate, expires 06/30/2027\n- OSHA 30, 2022",
            [
                ("Real Estate Salesperson License", "Division of Real Estate", None, "2027-06-30"),
                ("OSHA 30", None, "2022", None),
            ],
        ),
        (
            "- Certified Pool Operator, Pool\n& Hot Tub Alliance, 2021 –\n2026\n- Guard card, valid through\n9/2028",
            [
                ("Certified Pool Operator", "Pool & Hot Tub Alliance", "2021", "2026"),
                ("Guard card", None, None, "2028-09"),
            ],
        ),
        (
            "- CDL with passenger\nendorsement, valid until 2028\n- Flagger card",
            [("CDL with passenger endorsement", None, None, "2028"), ("Flagger card", None, None, None)],
        ),
    ],
)
def test_lines_that_a_narrow_column_broke_are_read_as_one(text: str, expected: list[_Told]) -> None:
    made, found = lines(text)

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == expected


def test_a_day_of_expiry_beside_the_title_stays_one_where_the_giver_stands_below() -> None:
    made, found = lines("- Guard License   Expires 06/30/2027\nBoard of Private Security\n- OSHA 30   2022")

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == [
        ("Guard License", "Board of Private Security", None, "2027-06-30"),
        ("OSHA 30", None, "2022", None),
    ]


def test_a_year_in_brackets_below_a_period_is_the_date_of_its_own_line() -> None:
    made, found = lines("Certified Pool Operator (2021 – 2026)\nOSHA 30-Hour Construction (2022)")

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.start, entry.end) for entry in entries] == [
        ("Certified Pool Operator", "2021", "2026"),
        ("OSHA 30-Hour Construction", "2022", None),
    ]


def test_title_giver_and_day_of_expiry_in_three_lines_are_one_paper_in_any_print() -> None:
    text = "Guard License\nBoard of Private Security\nExpires 06/30/2027\nBLS\nRed Cross\nExp. 05/2026"
    made, found = lines(text)
    printed = [
        replace(row, bold=n % 3 == 0, block=n // 3, gap=9.0 if n % 3 == 0 else 2.0, size=10.0)
        for n, row in enumerate(found)
    ]

    for some in (found, printed):
        entries = certificate_entries(made, some, EntryKind.CERTIFICATION)
        assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == [
            ("Guard License", "Board of Private Security", None, "2027-06-30"),
            ("BLS", "Red Cross", None, "2026-05"),
        ]


def test_below_a_heading_of_papers_the_name_of_one_is_no_heading() -> None:
    made = document(
        "Experience\nGuard, Acme Inc., 2015 - 2018\n\nLicenses & Certifications\nReal Estate License\n"
        "State of Ohio\n\nSkills\nExcel, Word"
    )
    bold = [
        replace(row, size=10.0, gap=3.0, styled=one, bold=one)
        for row in rows(made)
        for one in [row.said in ("Experience", "Licenses & Certifications", "Real Estate License", "Skills")]
    ]

    assert [section.heading.said for section in sections(bold) if section.heading] == [
        "Experience",
        "Licenses & Certifications",
        "Skills",
    ]


def test_the_head_of_a_table_is_no_certification() -> None:
    made, found = lines(
        "Certification\tIssued by\tIssued\tExpires\nForklift Operator\tValley Safety\t03/2023\t03/2026"
    )

    [entry] = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert (entry.title, entry.organization, entry.start, entry.end) == (
        "Forklift Operator",
        "Valley Safety",
        "2023-03",
        "2026-03",
    )


def test_one_licence_in_two_states_is_two_licences() -> None:
    made, found = lines(
        "Registered Nurse – Ohio (RN.550101) – Expires 10/31/25\nRegistered Nurse – Kentucky – Inactive\n"
        "Certified Emergency Nurse – BCEN – Exp: Dec. 2026"
    )

    entries = certificate_entries(made, found, EntryKind.LICENCE)

    assert [(entry.title, entry.end) for entry in entries] == [
        ("Registered Nurse", "2025-10-31"),
        ("Registered Nurse", None),
        ("Certified Emergency Nurse", "2026-12"),
    ]


def test_paragraphs_of_a_title_and_who_gave_it_are_one_paper_each() -> None:
    made, found = lines(
        "Network Technician\nCompTIA · Issued Mar 2023 · Expires Mar 2026\nCredential ID COMP001055\n\n"
        "Certified Fiber Optic Technician (CFOT)\nFiber Optic Association · Issued Jan 2022\n\nFlagger card"
    )

    entries = certificate_entries(made, found, EntryKind.CERTIFICATION)

    assert [(entry.title, entry.organization, entry.start, entry.end) for entry in entries] == [
        ("Network Technician", "CompTIA", "2023-03", "2026-03"),
        ("Certified Fiber Optic Technician (CFOT)", "Fiber Optic Association", "2022-01", None),
        ("Flagger card", None, None, None),
    ]


@pytest.mark.parametrize(
    ("short", "said", "stands"),
    [
        ("PMP®", "Project Management Professional", True),
        ("AAI", "Accredited Adviser in Insurance", True),
        ("NABCEP PVIP", "PV Installation Professional", True),
        ("IV Therapy", "ANSAP", False),
        ("BLS", "American Heart Association", False),
        ("Level 1 Sommelier", "Court of Master Sommeliers", False),
    ],
)
def test_letters_stand_for_the_words_that_begin_with_them(short: str, said: str, stands: bool) -> None:
    assert stands_for(short, said) is stands
