"""What heads the courses of a transcript: terms in the words of many offices, and the school of each block."""

import pytest

from app.extraction.model import Entry, EntryKind
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.named_terms import dates_of
from app.extraction.transcripts.terms import Term, heading
from app.extraction.transcripts.view import table_rows
from tests.extraction.documents import document

ROWS = "DRF 101   Plan Reading   3.00   A\nDRF 102   Section Drawing   3.00   B\n"


def headed(line: str) -> Term | None:
    return heading(table_rows(document(line), BEGINS)[0], Term())


def courses(text: str) -> list[Entry]:
    return [one for one in transcript_entries(document(text)) if one.kind is EntryKind.COURSE]


@pytest.mark.parametrize(
    ("line", "said", "start", "end"),
    [
        ("FALL QUARTER 19", "FALL QUARTER 19", None, "2019"),
        ("Spring '19", "Spring '19", None, "2019"),
        ("Sem 1 2020", "Sem 1 2020", None, "2020"),
        ("SEMESTER - II", "SEMESTER - II", None, None),
        ("IV SEMESTER", "IV SEMESTER", None, None),
        ("YEAR ONE - SEMESTER TWO", "YEAR ONE - SEMESTER TWO", None, None),
        ("SEGUNDO SEMESTRE", "SEGUNDO SEMESTRE", None, None),
        ("Second Semester, S.Y. 2015-2016", "Second Semester, S.Y. 2015-2016", "2015", "2016"),
        ("1st Semester AY 2015-2016", "1st Semester AY 2015-2016", "2015", "2016"),
        ("2011/2012 SESSION - FIRST SEMESTER (100 LEVEL)", "2011/2012 SESSION - FIRST SEMESTER", "2011", "2012"),
        ("Academic Year 2016/17 Stage 1", "Academic Year 2016/17 Stage 1", "2016", "2017"),
        ("2015-2016 Academic Year : Fall Term", "2015-2016 Academic Year : Fall Term", "2015", "2016"),
        ("Summer Session B 2017", "Summer Session B 2017", None, "2017"),
        ("2020 Summer 2nd Six Week Session", "2020 Summer 2nd Six Week Session", None, "2020"),
        ("Fall 2019 (continued)", "Fall 2019", None, "2019"),
        ("2018FA  Fall 2018", "Fall 2018", None, "2018"),
        ("10th Grade (2016-2017)", "2016-2017", "2016", "2017"),
        ("School Year: 2015-2016", "2015-2016", "2015", "2016"),
        ("Term: 201970", "201970", None, None),
        ("Term 2  07/01/2019 - 11/22/2019", "Term 2", "2019-07-01", "2019-11-22"),
        ("08/26/2019 - 12/13/2019", "08/26/2019 - 12/13/2019", "2019-08-26", "2019-12-13"),
        ("TERM: FALL 2019  Major: Nursing", "FALL 2019", None, "2019"),
        ("Fall 2019  Dean's List", "Fall 2019", None, "2019"),
    ],
)
def test_headings_of_terms(line: str, said: str, start: str | None, end: str | None) -> None:
    found = headed(line)
    assert found is not None
    assert (found.said, found.start, found.end, found.school) == (said, start, end, None)


@pytest.mark.parametrize(
    "line",
    [
        "201970",
        "Entry Term: Fall 2015",
        "Date of Birth: May 2001",
        "May 2019  Associate of Arts awarded",
        "Fall 15 credits",
    ],
)
def test_lines_that_head_no_courses(line: str) -> None:
    assert headed(line) is None


def test_half_a_year_is_no_month() -> None:
    assert dates_of("Semestre 2015-1") == (None, "2015")


@pytest.mark.parametrize(
    ("line", "school"),
    [
        ("YEAR: 2016-2017   GRADE: 09   SCHOOL: DUNE BEND HIGH SCHOOL", "DUNE BEND HIGH SCHOOL"),
        ("Credits Transferred From Gulf Breeze Junior College", "Gulf Breeze Junior College"),
        ("TRANSFER CREDIT GULF BREEZE JUNIOR COLLEGE", "GULF BREEZE JUNIOR COLLEGE"),
        ("Courses taken at Lakeside College", "Lakeside College"),
        ("201910:  Pell Harbor Community College", "Pell Harbor Community College"),
    ],
)
def test_schools_in_headings(line: str, school: str) -> None:
    made = document(line)
    found = heading(table_rows(made, BEGINS)[0], Term())
    assert found is not None
    assert found.transfer
    assert found.school is not None
    assert made.text[slice(*found.school)] == school


@pytest.mark.parametrize("line", ["Credit by Examination", "Test Credits", "Military Credit"])
def test_headings_of_credit_that_no_course_brought(line: str) -> None:
    found = headed(line)
    assert found is not None
    assert found.transfer


def test_a_school_named_right_below_a_term_or_above_it_is_that_of_its_courses() -> None:
    head = "Granite Polytechnic\nTranscript\nFall 2017\n" + ROWS
    below = courses(head + "\nSpring 2018\nHarbor Technical Institute\n" + ROWS)
    above = courses(head + "\nHarbor Technical Institute\nSpring 2018\n" + ROWS)
    for found in (below, above):
        assert [(one.term, one.organization, one.transfer) for one in found] == [
            ("Fall 2017", "Granite Polytechnic", False),
            ("Fall 2017", "Granite Polytechnic", False),
            ("Spring 2018", "Harbor Technical Institute", True),
            ("Spring 2018", "Harbor Technical Institute", True),
        ]


def test_a_school_with_a_label_is_that_of_all_terms_below_it() -> None:
    blocks = [("Volta Polytechnic", 2011), ("Aldermere Institute", 2014)]
    text = "Course-by-Course Evaluation\n" + "".join(
        f"Institution: {school}\nFall {year}\n{ROWS}\nSpring {year + 1}\n{ROWS}\n" for school, year in blocks
    )
    assert [one.organization for one in courses(text)] == ["Volta Polytechnic"] * 4 + ["Aldermere Institute"] * 4


@pytest.mark.parametrize(
    "row", ["College of Business", "School: School of Nursing", "High School Courses", "Granite College"]
)
def test_parts_of_the_school_and_its_own_name_are_no_other_school(row: str) -> None:
    found = courses(f"Granite Polytechnic\nTranscript\nFall 2017\n{row}\n{ROWS}")
    assert [(one.organization, one.transfer) for one in found] == [("Granite Polytechnic", False)] * 2


def test_a_term_beside_its_code_is_no_course() -> None:
    rows = "Course  Title  Crd  Grd\nDRF-101  Plan Reading  3.00  A\n"
    rows += "2019SP  Spring 2019\nDRF-102  Section Drawing  3.00  B\n"
    found = courses("Granite Polytechnic\nTranscript\n2018FA  Fall 2018\n" + rows)
    assert [(one.code, one.term) for one in found] == [("DRF-101", "Fall 2018"), ("DRF-102", "Spring 2019")]


@pytest.mark.parametrize(
    ("head", "said", "quoted", "end"),
    [
        ("Exam:2018", "2018", "2018", "2018"),
        ("EXAMINATION:NOVEMBER 2019", "NOVEMBER 2019", "NOVEMBER 2019", "2019-11"),
        ("Examination: November 2019", "November 2019", "November 2019", "2019-11"),
        ("Held in:2018", "2018", "2018", "2018"),
        ("Series:June 2018", "June 2018", "June 2018", "2018-06"),
        ("Candidate 4455  Exam:2018  Centre 12", "2018", "2018", "2018"),
        ("Name of candidate  Series: June 2018", "June 2018", "June 2018", "2018-06"),
    ],
)
def test_when_all_was_examined_is_quoted_from_the_head(head: str, said: str, quoted: str, end: str) -> None:
    found = courses(
        f"Marks Sheet\nCedar Falls College\n{head}\nCode  Subject  Marks  Grade\n"
        "ENGL 101  English Composition  80  A\nHIST 101  History of Art  75  B\n"
    )
    assert [(one.term, one.start, one.end) for one in found] == [(said, None, end)] * 2
    assert all(quoted in [part.quote for part in one.evidence] for one in found)


@pytest.mark.parametrize(
    ("line", "said", "span", "end"),
    [
        ("Term:201970", "201970", (5, 11), None),
        ("Term: 201970", "201970", (6, 12), None),
        ("Term:01/12/2019-03/15/2019", "01/12/2019-03/15/2019", (5, 26), "2019-03-15"),
        ("Term: 01/12/2019 - 03/15/2019", "01/12/2019 - 03/15/2019", (6, 29), "2019-03-15"),
        ("Term 2(07/01/2019-11/22/2019)", "Term 2", (0, 29), "2019-11-22"),
        ("2018FA:", "2018FA", (0, 6), "2018"),
        ("2018FA::", "2018FA", (0, 6), "2018"),
    ],
)
def test_terms_may_be_one_word_with_their_label_or_colon(
    line: str, said: str, span: tuple[int, int], end: str | None
) -> None:
    found = headed(line)
    assert found is not None
    assert (found.said, found.span, found.end) == (said, span, end)


@pytest.mark.parametrize("rule", ["- - - - -", "– – – – – – –", "- -, - -", "2019: -"])
def test_lines_of_marks_among_courses_are_none(rule: str) -> None:
    found = courses(f"Unofficial Transcript\nCedar Falls College\n{rule}\nFall 2019\n{ROWS}{rule}\n")
    assert [(one.code, one.grade) for one in found] == [("DRF 101", "A"), ("DRF 102", "B")]
