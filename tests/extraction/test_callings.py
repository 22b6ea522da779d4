"""Jobs, papers and skills of callings: titles in fields, agencies, marks of every drawing, papers to come."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.model import Basis, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.jobs_told import jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "ANA RUIZ\n\nKELLY / ADECCO / AEROTEK (TEMP)   01/10 - 02/12\n- JOB: MACHINE OPERATOR. PRESS\n\n"
            "ELM TOOL & DIE   03/12 - PRES\n- POSITION: TOOL CRIB ATTENDANT (STARTED AS SWEEPER, 02/13)\n"
            "- ISSUE TOOLS TO 40 MACHINISTS",
            [
                ("MACHINE OPERATOR", "KELLY / ADECCO / AEROTEK", "2010-01", "2012-02"),
                ("TOOL CRIB ATTENDANT", "ELM TOOL & DIE", "2012-03", None),
            ],
            id="agencies side by side, and titles in a field below them",
        ),
        pytest.param(
            "Ana Ruiz\n\nWork\nOak Valley Dairy, 2018 - 2021\n* Title: Milker\n* Milked 300 cows\n\n"
            "Elm Orchard, 2021 - now\n* Job title: Picker; packing line too\n* Pick apples",
            [("Milker", "Oak Valley Dairy", "2018", "2021"), ("Picker", "Elm Orchard", "2021", None)],
            id="a field of a title is an item",
        ),
        pytest.param(
            "Ana Ruiz\n\nWork\nRusty Nail / Cook / Tulsa, OK / 2018 - 2021\n"
            "Elm Diner / Server / Tulsa, OK / 2021 - now",
            [("Cook", "Rusty Nail", "2018", "2021"), ("Server", "Elm Diner", "2021", None)],
            id="strokes part a title from its employer",
        ),
        pytest.param(
            "Ana Ruiz\n555-0101\n\n2022-now | Booth renter | Crown & Fade, Elm Ave.\n* Opens and closes shop\n"
            "2019-22 | Barber | Uncle Leon's, Eastpointe\n2014-19 | Press operator | Elm Plastics, Troy",
            [
                ("Booth renter", "Crown & Fade", "2022", None),
                ("Barber", "Uncle Leon's", "2019", "2022"),
                ("Press operator", "Elm Plastics", "2014", "2019"),
            ],
            id="a job that goes on among jobs below no heading",
        ),
        pytest.param(
            "Ana Ruiz\n\nWork\nTeacher (started as an aide), Oak School, 2012 - 2018\n* Taught reading\n\n"
            "Sales clerk (hired on commission in 2018), Elm Shoes, 2019 - 2022\n* Sold shoes",
            [("Teacher", "Oak School", "2012", "2018"), ("Sales clerk", "Elm Shoes", "2019", "2022")],
            id="what somebody had been does not take the period of the job",
        ),
        pytest.param(
            "Ana Ruiz\n\nWork\nJob Search Coach, Elm Trust, 2018 - 2020\n\nJob search, 2017 - 2018\n\n"
            "Job seeking and caring for my mother, 2016 - 2017\n\nBaker, Crown & Loaf, 2012 - 2016",
            [("Job Search Coach", "Elm Trust", "2018", "2020"), ("Baker", "Crown & Loaf", "2012", "2016")],
            id="who helps others look for work has it",
        ),
        pytest.param(
            "Ana Ruiz\n\nTimeline\n2022-now, Baker, Crown & Loaf\n2019-22, Barber, Uncle Leon's",
            [("Baker", "Crown & Loaf", "2022", None), ("Barber", "Uncle Leon's", "2019", "2022")],
            id="a timeline tells of work",
        ),
        pytest.param(
            "Ana Ruiz\n\nWORK EXPERIENCE\n\nElm Gaming Enterprise\nChurch Rock, NM US\n10/2015 - 05/2019\n"
            "Surveillance Operator\nDuties: Monitored cameras.\n\nLumen Grocers, NY US\n06/2011 - 09/2015\nClerk",
            [
                ("Surveillance Operator", "Elm Gaming Enterprise", "2015-10", "2019-05"),
                ("Clerk", "Lumen Grocers", "2011-06", "2015-09"),
            ],
            id="a town with its country has a word of employers",
        ),
        pytest.param(
            "Ana Ruiz\n\nExperience\nOak Medical Group, Vallejo CA (per diem since 2/2024; full time 5/2018-2/2024)\n"
            "   Senior Phlebotomist, 2021–\n   Phlebotomist I, 2018–2021\nAbout 60 draws a day.\n\n"
            "Donor Center Phlebotomist, Golden Vein Plasma (Troy) | part-time | 9/2023 → present",
            [
                ("Senior Phlebotomist", "Oak Medical Group", "2021", None),
                ("Phlebotomist I", "Oak Medical Group", "2018", "2021"),
                ("Donor Center Phlebotomist", "Golden Vein Plasma", "2023-09", None),
            ],
            id="times in a bracket behind an employer stand over its roles, and not over another paragraph",
        ),
        pytest.param(
            "Ana Ruiz\n\nWork\nElm Mill, Lambert ........... 1981-1993\n"
            "   Sewing machine operator, 6 yrs.; Line inspector, 4 yrs.\n\n"
            "Elm County Schools .......... 2003 - 2011\n   Cafeteria worker (mornings)",
            [
                ("Sewing machine operator", "Elm Mill", None, None),
                ("Line inspector", "Elm Mill", None, None),
                ("Cafeteria worker (mornings)", "Elm County Schools", "2003", "2011"),
            ],
            id="roles with how long each was below an employer in a town nobody knows",
        ),
        pytest.param(
            "Ana Ruiz\n\nWORK\n\nNursing Assistant\nElm Health & Rehab - Macon, GA\nJune 2021 to Present\n\n"
            "• Provided ADL care\n\nPrivate Duty Aide\nCare Partners (client: Mr. H. and his family) - Macon, GA\n"
            "February 2019 to May 2021\n\n• Prepared meals",
            [
                ("Nursing Assistant", "Elm Health & Rehab", "2021-06", None),
                ("Private Duty Aide", "Care Partners", "2019-02", "2021-05"),
            ],
            id="for whom an agency sent somebody, as a job board prints it",
        ),
        pytest.param(
            "Ana Ruiz\n\nWORK HISTORY\nPrep Cook                      Elm Catering, Troy, OH                    "
            "4/2025 to present\nForklift Driver (transitional) Oak Farm Works, thru Partners for Recovery     "
            "11/2024-3/2025\nPacking House Laborer          Ash Fruit, Arvin                    seasonal 2012-2015",
            [
                ("Prep Cook", "Elm Catering", "2025-04", None),
                ("Forklift Driver (transitional)", "Oak Farm Works", "2024-11", "2025-03"),
                ("Packing House Laborer", "Ash Fruit", "2012", "2015"),
            ],
            id="a bracket ends a column, and an agency stands behind the employer",
        ),
        pytest.param(
            "Ana Roe\n\nWork\nElm Supply, yard hand, Mondays, 2017 to 2019\nOak Lawn & Snow – owner, me and one "
            "helper – since 2021\nFir Bus Co., School Bus Driver, route #27, 2010 to 2014",
            [
                ("yard hand", "Elm Supply", "2017", "2019"),
                ("owner", "Oak Lawn & Snow", "2021", None),
                ("School Bus Driver", "Fir Bus Co.", "2010", "2014"),
            ],
            id="on which days, with whom and on which route is no part of a title",
        ),
        pytest.param(
            "Ray Roe\n\nFrom 2010 to 2016 I ran my own drywall business. I hung board.\n\n"
            "I signed on with Elm Marine as a deckhand in 2001, and retired in 2019. Since 2018 I have run a lawn "
            "mowing business. I have run a small business since "
            "2012. I had my own tailoring business, Elm Needle, from 2012 to 2013.",
            [
                ("drywall", None, "2010", "2016"),
                ("deckhand", "Elm Marine", "2001", "2019"),
                ("lawn mowing", None, "2018", None),
                (None, "Elm Needle", "2012", "2013"),
            ],
            id="a business of one's own without a name, and when somebody retired",
        ),
        pytest.param(
            "Kay Roe\n\nFrom 2008 to 2010 I worked as a nanny for a family in Hollis. I cooked.\n\n"
            "While at college I had a job at Elm Donuts in Hudson, 2006–2008, as shift leader.",
            [("nanny", "a family", "2008", "2010"), ("shift leader", "Elm Donuts", "2006", "2008")],
            id="a family, and what somebody was behind the years",
        ),
        pytest.param(
            "Orville Roe\n\nI hired on with Elm Bell as a lineman in 1974, went inside as a technician in 1982 and "
            "finished as a plant supervisor for Ameritech, retiring in 2005.\n\nI drove a van for four summers "
            "(2006 to 2009), and from 2010 to 2021 I was the maintenance man, half days, at Oak Lutheran Home.",
            [
                ("lineman", "Elm Bell", "1974", "1982"),
                ("technician", "Elm Bell", "1982", None),
                ("plant supervisor", "Ameritech", None, "2005"),
                ("maintenance man", "Oak Lutheran Home", "2010", "2021"),
            ],
            id="the end of the last of several roles is not that of the first",
        ),
        pytest.param(
            "Kay Roe\n\nJobs\n\n#1 Cashier, Elm Market, 2019 to 2021. Ran the till.\n\n"
            "#2 Elm County Fair, Malt Stand. 2021 to 2022. Took orders and money, scooped 500 malts a day.",
            [("Cashier", "Elm Market", "2019", "2021"), ("Malt Stand", "Elm County Fair", "2021", "2022")],
            id="jobs that are counted, with sentences behind the dates",
        ),
    ],
)
def test_jobs_of_all_callings_are_read(
    text: str, found: list[tuple[str | None, str | None, str | None, str | None]], frameworks: Frameworks
) -> None:
    assert jobs(text, frameworks) == found


@pytest.mark.parametrize("mark", ["✂", "🍳", "→", "▲", "❤️", "⬥"])
def test_whatever_is_drawn_before_an_item_marks_it_and_before_a_heading_does_not(
    mark: str, frameworks: Frameworks
) -> None:
    text = (
        f"Ana Ruiz\n555-0101\n\n{mark} Experience\nCook, Elm Diner, 2019-2021\n{mark} Eggs, grits, gravy\n"
        f"{mark} Baked 300 rolls\n\n{mark} Education\nGED 2014"
    )
    sections = rule(document(text), frameworks).sections
    assert [s.heading.said for s in sections if s.heading is not None] == ["Experience", "Education"]
    assert [row.said for s in sections for row in s.rows if row.bullet] == ["Eggs, grits, gravy", "Baked 300 rolls"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "CDL A with tank, Colo., med card to 3/27",
            [("CDL A with tank", "Colo.", None, None), ("med card", None, None, "2027-03")],
        ),
        ("CDL B, Ohio, P endorsement, exp 9/2026", [("CDL B", "Ohio", None, "2026-09")]),
        (
            "Elm State CDL Class B, P and S endorsements, exp. 04/30/2028",
            [("Elm State CDL Class B", None, None, "2028-04-30")],
        ),
        ("First aid, each two years, last one 02/2024", [("First aid", None, "2024-02", None)]),
        ("Forklift card, year 2019", [("Forklift card", None, "2019", None)]),
        ("BLS Provider, AHA, renew by 5/2026", [("BLS Provider", "AHA", None, "2026-05")]),
        ("BLS (refreshed 2024, Fletcher Tech)", [("BLS", "Fletcher Tech", "2024", None)]),
        ("BLS (refreshed 2024, ACLS)", [("BLS", None, "2024", None), ("ACLS", None, None, None)]),
        ("Food handler 2021\nCPR (will take in November)", [("Food handler", None, "2021", None)]),
        ("Tankerman-PIC - course done, need 2 more transfers\nTWIC exp 1/2028", [("TWIC", None, None, "2028-01")]),
        ("Lift card - class done, test pending\nWelding cert - studying for it", []),
        ("Lift card - test passed 2021", [("Lift card", None, "2021", None)]),
        ("Special Needs Care Certificate 2021", [("Special Needs Care Certificate", None, "2021", None)]),
        ("OSHA 10\n\nSchl: S. Terre H.S. '12\n\nRefs: Capt. Ron Roe 985.555.0178", [("OSHA 10", None, None, None)]),
    ],
)
def test_papers_of_all_callings_are_read_and_those_not_held_are_none(
    lines: str, found: list[tuple[str, str | None, str | None, str | None]], frameworks: Frameworks
) -> None:
    kinds = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    entries = rule(document(f"Ana Roe\n\nCREDENTIALS\n{lines}"), frameworks).entries
    assert [(e.title, e.organization, e.start, e.end) for e in entries if e.kind in kinds] == found


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "I know electrical, plumbing, small engines and key cutting.",
            {"electrical", "plumbing", "small engines", "key cutting"},
        ),
        (
            "Towing for 15 years. I do light duty, rollbacks, lockouts, jump starts.",
            {"light duty", "rollbacks", "lockouts", "jump starts"},
        ),
        (
            "Hotel worker for years. Confident in OPERA PMS, OnQ and Micros. Comfortable alone in the building.",
            {"OPERA PMS", "OnQ", "Micros"},
        ),
        ("I know my boss, my neighbors and the town.", set[str]()),
        ("I do Mondays, Tuesdays, and Fridays.", set[str]()),
        ("I do early mornings, late nights, and weekends.", set[str]()),
        ("I know Excel, Word, and Maria Lopez.", {"Excel", "Word"}),
        ("I do not do drugs, alcohol or nights.", set[str]()),
        ("I know that you, he and she do the job well.", set[str]()),
        ("I do what I am told, early or late, for anyone.", set[str]()),
        ("Junior at Elm High School (class of 2027), GPA 3.6", set[str]()),
    ],
)
def test_what_somebody_knows_and_does_in_a_list_is_stated(
    text: str, stated: set[str], frameworks: Frameworks
) -> None:
    found = Extractor(frameworks).extract(document(f"Ana Roe\n555-0101\n\n{text}"))
    assert {c.name for c in found.claims if c.basis is Basis.STATED and c.kind == "skill"} == stated


@pytest.mark.parametrize("label", ["Assigned to", "CLIENTS", "Customers", "Placed at"])
def test_whom_an_agency_sent_somebody_to_is_no_skill(label: str, frameworks: Frameworks) -> None:
    text = f"Ana Roe\n\nWORK\nPicker, Elm Staffing, 2012-2015\n- {label}: Oracle, Google, Microsoft\n- Scanned labels"
    found = Extractor(frameworks).extract(document(text))
    assert {"Oracle", "Google", "Microsoft"}.isdisjoint(claim.name for claim in found.claims)


def test_what_a_school_gave_in_a_field_is_schooling_and_a_licence_none_of_the_paper_above(
    frameworks: Frameworks,
) -> None:
    text = (
        "Ana Roe\n\nEducation\n\nNurse Aide Certificate in Nursing\nCentral Elm Tech - Macon, GA\n"
        "January 2019 to April 2019\n\nCertifications and Licenses\n\nCNA\nApril 2019 to April 2027\n"
        "Georgia registry # 5550148\n\nBLS for Healthcare Providers\nMarch 2025 to March 2027\n\nDriver's License"
    )
    found = [(e.kind, e.title, e.organization) for e in rule(document(text), frameworks).entries]
    assert found == [
        (EntryKind.EDUCATION, "Nurse Aide Certificate in Nursing", "Central Elm Tech"),
        (EntryKind.CERTIFICATION, "CNA", "Georgia"),
        (EntryKind.CERTIFICATION, "BLS for Healthcare Providers", None),
        (EntryKind.LICENCE, "Driver's License", None),
    ]
