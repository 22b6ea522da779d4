"""Several times in one line: years before a period, and since when somebody has been more than their title says."""

import pytest

from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.jobs_told import Told, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


_TOLD: list[tuple[str, list[Told]]] = [
    (
        "Blue Ridge Hospital, Roanoke VA\nRN, charge nurse since 2021, 2015 - present\n- Assign nurses\n\n"
        "Salem Family Practice\nLPN, 2011 - 2015",
        [("RN", "Blue Ridge Hospital", "2015", None), ("LPN", "Salem Family Practice", "2011", "2015")],
    ),
    (
        "Line cook, Federal Hill Grill (2014, 2016 - 2018)\nGrill man, Clam Shack (summers 2011-2013)",
        [
            ("Line cook", "Federal Hill Grill", "2014", "2014"),
            ("Line cook", "Federal Hill Grill", "2016", "2018"),
            ("Grill man", "Clam Shack", "2011", "2013"),
        ],
    ),
    # who came back has not stayed from the second time to the first
    ("Cook, Oak Grill, since 2020; 2014 - 2016", [("Cook", "Oak Grill", "2020", None)]),
    ("Oak Grill\n2021, 2022 – Cook", [("Cook", "Oak Grill", "2021", "2022")]),
    # two years are still a period
    ("Cook, Oak Grill, 2014, 2016", [("Cook", "Oak Grill", "2014", "2016")]),
]


@pytest.mark.parametrize(("line", "told"), _TOLD)
def test_each_time_of_a_line_is_that_of_what_it_stands_beside(
    line: str, told: list[Told], frameworks: Frameworks
) -> None:
    assert jobs(f"EXPERIENCE\n{line}\n", frameworks) == told
