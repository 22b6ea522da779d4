"""Jobs that are told in sentences, in one line or in a table: forms that no heading and no column of dates marks."""

import pytest

from app.extraction.parts.named_rows import heads_jobs
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.test_strange_forms import work


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I have worked at Elm Nursing Home as a CNA since 2018.", [("CNA", "Elm Nursing Home", "2018", None)]),
        (
            "Before Elm I spent three years as a home health aide with Kind Hands (2015-2018).",
            [("home health aide", "Kind Hands", "2015", "2018")],
        ),
        ("After that I cooked at the Rusty Nail from 2018 until 2021.", [(None, "Rusty Nail", "2018", "2021")]),
        (
            "In 2016 I joined Bay Grill as bartender and stayed until 2020.",
            [("bartender", "Bay Grill", "2016", "2020")],
        ),
        ("I was a custodian at Elm Elementary for 4 years.", [("custodian", "Elm Elementary", None, None)]),
        ("I worked at Kroger as a stocker for 6 years.", [("stocker", "Kroger", None, None)]),
        ("I worked at Elm Cannery as a packer for six weeks.", [("packer", "Elm Cannery", None, None)]),
        ("I worked at Elm Lodge as a cook for two winters.", [("cook", "Elm Lodge", None, None)]),
        ("I worked at Elm Lodge as a cook for two managers.", []),
        ("I worked with Elm Bank as a team for 2 years.", []),
        ("I was at Elm School as a student from 2010 to 2014.", []),
        ("I joined Elm Bank as a teller.", []),
    ],
)
def test_a_sentence_may_name_the_employer_first_or_only_tell_how_long(
    sentence: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert work(f"Ida Roe\nida@example.com\n\nHello, I am looking for a job.\n\n{sentence}", frameworks) == expected


def test_several_jobs_may_stand_in_one_line(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe, ida@example.com\n\n"
        "Jobs: Night stocker at Hy-Mart 2022-present; barista at Sam's 2020-2022; lifeguard, City of Elm, 2018-2020."
    )

    assert work(text, frameworks) == [
        ("Night stocker", "Hy-Mart", "2022", None),
        ("barista", "Sam's", "2020", "2022"),
        ("lifeguard", "City of Elm", "2018", "2020"),
    ]


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("Company                 Position            From      To", True),
        ("Employer | Job title | Dates", True),
        ("Elm Print          Bindery operator    2019      2023", False),
        ("Position: Cook", False),
    ],
)
def test_the_head_of_a_table_of_jobs_names_no_employer(line: str, head: bool) -> None:
    assert heads_jobs(line) is head


def test_a_table_of_jobs_may_have_a_head(frameworks: Frameworks) -> None:
    text = """Work History

Company                 Position            From      To
Elm Print Works         Bindery operator    2019      2023
Copy Corner             Counter clerk       2016      2019
"""

    assert work(text, frameworks) == [
        ("Bindery operator", "Elm Print Works", "2019", "2023"),
        ("Counter clerk", "Copy Corner", "2016", "2019"),
    ]


def test_few_words_of_what_was_done_are_no_employer(frameworks: Frameworks) -> None:
    text = """EXPERIENCE

2021–2022
Canvasser, Grassroots Elm
Raised $40,000

2019–2021
Tire tech, Pep's Tires
brakes and some towing

BAY SHIPYARD - Gulfport, MS
Pipefitter, 1st class - 03/2014 to 08/2018
Tack Welder - 06/2012 to 03/2014
Tacked 6" to 24" spools
"""

    assert work(text, frameworks) == [
        ("Canvasser", "Grassroots Elm", "2021", "2022"),
        ("Tire tech", "Pep's Tires", "2019", "2021"),
        ("Pipefitter, 1st class", "BAY SHIPYARD", "2014-03", "2018-08"),
        ("Tack Welder", "BAY SHIPYARD", "2012-06", "2014-03"),
    ]


def test_headings_in_capitals_that_speak_of_the_writer_need_no_known_ones(frameworks: Frameworks) -> None:
    text = """Ida Roe
ida@example.com

HOW I EARN A LIVING

Deckhand, Sea Otter Charters, 2018 - present
Bait, lines, gutting fish
Fry cook, Cap'n Bob's, 2015 - 2018

WHAT I PACK

rope work, outboard repair, first aid
"""

    assert work(text, frameworks) == [
        ("Deckhand", "Sea Otter Charters", "2018", None),
        ("Fry cook", "Cap'n Bob's", "2015", "2018"),
    ]


def test_titles_and_known_employers_may_be_written_small(frameworks: Frameworks) -> None:
    text = """Places of work
--------------

Bright Elm Preschool
lead teacher, 2s room
8/2020 - now
"""
    listed = "work\namazon picker 2018-2020\nwalmart stocker 2016-2018\n\nskills\nfast, careful"

    assert work(text, frameworks) == [
        ("lead teacher, 2s room", "Bright Elm Preschool", "2020-08", None),
    ]
    assert work(listed, frameworks) == [
        ("picker", "amazon", "2018", "2020"),
        ("stocker", "walmart", "2016", "2018"),
    ]
