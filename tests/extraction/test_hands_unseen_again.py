"""More jobs as hands write them: forms with further fields, pay beside dates, partners, stations in the forces."""

import pytest

from app.extraction.headings.amid_jobs import over_role
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import rows
from app.extraction.words.scores import organization_score, title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_a_form_names_the_project_beside_employer_and_client(frameworks: Frameworks) -> None:
    found = jobs(
        "K. RAFI\n\nWORK EXPERIENCE\n\n"
        "Company: Elm Kentra Co. Ltd.\nClient: Ash Petroleum\nProject: Oak Gas Program\nPosition: HSE Officer\n"
        "Period: Feb 2018 – June 2022\nLocation: Ras Tanura, KSA\nDuties & Responsibilities\n• Permit audits\n\n"
        "Company: Larch & Tobin (Oman) LLC\nClient: PDX\nProject: Compression\nPosition: Safety Supervisor\n"
        "Period: March 2013 – Dec 2017\nLocation: Oman\nDuties & Responsibilities\n• Tool box talks",
        frameworks,
    )

    assert found == [
        ("HSE Officer", "Elm Kentra Co. Ltd.", "2018-02", "2022-06"),
        ("Safety Supervisor", "Larch & Tobin (Oman) LLC", "2013-03", "2017-12"),
    ]


def test_pay_is_no_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Di Poe\n\nWork History\n\nReceptionist, Dorn's Company, Tyler MN, 5/2019-present, $18.50/hr\nPhones.\n\n"
        "Cashier, Elm-Vee, Tyler MN, 2014-2018, $11 an hour",
        frameworks,
    )

    assert [job[:2] for job in found] == [("Receptionist", "Dorn's Company"), ("Cashier", "Elm-Vee")]


def test_a_paper_behind_names_and_a_full_stop_is_no_title(frameworks: Frameworks) -> None:
    found = jobs(
        "VAN DOE\n\nWORK EXPERIENCE\n\n1990 - 2014 Press Operator, Elm Graphics, Salem\n\n"
        "Aug 2014 - now School Bus Driver, Elm Valley School District. CDL B with P and S.",
        frameworks,
    )

    assert found[1] == ("School Bus Driver", "Elm Valley School District", "2014-08", None)


def test_a_title_behind_a_full_stop_stays_one(frameworks: Frameworks) -> None:
    found = jobs(
        "PAT HOLT\n\nEMPLOYMENT:\n\n"
        "Nov. 2013 to Present: Baker, Marlow, Dunn & Cook, PC, Salem, Oregon. Legal Secretary to three partners."
        " Calendar, dictation.\n\n"
        "2003 to 2013: Law Offices of Ira Doe, Bend, Oregon. Secretary. Did everything.",
        frameworks,
    )

    assert found[0][1] == "Baker, Marlow, Dunn & Cook, PC"
    assert found[0][0] is not None
    assert found[0][0].startswith("Legal Secretary")


def test_partners_of_a_firm_have_no_titles() -> None:
    assert title_score("Baker, Marlow & Cook, PC") == 0
    assert organization_score("Baker, Marlow & Cook, PC") > 2
    assert title_score("Baker, Elm Bread") > 0


def test_a_name_of_business_and_what_was_done_in_small_letters(frameworks: Frameworks) -> None:
    found = jobs(
        "Boyd Roe\n\nDRIVING HISTORY\n\n"
        "Owner/Operator dba Elm Trucking LLC, leased to Ashstar\n"
        "05/2014 to present\nStep deck, 48 states, oversize\n\n"
        "Oilfield Hand, Nabors Oil, Williston, North Dakota\n2006 to 2014\nFloor hand, motor hand",
        frameworks,
    )

    assert found == [
        ("Owner/Operator", "Elm Trucking LLC", "2014-05", None),
        ("Oilfield Hand", "Nabors Oil", "2006", "2014"),
    ]


def test_stations_in_the_forces_are_no_jobs_of_their_own(frameworks: Frameworks) -> None:
    found = entries(
        "CAS MOY\n\nEXPERIENCE\n\nLine Mechanic\nElm Air Lines, Reno, NV                Sept 2017 to Present\n\n"
        "Aviation Machinist's Mate (AD2)\nUnited States Navy                     June 2009 to June 2017\n"
        "  VFA-99, NAS Elmore, CA                2013 to 2017\n  - Work center supervisor, engines\n"
        "  FRC Ashwest, San Diego, CA            2009 to 2013\n  - Module repair",
        frameworks,
    )

    assert [job.organization for job in found] == ["Elm Air Lines", "United States Navy"]
    assert found[1].body is not None


def test_hours_are_no_year() -> None:
    assert find_dates("2000 hours") == ()
    assert len(find_dates("2000 to 2004")) == 1


def test_how_many_beds_a_house_has_is_said_of_it(frameworks: Frameworks) -> None:
    found = jobs(
        "Lou Poe\n\nWork:\n\nCarolina Elms Rehab & Nursing (SNF, 120 beds) | CNA | 06/2020 – Present\nvitals, lifts",
        frameworks,
    )

    assert found == [("CNA", "Carolina Elms Rehab & Nursing", "2020-06", None)]


def test_a_court_in_capitals_is_an_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Gil Moy\n\nLEGAL EXPERIENCE\nELM, ASH & CHO LLP, Tulsa, Oklahoma\nAssociate, May 2010 – present\n"
        "- Tried cases\n"
        "UNITED STATES DISTRICT COURT, DISTRICT OF NEW MEXICO, Las Cruces, New Mexico\n"
        "Law Clerk, August 2008 – May 2010\n- Memoranda",
        frameworks,
    )

    assert found[1][:2] == ("Law Clerk", "UNITED STATES DISTRICT COURT, DISTRICT OF NEW MEXICO")


def test_nobody_employs_a_parent_at_home(frameworks: Frameworks) -> None:
    found = jobs(
        "MER STOK\n\nEXPERIENCE\nElm Orthodontics, Orem\n Office Manager, August 2021-present\n  Supervise four\n"
        " Receptionist, January 2019-August 2021\n  Greeted patients\n"
        "Full-time parent, 2010-2018\n  Raised four children\n"
        "Ash Bank, Orem\n Teller, 2006-2010",
        frameworks,
    )

    assert ("Full-time parent", "Elm Orthodontics") not in [job[:2] for job in found]
    assert ("Receptionist", "Elm Orthodontics") in [job[:2] for job in found]


def test_numbers_in_brackets_count_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "RA TAW\n\nPROFESSIONAL EXPERIENCE\n\n"
        "(1) Machine Operator\n    ELB, Greeley, Colorado, USA\n    From February 2023 until now\n    - packing\n\n"
        "(2) Pharmacist\n    Elm Pharmacy, Homs, Syria\n    From 2008 until 2015\n    - filled prescriptions",
        frameworks,
    )

    assert found == [("Machine Operator", "ELB", "2023-02", None), ("Pharmacist", "Elm Pharmacy", "2008", "2015")]


def test_an_employer_in_the_print_of_headings_stands_over_a_bare_role() -> None:
    told = rows(document("ELMWOOD\nArt Director | March 2020 to Present\nLead packaging for two brands."))
    apart = rows(document("THINGS\nArt Director, Elm Studio | March 2020 to Present\nElm Studio"))

    assert over_role(told, 0)
    assert not over_role(apart, 0)
