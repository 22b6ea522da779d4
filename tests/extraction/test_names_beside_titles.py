"""Employers beside titles that read as titles themselves, in a document whose jobs are all written in one form."""

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


def last_job(lines: str, frameworks: Frameworks) -> tuple[str | None, str | None]:
    text = f"Ada Quill\n\nEXPERIENCE\n2018 - 2020\nHome Aide, Ember Care Agency\nCooked meals\n{lines}\n"
    jobs = [one for one in rule(document(text), frameworks).entries if one.kind is EntryKind.EMPLOYMENT]
    return jobs[-1].title, jobs[-1].organization


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2015 - 2016\nPacking line worker, Pear Maid\nSorted pears", ("Packing line worker", "Pear Maid")),
        ("Summers 2015, 2016\nFish sorter, Silver Miller\nSorted fish", ("Fish sorter", "Silver Miller")),
        ("2015 - 2016\nPicker, Dune Gardener\nPicked peaches", ("Picker", "Dune Gardener")),
        (
            "2015 - 2016\nStock clerk, Red Barn\nStocked shelves\n2012 - 2013\nBus driver, Hill Top\nDrove kids",
            ("Bus driver", "Hill Top"),
        ),
    ],
)
def test_a_name_that_reads_as_a_title_is_the_employer_where_others_have_theirs_there(
    lines: str, expected: tuple[str, str], frameworks: Frameworks
) -> None:
    assert last_job(lines, frameworks) == expected


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("2015 - 2016\nCashier, Shift Lead\nRang up sales", "Cashier, Shift Lead"),
        ("2015 - 2016\nDishwasher, Prep Cook\nWashed pans", "Dishwasher, Prep Cook"),
        ("2015 - 2016\nDishwasher\nWashed pans", "Dishwasher"),
    ],
)
def test_what_somebody_was_beside_the_first_is_no_employer(lines: str, title: str, frameworks: Frameworks) -> None:
    assert last_job(lines, frameworks) == (title, "Ember Care Agency")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Orrin  Freight , Boise                 Dock hand              2020 to 2022",
            ("Dock hand", "Orrin Freight", "Boise"),
        ),
        ("dishwasher   @ Blue Pelican     sept 2017 - jan 2020", ("dishwasher", "Blue Pelican", None)),
        ("Prep cook. Copper Pan BBQ. 2015-17", ("Prep cook", "Copper Pan BBQ", None)),
        ("Welder, Delmar Steel Inc., 2015-2017", ("Welder", "Delmar Steel Inc.", None)),
        ("Cook  Larch Lodge          2015-2017", ("Cook", "Larch Lodge", None)),
    ],
)
def test_blanks_and_marks_around_an_employer_are_no_part_of_its_name(
    line: str, expected: tuple[str, str, str | None], frameworks: Frameworks
) -> None:
    made = document(f"Ada Quill\n\nWORK\n{line}\n- cleaned the hall\n")
    (job,) = [one for one in rule(made, frameworks).entries if one.kind is EntryKind.EMPLOYMENT]
    assert (job.title, job.organization, job.location) == expected
