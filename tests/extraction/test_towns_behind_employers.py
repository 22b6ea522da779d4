"""A town behind the name of an employer is no part of it, whatever words the town's name has."""

import pytest

from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.jobs_told import jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("printed", "employer"),
    [
        ("Spencer Gulf Aged Care, Port Augusta", "Spencer Gulf Aged Care"),
        ("Treloar's Bakery, Port Pirie", "Treloar's Bakery"),
        ("Cedar & Sons Heating, Coeur d'Alene ID", "Cedar & Sons Heating"),
        ("Hollow Creek Dairy, Fond du Lac WI", "Hollow Creek Dairy"),
        ("Sandoval Hardware, Truth or Consequences NM", "Sandoval Hardware"),
        ("Wharton Hospital, Isle of Wight", "Wharton Hospital"),
        ("St Anne's Infirmary, Newcastle upon Tyne", "St Anne's Infirmary"),
        # what a port or a university does, and who it is
        ("Danby Freight, Port Operations", "Danby Freight, Port Operations"),
        ("University of Elm Flats, College of Nursing", "University of Elm Flats, College of Nursing"),
        ("Port of Seattle", "Port of Seattle"),
    ],
)
def test_a_town_behind_an_employer_is_not_its_name(printed: str, employer: str, frameworks: Frameworks) -> None:
    told = f"EMPLOYMENT\nNurse, {printed}, Feb 2019 - 2021\nClerk, Elm Hospital, 2016 - 2019\n"
    assert jobs(told, frameworks)[0] == ("Nurse", employer, "2019-02", "2021")
