"""Papers that are not held, awards and memberships among them, and who gave them."""

import pytest

from app.credentials.periods import State, unfinished
from app.extraction.extract import Extractor, rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from app.values import Instant
from tests.extraction.documents import document

KINDS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
TODAY = Instant("2026-06-01T00:00:00Z")


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def papers(lines: str, frameworks: Frameworks) -> list[Entry]:
    text = f"Vera Holt\nAkron, OH\n\nCERTIFICATIONS\n{lines}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in KINDS]


def told(lines: str, frameworks: Frameworks) -> list[tuple[str | None, bool | None]]:
    return [(entry.title, entry.completed) for entry in papers(lines, frameworks)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Food handler card (expired)", [("Food handler card", False)]),
        ("PALS, expired", [("PALS", False)]),
        ("Barber license, 2014, lapsed", [("Barber license", False)]),
        ("EMT certification - not current", [("EMT certification", False)]),
        ("PALS, expired 2024", [("PALS", None)]),
        ("Network+, Linux+ (in progress), Server+", [("Network+", None), ("Linux+", False), ("Server+", None)]),
        ("Network+, Server+ (both in progress)", [("Network+", False), ("Server+", False)]),
        ("CFA Level III candidate", [("CFA Level III candidate", False)]),
        ("CLU: two of five exams passed", [("CLU", False)]),
    ],
)
def test_what_has_expired_or_is_on_its_way_is_not_held(
    line: str, expected: list[tuple[str | None, bool | None]], frameworks: Frameworks
) -> None:
    assert told(line, frameworks) == expected


def test_why_a_paper_is_not_held_is_said_on_the_credential(frameworks: Frameworks) -> None:
    expired, dated = papers("PALS (expired)\nNRP, expired 2024", frameworks)
    assert unfinished(expired, TODAY) is State.NOT_CURRENT
    assert unfinished(dated, TODAY) is None
    assert dated.end == "2024"


@pytest.mark.parametrize(
    "line",
    [
        "I do not have a crane license",
        "Pipe welding, but not certified",
        "CISM (still studying)",
        "Working on: CDL Class B",
        "CGFM certification - not yet taken",
        "PMP certification - in view",
    ],
)
def test_a_paper_that_is_denied_or_planned_is_none(line: str, frameworks: Frameworks) -> None:
    assert told(f"OSHA 30\n{line}", frameworks) == [("OSHA 30", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Driver of the Month, 2019",
        "Perfect attendance award 2018",
        "Dean's List 2011",
        "ASHRAE - student member",
        "NALA member since 2016",
    ],
)
def test_awards_and_memberships_are_no_papers(line: str, frameworks: Frameworks) -> None:
    assert told(f"OSHA 30\n{line}", frameworks) == [("OSHA 30", None)]


@pytest.mark.parametrize(
    ("line", "title", "start"),
    [("OSHA 10 - 2022", "OSHA 10", "2022"), ("A+ (2017), Network+ (2018)", "A+", "2017")],
)
def test_the_hours_of_a_card_are_no_month_and_two_marks_a_name(
    line: str, title: str, start: str, frameworks: Frameworks
) -> None:
    first = papers(line, frameworks)[0]
    assert (first.title, first.start) == (title, start)


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("Rigger level 2, NCCCO, 2021", "Rigger level 2", "NCCCO"),
        ("Teaching License, Integrated Science 7-12, 2019", "Teaching License, Integrated Science 7-12", None),
        (
            "Commercial Pilot, Airplane Single-Engine Sea — FAA, 2018",
            "Commercial Pilot, Airplane Single-Engine Sea",
            "FAA",
        ),
        ("Network Associate (CCNA 200-301) – Cisco – 2021", "Network Associate (CCNA 200-301)", "Cisco"),
    ],
)
def test_what_is_taught_or_flown_is_no_issuer(
    line: str, title: str, organization: str | None, frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization) for one in papers(line, frameworks)] == [(title, organization)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CNA - State of Texas, lic # CNA 552201, since 2016", ("CNA", "State of Texas", "2016", None)),
        (
            "ASE Technician (B2–B6), first certified 2011, good through 2027",
            ("ASE Technician (B2–B6)", None, "2011", "2027"),
        ),
        (
            "2021   Radiation safety certificate (valid through 2024)",
            ("Radiation safety certificate", None, "2021", "2024"),
        ),
        (
            "Food, Water and Environment (HSE) Level 2, Institute of Hygiene Professionals, 2018",
            ("Food, Water and Environment (HSE) Level 2", "Institute of Hygiene Professionals", "2018", None),
        ),
    ],
)
def test_numbers_brackets_and_days_stand_around_a_name(
    line: str, expected: tuple[str | None, str | None, str | None, str | None], frameworks: Frameworks
) -> None:
    found = [(one.title, one.organization, one.start, one.end) for one in papers(line, frameworks)]
    assert found == [expected]


def test_a_paper_of_an_institute_among_courses_has_two_days(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nPROFESSIONAL DEVELOPMENT\n"
        "CAPM, Project Management Institute — May 2019 (valid to May 2027)\n"
        "Negotiation workshop, 2020\n"
    )
    found = [(one.kind, one.title, one.start, one.end) for one in rule(document(text), frameworks).entries]
    assert (EntryKind.CERTIFICATION, "CAPM", "2019-05", "2027-05") in found


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("I am certified as a crane operator and I like early shifts.", ["crane operator"]),
        ("Certified in CPR and wound care through the Red Cross.", ["CPR", "wound care"]),
        ("The plant was certified in all areas.", []),
        ("I am not certified in phlebotomy.", []),
    ],
)
def test_what_somebody_says_to_be_certified_in_is_a_paper(
    sentence: str, titles: list[str], frameworks: Frameworks
) -> None:
    text = f"Vera Holt\nAkron, OH\n\nPROFILE\n{sentence}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"
    assert [one.title for one in rule(document(text), frameworks).entries if one.kind in KINDS] == titles


def test_a_line_of_qualifications_that_is_a_paper_is_no_skill(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nQUALIFICATIONS\n- NCCER Millwright Level 2 (2017)\n- TWIC card\n- Shaft alignment\n"
        "- Bearing replacement, dial indicators\n\nSAFETY TRAINING\nConfined space entry 2023\n"
    )
    found = Extractor(frameworks).extract(document(text))
    assert {one.title for one in found.entries} == {"NCCER Millwright Level 2", "TWIC card", "Confined space entry"}
    assert "NCCER Millwright Level 2" not in {claim.name for claim in found.claims if claim.kind == "skill"}


def test_groups_of_skills_in_capitals_below_papers_are_neither_a_heading_nor_papers(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nTICKETS:\nOSHA 10 (2020)\n\n"
        "PROCESSES: SMAW, GMAW, FCAW, GTAW\nOTHER: arc gouging, rigging\n\n"
        "JOBS:\nOak Fab & Marine, structural welder, 2020 - present\n"
    )
    found = Extractor(frameworks).extract(document(text))
    assert [one.title for one in found.entries if one.kind in KINDS] == ["OSHA 10"]
    assert {"SMAW", "GTAW", "arc gouging", "rigging"} <= {claim.name for claim in found.claims}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Pediatric Life Support (PLS) Provider Certification\nAmerican Heart Association\nExpires: 06/30/2026",
            [("Pediatric Life Support (PLS) Provider Certification", "American Heart Association")],
        ),
        (
            "Oracle Certified Professional\nIssued by Oracle, March 2023\nExpires March 2025",
            [("Oracle Certified Professional", "Oracle")],
        ),
        ("Forklift card 2021 (Raymond)", [("Forklift card", "Raymond")]),
        (
            "Ohio Insurance License – Life, Health, Casualty",
            [("Ohio Insurance License – Life, Health, Casualty", None)],
        ),
        ("Dental Assistant, RDA, Ohio #33-2210", [("Dental Assistant, RDA", "Ohio")]),
        (
            "Systems Security Certified Practitioner (SSCP)\n(ISC)² ",
            [("Systems Security Certified Practitioner (SSCP)", "(ISC)²")],
        ),
        (
            "GIAC GPEN (2022), GCIH (2023)\n"
            "Splunk Core Certified User\nAWS CCP\nPalo Alto PCNSA\nITILv3 Foundations, 2012",
            [
                ("GIAC GPEN", None),
                ("GCIH", None),
                ("Splunk Core Certified User", None),
                ("AWS CCP", None),
                ("Palo Alto PCNSA", None),
                ("ITILv3 Foundations", None),
            ],
        ),
    ],
)
def test_who_gave_a_paper_stands_below_it_and_no_other_paper_does(
    lines: str, expected: list[tuple[str, str | None]], frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization) for one in papers(lines, frameworks)] == expected


def test_the_name_of_the_list_is_no_paper(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nCERTIFICATIONS | ServSafe Manager (2024) | ServSafe Alcohol\n\n"
        "WORK\nCook, Oak Diner, 2010 - 2020"
    )
    found = [one.title for one in rule(document(text), frameworks).entries if one.kind in KINDS]
    assert found == ["ServSafe Manager", "ServSafe Alcohol"]


def test_each_line_of_training_is_one_course(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nTRAINING\nLockout tagout\nHazard communication\nLadder safety\n"
        "Fit test 3/2024\nOverhead crane, 2022\n"
    )
    found = [(one.title, one.organization) for one in rule(document(text), frameworks).entries]
    assert ("Lockout tagout", "Hazard communication") not in found
    assert ("Overhead crane", None) in found


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ("Vera Holt, RN, CCRN", ["RN", "CCRN"]),
        ("Vera Holt, MSN, PMP", ["PMP"]),
        ("Vera Holt, Oakland, CA", []),
        ("Holt, Vera", []),
    ],
)
def test_letters_behind_a_name_are_papers_where_no_list_tells_them(
    head: str, titles: list[str], frameworks: Frameworks
) -> None:
    text = f"{head}\nAkron, OH\n\nWORK\nNurse, Oak Hospital, 2010 - 2020"
    assert [one.title for one in rule(document(text), frameworks).entries if one.kind in KINDS] == titles


def test_a_state_in_brackets_makes_no_body(frameworks: Frameworks) -> None:
    assert all(one.organization is None for one in papers("MSHA, OSHA 10, FLAGGER (NV)", frameworks))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AED/CPR - American Red Cross - Certified 3/2023, Expires 3/2025", ("AED/CPR", "American Red Cross", None)),
        (
            "Word from Beginner to Expert (Udemy, 12 hrs) – 2020",
            ("Word from Beginner to Expert (Udemy, 12 hrs)", None, None),
        ),
        (
            "Google IT Automation Certificate – 2 of 6 courses complete",
            ("Google IT Automation Certificate", None, False),
        ),
        (
            "Yale Positive Psychology certificate (audited)",
            ("Yale Positive Psychology certificate (audited)", None, False),
        ),
    ],
)
def test_levels_and_fractions_are_neither_a_body_nor_a_paper(
    line: str, expected: tuple[str, str | None, bool | None], frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization, one.completed) for one in papers(line, frameworks)] == [expected]


def test_a_society_is_no_paper(frameworks: Frameworks) -> None:
    assert told("OSHA 30\nPhi Theta Kappa", frameworks) == [("OSHA 30", None)]


def test_lines_below_personal_qualifications_name_papers_and_skills(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\nPERSONAL QUALIFICATIONS\n- Class D driver's license, clean record\n"
        "- Barber license since 2011\n- OSHA 10, scaffold user, stair layout\n- Journeyman roofer card\n\n"
        "WORK\nRoofer, Oak Builders, 2010 - present\n"
    )
    found = Extractor(frameworks).extract(document(text))
    titles = {one.title for one in found.entries if one.kind in KINDS}
    assert titles == {"Class D driver's license", "Barber license", "OSHA 10", "Journeyman roofer card"}
    assert not {claim.name for claim in found.claims if claim.kind == "skill"} & titles


def test_what_another_sentence_tells_says_nothing_of_a_paper(frameworks: Frameworks) -> None:
    text = (
        "Vera Holt\nAkron, OH\n\n"
        "I have been driving and working on farm machines for twenty years. I hold a Class A CDL. "
        "My welding certificate from the college is still in progress and I have the exam pending.\n\n"
        "WORK\nDriver, Oak Freight, 2010 - 2020\n"
    )
    found = {one.title: one.completed for one in rule(document(text), frameworks).entries if one.kind in KINDS}
    assert found["Class A CDL"] is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("PALS — currently enrolled, test date not yet set", [("PALS", None, False)]),
        ("CAPM certification\nIn progress", [("CAPM certification", None, False)]),
        ("Sonography – sitting for boards in spring", [("Sonography", None, False)]),
        ("rhit - taking exam in october", [("rhit", None, False)]),
        ("Chemotherapy certification – planned for 2027", []),
        ("Fryer safety card 2022 (good for three years)", [("Fryer safety card", None, None)]),
        ("LPN license: in progress, NCLEX-PN not yet taken", [("LPN license", None, False)]),
        ("Journeyman plumber license: exam not taken yet", [("Journeyman plumber license", None, False)]),
        ("EMT certification (in progress, NREMT not yet passed)", [("EMT certification", None, False)]),
        ("Notary: not yet commissioned", [("Notary", None, False)]),
        ("Welder certification - still in progress", [("Welder certification", None, False)]),
        ("Security+ (not yet certified)", []),
        (
            "Appraiser, Ohio Department of Commerce, licensed since 2014",
            [("Appraiser", "Ohio Department of Commerce", None)],
        ),
    ],
)
def test_how_a_paper_stands_is_no_part_of_its_name(
    lines: str, expected: list[tuple[str, str | None, bool | None]], frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization, one.completed) for one in papers(lines, frameworks)] == expected


def test_an_exam_that_was_passed_in_a_year_is_not_ahead(frameworks: Frameworks) -> None:
    assert told("Passed the Certified Roofer test in 2020", frameworks)[0][1] is not False


def test_until_when_a_paper_was_certified_anew_is_its_end(frameworks: Frameworks) -> None:
    (paper,) = papers("Certified Dental Assistant (DANB) 2016, recertified to 2028", frameworks)
    assert (paper.start, paper.end) == ("2016", "2028")


def test_the_word_that_says_why_a_paper_is_not_held_is_evidence(frameworks: Frameworks) -> None:
    text = "CERTIFICATIONS\nFlagger card (expired)\nCPR/AED, in progress\nForklift card"
    papers = {one.title: [e.quote for e in one.evidence] for one in rule(document(text), frameworks).entries}
    assert papers["Flagger card"][-1] == "expired"
    assert papers["CPR/AED"][-1] == "in progress"
    assert papers["Forklift card"] == ["Forklift card"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "IBSC\nFlight Paramedic (FP-C)  2023\nDMV\nAmbulance Driver Certificate  exp. 2028\n"
            "Minnesota Department of Health\nAsbestos worker  2015",
            [
                ("Flight Paramedic (FP-C)", "IBSC", "2023", None),
                ("Ambulance Driver Certificate", "DMV", None, "2028"),
                ("Asbestos worker", "Minnesota Department of Health", "2015", None),
            ],
        ),
        (
            "Flight Paramedic (FP-C)\nIBSC, 2023\nAmbulance Driver Certificate\nDMV, exp. 2028",
            [
                ("Flight Paramedic (FP-C)", "IBSC", "2023", None),
                ("Ambulance Driver Certificate", "DMV", None, "2028"),
            ],
        ),
        (
            "2021, expires August 2026  Scissor and Boom Lift Operator\n2018, renewed to 2027  CompTIA Security+",
            [
                ("Scissor and Boom Lift Operator", None, "2021", "2026-08"),
                ("CompTIA Security+", None, "2018", "2027"),
            ],
        ),
    ],
)
def test_who_gave_a_paper_above_it_and_until_when_before_it(
    lines: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert [(one.title, one.organization, one.start, one.end) for one in papers(lines, frameworks)] == expected
