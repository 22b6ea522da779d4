"""Jobs of callings: titles in a field below the employer, agencies side by side, marks of every drawing."""

import pytest

from app.extraction.extract import rule
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
            "ANA RUIZ\n555-0101\n\nKELLY / ADECCO / AEROTEK (TEMP)   01/10 - 02/12\n- JOB: MACHINE OPERATOR. PRESS, SAW\n\n"
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
            "Ana Ruiz\n\nWork\nRusty Nail / Cook / Tulsa, OK / 2018 - 2021\nElm Diner / Server / Tulsa, OK / 2021 - now",
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
            "Ana Ruiz\n\nTimeline\n2022-now, Rover, Crown & Fade\n2019-22, Barber, Uncle Leon's",
            [("Rover", "Crown & Fade", "2022", None), ("Barber", "Uncle Leon's", "2019", "2022")],
            id="a timeline tells of work",
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
