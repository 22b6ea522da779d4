"""Jobs as people put them by hand: labels of time, one's own account, help given, agencies, service, no jobs."""

import pytest

from app.extraction.extract import rule
from app.extraction.lines.rows import Row
from app.extraction.model import EntryKind
from app.extraction.parts.service_rows import service_in
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.jobs_told import Told, entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


_BELOW = ("Dishwasher", "Ash Diner", "2002", "2004")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Current: Admin Assistant II, Elm Bank (since 2019)", ("Admin Assistant II", "Elm Bank", "2019", None)),
        ("Prior: Cook, Elm Inn, 2010-2012", ("Cook", "Elm Inn", "2010", "2012")),
        ("Current Events Cafe, cook, 2010-2012", ("cook", "Current Events Cafe", "2010", "2012")),
        ("2009-now Self employed\nRoe Plumbing (lic.)", ("Self employed", "Roe Plumbing", "2009", None)),
        ("2009-now Self employed\nHandyman Services", ("Handyman Services", "Self employed", "2009", None)),
        ("2014 - 2016 Helped at my father's garage, Oak Auto", (None, "Oak Auto", "2014", "2016")),
        (
            "Care Assistant via Oak Nursing Agency, Bedfordshire, 2016-18",
            ("Care Assistant", "Oak Nursing Agency", "2016", "2018"),
        ),
        (
            "1992 to date     Elm Electric, owner. Barns, milking parlors, houses.",
            ("owner", "Elm Electric", "1992", None),
        ),
        ("Asst. Manager, Elm Market, 2010-2012", ("Asst. Manager", "Elm Market", "2010", "2012")),
        ("Cook, Elm Inn for about two years, 2010-2012", ("Cook", "Elm Inn", "2010", "2012")),
        ("Cook, Elm Inn for around nine years, 2010-2019", ("Cook", "Elm Inn", "2010", "2019")),
        ("Cook, Elm Inn 1 year, 2010-2011", ("Cook", "Elm Inn", "2010", "2011")),
    ],
)
def test_a_line_by_hand_names_title_and_employer(frameworks: Frameworks, line: str, expected: Told) -> None:
    found = jobs(f"Ann Roe\n\nWORK\n{line}\nDishwasher, Ash Diner, 2002 - 2004", frameworks)

    assert found == [expected, _BELOW]


@pytest.mark.parametrize(
    "line",
    [
        "Gap: 2017-2019 cared for my mother",
        "2017-2019     (raised family)",
        "2017 - 2019   At home with three sons; PTA treasurer",
        "WHILE INCARCERATED 2014-2019 (Elm Correctional)",
        "2017-2019 taking care of my elderly parents",
    ],
)
def test_time_for_the_family_or_inside_is_no_job(frameworks: Frameworks, line: str) -> None:
    found = jobs(
        f"Ann Roe\n\nWORK\nClerk, Elm Bank, 2019 - now\n{line}\nDishwasher, Ash Diner, 2002 - 2004", frameworks
    )

    assert [job[:2] for job in found] == [("Clerk", "Elm Bank"), ("Dishwasher", "Ash Diner")]


def test_care_that_was_paid_is_a_job(frameworks: Frameworks) -> None:
    found = jobs("Ann Roe\n\nWORK\nCaregiver, Elm Family Care, 2017 - 2019\nClerk, Gap, 2002 - 2004", frameworks)

    assert [job[:2] for job in found] == [("Caregiver", "Elm Family Care"), ("Clerk", "Gap")]


def test_a_job_of_one_line_that_nobody_dated_is_not_the_employer_of_the_one_above(frameworks: Frameworks) -> None:
    found = jobs(
        "Ann Roe\n\nWORK\nForklift driver, Elm Storage, 2021 - present\nCook, Old Inn\n"
        "Dishwasher, Ash Diner, 2012 - 2014",
        frameworks,
    )

    assert found == [
        ("Forklift driver", "Elm Storage", "2021", None),
        ("Cook", "Old Inn", None, None),
        ("Dishwasher", "Ash Diner", "2012", "2014"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Army Reserve, 1st Lt, Signal Corps, Fort Gordon, 2001-2005", ("1st Lt", "Army Reserve", "Fort Gordon")),
        ("E-6, US Air Force, Retired 2015", ("E-6", "US Air Force", None)),
        ("Staff Sergeant, U.S. Army, Ft. Bliss, 2001-2005", ("Staff Sergeant", "U.S. Army", "Ft. Bliss")),
    ],
)
def test_a_line_of_service_names_rank_branch_and_post(
    frameworks: Frameworks, line: str, expected: tuple[str | None, ...]
) -> None:
    found = entries(f"Ann Roe\n\nEXPERIENCE\nClerk, Elm Bank, 2016 - 2019\n\nMILITARY\n{line}", frameworks)[1]

    assert (found.kind, found.title, found.organization, found.location) == (EntryKind.MILITARY_SERVICE, *expected)


def test_retired_says_when_service_ended(frameworks: Frameworks) -> None:
    found = entries("Ann Roe\n\nMILITARY\nE-6, US Air Force, Retired 2015", frameworks)

    assert [(one.start, one.end) for one in found] == [(None, "2015")]


def _row(said: str) -> Row:
    return lines(f"Ann Roe\n{said}")[1][1]


@pytest.mark.parametrize(
    "said",
    ["Major Accounts Manager, Navy Pier", "Captain, Elm Fire Department", "U.S. Army, 1st Signal Battalion", "Army"],
)
def test_a_line_without_both_is_left_as_it_is(said: str) -> None:
    assert service_in(_row(said)) is None


def test_years_that_end_in_two_figures_are_no_months(frameworks: Frameworks) -> None:
    text = "Ann Roe\n\nWORK\nCook, Elm Schools, 2004-10\nHelper, Elm Schools, 2001-04\nClerk, Ash Bank, {}"

    assert [job[2:] for job in jobs(text.format("1988-92"), frameworks)] == [
        ("2004", "2010"),
        ("2001", "2004"),
        ("1988", "1992"),
    ]
    assert [job[2:] for job in jobs(text.format("1988-11"), frameworks)][:2] == [("2004-10", None), ("2001-04", None)]


def test_a_list_of_periods_without_a_heading_is_one_of_jobs(frameworks: Frameworks) -> None:
    found = jobs(
        "Lou Arro\n562-555-0151\n\nLine cook. Can work all stations.\n\n"
        "2023-            Elm & Vine Bistro, grill\n2021-2023        Elm Hotel, banquets\n"
        "2019-2020        Taqueria Ash, cook\n2016-2019        Prison kitchen",
        frameworks,
    )

    assert [job[2:] for job in found] == [("2023", None), ("2021", "2023"), ("2019", "2020"), ("2016", "2019")]


def test_two_periods_without_a_heading_are_not_enough(frameworks: Frameworks) -> None:
    found = jobs(
        "Lou Arro\n562-555-0151\n\n2021-2023        Elm Hotel, banquets\n2019-2020        Ash, cook", frameworks
    )

    assert len(found) < 2


def test_what_a_sister_did_is_nobody_elses(frameworks: Frameworks) -> None:
    text = "Ann Roe\n\nAbout me\n{} worked as a charge nurse at Elm Hospital from 2010 to 2015.\n"
    own = rule(document(text.format("Ann is a nurse. She")), frameworks).entries
    others = rule(document(text.format("My sister Joan is a nurse. She")), frameworks).entries

    assert [one.organization for one in own] == ["Elm Hospital"]
    assert others == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sitter, for Mrs. Ola Roe, 2021-2023", ("Sitter", "Mrs. Ola Roe", "2021", "2023")),
        (
            "1998-2012    Saigon: ELM GARMENT CO           QC team lead",
            ("QC team lead", "ELM GARMENT CO", "1998", "2012"),
        ),
        (
            "2017-21      ELM SEMI via Oak Staff           test technician",
            ("test technician", "ELM SEMI", "2017", "2021"),
        ),
        ("Me (Delgado Elm Tile), Mesa, 2012–today", (None, "Delgado Elm Tile", "2012", None)),
        ("1974-1981   Principal, Elm Labs: West School", ("Principal", "Elm Labs: West School", "1974", "1981")),
        ("Elm Grill - server/trainer - Feb 18 to Aug 21", ("server/trainer", "Elm Grill", "2018-02", "2021-08")),
        ("03.2019 - still: Elm Logistics Ltd - HGV driver", ("HGV driver", "Elm Logistics Ltd", "2019-03", None)),
        ("2021 ->      ELM CIRCUITS           SMT operator", ("SMT operator", "ELM CIRCUITS", "2021", None)),
        ("2005 2009 Elm Landscape - groundsman", ("groundsman", "Elm Landscape", "2005", "2009")),
    ],
)
def test_words_and_marks_before_a_name_are_none_of_it(frameworks: Frameworks, line: str, expected: Told) -> None:
    found = jobs(f"Ann Roe\n\nWORK\n{line}\nDishwasher, Ash Diner, 2002 - 2004", frameworks)

    assert found[0] == expected


def test_what_somebody_became_there_is_no_job_of_its_own(frameworks: Frameworks) -> None:
    found = jobs(
        "Ann Roe\n\nWORK\n2015-2019\nElm Early Learning Center\n"
        "Assistant teacher (toddlers), moved up to lead teacher 2017\n\n2013 - 2015\nOak Store\novernight stocker",
        frameworks,
    )

    assert found == [
        ("Assistant teacher (toddlers)", "Elm Early Learning Center", "2015", "2019"),
        ("overnight stocker", "Oak Store", "2013", "2015"),
    ]


def test_a_line_with_as_many_dashes_is_another_job(frameworks: Frameworks) -> None:
    found = jobs(
        "Bran Coles\nserver/bartender\n\nElm Tavern - bar - current, 3 yrs\n"
        "Ash Grill & Tap - server/trainer - Feb 18 to Aug 21\nThe Oak Room - cocktail - '15-'18",
        frameworks,
    )

    assert found[0] == ("server/trainer", "Ash Grill & Tap", "2018-02", "2021-08")


def test_a_short_end_is_told_by_what_came_before_and_next(frameworks: Frameworks) -> None:
    text = "Ann Roe\n\nWORK\nCook, Elm School, 2006-2021\nClerk, Oak Drugs, 2003-06\nInspector, Ash Mill, {}"

    assert jobs(text.format("1998-2003"), frameworks)[1][2:] == ("2003", "2006")
    assert jobs(text.format("1998-2001"), frameworks)[1][2:] == ("2003-06", None)


def test_a_column_says_where_and_how_long(frameworks: Frameworks) -> None:
    found = jobs(
        "MARY ROE\nRESUME\n\nPOSITION                 WHERE                    HOW LONG\n"
        "Machine operator         Elm Hosiery              1979-1998\n"
        "Inspector                same                     1998-2003",
        frameworks,
    )

    assert found == [
        ("Machine operator", "Elm Hosiery", "1979", "1998"),
        ("Inspector", "Elm Hosiery", "1998", "2003"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Since 2020 I drive truck for Birch Co-op (grain)\nI like dogs.", ("Birch Co-op", "2020", None)),
        ("From 2003 to 2007 I ran a drill press at Ash Tool in Dayton.", ("Ash Tool", "2003", "2007")),
        ("I kept books for the Oak VFW from 2010 to 2019.", ("Oak VFW", "2010", "2019")),
        ("I ran a marathon in Boston from 2003 to 2007.", None),
        ("From 2003 to 2007 my brother sold cars for Elm Motors.", None),
    ],
)
def test_a_sentence_of_what_one_does_and_for_whom_is_a_job(
    frameworks: Frameworks, said: str, expected: tuple[str, str, str | None] | None
) -> None:
    found = [job[1:] for job in jobs(f"Ray Tull\nhand\n\n{said}", frameworks)]

    assert found == ([] if expected is None else [expected])


def test_seasons_are_no_part_of_a_name(frameworks: Frameworks) -> None:
    found = jobs("Ray Tull\n\nWORK\nWorked for Elm Farms 12 seasons (2008-2019) running a combine", frameworks)

    assert found[0][1:] == ("Elm Farms", "2008", "2019")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Waitress Elm Diner 2015-2018", ("Waitress", "Elm Diner", "2015", "2018")),
        ("ELM DINER Waitress 2015-2018", ("Waitress", "ELM DINER", "2015", "2018")),
        ("Teacher Elementary School 2015-2018", (None, "Teacher Elementary School", "2015", "2018")),
        ("at Elm Diner as waitress (2015 - 2018)", ("waitress", "Elm Diner", "2015", "2018")),
        ("Worked as stocker in Elm Mart 2015-2018", ("stocker", "Elm Mart", "2015", "2018")),
        ("Job: Waitress. Place: Elm Diner. Time: 2015-2018.", ("Waitress", "Elm Diner", "2015", "2018")),
        ("Last job - Elm Motel, maid, 2015-2018", ("maid", "Elm Motel", "2015", "2018")),
        ("Own business: Roe's Cakes, 2015-2018", ("Own business", "Roe's Cakes", "2015", "2018")),
        ("Waitress....Elm Diner....2015-18", ("Waitress", "Elm Diner", "2015", "2018")),
    ],
)
def test_title_and_employer_stand_side_by_side(frameworks: Frameworks, line: str, expected: Told) -> None:
    found = jobs(f"Ann Roe\n\nWORK\n{line}\nDishwasher, Ash Diner, 2002 - 2004", frameworks)

    assert found == [expected, _BELOW]


def test_lines_that_are_sentences_without_stops_are_told_each_by_itself(frameworks: Frameworks) -> None:
    found = jobs(
        "Ann Roe\n\nWORK\nWorked as a waitress at Elm Diner 2015-2018\nWorked as stocker in Ash Mart 2012-2015\n"
        "Was a milker for Oak Dairy 2009-2012",
        frameworks,
    )

    assert {*found} == {
        ("waitress", "Elm Diner", "2015", "2018"),
        ("stocker", "Ash Mart", "2012", "2015"),
        ("milker", "Oak Dairy", "2009", "2012"),
    }


def test_a_job_that_is_told_by_its_length_is_not_the_one_below(frameworks: Frameworks) -> None:
    found = jobs(
        "Ann Roe\n\nWORK\nPresent job - Elm Hospital, housekeeper, 4 yrs\n"
        "Last job - Ash Nursing Home, laundry, 2015-2019\nBefore that - Oak Motel, maid, 2010-2015",
        frameworks,
    )

    assert ("maid", "Oak Motel", "2010", "2015") in found
    assert not any(job[1] is not None and "Elm" in job[1] and job[2] for job in found)
