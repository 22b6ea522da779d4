"""Documents that are nothing but a list of what somebody can do."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from app.extraction.model import Basis
from app.extraction.only_lists import as_lists
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def stated(text: str, frameworks: Frameworks) -> list[str]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return [c.name for c in claims if c.kind == "skill" and c.basis is Basis.STATED]


def test_each_row_below_what_somebody_can_do_is_a_skill(frameworks: Frameworks) -> None:
    found = stated(
        "things i can do\nframing walls\nlaying tile\npour and finish concrete\nrun a bobcat\nroofing\n", frameworks
    )

    assert found == ["framing walls", "laying tile", "pour and finish concrete", "run a bobcat", "roofing"]


def test_years_and_levels_behind_skills_make_a_list_of_them(frameworks: Frameworks) -> None:
    found = stated(
        "EKG - 6 years - expert\nVital signs - 8 years - expert\nEpic EHR - 4 years - advanced\n"
        "Specimen handling - 6 years - expert\nInsurance verification - 2 years - beginner\n",
        frameworks,
    )

    assert found == ["EKG", "Vital signs", "Epic EHR", "Specimen handling", "Insurance verification"]


def test_one_line_of_short_things_is_a_list(frameworks: Frameworks) -> None:
    found = stated(
        "forklift (sit down and stand up), reach truck, order picker, cycle counts, bill of lading, shrink wrap\n",
        frameworks,
    )

    assert found == ["forklift", "reach truck", "order picker", "cycle counts", "bill of lading", "shrink wrap"]


@pytest.mark.parametrize(
    "text",
    [
        "Jo Ann Reyes\nHouston, TX\n713-555-0188\nline cook\ngrill and fry\nprep\n",
        "line cook\nelm diner\n2019 - 2021\ngrill\nfry\nprep\n",
        "cook\nserver\ncashier\ndriver\nfarm hand\n",
    ],
)
def test_what_tells_people_places_dates_or_titles_is_no_list(text: str) -> None:
    found = sections(rows(document(text)))

    assert as_lists(found) == found


def test_what_is_done_with_papers_is_a_skill(frameworks: Frameworks) -> None:
    text = "Skills\nAutoCAD\nPermit drawings\nQuantity takeoff\n"

    assert stated(text, frameworks) == ["AutoCAD", "Permit drawings", "Quantity takeoff"]
