"""Roles at one employer are jobs of their own: told in sentences below it, in a list beside it, one by one."""

import pytest

from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.jobs_told import Told, entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


_BELOW: list[tuple[str, list[Told]]] = [
    (
        "Harmon Cold Storage, Reading PA, 2017 - present\n"
        "Started as a picker in 2017, promoted to shift lead in 2019, became supervisor in 2021.\n- Load trailers",
        [
            ("picker", "Harmon Cold Storage", "2017", "2019"),
            ("shift lead", "Harmon Cold Storage", "2019", "2021"),
            ("supervisor", "Harmon Cold Storage", "2021", None),
        ],
    ),
    (
        "Dressler Castings\n"
        "Hired as a shakeout laborer in March 2011. Moved up to core maker in 2014 and was made lead man in June "
        "2018. Left in 2023 when the plant shut.\n\nLakeshore Marine Supply\nCounter clerk, 2008-2011",
        [
            ("shakeout laborer", "Dressler Castings", "2011-03", "2014"),
            ("core maker", "Dressler Castings", "2014", "2018"),
            ("lead man", "Dressler Castings", "2018-06", "2023"),
            ("Counter clerk", "Lakeshore Marine Supply", "2008", "2011"),
        ],
    ),
    # when somebody rose is not told
    (
        "Sunridge Senior Living, Glendale, CA          05/2016 – 02/2024\n"
        "Began as a dietary aide, then cook, and finished as dining services supervisor.\n• Planned menus",
        [
            ("dietary aide", "Sunridge Senior Living", "2016-05", None),
            ("cook", "Sunridge Senior Living", None, None),
            ("dining services supervisor", "Sunridge Senior Living", None, "2024-02"),
        ],
    ),
    (
        "Chugach Fuel & Oil (2010-2022)\nI started as a pump attendant. After two years I was promoted to route "
        "driver, and in 2017 the owner made me operations manager.\n"
        "My husband worked there too as a mechanic from 2012 to 2019.\n- Routed 9 trucks",
        [
            ("pump attendant", "Chugach Fuel & Oil", "2010", None),
            ("route driver", "Chugach Fuel & Oil", None, "2017"),
            ("operations manager", "Chugach Fuel & Oil", "2017", "2022"),
        ],
    ),
    (
        "Mesilla Pecan Growers (2013 - 2024)\n"
        "Sorter, promoted to line lead in 2016, promoted to packing house manager in 2020\n• Ran two packing lines",
        [
            ("Sorter", "Mesilla Pecan Growers", "2013", "2016"),
            ("line lead", "Mesilla Pecan Growers", "2016", "2020"),
            ("packing house manager", "Mesilla Pecan Growers", "2020", "2024"),
        ],
    ),
    (
        "Northwoods Paper: supervisor 2 yrs, winder operator 3 yrs, utility 1 yr\n"
        "Red Pine Casino: blackjack dealer 4 yrs\nShop-n-Save, cashier, 2005-2008",
        [
            ("supervisor", "Northwoods Paper", None, None),
            ("winder operator", "Northwoods Paper", None, None),
            ("utility", "Northwoods Paper", None, None),
            ("blackjack dealer", "Red Pine Casino", None, None),
            ("cashier", "Shop-n-Save", "2005", "2008"),
        ],
    ),
    (
        "Caprock Cotton Gin ........ 2009-2020\n   Module feeder, 3 yrs.; ginner, 6 yrs.; gin manager from 2018.\n"
        "   Ran two stands, kept the saws sharp.\nLlano Feed & Seed ............ 2020 to present\n   Delivery driver",
        [
            ("Module feeder", "Caprock Cotton Gin", None, None),
            ("ginner", "Caprock Cotton Gin", None, None),
            ("gin manager", "Caprock Cotton Gin", "2018", "2020"),
            ("Delivery driver", "Llano Feed & Seed", "2020", None),
        ],
    ),
    (
        "Red River Sugar: 2004-2008 beet piler, 2008-2013 boiler operator, 2013-2020 shift engineer",
        [
            ("beet piler", "Red River Sugar", "2004", "2008"),
            ("boiler operator", "Red River Sugar", "2008", "2013"),
            ("shift engineer", "Red River Sugar", "2013", "2020"),
        ],
    ),
    (
        "Bates Street Nursing Home. CNA 2010 to 2014, then med tech 2014 to 2019, then unit clerk since 2019.",
        [
            ("CNA", "Bates Street Nursing Home", "2010", "2014"),
            ("med tech", "Bates Street Nursing Home", "2014", "2019"),
            ("unit clerk", "Bates Street Nursing Home", "2019", None),
        ],
    ),
    # one job with a title of its own, however somebody came to it
    (
        "Shift Lead, Elm Grove Foods, 2017 - 2022\n- Started as a picker, promoted to shift lead in 2019",
        [("Shift Lead", "Elm Grove Foods", "2017", "2022")],
    ),
    # what others became, and papers
    (
        "Cook, Elm Grove Foods, 2017 - 2022\n- Hired four cooks, and two were promoted to lead cook in 2020",
        [("Cook", "Elm Grove Foods", "2017", "2022")],
    ),
    ("Position: Cashier 2010-2012\nEmployer: Elm Grove Foods", [("Cashier", "Elm Grove Foods", "2010", "2012")]),
]


@pytest.mark.parametrize(("history", "told"), _BELOW)
def test_each_role_below_one_employer_is_a_job_there(history: str, told: list[Told], frameworks: Frameworks) -> None:
    assert jobs(f"Renata Kowalczyk\nReading PA\n\nEXPERIENCE\n{history}\n", frameworks) == told


_IN_SENTENCES: list[tuple[str, list[Told]]] = [
    (
        "I hired on with Ocmulgee Kaolin as a laborer in 1996, got my plant operator ticket in 2001 and was promoted "
        "to shift foreman in 2007. I stayed until the mine closed in 2019. Since 2019 I have worked as a school "
        "custodian at Bibb Pines Elementary.",
        [
            ("laborer", "Ocmulgee Kaolin", "1996", "2007"),
            ("shift foreman", "Ocmulgee Kaolin", "2007", "2019"),
            ("school custodian", "Bibb Pines Elementary", "2019", None),
        ],
    ),
    (
        "I worked as a cook at Elm Grove Foods from 2010 to 2018 and became head chef in 2014. I have two dogs.",
        [("cook", "Elm Grove Foods", "2010", "2014"), ("head chef", "Elm Grove Foods", "2014", "2018")],
    ),
    (
        "I was Lead Toddler Teacher at Acorns Learning Center in Merrimack from September 2012 until June 2018. "
        "I began there as an Assistant Teacher in 2010.",
        [
            ("Assistant Teacher", "Acorns Learning Center", "2010", "2012"),
            ("Lead Toddler Teacher", "Acorns Learning Center", "2012-09", "2018-06"),
        ],
    ),
    # what a wife became, a citizen, and what somebody became elsewhere
    (
        "I worked as a cook at Elm Grove Foods from 2010 to 2018. My wife was made manager in 2014. "
        "I became a citizen in 2016.",
        [("cook", "Elm Grove Foods", "2010", "2018")],
    ),
    (
        "I worked as a cook at Elm Grove Foods from 2010 to 2014. In 2015 I became a truck driver for Roe Lines.",
        [("cook", "Elm Grove Foods", "2010", "2014")],
    ),
]


@pytest.mark.parametrize(("letter", "told"), _IN_SENTENCES)
def test_what_somebody_rose_to_behind_a_job_of_a_sentence_is_a_job_there(
    letter: str, told: list[Told], frameworks: Frameworks
) -> None:
    found = jobs(f"Trent Ogletree\nMacon GA\n\n{letter}\n", frameworks)
    assert sorted(found, key=lambda job: job[2] or "") == told


def test_a_role_quotes_its_title_its_employer_and_the_words_that_tell_its_time(frameworks: Frameworks) -> None:
    told = "Started as a picker, promoted to shift lead in 2019."
    text = f"EXPERIENCE\nElm Cold Storage, 2017 - 2023\n{told}\n- Load trailers\n"
    first, second = entries(text, frameworks)
    assert [quote.quote for quote in first.evidence] == ["Elm Cold Storage", "2017 - 2023", "picker", "2019"]
    assert [quote.quote for quote in second.evidence] == ["Elm Cold Storage", "2017 - 2023", "shift lead", "2019"]
    assert second.body is not None
    assert "Load trailers" in text[slice(*second.body)]


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        (
            "I was a cook at Elm Diner from 2010 to 2014. I look after my sister. "
            "She worked at Bayside Cannery from 1990 to 2010 as a sorter.",
            [("cook", "Elm Diner", "2010", "2014")],
        ),
        (
            "I was a cook at Elm Diner from 2010 to 2014. My husband is a plumber. "
            "He worked at Elm Tool from 1990 to 2010 as a lathe hand.",
            [("cook", "Elm Diner", "2010", "2014")],
        ),
        # a sentence of oneself behind one that ends with a sister
        (
            "I look after my sister. I was a cook at Elm Diner from 2010 to 2014.",
            [("cook", "Elm Diner", "2010", "2014")],
        ),
    ],
)
def test_the_work_of_somebody_of_the_family_is_not_that_of_who_writes(
    letter: str, told: list[Told], frameworks: Frameworks
) -> None:
    assert jobs(f"Ana Roe\n\n{letter}\n", frameworks) == told
