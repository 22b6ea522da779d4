"""Cells of job histories that say another thing than their column, or nothing at all."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.model import EntryKind
from app.extraction.structured.histories import history_entries

Told = tuple[str | None, str | None, str | None, str | None, bool]


def _told(*rows: str) -> list[Told]:
    made = read(SourceDocument(name="history.csv", data="\n".join(rows).encode()))
    return [(one.title, one.organization, one.start, one.end, one.current) for one in history_entries(made)]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2001 - 2003", "2005", ("2001", "2005", False)),
        ("2001-2003", "Present", ("2001", None, True)),
        ("2001 - 2003", "", ("2001", "2003", False)),
        ("2010 - Present", "2014", ("2010", "2014", False)),
        ("2010 - Present", "", ("2010", None, True)),
        ("2001", "2003 - 2005", ("2001", "2005", False)),
        ("01-JUN-98", "31-MAR-03", ("1998-06-01", "2003-03-31", False)),
        ("Jun-98", "Mar 03", ("1998-06", "2003-03", False)),
        ("6/1/45", "5/31/72", ("1945-06-01", "1972-05-31", False)),
        ("01-JUN-45", "31-MAY-72", ("1945-06-01", "1972-05-31", False)),
        ("2015-01-02", "2014-01-02", ("2015-01-02", "2014-01-02", False)),
        ("6/1/95", "5/31/02", ("1995-06-01", "2002-05-31", False)),
        ("2016-01-01", "Y", ("2016-01-01", None, False)),
        ("2016-01-01", "No", ("2016-01-01", None, False)),
    ],
)
def test_the_beginning_is_of_its_cell_and_the_end_of_the_cell_for_the_end(
    start: str, end: str, told: tuple[str | None, str | None, bool]
) -> None:
    rows = ("Title,Employer,Start,End", f"Welder,Acme,{start},{end}")
    assert [one[2:] for one in _told(*rows)] == [told]


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("until 2014", (None, "2014", False)),
        ("- 05/2012", (None, "2012-05", False)),
        ("hasta 2014", (None, "2014", False)),
        ("2014", ("2014", "2014", False)),
        ("since 2016", ("2016", None, True)),
    ],
)
def test_a_period_of_which_the_end_is_told_began_nobody_knows_when(
    period: str, told: tuple[str | None, str | None, bool]
) -> None:
    assert [one[2:] for one in _told("Title,Employer,Period", f"Welder,Acme,{period}")] == [told]


def test_months_and_years_in_columns_of_their_own_are_one_date() -> None:
    heads = "Title,Employer,Start Month,Start Year,End Month,End Year"
    assert _told(heads, "Welder,Acme,March,2010,May,2012", "Cook,Grill,,2013,,") == [
        ("Welder", "Acme", "2010-03", "2012-05", False),
        ("Cook", "Grill", "2013", None, False),
    ]


def test_a_second_beginning_is_no_end() -> None:
    rows = ("Title,Employer,Start,Began in that pay grade", "Welder,Acme,2010,2012")
    assert _told(*rows) == [("Welder", "Acme", "2010", None, False)]


def test_a_status_of_today_is_of_the_last_of_several_titles() -> None:
    rows = ("Welder I,Acme,2010,Active", "Welder II,Acme,2014,Active", "Foreman,Acme,2019,Active")
    assert [one[4] for one in _told("Title,Employer,Effective Date,Status", *rows)] == [False, False, True]
    assert [one[4] for one in _told("Title,Employer,Effective Date,Status", *rows[::-1])] == [True, False, False]
    others = ("Welder,Acme,2010,Active", "Usher,Odeon,2014,Active")
    assert [one[4] for one in _told("Title,Employer,Start,Status", *others)] == [True, True]


@pytest.mark.parametrize("nothing", ["#N/A", "N/A", "-", "--", "none", "Unknown", "#REF!", "Unemployed", "TBD"])
def test_a_cell_that_stands_for_nothing_names_nothing(nothing: str) -> None:
    rows = ("Title,Employer,Start", f"Welder,{nothing},2010", f"{nothing},Acme,2012", f"{nothing},{nothing},2014")
    assert _told(*rows) == [("Welder", None, "2010", None, False), (None, "Acme", "2012", None, False)]


@pytest.mark.parametrize("same", ['""""', "ditto", "Same as above", "same"])
def test_a_mark_for_the_same_says_what_stands_above_it(same: str) -> None:
    rows = ("Title,Employer,Start", "Welder,Acme,2010", f"Foreman,{same},2012", f"Cook,{same},2013")
    assert [one[1] for one in _told(*rows)] == ["Acme", "Acme", "Acme"]
    rows = ("Title,Employer,Start", "Welder,Acme,2010", "Fitter,,2011", f"Foreman,{same},2012")
    assert [one[1] for one in _told(*rows)] == ["Acme", None, None]


@pytest.mark.parametrize(
    "line", ["Elm Steel", "Continued on next page", "Prepared by: M. Example", "Total jobs: 2", "Confidential"]
)
def test_a_line_across_the_table_is_no_job(line: str) -> None:
    rows = ("Title,Employer,Start", "Welder,Acme,2010", f"{line},,", "Cook,Grill,2013", "Homemaker,,")
    assert [one[0] for one in _told(*rows)] == ["Welder", "Cook", "Homemaker"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Elm Steel, Dayton, OH", ("Elm Steel", "Dayton, OH")),
        ("Elm & Sons, LLC", ("Elm & Sons, LLC", None)),
        ("Alder, Pine and Oak", ("Alder, Pine and Oak", None)),
    ],
)
def test_a_town_behind_the_employer_is_where_it_is(said: str, told: tuple[str, str | None]) -> None:
    made = read(SourceDocument(name="a.csv", data=f'Title,Employer,Start\nWelder,"{said}",2010\n'.encode()))
    assert [(one.organization, one.location) for one in history_entries(made)] == [told]


def test_lines_below_a_table_are_no_employers() -> None:
    jobs = "Company | Title | From | To\nAcme | Welder | 2010 | 2012\nOdeon | Usher | 2013 | 2014"
    text = f"{jobs}\nShot weddings and portraits\n"
    made = read(SourceDocument(name="a.txt", data=text.encode()))
    assert made.cells
    assert [one.organization for one in history_entries(made)] == ["Acme", "Odeon"]


def test_of_columns_for_the_title_the_one_counts_that_names_titles() -> None:
    heads = "Title,First Name,Last Name,Position,Company,Start"
    assert _told(heads, "Mr.,Juan,Example,Cook,Grill,2010")[0][:2] == ("Cook", "Grill")
    assert _told("Position,Job Title,Employer,Start", "00012345,Welder,Acme,2010")[0][0] == "Welder"
    assert _told("Contractor,Company,Position,Start", "Y,Acme,Packer,2010")[0][1] == "Acme"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Non-volunteer", EntryKind.EMPLOYMENT),
        ("Job (on-the-job training)", EntryKind.EMPLOYMENT),
        ("Employment - certified", EntryKind.EMPLOYMENT),
        ("Volunteer work", EntryKind.VOLUNTEERING),
        ("Job training", EntryKind.COURSE),
        ("Certificate", EntryKind.CERTIFICATION),
    ],
)
def test_what_a_row_is_of_is_said_by_the_first_word_for_it(said: str, kind: EntryKind) -> None:
    made = read(
        SourceDocument(name="a.csv", data=f"Record Type,Title,Employer,Start\n{said},Welder,Acme,2010\n".encode())
    )
    assert [one.kind for one in history_entries(made)] == [kind]
