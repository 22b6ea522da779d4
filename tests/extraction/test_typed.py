"""Jobs and papers of people who type as they speak, in small letters and without headings."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def read(text: str, frameworks: Frameworks) -> list[tuple[str | None, ...]]:
    entries = Extractor(frameworks).extract(document(text)).entries
    return [(e.title, e.organization, e.start, "now" if e.current else e.end) for e in entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "resumee\nana ruiz\npicking apples in yakima season jun-oct every year 2010-2019 for stemilt growers\n"
            "packing shed at sage farms 2019-2022 line 4, quality control\n"
            "housekeeper motel 6 yakima from 03/2022 to present clean 16 rooms a day\ncan work weekends\n",
            [
                ("picking apples", "stemilt growers", "2010", "2019"),
                ("packing shed", "sage farms", "2019", "2022"),
                ("housekeeper", "motel 6 yakima", "2022-03", "now"),
            ],
            id="each typed line tells its own job and no other",
        ),
        pytest.param(
            "my name is beto cruz im looking for full time\n\n"
            "i worked at sanders plant in springdale since 09 till 2015 on the debone line\n"
            "now im at georges since 2018 i drive the yard truck\n\n"
            "i got my forklift card and cdl permit\nspeak english good\n",
            [
                (None, "sanders plant", "2009", "2015"),
                (None, "georges", "2018", "now"),
                ("forklift card", None, None, None),
                ("cdl permit", None, None, None),
            ],
            id="who speaks of a job says where and since when",
        ),
        pytest.param(
            "tammy bristow\n\njobs\nwaffle house cook / server 2019 to now\ndollar general keyholder 2016-19\n"
            "babysat for my cousins kids 2 yrs\n",
            [
                ("cook / server", "waffle house", "2019", "now"),
                ("keyholder", "dollar general", "2016", "2019"),
            ],
            id="an employer and a title run together are told apart",
        ),
        pytest.param(
            "deshawn\nexperiance - amazon driver (10 months 2024), doordash on and off since 2021\n"
            "locked up 2013-2016 (did a class inside)\nschool - north side high class of 2018\n"
            "got - drivers licence clean, food saftey cert\n",
            [
                ("driver", "amazon", "2024", "2024"),
                (None, "doordash", "2021", "now"),
                ("drivers licence", None, None, None),
                ("food saftey cert", None, None, None),
            ],
            id="several jobs of a line and time behind bars",
        ),
        pytest.param(
            "hi i am applying for the janitor job\n- st marys hosp, housekeeping, 2014 - 2020. floors, biohazard\n"
            "- jan pro, nights, 2020 - 2022, office buildings\n- arden public schools custodian from sept 2022\n",
            [
                ("housekeeping", "st marys hosp", "2014", "2020"),
                (None, "jan pro", "2020", "2022"),
                ("custodian", "arden public schools", "2022-09", "now"),
            ],
            id="lines of jobs with bullets name the employer first",
        ),
        pytest.param(
            "luis\nthen concrete finisher at mid state paving 2016 - 2021\n"
            "now foreman same company since 2021 run 5 guys\ncan start monday\n",
            [
                ("concrete finisher", "mid state paving", "2016", "2021"),
                ("foreman", "mid state paving", "2021", "now"),
            ],
            id="the same company is the one of the line above",
        ),
        pytest.param(
            "ana ruiz\n\nworked at motel 6 yakima housekeeper from 03/2022 to now clean 16 rooms a day\n"
            "packing shed at sage farms 2019-2022 line 4\n",
            [
                ("housekeeper", "motel 6 yakima", "2022-03", "now"),
                ("packing shed", "sage farms", "2019", "2022"),
            ],
            id="a title behind the employer is no part of its name",
        ),
    ],
)
def test_typed_lines_tell_jobs_and_papers(
    text: str, expected: list[tuple[str | None, ...]], frameworks: Frameworks
) -> None:
    assert read(text, frameworks) == expected
