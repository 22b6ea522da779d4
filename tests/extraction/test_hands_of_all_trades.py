"""Jobs, schools and service as people tell them who do not write resumes for a living."""

import pytest

from app.extraction.words.scores import organization_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.jobs_told import jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def test_an_employer_called_united_is_no_duty(frameworks: Frameworks) -> None:
    found = jobs(
        "Ida Roe\n\nWORK HISTORY\n\nLetter carrier\nUnited States Postal Service, Lima\n1984-2016\n"
        "Route 9, 540 stops",
        frameworks,
    )

    assert found == [("Letter carrier", "United States Postal Service", "1984", "2016")]


@pytest.mark.parametrize("name", ["Oakley Funeral", "Roe Concrete", "Ash Dentistry", "Elm Bottling", "Polk Elementary"])
def test_trades_name_employers(name: str) -> None:
    assert organization_score(name) >= 1
