"""The rows of a transcript to its courses: the nearest header and heading hold for what follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.documents.model import Document
from app.extraction.model import CourseState
from app.extraction.transcripts.beside import put_apart
from app.extraction.transcripts.cells import usual_tail
from app.extraction.transcripts.closing import (
    closes,
    heads_tests,
    heads_what_is_to_come,
    names_tests,
    places_somebody,
    tells_of_equivalency,
)
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.columns import assign
from app.extraction.transcripts.compared import compare, with_unlabelled
from app.extraction.transcripts.course import Course
from app.extraction.transcripts.grades import is_letter_grade, number
from app.extraction.transcripts.headers import Column, Field, fields_named, header, is_label, label_words, stacked
from app.extraction.transcripts.institutions import institution_words
from app.extraction.transcripts.listed import has_lists, listed_rows, lists_courses
from app.extraction.transcripts.meanings import legend, meaning
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.owners import is_student, student_words
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.transcripts.regrouped import regrouped, without_equivalent
from app.extraction.transcripts.remarks import remark_below, remark_in, says_what_became, taken_again
from app.extraction.transcripts.rosters import is_roster
from app.extraction.transcripts.schools import is_same_school, school_row
from app.extraction.transcripts.tails import ends_with_credits_and_grade
from app.extraction.transcripts.telling import (
    grade_last_in,
    names_subject,
    said_of,
    tells_course,
    tells_grades,
    tells_marks,
)
from app.extraction.transcripts.terms import Term, heading
from app.extraction.transcripts.totals import is_total
from app.extraction.transcripts.uncoded import lists_without_codes, uncoded
from app.extraction.transcripts.unheaded import ends_with_letters, unheaded
from app.extraction.transcripts.view import table_rows
from app.extraction.transcripts.years import Years, sitting

_EVALUATES = re.compile(
    r"\b(?:transfer(?: of)? credits? (?:evaluation|report|summary)|transfer evaluation|evaluation of transfer)\b"
    r"|\bstatement of transfer credit\b",
    re.IGNORECASE,
)
_YEAR_OF_SCHOOL = re.compile(
    r"\b(?:grade (?:9|1[0-2])|(?:9|1[0-2])th grade|freshman|sophomore|junior|senior) ?(?:year)?\b", re.IGNORECASE
)
"""Of a high school: what was taken at a college meanwhile ends there."""
_REST_WORDS = 6
"""Words of the rest of a title, at most."""
_INDENT = 10.0
"""Points that places of a text may differ by: less than two characters."""
_EQUALS = " = "
_NEAR = range(1, 4)
"""Rows below the name of a school in which the heading of its courses stands."""


def _is_rest(row: TableRow, course: Course) -> bool:
    """Say whether a line of a text is the rest of the title right above it, behind another column."""
    title = course.titles[0]
    plain = len(row.cells) == 1 and len(row.words) <= _REST_WORDS and not re.search(r"[\d:=@.]", row.said)
    below = abs(row.cells[0].x0 - title.x0) < _INDENT and title.x0 > course.row.cells[0].x0 + _INDENT
    return plain and below and len(course.titles) == 1 and meaning(row.said) is None


@dataclass(slots=True)
class Read:
    """A transcript as its rows tell it."""

    rows: list[TableRow]
    courses: list[Course] = field(default_factory=list)
    headed: bool = False
    headers: list[TableRow] = field(default_factory=list)
    others: list[TableRow] = field(default_factory=list)
    """Rows that are neither courses nor headers."""


def _assigned(row: TableRow, columns: Sequence[Column], usual: int | None) -> dict[Field, Cell] | None:
    """Put the cells of a row under columns; None where it tells no course."""
    named = assign(row, columns, usual)
    return named if named is not None and tells_course(named, columns, listed=row.listed) else None


def _moved(columns: Sequence[Column], by: float) -> tuple[Column, ...]:
    return tuple(replace(column, x0=column.x0 + by, x1=column.x1 + by) for column in columns)


class _Walk:
    """Reads the rows one after the other; the nearest header and heading hold for what follows."""

    def __init__(self, rows: list[TableRow]) -> None:
        self.read = Read(rows)
        self._grade_last = grade_last_in(rows)
        self._usual = usual_tail(rows)
        self._lettered = ends_with_letters(rows)
        self._credited = ends_with_credits_and_grade(rows)
        self._uncoded = lists_without_codes(rows)
        self._student = student_words(rows)
        self._own = institution_words(rows)
        self._columns: tuple[Column, ...] | None = None
        self._term = Term()
        self._first: TableRow | None = None
        self._panel = (1, 0)
        self._signed: dict[str, list[Course]] = {}
        """Courses with a sign behind grade or title that no note has explained yet, by the sign."""
        self._below: Course | None = None
        """The course of the row before."""
        self._to_come = False
        """Whether rows without a grade are courses that nobody has begun."""
        self._years = Years()
        self._heading: TableRow | None = None
        """The last row that headed a term."""
        self._many = False
        """Whether a table is of many people."""
        self._below_header = 0
        """The row below the last header row."""
        self._evaluates = any(_EVALUATES.search(row.said) for row in rows[: _NEAR.stop * 2])
        """Whether the courses are those of other schools, evaluated by this one."""
        self._tests = False
        """Whether what stands below is scores of tests."""
        self._equivalency = any(tells_of_equivalency(row.said) for row in rows)
        """Whether tests are what somebody passes for a diploma."""
        self._open = True
        """Whether the rows may still be courses: what stands below a summary of credits is none."""

    def run(self) -> Read:
        rows = self.read.rows
        at = 0
        while at < len(rows):
            taken, columns = self._header(at)
            if columns is not None and at == self._below_header and self._goes_below(columns):
                self.read.others.append(rows[at])
            elif columns is not None:
                self._below_header = at + taken
                self._columns, self._panel, self._first = columns, (rows[at].page, rows[at].panel), None
                self.read.headed = True
                self.read.headers += rows[at : at + taken]
            elif not self._row(rows[at]):
                self.read.others.append(rows[at])
                self._school(at)
                self._many = self._many or is_roster(rows[at : at + 3], of_one=bool(self._student))
            at += taken
            self._open = self._open or (columns is not None and not (self._tests and names_tests(rows[at - taken])))
        people = {course.told("person").casefold() for course in self.read.courses} - {""}
        if self._many or len(people) > 1:
            # nobody may be given the courses of others
            self.read.courses.clear()
        compare(self.read.courses)
        self._sit()
        return self.read

    def _sit(self) -> None:
        """Give courses that no term is told of the one that the head says of all of them."""
        courses = self.read.courses
        if courses and not any(one.term.said or {"term", "dates"} & {*one.named} for one in courses):
            term = sitting(self.read.others)
            for course in courses:
                course.term = replace(term, going=course.term.going) if term is not None else course.term

    def _header(self, at: int) -> tuple[int, tuple[Column, ...] | None]:
        """Read a header at a row; where a format has no places its cells may be lines of their own."""
        rows = self.read.rows
        columns = header(rows[at : at + 1])
        if (below := self._over_two(at, columns)) is not None:
            return 2, below
        if columns is None and not rows[at].placed and len(rows[at].cells) == 1:
            for count in range(min(8, len(rows) - at), 2, -1):
                part = rows[at : at + count]
                if all(len(row.cells) == 1 and len(row.words) <= 3 and fields_named(row.said) for row in part):
                    columns = header(part)
                    if columns is not None:
                        return count, columns
        if columns is None and len(rows[at].cells) > 2:
            columns = self._behind_term(rows[at])
        return 1, columns

    def _over_two(self, at: int, alone: tuple[Column, ...] | None) -> tuple[Column, ...] | None:
        """Read labels broken over two lines: where the upper one alone is no header, or tells of no grades."""
        rows = self.read.rows
        if at + 1 >= len(rows) or (
            alone is not None and (tells_grades(alone) or not all(map(is_label, rows[at + 1].cells)))
        ):
            return None
        both = stacked(rows[at], rows[at + 1])
        if both is None or header(rows[at + 1 : at + 2]) is not None:
            return None
        found = header([both])
        return found if alone is None or (found is not None and tells_grades(found)) else None

    def _goes_below(self, columns: Sequence[Column]) -> bool:
        """Say whether a header row is the second line of labels that stand above it, where codes are named."""
        above = {column.field for column in self._columns or ()}
        return {"code", "title", "credits", "grade"} <= above and not {"code", "subject"} & {
            one.field for one in columns
        }

    def _behind_term(self, row: TableRow) -> tuple[Column, ...] | None:
        """Read labels behind the name of a term, above titles without a label ("Fall 2021  Units  Grade")."""
        term, labels = replace(row, cells=row.cells[:1]), replace(row, cells=row.cells[1:])
        found = header([labels]) if named_term(term.words) is not None else None
        if found is not None:
            self._row(term)
        return found

    def _row(self, row: TableRow) -> bool:
        if closes(row.said, begun=bool(self.read.courses)):
            self._open = False
            self._tests = heads_tests(row.said) and not self._equivalency
        found = self._course(row) if self._open else None
        below, self._below = self._below, found
        if found is not None:
            self.read.courses.append(found)
            if found.sign:
                self._signed.setdefault(found.sign, []).append(found)
            self._first = self._first or row
            return True
        if self._open and (word := taken_again(row)) is not None and self.read.courses:
            # a note with a sign before it is of the courses that have the sign
            signed = self._signed.get(row.said[0])
            for course in self.read.courses[-1:] if signed is None else signed:
                course.named.setdefault("repeat", word)
            self._signed |= {row.said[0]: []} if signed else {}
            return True
        if row.said[0] in self._signed and says_what_became(row.said):
            for course in self._signed[row.said[0]]:
                course.named.setdefault("state", Cell(row.words))
            self._signed[row.said[0]] = []
            return True
        if below is not None and (remark := remark_below(row, below.row)) is not None:
            below.named.setdefault("state", remark)
            return True
        if self._continues(row, below):
            self.read.courses[-1].titles.append(row.cells[0])
            return True
        term = heading(row, self._term, self._own)
        self._to_come = heads_what_is_to_come(row.said) or (self._to_come and term is None)
        if term is not None:
            term = self._years.within(term)
            self._open = self._open or term.said is not None
            kept = self._term
            self._heading = row if term.said is not None else self._heading
            if term.said is None:
                self._term = term
            elif kept.said is None and (kept.transfer or kept.going or kept.school) and not self._used(kept):
                self._term = replace(
                    term,
                    transfer=kept.transfer or term.transfer,
                    school=term.school or kept.school,
                    going=kept.going or term.going,
                    denied=kept.denied,
                    block=kept.block,
                )
            else:
                later = kept.end is None or term.end is None or kept.end <= term.end
                going = term.going or (kept.going and later and not term.transfer)
                own = _YEAR_OF_SCHOOL.search(row.said) is not None
                school = term.school or (kept.school if kept.block and not own else None)
                self._term = replace(
                    term, going=going, school=school, block=kept.block and not own and term.school is None
                )
        return False

    def _school(self, at: int) -> None:
        """Take a row that names another school for that of the courses below, beside the heading of a term.

        A school with a label is that of all terms until another is named.
        """
        rows = self.read.rows
        told = school_row(rows[at])
        if told is None:
            return
        (start, end), labelled = told
        name = {word.said.casefold().strip(".,:") for word in rows[at].words if start <= word.start < end}
        if is_same_school(name, self._own):
            self._term = replace(self._term, school=None, block=False) if self._term.block else self._term
        elif at and rows[at - 1] is self._heading and not self._used(self._term):
            self._term = replace(self._term, school=(start, end))
        elif self.read.courses and (labelled or self._heads(at + 1)):
            self._term = Term(school=(start, end), block=labelled)
        elif self._evaluates and at and any(self._heads(at + n) for n in _NEAR):
            # an evaluation names the school that it is of above the courses that were taken there
            self._term = Term(school=(start, end), block=True, transfer=True)

    def _heads(self, at: int) -> bool:
        """Say whether a row is the heading of a term or of a table."""
        rows = self.read.rows[at : at + 1]
        term = heading(rows[0], self._term, self._own) if rows else None
        return (term is not None and term.said is not None) or header(rows) is not None

    def _used(self, term: Term) -> bool:
        return bool(self.read.courses) and self.read.courses[-1].term is term

    def _course(self, row: TableRow) -> Course | None:
        if is_total(row):
            return None
        taken, counts = without_equivalent(row)
        found = self._told(taken)
        if found is not None and counts is not None:
            # what is too low for another school counts there for nothing, whatever it was where it was taken
            denied = meaning(counts.said) in (CourseState.NO_CREDIT, CourseState.FAILED)
            found.term = replace(found.term, transfer=True, denied=found.term.denied or denied)
        return found

    def _told(self, row: TableRow) -> Course | None:
        named, graded, counted, dated = None, True, False, False
        if self._columns is not None:
            columns: Sequence[Column] = self._columns
            if row.placed and (row.page, row.panel) != self._panel and self._first is not None:
                columns = _moved(columns, row.cells[0].x0 - self._first.cells[0].x0)
            named = _assigned(row, columns, self._usual)
            if named is None and names_subject(row):
                # what is headed as codes may be subjects alone ("ENG  English 9  A  1.0")
                columns = [replace(one, field="other") if one.field == "code" else one for one in columns]
                named = _assigned(row, columns, self._usual)
            if named is None and not tells_marks(columns):
                # "Result" stands over figures as well as over words
                columns = [replace(one, field="grade") if one.field == "state" else one for one in columns]
                named = _assigned(row, columns, self._usual) if tells_marks(columns) else None
            dated = any(column.field == "dates" for column in columns)
            graded = any(column.field in ("grade", "part") for column in columns)
            counted = any(column.field in ("credits", "earned") for column in columns)
        if named is None and not row.listed:
            named = unheaded(row, self._grade_last, self._usual, lettered=self._lettered, credited=self._credited)
            is_one = named is not None and (self._columns is None or is_letter_grade(said_of(named, "grade")))
            named = named if named is not None and is_one and tells_course(named, None) else None
            if named is None and self._uncoded:
                named = uncoded(row)
                is_one = named is not None and (self._columns is None or is_letter_grade(said_of(named, "grade")))
                named = named if is_one else None
        if named is None or is_student(named["title"].words, self._student):
            return None
        if named_term(row.words) == (0, len(row.words)):
            return None
        if places_somebody(named["title"].said) and not is_letter_grade(said_of(named, "grade")):
            return None
        if self._to_come and not {"grade", "part", "earned", "state"} & {*named}:
            return None
        if _EQUALS in named["title"].said:
            # a line of a key
            return None
        if "state" not in named and (parted := remark_in(named["title"])) is not None:
            named["title"], named["state"] = parted
        course = Course(named, self._term, [named["title"]], graded, row, counted, dated)
        if self._term.going and number(said_of(named, "grade")) is not None:
            course.without_grade()
        return course

    def _continues(self, row: TableRow, below: Course | None) -> bool:
        """The rest of a title that was too long for its cell: alone on its row, right below the title."""
        last = self.read.courses[-1] if self.read.courses else None
        if is_total(row) or named_term(row.words) is not None:
            return False
        if not row.placed:
            plain = heading(row, self._term, self._own) is None and school_row(row) is None
            return self._open and plain and below is not None and _is_rest(row, below)
        if last is None or len(row.cells) != 1 or not row.placed or not ({"code", "number"} & {*last.named}):
            return False
        near = abs(row.cells[0].x0 - last.titles[0].x0) < 3 and (row.page, row.panel) == (
            last.row.page,
            last.row.panel,
        )
        return (
            near
            and 0 < row.y - last.row.y < 1.8 * row.size * len(last.titles)
            and row.cells[0].x0 > last.row.cells[0].x0 + 10
        )


def read_rows(document: Document) -> Read:
    """Read the rows of a document as those of a transcript."""
    if lists_courses(document):
        found = _Walk(listed_rows(document)).run()
    else:
        rows = put_apart(regrouped(table_rows(document, BEGINS, label_words())))
        found = _Walk(listed_rows(document, rows) if has_lists(document) else rows).run()
    if any("unknown" in course.named for course in found.courses):
        with_unlabelled(found.courses, legend(document.text).keys())
    return found
