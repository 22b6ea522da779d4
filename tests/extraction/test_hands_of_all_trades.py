"""Jobs, schools and service as people tell them who do not write resumes for a living."""

from dataclasses import replace

import pytest

from app.extraction.extract import rule
from app.extraction.headings.sections import sections
from app.extraction.model import EntryKind
from app.extraction.words.scores import organization_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_an_employer_called_united_is_no_duty(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK HISTORY\n\nLetter carrier\nUnited States Postal Service, Lima\n1984-2016\n"
        "Route 9, 540 stops",
        frameworks,
    )

    assert found == [("Letter carrier", "United States Postal Service", "1984", "2016")]


@pytest.mark.parametrize(
    "name", ["Oakley Funeral", "Roe Concrete", "Ash Dentistry", "Elm Bottling", "Polk Elementary"]
)
def test_trades_name_employers(name: str) -> None:
    assert organization_score(name) >= 1


def told(text: str, frameworks: Frameworks) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Give the kind of each entry of a text, what it is called, where and when it was."""
    found = rule(document(text), frameworks).entries
    return [(entry.kind.value, entry.title, entry.organization, entry.start, entry.end) for entry in found]


def test_a_title_in_small_letters_heads_the_job_below_an_item(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWork\n\nGrill cook, Ash Tavern, Lima\nJune 2013 to June 2021\n"
        "* fed four hundred guests a day and ran the smoker at night and on the weekends\n"
        "Sous chef, Elm Oyster House, Lima\nJuly 2021 till now\n* runs the line",
        frameworks,
    )

    assert found == [
        ("Grill cook", "Ash Tavern", "2013-06", "2021-06"),
        ("Sous chef", "Elm Oyster House", "2021-07", None),
    ]


def test_titles_behind_one_label_are_a_job_each(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nEMPLOYER: Elm County Assessor's Office\n"
        "TITLES: Deputy Clerk I (7/2009 - 6/2013), Chief Deputy Clerk (7/2013 - present)\nDUTIES: filed deeds\n\n"
        "EMPLOYER: Ash Pharmacy Inc\nTITLE: Pharmacy clerk (5/2006 - 6/2009)\nDUTIES: rang up guests",
        frameworks,
    )

    assert found == [
        ("Deputy Clerk I", "Elm County Assessor's Office", "2009-07", "2013-06"),
        ("Chief Deputy Clerk", "Elm County Assessor's Office", "2013-07", None),
        ("Pharmacy clerk", "Ash Pharmacy Inc", "2006-05", "2009-06"),
    ]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (
            "I served in the Army from 2004 to 2008 as a truck driver.",
            ("military-service", "truck driver", "Army", "2004", "2008"),
        ),
        ("Navy veteran (2004-2008).", ("military-service", None, "Navy", "2004", "2008")),
        (
            "I volunteer at the Ash Street Food Pantry every Saturday since 2018.",
            ("volunteering", None, "Ash Street Food Pantry", "2018", None),
        ),
        (
            "I volunteered for Elm Shelter as a cook.",
            ("volunteering", "cook", "Elm Shelter", None, None),
        ),
        (
            "Military: U.S. Army, 2004-2008, truck driver",
            ("military-service", "truck driver", "U.S. Army", "2004", "2008"),
        ),
        (
            "Volunteer: reading tutor at First Lutheran, since 2012",
            ("volunteering", "reading tutor", "First Lutheran", "2012", None),
        ),
    ],
)
def test_service_is_told_in_a_sentence_or_behind_a_label(
    line: str, entry: tuple[str, str | None, str | None, str | None, str | None], frameworks: Frameworks
) -> None:
    found = told(f"Ida Roe\n\nWORK HISTORY\n\nDriver, Elm Freight, 2010-2015\n\n{line}", frameworks)

    assert {*found} == {("employment", "Driver", "Elm Freight", "2010", "2015"), entry}


def test_volunteers_that_somebody_led_are_no_service_of_ones_own(frameworks: Frameworks) -> None:
    found = told(
        "Ida Roe\n\nWORK HISTORY\n\nVolunteer Coordinator, Elm Shelter, 2010-2015\n"
        "* Scheduled volunteers for Ash Library galas",
        frameworks,
    )

    assert found == [("employment", "Volunteer Coordinator", "Elm Shelter", "2010", "2015")]


def test_unpaid_work_is_told_in_a_line_each(frameworks: Frameworks) -> None:
    found = told(
        "Ida Roe\n\nVOLUNTEER\n\nElm County Fair, 4-H leader, 2008-\nPolk PTA, president 2011-2013\n"
        "St. Ann's parish - lector\nLong walks, bad chess",
        frameworks,
    )

    assert found == [
        ("volunteering", "4-H leader", "Elm County Fair", "2008", None),
        ("volunteering", "president", "Polk PTA", "2011", "2013"),
        ("volunteering", "lector", "St. Ann's parish", None, None),
    ]


@pytest.mark.parametrize("employer", ["Army", "PFC US ARMY"])
def test_a_branch_in_short_or_behind_a_rank_is_service(employer: str, frameworks: Frameworks) -> None:
    (job,) = entries(f"Ida Roe\n\nWORK HISTORY\n\n{employer}, truck driver, 2004-2008", frameworks)

    assert (job.kind, job.organization) == (EntryKind.MILITARY_SERVICE, employer.removeprefix("PFC "))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "From 2007 to 2013 I was lead finisher for Ash Interior Systems. "
            "From 2002 to 2007 I worked for Roe & Sons as a hanger and then taper.",
            [
                ("lead finisher", "Ash Interior Systems", "2007", "2013"),
                ("hanger", "Roe & Sons", "2002", "2007"),
            ],
        ),
        (
            "right now im on fry at Lark Bistro (since june 2022). before that i was grill cook at Elm Tavern "
            "from 2019 to 2022, we did 300 covers. first job was McDonalds, crew, 2016.",
            [
                (None, "Lark Bistro", "2022-06", None),
                ("grill cook", "Elm Tavern", "2019", "2022"),
                ("crew", "McDonalds", "2016", "2016"),
            ],
        ),
        (
            "Night Auditor at the Elm Arms Hotel. I've been here since October 2021. I run the end of day.",
            [("Night Auditor", "Elm Arms Hotel", "2021-10", None)],
        ),
        (
            "Started at Elm Foods in 2010 as a bagger, left in 2015. "
            "Then I went to work for Ash Motors as a porter and stayed till 2018.",
            [("bagger", "Elm Foods", "2010", "2015"), ("porter", "Ash Motors", None, "2018")],
        ),
        (
            "I ran my own cleaning business, Roe Cleaning, from 2012 until 2019. "
            "For the past 6 years I have worked as a teller at Elm Savings Bank.",
            [(None, "Roe Cleaning", "2012", "2019"), ("teller", "Elm Savings Bank", None, None)],
        ),
        ("I went to Polk High from 2010 to 2014 and was at Elm College with Roe until 2016.", []),
    ],
)
def test_sentences_of_any_order_tell_jobs(
    said: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert sorted(jobs(f"Ida Roe\nLima Ohio\n\n{said}", frameworks), key=str) == sorted(expected, key=str)


def test_a_job_that_its_line_tells_whole_is_not_told_again(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK\n\nHost at Ash Grill, Lima, 2012-2014\nMy job was to seat guests for Elm tours\n"
        "Cook at Elm Diner, Lima, 2010-2012",
        frameworks,
    )

    assert found == [("Host", "Ash Grill", "2012", "2014"), ("Cook", "Elm Diner", "2010", "2012")]


@pytest.mark.parametrize(
    ("told_in_lines", "expected"),
    [
        (
            "F/V Northern Star, 2017 thru 2024. Deck boss. Pot cod and crab. Ran a crew of 4.\n"
            "F/V Tilly. 2012 thru 2017. Deckhand. Salmon seine and halibut longline.",
            [("Deck boss", "F/V Northern Star", "2017", "2024"), ("Deckhand", "F/V Tilly", "2012", "2017")],
        ),
        (
            "Elm Diner, cook, 2010-2014. Grill, fryer, prep. Closed the kitchen.\n"
            "Summers: shop helper at Oak Marine Repair (2008-2010), rebuilt injectors, painted a tug in Lima.",
            [("cook", "Elm Diner", "2010", "2014"), ("shop helper", "Oak Marine Repair", "2008", "2010")],
        ),
        (
            "Ash Ford                                2005 - 2012\nline tech, brakes, suspension, A/C\n\n"
            "Roe Auto (own shop)                     2012 - current\neverything from oil to engine swaps",
            [("line tech", "Ash Ford", "2005", "2012"), (None, "Roe Auto", "2012", None)],
        ),
        (
            "Cook, Elm Diner    2015–2019    12 to 20 meals an hour; closed\nHost, Ash Grill    2012–2015",
            [("Cook", "Elm Diner", "2015", "2019"), ("Host", "Ash Grill", "2012", "2015")],
        ),
    ],
)
@pytest.mark.parametrize("heading", ["WORK\n\n", ""])
def test_what_was_done_goes_on_behind_dates_and_titles(
    told_in_lines: str, expected: list[tuple[str | None, ...]], heading: str, frameworks: Frameworks
) -> None:
    if not heading and "own shop" in told_in_lines:
        pytest.skip("without a heading only what has a word of titles is a job")

    assert jobs(f"Ida Roe\nLima Ohio\n\n{heading}{told_in_lines}", frameworks) == expected


def test_jobs_below_no_heading_are_read_beside_a_label(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\nLima Ohio\n\n2014 to 2018: Assistant Manager, Elm Dollar, Lima. I opened the store.\n\n"
        "2012 to 2014: Receptionist, Dr. Oakley's dental office. Answered phones, filed claims.\n\n"
        "Military: U.S. Navy, 2004-2008, cook",
        frameworks,
    )

    assert {*found} == {
        ("Assistant Manager", "Elm Dollar", "2014", "2018"),
        ("Receptionist", "Dr. Oakley's dental office", "2012", "2014"),
        ("cook", "U.S. Navy", "2004", "2008"),
    }


def test_a_driver_on_his_own_account_has_a_job_among_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\nLima Ohio\n\nRideshare driver    2019–present    4.9 stars, 11,000 trips\n"
        "Elm Market    cashier    2015–2019\nAsh Grill    host    2012–2015",
        frameworks,
    )

    assert found == [
        ("Rideshare driver", None, "2019", None),
        ("cashier", "Elm Market", "2015", "2019"),
        ("host", "Ash Grill", "2012", "2015"),
    ]


def test_a_heading_stands_apart_where_paragraphs_are_short() -> None:
    _, plain = lines(
        "Ida Roe\nMy History\nCook at Elm Diner, 2015-2018. Ran the grill\nand the fryer every night.\n"
        "Host at Ash Grill, 2012-2015. I sat\nguests and took names.\nComputers I know\nExcel, Word, Opera"
    )
    gaps = (None, 23.0, 23.0, 6.0, 23.0, 6.0, 23.0, 6.0)
    printed = [replace(row, block=1, size=11.0, left=20.0, gap=gap) for row, gap in zip(plain, gaps, strict=True)]

    assert [section.heading.said for section in sections(printed) if section.heading] == [
        "My History",
        "Computers I know",
    ]


def test_a_present_position_heads_work(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nPresent position\nFuneral Attendant (2017-)\nAsh Funeral Home, Lima\n\n"
        "Previous positions\nMail carrier\nElm Post, Lima\n1984-2016",
        frameworks,
    )

    assert found == [
        ("Funeral Attendant", "Ash Funeral Home", "2017", None),
        ("Mail carrier", "Elm Post", "1984", "2016"),
    ]


@pytest.mark.parametrize(
    ("told_in_lines", "expected"),
    [
        (
            "1) Ash Universal - 3/2021 to present - Unarmed officer. Site: a garage. Patrol, incident reports.\n\n"
            "2) Elm Security - 6/2017 to 3/2021 - Flex officer. Hospitals, a food plant. Badge checks, logs.",
            [
                ("Unarmed officer", "Ash Universal", "2021-03", None),
                ("Flex officer", "Elm Security", "2017-06", "2021-03"),
            ],
        ),
        (
            "Substitute teacher (retired 2014)\nElm Public Schools, via EduTemp\n2014 - today\nAny grade, any day.",
            [("Substitute teacher (retired 2014)", "Elm Public Schools", "2014", None)],
        ),
        (
            "DIALYSIS NURSE\nAsh Kidney Center, Jeddah, Kingdom of Saudi Arabia\n"
            "Inclusive dates: January 2021 - May 2024\nDuties: Machine priming",
            [("DIALYSIS NURSE", "Ash Kidney Center", "2021-01", "2024-05")],
        ),
        (
            "Elm Foods (Lima, OH), production worker, second shift. 4 years (2015 to 2019). Boxed chicken.",
            [("production worker, second shift", "Elm Foods", "2015", "2019")],
        ),
    ],
)
def test_jobs_are_told_with_asides_of_when_and_where(
    told_in_lines: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert jobs(f"Ida Roe\n\nWORK HISTORY\n\n{told_in_lines}", frameworks) == expected


def test_units_by_number_are_service_and_duties_in_capitals_no_names(frameworks: Frameworks) -> None:
    found = jobs(
        "IDA ROE\n\nMILITARY\n\nUS ARMY, SEP 2001 - OCT 2021\n"
        "2016-2021 PLATOON SERGEANT, 15TH TRANS CO, FT SILL OK. RAN 40 TRUCKS. SUPERVISED 12 SOLDIERS.\n"
        "2010-2016 GUNNER, 2-8 CAV, FT HOOD TX\n\n"
        "CIVILIAN JOBS\n\n2021-2023 LOADER, ELM BEVERAGE, TEMPLE TX\nLOADED TRUCKS",
        frameworks,
    )

    assert found[-3:] == [
        ("PLATOON SERGEANT", "US ARMY", "2016", "2021"),
        ("GUNNER", "US ARMY", "2010", "2016"),
        ("LOADER", "ELM BEVERAGE", "2021", "2023"),
    ]


def test_a_discharge_is_no_part_of_a_rank(frameworks: Frameworks) -> None:
    (service,) = entries(
        "Ida Roe\n\nMILITARY\n\nU.S. Marine Corps 1979-1983, Corporal, motor transport, honorable discharge",
        frameworks,
    )

    assert service.title == "Corporal, motor transport"


@pytest.mark.parametrize(
    ("told_in_lines", "expected"),
    [
        (
            "Oak Mill, Inc., Danville VA. Spinner, 3rd shift, from 1985 to 2003 when the mill shut down.\n"
            "Elm City Schools. Cafeteria worker, from 2008 until I retired in 2022.",
            [
                ("Spinner, 3rd shift", "Oak Mill, Inc.", "1985", "2003"),
                ("Cafeteria worker", "Elm City Schools", "2008", "2022"),
            ],
        ),
        (
            "Dishwasher then cook, The Rusty Anchor. Started 6/2015 quit 8/2019 moved away\n"
            "Night stock at Elm Market 2019 to this year",
            [
                ("Dishwasher then cook", "The Rusty Anchor", "2015-06", "2019-08"),
                ("Night stock", "Elm Market", "2019", None),
            ],
        ),
        (
            "cleaning rooms - Best Western Lima - 2014/2016\n"
            "sewing machine operator - Ash plant - 1999 til it closed 2004",
            [
                ("cleaning rooms", "Best Western Lima", "2014", "2016"),
                ("sewing machine operator", "Ash plant", "1999", "2004"),
            ],
        ),
        (
            "Ranch hand for the Bar T near Lander 2010-2014\n"
            "house cleaning, 14 steady houses, self employed, 2014 up to now",
            [("Ranch hand", "Bar T", "2010", "2014"), ("house cleaning", "self employed", "2014", None)],
        ),
        (
            "Oak Feeds\nfeed mill operator / delivery\n2011-2014\n\nAsh Fish Camp (waitress)\n2009-2011",
            [
                ("feed mill operator / delivery", "Oak Feeds", "2011", "2014"),
                ("waitress", "Ash Fish Camp", "2009", "2011"),
            ],
        ),
        (
            "Lavaplatos y cocinero de linea, El Charro, Tucson AZ, 2010 a 2014\n"
            "Jardinero, Rancho Roe, 2014 al presente",
            [
                ("Lavaplatos y cocinero de linea", "El Charro", "2010", "2014"),
                ("Jardinero", "Rancho Roe", "2014", None),
            ],
        ),
        (
            "2015-2019: Lunch lady at Elm Elementary\n2010-2015: Stay home mom\n2008-2010: home with babies\n"
            "2003-2008: Teller - Ash Federal Credit Union",
            [
                ("Lunch lady", "Elm Elementary", "2015", "2019"),
                ("Stay home mom", None, "2010", "2015"),
                ("Teller", "Ash Federal Credit Union", "2003", "2008"),
            ],
        ),
    ],
)
@pytest.mark.parametrize("heading", ["Work I did", "what I've done", "Jobs that I had"])
def test_jobs_below_headings_of_ones_own_are_told_plainly(
    told_in_lines: str, expected: list[tuple[str | None, ...]], heading: str, frameworks: Frameworks
) -> None:
    assert jobs(f"Ida Roe\nLima Ohio\n{heading}\n{told_in_lines}", frameworks) == expected
