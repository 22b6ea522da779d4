"""Heads and cells of untagged pages that are broken over lines."""

import numpy as np
import pytest
from fpdf import FPDF

from app.documents.readers.page.run import Run
from app.documents.readers.page.unended import ends_open, is_broken_period
from app.documents.readers.pdf.runs import _mark_icons
from tests.documents.papers import Text, document, lines, pdf

WIDTH = "Kept the stock of all that was there in order, and the books of the yard"


@pytest.mark.parametrize(
    ("above", "below", "style"),
    [
        ("Lead Carpenter, Smith and Daughters, Burlington, Vt,", "May 2017 to present", "B"),
        ("Outside Line Apprenticeship, Mountain States Line,", "Salt Lake City, UT, 2010 to 2014", "B"),
        ("2009-2011, University of Vermont, Burlington, two", "years of Anthropology, no degree", "B"),
        ("Nurse (medical and surgical wards, nights, Cedar St", "Hospital)", "B"),
        ("Machinist apprenticeship, Rockford Tooling, 2009 to 2013 and", "8000 hours", ""),
    ],
)
def test_a_head_that_is_broken_where_nothing_ends_is_one_line(above: str, below: str, style: str) -> None:
    found = lines(
        document(pdf([Text(50, 100, above, 11, style), Text(50, 113, below, 11, style), Text(50, 126, WIDTH, 8.5)]))
    )
    assert found[0] == f"{above} {below}"


@pytest.mark.parametrize(
    ("above", "below", "style"),
    [
        # a title and an employer, both in bold
        ("Senior Manager of Programmes and Operations", "Harbor Inc", "B"),
        # short of room only in what follows
        ("Lead Carpenter,", "Smith and Daughters", "B"),
        # ends in a year
        ("Machinist apprenticeship, Rockford Tooling & Machining, 2013", "then a year at sea", ""),
        # an address
        ("504.555.0184, Tulsa, Oklahoma, since the spring of the year 2010,", "jonah@example.com", ""),
        # no head
        ("Kept the stock of all that was there in order, and books,", "plans and all the tools", ""),
        # an item of a list
        ("Lead Carpenter, Smith and Daughters, Burlington, Vt,", "- since May 2017", "B"),
    ],
)
def test_lines_that_end_or_are_no_head_stay_as_they_are(above: str, below: str, style: str) -> None:
    found = lines(
        document(pdf([Text(50, 100, above, 11, style), Text(50, 113, below, 11, style), Text(50, 126, WIDTH, 8.5)]))
    )
    assert found[:2] == [above, below]


@pytest.mark.parametrize(
    ("creator", "head"),
    [("LaTeX", "Outside Line Apprenticeship, 2010 to 2014"), ("", "Outside Line Appren-ticeship, 2010 to 2014")],
)
def test_a_word_of_a_head_that_tex_broke_is_whole(creator: str, head: str) -> None:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_creator(creator)
    paper.set_font("Helvetica", "B", 11)
    paper.text(50, 100, "Outside Line Appren-")
    paper.text(50, 113, "ticeship, 2010 to 2014")
    assert lines(document(bytes(paper.output()))) == [head]


def test_lines_of_a_date_in_a_narrow_column_are_one() -> None:
    entries = [
        (("good to Nov", "2028"), "Lead-Safe Renovator"),
        (("2012 - 2014,", "2016 -", "present"), "Laborer, North Star"),
        (("June 2014 (6", "months)"), "Mechanic, Bollinger"),
        (("renewal due", "8/31/2026"), "Social Worker"),
    ]
    texts = []
    for number, (told, name) in enumerate(entries):
        y = 100 + 50 * number
        texts += [Text(50, y + 12 * n, line) for n, line in enumerate(told)]
        texts += [Text(150, y, name, 10, "B"), *(Text(150, y + 12 + 12 * n, WIDTH) for n in range(2))]
    heads = [line for line in lines(document(pdf(texts))) if line != WIDTH]
    assert heads == [f"{' '.join(told)}  {name}" for told, name in entries]


def test_dates_below_each_other_stay_with_their_own_rows() -> None:
    names = ["Food handler", "First aid", "Forklift", "Rigging"]
    texts = [Text(50, 100 + 14 * n, f"{2015 + n}") for n in range(4)]
    texts += [Text(150, 100 + 14 * n, name) for n, name in enumerate(names)]
    assert lines(document(pdf(texts))) == [f"{2015 + n}  {name}" for n, name in enumerate(names)]


def test_headings_between_indented_entries_are_no_column() -> None:
    texts = [
        Text(50, 50, "Gianna Rossi", 18, "B"),
        Text(50, 70, "Providence RI"),
        Text(150, 70, "401-555-0137"),
    ]
    for number, heading in enumerate(("Work", "Certificates")):
        y = 100 + 110 * number
        texts.append(Text(50, y, heading, 13, "B"))
        texts += [Text(170, y + 22 + 14 * n, f"{heading} entry {n}, told in a few words") for n in range(5)]
    assert lines(document(pdf(texts)))[1:] == [
        "Providence RI  401-555-0137",
        "Work",
        *(f"Work entry {n}, told in a few words" for n in range(5)),
        "Certificates",
        *(f"Certificates entry {n}, told in a few words" for n in range(5)),
    ]


def run(words: str, base: float) -> Run:

    return Run(words, np.zeros((len(words), 4)), 66, base - 8, 200, base + 2, base, 10, False, 0, 0)


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["2016 to present", "2010 - 2014", "June 2009"], False),
        (["Grilling", "Knife work", "Plating, since 2010"], True),
    ],
)
def test_a_calendar_before_dates_is_no_mark_of_a_list_item(texts: list[str], marked: bool) -> None:
    runs = [run(text, 100 + 40 * n) for n, text in enumerate(texts)]
    _mark_icons(runs, [(0xF073, 60, 96 + 40 * n, 0) for n in range(len(texts))])
    assert [one.bullet for one in runs] == [marked] * len(texts)


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("expected May", "2026", True),
        ("Burlington,", "Vermont", True),
        ("open (since", "June)", True),
        ("two", "years", True),
        ("in the month of May", "Vermont", False),
        ("Line Cook", "Hotel Marigold", False),
        ("2013", "then at sea", False),
    ],
)
def test_where_a_line_goes_on(above: str, below: str, told: bool) -> None:
    assert ends_open(above, below) is told


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("2019-06 to", "2022-03", True),
        ("March, 2013 –", "September, 2014", False),
        ("May 2014 -", "June 2019", True),
        ("2012 - 2014", "2016 - 2018", False),
        ("2012", "2014", False),
    ],
)
def test_periods_over_two_lines(above: str, below: str, told: bool) -> None:
    assert is_broken_period(above, below) is told
