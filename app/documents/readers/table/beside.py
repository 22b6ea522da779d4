"""What one worker's table or workbook holds beside the rows of jobs: other sheets, and sections below the jobs."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from app.documents.assembly import Assembly, Printed
from app.documents.readers.table.columns import HEAD_ROWS
from app.documents.readers.table.headings import fold, made_of
from app.resources import folder

_HEADED = 2
"""Sections of different kinds that a sheet without columns of jobs has when it is a resume."""
_UNNAMED = re.compile(r"(?:sheet|table|tabelle|hoja|feuil|planilha)? ?\d{0,2}", re.IGNORECASE)
"""What programs call a sheet that nobody named."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME_WORDS = 4
_WORKERS = ("person", "name")
_NAMED_THINGS = ("certifications", "licences", "courses", "education")
"""Sections of what has a name itself: a column "Name" is not of people there."""
_OF_JOBS = frozenset(("title", "employer", "start", "end"))
_DIGIT = re.compile(r"\d")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""Within a cell."""

Rows = Sequence[Sequence[str]]


class Sheet(NamedTuple):
    """Rows that are read as lines of text."""

    name: str
    """Of the sheet; "" for what stands on the sheet of the jobs."""
    rows: Rows
    """None of a sheet that nobody sees."""


@cache
def _sections(key: str = "whole") -> Mapping[str, str]:
    """Headings of resumes, or words of them, with the kind of section that they open."""
    lexicon = tomllib.loads((folder("taxonomies") / "lexicon" / "headings.toml").read_text("utf-8"))
    return {phrase: kind for kind, phrases in lexicon.items() for phrase in phrases.get(key, ())}


def _section(said: str) -> str | None:
    return _sections().get(fold(said.replace("&", " and ")))


def _heading(row: Sequence[str]) -> str | None:
    """Give the kind of section that a row opens: the one filled cell is a heading of resumes."""
    filled = [cell for cell in row if cell.strip()]
    return _section(filled[0]) if len(filled) == 1 else None


def of_one_worker(names: Sequence[str]) -> bool:
    """Say whether sheets are named for parts of a life, years or kinds of work, and not for whose they are."""
    return all(_YEAR.search(name) or _section(name) for name in names)


def _named(sheet: Sheet) -> str | None:
    """Give the kind of section that a sheet is by its name ("My certs")."""
    words = fold(sheet.name.replace("&", " and ")).split()
    by_words = (_sections("any_word").get(word) for word in words) if len(words) <= _NAME_WORDS else ()
    return _section(sheet.name) or next(filter(None, by_words), None)


def is_section(sheet: Sheet) -> bool:
    """Say whether a sheet beside one worker's jobs tells more of that worker, as sections of a resume do.

    Lists to choose from and instructions do not, and where a column says whose the rows are they may be another's.
    """
    return bool(sheet.rows) and not _of_people(sheet) and bool(_named(sheet) or any(map(_heading, sheet.rows)))


def _of_people(sheet: Sheet) -> bool:
    for row in sheet.rows[:HEAD_ROWS]:
        filled = [cell for cell in row if cell.strip()]
        told = [cell for cell in filled if len(filled) > 1 and made_of(cell) in _WORKERS]
        if told and not (_named(sheet) in _NAMED_THINGS and all(fold(cell) == "name" for cell in told)):
            return True
    return False


def parted(rows: Rows, first: int) -> tuple[Rows, Rows]:
    """Part the rows of one worker's jobs, which begin at `first`, from the sections that stand below them."""
    cut = next((n for n in range(first, len(rows)) if _heading(rows[n])), len(rows))
    return rows[:cut], rows[cut:]


def is_resume(sheets: Sequence[Sheet]) -> bool:
    """Say whether sheets without columns of jobs are a resume: rows, or names of sheets, head several sections."""
    if any(map(_of_people, sheets)):
        return False
    rows = [row for sheet in map(_unfolded, sheets) if sheet.rows for row in ((sheet.name,), *sheet.rows)]
    return len({named for row in rows if (named := _heading(row))}) >= _HEADED


def _unfolded(sheet: Sheet) -> Sheet:
    """Put headings that stand in the first column, beside what they head, on rows of their own."""
    told = [row for row in sheet.rows if any(cell.strip() for cell in row[1:])]
    led = [row for row in told if _section(row[0])]
    if len({_section(row[0]) for row in led}) < _HEADED:
        return sheet
    if any(row[0].strip() and row not in led for row in told[told.index(led[0]) :]):
        return sheet  # a column of something else
    rows = [part for row in sheet.rows for part in ((row[:1], ["", *row[1:]]) if row in led else (row,))]
    return Sheet(sheet.name, rows)


def _labels(sheet: Sheet) -> int | None:
    """Give the number of the row of a sheet that labels its columns; None without one, or where it is one of jobs."""
    number = next((n for n, row in enumerate(sheet.rows) if any(cell.strip() for cell in row)), None)
    if number is None:
        return None
    row = sheet.rows[number]
    filled = [n for n, cell in enumerate(row) if cell.strip()]
    if len(filled) < _HEADED or any(len(row[n].split()) > _NAME_WORDS or _DIGIT.search(row[n]) for n in filled):
        return None
    if len({made_of(row[n]) for n in filled} & _OF_JOBS) >= _HEADED:
        return None  # it is read with its rows
    below = [one for one in sheet.rows[number + 1 :] if any(cell.strip() for cell in one)]
    numbers = any(n < len(one) and _DIGIT.search(one[n]) for one in below for n in filled)
    same = fold(sheet.name).rstrip("s") == fold(row[filled[0]]).rstrip("s")
    return number if below and (numbers or same) else None


def add_sheets(assembly: Assembly, sheets: Sequence[Sheet], page: int) -> int:
    """Add the rows as lines, cells two blanks apart, each named sheet on the page after the one before it.

    They are in block 0, as everything is that is no row of jobs, but for labels of columns. Gives the last page.
    """
    for sheet in map(_unfolded, sheets):
        page += bool(sheet.name)
        labels = _labels(sheet) if sheet.name else None
        if not _UNNAMED.fullmatch(sheet.name) and not any(map(_heading, sheet.rows[:1])):
            assembly.add(Printed(sheet.name, heading=True), page=page, block=0)
        apart = False
        for number, row in enumerate(sheet.rows):
            for line in _lines(row):
                assembly.add(Printed(line), page=page, block=int(number == labels), apart=apart)
                apart = False
            apart = apart or not any(cell.strip() for cell in row)
    return page


def _lines(row: Sequence[str]) -> Iterator[str]:
    """Give a row as one line; cells of several lines each on lines of their own."""
    cells = [LINE_BREAK.split(cell.strip()) for cell in row if cell.strip()]
    if all(len(lines) == 1 for lines in cells):
        yield "  ".join(lines[0] for lines in cells)
    else:
        yield from (line for lines in cells for line in lines)
