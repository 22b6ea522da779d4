"""Lines of schooling that are sentences to lines that only name a school, a degree or what was studied."""

from collections.abc import Iterator
from dataclasses import replace

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.clauses import PERSON, STOP, clauses
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.schooling.papers import COURSE, PROGRAMME
from app.extraction.words.small import any_case, small

_LABELLED = any_case(r"(?:[^\W\d_]+ ){0,2}(?:school|college|university)s?\s?\d?:\s+")
_AT_SCHOOL = (
    r"(?:graduated\s+(?:\w+\s+){0,4}?from|graduate\s+of|went\s+to|attended|attending|started(?:\s+at)?)\s+(?:the\s+)?"
)
_STUDIES = (
    r"(?:studied|took|did|completed|finished)\s+(?!not\b)(?:(?:\w+\s+){0,2}(?:years?|semesters?|terms?|quarters?)\s+of\s+)?"
    r"(?:(?:some|a\s+few|several|the|an?)\s+)?(?:(?:night|evening|online|college|general)\s+)?"
    r"(?:(?:classes|courses|studies|study|college)\s+(?=(?:at|from|through)\s))?(?:(?:at|from|through)\s+)?"
)
_AWARD = r"(?:earned|received|got|obtained|have|hold|took|did|completed|finished)\s+(?:my|an?|the)\s+"
_LEAD = any_case(rf"{PERSON}(?:(?P<school>{_AT_SCHOOL})|(?P<award>{_AWARD})|(?P<studies>{_STUDIES}))")
_ONE_MORE = any_case(r"(?P<award>(?:my|an?)\s+)")
_TAIL = any_case(
    r"\s+(?:but|where|until|because|while|when|for\s+(?:about\s+)?(?:\w+\s+){1,2}(?:years?|yrs|semesters?|terms?|months?)"
    r"|to\s+(?:become|be|study|work|help|get))\b.*$"
)
_AWAY = any_case(r"(?:abroad|overseas)\b")
_PLAIN = any_case(r"(?:school|college|university)\s+(?:with|for|because|when|while|until|and|but|in|on|at|to|near)\b")
"""No name of a school ("went to school with the owner")."""
_WORDS = 30
"""Words of a sentence that is looked at."""


def sentences(row: Row) -> Iterator[Row]:
    """Part a line in which two sentences name a school each, and step over "School:" before one."""
    label = _LABELLED.match(small(row.said)) if ":" in row.said else None
    if label is not None and is_school(row.said[label.end() :]):
        row = row.part(label.end())
    marks = [
        mark
        for mark in (STOP.finditer(row.said) if "." in row.said[:-1] else ())
        if is_school(row.said[: mark.start()])
    ]
    mark = next((mark for mark in marks if is_school(row.said[mark.end() :])), None)
    if mark is None:
        yield row
        return
    first, rest = row.said[: mark.start()], row.said[mark.end() :].removesuffix(".")
    at = row.start + mark.end()
    yield replace(row, end=row.start + len(first), said=first)
    yield replace(row, start=at, end=at + len(rest), said=rest)


def told(row: Row) -> list[Row]:
    """Give what a sentence about schooling names ("Went to Lincoln High, then took classes at Elm College").

    One row for each school or degree, without the words around it; the row alone where it is no such sentence.
    """
    if row.words > _WORDS or _LEAD.match(small(row.said)) is None:
        return [row]
    found: list[Row] = []
    for start, end in clauses(row.said):
        clause = _named(row, start, end)
        if clause is not None:
            found.append(clause)
        elif found and row.said[start - 2] == "," and any(find_dates(row.said[start:end])):
            # "Went to Lincoln High, graduated 1999"
            first = found[-1].start
            found[-1] = replace(found[-1], end=row.start + end, said=row.said[first - row.start : end])
    return found or [row]


def _named(row: Row, start: int, end: int) -> Row | None:
    said = row.said[start:end]
    lead = _LEAD.match(small(said)) or (_ONE_MORE.match(small(said)) if start else None)
    if lead is None:
        return None
    tail = _TAIL.search(small(said), lead.end())
    end = start + (tail.start() if tail else len(said.rstrip(" .")))
    start += lead.end()
    named = row.said[start:end]
    degree = degree_in(named)
    groups = lead.groupdict()
    if groups.get("school"):
        meant = is_school(named) and _PLAIN.match(small(named)) is None
    elif groups["award"]:
        meant = degree is not None or PROGRAMME.search(named) is not None or COURSE.search(named) is not None
    else:
        meant = is_school(named) and not _AWAY.match(small(named))
    if not meant or not named:
        return None
    return replace(row, start=row.start + start, end=row.start + end, said=named, bullet=False)
