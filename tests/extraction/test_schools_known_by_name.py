"""Schools whose names have no word for one, and what stands right beside names of schools."""

import pytest

from app.extraction.model import Entry, EntryKind
from app.extraction.parts.schooling import is_school
from app.extraction.schooling.entries import school_entries
from tests.extraction.documents import lines


def told(text: str) -> list[tuple[str | None, str | None, str | None]]:
    document, rows = lines(text)
    found: list[Entry] = school_entries(document, rows, EntryKind.EDUCATION)
    return [(entry.title, entry.programme, entry.organization) for entry in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("B.Tech., Civil Engineering, IIT Madras, 2011", ("B.Tech.", "Civil Engineering", "IIT Madras")),
        ("BA, Sociology, UC Davis, 2015", ("BA", "Sociology", "UC Davis")),
        ("BS in Biology, Texas A&M, 2015", ("BS", "Biology", "Texas A&M")),
        ("MBA, Purdue, 2015", ("MBA", None, "Purdue")),
        ("2016 Elmhurst University M.Ed. TESOL", ("M.Ed.", "TESOL", "Elmhurst University")),
        (
            "Bachelor of Commerce (Accounting), University of Mumbai, First Class, 2009",
            ("Bachelor of Commerce", "Accounting", "University of Mumbai"),
        ),
        (
            "BA, State University of New York at New Paltz, 2009",
            ("BA", None, "State University of New York at New Paltz"),
        ),
    ],
)
def test_the_school_of_a_line(line: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert told(line) == [expected]


@pytest.mark.parametrize("said", ["Duke Energy", "Harvard Drug", "UC", "Purdue chicken", "TU"])
def test_firms_with_the_name_of_a_school_are_none(said: str) -> None:
    assert not is_school(said)
