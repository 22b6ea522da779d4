"""Lists of courses as CSV and XLSX: which tables are some, and whose each row is."""

import csv
import io

import openpyxl
import pytest

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.readers.table.courses import COURSE_HEADING, course_columns
from app.documents.readers.table.read import is_table
from app.documents.tables import apart, people
from app.errors import SourceColumns

COURSES = "Course Code,Course Title,Term,Grade,Credits\nELT 101,DC Circuits,Fall 2019,A,4\nELT 102,AC Circuits,,F,4\n"


def _read(text: str, name: str = "courses.csv") -> Document:
    return read(SourceDocument(name=name, data=text.encode()))


def _parts(text: str, name: str = "courses.csv") -> list[str]:
    parts = apart(SourceDocument(name=name, data=text.encode()), Limits())
    return [part.source.data.decode() for part in parts]


def _book(**sheets: list[list[object]]) -> SourceDocument:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SourceDocument(name="courses.xlsx", data=out.getvalue())


def test_each_row_is_a_line_and_each_cell_knows_its_column() -> None:
    made = _read(COURSES)

    assert made.text.splitlines()[-2:] == ["ELT 101  DC Circuits  Fall 2019  A  4", "ELT 102  AC Circuits  F  4"]
    last = [(cell.column, made.text[cell.start : cell.end]) for cell in made.cells if cell.row == 3]
    assert last == [(0, "ELT 102"), (1, "AC Circuits"), (3, "F"), (4, "4")]


@pytest.mark.parametrize(
    "headings",
    [
        "Course,Grade",
        "Training Title,Assigned Date,Completion Date,Status,Score",
        "Module,Start Date,Completion Date,Expiry Date,Hours",
        "Fach,Note,ECTS,Semester",
        "Title,Type,Status,Score,Hours",
        "Course Title,Progress,Last Accessed",
        "Course,Midterm Grade,Final Grade",
    ],
)
def test_headings_tell_a_list_of_courses(headings: str) -> None:
    columns = course_columns([headings.split(","), ["x"] * (headings.count(",") + 1)])
    assert columns is not None
    assert columns.courses


@pytest.mark.parametrize(
    "headings",
    [
        "Name,Grade,Email",
        "Name,Grade,Credits",
        "Student,Midterm,Final,Grade",
        "Certification,Issuer,Issued,Expires,Status",
        "Item,Quantity,Price",
        "Course,Grade Ames,Grade Birk",
        "Trainee Name,Forklift,First Aid",
    ],
)
def test_other_tables_are_none(headings: str) -> None:
    assert course_columns([headings.split(","), ["x"] * (headings.count(",") + 1)]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Employee ID,Job Title,Company,Start Date,End Date,Training\nA1,Welder,Acme,2015-01,2018-01,Rigging\n",
        "Title,Organization,From,To,Hours,Grade\nClerk,City of Fern,2015-01,2018-01,40,GS-5\n",
    ],
)
def test_a_job_history_that_names_training_stays_one(text: str) -> None:
    assert {cell.field for cell in _read(text).cells} >= {"title", "employer", "start"}


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Student Name,Course,Grade", '"Ames, Lotte",Rigging,A', '"Birk, Tor",Rigging,F'),
        ("Date,Class,Attendee,Result", "2022-01-04,Rigging,Lotte Ames,Pass", "2022-01-04,Rigging,Tor Birk,Fail"),
        ("Learner ID,Learning Item,Completion Status", "10012,Rigging,Completed", "10013,Rigging,Incomplete"),
        ("Email,Course Title,Score", "ames@example.com,Rigging,90", "birk@example.org,Rigging,40"),
        ("ID,Course,Grade", "1001,Rigging,A", "1002,Rigging,F"),
        ("First,Last,Course,Completed", "Lotte,Ames,Rigging,Yes", "Tor,Birk,Rigging,No"),
        ("Course,Instructor,Person,Grade", "Rigging,B. Moss,Ames L.,A", "Rigging,B. Moss,Birk T.,F"),
        ("Course Name,Status,Who", "Rigging,Completed,Lotte", "Rigging,Failed,Tor"),
        ("Course Name,Status,Assigned To", "Rigging,Completed,Lotte Ames", "Rigging,Failed,Tor Birk"),
        ("Course Name,Status,", "Rigging,Completed,Lotte Ames", "Rigging,Failed,Tor Birk"),
        ("Course Name,Status", 'Rigging,Completed,"Ames, Lotte"', 'Rigging,Failed,"Birk, Tor"'),
        ("Department,User,Training,Status", "Kitchen,lames,Rigging,Complete", "Kitchen,tbirk,Rigging,Overdue"),
    ],
)
def test_nobody_is_given_the_courses_of_others(headings: str, first: str, second: str) -> None:
    made = _parts(f"{headings}\n{first}\n{second}\n{first}\n")

    told = [next(csv.reader([row])) for row in (first, second)]
    assert [list(csv.reader(io.StringIO(part)))[1:] for part in made] == [[told[0]] * 2, [told[1]]]


def test_a_row_that_names_a_worker_stands_over_that_workers_courses() -> None:
    made = _parts(
        "Course,Hours,Result\nEmployee: Lotte Ames,,\nRigging,8,Pass\nEmployee: Tor Birk,,\nRigging,8,Fail\n"
    )
    assert [part.splitlines()[1:] for part in made] == [["Rigging,8,Pass,Lotte Ames"], ["Rigging,8,Fail,Tor Birk"]]


@pytest.mark.parametrize(
    "text",
    [
        COURSES,
        'Student Name,Student ID,Course,Grade\n"Ames, Lotte",7,Rigging,A\n"Ames, Lotte",7,Slings,F\n',
        "ID,Course,Status\nSAF-101,Rigging,Completed\nSAF-102,Slings,Overdue\n",
        "Course,Provider,Instructor,Grade\nRigging,Delta Safety,Bo Moss,A\nSlings,Acme Training,Ida Lund,B\n",
        "Course,Approved By,Status\nRigging,Bo Moss,Completed\nSlings,Ida Lund,Completed\n",
        "Course,Requirement Area,Status\nRigging,Plant Safety,Completed\nSlings,Heavy Work,Completed\n",
        "Course,Category,Status\nRigging,Plant Safety,Completed\nSlings,Heavy Work,Completed\n",
    ],
)
def test_courses_of_one_worker_stay_the_file_that_was_given(text: str) -> None:
    assert _parts(text) == [text]
    assert people(SourceDocument(name="courses.csv", data=text.encode()), Limits()) is None


def test_whose_the_rows_are_is_printed_and_in_no_column_of_the_courses() -> None:
    made = _read("Student Name,Course,Grade\nLotte Ames,Rigging,A\nLotte Ames,Slings,F\n")
    assert "Lotte Ames  Rigging  A" in made.text
    assert "Lotte Ames" not in {made.text[cell.start : cell.end] for cell in made.cells}


def test_a_list_of_courses_in_a_text_is_told_by_its_content() -> None:
    pasted = "Title\tStatus\tScore\tHours\nRigging\tCompleted\t90\t2\nSlings\tOverdue\t\t4\n"
    assert any(cell.field == COURSE_HEADING for cell in _read(pasted, "pasted.txt").cells)
    assert not is_table(b"I took a course, got a grade, and some credits.\nThen I worked, a lot, and rested.\n")
    assert not is_table(
        b"Course work, grade A, credits for it.\nShop, tools, and rest.\nWelding, at home, and away.\n"
    )


def test_sheets_that_are_named_by_terms_are_of_one_worker_and_others_are_of_one_each() -> None:
    head: list[object] = ["Course", "Title", "Credits", "Grade"]
    one, two = [head, ["WLD 101", "Cutting", 3, "A"]], [head, ["WLD 102", "Arc", 3, "F"]]

    terms = apart(_book(Fall_2019=one, Spring_2020=two), Limits())
    persons = apart(_book(Ames=one, Birk=two), Limits())

    assert len(terms) == 1
    assert "WLD 102" in read(terms[0].source).text
    assert [("WLD 101" in text, "WLD 102" in text) for part in persons if (text := part.source.data.decode())] == [
        (True, False),
        (False, True),
    ]


def test_a_sheet_of_courses_is_found_behind_others() -> None:
    rows: list[list[object]] = [["Course Name", "Status"], ["Ladders", "Completed"], ["Cranes", "Overdue"]]
    parts = apart(_book(Read_me=[["This workbook holds your courses"]], Data=rows), Limits())
    assert read(parts[0].source).text.splitlines()[-1] == "Cranes  Overdue"


def test_which_columns_tell_of_courses_and_which_whose_they_are_is_told() -> None:
    text = "Student Name,Course,Grade\nLotte Ames,Rigging,A\nTor Birk,Slings,F\n"
    parts = apart(SourceDocument(name="courses.csv", data=text.encode()), Limits())
    assert {part.columns for part in parts} == {"courses = Course, Grade; name = Student Name"}


def test_a_table_of_people_without_courses_is_refused() -> None:
    with pytest.raises(SourceColumns):
        _read("Name,Grade,Email\nLotte Ames,A,lotte@example.com\nTor Birk,F,tor@example.com\n")
