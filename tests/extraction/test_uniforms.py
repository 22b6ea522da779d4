"""What is service in the forces, and what is work or unpaid help."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


JOB = "\nJanuary 2019 - May 2021\n- Packed boxes for the pantry every week\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SERVICE\n\nKitchen Helper, Mount Olive Church" + JOB, ["volunteering"]),
        ("SERVICE\n\nSergeant, U.S. Army" + JOB, ["military-service"]),
        ("SERVICE\n\nKitchen Helper, Camp Hope" + JOB, ["volunteering"]),
        ("CHURCH AND SERVICE\n\nKitchen Helper, Fort Vancouver Museum" + JOB, ["volunteering"]),
        (
            "MILITARY AND CIVILIAN EXPERIENCE\n\nStock Clerk, Harbor Foods Inc" + JOB + "\nSergeant, U.S. Army" + JOB,
            ["employment", "military-service"],
        ),
        ("MILITARY AND COMMUNITY SERVICE\n\nKitchen Helper, Mount Olive Church" + JOB, ["volunteering"]),
        (
            "MILITARY\n\nSergeant, U.S. Army" + JOB + "\nStock Clerk, Harbor Foods Company" + JOB,
            ["military-service", "employment"],
        ),
        ("WORK EXPERIENCE\n\nTreasurer (volunteer), Longfellow School" + JOB, ["volunteering"]),
    ],
)
def test_what_a_heading_and_a_role_say_of_service(text: str, kinds: list[str], frameworks: Frameworks) -> None:
    found = rule(document("Ana Example\n\n" + text), frameworks).entries

    assert [entry.kind for entry in found] == [EntryKind(kind) for kind in kinds]
