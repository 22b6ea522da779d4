"""Papers as people of all trades list them by hand: what is one, what is none, who gave it, and how it stands."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None]
"""Title, who gave it, start and end."""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(frameworks: Frameworks, text: str) -> list[Entry]:
    found = rule(document(f"Ann Roe\n\nCERTIFICATIONS\n{text}"), frameworks).entries
    return [entry for entry in found if entry.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)]


def papers(frameworks: Frameworks, text: str) -> list[Told]:
    return [(entry.title, entry.organization, entry.start, entry.end) for entry in entries(frameworks, text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AWS D1.1 3G 4G (SMAW) - test March 2018", ("AWS D1.1 3G 4G (SMAW)", None, "2018-03", None)),
        ("Driving test, Elm County, 2019", ("Driving test", "Elm County", "2019", None)),
        ("IV therapy (ANSAP), 2011", ("IV therapy", "ANSAP", "2011", None)),
        ("NICET Level II, Fire Alarm Systems, 1999", ("NICET Level II, Fire Alarm Systems", None, "1999", None)),
        (
            "NCCER Level 2, Elm Builders Association, 2019",
            ("NCCER Level 2", "Elm Builders Association", "2019", None),
        ),
        (
            "Maine Professional Certificate, 020 Elementary K-8, exp. 7/1/2028",
            ("Maine Professional Certificate, 020 Elementary K-8", None, None, "2028-07-01"),
        ),
        (
            "Standard Certificate, Bilingual Generalist EC-6, TEA, 2016",
            ("Standard Certificate, Bilingual Generalist EC-6", "TEA", "2016", None),
        ),
        ("Certified Workday Pro – HCM", ("Certified Workday Pro – HCM", None, None, None)),
        ("Workday Pro - Payroll, 2021", ("Workday Pro - Payroll", None, "2021", None)),
        ("Sales certificate – NASP", ("Sales certificate", "NASP", None, None)),
        ("CPR/AED/First Aid, ProTrainings, 2024", ("CPR/AED/First Aid", "ProTrainings", "2024", None)),
        ("Flagger card WA 2022", ("Flagger card", None, "2022", None)),
        ("Notary to 2028", ("Notary", None, None, "2028")),
        ("Praxis II 5001 – passed Oct 2010", ("Praxis II", None, "2010-10", None)),
        ("Formerly: Massachusetts Initial License, 2006", ("Massachusetts Initial License", None, "2006", None)),
        ("FEMA: IS 100 2019", ("IS 100", "FEMA", "2019", None)),
        ("ICS 100, 200, 700, 800", ("ICS 100, 200, 700, 800", None, None, None)),
        (
            "Conn. Town Clerks Assn. certification (CCTC) 1996",
            ("Conn. Town Clerks Assn. certification (CCTC)", None, "1996", None),
        ),
        ("CDL A, exp. 9/14/27, endorsements N, T, H", ("CDL A", None, None, "2027-09-14")),
        ("Endorsements N, T", ("Endorsements N, T", None, None, None)),
    ],
)
def test_a_line_is_one_paper_with_who_gave_it_and_when(frameworks: Frameworks, line: str, expected: Told) -> None:
    assert papers(frameworks, line) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Security+ CE (exp. 11/2026), AZ-104", [("Security+ CE", None), ("AZ-104", None)]),
        ("Forklift, Six Sigma Yellow Belt", [("Forklift", None), ("Six Sigma Yellow Belt", None)]),
        ("Six Sigma Yellow Belt, Elm Works", [("Six Sigma Yellow Belt", "Elm Works")]),
        ("OSHA 10, Flagger card WA 2022", [("OSHA 10", None), ("Flagger card", None)]),
        ("CDL A 2019, Endorsements H, N, TWIC exp 2026", [("CDL A", None), ("TWIC", None)]),
        ("Conn. Boating Certificate 2019. OSHA 10", [("Conn. Boating Certificate", None), ("OSHA 10", None)]),
    ],
)
def test_several_papers_in_a_line_are_parted(
    frameworks: Frameworks, line: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [told[:2] for told in papers(frameworks, line)] == expected


def test_a_long_line_of_papers_is_read(frameworks: Frameworks) -> None:
    line = (
        "A+ (2015), Network+ (2016), Security+ CE (exp. 11/2026), MCSA Server 2012 (retired), Linux+ (2017), Cloud+ "
        "(2018), Server+ (2019), CCNA (2020), ITIL v4 Foundation - Axelos 2021, Project+ (2022), CySA+ (2023), PMP"
    )
    found = papers(frameworks, f"CPR 2019\n{line}")

    assert len(found) == 13
    assert ("Security+ CE", None, None, "2026-11") in found
    prose = (
        "I was told by many of those who trained me that I did well, and by now I have been, as they say, around"
        " the block"
    )
    assert papers(frameworks, f"CPR 2019\n{prose}, twice or more") == [("CPR", None, "2019", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Passport",
        "Valid US passport",
        "Covid vaccinated + flu",
        "N95 fit tested 1/2024",
        "TB test negative 2024",
        "Fingerprinted",
        "Goals: get CDL permit, CADC",
        "Next: OSHA 30",
    ],
)
def test_what_was_tested_carried_or_wished_for_is_no_paper(frameworks: Frameworks, line: str) -> None:
    assert papers(frameworks, f"OSHA 10 2019\n{line}") == [("OSHA 10", None, "2019", None)]


@pytest.mark.parametrize(
    "line", ["Fingerprint clearance card", "Passport card reader certificate", "CPR, next due 2026"]
)
def test_what_only_sounds_like_it_is_one(frameworks: Frameworks, line: str) -> None:
    assert len(papers(frameworks, f"OSHA 10 2019\n{line}")) == 2


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("CPA (Texas) – passed 3 of 4 sections", [False]),
        ("CPA (Texas) – passed 4 of 4 sections", [None]),
        ("PALS (in class now)", [False]),
        ("National Board candidate", [False]),
        ("forklift 2023; OSHA10; TWIC pending; food handlers card", [None, None, None]),
        ("OSHA10; expired; food handlers card", [False, None]),
    ],
)
def test_how_a_paper_stands_is_told_of_itself(
    frameworks: Frameworks, line: str, completed: list[bool | None]
) -> None:
    assert [entry.completed for entry in entries(frameworks, line)] == completed


def test_lines_without_dates_amid_others_are_papers_of_their_own(frameworks: Frameworks) -> None:
    found = papers(
        frameworks, "CDL B w/ air brakes\nWLC / PLDC 2007\nCombat Lifesaver\nHazmat 80 hr\nHAZWOPER 40\nALC, 2010"
    )

    assert [told[0] for told in found] == [
        "CDL B w/ air brakes",
        "WLC / PLDC",
        "Combat Lifesaver",
        "Hazmat 80 hr",
        "HAZWOPER 40",
        "ALC",
    ]


def test_below_each_title_stands_who_gave_it(frameworks: Frameworks) -> None:
    found = papers(
        frameworks,
        "Certified Phlebotomy Technician\nNational Healthcareer Association, 2019\n"
        "Certified Medical Assistant\nAAMA, 2021",
    )

    assert found == [
        ("Certified Phlebotomy Technician", "National Healthcareer Association", "2019", None),
        ("Certified Medical Assistant", "AAMA", "2021", None),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Do you have a valid driver's license?  Yes   State: GA  Class: C", ["driver's license"]),
        ("Do you have a forklift card? [x] Yes [ ] No", ["forklift card"]),
        ("Do you have a CDL?  No   Endorsements: none", []),
        ("Do you hold any professional license? [ ] Yes [x] No", []),
        ("Are you bonded? Yes", []),
        ("BSIS Guard Card G 5550123 Exp. 06/2026", ["BSIS Guard Card"]),
        ("TWIC (card 5550123) 2020", ["TWIC"]),
    ],
)
def test_what_a_form_asks_for_is_held_where_the_answer_is_yes(
    frameworks: Frameworks, line: str, expected: list[str]
) -> None:
    assert [told[0] for told in papers(frameworks, f"OSHA 10 2019\n{line}")][1:] == expected


@pytest.mark.parametrize(
    "below",
    [
        "Other things\nOwn a truck and tools\nWill work weekends",
        "Also:\nHave own car",
        "About my schedule\nNights and weekends\nOwn car",
    ],
)
def test_a_paragraph_of_other_things_is_no_list_of_papers(frameworks: Frameworks, below: str) -> None:
    assert papers(frameworks, f"CPR 2020\nForklift 2021\n\n{below}") == [
        ("CPR", None, "2020", None),
        ("Forklift", None, "2021", None),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Rigging and signals\nElm Safety Council, 2019",
        "Pool operator\nWater tester\nOSHA 10",
        "Lift trucks\nElm, 2019",
    ],
)
def test_a_paragraph_of_papers_goes_on_with_the_list(frameworks: Frameworks, below: str) -> None:
    assert len(papers(frameworks, f"CPR 2020\nForklift 2021\n\n{below}")) > 2


def read(frameworks: Frameworks, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(str(one.kind), one.title, one.organization) for one in rule(document(text), frameworks).entries]


def test_short_names_of_sections_head_them(frameworks: Frameworks) -> None:
    found = read(
        frameworks,
        "KEI MONROE\n\nLicensing:\nBaton permit, 2018\n\nPOSTS\n"
        "Elm Shield Security, Aug 2022-present, site supervisor\nAsh Patrol Inc, Jan 2019 – Jul 2022, armed officer\n"
        "\nEDU\nAA Admin. of Justice, Elm Valley College, 2019",
    )
    assert {*found} == {
        ("licence", "Baton permit", None),
        ("employment", "site supervisor", "Elm Shield Security"),
        ("employment", "armed officer", "Ash Patrol Inc"),
        ("education", "AA", "Elm Valley College"),
    }
    assert read(frameworks, "Ann Roe\n\nCert/License\nCPR 2020\nAvalanche Level 1, AIARE") == [
        ("certification", "CPR", None),
        ("certification", "Avalanche Level 1", "AIARE"),
    ]


def test_short_names_of_sections_stand_before_what_they_list(frameworks: Frameworks) -> None:
    assert read(
        frameworks,
        "JOSE MENDOZA\n\nExperiencia:\nElm Drywall LLC, Aurora CO: finisher 2018-actual\n\n"
        "Certificados: OSHA 10 en español (2019), montacargas 2021\n"
        "Educacion: Preparatoria, CBTIS 55, Chihuahua 2001",
    )[1:] == [
        ("certification", "OSHA 10 en español", None),
        ("certification", "montacargas", None),
        ("education", "Preparatoria", "CBTIS 55"),
    ]
    assert read(frameworks, "Pat Roe\n\nLic: California Real Estate Salesperson since 2008") == [
        ("licence", "California Real Estate Salesperson", None)
    ]
    assert read(frameworks, "Pat Roe\n\nWORK\nClerk, Elm Bank, 2015 - 2019\nEd.: GED 2013 Hutchinson CC")[1:] == [
        ("education", "GED", "Hutchinson CC")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "NC General Contractor License (Limited Building), active",
            ("NC General Contractor License (Limited Building)", None),
        ),
        ("Level 1 Sommelier (Court of Master Sommeliers)", ("Level 1 Sommelier", "Court of Master Sommeliers")),
        ("Crane: NCCCO TLL, TSS, exp 3/2028", ("NCCCO TLL, TSS", None)),
        ("Crane operator, NCCCO, exp 3/2028", ("Crane operator", "NCCCO")),
    ],
)
def test_what_a_paper_is_limited_to_gave_none(
    frameworks: Frameworks, line: str, expected: tuple[str, str | None]
) -> None:
    assert [told[:2] for told in papers(frameworks, line)] == [expected]


def test_a_clean_record_is_no_paper(frameworks: Frameworks) -> None:
    assert [told[0] for told in papers(frameworks, "Class A CDL (PA); clean MVR 10 yrs; TWIC, expires 2027")] == [
        "Class A CDL",
        "TWIC",
    ]


def test_sentences_below_the_heading_tell_papers_one_by_one(frameworks: Frameworks) -> None:
    found = papers(
        frameworks,
        "I am certified in CPR and First Aid through the Red Cross until June 2026. I also hold a Texas food manager"
        " license (exp 2027). I did not finish the welding certificate and do not plan to.",
    )

    assert [told[0] for told in found] == ["CPR", "First Aid", "Texas food manager license"]
    assert found[-1][3] == "2027"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Teaching: Illinois Professional Educator License", "Illinois Professional Educator License"),
        ("Forklift: Class 4", "Forklift: Class 4"),
        ("CDL: Class A", "CDL: Class A"),
    ],
)
def test_a_field_before_a_paper_is_no_part_of_it(frameworks: Frameworks, line: str, expected: str) -> None:
    assert [told[0] for told in papers(frameworks, line)] == [expected]


def test_an_association_of_the_certified_gave_the_paper_above_it(frameworks: Frameworks) -> None:
    found = papers(
        frameworks,
        "Certified Public Accountant (CPA)              2014\nNew York State Board of Accountancy\n\n"
        "Certified Fraud Examiner (CFE)              2017\nAssociation of Certified Fraud Examiners",
    )

    assert [told[:2] for told in found] == [
        ("Certified Public Accountant (CPA)", "New York State Board of Accountancy"),
        ("Certified Fraud Examiner (CFE)", "Association of Certified Fraud Examiners"),
    ]


def test_until_when_a_paper_holds_may_stand_in_the_next_line_of_a_narrow_column(frameworks: Frameworks) -> None:
    text = (
        "2019 – exp.  Journeyman Electrician License\n9/30/2026  Colorado State Electrical Board\n\n"
        "2021  OSHA 30-Hour Construction\n"
    )
    assert papers(frameworks, text) == [
        ("Journeyman Electrician License", "Colorado State Electrical Board", "2019", "2026-09-30"),
        ("OSHA 30-Hour Construction", None, "2021", None),
    ]


def test_addresses_below_a_paper_are_no_part_of_it(frameworks: Frameworks) -> None:
    found = papers(
        frameworks, "Android Application Development\n\nhttps://www.example.com/r/roe\nhttps://www.example.com/r/roe"
    )
    assert [told[0] for told in found] == ["Android Application Development"]


@pytest.mark.parametrize(
    "line", ["SPARKLE Award - Certificate of Appreciation - Oct 2017", "Certificate of Appreciation, 2014"]
)
def test_thanks_are_no_paper(frameworks: Frameworks, line: str) -> None:
    assert papers(frameworks, f"{line}\nForklift ticket, 2011")[0][0] == "Forklift ticket"


def test_awards_and_recognitions_head_a_section_of_their_own(frameworks: Frameworks) -> None:
    found = papers(
        frameworks,
        "- ServSafe Manager, 2019\nAwards and Recognitions\n- Award for developing\nseveral sites 2017",
    )
    assert [told[0] for told in found] == ["ServSafe Manager"]
