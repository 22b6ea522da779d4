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


def test_each_typed_line_tells_its_own_job_and_no_other(frameworks: Frameworks) -> None:
    found = read(
        "resumee\nana ruiz\npicking apples in yakima season jun-oct every year 2010-2019 for stemilt growers\n"
        "packing shed at sage farms 2019-2022 line 4, quality control\n"
        "housekeeper motel 6 yakima from 03/2022 to present clean 16 rooms a day\ncan work weekends\n",
        frameworks,
    )

    assert found == [
        ("picking apples", "stemilt growers", "2010", "2019"),
        ("packing shed", "sage farms", "2019", "2022"),
        ("housekeeper", "motel 6 yakima", "2022-03", "now"),
    ]


def test_who_speaks_of_a_job_says_where_and_since_when(frameworks: Frameworks) -> None:
    found = read(
        "my name is beto cruz im looking for full time\n\n"
        "i worked at sanders plant in springdale since 09 till 2015 on the debone line\n"
        "now im at georges since 2018 i drive the yard truck\n\n"
        "i got my forklift card and cdl permit\nspeak english good\n",
        frameworks,
    )

    assert found == [
        (None, "sanders plant", "2009", "2015"),
        (None, "georges", "2018", "now"),
        ("forklift card", None, None, None),
        ("cdl permit", None, None, None),
    ]


def test_an_employer_and_a_title_run_together_are_told_apart(frameworks: Frameworks) -> None:
    found = read(
        "tammy bristow\n\njobs\nwaffle house cook / server 2019 to now\ndollar general keyholder 2016-19\n"
        "babysat for my cousins kids 2 yrs\n",
        frameworks,
    )

    assert found == [
        ("cook / server", "waffle house", "2019", "now"),
        ("keyholder", "dollar general", "2016", "2019"),
    ]


def test_several_jobs_of_a_line_and_time_behind_bars(frameworks: Frameworks) -> None:
    found = read(
        "deshawn\nexperiance - amazon driver (10 months 2024), doordash on and off since 2021\n"
        "locked up 2013-2016 (did a class inside)\nschool - north side high class of 2018\n"
        "got - drivers licence clean, food saftey cert\n",
        frameworks,
    )

    assert found == [
        ("driver", "amazon", "2024", "2024"),
        (None, "doordash", "2021", "now"),
        ("drivers licence", None, None, None),
        ("food saftey cert", None, None, None),
    ]


def test_lines_of_jobs_with_bullets_name_the_employer_first(frameworks: Frameworks) -> None:
    found = read(
        "hi i am applying for the janitor job\n- st marys hosp, housekeeping, 2014 - 2020. floors, biohazard\n"
        "- jan pro, nights, 2020 - 2022, office buildings\n- arden public schools custodian from sept 2022\n",
        frameworks,
    )

    assert found == [
        ("housekeeping", "st marys hosp", "2014", "2020"),
        (None, "jan pro", "2020", "2022"),
        ("custodian", "arden public schools", "2022-09", "now"),
    ]


def test_the_same_company_is_the_one_of_the_line_above(frameworks: Frameworks) -> None:
    found = read(
        "luis\nthen concrete finisher at mid state paving 2016 - 2021\n"
        "now foreman same company since 2021 run 5 guys\ncan start monday\n",
        frameworks,
    )

    assert found == [
        ("concrete finisher", "mid state paving", "2016", "2021"),
        ("foreman", "mid state paving", "2021", "now"),
    ]
