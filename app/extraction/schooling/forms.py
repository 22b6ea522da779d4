"""Rows of schooling to rows that say one thing each: levels, lists of courses, paragraphs, pairs of degrees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.issuers import is_board, is_body
from app.extraction.parts.schooling import ENDS_SCHOOL, degree_in, is_school, opening_degree
from app.extraction.parts.studies import STUDY
from app.extraction.words.scores import organization_score
from app.extraction.words.small import any_case, has_gap, small

_LEVEL = any_case(
    r"(?:(?:tertiary|secondary|elementary|primary|vocational|vo-?tech|technical|trade|graduate|post-?\s?graduate|under-?\s?graduate"
    r"|senior high|junior high|high|middle|grade"
    r"|military|civilian|college|university|doctorate|doctoral|masters?|bachelors?)"
    r"(?: (?:education|school|level|studies|course|degree))?|college ?/ ?university)(?:\s?:\s+|\s{3,}|\t+)(?=\S)"
)
"""The level of schooling in front of a line ("Secondary: Jose Rizal National High School, 2007")."""
_OF_SCHOOLS = ("tertiary", "secondary", "elementary", "primary", "college", "university", "high", "senior", "junior")
_MARK, _STROKE = re.compile(r"\s*;\s+"), re.compile(r"\s+\|\s+")
_SLASH, _BEHIND_DATE = re.compile(r"\s/\s"), re.compile(r"(?<=\d{4}),\s(?=[A-Z])")
_GAP = re.compile(r"\s{3,}|\t+")
_COMMA = re.compile(r",\s+(?:and\s+)?|;\s+|\s+[•·|]\s+")
_FEWEST_COURSES, _COURSE_WORDS = 3, 5
_FEWEST_LINES, _LINE_WORDS = 2, 16
_LIST_OF_LINES, _COURSE_LINE = 5, 12
_ORGANIZATION = 2.0
"""Score from which a line may name who gave the course above it."""
_TAKEN = re.compile(r"\b(?:program(?:me)?|course|training|class|workshop|seminar|academy)\b", re.IGNORECASE)
"""What somebody takes somewhere, and is no degree."""


def level_of(row: Row) -> tuple[Row, bool] | None:
    """Give a row without the level that it begins with, and whether that level names kinds of schools, or None."""
    level = _LEVEL.match(small(row.said)) if ":" in row.said or has_gap(row.said) else None
    if level is None:
        return None
    bare = row.part(level.end())
    if not (is_school(bare.said) or degree_in(bare.said) or any(find_dates(bare.said))):
        # "Technical: Epic, Cerner"
        return None
    return bare, level.group().startswith(_OF_SCHOOLS)


def _parts(row: Row, mark: re.Pattern[str]) -> list[Row]:
    at, found = 0, []
    for between in mark.finditer(row.said):
        found.append(row.part(at, between.start()))
        at = between.end()
    return [*found, row.part(at, len(row.said))]


def _are_schools(parts: Sequence[Row]) -> bool:
    """Say whether each part names a school, or what school ends with ("GED, 2009")."""
    named = [is_school(part.said) for part in parts]
    return any(named) and all(
        school or ENDS_SCHOOL.match(part.said) is not None for school, part in zip(named, parts, strict=True)
    )


def _each_school(row: Row) -> list[Row]:
    """Part a line of schools, each with its own date, at strokes or behind dates; else the line alone."""
    for mark, sign in ((_SLASH, " / "), (_BEHIND_DATE, ", ")):
        parts = _parts(row, mark) if sign in row.said else []
        if len(parts) > 1 and _are_schools(parts) and all(any(find_dates(part.said)) for part in parts):
            return parts
    return [row]


def degrees_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """Part a line of two degrees behind semicolons; a line of as many schools below it gives each its own.

    What stands side by side below schools that stand so is of the school above it.
    """
    held: list[Row] = []
    columns: list[list[Row]] = []
    for row in rows:
        below = _parts(row, _GAP) if columns and has_gap(row.said) else []
        if columns and len(below) == len(columns) and not any(is_school(part.said) for part in below):
            columns = [[*column, part] for column, part in zip(columns, below, strict=True)]
            continue
        yield from (part for column in columns for part in column)
        columns = []
        parts = _parts(row, _MARK) if ";" in row.said else _each_school(row)
        if len(parts) == 1 and "|" in row.said:
            # "MBA, Elm University, 2014 | BBA, Oak College, 2008"
            told = _parts(row, _STROKE)
            each = all(is_school(part.said) for part in told) or all(opening_degree(part.said) for part in told)
            parts = told if each else parts
        beside = _parts(row, _GAP) if len(parts) == 1 and has_gap(row.said) and "  :" not in row.said else []
        if len(beside) > 1 and all(is_school(part.said) for part in beside):
            # two schools side by side
            yield from held
            held, columns = [], [[part] for part in beside]
            continue
        if held and len(parts) == len(held) and all(is_school(part.said) for part in parts):
            yield from (row_ for both in zip(held, parts, strict=True) for row_ in both)
            held = []
            continue
        yield from held
        held = []
        if len(parts) > 1 and all(opening_degree(part.said) is not None for part in parts):
            held = parts
        elif len(parts) > 1 and _are_schools(parts):
            # "Elm College, A.S. 2022; Oak High School 2017"
            yield from parts
        else:
            yield row
    yield from held
    yield from (part for column in columns for part in column)


def courses_apart(rows: Sequence[Row]) -> tuple[list[Row], frozenset[int]]:
    """Part a line of names of courses without dates ("Thermodynamics, Machine Design, MATLAB for Engineers").

    Give the rows, and where those start that were parted.
    """
    kept: list[Row] = []
    apart: set[int] = set()
    columns = _in_columns(rows)
    for row in rows:
        parts = _parts(row, _GAP) if columns else _parts(row, _COMMA) if "," in row.said or ";" in row.said else []
        brief = _are_brief(parts) and not any(find_dates(row.said)) and not is_school(row.said)
        if brief and (columns or len(parts) >= _FEWEST_COURSES) and not row.said.endswith("."):
            kept += [replace(part, bullet=False) for part in parts]
            apart |= {part.start for part in parts}
        else:
            kept.append(row)
    return kept, frozenset(apart)


def _are_brief(parts: Sequence[Row]) -> bool:
    return all(
        part.said[:1].isupper() and part.words <= _COURSE_WORDS and "(" not in part.said and ":" not in part.said
        for part in parts
    )


def _in_columns(rows: Sequence[Row]) -> bool:
    """Say whether all rows are names of courses side by side, and not a course and who gave it."""
    cells = [_parts(row, _GAP) for row in rows]
    beside = [part for parts in cells for part in parts[1:]]
    return (
        len(beside) >= _FEWEST_LINES
        and all(map(_are_brief, cells))
        and not any(find_dates(row.said) for row in rows)
        and not any(_may_have_given(part.said) or is_school(part.said) for part in beside)
    )


def paragraphs(rows: Sequence[Row]) -> frozenset[int]:
    """Give where the paragraphs of plain text start that are an entry each: all have several lines, or a school."""
    if any(row.size is not None or row.bullet for row in rows):
        return frozenset()
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.block)]
    several = [len(group) >= _FEWEST_LINES for group in groups]
    schools = [any(is_school(row.said) for row in group) for group in groups]
    whole = any(schools) and all(many or named for many, named in zip(several, schools, strict=True))
    return frozenset(group[0].start for group in groups[1:]) if whole and any(several) else frozenset()


def whole_lines(rows: Sequence[Row]) -> frozenset[int]:
    """Give where lines start, where most tell all of a course or degree, the place and the year each."""
    whole = [is_whole(row) for row in rows]
    lines = sum(whole) >= _FEWEST_LINES and 2 * sum(whole) > len(rows) and not any(row.bullet for row in rows)
    below = [False, *whole]
    return frozenset(
        row.start
        for row, all_told, after in zip(rows, whole, below, strict=False)
        if lines and (all_told or (after and opening_degree(row.said) is not None))
    )


def is_whole(row: Row) -> bool:
    """Say whether a course, programme or degree and something beside it stand in one line that is no sentence."""
    named = _TAKEN.search(row.said) is not None or (degree_in(row.said) is not None and is_school(row.said))
    return named and row.said.count(", ") > 1 and row.words <= _LINE_WORDS and not row.said.endswith(".")


def _names_course(row: Row) -> bool:
    """A short line that is no school, sentence or date alone."""
    dates = list(find_dates(row.said))
    alone = any(date.to - date.at >= len(row.said) - 2 for date in dates)
    brief = row.words <= _COURSE_LINE and row.said[:1].isupper() and not row.said.endswith((".", ","))
    return brief and not alone and not is_school(row.said) and not is_board(row.said)


def _in_pairs(rows: Sequence[Row]) -> bool:
    """Say whether below each course stands who gave it."""
    names, givers = rows[::2], rows[1::2]
    even = len(names) == len(givers) and not rows[0].bullet
    return even and any(_may_have_given(row.said) for row in givers) and not any(is_body(row.said) for row in names)


def _may_have_given(said: str) -> bool:
    return is_body(said) or (organization_score(said) >= _ORGANIZATION and STUDY.search(said) is None)


def lone_lines(rows: Sequence[Row]) -> frozenset[int]:
    """Give where the lines of courses start, where each has a line of its own, as most have a date, or none has."""
    dated = sum(any(find_dates(row.said)) for row in rows)
    alike = len(rows) >= _FEWEST_LINES and len({row.bullet for row in rows}) == 1
    if alike and (not dated or rows[0].bullet) and all(map(_names_course, rows)) and not _in_pairs(rows):
        return frozenset(row.start for row in rows)
    lines = dated >= _FEWEST_LINES and 2 * (len(rows) - dated) <= dated
    lines = lines or (dated >= _FEWEST_LINES and len(rows) >= _LIST_OF_LINES and all(map(_names_course, rows)))
    return frozenset(row.start for row in rows if not row.bullet) if lines else frozenset()
