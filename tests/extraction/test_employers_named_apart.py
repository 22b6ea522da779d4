"""Employers whose names look like something else, or have something else beside them."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("line", "title", "employer"),
    [
        ("Driver, COL Transport, Dayton, OH, 2010 - 2012", "Driver", "COL Transport"),
        ("Operator, CPT Logistics LLC, Toledo, OH, 2012 - 2014", "Operator", "CPT Logistics LLC"),
        ("Painter, MAJ Coatings, 2019 - 2020", "Painter", "MAJ Coatings"),
        ("Driver for Elm Freight (subsidiary of Oak Holdings), 2016 - 2018", "Driver", "Elm Freight"),
        ("Squad Leader, SGT, US Army, 2004 - 2008", "Squad Leader, SGT", "US Army"),
        ("Medic, 68W Combat Medic, US Army, 2004 - 2008", "Medic, 68W Combat Medic", "US Army"),
    ],
)
def test_the_employer_is_told_apart(frameworks: Frameworks, line: str, title: str, employer: str) -> None:
    text = f"Ana Example\nana@example.org\n\nEXPERIENCE\n{line}\n- Did what was asked\n"
    (entry,) = Extractor(frameworks).extract(read(SourceDocument(name="a.txt", data=text.encode()))).entries
    assert (entry.organization or "").split(" (")[0] == employer
    assert entry.title == title


@pytest.mark.parametrize("word", ["until", "till", "through"])
def test_of_a_job_that_went_until_a_year_the_beginning_is_not_known(frameworks: Frameworks, word: str) -> None:
    text = f"Ana Example\nana@example.org\n\nEXPERIENCE\nWelder, Elm Steel, {word} 2014\n- Welded frames\n"
    (entry,) = Extractor(frameworks).extract(read(SourceDocument(name="a.txt", data=text.encode()))).entries
    assert (entry.title, entry.organization, entry.start, entry.end) == ("Welder", "Elm Steel", None, "2014")
