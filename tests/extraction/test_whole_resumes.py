"""Whole resumes in the forms of several countries and trades: which section is which, and whose employer is whose."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    return rule(document(text), frameworks).entries


def read(text: str, frameworks: Frameworks) -> list[tuple[str | None, ...]]:
    return [(str(one.kind), one.title, one.organization) for one in entries(text, frameworks)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("INSTITUTIONS ATTENDED WITH DATES", SectionKind.EDUCATION),
        ("SEMINARS ATTENDED", SectionKind.COURSES),
        ("CHARACTER REFERENCES", SectionKind.REFERENCES),
        ("PROFESSIONAL QUALIFICATION", SectionKind.CERTIFICATIONS),
    ],
)
def test_forms_of_several_countries_have_headings_of_their_own(heading: str, kind: SectionKind) -> None:
    made = document(f"ADEBAYO SAMUEL\nLagos\n\n{heading}\nMusa Sani, Kano, 2009 - 2014\n\nHOBBIES\nFootball")

    assert kind in [section.kind for section in sections(rows(made))]


def test_degrees_below_qualifications_are_schooling_and_a_grade_gave_none(frameworks: Frameworks) -> None:
    found = entries(
        "ADEBAYO SAMUEL\nLagos\n\nQUALIFICATIONS OBTAINED WITH DATES\n"
        "B.Sc. (Hons) Agricultural Economics (Second Class Upper)     2014\n"
        "Senior Secondary School Certificate (WAEC)                   2008\n"
        "NYSC Discharge Certificate                                   2015\n\n"
        "INSTITUTIONS ATTENDED WITH DATES\nLisabi Grammar School, Abeokuta            2002 - 2008",
        frameworks,
    )

    assert [(str(one.kind), one.title, one.organization, one.programme, one.location) for one in found] == [
        ("education", "B.Sc. (Hons)", None, "Agricultural Economics", None),
        ("education", "Senior Secondary School Certificate (WAEC)", None, None, None),
        ("certification", "NYSC Discharge Certificate", None, None, None),
        ("education", None, "Lisabi Grammar School", None, "Abeokuta"),
    ]


def test_two_papers_and_checks_are_certifications_and_machines_are_none(frameworks: Frameworks) -> None:
    found = read(
        "Tommy Bianchetti\nChicago\n\nCertificates\nOSHA 30-Hour, LEED Green Associate\n"
        "Working with Children Check – 01234567A (exp. 2026)\n\nMachines: Haas VF-3, Fanuc controls, CMM",
        frameworks,
    )

    assert found == [
        ("certification", "OSHA 30-Hour", None),
        ("certification", "LEED Green Associate", None),
        ("certification", "Working with Children Check", None),
    ]


def test_one_date_tells_that_days_come_before_months(frameworks: Frameworks) -> None:
    jobs = (
        "WORK EXPERIENCE\n\n01/09/2017–Present\nPhysiotherapist\nMercy Hospital\n\n"
        "{}–31/08/2017\nAssistant physiotherapist\nElm Clinic\n"
    )

    found = entries("Kasia Wolska\n\n" + jobs.format("05/07/2014"), frameworks)
    unsaid = entries("Kasia Wolska\n\n" + jobs.format("05/07/2014").replace("31/08", "03/08"), frameworks)
    both = entries("Kasia Wolska\n\n" + jobs.format("05/27/2014"), frameworks)

    assert [(one.start, one.end) for one in found] == [("2017-09-01", None), ("2014-07-05", "2017-08-31")]
    assert [(one.start, one.end) for one in unsaid] == [("2017-01-09", None), ("2014-05-07", "2017-03-08")]
    assert both[0].start == "2017-01-09"


def test_service_of_a_scholar_is_none_in_the_forces(frameworks: Frameworks) -> None:
    found = entries("Henrik Aasland\n\nSERVICE\nReviewer for Marine Ecology, 2013–present", frameworks)

    assert [(one.kind, one.title) for one in found] == [(EntryKind.VOLUNTEERING, "Reviewer")]


def test_roles_of_one_employer_have_it_and_their_towns_are_no_employers(frameworks: Frameworks) -> None:
    found = entries(
        "Gregory Ashworth\n\nExperience\n\nHawkeye Mutual Insurance\n12 years 4 months\n\n"
        "Vice President, Claims\nJanuary 2021 - Present (5 years)\nDes Moines, Iowa, United States\n\n"
        "Director of Claims\nMarch 2017 - December 2020 (3 years 10 months)\nDes Moines, Iowa, United States\n\n"
        "Claims Manager\nAugust 2013 - February 2017 (3 years 7 months)\nWest Des Moines\n",
        frameworks,
    )

    assert [(one.title, one.organization, one.location) for one in found] == [
        ("Vice President, Claims", "Hawkeye Mutual Insurance", "Des Moines, Iowa, United States"),
        ("Director of Claims", "Hawkeye Mutual Insurance", "Des Moines, Iowa, United States"),
        ("Claims Manager", "Hawkeye Mutual Insurance", "West Des Moines"),
    ]


def test_an_employer_keeps_the_short_name_before_its_dash(frameworks: Frameworks) -> None:
    found = read(
        "Marisol Cruz\n\nEXPERIENCE\n\nBanner – University Medical Center, Tucson, AZ\n"
        "Staff Nurse III       Mar 2019 – Present\n",
        frameworks,
    )

    assert found == [("employment", "Staff Nurse III", "Banner – University Medical Center")]


def test_who_gave_a_course_stands_before_its_date_and_a_level_before_a_paper(frameworks: Frameworks) -> None:
    found = read(
        "Joanna Villanueva\n\nSEMINARS ATTENDED\nBasic Life Support, Philippine Red Cross, March 2013\n\n"
        "EDUCATION\nVocational: TESDA Caregiving NC II (2013)",
        frameworks,
    )

    assert found == [
        ("course", "Basic Life Support", "Philippine Red Cross"),
        ("certification", "TESDA Caregiving NC II", None),
    ]


def test_a_line_about_references_lists_no_skills(frameworks: Frameworks) -> None:
    made = document("Maria Gutierrez\n\nLANGUAGES\nSpanish (native), English (good)\nREFERENCES: yes, many families")

    shown = [made.text[s.start : s.end] for s in rule(made, frameworks).sightings]

    assert shown == ["Spanish", "English"]


def test_what_stands_right_below_a_heading_is_what_it_heads(frameworks: Frameworks) -> None:
    found = read(
        "JADE WILLIAMS\n\nCONTACT\nBrooklyn, NY\n\nEDUCATION\nNYU\nB.S. Media Studies\n2015 - 2019\n\n"
        "EXPERIENCE\n\nMARKETING INTERN\nMUSEUM OF THE MOVING IMAGE / SUMMER 2018\n\nSKILLS\nCanva\nCapCut",
        frameworks,
    )

    assert found == [
        ("education", "B.S.", "NYU"),
        ("employment", "MARKETING INTERN", "MUSEUM OF THE MOVING IMAGE"),
    ]


def test_a_paragraph_that_begins_with_the_label_of_schooling_is_schooling(frameworks: Frameworks) -> None:
    found = entries(
        "Tyrell Johnson\n\nExperience\nKroger - Stocker - 2018-2020\n\n"
        "Education: Whitehaven High School, class of 2018\nMoore Tech, HVAC, started 2019 (not finished)\n\n"
        "Forklift: sit-down & reach, certified 2021\nHave own car",
        frameworks,
    )

    assert [(str(one.kind), one.organization, one.start, one.current) for one in found] == [
        ("employment", "Kroger", "2018", False),
        ("education", "Whitehaven High School", None, False),
        ("education", "Moore Tech", "2019", False),
    ]


def test_national_qualifications_of_britain_are_schooling(frameworks: Frameworks) -> None:
    found = entries(
        "Dean Hargreaves\nHull\n\nQualifications:\nNVQ Level 3 Accessing Operations & Rigging, CITB, 2014\n"
        "NVQ Level 2 Scaffolding, 2008\nGCSE: Maths D, English C - Sydney Smith School, 2001",
        frameworks,
    )

    assert [(one.title, one.programme, one.end) for one in found][:2] == [
        ("NVQ Level 3", "Accessing Operations & Rigging", "2014"),
        ("NVQ Level 2", "Scaffolding", "2008"),
    ]


def test_boards_are_volunteering_and_time_laid_off_is_no_job(frameworks: Frameworks) -> None:
    found = read(
        "Thomas Ofori\n\nWork\nLedcor, welder, 2021 - 2024\nLayoff / travelled 2020-2021\n"
        "Aecon, pipe welder, 2017-2020\n\nBoards\nTreasurer, Macon Habitat for Humanity, 2017-2022",
        frameworks,
    )

    assert found == [
        ("employment", "welder", "Ledcor"),
        ("employment", "pipe welder", "Aecon"),
        ("volunteering", "Treasurer", "Macon Habitat for Humanity"),
    ]


def test_an_academy_is_given_by_the_commission_before_it_and_a_second_paper_by_nobody(frameworks: Frameworks) -> None:
    found = read(
        "Nathaniel Greer\n\nCertificates\n"
        "State Criminal Justice Training Commission, Basic Law Enforcement Academy, 2003 (720 hours)\n"
        "SSSTS (2021), Asbestos awareness\nCSWIP 3.1 Welding Inspector, valid till 2026",
        frameworks,
    )

    assert [one[1:] for one in found] == [
        ("Basic Law Enforcement Academy", "State Criminal Justice Training Commission"),
        ("SSSTS", None),
        ("Asbestos awareness", None),
        ("CSWIP 3.1 Welding Inspector", None),
    ]
    last = entries("A B\n\nCertificates\nCSWIP 3.1 Welding Inspector, valid till 2026", frameworks)[-1]
    assert (last.start, last.end) == (None, "2026")


def test_jobs_whose_fields_have_labels_are_read_where_no_heading_stands(frameworks: Frameworks) -> None:
    found = entries(
        "WORK HISTORY FOR: Manny Ortega, Jr.\n\n"
        "1. Company: Weeks Marine       Location: Cranford NJ\n"
        "   Job: Dockbuilder / pile driver      From: 4/2018  To: now\n"
        "   What I did: drove sheet pile, welded pile caps\n\n"
        "2. Company: Ortega Landscaping     Location: Yonkers\n"
        "   Job: Laborer / driver      From: 2009    To: 4/2018\n\n"
        "SCHOOL: Gorton High School, Yonkers. GED 2012.",
        frameworks,
    )

    assert [(one.title, one.organization, one.location, one.start, one.end) for one in found][:2] == [
        ("Dockbuilder / pile driver", "Weeks Marine", "Cranford NJ", "2018-04", None),
        ("Laborer / driver", "Ortega Landscaping", "Yonkers", "2009", "2018-04"),
    ]


def test_below_a_heading_of_any_words_titles_with_periods_are_jobs(frameworks: Frameworks) -> None:
    found = read(
        "Simone Achebe\nHouston TX\n832-555-0165\n\nSALONS\nCrown & Glory Hair Studio (booth rent) — 2020 to now\n"
        "Supercuts — Stylist, then Shift Lead — 2017-2020\nJCPenney Salon — Stylist — 2015-2017\n\n"
        "SKILLS\nBraids\nColor\n\nLICENSE\nTexas Cosmetology Operator License",
        frameworks,
    )

    assert found[:3] == [
        ("employment", None, "Crown & Glory Hair Studio"),
        ("employment", "Stylist, then Shift Lead", "Supercuts"),
        ("employment", "Stylist", "JCPenney Salon"),
    ]


def test_what_somebody_is_trained_in_gave_no_certificate(frameworks: Frameworks) -> None:
    found = read(
        "Danielle Boudreaux\n\nCredentials:\nCPhT, PTCB #30089921, renews 7/31/2026\n"
        "Louisiana Board of Pharmacy - Technician CPT.012345\nSterile compounding certificate, 2019\n"
        "Immunization trained",
        frameworks,
    )

    assert ("certification", "Immunization trained", None) in found
    assert ("certification", "Sterile compounding certificate", None) in found


@pytest.mark.parametrize("head", ["WORK\n", "WORK\nWork: ", "Work: "])
def test_also_stands_before_one_more_job(head: str, frameworks: Frameworks) -> None:
    found = read(
        f"Rosa Quill\nSalem\n\n{head}Barn hand, Bitter Brook Stables, 2016 to 2019\n"
        "Also: Milker, Elm Dairy, 2014 to 2016",
        frameworks,
    )

    assert found == [("employment", "Barn hand", "Bitter Brook Stables"), ("employment", "Milker", "Elm Dairy")]


def test_right_below_a_heading_stands_what_it_heads() -> None:
    made = document(
        "Ana Ruiz\nSalem\n\nEXPERIENCE\n\nMAIN LINE\n\nCook, 2010 - 2012\n\nEDUCATION\n\nElm College, 2009\n\n"
        "SKILLS\n\nCooking"
    )

    assert [section.heading.said for section in sections(rows(made)) if section.heading is not None] == [
        "EXPERIENCE",
        "EDUCATION",
        "SKILLS",
    ]
