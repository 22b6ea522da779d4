"""Jobs in a way of one's own: labels nobody knows, tables with other heads, towns amid a line, small letters."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.scores import organization_score, title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in kinds]


def jobs(text: str, frameworks: Frameworks) -> list[Told]:
    found = entries(text, frameworks, EntryKind.EMPLOYMENT)
    return [(job.title, job.organization, job.start, job.end) for job in found]


def test_a_town_stands_between_employer_and_title(frameworks: Frameworks) -> None:
    found = entries(
        "Ida Roe\n\nEXPERIENCE\n03/2020–present: Elm Medical Center, Manchester, NH, Unit Clerk/LNA, Med-Surg\n"
        "06/2014–03/2020: Ash Hill Health Care, Manchester, NH, LNA",
        frameworks,
        EntryKind.EMPLOYMENT,
    )

    assert [(job.title, job.organization, job.location) for job in found] == [
        ("Unit Clerk/LNA, Med-Surg", "Elm Medical Center", "Manchester, NH"),
        ("LNA", "Ash Hill Health Care", "Manchester, NH"),
    ]


def test_a_role_named_again_is_one_at_the_same_employer(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nEXPERIENCE\nWarren Clinic (Elm Health System), Tulsa OK\n"
        "CMA – Family Medicine, Float Pool                   Jan. 2018 – Present\n"
        "CMA – Pediatrics                                    Jun. 2015 – Jan. 2018\n\n"
        "Planned Elmhood, Tulsa OK\nMedical Assistant                                   2013 – 2015",
        frameworks,
    )

    assert [job[:2] for job in found] == [
        ("CMA", "Warren Clinic (Elm Health System)"),
        ("CMA", "Warren Clinic (Elm Health System)"),
        ("Medical Assistant", "Planned Elmhood"),
    ]


def test_all_may_be_written_small(frameworks: Frameworks) -> None:
    text = (
        "ida roe\n\nwhat ive done\nhead custodian, pinedale elementary, 2019 to now\n"
        "night custodian, south middle school, 2016 to 2019\ncashier at safeway 2009-2011\n\n"
        "school\nstevens high, 2009"
    )

    assert [job[:2] for job in jobs(text, frameworks)] == [
        ("head custodian", "pinedale elementary"),
        ("night custodian", "south middle school"),
        ("cashier", "safeway"),
    ]
    assert [school.organization for school in entries(text, frameworks, EntryKind.EDUCATION)] == ["stevens high"]


def test_a_heading_drawn_round_is_no_item(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\n~ Work ~\nLead Teacher, Elm Academy, August 2016 – present\n"
        "Bus monitor, Ash School District, school year 2011-12\n\n~ Papers ~\nPediatric first aid & CPR\n\n"
        "~ Learning ~\nOak High School, Macon, 2006"
    )

    assert jobs(text, frameworks) == [
        ("Lead Teacher", "Elm Academy", "2016-08", None),
        ("Bus monitor", "Ash School District", "2011", "2012"),
    ]
    assert [s.organization for s in entries(text, frameworks, EntryKind.EDUCATION)] == ["Oak High School"]


@pytest.mark.parametrize(
    "head",
    ["Employer      Years        Position           Equipment", "Shop     When        Job       Its tools"],
)
def test_a_table_of_jobs_has_a_column_of_its_own(head: str, frameworks: Frameworks) -> None:
    found = jobs(
        f"Ida Roe\n\n{head}\nNorth Elm Constructors   2015-now   Operator    D6, 336 excavator, grader\n"
        "Ash Lake Constructors    2008-2015  Operator    cranes, loader",
        frameworks,
    )

    assert found == [
        ("Operator", "North Elm Constructors", "2015", None),
        ("Operator", "Ash Lake Constructors", "2008", "2015"),
    ]


def test_labels_of_ones_own_name_the_employer_first(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nBoat: F/V Sea Elm\nSeason: 2014 to now\nJob: deck boss\nSkipper: Nils Lim\n\n"
        "Boat: F/V Ann Ash\nSeason: summers 2009-2013\nJob: deckhand\n\n"
        "Cannery: Fir Star Foods, Warrenton\nWhen: 2005-2009\nJob: filleter",
        frameworks,
    )

    assert found == [
        ("deck boss", "F/V Sea Elm", "2014", None),
        ("deckhand", "F/V Ann Ash", "2009", "2013"),
        ("filleter", "Fir Star Foods", "2005", "2009"),
    ]


def test_numbered_jobs_need_no_heading(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\nOffice & Dispatch\n\n1) Office manager -- Elm & Sons Excavating -- Apr 2012 on\n"
        "   phones, billing\n"
        "2) 911 dispatcher -- Ash County Sheriff -- 2005 to Apr 2012\n   CAD, EMD, trained 6 new dispatchers\n"
        "3) Night auditor -- Oak Inn -- 2003 to 2005",
        frameworks,
    )

    assert [job[:2] for job in found] == [
        ("Office manager", "Elm & Sons Excavating"),
        ("911 dispatcher", "Ash County Sheriff"),
        ("Night auditor", "Oak Inn"),
    ]


def test_full_stops_part_dates_employers_and_titles(frameworks: Frameworks) -> None:
    found = jobs(
        "IDA ROE\n\nWORK\n2018 TO PRESENT. IDA'S ALTERATIONS, MCALLEN. OWNER. WEDDING GOWNS, UNIFORMS.\n"
        "2006 TO 2018. RIO ELM BRIDAL, MCALLEN. SEAMSTRESS.\n"
        "1998 TO 2006. ASHGAR, EDINBURG. SEWING MACHINE OPERATOR, LINE LEADER. PLANT CLOSED.",
        frameworks,
    )

    assert [job[:2] for job in found] == [
        ("OWNER", "IDA'S ALTERATIONS"),
        ("SEAMSTRESS", "RIO ELM BRIDAL"),
        ("SEWING MACHINE OPERATOR, LINE LEADER", "ASHGAR"),
    ]


def test_what_somebody_became_is_part_of_the_title(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK\nELM FOODS          DEBONER, THEN LINE LEAD           2008 TO 2020\n"
        "ASH ELECTRONICS    SOLDERER                          1996 TO 2007",
        frameworks,
    )

    assert found[0][:2] == ("DEBONER, THEN LINE LEAD", "ELM FOODS")


def test_since_dates_a_job_at_public_schools_and_partners_make_a_firm(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK\nSubstitute teacher (K-6)    Elm Public Schools    since 2010\n"
        "Church secretary    Broad Ash Church    2002-2010\nLegal secretary    Elmlow, Roberts & Ashton    1985-1996",
        frameworks,
    )

    assert found == [
        ("Substitute teacher (K-6)", "Elm Public Schools", "2010", None),
        ("Church secretary", "Broad Ash Church", "2002", "2010"),
        ("Legal secretary", "Elmlow, Roberts & Ashton", "1985", "1996"),
    ]


def test_the_letters_of_a_licence_are_not_those_of_its_number(frameworks: Frameworks) -> None:
    text = "Ida Roe\n\nLICENSE: NH LNA 045512-24, exp. 12/2025. BLS current.\n\nWORK\nAide, Oak Home, 2010 - 2014"

    assert [paper.title for paper in entries(text, frameworks, EntryKind.LICENCE)] == ["NH LNA"]


def test_a_sheriff_stands_for_an_office() -> None:
    assert (title_score("Ash County Sheriff"), organization_score("Ash County Sheriff") >= 2) == (0, True)


def test_a_school_year_is_no_month() -> None:
    assert [(d.start, d.end) for d in find_dates("Bus monitor, school year 2011-12")] == [("2011", "2012")]


@pytest.mark.parametrize(
    "line",
    [
        "Retired 2006–2009 to care for parents",
        "Laid off 2006–2009, looked for work",
        "Retired, 2006-2009",
        "Sabbatical 2006–2009 in Peru",
        "Stayed home with two kids, 2004-2009",
        "Took time off to heal, 2004-2009",
    ],
)
def test_time_without_work_is_no_job(line: str, frameworks: Frameworks) -> None:
    text = f"Ida Roe\n\nEXPERIENCE\nClerk, Elm Library, 2009 to 2020\n{line}\nSales Associate, Gap, 2001 - 2004"

    assert jobs(text, frameworks) == [
        ("Clerk", "Elm Library", "2009", "2020"),
        ("Sales Associate", "Gap", "2001", "2004"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Registered Nurse, Cardiac Care Unit, Elm Hospital, 2015 - 2019",
            ("Registered Nurse, Cardiac Care Unit", "Elm Hospital"),
        ),
        (
            "Clerk, Elm Police Department, City of Tulsa, 2015 - 2019",
            ("Clerk", "Elm Police Department, City of Tulsa"),
        ),
    ],
)
def test_the_unit_before_an_employer_is_no_part_of_its_name(
    line: str, expected: tuple[str, str], frameworks: Frameworks
) -> None:
    assert [job[:2] for job in jobs(f"Ida Roe\n\nEXPERIENCE\n{line}", frameworks)] == [expected]
