from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.lines.dates import find_dates

RANGES = [
    ("Jan 2019 - Present", "2019-01", None, True),
    ("January 2019 – March 2021", "2019-01", "2021-03", False),
    ("2019 - 2021", "2019", "2021", False),
    ("06/2018 - 09/2020", "2018-06", "2020-09", False),
    ("2018/06 - 2020/09", "2018-06", "2020-09", False),
    ("Sept. 2016 to Aug. 2018", "2016-09", "2018-08", False),
    ("Fall 2019 - Spring 2020", "2019", "2020", False),
    ("May '15 – Aug '16", "2015-05", "2016-08", False),
    ("‘22–now", "2022", None, True),
    ("‘19–’22", "2019", "2022", False),
    ("May ‘15 – Aug ’16", "2015-05", "2016-08", False),
    ("Since March 2020", "2020-03", None, True),
    ("2020-01 — 2021-06", "2020-01", "2021-06", False),
    ("Dec 2015-Current", "2015-12", None, True),
    ("Jun – Aug 2019", "2019-06", "2019-08", False),
    ("1 Jan 2019 - 31 Dec 2019", "2019-01-01", "2019-12-31", False),
    ("12-MAY-2019 - 3-Jun-2021", "2019-05-12", "2021-06-03", False),
    ("01.02.2018 – 30.06.2019", "2018-02-01", "2019-06-30", False),
    ("March 2018 - till date", "2018-03", None, True),
    ("June 2015 – to present", "2015-06", None, True),
    ("2016 – 17", "2016", "2017", False),
    ("(2006-09)", "2006", "2009", False),
    ("Q1 2020 - Q3 2021", "2020", "2021", False),
    ("août 2018 - janvier 2020", "2018-08", "2020-01", False),
    ("2019年4月 - 2021年3月", "2019-04", "2021-03", False),
    ("09/15 – 06/19", "2015-09", "2019-06", False),
    ("Jan 2022 – Present · 2 yrs 3 mos", "2022-01", None, True),
    ("06/00/2018 - 09/00/2020", "2018-06", "2020-09", False),
    ("00/00/2018 - 12/31/2020", "2018", "2020-12-31", False),
    ("February 29, 2016 - Feb 29, 2018", "2016-02-29", "2018-02", False),
    ("31.04.2018 - 2020-06-31", "2018-04", "2020-06", False),
    ("2019 - right now", "2019", None, True),
    ("05.2020 – the present time", "2020-05", None, True),
    ("hired in May 2022, still there", "2022-05", None, True),
    ("2021–", "2021", None, True),
    ("Oct 2020 -", "2020-10", None, True),
    ("2016 on", "2016", None, True),
    ("2015/2018", "2015", "2018", False),
    ("started fall 2023, expected May 2026", "2023", "2026-05", False),
    ("2017/18 - 2021/22", "2017", "2022", False),
    ("2020-21 and 2021-22", "2020", "2022", False),
    ("2019/20 - present", "2019", None, True),
    ("2013 -> 2016", "2013", "2016", False),
    ("every nov-dec 2012 thru 2016", "2012", "2016", False),
    ("Jan-March 2012 through 2019", "2012", "2019", False),
    ("2013-14, 14-15 and 15-16", "2013", "2016", False),
    ("May 2019 -> now", "2019-05", None, True),
]


@pytest.mark.parametrize(("printed", "start", "end", "current"), RANGES)
def test_a_range_keeps_its_printed_precision(printed: str, start: str, end: str | None, current: bool) -> None:
    (found,) = find_dates(printed)

    assert (found.start, found.end, found.current, found.single) == (start, end, current, False)


MONTHS = [
    "january",
    "jan",
    "janvier",
    "enero",
    "februar",
    "fevrier",
    "février",
    "march",
    "marzo",
    "märz",
    "april",
    "avril",
    "abril",
    "may",
    "mai",
    "mayo",
    "june",
    "juin",
    "junio",
    "july",
    "juillet",
    "julio",
    "august",
    "août",
    "agosto",
    "september",
    "septiembre",
    "october",
    "octobre",
    "oktober",
    "november",
    "noviembre",
    "december",
    "décembre",
    "diciembre",
    "dezember",
]
NOW = [
    "the present",
    "presently",
    "current",
    "now",
    "ongoing",
    "date",
    "today",
    "heute",
    "actualidad",
    "actual",
    "aujourd'hui",
    "présent",
]


@pytest.mark.parametrize("said", [str, str.upper, str.title])
def test_every_month_and_every_word_for_now_is_read_in_each_language(said: Callable[[str], str]) -> None:
    ranges = [find_dates(f"In {said(month)} 2019 – {said(now)}.") for month in MONTHS for now in NOW]
    assert {(found.start or "")[:5] for one in ranges for found in one} == {"2019-"}
    assert all(len(one) == 1 and one[0].current for one in ranges)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("exp 1/31/27", None, "2027-01-31"),
        ("Expires: 12-05-26", None, "2026-12-05"),
        ("valid until 31/1/27", None, "2027-01-31"),
        ("3/15/19 - 6/1/21", "2019-03-15", "2021-06-01"),
        ("expired '19", None, "2019"),
    ],
)
def test_a_year_of_two_digits_is_read_where_it_is_said_to_be_one(text: str, start: str | None, end: str) -> None:
    (found,) = find_dates(text)

    assert (found.start, found.end) == (start, end)


def test_a_season_and_a_lone_date_are_single_and_no_more_exact_than_printed() -> None:
    assert [(d.end, d.single) for d in find_dates("Summer 2017")] == [("2017", True)]
    assert [(d.end, d.single) for d in find_dates("Graduated June 2014")] == [("2014-06", True)]


def test_an_expected_end_is_said_to_lie_ahead() -> None:
    (found,) = find_dates("Expected May 2027")

    assert (found.end, found.expected) == ("2027-05", True)


@pytest.mark.parametrize(
    "text",
    [
        "(555) 123-2019",
        "I may train 12/24 items",
        "present the march",
        "$2,000 in 12,000 sq ft",
        "order 20191 units",
        "ISO 9001:2015",
        "lot 1/31/27",
    ],
)
def test_numbers_and_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert list(find_dates(text)) == []


@given(st.text(alphabet="JanFebMar 0123456789/-–'presentto.,()", max_size=40))
def test_ranges_never_overlap_and_stand_inside_the_text(text: str) -> None:
    at = 0
    for found in find_dates(text):
        assert at <= found.at < found.to <= len(text)
        at = found.to


def test_a_month_stays_one_where_it_cannot_be_a_later_year() -> None:
    assert [date.end for date in find_dates("Issued (2009-06); renewed 2006-09, checked (2015-04)")] == [
        "2009-06",
        "2006-09",
        "2015-04",
    ]


@pytest.mark.parametrize(
    ("printed", "start", "end", "current"),
    [
        ("sawmill since 09", "2009", None, True),
        ("on the line since 09 till 2015", "2009", "2015", False),
        ("crew lead 08 to 2013", "2008", "2013", False),
        ("from summer 2021 until he moved away in March 2024", "2021", "2024-03", False),
        ("since 2015 till I left in 2019", "2015", "2019", False),
        ("2011 til 2015", "2011", "2015", False),
        ("July 2021 til now", "2021-07", None, True),
        ("2018 - curr", "2018", None, True),
        ("2016 up to now", "2016", None, True),
        ("2019 to this year", "2019", None, True),
        ("started 6/2015 quit 8/2019", "2015-06", "2019-08", False),
        ("1999 til it closed 2004", "1999", "2004", False),
        ("from 2013 to the end of 2016", "2013", "2016", False),
        ("early 2014 - late 2016", "2014", "2016", False),
        ("2019 hasta 2021", "2019", "2021", False),
        ("2021 hasta la fecha", "2021", None, True),
    ],
)
def test_years_as_people_say_them_are_read(printed: str, start: str, end: str | None, current: bool) -> None:
    (found,) = find_dates(printed)

    assert (found.start, found.end, found.current) == (start, end, current)


@pytest.mark.parametrize("text", ["open since 10 am", "here since 12 years", "room 12 to 2003"])
def test_two_figures_that_are_no_year_begin_no_period(text: str) -> None:
    assert not [found for found in find_dates(text) if found.start or found.current]


@pytest.mark.parametrize("said", ["２０１５ - ２０１９", "٢٠١٥ – ٢٠١٩", "２015-2０19"])
def test_figures_of_any_width_and_script_are_dates(said: str) -> None:
    (found,) = find_dates(f"Welder, Ironhand Fab, {said}")
    assert (found.start, found.end, found.at, found.to) == ("2015", "2019", 22, 22 + len(said))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Server, Feb 18 to Aug 21", [("2018-02", "2021-08", False)]),
        ("Oct 98 - May 09", [("1998-10", "2009-05", False)]),
        ("Feb. 18 - now", [("2018-02", None, True)]),
        ("Dec 25 - Jan 15", []),
        ("June 18 - June 25, 2019", [(None, "2019-06-25", False)]),
        ("moved to May 10", []),
        ("Mar 20 - Mar 31", []),
        ("2005 2009 Elm Landscape", [("2005", "2009", False)]),
        ("2020 now Elm Landscape", [("2020", None, True)]),
        ("Expo 2005 2009", [(None, "2005", False), (None, "2009", False)]),
        ("2021 ->", [("2021", None, True)]),
        ("03.2019 - still:", [("2019-03", None, True)]),
    ],
)
def test_periods_in_short_are_told_by_both_ends(
    said: str, expected: list[tuple[str | None, str | None, bool]]
) -> None:
    assert [(date.start, date.end, date.current) for date in find_dates(said)] == expected
