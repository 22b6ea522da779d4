"""Transcripts to entries: institution, programme, and each course with its code, credits, grade and state."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from app.documents.model import Document
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.columns import BEGINS, assign, unheaded
from app.extraction.transcripts.grades import (
    Scale,
    is_letter_grade,
    is_transfer,
    number,
    scale_of,
    state_named,
    state_of,
)
from app.extraction.transcripts.head import head_entries, institution, institution_words, student_words
from app.extraction.transcripts.headers import Column, Field, header, label_words
from app.extraction.transcripts.terms import Term, dates_of, day_first, days_of, heading
from app.extraction.transcripts.view import Cell, TableRow, table_rows
from app.extraction.words.lexicon import words

_FEWEST = 3
"""Courses with a grade or credits that make a document that calls itself a transcript one."""
_ENOUGH = 6
"""Courses under terms or a header row that make a document one, whatever it calls itself."""
_HEAD_ROWS = 14
_AVERAGE = re.compile(r"\bg\.?p\.?a\b")
_TOTAL_GOES_ON = re.compile(
    r"\s*$|\s*[:(=/|-]|\s+[\d*]"
    r"|\s+(?:gpa|grade point|hours|hrs|credits?|totals?|earned|att\w*|ern\w*|averages?|standing|units|list|rank"
    r"|points|quality|ehrs|cum\w*|clock|ceus|ects|general|générale|del periodo|acumulad\w+|completed)\b"
)
"""What stands behind the first word of totals: "Hours: 12" is a total, "Hours of Service" a course."""
_FEWEST_CODES = 4


@dataclass(slots=True)
class Course:
    """One row of the table, before anybody knows what its grades mean."""

    named: dict[Field, Cell]
    term: Term
    titles: list[Cell]
    graded: bool
    """Whether its table has a column of grades."""
    row: TableRow

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(cell.said for cell in self.titles).strip(" *")

    def told(self, *names: Field) -> str:
        """Give what the first of the columns that is filled says; empty when none is."""
        return next((self.named[name].said for name in names if name in self.named), "")

    @property
    def code(self) -> str:
        """The code, of a subject and number with a blank between them."""
        parts = (self.named.get("subject"), self.named.get("number"))
        return self.told("code") or " ".join(part.said for part in parts if part is not None)


@dataclass(slots=True)
class Read:
    """A transcript as its rows tell it."""

    rows: list[TableRow]
    courses: list[Course] = field(default_factory=list)
    headed: bool = False
    others: list[TableRow] = field(default_factory=list)
    """Rows that are neither courses nor headers."""


@cache
def _totals() -> tuple[str, ...]:
    """The words that totals begin with, the longest first."""
    return tuple(sorted(words("transcripts", "totals"), key=lambda word: (-len(word), word)))


def _is_total(row: TableRow) -> bool:
    said = row.said.casefold().replace("’", "'").lstrip("* ")
    if _AVERAGE.search(said):
        return True
    word = next((w for w in _totals() if re.match(rf"{re.escape(w)}(?!\w)", said)), None)
    return word is not None and _TOTAL_GOES_ON.match(said, len(word)) is not None


def _grade_last(rows: Iterable[TableRow]) -> bool | None:
    """Say whether the last cell of a table without a header is the grade: where letters stand, or by decimals."""
    found = [named for row in rows if not _is_total(row) and (named := unheaded(row, True)) is not None]
    after = before = 0
    for named in found:
        if "grade" in named and "credits" in named and is_letter_grade(named["grade"].said):
            behind = named["grade"].words[0].x0 > named["credits"].words[0].x0
            after, before = after + behind, before + (not behind)
    if after or before:
        return after >= before
    pairs = [
        (named["credits"].said, named["grade"].said) for named in found if len({"credits", "grade"} & {*named}) == 2
    ]
    uneven = [
        sum((number(said) or 0) % 0.5 != 0 or (number(said) or 0) > 20 for said in part)
        for part in zip(*pairs, strict=True)
    ]
    return None if not uneven or uneven[0] == uneven[1] else uneven[1] > uneven[0]


def _worth(named: dict[Field, Cell], columns: Sequence[Column] | None) -> bool:
    """Say whether a row tells a course: a title, and its code where the table has codes, else credits or a grade."""
    if "title" not in named:
        return False
    fields = {column.field for column in columns or ()}
    coded = "code" in named or {"subject", "number"} <= {*named}
    if fields & {"code", "subject"}:
        return coded
    remark = named["state"].said if "state" in named else ""
    told = state_named(remark) is not None or is_transfer(remark)
    return coded or told or bool({"credits", "earned", "grade"} & {*named})


def _moved(columns: Sequence[Column], by: float) -> tuple[Column, ...]:
    return tuple(replace(column, x0=column.x0 + by, x1=column.x1 + by) for column in columns)


class _Walk:
    """Reads the rows one after the other; the nearest header and heading hold for what follows."""

    def __init__(self, rows: list[TableRow]) -> None:
        self.read = Read(rows)
        self._grade_last = _grade_last(rows)
        self._student = student_words(rows)
        self._own = institution_words(rows)
        self._columns: tuple[Column, ...] | None = None
        self._term = Term()
        self._first: TableRow | None = None
        self._panel = (1, 0)

    def run(self) -> Read:
        rows = self.read.rows
        at = 0
        while at < len(rows):
            taken, columns = self._header(at)
            if columns is not None:
                self._columns, self._panel, self._first = columns, (rows[at].page, rows[at].panel), None
                self.read.headed = True
            elif not self._row(rows[at]):
                self.read.others.append(rows[at])
            at += taken
        return self.read

    def _header(self, at: int) -> tuple[int, tuple[Column, ...] | None]:
        """Read a header at a row; where a format has no places its cells may be lines of their own."""
        rows = self.read.rows
        columns = header(rows[at : at + 1])
        if columns is None and not rows[at].placed and len(rows[at].cells) == 1:
            for count in range(min(8, len(rows) - at), 2, -1):
                part = rows[at : at + count]
                if all(len(row.cells) == 1 and len(row.words) <= 3 for row in part):
                    columns = header(part)
                    if columns is not None:
                        return count, columns
        return 1, columns

    def _row(self, row: TableRow) -> bool:
        found = self._course(row)
        if found is not None:
            self.read.courses.append(found)
            self._first = self._first or row
            return True
        if self._continues(row):
            self.read.courses[-1].titles.append(row.cells[0])
            return True
        term = heading(row, self._term, self._own)
        if term is not None:
            kept = self._term
            if term.said is None:
                self._term = term
            elif kept.said is None and (kept.transfer or kept.going) and not self._used(kept):
                self._term = replace(
                    term,
                    transfer=kept.transfer or term.transfer,
                    school=term.school or kept.school,
                    going=kept.going or term.going,
                )
            else:
                self._term = term
        return False

    def _used(self, term: Term) -> bool:
        return bool(self.read.courses) and self.read.courses[-1].term is term

    def _course(self, row: TableRow) -> Course | None:
        if _is_total(row):
            return None
        named, graded = None, True
        if self._columns is not None:
            columns = self._columns
            if row.placed and (row.page, row.panel) != self._panel and self._first is not None:
                columns = _moved(columns, row.cells[0].x0 - self._first.cells[0].x0)
            named = assign(row, columns)
            graded = any(column.field == "grade" for column in columns)
            if named is not None and not _worth(named, self._columns):
                named = None
        if named is None and self._columns is None:
            named = unheaded(row, self._grade_last)
            named = named if named is not None and _worth(named, None) else None
        if named is None or self._is_student(named["title"]):
            return None
        return Course(named, self._term, [named["title"]], graded, row)

    def _is_student(self, title: Cell) -> bool:
        """The running head of a page ("Quintero, Marisol  2") is no course."""
        told = {word.said.casefold().strip(".,:") for word in title.words if word.said[:1].isalpha()}
        return bool(told) and told <= self._student

    def _continues(self, row: TableRow) -> bool:
        """The rest of a title that was too long for its cell: alone on its row, right below the title."""
        last = self.read.courses[-1] if self.read.courses else None
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
    return _Walk(table_rows(document, BEGINS, label_words())).run()


def calls_itself_one(document: Document) -> bool:
    """Say whether the first lines of a document call it a transcript, in one of several languages."""
    first = " ".join(document.text[line.start : line.end] for line in document.lines[:_HEAD_ROWS]).casefold()
    return _names().search(first) is not None


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(words("transcripts", "names"))))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def is_transcript(document: Document) -> bool:
    """Say whether a document is a transcript: it calls itself one and lists courses, or lists many under headers."""
    named = calls_itself_one(document)
    if (
        not named
        and sum(BEGINS.match(document.text, line.start) is not None for line in document.lines) < _FEWEST_CODES
    ):
        return False
    found = read_rows(document)
    telling = [c for c in found.courses if c.told("grade", "credits", "earned", "state")]
    if named:
        return len(telling) >= _FEWEST
    coded = [c for c in telling if c.code]
    return len(coded) >= _ENOUGH and (found.headed or sum(c.term.said is not None for c in coded) >= _ENOUGH)


def _spans(document: Document, course: Course) -> list[tuple[int, int]]:
    """Give the places of a course's code, title, credits and grade; those that only white space parts are one."""
    names: tuple[Field, ...] = (
        "term",
        "dates",
        "code",
        "subject",
        "number",
        "grade",
        "earned",
        "credits",
        "state",
        "repeat",
    )
    cells = [course.named[name] for name in names if name in course.named] + course.titles
    if "earned" in course.named and "credits" in course.named:
        cells.remove(course.named["credits"])
    found: list[tuple[int, int]] = []
    for start, end in sorted((word.start, word.end) for cell in cells for word in cell.words):
        if found and "\n" not in (gap := document.text[found[-1][1] : start]) and not gap.strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _state(course: Course, scale: Scale, transfer: bool) -> CourseState | None:
    if "repeat" in course.named and state_named(course.told("repeat")) is CourseState.REPEATED:
        return CourseState.REPEATED
    remark = course.told("state")
    if remark and (is_transfer(remark) or (told := state_named(remark)) is not None):
        return CourseState.PASSED if is_transfer(remark) else told
    grade = course.told("grade")
    if grade:
        found = state_of(grade, scale, number(course.told("earned")))
        nothing = number(grade) is not None and number(course.told("earned", "credits")) == 0
        return CourseState.FAILED if found is None and nothing else found
    if transfer:
        return CourseState.PASSED
    if course.graded or course.term.going:
        return CourseState.IN_PROGRESS
    return CourseState.NO_CREDIT if number(course.told("earned", "credits")) == 0 else None


def _entry(document: Document, course: Course, scale: Scale, school: tuple[int, int] | None) -> Entry:
    term = course.term
    if "term" in course.named:
        said = course.told("term")
        start, end = dates_of(said)
    else:
        said, start, end = term.said or "", term.start, term.end
    if "dates" in course.named:
        start, end = days_of(course.told("dates"), day_first=day_first(document.text))
    transfer = term.transfer or is_transfer(course.told("grade")) or is_transfer(course.told("state"))
    state = _state(course, scale, transfer)
    going = state is CourseState.IN_PROGRESS
    place = term.school if term.transfer and term.school else school
    spans = [*_spans(document, course), *([term.span] if term.span and "term" not in course.named else [])]
    return Entry(
        id="",
        kind=EntryKind.COURSE,
        title=course.title,
        organization=" ".join(document.text[slice(*place)].split()) if place else None,
        start=(start or end) if going else start,
        end=None if going else end,
        current=going,
        completed=None if state is None else state is CourseState.PASSED,
        evidence=tuple(document.evidence(*span) for span in [*spans, *([place] if place else [])]),
        code=course.code or None,
        credits=course.told("earned", "credits", "attempted") or None,
        grade=course.told("grade") or None,
        term=said or None,
        state=state,
        transfer=transfer,
    )


def transcript_entries(document: Document) -> list[Entry]:
    """Read a transcript: an entry for each course and for each programme of the head or award of the foot.

    Courses that were failed, left, not finished, only heard, or are in progress are entries with that state. Ids are
    numbered later.
    """
    found = read_rows(document)
    scale = scale_of(document.text, (course.told("grade") for course in found.courses))
    school = institution(found.others)
    courses = [_entry(document, course, scale, school) for course in found.courses]
    return [*head_entries(document, found.others, school), *courses]
