"""Plain text wrapped at a narrow width: a break anywhere in a name is none, and a list of short lines stays one."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import EntryKind
from app.extraction.wrapped import in_whole_lines
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

_NARROW = """\
Ole Strand
Elm Falls, Minn. 218-555-0144

Work:

Skidder operator, Northern Fir Timber
(family outfit), Elm Falls, Minn., 2014
to present. Haul 60 loads a week in
winter, grease and change chains, keep
the landing posted by radio.

Log truck driver, Ash Trucking, Grand
Rapids, Minn., 2009 to 2014. Hauled pulp
to the mill, chained up on ice, strapped
and tarped loads.

School:

Oak Lake Community College, Grand Rapids.
Certificate, Heavy Equipment
Maintenance, 2008.

Cards:

Northwoods Safe Logging Education Program
(NSLEP) member training, 2022
First aid and CPR, Red Cross 2023
"""


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_names_that_a_narrow_width_broke_are_read_whole(frameworks: Frameworks) -> None:
    source = document(_NARROW)
    found = Extractor(frameworks).extract(source).entries
    jobs = [(e.title, e.organization, e.start, e.end) for e in found if e.kind is EntryKind.EMPLOYMENT]
    assert jobs == [
        ("Skidder operator", "Northern Fir Timber", "2014", None),
        ("Log truck driver", "Ash Trucking", "2009", "2014"),
    ]
    assert [(e.title, e.programme) for e in found if e.kind is EntryKind.EDUCATION] == [
        ("Certificate", "Heavy Equipment Maintenance")
    ]
    papers = [e.title for e in found if e.kind is EntryKind.CERTIFICATION]
    assert papers[0] == "Northwoods Safe Logging Education Program (NSLEP) member training"
    assert "First aid and CPR" in papers


def test_quotes_of_text_read_without_its_breaks_are_those_that_are_printed(frameworks: Frameworks) -> None:
    source = document(_NARROW)
    found = Extractor(frameworks).extract(source)
    quotes = [q for entry in found.entries for q in entry.evidence] + [
        q for claim in found.claims for q in claim.evidence
    ]
    assert all(source.text[q.start : q.end] == q.quote for q in quotes)
    assert any("\n" in q.quote for q in quotes)


def test_each_character_keeps_its_place() -> None:
    source = document(_NARROW)
    whole = in_whole_lines(source)
    assert whole.text != source.text
    assert whole.text.replace("\n", " ") == source.text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Kim Roe\nElm Falls\n\nSkills\nwelding,\ncutting,\nbrazing,\ngrinding,\nfitting,\nlayout\n",
            id="a list with commas that no width broke",
        ),
        pytest.param(
            "Kim Roe\n\nJobs\nWelder, Elm Steel, Troy, 2019 to 2021\nFitter, Ash Pipe, Troy, 2015 to 2019\n"
            "Helper, Oak Yards, Troy, 2013 to 2015\nBagger, Fir Foods, Troy, 2011 to 2013\n",
            id="jobs of one line",
        ),
        pytest.param(
            "kim roe\n\njobs\nwelder at elm steel\nfitter at ash pipe works\nhelper at oak yards in troy\n"
            "bagger at fir foods\nsitter for the lunds\n",
            id="lines that all begin small",
        ),
        pytest.param("Kim Roe\n\nCards\nForklift\nCPR\nFirst aid\nOSHA 10\n", id="short cards"),
    ],
)
def test_lines_that_nobody_wrapped_stay(text: str) -> None:
    source = document(text)
    assert in_whole_lines(source) is source


def test_a_dated_line_of_names_does_not_go_on_with_what_was_done_below(frameworks: Frameworks) -> None:
    text = (
        "Lu Quint\n\nWork\n\nAugust 2009 to present, route driver for Elm Flats Community Schools\n"
        "Drive a 71 passenger bus on a 64 mile route, mornings and in the\nafternoons. Do the pre-trip each day "
        "and write up the defects. Keep\norder on the bus with a seating chart and patience. Load\n"
        "wheelchairs on the lift bus when a driver is out, and I clean and\nfuel it.\n"
    )
    found = Extractor(frameworks).extract(document(text)).entries
    assert [(e.title, e.organization) for e in found] == [("route driver", "Elm Flats Community Schools")]


def test_a_card_that_ends_in_a_word_of_time_does_not_go_on_below() -> None:
    text = _NARROW + "Sawyer's and feller's permit (Minn.) current\nTractor Safety, Elm Extension 2008\n"
    assert "current\nTractor" in in_whole_lines(document(text)).text
