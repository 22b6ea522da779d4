"""Still more jobs as hands write them: dots that lead, years of what was won, agencies above jobs, firms told of."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.dates import find_dates
from app.extraction.parts.fields import cut, opened
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_dots_with_blanks_lead_to_dates(frameworks: Frameworks) -> None:
    found = jobs(
        "IDA KNUT\n\nE M P L O Y M E N T\n\n"
        "Office Clerk . . . . . . . . . . . . . . . . . . . . . . . 08/2011 - 03/2020\n"
        "Elm County Assessor, Yakima, Wash.\n* posted payments\n\n"
        "File Clerk . . . . . . . . . . . . . . . . . . . . . . . . 02/2006 - 07/2011\n"
        "Ash Medical Center, Yakima, Wash.\n* pulled charts",
        frameworks,
    )

    assert found == [
        ("Office Clerk", "Elm County Assessor", "2011-08", "2020-03"),
        ("File Clerk", "Ash Medical Center", "2006-02", "2011-07"),
    ]


def test_pres_is_present_at_the_end_of_a_period() -> None:
    assert [(date.start, date.current) for date in find_dates("ELM GLASS (2017-PRES) Technician")] == [("2017", True)]
    assert not any(date.current for date in find_dates("2017-Pres, Elm Rotary Club"))


def test_years_of_what_was_won_are_no_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "COACH B. ROE\n\nEXPERIENCE\n\n"
        "Head Football Coach\n   Elm Valley High School (6A)              2018-Present\n"
        "   2020 Regional Finalist; 2022 District Champions\n"
        "Offensive Coordinator\n   Ash Creek High School              2013-2018\n   38 points a game in 2016",
        frameworks,
    )

    assert found == [
        ("Head Football Coach", "Elm Valley High School", "2018", None),
        ("Offensive Coordinator", "Ash Creek High School", "2013", "2018"),
    ]


def test_an_agency_above_several_jobs_is_not_the_first_ones_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Lu Quint\n\nWORK HISTORY\n\nElm Services Inc. (staffing agency)\n"
        "   Ash Windows, Pella IA – Machine Operator – 09/2021 to present\n"
        "   Oakmeer, Pella IA – Assembler – 02/2021 to 08/2021",
        frameworks,
    )

    assert [job[:2] for job in found] == [("Machine Operator", "Ash Windows"), ("Assembler", "Oakmeer")]


def test_a_line_about_a_firm_stands_between_it_and_the_title(frameworks: Frameworks) -> None:
    found = jobs(
        "KAT LIND, CPA\n\nEXECUTIVE EXPERIENCE\n"
        "ELM FORGE, INC. (Mansfield, Texas) 2018 to Present\n"
        "$85 million maker of closed-die forgings, PE-owned\n"
        "Chief Financial Officer\n- Refinanced $40M of senior debt\n"
        "ASH INDUSTRIES (Lufkin, Texas) 2011 to 2018\nDivision of Oak Oil & Gas from 2013\nVice President, Finance\n"
        "- Integration lead",
        frameworks,
    )

    assert found == [
        ("Chief Financial Officer", "ELM FORGE, INC.", "2018", None),
        ("Vice President, Finance", "ASH INDUSTRIES", "2011", "2018"),
    ]


def test_what_was_done_beside_a_title_is_no_employer() -> None:
    made, found = lines("**Kitchen Manager**, Elm Robin, Tukwila WA; Order produce and meat, schedule 24 cooks; Days")
    parts = opened(made.text, cut(made.text, found, []))

    assert not any(piece.said.startswith("Order") for piece in parts.open)
    assert any(piece.said.startswith("Order") for piece in parts.settled)


def test_marks_may_stand_before_titles(frameworks: Frameworks) -> None:
    found = jobs(
        "MAR DIM\n\nWORK EXPERIENCES:\n* Domestic Helper\n  Family of Mr. Poon, Sha Tin, Hong Kong\n"
        "  Feb. 2020 - Feb. 2022\n"
        "* Sales Clerk\n  Elm Supermarket, Lipa\n  June 2018 - Nov. 2019",
        frameworks,
    )

    assert found == [
        ("Domestic Helper", "Family of Mr. Poon", "2020-02", "2022-02"),
        ("Sales Clerk", "Elm Supermarket", "2018-06", "2019-11"),
    ]


def test_engines_and_stations_of_a_firefighter_are_no_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "GOR TREV\n\nEXPERIENCE\n\nCity of Elm Fire Department\n  Fire Captain, 2016-Present\n"
        "  Firefighter/Paramedic, 2007-2016\n    Engine 12, Station 3 2016-2019\n"
        "    Truck 11, Station 1 2019-Present\n"
        "Ash Ambulance, Mesa\n  EMT, 2003-2007",
        frameworks,
    )

    assert [job[0] for job in found] == ["Fire Captain", "Firefighter/Paramedic", "EMT"]


def test_a_budget_of_some_years_is_no_job(frameworks: Frameworks) -> None:
    found = jobs(
        "TAM ROE\n\nEXPERIENCE\n\nMarketing Manager, Elm Snowboards (June 2018 – Present)\n"
        "- Relaunched the kids line\n- Budget: $4.1M (2023), $3.2M (2021 – 2022)",
        frameworks,
    )

    assert found == [("Marketing Manager", "Elm Snowboards", "2018-06", None)]


def test_a_street_is_no_part_of_an_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "LON CUM\n\nEMPLOYMENT RECORD\n\nEMPLOYER: Elm Foods, 58 Frozen Rd, Little Rock AR 72209\n"
        "FROM 7/2020 TO Present     POSITION HELD: Local Driver\n\n"
        "EMPLOYER: Ash Transport, Lowell AR\nFROM 2/2016 TO 6/2020     POSITION HELD: OTR Driver",
        frameworks,
    )

    assert [job[:2] for job in found] == [("Local Driver", "Elm Foods"), ("OTR Driver", "Ash Transport")]


def test_help_given_in_a_summer_is_told_beside_what_goes_on(frameworks: Frameworks) -> None:
    found = rule(
        document(
            "Ann Tui\n\nVolunteering\nWard choir pianist, since 2022\n"
            "Elm Basin Animal Shelter, dog walker, 30 hours, summer 2024"
        ),
        frameworks,
    ).entries

    assert [(one.title, one.organization) for one in found] == [
        ("Ward choir pianist", None),
        ("dog walker", "Elm Basin Animal Shelter"),
    ]


def test_what_was_sewn_is_no_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Jobs I have had:\n\nCaretaker for Mrs. Ida Roe (private), Brent, 2019 - 2023. She passed.\n\n"
        "Cafeteria worker, Elm County Schools, 1997 - 2018. Retired with 21 years.\n\n"
        "Seamstress, Ash Corporation, Alexander City, 1989 - 1997. Sewed collars till plant shut down.",
        frameworks,
    )

    assert found[0] == ("Caretaker", "Mrs. Ida Roe", "2019", "2023")
    assert found[-1] == ("Seamstress", "Ash Corporation", "1989", "1997")


def test_towns_begin_with_letters_of_any_tongue_and_firms_end_in_letters(frameworks: Frameworks) -> None:
    found = entries(
        "Aga Nowak\n\nWORK EXPERIENCE\n\n"
        "01/03/2017 – 31/08/2020 – Poznań, Poland\nWAREHOUSE OPERATIVE – ELMDL POLSKA SP. Z O.O.\n◦ Order picking\n\n"
        "09/2010 – 02/2017 – Łódź, Poland\nSEAMSTRESS – ASZ ODZIEŻ S.C.\n◦ Sewing of trousers",
        frameworks,
    )

    assert [(job.title, job.organization, job.location) for job in found] == [
        ("WAREHOUSE OPERATIVE", "ELMDL POLSKA SP. Z O.O.", "Poznań, Poland"),
        ("SEAMSTRESS", "ASZ ODZIEŻ S.C.", "Łódź, Poland"),
    ]


def test_a_country_over_jobs_employs_nobody(frameworks: Frameworks) -> None:
    found = jobs(
        "TED GEB\n\nWORK EXPERIENCE\nIn the United States\nNile Elm Restaurant, Aurora, CO\n"
        "Dishwasher, February 2021 – present\n- wash dishes\n"
        "In Ethiopia\nUNHRX, Sub-Office Jijiga\nDriver, July 2018 – August 2020\n- drove",
        frameworks,
    )

    assert [job[1] for job in found] == ["Nile Elm Restaurant", "UNHRX"]


def test_clients_of_a_named_job_are_within_it(frameworks: Frameworks) -> None:
    found = jobs(
        "GEN THOR\n\nEXPERIENCE\n\nElm Advisory LLC | Omaha, NE | Jan. 2016 to date\nPrincipal Consultant\n\n"
        "  Client: State of Ashland DHHS\n  Role: Program Lead\n  Led the replacement of a system.\n\n"
        "Oak Consulting LLP | Kansas City, MO | May 2011 to Dec. 2015\nManager\n\n  Managed claims.",
        frameworks,
    )

    assert found == [
        ("Principal Consultant", "Elm Advisory LLC", "2016-01", None),
        ("Manager", "Oak Consulting LLP", "2011-05", "2015-12"),
    ]


def test_what_a_label_calls_a_job_is_one(frameworks: Frameworks) -> None:
    found = jobs(
        "WORK\n\nRanch: Elm Vineyards\nJob: irrigator\nWhen: 2010 - 2014\n\n"
        "Ranch: different contractors\nJob: pick plum, tomato, onion\nWhen: 2004 - 2010",
        frameworks,
    )

    assert found[1] == ("pick plum, tomato, onion", "different contractors", "2004", "2010")


def test_a_comma_right_behind_the_dates_parts_no_employer(frameworks: Frameworks) -> None:
    found = jobs("WORK\n\n2019 - 2021, Flagger. Held signs, sold tickets\n2017 - 2018, Cook. Fried cod", frameworks)

    assert [job[2:] for job in found] == [("2019", "2021"), ("2017", "2018")]
