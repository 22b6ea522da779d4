"""Lines of jobs by people who do not write resumes for a living: asides, duties behind, all in one line."""

from dataclasses import replace

import pytest

from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import sections
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import lines
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


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
    # without a heading only what has a word of titles is a job
    told = [one for one in expected if heading or one[0] is not None]

    assert jobs(f"Ida Roe\nLima Ohio\n\n{heading}{told_in_lines}", frameworks) == told


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


@pytest.mark.parametrize("label", ["Know my way around", "Machines I have run", "I also know"])
def test_labels_in_speech_stand_before_lists_of_skills(label: str) -> None:
    assert section_named(label) is SectionKind.SKILLS
