"""Resumes as programs on the web print them: names of sections in the left margin, or smaller than what they head."""

from collections.abc import Iterator

import pytest
from fpdf import FPDF

from app.extraction.extract import Extractor, rule
from app.extraction.headings.beside import with_names_beside
from app.extraction.headings.sections import sections
from app.extraction.lines.broken import stacked
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import rows
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.documents.papers import Text, document, pdf
from tests.extraction.documents import document as written
from tests.extraction.documents import lines
from tests.extraction.test_entries import told


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


LEFT, RIGHT = 40, 160
SECTIONS = (
    ("Work", ("Line Cook", "Harbor Fry House", "May 2019 - Present", "Cooked breakfast for a harbor crowd.")),
    ("Volunteer", ("Oak Public Library", "Tutor", "Jan 2018 - Dec 2019", "Read with children.")),
    ("Education", ("Elm Institute", "Diploma in Baking", "Sep 2014 - May 2016")),
    ("Skills", ("Grilling", "Knife work", "Stock rotation")),
)


def beside(name_size: float = 15, down: float = 0) -> bytes:
    """Print each section's name left of what it heads, `down` points below its first line."""
    texts = [Text(RIGHT, 50, "Ida Roe", 22)]
    y = 90.0
    for name, said in SECTIONS:
        texts.append(Text(LEFT, y + down, name, name_size))
        for line in said:
            texts.append(Text(RIGHT, y, line, 10))
            y += 14
        y += 16
    return pdf(texts)


def kinds(data: bytes) -> list[tuple[str, str]]:
    made = document(data, "ida.pdf")
    return [
        (section.kind.value, section.rows[0].said)
        for section in sections(with_names_beside(made, rows(made)))
        if section.heading is not None
    ]


EXPECTED = [("experience", "Line Cook"), ("volunteering", "Oak Public Library"), ("education", "Elm Institute")]


def test_names_of_sections_stand_in_the_margin_beside_what_they_head(frameworks: Frameworks) -> None:
    found = rule(document(beside(), "ida.pdf"), frameworks).entries

    assert kinds(beside())[:3] == EXPECTED
    assert [(entry.kind, *told(entry)) for entry in found][:3] == [
        (EntryKind.EMPLOYMENT, "Line Cook", "Harbor Fry House", "2019-05", None),
        (EntryKind.VOLUNTEERING, "Tutor", "Oak Public Library", "2018-01", "2019-12"),
        (EntryKind.EDUCATION, "Diploma", "Elm Institute", "2014-09", "2016-05"),
    ]


def test_a_name_in_the_margin_may_be_set_between_the_first_two_lines_beside_it() -> None:
    assert kinds(beside(11, down=7))[:3] == EXPECTED


def test_words_of_sections_in_a_table_of_two_columns_head_nothing() -> None:
    cells = [("Skills", "welding"), ("Education", "none"), ("Tools", "torch"), ("Shift", "nights")]
    texts = [Text(LEFT, 50, "Ida Roe", 22)]
    for n, (name, value) in enumerate(cells):
        texts += [Text(LEFT, 90 + 14 * n, name), Text(RIGHT, 90 + 14 * n, value)]
    made = document(pdf(texts), "ida.pdf")
    found = rows(made)

    assert with_names_beside(made, found) == found


def _small_headings() -> Iterator[Text]:
    y = 50.0
    yield Text(LEFT, y, "Ida Roe", 22)
    jobs = [("Line Cook at Harbor Fry House", "2019 - 2023"), ("Dish Washer at Blue Whale Diner", "2016 - 2019")]
    for name, entries in (
        ("WORK EXPERIENCE", jobs),
        ("VOLUNTEER", [("Tutor at Oak Public Library", "2018 - 2019")]),
        ("EDUCATION", [("Diploma in Baking at Elm Institute", "2014 - 2016")]),
    ):
        y += 30
        yield Text(LEFT, y, name, 9, "B")
        for said, dates in entries:
            y += 20
            yield Text(LEFT, y, said, 12)
            yield Text(450, y, dates, 11)
            y += 14
            yield Text(LEFT, y, "What was done there in some words.", 10.5)


def test_headings_may_be_smaller_than_all_that_they_head(frameworks: Frameworks) -> None:
    found = rule(document(pdf(_small_headings()), "ida.pdf"), frameworks).entries

    assert [told(entry) for entry in found if entry.kind is EntryKind.EMPLOYMENT] == [
        ("Line Cook", "Harbor Fry House", "2019", "2023"),
        ("Dish Washer", "Blue Whale Diner", "2016", "2019"),
    ]


def test_a_sentence_below_the_dates_is_no_employer(frameworks: Frameworks) -> None:
    text = (
        "WORK EXPERIENCE\n\nBrightwell Contractors\nApprentice Electrician\n2014-01 - 2018-02\n"
        "Four-year apprenticeship on schools and hospitals.\nBent conduit\n\n"
        "Elm Labs\nSoftware Developer\n2012-01 - 2013-12\nWeb shop for laboratory supplies.\nBuilt pages"
    )

    assert [told(entry) for entry in rule(written(text), frameworks).entries] == [
        ("Apprentice Electrician", "Brightwell Contractors", "2014-01", "2018-02"),
        ("Software Developer", "Elm Labs", "2012-01", "2013-12"),
    ]


def test_the_address_of_an_employer_stands_between_its_name_and_the_title(frameworks: Frameworks) -> None:
    text = (
        "WORK EXPERIENCE\n\nHarbor Fry House\nhttps://fry.example (https://fry.example)\nMay 2020 - Present\n"
        "Line Cook\n- Cooked breakfast\n\nBlue Whale Diner  https://whale.example\nhttps://whale.example\n"
        "May 2016 - April 2020\nDish Washer\n- Washed dishes"
    )

    assert [told(entry) for entry in rule(written(text), frameworks).entries] == [
        ("Line Cook", "Harbor Fry House", "2020-05", None),
        ("Dish Washer", "Blue Whale Diner", "2016-05", "2020-04"),
    ]


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("2016-Aug - 2020-Apr", "2016-08", "2020-04"),
        ("2016-August – Present", "2016-08", None),
        ("2016-Mar 2020", "2016", "2020-03"),
    ],
)
def test_a_year_may_stand_before_the_name_of_its_month(printed: str, start: str, end: str | None) -> None:
    assert [(date.start, date.end) for date in find_dates(printed)] == [(start, end)]


def _names_as_headings() -> Iterator[Text]:
    y = 50.0
    yield Text(LEFT, y, "Ida Roe", 24)
    for name, entries in (
        (
            "Work Experience",
            [("Harrow Fry House", "Line Cook", "2020 - Present"), ("Oak Diner", "Cook", "2016 - 2020")],
        ),
        ("Education", [("Calder State University", "Nursing, Bachelor of Science", "2012 - 2016")]),
        ("Skills", []),
    ):
        y += 40
        yield Text(LEFT, y, name, 18)
        for named, called, period in entries:
            y += 30
            yield Text(LEFT, y, named, 18)
            yield Text(LEFT, y + 16, called, 10.5, "B")
            yield Text(LEFT, y + 30, period, 10.5)
            y += 44
            if name != "Education":
                yield Text(LEFT, y, "Cooked breakfast for a crowd.", 10.5)
    yield Text(LEFT, y + 20, "Grilling", 10.5)
    yield Text(LEFT, y + 34, "Master", 10.5)


def test_employers_and_schools_may_have_the_print_of_headings(frameworks: Frameworks) -> None:
    found = rule(document(pdf(_names_as_headings()), "ida.pdf"), frameworks)

    assert [told(entry) for entry in found.entries] == [
        ("Line Cook", "Harrow Fry House", "2020", None),
        ("Cook", "Oak Diner", "2016", "2020"),
        ("Bachelor of Science", "Calder State University", "2012", "2016"),
    ]


@pytest.mark.parametrize("level", ["Master", "Native speaker", "Conversational", "Limited working proficiency"])
def test_how_well_something_is_known_is_no_skill(level: str, frameworks: Frameworks) -> None:
    made = written(f"Ida Roe\n\nSkills\n\nGrilling\n{level}\nKnife work\n{level}")

    found = {made.text[s.start : s.end] for s in rule(made, frameworks).sightings}

    assert "Grilling" in found
    assert level not in found


def test_two_names_in_the_margin_are_no_column() -> None:
    texts = [Text(LEFT, 104, "Work", 11), Text(LEFT, 174, "Education", 11)]
    for n, said in enumerate(("Line Cook", "Harbor Fry House", "Cooked fish for many", "and for few", "Kept stock")):
        texts.append(Text(RIGHT, 100 + 14 * n, said))
    texts += [Text(RIGHT, 170, "Elm Institute"), Text(RIGHT, 184, "Diploma in Baking")]

    assert kinds(pdf([Text(RIGHT, 50, "Ida Roe", 22), *texts])) == [
        ("experience", "Line Cook"),
        ("education", "Elm Institute"),
    ]


def test_years_one_above_the_other_in_a_column_are_a_period(frameworks: Frameworks) -> None:
    text = "EDUCATION\n\n2012  Calder State University\n2016\nBachelor of Science\nNursing"

    assert [(entry.programme, *told(entry)) for entry in rule(written(text), frameworks).entries] == [
        ("Nursing", "Bachelor of Science", "Calder State University", "2012", "2016")
    ]


@pytest.mark.parametrize("below", ["2010", "Room 2016", "2016 Nursing"])
def test_a_year_beside_a_name_is_no_beginning_without_its_end_below(below: str) -> None:
    _, found = lines(f"2012  Calder State University\n{below}")

    assert stacked(found[0], found[1]) is None


def test_a_field_in_bold_below_a_bare_degree_begins_no_other_schooling(frameworks: Frameworks) -> None:
    texts = [Text(LEFT, 50, "Ida Roe", 22), Text(LEFT, 90, "EDUCATION", 14, "B")]
    y = 110
    for school, period, degree, field in (
        ("Calder State University", "2012 - 2016", "Bachelor of Science", "Nursing"),
        ("Elm College", "2009 - 2011", "Associate of Applied Science", "Accounting"),
    ):
        for n, (said, style) in enumerate(((school, "B"), (period, "B"), (degree, ""), (field, "B"))):
            texts.append(Text(LEFT, y + 14 * n, said, 10, style))
        y += 80

    found = rule(document(pdf(texts), "ida.pdf"), frameworks).entries

    assert [(entry.programme, *told(entry)) for entry in found] == [
        ("Nursing", "Bachelor of Science", "Calder State University", "2012", "2016"),
        ("Accounting", "Associate of Applied Science", "Elm College", "2009", "2011"),
    ]


def test_where_somebody_can_be_found_is_no_skill(frameworks: Frameworks) -> None:
    made = written("Ida Roe\n\nAbout\n\nI cook.\nLinkedIn\nidaroe\nTwitter  idaroe\n\nSkills\n\nLinkedIn\nGrilling")

    found = [claim for claim in Extractor(frameworks).extract(made).claims if claim.name in ("LinkedIn", "Twitter")]

    assert [one.start for claim in found for one in claim.evidence] == [made.text.rindex("LinkedIn")]


def test_an_employer_in_the_print_of_headings_may_have_a_word_of_theirs(frameworks: Frameworks) -> None:
    texts = [Text(LEFT, 50, "Ida Roe", 24), Text(LEFT, 90, "Work Experience", 18)]
    y = 120
    for named, called, period in (
        ("Quill Software", "Senior Software Developer", "2021 - Present"),
        ("Bexar Data Services", "Web Developer", "2016 - 2021"),
    ):
        texts += [Text(LEFT, y, named, 18), Text(LEFT, y + 16, called, 10, "B"), Text(LEFT, y + 30, period)]
        texts.append(Text(LEFT, y + 44, "Built pages for a shop."))
        y += 80
    texts += [Text(LEFT, y, "Education", 18), Text(LEFT, y + 20, "Diploma in Baking, Elm Institute, 2014")]
    texts += [Text(LEFT, y + 50, "Skills", 18), Text(LEFT, y + 70, "Grilling, knife work")]

    found = rule(document(pdf(texts), "ida.pdf"), frameworks).entries

    assert [told(entry) for entry in found if entry.kind is EntryKind.EMPLOYMENT] == [
        ("Senior Software Developer", "Quill Software", "2021", None),
        ("Web Developer", "Bexar Data Services", "2016", "2021"),
    ]


def test_what_a_page_break_cuts_is_printed_twice_and_no_running_head() -> None:
    paper = FPDF(unit="pt", format="A4")
    paper.set_font("Helvetica", "", 10)
    pages = (
        ("Ida Roe", "Line Cook", "Cooked fish", "Kept stock", "Blue Whale Diner"),
        ("Blue Whale Diner", "Cook", "Boiled soup", "Made bread"),
    )
    for said in (*pages, ("Served guests", "Washed dishes", "Swept floors")):
        paper.add_page()
        for n, line in enumerate(said):
            paper.text(LEFT, 60 + 20 * n, line)

    found = [row.said for row in rows(document(bytes(paper.output()), "ida.pdf"))]

    assert found.count("Blue Whale Diner") == 2


def test_who_issued_a_paper_stands_below_its_title_in_the_same_print(frameworks: Frameworks) -> None:
    texts = [Text(LEFT, 50, "Ida Roe", 22), Text(LEFT, 90, "CERTIFICATES", 14, "B")]
    y = 110
    for title, issuer, date in (
        ("Basic Life Support", "American Heart Association", "Feb 2023"),
        ("Food Handler Card", "Elm County Health Department", "Apr 2021"),
    ):
        texts.append(Text(LEFT, y, title, 12, "B"))
        texts += [Text(LEFT, y + 13, f"Issued by {issuer}", 10, "B"), Text(LEFT, y + 26, date)]
        y += 55

    found = rule(document(pdf(texts), "ida.pdf"), frameworks).entries

    assert [told(entry)[:3] for entry in found] == [
        ("Basic Life Support", "American Heart Association", "2023-02"),
        ("Food Handler Card", "Elm County Health Department", "2021-04"),
    ]
